package gateway_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"byline/bot/discordtest"
	"byline/bot/gateway"
	"byline/bot/rest"

	"github.com/bwmarrin/discordgo"
)

// locate asks the loopback Discord.
type locate struct{ c *rest.Client }

func (l locate) Locate(ctx context.Context) (gateway.Spot, error) {
	g, err := l.c.Gateway(ctx)
	return gateway.Spot{URL: g.URL, Shards: g.Shards, Remaining: g.Limit.Remaining, ResetAfter: g.Reset(), MaxConcurrency: g.Limit.MaxConcurrency}, err
}

// heard keeps the texts of the messages that came, in order.
type heard struct {
	mu    sync.Mutex
	texts []string
	ready []bool
}

func (h *heard) handle(e gateway.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if e.Type != "MESSAGE_CREATE" {
		return
	}
	var m struct{ Content string }
	json.Unmarshal(e.Data, &m)
	h.texts = append(h.texts, m.Content)
}

func (h *heard) has(text string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, x := range h.texts {
		if x == text {
			return true
		}
	}
	return false
}

// bubble runs f as a test of its own, in time that is no machine's.
func bubble(t *testing.T, name string, f func(t *testing.T, d *discordtest.Discord)) {
	t.Run(name, func(t *testing.T) {
		t.Parallel()
		discordtest.Bubble(t, f)
	})
}

// connect starts a shard on d and returns what it hears and its end.
func connect(t *testing.T, d *discordtest.Discord) (*heard, <-chan error) {
	t.Helper()
	base := &http.Transport{DialContext: d.Dial}
	t.Cleanup(base.CloseIdleConnections)
	tr := &rest.Transport{Base: base}
	c := &rest.Client{API: d.URL(), Token: discordtest.Token, HTTP: tr.HTTPClient()}
	h := &heard{}
	s := &gateway.Shard{
		Token: discordtest.Token, Count: 1, Where: locate{c}, Turn: &gateway.Turnstile{},
		Intents: discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages | discordgo.IntentMessageContent,
		Handle:  h.handle,
		Dial:    d.Dial,
		Ready:   func(resumed bool) { h.mu.Lock(); h.ready = append(h.ready, resumed); h.mu.Unlock() },
		Log:     slog.New(slog.NewTextHandler(t.Output(), nil)),
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	over := make(chan struct{})
	go func() { defer close(over); ended <- s.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		select {
		case <-over:
		case <-time.After(time.Minute):
			t.Error("the shard does not stop")
		}
	})
	return h, ended
}

// TestFaults breaks the connection in every way Discord documents, and in
// those that discordgo does not survive, and expects every event to arrive.
func TestFaults(t *testing.T) {
	for _, tt := range []struct {
		name       string
		breaks     discordtest.Answer
		onResume   []discordtest.Answer
		onIdentify []discordtest.Answer
		identifies int // more than the first
		replayed   bool
	}{
		{name: "the connection drops", breaks: discordtest.Drop, replayed: true},
		{name: "op 7", breaks: discordtest.Reconnect, replayed: true},
		{name: "op 7 as the answer to RESUME", breaks: discordtest.Drop, onResume: []discordtest.Answer{discordtest.Reconnect, discordtest.Reconnect}, replayed: true},
		{name: "op 9, resumable", breaks: discordtest.TryAgain, replayed: true},
		{name: "op 9, not resumable", breaks: discordtest.Invalid, identifies: 1},
		{name: "op 9 as the answer to RESUME", breaks: discordtest.Drop, onResume: []discordtest.Answer{discordtest.Invalid}, identifies: 1},
		{name: "4007 as the answer to RESUME", breaks: discordtest.Drop, onResume: []discordtest.Answer{discordtest.Close4007}, identifies: 1},
		{name: "4009 as the answer to RESUME", breaks: discordtest.Drop, onResume: []discordtest.Answer{discordtest.Close4009}, identifies: 1},
		{name: "4009", breaks: discordtest.Close4009, identifies: 1},
		{name: "silence instead of RESUMED", breaks: discordtest.Drop, onResume: []discordtest.Answer{discordtest.Silence}, identifies: 1},
		{name: "drop while resuming", breaks: discordtest.Drop, onResume: []discordtest.Answer{discordtest.Drop}, identifies: 1},
		{name: "silence instead of READY", onIdentify: []discordtest.Answer{discordtest.Silence}, identifies: 1},
		{name: "op 7 instead of READY", onIdentify: []discordtest.Answer{discordtest.Reconnect}, identifies: 1},
	} {
		bubble(t, tt.name, func(t *testing.T, d *discordtest.Discord) {
			g := d.Guild("Harbour")
			c, ada := g.Channel("general"), d.Person("ada")
			g.Join(ada)
			d.OnIdentify(tt.onIdentify...)
			d.OnResume(tt.onResume...)
			h, _ := connect(t, d)
			d.Await(t, "the first connection", d.Online)
			ada.Say(c, "before")
			d.Await(t, "an event", func() bool { return h.has("before") })
			if tt.breaks != "" {
				d.Break(tt.breaks)
			}
			if tt.replayed {
				ada.Say(c, "meanwhile")
				d.Await(t, "the replayed event", func() bool { return h.has("meanwhile") })
			}
			d.Await(t, "the bot back online", func() bool { return d.Online() && d.Identifies() >= 1+tt.identifies })
			ada.Say(c, "after")
			d.Await(t, "an event afterwards", func() bool { return h.has("after") })
			if got := d.Identifies(); got != 1+tt.identifies {
				t.Errorf("%d IDENTIFYs, want %d", got, 1+tt.identifies)
			}
			if tt.replayed && d.ResumeURLHits() == 0 {
				t.Error("resumed without the resume_gateway_url")
			}
		})
	}
}

// TestZombie expects one missed ACK to end the connection, and a RESUME.
func TestZombie(t *testing.T) {
	bubble(t, "a zombie", func(t *testing.T, d *discordtest.Discord) {
		const beat = 40 * time.Second
		d.Heartbeat(beat)
		c, ada := d.Guild("Harbour").Channel("general"), d.Person("ada")
		h, _ := connect(t, d)
		d.Await(t, "the first connection", d.Online)
		d.Zombie(true)
		started := time.Now()
		d.AwaitFor(t, time.Hour, "the RESUME", func() bool { return d.Resumes() > 0 })
		if took := time.Since(started); took > 2*beat {
			t.Errorf("noticed after %v; discordgo alone needs five intervals and one second", took)
		}
		d.Zombie(false)
		ada.Say(c, "after")
		d.Await(t, "an event afterwards", func() bool { return h.has("after") })
		if d.Identifies() != 1 {
			t.Errorf("%d IDENTIFYs, want the session resumed", d.Identifies())
		}
	})
}

// TestFatal expects each close that no attempt mends to end the run with a
// remedy.
func TestFatal(t *testing.T) {
	for a, want := range map[discordtest.Answer]string{
		discordtest.Close4004: "DISCORD_TOKEN",
		discordtest.Close4014: "Message Content Intent",
		discordtest.Close4010: "only one Byline",
		discordtest.Close4011: "Start Byline again",
		discordtest.Close4013: "Update Byline",
	} {
		bubble(t, string(a), func(t *testing.T, d *discordtest.Discord) {
			d.OnIdentify(a)
			_, ended := connect(t, d)
			select {
			case err := <-ended:
				var fatal *gateway.Fatal
				if !errors.As(err, &fatal) || !strings.Contains(fatal.Remedy, want) {
					t.Errorf("%v, want a remedy that names %s", err, want)
				}
			case <-time.After(time.Hour):
				t.Error("still running")
			}
		})
	}
}
