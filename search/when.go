package search

import "byline/article"

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
