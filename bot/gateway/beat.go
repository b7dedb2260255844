package gateway

import (
	"encoding/json"
	"time"
)

// never is the heartbeat interval that discordgo is told. It sends its first
// heartbeat when it has opened, and the tap sends all others: one of discordgo's
// that meets the end of its connection closes the session once more, and with
// it the next connection, which may stand by then.
const never = 10 * 365 * 24 * time.Hour

// parting is how long discordgo's first heartbeat may take from its write to
// its rest.
const parting = 10 * time.Millisecond

// beat sends a heartbeat every so often until the connection has ended.
func (t *tap) beat(every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			t.heartbeat()
		case <-t.over:
			return
		}
	}
}

// heartbeat sends one.
func (t *tap) heartbeat() {
	beat, err := json.Marshal(map[string]int64{"op": opHeartbeat, "d": t.counter.last()})
	if err == nil {
		err = t.frame(frameText, beat)
	}
	if err != nil {
		t.finish(end{reason: lostConnection, err: err})
	}
}

// settle waits for discordgo's first heartbeat, when there will be one:
// discordgo must not read of the end before it has begun, or the heartbeat
// would meet the end; see never.
func (t *tap) settle() {
	if !t.opened() {
		return
	}
	timer := time.NewTimer(quiet / 2)
	defer timer.Stop()
	select {
	case <-t.beating:
		timer.Reset(parting)
		<-timer.C
	case <-timer.C:
	}
}

// opened reports whether discordgo was told of an event, which is when it
// opens.
func (t *tap) opened() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.told
}
