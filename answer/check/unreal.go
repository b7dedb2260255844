package check

import "strings"

// unreal holds when the claim tells as done nothing that the source only has as
// an aim, a power or a possibility: "to make" after "the goal was", "of setting
// up" after "the possibility".
func (p *pair) unreal() Verdict {
	if i := p.present(); i >= 0 {
		return Verdict{Kind: Hedge, Words: p.c.copula(i) + " " + p.c.span(i, i+1)}
	}
	for i := p.from; i < p.to; i++ {
		j := p.at[i]
		if j < 0 || !p.c.finite(i) || p.s.finite(j) || p.twice(j) {
			continue
		}
		if g := p.s.wishFor(j); g >= 0 && !p.used[g] {
			return Verdict{Kind: Hedge, Words: p.s.span(g, j+1)}
		}
		if g := p.s.aimOf(j); g >= 0 && !p.used[g] {
			return Verdict{Kind: Hedge, Words: p.s.span(g, j+1)}
		}
	}
	return Verdict{}
}

// wishFor returns the verb of wishing whose object the noun at word j is, -1 for
// none: "demanded division of the state".
func (r *reading) wishFor(j int) int {
	if r.verbal[j] {
		return -1
	}
	for k := j - 1; k >= 0 && k >= j-4 && !hard(r.words[k+1].sep); k-- {
		if r.verbal[k] {
			if wishes(r.words[k].low) || strings.HasPrefix(r.words[k].low, "propos") {
				return k
			}
			return -1
		}
	}
	return -1
}

// finite reports whether the verb at word i tells what is or was: no
// infinitive, no participle that only qualifies, nothing after "may".
func (r *reading) finite(i int) bool {
	if !r.verbal[i] || strings.HasSuffix(r.words[i].low, "ing") {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-4 && !hard(r.words[k+1].sep); k-- {
		switch w := r.words[k].low; w {
		case "to", "can", "could", "may", "might", "would", "should", "will", "must", "being", "not":
			return false
		case "is", "are", "was", "were", "has", "have", "had":
			return true
		case "be", "been", "also", "never", "then", "and":
		default:
			if !strings.HasSuffix(w, "ly") {
				return !participle(r.words[i].low) || !r.agentFollows(i)
			}
		}
	}
	return true
}

// aimOf returns the word that the infinitive or gerund at word j depends on, if
// it leaves open whether that came to be; -1 otherwise.
func (r *reading) aimOf(j int) int {
	k := j - 1
	for k > 0 && strings.HasSuffix(r.words[k].low, "ly") {
		k--
	}
	if k <= 0 || r.words[k+1].sep != "" {
		return -1
	}
	switch r.words[k].low {
	case "to":
		for n := k - 1; n >= 0 && n >= k-3; n-- {
			if aim(r.words[n].base) {
				return n
			}
			if r.words[n].content && !r.words[n].cap || hard(r.words[n+1].sep) {
				return r.aimIs(k)
			}
		}
		return r.aimIs(k)
	case "of", "for", "at":
		if strings.HasSuffix(r.words[j].low, "ing") && k > 0 && aim(r.words[k-1].base) {
			return k - 1
		}
	}
	return -1
}

// aimIs returns the aim that a form of "be" right before the "to" at word k
// says to be what follows: "the goal of the war was to"; -1 for none.
func (r *reading) aimIs(k int) int {
	switch r.low(k - 1) {
	case "is", "are", "was", "were", "be", "been":
	default:
		return -1
	}
	for n := k - 2; n >= 0 && n >= k-14; n-- {
		if aim(r.words[n].base) {
			return n
		}
		if r.verbal[n] {
			return -1
		}
	}
	return -1
}

// aims are the base stems of what leaves open whether it comes to be.
var aims = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(`goal aim purpose objective intention mission task job duty mandate power right authority ability
		possibility chance opportunity option permission proposal plan hope dream desire wish will willingness readiness bid effort
		attempt campaign call demand pressure need reason incentive risk danger threat prospect potential capacity freedom
		ambition idea way means invitation offer order instruction commission ask tell urge invite want intend order
		instruct expect encourage advise pressure eager ready willing keen likely unlikely free entitled authorized authorised empowered
		hesitate reluctant struggle prepare prepared choose commissioned hired designed meant tasked`) {
		set[stem(w)] = true
	}
	return set
}()

func aim(base string) bool { return aims[base] }
