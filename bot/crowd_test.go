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

// TestCrowd lets 200 people ask at once. With BYLINE_CHAOS=full the model takes
// 20 seconds and the time is held to its bounds; otherwise other work on the
// machine, or the race detector, may take its share.
func TestCrowd(t *testing.T) {
	if os.Getenv("BYLINE_CHAOS") != "full" {
		crowd(t, 5*time.Second)
		return
	}
	if p99, worst := crowd(t, 20*time.Second); p99 > time.Second || worst > 3*time.Second {
		t.Errorf("p99 %v, worst %v; want under 1 s and 3 s", p99, worst)
	}
}

// crowd returns how long 200 acknowledgements took.
func crowd(t *testing.T, took time.Duration) (p99, worst time.Duration) {
	d := discordtest.Start(t)
	g, c, _ := harbour(d)
	if os.Getenv("BYLINE_CHAOS") == "full" {
		d.Patience(3 * time.Second)
	}
	stop := start(t, d, open(t), slow(took))
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
	d.AwaitFor(t, 60*time.Second, "200 answers", func() bool {
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
	t.Logf("200 people at once, a model of %v: acknowledged after %v (median), %v (p99), %v (worst); %d requests over a limit",
		took, latency[100], latency[198], latency[199], d.Refused())
	if d.Refused() > 0 {
		t.Errorf("%d requests over a limit", d.Refused())
	}
	return latency[198], latency[199]
}

// TestBusy asks more than the bot takes in hand: everybody is told something.
func TestBusy(t *testing.T) {
	t.Parallel()
	d := discordtest.Start(t)
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
}
