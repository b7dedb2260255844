package search

import (
	"strings"

	"byline/article"
	"byline/text"
)

// farthest is how many sentences back a pronoun's name is looked for.
const farthest = 3

// needs returns the earlier sentence that sentence i needs to be understood:
// the nearest before it that names someone or something, when i begins with a
// pronoun. Empty when it needs none or there is none.
func (r *reading) needs(i int) article.Span {
	if beginsWithPronoun(r.sentences[i].Of(r.art.Text)) == 0 {
		return article.Span{}
	}
	for j := i - 1; j >= 0 && j >= i-farthest; j-- {
		s := r.sentences[j].Of(r.art.Text)
		if beginsWithPronoun(s) == 0 && len(names(s)) > 0 {
			return r.sentences[j].Span
		}
	}
	return article.Span{}
}

// resolved names whom the "He" or "She" at the beginning of a sentence means,
// when the sentence it needs leaves no choice: it begins with a person's name
// and has no other name that could be a person's.
func (r *reading) resolved(i int, needs article.Span) []article.Naming {
	s := r.sentences[i]
	first, _, _ := strings.Cut(s.Of(r.art.Text), " ")
	if needs.Len() == 0 || first != "He" && first != "She" {
		return nil
	}
	person := onlyPerson(needs.Of(r.art.Text))
	if person == "" {
		return nil
	}
	return []article.Naming{{Span: article.Span{Start: s.Start, End: s.Start + len(first)}, Name: person}}
}

// placed are the words after which a name is a place, a time or a group.
var placed = map[string]bool{"in": true, "at": true, "of": true, "from": true, "to": true, "near": true, "the": true, "on": true, "for": true,
	"into": true, "by": true, "with": true, "and": true, "against": true, "between": true, "under": true, "over": true, "a": true, "an": true}

// onlyPerson returns the name that sentence begins with, when it is of two or
// more words and no other name of the sentence stands where a person's could.
func onlyPerson(sentence string) string {
	all := names(sentence)
	if len(all) == 0 || !strings.HasPrefix(sentence, all[0]) || !strings.Contains(all[0], " ") {
		return ""
	}
	before := ""
	for _, t := range text.For("en").Tokens(nil, sentence) {
		w := sentence[t.Start:t.End]
		if t.Upper && !t.Stop && t.Start > len(all[0]) && !placed[before] && before != "" {
			return ""
		}
		if !t.Upper {
			before = strings.ToLower(w)
		} else {
			before = ""
		}
	}
	return all[0]
}
