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
	soft   bool       // in straight single marks: it must be somewhere, and other articles count too
}

// singleQuotes finds what stands in curly single quotation marks, English or low.
var singleQuotes = regexp.MustCompile(`[‘‚]([^‘‚]*?)[’‘](?:$|[^\p{L}])`)

// straightQuotes finds several words that stand between straight single marks, the
// first of which follows no letter and the last of which precedes none.
var straightQuotes = regexp.MustCompile(`(^|[\s(,:])'(\pL(?:[^'"]|'\pL)* (?:[^'"]|'\pL)*[^\s'"])'($|[^\pL\d])`)

// quoteWords is from how many words on straight single marks are taken to hold
// somebody's words, and not a title or a term.
const quoteWords = 4

// phrases returns what s has in double or curly quotation marks, of two words
// or more.
func phrases(s string, languages []string) []phrase {
	var out []phrase
	s = singleQuotes.ReplaceAllString(s, `"$1"`)
	soft := make(map[string]bool)
	s = straightQuotes.ReplaceAllStringFunc(s, func(in string) string {
		m := straightQuotes.FindStringSubmatch(in)
		if len(strings.Fields(m[2])) < quoteWords {
			return in
		}
		soft[m[2]] = true
		return m[1] + `"` + m[2] + `"` + m[3]
	})
	s = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "‹", `"`, "›", `"`, "「", `"`, "」", `"`, "``", `"`, "''", `"`).Replace(s)
	parts := strings.Split(s, `"`)
	for i := 1; i+1 < len(parts); i += 2 {
		p := phrase{words: strings.TrimSpace(parts[i]), soft: soft[parts[i]]}
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
		for k < len(terms) && words[i+k].Hash == terms[k] {
			k++
		}
		if k == len(terms) {
			return true
		}
	}
	return false
}

// insist keeps the candidates whose articles have every quoted phrase of the
// question, or else any of them. Of a phrase that none has the question's doubts say so, and
// when none has any, all stay. The name of an article's source is where to
// look, and not what must be said.
func (a *asked) insist(cands []candidate) []candidate {
	var have [][]bool // of the phrases, by candidate
	for _, p := range a.phrases {
		in := make([]bool, len(cands))
		known := make(map[*reading]bool)
		any, source := false, false
		for i, c := range cands {
			ok, done := known[c.reading]
			if !done {
				ok = p.in(c.reading)
				known[c.reading] = ok
			}
			in[i] = ok
			any = any || ok
			source = source || p.names(c.reading.source)
		}
		switch {
		case source:
		case any && p.soft:
		case any:
			have = append(have, in)
		default:
			a.doubts = append(a.doubts, fmt.Sprintf("nothing found says “%s”", p.words))
		}
	}
	if len(have) == 0 {
		return slices.Clip(cands)
	}
	keep := func(enough int) []candidate {
		kept := cands[:0:0]
		for i, c := range cands {
			n := 0
			for _, in := range have {
				if in[i] {
					n++
				}
			}
			if n >= enough {
				kept = append(kept, c)
			}
		}
		return kept
	}
	if all := keep(len(have)); len(all) > 0 {
		return slices.Clip(all)
	}
	return slices.Clip(keep(1))
}

// names reports whether words, all of them, are the phrase.
func (p phrase) names(words []word) bool {
	return slices.ContainsFunc(p.hashes, func(h []uint32) bool { return len(words) == len(h) && hasRun(words, h) })
}
