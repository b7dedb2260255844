package answer

import (
	"strings"

	"byline/article"
)

// corrected puts sentences of correction notices behind all others: a notice
// repeats what was wrong, and quoted alone it would say so once more. The
// reader is shown the notice in any case, as a note. A question about
// corrections gets them in their place.
func corrected(question string, quotes []article.Quote) []article.Quote {
	low := strings.ToLower(question)
	for _, w := range []string{"correct", "earlier version", "mistake", "error"} {
		if strings.Contains(low, w) {
			return quotes
		}
	}
	var first, last []article.Quote
	for _, q := range quotes {
		if inNotice(q) {
			last = append(last, q)
		} else {
			first = append(first, q)
		}
	}
	return append(first, last...)
}

// inNotice reports whether q stands in its article's correction notice.
func inNotice(q article.Quote) bool {
	notice := q.Article.Correction
	if notice == "" {
		return false
	}
	at := strings.LastIndex(q.Article.Text, notice)
	return at >= 0 && q.Start >= at && q.End <= at+len(notice)
}
