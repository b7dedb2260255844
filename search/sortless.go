package search

import (
	"regexp"
	"strings"
)

// Questions of which a sentence that answers has something that is easily told:
// of 519 with "how many" in the public sets 518 have a quantity there, all of 140 with
// "how long", "how far" and the like a quantity or a word like it (but "how much support"
// a "little"), of 267 with "what year" all have a year or the like, of 730 with "when" 715
// a time.
var (
	asksMany    = regexp.MustCompile(`(?i)\bhow many\s+(\pL+)`)
	asksMeasure = regexp.MustCompile(`(?i)\bhow (long|old|often|tall|high|far|deep|wide|heavy|fast|big|large|much(?: money)? (?:did|do|does))\b`)
	asksValue   = regexp.MustCompile(`(?i)\b(?:what|which)(?: \w+){0,3}? (?:percentage|percent|population|height|length|distance|temperature|price|age)\b`)
	asksYear    = regexp.MustCompile(`(?i)\b(?:what|which) year\b`)
	asksWhen    = regexp.MustCompile(`(?i)^\W*when(?:['’]?s|\s+(?:did|do|does|is|are|was|were|will|would|has|have|had)\b)`)
)

// What answers them.
var (
	quantity = regexp.MustCompile(`(?i)\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|` +
		`(?:twen|thir|for|fif|six|seven|eigh|nine)ty|(?:hundred|thousand|[mbtr]+illion|dozen|score)s?|several|many|few|both|no|none|neither|single|sole|only|pair|couple|` +
		`half|third|quarters?|twice|once|double|dual|triple|trio|duo|numerous|myriad|handful|majority|most|all|every|each|any|various|another|more|less|fewer|` +
		`I{1,3}|IV|VI{0,3}|IX|X)\b`)
	yearlike = regexp.MustCompile(`(?i)\d{3,4}|['’]\d\d|centur|decade|\byears?\b|\bago\b|\b(?:same|next|previous|following) year`)
	timelike = regexp.MustCompile(`(?i)\d|\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|` +
		`(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|yesterday|tomorrow|tonight|centur(?:y|ies)|decades?|years?|months?|weeks?|weekends?|days?|hours?|minutes?|` +
		`mornings?|afternoons?|evenings?|nights?|noon|midnight|dawn|dusk|sunrise|sunset|spring|summers?|autumn|fall|winters?|seasons?|easter|christmas|ago|after|before|during|while|when|` +
		`whenever|once|until|till|since|later|earlier|early|late|recent|recently|now|currently|soon|immediately|already|never|always|upon|following|prior|eve|birth|death|childhood|` +
		`wars?|eras?|ages?|period|antiquity|medieval|ancient|prehistor\w+|modern|reign|times?|if|as|with|then|first|on the|at the)\b`)
	// roughly is how long, how often or how much something is, without a number.
	roughly = regexp.MustCompile(`(?i)\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|until|till|since|ever|always|never|permanent\w*|lifetime|life|forever|` +
		`generations?|brief\w*|short\w*|long\w*|often|daily|weekly|monthly|yearly|annual\w*|regular\w*|rare\w*|seldom|frequent\w*|` +
		`halves|(?:thir|four|fif|six|seven|eigh|nin|ten)ths|a (?:four|fif|six|seven|eigh|nin|ten)th|little|much|nothing|free)\b`)
	// calendar is what is a time and no quantity.
	calendar = regexp.MustCompile(`(?i)\b(?:1\d|20)\d\d(?:s|[-–]\d\d)?\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2}\b|` +
		`\b\d{1,2}(?:st|nd|rd|th)?\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\d+(?:st|nd|rd|th)\b`)
	// counts finds a plural behind a number.
	counts = regexp.MustCompile(`^\s+(?:[a-z]+\s+)?(?:[a-z]{3,}s|people|men|women|children)\b`)
	spans  = wordSet("year years month months week weeks day days hour hours minute minutes decade decades century centuries time times generation generations")
)

// surelyLacks reports whether the question asks for a number, a year or a time,
// and c's sentence has nothing that could be one. It is not the contrary of
// hasSort, which wants to see one plainly: many sentences are neither.
func (a *asked) surelyLacks(c *candidate) bool {
	said, question := c.sentences[c.at].Of(c.art.Text), a.Text
	if a.after != nil && a.after.whole != "" {
		question = a.after.whole // "and in 2019?" asks for the same sort
	}
	switch {
	case asksYear.MatchString(question):
		return !yearlike.MatchString(said)
	case asksWhen.MatchString(question):
		return !timelike.MatchString(said)
	}
	m := asksMany.FindStringSubmatch(question)
	if m == nil {
		return (asksMeasure.MatchString(question) || asksValue.MatchString(question)) && !quantity.MatchString(said) && !roughly.MatchString(said)
	}
	if spans[strings.ToLower(m[1])] {
		return !quantity.MatchString(said)
	}
	return !quantity.MatchString(withoutDates(said))
}

// withoutDates returns s without its days, and without its years but those that
// count what stands behind them: "2000 guests".
func withoutDates(s string) string {
	var b strings.Builder
	from := 0
	for _, m := range calendar.FindAllStringIndex(s, -1) {
		if counts.MatchString(s[m[1]:]) {
			continue
		}
		b.WriteString(s[from:m[0]])
		b.WriteByte(' ')
		from = m[1]
	}
	return b.String() + s[from:]
}
