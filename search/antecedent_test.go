package search

import "testing"

func TestHasAntecedent(t *testing.T) {
	for question, want := range map[string]bool{
		"where does blood go when it leaves the pulmonary artery": true, "skin that covers the palms and soles": true,
		"how did the horse latitudes get their name": true, "when did they replace lead with graphite": true,
		"who were the dadaists and what did they paint in Paris": true,
		"when was it opened": false, "how did his wife die in the fire": false, "who signed this treaty in Moscow": false, "when did they stop": false,
		"who owns the Elm dam": false,
	} {
		if got := hasAntecedent(question); got != want {
			t.Errorf("%s: %t, want %t", question, got, want)
		}
	}
}
