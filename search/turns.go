package search

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"byline/article"
	"byline/text"
	"byline/when"
)

// A stance is how a question is taken beside the turn before it.
type stance uint8

const (
	byItsWords stance = iota // its words say whether it goes on
	alone
	onward
)

// Find returns what bears on q in libs, best first. Nothing found is no error.
// A question of a conversation whose reading finds nothing sure is read the
// other way too, as going on or as standing by itself.
func (s *Searcher) Find(ctx context.Context, libs []article.LibraryID, q Question) (article.Found, error) {
	q.Previous = q.spokenOf()
	if q.repeats() {
		q.stance = alone
	}
	if first, second, pointing := twoQuestions(q.Text); second != "" {
		return s.findBoth(ctx, libs, q, first, second, pointing)
	}
	return s.findOne(ctx, libs, q)
}

// spokenOf returns the turns before q without those at the end that were follow-ups and
// found nothing, when q asks something of its own: after "how much did it cost", which
// nothing says, "when was it launched" is of what was spoken of before that.
func (q Question) spokenOf() []article.Turn {
	asked := text.Question(quiet(q.Text))
	if elliptic(asked) || onlyAsks(asked) || len(contentWords(asked)) == 0 {
		return q.Previous
	}
	turns := q.Previous
	for n := len(turns) - 1; n > 0 && len(turns[n].Articles) == 0 && turns[n].Understood != ""; n-- {
		turns = turns[:n]
	}
	return turns
}

// repeats reports whether q was asked before in these words, and stood by itself then.
func (q Question) repeats() bool {
	asked := text.Question(quiet(q.Text))
	return slices.ContainsFunc(q.Previous, func(t article.Turn) bool {
		return t.Understood == "" && strings.EqualFold(text.Question(quiet(t.Question)), asked) && !elliptic(asked) && !onlyAsks(asked)
	})
}

// shown returns the articles that the turn before q quoted.
func (q Question) shown() []article.ID { return q.Previous[len(q.Previous)-1].Articles }

// findOne is Find of one question.
func (s *Searcher) findOne(ctx context.Context, libs []article.LibraryID, q Question) (article.Found, error) {
	first, err := s.reading(ctx, libs, q)
	if err != nil || len(q.Previous) == 0 {
		return first.Found, err
	}
	if q.mayGoOn() && !(first.Confidence >= sure && staysIn(first.Found, q.shown())) {
		onward, err := s.goingOn(ctx, libs, q, first)
		if err != nil || onward.Confidence >= sure {
			return onward.Found, err
		}
		if q.leansOn(first) {
			first.Confidence *= doubted
		}
	}
	if first.Confidence >= sure || !text.Asks(q.Text) {
		return first.Found, nil
	}
	if named, err := s.asNamed(ctx, libs, q, first); err != nil || named.Confidence >= sure {
		return named, err
	}
	return s.otherwise(ctx, libs, q, first.Found)
}

// otherwise reads q the other way than first was found, as going on or as standing by
// itself, and returns what is found so when that is sure; else first.
func (s *Searcher) otherwise(ctx context.Context, libs []article.LibraryID, q Question, first article.Found) (article.Found, error) {
	q.stance = q.otherStance()
	if q.stance == byItsWords {
		return first, nil
	}
	again, err := s.find(ctx, libs, q)
	if err != nil || again.Confidence < sure {
		return first, err
	}
	if q.stance == onward && (!staysIn(again, q.shown()) || q.namesElse(first, again)) {
		return first, nil
	}
	return again, nil
}

// namesElse reports whether q names, if only with small letters, what the best for q by
// itself has and the article of the best as going on has not: "when did the INF treaty
// end" after another treaty.
func (q Question) namesElse(alone, onward article.Found) bool {
	if len(alone.Sentences) == 0 || len(onward.Sentences) == 0 {
		return false
	}
	in := onward.Sentences[0].Article
	for _, n := range names(capitalised(text.Question(quiet(q.Text)), alone.Sentences[0].Text())) {
		if !strings.Contains(strings.ToLower(in.Title+" "+in.Text), strings.ToLower(n)) {
			return true
		}
	}
	return false
}

// A heard is what was found, and what else is known of the best of it.
type heard struct {
	article.Found
	share  float64 // of the question's own words that its best sentence and its neighbours have
	typed  bool    // the best sentence has something of the sort asked for
	common bool    // many passages have each of the question's own words
	within bool    // its best article has all of them
}

// commonShare is the share of the passages that must have a word for it to be common,
// and fewestPassages from how many on that can be told.
const commonShare, fewestPassages = .01, 100

// heardOf says of found what the best of cands tells.
func (a *asked) heardOf(found article.Found, cands []candidate) heard {
	r := heard{Found: found}
	own := a.ownWords()
	if len(cands) == 0 || own == 0 {
		return r
	}
	c := &cands[0]
	r.share = a.covered((c.mask(c.at)|c.near(c.at, -1)|c.near(c.at, 1))&own) / a.covered(own)
	r.typed = a.hasSort(c)
	r.common, r.within = a.passages >= fewestPassages, true
	for i, t := range a.terms[:a.own] {
		r.common = r.common && float64(t.df) >= commonShare*float64(a.passages)
		r.within = r.within && (c.tf[i] > 0 || c.title&(1<<i) != 0)
	}
	return r
}

// asNamed is as sure of found, which answers q, as of the same answer to q with what it
// is about named in it, when the answer has what is asked for.
func (s *Searcher) asNamed(ctx context.Context, libs []article.LibraryID, q Question, found heard) (article.Found, error) {
	f := q.followUp()
	if f == nil || f.named == "" || !found.typed || elseWords.MatchString(q.Text) {
		return found.Found, nil
	}
	q.Text, q.stance = f.named, alone
	again, err := s.find(ctx, libs, q)
	if err != nil || again.Confidence < sure {
		return found.Found, err
	}
	if x, y := found.Sentences[0], again.Sentences[0]; x.Article.ID == y.Article.ID && x.Span == y.Span {
		found.Confidence, found.Reasons = again.Confidence, again.Reasons
	}
	return found.Found, nil
}

// mayGoOn reports whether q stands by itself, by its words, and names nothing, so
// that it may be of what was spoken of: "when did support end".
func (q Question) mayGoOn() bool {
	asked := text.Question(quiet(q.Text))
	return q.stance == byItsWords && text.Asks(q.Text) && !dependent(asked) && len(names(asked)) == 0
}

// mostLeaning is how many content words a question has at most that can hardly stand
// by itself.
const mostLeaning = 3

// leansOn reports whether q names nothing, not even with small letters, and has but a few
// common words, and what was found for it by itself is not of what was spoken of: it can
// hardly stand by itself. "how many people died".
func (q Question) leansOn(found heard) bool {
	last := q.shown()
	return found.common && len(contentWords(text.Question(q.Text))) <= mostLeaning && len(last) > 0 && len(found.Sentences) > 0 && !staysIn(found.Found, last) &&
		len(names(capitalised(strings.ToLower(text.Question(quiet(q.Text))), found.Sentences[0].Text()))) == 0
}

// goingOn answers q as going on from the turn before, if the article quoted there has
// as much of its words as the best answer otherwise, or all of them where they are
// common ones: "how many people took part".
func (s *Searcher) goingOn(ctx context.Context, libs []article.LibraryID, q Question, otherwise heard) (heard, error) {
	q.stance = onward
	r, err := s.reading(ctx, libs, q)
	fragment := elliptic(text.Question(quiet(q.Text))) && r.share >= .5
	if err != nil || r.share < otherwise.share && !(r.common && r.within) && !fragment || !staysIn(r.Found, q.shown()) {
		return heard{}, err
	}
	if r.Confidence < sure && r.common && r.within {
		named, err := s.asNamed(ctx, libs, q, r)
		r.Found = named
		return r, err
	}
	return r, nil
}

// otherStance returns how else q may be taken; byItsWords when in no other way:
// what has a pronoun, or hardly words of its own, cannot stand alone.
func (q Question) otherStance() stance {
	asked := text.Question(quiet(q.Text))
	switch {
	case !dependent(asked):
		return onward
	case elliptic(asked) || pointing(asked) && !hasAntecedent(asked) || len(contentWords(asked)) < 2 && !ofAThing(asked):
		return byItsWords
	}
	return alone
}

// whatIs finds what is asked who, what, where or when it is.
var whatIs = regexp.MustCompile(`(?i)^\W*(?:who|what|where|when)(?:['’]s| is| was| are| were) (?:an? )?([\pL\pN][\pL\pN'’.-]+)\W*$`)

// ofAThing reports whether question asks who, what, where or when a thing is that it
// says in one word: "who is Putin". That may be another thing than was spoken of.
func ofAThing(question string) bool {
	m := whatIs.FindStringSubmatch(question)
	return m != nil && len(contentWords(m[1])) == 1
}

// onlyAsked finds questions that say nothing but what is wanted: "since when",
// "where exactly", "in what year was that".
var onlyAsked = regexp.MustCompile(`(?i)^\W*(?:(?:and|but|so|ok|okay) )*(?:(?:since|until|till|from|to|for|by|on|in|at|with|of|about|around|near|against) )?` +
	`(?:when|where|why|who|whom|how|how (?:much|many|long|often|far|come)|(?:what|which) (?:year|date|day|month|century|decade|percentage|percent|number|age|place|city|country|town|location|reason))` +
	`(?: (?:exactly|precisely|roughly|approximately|about|around))?(?: (?:is|was|were|are) (?:that|this)| did (?:that|this|it) happen)?\W*$`)

// onlySort finds questions for something of a sort, and nothing else: "on what holiday?"
var onlySort = regexp.MustCompile(`(?i)^\W*(?:(?:and|but|so|ok|okay) )*(?:(?:since|until|from|to|for|by|on|in|at|with|of|about|near|under) )?(?:what|which) [\pL-]+\W*$`)

// onlyAsks reports whether question says nothing but what is wanted.
func onlyAsks(question string) bool { return onlyAsked.MatchString(question) }

// staysIn reports whether the best of found is of one of articles.
func staysIn(found article.Found, articles []article.ID) bool {
	return len(found.Sentences) > 0 && slices.Contains(articles, found.Sentences[0].Article.ID)
}

var (
	// secondQuestion finds a question that only a question word is left of, behind another.
	secondQuestion = regexp.MustCompile(`(?i)^\W*((?:who|whom|whose|what|which|when|where|why|how)\b.{6,}?),?(?:\?? and|\?? &|[?;,]) (for how long|since when|how (?:much|long|often|many|far)|why|when|where|how|by whom)\s*[?!.]*$`)
	// pointingSecond finds one that says "it" or "he" of the first: "and how much did it cost".
	pointingSecond = regexp.MustCompile(`(?i)^\W*((?:who|whom|whose|what|which|when|where|why|how)\b.{6,}?),?(?:\?? and|\?? &|[?;]) ((?:who|whom|what|which|when|where|why|how)\b.*\b(?:it|its|he|she|they|him|her|his|their|them)\b.*)$`)
)

// twoQuestions parts "who resigned and why?"; pointing says that the second one is
// whole but for whom or what it is about.
func twoQuestions(question string) (first, second string, pointing bool) {
	if !strings.ContainsAny(strings.TrimRight(question, "?!. "), "?;,&") && !strings.Contains(question, " and ") && !strings.Contains(question, " AND ") {
		return "", "", false
	}
	m := secondQuestion.FindStringSubmatch(question)
	if m == nil {
		m, pointing = pointingSecond.FindStringSubmatch(question), true
	}
	if m == nil || len(contentWords(m[1])) == 0 {
		return "", "", false
	}
	return strings.TrimRight(m[1], "? ") + "?", strings.TrimRight(m[2], "?!. ") + "?", pointing
}

// findBoth answers q, which is two questions, and the second of them as going on
// from what was found. What answers both stands once; a second one without an
// answer is said to have none.
func (s *Searcher) findBoth(ctx context.Context, libs []article.LibraryID, q Question, first, second string, pointing bool) (article.Found, error) {
	found, err := s.findOne(ctx, libs, q)
	if err != nil {
		return found, err
	}
	whole := found
	if found.Confidence < sure && pointing { // then both must have a sure answer
		one := q
		one.Text = first
		if found, err = s.findOne(ctx, libs, one); err != nil || found.Confidence < sure {
			return whole, err
		}
		found.Question = whole.Question
	}
	if found.Confidence < sure || found.Together > 1 {
		return found, nil
	}
	best := found.Sentences[0]
	turn := article.Turn{Question: first, Text: best.Text(), Articles: []article.ID{best.Article.ID}}
	if !pointing && ofKind(kindOf(second), best) {
		return found, nil
	}
	q.Text, q.Previous = second, append(slices.Clip(q.Previous), turn)
	then, err := s.find(ctx, libs, q)
	if err != nil {
		return found, err
	}
	if lacks := then.Confidence < sure || !staysIn(then, turn.Articles) || !pointing && !ofKind(kindOf(second), then.Sentences[0]); lacks {
		if whole.Confidence < sure {
			return whole, nil
		}
		found.Notes = append(found.Notes, "The articles found do not say “"+strings.TrimRight(second, "?")+"”.")
		return found, nil
	}
	if more := then.Sentences[0]; more.Span != best.Span {
		rest := slices.DeleteFunc(slices.Clone(found.Sentences[1:]), func(o article.Quote) bool { return o.Article.ID == more.Article.ID && o.Span == more.Span })
		more.Score = min(more.Score, best.Score)
		found.Sentences = append([]article.Quote{best, more}, rest...)
		found.Together = 2
	}
	return found, nil
}

// ofKind reports whether a sentence has what a question of a kind asks for, as
// far as that can be seen: a day, a number, a reason.
func ofKind(k kind, q article.Quote) bool {
	switch k {
	case moment:
		return len(when.Days(q.Text(), q.Article.Published.Time())) > 0 || weekday.MatchString(q.Text())
	case amount:
		return strings.ContainsAny(q.Text(), "0123456789")
	case reason:
		return givingReason.MatchString(q.Text())
	}
	return true
}

// weekday finds a day that an article names by its own date.
var weekday = regexp.MustCompile(`\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?i)\b(?:yesterday|today|last (?:week|month|year|night))\b`)
