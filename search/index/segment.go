package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"sort"

	"byline/article"
)

// A segment file is, in this order:
//
//	posting lists   each followed by its checksum, in the order of their terms
//	dictionary      pages, each ending in its checksum
//	sparse index    per page: varint length, 1 byte and the first term
//	footer          footerSize bytes
//
// The footer holds the magic, then the number of documents and terms (4 bytes
// each), the sizes of postings and dictionary (8 each), of the sparse index (4),
// the checksum of postings and dictionary together, and the checksum of the
// sparse index and all of the footer before it. Numbers are little-endian,
// checksums CRC-32C. Everything needed to open a segment is at its end, so that
// one small read opens it.
const (
	magic      = "BYLSEG01"
	footerSize = len(magic) + 4 + 4 + 8 + 8 + 4 + 2*sumSize
	sumSize    = 4
)

// errFile is what a file yields that is not a segment, or not whole.
var errFile = errors.New("segment file is corrupt or of another version")

// castagnoli is computed by the processor where it can be.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// appendSum appends the checksum of b.
func appendSum(b []byte) []byte {
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

// checkSum returns b without its checksum.
func checkSum(b []byte) ([]byte, error) {
	if len(b) < sumSize {
		return nil, errFile
	}
	n := len(b) - sumSize
	if crc32.Checksum(b[:n], castagnoli) != binary.LittleEndian.Uint32(b[n:]) {
		return nil, fmt.Errorf("%w: wrong checksum", errFile)
	}
	return b[:n:n], nil
}

// A writer makes a segment file. Terms are added in ascending order.
type writer struct {
	file  []byte // posting lists so far
	dict  dictWriter
	terms int
}

// add appends the postings of term: docs ascending, at least one.
func (w *writer) add(term string, docs []uint32, impacts []uint8) {
	e := entry{df: len(docs), doc: docs[0], offset: int64(len(w.file))}
	for _, m := range impacts {
		e.max = max(e.max, m)
	}
	if len(docs) > 1 {
		start := len(w.file)
		w.file = appendList(w.file, docs, impacts)
		sum := crc32.Checksum(w.file[start:], castagnoli)
		w.file = binary.LittleEndian.AppendUint32(w.file, sum)
		e.size = len(w.file) - start
	}
	w.dict.add(term, e)
	w.terms++
}

// finish returns the file of a segment of so many documents.
func (w *writer) finish(docs int) []byte {
	w.dict.flush()
	postings := len(w.file)
	w.file = append(w.file, w.dict.pages...)
	tail := len(w.file)
	sum := crc32.Checksum(w.file, castagnoli)
	w.file = append(w.file, w.dict.sparse...)
	w.file = append(w.file, magic...)
	w.file = binary.LittleEndian.AppendUint32(w.file, uint32(docs))
	w.file = binary.LittleEndian.AppendUint32(w.file, uint32(w.terms))
	w.file = binary.LittleEndian.AppendUint64(w.file, uint64(postings))
	w.file = binary.LittleEndian.AppendUint64(w.file, uint64(len(w.dict.pages)))
	w.file = binary.LittleEndian.AppendUint32(w.file, uint32(len(w.dict.sparse)))
	w.file = binary.LittleEndian.AppendUint32(w.file, sum)
	return binary.LittleEndian.AppendUint32(w.file, crc32.Checksum(w.file[tail:], castagnoli))
}

// A footer is the last footerSize bytes of a segment file.
type footer struct {
	docs, terms            int
	postings, dict, sparse int64  // sizes in bytes
	sum                    uint32 // of postings and dictionary
}

// readFooter reads the footer of a file of size bytes from its end.
func readFooter(end []byte, size int64) (footer, error) {
	if len(end) < footerSize || string(end[len(end)-footerSize:][:len(magic)]) != magic {
		return footer{}, errFile
	}
	b := end[len(end)-footerSize+len(magic):]
	f := footer{
		docs:     int(binary.LittleEndian.Uint32(b)),
		terms:    int(binary.LittleEndian.Uint32(b[4:])),
		postings: int64(binary.LittleEndian.Uint64(b[8:])),
		dict:     int64(binary.LittleEndian.Uint64(b[16:])),
		sparse:   int64(binary.LittleEndian.Uint32(b[24:])),
		sum:      binary.LittleEndian.Uint32(b[28:]),
	}
	if f.postings < 0 || f.dict < 0 || f.postings > size || f.dict > size ||
		f.postings+f.dict+f.sparse+int64(footerSize) != size || f.docs > maxDocs {
		return footer{}, errFile
	}
	return f, nil
}

// A segment is what is kept in memory of an open one: its sparse index, where
// its documents' passages are, and all of the file when that is small.
type segment struct {
	id     int64
	footer footer
	first  []string // first term of each page
	offset []int64  // of each page in the file, and the end of the last
	runs   []run
	file   []byte // the whole file, or nil
}

// A run is documents from doc on whose passages from passage on are consecutive.
type run struct {
	doc     int
	passage article.PassageID
}

// parse reads the footer and the sparse index from end, the last bytes of the
// file. It reports how many bytes it needs when these are too few.
func parse(info article.SegmentInfo, end []byte) (s *segment, need int, err error) {
	f, err := readFooter(end, info.Size)
	if err != nil {
		return nil, 0, err
	}
	need = int(f.sparse) + footerSize
	if len(end) < need {
		return nil, need, nil
	}
	b, err := checkSum(end[len(end)-need:])
	if err != nil {
		return nil, 0, err
	}
	if f.docs != info.Docs {
		return nil, 0, fmt.Errorf("%w: %d documents, %d expected", errFile, f.docs, info.Docs)
	}
	s = &segment{id: info.ID, footer: f}
	if err := s.readSparse(b[:f.sparse]); err != nil {
		return nil, 0, err
	}
	return s, need, s.readRuns(info)
}

// readSparse reads the sparse index.
func (s *segment) readSparse(b []byte) error {
	at := s.footer.postings
	s.offset = append(s.offset, at)
	for len(b) > 0 {
		size, n := binary.Uvarint(b)
		if n <= 0 || n >= len(b) || size > uint64(s.footer.dict) || n+1+int(b[n]) > len(b) {
			return errFile
		}
		s.first = append(s.first, string(b[n+1:n+1+int(b[n])]))
		b = b[n+1+int(b[n]):]
		at += int64(size)
		s.offset = append(s.offset, at)
	}
	if at != s.footer.postings+s.footer.dict {
		return errFile
	}
	return nil
}

// readRuns reads where the documents' passages are.
func (s *segment) readRuns(info article.SegmentInfo) error {
	runs, err := info.Runs()
	if err != nil {
		return err
	}
	doc := 0
	for _, r := range runs {
		s.runs = append(s.runs, run{doc: doc, passage: r.First})
		doc += r.Docs
	}
	return nil
}

// size returns about how many bytes of memory the segment takes.
func (s *segment) size() int64 {
	const fixed = 200
	n := fixed + 24*len(s.first) + 16*len(s.runs) + cap(s.file)
	for _, t := range s.first {
		n += len(t)
	}
	return int64(n)
}

// page returns the number of the page that has term, if any has; −1 when term
// is before all of them.
func (s *segment) page(term string) int {
	return sort.Search(len(s.first), func(i int) bool { return s.first[i] > term }) - 1
}

// passage returns the passage that is document doc.
func (s *segment) passage(doc int) article.PassageID {
	i := sort.Search(len(s.runs), func(i int) bool { return s.runs[i].doc > doc }) - 1
	return s.runs[i].passage + article.PassageID(doc-s.runs[i].doc)
}

// doc returns the document that is passage p, and whether there is one.
func (s *segment) doc(p article.PassageID) (int, bool) {
	i := sort.Search(len(s.runs), func(i int) bool { return s.runs[i].passage > p }) - 1
	if i < 0 {
		return 0, false
	}
	end := s.footer.docs
	if i+1 < len(s.runs) {
		end = s.runs[i+1].doc
	}
	doc := s.runs[i].doc + int(p-s.runs[i].passage)
	return doc, doc < end
}
