package search_test

import (
	"strings"
	"testing"

	"byline/article"
	"byline/search"
)

func TestDefinitions(t *testing.T) {
	s := over(t,
		&article.Article{Ref: "canal", Title: "The Orla Canal reopens", Text: "The Orla Canal reopened on Monday after the Orla Canal works, which the canal's owner paid for. " +
			"Hundreds stood along the Orla Canal.\n\nThe Orla Canal (dug in 1821) is a waterway between Halden and the sea. It is nine kilometres long."},
		&article.Article{Ref: "mayor", Title: "Mayor opens bridge", Text: "Lindqvist opened the bridge. Lindqvist is popular in Halden, and Lindqvist knows it.\n\n" +
			"Greta Maria Lindqvist, born in 1961, is a carpenter and politician. The mayor of Halden is a member of the council. Lindqvist has been the mayor of Halden since 2015."},
		&article.Article{Ref: "pollen", Title: "Pollen", Text: "In palynology, little is thrown away. Palynology has its own journals and palynology has its own meetings. " +
			"Palynology, also called pollen analysis, is the study of pollen grains. Grains last for ages."},
	)
	for _, tt := range []struct{ question, want string }{
		{"what is the Orla Canal?", "The Orla Canal (dug"},
		{"whats the orla canal", "The Orla Canal (dug"},
		{"tell me about the Orla Canal", "The Orla Canal (dug"},
		{"Who is Greta Lindqvist?", "Greta Maria Lindqvist"},
		{"who is the mayor of Halden", "Lindqvist has been the mayor"},
		{"what is palynology", "Palynology, also called"},
		{"define palynology", "Palynology, also called"},
		{"what does palynology mean?", "Palynology, also called"},
		{"how long is the Orla Canal", "It is nine"},
	} {
		found := find(t, s, search.Question{Text: tt.question})
		if len(found.Sentences) == 0 || !strings.HasPrefix(found.Sentences[0].Text(), tt.want) {
			t.Errorf("%s: found %v, want %q first", tt.question, found.Sentences, tt.want)
		}
	}
}
