package checktest

import (
	"hash/fnv"
	"regexp"
	"strings"

	"byline/answer/check"
	"byline/article"
	"byline/text"
)

// A plainSentence is a sentence for the second generator, which has no tagger:
// it goes by letters, lists of words and expressions alone, so that the two
// generators do not share their choices.
type plainSentence struct {
	check.Source
	text string
	next *plainSentence // right after it in its paragraph, nil at the end
	of   *plainStory
}

// A plainStory is an article's sentences and the names in the middle of them.
type plainStory struct {
	sentences []*plainSentence
	names     []string
}

// A plainMaker makes the false or true sentences of one kind from a sentence;
// other is another article.
type plainMaker struct {
	kind  string
	truth bool
	make  func(s *plainSentence, other *plainStory) []string
}

func plainMakers() []plainMaker {
	return []plainMaker{
		{"fabricated: a clause put on", false, plainClause},
		{"fabricated: another noun", false, plainNoun},
		{"fabricated: an adjective put in", false, plainAdjective},
		{"misattributed: a speaker put in", false, plainSpeaker},
		{"misattributed: another speaker", false, plainOtherSpeaker},
		{"number: next, digits, tenfold", false, plainNumber},
		{"number: magnitude", false, plainMagnitude},
		{"number: in words", false, plainSpelled},
		{"unit", false, plainUnit},
		{"date: month, day, year", false, plainDate},
		{"date: decade, century", false, plainEra},
		{"negation put in", false, plainNegated},
		{"negation taken out", false, plainAffirmed},
		{"names exchanged in place", false, plainExchanged},
		{"name of the same article", false, plainNameHere},
		{"name of another article", false, plainNameElsewhere},
		{"part of a name", false, plainNamePart},
		{"hedge taken out", false, plainUnhedged},
		{"a word of a quotation", false, plainQuote},
		{"opposites", false, plainOpposite},
		{"in another order", true, plainOrder},
		{"lists in another order", true, plainLists},
		{"everyday synonyms", true, plainSynonyms},
		{"split at a joint", true, plainSplit},
		{"numbers in another form", true, plainNumberForms},
		{"dates in another form", true, plainDateForms},
		{"names in another form", true, plainNameForms},
		{"attribution in another form", true, plainSaid},
		{"contractions", true, plainContracted},
		{"by-agents", true, plainPassive},
		{"details dropped", true, plainDropped},
		{"introduced as the article's", true, plainIntroduced},
	}
}

// MakePlain returns the second generator's cases of the articles: one sentence
// in step is used.
func MakePlain(articles []*article.Article, step int) []Case {
	var stories []*plainStory
	for _, a := range articles {
		stories = append(stories, readPlain(a, step))
	}
	var out []Case
	for n, st := range stories {
		other := stories[(n+len(stories)/2)%len(stories)]
		for _, s := range st.sentences {
			for _, m := range plainMakers() {
				for _, claim := range m.make(s, other) {
					if claim != "" && claim != s.text {
						out = append(out, Case{Kind: m.kind, True: m.truth, Claim: claim, Cited: []check.Source{s.Source}})
					}
				}
			}
			out = append(out, s.joined()...)
		}
	}
	return out
}

var (
	wholeSentence = regexp.MustCompile(`^[A-Z][^\n\[\](){};:|•]*[a-z0-9”"%]\.$`)
	abbreviated   = regexp.MustCompile(`\b([A-Z]|St|Dr|Mr|Mrs|Ms|Jr|Inc|No)\. `)
	capitals      = regexp.MustCompile(`[A-Z][a-z]+(?: [A-Z][a-z]+)*`)
)

// readPlain takes every step-th usable sentence of a, and the one after it.
func readPlain(a *article.Article, step int) *plainStory {
	st := &plainStory{}
	var prev *plainSentence
	for n, sp := range text.Sentences(a.Text) {
		src := check.Source{Article: a, Span: sp}
		t := src.Text()
		if n%step > 1 || len(strings.Fields(t)) < 7 || len(strings.Fields(t)) > 34 || !wholeSentence.MatchString(t) || abbreviated.MatchString(t) || strings.Count(t, `"`)%2 != 0 || strings.Contains(t, " ,") {
			prev = nil
			continue
		}
		s := &plainSentence{Source: src, text: t, of: st}
		if prev != nil && prev.End+2 > s.Start {
			prev.next = s
		}
		prev = s
		st.sentences = append(st.sentences, s)
		for _, at := range capitals.FindAllStringIndex(t, -1) {
			if name := t[at[0]:at[1]]; at[0] > 0 && len(name) > 3 && !contains(st.names, name) && !calendar(strings.Fields(name)[0]) && !plainTime[name] {
				st.names = append(st.names, name)
			}
		}
	}
	return st
}

// pick chooses one of n by the sentence and a purpose, the same each time.
func (s *plainSentence) pick(purpose string, n int) int {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s.text))
	_, _ = h.Write([]byte(purpose))
	return int(h.Sum64() % uint64(n))
}

// swap replaces the bytes [from,to).
func (s *plainSentence) swap(from, to int, by string) string {
	return s.text[:from] + by + s.text[to:]
}

// body is the sentence without its full stop, its first letter small unless it
// begins with a name.
func (s *plainSentence) body() string {
	t := strings.TrimSuffix(s.text, ".")
	first, _, _ := strings.Cut(t, " ")
	if plainStarts[strings.TrimRight(first, ",")] {
		return strings.ToLower(t[:1]) + t[1:]
	}
	return t
}

// starts reports whether the sentence begins with a common word, so that its
// capital can be told from a name's.
func (s *plainSentence) starts() bool {
	first, _, _ := strings.Cut(s.text, " ")
	return plainStarts[strings.TrimRight(first, ",")]
}

// joined returns the cases that cite two sentences: merged and stitched ones.
func (s *plainSentence) joined() []Case {
	var out []Case
	add := func(kind string, truth bool, claim string, o *plainSentence) {
		out = append(out, Case{Kind: kind, True: truth, Claim: claim, Cited: []check.Source{s.Source, o.Source}})
	}
	if o := s.next; o != nil && len(s.text)+len(o.text) < 330 {
		t := strings.TrimSuffix(s.text, ".")
		add("merged", true, t+", and "+o.body()+".", o)
		add("merged", true, t+"; "+o.body()+".", o)
		if s.starts() {
			add("merged", true, "While "+s.body()+", "+o.body()+".", o)
		}
	}
	all := s.of.sentences
	o := all[s.pick("stitch", len(all))]
	head, _, ok := cutVerb(s.text)
	other, tail, ok2 := cutVerb(o.text)
	if ok && ok2 && o != s && !sharesWord(head, other) && !plainPronouns[strings.Fields(other)[0]] && !strings.Contains(s.text, tail) {
		add("stitched: another predicate", false, head+" "+tail, o)
	}
	if s.next != nil && !strings.Contains(s.text, "because") {
		add("stitched: a cause put between", false, strings.TrimSuffix(s.text, ".")+" because "+s.next.body()+".", s.next)
	}
	return out
}

var firstVerb = regexp.MustCompile(` (is|are|was|were|has|had|have|will|would|can|may|became|began|won|made|received|published|released|took|moved|included|played|opened|closed) `)

// cutVerb cuts a sentence before its first plain verb, if that comes after a
// short subject.
func cutVerb(t string) (head, tail string, ok bool) {
	at := firstVerb.FindStringIndex(t)
	if at == nil || at[0] < 3 || len(strings.Fields(t[:at[0]])) > 6 || strings.ContainsAny(t[:at[0]], ",\"“") {
		return "", "", false
	}
	head = t[:at[0]]
	switch first := strings.Fields(head)[0]; first {
	case "In", "On", "At", "When", "While", "After", "Before", "If", "As", "For", "By", "With", "From", "There", "Since", "During", "Although", "Because", "What", "Once", "Under", "But", "Until", "Where", "Unlike", "Among", "Of", "To":
		return "", "", false
	}
	return head, t[at[0]+1:], true
}

// sharesWord reports whether two heads have a long word in common.
func sharesWord(a, b string) bool {
	for _, w := range strings.Fields(strings.ToLower(a)) {
		if len(w) > 3 && strings.Contains(strings.ToLower(b), w[:4]) {
			return true
		}
	}
	return false
}

// plainPrecise reports whether a false kind of the second generator touches a
// quotation, a number, a name or a date.
func plainPrecise(kind string) bool {
	for _, m := range plainMakers() {
		if m.kind != kind || m.truth {
			continue
		}
		for _, p := range []string{"number:", "unit", "date:", "name", "part of a name", "a word of a quotation", "misattributed:"} {
			if strings.HasPrefix(kind, p) {
				return true
			}
		}
	}
	return false
}
