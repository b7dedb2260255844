package search

import (
	"regexp"
	"slices"
	"strings"

	"byline/article"
)

// givingReason finds what says why, in a sentence that is asked about with "why?" alone.
var givingReason = regexp.MustCompile(`(?i)\b(?:because|due to|owing to|thanks to|in order to|in response to|in return for|so that|as a result|caus(?:e|es|ed|ing)|reasons?|since|led to|therefore|thus|blam(?:e|es|ed|ing)|after|over|for fear|in protest|following|cit(?:e|es|ed|ing)|explain(?:s|ed|ing)?|tired of|hop(?:e|es|ed|ing)|want(?:s|ed|ing)? to|to (?:avoid|protect|save|make|help|keep|prevent|allow|reach|reduce|stop))\b`)

// mayGiveReason finds what may say why, in a sentence that has something of what is asked.
var mayGiveReason = regexp.MustCompile(`(?i)\b(?:so|as|for|to|when|while|if|means?|makes?|made|making|enough|too|believ\w+|fear\w*|need\w*|lack\w*|fail\w*|allow\w*|enabl\w+|help\w*|result\w*|prevent\w*|ensur\w+)\b`)

// givesNoReason reports whether a question that goes on from another asks why, and c does
// not say, or, when "why?" is all that is asked, does not say plainly.
func (a *asked) givesNoReason(c *candidate) bool {
	if a.after == nil || a.kind != reason {
		return false
	}
	said := c.sentences[c.at].Of(c.art.Text)
	return !a.reasonIn(said) && (a.bareWhy() || !mayGiveReason.MatchString(said))
}

// reasonIn reports whether said gives a reason, or, when "what for?" is asked, a purpose.
func (a *asked) reasonIn(said string) bool {
	return givingReason.MatchString(said) || whatFor.MatchString(a.Text) && purpose.MatchString(said)
}

// bareWhy reports whether nothing is asked but why.
func (a *asked) bareWhy() bool { return a.after != nil && a.own == 0 && a.kind == reason }

// turnBonus returns what the turn before adds to c: much when it is of an article
// quoted there and says something of the question's own, and of its time when
// only another time is asked about.
func (a *asked) turnBonus(c *candidate) float64 {
	switch {
	case a.after == nil:
		return 0
	case a.own == 0 && a.after.whole == "" && a.after.only == 0 && a.kind != person && !a.sort.negated: // "why?": what was said may say it
		if q := (article.Quote{Article: c.art, Span: c.sentences[c.at].Span}); !ofKind(a.kind, q) && !(a.kind == reason && a.reasonIn(q.Text())) {
			return -contextBonus
		} else if slices.Contains(a.after.articles, c.art.ID) {
			return contextBonus
		}
		return 0
	case a.after.whole != "" && !a.time.IsZero() && a.own > 0 && a.timeOnly():
		if a.within(c) {
			return timeBonus
		}
		return 0
	case a.after.quoted(c) && !a.answersToo(c):
		own := uint64(1)<<a.own - 1
		has := a.covered(c.mask(c.at) & own)
		switch {
		case has == 0 && a.own == 1 && (a.terms[0].upper || a.after.whole != ""): // "what about NATO", "and the railway?"
			return -contextBonus
		case has == 0 && (a.own > 1 || a.kind == person || a.ofPerson()):
			return -saidShare * contextBonus
		}
		return strangerBonus * contextBonus * has / max(a.covered(own), 1e-9)
	case !slices.Contains(a.after.articles, c.art.ID):
		return 0
	case a.after.person != "" && a.ofAnotherSex(c):
		return -contextBonus
	}
	own := uint64(1)<<a.own - 1
	if a.noun >= 0 {
		own &^= 1 << a.noun // "in what year": the answer is one, and seldom says so
	}
	if all := a.covered(own); all > 0 {
		near := c.mask(c.at) | c.near(c.at, -1) | c.near(c.at, 1) | a.measuredBy(c)
		share, more := a.covered(near&own)/all, 0.0
		if a.saysOfThem(c) {
			more = pronounBonus * share
		}
		return contextBonus*(strangerBonus+(1-strangerBonus)*share) + more
	}
	return contextBonus
}

// ofPerson reports whether a pronoun of the question stands for a person.
func (a *asked) ofPerson() bool { return a.after.person != "" && personal.MatchString(a.Text) }

// saysOfThem reports whether c has a pronoun where the question has one for a
// person, and not the name.
func (a *asked) saysOfThem(c *candidate) bool {
	if !a.ofPerson() {
		return false
	}
	said := c.sentences[c.at].Of(c.art.Text)
	parts := strings.Fields(a.after.person)
	return personal.MatchString(said) && !strings.Contains(said, parts[len(parts)-1])
}

// ofAnotherSex reports whether the question has "she", and c has "he" and neither
// "she" nor the name of who is meant; or the other way round.
func (a *asked) ofAnotherSex(c *candidate) bool {
	sexes := func(s string) (male, female bool) {
		for w := range plainWords(s) {
			male = male || w == "he" || w == "him" || w == "his"
			female = female || w == "she" || w == "her" || w == "hers"
		}
		return male, female
	}
	said := c.sentences[c.at].Of(c.art.Text)
	askedHe, askedShe := sexes(a.Text)
	he, she := sexes(said)
	parts := strings.Fields(a.after.person)
	return (askedHe && !askedShe && she && !he || askedShe && !askedHe && he && !she) && !strings.Contains(said, parts[len(parts)-1])
}

// anotherTime reports whether only another time is asked about, and c is not of it.
func (a *asked) anotherTime(c *candidate) bool {
	return a.after != nil && a.after.whole != "" && !a.time.IsZero() && a.timeOnly() && !a.within(c)
}

// timeOnly reports whether the question's own words are but a time.
func (a *asked) timeOnly() bool {
	own := uint64(1)<<a.own - 1
	return own&^a.termsOf(a.time.Words) == 0
}

// answersToo reports whether c, which the turn before quoted, may answer this question
// as well: it has what is asked for, and that is of another sort than what was asked
// for then, or c has all of the question's own words.
func (a *asked) answersToo(c *candidate) bool {
	own := uint64(1)<<a.own - 1
	all := own != 0 && c.mask(c.at)&own == own
	return a.hasSort(c) && (a.kind != a.after.kind || all && a.after.whole == "" || a.own == 0 && !a.sort.negated) || all && !a.seesSort()
}

// seesSort reports whether it can be seen that a sentence has what the question asks for:
// a place need not have a name.
func (a *asked) seesSort() bool {
	switch a.kind {
	case person, moment, amount, reason:
		return true
	}
	return false
}

// repeatsIdly reports whether c, which the turn before quoted, has not what is asked for
// now or, where that cannot be seen, not half of the question's own words: who asks on has
// read it.
func (a *asked) repeatsIdly(c *candidate) bool {
	if a.after == nil || a.after.only != 0 || !a.after.quoted(c) || a.mayHaveSort(c) {
		return false
	}
	own := a.ownWords()
	if a.noun >= 0 {
		own &^= 1 << a.noun
	}
	return a.seesSort() || a.kind == place || own == 0 || a.covered((c.mask(c.at)|a.measuredBy(c))&own) < a.covered(own)/2
}

// mayHaveSort is hasSort where a name may be that of a place, and a number or a time any.
func (a *asked) mayHaveSort(c *candidate) bool {
	switch a.kind {
	case person:
		return a.namesMore(c)
	case place:
		return a.namesMore(c) || somewhere.MatchString(c.sentences[c.at].Of(c.art.Text))
	case moment:
		return c.features[fStrong] > 0
	case amount:
		if a.count >= 0 && a.count < a.own && a.sort.unit != nil { // "how many people"
			return a.sort.unit.MatchString(c.sentences[c.at].Of(c.art.Text))
		}
	case thing:
		return a.sort.noun && a.namesMore(c) || whatAre.MatchString(a.Text) && listing.MatchString(c.sentences[c.at].Of(c.art.Text))
	}
	return a.hasSort(c)
}

// somewhere finds a place without a name: "into a tank".
var somewhere = regexp.MustCompile(`(?i)\b(?:in|into|at|near|from|to|on|onto|under|over|off|through|across) (?:an?|the|his|her|its|their) `)

// whatFor finds questions for nothing but a purpose, and purpose what may say one; whatAre
// those for nothing but the things spoken of, and listing what names some.
var (
	whatFor = regexp.MustCompile(`(?i)^\W*(?:(?:and|but|so|ok|okay) )*(?:what for|for what)\W*$`)
	purpose = regexp.MustCompile(`\b(?:to|for) `)
	whatAre = regexp.MustCompile(`(?i)^\W*(?:(?:and|but|so|ok|okay) )*(?:(?:what|which|who) (?:are|were) (?:they|those|these)|(?:what|which) ones(?: (?:are|were) (?:they|those|these))?)\W*$`)
	listing = regexp.MustCompile(`[,:;] .*(?:\b(?:and|or)\b|[,;]) `)
)

// hasSort reports whether c has something of the sort that the question asks for.
func (a *asked) hasSort(c *candidate) bool {
	switch a.kind {
	case person, place:
		return c.features[fStrong] == 2 && a.namesMore(c)
	case amount:
		if a.sort.measure != "" {
			return a.sort.unit.MatchString(c.sentences[c.at].Of(c.art.Text))
		}
		return c.features[fStrong] == 2
	case moment:
		return c.features[fStrong] == 2
	case reason:
		return a.reasonIn(c.sentences[c.at].Of(c.art.Text))
	}
	return false
}

// namesMore reports whether c has a name beside those of the question and the acronym in
// brackets behind one of them.
func (a *asked) namesMore(c *candidate) bool {
	s := c.sentences[c.at]
	for k := s.first; k < s.last; k++ {
		w := c.words[k]
		if _, asked := a.byHash[w.Hash]; asked || w.Flags&capital == 0 || w.Flags&(stopWord|number) != 0 {
			continue
		}
		bracketed := w.Start > 0 && c.art.Text[w.Start-1] == '(' && strings.HasPrefix(c.art.Text[w.End:], ")")
		if form := c.art.Text[w.Start:w.End]; !bracketed || form != strings.ToUpper(form) {
			return true
		}
	}
	return false
}

// quoted reports whether c is what the turn before quoted first, or a copy of it in another
// article: who asks on wants to hear more. What was shown behind it need not have been read.
func (f *followUp) quoted(c *candidate) bool {
	return len(f.articles) > 0 && strings.HasPrefix(f.said, c.sentences[c.at].Of(c.art.Text))
}
