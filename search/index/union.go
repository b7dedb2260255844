package index

import (
	"context"
	"encoding/binary"
	"slices"
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
		if err == nil {
			all, err = p.appendTo(all, uint32(s.footer.docs))
		}
		if err != nil {
			return postings{}, s.wrong(err)
		}
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

// encode makes a list of postings in any order.
func encode(all []posting) postings {
	slices.SortFunc(all, byDoc)
	docs, impacts := make([]uint32, 0, len(all)), make([]uint8, 0, len(all))
	var top uint8
	for _, p := range all {
		top = max(top, p.impact)
		if n := len(docs); n > 0 && docs[n-1] == p.doc {
			impacts[n-1] = max(impacts[n-1], p.impact)
			continue
		}
		docs, impacts = append(docs, p.doc), append(impacts, p.impact)
	}
	if len(docs) == 1 {
		return postings{df: 1, max: top, doc: docs[0]}
	}
	b := appendList(nil, docs, impacts)
	n := skipsOf(len(docs)) * skipEntry
	return postings{df: len(docs), max: top, skip: b[:n:n], data: b[n:]}
}
