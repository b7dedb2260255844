package bot_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"byline/bot/discordtest"
)

// A soak makes interactions of every kind, some at a time.
type soak struct {
	t     *testing.T
	d     *discordtest.Discord
	rooms []*discordtest.Channel
	who   []*discordtest.Person
	made  int
	open  []*discordtest.Interaction
}

// inFlight is how many interactions are open at once.
const inFlight = 200

func newSoak(t *testing.T) *soak {
	s := &soak{t: t, d: discordtest.Start(t)}
	s.d.LimitsOff()
	s.d.Undescribed()
	s.d.Patience(time.Minute)
	g := s.d.Guild("Harbour")
	for i := range 50 {
		s.rooms = append(s.rooms, g.Channel(fmt.Sprint("room-", i)))
		p := s.d.Person(fmt.Sprint("person-", i))
		g.Join(p)
		s.who = append(s.who, p)
	}
	return s
}

// run makes n interactions and waits for their answers.
func (s *soak) run(n int) {
	look := time.NewTicker(2 * time.Millisecond)
	defer look.Stop()
	idle := 0
	for end := s.made + n; s.made < end || len(s.open) > 0; {
		left := s.open[:0]
		for _, i := range s.open {
			if !i.Done() {
				left = append(left, i)
			}
		}
		if idle++; len(left) < len(s.open) {
			idle = 0
		}
		if idle > 60_000 {
			s.t.Fatalf("%d interactions without an answer", len(left))
		}
		for s.open = left; len(s.open) < inFlight && s.made < end; s.made++ {
			s.open = append(s.open, s.one())
		}
		<-look.C
	}
	s.d.Forget()
}

// one makes the next interaction.
func (s *soak) one() *discordtest.Interaction {
	who, room := s.who[s.made%len(s.who)], s.rooms[s.made%len(s.rooms)]
	switch s.made % 10 {
	case 0, 1:
		return who.Complete(room, "ask", "article", "Fish", discordtest.Option{Name: "question", Value: "who?"})
	case 2:
		return who.Press(room, discordtest.Message{ID: "1"}, "proof:1")
	case 3:
		return who.Slash(room, "search", discordtest.Option{Name: "query", Value: "herring"})
	case 4:
		return who.Slash(room, "ask", discordtest.Option{Name: "question", Value: fmt.Sprintf("who sold bridge %d to Atlantis?", s.made)})
	}
	return who.Slash(room, "ask", discordtest.Option{Name: "question", Value: fmt.Sprintf("who signed the fishing treaty? %d", s.made)})
}

// TestSoak lets the program answer 100,000 interactions and prints what it
// holds in memory after each 10,000; with BYLINE_CHAOS=full only.
func TestSoak(t *testing.T) {
	if os.Getenv("BYLINE_CHAOS") != "full" {
		t.Skip("takes minutes; make soak runs it")
	}
	s := newSoak(t)
	dir := t.TempDir()
	run(t, dir, treaty, "add", "--library", s.rooms[0].Guild().ID, "-")
	p := serve(t, s.d, dir)
	s.d.Await(t, "the program online", s.d.Online)
	began := time.Now()
	var mb []float64
	for range 10 {
		s.run(10_000)
		mb = append(mb, resident(t, p.cmd.Process.Pid))
		t.Logf("%d interactions, %v: %.1f MB resident, database %.0f MB", s.made, time.Since(began).Round(time.Second), mb[len(mb)-1], size(dir))
	}
	first, last := mean(mb[1:5]), mean(mb[6:])
	if last > first+mostGrowth {
		t.Errorf("%.1f MB over the first half and %.1f MB over the second", first, last)
	}
}

// mostGrowth is by how many MB the second half of a soak may hold more than the
// first: how far the collector lets memory grow between two runs depends on how
// fast the machine is just then, by 20 MB and more. 500 bytes kept of each
// interaction would be as much.
const mostGrowth = 25

func mean(all []float64) float64 {
	sum := 0.0
	for _, v := range all {
		sum += v
	}
	return sum / float64(len(all))
}

// resident is what a process holds in memory, in MB.
func resident(t *testing.T, pid int) float64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Skip("no /proc here: ", err)
	}
	_, rest, _ := strings.Cut(string(data), "VmRSS:")
	kb, err := strconv.Atoi(strings.Fields(rest + " ?")[0])
	if err != nil {
		t.Fatalf("VmRSS: %v", err)
	}
	return float64(kb) / 1024
}

// size is what the files in dir take, in MB.
func size(dir string) float64 {
	total := int64(0)
	names, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, name := range names {
		if info, err := os.Stat(name); err == nil {
			total += info.Size()
		}
	}
	return float64(total) / (1 << 20)
}

// TestSmallSoak lets a bot in this process answer 1,500 interactions and looks
// at what it keeps of the last 1,000: the limits of the last minute, and no
// more.
func TestSmallSoak(t *testing.T) {
	s := newSoak(t)
	start(t, s.d, open(t), echo)
	held := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	s.run(500)
	before := held()
	s.run(1000)
	after := held()
	t.Logf("%d kB held after 500 interactions, %d kB after 1,500", before>>10, after>>10)
	if after > before+2<<20 {
		t.Errorf("1,000 interactions left %d kB behind", (after-before)>>10)
	}
}
