package check

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
	front, back := 0, 0
	for front < len(a) && a[front].low == b[front].low {
		front++
	}
	for back < len(a)-front && a[len(a)-1-back].low == b[len(b)-1-back].low {
		back++
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
