package html

import "byline/article"

// Codes of the states a page can end in. Those that fetch has too mean the
// same there.
const (
	TooLarge     = "too-large"
	Empty        = "empty"
	NoText       = "no-text"
	NeedsScript  = "needs-script"
	LinkList     = "not-an-article"
	NotFound     = "not-found"
	Login        = "login"
	Paywall      = "paywall"
	ConsentWall  = "consent-wall"
	BotChallenge = "bot-challenge"
)

// A remedy is how a code is acted on and what the reader is told.
type remedy struct {
	kind   article.Kind
	public string
}

var remedies = map[string]remedy{
	TooLarge:     {article.Invalid, "That page is larger than 10 MB. Save its article text and add that instead."},
	Empty:        {article.Invalid, "That page is empty. Check the link, or paste the article's text."},
	NoText:       {article.Invalid, "I found no article text on that page. Paste the article's text, or send it as a file."},
	NeedsScript:  {article.Invalid, "That page shows its text only in a browser that runs scripts. Paste the article's text instead."},
	LinkList:     {article.Invalid, "That page is a list of links, not an article. Send me the link of the article itself."},
	NotFound:     {article.NotFound, "The site says that there is no such page. Check the link, or search the site for where the article went."},
	Login:        {article.Forbidden, "The site shows that page only after a login. Paste the article's text instead."},
	Paywall:      {article.Forbidden, "The site shows that page only to subscribers. Paste the article's text if you may share it."},
	ConsentWall:  {article.Forbidden, "The site shows a consent page instead of the article. Paste the article's text instead."},
	BotChallenge: {article.Forbidden, "The site asks me to prove that I am a person, and I am not. Paste the article's text instead."},
}

// refuse makes the error of a code.
func refuse(code string, cause error) error {
	r := remedies[code]
	return &article.Error{Kind: r.kind, Code: code, Public: r.public, Err: cause}
}
