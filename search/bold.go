package search

import (
	"context"
	"math"

	"byline/article"
	"byline/search/reader"
	"byline/text"
)

// emboldened is how many of the best sentences get words in bold: as many as
// an answer shows.
const emboldened = 3

// embolden fills in the words of the best quotes that answer the question.
func (s *Searcher) embolden(ctx context.Context, libs []article.LibraryID, question string, quotes []article.Quote) error {
	quotes = quotes[:min(len(quotes), emboldened)]
	if len(quotes) == 0 || !reader.Read(question).AsksForWords() {
		return nil
	}
	sentences := make([]reader.Sentence, len(quotes))
	for i, q := range quotes {
		sentences[i] = reader.Sentence{Text: q.Text(), Language: q.Article.Language, Title: q.Article.Title, Score: q.Score}
	}
	idf, err := s.weigh(ctx, libs, question, sentences)
	if err != nil {
		return err
	}
	best, err := reader.Best(question, sentences, idf)
	if err != nil {
		return err
	}
	for _, b := range best {
		q := &quotes[b.Sentence]
		q.Bold = []article.Span{{Start: q.Start + b.Start, End: q.Start + b.End}}
	}
	return nil
}

// weigh returns the inverse document frequencies of the words of the question
// and the sentences, as shares of the largest possible.
func (s *Searcher) weigh(ctx context.Context, libs []article.LibraryID, question string, sentences []reader.Sentence) (reader.Weights, error) {
	at := make(map[string]int)
	var terms []string
	collect := func(toks []text.Token) {
		for _, t := range toks {
			if _, ok := at[t.Term]; !ok && !t.Stop { // what stop words weigh is not asked for
				at[t.Term] = len(terms)
				terms = append(terms, t.Term)
			}
		}
	}
	collect(reader.Read(question).Tokens)
	for _, l := range sentences {
		collect(text.For(l.Language).Tokens(nil, l.Text))
	}
	df, n, err := s.Index.Stats(ctx, libs, terms)
	if err != nil {
		return nil, err
	}
	top := math.Log(1 + (float64(n)+.5)/.5)
	return func(term string) float64 {
		d := 0.0
		if i, ok := at[term]; ok {
			d = float64(min(df[i], n))
		}
		return math.Log(1+(float64(n)-d+.5)/(d+.5)) / top
	}, nil
}
