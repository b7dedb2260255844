package check

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// thesaurusFile is made by answer/check/thesaurus, which describes it.
//
//go:embed words/thesaurus.txt.gz
var thesaurusFile []byte

// A thesaurus tells which words may stand for one another. Its senses are
// numbered by their lines.
type thesaurus struct {
	senses    map[string][]int32  // lemma → its senses
	wider     [][]int32           // sense → the next wider senses
	part      []byte              // sense → n, v, a or r
	opposites map[string][]string // lemma → lemmas
	derived   map[string][]string // lemma → lemmas of the same root
	rare      map[string][]int32  // lemma → senses that it seldom has
}

// theThesaurus returns the thesaurus, read once; it never changes.
var theThesaurus = sync.OnceValue(func() *thesaurus {
	t := &thesaurus{senses: map[string][]int32{}, opposites: map[string][]string{}, derived: map[string][]string{}, rare: map[string][]int32{}}
	z, err := gzip.NewReader(bytes.NewReader(thesaurusFile))
	if err != nil {
		panic(err) // a file that is part of the program
	}
	lines := bufio.NewScanner(z)
	for lines.Scan() {
		t.add(lines.Text())
	}
	if lines.Err() != nil {
		panic(lines.Err())
	}
	return t
})

func (t *thesaurus) add(line string) {
	f := strings.Fields(line)
	if f[0] == "+" {
		t.derived[f[1]] = append(t.derived[f[1]], f[2])
		t.derived[f[2]] = append(t.derived[f[2]], f[1])
		return
	}
	words := strings.Split(f[1], ",")
	for _, w := range words {
		t.senses[w] = append(t.senses[w], int32(len(t.part)))
	}
	var wider []int32
	section := ""
	for _, w := range f[2:] {
		switch {
		case w == "^" || w == "!" || w == "~":
			section = w
		case section == "^":
			n, _ := strconv.Atoi(w)
			wider = append(wider, int32(n))
		case section == "~":
			t.rare[w] = append(t.rare[w], int32(len(t.part)))
		default:
			for _, own := range words {
				t.opposites[own] = append(t.opposites[own], w)
			}
		}
	}
	t.part, t.wider = append(t.part, f[0][0]), append(t.wider, wider)
}

// A lexeme is what the thesaurus knows of a word as it is written.
type lexeme struct {
	lemmas []string
	own    []int32 // senses
	near   []int32 // senses of the words of the same roots
	up     []int32 // senses that are wider
	rare   []int32 // senses that the word seldom has
}

// How many steps wider a word may be than the one that it stands for, by part
// of speech: "vehicle" for "taxi", "hit" for "slap".
var steps = map[byte]int{'n': 2, 'v': 1, 'a': 1}

// kept are lexemes already looked up, so that a source's words are looked up
// once for all the claims on it; it is emptied when it has grown large.
var kept struct {
	sync.Mutex
	by map[[2]string]*lexeme
}

const mostKept = 20_000

func lexemeOf(low, particle string) *lexeme {
	key := [2]string{low, particle}
	kept.Lock()
	defer kept.Unlock()
	x, ok := kept.by[key]
	if !ok {
		x = theThesaurus().lexeme(low, particle)
		if kept.by == nil || len(kept.by) >= mostKept {
			kept.by = map[[2]string]*lexeme{}
		}
		kept.by[key] = x
	}
	return x
}

// lexeme returns what is known of a folded word, and of a verb with its
// particle ("give up") where one follows; nil for a word that is not known.
func (t *thesaurus) lexeme(low, particle string) *lexeme {
	x := &lexeme{lemmas: t.lemmas(low)}
	if particle != "" {
		var two []string
		for _, l := range x.lemmas {
			if t.senses[l+"_"+particle] != nil {
				two = append(two, l+"_"+particle)
			}
		}
		x.lemmas = append(two, x.lemmas...)
	}
	if len(x.lemmas) == 0 {
		return nil
	}
	for _, l := range x.lemmas {
		x.rare = append(x.rare, t.rare[l]...)
		x.own = append(x.own, t.senses[l]...)
		for _, d := range t.derived[l] {
			x.near = append(x.near, t.senses[d]...)
		}
	}
	for _, s := range x.own {
		x.up = t.above(x.up, s, steps[t.part[s]])
	}
	return x
}

func (t *thesaurus) above(out []int32, sense int32, steps int) []int32 {
	if steps == 0 {
		return out
	}
	for _, w := range t.wider[sense] {
		out = t.above(append(out, w), w, steps-1)
	}
	return out
}

// lemmas returns the words of the thesaurus that low may be a form of.
func (t *thesaurus) lemmas(low string) []string {
	var out []string
	add := func(w string) bool {
		if t.senses[w] == nil && t.rare[w] == nil || slices.Contains(out, w) {
			return false
		}
		out = append(out, w)
		return true
	}
	add(low)
	if base := lexicon().bases[low]; base != "" {
		add(base)
	}
	for _, e := range endings {
		root, ok := strings.CutSuffix(low, e.end)
		if !ok || len(root) < 2 {
			continue
		}
		for _, instead := range e.instead {
			add(root + instead)
		}
		if n := len(root); e.double && n > 2 && root[n-1] == root[n-2] {
			add(root[:n-1])
		}
	}
	return out
}

// endings are the regular inflections and what stands in their place.
var endings = []struct {
	end     string
	instead []string
	double  bool // the consonant before may be doubled
}{
	{"ies", []string{"y"}, false}, {"es", []string{"", "e"}, false}, {"s", []string{""}, false},
	{"ied", []string{"y"}, false}, {"ed", []string{"", "e"}, true}, {"ing", []string{"", "e"}, true},
	{"ier", []string{"y"}, false}, {"iest", []string{"y"}, false}, {"er", []string{"", "e"}, true}, {"est", []string{"", "e"}, true},
	{"ily", []string{"y"}, false}, {"ly", []string{"", "e", "le"}, false}, {"men", []string{"man"}, false}, {"ves", []string{"f", "fe"}, false},
}

// related returns how far the claim's word is from the source's: 2 for one
// that means the same or comes of the same root, 3 for a wider one, -1 for
// none of these.
func (t *thesaurus) related(claim, source *lexeme) int {
	switch {
	case claim == nil || source == nil || t.opposed(claim, source):
	case meet(claim.own, source.own), meet(claim.rare, source.own), meet(claim.near, source.own), meet(claim.own, source.near):
		return 2
	case meet(claim.own, source.up):
		return 3
	}
	return -1
}

// opposed reports whether one word is listed as the opposite of the other.
func (t *thesaurus) opposed(a, b *lexeme) bool {
	if a == nil || b == nil {
		return false
	}
	for _, l := range a.lemmas {
		for _, o := range t.opposites[l] {
			if slices.Contains(b.lemmas, o) {
				return true
			}
		}
	}
	return false
}

// meet reports whether two lists have a member in common.
func meet(a, b []int32) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}

// isParticle reports whether w makes another verb of the verb before it.
func isParticle(w string) bool {
	switch w {
	case "up", "out", "off", "down", "on", "back", "over", "away", "in", "through", "around", "forward", "together", "apart", "aside", "along":
		return true
	}
	return false
}
