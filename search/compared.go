package search

import (
	"regexp"
	"slices"
	"strings"

	"byline/article"
	"byline/text"
)

const (
	// comparedWithin is how far behind the best of all the best sentence about one
	// of two things may be: it lacks the words for the other.
	comparedWithin = 6.0
	// alikeAmong is among how many of the best sentences those are looked for that say
	// the same sort of thing of either side.
	alikeAmong = 24
	// comparedStep is what a sentence loses in alike by standing a point behind the best.
	comparedStep = .04
)

// comparisons name two things, each by a group.
var comparisons = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(?:differences?|distinction|contrast|disagreement) between (.+?) and (.+?)(?: (?:in|on|about|regarding) .*)?\W*$`),
	regexp.MustCompile(`(?i)\bhow (?:do|does|did|are|is|was|were) (.+?) and (.+?) (?:differ|different|compare|disagree|see|view|judge|describe|report|cover|feel about|think (?:of|about))\b`),
	regexp.MustCompile(`(?i)\bhow (?:do|does|did|is|are|was|were) (.+?) (?:differ|different|compared?) (?:from|to|with) (.+?)\W*$`),
	regexp.MustCompile(`(?i)^\W*compare (.+?) (?:and|with|to|versus|vs\.?) (.+?)\W*$`),
	regexp.MustCompile(`(?i)^\W*(.+?) (?:vs\.?|versus) (.+?)\W*$`),
	regexp.MustCompile(`(?i)\bwhat (?:did|do|does|have|has) (?:both )?(.+?) and (.+?) (?:say|said|think|write|report|reported|claim|propose|proposed|want|offer|offered|promise|announce)\b`),
	regexp.MustCompile(`(?i)^\W*(?:is|was|are|were) (.+?) (?:\w+er|more \w+|less \w+) than (.+?)\W*$`),
	regexp.MustCompile(`(?i)^\W*(?:did|does|do|has|have|had|will|can) (.+?) \w+ (?:more|fewer|less|\w{2,}er) (?:\w+ ){0,2}?than (.+?)\W*$`),
	regexp.MustCompile(`(?i)^\W*(?:which|who|what) .*?[,:] ?(.+?) or (.+?)\W*$`),
	regexp.MustCompile(`(?i)^\W*(?:between )?(.+?) (?:or|and) (.+?)[,;:.?] *(?:which|who|what)\b`),
	regexp.MustCompile(`(?i)^\W*(?:which|who|what) (?:\w+ ){0,5}?(?:\w+er|more|less|first|earlier|later|most|least|better|worse) (?:\w+ ){0,2}?(?:of|between) (.+?) (?:and|or) (.+?)\W*$`),
}

// compareWords are the words of a comparison that no answer needs.
var compareWords = strings.Fields("difference differences distinction contrast disagreement compare compared comparison differ different versus vs between")

// sideStart and sideEnd are what stands around the name of a thing compared: "what
// Ayre", "the Sentinel's reports on the dam", "Bel said about the dam".
var (
	sideStart = regexp.MustCompile(`(?i)^(?:what|how|the (?:views?|reports?|coverage|opinions?|positions?|articles?) (?:of|by|in)) `)
	sideEnd   = regexp.MustCompile(`(?i)(?:['’]s?)? (?:said|say|says|thinks?|thought|wrote|writes?|reported|reports?|articles?|coverage|views?|stories|accounts?|opinions?|positions?|statements?|see|saw)(?: .*)?$`)
)

func sideOf(s string) string { return sideEnd.ReplaceAllString(sideStart.ReplaceAllString(s, ""), "") }

// comparative finds the words that compare: what they say of either thing is
// said in other words.
var comparative = regexp.MustCompile(`(?i)\b(?:more|less|fewer|most|least|first|last|better|best|worse|worst|expensive|[a-z]{3,}(?:er|est))\b`)

// comparatives returns the words of question that compare.
func comparatives(question string) []string {
	return slices.DeleteFunc(comparative.FindAllString(question, -1), func(w string) bool { return gradeOf(w) == "" })
}

// grades are what the comparatives ask for, by the word after "how".
var grades = map[string]string{"longer": "long", "longest": "long", "shorter": "long", "shortest": "long", "taller": "tall", "tallest": "tall", "higher": "tall", "highest": "tall",
	"lower": "tall", "lowest": "tall", "deeper": "deep", "deepest": "deep", "shallower": "deep", "wider": "wide", "widest": "wide", "heavier": "heavy", "heaviest": "heavy", "lighter": "heavy",
	"faster": "fast", "fastest": "fast", "slower": "fast", "slowest": "fast", "older": "year", "oldest": "year", "younger": "year", "youngest": "year", "newer": "year", "newest": "year",
	"earlier": "year", "later": "year", "sooner": "year", "first": "year", "last": "year", "cheaper": "much", "cheapest": "much", "expensive": "much", "dearer": "much", "costlier": "much",
	"farther": "far", "further": "far", "nearer": "far", "closer": "far", "bigger": "big", "biggest": "big", "larger": "big", "largest": "big", "smaller": "big", "smallest": "big",
	"more": "many", "most": "many", "less": "many", "least": "many", "fewer": "many", "better": "many", "best": "many", "worse": "many", "worst": "many"}

// gradeOf returns what a comparative asks for; empty when w is none.
func gradeOf(w string) string { return grades[strings.ToLower(w)] }

// toldApart returns the terms of two things that tell them apart; nil when they
// cannot be told.
func toldApart(a, b string) (x, y []string) {
	const long = 6 // words that name a thing
	x, y = terms(a), terms(b)
	if len(x) > long || len(y) > long {
		return nil, nil
	}
	only := func(of, but []string) []string {
		return slices.DeleteFunc(slices.Clone(of), func(t string) bool { return slices.Contains(but, t) })
	}
	if p, q := only(x, y), only(y, x); len(p) > 0 && len(q) > 0 {
		return p, q
	}
	return nil, nil
}

// alike returns the two sentences, one about either thing compared and not the
// other, that say most nearly the same sort of thing: in the same words, and
// with a number of the sort that is asked for. Nil when the best of all
// speaks of both, or no two have anything in common.
func (a *asked) alike(quotes []article.Quote) []int {
	quotes = quotes[:min(len(quotes), alikeAmong)]
	var of [2][]int
	for i, q := range quotes {
		speaks := a.wants.speaksOf(q, q.Score >= quotes[0].Score-comparedWithin)
		if speaks[0] && speaks[1] && i == 0 {
			return nil
		}
		for k := range of {
			if speaks[k] && !speaks[1-k] {
				of[k] = append(of[k], i)
			}
		}
	}
	var out []int
	best := 0.0
	for _, i := range of[0] {
		for _, j := range of[1] {
			common := a.inCommon(quotes[i].Text(), quotes[j].Text())
			if value := common - comparedStep*(2*quotes[0].Score-quotes[i].Score-quotes[j].Score); common > 0 && (out == nil || value > best) {
				best, out = value, []int{min(i, j), max(i, j)}
			}
		}
	}
	return out
}

// inCommon returns how nearly x and y say the same sort of thing, 0 to 2: the
// share of their words that both have, numbers being all alike, and 1 when both
// have a number of the sort asked for.
func (a *asked) inCommon(x, y string) float64 {
	sides := slices.Concat(a.wants.sides...)
	sorts := func(s string) map[string]bool {
		m := make(map[string]bool)
		for _, t := range text.For("en").Tokens(nil, s) {
			switch {
			case t.Number:
				m["#"] = true
			case !t.Stop && !slices.Contains(sides, t.Term):
				m[t.Term] = true
			}
		}
		return m
	}
	p, q := sorts(x), sorts(y)
	both := 0
	for t := range p {
		if q[t] {
			both++
		}
	}
	out := 2 * float64(both) / float64(max(1, len(p)+len(q)))
	if u := a.sort.unit; u != nil && u.MatchString(x) && u.MatchString(y) {
		out++
	}
	return out
}

// compared returns two sentences that are alike, else the best of all and then
// that of each thing compared which none of those before speaks of.
func (a *asked) compared(quotes []article.Quote) []int {
	if two := a.alike(quotes); two != nil {
		return two
	}
	s := a.wants
	var out []int
	done := make([]bool, len(s.sides))
	spoken := 0
	for i, q := range quotes {
		of := s.speaksOf(q, q.Score >= quotes[0].Score-comparedWithin)
		fresh := false
		for k, yes := range of {
			if yes && !done[k] {
				done[k], fresh = true, true
				spoken++
			}
		}
		if fresh || i == 0 {
			out = append(out, i)
		}
		if spoken == len(done) {
			break
		}
	}
	if spoken < len(done) {
		return nil
	}
	return out
}

// speaksOf says of each thing compared whether q is about it: its words are in
// the sentence, or in the name of its source; or in the title, when nothing
// else that is compared is. Of what is far behind only the source tells.
func (s several) speaksOf(q article.Quote, near bool) []bool {
	in, source, title := terms(q.Text()), terms(q.Article.Source), terms(q.Article.Title)
	all := func(words, of []string) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(of, w) })
	}
	out := make([]bool, len(s.sides))
	said := false
	for k, side := range s.sides {
		out[k] = near && all(side, in) || all(side, source)
		said = said || out[k]
	}
	for k, side := range s.sides {
		out[k] = out[k] || near && !said && all(side, title)
	}
	return out
}
