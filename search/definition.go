package search

import (
	"regexp"
	"strings"

	"byline/text"
)

const (
	// definitionBonus lifts the sentences that say what something is when the
	// question asks just that.
	definitionBonus = 2
	// definedMost is how many content words the thing has at most.
	definedMost = 8
	// insideMost is how many words a name has more in the text than in the
	// question: "Julie Deborah Kavner".
	insideMost = 2
)

// asksWhat finds what a question wants told and nothing else of it: the word
// it asks by, then the thing, then "mean".
var asksWhat = regexp.MustCompile(`(?i)^\W*(?:and\s+|so\s+)?(?:(who|what)(?:\s*['’]?s|\s+is|\s+are|\s+was|\s+were)|what\s+(do(?:es)?)|` +
	`(?:please\s+|(?:can|could)\s+you\s+)?(?:define|explain|describe|tell\s+(?:me|us)\s+about))\s+(?:an?\s+|the\s+)?(.+?)(\s+mean)?[\s?!.]*$`)

// relation finds what makes the thing one that "who" asks the name of: "the
// head of the council".
var relation = regexp.MustCompile(`(?i)\s(?:of|in|at|for|to|by|from|on|behind)\s|['’]s\s`)

// definedBy returns the words, as hashes, of what text asks the definition of;
// none when it asks for something else.
func definedBy(question string) []uint32 {
	m := asksWhat.FindStringSubmatch(question)
	if m == nil || strings.EqualFold(m[1], "who") && relation.MatchString(m[3]) || (m[2] != "") != (m[4] != "") {
		return nil
	}
	var out []uint32
	for _, w := range text.For("en").Words(nil, m[3]) {
		if w.Flags&stopWord == 0 {
			out = append(out, w.Hash)
		}
	}
	if len(out) > definedMost {
		return nil
	}
	return out
}

// defines reports whether c begins with the thing that is asked about and says
// what it is: "The Orla Canal (1921) is a waterway".
func (a *asked) defines(c *candidate) bool {
	if len(a.defined) == 0 {
		return false
	}
	s := c.sentences[c.at]
	at, more := s.first, 0
	for k := 0; k < len(a.defined); at++ {
		switch {
		case at == s.last:
			return false
		case c.words[at].Hash == a.defined[k]:
			k++
		case c.words[at].Flags&stopWord != 0:
		case k == 0 || more == insideMost || c.words[at].Flags&capital == 0:
			return false
		default:
			more++
		}
	}
	if at == s.last {
		return false
	}
	end := int(c.words[at-1].End)
	rest := strings.TrimLeft(c.art.Text[end:s.End], " \"'`”’")
	return isA.MatchString(rest)
}

// isA finds that a thing is something, behind its name: at once, or behind its
// other names.
var isA = regexp.MustCompile(`^(?:(?:[(\[,–—-]|or |also |sometimes |commonly |officially )[^.;]{0,240}?[\s)\],])?(?:is|are|was|were)\s+(?:also\s+|usually\s+|generally\s+)?(?:an?|the|one|any|another|part|some|all)\s`)
