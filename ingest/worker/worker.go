// Package worker runs extractors in processes of their own, so that a page or
// document made to hurt cannot take the bot with it: a goroutine cannot be
// stopped, a process can. The process is this same program, started again with
// the hidden command "extract-worker", with bounds on memory and processor
// time, without the environment's secrets, and killed when a job takes longer
// than 20 seconds.
//
// The program answers the hidden command by
//
//	os.Exit(worker.Main(os.Stdin, os.Stdout, extractors))
//
// and hands its jobs to a Pool. A Pool of no command (Config.InProcess) calls
// the extractors itself, for tests of what they return.
package worker

import (
	"byline/article"
)

// Command is the hidden command that starts a worker.
const Command = "extract-worker"

// A Job is one page or document to read.
type Job struct {
	Kind        string // names the Extractor
	URL         string // where it was found; may be empty
	ContentType string // as its server declared it; may be empty
	Data        []byte `json:"-"`
}

// An Extractor reads one kind of input.
type Extractor struct {
	// Prepare is called once in a worker, before its first job of the kind; it
	// may take minutes (compiling, filling a cache). It may be nil.
	Prepare func() error
	// Extract reads one input. Its errors are *article.Error where they are
	// meant for readers.
	Extract func(j Job) (article.Article, error)
}

// Codes of the states a job can end in besides those of its Extractor.
const (
	TooSlow   = "too-slow"   // killed: it took too long
	TooMuch   = "too-much"   // ended: it wanted too much memory
	Crashed   = "crashed"    // ended by a fault of its own
	NoWorker  = "no-worker"  // could not be started
	Preparing = "no-prepare" // the extractor could not be made ready
)

var publics = map[string]string{
	TooSlow:   "Reading that took too long, so I stopped. Paste the article's text, or save it as plain text and add that.",
	TooMuch:   "Reading that took too much memory, so I stopped. Paste the article's text, or save it as plain text and add that.",
	Crashed:   "I could not read that; something in it is broken. Paste the article's text, or save it as plain text and add that.",
	NoWorker:  "I cannot read pages and documents just now. Try again in a minute; if it happens again, tell the operator.",
	Preparing: "I cannot read documents of that kind here. Tell the operator, or paste the article's text.",
}

// refuse makes the error of a code.
func refuse(code string, cause error) error {
	kind := article.Invalid
	if code == NoWorker || code == Preparing {
		kind = article.Unavailable
	}
	return &article.Error{Kind: kind, Code: code, Public: publics[code], Err: cause}
}
