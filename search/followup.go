package search

import (
	"slices"
	"strings"

	"byline/article"
	"byline/text"
)

const (
	// contextWeight is what a word taken over from the turn before weighs,
	// beside one of the question itself.
	contextWeight = 0.6
	// contextBonus lifts sentences of the articles that the turn before quoted.
	// The model's scores of a right and a wrong sentence are some 4 apart.
	contextBonus = 2
	// contextArticles is how many of those are read whole.
	contextArticles = 3
)

// A followUp is what a question takes over from the turn before it.
type followUp struct {
	subject  []string     // its names, else its content words
	person   string       // whom "he", "she" or "they" means; may be empty
	articles []article.ID // that it quoted
	only     article.ID   // the one of them that is asked about; 0: any
	said     string       // its answer
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
	if len(q.Previous) == 0 || !text.Asks(q.Text) || !dependent(q.Text) {
		return nil
	}
	last := q.Previous[len(q.Previous)-1]
	asked := last.Understood
	if asked == "" {
		asked = last.Question
	}
	f := &followUp{articles: last.Articles, said: last.Text}
	if n := nth(q.Text, len(last.Articles)); n >= 0 {
		f.articles, f.only = last.Articles[n:n+1], last.Articles[n]
	}
	if elliptic(q.Text) {
		f.whole = asked
		f.subject = contrasted(q.Text, asked, q.Now)
		return f
	}
	f.subject = names(asked)
	if kindOf(asked) == person {
		if of := answered(last.Text, asked); of != "" {
			f.person = of
			f.subject = append(f.subject, of)
		}
	} else if len(f.subject) > 0 {
		f.person = f.subject[len(f.subject)-1]
	}
	if len(f.subject) == 0 || len(names(asked)) == 0 {
		f.subject = append(f.subject, contentWords(asked)...)
	}
	return f
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
	if ordinalOne.MatchString(lower) {
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

// isExpletive reports whether the "it" or "there" of a question means nothing.
func isExpletive(lower string) bool {
	for _, e := range []string{"is it true", "is there ", "are there ", "was there ", "were there ", "does it take to", "did it take to", "is it that", "was it that"} {
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
// place, and one of several words before one of a single word.
func answered(answer, question string) string {
	best, least := "", 4
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
		}
		if !strings.Contains(n, " ") {
			doubt++
		}
		if doubt < least {
			best, least = n, doubt
		}
	}
	return best
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
	if f.person != "" {
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

// lifts reports whether c is of an article that the turn before quoted, and
// not what it quoted: who asks on wants to hear more.
func (f *followUp) lifts(c *candidate) bool {
	return f != nil && slices.Contains(f.articles, c.art.ID) && !strings.Contains(f.said, c.sentences[c.at].Of(c.art.Text))
}
