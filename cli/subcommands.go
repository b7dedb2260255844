package cli

import (
	"context"
	"fmt"
	"io"
	"strings"
)

// A subcommand is one command of the program.
type subcommand struct {
	name  string
	args  string // for help
	help  string
	flags string // names of the flags it takes, in words; "=" after those with a value
	run   func(context.Context, *terminal) error
}

// subcommands returns the program's commands in the order of help.
func subcommands() []subcommand {
	return []subcommand{
		{"serve", "", "start what is configured: Discord, the local pages, feed checks", "", serve},
		{"chat", "", "talk with the bot here; reads standard input", "library=", chat},
		{"ask", "QUESTION… | -", "answer a question; - reads one a line", "json library= since= until= article=", ask},
		{"add", "PATH|URL|-…", "load files, folders, links, JSON lines", "json library=", add},
		{"articles", "list [TITLE] | show ID | remove ID… | remove --sample | restore ID | history ID | refresh ID…", "the library",
			"json library= limit= sample all", articles},
		{"feeds", "list | add URL | remove ID | check", "feeds that are read on a schedule", "json library=", feeds},
		{"search", "QUERY… | -", "passages with scores, best first; - reads one query a line", "json library= limit= sentences", searchPassages},
		{"extract", "PATH|URL…", "show the article as it would be loaded", "json", extract},
		{"eval", "--articles FILE --questions FILE | --sets FOLDER", "retrieval, quotation and abstention figures on sets of questions; --model puts those of the model beside them", "json articles= questions= sets= limit= model at-once= budget= price-in= price-out=", evaluate},
		{"why", "ANSWER", "how a stored answer came about, by its number", "json library=", why},
		{"backup", "FILE", "copy the database while it is in use", "", backup},
		{"export", "[FILE]", "write a library as JSON lines that add reads back", "library=", export},
		{"forget", "USER", "delete everything stored about a person", "", forget},
		{"doctor", "", "check the configuration and say what to do", "json", doctor},
		{"version", "", "show the version", "", version},
	}
}

func subcommandNamed(name string) (subcommand, bool) {
	for _, sub := range subcommands() {
		if sub.name == name {
			return sub, true
		}
	}
	return subcommand{}, false
}

func printHelp(w io.Writer) {
	fmt.Fprint(w, "Byline answers questions from loaded articles, in their own words.\n\n")
	for _, sub := range subcommands() {
		fmt.Fprintf(w, "  byline %-10s %s\n", sub.name, sub.help)
	}
	fmt.Fprint(w, "\nbyline COMMAND --help says more. Without a command it is byline serve.\n"+
		"Settings come from the environment and .env; .env.example lists them.\n")
}

func printUsage(w io.Writer, sub subcommand) {
	line := []string{"usage: byline", sub.name}
	for _, f := range strings.Fields(sub.flags) {
		if name, ok := strings.CutSuffix(f, "="); ok {
			f = name + " " + strings.ToUpper(name)
		}
		line = append(line, "[--"+f+"]")
	}
	line = append(line, sub.args)
	fmt.Fprintln(w, strings.TrimSpace(strings.Join(line, " ")))
}
