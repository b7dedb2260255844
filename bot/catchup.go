package bot

import (
	"context"
	"encoding/json"
	"time"

	"byline/article"
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

// keepBookmark saves how far the bot has read, until ctx ends.
func (b *Bot) keepBookmark(ctx context.Context) {
	saved := ""
	for on := true; on; {
		on = pause(ctx, bookmarkEvery)
		id := b.position.get()
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
func (b *Bot) connected(ctx context.Context, shard int, resumed bool) {
	if resumed {
		return
	}
	g := b.position.stands(shard)
	b.aside("catching up", func() {
		b.left(ctx, shard)
		b.leftoverOnce.Do(func() {
			for _, e := range b.leftovers {
				b.again(ctx, e)
			}
			b.leftovers = nil
		})
		if shard == 0 { // Discord tells it of direct messages
			b.missedDirectly(ctx, g)
		}
		g.done()
	})
}

// left notes the servers that the bot was removed from while it was away.
func (b *Bot) left(ctx context.Context, shard int) {
	libs, err := b.Libraries.Libraries(ctx)
	if err != nil {
		b.log().ErrorContext(ctx, "bot: libraries unknown", "err", err)
		return
	}
	for _, lib := range libs {
		id := string(lib)
		if lib != article.Shared && b.shardOf(id) == shard && b.servers.told(shard) && !b.servers.has(id) {
			b.standing(ctx, id)
		}
	}
}

// standing tells the database whether the bot is in a server, as far as the
// gateway has told by now.
func (b *Bot) standing(ctx context.Context, server string) {
	b.stand.Lock()
	defer b.stand.Unlock()
	var err error
	if b.servers.has(server) {
		err = b.Libraries.Return(ctx, article.LibraryID(server))
	} else {
		err = b.Libraries.Leave(ctx, article.LibraryID(server), b.now())
	}
	if err != nil {
		b.log().ErrorContext(ctx, "bot: presence not noted", "server", server, "err", err)
	}
}

// recollect loads what an earlier run has left, before this one accepts
// anything.
func (b *Bot) recollect(ctx context.Context) {
	seen, err := b.Bookmark.Seen(ctx)
	if err != nil {
		b.log().ErrorContext(ctx, "bot: bookmark unknown", "err", err)
	}
	b.position.leftOff(seen)
	err = b.Inbox.Unanswered(ctx, b.now(), func(id, kind string, body []byte) {
		b.leftovers = append(b.leftovers, incoming{id: id, kind: kind, body: body, again: true})
	})
	if err != nil {
		b.log().ErrorContext(ctx, "bot: unanswered events unknown", "err", err)
	}
}

// missedDirectly reads again what was said in direct channels in a gap.
func (b *Bot) missedDirectly(ctx context.Context, g *gap) {
	if g == nil {
		return
	}
	rooms, err := b.Rooms.DirectChannels(ctx, b.now().Add(-directFor))
	if err != nil {
		b.log().ErrorContext(ctx, "bot: direct channels unknown", "err", err)
	}
	for _, room := range rooms {
		b.reread(ctx, room, "", g.after)
	}
}

// missedIn reads again what was said in the rooms of a server in a gap. A
// server that the bot has just joined has said nothing to it yet.
func (b *Bot) missedIn(ctx context.Context, server string, rooms []room) {
	g := b.servers.arrived(server)
	if g == nil {
		return
	}
	defer g.done()
	for _, r := range rooms {
		if later(r.Last, g.after) {
			b.reread(ctx, r.ID, server, g.after)
		}
	}
}

// reread handles the messages of a channel that are later than after, oldest
// first. Those that were answered before are known.
func (b *Bot) reread(ctx context.Context, channel, server, after string) {
	for range maxPages {
		page := b.page(ctx, channel, after)
		answered := b.answeredIn(page)
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
			if err != nil || !b.forUs(&m) || answered[m.ID] {
				continue
			}
			e := incoming{id: m.ID, kind: messageCreate, person: m.Author.ID, body: raw}
			b.queue(func() { b.message(ctx, &m, e) })
		}
		if len(page) < 100 {
			return
		}
	}
}

// answeredIn returns the messages that others in the page answer. The database
// knows them too, unless who asked was forgotten since.
func (b *Bot) answeredIn(page []json.RawMessage) map[string]bool {
	out := map[string]bool{}
	for _, raw := range page {
		var m message
		if json.Unmarshal(raw, &m) == nil && m.Author != nil && m.Author.ID == b.self() && m.Reference != nil {
			out[m.Reference.MessageID] = true
		}
	}
	return out
}

// page returns up to 100 messages of a channel, newest first. It asks until
// Discord answers, or until the bot stops.
func (b *Bot) page(ctx context.Context, channel, after string) []json.RawMessage {
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		var page []json.RawMessage
		err := b.rest.MessagesAfter(ctx, channel, after, &page)
		if err == nil {
			return page
		}
		b.log().InfoContext(ctx, "bot: channel not read again", "channel", channel, "err", err)
		if refusal(err) || !pause(b.living, wait) {
			return nil
		}
	}
}
