// Package cli is the terminal: the commands of the byline program, and the one
// place that wires the other packages together.
package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// Main runs the program with the process's own world and returns its exit status.
func Main() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return Run(ctx, World{Args: os.Args[1:], Getenv: os.Getenv, In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
}

// A World is what a run of the program sees of its surroundings.
type World struct {
	Args   []string // without the program's name
	Getenv func(string) string
	In     io.Reader
	Out    io.Writer
	Err    io.Writer
}

// Run runs one command and returns its exit status: 0 done, 1 error, 2 usage,
// 3 abstained.
func Run(ctx context.Context, w World) int {
	if len(w.Args) == 1 && w.Args[0] == "version" {
		fmt.Fprintln(w.Out, "byline (development)")
		return 0
	}
	fmt.Fprintln(w.Err, "byline: usage: byline version")
	return 2
}
