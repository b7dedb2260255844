package search_test

import (
	"path/filepath"
	"testing"

	"byline/search"
)

// TestOtherDialogues asks real people's questions after another that has nothing to do
// with them: what is answered for certain alone is answered by the same sentence then.
func TestOtherDialogues(t *testing.T) {
	n, same := 0, 0
	for _, set := range []struct {
		name  string
		every int
	}{{"qed_nq", 3}, {"clapnq", 2}} {
		s := overBench(t, set.name)
		var questions []string
		lines(t, filepath.Join(bench(t), set.name, "questions.jsonl.gz"), func(q struct {
			Question   string
			Answerable bool
		}) {
			if q.Answerable {
				questions = append(questions, q.Question)
			}
		})
		for i := 0; i < len(questions); i += set.every {
			first, second := questions[(37*i+11)%len(questions)], questions[i]
			alone := find(t, s, search.Question{Text: second, Now: thatDay})
			if first == second || alone.Confidence < .5 {
				continue
			}
			n++
			after := talk(t, s, first, second)
			if after.Confidence >= .5 && after.Sentences[0].Article == alone.Sentences[0].Article && after.Sentences[0].Span == alone.Sentences[0].Span {
				same++
			} else {
				t.Logf("%s, %s: confidence %.2f, understood as %q", first, second, after.Confidence, after.Question)
			}
		}
	}
	t.Logf("dialogues over qed_nq and clapnq, questions sure alone %d, answered the same after one of another subject %d", n, same)
	if n < 150 || 100*same < 95*n {
		t.Errorf("%d of %d questions are answered the same after one of another subject", same, n)
	}
}
