package search

import (
	"regexp"
	"strings"
)

const (
	// phraseBonus lifts the sentences that hold a quoted phrase of the question
	// over others of the same articles. The model's scores of a right and a wrong
	// sentence are some 4 apart.
	phraseBonus = 4
	// negationBonus lifts the sentences that deny something when the question
	// asks for what is not so.
	negationBonus = 2
	// unitBonus lifts those that have a number with a unit of the sort asked for.
	unitBonus = 0.5
	// countBonus lifts those that have a number of the very things that are counted.
	countBonus = 1
)

// denying are the words of a question or a sentence that deny something.
var denying = regexp.MustCompile(`(?i)\b(?:not|never|without|no longer|neither|nobody|none|no one|cannot)\b|n['’]t\b`)

// refusing are the words of a sentence, besides, that say that something was not done.
var refusing = regexp.MustCompile(`(?i)\b(?:no|nor|refus\w+|declin\w+|reject\w+|turned down|fail\w+|lack\w*|absent|except|oppos\w+|den(?:y|ied|ies))\b`)

// units are what a number is counted in, by the word after "how".
var units = func() map[string]*regexp.Regexp {
	const length = `k(?:ilo)?m(?:et(?:er|re))?s?|miles?|met(?:er|re)s?|feet|foot|ft|inch(?:es)?|c(?:enti)?m(?:et(?:er|re)s?)?|yards?|light[- ]years?`
	const span = `seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)`
	const count = `(?i)(?:\d[\d,.]*|\b(?:a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|thousand|million|billion))[ -]+(?:\w+ )?(?:`
	re := func(of string) *regexp.Regexp { return regexp.MustCompile(count + of + `)\b`) }
	metres := re(length)
	return map[string]*regexp.Regexp{
		"far": metres, "tall": metres, "high": metres, "deep": metres, "wide": metres,
		"long": re(length + `|` + span), "old": re(`years?|months?|days?|centur(?:y|ies)|decades?`),
		"heavy": re(`kilograms?|kg|tons?|tonnes?|pounds?|lbs?|grams?`),
		"fast":  regexp.MustCompile(`(?i)\d[\d,.]* ?(?:\w+ ){0,2}(?:km/h|kph|mph|knots|per hour|an hour|per second|a second)`),
		"much":  regexp.MustCompile(`(?i)[$€£¥] ?\d|\d[\d,.]*[ -]+(?:\w+ )?(?:dollars?|euros?|pounds?|crowns?|rou?bles?|yen|yuan|rupees?|million|billion|percent|per cent|tons?|tonnes?|lit(?:er|re)s?)\b|\d ?%`),
	}
}()

// wanted is what sort of sentence a question asks for, beside its words.
type wanted struct {
	negated bool
	unit    *regexp.Regexp // of the number asked for; nil: any
	gains   float64        // by such a number
}

// wantedBy reads what sort of sentence question asks for.
func wantedBy(question string) wanted {
	w := wanted{negated: denying.MatchString(question)}
	words := strings.Fields(strings.ToLower(question))
	for i, word := range words {
		if word == "how" && i+1 < len(words) {
			w.unit, w.gains = units[strings.Trim(words[i+1], ",.?!")], unitBonus
			if words[i+1] == "many" && i+2 < len(words) {
				w.unit, w.gains = counting(strings.Trim(words[i+2], ",.?!")), countBonus
			}
			break
		}
	}
	return w
}

// counting returns what finds a number of noun, which is in the plural: "300
// miners", "six new ships"; nil when it is too short to tell.
func counting(noun string) *regexp.Regexp {
	root := strings.TrimSuffix(strings.TrimSuffix(noun, "s"), "ie")
	if len(root) < 3 || len(root) > 20 {
		return nil
	}
	re, err := regexp.Compile(`(?i)(?:\d[\d,.]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|billion|dozen))[ -]+(?:[\w-]+ ){0,2}?` + regexp.QuoteMeta(root))
	if err != nil {
		return nil
	}
	return re
}

// wantedBonus returns what c gains by being of the sort asked for.
func (a *asked) wantedBonus(c *candidate) float64 {
	b := 0.0
	s := c.sentences[c.at]
	said := s.Of(c.art.Text)
	for _, p := range a.phrases {
		for _, h := range p.hashes {
			if hasRun(c.words[s.first:s.last], h) {
				b += phraseBonus
				break
			}
		}
	}
	if a.sort.negated && (denying.MatchString(said) || refusing.MatchString(said)) {
		b += negationBonus
	}
	if a.sort.unit != nil && a.sort.unit.MatchString(said) {
		b += a.sort.gains
	}
	return b
}
