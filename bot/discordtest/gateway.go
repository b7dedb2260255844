package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// A session outlives its connections.
type session struct {
	id      string
	seq     int64
	buffer  []event // all events, so that a RESUME can replay
	conn    *conn   // nil: nobody listens
	intents int64
	dead    bool
	shard   int // of shards
	shards  int
}

// hears reports whether the events of a server, or of direct messages when it
// is empty, go to the session. Source: developers/events/gateway, sharding.
func (s *session) hears(server string) bool {
	n, _ := strconv.ParseUint(server, 10, 64)
	return s.shards < 2 || int(n>>22%uint64(s.shards)) == s.shard
}

// serverOf is the server that an event is about.
func serverOf(kind string, data any) string {
	m, _ := data.(map[string]any)
	id, _ := m["guild_id"].(string)
	if strings.HasPrefix(kind, "GUILD_") && id == "" {
		id, _ = m["id"].(string)
	}
	return id
}

type event struct {
	seq  int64
	kind string
	data any
}

// maxReplayed bounds the events that a RESUME replays.
const maxReplayed = 10_000

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

// open returns the open connections; d.mu is held.
func (d *Discord) open() []*conn {
	var out []*conn
	for c := range d.conns {
		out = append(out, c)
	}
	return out
}

// dispatch sends an event to every session.
func (d *Discord) dispatch(kind string, data any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, s := range d.sessions {
		if !s.dead && s.hears(serverOf(kind, data)) {
			d.emit(s, kind, data)
		}
	}
	d.change()
}

// emit adds an event to a session and sends it if someone listens; d.mu is
// held.
func (d *Discord) emit(s *session, kind string, data any) {
	if m, ok := data.(map[string]any); ok && kind == "MESSAGE_CREATE" {
		data = d.blanked(s, m)
	}
	s.seq++
	e := event{s.seq, kind, data}
	if s.buffer = append(s.buffer, e); len(s.buffer) > maxReplayed {
		s.buffer = s.buffer[maxReplayed/10:]
	}
	if s.conn == nil {
		return
	}
	if d.script.held != nil {
		held := *d.script.held
		d.script.held = nil
		d.script.troubles = append(d.script.troubles, time.Now())
		s.conn.event(e)
		s.conn.event(held)
		return
	}
	if kind != "READY" && rand.Float64() < d.script.reorder {
		d.script.held = &e
		d.script.troubles = append(d.script.troubles, time.Now())
		return
	}
	s.conn.event(e)
	if rand.Float64() < d.script.duplicate {
		s.conn.event(e)
	}
}

// blanked hides the text of a message as Discord does without the Message
// Content intent. Source: developers/events/gateway, message content intent.
func (d *Discord) blanked(s *session, m map[string]any) map[string]any {
	if s.intents&(1<<15) != 0 || m["guild_id"] == nil || strings.Contains(fmt.Sprint(m["content"]), d.Mention()) {
		return m
	}
	out := map[string]any{}
	for k, v := range m {
		out[k] = v
	}
	out["content"], out["attachments"], out["components"] = "", []any{}, []any{}
	return out
}

// connect serves one connection to the gateway.
func (d *Discord) connect(w http.ResponseWriter, r *http.Request, resumeURL bool) {
	if v := r.URL.Query().Get("v"); v != "9" && v != "10" {
		d.breach("gateway version %q", v)
	}
	up := websocket.Upgrader{}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	c := &conn{d: d, ws: ws, more: make(chan struct{}, 1), over: make(chan struct{})}
	d.mu.Lock()
	if d.closed {
		d.mu.Unlock()
		ws.Close()
		return
	}
	d.conns[c] = true
	interval := d.script.interval
	if resumeURL {
		d.script.resumeHits++
	}
	d.mu.Unlock()
	defer c.gone()
	go c.writer()
	c.hello(interval)
	for {
		_, data, err := ws.ReadMessage()
		if err != nil {
			return
		}
		if len(data) > 4096 {
			d.breach("gateway: payload of %d bytes", len(data))
		}
		if !c.mute.Load() {
			c.receive(data)
		}
	}
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

func take(list *[]Answer) Answer {
	if len(*list) == 0 {
		return Properly
	}
	a := (*list)[0]
	*list = (*list)[1:]
	return a
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

// event sends a dispatch.
func (c *conn) event(e event) {
	c.send(map[string]any{"op": 0, "t": e.kind, "s": e.seq, "d": e.data})
}

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
