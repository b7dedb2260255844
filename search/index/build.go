package index

import (
	"fmt"
	"slices"
	"strings"
)

// A Doc is one passage's terms in any order, repeated as often as they occur.
// Leave stop words out of Body, where they would only cost room and time, and
// in Title, where they are few and "The Who" has nothing else.
type Doc struct{ Title, Body []string }

// Build returns the segment file of docs: document i is the i-th passage of the
// segment. It takes about 50 µs a passage of 180 words on one core and is safe
// to call from several goroutines.
func Build(docs []Doc) ([]byte, error) {
	if len(docs) > maxDocs {
		return nil, fmt.Errorf("index: %d passages in one segment, at most %d fit", len(docs), maxDocs)
	}
	inv := inverter{numbers: make(map[string]uint32)}
	for i, d := range docs {
		inv.add(uint32(i), d)
	}
	return inv.write(len(docs)), nil
}

// An inverter turns documents into postings.
type inverter struct {
	numbers map[string]uint32 // of terms, in the order they were met
	terms   []termCount
	term    []uint32 // of each posting
	doc     []uint32
	impact  []uint8
	counts  []counts // of the current document's postings
}

// A termCount is a term with its number of documents and, plus one, its last
// document and that document's posting among counts.
type termCount struct {
	term           string
	df, last, slot uint32
}

// counts is how often a term is in one document.
type counts struct{ title, body int }

// add appends the postings of document doc.
func (v *inverter) add(doc uint32, d Doc) {
	v.counts = v.counts[:0]
	for _, t := range d.Title {
		if t != "" {
			v.count(doc, t).title++
		}
	}
	for _, t := range d.Body {
		if t != "" {
			v.count(doc, t).body++
		}
	}
	l := lengthsOf(len(d.Title), len(d.Body))
	for _, c := range v.counts {
		v.impact = append(v.impact, l.impact(c.title, c.body))
	}
}

// count returns the counts of term in doc, with a posting made for it.
func (v *inverter) count(doc uint32, term string) *counts {
	term = cut(term)
	n, ok := v.numbers[term]
	if !ok {
		n = uint32(len(v.terms))
		v.numbers[term] = n
		v.terms = append(v.terms, termCount{term: term})
	}
	t := &v.terms[n]
	if t.last != doc+1 {
		t.last, t.slot = doc+1, uint32(len(v.counts))
		t.df++
		v.counts = append(v.counts, counts{})
		v.term = append(v.term, n)
		v.doc = append(v.doc, doc)
	}
	return &v.counts[t.slot]
}

// write groups the postings by term and writes the file.
func (v *inverter) write(docs int) []byte {
	start := make([]uint32, len(v.terms)+1)
	for i, t := range v.terms {
		start[i+1] = start[i] + t.df
	}
	byTerm, impacts := make([]uint32, len(v.doc)), make([]uint8, len(v.doc))
	next := slices.Clone(start)
	for i, n := range v.term {
		byTerm[next[n]], impacts[next[n]] = v.doc[i], v.impact[i]
		next[n]++
	}
	order := make([]uint32, len(v.terms))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		return strings.Compare(v.terms[a].term, v.terms[b].term)
	})
	var w writer
	for _, n := range order {
		w.add(v.terms[n].term, byTerm[start[n]:start[n+1]], impacts[start[n]:start[n+1]])
	}
	return w.finish(docs)
}
