package commands

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"byline/article"
)

var noon = time.Date(2021, 6, 1, 12, 0, 0, 0, time.UTC)

// shelf holds one article in each library and remembers what was removed.
type shelf map[article.LibraryID]*article.Article

func (s shelf) Match(_ context.Context, libs []article.LibraryID, key string) (out []*article.Article, err error) {
	for _, lib := range libs {
		if a := s[lib]; a != nil && (key == a.Ref || strings.HasPrefix(a.Title, key)) {
			out = append(out, a)
		}
	}
	return out, nil
}

func (s shelf) List(_ context.Context, lib article.LibraryID, o ListOptions) (out []*article.Article, err error) {
	if a := s[lib]; a != nil && strings.HasPrefix(a.Title, o.Prefix) {
		out = append(out, a)
	}
	return out, nil
}

func (s shelf) Remove(_ context.Context, lib article.LibraryID, _ article.ID, _ time.Time) error {
	delete(s, lib)
	return nil
}

func (s shelf) Restore(context.Context, article.LibraryID, article.ID, time.Time) error { return nil }

func twoServers() shelf {
	return shelf{
		"1":            {ID: 1, Ref: "one", Title: "One secret", Library: "1", Text: "One."},
		"2":            {ID: 2, Ref: "two", Title: "Two secret", Library: "2", Text: "Two."},
		article.Shared: {ID: 3, Ref: "three", Title: "Shared", Library: article.Shared, Text: "Three."},
	}
}

// finds echoes the libraries it was asked to search.
type finds struct{ asked *[]Question }

func (f finds) Find(_ context.Context, libs []article.LibraryID, q Question) (article.Found, error) {
	if f.asked != nil {
		*f.asked = append(*f.asked, q)
	}
	var names []string
	for _, l := range libs {
		names = append(names, string(l))
	}
	return article.Found{Question: q.Text, Reasons: names}, nil
}

// echoes answers with what was found; extractive answers say so.
type echoes struct{}

func (echoes) Answer(_ context.Context, found article.Found, extractive bool, _ func(article.Answer)) (article.Answer, error) {
	mode := article.Model
	if extractive {
		mode = article.Extractive
	}
	return article.Answer{Text: strings.Join(found.Reasons, ","), Mode: mode}, nil
}

func (echoes) Summarize(context.Context, *article.Article, bool, func(article.Answer)) (article.Answer, error) {
	return article.Answer{Text: "summary"}, nil
}

// memory keeps settings, answers and claimed keys.
type memory struct {
	settings article.Settings
	answers  map[article.AnswerID]article.LibraryID
	keys     map[string]bool
	turns    map[string][]article.Turn
	asked    int
}

func (m *memory) Settings(context.Context, article.LibraryID) (article.Settings, error) {
	return m.settings, nil
}

func (m *memory) SaveSettings(_ context.Context, _ article.LibraryID, s article.Settings) error {
	m.settings = s
	return nil
}

func (m *memory) SaveAnswer(_ context.Context, a Asked) (article.AnswerID, error) {
	id := article.AnswerID(len(m.answers) + 1)
	m.answers[id] = a.Library
	m.turns[a.Conversation] = append(m.turns[a.Conversation], article.Turn{Question: a.Answer.Question, Answer: id})
	return id, nil
}

func (m *memory) Answer(_ context.Context, libs []article.LibraryID, id article.AnswerID) (article.Answer, error) {
	for _, lib := range libs {
		if m.answers[id] == lib {
			return article.Answer{ID: id}, nil
		}
	}
	return article.Answer{}, notFound("I no longer have that answer.")
}

func (m *memory) Turns(_ context.Context, conversation string, _ int) ([]article.Turn, error) {
	return m.turns[conversation], nil
}

func (m *memory) Turn(_ context.Context, _ []article.LibraryID, id article.AnswerID) (article.Turn, error) {
	return article.Turn{Question: "replied to", Answer: id}, nil
}

func (m *memory) Claim(_ context.Context, key string, _ time.Time) (bool, error) {
	first := !m.keys[key]
	m.keys[key] = true
	return first, nil
}

func (m *memory) Questions(context.Context, article.LibraryID, string, time.Time) (int, error) {
	return m.asked, nil
}

func (m *memory) Tokens(context.Context, article.LibraryID, time.Time) (int, error) {
	return 1000, nil
}

func (m *memory) SaveVerdict(context.Context, article.AnswerID, string, article.Verdict, string, time.Time) error {
	return nil
}

func newCommands() (*Commands, *memory, *[]Question) {
	m := &memory{answers: map[article.AnswerID]article.LibraryID{}, keys: map[string]bool{}, turns: map[string][]article.Turn{}}
	asked := &[]Question{}
	s := twoServers()
	return &Commands{
		Find: finds{asked}, Answer: echoes{}, Articles: s, Shelf: s, Answers: m, Memory: m, Once: m, Feedback: m, Settings: m, Usage: m,
	}, m, asked
}

func member(lib article.LibraryID) Caller {
	return Caller{User: "discord:7", Place: Server, Channel: "50", Home: lib, Libraries: []article.LibraryID{lib, article.Shared}}
}

func editor(lib article.LibraryID) Caller {
	c := member(lib)
	c.Editor = true
	return c
}

// Every editors' command is refused to a member on every path, and to nobody
// else; the hidden rows too.
func TestEditorsOnly(t *testing.T) {
	for _, row := range Rows() {
		if !row.Editors {
			continue
		}
		requests := []Request{
			{Command: row.Name, Text: "1"},
			{Command: row.Name + ":1"},
			{Text: "!" + row.Name + " 1"},
			{Text: row.Name + " 1", Command: row.Name, Options: Options{Values: map[string]string{"text": "x", "prefix": "?"}}},
		}
		for _, req := range requests {
			if row.Hidden && req.Command == "" {
				continue
			}
			c, m, _ := newCommands()
			req.Caller, req.Now = member("1"), noon
			if got := c.Run(context.Background(), req); !got.Failed || !strings.Contains(got.Text, "Only editors") || !got.Private {
				t.Errorf("a member runs %+v and gets %+v", req, got)
			}
			if m.settings.Prefix != "" || len(c.Shelf.(shelf)) != 3 {
				t.Errorf("a member changes something with %+v", req)
			}
			req.Caller = editor("1")
			if got := c.Run(context.Background(), req); strings.Contains(got.Text, "Only editors") {
				t.Errorf("an editor is refused %+v", req)
			}
		}
	}
}

// What one server holds is not to be had in another, by any command.
func TestServersAreApart(t *testing.T) {
	for _, row := range Rows() {
		for _, arg := range []string{"two", "Two secret", "2", "Two"} {
			c, m, _ := newCommands()
			m.answers[1] = "2"
			for _, req := range []Request{
				{Command: row.Name, Text: arg},
				{Command: row.Name + ":1"},
				{Command: row.Name, Text: "what", Options: Options{Article: arg, Values: map[string]string{"what": "x"}}},
			} {
				req.Caller, req.Now = editor("1"), noon
				got := c.Run(context.Background(), req)
				if shows(got, "secret") && !shows(got, "One secret") || shows(got, "Two.") {
					t.Errorf("server 1 sees server 2 by %+v: %+v", req, got)
				}
				if len(c.Shelf.(shelf)) < 3 && c.Shelf.(shelf)["2"] == nil {
					t.Errorf("server 1 removes from server 2 by %+v", req)
				}
			}
		}
	}
}

func shows(r Reply, words string) bool {
	all := r.Title + r.Text
	for _, it := range r.Items {
		all += it.Label + it.Text + it.Note
	}
	return strings.Contains(strings.ReplaceAll(all, "“Two secret”", ""), words) // what was asked for may be repeated
}

func TestComplete(t *testing.T) {
	c, _, _ := newCommands()
	got := c.Complete(context.Background(), Request{Caller: member("1")})
	if len(got) != 2 || got[0].Value != "1" || got[1].Value != "3" {
		t.Errorf("suggestions in server 1 are %v", got)
	}
	if got = c.Complete(context.Background(), Request{Caller: member("1"), Text: "Two"}); len(got) != 0 {
		t.Errorf("server 2's title is suggested in server 1: %v", got)
	}
}

func TestTheSharedLibraryIsTheOperators(t *testing.T) {
	c, _, _ := newCommands()
	got := c.Run(context.Background(), Request{Caller: editor("1"), Command: "article remove", Text: "Shared", Now: noon})
	if !got.Failed || c.Shelf.(shelf)[article.Shared] == nil {
		t.Errorf("a server's editor removes a shared article: %+v", got)
	}
}

func TestWhatIsLeftAlone(t *testing.T) {
	c, m, _ := newCommands()
	say := func(caller Caller, req Request) Reply {
		req.Caller, req.Now = caller, noon
		return c.Run(context.Background(), req)
	}
	for _, text := range []string{"!!!", "!important", "hello", "!", "! who", "!1"} {
		if got := say(member("1"), Request{Text: text}); !got.Ignored {
			t.Errorf("%q is answered: %+v", text, got)
		}
	}
	if got := say(member("1"), Request{Text: "!serach x"}); !strings.Contains(got.Text, "!search") || !got.Private {
		t.Errorf("a slip of the pen is answered with %+v", got)
	}
	m.settings = article.Settings{Prefix: "?", Channels: []string{"60"}}
	if got := say(member("1"), Request{Text: "?who"}); !got.Ignored {
		t.Errorf("another channel is answered: %+v", got)
	}
	if got := say(member("1"), Request{Command: "ask", Text: "who"}); !got.Failed || !got.Private {
		t.Errorf("a slash command in another channel gets %+v", got)
	}
	m.settings.Channels = []string{"50"}
	if got := say(member("1"), Request{Text: "?who"}); got.Answer == nil {
		t.Errorf("the chosen prefix and channel get %+v", got)
	}
	if got := say(member("1"), Request{Text: "!who"}); !got.Ignored {
		t.Errorf("the old prefix is answered: %+v", got)
	}
}

func TestAKeyIsAnsweredOnce(t *testing.T) {
	c, m, _ := newCommands()
	req := Request{Caller: member("1"), Text: "!who", Key: "message:9", Now: noon}
	first, second := c.Run(context.Background(), req), c.Run(context.Background(), req)
	if first.Answer == nil || !second.Ignored || len(m.answers) != 1 {
		t.Errorf("the same key is answered with %+v and %+v", first, second)
	}
}

func TestFollowUps(t *testing.T) {
	c, _, asked := newCommands()
	run := func(req Request) {
		req.Caller, req.Now = member("1"), noon
		c.Run(context.Background(), req)
	}
	run(Request{Text: "!who won", Conversation: "a"})
	run(Request{Text: "!when was that", Conversation: "a"})
	run(Request{Text: "!when was that", Conversation: "b"})
	run(Request{Text: "!when was that", Conversation: "a", ReplyTo: 1})
	want := []string{"", "who won", "", "replied to"}
	for i, q := range *asked {
		got := ""
		if len(q.Previous) > 0 {
			got = q.Previous[len(q.Previous)-1].Question
		}
		if got != want[i] {
			t.Errorf("question %d follows up %q, want %q", i, got, want[i])
		}
	}
}

func TestQuotas(t *testing.T) {
	c, m, _ := newCommands()
	ask := func(caller Caller) Reply {
		return c.Run(context.Background(), Request{Caller: caller, Text: "!who", Now: noon})
	}
	m.settings.Questions, m.asked = 3, 3
	if got := ask(member("1")); !got.Failed || !strings.Contains(got.Text, "tomorrow") {
		t.Errorf("a fourth question of three gets %+v", got)
	}
	if got := ask(editor("1")); got.Answer == nil {
		t.Errorf("an editor's question is counted: %+v", got)
	}
	m.asked = 2
	if got := ask(member("1")); got.Answer == nil || got.Answer.Mode != article.Model {
		t.Errorf("a third question of three gets %+v", got)
	}
	m.settings.Tokens = 1000
	if got := ask(member("1")); got.Answer == nil || got.Answer.Mode != article.Extractive {
		t.Errorf("with the tokens spent, a question gets %+v", got)
	}
}

// broken fails with a cause that nobody must see.
type broken struct{}

func (broken) Find(context.Context, []article.LibraryID, Question) (article.Found, error) {
	return article.Found{}, errors.New("open /secret/path: key hunter2")
}

func TestCausesAreNotShown(t *testing.T) {
	c, _, _ := newCommands()
	c.Find = broken{}
	got := c.Run(context.Background(), Request{Caller: member("1"), Text: "!who", Now: noon})
	if !got.Failed || got.Text == "" || strings.Contains(got.Text, "secret") || strings.Contains(got.Text, "hunter2") {
		t.Errorf("a fault is answered with %+v", got)
	}
}

func TestButtons(t *testing.T) {
	c, _, _ := newCommands()
	run := func(caller Caller, req Request) Reply {
		req.Caller, req.Now = caller, noon
		return c.Run(context.Background(), req)
	}
	actions := run(member("1"), Request{Text: "!who"}).Actions
	if len(actions) == 0 {
		t.Fatal("an answer has no buttons")
	}
	for _, a := range actions {
		if len(a.State) > 80 || strings.Trim(a.State, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_-") != "" {
			t.Errorf("state %q is too long or has other characters", a.State)
		}
		if got := run(member("1"), Request{Command: a.State}); got.Failed {
			t.Errorf("%s gets %+v", a.State, got)
		}
		if got := run(member("2"), Request{Command: a.State}); !got.Failed {
			t.Errorf("%s, forged in another server, gets %+v", a.State, got)
		}
	}
	form := run(member("1"), Request{Command: "wrong:1"}).Form
	if form == nil {
		t.Fatal("Wrong asks nothing")
	}
	got := run(member("1"), Request{Command: form.Submit, Text: form.State, Options: Options{Values: map[string]string{"what": "the year"}}})
	if got.Failed || !strings.Contains(got.Text, "Thank you") {
		t.Errorf("the filled form gets %+v", got)
	}
	if got := run(member("1"), Request{Command: "proof:999999999999999999999"}); !got.Failed {
		t.Errorf("a broken state gets %+v", got)
	}
}

// Options written into a question count on every path; pasted text is left as
// it is.
func TestOptionsInAQuestionOfANamedCommand(t *testing.T) {
	c, _, asked := newCommands()
	c.Run(context.Background(), Request{Caller: member("1"), Command: "ask", Text: "since:2020-10 who proposed it private:yes",
		Options: Options{Until: "2021"}, Now: noon})
	q := (*asked)[len(*asked)-1]
	if q.Text != "who proposed it" || q.Since.Format("2006-01-02") != "2020-10-01" || q.Until.IsZero() {
		t.Errorf("asked %q since %v until %v, want the question alone, since October 2020 until 2021", q.Text, q.Since, q.Until)
	}
	reply := c.Run(context.Background(), Request{Caller: member("1"), Command: "ask", Text: "since:banana who proposed it", Now: noon})
	if !reply.Failed || !strings.Contains(reply.Text, "since") {
		t.Errorf("since:banana got %+v, want what is wrong with it", reply)
	}
}
