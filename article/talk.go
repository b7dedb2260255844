package article

import "time"

// A Turn is one question of a conversation and what was answered.
type Turn struct {
	Question   string
	Understood string // the question as searched; empty when as asked
	Answer     AnswerID
	Text       string // the answer's text
	Articles   []ID   // the articles it quoted
	At         time.Time
}

// A Verdict is what a reader said of an answer.
type Verdict string

const (
	Useful Verdict = "useful"
	Wrong  Verdict = "wrong"
)

// A Gap is a question the articles did not answer, with others like it.
type Gap struct {
	ID       int64 // the first such question's
	Question string
	Count    int // times asked
	Watchers int // people who want to know when it can be answered
	Last     time.Time
}

// Settings are what the editors of one library chose. The zero Settings are
// the defaults.
type Settings struct {
	EditorRole  string   `json:"editor_role,omitempty"` // role id; empty: Manage Server only
	Prefix      string   `json:"prefix,omitempty"`      // empty: "!"
	Channels    []string `json:"channels,omitempty"`    // where it answers; empty: everywhere
	Notices     string   `json:"notices,omitempty"`     // channel for feed and correction notices
	DirectRead  bool     `json:"direct_read,omitempty"` // members may ask by direct message
	Questions   int      `json:"questions,omitempty"`   // a person's questions a day; 0: no limit
	Tokens      int      `json:"tokens,omitempty"`      // model tokens a day for the server; 0: no limit
	Extractive  bool     `json:"extractive,omitempty"`  // never use the model
	KeepRawDays int      `json:"keep_raw_days,omitempty"`
}
