package search

import (
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

// read analyses an article, but for what is known of its text.
func read(a *article.Article, known *packed) *reading {
	r := &reading{art: a}
	an := text.For(a.Language)
	r.title = wordsOf(an, a.Title)
	plain, _, _ := strings.Cut(a.Title, " (")
	r.plainTitle = len(an.Tokens(nil, plain))
	r.source = wordsOf(an, a.Source)
	spans := known.spans(a.Text)
	if known == nil {
		r.words = wordsOf(an, a.Text)
	} else {
		r.words = known.words.Words(make([]word, 0, known.count))
	}
	r.divide(spans)
	return r
}

// divide gives each sentence its words.
func (r *reading) divide(spans []article.Span) {
	paragraph, at := 0, 0
	r.sentences = make([]sentence, 0, len(spans))
	for i, sp := range spans {
		if i > 0 && parted(r.art.Text[spans[i-1].End:sp.Start]) {
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
			r := read(a, s.readings.packed(a.RevisionID))
			out[a.RevisionID] = r
			s.readings.put(r)
		}
	}
	return out, nil
}
