// Command train fits the ranking's weights to public question sets and writes
// them where package search embeds them.
package main

import (
	"byline/search/trees"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	dir := flag.String("sets", "../shared/bench", "folder of the question sets")
	out := flag.String("out", "search/rank.trees", "where to write the model")
	every := flag.Int("every", 1, "train on every so manieth question of the large sets")
	only := flag.Bool("report", false, "print the figures of the model as it is, and train nothing")
	confidence := flag.String("confidence", "", "fit the confidence to the model as it is, and write its weights here")
	spelling := flag.Bool("spelling", false, "print what misspelt questions find, and train nothing")
	acronyms := flag.Bool("acronyms", false, "print what questions find with acronyms for words and words for acronyms, and train nothing")
	kept := flag.String("proofs", "", "with -confidence: a file that keeps what was found for each question, to fit again in seconds")
	ablation := flag.Bool("ablation", false, "with -confidence: print what each proof is worth; alone: what is reached without each group of features, and train nothing")
	deal := flag.Bool("deal", false, "print what each feature is worth, by dealing its values out anew, and train nothing")
	articles := flag.String("articles", "", "fit the weights of an article's features, and write them here")
	penalty := flag.Float64("penalty", .05, "on the confidence's weights")
	folds := flag.Int("folds", 5, "folds of articles for the figures; 0: no figures")
	depth := flag.Int("depth", 5, "of the trees")
	count := flag.Int("trees", 220, "of each of the averaged models")
	flag.Parse()
	o := trees.Options{Trees: *count, Depth: *depth, MinRows: 40, Rows: .5, Seed: 1}
	if *articles != "" {
		if err := fitArticles(*dir, *articles, *folds, o); err != nil {
			fmt.Fprintln(os.Stderr, "train:", err)
			os.Exit(1)
		}
		return
	}
	if *spelling || *acronyms {
		prove := proveSpelling
		if *acronyms {
			prove = proveAcronyms
		}
		if err := prove(*dir); err != nil {
			fmt.Fprintln(os.Stderr, "train:", err)
			os.Exit(1)
		}
		return
	}
	if *confidence != "" {
		if err := fitConfidence(*dir, *confidence, *kept, *penalty, *ablation, o); err != nil {
			fmt.Fprintln(os.Stderr, "train:", err)
			os.Exit(1)
		}
		return
	}
	do := func(sets []*set) error { return fitAll(sets, *out, *every, *folds, o) }
	switch {
	case *only:
		do = func(sets []*set) error { return reportAll(sets, *every) }
	case *deal:
		do = func(sets []*set) error { return dealFeatures(sets, *every, *folds, o) }
	case *ablation:
		do = func(sets []*set) error { return ablateFeatures(sets, *every, *folds, o) }
	}
	if err := run(*dir, do); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// run loads the sets that the ranking is judged by and hands them to do.
func run(dir string, do func([]*set) error) error {
	var sets []*set
	for _, name := range []string{"squad11", "newwiki", "qed_nq", "clapnq"} {
		s, err := load(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		sets = append(sets, s)
	}
	return do(sets)
}

// reportAll prints the figures of the model as it is.
func reportAll(sets []*set, every int) error {
	for _, s := range sets {
		fmt.Println(s.figures(every, func(question) bool { return true }))
	}
	return nil
}
