package search_test

import (
	"strings"
	"testing"

	"byline/article"
	"byline/search"
)

func TestWantedSort(t *testing.T) {
	s := over(t,
		&article.Article{Ref: "pact", Title: "The Dorn pact", Text: "Hale, Orla and Turku signed the Dorn pact in May. Lund did not sign the Dorn pact. Signing it took a day.\n\n" +
			"The Dorn pact was called a “lasting peace between neighbours”. Peace is lasting between neighbours who trade, the pact says."},
		&article.Article{Ref: "tunnel", Title: "The Hale tunnel", Text: "The Hale tunnel was dug by 300 miners in 1911. The Hale tunnel is 4,200 metres long. It took the miners six years to dig the Hale tunnel."},
		&article.Article{Ref: "law", Title: "A law of 1902", Text: "The mayor’s “fair wages” law was passed in 1902. Fair hours and wages were asked for by miners."},
	)
	for _, tt := range []struct{ question, first string }{
		{"who did not sign the Dorn pact", "Lund did not sign"},
		{"which town never signed the Dorn pact", "Lund did not sign"},
		{"who signed the Dorn pact", "Hale, Orla and Turku"},
		{"how long is the Hale tunnel", "The Hale tunnel is 4,200 metres long."},
		{"how many miners dug the Hale tunnel", "The Hale tunnel was dug by 300 miners"},
		{"what does the pact say of \"lasting peace\"", "The Dorn pact was called"},
		{"what does the pact say of “LASTING PEACE”", "The Dorn pact was called"},
		{"when was the ‘fair wages’ law passed", "The mayor’s “fair wages” law"},
		{"when was the mayor's law of “fair wages” passed", "The mayor’s “fair wages” law"},
	} {
		found := find(t, s, search.Question{Text: tt.question})
		if len(found.Sentences) == 0 || !strings.HasPrefix(found.Sentences[0].Text(), tt.first) {
			t.Errorf("%s: first %q, want %q", tt.question, found.Sentences[0].Text(), tt.first)
		}
	}
}

// TestOwner asks who has a post of a body that the sentence before speaks of.
func TestOwner(t *testing.T) {
	s := over(t,
		&article.Article{Ref: "a", Title: "Schools closed", Text: "The Agency for Roads and Bridges (ARB) closed nine bridges on Monday. Its director, Dr. Samira Moe, said people should take the train. The agency has 300 engineers."},
		&article.Article{Ref: "b", Title: "A prize", Text: "The director Jon Vik won the prize for a film about bridges. His sister Anna Vik is an engineer of roads."},
	)
	for _, tt := range []struct{ question, want string }{
		{"who is the director of the Agency for Roads and Bridges", "Samira Moe"},
		{"who closed nine bridges", "The Agency"},
	} {
		if got := find(t, s, search.Question{Text: tt.question}).Sentences[0].Text(); !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.question, got, tt.want)
		}
	}
}
