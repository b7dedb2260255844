package search_test

import (
	"strings"
	"testing"

	"byline/article"
	"byline/search"
)

// TestTwoQuestions asks two questions in one: what answers the second stands
// beside what answers the first, once, or its lack is told.
func TestTwoQuestions(t *testing.T) {
	s := invented(t, "testdata/isles.jsonl")
	for _, tt := range []struct {
		question string
		want     []string // one for each sentence that answers
		note     string
	}{
		{"when will the mine at Skarn close, and why?", []string{"March 2027", "low price of copper"}, ""},
		{"who opened the bridge and how much did it cost", []string{"Ilse Kvam", "412 million"}, ""},
		{"who left the pact and when?", []string{"1 January 2009"}, ""},
		{"who was dismissed by Ebel United and why?", []string{"Tomas Lind on Thursday after seven defeats"}, ""},
		{"who won the cup final and why?", []string{"Rovers beat"}, "The articles found do not say “why”."},
		{"who designed the Ebel opera", []string{"Henrik Saal"}, ""},
	} {
		found := talk(t, s, tt.question)
		if n := max(1, found.Together); n != len(tt.want) || found.Confidence < .5 {
			t.Errorf("%s: %d sentences answer, confidence %.2f: %q", tt.question, n, found.Confidence, together(found))
			continue
		}
		for i, want := range tt.want {
			if got := found.Sentences[i].Text(); !strings.Contains(got, want) {
				t.Errorf("%s: %q, want %q", tt.question, got, want)
			}
		}
		if note := strings.Join(found.Notes, " "); note != tt.note {
			t.Errorf("%s: told %q, want %q", tt.question, note, tt.note)
		}
	}
}

// TestSomethingElse asks for another answer than the first: what was said does
// not come again.
func TestSomethingElse(t *testing.T) {
	s := invented(t, "testdata/isles.jsonl")
	for _, tt := range []struct{ first, second, want string }{
		{"how many members has the ACD", "no, the other ACD", "closed nine schools"},
		{"how many seals did the UAVs count", "and ten years earlier?", "3,900"},
		{"how much water does the Elm reservoir hold", "and the other one?", "210 million"},
		{"who steered the ferry", "who else?", ""},
	} {
		first, found := talk(t, s, tt.first), talk(t, s, tt.first, tt.second)
		switch said := together(found); {
		case said == together(first):
			t.Errorf("%s, %s: %q comes again", tt.first, tt.second, said)
		case tt.want == "" && found.Confidence >= .5, !strings.Contains(said, tt.want):
			t.Errorf("%s, %s: %q with confidence %.2f, want %q", tt.first, tt.second, said, found.Confidence, tt.want)
		}
	}
}

// TestGoesOnUnnamed asks what could stand by itself and names nothing: it is asked of
// what was spoken of, where that article answers, and else of any.
func TestGoesOnUnnamed(t *testing.T) {
	s := over(t,
		&article.Article{Ref: "mill", Title: "A mill closes", Text: "The paper mill at Orsa closes in May. The mill dismisses 80 workers. A dog lives in the mill."},
		&article.Article{Ref: "mine", Title: "A mine closes", Text: "The copper mine at Skarn closes in March, its owner said on Monday. It dismisses 310 workers. Skarn has two bakeries."},
	)
	for _, tt := range []struct{ first, second, want string }{
		{"when does the mine at Skarn close", "any dismissed workers?", "310"},
		{"when does the mine at Skarn close", "how many workers are dismissed", "310"},
		{"when does the mill at Orsa close", "how many workers are dismissed", "80"},
		{"when does the mill at Orsa close", "how many bakeries has skarn", "two bakeries"},
	} {
		if said := together(talk(t, s, tt.first, tt.second)); !strings.Contains(said, tt.want) {
			t.Errorf("%s, %s: %q, want %q", tt.first, tt.second, said, tt.want)
		}
	}
}

// TestSameSentenceAgain asks for something else that the sentence shown before says.
func TestSameSentenceAgain(t *testing.T) {
	s := over(t,
		&article.Article{Ref: "net", Title: "Networks", Text: "Harbournet was developed by Fjord Systems in 1985 for the port of Ebel. " +
			"It was led by the engineer Ola Dahl as a means of linking ships. Lina Moe wrote of networks in 1991."},
	)
	for _, tt := range []struct{ second, want string }{{"since when", "1985"}, {"in what year was that", "1985"}} {
		found := talk(t, s, "what is harbournet", tt.second)
		if said := together(found); !strings.Contains(said, tt.want) || found.Confidence < .5 {
			t.Errorf("what is harbournet, %s: %q with confidence %.2f, want %q", tt.second, said, found.Confidence, tt.want)
		}
	}
}

// TestSaidBefore asks on where the sentence shown before has what is asked now, where
// another has, and where none does, which is no sure answer.
func TestSaidBefore(t *testing.T) {
	s := over(t,
		&article.Article{Ref: "tower", Title: "Ebel", Text: "The tallest house of Ebel is the Grain Tower, which rises 92 metres above the quay. The city has sixty high houses.\n\n" +
			"The Grain Tower has six bells. It was closed in 1990, the mayor said. They are rung by Ola Dahl.\n\nIn May the chess club of Ebel played for the Grain Cup on Harbour Day, which Ann Aas won against Lina Moe."},
		&article.Article{Ref: "rite", Title: "Rites", Text: "To open the harbour, four rites are held : a blessing , a race , a meal and a song . In 1926 at the age of 39 , the painter Ada Brenn painted the rites . " +
			"The young smith Ivar Moe loves the ferry girl Berit Noss in a song of the rites ."},
		&article.Article{Ref: "tongue", Title: "Ebelish", Text: "A noun of Ebelish belongs to one of five declensions, and a second declension is rare. A verb of Ebelish belongs to one of three conjugations."},
	)
	for _, tt := range []struct{ first, second, want string }{
		{"what is the tallest house of ebel", "how high is it", "92 metres"},
		{"who won the grain cup", "against whom", "Lina Moe"},
		{"when did the chess club of ebel play", "on what holiday?", "Harbour Day"},
		{"how many declensions does ebelish have", "and conjugations", "three conjugations"},
		{"how many rites are held to open the harbour", "what are they?", "a blessing"},
		{"who painted the rites", "how old was she?", "39"},
		{"who is ivar moe", "who does he love?", "Berit Noss"},
		{"how many bells does the grain tower have", "what are they?", ""},
		{"how many bells does the grain tower have", "what are they made of", ""},
		{"how many bells does the grain tower have", "how heavy are they", ""},
		{"how many bells does the grain tower have", "why was it closed", ""},
	} {
		found := talk(t, s, tt.first, tt.second)
		if sure := found.Confidence >= .5; sure != (tt.want != "") || !strings.Contains(together(found), tt.want) {
			t.Errorf("%s, %s: %q with confidence %.2f, want %q", tt.first, tt.second, together(found), found.Confidence, tt.want)
		}
	}
}

// TestNameOfAFollowUp names something of the article spoken of: what is shown first has it.
func TestNameOfAFollowUp(t *testing.T) {
	found := talk(t, over(t, samples(t)...), "who proposed the moratorium", "and when?", "what about NATO")
	if len(found.Sentences) == 0 || !strings.Contains(found.Sentences[0].Text(), "NATO") {
		t.Errorf("%q, want a sentence with NATO first", together(found))
	}
}

// TestAnotherSubject asks of a thing that has nothing to do with the question before.
func TestAnotherSubject(t *testing.T) {
	s := over(t, samples(t)...)
	for _, tt := range []struct{ second, want string }{
		{"who is putin", "Putin"}, {"what is webb?", "Webb"}, {"who was Reagan", "Reagan"}, {"where is kourou", "French Guiana"},
	} {
		found := talk(t, s, "how long is the Nile", tt.second)
		if said := together(found); !strings.Contains(said, tt.want) || found.Confidence < .5 || found.Question != tt.second {
			t.Errorf("%s: %q with confidence %.2f, understood as %q", tt.second, said, found.Confidence, found.Question)
		}
	}
}

// TestNothingFoundIsForgotten asks on after a question that nothing answers.
func TestNothingFoundIsForgotten(t *testing.T) {
	s := over(t, samples(t)...)
	for _, last := range []string{"when was it launched", "from where was it launched"} {
		found := talk(t, s, "what is the Webb telescope", "how much did it cost", last)
		if said := together(found); !strings.Contains(said, "was launched on 25 December 2021") || found.Confidence < .5 {
			t.Errorf("%s: %q with confidence %.2f, understood as %q", last, said, found.Confidence, found.Question)
		}
	}
	found := talk(t, s, "what is the Montreal Protocol", "when did the INF treaty end")
	if found.Confidence >= .5 && !strings.Contains(together(found), "INF") {
		t.Errorf("the INF treaty ended: %q with confidence %.2f", together(found), found.Confidence)
	}
}

// TestAskedAgain asks in the same words once more, after something else.
func TestAskedAgain(t *testing.T) {
	const question = "who proposed the moratorium"
	s := over(t, samples(t)...)
	found := talk(t, s, question, "what did NATO turn down", question)
	if found.Question != question || found.Confidence < .5 {
		t.Errorf("understood as %q with confidence %.2f", found.Question, found.Confidence)
	}
	for _, numbers := range []string{"2+2", "5", "300 50"} {
		if f := find(t, s, search.Question{Text: numbers, Now: thatDay}); f.Confidence >= .5 {
			t.Errorf("%s: %q with confidence %.2f", numbers, together(f), f.Confidence)
		}
	}
}
