package commands

import (
	"context"
	"strconv"
	"strings"

	"byline/article"
)

// answerRows are what the buttons under an answer lead to.
func answerRows() []Row {
	return []Row{
		{Name: "proof", Hidden: true, Private: true, run: (*Commands).proof},
		{Name: "useful", Hidden: true, Private: true, run: (*Commands).useful},
		{Name: "wrong", Hidden: true, Private: true, run: (*Commands).wrong},
		{Name: "tell", Hidden: true, Private: true, run: (*Commands).tell},
		{Name: "notify", Hidden: true, Private: true, run: (*Commands).notify},
	}
}

// stored returns the answer that a button belongs to, if the caller may read it.
func (c *Commands) stored(ctx context.Context, in *call) (article.Answer, error) {
	if c.Answers == nil {
		return article.Answer{}, unavailableHere()
	}
	id, err := in.stateID()
	if err != nil {
		return article.Answer{}, err
	}
	return c.Answers.Answer(ctx, in.libs(), article.AnswerID(id))
}

// proof shows each quote of an answer inside its paragraph, with everything
// known of its article. The numbers are those of the answer's marks: the same
// words have one number.
func (c *Commands) proof(ctx context.Context, in *call) (Reply, error) {
	ans, err := c.stored(ctx, in)
	if err != nil {
		return Reply{}, err
	}
	r := Reply{Title: "Proof: " + ans.Question}
	type words struct {
		article article.ID
		span    article.Span
	}
	numbered := map[words]bool{}
	for _, claim := range ans.Claims {
		for _, q := range claim.Quotes {
			key := words{q.Article.ID, q.Span}
			if numbered[key] {
				continue
			}
			numbered[key] = true
			shown := q
			shown.Bold, shown.Resolved = []article.Span{q.Span}, nil // the paragraph shows whom it means
			shown.Span = Paragraph(q)
			r.Items = append(r.Items, Item{
				ID: strconv.FormatInt(int64(q.Article.ID), 10), Label: "[" + strconv.Itoa(len(numbered)) + "] " + TitleOf(q.Article),
				Text: shown.Text(), Note: provenance(q.Article), URL: q.Article.URL, Quote: &shown,
			})
		}
	}
	if len(r.Items) == 0 {
		r.Text = "That answer quoted nothing."
	}
	return r, nil
}

// Paragraph returns the span of the paragraph that holds q, without the blank
// lines around it.
func Paragraph(q article.Quote) article.Span {
	s, text := q.Span, q.Article.Text
	if i := strings.LastIndex(text[:s.Start], "\n\n"); i >= 0 {
		s.Start = i + 2
	} else {
		s.Start = 0
	}
	if i := strings.Index(text[s.End:], "\n\n"); i >= 0 {
		s.End += i
	} else {
		s.End = len(text)
	}
	for s.End > q.End && (text[s.End-1] == '\n' || text[s.End-1] == ' ') {
		s.End--
	}
	return s
}

func provenance(a *article.Article) string {
	var parts []string
	add := func(label, value string) {
		if value != "" {
			parts = append(parts, label+value)
		}
	}
	add("", a.Source)
	add("published ", a.Published.String())
	add("updated ", a.Updated.String())
	if !a.Loaded.IsZero() {
		add("loaded ", article.Day(a.Loaded).String())
	}
	add("corrected ", a.Corrected.String())
	add("revision ", strconv.Itoa(a.Revision))
	return strings.Join(parts, ", ")
}

func (c *Commands) useful(ctx context.Context, in *call) (Reply, error) {
	return c.verdict(ctx, in, article.Useful, "", "Thank you.")
}

// wrong asks what is wrong, and keeps what is said.
func (c *Commands) wrong(ctx context.Context, in *call) (Reply, error) {
	words, told := in.Options.Values["what"]
	if !told {
		if _, err := c.stored(ctx, in); err != nil {
			return Reply{}, err
		}
		return Reply{Form: &Form{Title: "What is wrong?", Submit: "wrong", State: in.arg, Fields: []Field{
			{Name: "what", Label: "What is wrong with the answer?", Long: true, Max: 1000, Hint: "the editors will read it"},
		}}}, nil
	}
	return c.verdict(ctx, in, article.Wrong, strings.TrimSpace(words), "Thank you. The editors will see it.")
}

func (c *Commands) verdict(ctx context.Context, in *call, v article.Verdict, words, thanks string) (Reply, error) {
	ans, err := c.stored(ctx, in)
	if err != nil {
		return Reply{}, err
	}
	if c.Feedback == nil {
		return Reply{}, unavailableHere()
	}
	if err := c.Feedback.SaveVerdict(ctx, ans.ID, in.Caller.User, v, words, in.Now); err != nil {
		return Reply{}, err
	}
	return Reply{Text: thanks}, nil
}

func (c *Commands) tell(ctx context.Context, in *call) (Reply, error) {
	return c.watch(ctx, in, true, "The editors are told that this is missing.")
}

func (c *Commands) notify(ctx context.Context, in *call) (Reply, error) {
	return c.watch(ctx, in, false, "I will tell you when an article answers this.")
}

func (c *Commands) watch(ctx context.Context, in *call, tell bool, done string) (Reply, error) {
	ans, err := c.stored(ctx, in)
	if err != nil {
		return Reply{}, err
	}
	if c.Gaps == nil {
		return Reply{}, unavailableHere()
	}
	if err := c.Gaps.Watch(ctx, ans.ID, in.Caller.User, tell, in.Now); err != nil {
		return Reply{}, err
	}
	return Reply{Text: done}, nil
}
