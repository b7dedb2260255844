package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"byline/commands"
)

// chat talks with the bot in the terminal.
func chat(ctx context.Context, t *terminal) error {
	if len(t.args) > 0 {
		return usageError{"chat takes no words; type them once it runs, or use byline ask"}
	}
	a, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer a.close()
	if err := t.welcome(ctx, a); err != nil {
		return err
	}
	return t.talk(ctx, a)
}

// talk answers lines of standard input until it ends, or ctx does.
func (t *terminal) talk(ctx context.Context, a *app) error {
	lines, failed := t.lines(ctx)
	for {
		t.prompt()
		select {
		case <-ctx.Done():
			return nil
		case line, ok := <-lines:
			if !ok {
				return <-failed
			}
			if leaving(line) {
				return nil
			}
			if err := t.turn(ctx, a, line); err != nil {
				return err
			}
		}
	}
}

func (t *terminal) prompt() {
	if t.interactive() {
		fmt.Fprint(t.Out, "> ")
	}
}

// leaving reports whether line ends a talk.
func leaving(line string) bool {
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "quit", "exit", "!quit", "!exit", ":q":
		return true
	}
	return false
}

// lines reads standard input line by line. The second channel has the error
// that ended it, nil at its end.
func (t *terminal) lines(ctx context.Context) (<-chan string, <-chan error) {
	lines, failed := make(chan string), make(chan error, 1)
	go func() {
		defer close(lines)
		in := newLineReader(t.In)
		for {
			line, err := in.next()
			if err == io.EOF {
				err = nil
			} else if err == nil {
				select {
				case lines <- line:
					continue
				case <-ctx.Done():
				}
			}
			failed <- err
			return
		}
	}()
	return lines, failed
}

// turn runs one line.
func (t *terminal) turn(ctx context.Context, a *app, line string) error {
	if strings.TrimSpace(line) == "" {
		return nil
	}
	reply := a.meter.Run(ctx, commands.Request{
		Caller: t.caller(), Text: line, Plain: true, Now: t.Now(),
		Conversation: "terminal:" + string(t.flags.library),
	})
	if reply.Ignored {
		return nil
	}
	if reply.Form != nil {
		reply.Text = "Name what to load, for example: !article add https://example.org/story or !article add notes.txt"
	}
	if err := t.printer().reply(t.Out, reply); err != nil {
		return err
	}
	_, err := fmt.Fprintln(t.Out)
	return err
}
