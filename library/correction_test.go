package library_test

import (
	"testing"

	"byline/library"
)

func TestCorrection(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Ayre won.\n\nCorrection: an earlier version gave four votes.", "Correction: an earlier version gave four votes."},
		{"CORRECTION (March 3): The turnout was 61 percent.\n\nAyre won.", "CORRECTION (March 3): The turnout was 61 percent."},
		{"Ayre won.\n\nCorrection, Feb. 7: The turnout was 61 percent. We regret the error.", "Correction, Feb. 7: The turnout was 61 percent. We regret the error."},
		{"Ayre won. This article was updated on 3 March to correct the turnout.", "This article was updated on 3 March to correct the turnout."},
		{"Ayre won.\n\n(This story has been corrected to show that the turnout was 61 percent.)", "(This story has been corrected to show that the turnout was 61 percent.)"},
		{"Ayre won.\n\nAn earlier version of this article misspelled the name of Orla Ayre.", "An earlier version of this article misspelled the name of Orla Ayre."},
		{"Editor's note: This report was corrected after publication.\n\nAyre won.", "Editor's note: This report was corrected after publication."},
		{"Retraction: We have withdrawn the claim that Brede paid voters.", "Retraction: We have withdrawn the claim that Brede paid voters."},
		{"This post has been retracted.", "This post has been retracted."},
		{"Ayre gewann.\n\nKorrektur: In einer früheren Fassung stand, es seien vier Stimmen gewesen.", "Korrektur: In einer früheren Fassung stand, es seien vier Stimmen gewesen."},
		{"Ayre a gagné.\n\nUne version antérieure de cet article donnait quatre voix.", "Une version antérieure de cet article donnait quatre voix."},
		{"Айре победила.\n\nВ более ранней версии статьи говорилось о четырёх голосах.", "В более ранней версии статьи говорилось о четырёх голосах."},
		{"艾尔获胜。\n\n更正：此前版本称票差为四票。", "更正：此前版本称票差为四票。"},

		{"The report said that turnout was wrong.", ""},
		{"The correction of the river bed took nine years.", ""},
		{"Corrections officers in Dunmore went on strike.", ""},
		{"The article was published in 1987 and caused a scandal.", ""},
		{"Editor's note: This is the first part of a series on ferries.", ""},
		{"Updated: the count goes on.", ""},
		{"An earlier version of the treaty was signed in 1987.", ""},
		{"", ""},
	} {
		if got := library.Correction(tt.text); got != tt.want {
			t.Errorf("%q:\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}
