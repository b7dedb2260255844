package gateway

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
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
// it ends the connection at a request to reconnect, an invalid session, a
// close frame, or a silence, and notes the reason, so that discordgo never
// sees anything but events and an end of file. It also answers requests for a
// heartbeat itself.
type tap struct {
	net.Conn
	in      *bufio.Reader
	out     []byte // of frames that discordgo may read
	upgrade bool   // the HTTP answer has passed
	message []byte // of a message in several frames, so far
	text    bool   // that message is not compressed

	opening  time.Duration // how long READY or RESUMED may take
	deadline time.Time     // when silence is an end

	mu       sync.Mutex
	interval time.Duration
	seq      int64
	ready    bool
	ended    *end
	resume   string // resume_gateway_url of READY

	write sync.Mutex
}

func newTap(c net.Conn, opening time.Duration) *tap {
	return &tap{Conn: c, in: bufio.NewReaderSize(c, 16<<10), opening: opening, deadline: time.Now().Add(opening)}
}

// Read gives discordgo whole frames that it may see.
func (t *tap) Read(p []byte) (int, error) {
	for len(t.out) == 0 {
		if err := t.next(); err != nil {
			t.out = nil
			t.finish(end{reason: lostConnection, err: err})
			return 0, errEnded
		}
	}
	n := copy(p, t.out)
	t.out = t.out[n:]
	return n, nil
}

// Write sends what discordgo wrote: gorilla writes a frame at a time.
func (t *tap) Write(p []byte) (int, error) {
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
	frame, opcode, final, payload, err := readFrame(t.in)
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
	case opcode > frameClose: // ping, pong
		t.out = frame
		return nil
	case opcode != 0:
		t.message, t.text = t.message[:0], opcode == frameText
	}
	t.out = append(t.out[:0:0], frame...)
	if final && len(t.message) == 0 {
		return t.look(payload)
	}
	t.message = append(t.message, payload...)
	if len(t.message) > maxFrame {
		return errors.New("gateway: message too large")
	}
	if !final {
		return nil
	}
	return t.look(t.message)
}

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

// look reads one message and ends the connection, or swallows it, or lets it
// through.
func (t *tap) look(payload []byte) error {
	var m struct {
		Op   int             `json:"op"`
		Seq  int64           `json:"s"`
		Type string          `json:"t"`
		Data json.RawMessage `json:"d"`
	}
	if !t.text {
		z, err := zlib.NewReader(bytes.NewReader(payload))
		if err != nil {
			return err
		}
		payload, err = io.ReadAll(io.LimitReader(z, maxFrame))
		if err != nil {
			return err
		}
	}
	if err := json.Unmarshal(payload, &m); err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	switch m.Op {
	case opDispatch:
		t.dispatch(m.Type, m.Seq, m.Data)
	case opHeartbeat:
		t.out = nil
		beat, _ := json.Marshal(map[string]int64{"op": opHeartbeat, "d": t.seq})
		go t.frame(frameText, beat)
	case opReconnect:
		t.ending(end{reason: "Discord asked to reconnect"})
	case opInvalidSession:
		var resumable bool
		json.Unmarshal(m.Data, &resumable)
		t.ending(end{reason: "invalid session", fresh: !resumable, pause: true})
	case opHello:
		var hello struct {
			Interval int `json:"heartbeat_interval"` // milliseconds
		}
		json.Unmarshal(m.Data, &hello)
		t.interval = time.Duration(max(hello.Interval, 1)) * time.Millisecond
	case opAck:
		t.alive()
	}
	if t.ended != nil {
		return errEnded
	}
	return nil
}

// dispatch notes what an event says of the session; t.mu is held.
func (t *tap) dispatch(kind string, seq int64, data json.RawMessage) {
	t.seq = max(t.seq, seq)
	if kind != "READY" && kind != "RESUMED" {
		return
	}
	if kind == "READY" {
		var ready struct {
			Resume string `json:"resume_gateway_url"`
		}
		json.Unmarshal(data, &ready)
		t.resume = ready.Resume
	}
	t.ready = true
	t.alive()
}

// alive moves the end that silence brings: discordgo sends a heartbeat every
// interval, so half an interval after the next one its answer was missed.
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

// ending is finish with t.mu held. It closes with a code of our own: 1000 and
// 1001 would make the session invalid.
func (t *tap) ending(e end) {
	if t.ended != nil {
		return
	}
	t.ended = &e
	go func() {
		t.frame(frameClose, binary.BigEndian.AppendUint16(nil, 4900))
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

// frame writes one masked frame of less than 126 bytes.
func (t *tap) frame(opcode byte, payload []byte) {
	mask := make([]byte, 4)
	binary.BigEndian.PutUint32(mask, rand.Uint32())
	b := append([]byte{0x80 | opcode, 0x80 | byte(len(payload))}, mask...)
	for i, c := range payload {
		b = append(b, c^mask[i%4])
	}
	t.Write(b)
}

// readFrame reads a server's frame, which is not masked, and returns it whole
// and in parts.
func readFrame(r *bufio.Reader) (frame []byte, opcode byte, final bool, payload []byte, err error) {
	head := make([]byte, 2, 10)
	if _, err = io.ReadFull(r, head); err != nil {
		return
	}
	size := uint64(head[1] & 0x7f)
	if extra := map[uint64]int{126: 2, 127: 8}[size]; extra > 0 {
		head = head[:2+extra]
		if _, err = io.ReadFull(r, head[2:]); err != nil {
			return
		}
		size = 0
		for _, b := range head[2:] {
			size = size<<8 | uint64(b)
		}
	}
	if head[1]&0x80 != 0 || size > maxFrame {
		err = errors.New("gateway: malformed frame")
		return
	}
	frame = make([]byte, len(head)+int(size))
	copy(frame, head)
	payload = frame[len(head):]
	_, err = io.ReadFull(r, payload)
	return frame, head[0] & 0x0f, head[0]&0x80 != 0, payload, err
}
