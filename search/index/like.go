package index

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"byline/article"
)

// A Likeness is a term that is spelled almost like another.
type Likeness struct {
	Term     string
	Passages int // that have it, those deleted but not yet merged away included
	Edits    int // letters to insert, delete, replace or swap with the next; at least 1
}

// Like returns the terms of libs that differ from term by 1 to edits letters
// and begin with any of starts, the fewest edits first, then the most
// passages. It reads only the pages of the dictionaries that hold such
// beginnings, and of these it leaves out what cannot come near any more.
func (x *Index) Like(ctx context.Context, libs []article.LibraryID, term string, edits int, starts []string) ([]Likeness, error) {
	var found map[string]*Likeness
	starts = apart(starts)
	err := again(func() error {
		found = make(map[string]*Likeness)
		return x.each(ctx, libs, func(_ article.SegmentInfo, s *segment) error {
			for _, start := range starts {
				if err := x.likeIn(ctx, s, newSpelling(term, edits), start, found); err != nil {
					return err
				}
			}
			return nil
		})
	})
	out := make([]Likeness, 0, len(found))
	for _, l := range found {
		out = append(out, *l)
	}
	slices.SortFunc(out, func(a, b Likeness) int {
		return cmp.Or(cmp.Compare(a.Edits, b.Edits), cmp.Compare(b.Passages, a.Passages), strings.Compare(a.Term, b.Term))
	})
	return out, err
}

// apart returns the starts that begin with no other of them.
func apart(starts []string) []string {
	var out []string
	for _, s := range starts {
		if !slices.ContainsFunc(starts, func(t string) bool { return s != t && strings.HasPrefix(s, t) }) && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// likeIn adds the terms of s that begin with start and are near sp to found.
func (x *Index) likeIn(ctx context.Context, s *segment, sp *spelling, start string, found map[string]*Likeness) error {
	for p := max(0, s.page(start)); p < len(s.first); {
		if first := s.first[p]; first > start && !strings.HasPrefix(first, start) {
			return nil
		}
		r, err := x.openPage(ctx, s, p)
		if err != nil {
			return err
		}
		if err := sp.readPage(&r, start, found); err != nil {
			return s.wrong(err)
		}
		p = s.after(p, sp.dead)
	}
	return nil
}

// after returns the number of the page after p that is to be read next, when
// no term that begins with dead is wanted.
func (s *segment) after(p int, dead string) int {
	if dead == "" {
		return p + 1
	}
	rest := s.first[p+1:]
	n := sort.Search(len(rest), func(i int) bool { return rest[i] > dead && !strings.HasPrefix(rest[i], dead) })
	return max(p+1, p+n) // the page before may end with terms behind those of dead
}

// A spelling compares the terms of a dictionary, in their order, with one:
// what a term has in common with the one before is not compared again.
type spelling struct {
	want  []rune
	edits int
	rows  [][]int // rows[d][j]: edits between the first d letters of the term and the first j of want
	runes []rune  // of the term, as far as compared
	ends  []int   // ends[d]: bytes of the term's first d letters
	dead  string  // a beginning of the last term that is too far away already; "" when there is none
}

func newSpelling(term string, edits int) *spelling {
	s := &spelling{want: []rune(term), edits: edits, ends: []int{0}}
	first := make([]int, len(s.want)+1)
	for j := range first {
		first[j] = j
	}
	s.rows = [][]int{first}
	return s
}

// readPage adds the terms of a page that begin with start and are near to found.
func (s *spelling) readPage(r *pageReader, start string, found map[string]*Likeness) error {
	s.forget(0)
	for r.more() {
		if err := r.read(); err != nil {
			return err
		}
		if s.dead != "" && len(r.term) >= len(s.dead) && string(r.term[:len(s.dead)]) == s.dead {
			continue
		}
		if len(r.term) < len(start) || string(r.term[:len(start)]) != start {
			if string(r.term) > start {
				return nil
			}
			continue
		}
		n := s.compare(r.term)
		if n == 0 || n > s.edits {
			continue
		}
		term := string(r.term)
		if l := found[term]; l != nil {
			l.Passages += r.entry.df
		} else {
			found[term] = &Likeness{Term: term, Passages: r.entry.df, Edits: n}
		}
	}
	return nil
}

// forget keeps only the first depth letters of the term before.
func (s *spelling) forget(depth int) {
	s.rows, s.runes, s.ends, s.dead = s.rows[:depth+1], s.runes[:depth], s.ends[:depth+1], ""
}

// compare returns the edits between term and the one wanted; when it notes a
// dead beginning, more than s.edits.
func (s *spelling) compare(term []byte) int {
	depth, at := 0, 0
	for depth < len(s.runes) && at < len(term) {
		r, n := utf8.DecodeRune(term[at:])
		if r != s.runes[depth] {
			break
		}
		depth, at = depth+1, at+n
	}
	s.forget(depth)
	for at < len(term) {
		r, n := utf8.DecodeRune(term[at:])
		at += n
		if s.add(r, at) > s.edits {
			s.dead = string(term[:at])
			return s.edits + 1
		}
	}
	return s.rows[len(s.runes)][len(s.want)]
}

// add appends the row of one more letter, which ends at byte end, and returns
// the least edits that any term which begins so can have.
func (s *spelling) add(r rune, end int) int {
	d := len(s.runes)
	s.runes, s.ends = append(s.runes, r), append(s.ends, end)
	if d+2 > cap(s.rows) {
		s.rows = append(make([][]int, 0, 2*cap(s.rows)+8), s.rows...)
	}
	s.rows = s.rows[:d+2]
	if len(s.rows[d+1]) != len(s.want)+1 {
		s.rows[d+1] = make([]int, len(s.want)+1)
	}
	above, row := s.rows[d], s.rows[d+1]
	row[0] = d + 1
	least := row[0]
	for j, w := range s.want {
		cost := 1
		if w == r {
			cost = 0
		}
		row[j+1] = min(above[j]+cost, above[j+1]+1, row[j]+1)
		if j > 0 && d > 0 && r == s.want[j-1] && s.runes[d-1] == w {
			row[j+1] = min(row[j+1], s.rows[d-1][j-1]+1)
		}
		least = min(least, row[j+1])
	}
	if d > 0 { // a swap may still come from the row above
		for j := range above {
			least = min(least, above[j]+1)
		}
	}
	return least
}
