package answer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/text"
)

// maxPending bounds the bytes of a sentence that does not end; more is passed
// on as it is and fails its check.
const maxPending = 2000

// An assembler makes sentences of a stream of pieces. A sentence ends at a
// line's end, or at a full stop with sentence numbers right before or after it.
type assembler struct {
	pending string
	emit    func(sentence string) error
}

// add takes the next piece of the stream.
func (a *assembler) add(piece string) error {
	a.pending += piece
	for {
		end, known := sentenceEnd(a.pending)
		if !known && len(a.pending) > maxPending {
			end = len(strings.ToValidUTF8(a.pending[:maxPending], ""))
			known = end > 0
		}
		if !known {
			return nil
		}
		if err := a.pass(a.pending[:end]); err != nil {
			return err
		}
		a.pending = a.pending[end:]
	}
}

// close passes on what is left when the stream has ended.
func (a *assembler) close() error {
	rest := a.pending
	a.pending = ""
	return a.pass(rest)
}

// pass passes on a piece that ends a sentence. Sentences before its last that
// cite nothing are passed on by themselves, so that each answers for itself.
func (a *assembler) pass(piece string) error {
	spans := text.Sentences(piece)
	for i := 0; i < len(spans); i++ {
		s := spans[i].Of(piece)
		for i+1 < len(spans) && onlyCites(spans[i+1].Of(piece)) {
			i++
			s += " " + spans[i].Of(piece)
		}
		if err := a.emit(s); err != nil {
			return err
		}
	}
	return nil
}

// onlyCites reports whether s is nothing but sentence numbers.
func onlyCites(s string) bool {
	return citing.MatchString(s) && strings.Trim(citing.ReplaceAllString(s, ""), " .\t") == ""
}

// sentenceEnd returns where the first sentence of s ends; known is false while
// what follows could still belong to it.
func sentenceEnd(s string) (end int, known bool) {
	for i, c := range s {
		if c == '\n' && strings.TrimSpace(s[:i]) != "" {
			return i + 1, true
		}
		if !stops(c) || !spaceOrNumber(s[i+utf8.RuneLen(c):]) {
			continue
		}
		end := i + utf8.RuneLen(c)
		for _, q := range s[end:] {
			if !strings.ContainsRune("”’\"')»", q) {
				break
			}
			end += utf8.RuneLen(q)
		}
		if endsInCite(s[:i]) {
			return end, true
		}
		switch after := citesAt(s[end:]); {
		case after < 0:
			return 0, false // numbers may follow
		case after > 0:
			return end + after, true
		}
	}
	return 0, false
}

func stops(c rune) bool { return c == '.' || c == '!' || c == '?' || c == '…' || c == '。' }

// spaceOrNumber reports whether what follows a full stop lets it be one.
func spaceOrNumber(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return s == "" || unicode.IsSpace(c) || c == '[' || c == '【' || strings.ContainsRune("”’\"')»", c)
}

// endsInCite reports whether sentence numbers stand at the end of s.
func endsInCite(s string) bool {
	i := strings.LastIndexAny(s, "[【")
	return i >= 0 && onlyCites(s[i:])
}

// blank reports whether c parts a word from its numbers: some models put blanks
// there that do not break.
func blank(c rune) bool { return c != '\n' && unicode.IsSpace(c) }

// citesAt returns the length of the sentence numbers at the beginning of s,
// blanks before them included: 0 for none, -1 when s ends too early to know.
func citesAt(s string) int {
	n := 0
	for {
		rest := strings.TrimLeftFunc(s[n:], blank)
		if rest == "" {
			return -1
		}
		if c := rest[0]; c != '[' && !strings.HasPrefix(rest, "【") {
			return n
		}
		closing := strings.IndexAny(rest, "]】")
		if closing < 0 {
			if len(rest) > 60 {
				return n
			}
			return -1
		}
		_, size := utf8.DecodeRuneInString(rest[closing:])
		if more, n := utf8.DecodeRuneInString(rest[closing+size:]); more == ']' || more == '】' {
			size += n
		}
		if !onlyCites(rest[:closing+size]) {
			return n
		}
		n = len(s) - len(rest) + closing + size
	}
}
