package check

import "strings"

// findVerbs marks the words that look like verbs: irregular forms, regular
// past forms, and words after auxiliaries, "to" and pronouns. It errs on the
// side of too many: a rule asks that a word looks like a verb in both sentences.
func (r *reading) findVerbs() {
	r.verbal = make([]bool, len(r.words))
	for i, w := range r.words {
		if !w.content || w.cap && !w.lead || r.taken[i] || w.possessive || r.compound(i) {
			continue
		}
		irregular := lexicon().verbs[w.low]
		past := strings.HasSuffix(w.low, "ed") && len(w.low) > 3
		r.verbal[i] = (irregular || past || r.afterAuxiliary(i) ||
			strings.HasSuffix(w.low, "s") && !strings.HasSuffix(w.low, "ss") && r.afterSubject(i) ||
			unchanging(w.low) && i > 0 && !isPreposition(r.low(i-1)) || strings.HasSuffix(w.low, "ing") && r.objectFollows(i) || r.saysOf(i) || r.acts(i)) && !r.afterDeterminer(i)
	}
}

// compound reports whether word i ends an adjective of two words before a noun:
// "the above-mentioned area".
func (r *reading) compound(i int) bool {
	return strings.HasPrefix(r.words[i].sep, "-") && len(r.words[i].sep) == 1 && i+1 < len(r.words) && r.words[i+1].content && r.words[i+1].sep == "" && !auxiliary(r.low(i-2))
}

// unchanging reports whether w is a verb whose past is like its present.
func unchanging(w string) bool {
	switch w {
	case "beat", "hit", "cut", "put", "set", "let", "cost", "spread", "shut", "quit", "split", "hurt", "burst", "cast", "shed":
		return true
	}
	return false
}

// objectFollows reports whether an article or a name comes right after word i.
func (r *reading) objectFollows(i int) bool {
	switch r.low(i + 1) {
	case "":
		return false
	case "the", "a", "an", "his", "her", "its", "their":
		return r.words[i+1].sep == ""
	}
	return r.words[i+1].cap && r.words[i+1].sep == "" && i > 0
}

// saysOf reports whether word i is a verb of saying between a noun and what is
// said of: "the ministry estimates the damage".
func (r *reading) saysOf(i int) bool {
	f, _ := forceOf(r.words[i].low)
	return f != 0 && i > 0 && r.words[i-1].content && !hard(r.words[i].sep) && r.objectFollows(i)
}

// acts reports whether word i is a form in -s of a verb between a singular noun
// and an article: "the contractor gives the client".
func (r *reading) acts(i int) bool {
	w := r.words[i]
	return i > 0 && strings.HasSuffix(w.low, "s") && !strings.HasSuffix(w.low, "ss") && w.sep == "" && r.objectFollows(i) && !r.words[i+1].cap &&
		r.words[i-1].content && !r.taken[i-1] && !r.words[i-1].possessive && !strings.HasSuffix(r.low(i-1), "s") && mayBeVerb(r.lexeme(i))
}

// afterAuxiliary reports whether an auxiliary, "to" or a pronoun comes before
// word i, adverbs left out.
func (r *reading) afterAuxiliary(i int) bool {
	for k := i - 1; k >= 0 && !hard(r.words[k+1].sep); k-- {
		switch w := r.words[k].low; w {
		case "will", "would", "shall", "should", "can", "could", "may", "might", "must", "to", "did", "does", "do",
			"he", "she", "they", "we", "i", "it", "has", "have", "had":
			return !r.words[k].roman
		case "not", "also", "never", "then", "n't":
		default:
			if !strings.HasSuffix(w, "ly") {
				return false
			}
		}
	}
	return false
}

// afterSubject reports whether the word before i may be a subject. "Dutch" and
// other adjectives of names, which have no plural of their own, are none.
func (r *reading) afterSubject(i int) bool {
	if l := lexicon(); l.names[r.low(i-1)] != 0 && !l.countries[r.low(i-1)] {
		return false
	}
	if i > 1 && r.low(i-1) == "i" && r.words[i-2].upper {
		return false // "MHC I receptors"
	}
	if f, _ := forceOf(r.words[i].low); f == 0 && (auxiliary(r.low(i+1)) || i+1 < len(r.words) && r.words[i+1].sep == ",") {
		return false // "Wimpy books have", "Wimpy books, which"
	}
	return i > 0 && r.words[i-1].cap && !r.taken[i-1] && !hard(r.words[i].sep) && !r.words[i-1].possessive
}

func (r *reading) afterDeterminer(i int) bool {
	switch r.low(i - 1) {
	case "the", "a", "an", "his", "her", "its", "their", "this", "these", "those", "my", "our":
		return true
	}
	return i > 0 && r.words[i-1].possessive
}

// passive reports whether the verb at word i is in the passive voice: a form
// of "be" before it, or "by" right after a participle.
func (r *reading) passive(i int) bool {
	if !participle(r.words[i].low) {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-4 && !hard(r.words[k+1].sep); k-- {
		switch w := r.words[k].low; w {
		case "is", "are", "was", "were", "be", "been", "being":
			return true
		case "has", "have", "had":
			return false
		case "not", "also", "never", "then", "later", "and", "often", "still", "already", "soon", "once", "now", "even", "ever", "just", "yet", "thus", "sometimes", "always", "most", "more", "less", "least", "very", "well":
		default:
			if !strings.HasSuffix(w, "ly") && !strings.HasSuffix(w, "ed") && k < i-1 {
				return r.agentFollows(i) || r.setBeside(i)
			}
		}
	}
	return r.agentFollows(i) || r.setBeside(i)
}

// agentFollows reports whether "by" and who does it come after word i, not
// "by" and how: "reacted by producing".
func (r *reading) agentFollows(i int) bool {
	return r.low(i+1) == "by" && i+2 < len(r.words) && (r.words[i+2].cap || !strings.HasSuffix(r.low(i+2), "ing"))
}

// setBeside reports whether the participle at word i belongs to a phrase with
// "with": "with both considered the favourites".
func (r *reading) setBeside(i int) bool {
	for k := i - 1; k >= 0 && k >= i-8 && !hard(r.words[k+1].sep); k-- {
		if auxiliary(r.words[k].low) || r.verbal[k] {
			return false
		}
		if r.words[k].low == "with" {
			return true
		}
	}
	return false
}

// participle reports whether w may be a past participle.
func participle(w string) bool {
	if strings.HasSuffix(w, "ed") || unchanging(w) {
		return true
	}
	return lexicon().verbs[w] && !strings.HasSuffix(w, "ing")
}
