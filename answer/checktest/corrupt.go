package checktest

import (
	"fmt"
	"regexp"
	"strings"

	"byline/answer/check"
)

// A maker makes false sentences of one kind from a true one, none when the
// sentence has nothing to make them of.
type maker struct {
	kind string
	make func(s *sentence, other *story) []string
}

// makers are the kinds of falsehood. Stitching, which cites two sentences, is
// apart.
func makers() []maker {
	return []maker{
		{"fabricated sentence", fabricated},
		{"fabricated detail", detailed},
		{"misattributed", misattributed},
		{"attribution added", attributed},
		{"attribution dropped", unattributed},
		{"number changed", numbered},
		{"unit changed", unitChanged},
		{"date changed", dated},
		{"negation flipped", negated},
		{"subject and object swapped", swapped},
		{"names exchanged", exchanged},
		{"name swapped", renamed},
		{"hedge dropped", unhedged},
		{"quote altered", requoted},
		{"superlative changed", regraded},
		{"opposite", opposed},
	}
}

// Precise are the kinds that touch a quotation, a number, a name or a date,
// of which none may pass.
func Precise(kind string) bool {
	switch kind {
	case "misattributed", "number changed", "unit changed", "date changed", "names exchanged", "name swapped", "quote altered":
		return true
	}
	return plainPrecise(kind)
}

// corruptions returns the false sentences that can be made of s.
func corruptions(s *sentence, other *story) []Case {
	var out []Case
	for _, m := range makers() {
		for _, claim := range m.make(s, other) {
			if claim != s.Text() {
				out = append(out, one(m.kind, false, claim, s))
			}
		}
	}
	return append(out, stitched(s)...)
}

// fabricated puts a sentence of another story in the place of s.
func fabricated(s *sentence, other *story) []string {
	if len(other.sentences) == 0 {
		return nil
	}
	return []string{other.sentences[s.pick("fabricated", len(other.sentences))].Text()}
}

// details are inventions that fit most sentences.
var details = []string{
	", killing dozens of bystanders", " after months of secret negotiations", ", according to a leaked memo", " despite fierce protests from residents",
	" because of a shortage of money", ", which later proved to be a mistake", " for the first time in history", " with the help of foreign investors",
	", causing widespread panic", " under pressure from the opposition", " to the delight of the crowd", ", drawing sharp criticism from experts",
	" in a surprise move", " using stolen documents",
}

func detailed(s *sentence, _ *story) []string {
	return []string{strings.TrimSuffix(s.Text(), ".") + details[s.pick("detail", len(details))] + "."}
}

// stitched puts the beginning of s and the predicate of another sentence of
// its story together and cites both.
func stitched(s *sentence) []Case {
	all := s.of.sentences
	o := all[s.pick("stitched", len(all))]
	v, w := s.verb(), o.verb()
	if o == s || v > 0 && strings.Contains(strings.ToLower(o.Text()), strings.ToLower(s.words[v-1].Text)) || v <= 0 || w <= 0 || s.cut(0, v) == o.cut(0, w) || o.words[0].Tag == "PRP" || o.words[0].Tag == "DT" && o.words[0].Text != "The" {
		return nil
	}
	claim := s.cut(0, v) + " " + o.Text()[o.words[w].Start:]
	return []Case{{Kind: "stitched", Claim: claim, Cited: []check.Source{s.Source, o.Source}}}
}

// anotherName picks a name that shares no word with the sentence.
func (s *sentence) anotherName(names []string, not, purpose string) string {
	for n := range names {
		name := names[(n+s.pick(purpose, len(names)))%len(names)]
		shared := false
		for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r < 'A' }) {
			shared = shared || strings.Contains(s.Text(), w[:min(len(w), 5)]) || initials(name) != "" && strings.Contains(s.Text(), initials(name))
		}
		if !shared && name != not && len(name) > 3 {
			return name
		}
	}
	return ""
}

// initials returns the first letters of a name of several words.
func initials(name string) string {
	f := strings.Fields(name)
	if len(f) < 2 {
		return ""
	}
	var b strings.Builder
	for _, w := range f {
		b.WriteByte(w[0])
	}
	return b.String()
}

func negated(s *sentence, _ *story) []string {
	for i, w := range s.words {
		switch {
		case i > 0 && (w.Text == "not" || w.Text == "never") && i+1 < len(s.words) && s.words[i+1].Text != "only":
			return []string{strings.Replace(s.replace(i, i+1, ""), "  ", " ", 1)}
		case i > 0 && auxiliaryVerb(w.Text) && i+1 < len(s.words) && s.words[i+1].Text != "not" && s.words[i+1].Text != "n't":
			return []string{s.replace(i, i+1, w.Text+" not"), s.replace(i, i+1, w.Text+" never")}
		case i > 0 && w.Tag == "VBD" && strings.HasSuffix(w.Text, "ed") && len(w.Text) > 5:
			return []string{s.replace(i, i+1, "never "+w.Text), s.replace(i, i+1, "failed to "+baseForm(w.Text))}
		}
	}
	return nil
}

func auxiliaryVerb(w string) bool {
	switch w {
	case "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "should":
		return true
	}
	return false
}

// baseForm returns the base of a regular past form, near enough.
func baseForm(w string) string {
	stem := strings.TrimSuffix(w, "ed")
	switch {
	case strings.HasSuffix(stem, "i"):
		return stem[:len(stem)-1] + "y"
	case len(stem) > 2 && stem[len(stem)-1] == stem[len(stem)-2] && !strings.HasSuffix(stem, "ss") && !strings.HasSuffix(stem, "ll"):
		return stem[:len(stem)-1]
	case strings.ContainsAny(stem[len(stem)-1:], "scvuzg") && !strings.HasSuffix(stem, "ss"), strings.HasSuffix(stem, "at"), strings.HasSuffix(stem, "ir"), strings.HasSuffix(stem, "in"), strings.HasSuffix(stem, "ok"):
		return stem + "e"
	}
	return stem
}

// swapped turns "A beat B …" into "B beat A …" where both are noun phrases.
func swapped(s *sentence, _ *story) []string {
	subject, v, object, ok := s.transitive()
	if !ok {
		return nil
	}
	a, b := s.cut(0, subject), s.cut(v+1, object)
	if strings.EqualFold(a, b) {
		return nil
	}
	if !strings.HasPrefix(s.words[0].Tag, "NNP") {
		a = strings.ToLower(a[:1]) + a[1:]
	}
	tail := s.Text()[s.words[object-1].End():]
	return []string{upperFirst(b) + " " + s.cut(subject, v+1) + " " + a + tail}
}

// transitive finds a sentence that begins with a noun phrase [0,subject), a
// past verb v, and a noun phrase [v+1,object).
func (s *sentence) transitive() (subject, v, object int, ok bool) {
	subject = s.nounPhrase(0)
	v = subject
	if subject == 0 || v >= len(s.words) || s.words[v].Tag != "VBD" || linkingVerb(s.words[v].Text) {
		return 0, 0, 0, false
	}
	object = s.nounPhrase(v + 1)
	if object == v+1 || object >= len(s.words) {
		return 0, 0, 0, false
	}
	switch s.words[object].Tag {
	case ".", ",", "IN", "CC":
		return subject, v, object, s.words[object].Text != "of"
	}
	return 0, 0, 0, false
}

func linkingVerb(w string) bool {
	switch w {
	case "was", "were", "became", "had", "did", "remained", "seemed", "said", "began", "stayed", "felt", "went", "came", "took", "made", "met", "married":
		return true
	}
	return false
}

// nounPhrase returns where the noun phrase at word i ends, i when there is none.
func (s *sentence) nounPhrase(i int) int {
	k, noun := i, false
	for k < len(s.words) {
		switch t := s.words[k].Tag; {
		case (t == "DT" || t == "PRP$") && k == i, t == "JJ" && !noun:
		case t == "NN" || t == "NNS" || t == "NNP" || t == "NNPS":
			noun = true
		default:
			if !noun {
				return i
			}
			return k
		}
		k++
	}
	return k
}

// exchanged puts each of two names where the other was.
func exchanged(s *sentence, _ *story) []string {
	type run struct{ i, k int }
	var runs []run
	for i := 0; i < len(s.words); i++ {
		if k := s.nameEnd(i); k > i {
			runs = append(runs, run{i, k})
			i = k
		}
	}
	for n := 0; n+1 < len(runs); n++ {
		a, b := runs[n], runs[n+1]
		between := strings.TrimSpace(s.Text()[s.words[a.k-1].End():s.words[b.i].Start])
		if strings.Trim(between, ", ") == "" || between == "and" || between == "or" || between == ", and" || strings.Contains(between, "and") || strings.Trim(between, ", the") == "" || !strings.ContainsAny(between, "abcdefghijklmnopqrstuvwxyz") {
			continue
		}
		t := s.Text()
		return []string{t[:s.words[a.i].Start] + s.cut(b.i, b.k) + t[s.words[a.k-1].End():s.words[b.i].Start] + s.cut(a.i, a.k) + t[s.words[b.k-1].End():]}
	}
	return nil
}

// renamed puts a name of the story, or of another, in the place of one.
func renamed(s *sentence, other *story) []string {
	var out []string
	for i := 0; i < len(s.words); i++ {
		k := s.nameEnd(i)
		if k == i {
			continue
		}
		for n, names := range [][]string{s.of.names, other.names} {
			if name := s.anotherName(names, s.cut(i, k), fmt.Sprint("name", n)); name != "" {
				out = append(out, s.replace(i, k, name))
			}
		}
		i = k
	}
	return out[:min(len(out), 4)]
}

var hedges = []struct{ re, by string }{
	{`\b(may|might|could) have `, "did "},
	{`\b(may|might|could|should) be\b`, "is"},
	{`\b(may|might|could) `, "will "},
	{`\b(reportedly|allegedly|possibly|perhaps|probably|apparently|supposedly) `, ""},
	{`\b(planned|plans|intended|hoped|tried|attempted|wanted|agreed) to (be |\w+)`, "did $2"},
	{`\b(seemed|appeared|seems|appears) to be\b`, "was"},
	{`\b(is|was|were|are) (likely|expected|believed|thought|said) to\b`, "will"},
	{`\b(likely|usually|often|generally|sometimes|mostly|largely) `, ""},
}

func unhedged(s *sentence, _ *story) []string {
	for _, h := range hedges {
		re := regexp.MustCompile(h.re)
		if re.MatchString(s.Text()) && !strings.Contains(s.Text(), "in May") {
			return []string{re.ReplaceAllString(s.Text(), h.by)}
		}
	}
	return nil
}

var inQuotes = regexp.MustCompile(`(^|\s)["“]([^"“”]{8,}[^\s"“”])(["”])`)

// requoted changes, drops or adds a word within quotation marks, or quotes
// words that nobody said.
func requoted(s *sentence, _ *story) []string {
	m := inQuotes.FindStringSubmatchIndex(s.Text())
	if m == nil || strings.Count(s.Text(), "\"") > 2 {
		return nil
	}
	t := s.Text()
	words := strings.Fields(t[m[4]:m[5]])
	if len(words) < 3 {
		return nil
	}
	with := func(words ...string) string { return t[:m[4]] + strings.Join(words, " ") + t[m[5]:] }
	mid := len(words) / 2
	return []string{
		with(append(append(append([]string{}, words[:mid]...), "really"), words[mid:]...)...),
		with(append(append([]string{}, words[:mid]...), words[mid+1:]...)...),
		with(append(append(append([]string{}, words[:mid]...), "something"), words[mid+1:]...)...),
	}
}

var grades = map[string]string{
	"largest": "smallest", "biggest": "smallest", "smallest": "largest", "highest": "lowest", "lowest": "highest", "oldest": "newest", "longest": "shortest",
	"greatest": "least", "best": "worst", "worst": "best", "most": "few", "first": "second", "last": "first", "only": "hardly", "all": "some", "every": "almost no", "many": "few",
	"some": "all", "few": "many", "several": "all", "earliest": "latest", "latest": "earliest", "strongest": "weakest", "always": "sometimes", "never": "often",
	"often": "always", "sometimes": "always", "usually": "always", "majority": "minority", "strong": "strongest", "second": "first", "third": "second",
}

func regraded(s *sentence, _ *story) []string {
	var out []string
	for i, w := range s.words {
		if by, ok := grades[w.Text]; ok && i > 0 {
			out = append(out, s.replace(i, i+1, by))
		}
	}
	return out[:min(len(out), 2)]
}

var opposites = map[string]string{
	"increased": "decreased", "rose": "fell", "grew": "shrank", "won": "lost", "supported": "opposed", "accepted": "rejected", "began": "ended", "started": "stopped",
	"before": "after", "after": "before", "more": "less", "less": "more", "higher": "lower", "lower": "higher", "north": "south", "south": "north", "east": "west", "west": "east",
	"large": "small", "small": "large", "early": "late", "late": "early", "increase": "decrease", "decline": "rise", "strong": "weak", "opened": "closed", "allowed": "banned",
	"victory": "defeat", "defeat": "victory", "northern": "southern", "southern": "northern", "eastern": "western", "western": "eastern", "older": "younger", "father": "mother",
	"son": "daughter", "brother": "sister", "king": "queen", "success": "failure", "successful": "unsuccessful", "legal": "illegal", "possible": "impossible", "above": "below",
	"from": "against", "with": "without", "high": "low", "new": "old", "old": "new", "good": "bad", "public": "private", "dry": "wet", "hot": "cold",
}

func opposed(s *sentence, _ *story) []string {
	for i, w := range s.words {
		if by, ok := opposites[w.Text]; ok && i > 0 {
			return []string{s.replace(i, i+1, by)}
		}
	}
	return nil
}
