package discordtest

import (
	"encoding/json"
	"time"
)

// script is what the gateway does wrong.
type script struct {
	interval   time.Duration
	every      time.Duration // between IDENTIFYs
	zombie     bool
	duplicate  float64
	reorder    float64
	held       *event
	onConnect  []Answer
	hello      any                  // told in HELLO in place of interval
	ready      func(map[string]any) // changes READY
	late       bool                 // no GUILD_CREATE after READY
	onIdentify []Answer
	onResume   []Answer
	identifies []time.Time
	resumes    int
	shards     int  // as told by /gateway/bot; 0: one
	limit      *int // identifies left, as told by /gateway/bot
	resumeHits int  // connections to the resume URL
	attached   map[string][]byte
	troubles   []time.Time // when a connection ended, began, or a response was refused
}

// An Answer is how the gateway answers an IDENTIFY or a RESUME.
type Answer string

const (
	Properly  Answer = ""        // READY, or what was missed and RESUMED
	Reconnect Answer = "op7"     // op 7 instead of the answer
	Invalid   Answer = "op9"     // op 9, d: false
	TryAgain  Answer = "op9true" // op 9, d: true
	Silence   Answer = "silence" // nothing, ever
	Drop      Answer = "drop"    // the connection breaks
	Close4004 Answer = "4004"
	Close4007 Answer = "4007"
	Close4009 Answer = "4009"
	Close4010 Answer = "4010"
	Close4011 Answer = "4011"
	Close4013 Answer = "4013"
	Close4014 Answer = "4014"
	CloseBare Answer = "close" // a close frame without a code
)

// Null is null as what Hello says.
var Null = json.RawMessage("null")

// OnIdentify scripts the answers to the next IDENTIFYs, in order.
func (d *Discord) OnIdentify(a ...Answer) {
	d.plan(func(s *script) { s.onIdentify = append(s.onIdentify, a...) })
}

// OnResume scripts the answers to the next RESUMEs, in order.
func (d *Discord) OnResume(a ...Answer) {
	d.plan(func(s *script) { s.onResume = append(s.onResume, a...) })
}

// OnConnect scripts the next connections: Silence sends no HELLO.
func (d *Discord) OnConnect(a ...Answer) {
	d.plan(func(s *script) { s.onConnect = append(s.onConnect, a...) })
}

// Hello sets what HELLO says of the heartbeat interval, which need not be a
// number; nil: what Heartbeat set.
func (d *Discord) Hello(interval any) { d.plan(func(s *script) { s.hello = interval }) }

// Ready sets what changes READY before it is sent; nil: nothing.
func (d *Discord) Ready(change func(map[string]any)) { d.plan(func(s *script) { s.ready = change }) }

// Late keeps back the GUILD_CREATEs that follow READY, until Tell.
func (d *Discord) Late(on bool) { d.plan(func(s *script) { s.late = on }) }

// Tell sends a server's GUILD_CREATE.
func (g *Guild) Tell() { g.d.dispatch("GUILD_CREATE", g.event()) }

// Emit sends an event as it is given.
func (d *Discord) Emit(kind string, data any) { d.dispatch(kind, data) }

// Frame sends a frame of raw bytes over every open connection: text, or
// binary, which is taken for compressed.
func (d *Discord) Frame(binary bool, data string) {
	d.mu.Lock()
	conns := d.open()
	d.mu.Unlock()
	for _, c := range conns {
		c.raw(binary, []byte(data))
	}
}

// Mute lets nothing through the open connections any more, which stay open: a
// cable is cut and nobody is told.
func (d *Discord) Mute() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for c := range d.conns {
		c.mute.Store(true)
	}
}

// Heartbeat sets the interval told in HELLO from now on.
func (d *Discord) Heartbeat(every time.Duration) { d.plan(func(s *script) { s.interval = every }) }

// IdentifyEvery sets how much time Discord wants between two IDENTIFYs, in
// place of five seconds.
func (d *Discord) IdentifyEvery(t time.Duration) { d.plan(func(s *script) { s.every = t }) }

// Zombie makes the gateway ignore heartbeats, or not.
func (d *Discord) Zombie(on bool) { d.plan(func(s *script) { s.zombie = on }) }

// Duplicate sends events twice with the given probability, Reorder swaps an
// event with the next.
func (d *Discord) Duplicate(p float64) { d.plan(func(s *script) { s.duplicate = p }) }

// Reorder swaps an event with the one after it, with the given probability.
func (d *Discord) Reorder(p float64) { d.plan(func(s *script) { s.reorder = p }) }

// IdentifiesLeft sets what /gateway/bot tells.
func (d *Discord) IdentifiesLeft(n int) { d.plan(func(s *script) { s.limit = &n }) }

// Shards sets how many connections /gateway/bot recommends.
func (d *Discord) Shards(n int) { d.plan(func(s *script) { s.shards = n }) }

// Connected is how many sessions the bot listens to.
func (d *Discord) Connected() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := 0
	for _, s := range d.sessions {
		if s.conn != nil && !s.dead {
			n++
		}
	}
	return n
}

func (d *Discord) plan(f func(*script)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f(&d.script)
}

// Identifies and Resumes count what the bot has sent.
func (d *Discord) Identifies() int { d.mu.Lock(); defer d.mu.Unlock(); return len(d.script.identifies) }

// Resumes counts the RESUMEs the bot has sent.
func (d *Discord) Resumes() int { d.mu.Lock(); defer d.mu.Unlock(); return d.script.resumes }

// ResumeURLHits counts connections to the resume_gateway_url.
func (d *Discord) ResumeURLHits() int { d.mu.Lock(); defer d.mu.Unlock(); return d.script.resumeHits }

// Online reports whether the bot listens to a session.
func (d *Discord) Online() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, s := range d.sessions {
		if s.conn != nil && !s.dead {
			return true
		}
	}
	return false
}

// SetMessageContent switches the privileged intent's toggle.
func (d *Discord) SetMessageContent(on bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.appFlags = 0
	if on {
		d.appFlags = 1 << 19
	}
}

// Break does a to every open connection.
func (d *Discord) Break(a Answer) {
	d.mu.Lock()
	conns := d.open()
	d.mu.Unlock()
	for _, c := range conns {
		c.answer(a)
	}
}
