package search

import "testing"

func TestDenies(t *testing.T) {
	for s, want := range map[string]bool{
		"Which ships were not allowed through?":   true,
		"who couldn’t reach the harbour":          true,
		"The pilot didn't answer.":                true,
		"What did the mayor fail to do?":          true,
		"When did the harbour open?":              false,
		"Knots and notes are sold at the harbour": false,
		"": false,
	} {
		if got := denies(s); got != want {
			t.Errorf("denies(%q) = %v", s, got)
		}
	}
}

func TestOpposed(t *testing.T) {
	for _, c := range []struct{ question, text, want string }{
		{"Which is the smallest harbour?", "The largest harbour is in the north.", "largest"},
		{"Which is the smallest harbour?", "The biggest harbour is in the north.", "biggest"},
		{"Which is the largest harbour?", "The largest harbour is in the north.", ""},
		{"Was the first or the last ship late?", "The last ship was late.", ""},
		{"Did prices rise or fall?", "Prices fell.", ""},
		{"why did traffic decrease", "Traffic did decrease before it could increase again.", ""},
		{"why did traffic decrease", "Traffic will increase.", "increase"},
	} {
		if _, got := opposed(c.question, c.text); got != c.want {
			t.Errorf("opposed(%q, %q) = %q, want %q", c.question, c.text, got, c.want)
		}
	}
}
