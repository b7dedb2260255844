package reader

import "strings"

// gap is what stands between two words.
type gap uint8

const (
	plain gap = iota
	hyphen
	comma
	open   // bracket
	closed // bracket
	quote
	period
	strong // semicolon, colon, dash
	border // of the sentence
	gaps
)

// gapOf reads the bytes between two words.
func gapOf(s string) gap {
	switch {
	case s == "" || strings.TrimSpace(s) == "":
		return plain
	case strings.ContainsAny(s, "([{"):
		return open
	case strings.ContainsAny(s, ")]}"):
		return closed
	case strings.ContainsAny(s, ";:—") || strings.Contains(s, " – ") || strings.Contains(s, " -- "):
		return strong
	case strings.ContainsAny(s, `"“”«»`) || strings.Contains(s, "''") || strings.Contains(s, "``"):
		return quote
	case strings.Contains(s, ","):
		return comma
	case strings.ContainsAny(s, ".!?"):
		return period
	case strings.ContainsAny(s, "-–"):
		return hyphen
	}
	return plain
}
