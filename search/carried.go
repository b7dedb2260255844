package search

import (
	"regexp"
	"slices"
	"strings"

	"byline/article"
	"byline/text"
)

// before returns the turn before q, and its question as it was understood.
func (q Question) before() (article.Turn, string) {
	last := q.Previous[len(q.Previous)-1]
	if last.Understood != "" {
		return last, carried(last.Understood)
	}
	return last, capitalised(text.Question(quiet(last.Question)), last.Text)
}

// mostCarried is how many words that are no names a question takes over from the turn
// before the one it goes on from.
const mostCarried = 4

// takenOver finds the words that complete put behind a question.
var takenOver = regexp.MustCompile(`^(.*\pL.*) \(([^()]+)\)(\??)$`)

// carried returns a question as it was understood with no more than mostCarried of the
// words, names aside, that it took over itself: those of the newest turns.
func carried(understood string) string {
	m := takenOver.FindStringSubmatch(understood)
	if m == nil {
		return understood
	}
	plain := 0
	kept := slices.DeleteFunc(strings.Split(m[2], ", "), func(w string) bool {
		if len(names(w)) > 0 {
			return false
		}
		plain++
		return plain > mostCarried
	})
	return m[1] + " (" + strings.Join(kept, ", ") + ")" + m[3]
}

// capitalised returns question, when it is all in small letters, with the capitals
// that its names have in the answer: people often type none.
func capitalised(question, answer string) string {
	if question != strings.ToLower(question) {
		return question
	}
	named := make(map[string]string)
	for _, n := range names(answer) {
		for _, t := range text.For("en").Tokens(nil, n) {
			if w := n[t.Start:t.End]; !t.Stop && !t.Number {
				named[strings.ToLower(w)] = w
			}
		}
	}
	for _, s := range text.Sentences(answer) { // the first word of one may be any word
		for _, n := range names(s.Of(answer)) {
			if strings.HasPrefix(s.Of(answer), n) && !strings.Contains(n, " ") {
				delete(named, strings.ToLower(n))
			}
		}
	}
	toks := text.For("en").Tokens(nil, question)
	for i := len(toks) - 1; i >= 0; i-- {
		t := toks[i]
		if w := named[question[t.Start:t.End]]; w != "" && !t.Stop {
			question = question[:t.Start] + w + question[t.End:]
		}
	}
	return question
}
