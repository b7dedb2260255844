package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"byline/search"
)

// An articleChoice is a question's articles, measured, and which are right.
type articleChoice struct {
	features [][]float64
	right    []bool
	fold     int
}

// articleSets are learned from, with which every so manieth question: most
// people's questions are of qed_nq's kind, and squad11's have 27 articles.
var articleSets = []struct {
	name  string
	every int
}{{"qed_nq", 1}, {"squad11", 12}, {"newwiki", 12}}

// fitArticles fits the weights of an article's features, prints how often the
// right one is first on articles not seen, and writes them.
func fitArticles(dir, out string, folds int) error {
	var all []articleChoice
	for _, want := range articleSets {
		s, err := load(filepath.Join(dir, want.name))
		if err != nil {
			return err
		}
		list, err := s.choices(want.every, folds)
		if err != nil {
			return err
		}
		all = append(all, list...)
		fmt.Printf("%-8s %d questions\n", want.name, len(list))
	}
	for fold := range folds {
		weights := softmax(all, fold)
		first, n := 0, 0
		for _, c := range all {
			if c.fold == fold {
				n++
				first += c.rightFirst(weights)
			}
		}
		fmt.Printf("fold %d: the right article first for %.4f of %d\n", fold, float64(first)/float64(n), n)
		if d := os.Getenv("FOLDS"); d != "" {
			writeWeights(fmt.Sprintf("%s/articles%d.txt", d, fold), weights)
		}
	}
	return writeWeights(out, softmax(all, -1))
}

// choices measures the articles found for every so manieth question.
func (s *set) choices(every, folds int) ([]articleChoice, error) {
	var out []articleChoice
	for i, q := range s.questions {
		if i%every != 0 || !q.Answerable {
			continue
		}
		e, err := s.search.Explain(context.Background(), library, search.Question{Text: q.Question})
		if err != nil {
			return nil, err
		}
		c := articleChoice{fold: q.fold(max(folds, 1))}
		for _, a := range e.Articles {
			c.features = append(c.features, a.Features)
			c.right = append(c.right, q.from(a.Article.Ref))
		}
		out = append(out, c)
	}
	return out, nil
}

// rightFirst returns 1 when a right article has the highest score.
func (c articleChoice) rightFirst(weights []search.Weight) int {
	best, first := math.Inf(-1), 0
	for i, f := range c.features {
		if score := search.ArticleScore(weights, f); score > best {
			best, first = score, 0
			if c.right[i] {
				first = 1
			}
		}
	}
	return first
}

const (
	articleSteps   = 300
	articlePenalty = .01 // on the square of a weight
)

// softmax fits weights by descent so that the right articles get most of a
// softmax over the question's, on the questions that are not of fold without.
func softmax(all []articleChoice, without int) []search.Weight {
	names := search.ArticleNames()
	weights := make([]search.Weight, len(names))
	n := 0.0
	for k := range names {
		weights[k].Name = names[k]
	}
	for _, c := range all {
		for _, f := range c.features {
			n++
			for k, v := range f {
				weights[k].Scale += v * v
			}
		}
	}
	for k := range weights {
		weights[k].Scale = math.Sqrt(weights[k].Scale/n) + 1e-9
	}
	for range articleSteps {
		slope := make([]float64, len(names))
		questions := 0.0
		for _, c := range all {
			if c.fold != without {
				questions += c.slope(weights, slope)
			}
		}
		for k := range weights {
			weights[k].Weight -= slope[k]/questions + articlePenalty*weights[k].Weight
		}
	}
	return weights
}

// slope adds to slope that of the loss over c, and returns 1; 0 when no
// article is right or all are.
func (c articleChoice) slope(weights []search.Weight, slope []float64) float64 {
	p := make([]float64, len(c.features))
	most := math.Inf(-1)
	for i, f := range c.features {
		p[i] = search.ArticleScore(weights, f)
		most = max(most, p[i])
	}
	sum, right := 0.0, 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - most)
		sum += p[i]
		if c.right[i] {
			right += p[i]
		}
	}
	if right == 0 || right == sum {
		return 0
	}
	for i, f := range c.features {
		d := p[i] / sum
		if c.right[i] {
			d -= p[i] / right
		}
		for k, w := range weights {
			slope[k] += d * f[k] / w.Scale
		}
	}
	return 1
}
