package eval

import (
	"strings"

	"byline/article"
)

// many is how a question that needs several articles was served, by the
// measures of the MultiHop-RAG benchmark (Tang and Yang 2024).
type many struct {
	counts bool // the evidence names several facts
	hits4  bool
	hits10 bool
	ap10   float64 // average precision at 10 over the facts
	rr10   float64
}

// many marks a ranking against the facts of the evidence. A passage is
// relevant when it holds a fact that no better passage holds.
func (g gold) many(hits []article.Hit) many {
	facts := make(map[string]string)
	for _, p := range g.places {
		for _, f := range p.facts {
			facts[f] = p.ref
		}
	}
	if len(facts) < 2 {
		return many{}
	}
	m, total, found := many{counts: true}, len(facts), 0
	for i, h := range hits[:min(len(hits), 10)] {
		text, fresh := squeeze(h.Passage.Of(h.Article.Text)), false
		for f, ref := range facts {
			if ref == h.Article.Ref && strings.Contains(text, f) {
				delete(facts, f)
				fresh = true
			}
		}
		if !fresh {
			continue
		}
		found++
		m.hits4 = m.hits4 || i < 4
		m.hits10 = true
		m.ap10 += float64(found) / float64(i+1)
		if found == 1 {
			m.rr10 = 1 / float64(i+1)
		}
	}
	m.ap10 /= float64(min(total, 10))
	return m
}

// chars is how much of the evidence's characters the first passages hold.
type chars struct {
	counts                 bool
	recall, precision, iou float64
}

// top is how many passages chars looks at, as the published figures do.
const top = 5

// chars marks the first five passages, by bytes, where every piece of
// evidence is a known span.
func (g gold) chars(hits []article.Hit) chars {
	want := make(map[string][]article.Span)
	total := 0
	for _, p := range g.places {
		if !p.found || len(p.facts) > 1 {
			return chars{}
		}
		want[p.ref] = append(want[p.ref], p.span)
		total += p.span.Len()
	}
	if total == 0 {
		return chars{}
	}
	shown, right := 0, make(map[string][]article.Span)
	for _, h := range hits[:min(len(hits), top)] {
		shown += h.Passage.Len()
		right[h.Article.Ref] = append(right[h.Article.Ref], h.Passage)
	}
	both := 0
	for ref, spans := range want {
		for _, s := range spans {
			both += covered(s, right[ref])
		}
	}
	c := chars{counts: true, recall: float64(both) / float64(total)}
	if shown > 0 {
		c.precision = float64(both) / float64(shown)
		c.iou = float64(both) / float64(shown+total-both)
	}
	return c
}

// covered returns how many bytes of s lie in any of by.
func covered(s article.Span, by []article.Span) int {
	hit := make([]bool, s.Len())
	n := 0
	for _, b := range by {
		for i := max(s.Start, b.Start); i < min(s.End, b.End); i++ {
			if !hit[i-s.Start] {
				hit[i-s.Start] = true
				n++
			}
		}
	}
	return n
}
