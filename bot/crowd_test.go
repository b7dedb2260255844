package bot_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"byline/article"
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

// TestCrowd lets 200 people ask at once. The model takes 20 seconds with
// BYLINE_CHAOS=full, six otherwise. On a machine that has other work to do the
// clock measures that too, so the best of three counts.
func TestCrowd(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	took := 6 * time.Second
	if os.Getenv("BYLINE_CHAOS") == "full" {
		took = 20 * time.Second
	}
	for range 3 {
		p99, worst := crowd(t, took)
		if p99 < time.Second && worst < 3*time.Second {
			return
		}
	}
	t.Error("p99 was never under 1 s with the worst under 3 s")
}

// crowd returns how long 200 acknowledgements took.
func crowd(t *testing.T, took time.Duration) (p99, worst time.Duration) {
	d := discordtest.Start(t)
	g, c, _ := harbour(d)
	stop := start(t, d, open(t), slow(took))
	defer stop()
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
	if testing.Short() {
		t.Skip("asks 2,040 questions")
	}
	d := discordtest.Start(t)
	d.LimitsOff()
	_, c, ada := harbour(d)
	release := make(chan struct{})
	start(t, d, open(t), func(ctx context.Context, req commands.Request) commands.Reply {
		select {
		case <-release:
		case <-ctx.Done():
		}
		return commands.Reply{Text: "answer"}
	})
	var asked []*discordtest.Interaction
	for range 2040 {
		asked = append(asked, ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "who?"}))
	}
	d.AwaitFor(t, 30*time.Second, "everybody acknowledged", func() bool {
		for _, i := range asked {
			if i.Latency() < 0 {
				return false
			}
		}
		return true
	})
	close(release)
	d.AwaitFor(t, 60*time.Second, "everybody answered", func() bool {
		for _, i := range asked {
			if !i.Done() {
				return false
			}
		}
		return true
	})
	busy := 0
	for _, i := range asked {
		if i.Text() != "answer" {
			busy++
		}
	}
	t.Logf("%d of %d were told that the bot is busy", busy, len(asked))
	if busy == 0 {
		t.Error("nobody was told that the bot is busy")
	}
}
