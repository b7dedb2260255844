package answer

import (
	"strings"

	"byline/article"
)

// finish fills in what follows from the claims: the text, the date, the notes
// and the disagreements.
func finish(ans article.Answer) article.Answer {
	texts := make([]string, len(ans.Claims))
	for i, c := range ans.Claims {
		texts[i] = c.Text
	}
	ans.Text = strings.Join(texts, " ")
	ans.AsOf = asOf(ans.Claims)
	ans.Notes = notes(ans.Claims)
	return ans
}

// asOf returns the newest date among the articles quoted.
func asOf(claims []article.Claim) article.Date {
	var newest article.Date
	for _, c := range claims {
		for _, q := range c.Quotes {
			for _, d := range []article.Date{q.Article.Published, q.Article.Corrected} {
				if newest.Before(d) {
					newest = d
				}
			}
		}
	}
	return newest
}

// notes tells the reader what they should know of the articles quoted, once
// for each article.
func notes(claims []article.Claim) []string {
	var out []string
	seen := map[*article.Article]bool{}
	for _, c := range claims {
		for _, q := range c.Quotes {
			if a := q.Article; !seen[a] {
				seen[a] = true
				out = append(out, notesOn(a)...)
			}
		}
	}
	return out
}

func notesOn(a *article.Article) []string {
	var out []string
	if !a.Corrected.IsZero() {
		note := name(a) + " was corrected on " + a.Corrected.Time().Format("2 January 2006")
		if a.Correction != "" {
			note += ": " + strings.TrimRight(a.Correction, ".")
		}
		out = append(out, note+".")
	}
	if a.Teaser {
		out = append(out, "Only the beginning of "+name(a)+" could be read.")
	}
	return out
}

// name is how a note speaks of an article.
func name(a *article.Article) string {
	switch {
	case a.Title != "":
		return "“" + a.Title + "”"
	case a.Source != "":
		return "an article of " + a.Source
	default:
		return "the article"
	}
}
