package discordtest

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Deadlines of interactions. Source: developers/interactions/receiving-and-responding.
const (
	answerWithin = 3 * time.Second
	tokenLife    = 15 * time.Minute
)

// Patience sets how long Discord waits for a first response, in place of three
// seconds: for tests that are not about time, on machines with other work.
func (d *Discord) Patience(t time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.patience = t
}

// An Interaction is something a person did with the bot's controls.
type Interaction struct {
	d       *Discord
	ID      string
	token   string
	kind    int
	by      *Person
	channel *Channel
	Made    time.Time
	raw     map[string]any
	away    bool // no connection was open

	answered  time.Time // when the first response came
	response  int       // its type
	deferred  bool
	original  *Message
	followUps []*Message
	modal     map[string]any
	choices   []Choice
}

// A Choice is a suggestion of an autocomplete.
type Choice struct{ Name, Value string }

// An Option is a named argument of a slash command.
type Option struct {
	Name  string
	Value any // string, bool, float64; or an attachment made by File
}

// A FileOption is an attachment given to a slash command.
type FileOption struct {
	Name, Type, URL string
	Size            int
}

// Slash runs "/name options…". A name of two words is a subcommand.
func (p *Person) Slash(c *Channel, name string, options ...Option) *Interaction {
	return p.d.interact(p, c, 2, p.d.slashData(name, options, ""))
}

// Complete types into the option focused.
func (p *Person) Complete(c *Channel, name, focused, typed string, options ...Option) *Interaction {
	return p.d.interact(p, c, 4, p.d.slashData(name, append(options, Option{focused, typed}), focused))
}

// Menu runs a message command on m.
func (p *Person) Menu(c *Channel, name string, m *Message) *Interaction {
	p.d.mu.Lock()
	full := p.d.json(m)
	p.d.mu.Unlock()
	return p.d.interact(p, c, 2, map[string]any{"id": "1", "name": name, "type": 3, "target_id": m.ID,
		"resolved": map[string]any{"messages": map[string]any{m.ID: full}}})
}

// Press presses the button with the custom id under m.
func (p *Person) Press(c *Channel, m Message, customID string) *Interaction {
	return p.d.interact(p, c, 3, map[string]any{"custom_id": customID, "component_type": 2}, m.ID)
}

// Submit fills in the modal with the custom id.
func (p *Person) Submit(c *Channel, customID string, values map[string]string) *Interaction {
	rows := []any{}
	for k, v := range values {
		rows = append(rows, map[string]any{"type": 1, "id": 1, "components": []any{map[string]any{"type": 4, "id": 2, "custom_id": k, "value": v}}})
	}
	return p.d.interact(p, c, 5, map[string]any{"custom_id": customID, "components": rows})
}

func (d *Discord) slashData(name string, options []Option, focused string) map[string]any {
	files := map[string]any{}
	opts := []any{}
	for _, o := range options {
		one := map[string]any{"name": o.Name, "value": o.Value}
		switch v := o.Value.(type) {
		case bool:
			one["type"] = 5
		case int:
			one["type"] = 4
		case FileOption:
			d.mu.Lock()
			id := d.id()
			d.mu.Unlock()
			one["type"], one["value"] = 11, id
			files[id] = map[string]any{"id": id, "filename": v.Name, "content_type": v.Type, "url": v.URL, "proxy_url": v.URL, "size": v.Size}
		default:
			one["type"] = 3
		}
		if o.Name == focused && focused != "" {
			one["focused"] = true
		}
		opts = append(opts, one)
	}
	words := strings.Fields(name)
	for i := len(words) - 1; i > 0; i-- {
		kind := 1
		if i < len(words)-1 {
			kind = 2
		}
		opts = []any{map[string]any{"name": words[i], "type": kind, "options": opts}}
	}
	data := map[string]any{"id": "1", "name": words[0], "type": 1, "options": opts}
	if len(files) > 0 {
		data["resolved"] = map[string]any{"attachments": files}
	}
	return data
}

// interact sends an INTERACTION_CREATE.
func (d *Discord) interact(p *Person, c *Channel, kind int, data map[string]any, under ...string) *Interaction {
	d.mu.Lock()
	i := &Interaction{d: d, ID: d.id(), by: p, channel: c, kind: kind, Made: d.clock()}
	i.token = "aW50ZXJhY3Rpb24" + i.ID + "-" + strings.Repeat("x", 40)
	e := map[string]any{
		"id": i.ID, "application_id": d.AppID, "type": kind, "token": i.token, "version": 1, "data": data,
		"channel_id": c.ID, "channel": c.json(), "locale": "en-GB", "attachment_size_limit": 10 << 20,
		"entitlements": []any{}, "authorizing_integration_owners": map[string]any{},
	}
	if c.guild != nil {
		e["guild_id"], e["context"], e["app_permissions"] = c.guild.ID, 0, itoa(everyday)
		e["member"] = d.member(c.guild, p, true)
	} else {
		e["context"], e["app_permissions"] = 1, itoa(everyday)
		e["user"] = user(p)
	}
	if len(under) > 0 {
		if m := c.find(under[0]); m != nil {
			e["message"] = d.json(m)
		} else {
			e["message"] = map[string]any{"id": under[0], "channel_id": c.ID, "author": d.author(d.AppID), "content": ""}
		}
	}
	i.raw, i.away = e, true
	for _, s := range d.sessions {
		i.away = i.away && (s.conn == nil || s.conn.mute.Load())
	}
	d.inter[i.token] = i
	d.mu.Unlock()
	d.dispatch("INTERACTION_CREATE", e)
	return i
}

// Again sends the same interaction event once more.
func (i *Interaction) Again() { i.d.dispatch("INTERACTION_CREATE", i.raw) }

// Latency is how long the first response took; negative while there is none.
func (i *Interaction) Latency() time.Duration {
	i.d.mu.Lock()
	defer i.d.mu.Unlock()
	if i.answered.IsZero() {
		return -1
	}
	return i.answered.Sub(i.Made)
}

// Missed reports whether the bot had no fair chance at the interaction: in its
// three seconds, or a moment before, a connection ended or began or a response
// was refused by script; or nobody was connected at all.
func (i *Interaction) Missed() bool {
	i.d.mu.Lock()
	defer i.d.mu.Unlock()
	before, after := time.Time{}, false
	for _, at := range i.d.script.troubles {
		if at.Before(i.Made) {
			before = at
		} else if at.Before(i.Made.Add(i.d.patience)) {
			after = true
		}
	}
	return after || i.Made.Sub(before) < time.Second || i.away
}

// Done reports whether the interaction has its answer: a message that is not
// "thinking", a modal, choices, or an update.
func (i *Interaction) Done() bool {
	i.d.mu.Lock()
	defer i.d.mu.Unlock()
	if i.answered.IsZero() {
		return false
	}
	return i.original == nil && !i.deferred || i.original != nil && !i.original.Thinking() || i.response == 6
}

// Replies returns copies of the messages the interaction brought, the
// original first.
func (i *Interaction) Replies() []Message {
	i.d.mu.Lock()
	defer i.d.mu.Unlock()
	var out []Message
	if i.original != nil {
		out = append(out, *i.original)
	}
	for _, m := range i.followUps {
		out = append(out, *m)
	}
	return out
}

// Text is all that the replies say.
func (i *Interaction) Text() string {
	var parts []string
	for _, m := range i.Replies() {
		parts = append(parts, m.Content)
	}
	return strings.Join(parts, "\n")
}

// Modal returns the modal's custom id and the names of its fields, if one was
// the answer.
func (i *Interaction) Modal() (id string, fields []string) {
	i.d.mu.Lock()
	defer i.d.mu.Unlock()
	if i.modal == nil {
		return "", nil
	}
	id, _ = i.modal["custom_id"].(string)
	rows, _ := i.modal["components"].([]any)
	for _, r := range rows {
		row, _ := r.(map[string]any)
		inner, _ := row["components"].([]any)
		for _, f := range inner {
			field, _ := f.(map[string]any)
			fields = append(fields, fmt.Sprint(field["custom_id"]))
		}
	}
	return id, fields
}

// Choices returns the suggestions.
func (i *Interaction) Choices() []Choice {
	i.d.mu.Lock()
	defer i.d.mu.Unlock()
	return i.choices
}

// respond handles the callback that came at now; it returns a status and a
// Discord error.
func (i *Interaction) respond(now time.Time, kind int, data json.RawMessage) (int, any) {
	d := i.d
	switch {
	case !i.answered.IsZero():
		return 400, apiError(40060, "Interaction has already been acknowledged.")
	case now.Sub(i.Made) > d.patience:
		return 404, apiError(10062, "Unknown interaction")
	}
	var m body
	json.Unmarshal(data, &m)
	i.answered, i.response = now, kind
	switch kind {
	case 4, 5:
		i.deferred = kind == 5
		i.original = d.post(i.channel, &m, i.token)
		if kind == 5 {
			i.original.Flags |= flagLoading
		}
	case 8:
		var choices struct {
			Choices []struct {
				Name  string `json:"name"`
				Value any    `json:"value"`
			} `json:"choices"`
		}
		json.Unmarshal(data, &choices)
		for _, c := range choices.Choices {
			i.choices = append(i.choices, Choice{c.Name, fmt.Sprint(c.Value)})
		}
	case 9:
		json.Unmarshal(data, &i.modal)
	}
	return 204, nil
}
