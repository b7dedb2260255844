package search

import (
	"regexp"
	"slices"
	"strings"

	"byline/text"
)

// backward are the pronouns that stand for a thing or a person of the turn before,
// which the question would name if it stood by itself. "That" and "this" are not
// among them: they mean what happened as well.
var backward = wordSet("it its he she him her his hers they them their theirs there")

// standsIn reports whether question has one of backward.
func standsIn(question string) bool {
	if isExpletive(strings.ToLower(question)) {
		return false
	}
	return slices.ContainsFunc(text.For("en").Tokens(nil, question), func(t text.Token) bool {
		w := question[t.Start:t.End]
		return isPronoun(w) && backward[strings.ToLower(w)]
	})
}

// means finds what a pronoun of question stands for: the person of the turn before,
// or what its question asked is about. What else was asked counts little.
func (f *followUp) means(question, asked string) {
	if !standsIn(question) && (pointing(question) || onlyAsks(question)) {
		return
	}
	about, rest := subjectOf(asked, manyMeant.MatchString(question))
	if impersonal.MatchString(question) && asksForDoer(asked) {
		if of := answered(f.said, asked); of != "" {
			f.subject = append(f.subject, of)
			about, rest = contentWords(of), append(rest, about...)
		}
	}
	switch {
	case f.person != "" && personal.MatchString(question):
		if slices.ContainsFunc(about, f.unnamed) {
			about = append(about, contentWords(f.person)...)
		} else {
			about, rest = contentWords(f.person), append(about, rest...)
		}
		f.named = naming(question, f.person)
	case len(about) > 0 && standsIn(question):
		f.named = standing(question, phraseOf(asked, about))
	case len(about) > 0:
		f.named = strings.TrimRight(question, "?!. ") + " of " + phraseOf(asked, about)
	}
	f.meant = about
	f.light = slices.DeleteFunc(append(rest, f.light...), func(w string) bool {
		return slices.ContainsFunc(about, func(a string) bool { return strings.EqualFold(a, w) })
	})
}

// subjectOf parts the content words of question into what it is about, which a
// pronoun of the next question may stand for, and the rest: what is done ("when did
// the opera [burn]", "who [developed] the vaccine"), when, and what is only asked
// for ("how [many seats] has the opera"), unless several are meant.
func subjectOf(question string, several bool) (about, rest []string) {
	toks := text.For("en").Tokens(nil, question)
	done := doneIn(question, toks)
	var sought []string // the noun behind "what", "which" or "how many"
	before := ""        // the stop word before
	for k, t := range toks {
		w := question[t.Start:t.End]
		switch {
		case t.Stop:
			before = strings.ToLower(w)
		case t.Number && k > 0 && toks[k-1].Upper && !toks[k-1].Stop: // "Windows 95"
			about = append(about, w)
		case done[k] || t.Number || before == "how":
			rest = append(rest, w)
		case sorting[before] && !(several && strings.HasSuffix(w, "s")):
			sought = append(sought, w)
		default:
			about = append(about, w)
		}
	}
	if len(about) == 0 {
		about, sought = sought, nil
	}
	return about, append(rest, sought...)
}

// besideName is how many bytes may stand between "brother" and his name: "a brother named Dan".
const besideName = 10

// unnamed reports whether word is a relative whom the answer does not give the name
// that was taken for it: "Ann's mother" is then all that is known of her.
func (f *followUp) unnamed(word string) bool {
	at := strings.Index(f.said, f.person)
	if !relatives[strings.ToLower(word)] || at < 0 {
		return false
	}
	around := f.said[max(0, at-besideName-len(word)):min(len(f.said), at+len(f.person)+besideName+len(word))]
	return !strings.Contains(strings.ToLower(around), strings.ToLower(word))
}

// relatives are people who are spoken of by whose they are.
var relatives = wordSet("mother father parents wife husband son daughter brother sister uncle aunt cousin nephew niece grandfather grandmother grandson granddaughter " +
	"widow widower girlfriend boyfriend fiancé fiancée stepfather stepmother twin")

// manyMeant finds the pronouns that stand for several.
var manyMeant = regexp.MustCompile(`(?i)\b(?:they|them|their|theirs)\b`)

// asksForDoer reports whether question asks what does or undergoes something, so that
// "it" is the answer to it: "what replaced the ferry", "what was opened in 1897".
func asksForDoer(question string) bool {
	toks := text.For("en").Tokens(nil, question)
	if len(toks) == 0 || !strings.EqualFold(question[toks[0].Start:toks[0].End], "what") {
		return false
	}
	k := slices.IndexFunc(toks, func(t text.Token) bool { return !t.Stop })
	return k > 0 && k <= 2 && doneIn(question, toks)[k]
}

// sorting are the words behind which stands what sort of thing is asked for.
var sorting = wordSet("what which whose many much")

// pastForms are verb forms without "-ed" that questions often have.
var pastForms = wordSet("begun born bought brought built caught chosen come cut drawn driven eaten fallen felt fought found given gone grown held hidden hit " +
	"hurt kept known laid led left lent lost made meant met paid put run said seen sent set shot shown sold spent spoken stolen struck sung sunk taken taught " +
	"thrown told torn won worn written")

// doing are the helpers behind which comes who does something, and then what is done.
var doing = wordSet("do does did will would can could may might shall should must")

// doneIn says which words of question say what is done: what looks like a past form,
// what follows "who" or "what" at once, and the last word of who does it behind
// "did" or "will" ("when will the mine at Skarn close").
func doneIn(question string, toks []text.Token) []bool {
	out := make([]bool, len(toks))
	word := func(k int) string {
		if k < 0 || k >= len(toks) {
			return ""
		}
		return strings.ToLower(question[toks[k].Start:toks[k].End])
	}
	plain := func(k int) bool { return k > 0 && !toks[k].Stop && !toks[k].Upper && !toks[k].Number }
	helped, last := false, 0
	for k, t := range toks {
		w := word(k)
		if plain(k) {
			past := len(w) > 4 && strings.HasSuffix(w, "ed") || pastForms[w]
			opens := word(k-1) == "what" && k+1 < len(toks) && (toks[k+1].Stop || toks[k+1].Upper) && !helpers[word(k+1)]
			out[k] = past || word(k-1) == "who" || opens
		}
		switch {
		case doing[w]:
			helped, last = true, 0
		case !t.Stop:
			last = k
		case helped && last > 0 && !linking[w] && w != "the":
			out[last], helped = out[last] || plain(last), false
		}
	}
	if helped && plain(last) {
		out[last] = true
	}
	return out
}

// phraseOf returns what stands in question from the first to the last of words, when
// no other content word stands between them, else words.
func phraseOf(question string, words []string) string {
	from, to, rest := -1, -1, len(words)
	for _, t := range text.For("en").Tokens(nil, question) {
		switch w := question[t.Start:t.End]; {
		case slices.Contains(words, w):
			if from < 0 {
				from = t.Start
			}
			to = t.End
			rest--
		case !t.Stop && from >= 0 && rest > 0:
			return strings.Join(words, " ")
		}
	}
	if from < 0 {
		return strings.Join(words, " ")
	}
	return question[from:to]
}

// standing returns question with its first pronoun for a thing replaced.
func standing(question, thing string) string {
	for _, t := range text.For("en").Tokens(nil, question) {
		switch strings.ToLower(question[t.Start:t.End]) {
		case "it", "they", "them":
			return question[:t.Start] + thing + question[t.End:]
		case "its", "their", "theirs":
			return question[:t.Start] + thing + "’s" + question[t.End:]
		case "there":
			return question[:t.Start] + "in " + thing + question[t.End:]
		}
	}
	return question
}
