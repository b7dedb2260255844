package answer

import (
	"fmt"
	"strings"
	"testing"

	"byline/article"
)

var mills = []string{"Hale on the river, the largest,", "Dorn by the sea", "Orla, where bread is baked,", "Turku in the far north", "Lund"}

// several is a search's result of sentences of so many articles that answer together.
func several(t *testing.T, n int) article.Found {
	found := article.Found{Question: "which outlets reported the strike", Confidence: .9, Together: n}
	for i := range n {
		a := &article.Article{ID: article.ID(i + 1), RevisionID: article.RevisionID(i + 1), Source: fmt.Sprintf("Paper %d", i+1),
			Text: "The strike reached the mill of " + mills[i] + " on the same day."}
		found.Sentences = append(found.Sentences, article.Quote{Article: a, Span: article.Span{End: len(a.Text)}, Passage: article.Span{End: len(a.Text)}, Score: float64(-4 * i)})
		found.Passages = append(found.Passages, article.Hit{Article: a, Passage: article.Span{End: len(a.Text)}})
	}
	return found
}

func TestTogetherShowsEach(t *testing.T) {
	ans, err := new(Answerer).Answer(t.Context(), several(t, 5), nil)
	if err != nil || len(ans.Claims) != 5 {
		t.Fatalf("%d claims, error %v; want one of each of 5 articles", len(ans.Claims), err)
	}
	for i, c := range ans.Claims {
		if c.Quotes[0].Article.Source != fmt.Sprintf("Paper %d", i+1) {
			t.Errorf("claim %d is of %s", i, c.Quotes[0].Article.Source)
		}
	}
	found := several(t, 5)
	found.Together = 0
	if ans, _ := new(Answerer).Answer(t.Context(), found, nil); len(ans.Claims) != 1 {
		t.Errorf("%d claims of sentences that each answer alone; want the best", len(ans.Claims))
	}
}

func TestTogetherCountsCopiesOnce(t *testing.T) {
	found := several(t, 3)
	copied := *found.Sentences[0].Article
	copied.ID, copied.RevisionID = 9, 9
	found.Sentences[1].Article, found.Sentences[1].Span = &copied, article.Span{End: len(copied.Text)}
	ans, err := new(Answerer).Answer(t.Context(), found, nil)
	if err != nil || len(ans.Claims) != 2 || len(ans.Claims[0].Quotes[0].Copies) != 1 {
		t.Errorf("%d claims, error %v; want 2, the first with its copy", len(ans.Claims), err)
	}
}

// TestTogetherReachesTheModel holds that a model is given all that answers
// together, in the order of the answer, and may write a sentence on each.
func TestTogetherReachesTheModel(t *testing.T) {
	found := several(t, 5)
	found.Passages = nil
	var reply strings.Builder
	for i := range 5 {
		fmt.Fprintf(&reply, "The strike reached the mill of %s on the same day [%d.1]. ", mills[i], i+1)
	}
	ans, err := (&Answerer{Model: says(reply.String())}).Answer(t.Context(), found, nil)
	if err != nil || ans.Mode != article.Model || len(ans.Claims) != 5 || ans.Withheld != 0 {
		t.Errorf("mode %s, %d claims, %d withheld, error %v; want the model's five", ans.Mode, len(ans.Claims), ans.Withheld, err)
	}
}
