package article

import "time"

// An AnswerID is a stored answer's number; 0 when not stored.
type AnswerID int64

// A Mode is what wrote an answer.
type Mode string

const (
	Extractive Mode = "extractive" // sentences copied from articles
	Model      Mode = "model"      // sentences written by a model, each checked
)

// A Quote is a span of a revision, copied from the stored bytes by code.
type Quote struct {
	Article  *Article   // the article quoted; its Text is the revision's and holds Span
	Span                // Text() == Article.Text[Start:End]
	Bold     []Span     // the words that answer, inside Span, as offsets into Article.Text
	Passage  Span       // the whole sentences around Span that may be shown as proof
	Needs    Span       // an earlier sentence that Span needs to be understood; empty when none
	Resolved []Naming   // pronouns of Span and whom they mean, when the rule is safe
	Copies   []*Article // near-copies of the same story that carry it too
	Score    float64    // as ranked; only comparable within one answer
}

// A Naming says that the words at Span mean Name.
type Naming struct {
	Span
	Name string // as the article has it elsewhere
}

// Text returns the quoted words.
func (q Quote) Text() string { return q.Span.Of(q.Article.Text) }

// A Claim is one sentence of an answer with the quotes that support it.
type Claim struct {
	Text   string // verbatim (extractive) or checked (model)
	Quotes []Quote
}

// An Answer is claims, or an abstention with the nearest quotes.
type Answer struct {
	ID         AnswerID
	Question   string
	Understood string // the question as searched, when a follow-up was completed; else empty
	Abstained  bool
	Confidence float64 // 0…1: what the decision to abstain was made on
	Mode       Mode
	Text       string // the claims' texts as one text, or the abstention's sentence
	AsOf       Date   // newest date among the articles quoted
	Claims     []Claim
	Nearest    []Quote // on abstention: what came closest, best first
	Conflicts  []Conflict
	Withheld   int // sentences of the model that failed their checks
	Checked    []Checked
	PromptHash string
	TokensIn   int // what the model read and wrote for it
	TokensOut  int
	Calls      []Call                   // of a model, in order; TokensIn and TokensOut are their sums
	Timings    map[string]time.Duration // by stage: "search", "answer", …
	Notes      []string                 // for the reader: "corrected on …", "teaser only"
}

// A Conflict says that two claims of one answer disagree on a number or date.
type Conflict struct {
	A, B   int    // indexes into Claims
	AWords string // "1987"
	BWords string // "1988"
}

// Found is what a search returns for one question.
type Found struct {
	Question   string
	Passages   []Hit    // passages, best first
	Sentences  []Quote  // sentences, best first, Passage and Bold filled in
	Together   int      // the first so many Sentences answer together, one of each article or of each thing compared; 0: each alone
	Confidence float64  // 0…1, calibrated: that Sentences hold the answer
	Reasons    []string // for a person: why confidence is low ("nothing mentions “Brazil”")
	Weighed    Weighed  // what the ranking was made of
	Calls      []Call   // of a model that helped to search
	Notes      []string // for the reader: which words were searched for instead of those asked
}

// A Hit is a passage with its score and its best sentence.
type Hit struct {
	Article  *Article
	Passage  Span
	Sentence Span // the best one of the passage
	Score    float64
}
