package search

import (
	"slices"
	"strings"

	"byline/text"
)

// joints are words behind which a question goes on about what it said before, and
// auxiliaries those that stand before a question's subject.
var (
	joints      = strings.Fields("when after before because if while as and once since until that which who where but so or than")
	auxiliaries = strings.Fields("do does did is are was were has have had can could will would")
	possessives = strings.Fields("its his her their")
)

// fewestWhole is how many content words a question with a pronoun has at least that
// can be asked by itself.
const fewestWhole = 3

// hasAntecedent reports whether question has pronouns, and each may stand for something
// that question itself says before it: "where does blood go when it leaves the heart",
// "skin that covers the palms", "how did the Bronx get its name".
func hasAntecedent(question string) bool {
	found, content, behind, joint, aux, before := false, 0, false, false, false, ""
	for _, t := range text.For("en").Tokens(nil, question) {
		w := question[t.Start:t.End]
		lower := strings.ToLower(w)
		if isPronoun(w) {
			relative := lower == "that" && behind
			owned := slices.Contains(possessives, lower) && content > 0 && aux
			anybody := lower == "they" && slices.Contains(auxiliaries, before)
			if !relative && !owned && !anybody && !(content > 0 && joint) {
				return false
			}
			found = true
		}
		joint = joint || content > 0 && slices.Contains(joints, lower)
		aux = aux || slices.Contains(auxiliaries, lower)
		if behind = !t.Stop; behind {
			content++
		}
		before = lower
	}
	return found && content >= fewestWhole
}
