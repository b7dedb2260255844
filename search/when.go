package search

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"time"

	"byline/article"
	"byline/text"
	"byline/when"
)

const (
	// timeBonus lifts what is of the time that a question names from today on,
	// as in "last week", and boundBonus what keeps to a bound such as "since
	// 2019". The model's scores of a right and a wrong sentence are some 4 apart.
	timeBonus  = 2.5
	boundBonus = 1.5
	// newestBonus lifts the newest of the articles found, less the older ones,
	// when a question asks for the latest.
	newestBonus = 3
	// eventCovered is the share of an event's words that the sentence must have
	// whose date is taken for the event's.
	eventCovered = 0.7
	// asideWeight is what a word weighs that only says when, or what sort of
	// answer is wanted, beside the question's others: what answers need not have it.
	asideWeight = 0.3
	// askingWeight is the same for words that only ask: "outlets", "difference".
	askingWeight = 0.02
)

// dated reports whether only articles of a certain time count.
func (a *asked) dated() bool { return !a.Since.IsZero() || !a.Until.IsZero() }

// inTime reports whether art was published in the time asked for. An article
// without a date is in no time.
func (a *asked) inTime(art *article.Article) bool {
	if !a.dated() {
		return true
	}
	at := art.Published.Time()
	return !art.Published.IsZero() && !at.Before(a.Since) && (a.Until.IsZero() || at.Before(a.Until))
}

// counted reports whether the question names a time that counts from today by
// its length alone, as in "last week": no article can be expected to say so.
func (a *asked) counted() bool {
	if !a.time.Relative || a.time.IsZero() {
		return false
	}
	words := strings.Fields(strings.ToLower(a.time.Words))
	return slices.ContainsFunc(words, func(w string) bool {
		switch strings.TrimSuffix(w, "s") {
		case "yesterday", "today", "tonight", "day", "week", "weekend", "month", "quarter", "year", "decade", "century", "morning", "afternoon", "evening", "night":
			return true
		}
		return false
	})
}

// wordsBut returns the question without the words for a time that no article
// can be expected to have.
func (a *asked) wordsBut() string {
	if !a.counted() {
		return a.Text
	}
	return strings.Replace(a.Text, a.time.Words, " ", 1)
}

// within reports whether c is of the time that the question names: its article
// was published then, or the sentence names a date that is.
func (a *asked) within(c *candidate) bool {
	p := c.art.Published
	if !p.IsZero() && a.time.Holds(p.Time()) {
		return true
	}
	return slices.ContainsFunc(when.Days(c.sentences[c.at].Of(c.art.Text), p.Time()), a.time.Meets)
}

// timeBonus returns what the time that a question names adds to c; a bound
// takes as much from what an article published outside it says.
func (a *asked) timeBonus(c *candidate) float64 {
	switch {
	case a.time.IsZero() || !(a.time.Relative || a.time.Bounded):
		return 0
	case a.within(c) && a.time.Relative && !a.time.Bounded:
		return timeBonus
	case a.within(c):
		return boundBonus
	case a.time.Bounded && !c.art.Published.IsZero():
		return -boundBonus
	}
	return 0
}

// timely moves up to half of the candidates that will be measured to the front
// from further down, when those are of the time that the question counts from
// today; when none is, that is a doubt.
func (a *asked) timely(cands []candidate) {
	if !a.counted() {
		return
	}
	late := func(x *candidate) int {
		if x.art.Published.IsZero() || !a.time.Holds(x.art.Published.Time()) {
			return 1
		}
		return 0
	}
	n := 0
	for i := range cands {
		if late(&cands[i]) == 0 {
			n++
		}
	}
	if n == 0 && !slices.ContainsFunc(cands[:min(measured, len(cands))], func(c candidate) bool { return a.within(&c) }) {
		a.doubts = append(a.doubts, "no article found is of that time")
		return
	}
	if len(cands) <= measured {
		return
	}
	picked := 0
	var front, rest []candidate
	for i := range cands {
		if picked < measured/2 && late(&cands[i]) == 0 {
			front = append(front, cands[i])
			picked++
		} else {
			rest = append(rest, cands[i])
		}
	}
	all := append(front, rest...)
	slices.SortStableFunc(all[:min(measured, len(all))], func(x, y candidate) int { return cmp.Compare(y.base, x.base) })
	copy(cands, all)
}

// fresh adds to the scores of the newer among cands that answer about as well as
// the best, when the newest is asked for.
func (a *asked) fresh(cands []candidate) {
	if !a.time.Newest {
		return
	}
	best := math.Inf(-1)
	for _, c := range cands {
		best = max(best, c.score)
	}
	near := func(i int) bool { return cands[i].score >= best-newestBonus }
	var dates []time.Time
	for i := range cands {
		if p := cands[i].art.Published; near(i) && !p.IsZero() && !slices.Contains(dates, p.Time()) {
			dates = append(dates, p.Time())
		}
	}
	if len(dates) < 2 {
		return
	}
	slices.SortFunc(dates, time.Time.Compare)
	for i := range cands {
		if at := slices.Index(dates, cands[i].art.Published.Time()); at >= 0 && near(i) {
			cands[i].score += newestBonus * math.Pow(float64(at)/float64(len(dates)-1), 2)
		}
	}
}

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
		if share := sub.covered(c.mask(c.at) | sub.over(&c)); len(days) > 0 && share >= best && !c.art.Published.IsZero() {
			best, day = share+1e-9, days[0]
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

// without is the question without some of its words.
func (a *asked) without(words string) Question {
	q := a.Question
	q.Text = strings.Replace(q.Text, words, "", 1)
	return q
}

// weighAside makes the words weigh less that answers need not have: those that
// say when, as "before June 2022" and "latest", those that say what answer is
// wanted, as "outlets" and "difference", and the names of what is compared, which
// no one sentence need have all; but for names that no article has.
func (a *asked) weighAside() {
	low := map[uint32]float64{}
	add := func(words string, weight float64) {
		for _, t := range text.For("en").Tokens(nil, words) {
			low[hash(t.Term)] = weight
		}
	}
	if a.time.Bounded && a.time.Event == "" {
		add(a.time.Words, asideWeight)
	}
	for _, w := range a.wants.aside {
		add(w, askingWeight)
	}
	if a.time.Newest {
		add("latest newest recent recently currently lately nowadays", asideWeight)
	}
	for _, side := range a.wants.sides {
		for _, t := range side {
			low[hash(t)] = asideWeight
		}
	}
	if len(low) == 0 {
		return
	}
	compared := len(a.wants.sides) > 0
	a.mass = 0
	for i := range a.terms {
		weight, aside := low[hash(a.terms[i].alts[0])]
		if aside && !(compared && a.terms[i].upper && a.terms[i].df == 0) {
			a.terms[i].idf *= weight
			a.terms[i].aside = true
		}
		a.mass += a.terms[i].idf
	}
}

// endings are ways to say that something ended, by the terms of words.
var endings = map[uint32]bool{hash("end"): true, hash("withdraw"): true, hash("withdrew"): true, hash("expir"): true, hash("collaps"): true, hash("termin"): true, hash("laps"): true, hash("ceas"): true}

// over returns the terms for an end that c says in another word.
func (a *asked) over(c *candidate) uint64 {
	var mask uint64
	for h := range endings {
		if t, asked := a.byHash[h]; asked {
			s := c.sentences[c.at]
			if slices.ContainsFunc(c.words[s.first:s.last], func(w word) bool { return endings[w.hash] }) {
				mask |= 1 << t
			}
		}
	}
	return mask
}

// dates returns question with the day added that its event was found to be on.
func (a *asked) dates(question string) string {
	p := a.time.Period
	if a.time.Event == "" || p.IsZero() {
		return question
	}
	note := " (before " + p.To.Format("2 January 2006") + ")"
	if a.time.After {
		note = " (from " + p.From.Format("2 January 2006") + ")"
	}
	if cut, asks := strings.CutSuffix(question, "?"); asks {
		return cut + note + "?"
	}
	return question + note
}
