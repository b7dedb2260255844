package discordtest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// body is a message as the bot sends one.
type body struct {
	Content         string           `json:"content"`
	Flags           int              `json:"flags"`
	Components      []map[string]any `json:"components"`
	AllowedMentions *struct {
		Parse       []string `json:"parse"`
		RepliedUser bool     `json:"replied_user"`
	} `json:"allowed_mentions"`
	Reference *struct {
		MessageID       string `json:"message_id"`
		FailIfNotExists *bool  `json:"fail_if_not_exists"`
	} `json:"message_reference"`
	Nonce   any  `json:"nonce"`
	Enforce bool `json:"enforce_nonce"`
	Embeds  []map[string]any

	file string
}

// A request is one call of the bot, read.
type request struct {
	method string
	path   []string // below the version
	query  map[string]string
	json   json.RawMessage
	file   string
	route  string
	auth   bool
	at     time.Time // when it came
}

func apiError(code int, message string) any { return map[string]any{"code": code, "message": message} }

// serve answers everything below the server's address.
func (d *Discord) serve(w http.ResponseWriter, r *http.Request) {
	switch path := r.URL.Path; {
	case path == "/gw/" || path == "/gw":
		d.connect(w, r, false)
	case strings.HasPrefix(path, "/resume"):
		d.connect(w, r, true)
	case strings.HasPrefix(path, "/files/"):
		d.mu.Lock()
		data := d.script.attached[path]
		d.mu.Unlock()
		w.Write(data)
	case strings.HasPrefix(path, "/api/v10/"):
		d.call(w, r, d.clock()) // what is done with it first may take a busy machine a while
	default:
		d.breach("%s %s: not below /api/v10", r.Method, path)
		http.NotFound(w, r)
	}
}

// call answers a call of the API that came at that time, or lets the fault
// happen that is scripted for it.
func (d *Discord) call(w http.ResponseWriter, r *http.Request, at time.Time) {
	q, ok := d.read(r, at)
	if !ok {
		return
	}
	d.mu.Lock()
	d.calls[q.route]++
	fault := d.fault(q)
	d.mu.Unlock()
	if fault != nil && fault.Delay > 0 {
		pause(r.Context(), fault.Delay)
		q.at = d.clock()
	}
	if fault != nil && fault.Status != 0 && !fault.After {
		fault.write(w)
		return
	}
	d.mu.Lock()
	status, out := d.limited(w.Header(), q)
	if status == 0 {
		status, out = d.handle(q)
		d.change()
	}
	d.mu.Unlock()
	switch {
	case fault != nil && fault.Status != 0:
		fault.write(w)
	case out == nil:
		w.WriteHeader(status)
	default:
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		json.NewEncoder(w).Encode(out)
	}
}

// read reads a call and holds it against the rules; ok is false when the bot
// broke it off.
func (d *Discord) read(r *http.Request, at time.Time) (q request, ok bool) {
	data, err := io.ReadAll(io.LimitReader(r.Body, 30<<20))
	if err != nil {
		return q, false
	}
	q = request{method: r.Method, path: strings.Split(strings.TrimPrefix(r.URL.Path, "/api/v10/"), "/"), query: map[string]string{}, at: at}
	for k, v := range r.URL.Query() {
		q.query[k] = v[0]
	}
	q.json, q.file = payload(r.Header.Get("Content-Type"), data)
	q.route = routeName(q.method, q.path)
	q.auth = r.Header.Get("Authorization") == "Bot "+Token
	if agent := r.Header.Get("User-Agent"); !strings.HasPrefix(agent, "DiscordBot (") {
		d.breach("%s: User-Agent %q", q.route, agent)
	}
	d.check(r, q)
	return q, true
}

// pause waits, or until the caller is gone.
func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// payload returns the JSON of a body, plain or in a multipart form.
func payload(kind string, data []byte) (json.RawMessage, string) {
	mt, params, err := mime.ParseMediaType(kind)
	if err != nil || mt != "multipart/form-data" {
		return data, ""
	}
	var out json.RawMessage
	file := ""
	parts := multipart.NewReader(bytes.NewReader(data), params["boundary"])
	for {
		p, err := parts.NextPart()
		if err != nil {
			return out, file
		}
		b, _ := io.ReadAll(p)
		if p.FormName() == "payload_json" {
			out = b
		} else {
			file = p.FileName()
		}
	}
}

// routeName replaces ids and tokens.
func routeName(method string, path []string) string {
	parts := slices.Clone(path)
	for i, p := range parts {
		_, err := strconv.ParseUint(p, 10, 64)
		switch {
		case err == nil:
			parts[i] = ":id"
		case i == 2 && (parts[0] == "webhooks" || parts[0] == "interactions"):
			parts[i] = ":token"
		}
	}
	return method + " /" + strings.Join(parts, "/")
}

// handle answers one call; d.mu is held.
func (d *Discord) handle(q request) (int, any) {
	if anonymous := q.path[0] == "webhooks" || q.path[0] == "interactions"; !anonymous && !q.auth {
		return 401, apiError(0, "401: Unauthorized")
	}
	at := func(i int) string { return q.path[i] }
	switch q.route {
	case "GET /gateway":
		return 200, map[string]any{"url": d.wsURL()}
	case "GET /gateway/bot":
		left := 1000
		if d.script.limit != nil {
			left = *d.script.limit
		}
		return 200, map[string]any{"url": d.wsURL(), "shards": max(d.script.shards, 1), "session_start_limit": map[string]any{
			"total": 1000, "remaining": left, "reset_after": 3000, "max_concurrency": 1}}
	case "GET /users/@me":
		return 200, d.author(d.AppID)
	case "GET /applications/@me":
		return 200, map[string]any{"id": d.AppID, "name": "Byline", "flags": d.appFlags, "description": "", "icon": nil, "bot_public": true, "bot_require_code_grant": false, "verify_key": ""}
	case "POST /users/@me/channels":
		return d.openDM(q)
	case "GET /guilds/:id/members/:id":
		return d.getMember(at(1), at(3))
	case "GET /channels/:id/messages":
		return d.listMessages(at(1), q.query)
	case "GET /channels/:id/messages/:id":
		return d.getMessage(at(1), at(3))
	case "POST /channels/:id/messages":
		return d.createMessage(at(1), q)
	case "PATCH /channels/:id/messages/:id":
		return d.editMessage(at(1), at(3), q)
	case "POST /channels/:id/typing":
		return d.typing(at(1))
	case "POST /interactions/:id/:token/callback":
		return d.callback(at(1), at(2), q)
	case "PATCH /webhooks/:id/:token/messages/@original", "GET /webhooks/:id/:token/messages/@original":
		return d.editOriginal(at(2), q)
	case "POST /webhooks/:id/:token":
		return d.followUp(at(2), q)
	case "GET /applications/:id/commands", "GET /applications/:id/guilds/:id/commands":
		return d.getCommands(q)
	case "PUT /applications/:id/commands", "PUT /applications/:id/guilds/:id/commands":
		return d.putCommands(q)
	}
	d.breachLocked("%s: not a call this Discord knows", q.route)
	return 404, apiError(0, "404: Not Found")
}

func (d *Discord) wsURL() string { return "ws" + strings.TrimPrefix(d.server.URL, "http") + "/gw" }

func (d *Discord) openDM(q request) (int, any) {
	var in struct {
		Recipient string `json:"recipient_id"`
	}
	json.Unmarshal(q.json, &in)
	p := d.people[in.Recipient]
	if p == nil {
		return 400, apiError(50033, "Invalid Recipient(s)")
	}
	return 200, d.dmLocked(p).json()
}

func (d *Discord) getMember(guild, person string) (int, any) {
	for _, g := range d.guilds {
		p := d.people[person]
		if g.ID != guild || g.left || p == nil || p.membership[guild] == nil && g.Owner != person {
			continue
		}
		m := d.member(g, p, false)
		m["user"] = user(p)
		return 200, m
	}
	return 404, apiError(10007, "Unknown Member")
}

func (d *Discord) listMessages(channel string, query map[string]string) (int, any) {
	c := d.rooms[channel]
	if c == nil || c.NoRead {
		return 403, apiError(50001, "Missing Access")
	}
	if c.NoHistory {
		return 200, []any{}
	}
	limit, _ := strconv.Atoi(query["limit"])
	if limit == 0 {
		limit = 50
	}
	after, _ := strconv.ParseInt(query["after"], 10, 64)
	out := []any{}
	for _, m := range c.messages {
		if id, _ := strconv.ParseInt(m.ID, 10, 64); id > after && !m.Deleted && m.Flags&flagEphemeral == 0 && len(out) < limit {
			out = append(out, d.json(m))
		}
	}
	slices.Reverse(out)
	return 200, out
}

func (d *Discord) getMessage(channel, id string) (int, any) {
	c := d.rooms[channel]
	if c == nil || c.NoRead {
		return 403, apiError(50001, "Missing Access")
	}
	if m := c.find(id); m != nil {
		return 200, d.json(m)
	}
	return 404, apiError(10008, "Unknown Message")
}

func (d *Discord) createMessage(channel string, q request) (int, any) {
	c := d.rooms[channel]
	var m body
	json.Unmarshal(q.json, &m)
	m.file = q.file
	switch {
	case c == nil:
		return 404, apiError(10003, "Unknown Channel")
	case c.with != nil && c.with.DMsClosed:
		return 403, apiError(50007, "Cannot send messages to this user")
	case c.NoRead:
		return 403, apiError(50001, "Missing Access")
	case c.NoSend:
		return 403, apiError(50013, "Missing Permissions")
	case c.Archived:
		return 400, apiError(50083, "Thread is archived")
	case m.Reference != nil && c.find(m.Reference.MessageID) == nil && (m.Reference.FailIfNotExists == nil || *m.Reference.FailIfNotExists):
		return 400, apiError(50035, "Invalid Form Body")
	case m.Reference != nil && c.NoHistory:
		return 403, apiError(160002, "Cannot reply without permission to read message history")
	}
	nonce := ""
	if m.Nonce != nil {
		nonce, _ = m.Nonce.(string)
	}
	if old := d.nonces[channel+" "+nonce]; nonce != "" && m.Enforce && old != nil && d.clock().Sub(old.Created) < 3*time.Minute {
		return 200, d.json(old)
	}
	msg := d.post(c, &m, "")
	msg.Nonce = nonce
	d.nonces[channel+" "+nonce] = msg
	return 200, d.json(msg)
}

// post puts a message of the bot into c; d.mu is held.
func (d *Discord) post(c *Channel, m *body, token string) *Message {
	msg := &Message{ID: d.id(), Channel: c.ID, Author: d.AppID, Content: m.Content, Components: m.Components, Flags: m.Flags, Created: d.clock(), interaction: token, File: m.file}
	if m.Reference != nil && c.find(m.Reference.MessageID) != nil {
		msg.ReplyTo = m.Reference.MessageID
	}
	c.messages = append(c.messages, msg)
	return msg
}

func (d *Discord) editMessage(channel, id string, q request) (int, any) {
	c := d.rooms[channel]
	if c == nil || c.find(id) == nil {
		return 404, apiError(10008, "Unknown Message")
	}
	msg := c.find(id)
	switch {
	case msg.Author != d.AppID:
		return 403, apiError(50005, "Cannot edit a message authored by another user")
	case c.NoRead:
		return 403, apiError(50001, "Missing Access")
	case c.Archived:
		return 400, apiError(50083, "Thread is archived")
	}
	d.edit(msg, q)
	return 200, d.json(msg)
}

// edit applies the fields that are present; d.mu is held.
func (d *Discord) edit(msg *Message, q request) {
	var fields map[string]json.RawMessage
	var m body
	json.Unmarshal(q.json, &fields)
	json.Unmarshal(q.json, &m)
	if fields["content"] != nil {
		msg.Content = m.Content
	}
	if fields["components"] != nil {
		msg.Components = m.Components
	}
	if q.file != "" {
		msg.File = q.file
	}
	if after := q.at.Sub(msg.Edited).Abs(); msg.Edits > 0 && after < 900*time.Millisecond {
		d.breachLocked("message edited %v after its last edit", after)
	}
	msg.Flags &^= flagLoading
	msg.Edited = q.at
	msg.Edits++
}

func (d *Discord) typing(channel string) (int, any) {
	c := d.rooms[channel]
	switch {
	case c == nil:
		return 404, apiError(10003, "Unknown Channel")
	case c.NoSend || c.NoRead:
		return 403, apiError(50001, "Missing Access")
	case c.with != nil && c.with.DMsClosed:
		return 403, apiError(50007, "Cannot send messages to this user")
	}
	return 204, nil
}
