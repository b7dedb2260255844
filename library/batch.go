package library

import (
	"context"
	"time"

	"byline/search/index"
	"byline/store"
)

const (
	// maxPassages is how many passages one transaction holds at most, beside the
	// last article's: about 7 MB of text, under a second of writing.
	maxPassages = 8192
	// linger is how long a batch waits for company when it follows that closely
	// on another. An article that comes alone does not wait.
	linger = 500 * time.Millisecond
)

// A batch is tasks that are stored together.
type batch struct {
	tasks    []*task
	passages int
	segment  []byte // of the articles of all tasks that are not refused
}

// add appends a task once it is prepared.
func (b *batch) add(ctx context.Context, t *task) error {
	select {
	case <-t.done:
	case <-ctx.Done():
		return ctx.Err()
	}
	b.tasks = append(b.tasks, t)
	b.passages += len(t.out.docs)
	return nil
}

// items returns what is to be stored.
func (b *batch) items() []store.Item {
	items := make([]store.Item, 0, len(b.tasks))
	for _, t := range b.tasks {
		if t.err == nil {
			items = append(items, t.out.item)
		}
	}
	return items
}

// docs returns the documents of the items at the given positions of items.
func (b *batch) docs(positions []int) []index.Doc {
	docs := make([]index.Doc, 0, b.passages)
	i := 0
	for _, t := range b.tasks {
		if t.err != nil {
			continue
		}
		if len(positions) > 0 && positions[0] == i {
			docs = append(docs, t.out.docs...)
			positions = positions[1:]
		}
		i++
	}
	return docs
}

// collect groups tasks, in order, into batches.
func collect(ctx context.Context, tasks <-chan *task, batches chan<- *batch) error {
	var alone time.Time // from then on a batch need not wait
	for {
		select {
		case t, ok := <-tasks:
			if !ok {
				return nil
			}
			b := new(batch)
			if err := b.add(ctx, t); err != nil {
				return err
			}
			if err := b.deliver(ctx, tasks, time.After(time.Until(alone)), batches); err != nil {
				return err
			}
			alone = time.Now().Add(linger)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// deliver offers b once ready fires, and adds tasks to it until it is taken or
// full.
func (b *batch) deliver(ctx context.Context, tasks <-chan *task, ready <-chan time.Time, batches chan<- *batch) error {
	var offer chan<- *batch // nil while b is to wait
	for {
		in := tasks
		if b.passages >= maxPassages {
			in, offer = nil, batches
		}
		select {
		case t, ok := <-in:
			if !ok {
				tasks, offer = nil, batches
			} else if err := b.add(ctx, t); err != nil {
				return err
			}
		case <-ready:
			offer = batches
		case offer <- b:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// build makes the segment as it will be when every article is new, before the
// writer is held up.
func (b *batch) build() error {
	all := make([]int, len(b.tasks))
	for i := range all {
		all[i] = i
	}
	docs := b.docs(all)
	if len(docs) == 0 {
		return nil
	}
	segment, err := index.Build(docs)
	b.segment = segment
	return err
}

// segmentOf returns the segment of the accepted items.
func (b *batch) segmentOf(accepted []int) ([]byte, error) {
	docs := b.docs(accepted)
	if len(docs) == b.passages && b.segment != nil {
		return b.segment, nil
	}
	return index.Build(docs)
}
