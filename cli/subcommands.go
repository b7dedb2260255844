package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"byline/commands"
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
		{"serve", "", "start what is configured: Discord, local pages, feed checks", "", serve},
		{"chat", "", "talk with the bot here; reads standard input", "library=", chat},
		{"ask", "QUESTION… | -", "answer a question; - reads one a line", "json library= since= until= article=", ask},
		{"add", "PATH|URL|-…", "load files, folders, links, JSON lines", "json library=", add},
		{"articles", "list [TITLE] | show ID | remove ID… | remove --sample | restore ID | history ID | refresh ID… | refresh --all", "the library: list, show, remove, put back, read again",
			"json library= limit= sample all", articles},
		{"feeds", "list | add URL | remove ID | check", "feeds that are read on a schedule", "json library=", feeds},
		{"search", "QUERY… | -", "passages with scores, best first; - reads one query a line", "json library= limit= sentences", searchPassages},
		{"extract", "PATH|URL…", "show the article as it would be loaded", "json", extract},
		{"eval", "--articles FILE --questions FILE | --sets FOLDER", "retrieval, quotation and abstention figures on questions", "json articles= questions= sets= limit= model at-once= budget= price-in= price-out=", evaluate},
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

// commandNames returns the names of the program's commands.
func commandNames() []string {
	var names []string
	for _, sub := range subcommands() {
		names = append(names, sub.name)
	}
	return names
}

// notThere says that there is no such thing as word, and which of names was
// probably meant, or else where they are listed.
func notThere(what, mark, word string, names []string, listed string) string {
	said := fmt.Sprintf("there is no %s %s%s", what, mark, clean(flat(word)))
	if near := commands.Nearest(strings.ToLower(word), names); near != "" {
		return said + ". Did you mean " + mark + near + "?"
	}
	return said + listed
}

func printHelp(w io.Writer) {
	fmt.Fprint(w, "Byline answers questions from loaded articles, in their own words.\n\n")
	for _, sub := range subcommands() {
		fmt.Fprintf(w, "  byline %-10s %s\n", sub.name, sub.help)
	}
	fmt.Fprint(w, "\nbyline help COMMAND says more. Without a command it is byline serve.\n"+
		"Settings come from the environment and .env; .env.example lists them.\n")
}

// A flagText says what stands behind a flag, if anything, and what it is for.
type flagText struct{ value, help string }

var flagTexts = map[string]flagText{
	"json":      {"", "print JSON, one object a line"},
	"library":   {"ID", "a Discord server's id, or shared (the default)"},
	"since":     {"WHEN", "articles from then on: 2020-10, 31.12.2020, \"last week\""},
	"until":     {"WHEN", "articles up to then"},
	"article":   {"ID", "only this article"},
	"limit":     {"N", "at most so many"},
	"sentences": {"", "rank sentences instead of passages"},
	"sample":    {"", "with remove: the sample articles"},
	"all":       {"", "with refresh: every article"},
	"articles":  {"FILE", "the set's articles, JSON lines"},
	"questions": {"FILE", "the set's questions, JSON lines"},
	"sets":      {"FOLDER", "all sets of a folder"},
	"model":     {"", "ask the model that is configured as well"},
	"at-once":   {"N", "so many questions to the model side by side"},
	"budget":    {"TOKENS", "stop asking the model after so many"},
	"price-in":  {"PRICE", "of a million tokens read, to reckon what it cost"},
	"price-out": {"PRICE", "of a million tokens written"},
}

// printUsage says how sub is called, a way a line.
func printUsage(w io.Writer, sub subcommand) {
	call := "byline " + sub.name
	if sub.flags != "" {
		call += " [FLAGS]"
	}
	lead := "usage: "
	for args := range strings.SplitSeq(sub.args, " | ") {
		fmt.Fprintln(w, strings.TrimRight(lead+call+" "+args, " "))
		lead = "       "
	}
}

// printCommand says how sub is called, what it does, and what its flags are.
func printCommand(w io.Writer, sub subcommand) {
	printUsage(w, sub)
	fmt.Fprintf(w, "\n  %s\n", sub.help)
	if sub.flags != "" {
		fmt.Fprintln(w)
	}
	for _, f := range strings.Fields(sub.flags) {
		name := strings.TrimSuffix(f, "=")
		text := flagTexts[name]
		fmt.Fprintf(w, "  %-18s %s\n", strings.TrimSpace("--"+name+" "+text.value), text.help)
	}
}
