package answer

import (
	"strings"

	"byline/article"
	"byline/text"
)

// near bounds how far from an order the sentences are that are taken to be of
// one piece with it: two, inside its paragraph.
const near = 2

// A warden decides which sentences of articles may be used. It remembers the
// paragraphs it has read, and serves one question.
type warden struct{ read map[place]*paragraph }

type place struct {
	art  *article.Article
	from int
}

// A paragraph is its sentences, with what is known of them.
type paragraph struct {
	sentences []article.Span
	steers    []verdict
}

type verdict byte

const (
	unknown verdict = iota
	harmless
	tainted
)

// quotable reports whether the sentence at sp of a may be shown as an answer or
// be cited for one: it does not steer, nor does one close before or after it.
func (w *warden) quotable(a *article.Article, sp article.Span) bool {
	if s := sp.Of(a.Text); !quotableText(s) || strange(a, s) {
		return false
	}
	p := w.paragraph(a, sp)
	for i, s := range p.sentences {
		if s.Start <= sp.Start && sp.Start < s.End {
			for k := max(0, i-near); k < min(len(p.sentences), i+near+1); k++ {
				if k != i && p.steer(a, k) {
					return false
				}
			}
		}
	}
	return true
}

// steer reports whether sentence i steers.
func (p *paragraph) steer(a *article.Article, i int) bool {
	if p.steers[i] == unknown {
		p.steers[i] = harmless
		if steers(p.sentences[i].Of(a.Text)) {
			p.steers[i] = tainted
		}
	}
	return p.steers[i] == tainted
}

// paragraph returns the one that holds sp.
func (w *warden) paragraph(a *article.Article, sp article.Span) *paragraph {
	around := paragraphOf(a.Text, sp)
	key := place{a, around.Start}
	if p := w.read[key]; p != nil && len(p.sentences) > 0 && p.sentences[len(p.sentences)-1].End >= sp.End {
		return p
	}
	p := &paragraph{}
	for _, s := range text.Sentences(around.Of(a.Text)) {
		p.sentences = append(p.sentences, article.Span{Start: around.Start + s.Start, End: around.Start + s.End})
	}
	p.steers = make([]verdict, len(p.sentences))
	if w.read == nil {
		w.read = map[place]*paragraph{}
	}
	w.read[key] = p
	return p
}

// widest is how much of a paragraph around a sentence is looked at, in bytes to
// either side.
const widest = 1500

// paragraphOf returns the paragraph of s that holds sp, as far as it is near.
func paragraphOf(s string, sp article.Span) article.Span {
	from, to := max(0, sp.Start-widest), min(len(s), sp.End+widest)
	for from > 0 && s[from]&0xC0 == 0x80 {
		from--
	}
	for to < len(s) && s[to]&0xC0 == 0x80 {
		to++
	}
	if i := strings.LastIndex(s[from:sp.Start], "\n\n"); i >= 0 {
		from += i + 2
	}
	if i := strings.Index(s[sp.End:to], "\n\n"); i >= 0 {
		to = sp.End + i
	}
	return article.Span{Start: from, End: to}
}
