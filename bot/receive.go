package bot

import (
	"context"
	"encoding/json"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"byline/bot/gateway"
	"byline/commands"
)

// Kinds of events that may ask for an answer.
const (
	messageCreate     = "MESSAGE_CREATE"
	interactionCreate = "INTERACTION_CREATE"
)

// handle takes one event from the gateway. It does not wait.
func (b *Bot) handle(ctx context.Context, shard int, e gateway.Event) {
	switch e.Type {
	case "READY":
		b.identified(shard, e.Data)
	case messageCreate:
		var m message
		if b.read(e, &m) {
			b.position.note(shard, m.ID)
			b.gotMessage(ctx, &m, e.Data)
		}
	case interactionCreate:
		var i interaction
		if b.read(e, &i) && i.person() != nil {
			b.position.note(shard, i.ID)
			b.gotInteraction(ctx, &i, e.Data)
		}
	default:
		b.servers.handle(e)
		b.presence(ctx, e)
	}
}

// identified notes who the bot is, and what a new session may have missed.
func (b *Bot) identified(shard int, data []byte) {
	var ready struct {
		User   user `json:"user"`
		Guilds *[]struct {
			ID string `json:"id"`
		} `json:"guilds"`
	}
	if err := json.Unmarshal(data, &ready); err != nil {
		b.log().Error("bot: READY cannot be read", "err", err)
	}
	if ready.User.ID != "" {
		b.me.Store(&ready.User.ID)
	}
	g := b.position.begin(shard, b.now())
	if ready.Guilds == nil {
		return // it does not say which servers there are
	}
	var ids []string
	for _, s := range *ready.Guilds {
		if s.ID != "" {
			ids = append(ids, s.ID)
		}
	}
	b.servers.expect(shard, ids, g, func(id string) bool { return b.shardOf(id) == shard })
}

// shardOf is the shard that hears of a server.
// Source: developers/events/gateway, sharding.
func (b *Bot) shardOf(server string) int {
	n, err := strconv.ParseUint(server, 10, 64)
	if err != nil || b.shards < 2 {
		return 0
	}
	return int(n >> 22 % uint64(b.shards))
}

// self is the bot's user id, empty before the first READY.
func (b *Bot) self() string {
	if id := b.me.Load(); id != nil {
		return *id
	}
	return ""
}

// read decodes an event; one that cannot be read is logged and left alone.
func (b *Bot) read(e gateway.Event, out any) bool {
	if err := json.Unmarshal(e.Data, out); err != nil {
		b.log().Warn("bot: event cannot be read", "event", e.Type, "err", err)
		return false
	}
	return true
}

// admit runs work in a goroutine of its own, of which there are maxInHand.
// When all are taken it runs busy instead, which says so.
func (b *Bot) admit(work, busy func()) {
	select {
	case b.places <- struct{}{}:
		b.begin(b.places, work)
		return
	default:
	}
	select {
	case b.late <- struct{}{}:
		b.begin(b.late, busy)
	default:
		b.log().Error("bot: too busy even to say so")
	}
}

// queue is admit for what the bot itself brings up: it waits for a place, for
// as long as the bot runs.
func (b *Bot) queue(work func()) {
	select {
	case b.places <- struct{}{}:
		b.begin(b.places, work)
	case <-b.living.Done():
	}
}

// begin runs work, which has taken one of places.
func (b *Bot) begin(places chan struct{}, work func()) {
	b.work.Go(func() {
		defer func() { <-places }()
		defer b.recovered("event")
		work()
	})
}

// aside runs what answers nobody and must be done.
func (b *Bot) aside(what string, work func()) {
	b.work.Go(func() {
		defer b.recovered(what)
		work()
	})
}

// recovered keeps a panic in one event from ending the process.
func (b *Bot) recovered(what string) {
	if p := recover(); p != nil {
		b.log().Error("bot: panic", "in", what, "panic", p, "stack", string(debug.Stack()))
	}
}

// An incoming is an event that asks for an answer.
type incoming struct {
	id, kind string
	person   string
	body     []byte
	again    bool // an earlier run has accepted it
}

// accept reports whether the event is to be answered now: it is new, or an
// earlier run of the program has accepted it.
func (b *Bot) accept(ctx context.Context, e incoming) (bool, error) {
	if e.again {
		return true, nil
	}
	if !b.recent.add(e.id) {
		return false, nil
	}
	fresh, err := b.Inbox.Accept(ctx, e.id, e.kind, userKey(e.person), e.body, b.now())
	if err != nil {
		b.recent.remove(e.id)
	}
	return fresh, err
}

// recent are the ids of events of this run. The database knows them all, but a
// person who is forgotten is forgotten there, and a repetition of the event
// that asked for it must not begin a new record.
type recent struct {
	mu   sync.Mutex
	ids  map[string]bool
	ring [maxRecent]string
	next int
}

// maxRecent is more than what comes in the minutes in which Discord repeats.
const maxRecent = 4096

// add reports whether id is new, and keeps it.
func (r *recent) add(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ids[id] {
		return false
	}
	if r.ids == nil {
		r.ids = map[string]bool{}
	}
	delete(r.ids, r.ring[r.next])
	r.ring[r.next], r.ids[id] = id, true
	r.next = (r.next + 1) % maxRecent
	return true
}

// remove forgets id.
func (r *recent) remove(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.ids, id)
}

// answer answers an event once: it is accepted, made a request, run, and shown
// on st.
func (b *Bot) answer(ctx context.Context, e incoming, st stage, request func(context.Context) (commands.Request, error)) {
	done := b.perform(ctx, e.again, st, func(ctx context.Context, progress func(commands.Reply)) said {
		fresh, err := b.accept(ctx, e)
		if err != nil {
			b.log().ErrorContext(ctx, "bot: event not accepted", "id", e.id, "err", err)
			return said{reply: unready()}
		}
		if !fresh {
			return said{none: true}
		}
		req, err := request(ctx)
		if err != nil {
			b.log().ErrorContext(ctx, "bot: request not made", "id", e.id, "err", err)
			return said{reply: unready()}
		}
		req.Progress = progress
		return said{reply: b.run(ctx, req)}
	})
	if done {
		b.answered(ctx, e.id)
	}
}

// refuse says that the bot is busy: that is the event's answer then.
func (b *Bot) refuse(ctx context.Context, e incoming, st stage) {
	if fresh, err := b.accept(ctx, e); err == nil && fresh && b.show(ctx, st, tooBusy()) {
		b.answered(ctx, e.id)
	}
}

// unready is the reply when the bot's own database or Discord did not say what
// is needed to begin.
func unready() commands.Reply {
	return commands.Reply{Failed: true, Busy: true, Private: true, Text: "I could not look up what is needed to answer. Please ask again in a moment."}
}

// answered marks an event as answered, also while the bot is stopping.
func (b *Bot) answered(ctx context.Context, id string) {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer stop()
	if err := b.Inbox.Answered(ctx, id); err != nil {
		b.log().ErrorContext(ctx, "bot: answer not noted", "id", id, "err", err)
	}
}

// userKey is how the database names a person.
func userKey(id string) string { return "discord:" + id }
