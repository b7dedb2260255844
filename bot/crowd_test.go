package bot_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/bot"
	"byline/bot/discordtest"
	"byline/commands"
)

// slow is a model that writes a sentence now and then until took is over.
func slow(took time.Duration) says {
	return func(ctx context.Context, req commands.Request) commands.Reply {
		ans := article.Answer{Mode: article.Model}
		for n := range 10 {
			select {
			case <-time.After(took / 10):
			case <-ctx.Done():
				return commands.Reply{Failed: true, Text: "out of time"}
			}
			ans.Claims = append(ans.Claims, article.Claim{Text: fmt.Sprintf("Sentence %d of the answer.", n)})
			if req.Progress != nil {
				grown := ans
				grown.Claims = slices.Clone(ans.Claims)
				req.Progress(commands.Reply{Answer: &grown, Partial: true})
			}
		}
		return commands.Reply{Answer: &ans}
	}
}

// TestCrowd lets 200 people ask at once, of a model that takes 20 seconds: with
// BYLINE_CHAOS=full in the machine's time, otherwise in a bubble's, where what is
// measured is waiting alone.
func TestCrowd(t *testing.T) {
	if os.Getenv("BYLINE_CHAOS") == "full" {
		crowd(t, discordtest.Start(t))
		return
	}
	discordtest.Bubble(t, crowd)
}

func crowd(t *testing.T, d *discordtest.Discord) {
	g, c, _ := harbour(d)
	d.Patience(3 * time.Second)
	stop := start(t, d, open(t), slow(20*time.Second))
	defer stop()
	// The first request of its kind is held against Discord's description, which
	// costs more than answering it.
	first := d.Person("first")
	g.Join(first)
	warm := first.Slash(c, "ask", discordtest.Option{Name: "question", Value: "who?"})
	d.Await(t, "the first acknowledgement", func() bool { return warm.Latency() >= 0 })
	var asked []*discordtest.Interaction
	for i := range 200 {
		p := d.Person(fmt.Sprint("person-", i))
		g.Join(p)
		asked = append(asked, p.Slash(c, "ask", discordtest.Option{Name: "question", Value: "who?"}))
	}
	d.Await(t, "200 answers", func() bool {
		for _, i := range asked {
			if !i.Done() || len(i.Text()) < 200 {
				return false
			}
		}
		return true
	})
	var latency []time.Duration
	for _, i := range asked {
		latency = append(latency, i.Latency())
	}
	slices.Sort(latency)
	p99, worst := latency[198], latency[199]
	t.Logf("200 people at once: acknowledged after %v (median), %v (p99), %v (worst); %d requests over a limit", latency[100], p99, worst, d.Refused())
	if p99 > time.Second || worst > 3*time.Second {
		t.Errorf("p99 %v, worst %v; want under 1 s and 3 s", p99, worst)
	}
	if d.Refused() > 0 {
		t.Errorf("%d requests over a limit", d.Refused())
	}
}

// TestBusy asks more than the bot takes in hand: everybody is told something.
func TestBusy(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		_, c, ada := harbour(d)
		release := make(chan struct{})
		startWith(t, d, open(t), func(ctx context.Context, req commands.Request) commands.Reply {
			select {
			case <-release:
			case <-ctx.Done():
			}
			return commands.Reply{Text: "answer"}
		}, func(b *bot.Bot) { b.InHand = 30 })
		var asked []*discordtest.Interaction
		for range 50 {
			asked = append(asked, ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "who?"}))
		}
		d.Await(t, "everybody acknowledged", func() bool {
			return !slices.ContainsFunc(asked, func(i *discordtest.Interaction) bool { return i.Latency() < 0 })
		})
		close(release)
		d.Await(t, "everybody answered", func() bool {
			return !slices.ContainsFunc(asked, func(i *discordtest.Interaction) bool { return !i.Done() })
		})
		busy := 0
		for _, i := range asked {
			if strings.Contains(i.Text(), "too many questions") {
				busy++
			}
		}
		// The bot may have had one or two other things in hand.
		if busy < 20 || busy > 22 {
			t.Errorf("%d of %d were told that the bot is busy, want 20", busy, len(asked))
		}
	})
}
