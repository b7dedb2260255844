package eval

import (
	"cmp"
	"slices"
)

// Figures are the results on one set. Shares are 0…1; a group that does not
// apply to the set is nil.
type Figures struct {
	Set        string  `json:"set"`
	Articles   int     `json:"articles"`
	Questions  int     `json:"questions"`
	Answerable int     `json:"answerable"`
	Passages   Ranking `json:"passages"`
	Sentences  Ranking `json:"sentences"`
	ByArticle  Ranking `json:"by_article"`
	ByStory    Ranking `json:"by_story"` // near-copies of the right article taken for right

	Quotation Quotation  `json:"quotation"`
	Bold      *Words     `json:"bold,omitempty"`
	Given     *Words     `json:"bold_paragraph_given,omitempty"`
	Abstain   Abstention `json:"abstention"`
	Several   *Several   `json:"several,omitempty"`
	Chars     *Chars     `json:"characters,omitempty"`
}

// Ranking is over the answerable questions.
type Ranking struct {
	R1    float64 `json:"recall@1"`
	R5    float64 `json:"recall@5"`
	R20   float64 `json:"recall@20"`
	MRR10 float64 `json:"mrr@10"`
}

// Quotation says how the first quote of an answer fares.
type Quotation struct {
	Accuracy float64 `json:"accuracy"` // of the answerable questions that were answered, the first quote is right
	Verbatim float64 `json:"verbatim"` // of all answers, every quote is the stored bytes
	Holds    float64 `json:"holds"`    // of the answerable questions with short answers that were answered, the answer has one
}

// Words says how the words in bold fare, by the SQuAD measures.
type Words struct {
	EM float64 `json:"em"`
	F1 float64 `json:"f1"`
}

// Abstention says how well confidence tells answerable questions from others.
type Abstention struct {
	AUC      *float64 `json:"auc,omitempty"` // nil when all questions are of one kind
	Accuracy float64  `json:"accuracy"`
	Answered float64  `json:"answered"` // share of all questions that got an answer
}

// Several is for questions that need several facts.
type Several struct {
	Hits4  float64 `json:"hits@4"`
	Hits10 float64 `json:"hits@10"`
	MAP10  float64 `json:"map@10"`
	MRR10  float64 `json:"mrr@10"`
}

// Chars is over the bytes of the evidence and of the first five passages.
type Chars struct {
	Recall    float64 `json:"recall"`
	Precision float64 `json:"precision"`
	IoU       float64 `json:"iou"`
}

// mark is what came of one question. Ranks count from 1; 0 is not found.
type mark struct {
	answerable, abstained, verbatim, quoted, isGiven bool
	holds, short                                     bool // the answer's text has a reference answer; there are short ones
	confidence                                       float64
	passage, sentence, article, story                int
	bold, given                                      overlap
	many                                             many
	chars                                            chars
}

// sum makes the figures of a set's marks.
func sum(set Set, marks []mark) Figures {
	f := Figures{Set: set.Name, Articles: len(set.Articles), Questions: len(marks)}
	var right []mark
	for _, m := range marks {
		if m.answerable {
			right = append(right, m)
		}
	}
	f.Answerable = len(right)
	f.Passages = ranking(right, func(m mark) int { return m.passage })
	f.Sentences = ranking(right, func(m mark) int { return m.sentence })
	f.ByArticle = ranking(right, func(m mark) int { return m.article })
	f.ByStory = ranking(right, func(m mark) int { return m.story })
	f.Quotation = Quotation{
		Accuracy: share(right, func(m mark) bool { return !m.abstained }, func(m mark) bool { return m.quoted }),
		Verbatim: share(marks, always, func(m mark) bool { return m.verbatim }),
		Holds:    share(right, func(m mark) bool { return !m.abstained && m.short }, func(m mark) bool { return m.holds }),
	}
	f.Bold = words(right, always, func(m mark) overlap { return m.bold })
	f.Given = words(right, func(m mark) bool { return m.isGiven }, func(m mark) overlap { return m.given })
	f.Abstain = abstention(marks)
	f.Several = several(right)
	f.Chars = characters(right)
	return f
}

func always(mark) bool { return true }

// share is how many of the marks that count are good.
func share(marks []mark, counts, good func(mark) bool) float64 {
	return mean(marks, counts, func(m mark) float64 {
		if good(m) {
			return 1
		}
		return 0
	})
}

// mean is the mean of value over the marks that count; 0 over none.
func mean(marks []mark, counts func(mark) bool, value func(mark) float64) float64 {
	total, n := 0.0, 0
	for _, m := range marks {
		if counts(m) {
			total += value(m)
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return total / float64(n)
}

func ranking(marks []mark, rank func(mark) int) Ranking {
	within := func(k int) float64 {
		return share(marks, always, func(m mark) bool { return rank(m) > 0 && rank(m) <= k })
	}
	return Ranking{R1: within(1), R5: within(5), R20: within(20), MRR10: mean(marks, always, func(m mark) float64 {
		if r := rank(m); r > 0 && r <= 10 {
			return 1 / float64(r)
		}
		return 0
	})}
}

func words(marks []mark, counts func(mark) bool, of func(mark) overlap) *Words {
	if !slices.ContainsFunc(marks, counts) {
		return nil
	}
	return &Words{
		EM: mean(marks, counts, func(m mark) float64 { return of(m).em }),
		F1: mean(marks, counts, func(m mark) float64 { return of(m).f1 }),
	}
}

func several(marks []mark) *Several {
	counts := func(m mark) bool { return m.many.counts }
	if !slices.ContainsFunc(marks, counts) {
		return nil
	}
	return &Several{
		Hits4:  share(marks, counts, func(m mark) bool { return m.many.hits4 }),
		Hits10: share(marks, counts, func(m mark) bool { return m.many.hits10 }),
		MAP10:  mean(marks, counts, func(m mark) float64 { return m.many.ap10 }),
		MRR10:  mean(marks, counts, func(m mark) float64 { return m.many.rr10 }),
	}
}

func characters(marks []mark) *Chars {
	counts := func(m mark) bool { return m.chars.counts }
	if !slices.ContainsFunc(marks, counts) {
		return nil
	}
	return &Chars{
		Recall:    mean(marks, counts, func(m mark) float64 { return m.chars.recall }),
		Precision: mean(marks, counts, func(m mark) float64 { return m.chars.precision }),
		IoU:       mean(marks, counts, func(m mark) float64 { return m.chars.iou }),
	}
}

func abstention(marks []mark) Abstention {
	a := Abstention{
		Accuracy: share(marks, always, func(m mark) bool { return m.abstained != m.answerable }),
		Answered: share(marks, always, func(m mark) bool { return !m.abstained }),
	}
	if v, ok := auc(marks); ok {
		a.AUC = &v
	}
	return a
}

// auc is the chance that an answerable question has more confidence than
// another (Mann–Whitney), ties counting half; not ok when one kind is missing.
func auc(marks []mark) (float64, bool) {
	sorted := slices.SortedFunc(slices.Values(marks), func(a, b mark) int { return cmp.Compare(a.confidence, b.confidence) })
	positive, rankSum := 0, 0.0
	for i := 0; i < len(sorted); {
		j := i
		for j < len(sorted) && sorted[j].confidence == sorted[i].confidence {
			j++
		}
		for _, m := range sorted[i:j] {
			if m.answerable {
				positive++
				rankSum += float64(i+j+1) / 2
			}
		}
		i = j
	}
	negative := len(sorted) - positive
	if positive == 0 || negative == 0 {
		return 0, false
	}
	p, n := float64(positive), float64(negative)
	return (rankSum - p*(p+1)/2) / (p * n), true
}
