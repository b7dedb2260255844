package cli

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"
)

// maxLine bounds what is kept of a line of standard input, in bytes. It is far
// more than any question may have, so that a longer line is refused as one.
const maxLine = 1 << 20

// A lineReader reads lines of any length; of those longer than maxLine it keeps
// the beginning.
type lineReader struct{ from *bufio.Reader }

func newLineReader(r io.Reader) lineReader { return lineReader{bufio.NewReaderSize(r, 64<<10)} }

// next returns the next line without its end; io.EOF after the last.
func (l lineReader) next() (string, error) {
	var line []byte
	for {
		piece, err := l.from.ReadSlice('\n')
		line = append(line, piece[:min(len(piece), maxLine-len(line))]...)
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && len(line) > 0:
			err = nil
		}
		return strings.TrimRight(string(line), "\r\n"), err
	}
}

// A line is one of many that are worked at, and what is written of it.
type line struct {
	text string
	out  bytes.Buffer
	done chan struct{}
}

// eachLine calls do for every line of standard input that is not blank, many
// at once, and writes what each wrote in the order of the lines, as soon as
// its turn has come.
func (t *terminal) eachLine(ctx context.Context, do func(ctx context.Context, line string, w io.Writer) error) error {
	workers := runtime.GOMAXPROCS(0)
	g, ctx := errgroup.WithContext(ctx)
	todo, inOrder := make(chan *line), make(chan *line, 8*workers)
	g.Go(func() error {
		defer close(todo)
		defer close(inOrder)
		return deal(ctx, newLineReader(t.In), inOrder, todo)
	})
	for range workers {
		g.Go(func() error {
			for l := range todo {
				err := do(ctx, l.text, &l.out)
				close(l.done)
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	g.Go(func() error { return gather(ctx, inOrder, t.Out) })
	return g.Wait()
}

// deal gives every line that is not blank to each of the channels.
func deal(ctx context.Context, in lineReader, to ...chan<- *line) error {
	for {
		text, err := in.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("cli: read standard input: %w", err)
		}
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		l := &line{text: text, done: make(chan struct{})}
		for _, ch := range to {
			select {
			case ch <- l:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
}

// gather writes what was written of each line as soon as it is done.
func gather(ctx context.Context, lines <-chan *line, w io.Writer) error {
	out := bufio.NewWriter(w)
	for l := range lines {
		select {
		case <-l.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		if _, err := l.out.WriteTo(out); err != nil {
			return err
		}
		if len(lines) == 0 {
			if err := out.Flush(); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}
