package bot_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"testing"
	"time"

	"byline/bot/discordtest"
)

// A storm is a chaos run: questions on every path while everything breaks.
type storm struct {
	t        *testing.T
	d        *discordtest.Discord
	dir      string
	p        *process
	rooms    []*discordtest.Channel
	people   []*discordtest.Person
	said     []question
	pressed  []*slashed
	asking   sync.WaitGroup
	faults   int
	restarts int
}

// A question was asked by a message.
type question struct {
	room *discordtest.Channel
	m    *discordtest.Message
}

// A scale is how long a storm is and how much happens in it.
type scale struct {
	length    time.Duration
	questions int
	fault     time.Duration // between two faults
	kill      time.Duration // between two kill -9
}

// scaled is a little in every test run; with BYLINE_CHAOS=full thirty minutes,
// 2,000 questions and a fault every four seconds.
func scaled() scale {
	if os.Getenv("BYLINE_CHAOS") == "full" {
		return scale{30 * time.Minute, 2000, 4 * time.Second, time.Minute}
	}
	return scale{12 * time.Second, 80, 2 * time.Second, 7 * time.Second}
}

// TestChaos prints how many answers were lost and doubled; both must be 0.
func TestChaos(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	d := discordtest.Start(t)
	d.Heartbeat(4 * time.Second)
	d.Duplicate(0.1)
	d.Reorder(0.1)
	s := &storm{t: t, d: d, dir: t.TempDir()}
	g := d.Guild("Harbour")
	for i := range 20 {
		s.rooms = append(s.rooms, g.Channel(fmt.Sprint("room-", i)))
	}
	for i := range 25 {
		p := d.Person(fmt.Sprint("person-", i))
		g.Join(p)
		s.people = append(s.people, p)
	}
	run(t, s.dir, treaty, "add", "--library", "shared", "-")
	s.p = serve(t, d, s.dir)
	d.Await(t, "the program online", d.Online)

	s.greet()
	size := scaled()
	if size.questions < 2000 {
		d.Patience(patient)
	}
	began := time.Now()
	ask := time.NewTicker(size.length / time.Duration(size.questions))
	defer ask.Stop()
	breaks := time.NewTicker(size.fault)
	defer breaks.Stop()
	killing := time.NewTicker(size.kill)
	defer killing.Stop()
	for asked := 0; asked < size.questions; {
		select {
		case <-ask.C:
			s.ask(asked)
			asked++
		case <-breaks.C:
			s.breakSomething()
		case <-killing.C:
			s.p.kill()
			s.p = serve(t, d, s.dir)
			s.restarts++
		}
	}
	s.settle()
	t.Logf("%v: %d questions by message, %d by slash command, %d faults, %d kill -9; the bot identified %d and resumed %d times",
		time.Since(began).Round(time.Second), len(s.said), len(s.pressed), s.faults, s.restarts, d.Identifies(), d.Resumes())
	s.count()
	if t.Failed() {
		os.WriteFile(os.TempDir()+"/byline-chaos.log", []byte(s.p.log.String()), 0o600)
	}
}

// greet makes everybody's direct channel known to the bot: Discord tells bots
// of a direct channel when something is said in it, and not after a gap.
func (s *storm) greet() {
	for _, p := range s.people {
		s.said = append(s.said, question{p.DM(), p.Say(p.DM(), "who signed the fishing treaty?")})
	}
	s.settle()
}

// ask asks on one path after the other.
func (s *storm) ask(n int) {
	who := s.people[rand.IntN(len(s.people))]
	room := s.rooms[rand.IntN(len(s.rooms))]
	switch n % 4 {
	case 0:
		s.said = append(s.said, question{who.DM(), who.Say(who.DM(), fmt.Sprintf("who proposed the moratorium? %d", n))})
	case 1:
		s.said = append(s.said, question{room, who.Say(room, s.d.Mention()+" who signed the fishing treaty?")})
	default:
		q := &slashed{text: "who signed the fishing treaty?", room: room}
		s.pressed = append(s.pressed, q)
		s.asking.Go(func() { q.press(who) })
	}
}

// breakSomething does one of the faults.
func (s *storm) breakSomething() {
	s.faults++
	d := s.d
	rest := func(f discordtest.Fault) { d.Fault(f) }
	switch rand.IntN(16) {
	case 0, 1:
		d.Break(discordtest.Drop)
	case 2:
		d.Break(discordtest.Reconnect)
	case 3:
		d.Break(discordtest.Invalid)
	case 4:
		d.Break(discordtest.TryAgain)
	case 5:
		d.Break(discordtest.Close4009)
	case 6:
		d.OnResume(discordtest.Reconnect)
		d.Break(discordtest.Drop)
	case 7:
		d.OnResume(discordtest.Close4007)
		d.Break(discordtest.Drop)
	case 8:
		d.Zombie(true)
		time.AfterFunc(3*time.Second, func() { d.Zombie(false) })
	case 9:
		rest(discordtest.Fault{Status: 429, Scope: "user", Wait: time.Second, Times: 3})
	case 10:
		rest(discordtest.Fault{Status: 429, Scope: "global", Wait: time.Second})
	case 11:
		rest(discordtest.Fault{Status: 429, Scope: "shared", Wait: time.Second, Times: 2})
	case 12:
		rest(discordtest.Fault{Status: 500 + []int{0, 2, 3, 4}[rand.IntN(4)], Times: 4})
	case 13:
		rest(discordtest.Fault{Status: 502, Times: 3, After: true})
	case 14:
		rest(discordtest.Fault{Delay: time.Second, Times: 5})
	case 15:
		rest(discordtest.Fault{Status: 429, HTML: true, Wait: time.Second})
	}
}

// settle ends the faults and waits for what is outstanding.
func (s *storm) settle() {
	s.d.Zombie(false)
	s.d.Reorder(0)
	s.asking.Wait()
	deadline := time.Now().Add(4 * time.Minute)
	for time.Now().Before(deadline) {
		open := 0
		for _, q := range s.said {
			if len(q.room.RepliesTo(q.m)) == 0 {
				open++
			}
		}
		for _, q := range s.pressed {
			if i := q.tries[len(q.tries)-1]; !i.Done() {
				open++
			}
		}
		if open == 0 {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	// What is doubled may come late.
	time.Sleep(2 * time.Second)
}

// count prints what was lost and doubled.
func (s *storm) count() {
	lost, doubled, again, slow := 0, 0, 0, 0
	for _, q := range s.said {
		switch n := len(q.room.RepliesTo(q.m)); {
		case n == 0:
			lost++
			s.t.Logf("lost: %q", q.m.Content)
		case n > 1:
			doubled++
			for _, r := range q.room.RepliesTo(q.m) {
				s.t.Logf("doubled: %q at %v, nonce %s", r.Content[:min(60, len(r.Content))], r.Created, r.Nonce)
			}
		}
	}
	for _, q := range s.pressed {
		answered := 0
		for n, i := range q.tries {
			again += min(n, 1)
			answers := q.answers(i, "Orla Ayre")
			if answered += answers; answers > 1 {
				doubled++
				s.t.Logf("doubled: /ask %s", i.ID)
			}
			if i.Latency() < 0 && !i.Missed() {
				slow++
				s.t.Logf("not acknowledged without a fault: /ask %s at %v", i.ID, i.Made)
			}
		}
		if answered == 0 {
			lost++
			s.t.Logf("lost: /ask, %d times: %q", len(q.tries), q.tries[len(q.tries)-1].Text())
		}
	}
	s.t.Logf("lost %d, doubled %d of %d; %d times a slash command had to be made again because the bot was not there for Discord's three seconds, %d of them without a fault to blame",
		lost, doubled, len(s.said)+len(s.pressed), again, slow)
	if lost != 0 || doubled != 0 {
		s.t.Errorf("lost %d, doubled %d; want 0 and 0", lost, doubled)
	}
}
