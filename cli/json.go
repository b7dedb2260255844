package cli

import (
	"encoding/json"
	"io"
	"time"

	"byline/article"
)

// writeJSON writes v as one line, without escaping what only HTML needs escaped.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// quoteJSON is a quote as scripts see it: text equals the revision's bytes
// [start,end).
type quoteJSON struct {
	Article   article.ID     `json:"article"`
	Ref       string         `json:"ref"`
	Title     string         `json:"title"`
	Source    string         `json:"source"`
	URL       string         `json:"url"`
	Published string         `json:"published"`
	Revision  int            `json:"revision"`
	Start     int            `json:"start"`
	End       int            `json:"end"`
	Text      string         `json:"text"`
	Bold      []article.Span `json:"bold"`
	Resolved  []namingJSON   `json:"resolved"`
	Copies    []article.ID   `json:"copies"`
}

// namingJSON says that the words text, bytes [start,end) of the revision, mean name.
type namingJSON struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Name  string `json:"name"`
}

type claimJSON struct {
	Text   string      `json:"text"`
	Quotes []quoteJSON `json:"quotes"`
}

type conflictJSON struct {
	A      int    `json:"a"` // indexes into claims
	B      int    `json:"b"`
	AWords string `json:"a_words"`
	BWords string `json:"b_words"`
}

type answerJSON struct {
	ID         article.AnswerID   `json:"id"`
	Question   string             `json:"question"`
	Understood string             `json:"understood,omitempty"`
	Abstained  bool               `json:"abstained"`
	Confidence float64            `json:"confidence"`
	Mode       article.Mode       `json:"mode"`
	Text       string             `json:"text"`
	AsOf       string             `json:"as_of"`
	Claims     []claimJSON        `json:"claims"`
	Nearest    []quoteJSON        `json:"nearest"`
	Conflicts  []conflictJSON     `json:"conflicts"`
	Withheld   int                `json:"withheld"`
	Notes      []string           `json:"notes"`
	TimingsMS  map[string]float64 `json:"timings_ms"`
	Error      string             `json:"error,omitempty"`
}

func answerToJSON(a article.Answer) answerJSON {
	out := answerJSON{
		ID: a.ID, Question: a.Question, Understood: a.Understood, Abstained: a.Abstained, Confidence: a.Confidence,
		Mode: a.Mode, Text: a.Text, AsOf: a.AsOf.String(), Withheld: a.Withheld,
		Claims: []claimJSON{}, Nearest: quotesToJSON(a.Nearest), Conflicts: []conflictJSON{},
		Notes: append([]string{}, a.Notes...), TimingsMS: map[string]float64{},
	}
	for _, c := range a.Claims {
		out.Claims = append(out.Claims, claimJSON{c.Text, quotesToJSON(c.Quotes)})
	}
	for _, c := range a.Conflicts {
		out.Conflicts = append(out.Conflicts, conflictJSON{c.A, c.B, c.AWords, c.BWords})
	}
	for stage, d := range a.Timings {
		out.TimingsMS[stage] = float64(d) / float64(time.Millisecond)
	}
	return out
}

func quotesToJSON(quotes []article.Quote) []quoteJSON {
	out := []quoteJSON{}
	for _, q := range quotes {
		j := quoteJSON{
			Article: q.Article.ID, Ref: q.Article.Ref, Title: q.Article.Title, Source: q.Article.Source, URL: q.Article.URL,
			Published: q.Article.Published.String(), Revision: q.Article.Revision,
			Start: q.Start, End: q.End, Text: q.Text(), Bold: append([]article.Span{}, q.Bold...), Resolved: []namingJSON{}, Copies: []article.ID{},
		}
		for _, n := range q.Resolved {
			j.Resolved = append(j.Resolved, namingJSON{n.Start, n.End, n.Of(q.Article.Text), n.Name})
		}
		for _, c := range q.Copies {
			j.Copies = append(j.Copies, c.ID)
		}
		out = append(out, j)
	}
	return out
}

// spanJSON is a span with its words.
type spanJSON struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type hitJSON struct {
	Article  article.ID `json:"article"`
	Ref      string     `json:"ref"`
	Title    string     `json:"title"`
	Score    float64    `json:"score"`
	Passage  spanJSON   `json:"passage"`
	Sentence spanJSON   `json:"sentence"`
}

type searchJSON struct {
	Query   string    `json:"query"`
	Results []hitJSON `json:"results"`
	Error   string    `json:"error,omitempty"`
}

func hitToJSON(h article.Hit) hitJSON {
	return hitJSON{
		Article: h.Article.ID, Ref: h.Article.Ref, Title: h.Article.Title, Score: h.Score,
		Passage: spanToJSON(h.Article, h.Passage), Sentence: spanToJSON(h.Article, h.Sentence),
	}
}

func spanToJSON(a *article.Article, s article.Span) spanJSON {
	return spanJSON{s.Start, s.End, s.Of(a.Text)}
}

// articleJSON is an article as scripts see it.
type articleJSON struct {
	Article    article.ID `json:"article"`
	Ref        string     `json:"ref"`
	Library    string     `json:"library"`
	Title      string     `json:"title"`
	Authors    []string   `json:"authors"`
	Source     string     `json:"source"`
	Published  string     `json:"published"`
	Updated    string     `json:"updated"`
	Corrected  string     `json:"corrected"`
	Correction string     `json:"correction"`
	URL        string     `json:"url"`
	Language   string     `json:"language"`
	Dateline   string     `json:"dateline"`
	Revision   int        `json:"revision"`
	Loaded     string     `json:"loaded"`
	Sample     bool       `json:"sample"`
	Warnings   []string   `json:"warnings"`
	Text       *string    `json:"text,omitempty"` // only where one article is shown
}

func articleToJSON(a *article.Article, withText bool) articleJSON {
	j := articleJSON{
		Article: a.ID, Ref: a.Ref, Library: string(a.Library), Title: a.Title, Authors: append([]string{}, a.Authors...),
		Source: a.Source, Published: a.Published.String(), Updated: a.Updated.String(), Corrected: a.Corrected.String(),
		Correction: a.Correction, URL: a.URL, Language: a.Language, Dateline: a.Dateline, Revision: a.Revision,
		Loaded: article.Moment(a.Loaded).String(), Sample: a.Sample, Warnings: append([]string{}, a.Warnings...),
	}
	if withText {
		j.Text = &a.Text
	}
	return j
}

// failureJSON says why an item was refused.
type failureJSON struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
}

func failureOf(err error) *failureJSON {
	if err == nil {
		return nil
	}
	return &failureJSON{article.CodeOf(err), article.PublicText(err)}
}

type extractJSON struct {
	Path      string       `json:"path"`
	Title     string       `json:"title"`
	Authors   []string     `json:"authors"`
	Source    string       `json:"source"`
	Published string       `json:"published"`
	Updated   string       `json:"updated"`
	URL       string       `json:"url"`
	Language  string       `json:"language"`
	Text      string       `json:"text"`
	Warnings  []string     `json:"warnings"`
	Error     *failureJSON `json:"error"`
}

func extractToJSON(path string, a article.Article, err error) extractJSON {
	return extractJSON{
		Path: path, Title: a.Title, Authors: append([]string{}, a.Authors...), Source: a.Source,
		Published: a.Published.String(), Updated: a.Updated.String(), URL: a.URL, Language: a.Language, Text: a.Text,
		Warnings: append([]string{}, a.Warnings...), Error: failureOf(err),
	}
}

// addedJSON is what became of one item of add.
type addedJSON struct {
	Path     string       `json:"path"`
	State    string       `json:"state"` // added, updated, unchanged, refused
	Article  article.ID   `json:"article"`
	Ref      string       `json:"ref"`
	Title    string       `json:"title"`
	Revision int          `json:"revision"`
	Warnings []string     `json:"warnings"`
	Error    *failureJSON `json:"error"`
}
