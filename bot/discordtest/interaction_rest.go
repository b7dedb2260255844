package discordtest

import (
	"encoding/json"
	"net/http"
)

func (d *Discord) callback(id, token string, q request) (int, any) {
	i := d.inter[token]
	if i == nil || i.ID != id {
		return 404, apiError(10062, "Unknown interaction")
	}
	var in struct {
		Type int             `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	json.Unmarshal(q.json, &in)
	return i.respond(q.at, in.Type, in.Data)
}

// alive returns the interaction whose webhook can still be used; d.mu is held.
func (d *Discord) alive(token string) (*Interaction, int, any) {
	i := d.inter[token]
	switch {
	case i == nil || i.answered.IsZero():
		return nil, 404, apiError(10015, "Unknown Webhook")
	case d.clock().Sub(i.Made) > tokenLife:
		return nil, 401, apiError(50027, "Invalid Webhook Token")
	}
	return i, 0, nil
}

func (d *Discord) editOriginal(token string, q request) (int, any) {
	i, status, e := d.alive(token)
	if i == nil {
		return status, e
	}
	if i.original == nil || i.original.Deleted {
		return 404, apiError(10008, "Unknown Message")
	}
	if q.method == http.MethodPatch {
		d.edit(i.original, q)
	}
	return 200, d.json(i.original)
}

func (d *Discord) followUp(token string, q request) (int, any) {
	i, status, e := d.alive(token)
	if i == nil {
		return status, e
	}
	var m body
	json.Unmarshal(q.json, &m)
	m.file = q.file
	if i.original != nil && i.original.Thinking() {
		// The first follow-up takes the place of a deferred response.
		d.edit(i.original, q)
		return 200, d.json(i.original)
	}
	msg := d.post(i.channel, &m, token)
	i.followUps = append(i.followUps, msg)
	return 200, d.json(msg)
}

func (d *Discord) getCommands(q request) (int, any) {
	server := ""
	if len(q.path) > 3 {
		server = q.path[3]
	}
	if d.commands[server] == nil {
		return 200, []any{}
	}
	return 200, json.RawMessage(d.commands[server])
}

// putCommands stores commands with what Discord adds to them.
func (d *Discord) putCommands(q request) (int, any) {
	server := ""
	if len(q.path) > 3 {
		server = q.path[3]
	}
	var list []map[string]any
	if err := json.Unmarshal(q.json, &list); err != nil {
		return 400, apiError(50035, "Invalid Form Body")
	}
	for _, c := range list {
		c["id"], c["application_id"], c["version"] = d.id(), d.AppID, d.id()
		if c["type"] == nil {
			c["type"] = 1
		}
		for k, v := range c {
			if v == nil && k == "options" {
				delete(c, k)
			}
		}
		if server == "" {
			c["nsfw"] = false
		}
	}
	d.commands[server], _ = json.Marshal(list)
	d.puts++
	return 200, json.RawMessage(d.commands[server])
}

// Registered returns the names of the commands of server, or of all when it
// is empty, and how often commands were replaced.
func (d *Discord) Registered(server string) (names []string, puts int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var list []struct{ Name string }
	json.Unmarshal(d.commands[server], &list)
	for _, c := range list {
		names = append(names, c.Name)
	}
	return names, d.puts
}
