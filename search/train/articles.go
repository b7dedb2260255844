package main

import (
	"context"
	"fmt"
	"math"
	"path/filepath"

	"byline/article"
	"byline/search"
	"byline/search/trees"
)

// An articleChoice is a question's articles, measured, and which are right.
type articleChoice struct {
	features [][]float64
	articles []article.ID
	right    []bool
	beside   []float64 // what the trees make of each one's best window, on the scale of choosing; nil: nothing
	fold     int
}

// articleSets are learned from, with which every so manieth question: most
// people's questions are of qed_nq's kind, and squad11's have 27 articles.
var articleSets = []struct {
	name  string
	every int
}{{"qed_nq", 1}, {"squad11", 6}, {"newwiki", 6}}

const (
	// besideEvery is with which every so manieth question of the large sets the
	// trees are trained whose scores the weights beside them are fitted to.
	besideEvery = 2
	// besideFolds is in how many folds these trees are trained.
	besideFolds = 2
	// besideScale is how much of the trees' scores counts in the choice of an
	// article: they are surer of themselves than they are right. On articles not
	// seen .4 to 1 differ by two questions of 673.
	besideScale = .6
)

// fitArticles fits the weights of an article's features, first by themselves
// and then beside the scores of trees that have not seen the article, prints
// how often the right one is first on articles not seen, and writes them.
func fitArticles(dir, out string, folds int, o trees.Options) error {
	var sets []*set
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
		sets, all = append(sets, s), append(all, list...)
		fmt.Printf("%-8s %d questions\n", want.name, len(list))
	}
	model := search.ArticleModel{Alone: softmax(all, -1)}
	reportChoices("alone", all, folds)
	for _, s := range sets {
		s.search.Articles = model
	}
	if err := besideTrees(sets, all, o); err != nil {
		return err
	}
	model.Beside = softmax(all, -1)
	reportChoices("beside the trees", all, folds)
	var weights []search.Weight
	weights = append(weights, model.Alone...)
	for _, w := range model.Beside {
		w.Name = search.Beside + w.Name
		w.Weight /= besideScale
		weights = append(weights, w)
	}
	return writeWeights(out, weights)
}

// reportChoices prints how often the right article is first on those that
// weights have not seen.
func reportChoices(how string, all []articleChoice, folds int) {
	for fold := range folds {
		weights := softmax(all, fold)
		first, n := 0, 0
		for _, c := range all {
			if c.fold == fold {
				n++
				first += c.rightFirst(weights)
			}
		}
		fmt.Printf("%s, fold %d: the right article first for %.4f of %d\n", how, fold, float64(first)/float64(n), n)
	}
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
			c.features, c.articles = append(c.features, a.Features), append(c.articles, a.Article.ID)
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
		if score := c.score(weights, i, f); score > best {
			best, first = score, 0
			if c.right[i] {
				first = 1
			}
		}
	}
	return first
}

// score returns what weights make of the i-th article, whose features are f.
func (c articleChoice) score(weights []search.Weight, i int, f []float64) float64 {
	score := search.ArticleScore(weights, f)
	if c.beside != nil {
		score += c.beside[i]
	}
	return score
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
		p[i] = c.score(weights, i, f)
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

// besideTrees fills in what trees that have not seen the question's article
// make of each article of all.
func besideTrees(sets []*set, all []articleChoice, o trees.Options) error {
	samples, err := measureAll(sets, besideEvery, besideFolds)
	if err != nil {
		return err
	}
	scores, err := unseen(sets, samples, besideFolds, nil, o)
	if err != nil {
		return err
	}
	at, next := 0, 0 // in all, and in samples
	for k, want := range articleSets {
		step := want.every
		if !whole[want.name] {
			step /= besideEvery
		}
		for i := 0; next < len(samples) && samples[next].set == k; i++ {
			if i%step == 0 {
				all[at].besideScores(&samples[next], scores[next])
				at++
			}
			next++
		}
	}
	if at != len(all) {
		return fmt.Errorf("%d of %d questions have the trees' scores", at, len(all))
	}
	return nil
}

// besideScores fills in the best score of each article's windows; of those that
// have none, one less than the worst.
func (c *articleChoice) besideScores(s *sample, scores []float64) {
	best := make(map[article.ID]float64)
	worst := math.Inf(1)
	for i, o := range s.candidates {
		score := scores[i] + search.WindowWeight*o.window.Covered
		if old, ok := best[o.id]; !ok || score > old {
			best[o.id] = score
		}
	}
	for _, b := range best {
		worst = min(worst, b)
	}
	c.beside = make([]float64, len(c.articles))
	for i, id := range c.articles {
		score, ok := best[id]
		if !ok {
			score = worst - 1
		}
		c.beside[i] = besideScale * score
	}
}
