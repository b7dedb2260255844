package check

import "strings"

// longestTitle is how many words of a title may stand for a pronoun: a headline
// is no name.
const longestTitle = 9

// excuseTitle excuses the article's title where the claim has it for the pronoun
// or "this film" that is the source's subject: "Acid rain can harm" for "It can
// harm". It stands before the same verb, and the text before is about it.
func (p *pair) excuseTitle() {
	title := p.s.name()
	if len(title) == 0 {
		return
	}
	j, end := p.s.pointingSubject()
	if end == 0 {
		return
	}
	i := p.from + hasRunOf(p.c.words[p.from:p.to], title)
	k := i + len(title)
	if i < p.from || k >= p.to || countRuns(p.c.words[p.from:p.to], title) != countRuns(p.s.words, title)+1 || p.c.words[k-1].possessive != p.s.owning(j) {
		return
	}
	if i > p.from && p.c.low(i-1) == "the" {
		i--
	}
	if i > p.from && p.c.low(i-1) != "that" && p.c.words[i].sep == "" || !p.says(k, end) || !p.isTitle(j, p.c.words[k-len(title):k]) {
		return
	}
	for n := i; n < k; n++ {
		p.excused[n] = true
	}
}

// says reports whether the claim says by word k, behind its subject, what the
// source says by word end: a verb, or what comes before one.
func (p *pair) says(k, end int) bool {
	if p.s.owning(end - 1) {
		return true
	}
	d := alike(p.c.words[k], p.s.words[end])
	return d >= 0 && d <= 1 || p.c.verbal[k] || auxiliary(p.c.low(k)) || adverb(p.c.low(k))
}

// name returns the words of the article's title without what stands in brackets,
// none for a headline.
func (s *source) name() []word {
	t := s.title.words
	for n, w := range t {
		if n > 0 && strings.ContainsAny(w.sep, "([:|–—?!") {
			t = t[:n]
			break
		}
	}
	if len(t) > longestTitle {
		return nil
	}
	for n, w := range t {
		if s.title.verbal[n] && n > 0 && !w.cap || pronoun(w.low) && n == 0 {
			return nil
		}
	}
	return t
}

// hasRunOf returns where words have a run of others, the last of them in another
// form perhaps; -1 for nowhere.
func hasRunOf(words, run []word) int {
	if len(run) == 0 {
		return -1
	}
	for n := 0; n+len(run) <= len(words); n++ {
		same := true
		for m, w := range run {
			o := words[n+m]
			same = same && (o.low == w.low || m == len(run)-1 && o.stem == w.stem)
		}
		if same {
			return n
		}
	}
	return -1
}

// countRuns returns how often words have a run of others.
func countRuns(words, run []word) int {
	n := 0
	for at := hasRunOf(words, run); at >= 0; at = hasRunOf(words, run) {
		words = words[at+len(run):]
		n++
	}
	return n
}

// pointingSubject returns the words [j,end) of the subject that a sentence begins
// with, or that follows its first phrase, if it is a pronoun, "this" and a noun,
// or "the film"; end is 0 for none.
func (s *source) pointingSubject() (j, end int) {
	if isPreposition(s.low(0)) {
		for j < len(s.words) && (j == 0 || !strings.Contains(s.words[j].sep, ",")) {
			j++
		}
	}
	if j >= len(s.words) {
		return 0, 0
	}
	switch w := s.low(j); {
	case w == "this" || w == "these":
		for end = j + 1; end < len(s.words) && end < j+4 && s.words[end].content && !s.verbal[end]; end++ {
		}
	case w == "the" && pointing(s.low(j+1)) && !s.words[j+1].cap:
		end = j + 2
	case w == "he" || w == "she" || w == "it" || w == "they" || s.owning(j):
		end = j + 1
	}
	if end >= len(s.words) || s.words[end].sep != "" && s.words[end].sep != "," {
		return 0, 0
	}
	return j, end
}

// isTitle reports whether the subject at word j means the article's title, name.
func (p *pair) isTitle(j int, name []word) bool {
	switch w := p.s.low(j); w {
	case "the", "this", "these":
		return p.entitled(j, name) || p.wasSubject("it", j, name)
	default:
		return p.mayBe(w, j, name)
	}
}
