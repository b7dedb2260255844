package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"unicode/utf8"
)

// check holds a request against Discord's description and against the limits
// that the description leaves out.
func (d *Discord) check(r *http.Request, q request) {
	var found []string
	fail := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	switch {
	case strings.HasSuffix(q.route, "/callback"):
		checkCallback(q.json, fail)
	case strings.HasSuffix(q.route, "/commands"):
		checkCommands(q.json, fail)
	case strings.Contains(q.route, "POST /channels/:id/messages"), strings.Contains(q.route, "PATCH /channels/"):
		checkMessage(q.json, q.file, fail)
	case strings.Contains(q.route, "/webhooks/") && q.method != http.MethodGet:
		checkMessage(q.json, q.file, fail)
	}
	if key := shape(q); !d.undescribed.Load() && !shapes.seen(key) {
		if err := described(r, q); err != nil {
			fail("against the OpenAPI description: %v", err)
		} else {
			shapes.note(key)
		}
	}
	for _, f := range found {
		d.breach("%s: %s in %.300s", q.route, f, q.json)
	}
}

type complain = func(format string, args ...any)

// checkMessage checks a message. Sources: developers/resources/message,
// developers/components/reference.
func checkMessage(data []byte, file string, fail complain) {
	var m body
	var fields map[string]json.RawMessage
	if json.Unmarshal(data, &m) != nil || json.Unmarshal(data, &fields) != nil {
		fail("no message")
		return
	}
	if n := utf8.RuneCountInString(m.Content); n > 2000 {
		fail("content of %d characters", n)
	}
	if !utf8.ValidString(m.Content) {
		fail("content is not UTF-8")
	}
	if strings.TrimSpace(m.Content) == "" && len(m.Embeds) == 0 && file == "" {
		fail("empty message")
	}
	if m.AllowedMentions == nil || m.AllowedMentions.Parse == nil || len(m.AllowedMentions.Parse) > 0 || m.AllowedMentions.RepliedUser {
		fail("allowed_mentions may ping")
	}
	if nonce, _ := m.Nonce.(string); len(nonce) > 25 {
		fail("nonce of %d characters", len(nonce))
	}
	if m.Nonce != nil && !m.Enforce {
		fail("nonce without enforce_nonce")
	}
	checkRows(m.Components, fail)
}

func checkRows(rows []map[string]any, fail complain) {
	if len(rows) > 5 {
		fail("%d action rows", len(rows))
	}
	seen := map[string]bool{}
	for _, row := range rows {
		inner, _ := row["components"].([]any)
		if row["type"] != 1.0 || len(inner) < 1 || len(inner) > 5 {
			fail("row with %d components", len(inner))
		}
		for _, c := range inner {
			checkButton(c.(map[string]any), seen, fail)
		}
	}
}

func checkButton(b map[string]any, seen map[string]bool, fail complain) {
	label, _ := b["label"].(string)
	id, _ := b["custom_id"].(string)
	link, _ := b["url"].(string)
	if n := utf8.RuneCountInString(label); n < 1 || n > 80 {
		fail("button label of %d characters", n)
	}
	if b["style"] == 5.0 {
		if link == "" || id != "" || len(link) > 512 {
			fail("link button with url of %d and custom_id of %d characters", len(link), len(id))
		}
		return
	}
	checkID(id, seen, fail)
	if link != "" {
		fail("button with custom_id and url")
	}
}

func checkID(id string, seen map[string]bool, fail complain) {
	if n := utf8.RuneCountInString(id); n < 1 || n > 100 {
		fail("custom_id of %d characters", n)
	}
	if seen[id] {
		fail("custom_id %q twice", id)
	}
	seen[id] = true
}

// checkCallback checks a first response. Source:
// developers/interactions/receiving-and-responding.
func checkCallback(data []byte, fail complain) {
	var in struct {
		Type int             `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	json.Unmarshal(data, &in)
	switch in.Type {
	case 4:
		checkMessage(in.Data, "", fail)
	case 5:
		var m map[string]any
		json.Unmarshal(in.Data, &m)
		for k, v := range m {
			if k != "flags" || v != 64.0 && v != 0.0 {
				fail("deferred response with %s", k)
			}
		}
	case 6:
	case 8:
		checkChoices(in.Data, fail)
	case 9:
		checkModal(in.Data, fail)
	default:
		fail("response of type %d", in.Type)
	}
}

func checkChoices(data []byte, fail complain) {
	var m struct {
		Choices []struct {
			Name  string `json:"name"`
			Value any    `json:"value"`
		} `json:"choices"`
	}
	json.Unmarshal(data, &m)
	if m.Choices == nil || len(m.Choices) > 25 {
		fail("%d choices", len(m.Choices))
	}
	for _, c := range m.Choices {
		value, _ := c.Value.(string)
		if n := utf8.RuneCountInString(c.Name); n < 1 || n > 100 {
			fail("choice of %d characters", n)
		}
		if n := utf8.RuneCountInString(value); n < 1 || n > 100 {
			fail("choice value of %d characters", n)
		}
	}
}

func checkModal(data []byte, fail complain) {
	var m struct {
		Title    string `json:"title"`
		CustomID string `json:"custom_id"`
		Rows     []struct {
			Type  int `json:"type"`
			Inner []struct {
				Type        int    `json:"type"`
				CustomID    string `json:"custom_id"`
				Label       string `json:"label"`
				Value       string `json:"value"`
				Placeholder string `json:"placeholder"`
				Style       int    `json:"style"`
				Max         *int   `json:"max_length"`
			} `json:"components"`
		} `json:"components"`
	}
	json.Unmarshal(data, &m)
	if n := utf8.RuneCountInString(m.Title); n < 1 || n > 45 {
		fail("modal title of %d characters", n)
	}
	seen := map[string]bool{}
	checkID(m.CustomID, seen, fail)
	if len(m.Rows) < 1 || len(m.Rows) > 5 {
		fail("modal with %d rows", len(m.Rows))
	}
	for _, row := range m.Rows {
		if row.Type != 1 || len(row.Inner) != 1 || row.Inner[0].Type != 4 {
			fail("modal row that is not one text input")
			continue
		}
		in := row.Inner[0]
		checkID(in.CustomID, seen, fail)
		if n := utf8.RuneCountInString(in.Label); n < 1 || n > 45 {
			fail("label of %d characters", n)
		}
		if in.Style != 1 && in.Style != 2 || utf8.RuneCountInString(in.Value) > 4000 || utf8.RuneCountInString(in.Placeholder) > 100 || in.Max != nil && (*in.Max < 1 || *in.Max > 4000) {
			fail("text input %q out of bounds", in.CustomID)
		}
	}
}

// commandName is Discord's rule for the name of a slash command and its
// options. Source: developers/interactions/application-commands.
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

type commandJSON struct {
	Type        int           `json:"type"`
	Name        string        `json:"name"`
	Description string        `json:"description"`
	Required    bool          `json:"required"`
	Auto        bool          `json:"autocomplete"`
	Choices     []any         `json:"choices"`
	Options     []commandJSON `json:"options"`
	Contexts    []int         `json:"contexts"`
	Types       []int         `json:"integration_types"`
}

func checkCommands(data []byte, fail complain) {
	var list []commandJSON
	if len(data) == 0 || json.Unmarshal(data, &list) != nil {
		return
	}
	count := map[int]int{}
	names := map[string]bool{}
	for _, c := range list {
		kind := max(c.Type, 1)
		count[kind]++
		key := fmt.Sprint(kind, c.Name)
		if names[key] {
			fail("command %q twice", c.Name)
		}
		names[key] = true
		for _, ctx := range c.Contexts {
			if ctx == 2 && !contains(c.Types, 1) {
				fail("command %q: private channels need the user install", c.Name)
			}
		}
		if kind != 1 {
			if c.Description != "" || len(c.Options) > 0 || utf8.RuneCountInString(c.Name) > 32 {
				fail("menu command %q out of bounds", c.Name)
			}
			continue
		}
		checkCommand(c, 0, fail)
		if n := size(c); n > 8000 {
			fail("command %q of %d characters", c.Name, n)
		}
	}
	if count[1] > 100 || count[2] > 15 || count[3] > 15 {
		fail("too many commands: %v", count)
	}
}

func checkCommand(c commandJSON, depth int, fail complain) {
	if !commandName.MatchString(c.Name) || strings.ToLower(c.Name) != c.Name {
		fail("name %q", c.Name)
	}
	if n := utf8.RuneCountInString(c.Description); n < 1 || n > 100 {
		fail("description of %q has %d characters", c.Name, n)
	}
	if len(c.Options) > 25 || len(c.Choices) > 25 || depth > 3 || c.Auto && len(c.Choices) > 0 {
		fail("%q out of bounds", c.Name)
	}
	optional, below, seen := false, 0, map[string]bool{}
	for _, o := range c.Options {
		if o.Type == 1 || o.Type == 2 {
			below++
		}
		if o.Required && optional {
			fail("%q: required option %q after an optional one", c.Name, o.Name)
		}
		optional = optional || !o.Required
		if seen[o.Name] {
			fail("%q: option %q twice", c.Name, o.Name)
		}
		seen[o.Name] = true
		checkCommand(o, depth+1, fail)
	}
	if below > 0 && below < len(c.Options) {
		fail("%q: commands below it stand beside other options", c.Name)
	}
}

func size(c commandJSON) int {
	n := utf8.RuneCountInString(c.Name) + utf8.RuneCountInString(c.Description)
	for _, o := range c.Options {
		n += size(o)
	}
	return n
}

func contains(list []int, x int) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}
