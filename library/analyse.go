package library

import (
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"byline/article"
	"byline/search/index"
	"byline/store"
	"byline/text"
)

// prepared is an article ready to be stored and indexed.
type prepared struct {
	item store.Item
	docs []index.Doc // of the item's passages
}

// prepare checks what came in and analyses it. The error is an *article.Error.
func (l *Library) prepare(in Item) (prepared, error) {
	a := in.Article
	switch {
	case in.Err != nil:
		return prepared{}, in.Err
	case !utf8.ValidString(a.Text):
		return prepared{}, &article.Error{Kind: article.Invalid, Code: "encoding",
			Public: "The text is not valid UTF-8. Save it as UTF-8 and load it again."}
	case strings.TrimSpace(a.Text) == "":
		return prepared{}, &article.Error{Kind: article.Invalid, Code: "empty",
			Public: "There is no text in it. Check the file or link, or paste the text itself."}
	}
	if a.Loaded.IsZero() {
		a.Loaded = l.now()
	}
	for _, words := range []*string{&a.Title, &a.Source, &a.Dateline} {
		*words = oneLine(*words)
	}
	p := analyse(a)
	p.item.Raw = in.Raw
	return p, nil
}

// oneLine returns s without space around it, and single spaces inside.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\ufffd")), " ")
}

// analyse finds out everything that is known of an article from its text.
func analyse(a article.Article) prepared {
	if a.Language == "" {
		if lang, reliable := text.Detect(a.Text); reliable {
			a.Language = lang
		}
	}
	p := prepared{item: store.Item{Passages: text.Passages(a.Text), Corrects: func(old string) bool { return Corrects(old, a.Text) }}}
	correct(&a, sentencesIn(p.item.Passages))
	p.item.Hash = store.ContentHash(&a)
	if a.Ref == "" {
		a.Ref = refOf(&a, p.item.Hash)
	}
	p.item.Bands = signature(shinglesOf(a.Text))
	p.item.Article = a
	p.docs = docsOf(&a, p.item.Passages)
	return p
}

// refOf is what an article that came without a name is called by: its link,
// else its words.
func refOf(a *article.Article, hash [32]byte) string {
	if a.URL != "" {
		return a.URL
	}
	return "text:" + hex.EncodeToString(hash[:8])
}

// sentencesIn returns the sentences of passages.
func sentencesIn(passages []article.Passage) []article.Span {
	var spans []article.Span
	for _, p := range passages {
		spans = append(spans, p.Sentences...)
	}
	return spans
}

// docsOf returns the terms of each passage, with those of title and source and
// the marks of the acronyms it defines.
func docsOf(a *article.Article, passages []article.Passage) []index.Doc {
	an := text.For(a.Language)
	var tokens []text.Token
	terms := func(s string) []string {
		tokens = an.Tokens(tokens[:0], s)
		out := make([]string, 0, len(tokens))
		for _, t := range tokens {
			if !t.Stop {
				out = append(out, t.Term)
			}
		}
		return out
	}
	title := terms(a.Title + "\n" + a.Source)
	docs := make([]index.Doc, len(passages))
	for i, p := range passages {
		docs[i] = index.Doc{Title: title, Body: append(terms(p.Of(a.Text)), an.Marks(p.Of(a.Text))...)}
	}
	return docs
}
