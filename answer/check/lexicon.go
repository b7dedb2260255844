package check

import (
	"embed"
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

//go:embed words/*.txt
var wordFiles embed.FS

// words are the lists under words/, read once; they never change.
type words struct {
	bases     map[string]string   // irregular form → base form
	verbs     map[string]bool     // irregular forms of verbs
	groups    map[string][]int    // base stem → groups of stand-ins
	opposites map[string][]string // base stem → base stems
	known     map[string]bool     // base stems of all lists
	names     map[string]int      // form of a name → its group
	countries map[string]bool     // forms that mean the place
	peoples   map[string]bool     // forms that mean those who live there
	long      map[string][]string // first word of a long name → the long names, words joined by "_"
	phrases   map[string][]phrase // first word → the phrases that begin with it, longest first
}

// lexicon returns the word lists.
var lexicon = sync.OnceValue(func() *words {
	l := &words{
		verbs: map[string]bool{},
		bases: map[string]string{}, groups: map[string][]int{}, opposites: map[string][]string{},
		known: map[string]bool{}, names: map[string]int{}, long: map[string][]string{}, countries: map[string]bool{}, peoples: map[string]bool{},
		phrases: map[string][]phrase{},
	}
	for _, file := range []string{"irregular.txt", "forms.txt"} {
		for _, forms := range lines(file) {
			for _, f := range forms[1:] {
				if l.bases[f] == "" {
					l.bases[f] = forms[0]
					l.verbs[f] = file == "irregular.txt"
				}
			}
			l.known[stem(forms[0])] = true
		}
	}
	for n, group := range append(lines("synonyms.txt"), lines("near.txt")...) {
		for _, w := range group {
			b := stem(w)
			if verb, small, ok := strings.Cut(w, "_"); ok {
				b = stem(verb) + "_" + small
			}
			l.groups[b] = append(l.groups[b], n)
			l.known[b] = true
		}
	}
	for _, group := range lines("plain.txt") {
		for _, w := range group {
			l.known[stem(w)] = true
		}
	}
	l.readOpposites()
	l.readNames()
	l.readPhrases()
	return l
})

func (l *words) readOpposites() {
	for _, line := range lines("opposites.txt") {
		left, right, _ := strings.Cut(strings.Join(line, " "), " | ")
		for _, a := range strings.Fields(left) {
			for _, b := range strings.Fields(right) {
				a, b := stem(a), stem(b)
				l.opposites[a] = append(l.opposites[a], b)
				l.opposites[b] = append(l.opposites[b], a)
				l.known[a], l.known[b] = true, true
			}
		}
	}
}

func (l *words) readNames() {
	for n, group := range lines("names.txt") {
		for _, form := range group {
			if first, _, long := strings.Cut(form, "_"); long {
				l.long[first] = append(l.long[first], form)
			}
			l.names[form] = n + 1
			switch one, many := strings.CutSuffix(form, "s"); {
			case form == group[0] || form == "america" || form == "britain" || form == "holland":
				l.countries[form] = true
			case many && (l.names[one] == n+1 || !strings.HasPrefix(form, group[0])) && form != "us" && form != "wales":
				l.peoples[form] = true
			}
		}
	}
	for _, names := range l.long {
		slices.SortStableFunc(names, func(a, b string) int { return strings.Count(b, "_") - strings.Count(a, "_") })
	}
	l.long["united"] = append(l.long["united"], "united_states", "united_kingdom")
	l.names["united_states"], l.names["united_kingdom"] = l.names["usa"], l.names["uk"]
}

// A phrase is read as one word that means the same.
type phrase struct {
	words []string
	means string
}

func (l *words) readPhrases() {
	for _, line := range lines("phrases.txt") {
		for _, p := range line[1:] {
			ws := strings.Split(p, "_")
			l.phrases[ws[0]] = append(l.phrases[ws[0]], phrase{ws, line[0]})
		}
	}
	for _, ps := range l.phrases {
		slices.SortStableFunc(ps, func(a, b phrase) int { return len(b.words) - len(a.words) })
	}
}

// phraseAt returns how many of ws make up a phrase, and the word it means. "In
// public" is none before the noun of "in public schools".
func (l *words) phraseAt(ws []word) (int, string) {
	for _, p := range l.phrases[ws[0].low] {
		n := len(p.words)
		if n > len(ws) {
			continue
		}
		match := true
		for i, w := range p.words[1:] {
			match = match && ws[i+1].low == w && ws[i+1].sep == "" && !ws[i+1].cap
		}
		if match && n == 2 && (p.words[0] == "in" || p.words[0] == "of") && n < len(ws) && ws[n].sep == "" && !isFunction(ws[n].low) {
			match = false
		}
		if match {
			return n, p.means
		}
	}
	return 1, ""
}

// lines returns the words of each line of a list, without comments.
func lines(name string) [][]string {
	data, err := wordFiles.ReadFile("words/" + name)
	if err != nil {
		panic(err) // a file that is part of the program
	}
	var out [][]string
	for line := range strings.Lines(string(data)) {
		if f := strings.Fields(line); len(f) > 0 && f[0] != "#" {
			out = append(out, f)
		}
	}
	return out
}

// longName returns how many of ws make up a long name, and the name.
func (l *words) longName(ws []word) (int, string) {
	for _, name := range l.long[ws[0].low] {
		parts := strings.Split(name, "_")
		if len(parts) > len(ws) {
			continue
		}
		match := true
		for i, p := range parts[1:] {
			match = match && ws[i+1].low == p && strings.Trim(ws[i+1].sep, "-") == ""
		}
		if match {
			return len(parts), name
		}
	}
	return 1, ""
}

// sameName reports whether two forms of names mean the same. A people is not
// its country.
func (l *words) sameName(a, b string) bool {
	return a == b || l.names[a] != 0 && l.names[a] == l.names[b] && !(l.peoples[a] && l.countries[b]) && !(l.countries[a] && l.peoples[b])
}

// standIn reports whether the base stems a and b share a group.
func (l *words) standIn(a, b string) bool {
	for _, g := range l.groups[a] {
		for _, h := range l.groups[b] {
			if g == h {
				return true
			}
		}
	}
	return false
}

// opposite reports whether one base stem is the opposite of the other, by list
// or by a prefix of negation.
func (l *words) opposite(a, b string) bool {
	for _, o := range l.opposites[a] {
		if o == b {
			return true
		}
	}
	return negatedForm(a, b) || negatedForm(b, a)
}

// negatedForm reports whether a is b with a prefix of negation.
func negatedForm(a, b string) bool {
	if len(b) < 4 {
		return false
	}
	for _, prefix := range []string{"un", "in", "im", "ir", "il", "dis", "non", "mis", "anti"} {
		if len(a) == len(prefix)+len(b) && strings.HasPrefix(a, prefix) && strings.HasSuffix(a, b) {
			return true
		}
	}
	return false
}

// stems returns the stem of a folded word and of its base form.
func stems(low string) (s, base string) {
	s = stem(low)
	if b, ok := lexicon().bases[low]; ok {
		return s, stem(b)
	}
	return s, s
}

// stem returns the English stem of a folded word; words with digits and of
// other scripts are returned as they are.
func stem(low string) string {
	for i := 0; i < len(low); i++ {
		if low[i] < 'a' || low[i] > 'z' {
			return low
		}
	}
	env := snowballstem.NewEnv(low)
	english.Stem(env)
	return env.Current()
}

// functionWords are the words of words/function.txt.
var functionWords = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, line := range lines("function.txt") {
		for _, w := range line {
			set[w] = true
		}
	}
	return set
})

func isFunction(w string) bool { return functionWords()[w] }

// lightWords are the words of words/light.txt.
var lightWords = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, line := range lines("light.txt") {
		for _, w := range line {
			set[w] = true
		}
	}
	return set
})
