package check

import (
	"slices"
	"strings"
)

// transposed reports whether the claim is the source with two runs of words
// put where the other was, the words between them unchanged: "B beat A" for
// "A beat B". Members of a list may change places.
func (p *pair) transposed() bool {
	a, b := p.s.words, p.c.words[p.from:p.to]
	if len(a) != len(b) || (p.s.boundary(0) || isPreposition(a[0].low)) && a[0].low != b[0].low {
		return false // "if A, B" may become "B if A"
	}
	if w := b[0].low; a[0].low != w && (w == "while" || w == "whereas") {
		return false // and "A, while B" "While B, A"
	}
	if p.s.coincide() {
		return false // "A began in May, when B opened"
	}
	front, back := 0, 0
	for front < len(a) && a[front].low == b[front].low {
		front++
	}
	for back < len(a)-front && a[len(a)-1-back].low == b[len(b)-1-back].low {
		back++
	}
	if reordered(a, b, front, len(a)-back) {
		return false
	}
	// The two runs may begin or end alike: "Warsaw Museum … Warsaw".
	const alike = 3
	found := false
	for f := front; f >= max(0, front-alike); f-- {
		for k := back; k >= max(0, back-alike); k-- {
			switch t, listed := turned(a[f:len(a)-k], b[f:len(b)-k]); {
			case listed:
				return false
			case t:
				found = true
			}
		}
	}
	return found
}

// coincide reports whether a sentence tells of two events by the date that they
// share: "A began in May 1990, when B opened".
func (r *reading) coincide() bool {
	for k := 2; k < len(r.words); k++ {
		if r.low(k) == "when" && r.taken[k-1] && r.words[k].sep == "," {
			return true
		}
	}
	return false
}

// reordered reports whether the words [lo,hi), in which two sentences differ, belong
// to a list of names that has the same members in both.
func reordered(a, b []word, lo, hi int) bool {
	joint := func(w word) bool { return w.low == "and" || w.low == "or" }
	for lo > 0 && (a[lo-1].cap || joint(a[lo-1])) {
		lo--
	}
	for hi < len(a) && (a[hi].cap || joint(a[hi])) {
		hi++
	}
	joined := false
	members := func(ws []word) []string {
		out := []string{""}
		for i, w := range ws {
			switch {
			case joint(w):
				joined = true
				out = append(out, "")
				continue
			case !w.cap:
				return nil
			case i > 0 && strings.Contains(w.sep, ",") && out[len(out)-1] != "":
				out = append(out, "")
			}
			out[len(out)-1] += " " + w.low
		}
		slices.Sort(out)
		return out
	}
	if lo >= hi {
		return false
	}
	x, y := members(a[lo:hi]), members(b[lo:hi])
	return joined && len(x) > 2 && slices.Equal(x, y)
}

// turned reports whether a is a first run, what is between, and a last run,
// and b the last, the same between, and the first; listed tells that what is
// between makes a list of the two.
func turned(a, b []word) (yes, listed bool) {
	for n := 1; n < len(a)-1; n++ {
		if !sameRun(a[:n], b[len(b)-n:]) {
			continue
		}
		for m := 1; n+m < len(a); m++ {
			between := a[n : len(a)-m]
			if !sameRun(a[len(a)-m:], b[:m]) || !sameRun(between, b[m:len(b)-n]) || equalRuns(a[:n], a[len(a)-m:]) {
				continue
			}
			if onlyLists(between) {
				return yes, true
			}
			yes = true
		}
	}
	return yes, false
}

func equalRuns(a, b []word) bool { return len(a) == len(b) && sameRun(a, b) }

func sameRun(a, b []word) bool {
	for i := range a {
		if a[i].low != b[i].low {
			return false
		}
	}
	return true
}

// onlyLists reports whether the words between two runs make a list of them,
// or are a verb of saying, which may stand on either side of its speaker.
func onlyLists(ws []word) bool {
	joined := false
	for _, w := range ws {
		joined = joined || w.low == "and" || w.low == "or"
	}
	for _, w := range ws {
		if joined && w.cap {
			continue // "A University and B University"
		}
		if f, _ := forceOf(w.low); f != 0 {
			continue
		}
		switch w.low {
		case "and", "or", "the", "a", "an", "while", "whereas", "but", "nor", "both":
		default:
			return false
		}
	}
	return true
}
