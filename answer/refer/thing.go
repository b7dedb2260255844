package refer

import (
	"slices"
	"strings"
)

// something returns the one thing that "it" or "its" at word i of s can mean;
// nil when there is none, or more than one.
func (st *story) something(s *sentence, i int) *entity {
	if s.low(i) == "it" && expletive(s, i) || s.firstPerson() {
		return nil
	}
	if s.index == 0 {
		return nil
	}
	t := st.sentences[s.index-1]
	if t.heading || s.paragraph-t.paragraph > 1 {
		return nil
	}
	if low := t.low(0); low == "it" || low == "its" {
		if st.otherThings(t, nil) {
			return nil
		}
		if e := st.something(t, 0); e != nil && !s.names(e) {
			return e
		}
		return nil
	}
	if end, e := st.calledSo(t); e != nil && e.kind == thing && !s.names(e) && !commonThings(t, end+1) && !t.namesBeside(e) {
		return e
	}
	m := st.subjectName(t)
	if m == nil || s.names(m.of) || !st.actsAlone(t, m, s, i) {
		return nil
	}
	return m.of
}

// firstPerson reports whether s is somebody's telling.
func (s *sentence) firstPerson() bool {
	for _, w := range s.words {
		switch w.low {
		case "i", "me", "my", "we", "us", "our":
			if !w.quoted && (!w.cap || w.low == "i") {
				return true
			}
		}
	}
	return false
}

// expletive reports whether the "it" at word i may mean nothing: "it is known
// that", "it rained", "it was the Russians who".
func expletive(s *sentence, i int) bool {
	if i+1 >= len(s.words) {
		return true
	}
	next := s.low(i + 1)
	if weather[next] {
		return true
	}
	for k := i + 2; k < len(s.words) && k < i+8; k++ {
		switch s.low(k) {
		case "that", "who", "which", "whether", "how", "why", "if", "when":
			return !speaking[next]
		}
	}
	if next == "be" || bees[next] || next == "will" || next == "would" || next == "may" || next == "might" || next == "can" || next == "could" || next == "should" || next == "must" {
		k := i + 2
		for k < len(s.words) && (s.words[k].stop || strings.HasSuffix(s.low(k), "ly")) && !determiner(s.low(k)) {
			k++
		}
		low := s.low(k)
		counted := s.words[min(k, len(s.words)-1)].number && (next == "is" || next == "was") && !s.measured(k)
		return hollow[low] || counted || s.low(k+1) == "to" && !strings.HasSuffix(low, "ed")
	}
	return false
}

// measured reports whether a size begins at word k: "330 metres high".
func (s *sentence) measured(k int) bool {
	for i := k + 1; i < len(s.words) && i <= k+4 && s.joined(i); i++ {
		switch s.low(i) {
		case "long", "high", "tall", "wide", "deep", "thick", "old", "heavy", "across":
			return true
		}
	}
	return false
}

// weather are the verbs whose "it" is nobody.
var weather = set("rained rains snowed snows seems seemed appears appeared turned turns took takes happened happens follows followed looks looked means meant emerged transpired cost costs")

// hollow are what nothing is, or what is thought by nobody in particular.
var hollow = set("said thought believed hoped known expected reported estimated assumed claimed argued understood feared found clear possible likely unlikely important necessary impossible difficult hard easy true unclear doubtful wrong right late early time hot cold warm dark only not worth over good bad best better easier harder noted considered announced decided agreed revealed suggested rumoured rumored alleged customary common rare unusual up down here there")

// subjectName returns the name that t begins with as its subject, nil when it
// does not.
func (st *story) subjectName(t *sentence) *mention {
	if len(t.mentions) == 0 {
		return nil
	}
	m := t.mentions[0]
	if m.quoted || m.owner || m.partial || m.of.vague || m.of.kind == person {
		return nil
	}
	from := t.mainClause()
	switch {
	case m.lead == from, m.lead == from+1 && m.the:
	case m.lead <= 4 && words().thing[t.low(m.lead-1)] && (t.low(0) == "the" || t.low(0) == "a"):
	default:
		return nil
	}
	if m.of.kind == place && !(m.past-m.first > 1 || st.actsLikeThing(t, m)) {
		return nil
	}
	return m
}

// mainClause returns the word that follows the phrase that opens t; 0 when none does.
func (t *sentence) mainClause() int {
	first := t.low(0)
	switch {
	case leadsIn[first]:
		return 1
	case (first == "that" || first == "this") && (t.low(1) == "year" || t.low(1) == "month" || t.low(1) == "day" || t.low(1) == "week"):
		return 2
	case !prepositions[first] || subordinators[first]:
		return 0
	}
	for i := 1; i < min(len(t.words), 8); i++ {
		if t.comma(i) {
			return i
		}
		if t.words[i].number && i <= 2 {
			return i + 1
		}
	}
	return 0
}

// actsLikeThing reports whether t says what the name m is.
func (st *story) actsLikeThing(t *sentence, m *mention) bool {
	return (t.low(m.past) == "is" || t.low(m.past) == "was") && determiner(t.low(m.past+1))
}

// actsAlone reports whether the subject m of t is the only thing in it that
// "it" at word i of s can mean: t says what it is, or what was done to it, or
// names no other thing; or both sentences say who spoke.
func (st *story) actsAlone(t *sentence, m *mention, s *sentence, i int) bool {
	if t.low(m.past) == "and" || t.low(m.past) == "or" || t.comma(m.past) {
		return false
	}
	next := t.low(m.past)
	if speaking[s.low(i+1)] {
		return m.of.kind != likely && (speaking[next] || bees[next]) && !st.otherThings(t, m)
	}
	if next == "is" || next == "was" || next == "has" {
		return !st.otherThings(t, m) || determiner(t.low(m.past+1))
	}
	return !st.otherThings(t, m) && !commonThings(t, m.past)
}

// otherThings reports whether t names a thing besides that of m, or somebody
// who may be a thing.
func (st *story) otherThings(t *sentence, m *mention) bool {
	for _, n := range t.mentions {
		if m != nil && n.of == m.of || n.of.kind == person || n.of.kind == place || whither(t, n) {
			continue
		}
		return true
	}
	return false
}

// namesBeside reports whether t names anything besides e but people and where
// something was.
func (t *sentence) namesBeside(e *entity) bool {
	return slices.ContainsFunc(t.mentions, func(n *mention) bool { return n.of != e && n.of.kind != person && !whither(t, n) })
}

// whither reports whether n only says where.
func whither(t *sentence, n *mention) bool {
	k := n.lead - 1
	if n.the {
		k--
	}
	switch t.low(k) {
	case "in", "at", "near", "into", "through", "across", "around", "towards":
		return true
	}
	return false
}

// commonThings reports whether t speaks of a single thing without a name from
// word i on.
func commonThings(t *sentence, i int) bool {
	for ; i < len(t.words); i++ {
		switch t.low(i) {
		case "a", "an", "its", "his", "her", "their", "this", "that", "another", "each", "every", "one":
			return true
		case "the":
			if i+1 < len(t.words) && !t.words[i+1].cap {
				return true
			}
		}
	}
	return false
}
