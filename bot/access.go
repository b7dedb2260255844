package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"sync"
	"time"

	"byline/article"
	"byline/bot/gateway"
	"byline/commands"
)

// Permission bits that make an editor. Source: developers/topics/permissions.
const (
	administrator = 1 << 3
	manageServer  = 1 << 5
)

// memberFor is how long an answer of Discord's on membership is believed.
const memberFor = time.Minute

// maxServersAsked bounds how many servers one direct message may make the bot
// ask Discord about.
const maxServersAsked = 50

// caller says who asks, from where, and what they may do. It is built anew for
// every event. server is empty in a direct message.
func (b *Bot) caller(ctx context.Context, person, server, channel string, m *member) (commands.Caller, error) {
	c := commands.Caller{User: userKey(person), Channel: channel}
	if server == "" {
		libs, err := b.direct(ctx, person)
		c.Place, c.Home, c.Libraries = commands.Direct, article.Shared, libs
		return c, err
	}
	home := article.LibraryID(server)
	settings, err := b.Libraries.Settings(ctx, home)
	if err != nil {
		return c, err
	}
	c.Place, c.Home, c.Libraries = commands.Server, home, []article.LibraryID{home, article.Shared}
	c.Editor = b.editor(person, server, m, settings.EditorRole)
	return c, nil
}

// editor reports whether a member may load and remove articles of server.
func (b *Bot) editor(person, server string, m *member, role string) bool {
	if m == nil {
		return false
	}
	if role != "" && slices.Contains(m.Roles, role) {
		return true
	}
	if m.Permissions != "" {
		bits, err := strconv.ParseInt(m.Permissions, 10, 64)
		return err == nil && bits&(administrator|manageServer) != 0
	}
	return b.servers.manages(server, person, m.Roles)
}

// direct returns what a person may read in a direct message: the shared
// library, and those of the servers that allow it and of which they are a
// member now.
func (b *Bot) direct(ctx context.Context, person string) ([]article.LibraryID, error) {
	libs := []article.LibraryID{article.Shared}
	asked := 0
	for _, server := range b.servers.all() {
		settings, err := b.Libraries.Settings(ctx, article.LibraryID(server))
		if err != nil {
			return nil, err
		}
		if !settings.DirectRead || asked == maxServersAsked {
			continue
		}
		asked++
		in, err := b.members.is(ctx, b, server, person)
		if err != nil {
			// Without an answer of Discord's the library stays closed.
			b.log().WarnContext(ctx, "bot: membership unknown", "server", server, "err", err)
			continue
		}
		if in {
			libs = append(libs, article.LibraryID(server))
		}
	}
	return libs, nil
}

// members remembers for a moment who is a member of what.
type members struct {
	mu    sync.Mutex
	known map[[2]string]membership
}

type membership struct {
	in    bool
	asked time.Time
}

// is reports whether person is in server.
func (m *members) is(ctx context.Context, b *Bot, server, person string) (bool, error) {
	key, now := [2]string{server, person}, b.now()
	m.mu.Lock()
	k, ok := m.known[key]
	m.mu.Unlock()
	if ok && now.Sub(k.asked) < memberFor {
		return k.in, nil
	}
	in, err := b.rest.IsMember(ctx, server, person)
	if err != nil {
		return false, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil || len(m.known) > 10_000 {
		m.known = map[[2]string]membership{}
	}
	m.known[key] = membership{in, now}
	return in, nil
}

// servers is what the gateway has told of servers. The zero value is ready.
type servers struct {
	mu      sync.Mutex
	of      map[string]*server
	pending map[string]*gap // their GUILD_CREATE is to come
	named   map[int]bool    // shards whose READY named their servers
}

type server struct {
	owner string
	roles map[string]int64 // permissions
}

// A room is a channel with its newest message.
type room struct {
	ID   string `json:"id"`
	Last string `json:"last_message_id"`
}

// know adds a server of which nothing else is known yet.
func (s *servers) know(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of == nil {
		s.of = map[string]*server{}
	}
	if s.of[id] == nil {
		s.of[id] = &server{roles: map[string]int64{}}
	}
}

// expect notes the servers that a shard's READY names: those of the shard that
// it does not name are left. Each of them is to be read again after g.
func (s *servers) expect(shard int, ids []string, g *gap, ours func(id string) bool) {
	for _, id := range ids {
		s.know(id)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pending == nil {
		s.pending, s.named = map[string]*gap{}, map[int]bool{}
	}
	s.named[shard] = true
	for id := range s.of {
		if ours(id) && !slices.Contains(ids, id) {
			delete(s.of, id)
		}
	}
	for _, id := range ids {
		// What is pending already is so after an older gap.
		if g != nil && s.pending[id] == nil {
			g.more(1)
			s.pending[id] = g
		}
	}
}

// arrived returns, once, the gap after which a server is to be read again; nil
// when there is none.
func (s *servers) arrived(id string) *gap {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.pending[id]
	delete(s.pending, id)
	return g
}

// told reports whether READY has named the servers of a shard.
func (s *servers) told(shard int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.named[shard]
}

// has reports whether the bot is in a server.
func (s *servers) has(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.of[id] != nil
}

// all returns the servers' ids in order.
func (s *servers) all() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []string
	for id := range s.of {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// manages reports whether a member with roles may manage the server.
func (s *servers) manages(id, person string, roles []string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.of[id]
	if g == nil {
		return false
	}
	bits := g.roles[id] // everyone's role has the server's id
	for _, r := range roles {
		bits |= g.roles[r]
	}
	return g.owner == person || bits&(administrator|manageServer) != 0
}

type roleJSON struct {
	ID          string `json:"id"`
	Permissions string `json:"permissions"`
}

func (r roleJSON) bits() int64 {
	n, _ := strconv.ParseInt(r.Permissions, 10, 64)
	return n
}

// handle keeps servers as the gateway tells of them.
func (s *servers) handle(e gateway.Event) {
	var d struct {
		ID          string     `json:"id"`
		GuildID     string     `json:"guild_id"`
		Owner       string     `json:"owner_id"`
		Unavailable bool       `json:"unavailable"`
		Roles       []roleJSON `json:"roles"`
		Role        roleJSON   `json:"role"`
		RoleID      string     `json:"role_id"`
	}
	switch e.Type {
	case "GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE":
	default:
		return
	}
	if json.Unmarshal(e.Data, &d) != nil {
		return
	}
	id := cmp.Or(d.GuildID, d.ID)
	if id == "" {
		return
	}
	s.know(id)
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.of[id]
	switch e.Type {
	case "GUILD_DELETE":
		if !d.Unavailable {
			delete(s.of, id)
		}
	case "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE":
		g.roles[d.Role.ID] = d.Role.bits()
	case "GUILD_ROLE_DELETE":
		delete(g.roles, d.RoleID)
	default:
		if d.Unavailable {
			return
		}
		g.owner, g.roles = d.Owner, map[string]int64{}
		for _, r := range d.Roles {
			g.roles[r.ID] = r.bits()
		}
	}
}

// presence tells the database which servers the bot is in; it deletes the
// library of one that it left thirty days before.
func (b *Bot) presence(ctx context.Context, e gateway.Event) {
	if e.Type != "GUILD_CREATE" && e.Type != "GUILD_DELETE" {
		return
	}
	var g struct {
		ID          string `json:"id"`
		Unavailable bool   `json:"unavailable"`
		Channels    []room `json:"channels"`
		Threads     []room `json:"threads"`
	}
	if !b.read(e, &g) || g.ID == "" || g.Unavailable {
		return
	}
	b.aside("presence", func() {
		b.standing(ctx, g.ID)
		if e.Type == "GUILD_DELETE" {
			b.servers.arrived(g.ID).done()
		} else {
			b.missedIn(ctx, g.ID, append(g.Channels, g.Threads...))
		}
	})
}
