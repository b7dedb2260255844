package answer

import (
	"testing"

	"byline/article"
)

func TestNeeded(t *testing.T) {
	art := &article.Article{RevisionID: 1, Text: "Mill workers began a strike over pay. Orla Ayre leads their union. She called the offer an insult. " +
		"The owners met a mediator. He asked for patience. This did not help."}
	for _, tt := range []struct{ quote, named, needs string }{
		{"Orla Ayre leads their union.", "", ""},
		{"She called the offer an insult.", "Orla Ayre", ""},
		{"He asked for patience.", "", "The owners met a mediator."},
		{"This did not help.", "", "The owners met a mediator."},
	} {
		q := needed(quoteOf(t, art, tt.quote, 1))
		named := ""
		for _, n := range q.Resolved {
			named = n.Name
		}
		if named != tt.named || q.Needs.Of(art.Text) != tt.needs {
			t.Errorf("%q: named %q and needs %q, want %q and %q", tt.quote, named, q.Needs.Of(art.Text), tt.named, tt.needs)
		}
	}
}
