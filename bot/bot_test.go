package bot_test

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"byline/bot"
	"byline/bot/discordtest"
	"byline/commands"
	"byline/store"
)

// TestMain lets many tests run at once: they wait for each other's clocks and
// sockets, and compute little.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "6"); err != nil {
		panic(err)
	}
	code := m.Run()
	if built != "" {
		os.RemoveAll(built)
	}
	os.Exit(code)
}

// says is a Runner that answers each request by a function.
type says func(ctx context.Context, req commands.Request) commands.Reply

func (f says) Run(ctx context.Context, req commands.Request) commands.Reply { return f(ctx, req) }

func (f says) Complete(_ context.Context, req commands.Request) []commands.Suggestion {
	var out []commands.Suggestion
	for _, lib := range req.Caller.Libraries {
		out = append(out, commands.Suggestion{Label: "title in " + string(lib), Value: "1"})
	}
	return out
}

// echo answers with what it was asked.
func echo(_ context.Context, req commands.Request) commands.Reply {
	return commands.Reply{Command: req.Command, Text: fmt.Sprintf("[%s] %s", req.Command, req.Text)}
}

// open returns an empty database.
func open(t testing.TB) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "byline.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// start runs a bot on d until the test ends, or until the function returned is
// called.
func start(t testing.TB, d *discordtest.Discord, db *store.DB, run says) (stop func()) {
	t.Helper()
	return startWith(t, d, db, run, func(*bot.Bot) {})
}

// startWith is start of a bot that change has changed.
func startWith(t testing.TB, d *discordtest.Discord, db *store.DB, run says, change func(*bot.Bot)) (stop func()) {
	t.Helper()
	b := &bot.Bot{
		Token: discordtest.Token, API: d.URL(), Commands: run, Dial: d.Dial,
		Inbox: db, Bookmark: db, Rooms: db, Showing: db, Libraries: db,
		Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
	}
	change(b)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("the bot ended with %v", err)
			}
		case <-time.After(time.Minute):
			t.Error("the bot does not stop")
		}
	}
	t.Cleanup(stop)
	d.Await(t, "the bot online", d.Online)
	return stop
}

// patient is for tests that are not about time, outside of a bubble.
const patient = 10 * time.Minute

// harbour is a server with one room and one member, on a Discord that is patient
// unless it is in a bubble.
func harbour(d *discordtest.Discord) (*discordtest.Guild, *discordtest.Channel, *discordtest.Person) {
	if d.Dial == nil {
		d.Patience(patient)
	}
	g := d.Guild("Harbour")
	c, ada := g.Channel("general"), d.Person("ada")
	g.Join(ada)
	return g, c, ada
}

func TestWaysToAsk(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		g, c, ada := harbour(d)
		thread, post := c.Thread("side"), g.Post("a forum post")
		start(t, d, open(t), echo)

		for name, tt := range map[string]struct {
			room *discordtest.Channel
			text string
			want string
		}{
			"direct message":   {ada.DM(), "who proposed it?", "who proposed it?"},
			"mention":          {c, d.Mention() + " who proposed it?", "who proposed it?"},
			"prefix":           {c, "!who proposed it", "!who proposed it"},
			"thread":           {thread, d.Mention() + " and in threads?", "and in threads?"},
			"forum post":       {post, d.Mention() + " and in posts?", "and in posts?"},
			"unknown mentions": {c, d.Mention() + " who is <@123>?", "who is \\<\\@123>?"},
		} {
			m := ada.Say(tt.room, tt.text)
			d.Await(t, "a reply: "+name, func() bool { return len(tt.room.RepliesTo(m)) > 0 })
			if got := tt.room.RepliesTo(m)[0].Content; !strings.Contains(strings.ReplaceAll(got, `\@`, "@"), strings.ReplaceAll(tt.want, `\@`, "@")) {
				t.Errorf("%s: reply %q, want %q in it", name, got, tt.want)
			}
		}

		i := ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "who proposed it?"})
		d.Await(t, "the answer to /ask", i.Done)
		if got := i.Text(); got != "[ask] who proposed it?" {
			t.Errorf("/ask: %q", got)
		}
		private := ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "x"}, discordtest.Option{Name: "private", Value: true})
		d.Await(t, "the private answer", private.Done)
		if !private.Replies()[0].Ephemeral() {
			t.Error("/ask private:true answered in public")
		}
		m := ada.Whisper(c, "The treaty was signed in 1987.")
		menu := ada.Menu(c, "Check against articles", m)
		d.Await(t, "the check", menu.Done)
		if got := menu.Replies()[0]; !got.Ephemeral() || got.Content != "[check] The treaty was signed in 1987." {
			t.Errorf("menu: %q, ephemeral %v", got.Content, got.Ephemeral())
		}
	})
}

func TestLeftAlone(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		_, c, ada := harbour(d)
		start(t, d, open(t), func(ctx context.Context, req commands.Request) commands.Reply {
			if strings.HasPrefix(req.Text, "!important") || strings.HasPrefix(req.Text, "!!!") {
				return commands.Reply{Ignored: true}
			}
			return echo(ctx, req)
		})
		for _, text := range []string{"hello everybody", "!!!", "!important: read this", "?"} {
			ada.Say(c, text)
		}
		last := ada.Say(c, "!ask last")
		d.Await(t, "the reply to the last", func() bool { return len(c.RepliesTo(last)) == 1 })
		if n := len(c.Messages()); n != 1 {
			t.Errorf("%d messages, want 1", n)
		}
	})
}

// TestOnce delivers events several times, over a restart too.
func TestOnce(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		_, c, ada := harbour(d)
		db := open(t)
		stop := start(t, d, db, echo)
		d.Duplicate(1)
		m := ada.Say(c, d.Mention()+" once")
		i := ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "once"})
		d.Await(t, "answers", func() bool { return i.Done() && len(c.RepliesTo(m)) > 0 })
		stop()
		start(t, d, db, echo)
		i.Again()
		after := ada.Say(c, d.Mention()+" after")
		d.Await(t, "an answer after", func() bool { return len(c.RepliesTo(after)) > 0 })
		if n := len(c.RepliesTo(m)); n != 1 {
			t.Errorf("answered %d times", n)
		}
		if n := len(i.Replies()); n != 1 {
			t.Errorf("interaction answered %d times", n)
		}
	})
}

// TestMissed asks while the bot is away.
func TestMissed(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		_, c, ada := harbour(d)
		db := open(t)
		stop := start(t, d, db, echo)
		dm := ada.DM()
		first := ada.Say(dm, "first")
		d.Await(t, "the first reply", func() bool { return len(dm.RepliesTo(first)) > 0 })
		stop()
		inDM, inRoom := ada.Whisper(dm, "while away"), ada.Whisper(c, d.Mention()+" while away")
		ada.Whisper(c, "not for the bot")
		start(t, d, db, echo)
		d.Await(t, "what was missed", func() bool { return len(dm.RepliesTo(inDM)) > 0 && len(c.RepliesTo(inRoom)) > 0 })
		if n := len(c.Messages()) + len(dm.Messages()); n != 3 {
			t.Errorf("%d messages, want 3", n)
		}
	})
}

// TestSlow acknowledges while the command is at work, and edits at most once a
// second. How soon is for TestScriptedChaos to say, whose clock is no machine's.
func TestSlow(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		_, c, ada := harbour(d)
		acknowledged := make(chan struct{})
		start(t, d, open(t), func(ctx context.Context, req commands.Request) commands.Reply {
			select {
			case <-acknowledged:
			case <-ctx.Done():
			}
			for n := range 30 {
				req.Progress(commands.Reply{Text: strings.Repeat("word ", n+1), Partial: true})
				select {
				case <-time.After(100 * time.Millisecond):
				case <-ctx.Done():
				}
			}
			return commands.Reply{Text: "done"}
		})
		i := ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "slowly"})
		m := ada.Say(c, d.Mention()+" slowly")
		d.Await(t, "both acknowledged", func() bool { return i.Latency() >= 0 && d.Calls("POST /channels/:id/typing") > 0 })
		close(acknowledged)
		d.Await(t, "both answers", func() bool {
			r := c.RepliesTo(m)
			return i.Done() && i.Text() == "done" && len(r) == 1 && r[0].Content == "done"
		})
		if n := i.Replies()[0].Edits; n < 2 {
			t.Errorf("%d edits, want the answer to grow", n)
		}
	})
}

func TestButtonsAndForms(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		_, c, ada := harbour(d)
		start(t, d, open(t), func(_ context.Context, req commands.Request) commands.Reply {
			switch {
			case req.Command == "ask":
				return commands.Reply{Text: "answer", Actions: []commands.Action{{Label: "Wrong", State: "wrong:7"}, {Label: "Show proof", State: "proof:7", Style: commands.Primary}}}
			case req.Command == "wrong:7" && req.Options.Values["what"] == "":
				return commands.Reply{Form: &commands.Form{Title: "What is wrong?", Submit: "wrong", State: "7", Fields: []commands.Field{{Name: "what", Label: "What?", Long: true}}}}
			}
			return commands.Reply{Text: fmt.Sprintf("%s %v", req.Command, req.Options.Values)}
		})
		i := ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "x"})
		d.Await(t, "the answer", i.Done)
		m := i.Replies()[0]
		wrong := ada.Press(c, m, m.Buttons()["Wrong"])
		d.Await(t, "the modal", wrong.Done)
		id, fields := wrong.Modal()
		if id != "wrong:7" || len(fields) != 1 || fields[0] != "what" {
			t.Fatalf("modal %q with %v", id, fields)
		}
		sent := ada.Submit(c, id, map[string]string{"what": "the year"})
		d.Await(t, "thanks", sent.Done)
		if got := sent.Text(); got != "wrong:7 map[what:the year]" || !sent.Replies()[0].Ephemeral() {
			t.Errorf("after the modal: %q", got)
		}
		proof := ada.Press(c, m, m.Buttons()["Show proof"])
		d.Await(t, "the proof", proof.Done)
		if !proof.Replies()[0].Ephemeral() {
			t.Error("the proof is for all to see")
		}
	})
}

// TestOddities sends what discordgo cannot decode: components of unknown types
// in a message, and an author that is missing.
func TestOddities(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		_, c, ada := harbour(d)
		start(t, d, open(t), echo)
		for _, kind := range []int{16, 18, 20, 21, 99} {
			m := ada.Say(c, d.Mention()+" odd", discordtest.Odd(kind))
			d.Await(t, "a reply", func() bool { return len(c.RepliesTo(m)) == 1 })
		}
	})
}

// TestPanic lets a command panic; the bot apologises and lives on.
func TestPanic(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		_, c, ada := harbour(d)
		start(t, d, open(t), func(ctx context.Context, req commands.Request) commands.Reply {
			if req.Text == "panic" {
				panic("by script")
			}
			return echo(ctx, req)
		})
		i := ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "panic"})
		d.Await(t, "an apology", i.Done)
		j := ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "still there?"})
		d.Await(t, "an answer", j.Done)
	})
}

func TestRegistersOnceWhenUnchanged(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		harbour(d)
		db := open(t)
		for range 2 {
			stop := start(t, d, db, echo)
			d.Await(t, "registration", func() bool { names, _ := d.Registered(""); return len(names) > 0 })
			d.Await(t, "a look at what is there", func() bool { return d.Calls("GET /applications/:id/commands") > 0 })
			stop()
		}
		names, puts := d.Registered("")
		if puts != 1 {
			t.Errorf("commands replaced %d times", puts)
		}
		t.Logf("%d commands: %v", len(names), names)
	})
}
