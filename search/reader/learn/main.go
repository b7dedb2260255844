// Command learn trains the model of package reader on public question sets and
// prints how well it does on articles it has not seen.
//
//	go run ./search/reader/learn -sets ../shared/bench -out search/reader
//
// writes search/reader/odds.txt and search/reader/weights.bin. Folds are by
// article; the committed weights are trained on all of them.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"byline/search/reader"
	"byline/search/trees"
)

func main() {
	sets := flag.String("sets", "../shared/bench", "folder of question sets")
	names := flag.String("names", "squad11,newwiki,qed_nq", "sets to train on")
	out := flag.String("out", "search/reader", "where the weights go")
	folds := flag.Int("folds", 3, "folds by article; 0 skips the held-out figures")
	count := flag.Int("trees", 500, "trees")
	depth := flag.Int("depth", 6, "depth of a tree")
	flag.Parse()
	if err := run(*sets, strings.Split(*names, ","), *out, *folds, trees.Options{Trees: *count, Depth: *depth, Columns: .4, Rate: .12, MinRows: 30}); err != nil {
		fmt.Fprintln(os.Stderr, "learn:", err)
		os.Exit(1)
	}
}

func run(dir string, names []string, out string, folds int, o trees.Options) error {
	var cases []question
	for _, name := range names {
		qs, err := read(filepath.Join(dir, name), name)
		if err != nil {
			return err
		}
		cases = append(cases, qs...)
	}
	if err := os.WriteFile(filepath.Join(out, "odds.txt"), []byte(odds(cases)), 0o644); err != nil {
		return err
	}
	fmt.Printf("%d questions\n", len(cases))
	for f := range folds {
		if err := heldOut(cases, f, folds, o); err != nil {
			return err
		}
	}
	m, err := train(cases, o)
	if err != nil {
		return err
	}
	for i, n := range m.Uses() {
		fmt.Printf("%5d %s\n", n, reader.Names()[i])
	}
	return os.WriteFile(filepath.Join(out, "weights.bin"), m.Encode(), 0o644)
}
