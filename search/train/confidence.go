package main

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"byline/search/trees"
)

// proving are the sets that the confidence is fitted to, with how many of
// their questions one is taken of; nothing is fitted to those only checked.
var proving = []struct {
	name  string
	every int
}{{"qed_nq", 1}, {"newwiki", 6}, {"squad20", 2}}

var checked = []string{"clapnq", "multihoprag_facts"}

// fitConfidence fits the weights of the confidence, prints how well they part
// questions on articles that they have not seen and, with ablation, what each
// proof is worth, and writes them. The proofs are kept in the file kept, when it
// is named, and read from there the next time.
func fitConfidence(dir, path string, kept string, penalty float64, ablation bool, o trees.Options) error {
	proofs, err := keptProofs(kept)
	if err != nil {
		return err
	}
	if proofs == nil {
		if proofs, err = collectProofs(dir, o); err != nil {
			return err
		}
		if err := keepProofs(kept, proofs); err != nil {
			return err
		}
	}
	var fitted []string
	for _, p := range proving {
		fitted = append(fitted, p.name)
	}
	fmt.Print(judge(proofs, fitted, checked, penalty))
	if ablation {
		ablate(proofs, fitted, checked, penalty)
	}
	return writeWeights(path, fitWeights(proofs, fitted, penalty))
}

// foldModels trains a ranking on each half of the articles, for the questions
// of the other half: a ranking is surer of questions that it was trained on.
func foldModels(dir string, o trees.Options) ([]*trees.Model, error) {
	var sets []*set
	for _, name := range []string{"squad11", "newwiki", "qed_nq"} {
		s, err := load(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		sets = append(sets, s)
	}
	models := make([]*trees.Model, 2)
	all, err := measureAll(sets, 2, len(models))
	if err != nil {
		return nil, err
	}
	for f := range models {
		if models[f], err = fit(sets, all, func(s *sample) bool { return s.fold != f }, nil, o); err != nil {
			return nil, err
		}
	}
	return models, nil
}

// collectProofs asks the questions of all sets.
func collectProofs(dir string, o trees.Options) (map[string][]example, error) {
	models, err := foldModels(dir, o)
	if err != nil {
		return nil, err
	}
	proofs := make(map[string][]example)
	collect := func(name string, every int, models []*trees.Model) error {
		s, err := load(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		proofs[name], err = s.examples(every, models)
		return err
	}
	for _, p := range proving {
		if err := collect(p.name, p.every, models); err != nil {
			return nil, err
		}
	}
	for _, name := range checked {
		if err := collect(name, 1, nil); err != nil {
			return nil, err
		}
	}
	return proofs, nil
}

// keptProofs reads what keepProofs wrote; nil when there is nothing.
func keptProofs(path string) (map[string][]example, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var proofs map[string][]example
	return proofs, gob.NewDecoder(f).Decode(&proofs)
}

func keepProofs(path string, proofs map[string][]example) error {
	if path == "" {
		return nil
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(proofs); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}
