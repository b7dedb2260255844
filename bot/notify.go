package bot

import (
	"context"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	"byline/bot/render"
	"byline/bot/rest"
	"byline/commands"
)

const (
	// noticeEvery is how often the queue of notices is looked at.
	noticeEvery = 2 * time.Second

	// maxAttempts is how often a notice is tried; they are a quarter of an hour
	// apart, and more each time.
	maxAttempts  = 8
	noticeRetry  = 15 * time.Minute
	noticeWithin = time.Minute
)

// notify says what is due to be said unasked, until ctx ends.
func (b *Bot) notify(ctx context.Context) {
	for pause(ctx, noticeEvery) {
		if b.self() == "" {
			continue
		}
		due, err := b.Notices.Due(ctx, b.now())
		if err != nil {
			b.log().ErrorContext(ctx, "bot: notices unknown", "err", err)
			continue
		}
		for _, n := range due {
			b.notice(ctx, n)
		}
	}
}

// notice says n and settles it.
func (b *Bot) notice(ctx context.Context, n Notice) {
	defer b.recovered("notice")
	within, stop := context.WithTimeout(ctx, noticeWithin)
	defer stop()
	var err error
	switch {
	case n.Question == "":
		err = b.mark(within, n)
	case n.Server != "":
		err = b.tellEditors(within, n)
	default:
		err = b.tellPerson(within, n)
	}
	again := time.Time{}
	if err != nil {
		b.log().WarnContext(ctx, "bot: notice not said", "attempt", n.Attempts, "err", err)
		if s := rest.StatusOf(err); (s/100 != 4 || s == 429) && n.Attempts < maxAttempts {
			again = b.now().Add(noticeRetry * time.Duration(max(n.Attempts, 1)))
		}
	}
	if err := b.Notices.Settle(context.WithoutCancel(ctx), n, again); err != nil {
		b.log().ErrorContext(ctx, "bot: notice not settled", "err", err)
	}
}

// Words of a correction, above the answer or in reply to it.
const (
	correctedMark = "⚠ Corrected: an article quoted here has changed since. Ask again for its present words."
	removedMark   = "⚠ Withdrawn: an article quoted here has been removed since. Ask again for what the articles say now."
)

// mark marks the messages that show an answer whose article is not what it was.
func (b *Bot) mark(ctx context.Context, n Notice) error {
	text := correctedMark
	if n.Removed {
		text = removedMark
	}
	for _, p := range n.Messages {
		if err := b.markOne(ctx, p, text); err != nil && !gone(err) {
			return err
		}
	}
	return nil
}

// markOne edits the mark into one message, and replies to it where it cannot
// be edited.
func (b *Bot) markOne(ctx context.Context, p Place, text string) error {
	var m struct {
		Content    string `json:"content"`
		Components []any  `json:"components"`
	}
	err := b.rest.Message(ctx, p.Channel, p.Message, &m)
	if err == nil {
		if strings.HasPrefix(m.Content, text) {
			return nil
		}
		edited := rest.Message{Content: render.Above(text, m.Content), Flags: rest.SuppressEmbeds, Mentions: rest.Silent(), Components: m.Components}
		if err = b.rest.Edit(ctx, p.Channel, p.Message, edited); err == nil {
			return nil
		}
	}
	if s := rest.StatusOf(err); s/100 != 4 || s == 429 || gone(err) {
		return err
	}
	_, err = b.rest.Create(ctx, p.Channel, rest.Message{
		Content: text, Mentions: rest.Silent(), Components: []any{}, Nonce: "mark-" + p.Message,
		Reference: &rest.Reference{MessageID: p.Message},
	})
	return err
}

// gone reports whether a message or its channel is no more.
func gone(err error) bool {
	code := rest.CodeOf(err)
	return code == rest.UnknownMessage || code == rest.UnknownChannel
}

// tellPerson tells who asked that their question can be answered now.
func (b *Bot) tellPerson(ctx context.Context, n Notice) error {
	person := strings.TrimPrefix(n.User, userKey(""))
	r := commands.Reply{Text: fmt.Sprintf("You wanted to know when I can answer this: “%s”. The articles have changed; please ask me again.", n.Question)}
	channel, err := b.rest.DM(ctx, person)
	if err == nil {
		err = b.say(ctx, channel, nonce(n), r)
	}
	if rest.CodeOf(err) != rest.CannotMessageUser {
		return err
	}
	// Their direct messages are closed: say it where they asked.
	if room, ok := roomOf(n.Where); ok {
		return b.say(ctx, room, nonce(n), r)
	}
	return nil
}

// tellEditors tells a server's editors, in the channel they chose for notices,
// that somebody misses an answer. Without that channel it stands in
// /unanswered alone.
func (b *Bot) tellEditors(ctx context.Context, n Notice) error {
	settings, err := b.Libraries.Settings(ctx, n.Server)
	if err != nil || settings.Notices == "" {
		return err
	}
	return b.say(ctx, settings.Notices, nonce(n), commands.Reply{
		Title: "Somebody misses an answer", Text: n.Question + "\nThe articles do not say. /unanswered lists such questions; /article add fills the gap.",
	})
}

// nonce is the same for the same notice.
func nonce(n Notice) string {
	h := fnv.New64a()
	fmt.Fprint(h, n.User, n.Server, n.Question)
	return "notice-" + strconv.FormatUint(h.Sum64(), 36)
}

// say sends a reply that nobody has asked for.
func (b *Bot) say(ctx context.Context, channel, nonce string, r commands.Reply) error {
	m := outgoing(render.Reply(r)[0])
	m.Nonce = nonce
	_, err := b.rest.Create(ctx, channel, m)
	return err
}

// roomOf returns the channel of a conversation.
func roomOf(conversation string) (string, bool) {
	parts := strings.Split(conversation, ":")
	if len(parts) != 3 || parts[0] != "discord" {
		return "", false
	}
	return parts[1], true
}
