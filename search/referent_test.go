package search

import (
	"slices"
	"strings"
	"testing"
)

// TestSubjectOf parts questions into what a pronoun of the next one may stand for,
// and the rest.
func TestSubjectOf(t *testing.T) {
	for _, tt := range []struct {
		question    string
		about, rest []string
	}{
		{"when did the opera burn", []string{"opera"}, []string{"burn"}},
		{"when will the mine at Skarn close", []string{"mine", "Skarn"}, []string{"close"}},
		{"who developed the vaccine against river fever", []string{"vaccine", "against", "river", "fever"}, []string{"developed"}},
		{"how long is the bridge", []string{"bridge"}, []string{"long"}},
		{"how many seats has the opera", []string{"opera"}, []string{"seats"}},
		{"how many seals were counted", []string{"seals"}, []string{"counted"}},
		{"what is the toll of the bridge in 2021", []string{"toll", "bridge"}, []string{"2021"}},
		{"what replaced the ferry", []string{"ferry"}, []string{"replaced"}},
		{"when was the pact signed", []string{"pact"}, []string{"signed"}},
		{"how many copies did Skyforge 2 sell", []string{"Skyforge", "2"}, []string{"sell", "copies"}},
	} {
		about, rest := subjectOf(tt.question, false)
		if !slices.Equal(about, tt.about) || !slices.Equal(rest, tt.rest) {
			t.Errorf("%s: about %q, rest %q; want %q, %q", tt.question, about, rest, tt.about, tt.rest)
		}
	}
}

// TestStandsFor puts what a pronoun stands for into its place.
func TestStandsFor(t *testing.T) {
	for _, tt := range []struct{ question, asked, person, want string }{
		{"who owns it", "when will the mine at Skarn close", "", "who owns mine at Skarn"},
		{"how many seats does it have", "when did the opera burn", "", "how many seats does opera have"},
		{"when was he born", "who painted the ceiling", "Clara Weiss", "when was Clara Weiss born"},
		{"who plays there", "when did the opera burn", "", "who plays in opera"},
		{"what are their names", "how many seals were counted", "", "what are seals’s names"},
		{"when was that", "when did the opera burn", "", ""},
	} {
		f := followUp{person: tt.person}
		if f.means(tt.question, tt.asked); f.named != tt.want {
			t.Errorf("%s, %s: %q, want %q", tt.asked, tt.question, f.named, tt.want)
		}
	}
}

// TestAnswerIsMeant finds what the turn before was answered with behind a pronoun.
func TestAnswerIsMeant(t *testing.T) {
	for _, tt := range []struct{ question, asked, said, person, want string }{
		{"how long did it last", "what replaced the ferry", "The ferry was replaced by the Sound Bridge.", "", "Sound Bridge"},
		{"what is it called", "what opened in 1897", "The Ebel Opera opened in 1897.", "", "Ebel Opera"},
		{"how long is it", "what is the bridge", "The Sound Bridge is a bridge.", "", "bridge"},
		{"when did he die", "who was Ann's father", "Ann Moe's father kept bees near Orsa Falls.", "Orsa Falls", "Ann father Orsa Falls"},
		{"when did he die", "who was Ann's father", "Her father, Ivar Moe, kept bees.", "Ivar Moe", "Ivar Moe"},
	} {
		f := followUp{person: tt.person, said: tt.said}
		f.means(tt.question, tt.asked)
		if got := strings.Join(f.meant, " "); got != tt.want {
			t.Errorf("%s, %s: %q, want %q", tt.asked, tt.question, got, tt.want)
		}
	}
}

// TestOnlyAsks tells questions that say nothing but what is wanted.
func TestOnlyAsks(t *testing.T) {
	for question, want := range map[string]bool{
		"why?": true, "and since when?": true, "where exactly": true, "in what year was that": true, "for how much?": true,
		"what percentage was that": true, "when did it happen?": true, "how long is it": false, "when was it built": false,
		"what year did the opera burn": false, "how many seats": false,
	} {
		if got := onlyAsks(question); got != want {
			t.Errorf("%s: %v, want %v", question, got, want)
		}
	}
}

// TestAlike asks for something else of what was asked about.
func TestAlike(t *testing.T) {
	for _, tt := range []struct{ question, asked, want string }{
		{"and his mother?", "who was Ivar Moe's father", "who was Ivar Moe's mother"},
		{"what about its length", "what is the height of the bridge at Orsa", "what is the length of the bridge at Orsa"},
		{"and her assistant", "who steered the ferry", "and her assistant"},
		{"and where was his mother born", "who was Ivar Moe's father", "and where was his mother born"},
	} {
		if got := (Question{Text: tt.question}).alike(tt.asked).Text; got != tt.want {
			t.Errorf("%s, %s: %q, want %q", tt.asked, tt.question, got, tt.want)
		}
	}
}

// TestCorrected takes off what only says that another thing is meant.
func TestCorrected(t *testing.T) {
	for question, want := range map[string]string{
		"no the novel": "the novel", "nope, the novel?": "the novel?", "not the film, the novel": "the novel", "no, not ister but karo": "karo", "sorry 2016": "2016",
		"not every miner was saved": "not every miner was saved", "no miners?": "no miners?", "no the novel was written when": "no the novel was written when",
	} {
		if got := corrected(question); got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
}

// TestCarried leaves what many turns ago was said behind, but for names.
func TestCarried(t *testing.T) {
	for understood, want := range map[string]string{
		"who opened it (Vel, dam, lake, ferry, bridge, tower)?": "who opened it (Vel, dam, lake, ferry, bridge)?",
		"who opened it (dam, lake)":                             "who opened it (dam, lake)", "who won the race (2019)": "who won the race (2019)", "who opened it": "who opened it",
	} {
		if got := carried(understood); got != want {
			t.Errorf("%s: %q, want %q", understood, got, want)
		}
	}
}
