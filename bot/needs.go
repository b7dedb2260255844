package bot

import (
	"context"
	"time"

	"byline/article"
	"byline/commands"
)

// A Runner runs requests; commands.Commands does.
type Runner interface {
	Run(ctx context.Context, req commands.Request) commands.Reply
	Complete(ctx context.Context, req commands.Request) []commands.Suggestion
}

// An Inbox makes answers happen once: an event is accepted once, and answered
// after a restart if it was not before.
type Inbox interface {
	// Accept reports whether the event is new.
	Accept(ctx context.Context, id, kind, user string, body []byte, now time.Time) (bool, error)
	Answered(ctx context.Context, id string) error
	// Unanswered calls each with the accepted events that have no answer.
	Unanswered(ctx context.Context, now time.Time, each func(id, kind string, body []byte)) error
}

// A Bookmark is how far the bot has read Discord, as the id of a message.
type Bookmark interface {
	Seen(ctx context.Context) (string, error)
	SaveSeen(ctx context.Context, id string) error
}

// Rooms remembers direct channels, which Discord does not list.
type Rooms interface {
	DirectChannel(ctx context.Context, channel, user string, now time.Time) error
	DirectChannels(ctx context.Context, since time.Time) ([]string, error)
}

// Showing remembers which message shows which answer.
type Showing interface {
	Shown(ctx context.Context, id article.AnswerID, channel, message string) error
	// AnswerAt returns 0 for a message that shows none.
	AnswerAt(ctx context.Context, channel, message string) (article.AnswerID, error)
}

// Libraries is what the bot must know and say of servers' libraries.
type Libraries interface {
	Settings(ctx context.Context, lib article.LibraryID) (article.Settings, error)
	Libraries(ctx context.Context) ([]article.LibraryID, error)
	// Leave and Return say whether the bot is in the library's server.
	Leave(ctx context.Context, lib article.LibraryID, now time.Time) error
	Return(ctx context.Context, lib article.LibraryID) error
}

// Notices is a durable queue of things to say unasked.
type Notices interface {
	// Due returns notices that are to be said now; each is the caller's for
	// some minutes.
	Due(ctx context.Context, now time.Time) ([]Notice, error)
	// Settle ends n, or makes it due again at again, unless that is zero.
	Settle(ctx context.Context, n Notice, again time.Time) error
}

// A Notice is something to say unasked. Exactly one of the groups is set.
type Notice struct {
	Handle any // the queue's own

	// Messages show an answer whose article was corrected or removed.
	Messages []Place
	Removed  bool

	// A person wants to know that a question can be answered, or a server's
	// editors that it cannot.
	Question string
	User     string            // "discord:1234"
	Where    string            // the conversation it was asked in
	Server   article.LibraryID // whose editors are told; empty: the person is
	Attempts int
}

// A Place is a message in a channel.
type Place struct{ Channel, Message string }
