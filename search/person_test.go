package search

import "testing"

// Whom "he" means after a question with "who".
func TestAnswered(t *testing.T) {
	for _, tt := range []struct{ answer, question, want string }{
		{"In a statement published by the Kremlin on 26 October 2020, Putin proposed a moratorium in Europe.", "who proposed the moratorium", "Putin"},
		{"Moscow, Oct 27: Russian President Vladimir Putin proposed that both sides inspect sites.", "who proposed it", "Russian President Vladimir Putin"},
		{"The Intermediate-Range Nuclear Forces Treaty was signed by Ronald Reagan.", "who signed the treaty", "Ronald Reagan"},
		{"On Monday the European Commission proposed a tax.", "who proposed the tax", "European Commission"},
		{"The Isle Songs were written in Old Norse by Sigrid Aas.", "who wrote the Isle Songs", "Sigrid Aas"},
		{"The Green Isle shows that the captain has a daughter, Ada Moe.", "who is the captain's daughter", "Ada Moe"},
		{"Orla Ayre is said to have found the cave in 1977, and Ivar Moe saw more from the air.", "who found the cave", "Orla Ayre"},
		{"Orla Ayre's deputy, Ivar Moe, was the last mayor of the old town.", "who was the last mayor", "Ivar Moe"},
		{"It was proposed on Monday, 4 May 2020.", "who proposed the tax", ""},
	} {
		if got := answered(tt.answer, tt.question); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.answer, got, tt.want)
		}
	}
}
