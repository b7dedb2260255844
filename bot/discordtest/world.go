package discordtest

import (
	"strings"
	"time"
)

// Permission bits. Source: developers/topics/permissions.
const (
	Administrator  = 1 << 3
	ManageServer   = 1 << 5
	ViewChannel    = 1 << 10
	SendMessages   = 1 << 11
	EmbedLinks     = 1 << 14
	ReadHistory    = 1 << 16
	everyday       = ViewChannel | SendMessages | EmbedLinks | ReadHistory
	typeText       = 0
	typeDM         = 1
	typeThread     = 11
	typeForum      = 15
	flagEphemeral  = 1 << 6
	flagLoading    = 1 << 7
	flagSuppress   = 1 << 2
	messageDefault = 0
	messageReply   = 19
)

// A Person has an account.
type Person struct {
	d          *Discord
	ID, Name   string
	DMsClosed  bool
	dm         *Channel
	membership map[string]*member // by server
}

type member struct {
	roles []string
}

// A Guild is a server that the bot was added to.
type Guild struct {
	d        *Discord
	ID, Name string
	Owner    string
	roles    map[string]int64 // permissions by role id; the id of the server is everyone's
	channels []*Channel
	left     bool
}

// A Channel is a room of a server, or a direct one.
type Channel struct {
	d        *Discord
	ID, Name string
	guild    *Guild  // nil: direct
	with     *Person // of a direct one
	kind     int
	parent   string
	messages []*Message

	NoSend, NoRead, NoHistory, Archived bool // for the bot
}

// A Message stands in a channel.
type Message struct {
	ID, Channel, Author string
	Content             string
	Components          []map[string]any
	Flags               int
	ReplyTo             string
	Attachments         []map[string]any
	File                string // the name of the file that came with it
	Nonce               string
	Created, Edited     time.Time
	Edits               int
	Deleted             bool
	mentions            []string
	interaction         string // token, when a response
}

// Ephemeral reports whether only the person who asked sees m.
func (m *Message) Ephemeral() bool { return m.Flags&flagEphemeral != 0 }

// Thinking reports whether m is deferred and nothing was said yet.
func (m *Message) Thinking() bool { return m.Flags&flagLoading != 0 }

// Buttons returns the custom ids by label.
func (m *Message) Buttons() map[string]string {
	out := map[string]string{}
	for _, row := range m.Components {
		list, _ := row["components"].([]any)
		for _, c := range list {
			b, _ := c.(map[string]any)
			label, _ := b["label"].(string)
			id, _ := b["custom_id"].(string)
			if id != "" {
				out[label] = id
			}
		}
	}
	return out
}

// Person adds someone.
func (d *Discord) Person(name string) *Person {
	d.mu.Lock()
	defer d.mu.Unlock()
	p := &Person{d: d, ID: d.id(), Name: name, membership: map[string]*member{}}
	d.people[p.ID] = p
	return p
}

// Guild adds a server with the bot in it.
func (d *Discord) Guild(name string) *Guild {
	d.mu.Lock()
	g := &Guild{d: d, ID: d.id(), Name: name, Owner: d.id()}
	g.roles = map[string]int64{g.ID: everyday}
	d.guilds = append(d.guilds, g)
	d.mu.Unlock()
	d.dispatch("GUILD_CREATE", g.event())
	return g
}

// Vanish takes the bot out of g without telling the gateway.
func (g *Guild) Vanish() {
	g.d.mu.Lock()
	defer g.d.mu.Unlock()
	g.left = true
}

// Remove takes the bot out of g.
func (g *Guild) Remove() {
	g.d.mu.Lock()
	g.left = true
	g.d.mu.Unlock()
	g.d.dispatch("GUILD_DELETE", map[string]any{"id": g.ID})
}

// Role adds a role.
func (g *Guild) Role(permissions int64) string {
	g.d.mu.Lock()
	id := g.d.id()
	g.roles[id] = permissions
	g.d.mu.Unlock()
	g.d.dispatch("GUILD_ROLE_CREATE", map[string]any{"guild_id": g.ID, "role": map[string]any{"id": id, "name": "role", "permissions": itoa(permissions)}})
	return id
}

// Join makes p a member with roles.
func (g *Guild) Join(p *Person, roles ...string) {
	g.d.mu.Lock()
	defer g.d.mu.Unlock()
	p.membership[g.ID] = &member{roles: append([]string{}, roles...)}
}

// Leave ends p's membership.
func (g *Guild) Leave(p *Person) {
	g.d.mu.Lock()
	defer g.d.mu.Unlock()
	delete(p.membership, g.ID)
}

// Channel adds a room.
func (g *Guild) Channel(name string) *Channel { return g.room(name, typeText, "") }

// Guild is the server that c is a room of; nil for a direct one.
func (c *Channel) Guild() *Guild { return c.guild }

// Thread adds a thread below c.
func (c *Channel) Thread(name string) *Channel { return c.guild.room(name, typeThread, c.ID) }

// Post adds a forum and a post in it.
func (g *Guild) Post(name string) *Channel {
	forum := g.room("forum", typeForum, "")
	return g.room(name, typeThread, forum.ID)
}

func (g *Guild) room(name string, kind int, parent string) *Channel {
	g.d.mu.Lock()
	c := &Channel{d: g.d, ID: g.d.id(), Name: name, guild: g, kind: kind, parent: parent}
	g.channels = append(g.channels, c)
	g.d.rooms[c.ID] = c
	event := c.json()
	g.d.mu.Unlock()
	event["guild_id"] = g.ID
	if kind == typeThread {
		g.d.dispatch("THREAD_CREATE", event)
	} else {
		g.d.dispatch("CHANNEL_CREATE", event)
	}
	return c
}

// DM returns the direct channel of p and the bot.
func (p *Person) DM() *Channel {
	p.d.mu.Lock()
	defer p.d.mu.Unlock()
	return p.d.dmLocked(p)
}

func (d *Discord) dmLocked(p *Person) *Channel {
	if p.dm == nil {
		p.dm = &Channel{d: d, ID: d.id(), with: p, kind: typeDM}
		d.rooms[p.dm.ID] = p.dm
	}
	return p.dm
}

// An Extra changes a message before it is said.
type Extra func(*Message)

// InReply makes the message a reply.
func InReply(to *Message) Extra { return func(m *Message) { m.ReplyTo = to.ID } }

// Host keeps data where an attachment can be fetched and returns its address.
func (d *Discord) Host(name string, data []byte) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	path := "/files/" + d.id() + "/" + name
	if d.script.attached == nil {
		d.script.attached = map[string][]byte{}
	}
	d.script.attached[path] = data
	return d.server.URL + path
}

// With attaches a file; url is where its bytes are.
func With(name, kind, url string, size int) Extra {
	return func(m *Message) {
		m.Attachments = append(m.Attachments, map[string]any{
			"id": m.ID, "filename": name, "content_type": kind, "url": url, "proxy_url": url, "size": size,
		})
	}
}

// Odd adds a component of a type that discordgo does not know.
func Odd(kind int) Extra {
	return func(m *Message) { m.Components = append(m.Components, map[string]any{"type": kind, "id": 1}) }
}

// Say writes text into c. Mention the bot with d.Mention.
func (p *Person) Say(c *Channel, text string, extra ...Extra) *Message {
	m := p.write(c, text, extra...)
	p.d.dispatch("MESSAGE_CREATE", p.d.messageEvent(m, c, p))
	return m
}

// Whisper writes text into c without telling the gateway: what happens while
// the bot is away.
func (p *Person) Whisper(c *Channel, text string, extra ...Extra) *Message {
	return p.write(c, text, extra...)
}

func (p *Person) write(c *Channel, text string, extra ...Extra) *Message {
	d := p.d
	d.mu.Lock()
	defer d.mu.Unlock()
	m := &Message{ID: d.id(), Channel: c.ID, Author: p.ID, Content: text, Created: d.clock()}
	for _, e := range extra {
		e(m)
	}
	if strings.Contains(text, d.Mention()) {
		m.mentions = append(m.mentions, d.AppID)
	}
	c.messages = append(c.messages, m)
	d.change()
	return m
}

// Mention is the text that mentions the bot.
func (d *Discord) Mention() string { return "<@" + d.AppID + ">" }

// Messages returns what the bot has said in c, and is not deleted. The
// messages are copies.
func (c *Channel) Messages() []Message {
	c.d.mu.Lock()
	defer c.d.mu.Unlock()
	var out []Message
	for _, m := range c.messages {
		if m.Author == c.d.AppID && !m.Deleted {
			out = append(out, *m)
		}
	}
	return out
}

// RepliesTo returns the bot's messages in c that reply to m.
func (c *Channel) RepliesTo(m *Message) []Message {
	var out []Message
	for _, r := range c.Messages() {
		if r.ReplyTo == m.ID {
			out = append(out, r)
		}
	}
	return out
}

// Forget drops what the bot has said and done with so far, to keep a long test
// small. Nothing of it can be edited or pressed any more.
func (d *Discord) Forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for token, i := range d.inter {
		if !i.answered.IsZero() && (i.original == nil || !i.original.Thinking()) {
			delete(d.inter, token)
		}
	}
	for _, c := range d.rooms {
		c.messages = nil
	}
	clear(d.nonces)
	clear(d.limiter.windows)
	for _, s := range d.sessions {
		s.buffer = nil
	}
	d.script.troubles = nil
}

// Delete deletes a message.
func (c *Channel) Delete(id string) {
	c.d.mu.Lock()
	defer c.d.mu.Unlock()
	for _, m := range c.messages {
		if m.ID == id {
			m.Deleted = true
		}
	}
}

// permissions are p's in g; d.mu is held.
func (g *Guild) permissions(p *Person) int64 {
	if p.ID == g.Owner {
		return 1<<50 - 1
	}
	perms := g.roles[g.ID]
	if m := p.membership[g.ID]; m != nil {
		for _, r := range m.roles {
			perms |= g.roles[r]
		}
	}
	if perms&Administrator != 0 {
		return 1<<50 - 1
	}
	return perms
}

// Own makes p the owner of g.
func (g *Guild) Own(p *Person) {
	g.d.mu.Lock()
	defer g.d.mu.Unlock()
	g.Owner = p.ID
}
