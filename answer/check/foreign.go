package check

import (
	"strings"
	"unicode"
)

// foreign reports whether the sentence is in another language than English, for
// which there are no rules: most of its letters are no Latin ones, or it has
// more small words of another language than English ones, or none at all.
func (r *reading) isForeign() bool {
	latin, other := 0, 0
	for _, c := range r.text {
		switch {
		case unicode.Is(unicode.Latin, c):
			latin++
		case unicode.IsLetter(c):
			other++
		}
	}
	if other > latin {
		return true
	}
	english, foreign, words := 0, 0, 0
	for i, w := range r.words {
		switch {
		case w.end == w.start:
			continue
		case foreignWords[w.low] && r.inName(i):
		case foreignWords[w.low] && !isFunction(w.low) && (!w.cap || w.lead):
			foreign++
		case isFunction(w.low) && !sharedWords[w.low]:
			english++
		}
		words++
	}
	return foreign > english || english == 0 && words >= fewestWords && foreign > 0
}

// inName reports whether word i is a small word between two of a name: "Pérez
// de Guzmán", "Hockey sur Glace", "Eid al-Adha".
func (r *reading) inName(i int) bool {
	if i == 0 || i+1 >= len(r.words) || r.words[i].cap || !r.words[i-1].cap || r.words[i].sep != "" && r.words[i].sep != "-" {
		return false
	}
	next := r.words[i+1]
	if !next.cap && i+2 < len(r.words) && len(next.low) <= 3 {
		next = r.words[i+2] // "de la Vega"
	}
	return next.cap && (next.sep == "" || next.sep == "-")
}

// fewestWords is how many words a sentence has at least that is taken to be of
// another language for want of small English words.
const fewestWords = 6

// foreignWords are small words of German, French, Spanish, Italian, Portuguese,
// Dutch, Swedish, Danish and Polish that English does not have.
var foreignWords = wordSet(`der das den dem des und ist nicht von mit sich auf für im ein eine einen einem einer wurde wird sind auch nach bei aus als wie oder aber
	hat haben werden zu zum zur über durch dass daß weil wenn sie er es ich
	le la les du de des un une est sont dans pour que qui pas ne sur avec par plus au aux été il elle ils ont ce cette sa ses mais ou où
	el los las del y en por para con una como más pero su sus al lo se fue ha han no es según
	di che della dei delle nel nella non è sono dal alla gli anche questo
	da do dos das em um uma não os foi ao mais pela pelo
	het een van niet met voor zijn werd naar ook deze wordt
	och att det som på är av inte till ett har den
	og af ikke til blev
	nie się jest na z w do od przez że oraz`)

// sharedWords are small English words that other languages have too.
var sharedWords = wordSet(`a an as at do die he i in is it me no of on or so to us was we are all am over under per via den des son si es la le had have plus were`)

func wordSet(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// wordForWord reports whether the claim's words [from,to) are the source's, or
// a part of it between semicolons.
func wordForWord(c *reading, s *source, from, to int) bool {
	for j := 0; j+to-from <= len(s.words); j++ {
		if j > 0 && !strings.Contains(s.words[j].sep, ";") {
			continue
		}
		end := j + to - from
		if end < len(s.words) && !strings.Contains(s.words[end].sep, ";") {
			continue
		}
		same := true
		for k := range to - from {
			same = same && c.words[from+k].low == s.words[j+k].low
		}
		if same {
			return true
		}
	}
	return false
}
