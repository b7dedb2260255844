package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/bot"
	"byline/bot/discordtest"
	"byline/commands"
)

// TestWaysOut meets the errors that readers can meet, each with its way out.
func TestWaysOut(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		g, c, ada := harbour(d)
		bo := d.Person("bo")
		g.Join(bo)
		gate := make(chan struct{})
		start(t, d, open(t), func(ctx context.Context, req commands.Request) commands.Reply {
			if strings.Contains(req.Text, "wait") {
				<-gate
			}
			r := echo(ctx, req)
			r.Private = strings.Contains(req.Text, "secret")
			return r
		})
		ask := func(p *discordtest.Person, c *discordtest.Channel, text string) *discordtest.Message {
			return p.Say(c, d.Mention()+" "+text)
		}

		step := func(what string, f func()) { t.Log(what); f() }

		step("no permission to write: by direct message", func() {
			quiet := g.Channel("quiet")
			quiet.NoSend = true
			ask(ada, quiet, "who?")
			d.Await(t, "a direct message", func() bool { return len(ada.DM().Messages()) == 1 })
		})
		step("no permission to write, direct messages closed: nothing, and no loop", func() {
			quiet := g.Channel("quiet too")
			quiet.NoSend = true
			bo.DMsClosed = true
			ask(bo, quiet, "who?")
			m := ask(bo, c, "after")
			d.Await(t, "the next answer", func() bool { return len(c.RepliesTo(m)) == 1 })
		})
		step("no permission to read history: without the reference", func() {
			blind := g.Channel("blind")
			blind.NoHistory = true
			ask(ada, blind, "who?")
			d.Await(t, "an answer", func() bool { return len(blind.Messages()) == 1 })
		})
		step("archived thread: by direct message", func() {
			thread := c.Thread("old")
			thread.Archived = true
			before := len(ada.DM().Messages())
			ask(ada, thread, "who?")
			d.Await(t, "a direct message", func() bool { return len(ada.DM().Messages()) == before+1 })
		})
		step("the question is deleted meanwhile", func() {
			m := ask(ada, c, "wait")
			d.Await(t, "typing", func() bool { return d.Calls("POST /channels/:id/typing") > 0 })
			c.Delete(m.ID)
			before := len(c.Messages())
			close(gate)
			d.Await(t, "an answer", func() bool { return len(c.Messages()) == before+1 })
		})
		step("private words in a channel: by direct message", func() {
			before := len(ada.DM().Messages())
			m := ask(ada, c, "secret")
			d.Await(t, "a direct message", func() bool { return len(ada.DM().Messages()) == before+1 })
			if n := len(c.RepliesTo(m)); n != 0 {
				t.Errorf("%d replies in the channel", n)
			}
		})
		step("private words, direct messages closed: say how", func() {
			m := ask(bo, c, "secret")
			d.Await(t, "a way out", func() bool {
				r := c.RepliesTo(m)
				return len(r) == 1 && strings.Contains(r[0].Content, "slash command")
			})
		})
		step("unknown interaction: into the channel", func() {
			d.Fault(discordtest.Fault{Route: "/callback", Delay: 3500 * time.Millisecond})
			before := len(c.Messages())
			i := ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "too late"})
			d.Await(t, "a message", func() bool { return len(c.Messages()) == before+1 })
			if i.Latency() >= 0 {
				t.Error("the interaction was answered after all")
			}
		})
		step("the response is deleted meanwhile", func() {
			i := ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "still there?"})
			d.Await(t, "the bot alive", i.Done)
		})
	})
}

// queue is a Notices of a few.
type queue struct {
	due     chan bot.Notice
	settled chan time.Time
}

func (q queue) Due(context.Context, time.Time) ([]bot.Notice, error) {
	select {
	case n := <-q.due:
		return []bot.Notice{n}, nil
	default:
		return nil, nil
	}
}

func (q queue) Settle(_ context.Context, _ bot.Notice, again time.Time) error {
	q.settled <- again
	return nil
}

// TestNotices says what is due: marks under answers, news to people and
// editors.
func TestNotices(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		g, c, ada := harbour(d)
		bo := d.Person("bo")
		bo.DMsClosed = true
		db := open(t)
		q := queue{make(chan bot.Notice, 9), make(chan time.Time, 9)}
		news := g.Channel("news")
		if err := db.SaveSettings(t.Context(), article.LibraryID(g.ID), article.Settings{Notices: news.ID}); err != nil {
			t.Fatal(err)
		}
		startWith(t, d, db, echo, func(b *bot.Bot) { b.Notices = q })
		i := ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "who?"})
		d.Await(t, "an answer", i.Done)
		answer := i.Replies()[0]

		say := func(n bot.Notice, retried bool) {
			t.Helper()
			q.due <- n
			select {
			case again := <-q.settled:
				if again.IsZero() == retried {
					t.Errorf("%+v: due again at %v", n, again)
				}
			case <-time.After(time.Hour):
				t.Fatalf("%+v is not settled", n)
			}
		}
		say(bot.Notice{Messages: []bot.Place{{Channel: c.ID, Message: answer.ID}}}, false)
		if got := i.Replies()[0].Content; !strings.HasPrefix(got, "⚠ Corrected") || !strings.Contains(got, "who?") {
			t.Errorf("the answer is not marked: %q", got)
		}
		say(bot.Notice{Messages: []bot.Place{{Channel: c.ID, Message: "1"}}}, false) // deleted long ago
		say(bot.Notice{Question: "who paid?", User: "discord:" + ada.ID}, false)
		if got := ada.DM().Messages(); len(got) != 1 || !strings.Contains(got[0].Content, "who paid?") {
			t.Errorf("not told: %v", got)
		}
		say(bot.Notice{Question: "who paid?", User: "discord:" + bo.ID, Where: "discord:" + c.ID + ":" + bo.ID}, false)
		if got := c.Messages(); len(got) != 2 {
			t.Errorf("closed direct messages: %d messages where it was asked", len(got))
		}
		say(bot.Notice{Question: "who paid?", User: "discord:" + ada.ID, Server: article.LibraryID(g.ID)}, false)
		if got := news.Messages(); len(got) != 1 {
			t.Errorf("editors not told: %v", got)
		}
		d.Fault(discordtest.Fault{Route: "POST /users/@me/channels", Status: 503, Times: 6})
		say(bot.Notice{Question: "and who else?", User: "discord:" + ada.ID, Attempts: 1}, true)
	})
}
