package commands

import (
	"strings"

	"byline/text"
)

// maxChanges bounds the sentences shown of one change, each way.
const maxChanges = 5

// changes names the sentences that newer brought ("+ ") and dropped ("- "),
// one a line.
func changes(older, newer string) string {
	was, is := sentencesOf(older), sentencesOf(newer)
	lines := missing("- ", was, is)
	lines = append(lines, missing("+ ", is, was)...)
	return strings.Join(lines, "\n")
}

// missing returns the sentences of a that b lacks, at most maxChanges.
func missing(sign string, a, b []string) []string {
	has := map[string]bool{}
	for _, s := range b {
		has[s] = true
	}
	var out []string
	for _, s := range a {
		if has[s] {
			continue
		}
		if len(out) == maxChanges {
			return append(out, sign+"…")
		}
		out = append(out, sign+s)
	}
	return out
}

func sentencesOf(s string) []string {
	var out []string
	for _, span := range text.Sentences(s) {
		out = append(out, strings.Join(strings.Fields(span.Of(s)), " "))
	}
	return out
}
