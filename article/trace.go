package article

import "time"

// A Trace is an answer with all that it came from, as it was at the time: for
// the operator who asks why. It holds sentences that no reader was shown.
type Trace struct {
	Answer  Answer
	Weighed Weighed
	Asked   time.Time
}

// Checked is a sentence that a model wrote, with the verdict on it. A withheld
// sentence is never shown to readers.
type Checked struct {
	Text    string
	Failed  string  // the rule that it broke; empty when it was shown
	Words   string  // the words that broke it
	Marks   string  // the sentence numbers it cited, as written: "[2.3][9.9]"
	Against []Quote // the sentences of those numbers that exist
}

// A Call is one call of a model.
type Call struct {
	Step      string        // the prompt's name: "answer", "rewrite"
	Hash      string        // the prompt's
	Model     string        // as the server calls it, or as it was asked for
	In, Out   int           // tokens
	Estimated bool          // the server did not say how many
	Took      time.Duration // from the request to the end of the reply
	Problem   string        // for the operator: why the reply was not used; empty when it was
}

// Weighed is what a search made of a question.
type Weighed struct {
	Understood []string    // how the question was read beside its words
	Terms      []Measure   // the words that counted, with their weights
	Features   []string    // what Candidates' Values are of
	Candidates []Candidate // the sentences that came first, best first
	Proof      []Measure   // what the confidence was made of
}

// A Measure is a named value.
type Measure struct {
	Name  string
	Value float64
}

// A Candidate is a sentence that was measured. Article is nil when it is no
// longer there.
type Candidate struct {
	Article *Article
	Span
	Score  float64
	Values []float32 // by Features
}
