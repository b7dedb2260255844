package index

import (
	"context"
	"encoding/binary"
)

// merged returns the postings of all entries as one list, a document's impact
// being the greatest it has in any of them. Unions are cached like what is read
// from the store, since a word has the same alternatives in every question.
func (x *Index) merged(ctx context.Context, s *segment, entries []entry) (postings, error) {
	if len(entries) == 1 {
		return x.postings(ctx, s, entries[0])
	}
	k := key{segment: s.id, offset: entries[0].offset, union: unionName(entries)}
	if p, ok := x.cache.get(k).(postings); ok {
		return p, nil
	}
	var all []posting
	for _, e := range entries {
		p, err := x.postings(ctx, s, e)
		if err != nil {
			return postings{}, err
		}
		more, err := p.appendTo(nil, uint32(s.footer.docs))
		if err != nil {
			return postings{}, s.wrong(err)
		}
		all = union(all, more)
	}
	p := encode(all)
	x.cache.put(k, p, int64(len(p.skip)+len(p.data)))
	return p, nil
}

// unionName tells unions of one segment apart. Terms of one document have no
// list and share their offset; their document and impact say all there is.
func unionName(entries []entry) string {
	var b []byte
	for _, e := range entries {
		b = binary.AppendUvarint(b, uint64(e.offset))
		b = append(binary.AppendUvarint(b, uint64(e.doc)), e.max)
	}
	return string(b)
}

// A posting is one document of a list.
type posting struct {
	doc    uint32
	impact uint8
}

// appendTo appends the list's postings to all; limit is as in decode.
func (l *postings) appendTo(all []posting, limit uint32) ([]posting, error) {
	if l.df == 1 {
		if l.doc >= limit {
			return nil, errList
		}
		return append(all, posting{l.doc, l.max}), nil
	}
	var docs [blockDocs]uint32
	for i := range l.blocks() {
		n, impacts, err := l.decode(i, &docs, limit)
		if err != nil {
			return nil, err
		}
		for j := range n {
			all = append(all, posting{docs[j], impacts[j]})
		}
	}
	return all, nil
}

// union joins two lists in the order of their documents.
func union(a, b []posting) []posting {
	all := make([]posting, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].doc < b[0].doc:
			all, a = append(all, a[0]), a[1:]
		case a[0].doc > b[0].doc:
			all, b = append(all, b[0]), b[1:]
		default:
			all = append(all, posting{a[0].doc, max(a[0].impact, b[0].impact)})
			a, b = a[1:], b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// encode makes a list of postings in the order of their documents.
func encode(all []posting) postings {
	docs, impacts := make([]uint32, len(all)), make([]uint8, len(all))
	var top uint8
	for i, p := range all {
		docs[i], impacts[i] = p.doc, p.impact
		top = max(top, p.impact)
	}
	if len(docs) == 1 {
		return postings{df: 1, max: top, doc: docs[0]}
	}
	b := appendList(nil, docs, impacts)
	n := skipsOf(len(docs)) * skipEntry
	return postings{df: len(docs), max: top, skip: b[:n:n], data: b[n:]}
}
