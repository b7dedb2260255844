package index

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"byline/article"
)

// Bounds of the search for similar words.
const (
	maxSimilarPages = 128 // dictionary pages read a call, about 250,000 terms
	shortWord       = 5   // words up to so many letters may differ by one edit, longer ones by two
	minSimilar      = 3   // shorter words have too many neighbours to mean anything
	maxCompletion   = 4   // letters that a word may lack at its end
)

// Similar returns up to most terms of libs that differ from word by one or two
// letters inserted, left out, exchanged or swapped with the next, or that go on
// where word ends; the nearest first, and of equally near ones those that more
// passages have. word is a term, folded and stemmed like those in the index; it
// is not returned itself. The work is bounded: in a very large library it may
// miss some.
func (x *Index) Similar(ctx context.Context, libs []article.LibraryID, word string, most int) ([]string, error) {
	letters := []rune(cut(word))
	if len(letters) < minSimilar || most <= 0 {
		return nil, nil
	}
	var found map[string]*neighbour
	err := again(func() error {
		found = make(map[string]*neighbour)
		pages := maxSimilarPages
		return x.each(ctx, libs, func(_ article.SegmentInfo, s *segment) error {
			w := walker{index: x, segment: s, pages: &pages, found: found}
			w.matcher.start(letters)
			return w.walk(ctx)
		})
	})
	return nearest(found, most), err
}

// A neighbour is a term near the word asked for.
type neighbour struct {
	term     string
	distance int
	df       int
}

// nearest returns the best most neighbours.
func nearest(found map[string]*neighbour, most int) []string {
	all := make([]*neighbour, 0, len(found))
	for _, n := range found {
		all = append(all, n)
	}
	slices.SortFunc(all, func(a, b *neighbour) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.df, a.df), strings.Compare(a.term, b.term))
	})
	var terms []string
	for _, n := range all[:min(most, len(all))] {
		terms = append(terms, n.term)
	}
	return terms
}

// A walker goes through the terms of one segment in order and jumps over those
// that begin with letters no neighbour begins with.
type walker struct {
	index   *Index
	segment *segment
	matcher matcher
	pages   *int // that may still be read
	found   map[string]*neighbour
}

// walk collects the segment's neighbours in found.
func (w *walker) walk(ctx context.Context) error {
	beyond := "" // terms before it are no neighbours
	for p := range w.segment.first {
		if p+1 < len(w.segment.first) && w.segment.first[p+1] <= beyond {
			continue
		}
		if *w.pages == 0 {
			return nil
		}
		*w.pages--
		r, err := w.index.openPage(ctx, w.segment, p)
		if err != nil {
			return err
		}
		if beyond, err = w.page(&r, beyond); err != nil {
			return w.segment.wrong(err)
		}
	}
	return nil
}

// page collects a page's neighbours. It returns the term before which there can
// be no more.
func (w *walker) page(r *pageReader, beyond string) (string, error) {
	if err := r.seek(beyond); err != nil {
		return "", err
	}
	for r.more() {
		if err := r.read(); err != nil {
			return "", err
		}
		if string(r.term) < beyond {
			continue
		}
		distance, dead := w.matcher.match(string(r.term))
		if dead > 0 {
			beyond = after(string(r.term[:dead]))
			if beyond == "" {
				return "\xff", nil
			}
			if err := r.seek(beyond); err != nil {
				return "", err
			}
			continue
		}
		if distance > 0 {
			n := w.found[string(r.term)]
			if n == nil {
				n = &neighbour{term: string(r.term), distance: distance}
				w.found[n.term] = n
			}
			n.df += r.entry.df
		}
	}
	return beyond, nil
}

// after returns the least string greater than all that begin with prefix, ""
// when there is none.
func after(prefix string) string {
	b := []byte(prefix)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < 0xff {
			b[i]++
			return string(b[:i+1])
		}
	}
	return ""
}

// A matcher computes edit distances (insertion, deletion, exchange, swap of
// neighbours) of many sorted terms to one word: rows of the letters that a term
// shares with the one before are kept.
type matcher struct {
	word []rune
	most int // greatest distance
	term []rune
	rows [][]int // rows[i][j]: distance of term[:i] and word[:j]
}

// start begins with a word.
func (m *matcher) start(word []rune) {
	m.word, m.most = word, 2
	if len(word) <= shortWord {
		m.most = 1
	}
	row := make([]int, len(word)+1)
	for j := range row {
		row[j] = j
	}
	m.rows = [][]int{row}
}

// match returns the distance of term to the word, 0 when term is no neighbour,
// and, when no term that begins like it is one, the length in bytes of that
// beginning. A term that goes on where the word ends is farther than most.
func (m *matcher) match(term string) (distance, dead int) {
	shared, i := 0, 0
	for at := 0; at < len(term); i++ {
		r, size := utf8.DecodeRuneInString(term[at:])
		at += size
		if shared == i && i < len(m.term) && m.term[i] == r {
			shared++
		} else {
			m.term = append(m.term[:i], r)
			m.extend(i, r)
		}
		if slices.Min(m.rows[i+1]) > m.most && !strings.HasPrefix(term, string(m.word)) {
			m.term = m.term[:i+1]
			return 0, at
		}
	}
	m.term = m.term[:i]
	d := m.rows[i][len(m.word)]
	switch {
	case d <= m.most:
		return d, 0
	case i <= len(m.word)+maxCompletion && strings.HasPrefix(term, string(m.word)):
		return m.most + i - len(m.word), 0
	}
	return 0, 0
}

// extend fills in row i+1, of the terms that have r as letter i.
func (m *matcher) extend(i int, r rune) {
	if len(m.rows) == i+1 {
		m.rows = append(m.rows, make([]int, len(m.word)+1))
	}
	above, row := m.rows[i], m.rows[i+1]
	row[0] = i + 1
	for j, w := range m.word {
		cost := 1
		if w == r {
			cost = 0
		}
		row[j+1] = min(above[j]+cost, above[j+1]+1, row[j]+1)
		if i > 0 && j > 0 && m.term[i-1] == w && m.word[j-1] == r {
			row[j+1] = min(row[j+1], m.rows[i-1][j-1]+1)
		}
	}
}
