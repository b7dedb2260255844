package reader

import (
	"slices"
	"strings"

	"byline/text"
)

// A Kind is what a question asks for.
type Kind uint8

const (
	Other Kind = iota // no question word
	Who
	Whose
	When
	Where
	What
	Which
	HowMany
	HowMuch
	HowLong // how long, far, old, tall, often …
	How
	Why
	YesNo
	kinds
)

// A Question is a question as read: what it asks for, of what, and with which
// words around the gap.
type Question struct {
	Kind   Kind
	Tokens []text.Token
	Terms  map[string]bool // content terms
	wh     int             // token that stands for the answer; -1 when none
	Focus  string          // term of the noun asked for ("year" in "what year"), or empty
	Sort   Sort            // what the focus or the kind says about the answer's form
	Before string          // term before the gap, empty at the start
	After  string          // first term after the gap and its noun
	Aux    bool            // an auxiliary follows the gap: the answer is not the subject
}

// A Sort is a form that an answer takes.
type Sort uint8

const (
	AnySort Sort = iota
	PersonSort
	PlaceSort
	DateSort
	YearSort
	NumberSort
	MoneySort
	PercentSort
	GroupSort // an organisation, a company, a team
	WorkSort  // a title of a book, film, song, law
	DescriptionSort
	sorts
)

var kindWords = map[string]Kind{
	"who": Who, "whom": Who, "whose": Whose, "when": When, "where": Where, "what": What, "which": Which,
	"how": How, "why": Why, "whats": What, "whos": Who,
}

// askedNouns say by the noun after what or which, as folded, what form the
// answer takes.
var askedNouns = map[string]Sort{
	"year": YearSort, "decade": DateSort, "century": DateSort, "date": DateSort, "day": DateSort, "month": DateSort,
	"time": DateSort, "period": DateSort, "era": DateSort, "season": DateSort,
	"person": PersonSort, "man": PersonSort, "woman": PersonSort, "president": PersonSort, "author": PersonSort,
	"actor": PersonSort, "actress": PersonSort, "singer": PersonSort, "king": PersonSort, "queen": PersonSort,
	"scientist": PersonSort, "player": PersonSort, "leader": PersonSort, "director": PersonSort, "emperor": PersonSort,
	"country": PlaceSort, "city": PlaceSort, "state": PlaceSort, "place": PlaceSort, "continent": PlaceSort,
	"river": PlaceSort, "town": PlaceSort, "county": PlaceSort, "region": PlaceSort, "island": PlaceSort,
	"area": PlaceSort, "location": PlaceSort, "nation": PlaceSort, "street": PlaceSort, "countries": PlaceSort,
	"number": NumberSort, "percentage": PercentSort, "percent": PercentSort, "proportion": PercentSort,
	"amount": MoneySort, "price": MoneySort, "cost": MoneySort, "population": NumberSort, "age": NumberSort,
	"company": GroupSort, "organization": GroupSort, "organisation": GroupSort, "team": GroupSort, "group": GroupSort,
	"university": GroupSort, "school": GroupSort, "agency": GroupSort, "party": GroupSort, "network": GroupSort,
	"book": WorkSort, "film": WorkSort, "movie": WorkSort, "song": WorkSort, "album": WorkSort, "show": WorkSort,
	"law": WorkSort, "treaty": WorkSort, "play": WorkSort, "act": WorkSort,
}

var auxiliaries = map[string]bool{
	"did": true, "do": true, "does": true, "is": true, "was": true, "are": true, "were": true, "has": true, "have": true,
	"had": true, "can": true, "could": true, "will": true, "would": true, "should": true, "may": true, "might": true, "must": true,
}

// Read reads a question in English or, for its names and numbers, any language.
func Read(question string) Question {
	q := Question{wh: -1, Terms: make(map[string]bool)}
	q.Tokens = text.For("en").Tokens(nil, question)
	for i, t := range q.Tokens {
		if !t.Stop {
			q.Terms[t.Term] = true
		}
		if k := kindWords[folded(question, t)]; q.wh < 0 && k != Other {
			q.wh, q.Kind = i, k
		}
	}
	switch {
	case q.wh < 0 && len(q.Tokens) > 0 && auxiliaries[folded(question, q.Tokens[0])]:
		q.Kind = YesNo
	case q.wh >= 0:
		q.around(question)
	}
	q.Sort = max(q.Sort, sortOf(q.Kind))
	return q
}

// distinct returns the content terms, each once, in their order.
func (q *Question) distinct() []string {
	var out []string
	for _, t := range q.Tokens {
		if !t.Stop && !slices.Contains(out, t.Term) {
			out = append(out, t.Term)
		}
	}
	return out
}

// around reads what stands beside the question word.
func (q *Question) around(question string) {
	if q.wh > 0 {
		q.Before = q.Tokens[q.wh-1].Term
	}
	next := q.wh + 1
	word := func(i int) string {
		if i < len(q.Tokens) {
			return folded(question, q.Tokens[i])
		}
		return ""
	}
	if q.Kind == How {
		next = q.measure(word(next), next)
	}
	if takesNoun(q.Kind) && !auxiliaries[word(next)] && word(next) != "" {
		next = q.noun(question, next)
	} else if q.Kind == What && auxiliaries[word(next)] {
		q.named(word, next+1)
	}
	if next < len(q.Tokens) {
		q.Aux = auxiliaries[word(next)]
		q.After = q.Tokens[next].Term
	}
}

// measure reads the word after how.
func (q *Question) measure(word string, next int) int {
	switch word {
	case "many":
		q.Kind = HowMany
	case "much":
		q.Kind = HowMuch
	case "long", "far", "old", "tall", "often", "big", "large", "high", "deep", "fast", "wide", "heavy", "hot", "early", "late", "soon":
		q.Kind, q.Sort = HowLong, NumberSort
	default:
		return next
	}
	return next + 1
}

func takesNoun(k Kind) bool {
	return k == What || k == Which || k == Whose || k == HowMany || k == HowMuch
}

// noun reads the nouns after what, which or how many, up to one that says a
// form, an auxiliary or a small word: the last is the focus. "kind of rock" is about rock, of any form.
func (q *Question) noun(question string, i int) int {
	for n := 0; n < 4 && i < len(q.Tokens); n++ {
		t := q.Tokens[i]
		w := folded(question, t)
		if t.Stop && w != "of" || auxiliaries[w] {
			break
		}
		if w != "of" {
			q.Focus = t.Term
			if s := askedNouns[strings.TrimSuffix(w, "s")]; s != AnySort {
				q.Sort = s
			} else if s := askedNouns[w]; s != AnySort {
				q.Sort = s
			}
		}
		i++
		if q.Sort != AnySort {
			break
		}
	}
	return i
}

// named reads "what is the name of", "what was the year".
func (q *Question) named(word func(int) string, i int) {
	for j := i; j < i+5; j++ {
		if s := askedNouns[word(j)]; s != AnySort {
			q.Sort, q.Focus = s, q.Tokens[j].Term
			return
		}
	}
}

func sortOf(k Kind) Sort {
	switch k {
	case Who, Whose:
		return PersonSort
	case When:
		return DateSort
	case Where:
		return PlaceSort
	case HowMany:
		return NumberSort
	}
	return AnySort
}

// AsksForWords reports whether a few words can answer: not why, how or
// whether.
func (q Question) AsksForWords() bool { return q.Kind != Why && q.Kind != YesNo && q.Kind != How }

func folded(s string, t text.Token) string { return text.Fold(s[t.Start:t.End]) }
