package check

import (
	"strings"
	"unicode"
)

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
			return Verdict{Kind: Name, Words: p.c.span(p.wholeName(i), k)}
		}
		i = k
	}
	return Verdict{}
}

// wholeName returns where the name at word i begins for a reader: the first
// word of a sentence may be a name that is a word too, "Victor Crane".
func (p *pair) wholeName(i int) int {
	if i > p.from && p.c.words[i-1].cap && p.c.words[i-1].lead && p.c.words[i-1].content && strings.Trim(p.c.words[i].sep, "-") == "" {
		return i - 1
	}
	return i
}

// isName reports whether word i of the claim is a name, or may be one.
func (p *pair) isName(i int) bool {
	w := p.c.words[i]
	if !w.cap || p.c.taken[i] || p.excused[i] || w.end == w.start || p.c.numero(i) {
		return false
	}
	if w.roman {
		return true
	}
	if !w.content {
		if p.has(w.low) {
			return false
		}
		return p.c.joinedOn(i) || w.possessive && (w.low == "according" || isPreposition(w.low)) || !w.lead && (!smallWord(w.low) || p.standsForNoun(i))
	}
	if !w.lead || w.upper {
		return true
	}
	return p.at[i] < 0 && !lexicon().known[w.base] && lexicon().bases[w.low] == "" && !strings.HasSuffix(w.low, "ly") ||
		p.at[i] >= 0 && p.s.words[p.at[i]].cap && !(strings.HasSuffix(w.low, "ly") && p.s.words[p.at[i]].lead && adverbial(w.low))
}

// adverbial reports whether the thesaurus has w as an adverb.
func adverbial(w string) bool {
	for _, sense := range theThesaurus().senses[w] {
		if theThesaurus().part[sense] == 'r' {
			return true
		}
	}
	return false
}

// standsForNoun reports whether the small word i, with a capital in the midst of
// a sentence, stands where a noun does: "an Until", "of the Along".
func (p *pair) standsForNoun(i int) bool {
	switch p.c.low(i - 1) {
	case "the", "a", "an", "of":
		return i > p.from && !(i+1 < p.to && p.c.words[i+1].cap && p.c.words[i+1].sep == "")
	}
	return false
}

// numero reports whether word i is the "No." before a number.
func (r *reading) numero(i int) bool {
	return i >= 0 && r.words[i].low == "no" && i+1 < len(r.words) && r.words[i+1].sep == "." && unitlessNumber(r.words[i+1].low)
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
		if p.at[n] < 0 && p.c.words[n].upper && !p.c.words[n].roman && p.initials(p.c.span(n, n+1)) {
			p.excused[n] = true
		}
		missing = missing || p.at[n] < 0 && !p.excused[n]
	}
	if !missing {
		return !p.headless(k) && (k-i == 1 || p.together(i, k) || p.inArticle(i, k))
	}
	if !p.extended(i, k) && !p.extendedBehind(i, k) && !p.acronym(i, k) && !p.resolved(i, k) {
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

// headless reports whether a claim's name that ends before word k goes on in
// the source to the word that says what it names, so that without it another
// thing is meant: "Brooklyn" for "Brooklyn Bridge".
func (p *pair) headless(k int) bool {
	last := p.at[k-1]
	if last < 0 {
		return false
	}
	for j := last + 1; j < len(p.s.words) && p.s.words[j].cap && p.s.words[j].sep == "" && !p.s.words[j-1].possessive; j++ {
		if isHead(p.s.words[j].low) && !p.said(p.s.words[j].base) {
			return true
		}
	}
	return false
}

// said reports whether the claim has a word of the base.
func (p *pair) said(base string) bool {
	for _, w := range p.c.words[p.from:p.to] {
		if w.base == base {
			return true
		}
	}
	return false
}

// isHead reports whether w, at the end of a name, says what is named, and what
// comes before it alone names something else.
func isHead(w string) bool {
	switch w {
	case "bridge", "times", "post", "journal", "tribune", "gazette", "airport", "station", "street", "avenue", "road", "square", "museum",
		"party", "cup", "prize", "award", "act", "treaty", "pact", "war", "tower", "castle", "palace", "cathedral", "stadium", "arena",
		"bank", "airlines", "airways", "railway", "railroad", "league", "festival", "foundation", "hospital", "dam", "orchestra",
		"theatre", "theater", "hotel", "library", "zoo", "championship", "championships", "marathon", "syndrome", "disease":
		return true
	}
	return false
}

// together reports whether the words of a name are one name in the source too,
// or whole names of the source one after the other.
func (p *pair) together(i, k int) bool {
	for n := i + 1; n < k; n++ {
		a, b := p.at[n-1], p.at[n]
		if a < 0 || b < 0 || !p.s.words[a].cap || !p.s.words[b].cap {
			continue // a common word that the claim wrote with a capital
		}
		if !p.oneName(a, b) && !(p.endsName(a) && p.beginsName(b) && p.beginsName(p.at[i]) && p.endsName(p.at[k-1])) {
			return false
		}
	}
	return true
}

// oneName reports whether words a and b of the source stand in one name.
func (p *pair) oneName(a, b int) bool {
	if b <= a || b-a > 3 {
		return false
	}
	for m := a + 1; m <= b; m++ {
		if sep := p.s.words[m].sep; sep != "" && sep != "-" && sep != "." || m < b && !p.s.words[m].cap && !nameLink(p.s.words[m].low) {
			return false
		}
	}
	return true
}

// endsName reports whether a name of the source ends at word j.
func (p *pair) endsName(j int) bool {
	return j >= 0 && (j+1 == len(p.s.words) || !p.s.words[j+1].cap || p.s.words[j+1].sep != "")
}

// beginsName reports whether a name of the source begins at word j.
func (p *pair) beginsName(j int) bool {
	return j == 0 || j > 0 && (!p.s.words[j-1].cap || p.s.words[j].sep != "" || !p.s.words[j-1].content)
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

// extendedBehind reports whether the source has the first word of the name alone,
// as the subject of its first verb, and the text before it has the longer name,
// and no other that begins so.
func (p *pair) extendedBehind(i, k int) bool {
	j := p.at[i]
	if k-i != 2 || j < 0 || !p.s.words[j].cap || !p.endsName(j) || !p.beginsName(j) || p.c.words[k-1].low == p.c.words[i].low {
		return false
	}
	text := p.s.Article.Text[:p.s.Start]
	if !containsWords(text, strings.TrimSuffix(strings.TrimSuffix(p.c.span(i, k), "'s"), "’s")) {
		return false
	}
	r := read(lastSentences(text, near))
	for n, w := range r.words {
		if w.low == p.c.words[i].low && n+1 < len(r.words) && personal(r.words[n+1]) && r.words[n+1].sep == "" && r.words[n+1].low != p.c.words[k-1].low {
			return false
		}
	}
	return true
}

// lastSentences returns the last n bytes of text, or a little less.
func lastSentences(text string, n int) string {
	if len(text) > n {
		text = text[len(text)-n:]
	}
	return strings.ToValidUTF8(text, "")
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

// lowerInitials reports whether the words at j, none of them a name, begin
// with the letters: "AI" for "artificial intelligence".
func (p *pair) lowerInitials(letters string, j int) bool {
	if len(letters) < 2 || j+len(letters) > len(p.s.words) {
		return false
	}
	for n := range len(letters) {
		if w := p.s.words[j+n]; name(w) || !w.content || w.low[0] != letters[n] || n > 0 && w.sep != "" {
			return false
		}
	}
	return true
}

// initials reports whether a run of names in the source begins with the
// letters of short; the second half of "Intermediate-Range" may be skipped.
func (p *pair) initials(short string) bool {
	letters := fold(short)
	for j := range p.s.words {
		if p.lowerInitials(letters, j) {
			return true
		}
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
