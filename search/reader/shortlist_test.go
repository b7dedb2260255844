package reader

import (
	"math"
	"slices"
	"testing"
)

// Of long sentences the shortlist keeps what all trees like best, and each
// sentence has some on it.
func TestShortlist(t *testing.T) {
	sentences := []Sentence{
		{Text: "The canal between Oldmere and the river Tarn was dug by four hundred prisoners from 1811 to 1816, cost the county some £90,000, and was opened by the Duke of Arden on 3 June 1817.", Language: "en"},
		{Text: "Arden.", Language: "en"},
		{Text: "Its engineer, Josiah Hale, who had built two bridges at Wick, fell ill in the second winter and left the work to his daughter Martha, then twenty-three years old.", Language: "en"},
	}
	for _, question := range []string{"who opened the canal", "when was the canal opened", "how much did the canal cost", "who built two bridges at Wick", "how many prisoners dug it", "which river does the canal reach"} {
		candidates := Candidates(Read(question), sentences, nil)
		m, err := models()
		if err != nil {
			t.Fatal(err)
		}
		scores := scoresOf(candidates, m[0], m[1])
		listed, best, all := make([]int, len(sentences)), make([]float64, len(sentences)), make([]float64, len(sentences))
		for i := range best {
			best[i], all[i] = math.Inf(-1), math.Inf(-1)
		}
		for i, c := range candidates {
			full := m[0].Predict(c.Values) + m[1].Predict(c.Values)
			all[c.Sentence] = max(all[c.Sentence], full)
			if !math.IsInf(scores[i], -1) {
				listed[c.Sentence]++
				best[c.Sentence] = max(best[c.Sentence], scores[i])
			}
		}
		if slices.Contains(listed, 0) || slices.Max(listed) != shortlisted {
			t.Errorf("%s: %v candidates are on the list", question, listed)
		}
		for i := range best {
			if math.Abs(best[i]-all[i]) > 1e-9 {
				t.Errorf("%s: the best of sentence %d scores %v, all trees have one of %v", question, i, best[i], all[i])
			}
		}
	}
}
