package main

import (
	"context"
	"strings"

	"byline/article"
	"byline/search"
	"byline/text"
)

// A view is a set's store with some articles hidden, or one of them changed.
// The index stays as it is: what it names of a hidden article is passed over.
type view struct {
	search.Source
	hidden  map[article.ID]bool
	changed article.ID // 0: none
	text    string     // of the changed article, as long as it was
	rev     article.RevisionID
}

func (v *view) Passages(ctx context.Context, libs []article.LibraryID, ids []article.PassageID) ([]article.Passage, error) {
	all, err := v.Source.Passages(ctx, libs, ids)
	var out []article.Passage
	for _, p := range all {
		if p.Article == v.changed {
			p.RevisionID = v.rev
		}
		if !v.hidden[p.Article] {
			out = append(out, p)
		}
	}
	return out, err
}

func (v *view) Articles(ctx context.Context, libs []article.LibraryID, ids []article.ID) ([]*article.Article, error) {
	all, err := v.Source.Articles(ctx, libs, ids)
	var out []*article.Article
	for _, a := range all {
		if a.ID == v.changed {
			b := *a
			b.Text, b.RevisionID = v.text, v.rev
			a = &b
		}
		if !v.hidden[a.ID] {
			out = append(out, a)
		}
	}
	return out, err
}

// blank returns s with sp made blanks.
func blank(s string, sp article.Span) string {
	return s[:sp.Start] + strings.Repeat(" ", sp.Len()) + s[sp.End:]
}

// withoutEvidence returns a's text without where q's answer is said to be.
func withoutEvidence(q question, a *article.Article) string {
	s := a.Text
	for _, e := range q.Evidence {
		if e.Article == a.Ref {
			for _, sp := range e.spans(a) {
				s = blank(s, sp)
			}
		}
	}
	return s
}

// withoutAnswers returns a's text without any sentence that holds an answer of q.
func withoutAnswers(q question, a *article.Article) string {
	s := a.Text
	for _, sp := range text.Sentences(a.Text) {
		if holds(sp.Of(a.Text), q.Answers) {
			s = blank(s, sp)
		}
	}
	return s
}
