package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"byline/article"
)

// flags are the named arguments of a command line.
type flags struct {
	json      bool
	sentences bool
	sample    bool
	all       bool
	model     bool
	help      bool
	library   article.LibraryID
	limit     int // 0: not given
	values    map[string]string
}

func isFlag(arg string) bool { return len(arg) > 1 && arg[0] == '-' && arg != "--" }

func isHelp(arg string) bool { return arg == "--help" || arg == "-h" || arg == "-help" }

// commandOf returns the command that a command line names, and the rest of the
// line. Flags may stand before it, as in --library 12 ask.
func commandOf(args []string) (name string, rest []string) {
	for i := 0; i < len(args); i++ {
		switch flag := strings.TrimPrefix(args[i], "--"); {
		case isHelp(args[i]):
			return "help", nil
		case args[i] == "--version":
			return "version", nil
		case !isFlag(args[i]):
			return args[i], slices.Concat(args[:i], args[i+1:])
		case takesValue(flag):
			i++
		}
	}
	return "serve", args
}

// takesValue reports whether any command takes a flag of that name with a value.
func takesValue(flag string) bool {
	return slices.ContainsFunc(subcommands(), func(s subcommand) bool { return slices.Contains(strings.Fields(s.flags), flag+"=") })
}

// parseFlags takes the flags of sub out of args, wherever they stand, up to
// "--". "-" and negative numbers are arguments.
func parseFlags(sub subcommand, args []string) (flags, []string, error) {
	f := flags{library: article.Shared, values: map[string]string{}}
	takes := strings.Fields(sub.flags)
	var rest []string
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			return f, append(rest, args[i+1:]...), nil
		}
		if isHelp(arg) {
			f.help = true
			return f, nil, nil
		}
		if !strings.HasPrefix(arg, "--") {
			if _, err := strconv.Atoi(arg); isFlag(arg) && err != nil && len(rest) == 0 {
				return f, nil, usageError{fmt.Sprintf("there is no flag %s (put -- before arguments that begin with -)", arg)}
			}
			rest = append(rest, arg)
			continue
		}
		name, value, has := strings.Cut(strings.TrimPrefix(arg, "--"), "=")
		switch {
		case slices.Contains(takes, name) && !has:
			f.setBool(name)
		case slices.Contains(takes, name):
			return f, nil, usageError{"--" + name + " takes no value"}
		case slices.Contains(takes, name+"=") && !has && i+1 == len(args):
			return f, nil, usageError{"--" + name + " wants a value"}
		case slices.Contains(takes, name+"="):
			if !has {
				i++
				value = args[i]
			}
			if err := f.setValue(name, value); err != nil {
				return f, nil, err
			}
		default:
			return f, nil, usageError{notThere("flag", "--", name, plainFlags(takes), " (put -- before arguments that begin with -)")}
		}
	}
	return f, rest, nil
}

// plainFlags are the flags of a subcommand without what says that they take values.
func plainFlags(takes []string) []string {
	out := make([]string, len(takes))
	for i, f := range takes {
		out[i] = strings.TrimSuffix(f, "=")
	}
	return out
}

func (f *flags) setBool(name string) {
	switch name {
	case "json":
		f.json = true
	case "sentences":
		f.sentences = true
	case "sample":
		f.sample = true
	case "all":
		f.all = true
	case "model":
		f.model = true
	}
}

func (f *flags) setValue(name, value string) error {
	f.values[name] = value
	switch name {
	case "library":
		f.library = article.LibraryID(value)
		if !f.library.Valid() {
			return usageError{fmt.Sprintf("--library %q: want a Discord server's id, or shared", value)}
		}
	case "limit":
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 {
			return usageError{fmt.Sprintf("--limit %q: want a whole number from 1 on", value)}
		}
		f.limit = n
	}
	return nil
}

// noWords refuses arguments of a command that takes none.
func (t *terminal) noWords(command string) error {
	if len(t.args) > 0 {
		return usageError{command + " takes no words"}
	}
	return nil
}

// libraries is what a command at the terminal reads: the named library, and
// the shared one, which every server may read.
func (f flags) libraries() []article.LibraryID {
	if f.library == article.Shared {
		return []article.LibraryID{article.Shared}
	}
	return []article.LibraryID{f.library, article.Shared}
}
