package commands

import (
	"context"
	"strings"
)

// A Row is one command: its help, its parsing, its slash registration and its
// permission all come from here. A command is a row and a file.
type Row struct {
	Name    string   // one word, or two ("article add")
	Also    []string // other names in text
	Args    string   // the main argument for help ("QUESTION"); empty when there is none
	Help    string   // one line, at most 100 characters
	Arg     Option   // the main argument; the zero Option when there is none
	Options []Option // named arguments
	Editors bool     // only editors may run it
	Private bool     // its replies are for the caller alone
	Hidden  bool     // reached by a button, form or menu; not in help or slash commands
	Files   bool     // takes attachments
	Own     bool     // changes what is kept of the caller: not on the pages, whose readers are one caller and where a link runs a command

	run func(*Commands, context.Context, *call) (Reply, error)
}

// An Option is a named argument of a command.
type Option struct {
	Name     string // as in Options and in text before the colon
	Help     string // at most 100 characters
	Kind     OptionKind
	Required bool
	Complete bool // Complete suggests values
}

// An OptionKind is what an Option's value must be.
type OptionKind uint8

const (
	TextOption OptionKind = iota
	DateOption
	FlagOption
	NumberOption
)

var (
	articleOption = Option{Name: "article", Help: "only this article: its number, or how its title begins", Complete: true}
	sinceOption   = Option{Name: "since", Help: "not before this day: 2020-10-27, 2020-10 or 2020", Kind: DateOption}
	untilOption   = Option{Name: "until", Help: "not after this day: 2020-10-27, 2020-10 or 2020", Kind: DateOption}
	privateOption = Option{Name: "private", Help: "show the answer to me alone", Kind: FlagOption}
)

func questionArg(help string) Option { return Option{Name: "question", Help: help, Required: true} }

func articleArg(required bool) Option {
	return Option{Name: "article", Help: "its number, or how its title begins", Required: required, Complete: true}
}

// Rows returns the table of commands, in the order of help.
func Rows() []Row {
	rows := askRows()
	rows = append(rows, articleRows()...)
	rows = append(rows, feedRows()...)
	rows = append(rows, editorRows()...)
	rows = append(rows, readerRows()...)
	return append(rows, answerRows()...)
}

// rowNamed returns the row called name, also by its other names.
func rowNamed(name string) (Row, bool) {
	name = strings.ToLower(name)
	for _, r := range Rows() {
		if r.Name == name {
			return r, true
		}
		for _, also := range r.Also {
			if also == name {
				return r, true
			}
		}
	}
	return Row{}, false
}
