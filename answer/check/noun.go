package check

import "strings"

// resolvedNoun reports whether word i of the claim, after "the", stands where
// the source has a pronoun for it: the title has the word, or the sentence right
// before has it for its subject, or says that its subject is one.
func (p *pair) resolvedNoun(i int) bool {
	if p.c.words[i].cap || p.c.low(i-1) != "the" || i-1 < p.from {
		return false
	}
	after := -1
	for n := i + 1; n < p.to && after < 0; n++ {
		after = p.at[n]
	}
	for j, w := range p.s.words {
		person := w.low == "he" || w.low == "she" || w.low == "his" || w.low == "her"
		if !person && w.low != "it" && w.low != "they" && w.low != "its" && w.low != "their" || !p.replaced(w.low) {
			continue
		}
		if after <= j || after-j > 4 || !p.free(j+1, after) || (ownsThing(w.low) || w.low == "her") != p.c.words[i].possessive {
			continue
		}
		before := &source{reading: read(lastSentence(p.s.Article.Text[:p.s.Start]))}
		if hasBase(before.reading, before.predicate(), p.c.words[i].base) {
			return true
		}
		if person {
			continue
		}
		if hasBase(before.reading, before.leading(), p.c.words[i].base) {
			return true
		}
		for _, t := range p.s.title.words {
			if t.base == p.c.words[i].base {
				return true
			}
		}
	}
	return false
}

// pointedNoun reports whether word i of the claim, behind "this" or "these", names
// what the source's "this" or "these" alone means: the sentence before, or another
// cited one, has the noun.
func (p *pair) pointedNoun(i int) bool {
	w := p.c.low(i - 1)
	if i-1 < p.from || p.c.words[i].cap || w != "this" && w != "these" && w != "those" && w != "that" {
		return false
	}
	for j := range p.s.words {
		if p.s.low(j) != w || j+1 >= len(p.s.words) || !auxiliary(p.s.low(j+1)) && !p.s.verbal[j+1] {
			continue
		}
		before := []*reading{read(lastSentence(p.s.Article.Text[:p.s.Start]))}
		for _, o := range p.s.others {
			if o.Article == p.s.Article && o.End < p.s.Start && p.s.Start-o.End < near {
				before = append(before, read(o.Text()))
			}
		}
		for _, r := range before {
			for _, b := range r.words {
				if b.base == p.c.words[i].base {
					return true
				}
			}
		}
	}
	return false
}

func hasBase(r *reading, in []int, base string) bool {
	for _, k := range in {
		if r.words[k].base == base {
			return true
		}
	}
	return false
}

// predicate returns the content words of what a sentence says that its subject
// is: "a landmark" of "The tower is a landmark in the north".
func (r *reading) predicate() []int {
	verb := 0
	for verb < len(r.words) && !auxiliary(r.low(verb)) {
		if r.verbal[verb] && !participle(r.low(verb)) {
			return nil // a participle may stand in an apposition: "also called"
		}
		verb++
	}
	switch r.low(verb) {
	case "is", "was", "are", "were":
	default:
		return nil
	}
	var out []int
	for k := verb + 1; k < len(r.words) && !hard(r.words[k].sep) && !r.verbal[k] && !auxiliary(r.low(k)); k++ {
		if isPreposition(r.low(k)) && !(r.low(k) == "of" && r.taken[k-1]) {
			break
		}
		if r.words[k].content && !r.taken[k] {
			out = append(out, k)
		}
	}
	return out
}

// subjectAt reports whether the claim's name [i,k) stands before its verb.
func (p *pair) subjectAt(i, k int) bool {
	for k < p.to && adverb(p.c.low(k)) {
		k++
	}
	return k < p.to && (p.c.verbal[k] || auxiliary(p.c.low(k))) && !p.c.words[k-1].possessive && (i == p.from || !isPreposition(p.c.low(i-1)))
}

// reachedFrom reports whether the source says what its word after says of the
// pronoun that it begins with: between the two is no clause of its own, and
// nothing but its first verb, or what the claim has before its name at word i.
func (p *pair) reachedFrom(i, after int) bool {
	said := map[int]bool{}
	for n := p.from; n < i; n++ {
		if p.at[n] >= 0 {
			said[p.at[n]] = true
		}
	}
	verbs := 0
	for j := 1; j < after; j++ {
		if p.s.boundary(j) && !said[j] {
			return false
		}
		if !p.s.words[j].content || said[j] || p.s.taken[j] {
			continue
		}
		if verbs++; verbs > 1 || !p.s.verbal[j] && !auxiliary(p.s.low(j)) {
			return false
		}
	}
	return true
}

// adjectiveOf reports whether the one of two names is the adjective of the other,
// a place: "the Sicilian coast" for "the coast of Sicily". One who lives there is
// not the place.
func (p *pair) adjectiveOf(i, j int) bool {
	a, b := p.c.words[i], p.s.words[j]
	if !a.cap || !b.cap || p.c.taken[i] || p.s.taken[j] {
		return false
	}
	adjective := func(r *reading, k int, of string) bool {
		next := k + 1
		return next < len(r.words) && r.words[next].content && !r.words[next].cap && r.words[next].sep == "" && !r.verbal[next] && adjectival(r.low(k), of)
	}
	return adjective(p.c, i, b.low) || adjective(p.s.reading, j, a.low)
}

// adjectival reports whether adjective is made of the name of a place by a common
// ending.
func adjectival(adjective, place string) bool {
	if place == "niger" || place == "dominica" {
		return false // "Nigerian" is of Nigeria
	}
	for _, ending := range []string{"ian", "ean", "an", "ese"} {
		root, ok := strings.CutSuffix(adjective, ending)
		if !ok || len(root) < 4 {
			continue
		}
		if rest, ok := strings.CutPrefix(place, root); ok {
			switch rest {
			case "", "a", "ia", "y", "e", "o", "i", "s":
				return true
			}
		}
	}
	return false
}

// samePhrase reports whether the pronoun at word j of the source is said by a form
// of "be" to be a phrase that the word after stands in: "he was a Swedish born
// emigrant".
func (p *pair) samePhrase(j, after int) bool {
	switch p.s.low(j + 1) {
	case "is", "was", "are", "were":
	default:
		return false
	}
	for k := j + 2; k < after; k++ {
		if p.s.boundary(k) || isPreposition(p.s.low(k)) {
			return false
		}
	}
	return after-j <= 8
}
