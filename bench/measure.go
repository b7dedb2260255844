package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// An engine answers questions over the passages it was given.
type engine interface {
	// search returns the numbers of the best k passages, best first.
	search(ctx context.Context, question string, k int) ([]int, error)
}

// cpu returns the processor time that this process has used so far, of all its
// threads: what an engine does in the background counts.
func cpu() time.Duration {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_PROCESS_CPUTIME_ID, &t); err != nil {
		panic(err)
	}
	return time.Duration(t.Nano())
}

// resident returns the process's resident memory in bytes.
func resident() int64 {
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(b))
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(fields[1], 10, 64)
	return pages * int64(os.Getpagesize())
}

// times are what questions took, sorted.
type times []time.Duration

// at returns the p-th quantile, 0 ≤ p ≤ 1.
func (t times) at(p float64) time.Duration {
	if len(t) == 0 {
		return 0
	}
	return t[min(len(t)-1, int(p*float64(len(t))))]
}

// String returns the median and the 99th percentile.
func (t times) String() string {
	return fmt.Sprintf("%s / %s", short(t.at(0.5)), short(t.at(0.99)))
}

// short prints d in milliseconds with three digits that count.
func short(d time.Duration) string {
	ms := float64(d) / float64(time.Millisecond)
	switch {
	case ms < 1:
		return fmt.Sprintf("%.3f ms", ms)
	case ms < 10:
		return fmt.Sprintf("%.2f ms", ms)
	default:
		return fmt.Sprintf("%.1f ms", ms)
	}
}

// ask puts all questions to e and returns the processor time each took.
func ask(ctx context.Context, e engine, questions []string, k int) (times, error) {
	var all times
	for _, q := range questions {
		before := cpu()
		if _, err := e.search(ctx, q, k); err != nil {
			return nil, fmt.Errorf("%q: %w", q, err)
		}
		all = append(all, cpu()-before)
	}
	slices.Sort(all)
	return all, nil
}
