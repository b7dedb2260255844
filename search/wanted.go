package search

import (
	"regexp"
	"slices"
	"strings"

	"byline/text"
)

const (
	// phraseBonus lifts the sentences that hold a quoted phrase of the question
	// over others of the same articles. The model's scores of a right and a wrong
	// sentence are some 4 apart.
	phraseBonus = 4
	// negationBonus lifts the sentences that deny something when the question
	// asks for what is not so.
	negationBonus = 2
	// refusalBonus lifts those that deny of the very word that the question has
	// behind its "not": "refused to sign" when it is asked who did not sign.
	refusalBonus = 4
	// deniedWithin is how many words may stand between a denial and that word.
	deniedWithin = 4
	// unitBonus lifts those that have a number with a unit of the sort asked for.
	unitBonus = 0.5
	// onlyUnitBonus does so when a question that goes on from another has no word of its
	// own besides: "how tall is it?"
	onlyUnitBonus = 1.5
	// oftenBonus lifts those that say how often: hardly any other sentence does.
	oftenBonus = 1.5
	// ownerBonus lifts "Its director, Ann Aas" behind a sentence about the agency whose
	// director is asked for.
	ownerBonus = 2.5
	// countBonus lifts those that have a number of the very things that are counted.
	countBonus = 1
)

// denying are the words of a question or a sentence that deny something.
var denying = regexp.MustCompile(`(?i)\b(?:not|never|without|no longer|neither|nobody|none|no one|cannot)\b|n['’]t\b`)

// refusing are the words of a sentence, besides, that say that something was not done.
var refusing = regexp.MustCompile(`(?i)\b(?:no|nor|refus\w+|declin\w+|reject\w+|turned down|fail\w+|lack\w*|absent|except|oppos\w+|den(?:y|ied|ies)|stay(?:s|ed)? away|boycott\w*|skipped|shunned|abstain\w*|voted against|walked out)\b`)

// units are what a number is counted in, by the word after "how".
var units = func() map[string]*regexp.Regexp {
	const length = `k(?:ilo)?m(?:et(?:er|re))?s?|miles?|met(?:er|re)s?|feet|foot|ft|inch(?:es)?|c(?:enti)?m(?:et(?:er|re)s?)?|yards?|light[- ]years?`
	const span = `seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)`
	const count = `(?i)(?:\d[\d,.]*|\b(?:a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|thousand|million|billion))[ -]+(?:\w+ )?(?:`
	re := func(of string) *regexp.Regexp { return regexp.MustCompile(count + of + `)\b`) }
	metres := re(length)
	return map[string]*regexp.Regexp{
		"far": metres, "tall": metres, "deep": metres, "wide": metres,
		"high":    regexp.MustCompile(re(length+`|dollars?|euros?|pounds?|crowns?|marks?|pence|cents?|percent|per cent|degrees?`).String() + `|[$€£¥] ?\d|\d ?%`), // a tax, too
		"lasting": re(span), "big": regexp.MustCompile(`\d`),
		"long": re(length + `|` + span), "old": regexp.MustCompile(re(`years?|months?|days?|centur(?:y|ies)|decades?`).String() + `|(?i)\baged? (?:of )?(?:about )?\d|\b(?:now|then) \d{1,3}\b|\pL ?, \d{1,3}(?: ?,|\.| and)`),
		"year":  regexp.MustCompile(`\b1\d{3}\b|\b20\d{2}\b|(?i)\b(?:years? old|aged \d)`),
		"often": regexp.MustCompile(`(?i)\b(?:once|twice|thrice|daily|weekly|monthly|yearly|annually|hourly|times|every|each) (?:an? |per |other )?(?:second|minute|hour|day|night|week|month|quarter|year|spring|summer|autumn|fall|winter|decade|century|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|\b(?:daily|weekly|monthly|annually|regularly|rarely|seldom)\b|\bevery \w+ (?:days|weeks|months|years|hours|minutes)`),
		"heavy": re(`kilograms?|kg|tons?|tonnes?|pounds?|lbs?|grams?`),
		"fast":  regexp.MustCompile(`(?i)\d[\d,.]* ?(?:\w+ ){0,2}(?:km/h|kph|mph|knots|per hour|an hour|per second|a second)`),
		"much":  regexp.MustCompile(`(?i)[$€£¥] ?\d|\d[\d,.]*[ -]+(?:\w+ )?(?:dollars?|euros?|pounds?|crowns?|rou?bles?|yen|yuan|rupees?|million|billion|percent|per cent|tons?|tonnes?|lit(?:er|re)s?)\b|\d ?%`),
	}
}()

// standsFor finds questions for what an acronym stands for.
var standsFor = regexp.MustCompile(`(?i)\b(?:stands? for|(?:is|are) \S+ (?:short|an? (?:acronym|abbreviation)) (?:for|of)|full (?:name|form) of)\b`)

// spellsOut reports whether a sentence says what an acronym of the question stands for.
func (a *asked) spellsOut(said string) bool {
	return slices.ContainsFunc(text.Acronyms(said), func(d text.Acronym) bool {
		_, has := a.byHash[hash(text.For("en").Term(d.Short.Of(said)))]
		return has
	})
}

// wanted is what sort of sentence a question asks for, beside its words.
type wanted struct {
	spelledOut  bool // what an acronym stands for
	negated     bool
	negatedTerm int            // of the question's terms, what is not so; -1: none
	unit        *regexp.Regexp // of the number asked for; nil: any
	gains       float64        // by such a number
	measure     string         // the word behind "how" that unit is of; empty: none
	noun        bool           // its one own word says what the answer is, and answers seldom say so: "on what holiday?"
	only        bool           // measure is the one word that the question has of its own
}

// wantedBy reads what sort of sentence question asks for.
func wantedBy(question string, compared bool) wanted {
	w := wanted{negated: denying.MatchString(question), spelledOut: standsFor.MatchString(question)}
	words := strings.Fields(strings.ToLower(question))
	for i, word := range words {
		if word == "how" && i+1 < len(words) {
			measure := strings.Trim(words[i+1], ",.?!")
			if w.unit, w.gains = units[measure], unitBonus; w.unit != nil && measure != "big" {
				w.measure = measure
			}
			if words[i+1] == "often" {
				w.gains = oftenBonus
			}
			if words[i+1] == "long" && i+3 < len(words) && lasting[words[i+2]] {
				w.unit = units["lasting"]
			}
			if words[i+1] == "many" && i+2 < len(words) {
				w.unit, w.gains, w.measure = counting(strings.Trim(words[i+2], ",.?!")), countBonus, ""
			}
			break
		}
		if grade := gradeOf(strings.Trim(word, ",.?!")); grade != "" && w.unit == nil && (compared || rangedGrade(grade)) {
			w.unit, w.gains = units[grade], unitBonus
			if grade == "many" && i+1 < len(words) && (slices.Contains(words[:i], "cost") || slices.Contains(words[:i], "costs")) {
				w.unit = units["much"]
			} else if grade == "many" && i+1 < len(words) {
				w.unit = counting(strings.Trim(words[i+1], ",.?!"))
			}
		}
	}
	return w
}

// lasting are the words behind "how long" that ask for a time, and not for a length.
var lasting = wordSet("did does do has have had will would until before after ago")

// rangedGrade reports whether a comparative asks for a number even where two
// things are not named; "first" and "most" need not.
func rangedGrade(grade string) bool { return grade != "year" && grade != "many" && grade != "big" }

// counting returns what finds a number of noun, which is in the plural: "300
// miners", "six new ships"; nil when it is too short to tell.
func counting(noun string) *regexp.Regexp {
	root := strings.TrimSuffix(strings.TrimSuffix(noun, "s"), "ie")
	if len(root) < 3 || len(root) > 20 {
		return nil
	}
	re, err := regexp.Compile(`(?i)(?:\d[\d,.]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|billion|dozen))[ -]+(?:[\w-]+ ){0,2}?` + regexp.QuoteMeta(root))
	if err != nil {
		return nil
	}
	return re
}

// negatedTerm returns the index of the first term behind the question's first
// denial; -1 when it has none near.
func (a *asked) negatedTerm() int {
	at := denying.FindStringIndex(a.Text)
	if at == nil {
		return -1
	}
	near := deniedWithin
	for _, tok := range text.For("en").Tokens(nil, a.Text[at[1]:]) {
		if i, ok := a.byHash[hash(tok.Term)]; ok {
			return i
		}
		if near--; near == 0 {
			break
		}
	}
	return -1
}

// refuses reports whether c denies of the word of which the question does.
func (a *asked) refuses(c *candidate) bool {
	if a.sort.negatedTerm < 0 {
		return false
	}
	for _, h := range c.hitsOf(c.at) {
		if h.term != a.sort.negatedTerm {
			continue
		}
		from := max(c.sentences[c.at].first, h.word-deniedWithin)
		ahead := c.art.Text[c.words[from].Start:c.words[h.word].Start]
		if cut := strings.LastIndexAny(ahead, ";:"); cut >= 0 {
			ahead = ahead[cut:]
		}
		if denying.MatchString(ahead) || refusing.MatchString(ahead) {
			return true
		}
	}
	return false
}

// wantedBonus returns what c gains by being of the sort asked for.
func (a *asked) wantedBonus(c *candidate) float64 {
	b := 0.0
	s := c.sentences[c.at]
	said := s.Of(c.art.Text)
	for _, p := range a.phrases {
		for _, h := range p.hashes {
			if hasRun(c.words[s.first:s.last], h) {
				b += phraseBonus
				break
			}
		}
	}
	switch {
	case !a.sort.negated:
	case a.refuses(c):
		b += refusalBonus
	case denying.MatchString(said) || refusing.MatchString(said):
		b += negationBonus
		if a.sort.negatedTerm >= 0 {
			b -= negationBonus / 2
		}
	}
	if a.sort.spelledOut && a.spellsOut(said) {
		b += phraseBonus
	}
	if a.sort.unit != nil && a.sort.unit.MatchString(said) {
		b += a.sort.gains
	}
	if a.defines(c) {
		b += definitionBonus
	}
	if a.kind == person && a.ownersIn(c) {
		b += ownerBonus
	}
	return b
}

// owner finds what belongs to what the sentence before spoke of: "its director".
var owner = regexp.MustCompile(`\b(?:[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) (?:[a-z-]+ )?([\pL-]+)`)

// ownersIn reports whether c has "its director" where the question has that noun, and
// the sentence before it most of the question's other words, which c has not.
func (a *asked) ownersIn(c *candidate) bool {
	for _, m := range owner.FindAllStringSubmatch(c.sentences[c.at].Of(c.art.Text), -1) {
		if m[1] != strings.ToLower(m[1]) && !isTitle(m[1]) {
			continue // "his brother Ivar"
		}
		noun := a.termsOf(m[0])
		rest := (uint64(1)<<len(a.terms) - 1) &^ noun
		if all := a.covered(rest); noun != 0 && all > 0 && a.covered(c.mask(c.at)&rest) < all/4 && a.covered(c.near(c.at, -1)&rest) > all/2 {
			return true
		}
	}
	return false
}
