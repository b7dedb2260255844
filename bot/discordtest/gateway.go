package discordtest

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
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

func take(list *[]Answer) Answer {
	if len(*list) == 0 {
		return Properly
	}
	a := (*list)[0]
	*list = (*list)[1:]
	return a
}

// event sends a dispatch.
func (c *conn) event(e event) {
	c.send(map[string]any{"op": 0, "t": e.kind, "s": e.seq, "d": e.data})
}
