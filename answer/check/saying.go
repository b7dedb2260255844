package check

import (
	"strings"
	"sync"
)

// A saying is a frame that gives words to a speaker: "Cue said", "according
// to the ministry", "the report found that".
type saying struct {
	at      int   // the verb, or "according"
	force   force // how the speaker stands to the words
	speaker []int // content words of the speaker; empty when not found
	pronoun bool  // the speaker is a pronoun
	first   int   // the first and last word of verb and speaker together
	last    int
}

// A force is how a speaker stands to what is said.
type force uint8

const (
	says     force = iota + 1
	confirms       // holds it to be certain
	supposes       // holds it to be so, or likely
	denies
)

// forceOf returns the force of a verb of saying, 0 for other words, and
// whether the verb needs "that", a quotation or a comma beside it to be one.
func forceOf(w string) (f force, needsThat bool) {
	f, ok := forces()[w]
	return f, ok && w[:2] != "sa" && w[:2] != "to" && w[:2] != "te"
}

// forces returns the force of each form of the verbs of saying.
var forces = sync.OnceValue(func() map[string]force {
	out := map[string]force{}
	for _, l := range lines("sayings.txt") {
		f := map[string]force{"says": says, "confirms": confirms, "supposes": supposes, "denies": denies}[l[0]]
		for _, w := range l[1:] {
			out[w] = f
		}
	}
	return out
})

// sayings returns the frames of a sentence.
func (r *reading) sayings() []saying {
	var out []saying
	for i := range r.words {
		if r.low(i) == "according" && r.low(i+1) == "to" {
			s := saying{at: i, force: says, first: i, last: i + 1}
			s.speaker, s.pronoun = r.phrase(i+2, 1)
			if n := len(s.speaker); n > 0 {
				s.last = s.speaker[n-1]
			}
			out = append(out, s)
			continue
		}
		if r.opinion(i) {
			out = append(out, saying{at: i, force: supposes, first: i, last: i})
			continue
		}
		if r.labels(i) {
			out = append(out, r.sayingAt(i, says))
			continue
		}
		f, needsThat := forceOf(r.words[i].low)
		if f == 0 || needsThat && !r.framed(i) || r.low(i+1) == "to" && r.words[i].low != "says" {
			continue
		}
		out = append(out, r.sayingAt(i, f))
	}
	return out
}

// saysSomething reports whether word i is the verb of a saying, whose speaker has
// a rule of its own.
func (r *reading) saysSomething(i int) bool {
	if f, _ := forceOf(r.words[i].low); f == 0 {
		return false
	}
	for _, s := range r.sayings() {
		if s.at == i {
			return true
		}
	}
	return false
}

// opinion reports whether word i is a noun for what is thought, before a form of
// "be" and "that": "the traditional view is that".
func (r *reading) opinion(i int) bool {
	switch r.words[i].low {
	case "view", "belief", "opinion", "theory", "hypothesis", "consensus", "argument", "assumption", "idea", "claim", "suspicion", "speculation", "rumour", "rumor":
	default:
		return false
	}
	return r.low(i+1) == "that" && !r.verbal[i] || (r.low(i+1) == "is" || r.low(i+1) == "was" || r.low(i+1) == "remains") && r.low(i+2) == "that"
}

// labels reports whether word i is a verb that gives someone's words for a
// thing, in quotation marks: "called it “a disgrace”".
func (r *reading) labels(i int) bool {
	switch r.words[i].low {
	case "called", "calls", "calling", "dubbed", "labelled", "labeled", "branded", "termed", "hailed", "praised", "denounced", "condemned", "criticised", "criticized":
	default:
		return false
	}
	if i == 0 || r.passive(i) || r.words[i].sep != "" || isPreposition(r.low(i-1)) || strings.ContainsAny(r.sepAt(i+1), "“\"") {
		return false // "a figure called “the Duke”" has that name
	}
	for k := i + 2; k < len(r.words) && k <= i+7; k++ {
		if strings.ContainsAny(r.words[k].sep, "“\"") {
			switch r.low(i + 1) {
			case "it", "this", "that", "him", "her", "them", "the", "his", "its", "their":
				return true
			}
			return r.words[i+1].cap
		}
		if hard(r.words[k].sep) || r.verbal[k] {
			return false
		}
	}
	return false
}

// framed reports whether "that", a quotation mark or an inversion after a
// comma shows the verb at word i to be one of saying.
func (r *reading) framed(i int) bool {
	for k := i + 1; k < len(r.words) && k <= i+8; k++ {
		if k > i+3 && (r.verbal[k] || auxiliary(r.words[k].low)) {
			break
		}
		if r.words[k].low == "that" || strings.ContainsAny(r.words[k].sep, "“\"‘") {
			return true
		}
		if hard(r.words[k].sep) {
			break
		}
	}
	if f, _ := forceOf(r.words[i].low); (f == supposes || f == says && tells(r.words[i].base)) && r.clauseFollows(i) {
		return true
	}
	for k := i; k > 0 && k >= i-9; k-- {
		if strings.ContainsAny(r.words[k].sep, "”\"’") {
			return true
		}
		if k < i-3 && (r.verbal[k] || auxiliary(r.words[k].low)) {
			break
		}
	}
	return false
}

// tells reports whether a verb of the base may stand before a statement without
// "that": "the report states it has".
func tells(base string) bool {
	switch base {
	case "state", "announc", "declar", "note", "remark", "warn", "explain", "report", "complain":
		return true
	}
	return false
}

// clauseFollows reports whether a statement without "that" comes after word i:
// "claims the company has not", "believe it may".
func (r *reading) clauseFollows(i int) bool {
	switch next := r.low(i + 1); {
	case next == "the", next == "a", next == "an", next == "it", next == "he", next == "she", next == "they", next == "there", next == "its", next == "his", next == "their", next == "this", next == "these", next == "that":
	case i+1 < len(r.words) && r.words[i+1].cap:
	default:
		return false
	}
	for k := i + 2; k < len(r.words) && k <= i+6 && !hard(r.words[k].sep); k++ {
		if auxiliary(r.words[k].low) || r.verbal[k] && k > i+2 {
			return true
		}
	}
	return false
}

// sayingAt reads the speaker of the verb at word i: before it, across an
// apposition ("Cue, a vice president, said"), or after it ("…, said Cue").
func (r *reading) sayingAt(i int, f force) saying {
	s := saying{at: i, force: f}
	switch {
	case strings.ContainsAny(r.words[i].sep, "”\"’"), r.words[i].sep == "," && r.shortAfter(i):
		s.speaker, s.pronoun = r.phrase(i+1, 1)
	case r.words[i].sep == "," && r.nameAcross(i) > 0:
		for k := range r.nameAcross(i) {
			s.speaker = append(s.speaker, k)
		}
	case r.words[i].sep == ",":
		k := i - 1
		for k > 0 && !hard(r.words[k].sep) {
			k--
		}
		s.speaker, s.pronoun = r.phrase(k-1, -1)
	default:
		s.speaker, s.pronoun = r.phrase(i-1, -1)
	}
	s.first, s.last = s.at, s.at
	for _, k := range s.speaker {
		s.first, s.last = min(s.first, k), max(s.last, k)
	}
	return s
}

// nameAcross returns how many words make up the name that the sentence begins
// with, if only its age, place or trade stands between commas before the verb at
// word at: "A. B., 81, of Sunnyvale, told". 0 otherwise.
func (r *reading) nameAcross(at int) int {
	n := 0
	for n < at && r.words[n].cap && r.words[n].content && (n == 0 || strings.Trim(r.words[n].sep, ". ") == "") {
		n++
	}
	if n == 0 || n >= at || r.words[n].sep != "," {
		return 0
	}
	for k := n; k < at; k++ {
		if r.verbal[k] || auxiliary(r.words[k].low) || r.low(k) == "and" || r.low(k) == "but" || !strings.HasPrefix(r.words[k].sep, ",") && hard(r.words[k].sep) {
			return 0
		}
	}
	return n
}

// shortAfter reports whether a clause ends soon after word i, so that what
// stands there is a speaker and not what is said.
func (r *reading) shortAfter(i int) bool {
	if r.words[i].low == "told" || r.words[i].low == "tells" || isPreposition(r.low(i+1)) || r.low(i+1) == "that" {
		return false
	}
	for k := i + 1; k < len(r.words) && k <= i+7; k++ {
		if k > i+1 && hard(r.words[k].sep) {
			return true
		}
		if r.verbal[k] || auxiliary(r.words[k].low) {
			return false
		}
	}
	return len(r.words)-i <= 7
}

// phrase returns the content words of the phrase at word i, going in the
// direction of step until a clause ends; pronoun tells that it is one.
func (r *reading) phrase(i, step int) (speaker []int, pronoun bool) {
	for n := 0; i >= 0 && i < len(r.words) && n < 8; i, n = i+step, n+1 {
		w := r.words[i]
		if step > 0 && n > 0 && hard(w.sep) {
			break
		}
		if step < 0 && w.cap && strings.HasSuffix(w.sep, "(") && strings.HasPrefix(r.sepAt(i+1), ")") {
			continue // "the Ministry of Defence (MoD) told"
		}
		switch w.low {
		case "he", "she", "they", "it", "i", "we", "who", "some", "many":
			if len(speaker) == 0 {
				return nil, true
			}
		case "that", "and", "but", "while", "as", "when", "because", "said":
			return speaker, false
		}
		if w.content && !r.taken[i] && !strings.HasSuffix(w.low, "ly") {
			speaker = append(speaker, i)
		}
		if step < 0 && hard(w.sep) {
			break
		}
	}
	return speaker, pronoun
}
