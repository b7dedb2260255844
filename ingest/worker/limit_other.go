//go:build !linux

package worker

// limitMemory does nothing here; the collector's soft limit and the kill after
// 20 seconds remain.
func limitMemory(uint64) error { return nil }

// limitCPU does nothing here; the kill after 20 seconds remains.
func limitCPU(uint64) error { return nil }
