package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"

	"byline/article"
	"byline/bot/render"
	"byline/bot/rest"
	"byline/commands"
)

// Types of messages that people write. Source: developers/resources/message.
const (
	plainMessage = 0
	replyMessage = 19
)

// gotMessage answers a message that is for the bot.
func (b *Bot) gotMessage(ctx context.Context, m *message, raw []byte) {
	if !b.forUs(m) {
		return
	}
	e := incoming{id: m.ID, kind: messageCreate, person: m.Author.ID, body: raw}
	b.admit(
		func() { b.message(ctx, m, e) },
		func() {
			if b.addressed(ctx, m) || b.maybeCommand(ctx, m) {
				b.refuse(ctx, e, b.channel(m))
			}
		},
	)
}

// forUs reports whether m may be for the bot: said by a person, and direct, a
// mention, a reply, or something that could begin with a prefix. Which prefix
// counts is the server's setting; commands decides.
func (b *Bot) forUs(m *message) bool {
	if m.Author == nil || m.Author.Bot || m.WebhookID != "" || m.Author.ID == b.self() || m.Type != plainMessage && m.Type != replyMessage {
		return false
	}
	return m.GuildID == "" || b.mentioned(m) || m.Reference != nil || strings.TrimSpace(m.Content) != ""
}

// addressed reports whether m needs no prefix: it is direct, mentions the bot,
// or replies to it.
func (b *Bot) addressed(ctx context.Context, m *message) bool {
	return m.GuildID == "" || b.mentioned(m) || b.replyToUs(ctx, m)
}

func (b *Bot) mentioned(m *message) bool {
	for _, u := range m.Mentions {
		if u.ID == b.self() && strings.Contains(m.Content, u.ID) {
			return true
		}
	}
	return false
}

// replyToUs reports whether m replies to the bot. Discord does not always send
// the message along that is replied to; then only answers are known.
func (b *Bot) replyToUs(ctx context.Context, m *message) bool {
	if m.Reference == nil || m.Type != replyMessage {
		return false
	}
	if m.Referenced != nil && m.Referenced.Author != nil {
		return m.Referenced.Author.ID == b.self()
	}
	id, err := b.Showing.AnswerAt(ctx, m.ChannelID, m.Reference.MessageID)
	return err == nil && id != 0
}

// message answers m, which is e.
func (b *Bot) message(ctx context.Context, m *message, e incoming) {
	addressed := b.addressed(ctx, m)
	if !addressed && !b.maybeCommand(ctx, m) {
		return
	}
	st := b.channel(m)
	st.unknown = e.again
	b.answer(ctx, e, st, func(ctx context.Context) (commands.Request, error) { return b.asked(ctx, m, addressed) })
}

// maybeCommand reports whether a message of a server's channel begins with the
// prefix that its editors chose.
func (b *Bot) maybeCommand(ctx context.Context, m *message) bool {
	settings, err := b.Libraries.Settings(ctx, article.LibraryID(m.GuildID))
	if err != nil {
		b.log().ErrorContext(ctx, "bot: no settings", "server", m.GuildID, "err", err)
		return false
	}
	prefix := settings.Prefix
	if prefix == "" {
		prefix = commands.DefaultPrefix
	}
	text := strings.TrimSpace(m.Content)
	return len(text) > len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}

// asked is m as a request.
func (b *Bot) asked(ctx context.Context, m *message, addressed bool) (commands.Request, error) {
	caller, err := b.caller(ctx, m.Author.ID, m.GuildID, m.ChannelID, m.Member)
	if err != nil {
		return commands.Request{}, err
	}
	req := commands.Request{
		Caller: caller, Text: b.unmentioned(m.Content), Plain: addressed, Now: b.now(),
		Conversation: conversation(m.ChannelID, m.Author.ID),
	}
	if req.Text == "" && len(m.Attachments) == 0 {
		req.Command = "help"
	}
	replies := b.replyToUs(ctx, m)
	if m.GuildID == "" {
		if err := b.Rooms.DirectChannel(ctx, m.ChannelID, userKey(m.Author.ID), b.now()); err != nil {
			b.log().WarnContext(ctx, "bot: direct channel not noted", "err", err)
		}
	}
	for _, a := range m.Attachments {
		req.Files = append(req.Files, b.file(ctx, a))
	}
	if replies {
		req.ReplyTo, err = b.Showing.AnswerAt(ctx, m.ChannelID, m.Reference.MessageID)
	}
	return req, err
}

// conversation names what follow-ups of one person in one room share.
func conversation(channel, person string) string { return "discord:" + channel + ":" + person }

// mention matches a mention of any user.
var mention = regexp.MustCompile(`<@!?[0-9]{1,20}>`)

// unmentioned is text without mentions of the bot.
func (b *Bot) unmentioned(text string) string {
	return strings.TrimSpace(mention.ReplaceAllStringFunc(text, func(s string) string {
		if strings.Trim(s, "<@!>") == b.self() {
			return ""
		}
		return s
	}))
}

// A channel is a stage: messages that reply to the question.
type channel struct {
	b        *Bot
	question *message
	sent     []string // ids of the messages that show the reply so far
	where    string   // the channel; another one once the question's was closed to us
	bare     bool     // without the reference: we may not read history there
	unknown  bool     // something may have been sent that is not in sent
}

func (b *Bot) channel(m *message) *channel { return &channel{b: b, question: m, where: m.ChannelID} }

// recall implements stage. Discord itself knows a message again by its nonce,
// but only for some minutes.
func (c *channel) recall(ctx context.Context) bool {
	if !c.unknown || c.where != c.question.ChannelID || c.bare {
		return true
	}
	found, err := c.earlier(ctx)
	if err == nil {
		c.sent, c.unknown = found, false
		return true
	}
	c.b.log().WarnContext(ctx, "bot: earlier replies unknown", "channel", c.where, "err", err)
	return refusal(err)
}

// earlier returns the messages that reply to the question, the oldest first.
func (c *channel) earlier(ctx context.Context) (found []string, err error) {
	var after []struct {
		ID        string `json:"id"`
		Author    user   `json:"author"`
		Reference *struct {
			MessageID string `json:"message_id"`
		} `json:"message_reference"`
	}
	if err := c.b.rest.MessagesAfter(ctx, c.where, c.question.ID, &after); err != nil {
		return nil, err
	}
	for i := len(after) - 1; i >= 0; i-- {
		if m := after[i]; m.Author.ID == c.b.self() && m.Reference != nil && m.Reference.MessageID == c.question.ID {
			found = append(found, m.ID)
		}
	}
	return found, nil
}

// refusal reports whether Discord says no for good.
func refusal(err error) bool {
	s := rest.StatusOf(err)
	return s/100 == 4 && s != 429 && s != 401
}

// typingWithin bounds a sign that is worth nothing later.
const typingWithin = 2 * time.Second

func (c *channel) acknowledge(ctx context.Context) {
	if len(c.sent) > 0 {
		return
	}
	ctx, stop := context.WithTimeout(ctx, typingWithin)
	defer stop()
	if err := c.b.rest.Typing(ctx, c.where); err != nil {
		c.b.log().InfoContext(ctx, "bot: not typing", "channel", c.where, "err", err)
	}
}

func (c *channel) draft(ctx context.Context, r commands.Reply) {
	if c.private(r) || !c.recall(ctx) {
		return
	}
	if err := c.show(ctx, 0, render.Reply(r)[0]); err != nil {
		c.b.log().InfoContext(ctx, "bot: draft not shown", "channel", c.where, "err", err)
	}
}

func (c *channel) final(ctx context.Context, r commands.Reply) bool {
	if r.Ignored {
		return true
	}
	if r.Form != nil {
		r = formless(r)
	}
	if c.private(r) {
		return c.whisper(ctx, r)
	}
	pages := render.Reply(r)
	for i, p := range pages {
		if err := c.show(ctx, i, p); err != nil {
			return c.elsewhere(ctx, r, err)
		}
	}
	c.b.shown(ctx, r, c.where, c.sent)
	return true
}

// show makes page i of the reply say p.
func (c *channel) show(ctx context.Context, i int, p render.Page) error {
	m := outgoing(p)
	if i < len(c.sent) {
		return c.b.rest.Edit(ctx, c.where, c.sent[i], m)
	}
	m.Nonce = fmt.Sprintf("%s-%d", c.question.ID, i)
	if !c.bare && c.where == c.question.ChannelID {
		m.Reference = &rest.Reference{MessageID: c.question.ID}
	}
	s, err := c.b.rest.Create(ctx, c.where, m)
	if rest.CodeOf(err) == rest.NoHistory && !c.bare {
		c.bare = true
		return c.show(ctx, i, p)
	}
	if err != nil {
		c.unknown = c.unknown || !refusal(err)
		return err
	}
	c.sent = append(c.sent, s.ID)
	if c.unknown {
		// Discord may have known the nonce, and left an earlier text as it was.
		pause(ctx, editEvery)
		return c.b.rest.Edit(ctx, c.where, s.ID, outgoing(p))
	}
	return nil
}

// private reports whether a reply must not be read by the channel. Help and
// what went wrong may be.
func (c *channel) private(r commands.Reply) bool {
	return r.Private && !r.Failed && r.Command != "help" && c.question.GuildID != "" && c.where == c.question.ChannelID
}

// whisper sends r by direct message.
func (c *channel) whisper(ctx context.Context, r commands.Reply) bool {
	err := c.redirect(ctx)
	if err == nil {
		return c.final(ctx, r)
	}
	if !refusal(err) {
		return false
	}
	c.where = c.question.ChannelID
	return c.final(ctx, commands.Reply{Failed: true, Text: "That is for you alone, and your direct messages are closed to me. Use the slash command, or open them."})
}

// redirect makes the person's direct channel the stage.
func (c *channel) redirect(ctx context.Context) error {
	dm, err := c.b.rest.DM(ctx, c.question.Author.ID)
	if err == nil {
		c.where, c.sent = dm, nil
	}
	return err
}

// elsewhere finds a way out when the channel does not take the reply.
func (c *channel) elsewhere(ctx context.Context, r commands.Reply, err error) bool {
	log := c.b.log().With("channel", c.where, "err", err)
	switch code := rest.CodeOf(err); code {
	case rest.UnknownMessage:
		// Somebody deleted what we said; saying it again would be rude.
		log.InfoContext(ctx, "bot: reply was deleted")
		return true
	case rest.MissingAccess, rest.MissingPermissions, rest.ArchivedThread:
		if c.where != c.question.ChannelID || c.redirect(ctx) != nil {
			log.WarnContext(ctx, "bot: reply has no place")
			return true
		}
		log.InfoContext(ctx, "bot: the channel is closed to me; answering by direct message")
		return c.final(ctx, r)
	case rest.CannotMessageUser, rest.UnknownChannel:
		if c.where != c.question.ChannelID && r.Private {
			c.where, c.sent = c.question.ChannelID, nil
			return c.final(ctx, commands.Reply{Failed: true, Text: "That is for you alone, and your direct messages are closed to me. Use the slash command, or open them."})
		}
		log.InfoContext(ctx, "bot: reply has no reader")
		return true
	}
	if refusal(err) {
		log.ErrorContext(ctx, "bot: Discord refuses the reply")
		return true
	}
	log.WarnContext(ctx, "bot: reply not out; trying again later")
	return false
}

// formless is what is said where a form cannot be shown.
func formless(r commands.Reply) commands.Reply {
	return commands.Reply{Command: r.Command, Failed: true, Text: "Here I cannot show a form. Use the slash command, or write the text, a link or an attachment into the same message."}
}

// shown notes which messages show an answer, for replies and corrections.
func (b *Bot) shown(ctx context.Context, r commands.Reply, channel string, messages []string) {
	if r.Answer == nil || r.Answer.ID == 0 {
		return
	}
	for _, id := range messages {
		if err := b.Showing.Shown(ctx, r.Answer.ID, channel, id); err != nil {
			b.log().ErrorContext(ctx, "bot: shown answer not noted", "err", err)
		}
	}
}

// again answers an event that an earlier run accepted.
func (b *Bot) again(ctx context.Context, e incoming) {
	var err error
	switch e.kind {
	case messageCreate:
		var m message
		if err = json.Unmarshal(e.body, &m); err == nil && m.Author != nil {
			b.queue(func() { b.message(ctx, &m, e) })
			return
		}
	case interactionCreate:
		var i interaction
		if err = json.Unmarshal(e.body, &i); err == nil && i.person() != nil {
			b.queue(func() { b.interaction(ctx, &i, e) })
			return
		}
	}
	b.log().ErrorContext(ctx, "bot: accepted event cannot be read", "id", e.id, "kind", e.kind, "err", err)
	b.answered(ctx, e.id)
}
