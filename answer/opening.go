package answer

import (
	"regexp"
	"unicode"
	"unicode/utf8"
)

// opening finds the words with which a model turns to whoever asked before it
// says anything: they answer the question, which no check sees, or tell where
// the sentence is from, which its number does.
var opening = regexp.MustCompile(`(?i)^(?:(?:yes|no|yeah|sure|certainly|well|indeed|in short|in summary|to summari[sz]e|to answer (?:the|your) question|` +
	`(?:based on|according to|as stated in|as per) (?:the|these|your) (?:(?:given|provided|numbered|available|loaded|news) )?` +
	`(?:articles?|passages?|sentences|texts?|information|sources)(?: (?:above|given|provided))?)(?:\s*[,:]\s+|\s*[—–]\s*|[.!,:]?\s*$))+`)

// leans finds the beginning of what is no sentence without its opening.
var leans = regexp.MustCompile(`(?i)^(?:but|and|or|because|although|though|since|as|if|unless|except|not|only|so|while|which|who|that)\b`)

// withoutOpening returns s from where it says something of its own, "" when it
// does not, and s when the rest would be no sentence.
func withoutOpening(s string) string {
	rest := s[len(opening.FindString(s)):]
	if rest == "" || len(rest) == len(s) {
		return rest
	}
	if leans.MatchString(rest) {
		return s
	}
	first, n := utf8.DecodeRuneInString(rest)
	return string(unicode.ToUpper(first)) + rest[n:]
}
