package worker

import (
	"bytes"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// limitMemory bounds the address space of this process to what it has now and
// more bytes. Linux counts address space, not memory in use; a Go program has
// much of the former before it does anything.
func limitMemory(more uint64) error {
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return err
	}
	var pages uint64
	if _, err := fmt.Fscan(bytes.NewReader(data), &pages); err != nil {
		return err
	}
	bound := pages*uint64(os.Getpagesize()) + more
	return unix.Setrlimit(unix.RLIMIT_AS, &unix.Rlimit{Cur: bound, Max: bound})
}

// limitCPU lets this process use as many more seconds of processor time; the
// system then ends it.
func limitCPU(seconds uint64) error {
	var used unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &used); err != nil {
		return err
	}
	spent := time.Duration(used.Utime.Nano() + used.Stime.Nano())
	return unix.Setrlimit(unix.RLIMIT_CPU, &unix.Rlimit{Cur: uint64(spent.Seconds()) + 1 + seconds, Max: unix.RLIM_INFINITY})
}
