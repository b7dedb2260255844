package refer

import (
	"slices"
	"strings"

	"byline/article"
)

// pronoun names the pronoun that is the subject of s, or owns it.
func (st *story) pronoun(s *sentence) (article.Naming, bool) {
	i := st.subject(s)
	if i < 0 {
		return article.Naming{}, false
	}
	w := s.words[i]
	var name string
	switch w.low {
	case "he", "she", "his", "her":
		if w.low == "her" && !st.owns(s, i) {
			return article.Naming{}, false
		}
		if e := st.somebody(s, i, pronouns[w.low]); e != nil {
			name = st.nameOf(e)
		}
	case "it", "its":
		if e := st.something(s, i); e != nil {
			name = e.last.shown(st.text)
			if e.last.the {
				name = the(i == 0) + name
			}
		}
	case "they", "their":
		name = st.both(s, i)
	}
	if name == "" {
		return article.Naming{}, false
	}
	return article.Naming{Span: article.Span{Start: w.start, End: w.end}, Name: name}, true
}

// nameOf returns the name that e was last given, or a longer one when another
// bears it too.
func (st *story) nameOf(e *entity) string {
	m := e.last
	for _, o := range st.entities {
		if o != e && m.past-m.first == 1 && slices.Contains(o.words, m.in.low(m.first)) && e.full != nil {
			m = e.full
		}
	}
	return m.shown(st.text)
}

// owns reports whether "her" at word i stands before what she has.
func (st *story) owns(s *sentence, i int) bool {
	return i == 0 && i+1 < len(s.words) && s.joined(i+1) && !s.words[i+1].stop
}

// subject returns the index of the pronoun that s is about, -1 when it has none: it
// opens the sentence, follows a phrase that does, or says whose words are quoted.
func (st *story) subject(s *sentence) int {
	for i, w := range s.words {
		_, ok := pronouns[w.low]
		if !ok || w.quoted {
			continue
		}
		said := i > 0 && (w.low == "he" || w.low == "she") && speaking[s.low(i+1)] &&
			(strings.ContainsAny(w.gap, "”\"") || s.comma(i) && s.comma(i+2))
		if (said || st.opens(s, i)) && !st.namesBefore(s, i) {
			return i
		}
		return -1
	}
	return -1
}

// opens reports whether what stands before word i is a phrase that may open a sentence.
func (st *story) opens(s *sentence, i int) bool {
	if i == 0 {
		return true
	}
	if i > 9 || s.words[0].quoted {
		return false
	}
	for k := range i {
		low := s.low(k)
		if s.words[k].quoted || words().people[low] || k > 0 && s.comma(k) {
			return false
		}
	}
	first := s.low(0)
	switch {
	case leadsIn[first] && (i == 1 || i == 2 && leadsIn[s.low(1)]):
		return true
	case !prepositions[first] && !(first == "that" || first == "this") && !leadsIn[first] && !strings.HasSuffix(first, "ly"):
		return false
	case s.comma(i):
		return !subordinators[first] || i <= 4
	case first == "before" || first == "after" || first == "since":
		return i == 2 && (s.low(1) == "that" || s.low(1) == "this" || s.low(1) == "then")
	case prepositions[first]:
		last := s.words[i-1]
		return i == 2 && (last.number || last.low == "first" || last.low == "last") || i == 3 && (last.number || words().places[last.low])
	}
	return false
}

// namesBefore reports whether s names anybody or anything before word i, but for places
// and times, outside quotations.
func (st *story) namesBefore(s *sentence, i int) bool {
	for _, m := range s.mentions {
		if m.first < i && !m.quoted && (m.of.kind != place || s.low(m.first-1) == "") {
			return true
		}
	}
	return false
}

// names reports whether s names e.
func (s *sentence) names(e *entity) bool {
	return slices.ContainsFunc(s.mentions, func(m *mention) bool { return m.of == e })
}

// somebody returns the one person that "he" or "she" at word i of s can mean; nil when
// there is none, or more than one.
func (st *story) somebody(s *sentence, i int, want sex) *entity {
	silent := 0 // sentences that mention nobody
	for j := s.index - 1; j >= 0 && j >= s.index-farthest; j-- {
		t := st.sentences[j]
		if t.heading || s.paragraph-t.paragraph > farthest/2 {
			return nil
		}
		var only *mention
		for _, m := range t.mentions {
			if !st.couldBe(m, want) {
				continue
			}
			if only != nil && only.of != m.of {
				return nil
			}
			if only == nil {
				only = m
			}
		}
		same := t.pronounOf(want)
		if only == nil {
			if e := st.calledFirst(t); e != nil && e.kind == person && !e.sex.against(want) && !s.names(e) && same < 0 {
				return e
			}
			if st.strangers(t, t.opener(want), want) {
				return nil
			}
			if same < 0 {
				if silent++; silent > 1 && !st.alone(want) {
					return nil
				}
			}
			continue
		}
		if !st.certain(t, only, same, want) || s.names(only.of) || silent > 0 && only.of.sex != want || st.rivalled(t, only, want) ||
			only.of.sex != want && st.unexplained(s, only.of, want) {
			return nil
		}
		return only.of
	}
	return nil
}

// unexplained reports whether s speaks of somebody of the other sex too, and nobody named
// but e can be: e may then be meant by either word of "She nursed him".
func (st *story) unexplained(s *sentence, e *entity, want sex) bool {
	other := male
	if want == male {
		other = female
	}
	if slices.ContainsFunc(st.entities, func(o *entity) bool { return o != e && (o.kind == person || o.kind == likely) && !o.sex.against(other) }) {
		return false
	}
	return slices.ContainsFunc(s.words, func(w word) bool {
		return !w.quoted && (other == male && (w.low == "he" || w.low == "him") || other == female && (w.low == "she" || w.low == "her"))
	})
}

// rivalled reports whether somebody else acts in t upon m, and another person of
// that sex was spoken of shortly before, who may go on being meant: "He would not
// leave Rose".
func (st *story) rivalled(t *sentence, m *mention, want sex) bool {
	acts := slices.ContainsFunc(t.words[:m.lead], func(w word) bool { return (w.low == "he" || w.low == "she") && !w.quoted }) ||
		slices.ContainsFunc(t.mentions, func(n *mention) bool { return n.past <= m.lead && n.of != m.of && n.of.kind == person })
	if !acts || kin[t.low(m.lead-1)] != unsexed {
		return false
	}
	for j := t.index - 1; j >= 0 && j >= t.index-2 && st.sentences[j].paragraph == t.paragraph; j-- {
		for _, n := range st.sentences[j].mentions {
			if n.of != m.of && n.of.kind != unknown && st.couldBe(n, want) {
				return true
			}
		}
	}
	return false
}

// alone reports whether the story names one person surely of that sex, and
// nobody else who could be.
func (st *story) alone(want sex) bool {
	n := 0
	for _, e := range st.entities {
		switch {
		case e.kind == thing || e.kind == place || e.sex.against(want):
		case e.sex != want || e.vague || e.kind == unknown:
			return false
		default:
			n++
		}
	}
	return n == 1
}

// learn notes what the pronoun that s is about says of the one it means.
func (st *story) learn(s *sentence) {
	i := st.subject(s)
	if i < 0 {
		return
	}
	want := pronouns[s.words[i].low]
	if want == unsexed || s.words[i].low == "her" && !st.owns(s, i) {
		return
	}
	if e := st.somebody(s, i, want); e != nil {
		e.sex = max(e.sex, want)
	}
}

// both returns the names of the two people that "they" at word i of s means, if the
// sentence before names just these two, together, and nothing else in the plural.
func (st *story) both(s *sentence, i int) string {
	if s.index == 0 {
		return ""
	}
	t := st.sentences[s.index-1]
	if t.heading || s.paragraph-t.paragraph > 1 {
		return ""
	}
	var people []*mention
	for _, m := range t.mentions {
		if m.of.kind == person || m.of.kind == likely || m.of.kind == unknown {
			people = append(people, m)
		}
	}
	if len(people) != 2 || people[0].of == people[1].of || people[0].of.kind == unknown || people[1].of.kind == unknown {
		return ""
	}
	a, b := people[0], people[1]
	if a.quoted || b.quoted || a.owner || b.owner || a.past+1 != b.lead || t.low(a.past) != "and" || t.low(a.lead-1) == "of" || s.names(a.of) || s.names(b.of) {
		return ""
	}
	for k, w := range t.words {
		if k >= a.first && k < b.past || w.cap || w.quoted {
			continue
		}
		if plural(w.low) && !(k > 0 && k == b.past) || w.low == "they" || w.low == "their" || w.low == "them" || words().people[w.low] && !titles(t, k) {
			return ""
		}
	}
	return a.shown(st.text) + " and " + b.shown(st.text)
}

// plural reports whether a word looks like several things, and not of time.
func plural(low string) bool {
	switch low {
	case "years", "months", "weeks", "days", "hours", "minutes", "metres", "meters", "miles", "kilometres", "times", "was", "has", "is", "its", "his", "as", "this", "always":
		return false
	case "people", "men", "women", "children":
		return true
	}
	return strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss") && !strings.HasSuffix(low, "us") && !strings.HasSuffix(low, "is") && len(low) > 3
}

func the(first bool) string {
	if first {
		return "The "
	}
	return "the "
}
