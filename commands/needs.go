package commands

import (
	"context"
	"time"

	"byline/article"
)

// A Question is what is looked for, and where.
type Question struct {
	Text         string
	Now          time.Time
	Since, Until time.Time // bounds of the articles' dates, Until exclusive; zero: none
	Article      article.ID
	Max          int            // passages; 0: as many as suit an answer
	Previous     []article.Turn // of the same conversation, newest last
	Model        bool           // a model may help to find
}

// A Finder finds what bears on a question in the given libraries.
type Finder interface {
	Find(ctx context.Context, libs []article.LibraryID, q Question) (article.Found, error)
}

// An Answerer answers from what was found. With extractive it only quotes.
// progress is called with the answer so far and may be nil.
type Answerer interface {
	Answer(ctx context.Context, found article.Found, extractive bool, progress func(article.Answer)) (article.Answer, error)
	Summarize(ctx context.Context, art *article.Article, extractive bool, progress func(article.Answer)) (article.Answer, error)
}

// A Checker holds sentences against what was found, and orders dated sentences.
type Checker interface {
	// Check says of one sentence whether found supports or contradicts it.
	Check(ctx context.Context, sentence string, found article.Found) (article.Check, error)
	// Timeline returns the dated quotes of found in order of time.
	Timeline(ctx context.Context, found article.Found) ([]article.Dated, error)
}

// Articles reads the articles of libraries.
type Articles interface {
	// Match returns the articles that key names: by number, by ref, or by how
	// their titles begin; at most ten, with text.
	Match(ctx context.Context, libs []article.LibraryID, key string) ([]*article.Article, error)
	// List returns articles without text, newest number first.
	List(ctx context.Context, lib article.LibraryID, o ListOptions) ([]*article.Article, error)
}

// ListOptions choose articles of a library.
type ListOptions struct {
	Prefix string     // of the title, in any case
	Before article.ID // only lower numbers; 0: from the newest
	Limit  int
}

// A Shelf takes articles off and puts them back.
type Shelf interface {
	Remove(ctx context.Context, lib article.LibraryID, id article.ID, now time.Time) error
	Restore(ctx context.Context, lib article.LibraryID, id article.ID, now time.Time) error
}

// History reads the revisions of an article, newest first, with text.
type History interface {
	Revisions(ctx context.Context, libs []article.LibraryID, id article.ID) ([]*article.Article, error)
}

// A Source is where articles come from: exactly one field is set.
type Source struct {
	Link string
	Text string
	File File
	Path string // of the machine Byline runs on; from the terminal only
}

// Loaded is what became of one item.
type Loaded struct {
	Name    string // as the loader names it: link, path, file name
	State   string // "added", "updated", "unchanged", "refused"
	Article *article.Article
	Err     error // of a refused one
}

// A Loader reads and loads articles.
type Loader interface {
	// Read extracts articles without loading them.
	Read(ctx context.Context, sources []Source, report func(Loaded)) error
	// Load puts articles, as Read gave them, into lib.
	Load(ctx context.Context, lib article.LibraryID, arts []*article.Article, report func(Loaded)) error
}

// A Refresher reads an article again from where it came.
type Refresher interface {
	Refresh(ctx context.Context, lib article.LibraryID, id article.ID) (Loaded, error)
}

// Drafts keeps articles that were read until an editor accepts them.
type Drafts interface {
	SaveDraft(ctx context.Context, lib article.LibraryID, user string, arts []*article.Article, now time.Time) (int64, error)
	// TakeDraft returns a draft and deletes it; NotFound when it was taken before.
	TakeDraft(ctx context.Context, lib article.LibraryID, id int64) ([]*article.Article, error)
}

// Asked is a question with its answer, as stored.
type Asked struct {
	Library      article.LibraryID
	User         string
	Conversation string
	Answer       article.Answer
	Found        article.Found
	At           time.Time
}

// Answers keeps answers; an abstention is kept as a gap too.
type Answers interface {
	SaveAnswer(ctx context.Context, a Asked) (article.AnswerID, error)
	// Answer returns a stored answer that was given from one of libs.
	Answer(ctx context.Context, libs []article.LibraryID, id article.AnswerID) (article.Answer, error)
}

// Memory keeps the last turns of conversations.
type Memory interface {
	// Turns returns at most max turns, newest last.
	Turns(ctx context.Context, conversation string, max int) ([]article.Turn, error)
	// Turn returns the turn of one stored answer.
	Turn(ctx context.Context, libs []article.LibraryID, id article.AnswerID) (article.Turn, error)
}

// Once remembers the keys of requests.
type Once interface {
	// Claim reports whether key was not claimed before.
	Claim(ctx context.Context, key string, now time.Time) (bool, error)
}

// Feedback keeps what readers say of answers.
type Feedback interface {
	SaveVerdict(ctx context.Context, id article.AnswerID, user string, v article.Verdict, words string, now time.Time) error
}

// Gaps keeps the questions the articles did not answer.
type Gaps interface {
	// Gaps returns groups of like questions, most asked first.
	Gaps(ctx context.Context, lib article.LibraryID, limit int) ([]article.Gap, error)
	// Watch asks to tell user when the question of answer id can be answered;
	// with tell, its editors are told of the gap at once.
	Watch(ctx context.Context, id article.AnswerID, user string, tell bool, now time.Time) error
}

// Settings keeps what the editors of a library chose.
type Settings interface {
	Settings(ctx context.Context, lib article.LibraryID) (article.Settings, error)
	SaveSettings(ctx context.Context, lib article.LibraryID, s article.Settings) error
}

// Usage counts.
type Usage interface {
	// Questions is how many questions user asked in lib since then.
	Questions(ctx context.Context, lib article.LibraryID, user string, since time.Time) (int, error)
	// Tokens is how many model tokens lib spent since then.
	Tokens(ctx context.Context, lib article.LibraryID, since time.Time) (int, error)
}

// Feeds keeps the feeds of a library.
type Feeds interface {
	AddFeed(ctx context.Context, lib article.LibraryID, url string, now time.Time) (article.Feed, error)
	RemoveFeed(ctx context.Context, lib article.LibraryID, id int64) error
	Feeds(ctx context.Context, lib article.LibraryID) ([]article.Feed, error)
}

// People forgets them.
type People interface {
	// Forget deletes every row kept of user and returns how many.
	Forget(ctx context.Context, user string) (int, error)
}
