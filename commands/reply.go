package commands

import "byline/article"

// A Reply is what the bot says, as values; the edge renders it. Its texts are
// plain words without markup of any platform.
type Reply struct {
	Command string          // the row of the table that made it
	Title   string          // a heading; may be empty
	Text    string          // sentences for the reader
	Answer  *article.Answer // rendered with marks, quotes and sources
	Items   []Item          // a list: articles, passages, timeline entries, gaps, settings
	Actions []Action        // buttons
	Form    *Form           // ask for more before anything happens (a modal on Discord)
	File    *Attachment
	Private bool // show only to the person who asked
	Partial bool // more is coming (Progress only)
	Ignored bool // not for the bot: say nothing
	Failed  bool // Text says what went wrong and what to do next
	Busy    bool // with Failed: worth trying again
}

// An Item is one row of a list.
type Item struct {
	ID    string // what a command would name it by: an article's id
	Label string // its first line
	Text  string // verbatim words, or a sentence
	Note  string // source, date, state
	URL   string
	Quote *article.Quote
}

// An Action is a button. State is at most 80 bytes, [A-Za-z0-9:_-], and leads
// back to a row of the database, so that it works after a restart.
type Action struct {
	Label string
	State string
	Style Style
	URL   string // a link button; State is then empty
}

// A Style says how prominent an Action is.
type Style uint8

const (
	Secondary Style = iota
	Primary
	Danger
)

// A Form asks for text. Its fields come back in Options.Values with Command
// set to Submit.
type Form struct {
	Title  string // at most 45 characters
	Submit string // the command, with State, that the filled form calls
	State  string
	Fields []Field
}

// A Field is one text input.
type Field struct {
	Name     string
	Label    string // at most 45 characters
	Value    string
	Hint     string
	Long     bool // several lines
	Required bool
	Max      int // characters, at most 4,000
}

// An Attachment is a file sent along.
type Attachment struct {
	Name string
	Data []byte
}
