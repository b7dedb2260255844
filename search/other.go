package search

import (
	"regexp"
	"slices"
	"strings"

	"byline/article"
	"byline/text"
)

// An avoidance is what a question for something else does not want again.
type avoidance struct {
	said     string       // the answer before
	person   string       // whom it named, when it was asked who
	articles []article.ID // that are not the ones meant: "no, the other treaty"
	names    bool         // what is wanted has a name that was not given before
	again    bool         // the question before is asked again as it was
	least    float64      // then: the share of it that an answer must have, for what was said had nearly as much
	asked    string       // the question before
}

// againShare is how much of what the first answer has of a question another one to it
// must have.
const againShare = .8

var (
	// elseWords ask for another than was said.
	elseWords = regexp.MustCompile(`(?i)\b((?:who|whom|what|where|when|which|why|how|any(?:one|body|thing|where)|some(?:one|body|thing)) )else\b|\b(which |any )other\b|\b(any )(?:others?|more)\b`)
	// elseOnly is what is left of a question that asks nothing besides.
	elseOnly = regexp.MustCompile(`(?i)^\W*(?:(?:and|so|but|is there|are there|was there|were there|anyone|anybody|anything|any|others|who|whom|what|where|when|which|ones?|more) ?)*\W*$`)
	// theOther points away from what was shown: "the other treaty. who signed it".
	// beforeThat asks the same of another time.
	beforeThat = regexp.MustCompile(`(?i)^\W*(?:(?:and|but|what about|how about|what|who) )*(?:(?:before|after|since) (?:that|then|this)|earlier|previously|afterwards)\W*$`)
	goesOn     = regexp.MustCompile(`(?i)^(?:and|what about|how about)\b`)
	theOther   = regexp.MustCompile(`(?i)^\W*((?:(?:no|nope|not that one|wrong one|i mean|i meant|and|but|what about|how about)\b[,.;:! ]*)*)the other ((?:\w+)(?: \w+)?)\b[.,;:!? ]*(.*)$`)
)

// another reads a question that asks for something else than the turn before
// said, or about something else of the same name. A question with nothing of
// its own is the one before, asked again.
func (q Question) another(last article.Turn, asked string) Question {
	if m := theOther.FindStringSubmatch(q.Text); m != nil && (m[3] == "" || questionWord.MatchString(m[3])) {
		q.avoid = &avoidance{articles: last.Articles, asked: asked}
		noun := strings.TrimSpace(m[2])
		if goesOn.MatchString(m[1]) { // not another article, perhaps
			q.avoid = &avoidance{said: last.Text, asked: asked}
		}
		switch {
		case m[3] != "":
			q.Text = m[3]
			q.about = noun
		case strings.EqualFold(noun, "one") || sharesWord(noun, asked):
			q.Text, q.stance = asked, alone
		default:
			q.avoid = nil
		}
		return q
	}
	if beforeThat.MatchString(q.Text) {
		q.avoid = &avoidance{said: last.Text, asked: asked, again: true}
		q.Text, q.stance = asked, alone
		return q
	}
	if !elseWords.MatchString(q.Text) {
		return q
	}
	if k := kindOf(asked); kindOf(q.Text) == person && (k == moment || k == place || k == amount || k == reason) {
		return q // nobody was asked for, and what was said may name them
	}
	q.avoid = &avoidance{said: last.Text, asked: asked, names: kindOf(q.Text) == person || kindOf(asked) == person && elseOnly.MatchString(elseWords.ReplaceAllString(q.Text, "$1$2$3"))}
	if kindOf(asked) == person {
		q.avoid.person = answered(last.Text, asked)
	}
	q.Text = strings.Join(strings.Fields(elseWords.ReplaceAllString(q.Text, "$1$2$3")), " ")
	if elseOnly.MatchString(q.Text) {
		q.Text, q.stance, q.avoid.again = asked, alone, true
	}
	return q
}

var (
	// oftheirs finds questions for something else of whom the question before was about.
	oftheirs = regexp.MustCompile(`(?i)^\W*(?:(?:and|but|what about|how about|so) )+(?:his|her|its|their) ([\pL-]+)\W*$`)
	// ofIts finds that "father" in "who was Ann's father", and the "area" of "the area of Oss".
	ofIts = regexp.MustCompile(`(?i)['’]s ([\pL-]+)\W*$|\bthe ([\pL-]+) of [^,;]+$`)
)

// alike puts what is asked for now ("and her mother?") in the place of what was asked
// for ("who was Ann's father").
func (q Question) alike(asked string) Question {
	m, at := oftheirs.FindStringSubmatch(q.Text), ofIts.FindStringSubmatchIndex(asked)
	if m == nil || at == nil {
		return q
	}
	from, to := at[2], at[3]
	if from < 0 {
		from, to = at[4], at[5]
	}
	q.Text, q.stance = asked[:from]+m[1]+asked[to:], alone
	return q
}

// sharesWord reports whether s and question have a content word in common.
func sharesWord(s, question string) bool {
	in := terms(question)
	return slices.ContainsFunc(terms(s), func(t string) bool { return slices.Contains(in, t) })
}

// others drops the candidates that a question for something else does not want.
func (a *asked) others(cands []candidate) []candidate {
	if a.avoid == nil {
		return cands
	}
	most := 0.0
	out := slices.DeleteFunc(cands, func(c candidate) bool {
		drop := a.avoid.unwanted(&c)
		if drop && strings.Contains(a.avoid.said, c.sentences[c.at].Of(c.art.Text)) {
			most = max(most, a.covered(a.around(&c)))
		}
		return drop
	})
	a.avoid.least = againShare * most
	if len(out) == 0 {
		a.doubts = append(a.doubts, "nothing else was found")
	}
	return out
}

// saysLess reports whether c, which is to answer the question before once more,
// has much less of it than the first answer.
func (a *asked) saysLess(c *candidate) bool {
	return a.avoid != nil && a.avoid.again && a.covered(a.around(c)) < a.avoid.least
}

// around returns the terms of c, its neighbours and its title.
func (a *asked) around(c *candidate) uint64 {
	return c.mask(c.at) | c.near(c.at, -1) | c.near(c.at, 1) | c.match.title
}

func (v *avoidance) unwanted(c *candidate) bool {
	said := c.sentences[c.at].Of(c.art.Text)
	if slices.Contains(v.articles, c.art.ID) || v.said != "" && strings.Contains(v.said, said) {
		return true
	}
	return v.names && !v.namesAnother(said)
}

// namesAnother reports whether s has a name that is no time and that neither the
// question before nor its answer has.
func (v *avoidance) namesAnother(s string) bool {
	known := strings.ToLower(v.asked + " " + v.said)
	for _, n := range names(s) {
		if timed(n) {
			continue
		}
		fresh := true
		for _, t := range text.For("en").Tokens(nil, n) {
			if !t.Stop && strings.Contains(known, strings.ToLower(n[t.Start:t.End])) {
				fresh = false
			}
		}
		if fresh {
			return true
		}
	}
	return false
}
