package search

import (
	"testing"

	"byline/article"
)

// The article that is about what is asked, in other words, is nearer to it than
// one that has the question's words beside another subject.
func TestLikeTopic(t *testing.T) {
	ship := &article.Article{Ref: "a", Title: "Vessel of Carrow", Language: "en", Text: "The steamer carried passengers to the islands. Its captain was Tom Reed."}
	play := &article.Article{Ref: "b", Title: "Theatre of Carrow", Language: "en", Text: "The actors rehearse a comedy every spring. A ship is painted on the curtain."}
	of := func(title string) float64 {
		return articleNamed(t, "Which ship sailed from Carrow?", title, ship, play)[aLikeTopic]
	}
	if near, far := of("Vessel of Carrow"), of("Theatre of Carrow"); !(near > far+.1 && near <= 1) {
		t.Errorf("cosine with the ship %.3f, with the theatre %.3f", near, far)
	}
}

// A plain word that an article does not have is missed less than a strange one,
// however rare both are in the library.
func TestMissingRare(t *testing.T) {
	a := &article.Article{Ref: "a", Title: "Harbour of Carrow", Language: "en", Text: "The harbour of Carrow froze."}
	of := func(question string) float64 {
		return articleNamed(t, question, a.Title, a)[aMissingRare]
	}
	if none, plain, strange := of("Which harbour froze?"), of("Which harbour froze this year?"), of("Which harbour froze the moratorium?"); !(none == 0 && 0 < plain && plain < strange && strange <= 1) {
		t.Errorf("nothing missing %.3f, a plain word %.3f, a strange one %.3f", none, plain, strange)
	}
}

// The title of an article in another language may be longer than its text.
func TestTopicOfALongTitle(t *testing.T) {
	a := &article.Article{Ref: "a", Title: "Der Hafen von Carrow ist seit dem Winter gesperrt", Language: "de", Text: "Hafen gesperrt."}
	if got := articleNamed(t, "Ist der Hafen von Carrow gesperrt?", a.Title, a)[aLikeTopic]; got < -1 || got > 1 {
		t.Errorf("cosine %.3f", got)
	}
}
