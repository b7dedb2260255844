package gateway_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain lets many tests run at once: they wait for each other's clocks and
// sockets, and compute little.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "8"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
