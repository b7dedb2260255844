package check

import "strings"

// causal tells which side of a word of the class "because" is the cause.
func causal(w string) (causeAfter, effectAfter bool) {
	switch w {
	case "because", "since", "as", "due", "owing", "thanks", "caused":
		return true, false
	case "so", "therefore", "thus", "hence", "consequently", "resulting", "led", "leads", "leading", "enables", "enabled", "triggers", "triggered", "prompts", "prompted", "sparked", "causes", "causing":
		return false, true
	}
	return false, false
}

// sameCause reports whether the claim's mark m of cause is the source's s told
// from the other side or in the other order: "because A, B" for "A, so B" or for
// "B because A". Each word that the two share must be on the same side; turned
// tells that each is on the other.
func (p *pair) sameCause(m, s mark) (same, turned bool) {
	if m.class != "because" || s.class != "because" || m.rule != s.rule {
		return false, false
	}
	says, ok := p.c.causeOf(m, p.from, p.to)
	own, known := p.s.causeOf(s, 0, len(p.s.words))
	if !ok || !known {
		return false, false
	}
	var kept, crossed [2]int // effects and causes
	for i := p.from; i < p.to; i++ {
		j := p.at[i]
		if j < 0 || !p.c.words[i].content && !p.c.taken[i] || i >= m.at && i < m.end || p.twice(j) || !p.c.taken[i] && !p.exact(i) {
			continue
		}
		side := 0
		if says(i) {
			side = 1
		}
		if says(i) == own(j) {
			kept[side]++
		} else {
			crossed[side]++
		}
	}
	return crossed == [2]int{} && kept[0] > 0 && kept[1] > 0, kept == [2]int{} && crossed[0] > 0 && crossed[1] > 0
}

// causeOf returns which words of a sentence tell the cause that its mark m
// speaks of; ok is false where that is not clear.
func (r *reading) causeOf(m mark, from, to int) (cause func(int) bool, ok bool) {
	causeAfter, effectAfter := causal(r.low(m.at))
	switch w, next := r.low(m.at), r.low(m.at+1); {
	case w == "caused" && next != "by", w == "cause" && next != "of" && !determiner(r.low(m.at-1)), strings.HasPrefix(w, "result") && next == "in":
		causeAfter, effectAfter = false, true
	case w == "result" && next == "of", strings.HasPrefix(w, "result") && next == "from":
		causeAfter, effectAfter = true, false
	}
	switch {
	case effectAfter && m.at > from:
		return func(i int) bool { return i < m.at }, true
	case !causeAfter:
		return nil, false
	case m.at > from:
		return func(i int) bool { return i > m.at }, true
	}
	comma := m.end // "Because A, B"
	for comma < to && !strings.Contains(r.words[comma].sep, ",") {
		comma++
	}
	if comma == to {
		return nil, false
	}
	return func(i int) bool { return i < comma }, true
}
