package llm

import "strings"

// thoughts takes what a reasoning model thinks out of a reply whose server
// leaves it there, between <think> and </think> at its beginning.
type thoughts struct {
	held  string // the beginning of the reply, while it may still be a mark
	state thinking
}

type thinking byte

const (
	undecided thinking = iota
	inside
	past
)

// opening and closing are the marks of thoughts.
var opening = []string{"<think>", "<thinking>", "<thought>", "<reasoning>"}
var closing = []string{"</think>", "</thinking>", "</thought>", "</reasoning>"}

// longestMark is the length of the longest of closing.
const longestMark = len("</reasoning>")

// pass returns what of a piece is the reply's.
func (t *thoughts) pass(piece string) string {
	if t.state == past {
		return piece
	}
	t.held += piece
	if t.state == undecided {
		lead := strings.TrimLeft(t.held, " \t\r\n")
		switch {
		case begins(lead, opening):
			t.state = inside
		case lead == "" || couldBegin(lead, opening):
			return ""
		default:
			t.state = past
			out := t.held
			t.held = ""
			return out
		}
	}
	for _, c := range closing {
		if i := strings.Index(t.held, c); i >= 0 {
			out := strings.TrimLeft(t.held[i+len(c):], " \t\r\n")
			t.held, t.state = "", past
			return out
		}
	}
	t.held = t.held[max(0, len(t.held)-longestMark):]
	return ""
}

// rest returns what was held back when the reply has ended.
func (t *thoughts) rest() string {
	if t.state != undecided {
		return ""
	}
	return t.held
}

func begins(s string, marks []string) bool {
	for _, m := range marks {
		if strings.HasPrefix(s, m) {
			return true
		}
	}
	return false
}

func couldBegin(s string, marks []string) bool {
	for _, m := range marks {
		if strings.HasPrefix(m, s) {
			return true
		}
	}
	return false
}
