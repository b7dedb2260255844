// Package cli is the terminal: the commands of the byline program, and the one
// place that wires the other packages together.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"byline/article"
)

// Main runs the program with the process's own world and returns its exit status.
func Main() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return Run(ctx, World{Args: os.Args[1:], Lookup: os.LookupEnv, In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Now: time.Now})
}

// A World is what a run of the program sees of its surroundings.
type World struct {
	Args   []string // without the program's name
	Lookup func(string) (string, bool)
	In     io.Reader
	Out    io.Writer
	Err    io.Writer
	Now    func() time.Time
}

// Exit statuses.
const (
	exitDone      = 0
	exitError     = 1
	exitUsage     = 2
	exitAbstained = 3
)

// Errors that only say with which status to end; what there was to say is said.
var (
	errAbstained = errors.New("cli: the articles do not say")
	errSaid      = errors.New("cli: already said")
)

// A usageError is a command line that cannot be read.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

// Run runs one command and returns its exit status: 0 done, 1 error, 2 usage,
// 3 abstained.
func Run(ctx context.Context, w World) int {
	name, rest := commandOf(w.Args)
	if name == "help" && len(rest) > 0 {
		name, rest = rest[0], []string{"--help"}
	}
	if isHelp(name) || name == "help" {
		printHelp(w.Out)
		return exitDone
	}
	if status, ok := runHidden(ctx, w); ok {
		return status
	}
	sub, ok := subcommandNamed(name)
	if !ok {
		fmt.Fprintln(w.Err, "byline:", notThere("command", "", name, commandNames(), "; byline help lists them"))
		return exitUsage
	}
	flags, args, err := parseFlags(sub, rest)
	if err != nil {
		return w.end(sub, err)
	}
	if flags.help {
		printCommand(w.Out, sub)
		return exitDone
	}
	return w.end(sub, sub.run(ctx, &terminal{World: w, flags: flags, args: args}))
}

// end says what went wrong, if anything, and returns the exit status.
func (w World) end(sub subcommand, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errAbstained):
		return exitAbstained
	case errors.Is(err, errSaid):
		return exitError
	case errors.As(err, &usage):
		fmt.Fprintf(w.Err, "byline %s: %s\n", sub.name, usage.text)
		printUsage(w.Err, sub)
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(w.Err, "byline: stopped")
		return exitError
	}
	fmt.Fprintln(w.Err, "byline:", operatorText(err))
	return exitError
}

// operatorText is what the person at the terminal, who runs the program, is
// told: the sentence for readers where there is one, else the cause.
func operatorText(err error) string {
	var e *article.Error
	if errors.As(err, &e) && e.Public != "" {
		return e.Public
	}
	return err.Error()
}
