package refer

import (
	"slices"
	"strings"
	"unicode"
)

// A kind is what sort of thing a name names.
type kind uint8

const (
	unknown kind = iota
	person
	likely // a person by the look of the name
	thing
	place // a place, a people or a time
)

// An entity is somebody or something that the story names.
type entity struct {
	kind  kind
	sex   sex
	words []string        // of the longest name
	nouns map[string]bool // what it is called besides: "president", "treaty"
	last  *mention
	full  *mention // where it has the longest name
	vague bool     // a name that several bear
	firm  bool     // it does what companies do, or what is done to them
}

// A mention is a run of words that names an entity.
type mention struct {
	in          *sentence
	first, past int // words [first,past), titles left out
	lead        int // where its titles begin
	the         bool
	owner       bool
	partial     bool // only a part of a longer name
	quoted      bool
	of          *entity
}

// shown is the name as the article prints it.
func (m *mention) shown(txt string) string {
	return txt[m.in.words[m.first].start:m.in.words[m.past-1].end]
}

// mention finds the names of s and links them to those named before.
func (st *story) mention(s *sentence) {
	for i := 0; i < len(s.words); {
		end := st.run(s, i)
		if end == i {
			i++
			continue
		}
		if m := st.named(s, i, end); m != nil {
			st.link(m)
			s.mentions = append(s.mentions, m)
		}
		i = end
	}
	st.describe(s)
}

// run returns where the run of name words that begins at word i ends; i when
// none begins.
func (st *story) run(s *sentence, i int) int {
	w := s.words[i]
	if !w.cap || w.stop || back[w.low] || pronounLike(w.low) {
		return i
	}
	end := i + 1
	for end < len(s.words) && !s.words[end-1].owns {
		w := s.words[end]
		if s.joined(end) && (w.cap && (!w.stop || st.text[w.start:w.end] == "I")) {
			end++
			continue
		}
		n := st.linkers(s, i, end)
		if n == 0 {
			break
		}
		end += n
	}
	return end
}

// linkers returns the number of words from end on that belong to the name
// although they begin small, with the capital after them: "van Gogh", "of
// Versailles".
func (st *story) linkers(s *sentence, from, end int) int {
	if !s.joined(end) {
		return 0
	}
	n := 0
	switch s.low(end) {
	case "of":
		if head := s.low(end - 1); !words().thing[head] && !ofNames[head] {
			return 0
		}
		n = 1
		if s.low(end+1) == "the" {
			n = 2
		}
	case "de", "da", "van", "von", "bin", "ibn", "al", "el", "del", "di", "du", "dos", "af", "zu", "arap", "ap", "ben", "bint", "ter", "ten", "la", "le":
		n = 1
		if nx := s.low(end + 1); (nx == "der" || nx == "den" || nx == "la" || nx == "las") && !s.words[end+1].cap {
			n = 2
		}
	default:
		// "Bong Joon-ho": a small part after a hyphen.
		if s.words[end].gap == "-" && s.words[end-1].cap && end-1 > from {
			return 1
		}
		return 0
	}
	if end+n < len(s.words) && s.words[end+n].cap && s.joined(end+n) {
		return n + 1
	}
	return 0
}

// ofNames are names' first words, besides the nouns, that "of" may follow.
var ofNames = set("house hall gulf isle order bay cape tower rights declaration community court board office")

func pronounLike(low string) bool {
	switch low {
	case "i", "we", "you", "my", "our", "your", "here", "yes", "no", "one":
		return true
	}
	return false
}

// named makes a mention of the words [from,to) of s; nil when they are no name.
func (st *story) named(s *sentence, from, to int) *mention {
	m := &mention{in: s, first: from, past: to, lead: from, of: &entity{nouns: map[string]bool{}}}
	m.owner = s.words[to-1].owns
	m.quoted = s.words[from].quoted
	m.the = from > 0 && s.low(from-1) == "the" && s.joined(from)
	m.partial = from > 0 && s.words[from-1].cap && s.words[from-1].owns || from > 1 && (s.low(from-1) == "and" || s.low(from-1) == "or") && s.words[from-2].cap
	m.unlead()
	titled := st.untitle(m)
	if m.first == m.past {
		return nil
	}
	for _, w := range s.words[m.first:m.past] {
		m.of.words = append(m.of.words, w.low)
	}
	m.of.kind = st.kindOf(m, titled)
	if m.of.kind == unknown && st.common(m) {
		return nil
	}
	return m
}

// unlead takes off a word that only begins the sentence: "Despite", "Sociologist".
func (m *mention) unlead() {
	if m.first > 0 || m.past-m.first < 2 {
		return
	}
	low := m.in.low(0)
	_, name := words().first[low]
	if prepositions[low] || subordinators[low] || leadsIn[low] || beginners[low] ||
		!name && m.past-m.first > 2 && (strings.HasSuffix(low, "ist") || strings.HasSuffix(low, "ian")) && !words().places[low] {
		m.first++
		m.lead++
	}
}

// beginners are capitalised at the beginning of a sentence, and no names.
var beginners = set("despite without like unlike even only another many some most several both either neither each every all any no not if given besides except regarding according although though")

// untitle takes the titles off a name, "Russian President" and "Dr", and
// reports whether there were any.
func (st *story) untitle(m *mention) bool {
	l := words()
	titled := false
	for k := m.first; k < m.past; k++ {
		low := m.in.low(k)
		sx, isPerson := l.person[low]
		hx, honor := honorifics[low]
		switch {
		case honor:
			m.of.sex = max(m.of.sex, hx)
		case isPerson && !(k+1 < m.past && m.in.low(k+1) == "of"):
			m.of.sex = max(m.of.sex, sx)
			if k == 0 || m.in.low(k-1) != "vice" && m.in.low(k-1) != "former" {
				m.of.nouns[low] = true
			}
		default:
			continue
		}
		if k+1 == m.past { // "the Russian President": a description, no name
			m.first = m.past
			return true
		}
		titled = true
		m.first = k + 1
	}
	if sx, ok := kin[m.in.low(m.lead-1)]; ok && m.in.joined(m.lead) && possessive[m.in.low(m.lead-2)] { // "her brother Joseph"
		m.of.sex = max(m.of.sex, sx)
		titled = true
	}
	// A title in small letters: "the physician Alexander Fleming".
	if low := m.in.low(m.lead - 1); !titled && m.in.joined(m.lead) {
		if sx, ok := l.person[low]; ok {
			m.of.sex = max(m.of.sex, sx)
			if p := m.in.low(m.lead - 2); p != "former" && p != "vice" && p != "ex" {
				m.of.nouns[low] = true
			}
			titled = true
		}
	}
	return titled
}

// kindOf says what the name of m names by its words and what stands before it.
func (st *story) kindOf(m *mention, titled bool) kind {
	l := words()
	w := m.of.words
	last := w[len(w)-1]
	all := strings.Join(w, "_")
	if titled {
		m.of.sex = max(m.of.sex, st.sexOf(w))
		return person
	}
	if l.places[all] {
		return place
	}
	for _, p := range w {
		if l.thing[p] {
			m.of.nouns[p] = true
		}
	}
	if l.thing[last] || l.thing[w[0]] || (len(w) > 2 && w[1] == "of") {
		return thing
	}
	if l.thing[m.in.low(m.lead-1)] && m.in.joined(m.lead) {
		m.of.nouns[m.in.low(m.lead-1)] = true
		return thing
	}
	if m.the || acronym(st.text[m.in.words[m.first].start:m.in.words[m.past-1].end]) {
		return thing
	}
	if sx, ok := l.first[w[0]]; ok {
		m.of.sex = sx
		return person
	}
	if sx, ok := l.first[strings.SplitN(w[0], "-", 2)[0]]; ok && len(w) > 1 {
		m.of.sex = sx
		return person
	}
	if l.places[w[0]] {
		return place
	}
	if st.where(m) {
		return place
	}
	if len(w) > 1 && len(w) < 5 && !manyNamed(last) && !slices.ContainsFunc(w, func(p string) bool { return l.places[p] || strings.ContainsAny(p, "0123456789") }) {
		return likely
	}
	return unknown
}

// where reports whether m is a place by what stands before it: "in Lyme Regis",
// "flew to Manaus".
func (st *story) where(m *mention) bool {
	switch m.in.low(m.lead - 1) {
	case "in", "at", "near", "across":
		return true
	case "to":
		return len(m.of.words) == 1 && goes[m.in.low(m.lead-2)]
	}
	return false
}

// goes are the verbs of who goes somewhere.
var goes = set("went goes go going gone flew fly flies flown moved moves moving came come comes returned returns returning travelled traveled travels sailed sails drove fled flees emigrated walked marched")

// manyNamed reports whether the last word of a name looks like several people
// or a club of them: "Packers", "Sisters".
func manyNamed(last string) bool {
	for _, end := range []string{"ss", "us", "is", "os", "as", "ys"} {
		if strings.HasSuffix(last, end) {
			return false
		}
	}
	return strings.HasSuffix(last, "s")
}

func (st *story) sexOf(w []string) sex {
	if len(w) > 1 {
		return words().first[w[0]]
	}
	return unsexed
}

func acronym(s string) bool {
	return len(s) > 1 && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsUpper(r) && r != '.' && r != '&' }) < 0
}

// common reports whether a name of one word at the beginning of a sentence is
// only a word that begins it.
func (st *story) common(m *mention) bool {
	if m.past-m.first > 1 || m.first > 0 && !strings.ContainsAny(m.in.words[m.first].gap, "“\":") {
		return false
	}
	low := m.in.low(m.first)
	for _, e := range st.entities {
		if slices.Contains(e.words, low) {
			return false
		}
	}
	next := m.in.low(m.past)
	return !bees[next] && !speaking[next] && !m.owner
}

// link makes m name an entity of the story, an old one when it can be.
func (st *story) link(m *mention) {
	var found []*entity
	for i := len(st.entities) - 1; i >= 0; i-- {
		if e := st.entities[i]; !e.vague && sameName(e, m.of) {
			found = append(found, e)
		}
	}
	switch {
	case len(found) > 1 && len(m.of.words) == 1 && !slices.Equal(found[0].words, m.of.words):
		m.of.vague = true // "Curie" of two
		for _, e := range found {
			m.of.kind = e.kind
		}
	case len(found) > 0:
		e := found[0]
		for n := range m.of.nouns {
			e.nouns[n] = true
		}
		e.sex = max(e.sex, m.of.sex)
		if e.kind == unknown || e.kind == likely && m.of.kind == person || m.of.kind == thing && e.kind == likely {
			e.kind = m.of.kind
		}
		if len(m.of.words) > len(e.words) {
			e.words, e.full = m.of.words, m
		}
		m.of = e
	}
	m.of.last = m
	if len(found) == 0 || m.of.vague {
		m.of.full = m
		st.entities = append(st.entities, m.of)
	}
}

// sameName reports whether two names can be one's: one is the other, or the
// last word of a person's, or some words of a thing's.
func sameName(a, b *entity) bool {
	if slices.Equal(a.words, b.words) {
		return true
	}
	long, short := a.words, b.words
	if len(short) > len(long) {
		long, short = short, long
	}
	if len(short) == len(long) || a.kind == place || b.kind == place {
		return false
	}
	if a.sex.against(b.sex) {
		return false
	}
	if a.kind == person || a.kind == likely || b.kind == person {
		return len(short) == 1 && (short[0] == long[len(long)-1] || short[0] == long[0] && words().first[short[0]] == unsexed) ||
			len(short) > 1 && (slices.Equal(short, long[:len(short)]) || slices.Equal(short, long[len(long)-len(short):]))
	}
	if len(short) > 1 || words().thing[short[0]] || words().places[short[0]] {
		return slices.Equal(short, long[len(long)-len(short):]) && len(short) > 1
	}
	return short[0] == long[0] || short[0] == long[len(long)-1]
}
