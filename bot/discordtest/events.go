package discordtest

import (
	"strconv"
	"time"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func stamp(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format("2006-01-02T15:04:05.000000-07:00")
}

// event is a GUILD_CREATE.
func (g *Guild) event() map[string]any {
	g.d.mu.Lock()
	defer g.d.mu.Unlock()
	var channels, threads, roles []map[string]any
	for _, c := range g.channels {
		if c.kind == typeThread {
			threads = append(threads, c.json())
		} else {
			channels = append(channels, c.json())
		}
	}
	for id, perms := range g.roles {
		roles = append(roles, map[string]any{"id": id, "name": "role", "permissions": itoa(perms)})
	}
	return map[string]any{"id": g.ID, "name": g.Name, "owner_id": g.Owner, "roles": roles, "channels": channels, "threads": threads,
		"members": []any{}, "unavailable": false, "joined_at": stamp(time.Unix(1600000000, 0))}
}

// json describes c; d.mu is held.
func (c *Channel) json() map[string]any {
	out := map[string]any{"id": c.ID, "type": c.kind, "name": c.Name}
	if n := len(c.messages); n > 0 {
		out["last_message_id"] = c.messages[n-1].ID
	}
	if c.parent != "" {
		out["parent_id"] = c.parent
	}
	if c.kind == typeThread {
		out["thread_metadata"] = map[string]any{"archived": c.Archived}
	}
	if c.with != nil {
		out["recipients"] = []any{user(c.with)}
	}
	return out
}

func user(p *Person) map[string]any {
	return map[string]any{"id": p.ID, "username": p.Name, "discriminator": "0", "avatar": nil}
}

// author describes who wrote m; d.mu is held.
func (d *Discord) author(id string) map[string]any {
	if p := d.people[id]; p != nil {
		return user(p)
	}
	return map[string]any{"id": id, "username": "Byline", "discriminator": "0", "avatar": nil, "bot": true}
}

// json describes m; d.mu is held.
func (d *Discord) json(m *Message) map[string]any {
	out := map[string]any{
		"id": m.ID, "channel_id": m.Channel, "author": d.author(m.Author), "content": m.Content, "type": messageDefault,
		"timestamp": stamp(m.Created), "edited_timestamp": stamp(m.Edited), "tts": false, "mention_everyone": false, "pinned": false,
		"mention_roles": []any{}, "attachments": list(m.Attachments), "embeds": []any{}, "components": list(m.Components), "flags": m.Flags,
	}
	mentions := []any{}
	for _, id := range m.mentions {
		mentions = append(mentions, d.author(id))
	}
	out["mentions"] = mentions
	if m.Nonce != "" {
		out["nonce"] = m.Nonce
	}
	if m.ReplyTo != "" {
		out["type"] = messageReply
		out["message_reference"] = map[string]any{"message_id": m.ReplyTo, "channel_id": m.Channel}
		if to := d.rooms[m.Channel].find(m.ReplyTo); to != nil {
			out["referenced_message"] = map[string]any{"id": to.ID, "channel_id": to.Channel, "author": d.author(to.Author), "content": to.Content}
		}
	}
	return out
}

func list(in []map[string]any) []any {
	out := []any{}
	for _, x := range in {
		out = append(out, x)
	}
	return out
}

// find returns a message of c that is not deleted; d.mu is held.
func (c *Channel) find(id string) *Message {
	for _, m := range c.messages {
		if m.ID == id && !m.Deleted {
			return m
		}
	}
	return nil
}

// messageEvent is a MESSAGE_CREATE. Without the Message Content intent the
// gateway blanks it where Discord would.
func (d *Discord) messageEvent(m *Message, c *Channel, p *Person) map[string]any {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := d.json(m)
	if c.guild != nil {
		out["guild_id"] = c.guild.ID
		out["member"] = d.member(c.guild, p, false)
	}
	return out
}

// member describes p in g; d.mu is held. Interactions carry permissions,
// messages do not.
func (d *Discord) member(g *Guild, p *Person, permissions bool) map[string]any {
	roles := []any{}
	if m := p.membership[g.ID]; m != nil {
		for _, r := range m.roles {
			roles = append(roles, r)
		}
	}
	out := map[string]any{"roles": roles, "joined_at": stamp(time.Unix(1600000000, 0)), "deaf": false, "mute": false}
	if permissions {
		out["permissions"] = itoa(g.permissions(p))
		out["user"] = user(p)
	}
	return out
}
