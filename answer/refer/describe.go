package refer

// describe notes what s says its people and things are: "Orla Ayre, the
// mayor", "Dunmore is a city", "was elected mayor".
func (st *story) describe(s *sentence) {
	for _, m := range s.mentions {
		if m.of.vague || m.partial || m.quoted {
			continue
		}
		i := m.past
		m.of.firm = m.of.firm || s.tellsFirm(m)
		switch {
		case s.comma(i) && determiner(s.low(i)):
			st.called(m, i+1)
		case s.low(i) == "is" || s.low(i) == "was" || s.low(i) == "became" || s.low(i) == "remains":
			if m.lead > s.mainClause()+1 && m.of.kind != person && m.of.kind != likely {
				continue // "Fly Like an Eagle is a song": only the end of the name
			}
			if determiner(s.low(i+1)) || possessive[s.low(i+1)] {
				st.called(m, i+2)
			} else if _, ok := words().person[s.low(i+1)]; ok { // "Préval was president"
				st.called(m, i+1)
			} else if elected[s.low(i+1)] {
				if s.low(i+2) == "as" {
					i++
				}
				st.called(m, i+2)
			}
		}
		// "New Zealand's prime minister, Jacinda Ardern"
		if s.comma(m.lead) {
			if sx, ok := words().person[s.low(m.lead-1)]; ok && m.lead > 1 && m.of.kind != place {
				m.of.nouns[s.low(m.lead-1)] = true
				m.of.sex = max(m.of.sex, sx)
				m.of.kind = person
			}
		}
	}
}

// tellsFirm reports whether s says of m what is said of companies: that it was
// founded, whom it employs, what its shares did, or what it said of itself.
func (s *sentence) tellsFirm(m *mention) bool {
	next := s.low(m.past)
	switch {
	case founding[s.low(m.lead-1)] || m.the && founding[s.low(m.lead-2)]:
		return true
	case next == "employs" || next == "employed":
		return true
	case m.owner && (next == "shares" || next == "profit" || next == "profits" || next == "revenue" || next == "sales" || next == "headquarters"):
		return true
	case !speaking[next] || m.lead > s.mainClause()+1:
		return false
	}
	for k := m.past + 1; k < len(s.words); k++ {
		switch s.low(k) {
		case "it", "its":
			return !s.words[k].quoted && !expletive(s, k)
		case "he", "she", "his", "her", "who":
			return false
		}
	}
	return false
}

// founding are the verbs of who makes a company.
var founding = set("founded cofounded co-founded founding")

var elected = set("elected appointed named re-elected reelected chosen crowned")

func determiner(w string) bool {
	return w == "a" || w == "an" || w == "the"
}

// called gives m the noun of the phrase that begins at word i of its sentence:
// the last of its run of small words.
func (st *story) called(m *mention, i int) {
	s := m.in
	l := words()
	noun := ""
	for k := i; k < len(s.words) && k < i+6; k++ {
		if k > i && !s.joined(k) || s.words[k].stop {
			break
		}
		low := s.low(k)
		if low == "former" || low == "ex" || low == "vice" || low == "deputy" {
			return
		}
		_, isPerson := l.person[low]
		if isPerson || l.thing[low] || l.people[low] {
			noun = low
		} else if noun != "" {
			break
		}
	}
	if noun == "" {
		return
	}
	sx, isPerson := l.person[noun]
	if (isPerson || l.people[noun]) && m.of.kind != place && m.of.kind != thing {
		m.of.kind = person
		m.of.sex = max(m.of.sex, sx)
	} else if l.thing[noun] && !isPerson && (m.of.kind == unknown || m.of.kind == likely) {
		m.of.kind = thing
	}
	m.of.nouns[noun] = true
}
