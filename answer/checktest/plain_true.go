package checktest

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	leadingPhrase  = regexp.MustCompile(`^((?:In|On|At|During|Since|By|From|Throughout|Under|After|Before|Within|Until) [^,]{3,40}), (.+)\.$`)
	trailingPhrase = regexp.MustCompile(`^(.+[a-z]) ((?:in|on|during|since|until|by) (?:\d{1,2} )?(?:(?:January|February|March|April|May|June|July|August|September|October|November|December) )?(?:\d{1,2}, )?\d{4})\.$`)
	leadingClause  = regexp.MustCompile(`^((?:When|While|Although|If|Because|Though|After|Before|Once|Since|As) [^,]{8,90}), ([^,]{8,120})\.$`)
)

func plainOrder(s *plainSentence, _ *plainStory) []string {
	var out []string
	if m := leadingPhrase.FindStringSubmatch(s.text); m != nil && !strings.Contains(m[2], ",") && !strings.Contains(m[1], " and ") && !strings.Contains(m[2], " previous ") && !strings.ContainsAny(m[2], "\"“") && !strings.Contains(m[2], " and ") && !strings.Contains(m[2], " that ") && !strings.Contains(m[2], "which") {
		out = append(out, upperFirst(m[2])+" "+strings.ToLower(m[1][:1])+m[1][1:]+".")
	}
	if m := trailingPhrase.FindStringSubmatch(s.text); m != nil && s.starts() && !strings.ContainsAny(m[1], ",\"“") && !yearWord.MatchString(m[1]) && !strings.Contains(m[1], " and ") && !strings.Contains(m[1], " that ") && !strings.Contains(m[1], "wh") {
		out = append(out, upperFirst(m[2])+", "+strings.ToLower(m[1][:1])+m[1][1:]+".")
	}
	if m := leadingClause.FindStringSubmatch(s.text); m != nil {
		out = append(out, upperFirst(m[2])+" "+strings.ToLower(m[1][:1])+m[1][1:]+".")
	}
	return out
}

var (
	twoNames  = regexp.MustCompile(`\b([A-Z][a-z]+(?: [A-Z][a-z]+)?) and ([A-Z][a-z]+(?: [A-Z][a-z]+)?)\b`)
	twoThings = regexp.MustCompile(`\b(of|for|with|by|in|as) ([a-z]{4,}) and ([a-z]{4,})([,.])`)
	threeOf   = regexp.MustCompile(`\b([a-z]{4,}), ([a-z]{4,}),? and ([a-z]{4,})\.$`)
)

func plainLists(s *plainSentence, _ *plainStory) []string {
	var out []string
	if m := twoNames.FindStringSubmatchIndex(s.text); m != nil && !plainStarts[s.text[m[2]:m[3]]] && !calendar(s.text[m[2]:m[3]]) && m[0] > 0 && s.text[m[0]-1] == ' ' && !letter(s.text[m[5]]) && s.text[m[5]] != ' ' && strings.Count(s.text[m[2]:m[3]], " ") == strings.Count(s.text[m[4]:m[5]], " ") && !capitals.MatchString(s.text[max(0, m[0]-8):m[0]]) {
		out = append(out, s.text[:m[2]]+s.text[m[4]:m[5]]+" and "+s.text[m[2]:m[3]]+s.text[m[5]:])
	}
	if m := twoThings.FindStringSubmatchIndex(s.text); m != nil {
		out = append(out, s.text[:m[4]]+s.text[m[6]:m[7]]+" and "+s.text[m[4]:m[5]]+s.text[m[7]:])
	}
	if m := threeOf.FindStringSubmatchIndex(s.text); m != nil && strings.HasSuffix(s.text[:m[2]], ", ") {
		out = append(out, s.text[:m[2]]+s.text[m[4]:m[5]]+", "+s.text[m[2]:m[3]]+" and "+s.text[m[6]:m[7]]+".")
	}
	return out
}

// plainSynonyms replaces one word, another one, and as many as three.
func plainSynonyms(s *plainSentence, _ *plainStory) []string {
	var out []string
	all, n := s.text, 0
	for k := range plainSynonymPairs {
		from, to, _ := strings.Cut(plainSynonymPairs[(k+s.pick("synonym", len(plainSynonymPairs)))%len(plainSynonymPairs)], "|")
		at := word(s.text, from)
		if at <= 0 || within(s.text, at) || !plainFits(s.text, at, from) {
			continue
		}
		if n < 3 {
			out = append(out, s.swap(at, at+len(from), to))
		}
		if at := word(all, from); at > 0 && n < 3 {
			all = all[:at] + to + all[at+len(from):]
		}
		n++
	}
	if n > 1 {
		out = append(out, all)
	}
	return out
}

// plainFits reports whether a word is used as a synonym for it would be: a verb
// after "to" or a noun after "the" is not a past form, and so on.
func plainFits(t string, at int, from string) bool {
	before := strings.Fields(t[:at])
	if len(before) == 0 {
		return false
	}
	last := strings.ToLower(strings.Trim(before[len(before)-1], ",.;"))
	verb := strings.HasSuffix(from, "ed") || plainPast[from]
	switch last {
	case "the", "a", "an", "his", "her", "its", "their", "of", "no", "any", "this", "most":
		return !verb
	}
	return true
}

var (
	andVerb   = regexp.MustCompile(`^((?:The )?[A-Z][A-Za-z]+(?: [A-Za-z]+){0,2}) ([a-z]+ed|was|is|has|had|became|began|won|took|made) ([^,]{6,90}),? and ((?:was|were|is|became|began|won|took|later) [^,]{6,90})\.$`)
	whichVerb = regexp.MustCompile(`^([^,]{15,120} (?:the|a|an) ([a-z]+)), which (is|was|has|had|are|were) ([^,]{6,80})\.$`)
)

// plainSplit makes a sentence of each half of a joined one, the subject said
// again.
func plainSplit(s *plainSentence, _ *plainStory) []string {
	var out []string
	if m := andVerb.FindStringSubmatch(s.text); m != nil && !plainStarts[m[1]] && !strings.Contains(m[1], " in ") && !strings.Contains(m[1], " of ") && !plainPronouns[m[1]] {
		out = append(out, m[1]+" "+m[2]+" "+m[3]+".", m[1]+" "+m[4]+".")
	}
	if m := whichVerb.FindStringSubmatch(s.text); m != nil {
		out = append(out, m[1]+".", "The "+m[2]+" "+m[3]+" "+m[4]+".")
	}
	if head, tail, ok := strings.Cut(strings.TrimSuffix(s.text, "."), ", but "); ok && !strings.Contains(head, ",") && len(strings.Fields(head)) > 4 {
		out = append(out, head+".")
		if f := strings.Fields(tail); len(f) > 4 && (f[0] == "the" || f[0] == "a") {
			out = append(out, upperFirst(tail)+".")
		}
	}
	return out
}

var bigFigure = regexp.MustCompile(`\b(\d{1,3}),(\d)00,000\b`)

// plainNumberForms writes figures in words and the reverse.
func plainNumberForms(s *plainSentence, _ *plainStory) []string {
	var out []string
	if strings.ContainsAny(s.text, "\"“") {
		return nil
	}
	for n, w := range numerals {
		if at := word(s.text, w); at > 0 && n > 0 && !yearWord.MatchString(s.text[at:min(len(s.text), at+12)]) {
			out = append(out, s.swap(at, at+len(w), strconv.Itoa(n+1)))
			break
		}
	}
	for _, at := range figure.FindAllStringIndex(s.text, -1) {
		n, err := strconv.Atoi(s.text[at[0]:at[1]])
		if err == nil && n > 1 && n <= 12 && at[0] > 0 && s.text[at[0]-1] == ' ' && s.text[at[1]] == ' ' && !s.monthBeside(at[0], at[1]) && !capitals.MatchString(s.text[max(0, at[0]-4):at[0]]) {
			out = append(out, s.swap(at[0], at[1], numerals[n-1]))
			break
		}
		if err == nil && n >= 1000 && !yearLike(s.text[at[0]:at[1]]) {
			out = append(out, s.swap(at[0], at[1], commas(n)))
			break
		}
	}
	if m := bigFigure.FindStringSubmatchIndex(s.text); m != nil {
		t := s.text[m[2]:m[3]]
		if d := s.text[m[4]:m[5]]; d != "0" {
			t += "." + d
		}
		out = append(out, s.swap(m[0], m[1], t+" million"))
	}
	for _, p := range []string{" percent| per cent", "%| percent", " per cent|%", "more than |over ", "approximately |about ", " percent|%", "nearly |almost ", "around |about "} {
		from, to, _ := strings.Cut(p, "|")
		at := strings.Index(s.text, from)
		if at > 0 && (strings.HasPrefix(from, " ") || from == "%") == (s.text[at-1] >= '0' && s.text[at-1] <= '9') && (!strings.HasSuffix(from, " ") || figure.MatchString(s.text[at:min(len(s.text), at+len(from)+2)])) {
			out = append(out, s.swap(at, at+len(from), to))
		}
	}
	return out
}

var (
	fullDate  = regexp.MustCompile(`\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})\b`)
	otherDate = regexp.MustCompile(`\b(January|February|March|April|May|June|July|August|September|October|November|December) (\d{1,2}), (\d{4})\b,?`)
)

func plainDateForms(s *plainSentence, _ *plainStory) []string {
	var out []string
	if m := fullDate.FindStringSubmatch(s.text); m != nil && !strings.Contains(s.text, "–"+m[0]) && !strings.Contains(s.text, "-"+m[0]) {
		for _, form := range []string{m[2] + " " + m[1] + ", " + m[3], m[2][:3] + " " + m[1] + ", " + m[3], m[2] + " " + m[3], m[1] + " " + m[2][:3] + " " + m[3]} {
			if form == m[2]+" "+m[3] && strings.Contains(s.text, "on "+m[0]) {
				out = append(out, strings.Replace(s.text, "on "+m[0], "in "+form, 1))
				continue
			}
			out = append(out, strings.Replace(s.text, m[0], form, 1))
		}
	}
	if m := otherDate.FindStringSubmatch(s.text); m != nil {
		end := ""
		if strings.HasSuffix(m[0], ",") && strings.HasPrefix(s.text, "On ") {
			end = ","
		}
		out = append(out, strings.Replace(s.text, m[0], m[2]+" "+m[1]+" "+m[3]+end, 1), strings.Replace(s.text, m[0], m[1]+" "+m[2]+ordinalEnd(m[2])+", "+m[3]+end, 1))
	}
	return out
}

func ordinalEnd(day string) string {
	switch {
	case len(day) == 2 && day[0] == '1':
		return "th"
	case strings.HasSuffix(day, "1"):
		return "st"
	case strings.HasSuffix(day, "2"):
		return "nd"
	case strings.HasSuffix(day, "3"):
		return "rd"
	}
	return "th"
}

func plainNameForms(s *plainSentence, _ *plainStory) []string {
	if strings.ContainsAny(s.text, "\"“") {
		return nil
	}
	return s.replaced([]string{"the United States|the US", "the United States|the U.S.", "the US|the United States", "the U.S.|the United States", "the United Kingdom|the UK", "the UK|the United Kingdom",
		"the European Union|the EU", "the EU|the European Union", "the United Nations|the UN", "the Soviet Union|the USSR", "New York City|NYC", "World War II|the Second World War", "World War I|the First World War", "the Second World War|World War II"})
}

var (
	speakerFirst = regexp.MustCompile(`^([A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:said|says|stated|noted|explained) (?:that )?([a-z][^"“”]{20,160})\.$`)
	speakerLast  = regexp.MustCompile(`^([A-Z][^"“”]{20,160}), ([A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:said|says)\.$`)
	quoteLast    = regexp.MustCompile(`^(["“][^"“”]{10,200}),(["”]) (?:said ([A-Z][a-z]+(?: [A-Z][a-z]+)*)|([A-Z][a-z]+(?: [A-Z][a-z]+)*) said)\.$`)
	according    = regexp.MustCompile(`^According to ([A-Z][a-z]+(?: [A-Z][a-z]+)*), ([a-z][^"“”]{20,160})\.$`)
)

func plainSaid(s *plainSentence, _ *plainStory) []string {
	if m := speakerFirst.FindStringSubmatch(s.text); m != nil && !plainStarts[m[1]] && !plainPronouns[m[1]] {
		return []string{"According to " + m[1] + ", " + m[2] + ".", upperFirst(m[2]) + ", " + m[1] + " said.", upperFirst(m[2]) + ", according to " + m[1] + "."}
	}
	if m := speakerLast.FindStringSubmatch(s.text); m != nil && s.starts() {
		return []string{m[2] + " said that " + strings.ToLower(m[1][:1]) + m[1][1:] + "."}
	}
	if m := quoteLast.FindStringSubmatch(s.text); m != nil {
		return []string{m[3] + m[4] + " said: " + m[1] + "." + m[2]}
	}
	if m := according.FindStringSubmatch(s.text); m != nil {
		return []string{m[1] + " said that " + m[2] + ".", upperFirst(m[2]) + ", according to " + m[1] + "."}
	}
	return nil
}

func plainContracted(s *plainSentence, _ *plainStory) []string {
	return s.replaced([]string{"did not|didn't", "does not|doesn't", "was not|wasn't", "is not|isn't", "were not|weren't", "are not|aren't", "could not|couldn't", "would not|wouldn't", "has not|hasn't", "had not|hadn't", "cannot|can't",
		"didn't|did not", "doesn't|does not", "wasn't|was not", "isn't|is not", "couldn't|could not", "wouldn't|would not", "can't|cannot", "won't|will not", "it's|it is", "didn’t|did not", "doesn’t|does not", "isn’t|is not", "wasn’t|was not"})
}

var (
	byAgent  = regexp.MustCompile(`^(The [a-z]+(?: [a-z]+){0,3}|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}) (was|were) (?:later |then |also |first )?([a-z]+ed|written|built|led|won|sold|bought|drawn|given|taken) by ([A-Z][a-z]+(?: [A-Z][a-z]+){0,2}|the [a-z]+|(?:a|the) [a-z]+ [a-z]+|[a-z]+ [A-Z][a-z]+ [A-Z][a-z]+)( (?:in|on|from|during|at|as|for) [^,]+)?\.$`)
	whoDid   = regexp.MustCompile(`^([A-Z][a-z]+(?: [A-Z][a-z]+){0,2}|The [a-z]+(?: [a-z]+)?) (founded|directed|produced|designed|published|released|developed|composed|recorded|defeated|established|introduced|created|invented|discovered|conquered|captured|destroyed|rejected|adopted|approved|acquired|launched|painted|wrote|built|led|won|sold|bought) ((?:the|a|an|his|its) [a-z]+(?: [a-z]+){0,2}|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})( (?:in|on|from|during|at|for) [^,]+)?\.$`)
	pastOnly = map[string]string{"written": "wrote", "drawn": "drew", "given": "gave", "taken": "took"}
)

func plainPassive(s *plainSentence, _ *plainStory) []string {
	if m := byAgent.FindStringSubmatch(s.text); m != nil && !plainPronouns[m[1]] {
		verb := m[3]
		if pastOnly[verb] != "" {
			verb = pastOnly[verb]
		}
		object := m[1]
		if strings.HasPrefix(object, "The ") {
			object = "the " + object[4:]
		}
		return []string{upperFirst(m[4]) + " " + verb + " " + object + m[5] + "."}
	}
	if m := whoDid.FindStringSubmatch(s.text); m != nil && !plainPronouns[m[1]] {
		verb := m[2]
		if verb == "wrote" {
			verb = "written"
		}
		agent := m[1]
		if strings.HasPrefix(agent, "The ") {
			agent = "the " + agent[4:]
		}
		return []string{upperFirst(m[3]) + " was " + verb + " by " + agent + m[4] + "."}
	}
	return nil
}

var (
	leadingWord = regexp.MustCompile(`^(However|Moreover|Furthermore|In addition|Additionally|Therefore|Thus|Also|Indeed|For example|For instance|Meanwhile|Nevertheless|In fact|Finally|Today|Additionally), `)
	whichTail   = regexp.MustCompile(`, which [^,"“]+\.$`)
	includeTail = regexp.MustCompile(`, (?:including|such as) [^"“]+\.$`)
	apposition  = regexp.MustCompile(`^([A-Z][a-z]+(?: [A-Z][a-z]+)+), (?:a|an|the) [^,"“]{4,60}, ((?:was|is|has|had|said|won|became|[a-z]+ed) .+)$`)
)

func plainDropped(s *plainSentence, _ *plainStory) []string {
	var out []string
	if at := leadingWord.FindStringIndex(s.text); at != nil && s.text[:at[1]] != "Today, " && s.text[:at[1]] != "Therefore, " && s.text[:at[1]] != "Thus, " && s.text[:at[1]] != "Finally, " {
		out = append(out, upperFirst(s.text[at[1]:]))
	}
	for _, e := range []*regexp.Regexp{whichTail, includeTail} {
		if at := e.FindStringIndex(s.text); at != nil && at[0] > 25 {
			out = append(out, s.text[:at[0]]+".")
		}
	}
	if m := apposition.FindStringSubmatch(s.text); m != nil {
		out = append(out, m[1]+" "+m[2])
	}
	return out
}

func plainIntroduced(s *plainSentence, _ *plainStory) []string {
	if !s.starts() || strings.ContainsAny(s.text, "\"“") || s.pick("introduced", 4) > 0 {
		return nil
	}
	return []string{"The article says that " + s.body() + ".", "According to the article, " + s.body() + "."}
}
