package eval

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// WriteText writes the two columns for a person.
func (c Comparison) WriteText(w io.Writer) error {
	var b strings.Builder
	m := c.Written
	fmt.Fprintf(&b, "%s: %d articles, %d of %d questions asked, %d of them answerable\n", c.Set, c.Extractive.Articles, m.Asked, m.Questions, c.Extractive.Answerable)
	fmt.Fprintf(&b, "  %-38s %10s %10s\n", "", "extractive", "model")
	plain, with := c.Extractive.lines(), c.Model.lines()
	for i, l := range plain {
		fmt.Fprintf(&b, "  %-38s %10s %10s\n", l.name, l.value, with[i].value)
	}
	about := ""
	if m.Estimated {
		about = "about "
	}
	fmt.Fprintf(&b, "  %s wrote %d answers; %d times the quotes were shown instead, %d calls failed\n", nameOr(m.Model), m.Answers, m.Copied, m.Failed)
	if m.Problem != "" {
		fmt.Fprintf(&b, "  why calls failed, most of them: %s\n", m.Problem)
	}
	fmt.Fprintf(&b, "  sentences: %d written", m.Sentences)
	for i, rule := range slices.SortedFunc(maps.Keys(m.Withheld), func(x, y string) int {
		if d := m.Withheld[y] - m.Withheld[x]; d != 0 {
			return d
		}
		return strings.Compare(x, y)
	}) {
		lead := ","
		if i == 0 {
			lead = "; withheld:"
		}
		fmt.Fprintf(&b, "%s %s %d", lead, rule, m.Withheld[rule])
	}
	fmt.Fprintf(&b, "\n  tokens: %s%d read, %s%d written; cost ", about, m.TokensIn, about, m.TokensOut)
	if m.Cost == nil {
		b.WriteString("unknown (--price-in and --price-out give the prices of a million tokens)\n")
	} else {
		fmt.Fprintf(&b, "%s%.4f\n", about, *m.Cost)
	}
	fmt.Fprintf(&b, "  seconds an answer: median %.2f, 95 of 100 within %.2f, longest %.2f\n", m.Seconds.Median, m.Seconds.P95, m.Seconds.Longest)
	if m.Stopped != "" {
		fmt.Fprintf(&b, "  stopped: %s\n", m.Stopped)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func nameOr(model string) string {
	if model == "" {
		return "the model"
	}
	return model
}

// A line is one figure as text; "–" where it does not apply.
type line struct{ name, value string }

// lines are the figures that a comparison shows, the same for both columns.
func (f Figures) lines() []line {
	var out []line
	add := func(name string, v float64) { out = append(out, line{name, fmt.Sprintf("%.4f", v)}) }
	for _, r := range []struct {
		name string
		Ranking
	}{{"passages", f.Passages}, {"sentences", f.Sentences}, {"articles", f.ByArticle}} {
		add(r.name+" recall@1", r.R1)
		add(r.name+" recall@5", r.R5)
		add(r.name+" recall@20", r.R20)
		add(r.name+" MRR@10", r.MRR10)
	}
	add("first quote right", f.Quotation.Accuracy)
	add("every quote verbatim", f.Quotation.Verbatim)
	add("the answer holds a reference answer", f.Quotation.Holds)
	if f.Abstain.AUC != nil {
		add("abstention AUC", *f.Abstain.AUC)
	} else {
		out = append(out, line{"abstention AUC", "–"})
	}
	add("abstention accuracy", f.Abstain.Accuracy)
	add("answered", f.Abstain.Answered)
	if f.Several != nil {
		add("several facts hits@4", f.Several.Hits4)
		add("several facts MAP@10", f.Several.MAP10)
	}
	if f.Chars != nil {
		add("characters recall", f.Chars.Recall)
		add("characters precision", f.Chars.Precision)
	}
	return out
}
