package article

import (
	"slices"
	"strings"
)

// A Piece is a run of words of a quote as it is shown.
type Piece struct {
	Text  string
	Bold  bool
	Added bool // a name in brackets, put there by code; all else is the article's bytes
}

// Pieces returns the words of q for showing. A pronoun that was resolved is
// shown as the name in brackets, "[Putin] called on", a description with it,
// "The company [Nokia] sold". Text stays the bytes quoted.
func (q Quote) Pieces() []Piece {
	var out []Piece
	text := q.Article.Text
	at := q.Start
	add := func(to int) { // the words up to it, cut where bold begins and ends
		for at < to {
			end, bold := to, false
			for _, s := range q.Bold {
				switch {
				case s.Start <= at && at < s.End:
					bold, end = true, min(end, s.End)
				case s.Start > at:
					end = min(end, s.Start)
				}
			}
			out = append(out, Piece{Text: text[at:end], Bold: bold})
			at = end
		}
	}
	named := slices.Clone(q.Resolved)
	slices.SortFunc(named, func(a, b Naming) int { return a.Start - b.Start })
	for _, n := range named {
		if n.Start < at || n.End > q.End || n.Len() <= 0 || n.Name == "" {
			continue
		}
		bold := slices.ContainsFunc(q.Bold, func(s Span) bool { return s.Start < n.End && n.Start < s.End })
		name, replaces := n.bracket(text)
		if add(n.Start); replaces {
			at = n.End
		} else {
			add(n.End)
			name = " " + name
		}
		out = append(out, Piece{Text: name, Bold: bold, Added: true})
	}
	add(q.End)
	return out
}

// bracket returns the name in brackets, and whether it stands for the words of
// n or after them.
func (n Naming) bracket(text string) (name string, replaces bool) {
	switch strings.ToLower(n.Of(text)) {
	case "he", "she", "it", "they":
		return "[" + n.Name + "]", true
	case "his", "her", "its", "their":
		return "[" + n.Name + "’s]", true
	}
	return "[" + n.Name + "]", false
}
