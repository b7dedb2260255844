package search_test

import (
	"strings"
	"testing"

	"byline/article"
	"byline/search"
)

func TestNamesWithAndWithoutTitles(t *testing.T) {
	s := over(t,
		&article.Article{Ref: "bridge", Title: "Bridge opens", Text: "Mayor Greta Lindqvist opened the bridge in Halden on Friday. Hundreds came.\n\nLindqvist promised a second crossing by 2030. The harbour master was not there."},
		&article.Article{Ref: "clinic", Title: "Clinic closes", Text: "The clinic in Halden closes in June. Amara Okonjo, who led it for nine years, moves to Bergen. The council had cut its budget."},
		&article.Article{Ref: "race", Title: "A race of mayors", Text: "Every mayor of the county ran in the race. A mayor from the north won. The second was a doctor."},
	)
	for _, tt := range []struct{ question, want string }{
		{"what did Mayor Lindqvist promise", "Lindqvist promised"},
		{"what did mayor lindqvist promise", "Lindqvist promised"},
		{"what did Greta Lindqvist promise", "Lindqvist promised"},
		{"what did Lindqvist open", "Mayor Greta Lindqvist opened"},
		{"how long did Dr. Okonjo lead the clinic", "Amara Okonjo"},
		{"where does Professor Amara Okonjo move", "Amara Okonjo"},
	} {
		found := find(t, s, search.Question{Text: tt.question})
		if len(found.Sentences) == 0 || !strings.HasPrefix(found.Sentences[0].Text(), tt.want) {
			t.Errorf("%s: found %v, want %q first", tt.question, found.Sentences, tt.want)
			continue
		}
		plain := find(t, s, search.Question{Text: strings.NewReplacer("Mayor ", "", "mayor ", "", "Dr. ", "", "Professor ", "").Replace(tt.question)})
		if found.Confidence < plain.Confidence-.15 || len(found.Reasons) > 0 {
			t.Errorf("%s: confidence %.2f, without the title %.2f; reasons %q", tt.question, found.Confidence, plain.Confidence, found.Reasons)
		}
	}
	found := find(t, s, search.Question{Text: "what did Dr. Strand promise"})
	if found.Confidence >= .5 || !strings.Contains(strings.Join(found.Reasons, " "), "Strand") {
		t.Errorf("confidence %.2f, reasons %q; nobody is called so", found.Confidence, found.Reasons)
	}
}

// Who is asked for by the whole name is not another of that surname, though the
// sentence on the other one is more like the question.
func TestNotTheNamesake(t *testing.T) {
	s := over(t,
		&article.Article{Ref: "yard", Title: "The Moberg yard", Text: "The yard in Halden made sixty ships. Its founder was Greta Moberg.\n\n" +
			"In 1902 Anton Moberg died in Halden. His widow sold the house.\n\nIn the year 1943 Moberg died. The yard closed two years later."},
		&article.Article{Ref: "race", Title: "A regatta", Text: "Nine ships ran in the regatta. The oldest was built in 1871."},
	)
	for question, want := range map[string]string{
		"in what year did Greta Moberg die in Halden": "In the year 1943 Moberg died.", "in what year did Anton Moberg die in Halden": "In 1902 Anton Moberg died in Halden.",
	} {
		if found := find(t, s, search.Question{Text: question}); len(found.Sentences) == 0 || found.Sentences[0].Text() != want {
			t.Errorf("%s: found %v, want %q first", question, found.Sentences, want)
		}
	}
}
