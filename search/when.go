package search

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"byline/article"
	"byline/when"
)

const (
	// timeBonus lifts what is of the time that a question names from today on,
	// as in "last week", and boundBonus what keeps to a bound such as "since
	// 2019". The model's scores of a right and a wrong sentence are some 4 apart.
	timeBonus  = 2.5
	boundBonus = 1.5
	// halfTime is how long before such an end a bound counts half: ten years.
	halfTime = 10 * 365 * 24 * time.Hour
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

// publishedIn reports whether art was published in the time that the question
// names. What happened on a day is in the news of the next one.
func (a *asked) publishedIn(art *article.Article) bool {
	if art.Published.IsZero() {
		return false
	}
	at := art.Published.Time()
	if a.time.Relative && !a.time.Bounded && a.time.To.Sub(a.time.From) <= 2*24*time.Hour && a.time.Holds(at.AddDate(0, 0, -1)) {
		return true
	}
	return a.time.Holds(at)
}

// within reports whether c is of the time that the question names: the sentence
// names a date that is, or it names none and its article was published then.
func (a *asked) within(c *candidate) bool {
	if days := a.days(c); len(days) > 0 {
		return slices.ContainsFunc(days, a.time.Meets)
	}
	return a.publishedIn(c.art)
}

// inside is within for what stands for the words of a time: a date inside it,
// and not one that is longer, as a decade for one of its years.
func (a *asked) inside(c *candidate) bool {
	if days := a.days(c); len(days) > 0 {
		return slices.ContainsFunc(days, func(p when.Period) bool {
			return a.time.Holds(p.From) && (a.time.To.IsZero() || !p.To.IsZero() && !p.To.After(a.time.To))
		})
	}
	return a.publishedIn(c.art)
}

// days returns the times that c names by date.
func (a *asked) days(c *candidate) []when.Period {
	return when.Days(c.sentences[c.at].Of(c.art.Text), c.art.Published.Time())
}

// timeBonus returns what the time that a question names adds to c; a bound
// takes as much from what an article published outside it says.
func (a *asked) timeBonus(c *candidate) float64 {
	switch {
	case a.time.IsZero():
		return 0
	case !a.time.Relative && !a.time.Bounded: // "in 2019": texts that say so have it by their words
		if a.unsaid && a.within(c) {
			return boundBonus
		}
		return 0
	case a.within(c) && a.time.Relative && !a.time.Bounded:
		return timeBonus
	case a.within(c):
		return boundBonus * a.recency(c)
	case a.time.Bounded && !c.art.Published.IsZero():
		return -boundBonus
	}
	return 0
}

// recency returns how near c is to an end without a beginning, as in "before
// June 2022": 1 there, 1/2 halfTime before. Who asks so means what was last so.
func (a *asked) recency(c *candidate) float64 {
	if !a.time.From.IsZero() || a.time.To.IsZero() {
		return 1
	}
	last := c.art.Published.Time()
	if days := a.days(c); len(days) > 0 {
		last = time.Time{}
		for _, p := range days {
			if a.time.Meets(p) && p.From.After(last) {
				last = p.From
			}
		}
	}
	before := max(0, a.time.To.Sub(last))
	return float64(halfTime) / float64(halfTime+before)
}

// timely moves up to half of the candidates that will be measured to the front
// from further down, when those are of the time that the question counts from
// today; when none is, that is a doubt.
func (a *asked) timely(cands []candidate) {
	if !a.counted() {
		return
	}
	late := func(x *candidate) int {
		if a.publishedIn(x.art) {
			return 0
		}
		return 1
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
