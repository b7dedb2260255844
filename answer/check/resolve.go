package check

import "strings"

// resolved reports whether the claim has the name [i,k) where the source has a
// pronoun or "the company", and the name is in the title or a little before:
// in the source itself, in its paragraph, in another cited sentence.
func (p *pair) resolved(i, k int) bool {
	for n := i; n < k; n++ {
		if p.c.words[n].content && !isHonorific(p.c.words[n].low) && !p.precedes(p.c.words[n].low) {
			return false
		}
	}
	after := -1
	for n := k; n < p.to; n++ {
		if p.at[n] >= 0 {
			after = p.at[n]
			break
		}
	}
	for j, w := range p.s.words {
		if !(pronoun(w.low) && p.replaced(w.low) && p.mayBe(w.low, j, p.c.words[i:k])) && !(p.definite(j) && (p.entitled(j, p.c.words[i:k]) || p.wasSubject("it", j, p.c.words[i:k]))) {
			continue
		}
		if after > j && (after-j <= 4 && p.free(p.s.afterThis(j), after) || p.subjectAt(i, k) && p.samePhrase(j, after) || j == 0 && p.subjectAt(i, k) && p.reachedFrom(i, after)) && p.s.owning(j) == p.c.words[k-1].possessive {
			return true
		}
	}
	return false
}

// afterThis returns the word after the pronoun at word j, or after what follows
// "this" before its verb.
func (r *reading) afterThis(j int) int {
	k := j + 1
	for r.low(j) == "this" && k < len(r.words) && r.words[k].content && !r.verbal[k] && !strings.HasSuffix(r.low(k), "ly") {
		k++
	}
	return k
}

// mayBe reports whether a name may be who or what the pronoun at word j of the
// source means. "He" and "she" mean no country and no organisation.
func (p *pair) mayBe(pronoun string, j int, name []word) bool {
	switch pronoun {
	case "he", "she", "him", "her", "his":
		for _, w := range name {
			if w.content && !personal(w) {
				return false
			}
		}
	}
	return p.wasSubject(pronoun, j, name)
}

// titled reports whether all words of a name stand in the title.
func titled(title *reading, name []word) bool {
	for _, w := range name {
		if w.content && !isHonorific(w.low) && !hasWord(title, w.low) {
			return false
		}
	}
	return true
}

// named reports whether the sentence has the name before word end as what it is
// about: at its beginning, or before a verb, and behind no preposition.
func (r *reading) named(name []word, end int) bool {
	last := name[len(name)-1].low
	for k := 0; k < end && k < len(r.words); k++ {
		if !r.words[k].cap || r.words[k].low != last || r.words[k].possessive {
			continue
		}
		start := k
		for start > 0 && r.words[start-1].cap && r.words[start].sep == "" && r.words[start-1].content {
			start--
		}
		if start > 0 && r.low(start-1) == "the" {
			start--
		}
		if start > 0 && (isPreposition(r.low(start-1)) || r.verbal[start-1]) {
			continue
		}
		next := k + 1
		for next < len(r.words) && adverb(r.low(next)) {
			next++
		}
		if start == 0 || next < len(r.words) && (r.verbal[next] || auxiliary(r.low(next)) || strings.ContainsAny(r.words[next].sep, ",(")) {
			return true
		}
	}
	return false
}

// sharesWord reports whether two names have a word in common.
func sharesWord(a, b []word) bool {
	for _, w := range a {
		for _, f := range b {
			if w.low == f.low {
				return true
			}
		}
	}
	return false
}

// aboutTitle reports whether a sentence goes on about a person with "he" or
// "she" before it names first, and the title is that person's name.
func aboutTitle(r *reading, first []word, title *reading) bool {
	for _, w := range title.words {
		if !personal(w) {
			return false
		}
	}
	for _, w := range r.words {
		switch w.low {
		case "he", "she", "his", "her":
			return true
		}
		if w.low == first[0].low {
			return false
		}
	}
	return false
}

// personal reports whether a word may be part of a person's name.
func personal(w word) bool {
	return w.cap && w.content && !(w.upper && len(w.low) > 2) && lexicon().names[w.low] == 0 && monthOf(w) == 0 && weekdayOf(w) == 0
}

// firstPerson returns the first run of two names or more of a sentence, or its
// first single one, nil when it has none.
func (r *reading) firstPerson() []word {
	var single []word
	for i := 0; i < len(r.words); i++ {
		k := i
		for k < len(r.words) && personal(r.words[k]) && !r.taken[k] && (k == i || r.words[k].sep == "") {
			k++
		}
		if k-i >= 2 && !(i > 0 && inside(r.low(i-1))) {
			return r.words[i:k]
		}
		if k > i && i == 0 && k < len(r.words) && !lexicon().known[r.words[0].base] && (r.verbal[k] || auxiliary(r.low(k))) {
			return r.words[i:k]
		}
		if k > i && single == nil && (i > 0 && !isPreposition(r.low(i-1)) && r.low(i-1) != "the" || i == 0 && k < len(r.words) && !lexicon().known[r.words[0].base] && (r.verbal[k] || auxiliary(r.low(k)))) {
			single = r.words[i:k]
		}
		i = max(i, k-1)
	}
	return single
}

// inside reports whether what a preposition stands before is a place rather
// than a person.
func inside(w string) bool { return w == "in" || w == "at" || w == "near" || w == "within" }

// lastSentence returns what stands after the last full stop but one of text; the
// stop of "c. 1600" or "Dr. Lee" is none.
func lastSentence(text string) string {
	text = strings.TrimRight(text, " \n")
	body := strings.TrimRight(text, ".!?”\"")
	cut := strings.LastIndex(body, ". ")
	for cut >= 0 && abbreviated(body[:cut]) {
		cut = strings.LastIndex(body[:cut], ". ")
	}
	return text[max(cut, strings.LastIndex(text, "\n"))+1:]
}

// abbreviated reports whether the last word of text is one that a full stop
// shortens.
func abbreviated(text string) bool {
	w := text[strings.LastIndexAny(text, " (\n")+1:]
	switch w {
	case "Mr", "Mrs", "Ms", "Dr", "St", "Jr", "Sr", "vs", "No", "ca", "Gen", "Gov", "Sen", "Rep", "Prof", "Lt", "Col", "Capt", "Inc", "Ltd", "Co", "Corp":
		return true
	}
	return len(w) == 1 && w != "I" || strings.Contains(w, ".")
}

// replaced reports whether the claim has the source's pronoun less often.
func (p *pair) replaced(low string) bool {
	n := 0
	for _, w := range p.s.words {
		if w.low == low {
			n++
		}
	}
	for _, w := range p.c.words[p.from:p.to] {
		if w.low == low {
			n--
		}
	}
	return n > 0
}

// definite reports whether words j and j+1 of the source are "the company" or
// the like, left out of the claim, or begin it with "this".
func (p *pair) definite(j int) bool {
	w := p.s.words[j].low
	if w == "this" && j == 0 {
		return true // "This mall was", of which the article tells
	}
	return (w == "the" || w == "this") && pointing(p.s.low(j+1)) && !p.s.words[j+1].cap && !p.used[j+1]
}

// ownsThing reports whether a pronoun stands before what someone has.
func ownsThing(w string) bool { return w == "his" || w == "its" || w == "their" }

// owning reports whether word j is a pronoun before what someone has: "her
// shows", not "told her".
func (r *reading) owning(j int) bool {
	return ownsThing(r.low(j)) || r.low(j) == "her" && j+1 < len(r.words) && r.words[j+1].sep == "" && (r.words[j+1].content || r.taken[j+1])
}

// pointing reports whether "the" and w may mean something named before.
func pointing(w string) bool {
	switch w {
	case "company", "group", "organisation", "organization", "country", "city", "town", "state", "government", "team", "club", "band",
		"school", "university", "college", "president", "minister", "author", "writer", "man", "woman", "agency", "firm", "court", "party",
		"museum", "film", "movie", "book", "novel", "river", "mountain", "island", "treaty", "agreement", "pact", "ministry", "commission",
		"committee", "council", "parliament", "actor", "actress", "singer", "player", "coach", "king", "queen", "emperor", "pope", "leader",
		"bank", "network", "channel", "station", "newspaper", "magazine", "airline", "startup", "brand", "region", "province", "village",
		"church", "union", "alliance", "army", "ship", "show", "series", "game", "album", "song", "scientist", "inventor", "artist", "composer":
		return true
	}
	return false
}

// free reports whether the source has nothing between words j and k that a
// name for the pronoun before them would have to be told apart from.
func (p *pair) free(j, k int) bool {
	for ; j < k; j++ {
		if w := p.s.words[j]; w.content && !pointing(w.low) && !strings.HasSuffix(w.low, "ly") {
			return false
		}
	}
	return true
}

func pronoun(w string) bool {
	switch w {
	case "he", "she", "it", "they", "him", "her", "them", "his", "its", "their":
		return true
	}
	return false
}

// precedes reports whether name stands in what comes before the source: the
// title, the rest of its paragraph before it, another cited sentence.
func (p *pair) precedes(name string) bool {
	if hasWord(p.s.title, name) || hasWord(p.s.reading, name) {
		return true
	}
	before := p.s.Article.Text[:p.s.Start]
	if len(before) > near {
		before = before[len(before)-near:]
	}
	if cut := strings.LastIndex(before, "\n\n"); cut >= 0 && strings.TrimSpace(before[cut:]) != "" {
		before = before[cut:]
	}
	if hasWord(read(strings.ToValidUTF8(before, "")), name) {
		return true
	}
	for _, o := range p.s.others {
		if o.Article == p.s.Article && o.End < p.s.Start && p.s.Start-o.End < near && hasWord(read(o.Text()), name) {
			return true
		}
	}
	return false
}

// near is how far before a sentence what its pronouns mean may stand, in bytes:
// three or four sentences.
const near = 600

func hasWord(r *reading, low string) bool {
	for k, w := range r.words {
		if w.cap && w.low == low && !aside(r.low(k-1)) {
			return true
		}
	}
	return false
}

// aside reports whether what comes after the preposition is seldom what the
// next sentence goes on about.
func aside(preposition string) bool {
	switch preposition {
	case "by", "with", "to", "from", "for", "against", "than":
		return true
	}
	return false
}
