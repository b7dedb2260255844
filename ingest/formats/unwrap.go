package formats

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lines longer than maxWrap characters were not wrapped by hand or by a mail
// program, whose widths are 60 to 100; each is a paragraph of its own.
const maxWrap = 100

// Paragraphs returns text with its hard-wrapped lines joined and its
// paragraphs separated by one blank line. Lines that were broken on purpose
// (lists, verses, addresses) keep their breaks.
func Paragraphs(text string) string {
	width := wrapWidth(text)
	var out []string
	for block := range blocks(text) {
		out = append(out, unwrap(block, width))
	}
	return strings.Join(out, "\n\n")
}

// blocks yields the runs of lines between blank lines, each line without its
// trailing spaces.
func blocks(text string) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		var run []string
		for line := range strings.SplitSeq(text, "\n") {
			line = strings.TrimRightFunc(line, unicode.IsSpace)
			if line != "" {
				run = append(run, line)
				continue
			}
			if len(run) > 0 && !yield(run) {
				return
			}
			run = nil
		}
		if len(run) > 0 {
			yield(run)
		}
	}
}

// wrapWidth returns the column at which text seems to have been wrapped, in
// characters; 0 when it was not.
func wrapWidth(text string) int {
	var lengths []int
	for line := range strings.SplitSeq(text, "\n") {
		if n := utf8.RuneCountInString(strings.TrimRightFunc(line, unicode.IsSpace)); n > 0 {
			lengths = append(lengths, n)
		}
	}
	if len(lengths) < 3 {
		return 0
	}
	slices.Sort(lengths)
	if longest := lengths[len(lengths)-1-len(lengths)/50]; longest <= maxWrap {
		return longest
	}
	return 0
}

// unwrap joins the lines of one block. A break is the wrapping's own when the
// next line's first word would not have fitted before it.
func unwrap(lines []string, width int) string {
	var b strings.Builder
	b.WriteString(strings.TrimLeftFunc(lines[0], unicode.IsSpace))
	for i := 1; i < len(lines); i++ {
		before, after := lines[i-1], strings.TrimLeftFunc(lines[i], unicode.IsSpace)
		b.WriteString(joint(before, after, width))
		b.WriteString(after)
	}
	return b.String()
}

// joint returns what belongs between two lines: nothing or a space when they
// are one sentence wrapped, "\n" when the break was meant, a blank line when
// each line is a paragraph.
func joint(before, after string, width int) string {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	length := utf8.RuneCountInString(before)
	word := utf8.RuneCountInString(firstWord(after))
	switch {
	case isItem(after):
		return "\n"
	case width > 0 && length+1+word > width, width > 0 && length > width/2 && unicode.IsLower(first):
		if wideScript(last) && wideScript(first) || last == '-' && length > 1 && !strings.HasSuffix(before, " -") {
			return ""
		}
		return " "
	case length > maxWrap || length > 40 && strings.ContainsRune(".!?…。！？”\"»", last):
		return "\n\n"
	case unicode.IsLower(first) && unicode.IsLetter(last):
		return " "
	}
	return "\n"
}

func firstWord(s string) string {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i]
	}
	if r, n := utf8.DecodeRuneInString(s); wideScript(r) {
		return s[:n]
	}
	return s
}

// isItem reports whether line begins a list's item.
func isItem(line string) bool {
	for _, mark := range []string{"- ", "* ", "• ", "– ", "+ ", "> ", "| "} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	return digits > 0 && digits <= 3 && (strings.HasPrefix(line[digits:], ". ") || strings.HasPrefix(line[digits:], ") "))
}

// wideScript reports whether r is of a script written without spaces.
func wideScript(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) ||
		r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}
