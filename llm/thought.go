package llm

import (
	"fmt"
	"strings"
)

// errAloud is why a reply is of no use that turned out to have been thoughts: a
// mark ended them that none had begun. The next reply is waited for whole.
var errAloud = fmt.Errorf("%w: it began with thoughts", ErrGarbled)

// thoughts takes what a reasoning model thinks out of a reply whose server
// leaves it there, between <think> and </think> at its beginning.
type thoughts struct {
	aloud bool   // they may begin without a mark
	held  string // the beginning of the reply, while it may still be thoughts, or, past it, of a mark
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

// space is what is left out around thoughts.
const space = " \t\r\n"

// pass returns what of a piece is the reply's.
func (t *thoughts) pass(piece string) (string, error) {
	t.held += piece
	if t.state == undecided {
		lead := strings.TrimLeft(t.held, space)
		switch {
		case begins(lead, opening):
			t.state = inside
		case lead == "" || couldBegin(lead, opening):
			return "", nil
		case !t.aloud:
			t.state = past
		}
	}
	if t.state == past {
		return t.beyond()
	}
	if i, mark := firstOf(t.held, closing); i >= 0 {
		t.held, t.state = strings.TrimLeft(t.held[i+len(mark):], space), past
		return t.beyond()
	}
	if t.state == inside {
		t.held = t.held[max(0, len(t.held)-longestMark):]
	}
	return "", nil
}

// beyond returns what is held but for what may be the beginning of a mark.
func (t *thoughts) beyond() (string, error) {
	if i, _ := firstOf(t.held, closing); i >= 0 {
		return "", errAloud
	}
	keep := len(t.held)
	if i := strings.LastIndexByte(t.held, '<'); i >= 0 && couldBegin(t.held[i:], closing) {
		keep = i
	}
	out := t.held[:keep]
	t.held = t.held[keep:]
	return out, nil
}

// rest returns what was held back when the reply has ended.
func (t *thoughts) rest() string {
	if t.state == inside {
		return ""
	}
	return t.held
}

// firstOf returns where the first of the marks is in s, and which; -1: none.
func firstOf(s string, marks []string) (int, string) {
	at, which := -1, ""
	for _, m := range marks {
		if i := strings.Index(s, m); i >= 0 && (at < 0 || i < at) {
			at, which = i, m
		}
	}
	return at, which
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
