package text_test

import (
	"testing"

	"byline/text"
)

func TestQuestion(t *testing.T) {
	for message, want := range map[string]string{
		"whats the max level pls":                                      "what's the max level",
		"Hey all! what did they release in march??":                    "what did they release in march??",
		"hi @Byline, who won thx":                                      "who won",
		"<@123456> who didnt sign it? thanks!":                         "who didn't sign it?",
		"hello everyone, does anyone know when the bridge opened?":     "when the bridge opened?",
		"ok so, can you please tell me who signed it":                  "who signed it",
		"tell me about the Orla Canal":                                 "tell me about the Orla Canal",
		"no i meant who leads it":                                      "who leads it",
		"no, i meant who leads the committee":                          "who leads the committee",
		"how many ppl lived there b4 the war 😅":                        "how many people lived there before the war 😅",
		"who said \"u cant stop\" :wave:":                              "who said \"u cant stop\"",
		"What is the IT office? :thinking: <:smile:12345>":             "What is the IT office?",
		"who signed the Treaty of Orsa":                                "who signed the Treaty of Orsa",
		"thanks":                                                       "thanks",
		"Well water: who drinks it?":                                   "Well water: who drinks it?",
		"OK Computer was recorded by whom":                             "OK Computer was recorded by whom",
		"Who wrote Hello, Dolly?":                                      "Who wrote Hello, Dolly?",
		"So what did the mayor say, please?":                           "So what did the mayor say?",
		"u":                                                            "you",
		"":                                                             "",
		"do you know whether Lorvia ratified it":                       "Lorvia ratified it",
		"I was wondering who the director of the agency is, any idea?": "who the director of the agency is?",
	} {
		if got := text.Question(message); got != want {
			t.Errorf("%q asks %q, want %q", message, got, want)
		}
	}
}

func TestAsks(t *testing.T) {
	for message, want := range map[string]bool{
		"thanks!": false, "ok thx 👍": false, "Thank you very much": false, "hi": false, "hello there": false, "great, that makes sense": false,
		"@Byline thanks": false, "why": true, "who else": true, "really?": true, "thanks, and who signed?": true, "2019": true, "👍": true, "": true,
		"good evening": false, "the treaty": true,
	} {
		if got := text.Asks(message); got != want {
			t.Errorf("%q asks: %v, want %v", message, got, want)
		}
	}
}
