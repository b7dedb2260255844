package answer

import "testing"

func TestWithoutOpening(t *testing.T) {
	for s, want := range map[string]string{
		"Yes, the treaty was signed in 1987.":                    "The treaty was signed in 1987.",
		"No. The treaty ended.":                                  "No. The treaty ended.",
		"No – it ended in 2019.":                                 "It ended in 2019.",
		"Yes, according to the articles, Reagan signed it.":      "Reagan signed it.",
		"Based on the provided passages: it was signed in 1987.": "It was signed in 1987.",
		"According to the report, it was signed in 1987.":        "According to the report, it was signed in 1987.",
		"According to the article by Ann Aas, it was signed.":    "According to the article by Ann Aas, it was signed.",
		"Yes, but only in Europe.":                               "Yes, but only in Europe.",
		"No, because it ended.":                                  "No, because it ended.",
		"No one signed it.":                                      "No one signed it.",
		"Well-known ships sank, among them two of the first.":    "Well-known ships sank, among them two of the first.",
		"Yes, ":                    "",
		"Yes.":                     "",
		"no":                       "",
		"“No,” he said, and left.": "“No,” he said, and left.",
		"Sure, éclairs were sold.": "Éclairs were sold.",
		"To answer your question, in short: the treaty came to end.": "The treaty came to end.",
	} {
		if got := withoutOpening(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}
