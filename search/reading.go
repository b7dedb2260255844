package search

import (
	"container/list"
	"context"
	"slices"
	"strings"
	"sync"

	"byline/article"
	"byline/text"
)

// A reading is one revision of an article, cut into sentences and words.
// Nobody writes to it once it is made.
type reading struct {
	art        *article.Article
	sentences  []sentence
	words      []word // of the text
	title      []word // of the title
	plainTitle int    // words of the title before its bracket, as in "Mercury (planet)"
	source     []word // of the source's name
	content    int    // words of the text that are no stop words
}

// A sentence is a span of the text with its place in paragraph and words.
type sentence struct {
	article.Span
	first, last int // its words are reading.words[first:last]
	paragraph   int // counted from 0
	content     int // words that are no stop words
}

// A word is a token without its term, which is kept as a hash.
type word = text.Word

const (
	stopWord = text.StopFlag
	number   = text.NumberFlag
	capital  = text.UpperFlag
)

// read analyses an article.
func read(a *article.Article) *reading {
	r := &reading{art: a}
	an := text.For(a.Language)
	r.title = wordsOf(an, a.Title)
	plain, _, _ := strings.Cut(a.Title, " (")
	r.plainTitle = len(an.Tokens(nil, plain))
	r.source = wordsOf(an, a.Source)
	r.words = wordsOf(an, a.Text)
	paragraph, at := 0, 0
	spans := text.Sentences(a.Text)
	r.sentences = make([]sentence, 0, len(spans))
	for i, sp := range spans {
		if i > 0 && parted(a.Text[spans[i-1].End:sp.Start]) {
			paragraph++
		}
		s := sentence{Span: sp, paragraph: paragraph, first: at}
		for at < len(r.words) && int(r.words[at].Start) < sp.End {
			if r.words[at].Flags&stopWord == 0 {
				s.content++
			}
			at++
		}
		s.last = at
		r.content += s.content
		r.sentences = append(r.sentences, s)
	}
	return r
}

// parted reports whether the blanks between two sentences hold a blank line.
func parted(gap string) bool { return strings.Count(gap, "\n") > 1 }

// wordBuffers are reused: a question reads some forty articles.
var wordBuffers = sync.Pool{New: func() any { return new([]text.Word) }}

// mostBuffered is how many words a buffer holds at most to be kept.
const mostBuffered = 1 << 15

// wordsOf returns the words of s.
func wordsOf(an *text.Analyzer, s string) []word {
	buffer := wordBuffers.Get().(*[]text.Word)
	found := an.Words((*buffer)[:0], s)
	if cap(found) <= mostBuffered {
		*buffer = found
		defer wordBuffers.Put(buffer)
	}
	return slices.Clone(found)
}

// size estimates the memory of r in bytes.
func (r *reading) size() int64 {
	return int64(len(r.art.Text) + 20*(len(r.words)+len(r.title)) + 48*len(r.sentences) + 512)
}

// readings keeps what was read last, within a bound.
type readings struct {
	bound int64 // bytes

	mu    sync.Mutex
	used  int64
	order list.List // of *reading, the latest used in front
	byRev map[article.RevisionID]*list.Element
}

func (c *readings) get(rev article.RevisionID) *reading {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byRev[rev]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*reading)
}

func (c *readings) put(r *reading) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byRev == nil {
		c.byRev = make(map[article.RevisionID]*list.Element)
	}
	rev := r.art.RevisionID
	if c.byRev[rev] != nil || r.size() > c.bound {
		return
	}
	c.byRev[rev] = c.order.PushFront(r)
	for c.used += r.size(); c.used > c.bound; {
		old := c.order.Remove(c.order.Back()).(*reading)
		c.used -= old.size()
		delete(c.byRev, old.art.RevisionID)
	}
}

// read returns the readings of the articles of passages, by revision. An
// article that changed meanwhile is left out.
func (s *Searcher) read(ctx context.Context, libs []article.LibraryID, passages []article.Passage) (map[article.RevisionID]*reading, error) {
	out := make(map[article.RevisionID]*reading)
	var missing []article.ID
	for _, p := range passages {
		if _, ok := out[p.RevisionID]; ok {
			continue
		}
		r := s.readings.get(p.RevisionID)
		if out[p.RevisionID] = r; r == nil {
			missing = append(missing, p.Article)
		}
	}
	if len(missing) == 0 {
		return out, nil
	}
	articles, err := s.Store.Articles(ctx, libs, missing)
	if err != nil {
		return nil, err
	}
	for _, a := range articles {
		if _, wanted := out[a.RevisionID]; wanted {
			r := read(a)
			out[a.RevisionID] = r
			s.readings.put(r)
		}
	}
	return out, nil
}
