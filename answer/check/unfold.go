package check

import "strings"

// maxFolds bounds how many statements are taken out of a claim one after the other,
// mostFolds how many are tried, mostFolded how many words a claim may have for it:
// a longer one takes too long, and is seldom a sentence.
const (
	maxFolds   = 2
	mostFolds  = 8
	mostFolded = 80
)

// A nested statement stands within another: the claim without it, and what it says by
// itself, in the ways that it may be read.
type nested struct {
	outer string
	inner []string
}

// unfolded takes statements out of a claim, a relative clause, an apposition, a
// clause behind "and", and returns which sources support the claim without them
// and each of them by itself; nil when one of them is not supported.
func unfolded(c *reading, sources []*source, folds int) []int {
	if folds == 0 || len(c.words) > mostFolded {
		return nil
	}
	for _, f := range c.folds(sources) {
		outer := read(f.outer)
		outer.before = c.before
		if len(outer.words) < 3 {
			continue
		}
		first := supportersOf(outer, sources, folds-1)
		if first == nil {
			continue
		}
		for _, text := range f.inner {
			inner := read(text)
			inner.before = outer.words
			if rest := supportersOf(inner, sources, folds-1); rest != nil && (len(first) > 1 || len(rest) > 1 || first[0] != rest[0]) {
				return append(first, rest...)
			}
		}
	}
	return nil
}

// supportersOf returns which sources support a claim, as a whole or unfolded.
func supportersOf(c *reading, sources []*source, folds int) []int {
	if len(c.words) < 2 {
		return nil
	}
	if n := supporter(c, sources); n >= 0 {
		return []int{n}
	}
	return unfolded(c, sources, folds)
}

// folds returns the statements that may be taken out of a sentence.
func (r *reading) folds(sources []*source) []nested {
	var out []nested
	for i := 2; i < len(r.words)-1 && len(out) < mostFolds; i++ {
		switch {
		case r.relative(i):
			end := r.foldEnd(i)
			for _, from := range r.antecedents(i) {
				out = append(out, nested{r.without(i, end), []string{r.piece(from, i) + " " + r.piece(i+1, end)}})
			}
		case r.words[i].sep == "," && r.appositive(i):
			end := r.foldEnd(i)
			if end == len(r.words) && !r.firstVerbBefore(i) {
				continue
			}
			for _, from := range r.antecedents(i) {
				out = append(out, nested{r.without(i, end), said(r.piece(from, i), r.piece(i, end))})
			}
		case r.low(i) == "with" && r.words[i].sep == ",":
			if from, verb := r.subjectAndVerb(); verb > 0 && verb < i {
				rest, subject := r.piece(i+1, len(r.words)), r.piece(from, verb)
				out = append(out, nested{r.piece(0, i), []string{subject + " has " + rest, subject + " have " + rest, subject + " had " + rest}})
			}
		case r.defines(i):
			from, verb := r.subjectAndVerb()
			out = append(out, nested{r.piece(0, i), []string{r.piece(from, verb) + " " + r.piece(i+1, len(r.words))}})
		case r.low(i) == "so" && r.words[i].sep == "," && follows(sources):
			out = append(out, nested{r.piece(0, i), []string{r.piece(i+1, len(r.words))}})
		case r.parting(i):
			if inner := r.partedFrom(i); inner != nil {
				out = append(out, nested{r.piece(0, i), inner})
			}
		}
	}
	return out
}

// defines reports whether a relative clause begins at word i that tells more of what
// the sentence says its subject to be: "X is a song that was a hit".
func (r *reading) defines(i int) bool {
	switch r.low(i) {
	case "that", "which", "who":
	default:
		return false
	}
	_, who := r.subjectAndVerb()
	if r.words[i].sep != "" || who == 0 || who > i-2 || !beingVerb(r.low(who)) || r.low(who+1) != "a" && r.low(who+1) != "an" && r.low(who+1) != "the" {
		return false
	}
	for k := who + 1; k < i; k++ {
		if r.verbal[k] && !participle(r.low(k)) || hard(r.words[k].sep) {
			return false
		}
	}
	return i+1 < len(r.words) && (r.verbal[i+1] || auxiliary(r.low(i+1)) || r.mayAct(i+1))
}

// follows reports whether one of the sources begins as what follows from what was
// said before: "Consequently, it was".
func follows(sources []*source) bool {
	for _, s := range sources {
		switch s.low(0) {
		case "consequently", "therefore", "thus", "hence", "so", "accordingly":
			return true
		case "as", "for", "because":
			if w := s.low(2); w == "result" || w == "consequence" || w == "reason" || w == "this" {
				return true
			}
		}
	}
	return false
}

// said returns what an apposition says, in the forms that it may take.
func said(who, what string) []string {
	return []string{who + " is " + what, who + " was " + what, who + " are " + what, who + " were " + what}
}

// partedFrom returns what the clause at word i says by itself, its subject put
// before it where it has none; nil where that is not known.
func (r *reading) partedFrom(i int) []string {
	start := r.afterJoint(i)
	if start >= len(r.words)-1 {
		return nil
	}
	rest := r.piece(start, len(r.words))
	if !r.verbal[start] && !auxiliary(r.low(start)) && !r.mayAct(start) {
		return []string{rest}
	}
	var out []string
	if from, verb := r.subjectAndVerb(); verb > 0 && verb < i && !pointsBack(r.low(from)) {
		out = append(out, r.piece(from, verb)+" "+rest)
	}
	if that := r.lastRelative(i); that > 0 {
		for _, from := range r.antecedents(that) {
			out = append(out, r.piece(from, that)+" "+rest)
		}
	}
	return out
}

// relative reports whether a relative clause behind a comma begins at word i.
func (r *reading) relative(i int) bool {
	return (r.low(i) == "who" || r.low(i) == "which") && r.words[i].sep == "," && !isPreposition(r.low(i-1))
}

// appositive reports whether what begins at word i, behind a comma, says what the
// noun before it is: "a weaver", "known as the Duke".
func (r *reading) appositive(i int) bool {
	switch r.low(i) {
	case "a", "an", "the", "one":
		return r.words[i-1].content
	}
	return r.words[i-1].content && r.verbal[i] && participle(r.low(i)) && !r.words[i].cap
}

// foldEnd returns where the phrase that begins at word i ends: before the next
// comma behind which a verb stands, or at the end.
func (r *reading) foldEnd(i int) int {
	for k := i + 1; k < len(r.words); k++ {
		if !strings.Contains(r.words[k].sep, ",") {
			continue
		}
		if r.verbal[k] || auxiliary(r.low(k)) || r.mayAct(k) || r.low(k) == "and" && k+1 < len(r.words) && (r.relative(k+2) || r.words[k+1].content && !r.verbal[k+1]) {
			return k
		}
	}
	return len(r.words)
}

// without returns the sentence without words [i,end) and the comma before them.
func (r *reading) without(i, end int) string {
	return strings.TrimSpace(r.piece(0, i) + " " + r.piece(end, len(r.words)))
}

// antecedents returns where the phrases begin that what follows word i, behind a
// comma, may be said of: the noun right before with its adjectives, and with the
// one that it belongs to by "of".
func (r *reading) antecedents(i int) []int {
	var out []int
	k := i - 1
	for k >= 0 && !isPreposition(r.low(k)) && !r.verbal[k] && !auxiliary(r.low(k)) && r.low(k) != "and" && r.low(k) != "but" {
		if k < i-1 && hard(r.words[k+1].sep) {
			break
		}
		k--
	}
	if k+1 < i {
		out = append(out, k+1)
	}
	if k > 0 && r.low(k) == "of" {
		n := k - 1
		for n >= 0 && !isPreposition(r.low(n)) && !r.verbal[n] && !auxiliary(r.low(n)) && !hard(r.words[n+1].sep) {
			n--
		}
		if n+1 < k {
			out = append(out, n+1)
		}
	}
	return out
}

// parting reports whether the sentence may be parted before word i into two.
func (r *reading) parting(i int) bool {
	switch r.low(i) {
	case "and", "but", "while", "whereas":
		return true
	}
	return strings.Contains(r.words[i].sep, ";")
}

// subjectAndVerb returns where the sentence's subject begins, behind a phrase with a
// preposition, and its first verb; the verb is 0 where the sentence begins otherwise.
func (r *reading) subjectAndVerb() (from, verb int) {
	if isPreposition(r.low(0)) {
		for from < len(r.words) && r.words[from].sep != "," {
			from++
		}
	} else if r.boundary(0) && r.words[0].sep == "" {
		return 0, 0
	}
	for k := from + 1; k < len(r.words); k++ {
		if r.verbal[k] || auxiliary(r.low(k)) || r.mayAct(k) && r.words[k].sep == "" && k > from+1 && !r.afterDeterminer(k) {
			return from, k
		}
		if hard(strings.Trim(r.words[k].sep, "\"“”'’")) {
			break
		}
	}
	return 0, 0
}

// piece returns words [i,k) as written, with the quotation marks around them.
func (r *reading) piece(i, k int) string {
	start, end := 0, len(r.text)
	if i > 0 {
		start = r.words[i-1].end
	}
	if k < len(r.words) {
		end = r.words[k].start
	}
	return strings.Trim(r.text[start:max(start, end)], " ,;:")
}

// firstVerbBefore reports whether a verb stands before word i.
func (r *reading) firstVerbBefore(i int) bool {
	for k := 0; k < i; k++ {
		if r.verbal[k] || auxiliary(r.low(k)) {
			return true
		}
	}
	return false
}

// lastRelative returns the "that", "which" or "who" before word i, right before a
// verb, whose clause what begins at word i may go on; 0 for none.
func (r *reading) lastRelative(i int) int {
	for k := i - 2; k > 1; k-- {
		switch r.low(k) {
		case "that", "which", "who":
			if r.verbal[k+1] || auxiliary(r.low(k+1)) {
				return k
			}
			return 0
		}
	}
	return 0
}
