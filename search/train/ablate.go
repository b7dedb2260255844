package main

import (
	"fmt"
	"strings"

	"byline/search"
	"byline/search/trees"
)

// groups are features that are left out together, by name; "rank: " and the
// like stand for every feature whose name begins so.
var groups = []struct {
	name     string
	features []string
}{
	{"BM25 on ranges of text", []string{"sentence", "context", "around", "whole", "base"}},
	{"coverage", []string{"covered", "covered near", "covered paragraph", "covered all", "only here", "before", "after"}},
	{"what is missing", []string{"missing", "missing all", "missing names", "missing far", "rarest"}},
	{"order and nearness", []string{"pairs", "sequence", "close", "bigrams", "run", "dense"}},
	{"like beginnings", []string{"akin"}},
	{"title", []string{"titled", "title", "title asked", "title run"}},
	{"votes", []string{"votes", "article votes"}},
	{"words that may answer", []string{"typed", "kind", "new names", "new numbers", "new years", "first noun", "strong", "fresh", "counted", "answer near"}},
	{"other words of like meaning", []string{"soft", "soft near", "soft paragraph", "soft missing", "like", "like all", "like paragraph", "like topic", "missing rare"}},
	{"words like the noun asked for", []string{"noun like", "noun near"}},
	{"rare in the article", []string{"local", "local near"}},
	{"place and length", []string{"position", "paragraph", "sentences", "words", "pronoun", "found", "source", "terms", "pure"}},
	{"behind the best", []string{"behind best: "}},
	{"ranks", []string{"rank: "}},
	{"behind the paragraph's best", []string{"behind paragraph: "}},
	{"all three comparisons", []string{"behind best: ", "rank: ", "behind paragraph: "}},
}

// ablateFeatures prints what is reached on unseen articles with each group of features
// left out, comparisons of its features too.
func ablateFeatures(sets []*set, every, folds int, o trees.Options) error {
	all, err := measureAll(sets, every, folds)
	if err != nil {
		return err
	}
	for i := -1; i < len(groups); i++ {
		name, hide := "all features", []bool(nil)
		if i >= 0 {
			name, hide = "without "+groups[i].name, hides(groups[i].features)
		}
		scores, err := unseen(sets, all, folds, hide, o)
		if err != nil {
			return err
		}
		fmt.Println(name + ":")
		report(sets, all, scores)
	}
	return nil
}

// hides returns, by feature, whether it is one of features or a comparison of
// one.
func hides(features []string) []bool {
	names := search.FeatureNames()
	out := make([]bool, len(names))
	for i, name := range names {
		_, plain, compares := strings.Cut(name, ": ")
		if !compares {
			plain = name
		}
		for _, f := range features {
			out[i] = out[i] || plain == f || strings.HasSuffix(f, ": ") && strings.HasPrefix(name, f)
		}
	}
	return out
}
