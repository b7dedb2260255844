package worker

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"byline/article"
)

// Bounds of a worker process.
const (
	softMemory  = 512 << 20 // bytes of heap at which the collector works harder
	moreMemory  = 900 << 20 // bytes of address space it may take beyond what it has at its start
	cpuSeconds  = 20        // of processor time for one job
	prepSeconds = 300       // of processor time to get ready for a kind
)

// Main is the worker's side: it reads jobs from in and writes replies to out
// until in ends, and returns the exit status. It bounds its own process.
func Main(in io.Reader, out io.Writer, extractors map[string]Extractor) int {
	debug.SetMemoryLimit(softMemory)
	if err := limitMemory(moreMemory); err != nil {
		return 1
	}
	ready := map[string]bool{}
	w := bufio.NewWriter(out)
	for r := bufio.NewReader(in); ; {
		j, err := readJob(r)
		if errors.Is(err, io.EOF) {
			return 0
		}
		if err != nil {
			return 1
		}
		if err := do(w, j, extractors[j.Kind], ready); err != nil {
			return 1
		}
	}
}

// do answers one job: a reply that says ready, and one with the end. The error
// is one of writing.
func do(w *bufio.Writer, j Job, x Extractor, ready map[string]bool) error {
	if x.Prepare != nil && !ready[j.Kind] {
		if err := limitCPU(prepSeconds); err != nil {
			return err
		}
		if err := x.Prepare(); err != nil {
			return writeReply(w, reply{Failure: failureOf(refuse(Preparing, err))})
		}
	}
	ready[j.Kind] = true
	if err := limitCPU(cpuSeconds); err != nil {
		return err
	}
	if err := writeReply(w, reply{Ready: true}); err != nil {
		return err
	}
	a, err := x.call(j)
	if err != nil {
		return writeReply(w, reply{Failure: failureOf(err)})
	}
	return writeReply(w, reply{Article: &a})
}

// call runs the extractor; a panic of it is a refusal.
func (x Extractor) call(j Job) (a article.Article, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = refuse(Crashed, fmt.Errorf("worker: %s: panic: %v\n%s", j.Kind, p, debug.Stack()))
		}
	}()
	if x.Extract == nil {
		return a, refuse(NoWorker, fmt.Errorf("worker: no extractor for %q", j.Kind))
	}
	return x.Extract(j)
}
