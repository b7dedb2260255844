package search

import (
	"regexp"
	"strings"

	"byline/text"
)

// sayingWords ask who said what stands in quotation marks.
const sayingWords = "say says said tell tells told speak spoke call calls called write wrote mention mentions mentioned quote quoted phrase words article articles refer refers mean means"

// standingWords ask what an acronym stands for.
const standingWords = "stand stands standing short abbreviation acronym initials full form mean means name"

// anybody finds anybodyWords.
var anybody = regexp.MustCompile(`(?i:any|some|every)(?:one|body|thing)\b`)

// anybodyWords stand for who or what is asked for.
const anybodyWords = "anyone anybody anything someone somebody something everyone everybody everything"

// newestWords ask for the newest, and no text need have them.
const newestWords = "latest newest recent recently current currently lately nowadays now today"

// weighAside makes the words weigh less that answers need not have: those that
// say when, as "before June 2022" and "latest", those that say what answer is
// wanted, as "outlets" and "difference", and the names of what is compared, which
// no one sentence need have all; but for names that no article has.
func (a *asked) weighAside() {
	low := map[uint32]float64{}
	add := func(words string, weight float64) {
		for _, t := range text.For("en").Tokens(nil, words) {
			low[hash(t.Term)] = weight
		}
	}
	if a.time.Bounded && a.time.Event == "" {
		add(a.time.Words, asideWeight)
	}
	if len(a.phrases) > 0 {
		add(sayingWords, asideWeight)
	}
	for _, w := range a.wants.aside {
		add(w, askingWeight)
	}
	if a.kind == yesno && anybody.MatchString(a.Text) { // "was anyone hurt"
		add(anybodyWords, askingWeight)
	}
	if a.time.Newest {
		add(newestWords, asideWeight)
	}
	if a.sort.spelledOut {
		add(standingWords, askingWeight)
	}
	for _, side := range a.wants.sides {
		for _, t := range side {
			low[hash(t)] = asideWeight
		}
	}
	if a.after != nil {
		add(strings.Join(a.after.light, " "), asideWeight)
		if a.after.only != 0 {
			add(sayingWords, asideWeight)
		}
		if a.sort.only || a.sort.noun {
			add(a.terms[0].word, asideWeight)
		}
	}
	if len(low) == 0 {
		return
	}
	compared := len(a.wants.sides) > 0
	a.mass = 0
	for i := range a.terms {
		weight, aside := low[hash(a.terms[i].alts[0])]
		if aside && !(compared && a.terms[i].upper && a.terms[i].df == 0) {
			a.terms[i].idf *= weight
			a.terms[i].aside = true
		}
		a.mass += a.terms[i].idf
	}
}
