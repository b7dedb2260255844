package library

import (
	"slices"
	"strings"

	"byline/article"
	"byline/text"
)

// An Edit is what a revision did to a sentence.
type Edit string

const (
	Kept     Edit = "kept"
	Removed  Edit = "removed"
	New      Edit = "added"
	Reworded Edit = "changed"
)

// A Change is one sentence of two revisions, in the order of the newer one.
type Change struct {
	Edit Edit
	Old  article.Span // in the old text; empty when New
	New  article.Span // in the new text; empty when Removed
}

// Diff compares two texts sentence by sentence. White space does not count. A
// sentence that was replaced by one that shares half of its words is one
// Reworded; other replacements are a Removed and a New.
func Diff(old, new string) []Change {
	a, b := sentencesOf(old), sentencesOf(new)
	var changes []Change
	i, j := 0, 0
	for _, m := range common(a, b) {
		changes = append(changes, replaced(a[i:m.a], b[j:m.b])...)
		changes = append(changes, Change{Kept, a[m.a].Span, b[m.b].Span})
		i, j = m.a+1, m.b+1
	}
	return append(changes, replaced(a[i:], b[j:])...)
}

// Corrects reports whether sentences of the old text are gone or reworded in
// the new one. A text that only grew corrects nothing.
func Corrects(old, new string) bool {
	for _, c := range Diff(old, new) {
		if c.Edit == Removed || c.Edit == Reworded {
			return true
		}
	}
	return false
}

// A sentence is one with its words.
type sentence struct {
	article.Span
	words  string   // separated by single spaces
	hashes []uint64 // of the words, sorted
}

// sentencesOf splits a text.
func sentencesOf(s string) []sentence {
	spans := text.Sentences(s)
	out := make([]sentence, len(spans))
	for i, sp := range spans {
		words := strings.Fields(sp.Of(s))
		hashes, _, _ := wordsOf(sp.Of(s), 0)
		slices.Sort(hashes)
		out[i] = sentence{sp, strings.Join(words, " "), hashes}
	}
	return out
}

// A match is a sentence that both texts have.
type match struct{ a, b int }

// common returns a longest common subsequence of two lists of sentences.
func common(a, b []sentence) []match {
	var head, tail []match
	from := 0
	for from < len(a) && from < len(b) && a[from].words == b[from].words {
		head = append(head, match{from, from})
		from++
	}
	enda, endb := len(a), len(b)
	for enda > from && endb > from && a[enda-1].words == b[endb-1].words {
		enda, endb = enda-1, endb-1
		tail = append(tail, match{enda, endb})
	}
	head = append(head, longest(a[from:enda], b[from:endb], from)...)
	for i := len(tail) - 1; i >= 0; i-- {
		head = append(head, tail[i])
	}
	return head
}

// maxTable bounds the cells of longest's table, 16 MB. Texts whose differing
// middles are longer than 2,000 by 2,000 sentences count as rewritten there.
const maxTable = 4 << 20

// longest finds the subsequence by the usual table; indexes are shifted by off.
func longest(a, b []sentence, off int) []match {
	width := len(b) + 1
	if len(a) == 0 || len(b) == 0 || len(a)*width > maxTable {
		return nil
	}
	table := make([]int32, (len(a)+1)*width) // [i*width+j]: length for a[i:], b[j:]
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].words == b[j].words {
				table[i*width+j] = table[(i+1)*width+j+1] + 1
			} else {
				table[i*width+j] = max(table[(i+1)*width+j], table[i*width+j+1])
			}
		}
	}
	var matches []match
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].words == b[j].words:
			matches = append(matches, match{off + i, off + j})
			i, j = i+1, j+1
		case table[(i+1)*width+j] >= table[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return matches
}

// replaced pairs sentences that stood where others stand now; of those without
// a counterpart the old come before the new.
func replaced(a, b []sentence) []Change {
	var changes []Change
	others := func(a, b []sentence) {
		for _, o := range a {
			changes = append(changes, Change{Edit: Removed, Old: o.Span})
		}
		for _, n := range b {
			changes = append(changes, Change{Edit: New, New: n.Span})
		}
	}
	i, j := 0, 0
	for at, n := range b {
		k := slices.IndexFunc(a[i:min(i+maxAway, len(a))], func(o sentence) bool { return alike(o.hashes, n.hashes) })
		if k < 0 {
			continue
		}
		others(a[i:i+k], b[j:at])
		changes = append(changes, Change{Reworded, a[i+k].Span, n.Span})
		i, j = i+k+1, at+1
	}
	others(a[i:], b[j:])
	return changes
}

// maxAway is how many old sentences further on a reworded one may stand.
const maxAway = 32

// alike reports whether at least half of the words of the longer sentence are
// in the other; both are sorted.
func alike(a, b []uint64) bool {
	both, j := 0, 0
	for _, w := range a {
		for j < len(b) && b[j] < w {
			j++
		}
		if j < len(b) && b[j] == w {
			both, j = both+1, j+1
		}
	}
	return both > 0 && 2*both >= max(len(a), len(b))
}
