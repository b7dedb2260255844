package text

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/article"
)

const (
	// maxSentence bounds a sentence in bytes: text without full stops (logs,
	// tables) is cut at a line or a blank near it.
	maxSentence = 1200
	// shortLine is a line, in bytes, that ends where its author ended it: a
	// heading, a verse, an item. Longer lines without a full stop are taken
	// for wrapped prose.
	shortLine = 48
)

// Sentences returns the sentences of s in order: disjoint, without blanks at
// their ends, together all of s but its blanks. None crosses a blank line.
func Sentences(s string) []article.Span {
	var out []article.Span
	for p := range Paragraphs(s) {
		out = appendSentences(out, s, p)
	}
	return out
}

// Paragraphs yields what stands between the blank lines of s, trimmed.
func Paragraphs(s string) iter.Seq[article.Span] {
	return func(yield func(article.Span) bool) {
		start := 0
		for i := 0; i < len(s); i++ {
			next := strings.IndexByte(s[i:], '\n')
			if next < 0 {
				break
			}
			i += next
			j := i + 1
			for j < len(s) && (s[j] == ' ' || s[j] == '\t' || s[j] == '\r') {
				j++
			}
			if j < len(s) && s[j] != '\n' {
				continue
			}
			if p := trimmed(s, start, i); p.Len() > 0 && !yield(p) {
				return
			}
			start, i = j, j-1
		}
		if p := trimmed(s, start, len(s)); p.Len() > 0 {
			yield(p)
		}
	}
}

// trimmed returns s[start:end] without the blanks at its ends.
func trimmed(s string, start, end int) article.Span {
	w := strings.TrimRightFunc(s[start:end], unicode.IsSpace)
	l := len(w) - len(strings.TrimLeftFunc(w, unicode.IsSpace))
	return article.Span{Start: start + l, End: start + len(w)}
}

// within are the bytes that no sentence ends at.
var within = func() (t [256]bool) {
	for c := range utf8.RuneSelf {
		t[c] = c != '.' && c != '!' && c != '?' && c != '\n'
	}
	return t
}()

// appendSentences appends the sentences of the paragraph p of s.
func appendSentences(dst []article.Span, s string, p article.Span) []article.Span {
	start := p.Start
	lower := !strings.ContainsFunc(p.Of(s), unicode.IsUpper)
	add := func(end int) {
		for sp := trimmed(s, start, end); sp.Len() > 0; {
			head := sp
			if sp.Len() > maxSentence {
				head = trimmed(s, sp.Start, cutLong(s, sp))
			}
			dst = append(dst, head)
			sp = trimmed(s, head.End, sp.End)
		}
		start = end
	}
	for i := p.Start; i < p.End; {
		for i < p.End && within[s[i]] {
			i++
		}
		if i == p.End {
			break
		}
		switch c := s[i]; {
		case c == '.' || c == '!' || c == '?':
			end := closed(s, i+1, p.End)
			if ends(s, start, i, end, p.End, lower) {
				add(end)
			}
			i = end
		case c == '\n':
			if lineEnds(s, start, i, p.End) {
				add(i)
			}
			i++
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			i += n
			if fullStop(r) {
				i = closed(s, i, p.End)
				add(i)
			}
		}
	}
	add(p.End)
	return dst
}

// cutLong returns where the first part of an over-long sentence ends: at the
// last line end, else blank, else character before maxSentence.
func cutLong(s string, sp article.Span) int {
	limit := sp.Start + maxSentence
	for least := limit - utf8.UTFMax; limit > least && s[limit]&0xC0 == 0x80; {
		limit--
	}
	part := s[sp.Start:limit]
	if i := strings.LastIndexByte(part, '\n'); i > 0 {
		return sp.Start + i
	}
	if i := strings.LastIndexFunc(part, unicode.IsSpace); i > 0 {
		return sp.Start + i
	}
	return limit
}

// fullStop reports whether r ends sentences and no following blank is needed.
func fullStop(r rune) bool {
	switch r {
	case '。', '！', '？', '｡', '।', '॥', '؟', '۔', '．', '։', '።', '…':
		return r != '…'
	}
	return false
}

// closed returns the end of the stops, quotes and brackets at s[i:], which
// belong to the sentence before them; "”" may stand apart from it.
func closed(s string, i, end int) int {
	for i < end {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch r {
		case '.', '!', '?', '"', '\'', ')', ']', '”', '’', '»', '」', '』', '）', '…', '。', '！', '？':
			i += n
			continue
		}
		break
	}
	if strings.HasPrefix(s[i:end], " ''") && !strings.HasPrefix(s[i:end], " '''") {
		return i + len(" ''")
	}
	return i
}

// ends reports whether the stop at s[stop], closed at s[:after], ends the
// sentence that began at s[start]. lower says that the text has no capitals,
// which otherwise tell where a sentence begins.
func ends(s string, start, stop, after, limit int, lower bool) bool {
	next := strings.TrimLeftFunc(s[after:limit], unicode.IsSpace)
	if next == "" {
		return true
	}
	blank := limit - len(next) - after
	if blank == 0 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, "\"'“‘«([„`—–-•* "))
	if unicode.IsLower(first) && (!lower || strings.Contains(lastWord(s[start:stop]), ".")) {
		return false
	}
	if s[stop] != '.' || strings.ContainsAny(s[stop+1:after], ".!?") {
		return true
	}
	return !abbreviates(s[start:stop], next, after > stop+1)
}

// lineEnds reports whether the line break at s[i] parts sentences: after a
// short line, and before what begins like an item of a list.
func lineEnds(s string, start, i, limit int) bool {
	line := strings.TrimSpace(s[max(start, strings.LastIndexByte(s[:i], '\n')+1):i])
	if len(line) <= shortLine {
		return true
	}
	next := strings.TrimLeft(s[i+1:limit], " \t\r")
	for _, bullet := range []string{"- ", "* ", "• ", "– ", "— ", "#", "|", ">"} {
		if strings.HasPrefix(next, bullet) {
			return true
		}
	}
	return false
}
