package refer

import (
	"slices"
	"strings"

	"byline/article"
)

// description names what "the company" or the like means that s begins with,
// when just one of all that the story names is called so.
func (st *story) description(s *sentence) (article.Naming, bool) {
	end, e := st.calledSo(s)
	if e == nil {
		return article.Naming{}, false
	}
	sp := article.Span{Start: s.words[0].start, End: s.words[end].end}
	return article.Naming{Span: sp, Name: st.nameOf(e)}, true
}

// calledFirst returns who or what t begins with, when that is a description
// such as "the president"; else nil.
func (st *story) calledFirst(t *sentence) *entity {
	_, e := st.calledSo(t)
	return e
}

// calledSo returns the last word of the description that s begins with, and
// the one entity that is meant by it; nil when there is none or several.
func (st *story) calledSo(s *sentence) (end int, only *entity) {
	end, noun := st.described(s)
	if noun == "" {
		return 0, nil
	}
	for _, e := range st.entities {
		if !e.isCalled(noun) {
			continue
		}
		if only != nil || e.vague || e.last.partial || s.names(e) {
			return 0, nil
		}
		only = e
	}
	if only == nil || only.kind == place || st.others(s, only, noun) || st.overtaken(s, only, noun) {
		return 0, nil
	}
	return end, only
}

// isCalled reports whether e was called noun, or by a word that means the same.
func (e *entity) isCalled(noun string) bool {
	if e.nouns[noun] {
		return true
	}
	if firms[noun] {
		if e.firm && (e.kind == thing || e.kind == unknown) {
			return true
		}
		for n := range firms {
			if e.nouns[n] {
				return true
			}
		}
	}
	return false
}

// firms are the words for a company.
var firms = set("company corporation firm group manufacturer carmaker startup airline")

// overtaken reports whether something else has been spoken of since e, so that
// the description may be of that; an office has one holder.
func (st *story) overtaken(s *sentence, e *entity, noun string) bool {
	for j := s.index - 1; j >= 0 && j >= s.index-2*farthest; j-- {
		t := st.sentences[j]
		if t.names(e) {
			return false
		}
		if offices[noun] && t.changesHands(e) {
			return true
		}
		if offices[noun] {
			continue
		}
		for _, m := range t.mentions {
			if (m.of.kind == thing) == (e.kind == thing) && m.of.kind != place && m.lead <= t.mainClause()+4 {
				return true
			}
		}
	}
	return true
}

// changesHands reports whether t says of somebody else what is said when an
// office passes on.
func (t *sentence) changesHands(e *entity) bool {
	if !slices.ContainsFunc(t.mentions, func(m *mention) bool { return m.of != e && (m.of.kind == person || m.of.kind == likely) }) {
		return false
	}
	return slices.ContainsFunc(t.words, func(w word) bool { return passing[w.low] })
}

var passing = set("chosen elected elects appointed named sworn succeeded succeeds succeed successor replaced replaces replace followed follows became becomes inaugurated ousted defeated beat wins won takes took crowned")

// offices are the nouns for a person that a text means one bearer of.
var offices = set("president chancellor minister premier mayor governor king queen pope emperor chairman chairwoman")

// described returns the last word of the description that s begins with, and
// its noun; none when more is said of it: "the company that", "the president
// of France".
func (st *story) described(s *sentence) (end int, noun string) {
	if len(s.words) < 3 || s.low(0) != "the" || s.words[0].quoted {
		return 0, ""
	}
	l := words()
	end = 1
	if l.places[s.low(1)] || s.low(1) == "prime" {
		end = 2
	}
	noun = s.low(end)
	_, isPerson := l.person[noun]
	if !isPerson && !l.thing[noun] || s.words[end].owns || end+1 >= len(s.words) || !s.joined(end+1) || s.words[end+1].cap || s.words[end].gap == "-" {
		return 0, ""
	}
	next := s.low(end + 1)
	if notVerb[next] || l.thing[next] || l.people[next] || !s.acts(end+1) {
		return 0, ""
	}
	if _, ok := l.person[next]; ok {
		return 0, ""
	}
	return end, noun
}

// acts reports whether word i, or the one behind an adverb there, may be what its
// subject does or did: "the ferry sank", and not "the ferry terminal".
func (s *sentence) acts(i int) bool {
	if adverbs[s.low(i)] {
		i++
	}
	return verbLike(s.low(i)) || strings.HasSuffix(s.low(i), "s") && objects[s.low(i+1)]
}

// objects are the words that begin what a verb is followed by, and not a noun.
var objects = set("a an the his her its their our my your not both all every each no that this these those him them it about more less nearly over only out up down off")

func verbLike(low string) bool {
	return bees[low] || speaking[low] || doing[low] || strings.HasSuffix(low, "ed") && len(low) > 4
}

// doing are verbs of a few letters, irregular ones and some of today's.
var doing = set(`will would can could may might must shall should did does had has have do cannot gave won took made came went told said saw left lost held met sold built began became got
	kept led paid put ran sent set spent stood wrote broke fell flew grew knew rose spoke threw wore cut hit let shut fought found bought brought taught thought drew drove ate fled
	sank sang sat slept shot shook shone chose bore bred dealt felt forgot froze hid hung laid lay lent lit meant read rode sought swore swept swung swam tore understood wept withdrew
	gets holds makes gives takes wants says sells leads lies runs sits stands keeps owns plans hopes needs offers opens closes employs carries connects contains covers serves remains
	became lives works calls comes goes begins ends uses lets sees seeks shows spans stretches died won rules governs wrote blames expects faces flows crosses passes belongs consists`)

// adverbs may stand between a subject and its verb.
var adverbs = set("also later now never still then once long soon often again always already only first finally eventually quickly recently")

// notVerb are the words that say more of the noun before them.
var notVerb = set("of in on at for to from by with and or that which who whose where when near between known as than")

// others reports whether the story speaks of another such thing or person,
// without a name or in other words: "a treaty", "this company", "treaties".
func (st *story) others(s *sentence, e *entity, noun string) bool {
	for _, t := range st.sentences[:s.index] {
		for k, w := range t.words {
			if w.quoted || w.low != noun || k == 0 {
				continue
			}
			if w.cap && !within(t, k, e) {
				return true
			}
			if w.cap {
				continue
			}
			if owned := k > 0 && (t.words[k-1].owns || possessive[t.low(k-1)]); owned && !titles(t, k) {
				return true
			}
			for b := k - 1; b >= 0 && b >= k-4; b-- {
				low := t.low(b)
				if low == "another" || low == "other" || low == "former" || low == "second" || low == "new" && !near(t, k, e) {
					return true
				}
				if (low == "a" || low == "an") && !near(t, k, e) {
					return true
				}
				if determiner(low) || !t.joined(b+1) {
					break
				}
			}
			if describedBy(t, k) && !near(t, k, e) {
				return true
			}
		}
		for _, w := range t.words {
			if w.low == noun+"s" && !w.quoted && words().thing[noun] {
				return true
			}
		}
	}
	return false
}

var possessive = set("his her its their our my your")

// describedBy reports whether the noun at word k is told apart by what follows: "the treaty of", "the company that".
func describedBy(t *sentence, k int) bool {
	next := t.low(k + 1)
	return t.low(k-1) == "the" && (next == "of" || next == "that" || next == "which" || next == "for" || next == "between")
}

// within reports whether word k of t is part of a name of e, titles included.
func within(t *sentence, k int, e *entity) bool {
	for _, m := range t.mentions {
		if m.of == e && k >= m.lead && k < m.past {
			return true
		}
	}
	return false
}

// near reports whether t names e within reach of word k, so that the noun there
// is e's own.
func near(t *sentence, k int, e *entity) bool {
	for _, m := range t.mentions {
		if m.of == e && k >= m.lead-4 && k < m.past+9 {
			return true
		}
	}
	return false
}
