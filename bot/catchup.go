package bot

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"sync"
	"time"

	"byline/article"
	"byline/bot/rest"
)

const (
	// overlap is read again before the newest message seen, because events
	// come in any order.
	overlap = time.Minute

	// maxGap is how far back a gap is read. Who asked longer ago has left.
	maxGap = 24 * time.Hour

	// directFor is for how long a direct channel is looked into after a gap.
	directFor = 30 * 24 * time.Hour

	// maxPages bounds the pages of 100 messages read of one channel.
	maxPages = 10

	// bookmarkEvery is how often the newest message seen is saved.
	bookmarkEvery = 2 * time.Second
)

// newest is the newest id that the gateway has brought.
type newest struct {
	mu    sync.Mutex
	id    uint64
	after string // the last gap begins here; empty: there was none
}

func (n *newest) note(id string) {
	v, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.id = max(n.id, v)
}

func (n *newest) get() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.id == 0 {
		return ""
	}
	return strconv.FormatUint(n.id, 10)
}

// gap returns the id after which messages may have been missed; empty: none.
func (n *newest) gap() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.after
}

// begin notes that a new session begins: what is later than the newest id, less
// the overlap, may have been missed. The very first session has missed nothing.
func (n *newest) begin(now time.Time) {
	n.note(rest.Snowflake(1))
	seen := n.get()
	if seen == rest.Snowflake(1) {
		n.note(rest.Snowflake(now.UnixMilli()))
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.after = before(seen, overlap, now)
}

// keepBookmark saves how far the bot has read, until ctx ends.
func (b *Bot) keepBookmark(ctx context.Context) {
	saved := ""
	for on := true; on; {
		on = pause(ctx, bookmarkEvery)
		id := b.newest.get()
		if id == saved || id == "" {
			continue
		}
		save, stop := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		if err := b.Bookmark.SaveSeen(save, id); err != nil {
			b.log().WarnContext(ctx, "bot: bookmark not saved", "err", err)
		} else {
			saved = id
		}
		stop()
	}
}

// connected is called when a connection stands. A resumed one brings what was
// missed by itself; for a new session it is read again.
func (b *Bot) connected(ctx context.Context, resumed bool) {
	if resumed {
		return
	}
	b.admit(func() { b.left(ctx); b.catchUp(ctx) }, func() {})
}

// left notes the servers that the bot was removed from while it was away. With
// several shards each knows only its own servers, so none can tell.
func (b *Bot) left(ctx context.Context) {
	if b.shards > 1 {
		return
	}
	libs, err := b.Libraries.Libraries(ctx)
	if err != nil {
		b.log().ErrorContext(ctx, "bot: libraries unknown", "err", err)
		return
	}
	here := b.servers.all()
	for _, lib := range libs {
		if lib == article.Shared || slices.Contains(here, string(lib)) {
			continue
		}
		if err := b.Libraries.Leave(ctx, lib, b.now()); err != nil {
			b.log().ErrorContext(ctx, "bot: absence not noted", "server", lib, "err", err)
		}
	}
}

// A leftover is an event that an earlier run accepted and did not answer.
type leftover struct {
	id, kind string
	body     []byte
}

// recollect loads what an earlier run has left, before this one accepts
// anything.
func (b *Bot) recollect(ctx context.Context) {
	seen, err := b.Bookmark.Seen(ctx)
	if err != nil {
		b.log().ErrorContext(ctx, "bot: bookmark unknown", "err", err)
	}
	b.newest.note(seen)
	err = b.Inbox.Unanswered(ctx, b.now(), func(id, kind string, body []byte) {
		b.leftovers = append(b.leftovers, leftover{id, kind, body})
	})
	if err != nil {
		b.log().ErrorContext(ctx, "bot: unanswered events unknown", "err", err)
	}
}

// catchUp answers what an earlier run has left, and what was said in direct
// channels meanwhile. Servers' channels follow as the gateway tells of them.
func (b *Bot) catchUp(ctx context.Context) {
	b.leftoverOnce.Do(func() {
		for _, e := range b.leftovers {
			b.again(ctx, e.id, e.kind, e.body)
		}
	})
	after := b.newest.gap()
	if after == "" {
		return
	}
	rooms, err := b.Rooms.DirectChannels(ctx, b.now().Add(-directFor))
	if err != nil {
		b.log().ErrorContext(ctx, "bot: direct channels unknown", "err", err)
	}
	for _, room := range rooms {
		b.reread(ctx, room, "", after)
	}
}

// missedIn reads again what was said in the rooms of a server while nobody
// listened. A server that the bot has just joined has said nothing to it yet.
func (b *Bot) missedIn(ctx context.Context, server string, rooms []room) {
	after := b.newest.gap()
	if after == "" || !b.servers.arrived(server) {
		return
	}
	for _, r := range rooms {
		if later(r.Last, after) {
			b.reread(ctx, r.ID, server, after)
		}
	}
}

// reread handles the messages of a channel that are later than after, oldest
// first. Those that were answered before are known.
func (b *Bot) reread(ctx context.Context, channel, server, after string) {
	for range maxPages {
		var page []json.RawMessage
		if err := b.rest.MessagesAfter(ctx, channel, after, &page); err != nil {
			b.log().InfoContext(ctx, "bot: channel not read again", "channel", channel, "err", err)
			return
		}
		for i := len(page) - 1; i >= 0; i-- {
			var m message
			if json.Unmarshal(page[i], &m) != nil {
				continue
			}
			m.GuildID = server
			if later(m.ID, after) {
				after = m.ID
			}
			raw, err := json.Marshal(m)
			if err != nil {
				continue
			}
			b.gotMessage(ctx, &m, raw)
		}
		if len(page) < 100 {
			return
		}
	}
}

// later reports whether snowflake a is later than b.
func later(a, b string) bool {
	return len(a) > len(b) || len(a) == len(b) && a > b
}

// before returns the snowflake that is d before id, but not before the oldest
// that is worth reading.
func before(id string, d time.Duration, now time.Time) string {
	oldest := rest.Snowflake(now.Add(-maxGap).UnixMilli())
	v, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return ""
	}
	back := uint64(d.Milliseconds()) << 22
	if v < back {
		return oldest
	}
	if s := strconv.FormatUint(v-back, 10); later(s, oldest) {
		return s
	}
	return oldest
}
