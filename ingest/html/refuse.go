package html

import "byline/article"

// Codes of the states a page can end in.
const (
	TooLarge = "too-large"
	Empty    = "empty"
	NoText   = "no-text"
)

var remedies = map[string]string{
	TooLarge: "That page is larger than 10 MB. Save its article text and add that instead.",
	Empty:    "That page is empty. Check the link, or paste the article's text.",
	NoText:   "I found no article text on that page. Paste the article's text, or send it as a file.",
}

// refuse makes the error of a code.
func refuse(code string, cause error) error {
	return &article.Error{Kind: article.Invalid, Code: code, Public: remedies[code], Err: cause}
}
