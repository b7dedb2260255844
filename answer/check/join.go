package check

import "strings"

// maxParts bounds how many clauses a joined claim is taken apart into.
const maxParts = 3

// joined cuts the claim at its conjunctions into clauses of which each is
// supported by one of the sources, with a subject of its own or one that it
// shares with the clause before. It returns which sources those are, nil when
// there is no such cut.
func joined(c *reading, sources []*source) []int {
	return joinedFrom(c, sources, 0, nil, maxParts)
}

// joinedFrom checks the words from word from on, after a clause that last
// supports.
func joinedFrom(c *reading, sources []*source, from int, last *source, parts int) []int {
	if parts == 0 {
		return nil
	}
	for end := len(c.words); end > from+1; end-- {
		if end < len(c.words) && !c.joint(end) {
			continue
		}
		for n, s := range sources {
			if s == last || !c.states(s, from, end) || !part(c, s, from, end).OK() || last != nil && !sharesSubject(c, from, end, s, last) {
				continue
			}
			if end == len(c.words) {
				return []int{n}
			}
			if more := joinedFrom(c, sources, c.afterJoint(end), s, parts-1); len(more) > 1 || len(more) == 1 && !c.bareComma(end) {
				return append([]int{n}, more...)
			}
		}
	}
	return nil
}

// states reports whether words [from,to) may be a statement that s supports: s
// has a word of theirs that may be a verb, and they do not begin with a
// participle.
func (r *reading) states(s *source, from, to int) bool {
	first := r.words[from]
	if r.depends(s, from, to) {
		return false
	}
	participle := strings.HasSuffix(first.low, "ing") && !isPreposition(first.low) && !first.cap && from+1 < to && (r.taken[from+1] || r.objectFollows(from))
	for i := from; i < to; i++ {
		w := r.words[i]
		if participle && !auxiliary(w.low) {
			continue // "drinking the water would help" is a statement
		}
		if name(w) || r.taken[i] || !w.content && !auxiliary(w.low) && !strings.HasPrefix(w.low, "includ") || w.content && !r.verbal[i] && !mayBeVerb(r.lexeme(i)) {
			continue
		}
		for _, o := range s.words {
			if alike(w, o) >= 0 {
				return true
			}
		}
	}
	return false
}

// mayBeVerb reports whether the thesaurus has a word as a verb.
func mayBeVerb(x *lexeme) bool {
	if x == nil {
		return false
	}
	for _, sense := range x.own {
		if theThesaurus().part[sense] == 'v' {
			return true
		}
	}
	return false
}

// joint reports whether the claim may be cut before word i: at "and", "but",
// "while", a semicolon. A "because" joins two statements into a third.
func (r *reading) joint(i int) bool {
	switch r.words[i].low {
	case "and", "but", "while", "whereas", "although", "though", "which", "who":
		return true
	}
	return strings.ContainsAny(r.words[i].sep, ";:") || r.words[i].sep == ","
}

// bareComma reports whether only a comma parts the clause that begins at word i
// from the one before, as in a list of which the last has an "and".
func (r *reading) bareComma(i int) bool {
	switch r.words[i].low {
	case "and", "but", "while", "whereas", "although", "though", "which", "who":
		return false
	}
	switch r.words[0].low {
	case "while", "whereas", "although", "though":
		return false // "While A, B"
	}
	return r.words[i].sep == ","
}

// depends reports whether words [from,to) are a clause that begins with "when"
// or the like and waits for another, which s has.
func (r *reading) depends(s *source, from, to int) bool {
	switch r.words[from].low {
	case "when", "if", "although", "though", "because", "while", "unless", "whereas", "as", "since", "after", "before", "once", "until":
	default:
		return false
	}
	comma := func(words []word) bool {
		for _, w := range words {
			if strings.Contains(w.sep, ",") {
				return true
			}
		}
		return false
	}
	return s.low(0) == r.words[from].low && comma(s.words) && !comma(r.words[from+1:to])
}

// afterJoint returns the first word of the clause whose joint is before word i.
func (r *reading) afterJoint(i int) int {
	for i < len(r.words)-1 {
		switch r.words[i].low {
		case "and", "but", "while", "whereas", "although", "though", "which", "who", "also", "then", "that":
			i++
			continue
		}
		break
	}
	return i
}

// sharesSubject reports whether the clause [from,to) has the subject of the
// source that supports it, or may leave it out because the source before has
// the same one.
func sharesSubject(c *reading, from, to int, s, last *source) bool {
	p := overlay(c, s, from, to)
	lead := s.leading()
	for _, j := range lead {
		if p.used[j] {
			return true
		}
	}
	if len(lead) == 0 { // the source begins with a pronoun
		return s.Article == last.Article && last.Start < s.Start && s.Start-last.End < 3
	}
	before := last.leading()
	for _, j := range lead {
		for _, k := range before {
			if alike(s.words[j], last.words[k]) == 0 {
				return true
			}
		}
	}
	return false
}

// leading returns the content words of the subject of a sentence: those before
// its first verb, a phrase before a comma left out. Empty for a pronoun.
func (s *source) leading() []int {
	var out []int
	for i, w := range s.words {
		if s.verbal[i] || auxiliary(w.low) {
			break
		}
		if i > 0 && w.sep == "," && len(out) > 0 && isPreposition(s.low(0)) {
			out = nil
		}
		if w.content && !s.taken[i] {
			out = append(out, i)
		}
	}
	return out
}

func auxiliary(w string) bool {
	switch w {
	case "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "should", "did", "does", "do":
		return true
	}
	return false
}

// borrowed reports whether the claim says of another cited sentence's subject
// what s says of its own: a word before the claim's verb is only a stand-in
// for one of s, and the very word is the other's subject.
func borrowed(c *reading, s *source, sources []*source) bool {
	if len(sources) < 2 {
		return false
	}
	p := overlay(c, s, 0, len(c.words))
	for i, w := range c.words {
		if c.verbal[i] || auxiliary(w.low) {
			return false
		}
		if !w.content || c.taken[i] || p.at[i] >= 0 && p.exact(i) {
			continue
		}
		for _, o := range sources {
			if o == s {
				continue
			}
			for _, j := range o.leading() {
				if alike(w, o.words[j]) == 0 && !hasWord(s.title, w.low) {
					return true
				}
			}
		}
	}
	return false
}
