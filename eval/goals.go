package eval

import (
	"fmt"
	"io"
	"strings"
)

// A row is one figure of the table that decides whether quality is good
// enough: the floor is plain SQLite FTS5 on the same questions, the goal is
// what Byline means to reach.
type row struct {
	set, name   string
	floor, goal float64 // 0: none published
	value       func(Figures) (float64, bool)
}

// rows are the figures with a known floor or goal, by public question set.
// Floors: FTS5 bm25(), k1 1.2, b .75, porter stemming, windows of 200 words.
var rows = []row{
	{"squad11", "passage R@1", .7955, .895, func(f Figures) (float64, bool) { return f.Passages.R1, true }},
	{"squad11", "passage R@5", .9389, 0, func(f Figures) (float64, bool) { return f.Passages.R5, true }},
	{"squad11", "passage R@20", .9758, 0, func(f Figures) (float64, bool) { return f.Passages.R20, true }},
	{"squad11", "passage MRR@10", .8589, .930, func(f Figures) (float64, bool) { return f.Passages.MRR10, true }},
	{"squad11", "sentence R@1", .6899, .790, func(f Figures) (float64, bool) { return f.Sentences.R1, true }},
	{"squad11", "sentence R@5", .8602, 0, func(f Figures) (float64, bool) { return f.Sentences.R5, true }},
	{"squad11", "sentence R@20", .9250, 0, func(f Figures) (float64, bool) { return f.Sentences.R20, true }},
	{"squad11", "sentence MRR@10", .7629, .852, func(f Figures) (float64, bool) { return f.Sentences.MRR10, true }},
	{"squad11", "bold EM", 0, .36, bold(func(w Words) float64 { return w.EM })},
	{"squad11", "bold F1", 0, .44, bold(func(w Words) float64 { return w.F1 })},
	{"squad11", "bold EM, paragraph given", 0, .41, given(func(w Words) float64 { return w.EM })},
	{"squad11", "bold F1, paragraph given", 0, .52, given(func(w Words) float64 { return w.F1 })},
	{"newwiki", "passage R@1", .7967, .890, func(f Figures) (float64, bool) { return f.Passages.R1, true }},
	{"newwiki", "passage R@5", .9414, 0, func(f Figures) (float64, bool) { return f.Passages.R5, true }},
	{"newwiki", "passage R@20", .9764, 0, func(f Figures) (float64, bool) { return f.Passages.R20, true }},
	{"newwiki", "passage MRR@10", .8607, 0, func(f Figures) (float64, bool) { return f.Passages.MRR10, true }},
	{"qed_nq", "article R@1", .8886, .920, func(f Figures) (float64, bool) { return f.ByArticle.R1, true }},
	{"qed_nq", "article R@1, or a copy", 0, 0, func(f Figures) (float64, bool) { return f.ByStory.R1, true }},
	{"qed_nq", "article R@5", .9673, .978, func(f Figures) (float64, bool) { return f.ByArticle.R5, true }},
	{"qed_nq", "article R@20", .9896, 0, func(f Figures) (float64, bool) { return f.ByArticle.R20, true }},
	{"qed_nq", "article MRR@10", .9225, 0, func(f Figures) (float64, bool) { return f.ByArticle.MRR10, true }},
	{"clapnq", "article R@1", .9366, .955, func(f Figures) (float64, bool) { return f.ByArticle.R1, true }},
	{"clapnq", "article R@1, or a copy", 0, 0, func(f Figures) (float64, bool) { return f.ByStory.R1, true }},
	{"clapnq", "article R@5", .9859, 0, func(f Figures) (float64, bool) { return f.ByArticle.R5, true }},
	{"clapnq", "article R@20", 1, 0, func(f Figures) (float64, bool) { return f.ByArticle.R20, true }},
	{"clapnq", "article MRR@10", .9612, 0, func(f Figures) (float64, bool) { return f.ByArticle.MRR10, true }},
	{"clapnq", "abstention AUC", .80, .85, abstentionAUC},
	{"clapnq", "abstention accuracy", .73, .78, func(f Figures) (float64, bool) { return f.Abstain.Accuracy, true }},
	{"squad20", "abstention AUC", .56, .64, abstentionAUC},
	{"chroma_excerpts", "characters recall", .9207, 0, inChars(func(c Chars) float64 { return c.Recall })},
	{"chroma_excerpts", "characters precision", .0374, 0, inChars(func(c Chars) float64 { return c.Precision })},
	{"chroma_excerpts", "characters IoU", .0374, 0, inChars(func(c Chars) float64 { return c.IoU })},
	{"multihoprag_facts", "Hits@4", .972, .980, inSeveral(func(s Several) float64 { return s.Hits4 })},
	{"multihoprag_facts", "Hits@10", .991, 0, inSeveral(func(s Several) float64 { return s.Hits10 })},
	{"multihoprag_facts", "MAP@10", .519, .60, inSeveral(func(s Several) float64 { return s.MAP10 })},
	{"multihoprag_facts", "MRR@10", .898, 0, inSeveral(func(s Several) float64 { return s.MRR10 })},
}

func bold(of func(Words) float64) func(Figures) (float64, bool) {
	return func(f Figures) (float64, bool) {
		if f.Bold == nil {
			return 0, false
		}
		return of(*f.Bold), true
	}
}

func given(of func(Words) float64) func(Figures) (float64, bool) {
	return func(f Figures) (float64, bool) {
		if f.Given == nil {
			return 0, false
		}
		return of(*f.Given), true
	}
}

func inChars(of func(Chars) float64) func(Figures) (float64, bool) {
	return func(f Figures) (float64, bool) {
		if f.Chars == nil {
			return 0, false
		}
		return of(*f.Chars), true
	}
}

func inSeveral(of func(Several) float64) func(Figures) (float64, bool) {
	return func(f Figures) (float64, bool) {
		if f.Several == nil {
			return 0, false
		}
		return of(*f.Several), true
	}
}

func abstentionAUC(f Figures) (float64, bool) {
	if f.Abstain.AUC == nil {
		return 0, false
	}
	return *f.Abstain.AUC, true
}

// WriteTable writes the rows of the sets given, with floor, goal and figure.
// The text is stable from run to run, so that it can be committed and a worse
// figure shows in a diff.
func WriteTable(w io.Writer, sets []Figures) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-18s %-26s %7s %7s %7s  %s\n", "set", "figure", "floor", "goal", "reached", "")
	for _, f := range sets {
		for _, r := range rows {
			if r.set != f.Set {
				continue
			}
			if v, ok := r.value(f); ok {
				fmt.Fprintf(&b, "%-18s %-26s %7s %7s  %.4f  %s\n", r.set, r.name, known(r.floor), known(r.goal), v, r.verdict(v))
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Sets names the public sets that rows speak of, in the table's order.
func Sets() []string {
	var names []string
	for _, r := range rows {
		if len(names) == 0 || names[len(names)-1] != r.set {
			names = append(names, r.set)
		}
	}
	return names
}

func known(v float64) string {
	if v == 0 {
		return "–"
	}
	return fmt.Sprintf("%.4f", v)
}

// verdict says where v stands.
func (r row) verdict(v float64) string {
	switch {
	case r.floor > 0 && v < r.floor:
		return "below the floor"
	case r.goal > 0 && v < r.goal:
		return "short of the goal"
	case r.goal > 0:
		return "reached"
	}
	return ""
}

// WriteText writes one set's figures for a person.
func (f Figures) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d articles, %d questions, %d of them answerable\n", f.Set, f.Articles, f.Questions, f.Answerable)
	fmt.Fprintf(&b, "  %-12s %9s %9s %9s %9s\n", "", "recall@1", "recall@5", "recall@20", "MRR@10")
	for _, r := range []struct {
		name string
		Ranking
	}{{"passages", f.Passages}, {"sentences", f.Sentences}, {"articles", f.ByArticle}, {"or a copy", f.ByStory}} {
		fmt.Fprintf(&b, "  %-12s %9.4f %9.4f %9.4f %9.4f\n", r.name, r.R1, r.R5, r.R20, r.MRR10)
	}
	fmt.Fprintf(&b, "  quotation: first quote right in %.4f of the answers, every quote verbatim in %.4f\n", f.Quotation.Accuracy, f.Quotation.Verbatim)
	if f.Bold != nil {
		fmt.Fprintf(&b, "  words in bold: EM %.4f, F1 %.4f\n", f.Bold.EM, f.Bold.F1)
	}
	if f.Given != nil {
		fmt.Fprintf(&b, "  words in bold, paragraph given: EM %.4f, F1 %.4f\n", f.Given.EM, f.Given.F1)
	}
	auc := "–"
	if f.Abstain.AUC != nil {
		auc = fmt.Sprintf("%.4f", *f.Abstain.AUC)
	}
	fmt.Fprintf(&b, "  abstention: AUC %s, accuracy %.4f, answered %.4f\n", auc, f.Abstain.Accuracy, f.Abstain.Answered)
	if s := f.Several; s != nil {
		fmt.Fprintf(&b, "  several facts: hits@4 %.4f, hits@10 %.4f, MAP@10 %.4f, MRR@10 %.4f\n", s.Hits4, s.Hits10, s.MAP10, s.MRR10)
	}
	if c := f.Chars; c != nil {
		fmt.Fprintf(&b, "  characters in the first five passages: recall %.4f, precision %.4f, IoU %.4f\n", c.Recall, c.Precision, c.IoU)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
