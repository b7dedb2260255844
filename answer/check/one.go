package check

// pronounOne reports whether the "one" at word i stands for a noun or for anyone:
// "a small one that", "one might say", "set one up".
func (r *reading) pronounOne(i int) bool {
	if r.low(i) != "one" {
		return false
	}
	before, next := r.low(i-1), r.low(i+1)
	opens := i == 0 || hard(r.words[i].sep) || before == "and" || before == "that" || before == "so" || before == "if" || before == "when"
	switch next {
	case "may", "might", "can", "could", "must", "should", "would":
		return opens
	case "up", "out":
		return !opens
	}
	ends := i+1 == len(r.words) || hard(r.sepAt(i+1)) || next == "that" || next == "which" || next == "who" || auxiliary(next) || isPreposition(next) && next != "of" && next != "to" ||
		r.words[i+1].sep == "" && participle(next)
	if !ends || unitOf(next) != "" || opens {
		return false
	}
	switch before {
	case "the", "this", "that", "only", "another", "each", "every", "a", "is", "was":
		return next != "in" // "one in three"
	}
	return !isFunction(before) && !r.taken[i-1] && r.words[i].sep == "" && !r.words[i-1].cap && (r.low(i-2) == "a" || r.low(i-2) == "an") && theThesaurus().qualifies(before)
}

// qualifies reports whether the thesaurus has w as an adjective.
func (t *thesaurus) qualifies(w string) bool {
	for _, sense := range t.senses[w] {
		if t.part[sense] == 'a' {
			return true
		}
	}
	return false
}
