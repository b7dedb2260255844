package answer

import (
	"slices"

	"byline/answer/check"
	"byline/article"
	"byline/prompts"
	"byline/text"
)

const (
	// maxPassages is how many passages an answer is written from: eight of
	// about 150 words fit a context of 4,000 tokens with room to answer.
	maxPassages = 8
	// maxPromptBytes bounds the passages of a prompt: 3,000 tokens by
	// prompts.Tokens.
	maxPromptBytes = 12_000
)

// A sheet is the numbered sentences of a prompt.
type sheet struct {
	passages [][]check.Source
	whole    []article.Span // each passage's span
	bytes    int
	warden   warden
}

// sheetOf numbers the sentences of the passages found, and those of the best
// sentences' passages when they are not among them.
func sheetOf(found article.Found) *sheet {
	s := &sheet{}
	for _, q := range found.Sentences[:min(len(found.Sentences), found.Together)] {
		s.add(q.Article, q.Passage)
	}
	for _, h := range found.Passages {
		s.add(h.Article, h.Passage)
	}
	for _, q := range found.Sentences[:min(len(found.Sentences), maxClaims)] {
		if !s.has(q) {
			s.add(q.Article, q.Passage)
		}
	}
	return s
}

// add numbers the sentences of a passage. Those that an earlier passage has
// are left out, and those that would steer the model: what no model sees, none
// can obey or cite.
func (s *sheet) add(a *article.Article, p article.Span) {
	if len(s.passages) >= maxPassages || p.Len() == 0 {
		return
	}
	var sources []check.Source
	for _, sp := range text.Sentences(p.Of(a.Text)) {
		source := check.Source{Article: a, Span: article.Span{Start: p.Start + sp.Start, End: p.Start + sp.End}}
		if s.bytes+sp.Len() > maxPromptBytes {
			break
		}
		if !s.holds(source) && s.warden.quotable(a, source.Span) {
			sources = append(sources, source)
			s.bytes += sp.Len()
		}
	}
	if len(sources) > 0 {
		s.passages = append(s.passages, sources)
		s.whole = append(s.whole, p)
	}
}

func (s *sheet) holds(source check.Source) bool {
	return slices.ContainsFunc(s.passages, func(p []check.Source) bool { return slices.Contains(p, source) })
}

// has reports whether the sentence q is numbered already.
func (s *sheet) has(q article.Quote) bool {
	return s.holds(check.Source{Article: q.Article, Span: q.Span})
}

// halve leaves the better half of the sentences for a model that takes no more,
// and reports whether there was one to leave.
func (s *sheet) halve() bool {
	n := 0
	for _, p := range s.passages {
		n += len(p)
	}
	if n < 2 {
		return false
	}
	left := n / 2
	for i, p := range s.passages {
		if len(p) >= left {
			s.passages, s.whole = s.passages[:i+1:i+1], s.whole[:i+1]
			s.passages[i] = p[:left]
			break
		}
		left -= len(p)
	}
	return true
}

// prompt returns the passages as the prompt shows them.
func (s *sheet) prompt() []prompts.Passage {
	out := make([]prompts.Passage, len(s.passages))
	for i, sources := range s.passages {
		a := sources[0].Article
		out[i] = prompts.Passage{Title: a.Title, Source: a.Source, Date: a.Published.String()}
		for _, source := range sources {
			out[i].Sentences = append(out[i].Sentences, source.Text())
		}
	}
	return out
}

// at returns the sentence of that number and the passage that shows it.
func (s *sheet) at(n number) (source check.Source, passage article.Span, ok bool) {
	if n.passage < 1 || n.passage > len(s.passages) {
		return check.Source{}, article.Span{}, false
	}
	p := s.passages[n.passage-1]
	if n.sentence < 1 || n.sentence > len(p) {
		return check.Source{}, article.Span{}, false
	}
	return p[n.sentence-1], s.whole[n.passage-1], true
}
