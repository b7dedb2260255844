package search

import (
	"regexp"
	"slices"
	"strings"

	"byline/article"
	"byline/text"
)

const (
	// contextWeight is what a word taken over from the turn before weighs,
	// beside one of the question itself.
	contextWeight = 0.6
	// meantWeight is the same for what a pronoun of the question stands for, and
	// mostMeant how much those words weigh at most, as a multiple of the question's
	// own: articles go on with pronouns too. Between .6 and 1, and 1 and 3, nothing moves.
	meantWeight = 0.8
	mostMeant   = 1.2
	// contextBonus lifts sentences of the articles that the turn before quoted.
	// The model's scores of a right and a wrong sentence are some 4 apart.
	contextBonus = 2
	// strangerBonus is the share of it for a sentence without a word of the
	// question's own: it may say the same in other words.
	strangerBonus = 0.5
	// saidShare is the share of it that the sentence quoted before loses when it has
	// nothing of what is asked now.
	saidShare = 0.5
	// pronounBonus is what a sentence of those articles gains that has a pronoun, as
	// the question has, where others have the name, and has the question's own words.
	pronounBonus = 2
	// contextArticles is how many of those are read whole.
	contextArticles = 3
)

// A followUp is what a question takes over from the turn before it.
type followUp struct {
	subject  []string     // its names, else its content words
	light    []string     // those of them that this one may put something else in the place of
	meant    []string     // those of them that a pronoun of this one stands for
	person   string       // whom "he", "she" or "they" means; may be empty
	who      bool         // person was the answer to a "who"
	articles []article.ID // that it quoted
	only     article.ID   // the one of them that is asked about; 0: any
	said     string       // its answer
	kind     kind         // of the question before
	named    string       // this question with what is meant in the place of its pronoun; may be empty
	whole    string       // the question before, when this one only puts something else in its place
}

// leads are the words that make a question go on from another.
var leads = []string{"and ", "but ", "also ", "so ", "what about ", "how about ", "then ", "or "}

// pronouns point at something named before.
var pronouns = map[string]bool{"he": true, "she": true, "they": true, "him": true, "her": true, "them": true, "his": true, "hers": true, "their": true,
	"theirs": true, "it": true, "its": true, "this": true, "that": true, "these": true, "those": true, "there": true}

// followUp says what q takes over from the newest turn before it; nil when it
// stands by itself.
func (q Question) followUp() *followUp {
	if len(q.Previous) == 0 || q.stance == alone || !text.Asks(q.Text) || q.stance != onward && !dependent(q.Text) {
		return nil
	}
	last, asked := q.before()
	f := &followUp{articles: last.Articles, said: last.Text, kind: kindOf(asked)}
	if n := nth(q.Text, len(last.Articles)); n >= 0 {
		f.articles, f.only = last.Articles[n:n+1], last.Articles[n]
	}
	if elliptic(q.Text) && f.only == 0 {
		f.whole = asked
		f.subject, f.light = contrasted(q.Text, asked, q.Now)
		return f
	}
	f.subject = names(asked)
	if q.avoid != nil {
		asked = quotedWords.ReplaceAllString(asked, " ")
		f.subject = names(asked)
	}
	if q.about != "" {
		f.subject, f.articles = append(f.subject, q.about), nil
	}
	if kindOf(asked) == person && !asksOfName(asked) {
		if of := answered(last.Text, asked); of != "" && q.avoid == nil {
			f.person, f.who = of, true
			f.subject = append(f.subject, of)
			if impersonal.MatchString(q.Text) && !personal.MatchString(q.Text) {
				f.light = []string{of}
			}
		}
	} else if named := slices.DeleteFunc(slices.Clone(f.subject), timed); len(named) > 0 {
		f.person = named[len(named)-1]
	}
	f.means(q.Text, asked)
	if len(names(asked)) == 0 || !personal.MatchString(q.Text) {
		only := severalOf(asked).aside // that only ask, as "outlets"
		f.add(slices.DeleteFunc(contentWords(asked), func(w string) bool { return slices.Contains(only, strings.ToLower(w)) }))
	}
	return f
}

// asksOfName reports whether question asks who somebody is, who is named: whom "he" stands
// for is then not the answer.
func asksOfName(question string) bool {
	return len(definedBy(question)) > 0 && strings.Join(names(question), " ") == strings.Join(contentWords(question), " ")
}

// add adds the words that the subject has not yet.
func (f *followUp) add(words []string) {
	for _, w := range words {
		if !slices.ContainsFunc(f.subject, func(s string) bool { return strings.Contains(s, w) }) {
			f.subject = append(f.subject, w)
		}
	}
}

// impersonal finds those that stand for a thing.
var impersonal = regexp.MustCompile(`(?i)\b(?:it|its|this|that|there)\b`)

// personal finds the pronouns that stand for one person.
var personal = regexp.MustCompile(`(?i)\b(?:he|she|him|her|his|hers)\b`)

// quotedWords finds what stands in quotation marks.
var quotedWords = regexp.MustCompile(`["“„«][^"”“»]*["”“»]`)

// inTurn returns q without the words that chat puts around it, and with what
// counts from the turn before, or wants something else, spelled out.
func (q Question) inTurn(published func(article.ID) article.Date) Question {
	q.Text = text.Question(quiet(q.Text))
	if len(q.Previous) == 0 || q.avoid != nil {
		return q
	}
	if !theOther.MatchString(q.Text) {
		q.Text = corrected(q.Text)
	}
	last, asked := q.before()
	q = q.shifted(last, asked, func() article.Date {
		if len(last.Articles) == 0 {
			return article.Date{}
		}
		return published(last.Articles[0])
	})
	return q.alike(asked).another(last, asked)
}

// correction finds what is put right at the beginning of a second turn: "no the novel",
// "not the film, the novel".
var correction = regexp.MustCompile(`(?i)^\W*(?:(?:no|nope|nah|actually|oops|sorry)[,.]? +)?(?:not (?:[\w'’-]+ ){0,3}?[\w'’-]+(?:[,;.]| but) *|(?:no|nope|nah|actually|oops|sorry)[,.]? +)`)

// startsNumber finds what begins with a number: "sorry, 2016".
var startsNumber = regexp.MustCompile(`^\d`)

// corrected returns question without what only says that another thing is meant, when
// nothing but a thing, "the novel", or what is meant instead is left.
func corrected(question string) string {
	said := correction.FindString(question)
	rest := question[len(said):]
	if said == "" || !elliptic(rest) || !withArticle.MatchString(rest) && !startsNumber.MatchString(rest) && !strings.Contains(strings.ToLower(said), "not ") {
		return question
	}
	return rest
}

// dependent reports whether a question cannot be understood alone: it begins
// by going on, has a pronoun before any name of its own, or hardly any words.
func dependent(question string) bool {
	lower := strings.ToLower(strings.TrimSpace(question))
	for _, l := range leads {
		if strings.HasPrefix(lower, l) {
			return true
		}
	}
	if ordinalOne.MatchString(lower) || whichOne.MatchString(lower) {
		return true
	}
	content := 0
	for _, t := range text.For("en").Tokens(nil, question) {
		w := question[t.Start:t.End]
		if isPronoun(w) && !isExpletive(lower) {
			return true
		}
		if !t.Stop {
			content++
		}
	}
	return content < 2
}

// whichOne finds questions for one of what was spoken of.
var whichOne = regexp.MustCompile(`\bwhich (?:ones?|of (?:them|these|those))\b`)

// isExpletive reports whether the "it" or "there" of a question means nothing.
func isExpletive(lower string) bool {
	for _, e := range []string{"is it true", "is there ", "are there ", "was there ", "were there ", "does it take to", "did it take to", "does it cost to", "does it mean to", "does it snow", "does it rain", "has it been since", "is it that", "was it that"} {
		if strings.Contains(lower, e) {
			return true
		}
	}
	return false
}

// names returns the runs of capitalised words of s, but for the first word of
// the sentence when it is a stop word.
func names(s string) []string {
	var out []string
	start, end := -1, 0
	flush := func() {
		if start >= 0 {
			out = append(out, s[start:end])
		}
		start = -1
	}
	for _, t := range text.For("en").Tokens(nil, s) {
		named := t.Upper && !t.Stop || t.Number && start >= 0
		if named && start >= 0 && strings.Trim(s[end:t.Start], " -") != "" {
			flush()
		}
		switch {
		case named && start < 0:
			start, end = t.Start, t.End
		case named:
			end = t.End
		default:
			flush()
		}
	}
	flush()
	return out
}

// answered returns whom a "who" was answered with: the first name of an answer
// that its question does not have and that is no time. A name of its own comes
// before one after "the" or a preposition, which is more often a body or a
// place, one of several words before one of a single word, and one that stands next to
// a word of the question ("his sister, Orla Ayre") before others.
func answered(answer, question string) string {
	best, least, beside := "", 4, false
	said := placesOf(answer, question)
	from := 0
	for _, n := range names(answer) {
		at := from + strings.Index(answer[from:], n)
		from = at + len(n)
		if strings.Contains(strings.ToLower(question), strings.ToLower(n)) || timed(n) {
			continue
		}
		doubt := 0
		if afterLink(answer[:at]) {
			doubt += 2
		} else if strings.HasSuffix(answer[:at], " by ") { // "written in Middle English by …"
			doubt--
		}
		if rest := answer[from:]; !strings.Contains(n, " ") || strings.HasPrefix(rest, "'s ") || strings.HasPrefix(rest, "’s ") {
			doubt++ // or "Orla Ayre's deputy"
		}
		next := doubt == 0 && slices.ContainsFunc(said, func(p article.Span) bool { return p.End <= at && at-p.End <= besideName })
		if doubt < least || doubt == least && next && !beside {
			best, least, beside = n, doubt, next
		}
	}
	return best
}

// placesOf returns where answer has the content words of question.
func placesOf(answer, question string) []article.Span {
	asked := terms(question)
	var out []article.Span
	for _, t := range text.For("en").Tokens(nil, answer) {
		if !t.Stop && slices.Contains(asked, t.Term) {
			out = append(out, article.Span{Start: t.Start, End: t.End})
		}
	}
	return out
}

// timed reports whether a name has a month, a weekday or a number.
func timed(name string) bool {
	for _, t := range text.For("en").Tokens(nil, name) {
		if t.Number || isTime(word{Start: int32(t.Start), End: int32(t.End), Flags: capital}, name) {
			return true
		}
	}
	return false
}

// links are the words before a name that is rather a body, a place or a thing.
var links = map[string]bool{"the": true, "in": true, "at": true, "of": true, "from": true, "to": true, "near": true, "on": true, "into": true,
	"for": true, "against": true, "between": true, "under": true, "over": true}

// afterLink reports whether s ends with one of links.
func afterLink(s string) bool {
	words := strings.Fields(s)
	return len(words) > 0 && links[strings.ToLower(words[len(words)-1])]
}

// contentWords returns the words of s that are no stop words.
func contentWords(s string) []string {
	var out []string
	for _, t := range text.For("en").Tokens(nil, s) {
		if w := s[t.Start:t.End]; !t.Stop && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// complete returns question with its person named and its subject added, to
// show how it was understood.
func (f *followUp) complete(question string) string {
	done := question
	for _, l := range leads {
		if len(done) > len(l) && strings.EqualFold(done[:len(l)], l) {
			done = strings.TrimSpace(done[len(l):])
		}
	}
	if f.who || f.person != "" && personal.MatchString(done) {
		done = naming(done, f.person)
	}
	var missing []string
	for _, s := range f.subject {
		if !strings.Contains(strings.ToLower(done), strings.ToLower(s)) {
			missing = append(missing, s)
		}
	}
	if len(missing) == 0 {
		return done
	}
	ask := strings.HasSuffix(done, "?")
	done = strings.TrimRight(done, "? ") + " (" + strings.Join(missing, ", ") + ")"
	if ask {
		done += "?"
	}
	return done
}

// naming returns question with its first pronoun for a person replaced.
func naming(question, person string) string {
	for _, t := range text.For("en").Tokens(nil, question) {
		switch strings.ToLower(question[t.Start:t.End]) {
		case "he", "she", "him", "they", "them":
			return question[:t.Start] + person + question[t.End:]
		case "his", "their", "hers":
			return question[:t.Start] + person + "’s" + question[t.End:]
		}
	}
	return question
}
