package formats

import "byline/article"

// Codes name the states in which a file ends that is not loaded. They are
// stable: scripts compare them.
const (
	Empty       = "empty"       // no bytes, or nothing but spaces
	Binary      = "binary"      // no text format
	Encoding    = "encoding"    // text in no encoding that can be told
	TooLarge    = "too-large"   // over a limit of Limits
	NoText      = "no-text"     // a known format without words in it
	Unsupported = "unsupported" // a known format that is not read
	Unreadable  = "unreadable"  // damaged, or not what it says it is
	Encrypted   = "encrypted"   // needs a password
	Bomb        = "bomb"        // unpacks to far more than it should
	Nested      = "nested"      // an archive inside an archive
	BadLine     = "bad-line"    // a line of JSON lines or CSV that is no article
)

// sentences says, by code, what a person can do next.
var sentences = map[string]string{
	Empty:       "The file is empty. Check that it was saved, then add it again.",
	Binary:      "This is not a text document. Save it as text, Markdown, HTML, PDF, DOCX, ODT or EPUB and add that.",
	Encoding:    "The file's character encoding cannot be told. Save it as UTF-8 and add it again.",
	TooLarge:    "The file is larger than the limit. Split it, or add the part that matters.",
	NoText:      "There is no text in this file. If it is a scan, run text recognition over it first.",
	Unsupported: "This kind of file is not read. Save it as DOCX, PDF, HTML or text and add that.",
	Unreadable:  "The file is damaged or incomplete. Get it again, or save it anew, and add that.",
	Encrypted:   "The file is protected by a password. Save it without one and add that.",
	Bomb:        "The file unpacks to far more than its size allows. Unpack it yourself and add what is in it.",
	Nested:      "The archive holds another archive. Unpack it and add what is in it.",
	BadLine:     "This line is not an article. Give one JSON object a line with at least a \"text\".",
}

// Refuse returns the error that refuses a file with code; cause is for the log
// and may be nil.
func Refuse(code string, cause error) *article.Error {
	return &article.Error{Kind: article.Invalid, Code: code, Public: sentences[code], Err: cause}
}
