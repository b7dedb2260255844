package checktest

import (
	"regexp"
	"strings"

	"byline/answer/check"
)

// rewrites returns true sentences made of s.
func rewrites(s *sentence) []Case {
	out := []Case{one("verbatim", true, s.Text(), s)}
	add := func(kind string, claims ...string) {
		for _, c := range claims {
			if c != "" && c != s.Text() {
				out = append(out, one(kind, true, c, s))
			}
		}
	}
	add("order changed", fronted(s), moved(s), said(s))
	add("synonyms", synonymous(s))
	add("split", parted(s)...)
	add("active to passive", passive(s))
	add("passive to active", active(s))
	add("numbers and dates in another form", reformed(s)...)
	add("shortened", shortened(s))
	return append(out, merged(s)...)
}

// fronted moves a last phrase of time or place to the front.
func fronted(s *sentence) string {
	if s.words[0].Tag == "IN" || s.words[0].Tag == "CD" {
		return ""
	}
	for i := len(s.words) - 3; i > 4; i-- {
		w := s.words[i]
		if w.Text != "in" && w.Text != "on" && w.Text != "during" && w.Text != "by" || s.words[i-1].Tag == "," || s.words[i-1].Tag == "RB" || s.words[i-1].Text == "than" || s.words[i-1].Tag == "JJS" || strings.Contains(s.Text(), " that ") || !s.plain(i+1, len(s.words)-1) || within(s.Text(), w.Start) {
			continue
		}
		if w.Text == "by" || s.words[i-1].Tag == "VBG" {
			return ""
		}
		head := strings.TrimSuffix(s.lowerFirst(), ".")
		return upperFirst(s.cut(i, len(s.words)-1)) + ", " + head[:w.Start-1] + "."
	}
	return ""
}

// plain reports whether words [i,k) are one noun phrase or date.
func (s *sentence) plain(i, k int) bool {
	if k <= i || k-i > 4 {
		return false
	}
	for ; i < k; i++ {
		switch s.words[i].Tag {
		case "DT", "NN", "NNS", "NNP", "CD", "JJ", "PRP$":
		default:
			return false
		}
	}
	return true
}

// moved moves a first phrase of time or place to the end.
func moved(s *sentence) string {
	if t := s.words[0].Text; t != "In" && t != "On" && t != "During" {
		return ""
	}
	for i := 1; i < len(s.words) && i < 6; i++ {
		if s.words[i].Tag == "," && s.plain(1, i) && !strings.ContainsAny(s.Text()[s.words[i].End():], ",\"“") {
			rest := strings.TrimSpace(strings.TrimSuffix(s.Text()[s.words[i].End():], "."))
			return upperFirst(rest) + " " + strings.ToLower(s.words[0].Text) + " " + s.cut(1, i) + "."
		}
	}
	return ""
}

// said turns "A said that …" round.
func said(s *sentence) string {
	for v, w := range s.words {
		if (w.Text == "said" || w.Text == "stated" || w.Text == "argued") && v > 0 && v < 5 && v+1 < len(s.words) && s.words[v+1].Text == "that" && s.nounPhrase(0) == v {
			subject := s.cut(0, v)
			if !strings.HasPrefix(s.words[0].Tag, "NNP") {
				subject = strings.ToLower(subject[:1]) + subject[1:]
			}
			return upperFirst(strings.TrimSpace(strings.TrimSuffix(s.Text()[s.words[v+1].End():], "."))) + ", " + subject + " " + w.Text + "."
		}
	}
	return ""
}

// standIns are this generator's own; the checks have their own list.
var standIns = map[string]string{
	"began": "started", "started": "began", "large": "big", "big": "large", "built": "constructed", "constructed": "built", "area": "region", "region": "area", "city": "town",
	"important": "significant", "significant": "important", "many": "numerous", "used": "employed", "shows": "demonstrates", "showed": "demonstrated", "often": "frequently", "frequently": "often",
	"about": "approximately", "approximately": "about", "located": "situated", "said": "stated", "known": "recognized", "created": "made", "help": "assist", "helped": "assisted", "bought": "purchased",
	"purchased": "bought", "ended": "finished", "received": "got", "required": "needed", "needed": "required", "believed": "thought", "main": "principal", "several": "various", "various": "several",
	"obtained": "got", "country": "nation", "nation": "country", "countries": "nations", "attempted": "tried", "tried": "attempted", "children": "kids", "allowed": "permitted", "allows": "permits",
	"killed": "slain", "found": "discovered", "discovered": "found", "became": "turned into", "also": "additionally", "however": "nevertheless", "people": "individuals", "established": "founded",
	"founded": "established", "chose": "selected", "selected": "chose", "gave": "provided", "provided": "supplied", "increased": "rose", "famous": "renowned", "quickly": "rapidly", "rapidly": "quickly",
	"reached": "attained", "defeated": "beat", "moved": "relocated", "released": "issued", "published": "released", "led": "headed", "produced": "made", "students": "pupils", "company": "firm",
	"companies": "firms", "author": "writer", "powerful": "strong", "primarily": "mainly", "mainly": "primarily", "usually": "normally", "typically": "usually", "died": "passed away", "fight": "battle",
	"war": "conflict", "film": "movie", "movie": "film", "job": "post", "buy": "purchase", "get": "obtain", "huge": "enormous", "entire": "whole", "whole": "entire",
	"different": "distinct", "difficult": "hard", "problem": "issue", "problems": "issues", "common": "widespread", "near": "close to", "until": "till",
}

// synonymous puts stand-ins for up to two words.
func synonymous(s *sentence) string {
	t, done := s.Text(), 0
	for i := len(s.words) - 1; i > 0 && done < 2; i-- {
		w := s.words[i]
		by, ok := standIns[w.Text]
		if !ok || strings.HasPrefix(w.Tag, "NNP") || within(t, w.Start) || w.Text == "known" && s.words[min(i+1, len(s.words)-1)].Text == "as" || w.Text == "used" && s.words[min(i+1, len(s.words)-1)].Text == "to" {
			continue
		}
		t = t[:w.Start] + by + t[w.End():]
		done++
	}
	if done == 0 {
		return ""
	}
	return t
}

// within reports whether byte i of t stands between quotation marks.
func within(t string, i int) bool {
	return strings.Count(t[:i], "\"")%2 == 1 || strings.Count(t[:i], "“") > strings.Count(t[:i], "”")
}

// parted returns the statements of a sentence of two main clauses, each with a
// subject of its own.
func parted(s *sentence) []string {
	for i := 4; i < len(s.words)-5; i++ {
		if s.words[i].Tag != "," || s.words[i+1].Text != "and" && s.words[i+1].Text != "but" || within(s.Text(), s.words[i].Start) {
			continue
		}
		subject := s.nounPhrase(i + 2)
		if s.words[i+2].Tag == "PRP" {
			subject = i + 3
		}
		if subject == i+2 || subject >= len(s.words) || !finite(s.words[subject].Tag) || s.verbBefore(i) < 0 {
			continue
		}
		first := s.Text()[:s.words[i].Start] + "."
		if k := s.leadingClause(); k > 0 {
			return []string{first}
		}
		return []string{first, upperFirst(s.Text()[s.words[i+2].Start:])}
	}
	return nil
}

func finite(tag string) bool { return tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD" }

func (s *sentence) verbBefore(i int) int {
	for k := range i {
		if finite(s.words[k].Tag) {
			return k
		}
	}
	return -1
}

// leadingClause returns the comma after a leading "According to …," or
// "If …,", which holds for both halves; 0 when there is none.
func (s *sentence) leadingClause() int {
	switch s.words[0].Tag {
	case "IN", "VBG", "WRB":
		for i, w := range s.words {
			if w.Tag == "," {
				return i
			}
		}
	}
	if _, k := s.speaker(); k > 0 || sayingInside.MatchString(s.Text()) {
		return 1
	}
	return 0
}

var sayingInside = regexp.MustCompile(`\b(said|says|told|announced|argued|claimed|stated|wrote|reported|added|noted|explained|believed|suggested|warned) (that|to|him|her|them)\b`)

// passive turns "A signed B …" into "B was signed by A …".
func passive(s *sentence) string {
	subject, v, object, ok := s.transitive()
	if !ok || !strings.HasSuffix(s.words[v].Text, "ed") || s.words[object].Tag == "," || s.words[object].Tag == "CC" {
		return ""
	}
	a := s.cut(0, subject)
	if !strings.HasPrefix(s.words[0].Tag, "NNP") {
		a = strings.ToLower(a[:1]) + a[1:]
	}
	be := "was"
	if strings.HasSuffix(s.words[object-1].Tag, "S") {
		be = "were"
	}
	return upperFirst(s.cut(v+1, object)) + " " + be + " " + s.words[v].Text + " by " + a + s.Text()[s.words[object-1].End():]
}

// active turns "B was signed by A." into "A signed B."
func active(s *sentence) string {
	subject := s.nounPhrase(0)
	v := subject + 1
	if subject == 0 || v+2 >= len(s.words) || s.words[subject].Text != "was" && s.words[subject].Text != "were" || !strings.HasSuffix(s.words[v].Text, "ed") || s.words[v+1].Text != "by" {
		return ""
	}
	agent := s.nounPhrase(v + 2)
	if agent == v+2 || agent >= len(s.words) || s.words[agent].Text == "of" || s.words[agent].Tag == "," || s.words[agent].Tag == "CC" {
		return ""
	}
	b := s.cut(0, subject)
	if !strings.HasPrefix(s.words[0].Tag, "NNP") {
		b = strings.ToLower(b[:1]) + b[1:]
	}
	return upperFirst(s.cut(v+2, agent)) + " " + s.words[v].Text + " " + b + s.Text()[s.words[agent-1].End():]
}

var (
	american  = regexp.MustCompile(`\b(January|February|March|April|May|June|July|August|September|October|November|December) (\d{1,2}), (\d{4})\b`)
	british   = regexp.MustCompile(`(?:^|\s)(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})\b`)
	percent   = regexp.MustCompile(`(\d) percent\b`)
	sign      = regexp.MustCompile(`(\d)%`)
	smallWord = regexp.MustCompile(`\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b`)
	thousands = regexp.MustCompile(`\b(\d{1,3}),(\d{3})\b`)
	millions  = regexp.MustCompile(`\b(\d+),000,000\b`)
)

// reformed writes numbers and dates in another form.
func reformed(s *sentence) []string {
	t := s.Text()
	var out []string
	if strings.ContainsAny(t, "\"“") {
		return nil
	}
	for _, f := range []struct {
		re *regexp.Regexp
		by string
	}{
		{american, "$2 $1 $3"}, {british, " $2 $1, $3"}, {percent, "$1%"}, {sign, "$1 percent"}, {millions, "$1 million"},
	} {
		if f.re.MatchString(t) {
			out = append(out, f.re.ReplaceAllString(t, f.by))
		}
	}
	if !millions.MatchString(t) && thousands.MatchString(t) && strings.Count(t, ",") == 1 {
		out = append(out, thousands.ReplaceAllString(t, "$1$2"))
	}
	if w := smallWord.FindString(t); w != "" && !strings.Contains(t, w+"-") {
		for n, name := range numerals {
			if name == w {
				out = append(out, strings.Replace(t, w, digitsOf(n+1), 1))
			}
		}
	}
	return out
}

func digitsOf(n int) string {
	if n >= 10 {
		return string(rune('0'+n/10)) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}

// shortened leaves out a last clause of participles or a relative clause,
// which takes nothing back.
func shortened(s *sentence) string {
	for i := 6; i < len(s.words)-3; i++ {
		if s.words[i].Tag == "," && (s.words[i+1].Text == "which" || s.words[i+1].Text == "where" || s.words[i+1].Text == "including") &&
			!within(s.Text(), s.words[i].Start) && !strings.Contains(s.Text()[s.words[i].End():], ",") && s.verbBefore(i) >= 0 {
			return s.Text()[:s.words[i].Start] + "."
		}
	}
	return ""
}

// merged joins s and the sentence after it, citing both.
func merged(s *sentence) []Case {
	n := s.next
	if n == nil || strings.ContainsAny(s.Text()+n.Text(), "\"“") || len(s.words)+len(n.words) > 50 || n.words[0].Tag == "IN" || n.words[0].Tag == "RB" {
		return nil
	}
	join := []string{", and ", ", while ", "; "}[s.pick("merged", 3)]
	claim := strings.TrimSuffix(s.Text(), ".") + join + n.lowerFirst()
	return []Case{{Kind: "merged", True: true, Claim: claim, Cited: []check.Source{s.Source, n.Source}}}
}
