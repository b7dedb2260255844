package gateway

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

// Opcodes of the gateway and of WebSocket frames.
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opAck            = 11

	frameText  = 0x1
	frameClose = 0x8
	framePing  = 0x9
	framePong  = 0xa
)

// maxFrame bounds one frame, in bytes. A server with all its channels and
// roles is a few megabytes.
const maxFrame = 64 << 20

// errEnded is what discordgo reads once a tap has decided that the connection
// is over; why is in its end.
var errEnded = errors.New("gateway: connection ended")

// lostConnection is the reason of an end that Discord did not announce.
const lostConnection = "connection lost"

// An end says why a connection is over, and what Discord lets us do next.
type end struct {
	reason string
	code   int  // Discord's close code; 0 when there was none
	fresh  bool // the session is dead: identify again
	pause  bool // Discord wants 1 to 5 seconds of rest first
	err    error
}

// A tap is a connection to the gateway that reads along. It stands between
// Discord and discordgo and keeps from discordgo what that would get wrong:
// it sends the heartbeats, ends the connection at a request to reconnect, an
// invalid session, a close frame, or a silence, and notes the reason. Events go from the tap to
// the bot as Discord sent them; discordgo, whose decoding of an event with a
// null in the wrong place ends the process, sees of each the sequence number
// alone. So every frame that discordgo reads was written here.
type tap struct {
	net.Conn
	in      *bufio.Reader
	out     []byte // of frames that discordgo may read
	upgrade bool   // the HTTP answer has passed
	message []byte // of a message in several frames, so far
	text    bool   // that message is not compressed
	unzip   io.ReadCloser

	handle   func(Event)   // nil: nobody listens
	counter  *counter      // of the session
	opening  time.Duration // how long READY or RESUMED may take
	deadline time.Time     // when silence is an end

	beating chan struct{} // closed when discordgo has begun them
	begun   sync.Once     // closes beating
	over    chan struct{} // closed when the connection has ended

	mu       sync.Mutex
	interval time.Duration
	ready    bool
	told     bool // discordgo was told of an event: it begins its heartbeats
	ended    *end
	resume   string // resume_gateway_url of READY

	write sync.Mutex
}

func newTap(c net.Conn, l *link, opening time.Duration) *tap {
	return &tap{
		Conn: c, in: bufio.NewReaderSize(c, 16<<10), handle: l.handle, counter: &l.counter,
		opening: opening, deadline: time.Now().Add(min(opening, helloWithin)),
		beating: make(chan struct{}), over: make(chan struct{}),
	}
}

// Read gives discordgo whole frames that it may see.
func (t *tap) Read(p []byte) (int, error) {
	for len(t.out) == 0 {
		if err := t.next(); err != nil {
			t.out = nil
			t.finish(end{reason: lostConnection, err: err})
			t.settle()
			return 0, errEnded
		}
	}
	n := copy(p, t.out)
	if t.out = t.out[n:]; len(t.out) == 0 {
		t.out = nil
	}
	return n, nil
}

// Write sends what discordgo wrote: gorilla writes a frame at a time. It never
// fails: discordgo learns of the end by reading alone, so that only one of its
// goroutines begins to close, which holds its lock for a second.
func (t *tap) Write(p []byte) (int, error) {
	if t.opened() { // there is nothing else to write by then
		t.begun.Do(func() { close(t.beating) })
	}
	if t.end() == nil {
		if _, err := t.send(p); err != nil {
			t.finish(end{reason: lostConnection, err: err})
		}
	}
	return len(p), nil
}

// send writes a whole frame.
func (t *tap) send(p []byte) (int, error) {
	t.write.Lock()
	defer t.write.Unlock()
	t.Conn.SetWriteDeadline(time.Now().Add(20 * time.Second))
	return t.Conn.Write(p)
}

// next reads one frame, or the HTTP answer before the first.
func (t *tap) next() error {
	if err := t.Conn.SetReadDeadline(t.deadline); err != nil {
		return err
	}
	if !t.upgrade {
		return t.handshake()
	}
	opcode, final, payload, err := readFrame(t.in)
	if err != nil {
		return err
	}
	switch {
	case opcode == frameClose:
		code := 0
		if len(payload) >= 2 {
			code = int(binary.BigEndian.Uint16(payload))
		}
		t.finish(closed(code))
		return errEnded
	case opcode == framePing:
		go t.frame(framePong, payload)
		return nil
	case opcode > frameClose:
		return nil
	case opcode != 0:
		t.message, t.text = t.message[:0], opcode == frameText
	}
	if t.message = append(t.message, payload...); len(t.message) > maxFrame {
		return errors.New("gateway: message too large")
	}
	if !final {
		return nil
	}
	err = t.look(t.message)
	if cap(t.message) > keptBuffer {
		t.message = nil
	}
	return err
}

// keptBuffer bounds the buffer that is kept for the next message, in bytes.
const keptBuffer = 1 << 20

// handshake passes the HTTP answer on.
func (t *tap) handshake() error {
	for size := 0; ; {
		line, err := t.in.ReadBytes('\n')
		t.out = append(t.out, line...)
		if size += len(line); err != nil || size > 64<<10 {
			return errors.Join(errors.New("gateway: no answer to the upgrade"), err)
		}
		if len(bytes.TrimSpace(line)) == 0 {
			t.upgrade = true
			return nil
		}
	}
}

// look reads one message and ends the connection, or tells the bot of an
// event. What discordgo must know of it is in t.out afterwards.
func (t *tap) look(payload []byte) error {
	if !t.text {
		var err error
		if payload, err = t.unzipped(payload); err != nil {
			return fmt.Errorf("gateway: compressed message: %w", err)
		}
	}
	var m struct {
		Op   *int            `json:"op"`
		Seq  int64           `json:"s"`
		Type string          `json:"t"`
		Data json.RawMessage `json:"d"`
	}
	if err := json.Unmarshal(payload, &m); err != nil {
		return fmt.Errorf("gateway: message: %w", err)
	}
	if m.Op == nil {
		return errors.New("gateway: message without opcode")
	}
	if *m.Op == opDispatch {
		t.dispatch(m.Type, m.Seq, m.Data)
		if t.handle != nil {
			t.handle(Event{Type: m.Type, Seq: m.Seq, Data: m.Data})
		}
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.control(*m.Op, m.Data)
	if t.ended != nil {
		return errEnded
	}
	return nil
}

// control does what Discord asks for; t.mu is held.
func (t *tap) control(op int, data json.RawMessage) {
	switch op {
	case opHeartbeat:
		go t.heartbeat()
	case opReconnect:
		t.ending(end{reason: "Discord asked to reconnect"})
	case opInvalidSession:
		var resumable bool
		json.Unmarshal(data, &resumable)
		t.ending(end{reason: "invalid session", fresh: !resumable, pause: true})
	case opHello:
		if t.interval == 0 {
			t.interval = intervalOf(data)
			t.deadline = time.Now().Add(t.opening)
			t.tell(opHello, 0, "", map[string]int64{"heartbeat_interval": never.Milliseconds()})
		}
	case opAck:
		t.alive()
	}
}

// intervalOf reads HELLO's heartbeat interval. One that cannot be is replaced:
// discordgo's ticker panics at zero and below.
func intervalOf(data json.RawMessage) time.Duration {
	var hello struct {
		Interval float64 `json:"heartbeat_interval"` // milliseconds
	}
	json.Unmarshal(data, &hello)
	switch ms := hello.Interval; {
	case !(ms >= 1):
		return usualInterval
	case ms > float64(maxInterval/time.Millisecond):
		return maxInterval
	default:
		return max(time.Duration(ms)*time.Millisecond, minInterval)
	}
}

const (
	// helloWithin is how long HELLO may take, which needs no thought.
	helloWithin = 10 * time.Second
	// usualInterval is what Discord says in HELLO.
	usualInterval = 41250 * time.Millisecond
	// minInterval keeps heartbeats from flooding, maxInterval a silence from
	// lasting.
	minInterval = 20 * time.Millisecond
	maxInterval = 5 * time.Minute
)

// dispatch notes what an event says of the session.
func (t *tap) dispatch(kind string, seq int64, data json.RawMessage) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.told && t.interval > 0 {
		t.told = true
		go t.beat(t.interval)
	}
	switch kind {
	case "READY":
		var ready struct {
			Session string `json:"session_id"`
			Resume  string `json:"resume_gateway_url"`
		}
		json.Unmarshal(data, &ready)
		if !t.ready {
			t.counter.begin(seq)
		}
		t.resume, t.ready = ready.Resume, true
		t.tell(opDispatch, seq, kind, map[string]string{"session_id": ready.Session})
		t.alive()
	case "RESUMED":
		t.ready = true
		t.tell(opDispatch, t.counter.note(seq), kind, struct{}{})
		t.alive()
	default:
		t.tell(opDispatch, t.counter.note(seq), "SEEN", struct{}{})
	}
}

// alive moves the end that silence brings: a heartbeat is sent every interval,
// so half an interval after the next one its answer was missed.
// t.mu is held.
func (t *tap) alive() {
	if t.ready {
		t.deadline = time.Now().Add(t.interval + t.interval/2)
	}
}

// finish ends the connection once; the first reason stays.
func (t *tap) finish(e end) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ending(e)
}

// Codes that the tap closes with. The first ends the session: the bot is seen
// to go. After one of our own it can be resumed.
const (
	goodbye    = 1000
	seeYouSoon = 4900
)

// ending is finish with t.mu held.
func (t *tap) ending(e end) {
	if t.ended != nil {
		return
	}
	t.ended = &e
	code := uint16(seeYouSoon)
	if e.code == goodbye {
		code = goodbye
	}
	close(t.over)
	go func() {
		t.frame(frameClose, binary.BigEndian.AppendUint16(nil, code))
		t.Conn.Close()
	}()
}

// end returns why the connection is over; nil while it is not.
func (t *tap) end() *end {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.ended
}

// isReady reports whether READY or RESUMED came.
func (t *tap) isReady() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.ready
}
