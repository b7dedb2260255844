package commands

import (
	"strings"
	"unicode"
)

// Visible returns s without control characters other than line ends and tabs,
// without the characters that show nothing, by which words are hidden from the
// reader or kept from being recognised, and without those that turn the
// direction of what follows. The joiners that scripts and emoji need stay. The
// edges show every stranger's words so.
func Visible(s string) string {
	flag := false // inside the tags of a flag: England's is a black flag with tags
	return strings.Map(func(r rune) rune {
		tag := r >= 0xe0020 && r <= 0xe007f
		flag = r == 0x1f3f4 || flag && tag
		switch {
		case tag && flag, r == '\n', r == '\t':
			return r
		case r == '\r':
			return ' '
		case unicode.IsControl(r):
			return -1
		case r >= 0xe0000 && r <= 0xe01ef, // tags, and selectors that stand for bytes
			r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x206f, r == 0x061c, // direction
			r == 0x200b, r >= 0x2060 && r <= 0x2064, r == 0xfeff, r == 0xad, r == 0x180e, // no width
			r >= 0xfff9 && r <= 0xfffb, r == 0x115f, r == 0x1160, r == 0x3164, r == 0xffa0: // notes, fillers
			return -1
		}
		return r
	}, s)
}
