package feed

import (
	"testing"
	"time"
)

func TestBackoffGrowsAndSpreads(t *testing.T) {
	for failures, want := range map[int]time.Duration{1: 30 * time.Minute, 2: time.Hour, 6: 16 * time.Hour, 7: 24 * time.Hour, 500: 24 * time.Hour} {
		for random, share := range map[float64]float64{0: 0.75, 0.5: 1, 0.999: 1.2495} {
			if got := backoff(failures, random); got != time.Duration(share*float64(want)) {
				t.Errorf("backoff(%d, %v) = %v, want %v of %v", failures, random, got, share, want)
			}
		}
	}
}

func TestInWords(t *testing.T) {
	for d, want := range map[time.Duration]string{50 * time.Hour: "2 days", 47 * time.Hour: "47 hours", 90 * time.Minute: "90 minutes"} {
		if got := inWords(d); got != want {
			t.Errorf("inWords(%v) = %q, want %q", d, got, want)
		}
	}
}
