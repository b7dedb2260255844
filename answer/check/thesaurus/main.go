// Command thesaurus makes answer/check/words/thesaurus.txt.gz, the words that
// may stand for one another, from the database files of WordNet 3.0
// (https://wordnet.princeton.edu; Debian's package wordnet-base). It keeps the
// senses that are common in WordNet's own counts of tagged text, so that
// "bank" may be a "depository" and not a "slope" of one.
//
// The file has a line for each sense:
//
//	part words [^ line …] [! word …] [~ word …]
//
// part is n, v, a or r; words that mean the same are joined by commas, those
// of several words by low lines; after ^ stand the numbers of the lines that
// mean something wider, counted from 0; after ! the opposites;
// after ~ words that have the sense too, though seldom, where it is the first
// sense of one of the others: they may only stand in for those.
// Lines "+ word word …" at the end are words of one derivation.
package main

import (
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	dict := flag.String("wordnet", "/usr/share/wordnet", "folder of WordNet's database files")
	out := flag.String("out", "answer/check/words/thesaurus.txt.gz", "the file to write")
	flag.Parse()
	if err := run(*dict, *out); err != nil {
		fmt.Fprintln(os.Stderr, "thesaurus:", err)
		os.Exit(1)
	}
}

func run(dict, out string) error {
	net, err := load(dict)
	if err != nil {
		return err
	}
	f, err := os.Create(filepath.Clean(out))
	if err != nil {
		return err
	}
	z, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(z, net.text()); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return f.Close()
}
