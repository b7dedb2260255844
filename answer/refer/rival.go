package refer

import "slices"

// opener returns the pronoun of that sex that t begins with, as if it were a
// name; nil when t begins with none.
func (t *sentence) opener(want sex) *mention {
	if low := t.low(0); want != unsexed && (low == "he" || low == "she") && pronouns[low] == want {
		return &mention{in: t, past: 1}
	}
	return nil
}

// couldBe reports whether m may be a person of that sex.
func (st *story) couldBe(m *mention, want sex) bool {
	switch m.of.kind {
	case thing, place:
		return false
	}
	return !m.of.sex.against(want)
}

// certain reports whether m, the only name in t that can be meant, is meant: it is a
// person's, and nobody without a name is spoken of.
func (st *story) certain(t *sentence, m *mention, same int, want sex) bool {
	if m.quoted || m.of.vague || same >= 0 && same < m.first {
		return false
	}
	acts := slices.ContainsFunc(t.mentions, func(n *mention) bool { return n.of == m.of && !n.owner && !ofWhom(t, n) })
	if !acts || m.of.kind == unknown {
		return false
	}
	if m.of.kind == likely && m.past-m.first < 2 && len(m.of.words) < 2 {
		return false
	}
	for k, w := range t.words {
		if k > m.first && !w.quoted && (want == male && w.low == "him" || want == female && w.low == "her" && object(t, k)) {
			return false
		}
	}
	return !st.strangers(t, m, want)
}

// ofWhom reports whether m is only the one whose supporters, son or reign is spoken of.
func ofWhom(t *sentence, m *mention) bool {
	return m.lead > 0 && t.low(m.lead-1) == "of"
}

// object reports whether "her" at word k is somebody, and not before what she has.
func object(t *sentence, k int) bool {
	if k+1 >= len(t.words) || !t.joined(k+1) || t.words[k+1].stop || particles[t.low(k+1)] {
		return true
	}
	return words().people[t.low(k+1)]
}

// particles stand behind a verb and its object: "dug her out".
var particles = set("out up down off away back again over aside apart along home there here together twice once")

// pronounOf returns the index of the first pronoun of that sex in t, -1 when there is none.
func (t *sentence) pronounOf(want sex) int {
	for k, w := range t.words {
		if p, ok := pronouns[w.low]; ok && p == want && !w.quoted {
			return k
		}
	}
	return -1
}

// strangers reports whether t speaks of a person without a name who may be of that sex
// and is not the one that m names.
func (st *story) strangers(t *sentence, m *mention, want sex) bool {
	for k, w := range t.words {
		if !words().people[w.low] || w.quoted || w.cap && k > 0 || words().person[w.low].against(want) || kin[w.low].against(want) {
			continue
		}
		if !titles(t, k) && !(m != nil && describes(t, k, m)) {
			return true
		}
	}
	return false
}

// kin are people whose sex their word says.
var kin = map[string]sex{"man": male, "boy": male, "son": male, "father": male, "brother": male, "husband": male, "uncle": male, "nephew": male, "grandfather": male,
	"policeman": male, "fisherman": male, "woman": female, "girl": female, "daughter": female, "mother": female, "sister": female, "wife": female, "aunt": female,
	"niece": female, "grandmother": female, "spokeswoman": female, "spokesman": male, "actress": female,
	"boyfriend": male, "girlfriend": female, "fiance": male, "fiancee": female, "widow": female, "widower": male, "stepfather": male, "stepmother": female,
	"grandson": male, "granddaughter": female}

// titles reports whether the noun at word k of t stands before a name as its title, or
// between commas with one.
func titles(t *sentence, k int) bool {
	for _, n := range t.mentions {
		if n.first == k+1 && (t.joined(k+1) || t.comma(k+1)) {
			return true
		}
	}
	return words().people[t.low(k+1)] && t.joined(k+1) && k+2 < len(t.words) && titles(t, k+1)
}

// describes reports whether the noun at word k says what m is: "Orla Ayre, the mayor", "Orla
// Ayre was the first mayor".
func describes(t *sentence, k int, m *mention) bool {
	if k < m.past || k-m.past > 8 {
		return false
	}
	next := t.low(m.past)
	if t.comma(m.past) {
		for i := m.past + 1; i <= k; i++ {
			if t.comma(i) {
				return false
			}
		}
		return determiner(next) || next == "who" || next == "then"
	}
	switch next {
	case "is", "was", "became", "remains", "remained", "had", "has", "served", "worked", "as":
		return true
	}
	return t.low(k-1) == "as" || elected[t.low(k-1)] || elected[next]
}
