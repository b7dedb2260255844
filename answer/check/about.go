package check

import "strings"

// mostBack is how many sentences that begin with pronouns are gone back over.
const mostBack = 3

// wasSubject reports whether the text before word j of the source was about the
// name: the sentence before has it for its subject, or as its first person; or
// it is the article's title, and the sentence before speaks of it, or there is
// none. A sentence that begins with a pronoun, or with "the film", goes on about
// what the one before it was about.
func (p *pair) wasSubject(pronoun string, j int, name []word) bool {
	if p.s.named(name, j) {
		return true
	}
	whole := len(name) >= len(p.s.name()) && hasRunOf(name, p.s.name()) >= 0
	entitled, person := whole || titled(p.s.title, name), refersToPerson(pronoun)
	text := p.s.Article.Text[:p.s.Start]
	for range mostBack + 1 {
		sentence := lastSentence(text)
		if strings.TrimSpace(sentence) == "" {
			break
		}
		before := &source{reading: read(sentence)}
		if _, end := before.pointingSubject(); end > 0 || len(before.words) > 0 && pointsBack(before.low(0)) {
			text = strings.TrimSuffix(strings.TrimRight(text, " \n"), strings.TrimRight(sentence, " \n"))
			continue
		}
		if person {
			if first := before.firstPerson(); first != nil {
				return sharesWord(name, first) || entitled && aboutTitle(before.reading, first, p.s.title)
			}
			break
		}
		return before.named(name, len(before.words)) || whole && hasRunOf(before.words, name) == 0 || entitled && pronoun != "they" && before.mentions(name)
	}
	return entitled && (!person || nobodysWord(name))
}

func refersToPerson(pronoun string) bool {
	switch pronoun {
	case "he", "she", "him", "her", "his":
		return true
	}
	return false
}

// nobodysWord reports whether a name is hardly a thing's: one of its words is in
// no dictionary.
func nobodysWord(name []word) bool {
	for _, w := range name {
		if w.content && len(theThesaurus().lemmas(w.low)) == 0 {
			return true
		}
	}
	return false
}

// mentions reports whether a sentence has all the words of a name.
func (r *reading) mentions(name []word) bool {
	for _, n := range name {
		found := !n.content
		for _, w := range r.words {
			found = found || w.low == n.low || w.stem == n.stem
		}
		if !found {
			return false
		}
	}
	return true
}

// entitled reports whether "the" or "this" and a noun at word j of the source mean
// what the article is about: the name is its title, and the noun stands in the
// title's brackets, or the first sentence says that it is one.
func (p *pair) entitled(j int, name []word) bool {
	if !titled(p.s.title, name) && hasRunOf(name, p.s.name()) < 0 || j+1 >= len(p.s.words) {
		return false
	}
	noun := p.s.words[j+1].base
	for n, w := range p.s.title.words {
		if w.base == noun && n > 0 && strings.ContainsAny(p.s.Article.Title, "(") {
			return true
		}
	}
	first := read(firstSentence(p.s.Article.Text[:p.s.Start]))
	return hasBase(first, first.predicate(), noun)
}

// firstSentence returns text up to its first full stop.
func firstSentence(text string) string {
	for from := 0; ; {
		cut := strings.Index(text[from:], ". ")
		if cut < 0 {
			return text
		}
		if cut += from; !abbreviated(text[:cut]) {
			return text[:cut+1]
		}
		from = cut + 1
	}
}
