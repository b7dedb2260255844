package render

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"byline/commands"
)

// units is the length of s as Discord's clients count it, in UTF-16.
func units(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}

// clean makes s valid UTF-8 whose only control characters are line ends, and
// without what does not show or turns the direction of what follows.
func clean(s string) string {
	if plain(s) {
		return s
	}
	s = commands.Visible(strings.ReplaceAll(strings.ToValidUTF8(s, "�"), "\r\n", "\n"))
	return strings.Map(func(r rune) rune {
		if r == '\u2028' || r == '\u2029' || r == '\t' {
			return ' '
		}
		return r
	}, s)
}

// plain reports whether s is nothing but printable ASCII, which is clean.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < ' ' && c != '\n') || c > '~' {
			return false
		}
	}
	return true
}

// oneLine is clean s in one line, with its outer spaces kept as one.
func oneLine(s string) string {
	s = clean(s)
	if !strings.ContainsAny(s, "\n") && !strings.Contains(s, "  ") {
		return s
	}
	var b strings.Builder
	space := false
	for _, r := range s {
		if r == '\n' || r == ' ' {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}

// sentences cuts a line after its sentences, so that a message may end there.
// The pieces joined are the line.
func sentences(line string) []piece {
	var out []piece
	start := 0
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		i += n
		if !strings.ContainsRune(".!?…。！？", r) {
			continue
		}
		wide := strings.ContainsRune("。！？", r)
		for i < len(line) {
			r, n := utf8.DecodeRuneInString(line[i:])
			if !strings.ContainsRune(".!?…。！？\"'”’»)]」』", r) {
				break
			}
			i += n
		}
		if i < len(line) && line[i] == ' ' || wide {
			out = append(out, piece{raw: line[start:i]})
			start = i
		}
	}
	if start < len(line) {
		out = append(out, piece{raw: line[start:]})
	}
	return out
}

// words cuts before the spaces of s.
func words(s string) []string {
	var out []string
	start := 0
	for i := 1; i < len(s); i++ {
		if s[i] == ' ' && s[i-1] != ' ' {
			out = append(out, s[start:i])
			start = i
		}
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

func isLink(word string) bool {
	return strings.Contains(word, "http://") || strings.Contains(word, "https://")
}

// Clip shortens s to at most max units.
func Clip(s string, max int) string {
	if units(s) <= max {
		return s
	}
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n += utf16.RuneLen(r); n > max-1 {
			break
		}
		b.WriteRune(r)
	}
	return b.String() + "…"
}

// escape makes s show as it is. first says that s begins a line, where some
// characters mean more.
func escape(s string, first bool) string {
	var b strings.Builder
	done := 0
	for i := range len(s) { // what is special is ASCII
		if special(s, i) {
			if done == 0 {
				b.Grow(len(s) + len(s)/8 + 8)
			}
			b.WriteString(s[done:i])
			b.WriteByte('\\')
			done = i
		}
	}
	out := s
	if done > 0 || b.Len() > 0 {
		b.WriteString(s[done:])
		out = b.String()
	}
	if first {
		return startSafely(out)
	}
	return out
}

// special reports whether the character at s[i] would be read as markup.
func special(s string, i int) bool {
	next := byte(0)
	if i+1 < len(s) {
		next = s[i+1]
	}
	switch c := s[i]; c {
	case '\\', '*', '_', '`', '<':
		return true
	case '|', '~':
		// Two together mean something; the second may begin the next piece.
		return next == c || i+1 == len(s) || i > 0 && s[i-1] == c || i == 0
	case ']':
		return next == '('
	case '(':
		return i == 0
	case ':':
		// A link of a stranger's would be one to press; the source's own stands
		// apart, in pointed brackets.
		return strings.HasPrefix(s[i:], "://")
	case '.':
		// Discord shows an invitation as a button even without its scheme.
		return invites(s[:i], s[i:])
	case '@':
		return strings.HasPrefix(s[i+1:], "everyone") || strings.HasPrefix(s[i+1:], "here") || i+1 == len(s)
	}
	return false
}

// invites reports whether a full stop between before and after is that of an
// address of Discord's own, which is an invitation without a scheme too.
func invites(before, after string) bool {
	const longest = len("discordapp")
	name := strings.ToLower(before[max(0, len(before)-longest):])
	return (strings.HasSuffix(name, "discord") || strings.HasSuffix(name, "discordapp")) && !strings.HasPrefix(after, ". ") && after != "."
}

// startSafely escapes what a line must not begin with: headings, quotes,
// lists, small print.
func startSafely(s string) string {
	trimmed := strings.TrimLeft(s, " ")
	if trimmed == "" {
		return s
	}
	lead := s[:len(s)-len(trimmed)]
	switch trimmed[0] {
	case '#', '>', '-', '+':
		return lead + `\` + trimmed
	}
	digits := strings.TrimLeftFunc(trimmed, unicode.IsDigit)
	if n := len(trimmed) - len(digits); n > 0 && n < 10 && digits != "" && (digits[0] == '.' || digits[0] == ')') {
		return lead + trimmed[:n] + `\` + digits
	}
	return s
}
