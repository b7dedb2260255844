package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"byline/article"
	"byline/commands"
	"byline/search"
)

// defaultResults is how many results a search prints when no limit is given.
const defaultResults = 10

// searchPassages prints passages, or with --sentences sentences, best first.
func searchPassages(ctx context.Context, t *terminal) error {
	if strings.TrimSpace(strings.Join(t.args, " ")) == "" {
		return usageError{"search what?"}
	}
	a, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer a.close()
	if len(t.args) == 1 && t.args[0] == "-" {
		return t.eachLine(ctx, func(ctx context.Context, line string, w io.Writer) error {
			return t.searchLine(ctx, a, line, w)
		})
	}
	hits, err := t.hits(ctx, a, strings.Join(t.args, " "))
	if err != nil {
		return err
	}
	return t.printHits(strings.Join(t.args, " "), hits, nil, t.Out)
}

func (t *terminal) searchLine(ctx context.Context, a *app, line string, w io.Writer) error {
	hits, err := t.hits(ctx, a, line)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if !t.flags.json {
		fmt.Fprintf(w, "? %s\n", line)
	}
	return t.printHits(line, hits, err, w)
}

// hits searches the libraries of the command line.
func (t *terminal) hits(ctx context.Context, a *app, query string) ([]article.Hit, error) {
	limit := t.flags.limit
	if limit == 0 {
		limit = defaultResults
	}
	found, err := a.searcher.Find(ctx, t.flags.libraries(), search.Question{Text: query, Now: t.Now(), Max: limit})
	if err != nil {
		return nil, err
	}
	hits := found.Passages
	if t.flags.sentences {
		hits = sentenceHits(found.Sentences)
	}
	return hits[:min(limit, len(hits))], nil
}

// sentenceHits makes the ranking one of sentences.
func sentenceHits(quotes []article.Quote) []article.Hit {
	hits := make([]article.Hit, len(quotes))
	for i, q := range quotes {
		hits[i] = article.Hit{Article: q.Article, Passage: q.Passage, Sentence: q.Span, Score: q.Score}
	}
	return hits
}

func (t *terminal) printHits(query string, hits []article.Hit, failure error, w io.Writer) error {
	if t.flags.json {
		out := searchJSON{Query: query, Results: []hitJSON{}}
		for _, h := range hits {
			out.Results = append(out.Results, hitToJSON(h))
		}
		if failure != nil {
			out.Error = operatorText(failure)
		}
		return writeJSON(w, out)
	}
	if failure != nil {
		_, err := fmt.Fprintln(w, operatorText(failure))
		return err
	}
	p := t.printer()
	for i, h := range hits {
		quote := article.Quote{Article: h.Article, Span: h.Passage, Bold: []article.Span{h.Sentence}}
		if t.flags.sentences {
			quote.Span, quote.Bold = h.Sentence, nil
		}
		fmt.Fprintf(w, "%d. %s (%.3f)\n", i+1, p.source(h.Article), h.Score)
		fmt.Fprintln(w, p.indent(p.quote(quote)))
	}
	if len(hits) == 0 {
		fmt.Fprintln(w, "No passage has these words.")
	}
	return nil
}

// source names an article for a person.
func (p printer) source(a *article.Article) string {
	line := commands.TitleOf(a)
	if b := commands.Byline(a); b != "" {
		line += ", " + b
	}
	return line
}
