package check

import "strings"

// inserted takes apart a claim with a relative clause behind its subject, "A,
// which B, C", into "A B" and "A C", and returns which sources support the two,
// nil when one of them is not supported.
func inserted(c *reading, sources []*source) []int {
	for who := 1; who+2 < len(c.words); who++ {
		if c.verbal[who] || auxiliary(c.low(who)) {
			return nil
		}
		if w := c.low(who); w != "who" && w != "which" || !strings.Contains(c.words[who].sep, ",") {
			continue
		}
		for end := len(c.words) - 2; end > who+2; end-- {
			if !strings.Contains(c.words[end].sep, ",") || !c.verbal[end] && !auxiliary(c.low(end)) && !c.mayAct(end) {
				continue
			}
			subject := c.span(0, who)
			first := supporter(read(subject+" "+c.span(who+1, end)), sources)
			rest := supporter(read(subject+" "+c.span(end, len(c.words))), sources)
			if first >= 0 && rest >= 0 {
				return []int{first, rest}
			}
		}
		return nil
	}
	return nil
}

// supporter returns which source supports all of a claim, -1 when none does.
func supporter(c *reading, sources []*source) int {
	for n, s := range sources {
		if whole(c, s).OK() && (pointsBack(s.low(0)) || !borrowed(c, s, sources)) {
			return n
		}
	}
	return -1
}

// mayAct reports whether word i may be a verb in -s.
func (r *reading) mayAct(i int) bool {
	return strings.HasSuffix(r.low(i), "s") && !r.words[i].cap && mayBeVerb(r.lexeme(i))
}
