package article

import (
	"errors"
	"fmt"
)

// A Kind says how a failure must be acted on. Kinds are few on purpose.
type Kind uint8

const (
	Internal    Kind = iota // a fault of the program or the machine
	Invalid                 // the input cannot be used as it is
	NotFound                // no such article, answer, feed or command
	Forbidden               // the caller may not do this
	Busy                    // try again soon
	Unavailable             // something outside (a site, a model) does not answer
)

// String returns the kind's name in lower case.
func (k Kind) String() string {
	names := [...]string{"internal", "invalid", "not found", "forbidden", "busy", "unavailable"}
	if int(k) < len(names) {
		return names[k]
	}
	return fmt.Sprintf("kind %d", k)
}

// An Error carries two texts: one sentence for the reader, the cause for the log.
type Error struct {
	Kind   Kind
	Code   string // a finer, stable name where scripts need one ("empty", "paywall"); may be empty
	Public string // says what to do next; no causes, paths of the machine, or keys
	Err    error  // the cause; may be nil
}

// Error returns the text for the log.
func (e *Error) Error() string {
	if e.Err != nil {
		return e.Kind.String() + ": " + e.Err.Error()
	}
	return e.Kind.String() + ": " + e.Public
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// generic is what a reader is told of an error that was not written for readers.
const generic = "Something went wrong on my side. Please try again; if it happens again, tell the operator."

// KindOf returns the Kind of the first *Error in err's chain, else Internal.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// CodeOf returns the Code of the first *Error in err's chain; its kind's name
// when that is empty.
func CodeOf(err error) string {
	var e *Error
	if errors.As(err, &e) && e.Code != "" {
		return e.Code
	}
	return KindOf(err).String()
}

// PublicText returns the sentence for the reader: the first *Error's, or one
// generic sentence. The cause never shows.
func PublicText(err error) string {
	var e *Error
	if errors.As(err, &e) && e.Public != "" {
		return e.Public
	}
	return generic
}
