package bot_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"byline/bot/discordtest"
	"byline/commands"
)

// thinking is a model that takes up to 25 seconds, and shows what it has.
func thinking(ctx context.Context, req commands.Request) commands.Reply {
	end := time.Now().Add(time.Duration(rand.IntN(25_000)) * time.Millisecond)
	if rand.IntN(4) == 0 {
		end = time.Now()
	}
	for n := 0; time.Now().Before(end); n++ {
		select {
		case <-time.After(min(700*time.Millisecond, time.Until(end))):
		case <-ctx.Done():
			return commands.Reply{Failed: true, Text: "out of time"}
		}
		req.Progress(commands.Reply{Text: strings.Repeat("thinking ", n+1), Partial: true})
	}
	return commands.Reply{Command: req.Command, Text: "answer to " + req.Text}
}

// TestScriptedChaos lives through faults, one every four seconds, with a crash
// each minute, in the time of a bubble: how fast the machine is does not
// matter, and the deadlines are Discord's own. It prints what was lost and
// doubled; both must be 0. With BYLINE_CHAOS=full thirty minutes pass and 2,000
// questions are asked, otherwise five and 330.
func TestScriptedChaos(t *testing.T) {
	if testing.Short() {
		t.Skip("answers hundreds of questions")
	}
	length, questions := 5*time.Minute, 330
	if os.Getenv("BYLINE_CHAOS") == "full" {
		length, questions = 30*time.Minute, 2000
	}
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)))
		s := newScripted(t)
		s.run(length, questions, 4*time.Second, time.Minute)
		s.count()
	})
}

// A scripted is a chaos run in a bubble.
type scripted struct {
	t      *testing.T
	d      *discordtest.Discord
	w      *discordtest.Wires
	path   string
	log    *lines
	life   *life
	rooms  []*discordtest.Channel
	people []*discordtest.Person

	mu       sync.Mutex
	said     []question
	slashes  []*slashed
	unfair   []time.Time // until when the way to Discord was closed by script
	faults   map[string]int
	restarts int
	ended    []*life
	asking   sync.WaitGroup
}

// A slashed is a question by slash command, asked again while Discord shows
// that the application did not respond.
type slashed struct {
	text  string
	room  *discordtest.Channel
	tries []*discordtest.Interaction
}

func newScripted(t *testing.T) *scripted {
	w := discordtest.NewWires()
	s := &scripted{t: t, w: w, d: discordtest.NewOn(w), path: filepath.Join(t.TempDir(), "byline.db"), log: &lines{}, faults: map[string]int{}}
	s.d.Duplicate(0.1)
	s.d.Reorder(0.1)
	g := s.d.Guild("Harbour")
	for i := range 20 {
		s.rooms = append(s.rooms, g.Channel(fmt.Sprint("room-", i)))
	}
	for i := range 25 {
		p := s.d.Person(fmt.Sprint("person-", i))
		g.Join(p)
		s.people = append(s.people, p)
	}
	return s
}

// start begins the next life.
func (s *scripted) start() {
	s.life = live(s.t, s.d, s.w, s.path, slog.New(slog.NewTextHandler(s.log, nil)), thinking)
	s.ended = append(s.ended, s.life)
}

// run lets everything happen.
func (s *scripted) run(length time.Duration, questions int, fault, crash time.Duration) {
	s.start()
	s.d.Await(s.t, "the bot online", s.d.Online)
	for _, p := range s.people { // Discord tells bots of a direct channel when something is said in it
		s.say(p, p.DM(), "hello")
	}
	time.Sleep(30 * time.Second)
	began := time.Now()
	ask, breaks, crashes := time.NewTicker(length/time.Duration(questions)), time.NewTicker(fault), time.NewTicker(crash)
	defer ask.Stop()
	defer breaks.Stop()
	defer crashes.Stop()
	for n := 0; n < questions; {
		select {
		case <-ask.C:
			s.ask(n)
			n++
		case <-breaks.C:
			s.fault()
		case <-crashes.C:
			s.life.crash()
			s.restarts++
			time.Sleep(time.Duration(500+rand.IntN(4000)) * time.Millisecond)
			s.start()
		}
	}
	length = time.Since(began)
	s.asking.Wait()
	time.Sleep(20 * time.Minute) // whatever waits has its turn
	s.life.stop()
	for _, l := range s.ended {
		<-l.ended
	}
	s.d.Stop()
	s.t.Logf("%v of scripted time: %d questions by message, %d by slash command, faults %v, %d crashes; the bot identified %d and resumed %d times",
		length.Round(time.Second), len(s.said), len(s.slashes), s.faults, s.restarts, s.d.Identifies(), s.d.Resumes())
}

func (s *scripted) say(p *discordtest.Person, room *discordtest.Channel, text string) {
	s.said = append(s.said, question{room, p.Say(room, text)})
}

// ask asks on one path after the other.
func (s *scripted) ask(n int) {
	who, room := s.people[rand.IntN(len(s.people))], s.rooms[rand.IntN(len(s.rooms))]
	switch n % 4 {
	case 0:
		s.say(who, who.DM(), fmt.Sprintf("question %d?", n))
	case 1:
		s.say(who, room, fmt.Sprintf("%s question %d?", s.d.Mention(), n))
	default:
		q := &slashed{text: fmt.Sprintf("question %d?", n), room: room}
		s.slashes = append(s.slashes, q)
		s.asking.Go(func() { q.press(who) })
	}
}

// press asks by slash command, and again for as long as Discord shows that the
// application did not respond.
func (q *slashed) press(who *discordtest.Person) {
	for range 200 { // whom nobody answers gives up
		i := who.Slash(q.room, "ask", discordtest.Option{Name: "question", Value: q.text})
		q.tries = append(q.tries, i)
		time.Sleep(3500 * time.Millisecond)
		if i.Latency() >= 0 {
			return
		}
		time.Sleep(time.Duration(1000+rand.IntN(4000)) * time.Millisecond)
	}
}

// fault does one of the faults.
func (s *scripted) fault() {
	d := s.d
	rest := func(f discordtest.Fault) func() { return func() { d.Fault(f) } }
	all := map[string]func(){
		"drop":              func() { d.Break(discordtest.Drop) },
		"op 7":              func() { d.Break(discordtest.Reconnect) },
		"op 9, false":       func() { d.Break(discordtest.Invalid) },
		"op 9, true":        func() { d.Break(discordtest.TryAgain) },
		"4009":              func() { d.Break(discordtest.Close4009) },
		"close":             func() { d.Break(discordtest.CloseBare) },
		"op 7 at RESUME":    func() { d.OnResume(discordtest.Reconnect); d.Break(discordtest.Drop) },
		"4007 at RESUME":    func() { d.OnResume(discordtest.Close4007); d.Break(discordtest.Drop) },
		"silent RESUME":     func() { d.OnResume(discordtest.Silence); d.Break(discordtest.Drop) },
		"silent READY":      func() { d.OnIdentify(discordtest.Silence); d.Break(discordtest.Invalid) },
		"no HELLO":          func() { d.OnConnect(discordtest.Silence); d.Break(discordtest.Drop) },
		"garbage":           func() { d.Frame(true, "garbage") },
		"zombie":            func() { d.Zombie(true); time.AfterFunc(70*time.Second, func() { d.Zombie(false) }) },
		"cut cable":         func() { d.Mute() },
		"429 user":          rest(discordtest.Fault{Status: 429, Scope: "user", Wait: 2 * time.Second, Times: 3}),
		"429 global":        rest(discordtest.Fault{Status: 429, Scope: "global", Wait: time.Second}),
		"429 shared":        rest(discordtest.Fault{Status: 429, Scope: "shared", Wait: 5 * time.Second, Times: 2}),
		"429 Cloudflare":    rest(discordtest.Fault{Status: 429, HTML: true, Wait: 10 * time.Second}),
		"page of 403":       rest(discordtest.Fault{Status: 403, Body: "<html>Attention</html>", Kind: "text/html", Times: 3}),
		"401":               rest(discordtest.Fault{Route: "/channels", Status: 401, Body: `{"message":"401: Unauthorized","code":0}`}),
		"5xx":               rest(discordtest.Fault{Status: 500 + []int{0, 2, 3, 4}[rand.IntN(4)], Times: 5}),
		"502 after":         rest(discordtest.Fault{Status: 502, Times: 3, After: true}),
		"cut answer":        rest(discordtest.Fault{Route: "POST /channels", Status: 200, Body: `{"id":"`, Times: 2, After: true}),
		"slow":              rest(discordtest.Fault{Delay: time.Second, Times: 5}),
		"long outage":       rest(discordtest.Fault{Route: "messages", Status: 503, Times: 40}),
		"nobody is reached": s.unreachable,
	}
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	name := names[rand.IntN(len(names))]
	s.faults[name]++
	all[name]()
}

// unreachable closes the way to Discord for ten seconds.
func (s *scripted) unreachable() {
	s.w.Down(true)
	until := time.Now().Add(10 * time.Second)
	time.AfterFunc(10*time.Second, func() { s.w.Down(false) })
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unfair = append(s.unfair, until)
}

// excused reports whether a fault kept the bot from a fair chance at i.
func (s *scripted) excused(i *discordtest.Interaction) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, until := range s.unfair {
		if i.Made.Before(until) && i.Made.After(until.Add(-14*time.Second)) {
			return true
		}
	}
	return i.Missed()
}

// count prints what was lost and doubled, and how fast the rest was.
func (s *scripted) count() {
	t, lost, doubled := s.t, 0, 0
	for _, q := range s.said {
		replies := q.room.RepliesTo(q.m)
		if len(replies) == 0 || !strings.HasPrefix(replies[0].Content, "answer to ") {
			lost++
			t.Logf("lost: %q: %v", q.m.Content, replies)
		}
		if len(replies) > 1 {
			doubled++
			t.Logf("doubled: %q: %v", q.m.Content, replies)
		}
	}
	again, unexcused, worst := 0, 0, time.Duration(0)
	for _, q := range s.slashes {
		answered := 0
		for n, i := range q.tries {
			again += min(n, 1)
			answers := q.answers(i, "answer to ")
			answered += answers
			if answers > 1 {
				doubled++
				t.Logf("doubled: /ask %q", q.text)
			}
			if s.excused(i) {
				continue
			}
			if i.Latency() < 0 || i.Latency() > time.Second {
				unexcused++
				t.Logf("acknowledged after %v without a fault, %v: %q, %s", i.Latency(), i.Made, q.text, i.ID)
			}
			worst = max(worst, i.Latency())
		}
		if answered == 0 {
			lost++
			t.Logf("lost: /ask %q, %d times, %s: %v", q.text, len(q.tries), q.tries[len(q.tries)-1].ID, q.tries[len(q.tries)-1].Replies())
		}
	}
	t.Logf("lost %d, doubled %d of %d; %d times a slash command had to be made again because a fault had kept it from the bot; all others were acknowledged within %v",
		lost, doubled, len(s.said)+len(s.slashes), again, worst)
	if lost+doubled+unexcused > 0 {
		t.Errorf("lost %d, doubled %d, late without a fault %d; want 0, 0 and 0", lost, doubled, unexcused)
		os.WriteFile(filepath.Join(os.TempDir(), "byline-scripted-"+strconv.Itoa(os.Getpid())+".log"), []byte(s.log.String()), 0o600)
	}
	for _, v := range s.d.Violations() {
		t.Errorf("Discord's rules were broken: %s", v)
	}
}

// answers is how many messages answer i with words: its response, and those
// beside it.
func (q *slashed) answers(i *discordtest.Interaction, words string) int {
	n := 0
	for _, r := range i.Replies() {
		if strings.Contains(r.Content, words) {
			n++
		}
	}
	for _, m := range q.room.Messages() {
		if strings.HasPrefix(m.Nonce, i.ID+"-") {
			n++
		}
	}
	return n
}
