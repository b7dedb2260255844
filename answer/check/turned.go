package check

import "strings"

// marks holds when what turns the source's words still turns them in the
// claim, and nothing turns the claim's words that does not turn the source's.
// Each mark of the source answers for one of the claim's: "not unable" is not
// "unable".
func (p *pair) marks() Verdict {
	spent := p.spentFirst()
	var answered []mark                          // their words need no other word of the source
	for _, needed := range []bool{true, false} { // those that may stand without one take what is left
		for _, m := range p.c.marks {
			if m.at < p.from || m.end > p.to || p.excused[m.at] || m.need != needed {
				continue
			}
			n := p.sourceOf(m, spent)
			if n < 0 && (!m.need || m.rule == Degree && p.verbatim(m) || p.granted(m)) {
				continue
			}
			if n < 0 {
				return Verdict{Kind: m.rule, Words: p.c.span(m.at, m.end)}
			}
			spent[n] = true
			answered = append(answered, m)
		}
	}
	defer func() {
		for _, m := range answered {
			for i := m.at; i < m.end; i++ {
				p.excused[i] = true
			}
		}
	}()
	due := map[string]int{}
	for _, m := range p.s.marks {
		if p.alsoForOnly(m) {
			return Verdict{Kind: Degree, Words: p.s.span(m.at, m.end)}
		}
		if p.notOnly(m) {
			return Verdict{Kind: Negation, Words: p.s.span(m.at, m.end)}
		}
		if p.measuredFrom(m) {
			return Verdict{Kind: Relation, Words: p.s.span(m.at-1, m.end)}
		}
		if !m.keep || !p.turns(m) || p.inOtherForm(m) {
			continue
		}
		if due[m.class]++; !p.kept(m) || due[m.class] > p.count(m) {
			return Verdict{Kind: m.rule, Words: p.s.span(m.at, m.end)}
		}
	}
	return Verdict{}
}

// spentFirst tells by mark of the source whether the claim has the very word as a
// mark that it may have without one; it then answers for no other.
func (p *pair) spentFirst() []bool {
	spent := make([]bool, len(p.s.marks))
	for _, m := range p.c.marks {
		if m.need || m.at < p.from || m.end > p.to {
			continue
		}
		for n, s := range p.s.marks {
			if !spent[n] && sameClass(m, s) && s.end-s.at == m.end-m.at && p.s.low(s.at) == p.c.low(m.at) {
				spent[n] = true
				break
			}
		}
	}
	return spent
}

// count returns how many marks of m's class the claim has.
func (p *pair) count(m mark) int {
	n := 0
	for _, c := range p.c.marks {
		if c.at >= p.from && c.end <= p.to && sameClass(c, m) && !p.another(c, m) && !p.elsewhere(c, m) {
			n++
		}
	}
	return n
}

// another reports whether the claim's mark is a word of the source's that is a
// mark of its own there, and not m: "prevent" beside "not".
func (p *pair) another(c, m mark) bool {
	j := p.at[c.at]
	if j < 0 || j >= m.at && j < m.end {
		return false
	}
	for _, o := range p.s.marks {
		if j >= o.at && j < o.end {
			return true
		}
	}
	return false
}

// elsewhere reports whether the claim's mark turns nothing, as another of the
// source's does and m does not: "if she does not".
func (p *pair) elsewhere(c, m mark) bool {
	if len(c.scope) > 0 || len(m.scope) == 0 {
		return false
	}
	for _, o := range p.s.marks {
		if o.at != m.at && len(o.scope) == 0 && sameClass(o, m) {
			return true
		}
	}
	return false
}

// sourceOf returns which of the source's marks the claim's m is, on the same
// words, of those not spent; -1 when it is none.
func (p *pair) sourceOf(m mark, spent []bool) int {
	for n, s := range p.s.marks {
		same, turned := p.sameCause(m, s)
		if !spent[n] && !turned && sameClass(m, s) && (same || len(m.scope) == 0 || len(s.scope) == 0 || p.is(m, s) || m.rule == Relation && p.c.closes(m) && p.s.closes(s) || p.overlaps(m, s.scope)) {
			return n
		}
	}
	for n, s := range p.s.marks {
		if !spent[n] && p.inverse(m, s) {
			return n
		}
	}
	return -1
}

// inverse reports whether the claim tells of two events by "before" as the
// source does by "after", or the reverse, each on the other side of the word.
func (p *pair) inverse(m, s mark) bool {
	if m.class != "before" && m.class != "after" || s.class != "before" && s.class != "after" || m.class == s.class || m.rule != s.rule || !m.need || !s.need {
		return false
	}
	left, right := 0, 0
	for i := p.from; i < p.to; i++ {
		if p.at[i] < 0 || p.c.taken[i] || !p.c.words[i].content || i >= m.at && i < m.end || i < m.at && i >= m.at-3 && unitOf(p.c.low(i)) != "" {
			continue
		}
		switch after := p.at[i] > s.at; {
		case i < m.at && after:
			left++
		case i > m.at && !after:
			right++
		default:
			return false
		}
	}
	return left > 0 && right > 0
}

// is reports whether the claim's mark is the very word of the source's: a verb
// that a passive has put behind what it turns.
func (p *pair) is(c, s mark) bool { return p.at[c.at] >= s.at && p.at[c.at] < s.end }

// verbatim reports whether the source has the claim's mark before the same two
// words, where it turns nothing.
func (p *pair) verbatim(m mark) bool {
	if m.end+1 >= p.to {
		return false
	}
	for j := range p.s.words {
		if p.s.low(j) == p.c.low(m.at) && run(p.c.words[m.at+1:], p.s.words[j+1:]) >= m.end-m.at+1 && !p.s.marked(j) {
			return true
		}
	}
	return false
}

// marked reports whether a mark begins at word j.
func (r *reading) marked(j int) bool {
	for _, m := range r.marks {
		if m.at == j {
			return true
		}
	}
	return false
}

// paired reports whether word i of the claim and one that the mark turns in the
// source are joined by "and" or "or" in both, the other way round: "can mend and
// sell" for "can sell and mend".
func (p *pair) paired(i int, source []int) bool {
	for k := i + 2; k < p.to && k <= i+5; k++ {
		if j := p.at[k]; j >= 0 && j < p.at[i] && contains(source, j) && p.c.coordinated(i, k) && p.s.coordinated(j, p.at[i]) {
			return true
		}
	}
	return false
}

// coordinated reports whether "and" or "or" stands between words i and k, with
// no sign and no other small word but an article.
func (r *reading) coordinated(i, k int) bool {
	joined := false
	for n := i + 1; n <= k; n++ {
		if hard(r.words[n].sep) {
			return false
		}
		switch w := r.words[n]; {
		case w.low == "and" || w.low == "or":
			joined = true
		case !w.content && w.low != "the" && w.low != "a" && w.low != "an":
			return false
		}
	}
	return joined && k-i <= 5
}

// overlaps reports whether one of the first two words that the claim's mark
// turns is turned in the source too, or none of them can be found there. Of
// two events, any word may tell which is the later one.
func (p *pair) overlaps(m mark, source []int) bool {
	unknown, asked := true, 0
	for _, i := range m.scope {
		j := p.at[i]
		if j >= 0 && (contains(source, j) || p.paired(i, source) || p.s.beyond(source, j)) {
			return true
		}
		if j < 0 || p.c.taken[i] && len(m.scope) > 1 {
			continue
		}
		unknown = false
		if asked++; asked >= 2 && m.rule != Relation {
			break
		}
	}
	return unknown
}

// beyond reports whether word j stands in the clause of what a mark turns, behind
// the most words that are counted.
func (r *reading) beyond(scope []int, j int) bool {
	if len(scope) < maxScope || j < scope[len(scope)-1] {
		return false
	}
	for k := scope[len(scope)-1] + 1; k <= j; k++ {
		if r.boundary(k) && !(r.words[k].sep == "," && r.words[k].cap) {
			return false
		}
	}
	return true
}

// turns reports whether the claim uses the words that the source's mark m
// turns, and m is not itself one of the claim's words ("plans", "denied").
func (p *pair) turns(m mark) bool {
	if m.rule == Relation && !p.relates(m) {
		return false
	}
	for j := m.at; j < m.end; j++ {
		if p.used[j] {
			return false
		}
	}
	if m.class == "if" && p.usesCondition(m) {
		return true
	}
	said, head := 0, false
	for n, j := range m.scope {
		if p.used[j] {
			said++
			head = head || n == 0
		}
	}
	if len(m.scope) > 0 && !head && p.s.verbal[m.scope[0]] && p.allFound() {
		return false // the claim is about something else: "would" of "would leave"
	}
	return head || said >= 2 && said*2 >= len(m.scope)
}

// usesCondition reports whether the claim has the verb of what the source says
// to be so only under the mark's condition.
func (p *pair) usesCondition(m mark) bool {
	switch p.s.low(m.at) {
	case "if", "unless":
	default:
		return false
	}
	if before := p.s.low(m.at - 1); before == "as" || before == "even" || before == "what" || p.s.low(m.end) == "not" || p.s.low(m.end) == "any" {
		return false
	}
	from, to := m.at, m.at
	if m.at == 0 { // "If A, B": B is what depends on A
		for from = m.end; from < len(p.s.words) && !strings.Contains(p.s.words[from].sep, ","); from++ {
		}
		for to = from; to < len(p.s.words) && (to == from || !p.s.clauseEnds(to)); to++ {
		}
	} else {
		for from > 0 && !p.s.clauseEnds(from-1) {
			from--
		}
	}
	for j := from; j < to; j++ {
		if p.used[j] && p.s.verbal[j] {
			return true
		}
	}
	return false
}

// allFound reports whether the source has each of the claim's verbs, so that
// none of them stands for another.
func (p *pair) allFound() bool {
	for i := p.from; i < p.to; i++ {
		if p.needed(i) && p.at[i] < 0 {
			return false
		}
	}
	return true
}

// kept reports whether a mark of m's class turns the same words in the claim.
func (p *pair) kept(m mark) bool {
	for _, c := range p.c.marks {
		if c.at < p.from || c.end > p.to || !sameClass(c, m) || p.another(c, m) || p.elsewhere(c, m) {
			continue
		}
		if len(c.scope) == 0 || p.overlaps(c, m.scope) {
			return true
		}
	}
	return false
}

// notOnly reports whether the claim says "only" or "merely" where the source says
// "not only".
func (p *pair) notOnly(m mark) bool {
	if m.class != "notonly" || p.count(m) > 0 {
		return false
	}
	for i := p.from; i < p.to; i++ {
		switch p.c.low(i) {
		case "only", "just", "merely", "simply", "solely":
			return !p.c.saysNot(i - 1)
		}
	}
	return false
}

// saysNot reports whether "not" stands at word i.
func (r *reading) saysNot(i int) bool { return r.low(i) == "not" || r.low(i) == "never" }

// relates reports whether the claim has words of both sides of the mark, which
// it then relates: "before the bridge opened" alone says that it opened.
func (p *pair) relates(m mark) bool {
	end := m.end
	for end < len(p.s.words) && !hard(p.s.words[end].sep) {
		end++
	}
	for j, used := range p.used {
		if used && (j < m.at || j >= end) {
			return true
		}
	}
	return false
}

// sameClass reports whether two marks may stand for one another.
func sameClass(a, b mark) bool {
	if a.rule != b.rule {
		return false
	}
	if a.class == b.class {
		return true
	}
	x, xok := cutSuperlative(a.class)
	y, yok := cutSuperlative(b.class)
	if !xok || !yok {
		return false
	}
	if u, ok := strings.CutPrefix(y, "most "); ok && !strings.HasPrefix(x, "most ") {
		return lexicon().standIn(x, u) // "priciest", "most expensive"
	}
	if u, ok := strings.CutPrefix(x, "most "); ok && !strings.HasPrefix(y, "most ") {
		return lexicon().standIn(u, y)
	}
	for _, degree := range []string{"most ", "least "} {
		u, uok := strings.CutPrefix(x, degree)
		v, vok := strings.CutPrefix(y, degree)
		if uok || vok {
			return uok && vok && (u == v || lexicon().standIn(u, v))
		}
	}
	return x == y || lexicon().standIn(x, y)
}

func cutSuperlative(class string) (string, bool) {
	return strings.CutPrefix(class, "-est ")
}
