package search

import "strings"

// A kind is what sort of answer a question wants.
type kind uint8

const (
	anything kind = iota
	person        // who, whose
	moment        // when, what year
	place         // where, which country
	amount        // how many, how much, what percentage
	reason        // why
	manner        // how
	thing         // what, which
	yesno         // is, did
	kinds         // how many kinds there are
)

// kindNouns are the nouns after "what" or "which" that say the kind.
var kindNouns = map[string]kind{
	"year": moment, "date": moment, "day": moment, "month": moment, "decade": moment, "century": moment, "time": moment,
	"country": place, "city": place, "state": place, "place": place, "town": place, "location": place, "continent": place,
	"person": person, "people": person, "man": person, "woman": person, "president": person, "actor": person, "author": person,
	"singer": person, "king": person, "queen": person, "player": person, "team": person, "company": person, "name": person,
	"percentage": amount, "percent": amount, "number": amount, "age": amount, "amount": amount, "population": amount,
	"height": amount, "length": amount, "distance": amount, "temperature": amount, "price": amount, "cost": amount, "size": amount,
}

// kindOf reads the kind off the question word, wherever it stands, and the
// noun that follows it.
func kindOf(question string) kind {
	words := strings.FieldsFunc(strings.ToLower(question), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
	})
	for i, w := range words {
		rest := words[i+1:]
		switch w {
		case "who", "whom", "whose":
			return person
		case "when":
			return moment
		case "where":
			return place
		case "why":
			return reason
		case "how":
			return kindOfHow(rest)
		case "what", "which":
			return kindOfNoun(rest)
		}
	}
	if len(words) > 0 {
		switch words[0] {
		case "is", "are", "was", "were", "did", "does", "do", "has", "have", "had", "can", "could", "will", "would", "should":
			return yesno
		}
	}
	return anything
}

func kindOfHow(rest []string) kind {
	if len(rest) == 0 {
		return manner
	}
	switch rest[0] {
	case "many", "much", "long", "old", "far", "tall", "high", "big", "large", "deep", "fast", "often", "wide", "heavy", "few":
		return amount
	}
	return manner
}

// kindOfNoun looks at the two words after "what".
func kindOfNoun(rest []string) kind {
	for _, w := range rest[:min(2, len(rest))] {
		if k, ok := kindNouns[w]; ok {
			return k
		}
		if k, ok := kindNouns[strings.TrimSuffix(w, "s")]; ok {
			return k
		}
	}
	return thing
}
