package check

import (
	"strings"
	"unicode"
)

// numbers holds when each number of the claim is in the source, and counts
// there what it counts in the claim.
func (p *pair) numbers() Verdict {
	for _, n := range p.c.numbers {
		if n.from < p.from || n.to > p.to {
			continue
		}
		fail := Verdict{Kind: Number, Words: p.c.span(n.from, n.to)}
		j, ok := p.numberIn(n)
		if !ok {
			return fail
		}
		if j >= 0 && (p.countsAnother(n, p.s.numbers[j]) || p.oftener(n)) {
			return fail
		}
	}
	return Verdict{}
}

// oftener reports whether the claim has the number n more often than the
// source: then it stands somewhere in another's place.
func (p *pair) oftener(n number) bool {
	return countNumber(p.c, n, p.from, p.to) > max(1, countNumber(p.s.reading, n, 0, len(p.s.words)))
}

func countNumber(r *reading, n number, from, to int) int {
	count := 0
	for _, o := range r.numbers {
		if o.from >= from && o.to <= to && o.unit == n.unit && same(o.value, n.value) {
			count++
		}
	}
	return count
}

// numberIn returns the index of the source's number that n may stand for; -1
// when it is a year of one of the source's dates.
func (p *pair) numberIn(n number) (int, bool) {
	found, ok := -1, false
	for j, s := range p.s.numbers {
		if n.fits(s) && (!ok || p.sameCount(n, s)) {
			found, ok = j, true
		}
	}
	if ok {
		return found, true
	}
	if n.unit == "" && n.value == 1 && p.single() {
		return -1, true
	}
	for _, d := range p.s.dates {
		if n.unit == "" && d.y != 0 && same(n.value, float64(d.y)) {
			return -1, true
		}
	}
	return -1, false
}

// single reports whether the source says "one" in some way.
func (p *pair) single() bool {
	for _, w := range p.s.words {
		switch w.low {
		case "one", "a", "an", "single", "sole":
			return true
		}
	}
	return false
}

// countedBy returns the content word right after a number, at most two words on.
func (r *reading) countedBy(n number) int {
	for k := n.to; k < len(r.words) && k < n.to+3 && !hard(r.words[k].sep); k++ {
		if r.words[k].content && !r.taken[k] {
			return k
		}
	}
	return -1
}

func (p *pair) sameCount(c, s number) bool {
	a, b := p.c.countedBy(c), p.s.countedBy(s)
	return a >= 0 && b >= 0 && alike(p.c.words[a], p.s.words[b]) >= 0
}

// countsAnother reports whether the claim's number c, found as s, stands before
// what another number of the source counts.
func (p *pair) countsAnother(c, s number) bool {
	a := p.c.countedBy(c)
	if a < 0 || p.sameCount(c, s) {
		return false
	}
	for _, o := range p.s.numbers {
		if same(o.value, s.value) || o.unit != s.unit {
			continue
		}
		if b := p.s.countedBy(o); b >= 0 && alike(p.c.words[a], p.s.words[b]) == 0 {
			return true
		}
	}
	return false
}

// dates holds when each date of the claim is one of the source's, no more
// precise; a source without a date may borrow its article's.
func (p *pair) dates() Verdict {
	for _, d := range p.c.dates {
		if d.from >= p.from && d.to <= p.to && (!p.dated(d) || p.datedOftener(d)) {
			return Verdict{Kind: Date, Words: p.c.span(d.from, d.to)}
		}
	}
	return Verdict{}
}

// datedOftener reports whether the claim has the date d more often than the
// source has dates that it may stand for.
func (p *pair) datedOftener(d date) bool {
	said, have := 0, 0
	for _, c := range p.c.dates {
		if c.from >= p.from && c.to <= p.to && c.fits(d) && d.fits(c) {
			said++
		}
	}
	for _, s := range p.s.dates {
		if d.fits(s) {
			have++
		}
	}
	return said > max(1, have)
}

func (p *pair) dated(d date) bool {
	published := p.s.Article.Published
	for _, s := range p.s.dates {
		if d.fits(s) {
			return true
		}
		if r, ok := s.onDay(published.Time()); ok && !published.IsZero() && d.fits(r) {
			return true
		}
	}
	for _, n := range p.s.numbers {
		if d.m == 0 && d.d == 0 && d.y != 0 && same(n.value, float64(d.y)) {
			return true
		}
	}
	if len(p.s.dates) > 0 || published.IsZero() {
		return false
	}
	t := published.Time()
	return d.y != 0 && d.fits(date{y: t.Year(), m: int(t.Month()), d: t.Day()})
}

// names holds when each name of the claim is in the source in the same
// combination, or stands where the source has a word for it.
func (p *pair) names() Verdict {
	for i := p.from; i < p.to; {
		if !p.isName(i) {
			i++
			continue
		}
		k := i + 1
		for k < p.to && p.isName(k) && strings.Trim(p.c.words[k].sep, "-") == "" && !p.c.words[k-1].possessive {
			k++
		}
		if !p.named(i, k) {
			return Verdict{Kind: Name, Words: p.c.span(i, k)}
		}
		i = k
	}
	return Verdict{}
}

// isName reports whether word i of the claim is a name, or may be one.
func (p *pair) isName(i int) bool {
	w := p.c.words[i]
	if !w.cap || p.c.taken[i] || p.excused[i] || w.end == w.start {
		return false
	}
	if !w.content {
		return !w.lead && !smallWord(w.low) && !p.has(w.low)
	}
	if !w.lead || w.upper {
		return true
	}
	return p.at[i] < 0 && !lexicon().known[w.base] && lexicon().bases[w.low] == "" && !strings.HasSuffix(w.low, "ly") ||
		p.at[i] >= 0 && p.s.words[p.at[i]].cap
}

// smallWord reports whether w is a function word that titles are made with.
func smallWord(w string) bool {
	return isPreposition(w) || nameLink(w) || w == "a" || w == "an" || w == "i" || w == "or" || pronoun(w)
}

func (p *pair) has(low string) bool {
	for _, w := range p.s.words {
		if w.low == low {
			return true
		}
	}
	return false
}

// named reports whether the claim's name [i,k) is supported.
func (p *pair) named(i, k int) bool {
	missing := false
	for n := i; n < k; n++ {
		if p.at[n] >= 0 && p.beginning(n) {
			return false
		}
		if p.at[n] < 0 && p.c.words[n].upper && p.initials(p.c.span(n, n+1)) {
			p.excused[n] = true
		}
		missing = missing || p.at[n] < 0 && !p.excused[n]
	}
	if !missing {
		return k-i == 1 || p.together(i, k) || p.inArticle(i, k)
	}
	if !p.extended(i, k) && !p.acronym(i, k) && !p.resolved(i, k) {
		return false
	}
	for n := i; n < k; n++ {
		p.excused[n] = p.at[n] < 0
	}
	return true
}

// beginning reports whether word n of the claim is a country or a people that
// in the source only begins a longer name: "American" of "American Airlines".
func (p *pair) beginning(n int) bool {
	j := p.at[n]
	if lexicon().names[p.c.words[n].low] == 0 || j+1 >= len(p.s.words) {
		return false
	}
	next := p.s.words[j+1]
	if !next.cap || next.sep != "" && next.sep != "." || !next.content || p.s.words[j].possessive || lexicon().names[next.low] != 0 {
		return false
	}
	return n+1 >= p.to || p.at[n+1] != j+1
}

// together reports whether the words of a name are one name in the source too.
func (p *pair) together(i, k int) bool {
	for n := i + 1; n < k; n++ {
		a, b := p.at[n-1], p.at[n]
		if a < 0 || b < 0 || !p.s.words[a].cap || !p.s.words[b].cap {
			continue // a common word that the claim wrote with a capital
		}
		if b <= a || b-a > 3 {
			return false
		}
		for m := a + 1; m <= b; m++ {
			if sep := p.s.words[m].sep; sep != "" && sep != "-" && sep != "." || m < b && !p.s.words[m].cap && !nameLink(p.s.words[m].low) {
				return false
			}
		}
	}
	return true
}

func nameLink(w string) bool {
	switch w {
	case "of", "the", "de", "da", "di", "von", "van", "der", "al", "bin", "la", "le", "del", "for", "and", "&":
		return true
	}
	return false
}

// inArticle reports whether the name stands in the article word for word.
func (p *pair) inArticle(i, k int) bool {
	return containsWords(p.s.Article.Text, p.c.span(i, k)) || containsWords(p.s.Article.Title, p.c.span(i, k))
}

// containsWords reports whether words stand in text with borders around them.
func containsWords(text, words string) bool {
	for from := 0; words != ""; {
		n := strings.Index(text[from:], words)
		if n < 0 {
			return false
		}
		start, end := from+n, from+n+len(words)
		before, after := ' ', ' '
		for _, c := range text[max(0, start-4):start] {
			before = c
		}
		for _, c := range text[end:min(len(text), end+4)] {
			after = c
			break
		}
		if !unicode.IsLetter(before) && !unicode.IsDigit(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after) {
			return true
		}
		from = start + 1
	}
	return false
}

// extended reports whether the source has the last word of the name alone, and
// the article has the longer name, and no other with that last word.
func (p *pair) extended(i, k int) bool {
	j := p.at[k-1]
	if k-i < 2 || j < 0 || !p.s.words[j].cap || !p.inArticle(i, k) {
		return false
	}
	if j > 0 && p.s.words[j-1].cap && p.s.words[j].sep == "" && !isHonorific(p.s.words[j-1].low) && p.s.words[j-1].content {
		return false // another first name, right there
	}
	last := p.c.words[k-1]
	own := p.c.words[k-2].low
	for _, name := range namesBefore(p.s.Article.Text, last.low) {
		if name != own && !isHonorific(name) && !isFunction(name) {
			return false
		}
	}
	return true
}

func isHonorific(w string) bool {
	switch w {
	case "mr", "mrs", "ms", "dr", "sir", "president", "senator", "chancellor", "minister", "king", "queen", "prince", "princess",
		"emperor", "pope", "general", "judge", "professor", "lord", "lady", "saint", "st", "captain", "colonel", "secretary":
		return true
	}
	return false
}

// namesBefore returns, folded, the capitalised words that stand right before
// each occurrence of the word last in text.
func namesBefore(text, last string) []string {
	var out []string
	prev := ""
	for _, f := range strings.Fields(text) {
		w := fold(strings.Trim(f, ".,;:!?()“”\"'’"))
		if strings.TrimSuffix(w, "'s") == last && prev != "" {
			out = append(out, fold(prev))
		}
		prev = ""
		if c := []rune(f); len(c) > 1 && unicode.IsUpper(c[0]) && (unicode.IsLetter(c[len(c)-1]) || c[len(c)-1] == '.' && len(c) <= 3) {
			prev = strings.TrimRight(f, ".")
		}
	}
	return out
}

// acronym reports whether the name is the short form of a name of the source,
// or the long form of a short one, as the article itself explains it.
func (p *pair) acronym(i, k int) bool {
	var b strings.Builder
	for n := i; n < k; n++ {
		if w := p.c.words[n]; w.cap && w.content {
			b.WriteByte(w.low[0])
		}
	}
	short := strings.ToUpper(b.String())
	return len(short) >= 2 && containsWords(p.s.Text(), short) && containsWords(p.s.Article.Text, p.c.span(i, k)+" ("+short+")")
}

// initials reports whether a run of names in the source begins with the
// letters of short; the second half of "Intermediate-Range" may be skipped.
func (p *pair) initials(short string) bool {
	letters := fold(short)
	for j := range p.s.words {
		n, m := 0, j
		for m < len(p.s.words) && n < len(letters) && (p.s.words[m].cap || n > 0 && nameLink(p.s.words[m].low)) {
			switch {
			case p.s.words[m].cap && p.s.words[m].low[0] == letters[n]:
				n++
			case p.s.words[m].cap && p.s.words[m].sep != "-":
				n = len(letters) + 1
			}
			m++
		}
		if n == len(letters) && n >= 2 {
			return true
		}
	}
	return false
}
