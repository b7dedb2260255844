package refer

import (
	_ "embed"
	"strings"
	"sync"
)

var (
	//go:embed words/names.txt
	namesFile string
	//go:embed words/places.txt
	placesFile string
	//go:embed words/nouns.txt
	nounsFile string
	//go:embed words/people.txt
	peopleFile string
)

// A sex is what a first name, a title or a noun says of a person.
type sex uint8

const (
	unsexed sex = iota
	male
	female
)

// against reports whether two sexes exclude each other.
func (s sex) against(o sex) bool { return s != unsexed && o != unsexed && s != o }

// A lexicon is what is known of words beforehand.
type lexicon struct {
	first  map[string]sex  // first names
	places map[string]bool // places, peoples and times; several words joined by a low line
	person map[string]sex  // nouns for a person, as in "the president"
	thing  map[string]bool // nouns for a thing or an organisation
	people map[string]bool // words for somebody without a name
}

// words is the lexicon, read once.
var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{first: map[string]sex{}, places: map[string]bool{}, person: map[string]sex{}, thing: map[string]bool{}, people: map[string]bool{}}
	sexes := map[string]sex{"m": male, "f": female}
	lines(namesFile, func(f []string) {
		for _, w := range f[1:] {
			l.first[w] = sexes[f[0]]
		}
	})
	lines(nounsFile, func(f []string) {
		for _, w := range f[1:] {
			if f[0] == "t" {
				l.thing[w] = true
			} else {
				l.person[w] = sexes[f[0]]
			}
		}
	})
	lines(placesFile, func(f []string) {
		for _, w := range f {
			l.places[w] = true
		}
	})
	lines(peopleFile, func(f []string) {
		for _, w := range f {
			l.people[w] = true
		}
	})
	return l
})

// lines calls f with the words of each line of file that is no comment.
func lines(file string, f func(words []string)) {
	for line := range strings.Lines(file) {
		if w := strings.Fields(line); len(w) > 0 && w[0] != "#" && !strings.HasPrefix(w[0], "#") {
			f(w)
		}
	}
}

// pronouns that are named, with the sex they ask for.
var pronouns = map[string]sex{"he": male, "his": male, "she": female, "her": female, "it": unsexed, "its": unsexed, "they": unsexed, "their": unsexed}

// honorifics stand before a person's name.
var honorifics = map[string]sex{"mr": male, "sir": male, "lord": male, "mrs": female, "ms": female, "miss": female, "dame": female, "lady": female,
	"dr": unsexed, "prof": unsexed, "sen": unsexed, "rep": unsexed, "gov": unsexed, "gen": unsexed, "capt": unsexed, "col": unsexed, "sgt": unsexed, "lt": unsexed,
	"rev": unsexed, "saint": unsexed, "st": unsexed, "comrade": unsexed}

// leadsIn are the words that may open a sentence before its subject.
var leadsIn = set("but and also then later however so yet still meanwhile instead today yesterday now once soon eventually finally afterwards thereafter there moreover")

// prepositions that may open a phrase before the subject.
var prepositions = set("in on at by after before during since from until for with under over within despite throughout around between following")

// subordinators open a clause with a subject of its own.
var subordinators = set("when while as although though because if once where whereas unless after before since until")

// bees are the forms of "be", and what stands before a participle.
var bees = set("is was are were has had")

// speaking are the verbs of who says something.
var speaking = set("said says added told announced denied declined warned reported wrote asked replied insisted argued explained claimed noted declared accused urged called promised")
