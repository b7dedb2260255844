package bot_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"byline/article"
	"byline/bot"
	"byline/bot/discordtest"
	"byline/commands"
	"byline/store"
)

// TestOddEvents sends events with holes in them, between questions.
func TestOddEvents(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		_, c, ada := harbour(d)
		start(t, d, open(t), echo)
		for kind, events := range map[string][]any{
			"MESSAGE_CREATE": {
				nil, []any{}, "text", map[string]any{},
				map[string]any{"id": "5", "channel_id": c.ID, "author": nil, "content": nil, "mentions": nil, "member": nil, "attachments": []any{nil}},
				map[string]any{"id": "6", "channel_id": c.ID, "author": map[string]any{"id": ada.ID}, "content": d.Mention(), "type": "text"},
			},
			"INTERACTION_CREATE": {
				nil, map[string]any{}, map[string]any{"id": "7", "type": 2, "token": "x", "member": map[string]any{"user": nil}},
				map[string]any{"id": "8", "type": 2, "token": "x", "member": nil, "user": nil, "data": nil},
			},
			"GUILD_CREATE":      {nil, map[string]any{}, map[string]any{"id": "9", "channels": nil, "roles": []any{nil}, "threads": []any{nil}, "members": nil}},
			"GUILD_DELETE":      {nil, map[string]any{}, map[string]any{"id": "12", "unavailable": nil}},
			"GUILD_ROLE_CREATE": {nil, map[string]any{"guild_id": "9", "role": nil}},
			"GUILD_UPDATE":      {nil, map[string]any{"id": "10"}},
			"SOMETHING_NEW":     {nil, map[string]any{"id": 5}},
		} {
			for _, e := range events {
				d.Emit(kind, e)
			}
		}
		m := ada.Say(c, d.Mention()+" still there?")
		i := ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "still there?"})
		d.Await(t, "answers", func() bool { return len(c.RepliesTo(m)) == 1 && i.Done() })
	})
}

// TestOutages takes REST away for longer than one request is repeated: the
// question is answered once all the same, and without a restart.
func TestOutages(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]discordtest.Fault{
		"503":                    {Status: 503, Times: 7},
		"the page of a 403":      {Status: 403, Body: "<!DOCTYPE html><title>Attention Required!</title>", Kind: "text/html", Times: 7},
		"the page of a 200":      {Status: 200, Body: "<html>captive portal</html>", Kind: "text/html", Times: 7},
		"carried out, then cut":  {Status: 200, Body: `{"id":"1`, After: true, Times: 4},
		"carried out, then 502":  {Status: 502, After: true, Times: 7},
		"401, and then it works": {Status: 401},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
				_, c, ada := harbour(d)
				start(t, d, open(t), echo)
				f.Route = "POST /channels/:id/messages"
				d.Fault(f)
				m := ada.Say(c, d.Mention()+" who?")
				d.Await(t, "an answer", func() bool { return len(c.RepliesTo(m)) > 0 })
				next := ada.Say(c, d.Mention()+" and then?")
				d.Await(t, "the next answer", func() bool { return len(c.RepliesTo(next)) > 0 })
				if n := len(c.RepliesTo(m)); n != 1 {
					t.Errorf("answered %d times", n)
				}
			})
		})
	}
}

// TestTokenRevoked ends the run with what to do once Discord refuses the token
// of a running bot.
func TestTokenRevoked(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		_, c, ada := harbour(d)
		db := open(t)
		b := &bot.Bot{Token: discordtest.Token, API: d.URL(), Commands: says(echo), Dial: d.Dial, Inbox: db, Bookmark: db, Rooms: db, Showing: db, Libraries: db,
			Log: slog.New(slog.NewTextHandler(t.Output(), nil))}
		ended := make(chan error, 1)
		go func() { ended <- b.Run(t.Context()) }()
		d.Await(t, "the bot online", d.Online)
		for _, route := range []string{"/channels", "/applications", "/gateway"} {
			d.Fault(discordtest.Fault{Route: route, Status: 401, Times: 1000})
		}
		ada.Say(c, d.Mention()+" who?")
		select {
		case err := <-ended:
			if !strings.Contains(article.PublicText(err), "Reset Token") {
				t.Errorf("ended with %v", err)
			}
		case <-time.After(time.Minute):
			t.Error("still running with a token that is refused")
		}
	})
}

// TestMissedInTrouble asks while the bot is away, and lets it come back to a
// Discord that is not itself: servers are told of late, and channels cannot be
// read for a while.
func TestMissedInTrouble(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		g, c, ada := harbour(d)
		db := open(t)
		stop := start(t, d, db, echo)
		dm := ada.DM()
		first := ada.Say(dm, "first")
		d.Await(t, "the first reply", func() bool { return len(dm.RepliesTo(first)) > 0 })
		stop()
		inDM, inRoom := ada.Whisper(dm, "while away"), ada.Whisper(c, d.Mention()+" while away")
		d.Late(true)
		d.Fault(discordtest.Fault{Route: "GET /channels/:id/messages", Status: 503, Times: 14})
		start(t, d, db, echo)
		later := ada.Say(dm, "later")
		d.Await(t, "an answer to something later", func() bool { return len(dm.RepliesTo(later)) > 0 })
		g.Tell()
		d.Await(t, "what was missed", func() bool { return len(dm.RepliesTo(inDM)) > 0 && len(c.RepliesTo(inRoom)) > 0 })
		if n := len(c.Messages()) + len(dm.Messages()); n != 4 {
			t.Errorf("%d messages, want 4", n)
		}
	})
}

// late is a database that takes its time.
type late struct {
	*store.DB
	by time.Duration
}

func (l late) Accept(ctx context.Context, id, kind, user string, body []byte, now time.Time) (bool, error) {
	select {
	case <-time.After(l.by):
	case <-ctx.Done():
	}
	return l.DB.Accept(ctx, id, kind, user, body, now)
}

// TestSlowDatabase expects the acknowledgement before the database answers.
func TestSlowDatabase(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		_, c, ada := harbour(d)
		startWith(t, d, open(t), echo, func(b *bot.Bot) { b.Inbox = late{b.Inbox.(*store.DB), 4 * time.Second} })
		i := ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "slowly"})
		d.Await(t, "the acknowledgement", func() bool { return i.Latency() >= 0 })
		if i.Done() {
			t.Error("answered before the event was accepted")
		}
		d.Await(t, "the answer", i.Done)
	})
}

// TestBusyIsSaidToThoseWhoAsk lets people chat while the bot has no place left.
func TestBusyIsSaidToThoseWhoAsk(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		_, c, ada := harbour(d)
		release := make(chan struct{})
		startWith(t, d, open(t), func(ctx context.Context, req commands.Request) commands.Reply {
			select {
			case <-release:
			case <-ctx.Done():
			}
			return echo(ctx, req)
		}, func(b *bot.Bot) { b.InHand = 4 })
		for range 8 {
			ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "who?"})
		}
		chat := ada.Say(c, "just chatting")
		asked := ada.Say(c, d.Mention()+" who?")
		d.Await(t, "busy is said", func() bool { return len(c.RepliesTo(asked)) == 1 })
		if n := len(c.RepliesTo(chat)); n != 0 {
			t.Errorf("%d replies to what was not asked", n)
		}
		close(release)
		after := ada.Say(c, d.Mention()+" and now?")
		d.Await(t, "an answer", func() bool { return len(c.RepliesTo(after)) == 1 })
		if got := c.RepliesTo(asked); len(got) != 1 || !strings.Contains(got[0].Content, "too many questions") {
			t.Errorf("what was refused: %v", got)
		}
	})
}

// TestLeftInAGap takes the bot out of a server while it is disconnected.
func TestLeftInAGap(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		stay, leave := d.Guild("Stay"), d.Guild("Leave")
		db := open(t)
		for _, g := range []*discordtest.Guild{stay, leave} {
			if err := db.SaveSettings(t.Context(), articleLibrary(g), article.Settings{Prefix: "?"}); err != nil {
				t.Fatal(err)
			}
		}
		start(t, d, db, echo)
		leave.Vanish()
		d.Break(discordtest.Invalid)
		d.Await(t, "only the library of the other left", func() bool {
			if _, err := db.Purge(t.Context(), time.Now().Add(store.GoneFor+time.Hour)); err != nil {
				t.Fatal(err)
			}
			libs, err := db.Libraries(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, lib := range libs {
				if lib == articleLibrary(leave) {
					return false
				}
			}
			return true
		})
		libs, err := db.Libraries(t.Context())
		if err != nil || !slices.Contains(libs, articleLibrary(stay)) {
			t.Errorf("the library of the server that stays is gone too: %v, %v", libs, err)
		}
	})
}

// TestNobodyAtHome starts the program while Discord refuses connections: the
// pages are served, and Discord is found once it is there.
func TestNobodyAtHome(t *testing.T) {
	t.Parallel()
	addr, listen := reserve(t)
	p := serveAt(t, "http://"+addr+"/api", t.TempDir())
	var page string
	wait(t, "the address of the pages", func() bool {
		page = regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(p.log.String())
		return page != "" && strings.Contains(p.log.String(), "Discord does not answer")
	})
	resp, err := http.Get(page + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, _ := io.ReadAll(resp.Body); resp.StatusCode != 200 {
		t.Errorf("/healthz: %d %s", resp.StatusCode, body)
	}
	d := discordtest.StartOn(t, listen())
	d.Await(t, "the program online", d.Online)
}

// reserve returns an address that refuses connections until listen is called,
// and that nobody else can have meanwhile.
func reserve(t *testing.T) (addr string, listen func() net.Listener) {
	t.Helper()
	try := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	try(err)
	syscall.CloseOnExec(fd)
	f := os.NewFile(uintptr(fd), "reserved")
	t.Cleanup(func() { f.Close() })
	try(syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}))
	at, err := syscall.Getsockname(fd)
	try(err)
	return fmt.Sprintf("127.0.0.1:%d", at.(*syscall.SockaddrInet4).Port), func() net.Listener {
		try(syscall.Listen(fd, syscall.SOMAXCONN))
		l, err := net.FileListener(f)
		try(err)
		return l
	}
}

// wait is Await without a Discord.
func wait(t *testing.T, what string, ok func() bool) {
	t.Helper()
	timer, look := time.NewTimer(3*time.Minute), time.NewTicker(50*time.Millisecond)
	defer timer.Stop()
	defer look.Stop()
	for !ok() {
		select {
		case <-look.C:
		case <-timer.C:
			t.Fatalf("waited in vain: %s", what)
		}
	}
}
