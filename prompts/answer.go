package prompts

// tokensPerSentence bounds a reply: a long sentence of 60 words with its numbers
// takes about 100 tokens, and a model may write one that is withheld.
const tokensPerSentence = 160

// An Answer asks for an answer to a question, each sentence with the numbers
// of the sentences it rests on.
type Answer struct {
	Question     string
	Passages     []Passage
	MaxSentences int
}

// Render returns the prompt.
func (a Answer) Render() Prompt {
	a.Question = Data(a.Question)
	a.Passages = cleanAll(a.Passages)
	return render("answer", tokensPerSentence*a.MaxSentences, a)
}

// A Summary asks for the most telling points of one article.
type Summary struct {
	Passages     []Passage
	MaxSentences int
}

// Render returns the prompt.
func (s Summary) Render() Prompt {
	s.Passages = cleanAll(s.Passages)
	return render("summary", tokensPerSentence*s.MaxSentences, s)
}
