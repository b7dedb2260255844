// Package dateparser stands in for the module of this path: go.mod replaces that
// module with this folder. go-htmldate, which go-trafilatura needs, asks it for
// the days that its own expressions do not read. The module compiles the
// expressions of three hundred locales whenever a program starts that links it,
// used or not: .2 to .4 s of processor and 78 MB, at each command of the terminal
// and in each worker. Here the caller says in Configuration how days are read
// (byline/when/written does that). The names are those of go-dateparser v1.2.3
// that go-htmldate v1.9.1 compiles against; a newer one may want more of them.
package dateparser

import (
	"errors"
	"time"
)

// A Parser reads days by what its Configuration says.
type Parser struct {
	ParserTypes []ParserType // not looked at
}

// A ParserType names a way of reading; there is only Configuration.Read here.
type ParserType uint8

// The types that go-htmldate asks for.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource says in which direction a day without a year lies; such
// days are not read here.
type PreferredDateSource uint8

// Past is the source that go-htmldate asks for.
const Past PreferredDateSource = 1

// A Configuration says how days are read.
type Configuration struct {
	PreferredDateSource PreferredDateSource // not looked at
	StrictParsing       bool                // not looked at

	// Read returns the day that is written in a line of a page, the zero time
	// when there is none. Without Read no line has one.
	Read func(line string) time.Time
}

// A Date is a day as it was read.
type Date struct{ Time time.Time }

var errNoDay = errors.New("dateparser: no day")

// Parse returns the day that cfg reads in line. It may be called from many
// goroutines when cfg.Read may.
func (*Parser) Parse(cfg *Configuration, line string, _ ...string) (Date, error) {
	if cfg == nil || cfg.Read == nil {
		return Date{}, errNoDay
	}
	day := cfg.Read(line)
	if day.IsZero() {
		return Date{}, errNoDay
	}
	return Date{day}, nil
}
