// Command extraction measures ingest/html on the pages of a public benchmark
// (see docs/extraction.md): the text by the benchmark's own scorer, and title,
// authors, date and canonical link against pages.jsonl, which we wrote by
// reading the pages.
//
// It wants the folder that holds bench/extraction in BYLINE_SHARED, or a
// folder named shared beside the project.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	verbose := flag.Bool("v", false, "print the figures of every page")
	flag.Parse()
	if err := run(os.Stdout, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "extraction:", err)
		os.Exit(1)
	}
}
