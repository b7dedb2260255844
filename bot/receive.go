package bot

import (
	"context"
	"encoding/json"
	"runtime/debug"
	"time"

	"byline/bot/gateway"
)

// Kinds of events that may ask for an answer.
const (
	messageCreate     = "MESSAGE_CREATE"
	interactionCreate = "INTERACTION_CREATE"
)

// handle takes one event from the gateway. It does not wait.
func (b *Bot) handle(ctx context.Context, e gateway.Event) {
	switch e.Type {
	case "READY":
		b.identified(e.Data)
	case messageCreate:
		var m message
		if b.read(e, &m) {
			b.newest.note(m.ID)
			b.gotMessage(ctx, &m, e.Data)
		}
	case interactionCreate:
		var i interaction
		if b.read(e, &i) && i.person() != nil {
			b.newest.note(i.ID)
			b.gotInteraction(ctx, &i, e.Data)
		}
	default:
		b.servers.handle(e)
		b.presence(ctx, e)
	}
}

// identified notes who the bot is.
func (b *Bot) identified(data []byte) {
	var ready struct {
		User   user `json:"user"`
		Guilds []struct {
			ID string `json:"id"`
		} `json:"guilds"`
	}
	if err := json.Unmarshal(data, &ready); err != nil {
		b.log().Error("bot: READY cannot be read", "err", err)
		return
	}
	b.me.Store(&ready.User.ID)
	var ids []string
	for _, g := range ready.Guilds {
		ids = append(ids, g.ID)
	}
	b.servers.expect(ids)
	b.newest.begin(b.now())
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
	places := b.places
	select {
	case places <- struct{}{}:
	default:
		places, work = b.late, busy
		select {
		case places <- struct{}{}:
		default:
			b.log().Error("bot: too busy even to say so")
			return
		}
	}
	b.work.Add(1)
	go func() {
		defer b.work.Done()
		defer func() { <-places }()
		defer b.recovered("event")
		work()
	}()
}

// recovered keeps a panic in one event from ending the process.
func (b *Bot) recovered(what string) {
	if p := recover(); p != nil {
		b.log().Error("bot: panic", "in", what, "panic", p, "stack", string(debug.Stack()))
	}
}

// accept reports whether the event is to be answered now: it is new, or again
// says that it was accepted by an earlier run of the program.
func (b *Bot) accept(ctx context.Context, id, kind, person string, body []byte, again bool) bool {
	if again {
		return true
	}
	fresh, err := b.Inbox.Accept(ctx, id, kind, userKey(person), body, b.now())
	if err != nil {
		b.log().ErrorContext(ctx, "bot: event not accepted", "id", id, "err", err)
		return false
	}
	return fresh
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
