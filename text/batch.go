package text

// A batch is words that are looked up together, so that the waits for memory
// overlap: looked up one by one, each would wait until the reading of the word
// after it has been guessed right.
type batch struct {
	places [32]place
	n      int
	sum    uint64 // of what was fetched, so that it is fetched
}

// A place is where a written form stands, and in which set of a table.
type place struct {
	head, tail uint64
	start, end int32
	set        uint32
}

func newPlace(s string, start, end int) place {
	head, tail := edges(s, start, end)
	return place{head, tail, int32(start), int32(end), spread(head, tail, int32(end-start)) % tableSets}
}

// flush appends the words of the batch, which stand in s, and empties it.
func (b *batch) flush(dst []Word, a *Analyzer, s string) []Word {
	t := a.table()
	places := b.places[:b.n]
	for i := range places {
		b.sum += t[places[i].set][0].head.Load()
	}
	for i := range places {
		dst = a.word(dst, t, s, &places[i])
	}
	b.n = 0
	return dst
}

// word appends the word at p, if there is one in that form.
func (a *Analyzer) word(dst []Word, t *table, s string, p *place) []Word {
	start, end := int(p.start), int(p.end)
	size := p.end - p.start
	if size > longest {
		if f := a.form(s, start, end); f.term != "" {
			dst = append(dst, f.word(start))
		}
		return dst
	}
	state, hashes, ok := t[p.set].of(p.head, p.tail, size)
	if !ok {
		f := a.find(s, start, end)
		t.add(f)
		state, hashes = f.state(), f.hashes()
	}
	if state>>knownBit&1 != 0 {
		dst = append(dst, wordOf(state, hashes, start))
	}
	return dst
}
