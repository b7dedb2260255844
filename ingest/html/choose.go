package html

import (
	"cmp"
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The rules below were found on the 60 pages that docs/extraction.md names;
// each of them is worth 0.1 to 1 point of F1 there, none more.
const (
	half         = 0.5 // of a block's runs: the reading holds the block
	votesNeeded  = 2   // of readable, distilled and strict
	linkOnly     = 0.9 // of a block's words in links: it is nothing but links
	linkMostly   = 0.7
	longRuns     = 20 // a block of the article's own prose
	leadRuns     = 25 // a summary before the article's first long block
	leadDistance = 3  // blocks before it
	repeatRuns   = 30 // a block this long is not repeated on purpose
	linkRepeat   = 8  // the same for a block of links
	repeatShare  = 0.8
	asideShare   = 5 // one in so many runs: more is no aside, whatever its name
)

// A candidate is a block with how much of it each reading holds, 0…1.
type candidate struct {
	block
	runs                                  []uint64
	balanced, readable, distilled, strict float64
}

// choose keeps the blocks that belong to the article.
func choose(blocks []block, r readings, titles titleSet) []block {
	var cs []candidate
	for _, b := range blocks {
		all := runs(b.text)
		if len(all) == 0 || titles.has(b.text) {
			continue
		}
		cs = append(cs, candidate{b, all, r.balanced.share(all), r.readable.share(all), r.distilled.share(all), r.strict.share(all)})
	}
	cs = withNeighbours(cs)
	cs = withoutAsides(cs)
	cs = withoutFringe(cs)
	cs = withoutRepeats(cs)
	kept := make([]block, len(cs))
	for i, c := range cs {
		kept[i] = c.block
	}
	return kept
}

func (c candidate) long() bool { return len(c.runs) >= longRuns }

// wanted reports whether the vote is for c. Blocks of links need the one
// reader that knows how dense links are.
func (c candidate) wanted() bool {
	if c.distilled < half && (c.link >= linkOnly || c.link >= linkMostly && !c.long()) {
		return false
	}
	n := 0
	for _, share := range [...]float64{c.readable, c.distilled, c.strict} {
		if share >= half {
			n++
		}
	}
	return c.balanced >= half && n >= votesNeeded
}

// withNeighbours keeps the wanted candidates, and those that readability and
// dom-distiller agree on and that stand among wanted ones in the same element,
// or sum the article up right before it begins. Tables among them stay too:
// all extractors throw small ones away.
func withNeighbours(cs []candidate) []candidate {
	among := map[*html.Node]bool{}
	first, last := len(cs), -1
	for i, c := range cs {
		if !c.wanted() || c.at == nil {
			continue
		}
		if len(c.runs) >= longRuns/2 {
			among[c.at], among[c.at.Parent] = true, true
		}
		if c.long() {
			first, last = min(first, i), i
		}
	}
	return keep(cs, func(i int, c candidate) bool {
		if c.wanted() {
			return true
		}
		if c.kind == row && c.link < half && i > first && i < last {
			return among[tableOf(c.at).Parent]
		}
		if c.readable < half || c.distilled < half || c.link >= half || c.at == nil || c.at.Parent == nil || beside(c.at) {
			return false
		}
		return among[c.at] && len(c.runs) >= 3 || among[c.at.Parent] || c.kind == item && among[c.at.Parent.Parent] ||
			i < first && first-i <= leadDistance && len(c.runs) >= leadRuns
	})
}

// tableOf returns the table that a row is in, or the row.
func tableOf(row *html.Node) *html.Node {
	for n := row; n != nil; n = n.Parent {
		if n.DataAtom == atom.Table {
			return n
		}
	}
	return row
}

// withoutAsides drops what stands in an element whose name says that it is
// something else, unless much of the article is in there.
func withoutAsides(cs []candidate) []candidate {
	size, total := map[*html.Node]int{}, 0
	for _, c := range cs {
		total += len(c.runs)
		for n, i := c.at, 0; n != nil && i < asideDepth; n, i = n.Parent, i+1 {
			size[n] += len(c.runs)
		}
	}
	return keep(cs, func(_ int, c candidate) bool {
		n := aside(c.at)
		return n == nil || size[n]*asideShare >= total
	})
}

// withoutFringe drops blocks of links before the first and after the last
// long block.
func withoutFringe(cs []candidate) []candidate {
	first, last := len(cs), -1
	for i, c := range cs {
		if c.long() && c.link < half {
			first, last = min(first, i), i
		}
	}
	return keep(cs, func(i int, c candidate) bool { return i >= first && i <= last || c.link < linkOnly })
}

// withoutRepeats drops blocks whose words other blocks hold: a teaser, a copy
// for small screens. Of two such the one with more links goes, then the
// longer, which is glued together of several.
func withoutRepeats(cs []candidate) []candidate {
	count := map[uint64]int{}
	order := make([]int, len(cs))
	for i, c := range cs {
		order[i] = i
		for _, r := range c.runs {
			count[r]++
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(cs[b].link, cs[a].link), len(cs[b].runs)-len(cs[a].runs))
	})
	repeated := make([]bool, len(cs))
	for _, i := range order {
		c := cs[i]
		if len(c.runs) < repeatRuns && !(c.link >= linkOnly && len(c.runs) >= linkRepeat) {
			continue
		}
		again := 0
		for _, r := range c.runs {
			if count[r] > 1 {
				again++
			}
		}
		if repeated[i] = float64(again) > repeatShare*float64(len(c.runs)); repeated[i] {
			for _, r := range c.runs {
				count[r]--
			}
		}
	}
	return keep(cs, func(i int, _ candidate) bool { return !repeated[i] })
}

func keep(cs []candidate, wanted func(int, candidate) bool) []candidate {
	var out []candidate
	for i, c := range cs {
		if wanted(i, c) {
			out = append(out, c)
		}
	}
	return out
}

// isContainer reports whether n holds the page's main text by its very name.
func isContainer(n *html.Node) bool {
	return n.DataAtom == atom.Body || n.DataAtom == atom.Article || n.DataAtom == atom.Main
}
