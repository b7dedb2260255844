package search

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"byline/text"
)

// A phrase is what a question puts in quotation marks: its articles must have
// these words in this order.
type phrase struct {
	words  string
	hashes [][]uint32 // per language: of all its words, stop words too
}

// singleQuotes finds what stands in curly single quotation marks; the straight
// one is an apostrophe more often.
var singleQuotes = regexp.MustCompile(`‘([^‘]*?)’(?:$|[^\p{L}])`)

// phrases returns what s has in double or curly quotation marks, of two words
// or more.
func phrases(s string, languages []string) []phrase {
	var out []phrase
	s = singleQuotes.ReplaceAllString(s, `"$1"`)
	s = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`).Replace(s)
	parts := strings.Split(s, `"`)
	for i := 1; i+1 < len(parts); i += 2 {
		p := phrase{words: strings.TrimSpace(parts[i])}
		for _, l := range languages {
			var h []uint32
			for _, t := range text.For(l).Tokens(nil, p.words) {
				h = append(h, hash(t.Term))
			}
			if len(h) > 1 {
				p.hashes = append(p.hashes, h)
			}
		}
		if len(p.hashes) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// in reports whether r has the phrase in its text, title or source.
func (p phrase) in(r *reading) bool {
	for _, words := range [][]word{r.words, r.title, r.source} {
		for _, h := range p.hashes {
			if hasRun(words, h) {
				return true
			}
		}
	}
	return false
}

// hasRun reports whether words has the terms one after the other.
func hasRun(words []word, terms []uint32) bool {
	for i := 0; i+len(terms) <= len(words); i++ {
		k := 0
		for k < len(terms) && words[i+k].hash == terms[k] {
			k++
		}
		if k == len(terms) {
			return true
		}
	}
	return false
}

// insist keeps the candidates whose articles have every quoted phrase of the
// question. When none has, all stay and the question's doubts say so.
func (a *asked) insist(cands []candidate) []candidate {
	for _, p := range a.phrases {
		has := make(map[*reading]bool)
		kept := cands[:0:0]
		for _, c := range cands {
			ok, known := has[c.reading]
			if !known {
				ok = p.in(c.reading)
				has[c.reading] = ok
			}
			if ok {
				kept = append(kept, c)
			}
		}
		if len(kept) == 0 {
			a.doubts = append(a.doubts, fmt.Sprintf("nothing found says “%s”", p.words))
			continue
		}
		cands = kept
	}
	return slices.Clip(cands)
}
