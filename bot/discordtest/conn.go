package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// A conn is one connection of the bot.
type conn struct {
	d        *Discord
	ws       *websocket.Conn
	compress bool
	session  *session
	sends    []time.Time

	mute atomic.Bool // nothing arrives any more, in either direction

	write sync.Mutex
	out   []frame       // to be written; under write
	more  chan struct{} // there is something in out
	over  chan struct{} // the connection has ended
	z     *zlib.Writer  // used under write
}

// A frame is to be written.
type frame struct {
	kind int // of gorilla's messages
	data []byte
	last bool // the connection ends with it
}

// hello begins the conversation, as scripted.
func (c *conn) hello(every time.Duration) {
	c.d.mu.Lock()
	a, interval := take(&c.d.script.onConnect), any(every.Milliseconds())
	if c.d.script.hello != nil {
		interval = c.d.script.hello
	}
	c.d.mu.Unlock()
	if a == Silence {
		return
	}
	c.send(map[string]any{"op": 10, "d": map[string]any{"heartbeat_interval": interval}, "s": nil, "t": nil})
}

// gone ends the connection's part in its session.
func (c *conn) gone() {
	c.ws.Close()
	close(c.over)
	c.d.mu.Lock()
	defer c.d.mu.Unlock()
	delete(c.d.conns, c)
	if c.session != nil && c.session.conn == c {
		c.session.conn = nil
		d := c.d
		d.script.troubles = append(d.script.troubles, time.Now())
	}
	c.d.change()
}

// receive handles one payload of the bot.
func (c *conn) receive(data []byte) {
	var m struct {
		Op   int             `json:"op"`
		Data json.RawMessage `json:"d"`
	}
	if err := json.Unmarshal(data, &m); err != nil {
		c.d.breach("gateway: %v", err)
		return
	}
	d := c.d
	d.mu.Lock()
	defer d.mu.Unlock()
	now := time.Now()
	c.sends = append(c.sends, now)
	for len(c.sends) > 0 && now.Sub(c.sends[0]) > time.Minute {
		c.sends = c.sends[1:]
	}
	if len(c.sends) > 120 && d.script.interval > time.Second {
		d.breachLocked("gateway: more than 120 events a minute")
	}
	switch m.Op {
	case 1:
		if !d.script.zombie {
			c.send(map[string]any{"op": 11, "s": nil, "t": nil, "d": nil})
		}
	case 2:
		c.identify(m.Data)
	case 6:
		c.resume(m.Data)
	}
	d.change()
}

// identify starts a session; d.mu is held.
func (c *conn) identify(data []byte) {
	d := c.d
	var m struct {
		Token    string          `json:"token"`
		Intents  *int64          `json:"intents"`
		Compress bool            `json:"compress"`
		Props    json.RawMessage `json:"properties"`
		Shard    [2]int          `json:"shard"`
	}
	json.Unmarshal(data, &m)
	if m.Intents == nil || len(m.Props) == 0 {
		d.breachLocked("IDENTIFY without intents or properties")
		m.Intents = new(int64)
	}
	now := time.Now()
	a := take(&d.script.onIdentify)
	if n := len(d.script.identifies); n > 0 && now.Sub(d.script.identifies[n-1]) < d.script.every {
		a = Invalid
	}
	d.script.identifies = append(d.script.identifies, now)
	if strings.TrimPrefix(m.Token, "Bot ") != Token {
		a = Close4004
	}
	if *m.Intents&(1<<15) != 0 && d.appFlags == 0 {
		a = Close4014
	}
	if a != Properly {
		go c.answer(a)
		return
	}
	c.compress = m.Compress
	s := &session{id: "session-" + d.id(), conn: c, intents: *m.Intents, shard: m.Shard[0], shards: max(m.Shard[1], 1)}
	for _, old := range d.sessions {
		if old.shard == s.shard {
			old.conn = nil
		}
	}
	d.sessions[s.id] = s
	c.session = s
	d.script.troubles = append(d.script.troubles, time.Now())
	guilds := []any{}
	for _, g := range d.guilds {
		if !g.left && s.hears(g.ID) {
			guilds = append(guilds, map[string]any{"id": g.ID, "unavailable": true})
		}
	}
	ready := map[string]any{
		"v": 9, "user": d.author(d.AppID), "session_id": s.id, "guilds": guilds, "shard": []int{s.shard, s.shards},
		"resume_gateway_url": "ws" + strings.TrimPrefix(d.server.URL, "http") + "/resume",
		"application":        map[string]any{"id": d.AppID, "flags": d.appFlags},
	}
	if d.script.ready != nil {
		d.script.ready(ready)
	}
	d.emit(s, "READY", ready)
	if d.script.late {
		return
	}
	for _, g := range d.guilds {
		if g.left || !s.hears(g.ID) {
			continue
		}
		d.mu.Unlock()
		e := g.event()
		d.mu.Lock()
		d.emit(s, "GUILD_CREATE", e)
	}
}

// resume continues a session; d.mu is held.
func (c *conn) resume(data []byte) {
	d := c.d
	var m struct {
		Session string `json:"session_id"`
		Seq     int64  `json:"seq"`
	}
	json.Unmarshal(data, &m)
	d.script.resumes++
	a := take(&d.script.onResume)
	s := d.sessions[m.Session]
	if a == Properly && (s == nil || s.dead || m.Seq > s.seq) {
		a = Invalid
	}
	if a == Close4007 || a == Close4009 || a == Invalid {
		if s != nil {
			s.dead = true
		}
	}
	if a != Properly {
		go c.answer(a)
		return
	}
	c.session, c.compress, s.conn = s, true, c
	d.script.troubles = append(d.script.troubles, time.Now())
	for _, e := range s.buffer {
		if e.seq > m.Seq {
			c.event(e)
		}
	}
	d.emit(s, "RESUMED", map[string]any{})
}

// answer does what a says to the connection.
func (c *conn) answer(a Answer) {
	kill := func() {
		c.d.mu.Lock()
		if c.session != nil {
			c.session.dead = true
		}
		c.d.mu.Unlock()
	}
	switch a {
	case Reconnect:
		c.send(map[string]any{"op": 7, "d": nil, "s": nil, "t": nil})
	case Invalid:
		kill()
		c.send(map[string]any{"op": 9, "d": false, "s": nil, "t": nil})
	case TryAgain:
		c.send(map[string]any{"op": 9, "d": true, "s": nil, "t": nil})
	case Drop:
		c.drop()
	case Silence:
	case CloseBare:
		c.put(frame{kind: websocket.CloseMessage, last: true})
	default:
		if a == Close4007 || a == Close4009 {
			kill()
		}
		var code int
		json.Unmarshal([]byte(a), &code)
		c.put(frame{websocket.CloseMessage, websocket.FormatCloseMessage(code, "by script"), true})
	}
}

// drop breaks the connection.
func (c *conn) drop() { c.ws.UnderlyingConn().Close() }

// raw writes a frame as it is.
func (c *conn) raw(binary bool, data []byte) {
	kind := websocket.TextMessage
	if binary {
		kind = websocket.BinaryMessage
	}
	c.put(frame{kind: kind, data: data})
}

// put queues a frame. Nobody waits for a bot that does not read.
func (c *conn) put(f frame) {
	c.write.Lock()
	defer c.write.Unlock()
	c.queue(f)
}

// queue is put with c.write held.
func (c *conn) queue(f frame) {
	c.out = append(c.out, f)
	select {
	case c.more <- struct{}{}:
	default:
	}
}

// writer writes what is queued, in order, until the connection has ended.
func (c *conn) writer() {
	for {
		select {
		case <-c.more:
		case <-c.over:
			return
		}
		c.write.Lock()
		out := c.out
		c.out = nil
		c.write.Unlock()
		for _, f := range out {
			if c.mute.Load() {
				continue
			}
			c.ws.SetWriteDeadline(time.Now().Add(5 * time.Second))
			if err := c.ws.WriteMessage(f.kind, f.data); err != nil || f.last {
				c.drop()
			}
		}
	}
}

// send writes one payload, compressed after an IDENTIFY that asked for it.
func (c *conn) send(v any) {
	data, err := json.Marshal(v)
	if err != nil {
		c.d.breach("discordtest: %v", err)
		return
	}
	c.write.Lock()
	defer c.write.Unlock()
	kind := websocket.TextMessage
	if c.compress {
		var b bytes.Buffer
		if c.z == nil {
			c.z = zlib.NewWriter(&b)
		}
		c.z.Reset(&b)
		c.z.Write(data)
		c.z.Close()
		data, kind = b.Bytes(), websocket.BinaryMessage
	}
	c.queue(frame{kind: kind, data: data})
}
