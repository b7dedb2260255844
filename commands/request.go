// Package commands is everything one can tell the bot: parse, permit, run,
// reply. It knows nothing of Discord, SQL or HTTP; a Discord message, a
// terminal line and a web form all become a Request and get a Reply.
package commands

import (
	"time"

	"byline/article"
)

// A Place is the kind of room a request came from.
type Place uint8

const (
	Terminal Place = iota
	Server         // a channel of a Discord server
	Direct         // a direct message
	Web
)

// A Caller is who asks, from where, and what they may do.
type Caller struct {
	User      string // stable id, "discord:1234", "terminal"; what /forget-me deletes by
	Place     Place
	Channel   string              // the room, for settings by channel; empty when there is none
	Home      article.LibraryID   // where an editor's articles go
	Libraries []article.LibraryID // what may be read, Home first
	Editor    bool                // may load and remove in Home; established by the edge for this request
}

// A Request is one thing said to the bot.
type Request struct {
	Caller Caller

	// Text is what was said, without the mention. With Command empty it is
	// parsed: a prefix command or question ("!who proposed …"), or, where Plain
	// is set, plain text as a question.
	Text  string
	Plain bool // text without a prefix is a question (chat, direct messages, mentions)

	// Shell is set for the program's own command line, where other commands are
	// named as one gives them there.
	Shell bool

	// Command names a row of the table when the edge already knows it (a slash
	// command, a button); Text is then its main argument.
	Command string
	Options Options
	Files   []File

	// Conversation groups requests whose follow-ups share a subject: a channel
	// and person, a thread, a terminal session. ReplyTo, when set, is the answer
	// that the request replies to, and wins over Conversation.
	Conversation string
	ReplyTo      article.AnswerID

	// Key makes the request idempotent: the same Key is answered once. Empty: no check.
	Key string

	Now time.Time

	// Progress, when set, is called from the running command's goroutine with
	// the reply so far, each time a sentence has passed its checks or an item
	// was loaded. It must return soon.
	Progress func(Reply)
}

// Options are the named arguments of a slash command; the same can be written
// in text as since:2020-01-01 until:2020-12-31 article:12.
type Options struct {
	Article string // an id, or the beginning of a title
	Since   string
	Until   string
	Private bool
	Limit   int
	Values  map[string]string // of a submitted form or of settings, by field name
}

// A File is an attachment: its bytes are had by Open, at most once.
type File struct {
	Name string
	Type string // as the sender declared; not to be trusted
	Size int64
	URL  string
	Open func() ([]byte, error)
}
