package search

import (
	"context"
	"slices"
	"strings"

	"byline/article"
	"byline/text"
	"byline/when"
)

// settle understands q, and finds the day of the event it counts from, if any.
func (s *Searcher) settle(ctx context.Context, libs []article.LibraryID, q Question) (*asked, error) {
	a, err := s.understand(ctx, libs, q)
	if err != nil {
		return nil, err
	}
	return a, s.resolveEvent(ctx, libs, a)
}

// resolveEvent finds the day of the event that the question counts from, as in
// "since the treaty ended", in a dated sentence of the articles, and makes a
// bound of it. An event that no article dates, and articles without a date of
// their own, change nothing.
func (s *Searcher) resolveEvent(ctx context.Context, libs []article.LibraryID, a *asked) error {
	if a.time.Event == "" {
		return nil
	}
	sub, err := s.ask(ctx, libs, Question{Text: a.time.Event, Max: 1})
	if err != nil || len(sub.terms) == 0 {
		return err
	}
	cands, err := s.candidates(ctx, libs, sub)
	if err != nil {
		return err
	}
	best := eventCovered
	var day when.Period
	for _, c := range cands[:min(len(cands), measured)] {
		days := when.Days(c.sentences[c.at].Of(c.art.Text), c.art.Published.Time())
		if sub.countsFrom(&c, a.time) {
			return nil
		}
		if share := sub.covered(c.mask(c.at) | sub.over(&c)); len(days) > 0 && share >= best && !c.art.Published.IsZero() {
			best, day = share+1e-9, days[0]
			if last := days[len(days)-1]; a.time.After && !sub.tellsStart() && last.From.After(day.From) {
				day = last
			}
		}
	}
	if day.IsZero() {
		return nil
	}
	a.time.Bounded = true
	a.time.Period = when.Period{To: day.From}
	if a.time.After {
		a.time.Period = when.Period{From: day.From}
	}
	rest, err := s.ask(ctx, libs, a.without(a.time.Words))
	if err == nil && len(rest.terms) > 0 {
		rest.time, rest.repairs, rest.Question = a.time, a.repairs, a.Question
		*a = *rest
	}
	return err
}

// countsFrom reports whether c itself says "before the war" or "since the war",
// so that its words answer and no day is needed.
func (a *asked) countsFrom(c *candidate, t when.Reading) bool {
	s := c.sentences[c.at]
	var event []uint32
	for _, tok := range text.For("en").Tokens(nil, t.Event) {
		event = append(event, hash(tok.Term))
	}
	words := c.words[s.first:s.last]
	for i := 1; i+len(event) <= len(words); i++ {
		side := strings.ToLower(c.art.Text[words[i-1].Start:words[i-1].End])
		if after, known := when.Sides(side); known && after == t.After && hasRun(words[i:i+len(event)], event) {
			return true
		}
	}
	return false
}

// tellsStart reports whether an event is the beginning of something: "the war broke out".
func (a *asked) tellsStart() bool {
	return slices.ContainsFunc([]string{"begin", "began", "start", "broke", "open", "launch", "enter"}, func(w string) bool {
		_, has := a.byHash[hash(text.For("en").Term(w))]
		return has
	})
}

// without is the question without some of its words.
func (a *asked) without(words string) Question {
	q := a.Question
	q.Text = strings.Replace(q.Text, words, "", 1)
	return q
}

// endings are ways to say that something ended, by the terms of words.
var endings = map[uint32]bool{hash("end"): true, hash("withdraw"): true, hash("withdrew"): true, hash("expir"): true, hash("collaps"): true, hash("termin"): true, hash("laps"): true, hash("ceas"): true}

// over returns the terms for an end that c says in another word.
func (a *asked) over(c *candidate) uint64 {
	var mask uint64
	for h := range endings {
		if t, asked := a.byHash[h]; asked {
			s := c.sentences[c.at]
			if slices.ContainsFunc(c.words[s.first:s.last], func(w word) bool { return endings[w.Hash] }) {
				mask |= 1 << t
			}
		}
	}
	return mask
}
