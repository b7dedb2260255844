package commands

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"byline/article"
	"byline/text"
)

// maxQuestion bounds a question, in bytes: longer ones are pasted texts, for
// which there is "check".
const maxQuestion = 2000

// maxTurns is how many earlier turns a follow-up may lean on.
const maxTurns = 4

func askRows() []Row {
	return []Row{
		{Name: "ask", Args: "QUESTION", Help: "answer a question with the articles' own words",
			Arg:     questionArg("what you want to know, in plain words"),
			Options: []Option{articleOption, sinceOption, untilOption, privateOption}, run: (*Commands).ask},
		{Name: "search", Args: "WORDS", Help: "show the passages that fit best",
			Arg:     Option{Name: "query", Help: "words to look for", Required: true},
			Options: []Option{articleOption, sinceOption, untilOption, privateOption}, run: (*Commands).search},
		{Name: "summary", Also: []string{"summarize", "summarise"}, Args: "ARTICLE", Help: "the most telling sentences of an article",
			Arg: articleArg(true), Options: []Option{privateOption}, run: (*Commands).summary},
		{Name: "timeline", Args: "TOPIC", Help: "dated quotes on a topic in order of time",
			Arg:     Option{Name: "topic", Help: "what to follow through time", Required: true},
			Options: []Option{articleOption, sinceOption, untilOption, privateOption}, run: (*Commands).timeline},
		{Name: "check", Args: "TEXT", Help: "hold each sentence of a text against the articles", Private: true,
			Arg: Option{Name: "text", Help: "the sentences to check", Required: true}, run: (*Commands).check},
		{Name: "help", Args: "[COMMAND]", Help: "what I can do", Private: true,
			Arg: Option{Name: "command", Help: "a command's name"}, run: (*Commands).help},
	}
}

// ask answers a question.
func (c *Commands) ask(ctx context.Context, in *call) (Reply, error) {
	if in.Plain && !text.Asks(in.arg) {
		return Reply{Text: courtesy(in.arg) + "Ask me whatever you like, in plain words."}, nil
	}
	if !in.Shell { // where the answer is read by programs too
		if r, ok, err := c.aboutItself(ctx, in); ok || err != nil {
			return r, err
		}
	}
	q, err := c.question(ctx, in)
	if err != nil {
		return Reply{}, err
	}
	if err := c.withinQuota(ctx, in); err != nil {
		return Reply{}, err
	}
	if q.Previous, err = c.previous(ctx, in); err != nil {
		return Reply{}, err
	}
	extractive, err := c.extractive(ctx, in)
	if err != nil {
		return Reply{}, err
	}
	q.Model = !extractive
	began := time.Now()
	found, err := c.Find.Find(ctx, in.libs(), q)
	if err != nil {
		return Reply{}, err
	}
	searched := time.Now()
	ans, err := c.Answer.Answer(ctx, found, extractive, in.answerProgress())
	if err != nil {
		return Reply{}, err
	}
	ans.Question = q.Text
	if found.Question != q.Text {
		ans.Understood = found.Question
	}
	ans.Notes = append(ans.Notes, found.Notes...)
	timings := map[string]time.Duration{"search": searched.Sub(began), "answer": time.Since(searched)}
	for stage, d := range ans.Timings {
		timings[stage] = d
	}
	ans.Timings = timings
	if ans.Abstained && len(found.Passages) == 0 && c.empty(ctx, in) {
		ans.Notes = append(ans.Notes, "No articles are loaded yet. Editors load them with "+in.named("article add")+" LINK.")
	}
	if note := narrowed(q); ans.Abstained && note != "" {
		ans.Notes = append(ans.Notes, note)
	}
	ans.ID = c.save(ctx, in, ans, found)
	return Reply{Answer: &ans, Actions: answerActions(ans)}, nil
}

var (
	thanks    = regexp.MustCompile(`(?i)\b(?:thanks?|thx|ty|cheers|appreciated?)\b`)
	greetings = regexp.MustCompile(`(?i)\b(?:hi|hello|hey|morning|evening)\b`)
)

// courtesy is what one says first to a message that asks nothing.
func courtesy(message string) string {
	switch {
	case thanks.MatchString(message):
		return "You are welcome. "
	case greetings.MatchString(message):
		return "Hello. "
	default:
		return ""
	}
}

// narrowed says what a question was held to that found nothing, so that silence
// about a part is not taken for silence about all.
func narrowed(q Question) string {
	var bounds []string
	if !q.Since.IsZero() {
		bounds = append(bounds, "from "+q.Since.Format(time.DateOnly)+" on")
	}
	if !q.Until.IsZero() {
		bounds = append(bounds, "before "+q.Until.Format(time.DateOnly))
	}
	if len(bounds) == 0 {
		return ""
	}
	return "Only articles dated " + strings.Join(bounds, " and ") + " were read, none without a date."
}

// empty reports whether the caller's libraries hold no article at all.
func (c *Commands) empty(ctx context.Context, in *call) bool {
	if c.Articles == nil {
		return false
	}
	for _, lib := range in.libs() {
		arts, err := c.Articles.List(ctx, lib, ListOptions{Limit: 1})
		if err != nil || len(arts) > 0 {
			return false
		}
	}
	return true
}

// question reads the question and its bounds from the call.
func (c *Commands) question(ctx context.Context, in *call) (Question, error) {
	if in.arg == "" {
		return Question{}, invalid("Ask me something, for example: " + in.named("who") + " proposed the moratorium")
	}
	if len(in.arg) > maxQuestion {
		return Question{}, invalid(fmt.Sprintf("That question is too long for me; please ask it in fewer than %d characters.", maxQuestion))
	}
	if c.Find == nil || c.Answer == nil {
		return Question{}, unavailableHere()
	}
	q := Question{Text: in.arg, Now: in.Now, Max: in.Options.Limit}
	var err error
	if q.Since, q.Until, err = bounds(in.Options, in.Now); err != nil {
		return Question{}, err
	}
	if in.Options.Article != "" {
		art, err := c.one(ctx, in, in.Options.Article)
		if err != nil {
			return Question{}, err
		}
		q.Article = art.ID
	}
	return q, nil
}

// previous returns the turns that the question may follow up: that of the
// answer it replies to, else the conversation's last.
func (c *Commands) previous(ctx context.Context, in *call) ([]article.Turn, error) {
	if c.Memory == nil {
		return nil, nil
	}
	if in.ReplyTo != 0 {
		turn, err := c.Memory.Turn(ctx, in.libs(), in.ReplyTo)
		if article.KindOf(err) == article.NotFound && err != nil {
			return nil, nil
		}
		return subjects([]article.Turn{turn}), err
	}
	if in.Conversation == "" {
		return nil, nil
	}
	turns, err := c.Memory.Turns(ctx, in.Conversation, maxTurns)
	return subjects(turns), err
}

// subjects returns the turns without what is ours in their questions.
func subjects(turns []article.Turn) []article.Turn {
	out := slices.Clone(turns)
	for i := range out {
		out[i].Question = strings.TrimPrefix(out[i].Question, summaryOf)
	}
	return out
}

// save keeps the answer and returns its number; 0 when it could not be kept,
// which must not keep the answer from the reader.
func (c *Commands) save(ctx context.Context, in *call, ans article.Answer, found article.Found) article.AnswerID {
	if c.Answers == nil {
		return 0
	}
	id, err := c.Answers.SaveAnswer(ctx, Asked{
		Library: in.Caller.Home, User: in.Caller.User, Conversation: in.Conversation,
		Answer: ans, Found: found, At: in.Now,
	})
	if err != nil {
		c.log().ErrorContext(ctx, "commands: answer not kept", "err", err)
		return 0
	}
	return id
}

// answerProgress returns the callback that passes a growing answer on; nil
// when nobody listens.
func (c *call) answerProgress() func(article.Answer) {
	if c.Progress == nil {
		return nil
	}
	return func(a article.Answer) {
		c.Progress(Reply{Command: c.row.Name, Answer: &a, Partial: true, Private: c.row.Private || c.Options.Private})
	}
}

// withinQuota refuses a question over the person's daily number.
func (c *Commands) withinQuota(ctx context.Context, in *call) error {
	if c.Usage == nil || in.settings.Questions == 0 || in.Caller.Editor {
		return nil
	}
	n, err := c.Usage.Questions(ctx, in.Caller.Home, in.Caller.User, startOfDay(in.Now))
	if err != nil {
		return err
	}
	if n >= in.settings.Questions {
		return &article.Error{Kind: article.Forbidden, Code: "quota",
			Public: fmt.Sprintf("You have asked today's %d questions. Please come back tomorrow (days end at midnight UTC).", in.settings.Questions)}
	}
	return nil
}

// extractive reports whether the model must stay out of this answer: by choice
// of the editors or because the day's tokens are spent.
func (c *Commands) extractive(ctx context.Context, in *call) (bool, error) {
	if in.settings.Extractive || in.settings.Tokens == 0 || c.Usage == nil {
		return in.settings.Extractive, nil
	}
	n, err := c.Usage.Tokens(ctx, in.Caller.Home, startOfDay(in.Now))
	return n >= in.settings.Tokens, err
}

func startOfDay(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }
