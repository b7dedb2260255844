package bot

import (
	"context"
	"strings"

	"byline/bot/render"
	"byline/bot/rest"
	"byline/commands"
)

// gotInteraction answers an interaction.
func (b *Bot) gotInteraction(ctx context.Context, i *interaction, raw []byte) {
	if i.Type == ofAutocomplete {
		b.admit(func() { b.complete(ctx, i) }, func() {})
		return
	}
	e := incoming{id: i.ID, kind: interactionCreate, person: i.person().ID, body: raw}
	b.admit(
		func() { b.interaction(ctx, i, e) },
		func() { b.refuse(ctx, e, b.responder(i, true)) },
	)
}

// interaction answers i, which is e.
func (b *Bot) interaction(ctx context.Context, i *interaction, e incoming) {
	req := b.requested(ctx, i)
	st := b.responder(i, secret(req))
	st.again = e.again
	b.answer(ctx, e, st, func(ctx context.Context) (_ commands.Request, err error) {
		req.Caller, err = b.caller(ctx, i.person().ID, i.GuildID, i.ChannelID, i.Member)
		return req, err
	})
}

// secret reports whether the reply to req is for the person alone. It must be
// known before there is a reply: a deferred response cannot change it.
func secret(req commands.Request) bool {
	name, _, _ := strings.Cut(req.Command, ":")
	row, known := rowOf(name)
	return !known || row.Private || row.Editors || req.Options.Private
}

// complete suggests values for an option.
func (b *Bot) complete(ctx context.Context, i *interaction) {
	req := b.requested(ctx, i)
	for _, o := range flat(i.Data.Options) {
		if o.Focused {
			req.Text = o.text()
		}
	}
	type choice struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	choices := []choice{}
	caller, err := b.caller(ctx, i.person().ID, i.GuildID, i.ChannelID, i.Member)
	if err == nil {
		req.Caller = caller
		for _, s := range b.Commands.Complete(ctx, req) {
			if len(choices) < maxChoices && s.Label != "" && s.Value != "" {
				choices = append(choices, choice{render.Clip(s.Label, maxChoice), render.Clip(s.Value, maxChoice)})
			}
		}
	}
	err = b.rest.Callback(ctx, i.ID, i.Token, rest.RespondChoices, map[string]any{"choices": choices})
	if err != nil {
		b.log().InfoContext(ctx, "bot: suggestions too late", "err", err)
	}
}

// Limits of autocompletion. Source: developers/interactions/receiving-and-responding.
const (
	maxChoices = 25
	maxChoice  = 100
)

// A responder is a stage: the response to an interaction and its follow-ups.
type responder struct {
	b       *Bot
	i       *interaction
	private bool
	begun   bool // a response is out, or was by an earlier run
	again   bool
	dead    bool // the token is of no use any more
}

func (b *Bot) responder(i *interaction, private bool) *responder {
	return &responder{b: b, i: i, private: private}
}

// recall implements stage: a response is edited into place, which can be
// repeated.
func (s *responder) recall(context.Context) bool { return true }

func (s *responder) acknowledge(ctx context.Context) {
	if s.begun {
		return
	}
	data := map[string]any{}
	if s.private {
		data["flags"] = rest.Ephemeral
	}
	s.respond(ctx, rest.RespondDeferred, data)
}

// respond gives the first response. That there was one already is as good.
func (s *responder) respond(ctx context.Context, kind int, data any) bool {
	err := s.b.rest.Callback(ctx, s.i.ID, s.i.Token, kind, data)
	switch code := rest.CodeOf(err); {
	case err == nil:
		s.begun = true
		return true
	case code == rest.AlreadyAnswered:
		s.begun = true
		return false
	case code == rest.UnknownInteraction && s.again:
		// An earlier run may have responded in time: its webhook will tell.
		s.begun = true
		return false
	case rest.StatusOf(err)/100 != 4:
		// Nobody knows whether it got through; the webhook will tell.
		s.begun = true
	default:
		s.dead = true
	}
	s.b.log().WarnContext(ctx, "bot: interaction not acknowledged", "interaction", s.i.ID, "err", err)
	return false
}

func (s *responder) draft(ctx context.Context, r commands.Reply) {
	if !s.begun || s.dead {
		return
	}
	if _, err := s.b.rest.EditOriginal(ctx, s.i.AppID, s.i.Token, outgoing(render.Reply(r)[0])); err != nil {
		s.b.log().InfoContext(ctx, "bot: draft not shown", "interaction", s.i.ID, "err", err)
		s.dead = deadToken(err)
	}
}

func (s *responder) final(ctx context.Context, r commands.Reply) bool {
	if r.Ignored {
		r = commands.Reply{Text: "There is nothing to say to that.", Private: true}
	}
	if r.Form != nil {
		if !s.begun && s.respond(ctx, rest.RespondModal, modal(render.Form(*r.Form))) {
			return true
		}
		r = formless(r)
	}
	pages := render.Reply(r)
	if !s.begun && !s.dead {
		if s.first(ctx, r, pages[0]) {
			return s.rest(ctx, r, pages, "")
		}
	}
	if s.dead {
		return s.beside(ctx, r)
	}
	sent, err := s.b.rest.EditOriginal(ctx, s.i.AppID, s.i.Token, outgoing(pages[0]))
	if err != nil {
		return s.lost(ctx, r, err)
	}
	return s.rest(ctx, r, pages, sent.ID)
}

// first responds with the first page at once. A file needs the message to be
// there before.
func (s *responder) first(ctx context.Context, r commands.Reply, p render.Page) bool {
	m := outgoing(p)
	if m.File != nil {
		s.acknowledge(ctx)
		return false
	}
	if s.private || r.Private {
		m.Flags |= rest.Ephemeral
		s.private = true
	}
	return s.respond(ctx, rest.RespondMessage, m)
}

// rest sends the further pages. They go out at most once, for webhooks know no
// nonce, so the event is marked as answered before.
func (s *responder) rest(ctx context.Context, r commands.Reply, pages []render.Page, first string) bool {
	s.b.answered(ctx, s.i.ID)
	if first != "" && !s.private {
		s.b.shown(ctx, r, s.i.ChannelID, []string{first})
	} else if !s.private && r.Answer != nil && r.Answer.ID != 0 {
		if m, err := s.b.rest.Original(ctx, s.i.AppID, s.i.Token); err == nil {
			s.b.shown(ctx, r, s.i.ChannelID, []string{m.ID})
		}
	}
	for _, p := range pages[1:] {
		m := outgoing(p)
		if s.private {
			m.Flags |= rest.Ephemeral
		}
		sent, err := s.b.rest.FollowUp(ctx, s.i.AppID, s.i.Token, m)
		if rest.Done(err) {
			continue
		}
		if err != nil {
			s.b.log().WarnContext(ctx, "bot: the rest of a reply is lost", "interaction", s.i.ID, "err", err)
			return true
		}
		if !s.private {
			s.b.shown(ctx, r, s.i.ChannelID, []string{sent.ID})
		}
	}
	return true
}

// lost finds a way out when the response cannot be edited.
func (s *responder) lost(ctx context.Context, r commands.Reply, err error) bool {
	log := s.b.log().With("interaction", s.i.ID, "err", err)
	switch {
	case rest.CodeOf(err) == rest.UnknownMessage:
		log.InfoContext(ctx, "bot: response was deleted")
		return true
	case deadToken(err):
		s.dead = true // a webhook that gave 404 must not be used again
		return s.beside(ctx, r)
	case refusal(err):
		log.ErrorContext(ctx, "bot: Discord refuses the response")
		return true
	}
	log.WarnContext(ctx, "bot: response not out; trying again later")
	return false
}

// deadToken reports whether an interaction's token is of no use any more.
func deadToken(err error) bool {
	status := rest.StatusOf(err)
	return (status == 401 || status == 404) && rest.CodeOf(err) != rest.UnknownMessage
}

// beside sends a reply as a message where its interaction is dead: into the
// channel, or to the person alone.
func (s *responder) beside(ctx context.Context, r commands.Reply) bool {
	if s.i.Type != ofCommand {
		return true // a button can be pressed again
	}
	where := s.i.ChannelID
	if (s.private || r.Private) && s.i.GuildID != "" {
		dm, err := s.b.rest.DM(ctx, s.i.person().ID)
		if err != nil {
			return refusal(err)
		}
		where = dm
	}
	c := &channel{b: s.b, where: where, bare: true, question: &message{ID: s.i.ID, ChannelID: where, Author: s.i.person()}}
	return c.final(ctx, r)
}
