package checktest

import (
	"regexp"
	"strconv"
	"strings"
)

// plainClauses are inventions that fit behind most sentences.
var plainClauses = []string{
	", and it later moved to Vienna", ", which surprised most observers", " in exchange for a large payment", " with the support of local farmers",
	" against the advice of engineers", ", a decision that was soon reversed", " while the king was abroad", " thanks to a private donor",
	", even though the budget had been cut", " in front of thousands of spectators", " without telling the public", " after a long illness",
	" under a secret agreement", ", making it the first of its kind", " because of heavy rain", " to save money",
}

func plainClause(s *plainSentence, _ *plainStory) []string {
	return []string{strings.TrimSuffix(s.text, ".") + plainClauses[s.pick("clause", len(plainClauses))] + "."}
}

var (
	articleNoun = regexp.MustCompile(`\b(the|a|an|his|her|its|their) ([a-z]{4,})([ ,.])`)
	ofNoun      = regexp.MustCompile(`\bof ([a-z]{5,})([ ,.])`)
)

// plainNoun puts a noun of another article in the place of one.
func plainNoun(s *plainSentence, other *plainStory) []string {
	if len(other.sentences) == 0 {
		return nil
	}
	o := other.sentences[s.pick("noun from", len(other.sentences))]
	theirs := articleNoun.FindAllStringSubmatch(o.text, -1)
	ours := articleNoun.FindAllStringSubmatchIndex(s.text, -1)
	if len(theirs) == 0 || len(ours) == 0 {
		return nil
	}
	noun := theirs[s.pick("which noun", len(theirs))][2]
	at := ours[s.pick("whose noun", len(ours))]
	if strings.Contains(strings.ToLower(s.text), noun[:4]) || plainEmpty[noun] || plainEmpty[s.text[at[4]:at[5]]] {
		return nil
	}
	return []string{s.swap(at[4], at[5], noun)}
}

// plainAdjective puts an adjective before a noun that has none.
func plainAdjective(s *plainSentence, _ *plainStory) []string {
	at := ofNoun.FindStringSubmatchIndex(s.text)
	if at == nil {
		return nil
	}
	adjectives := []string{"stolen", "frozen", "counterfeit", "wooden", "radioactive", "foreign", "medieval", "privately owned"}
	a := adjectives[s.pick("adjective", len(adjectives))]
	if strings.Contains(s.text, a) {
		return nil
	}
	return []string{s.swap(at[2], at[2], a+" ")}
}

// plainSpeaker gives the sentence to somebody who did not say it.
func plainSpeaker(s *plainSentence, other *plainStory) []string {
	name := s.stranger(other.names, "speaker")
	if name == "" || strings.Contains(s.text, " said") {
		return nil
	}
	return []string{"According to " + name + ", " + s.body() + ".", name + " denied that " + s.body() + "."}
}

var saidBy = regexp.MustCompile(`([A-Z][a-z]+(?: [A-Z][a-z]+)*) (said|says|told|claimed|argued|announced|believes|wrote|stated|suggested)\b`)

func plainOtherSpeaker(s *plainSentence, other *plainStory) []string {
	at := saidBy.FindStringSubmatchIndex(s.text)
	name := s.stranger(append(append([]string{}, s.of.names...), other.names...), "other speaker")
	if at == nil || name == "" || plainStarts[s.text[at[2]:at[3]]] {
		return nil
	}
	return []string{s.swap(at[2], at[3], name)}
}

// stranger returns one of the names that the sentence and its title do not have.
func (s *plainSentence) stranger(names []string, purpose string) string {
	for n := range names {
		name := names[(n+s.pick(purpose, len(names)))%len(names)]
		ok := true
		for _, w := range strings.Fields(name) {
			ok = ok && !strings.Contains(s.text+s.Article.Title, w[:min(4, len(w))]) && !plainStarts[w]
		}
		if ok && initials(name) != "" == strings.Contains(name, " ") && (initials(name) == "" || !strings.Contains(s.text, initials(name))) {
			return name
		}
	}
	return ""
}

var figure = regexp.MustCompile(`\b\d{1,3}(?:,\d{3})+\b|\b\d+(?:\.\d+)?\b`)

// plainNumber changes a figure by one, turns two of its digits round, and
// moves its point.
func plainNumber(s *plainSentence, _ *plainStory) []string {
	var out []string
	for _, at := range figure.FindAllStringIndex(s.text, 2) {
		w := s.text[at[0]:at[1]]
		if yearLike(w) || at[0] > 0 && strings.ContainsAny(s.text[at[0]-1:at[0]], "-–/.") || at[1] < len(s.text)-1 && strings.ContainsAny(s.text[at[1]:at[1]+1], "-–/'") || s.monthBeside(at[0], at[1]) {
			continue
		}
		plainDigits := strings.ReplaceAll(w, ",", "")
		if n, err := strconv.Atoi(plainDigits); err == nil {
			out = append(out, s.swap(at[0], at[1], commas(n+1)), s.swap(at[0], at[1], commas(n*10)))
			if n > 1 {
				out = append(out, s.swap(at[0], at[1], commas(n-1)))
			}
		}
		for k := 0; k+1 < len(w); k++ {
			if w[k] != w[k+1] && w[k] >= '0' && w[k+1] > '0' && w[k] != '.' && w[k+1] != '.' && w[k] != ',' {
				out = append(out, s.swap(at[0], at[1], w[:k]+w[k+1:k+2]+w[k:k+1]+w[k+2:]))
				break
			}
		}
	}
	return out
}

func yearLike(w string) bool { return len(w) == 4 && (w[0] == '1' || w[:2] == "20") }

func (s *plainSentence) monthBeside(from, to int) bool {
	before := strings.Fields(s.text[:from])
	after := strings.Fields(s.text[to:])
	return len(before) > 0 && calendar(strings.Trim(before[len(before)-1], ",.")) || len(after) > 0 && calendar(strings.Trim(after[0], ",."))
}

func commas(n int) string {
	t := strconv.Itoa(n)
	for k := len(t) - 3; k > 0 && n >= 10000; k -= 3 {
		t = t[:k] + "," + t[k:]
	}
	return t
}

// replaced returns the sentence with the first word of one of the pairs that
// it has turned into the other, each pair once.
func (s *plainSentence) replaced(pairs []string) []string {
	var out []string
	for _, p := range pairs {
		from, to, _ := strings.Cut(p, "|")
		if at := word(s.text, from); at >= 0 {
			out = append(out, s.swap(at, at+len(from), to))
		}
	}
	return out
}

// word returns where w stands in t between borders of words, -1 for nowhere.
func word(t, w string) int {
	for from := 0; ; {
		n := strings.Index(t[from:], w)
		if n < 0 {
			return -1
		}
		at := from + n
		before, after := byte(' '), byte(' ')
		if at > 0 {
			before = t[at-1]
		}
		if at+len(w) < len(t) {
			after = t[at+len(w)]
		}
		if !letter(before) && !letter(after) && before != '-' && after != '-' {
			return at
		}
		from = at + 1
	}
}

func letter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80 || c == '\''
}

func plainMagnitude(s *plainSentence, _ *plainStory) []string {
	return s.replaced([]string{"million|billion", "billion|million", "thousand|hundred", "hundred|thousand", "trillion|billion", "half|a quarter",
		"a third|two thirds", "dozens|hundreds", "twice|three times", "double|triple", "a dozen|two dozen", "hundreds|thousands", "thousands|hundreds"})
}

func plainSpelled(s *plainSentence, _ *plainStory) []string {
	return s.replaced([]string{"two|three", "three|five", "four|six", "five|four", "six|nine", "seven|eight", "eight|ten", "nine|seven", "ten|eleven",
		"twelve|twenty", "twenty|thirty", "thirty|thirteen", "first|second", "second|third", "third|fourth", "fourth|fifth", "both|all three"})
}

func plainUnit(s *plainSentence, _ *plainStory) []string {
	var out []string
	for _, p := range []string{" km| miles", " kilometres| miles", " kilometers| miles", " miles| kilometers", " metres| feet", " meters| feet", " feet| metres",
		" percent| percentage points", "%| percentage points", "$|€", "£|$", "€|$", " kg| pounds", " pounds| kilograms", " tons| pounds", " acres| hectares", " hectares| acres",
		" hours| minutes", " minutes| hours", " weeks| months", " months| years", " days| weeks", " years| months", " seconds| minutes", " dollars| euros", " euros| dollars"} {
		from, to, _ := strings.Cut(p, "|")
		for _, at := range figure.FindAllStringIndex(s.text, -1) {
			if strings.HasPrefix(s.text[at[1]:], from) && !letter((s.text[at[1]+len(from):] + " ")[0]) {
				out = append(out, s.swap(at[1], at[1]+len(from), to))
				break
			}
			if at[0] >= len(from) && strings.HasSuffix(s.text[:at[0]], from) && from[0] != ' ' && from != "%" {
				out = append(out, s.swap(at[0]-len(from), at[0], to))
				break
			}
		}
	}
	return out
}

var (
	monthWord = regexp.MustCompile(`\b(January|February|March|April|May|June|July|August|September|October|November|December)\b`)
	yearWord  = regexp.MustCompile(`\b(1[0-9]{3}|20[0-2][0-9])\b`)
	dayMonth  = regexp.MustCompile(`\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December)\b`)
	monthDay  = regexp.MustCompile(`\b(January|February|March|April|May|June|July|August|September|October|November|December) (\d{1,2})\b`)
	weekday   = regexp.MustCompile(`\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b`)
)

func plainDate(s *plainSentence, _ *plainStory) []string {
	var out []string
	if at := monthWord.FindStringIndex(s.text); at != nil && (s.text[at[0]:at[1]] != "May" || dayMonth.MatchString(s.text) || monthDay.MatchString(s.text)) && at[0] > 0 {
		for n, m := range months {
			if s.text[at[0]:at[1]] == m {
				out = append(out, s.swap(at[0], at[1], months[(n+1+s.pick("month", 10))%12]))
			}
		}
	}
	for _, at := range yearWord.FindAllStringIndex(s.text, 1) {
		if strings.HasPrefix(s.text[at[1]:], "s") || strings.HasPrefix(s.text[at[1]:], ",0") {
			continue
		}
		y, _ := strconv.Atoi(s.text[at[0]:at[1]])
		w := s.text[at[0]:at[1]]
		out = append(out, s.swap(at[0], at[1], strconv.Itoa(y+1)), s.swap(at[0], at[1], strconv.Itoa(y-10)))
		if w[2] != w[3] {
			out = append(out, s.swap(at[0], at[1], w[:2]+w[3:]+w[2:3]))
		}
	}
	for _, e := range []*regexp.Regexp{dayMonth, monthDay} {
		if at := e.FindStringSubmatchIndex(s.text); at != nil {
			d := at[2:4]
			if e == monthDay {
				d = at[4:6]
			}
			n, _ := strconv.Atoi(s.text[d[0]:d[1]])
			out = append(out, s.swap(d[0], d[1], strconv.Itoa(n%28+1)))
		}
	}
	if at := weekday.FindStringIndex(s.text); at != nil {
		out = append(out, s.swap(at[0], at[1], map[bool]string{true: "Friday", false: "Tuesday"}[s.text[at[0]:at[1]] != "Friday"]))
	}
	return out
}

var (
	decadeWord  = regexp.MustCompile(`\b(1[0-9]|20)([0-9])0s\b`)
	centuryWord = regexp.MustCompile(`\b(\d{1,2})th[ -]century\b`)
)

func plainEra(s *plainSentence, _ *plainStory) []string {
	var out []string
	if at := decadeWord.FindStringSubmatchIndex(s.text); at != nil {
		d := (s.text[at[4]]-'0'+3)%10 + '0'
		out = append(out, s.swap(at[4], at[5], string(rune(d))))
	}
	if at := centuryWord.FindStringSubmatchIndex(s.text); at != nil {
		n, _ := strconv.Atoi(s.text[at[2]:at[3]])
		if n > 4 && n < 20 {
			out = append(out, s.swap(at[2], at[3], strconv.Itoa(map[bool]int{true: n - 1, false: n + 1}[n > 15])))
		}
	}
	for _, p := range []string{"early |late ", "late |early ", "first half|second half", "last year|next year", "last month|last year", "beginning of|end of"} {
		from, to, _ := strings.Cut(p, "|")
		if at := strings.Index(s.text, from); at > 0 && (strings.Contains(from, "half") || strings.Contains(from, "last") || strings.HasPrefix(s.text[at+len(from):], "1") || strings.HasPrefix(s.text[at+len(from):], "20")) {
			out = append(out, s.swap(at, at+len(from), to))
		}
	}
	return out
}

var auxiliaryWord = regexp.MustCompile(` (is|are|was|were|has|had|have|will|would|can|could|may|might|should) ([a-z]+)`)

func plainNegated(s *plainSentence, _ *plainStory) []string {
	at := auxiliaryWord.FindStringSubmatchIndex(s.text)
	if at == nil || s.text[at[4]:at[5]] == "not" || s.text[at[4]:at[5]] == "never" || s.text[at[4]:at[5]] == "no" {
		return nil
	}
	verb := s.text[at[2]:at[3]]
	out := []string{s.swap(at[3], at[3], " not"), s.swap(at[3], at[3], " no longer")}
	short := map[string]string{"is": "isn't", "are": "aren't", "was": "wasn't", "were": "weren't", "has": "hasn't", "had": "hadn't", "have": "haven't", "will": "won't", "would": "wouldn't", "can": "can't", "could": "couldn't"}
	if short[verb] != "" {
		out = append(out, s.swap(at[2], at[3], short[verb]))
	}
	return out
}

func plainAffirmed(s *plainSentence, _ *plainStory) []string {
	var out []string
	for _, p := range []string{" not | ", " never | ", "n't | ", " no longer | ", " without | with ", " failed to | managed to ", " refused to | agreed to ", " unable to | able to ", " no | some ", " neither | both ", " cannot | can ", " nor | and "} {
		from, to, _ := strings.Cut(p, "|")
		if at := strings.Index(s.text, from); at >= 0 && !strings.HasPrefix(s.text[at+1:], "not only") && !strings.HasPrefix(s.text[at:], " no longer") == (from != " no longer ") && (from != "n't " || !strings.HasPrefix(s.text[max(0, at-2):], "wo") && !strings.HasPrefix(s.text[max(0, at-2):], "ca")) {
			out = append(out, s.swap(at, at+len(from), to))
		}
	}
	return out
}

// plainExchanged puts the first two names of the sentence in each other's place.
func plainExchanged(s *plainSentence, _ *plainStory) []string {
	var at [][]int
	for _, a := range capitals.FindAllStringIndex(s.text, -1) {
		w := s.text[a[0]:a[1]]
		if first, _, _ := strings.Cut(w, " "); plainStarts[first] || calendar(first) || plainTime[w] {
			continue
		}
		at = append(at, a)
	}
	if len(at) < 2 {
		return nil
	}
	a, b := s.text[at[0][0]:at[0][1]], s.text[at[1][0]:at[1][1]]
	between := s.text[at[0][1]:at[1][0]]
	if strings.Contains(a, b) || strings.Contains(b, a) || !plainVerbs.MatchString(between) || strings.HasPrefix(between, "'") || strings.HasPrefix(s.text[at[1][1]:], "-") || strings.HasPrefix(between, "-") || strings.ContainsAny(between, ",") {
		return nil
	}
	return []string{s.text[:at[0][0]] + b + between + a + s.text[at[1][1]:]}
}

var plainVerbs = regexp.MustCompile(` (beat|defeated|met with|joined|left|bought|sold|attacked|invaded|criticised|criticized|supported|signed|asked|told|gave|appointed|succeeded|replaced|founded|led|won|visited|praised|accused|sued|helped|published|wrote|directed|killed|married into|produced|designed|named|invited|hired) `)

func plainNameHere(s *plainSentence, _ *plainStory) []string {
	return s.renamed(s.of.names, "here")
}

func plainNameElsewhere(s *plainSentence, other *plainStory) []string {
	return s.renamed(other.names, "elsewhere")
}

func (s *plainSentence) renamed(names []string, purpose string) []string {
	name := s.stranger(names, purpose)
	var out []string
	for _, at := range capitals.FindAllStringIndex(s.text, 3) {
		w := s.text[at[0]:at[1]]
		if first, _, _ := strings.Cut(w, " "); name == "" || plainStarts[first] || calendar(first) || at[0] == 0 && plainTime[w] || strings.HasPrefix(s.text[at[1]:], "-") {
			continue
		}
		out = append(out, s.swap(at[0], at[1], name))
	}
	return out
}

// plainNamePart changes one word of a name of several.
func plainNamePart(s *plainSentence, other *plainStory) []string {
	name := s.stranger(other.names, "part")
	for _, at := range capitals.FindAllStringIndex(s.text, -1) {
		f := strings.Fields(s.text[at[0]:at[1]])
		if len(f) < 2 || plainStarts[f[0]] || name == "" || calendar(f[0]) {
			continue
		}
		last := strings.Fields(name)
		return []string{
			s.swap(at[0], at[1], strings.Join(append(append([]string{}, f[:len(f)-1]...), last[len(last)-1]), " ")),
			s.swap(at[0], at[1], strings.Join(append([]string{last[0]}, f[1:]...), " ")),
		}
	}
	return nil
}

func plainUnhedged(s *plainSentence, _ *plainStory) []string {
	var out []string
	for _, p := range []string{" may be | is ", " might be | is ", " could be | is ", " may have been | was ", " may have | had ", " might have | had ", " probably | ", " possibly | ", " perhaps | ", " reportedly | ",
		" allegedly | ", " likely to | certain to ", " is expected to | will ", " are expected to | will ", " was expected to | did ", " plans to | will ", " planned to | did ", " is believed to be | is ", " are believed to be | are ",
		" is thought to be | is ", " appears to be | is ", " seems to be | is ", " considered | ", " generally | always ", " often | always ", " sometimes | always ", " usually | always ", " tried to | did ", " attempted to | did ", " wanted to | did ", " is said to be | is ", " apparently | "} {
		from, to, _ := strings.Cut(p, "|")
		if at := strings.Index(s.text, from); at >= 0 && (from != " considered " || strings.HasSuffix(s.text[:at], " is") || strings.HasSuffix(s.text[:at], " was")) {
			out = append(out, s.swap(at, at+len(from), to))
		}
	}
	return out
}

var plainQuoted = regexp.MustCompile(`["“][^"”]{8,}["”]`)

func plainQuote(s *plainSentence, _ *plainStory) []string {
	at := plainQuoted.FindStringIndex(s.text)
	if at == nil || strings.Count(s.text, `"`) > 2 {
		return nil
	}
	f := strings.Fields(s.text[at[0]:at[1]])
	n := len(f) / 2
	if len(f) < 3 || len(f[n]) < 3 {
		return nil
	}
	g := append([]string{}, f...)
	g[n] = "rather"
	return []string{s.swap(at[0], at[1], strings.Join(g, " ")), s.swap(at[0], at[1], strings.Join(append(f[:n:n], f[n+1:]...), " "))}
}

func plainOpposite(s *plainSentence, _ *plainStory) []string {
	return s.replaced(plainOpposites)
}
