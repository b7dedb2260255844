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

// eachLine calls do for every line of standard input that is not blank, many
// at once, and writes what each wrote in the order of the lines, as soon as
// its turn has come.
func (t *terminal) eachLine(ctx context.Context, do func(ctx context.Context, line string, w io.Writer) error) error {
	workers := runtime.GOMAXPROCS(0)
	g, ctx := errgroup.WithContext(ctx)
	type job struct {
		line string
		out  bytes.Buffer
		done chan struct{}
	}
	todo, inOrder := make(chan *job), make(chan *job, 8*workers)
	g.Go(func() error {
		defer close(todo)
		defer close(inOrder)
		in := newLineReader(t.In)
		for {
			line, err := in.next()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return fmt.Errorf("cli: read standard input: %w", err)
			}
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			j := &job{line: line, done: make(chan struct{})}
			for _, ch := range []chan *job{inOrder, todo} {
				select {
				case ch <- j:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
		}
	})
	for range workers {
		g.Go(func() error {
			for j := range todo {
				err := do(ctx, j.line, &j.out)
				close(j.done)
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	g.Go(func() error {
		out := bufio.NewWriter(t.Out)
		for j := range inOrder {
			select {
			case <-j.done:
			case <-ctx.Done():
				return ctx.Err()
			}
			if _, err := j.out.WriteTo(out); err != nil {
				return err
			}
			if len(inOrder) == 0 {
				if err := out.Flush(); err != nil {
					return err
				}
			}
		}
		return out.Flush()
	})
	return g.Wait()
}
