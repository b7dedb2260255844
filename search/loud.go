package search

import (
	"strings"
	"unicode"
)

// quiet returns a question of several words written all in capitals in small
// letters, so that "WHO" is the word and not the organization; any other as
// it is.
func quiet(question string) string {
	if len(strings.Fields(question)) < 3 || strings.ContainsFunc(question, unicode.IsLower) {
		return question
	}
	return strings.ToLower(question)
}
