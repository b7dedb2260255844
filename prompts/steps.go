package prompts

// A Rewrite asks for other wordings of a question.
type Rewrite struct {
	Question string
	Max      int
}

// tokensPerWording bounds a wording: a question of 40 words.
const tokensPerWording = 60

// Render returns the prompt.
func (r Rewrite) Render() Prompt {
	r.Question = Data(r.Question)
	return render("rewrite", tokensPerWording*r.Max, r)
}

// A Rerank asks for an order of sentences, which are numbered from 1.
type Rerank struct {
	Question  string
	Sentences []string
}

// tokensPerNumber bounds what one number of an order takes.
const tokensPerNumber = 4

// Render returns the prompt.
func (r Rerank) Render() Prompt {
	r.Question, r.Sentences = Data(r.Question), dataAll(r.Sentences)
	return render("rerank", tokensPerNumber*len(r.Sentences)+16, r)
}

// A Support asks whether a statement follows from sentences.
type Support struct {
	Statement string
	Sentences []string
}

// Render returns the prompt.
func (s Support) Render() Prompt {
	s.Statement, s.Sentences = Data(s.Statement), dataAll(s.Sentences)
	return render("support", 8, s)
}

func dataAll(all []string) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = Data(s)
	}
	return out
}
