package check

import "strings"

// speakers holds when the claim says of each saying of the source who said it
// and how, and gives no one words that are not theirs.
func (p *pair) speakers() Verdict {
	own := p.s.sayings()
	var claims []saying
	for _, c := range p.c.sayings() {
		if c.at >= p.from && c.at < p.to && !p.excused[c.at] {
			claims = append(claims, c)
		}
	}
	for _, c := range claims {
		if !p.spoken(c, own) {
			return Verdict{Kind: Attribution, Words: p.c.span(c.at, c.at+1)}
		}
		p.excused[c.at] = true // "said" may stand for "told"
	}
	for _, s := range own {
		if !p.credited(s, claims) {
			return Verdict{Kind: Attribution, Words: p.s.span(s.at, s.at+1)}
		}
	}
	return Verdict{}
}

// spoken reports whether the claim's saying is one of the source's.
func (p *pair) spoken(c saying, own []saying) bool {
	if len(own) == 0 {
		if p.provided(c) || p.foundBy(c) {
			return true
		}
		j := p.at[c.at]
		if j < 0 {
			return p.reported(c)
		}
		f, _ := forceOf(p.s.words[j].low)
		return p.s.words[j].base == p.c.words[c.at].base || f != 0 && mayForce(c.force, f) && p.s.verbal[j]
	}
	for _, s := range own {
		if mayForce(c.force, s.force) && p.sameSpeaker(c, s) && (p.saidIn(s) || !p.saidElsewhere(s, own)) {
			return true
		}
	}
	return false
}

// provided reports whether the claim's "according to" names the law or text that
// the source begins with, which "provides that".
func (p *pair) provided(c saying) bool {
	that := -1
	for k := 1; k < len(p.s.words) && that < 0; k++ {
		if p.s.low(k) != "that" {
			continue
		}
		switch p.s.words[k-1].base {
		case "provid", "stipul", "specifi", "requir", "mandat", "prescrib", "dictat", "decre":
			that = k
		default:
			return false
		}
	}
	if that < 0 || p.c.low(c.at) != "according" || len(c.speaker) == 0 {
		return false
	}
	for _, i := range c.speaker {
		if p.at[i] < 0 || p.at[i] >= that {
			return false
		}
	}
	return true
}

// reported reports whether the claim's "said" is said of what the source begins
// with, which "reported" what it says: "the group said it had" for "the group
// reported".
func (p *pair) reported(c saying) bool {
	if c.force != says || len(c.speaker) == 0 {
		return false
	}
	for j := range p.s.words {
		switch p.s.words[j].base {
		case "report", "announc", "disclos", "state":
		default:
			continue
		}
		if !p.s.verbal[j] || p.used[j] || p.s.passive(j) {
			continue
		}
		own := p.s.subject(j, 0)
		for _, i := range c.speaker {
			if p.at[i] >= 0 && p.among(own, p.at[i]) {
				p.at[c.at], p.used[j] = j, true
				return true
			}
		}
	}
	return false
}

// foundBy reports whether the claim's "according to" names what the source begins
// with, which "found" or "shows" what it says: "a study found an effect".
func (p *pair) foundBy(c saying) bool {
	verb := 0
	for verb < len(p.s.words) && (!p.s.verbal[verb] && p.s.low(verb) != "reads" || !speaks(p.s.low(verb))) {
		verb++
	}
	if verb == len(p.s.words) || p.c.low(c.at) != "according" || len(c.speaker) == 0 || p.s.passive(verb) || p.used[verb] {
		return false
	}
	for _, i := range c.speaker {
		if p.at[i] < 0 || p.at[i] >= verb {
			return false
		}
	}
	return true
}

// speaks reports whether w is a verb of saying that denies nothing.
func speaks(w string) bool {
	f, _ := forceOf(w)
	return f != 0 && f != denies || w == "reads"
}

// saidIn reports whether the claim has words of what is said in s.
func (p *pair) saidIn(s saying) bool {
	from, to := p.s.reach(s)
	for j := from; j < to; j++ {
		if p.used[j] && (j < s.first || j > s.last) {
			return true
		}
	}
	return false
}

// saidElsewhere reports whether the claim has words of what is said in another
// of the source's sayings than s.
func (p *pair) saidElsewhere(s saying, own []saying) bool {
	for _, o := range own {
		if o.at != s.at && p.saidIn(o) {
			return true
		}
	}
	return false
}

// mayForce reports whether a claim may use a verb of force c for one of force s.
func mayForce(c, s force) bool {
	return c == s || c == says && s != denies || c == supposes && s == says
}

// sameSpeaker reports whether the words found for the speakers agree. A
// pronoun, or a speaker who was not found, agrees with everyone; names have
// their own rule for what may stand for a pronoun.
func (p *pair) sameSpeaker(c, s saying) bool {
	if c.pronoun || s.pronoun || len(c.speaker) == 0 || len(s.speaker) == 0 {
		return true
	}
	if n := p.s.nameBefore(s.at); n > 0 {
		for _, i := range c.speaker {
			if p.at[i] >= 0 && p.at[i] < n && p.s.words[p.at[i]].cap {
				return true
			}
		}
	}
	for _, i := range c.speaker {
		for _, j := range s.speaker {
			if p.at[i] == j || alike(p.c.words[i], p.s.words[j]) >= 0 {
				return true
			}
		}
	}
	return false
}

// nameBefore returns how many words make up the name that the sentence begins
// with, if the verb of saying at word at is said of it across an apposition that
// no other name ends: "A. B., president of the force on health said". 0 otherwise.
func (r *reading) nameBefore(at int) int {
	n := 0
	for n < at && r.words[n].cap && (n == 0 || strings.Trim(r.words[n].sep, ". ") == "") {
		n++
	}
	if n == 0 || n >= at || r.words[n].sep != "," || r.words[n].cap {
		return 0
	}
	for k := n; k < at; k++ {
		if r.verbal[k] || auxiliary(r.words[k].low) || k > n && hard(r.words[k].sep) {
			return 0
		}
	}
	return n
}

// credited reports whether the claim, if it repeats what is said in s, says
// that it was said, and by whom.
func (p *pair) credited(s saying, claims []saying) bool {
	for _, c := range claims {
		if mayForce(c.force, s.force) && p.sameSpeaker(c, s) {
			return true
		}
	}
	if p.used[s.at] {
		return true
	}
	from, to := p.s.reach(s)
	if p.tellsOther(from, to) {
		return true
	}
	said, all := 0, 0
	for j, used := range p.used {
		if !used {
			continue
		}
		all++
		if j >= from && j < to && (j < s.first || j > s.last) {
			said++
		}
	}
	return said < 2 && said*2 < all || said == 0
}

// tellsOther reports whether all of the claim's verbs are the source's own, in its
// words and outside of [from,to): "which it had ratified" beside what it announced.
func (p *pair) tellsOther(from, to int) bool {
	verbs := 0
	for i := p.from; i < p.to; i++ {
		if !p.c.verbal[i] || p.excused[i] {
			continue
		}
		j := p.at[i]
		if j < 0 || j >= from && j < to || !p.s.verbal[j] || p.s.words[j].base != p.c.words[i].base {
			return false
		}
		verbs++
	}
	return verbs > 0
}

// reach returns the words [from,to) that are what is said in s: after "she
// said", before ", she said", on both sides of an inserted ", she said,".
func (r *reading) reach(s saying) (from, to int) {
	from, to = s.at, s.last+1
	that := r.low(to) == "that" || r.low(to+1) == "that"
	after := strings.ContainsAny(r.words[s.first].sep, ",”\"’") && !that // what is said has begun before
	if after {
		for from = s.first - 1; from > 0 && !r.newStatement(from); from-- {
		}
	}
	if !after || to+2 < len(r.words) && !hardBetween(r, to-1, to+2) || r.goesOn(to) {
		for to < len(r.words) && !(to > s.last+2 && r.newStatement(to)) {
			to++
		}
	}
	return max(from, 0), to
}

// goesOn reports whether what is said goes on at word i, after the verb and
// its speaker were put into it.
func (r *reading) goesOn(i int) bool {
	switch r.low(i) {
	case "", "who", "which", "whose", "when", "where", "as", "the":
		return i < len(r.words) && strings.ContainsAny(r.words[i].sep, "“\"")
	}
	return strings.ContainsAny(r.words[i].sep, ",“\"")
}

// newStatement reports whether a statement of its own begins at word i: after
// a semicolon, or a comma with a conjunction.
func (r *reading) newStatement(i int) bool {
	if strings.Contains(r.words[i].sep, ";") {
		return true
	}
	switch r.words[i].low {
	case "and", "but", "while", "whereas", "though", "although", "which", "who", "whose", "where":
		return strings.Contains(r.words[i].sep, ",")
	}
	return false
}

func contains(set []int, j int) bool {
	for _, k := range set {
		if k == j {
			return true
		}
	}
	return false
}

// hardBetween reports whether a clause ends between words i and k.
func hardBetween(r *reading, i, k int) bool {
	for n := i + 1; n <= k && n < len(r.words); n++ {
		if hard(r.words[n].sep) {
			return true
		}
	}
	return false
}
