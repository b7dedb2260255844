// Package article holds Byline's nouns: articles and their revisions, passages
// and sentences, questions, quotes, claims and answers. It does no I/O and
// imports nothing but the standard library, so that every other package can
// speak its words.
//
// All offsets are byte offsets into a revision's text, half-open: [Start,End).
package article

import "time"

// A LibraryID names the articles of one Discord server (the server's id, a
// decimal number) or the operator's shared library, which every server may read.
type LibraryID string

// Shared is the operator's library.
const Shared LibraryID = "shared"

// Valid reports whether l is Shared or a Discord server's id (1 to 20 digits).
func (l LibraryID) Valid() bool {
	if l == Shared {
		return true
	}
	if len(l) == 0 || len(l) > 20 {
		return false
	}
	for i := range len(l) {
		if l[i] < '0' || l[i] > '9' {
			return false
		}
	}
	return true
}

// An ID is an article's number in its database; never reused, 0 when not stored.
type ID int64

// A RevisionID is a revision's number in its database, over all articles;
// never reused. Its text never changes, so caches may be keyed by it.
type RevisionID int64

// A PassageID is a passage's number in its database; never reused. Passages of
// one revision have consecutive numbers.
type PassageID int64

// An Article is one text with what is known of it. As stored, it stands for
// its newest revision.
type Article struct {
	ID         ID
	Library    LibraryID
	RevisionID RevisionID
	Revision   int      // 1 for the first text loaded, counting up
	Ref        string   // the id given in JSONL, else the link, else the file's path
	Title      string   // may be empty
	Source     string   // publisher
	Authors    []string // as printed
	Published  Date
	Updated    Date   // as the page says, not when it was loaded
	URL        string // canonical link
	Language   string // BCP 47 primary subtag ("en"), empty when unknown
	Dateline   string // "Moscow, Oct 27", when the text begins with one
	Text       string // valid UTF-8; paragraphs are separated by a blank line
	Pages      []int  // of a PDF: where in Text its pages 2, 3, … begin
	Loaded     time.Time
	Warnings   []string // for editors: "teaser only", "no date found"
	Teaser     bool     // only the beginning of the article could be had
	Corrected  Date     // newest correction known, by a note or a changed revision
	Correction string   // the correction note's words, if the article carries one
	Sample     bool     // part of the sample library
	Story      ID       // first article of the group of near-copies; own ID when alone
}

// A Span is a half-open range of bytes of a revision's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Of returns the bytes of text that s names.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Contains reports whether t lies wholly within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// A Passage is a run of whole sentences of one revision (about 100–200 words,
// fewer at the end of an article): the unit of retrieval.
type Passage struct {
	ID         PassageID
	Article    ID
	RevisionID RevisionID
	Span
	Sentences []Span // in order, all inside Span
}
