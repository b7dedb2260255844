package bot

import (
	"context"
	"time"

	"byline/bot/render"
	"byline/bot/rest"
	"byline/commands"

	"github.com/bwmarrin/discordgo"
)

// A stage is where a reply is shown: a channel or an interaction.
type stage interface {
	// recall finds what was shown before, in an attempt whose end is unknown.
	// It reports whether that is known now.
	recall(ctx context.Context) bool
	// acknowledge says that the question has arrived.
	acknowledge(ctx context.Context)
	// draft shows a reply that is still growing.
	draft(ctx context.Context, r commands.Reply)
	// final shows the whole reply. It reports whether the event is done with:
	// an error that another attempt may mend leaves it undone.
	final(ctx context.Context, r commands.Reply) bool
}

const (
	// acknowledgeAfter is how long a quick reply may take to spare the
	// acknowledgement; everybody hears something within a second.
	acknowledgeAfter = 200 * time.Millisecond

	// editEvery is the least time between two edits of one message.
	editEvery = 1100 * time.Millisecond

	// showWithin bounds one attempt to show a finished reply, rate limits
	// included; the next one comes after deliverAgain, and later each time.
	showWithin      = 2 * time.Minute
	deliverAgain    = 5 * time.Second
	maxDeliverAgain = 5 * time.Minute
)

// A said is what there is to say to an event.
type said struct {
	reply commands.Reply
	none  bool // nothing, and nothing to note either: it is not ours to answer
}

// perform runs work and shows its reply on st as it grows. What takes long,
// the database included, is acknowledged meanwhile. again says that an earlier
// run has begun with it. It reports whether the event is done with.
func (b *Bot) perform(ctx context.Context, again bool, st stage, work func(ctx context.Context, progress func(commands.Reply)) said) bool {
	whole := ctx
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	drafts := make(chan commands.Reply, 1)
	done := make(chan said, 1)
	go func() {
		out := said{reply: unfinished()}
		defer func() { done <- out }()
		defer b.recovered("command")
		out = work(ctx, func(r commands.Reply) { replace(drafts, r) })
	}()

	acknowledge := time.NewTimer(acknowledgeAfter)
	defer acknowledge.Stop()
	var shown time.Time // when a draft was last shown
	if again {
		shown = time.Now() // by an earlier run, maybe a moment ago
	}
	for acknowledged := false; ; {
		var next <-chan commands.Reply
		var rested <-chan time.Time
		if rest := editEvery - time.Since(shown); acknowledged && rest <= 0 {
			next = drafts
		} else if acknowledged {
			rested = time.After(rest)
		}
		select {
		case r := <-done:
			if r.none || ctx.Err() != nil && b.stopping(ctx) {
				return false
			}
			if rest := editEvery - time.Since(shown); rest > 0 {
				pause(ctx, rest)
			}
			// The deadline was for the command: its apology must still go out.
			return b.deliver(whole, st, r.reply)
		case <-acknowledge.C:
			st.acknowledge(ctx)
			acknowledged = true
		case r := <-next:
			st.draft(ctx, r)
			shown = time.Now()
		case <-rested:
		}
	}
}

// deliver shows r on st, and again later while Discord does not take it: until
// it does, or until the bot stops and leaves it to its next start.
func (b *Bot) deliver(ctx context.Context, st stage, r commands.Reply) bool {
	for wait := deliverAgain; ; wait = min(2*wait, maxDeliverAgain) {
		if b.show(ctx, st, r) {
			return true
		}
		if !pause(b.living, wait) {
			return false
		}
	}
}

// show is one attempt to show r. What an earlier one has shown is looked for
// first.
func (b *Bot) show(ctx context.Context, st stage, r commands.Reply) bool {
	ctx, stop := context.WithTimeout(ctx, showWithin)
	defer stop()
	return st.recall(ctx) && st.final(ctx, r)
}

// stopping reports whether ctx ended because the bot stops, and not by its
// deadline.
func (b *Bot) stopping(ctx context.Context) bool { return context.Cause(ctx) == context.Canceled }

// unfinished is the reply of a command that ended without one.
func unfinished() commands.Reply {
	return commands.Reply{Failed: true, Busy: true, Text: "I could not finish that in time. Please ask again in a moment."}
}

// run runs a request when there is a slot for it, and apologises when there is
// none in time.
func (b *Bot) run(ctx context.Context, req commands.Request) commands.Reply {
	select {
	case b.slots <- struct{}{}:
		defer func() { <-b.slots }()
	case <-ctx.Done():
		return unfinished()
	}
	got := b.Commands.Run(ctx, req)
	if ctx.Err() != nil && got.Failed {
		return unfinished()
	}
	return got
}

// replace puts r into a channel of one place, in place of what is there.
func replace(c chan commands.Reply, r commands.Reply) {
	for {
		select {
		case c <- r:
			return
		default:
		}
		select {
		case <-c:
		default:
		}
	}
}

// tooBusy is the reply to what could not be admitted.
func tooBusy() commands.Reply {
	return commands.Reply{Failed: true, Busy: true, Private: true, Text: "I have too many questions in hand just now. Please ask again in a minute."}
}

// outgoing is a page as a message that pings nobody and shows no previews.
func outgoing(p render.Page) rest.Message {
	m := rest.Message{Content: p.Content, Flags: rest.SuppressEmbeds, Mentions: rest.Silent(), Components: []any{}}
	for _, row := range p.Rows {
		r := discordgo.ActionsRow{}
		for _, btn := range row {
			r.Components = append(r.Components, button(btn))
		}
		m.Components = append(m.Components, r)
	}
	if p.File != nil {
		m.File = &rest.File{Name: p.File.Name, Data: p.File.Data}
	}
	return m
}

func button(x render.Button) discordgo.Button {
	out := discordgo.Button{Label: x.Label, CustomID: x.ID, URL: x.URL, Style: discordgo.SecondaryButton}
	switch {
	case x.URL != "":
		out.Style = discordgo.LinkButton
	case x.Style == commands.Primary:
		out.Style = discordgo.PrimaryButton
	case x.Style == commands.Danger:
		out.Style = discordgo.DangerButton
	}
	return out
}

// modal is a form as a modal: each text input in a row of its own.
func modal(f render.Modal) discordgo.InteractionResponseData {
	out := discordgo.InteractionResponseData{CustomID: f.ID, Title: f.Title}
	for _, field := range f.Fields {
		style := discordgo.TextInputShort
		if field.Long {
			style = discordgo.TextInputParagraph
		}
		out.Components = append(out.Components, discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.TextInput{
			CustomID: field.Name, Label: field.Label, Style: style, Value: field.Value, Placeholder: field.Hint,
			Required: field.Required, MaxLength: field.Max,
		}}})
	}
	return out
}
