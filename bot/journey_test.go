package bot_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"byline/bot/discordtest"
)

// library is articles of our own, for one server.
const library = treaty + `
{"id":"h1","title":"Herring catch falls","source":"Coast Radio","published":"2021-06-02","url":"https://coast.example/herring","text":"The herring catch fell to 400 tonnes in 2021. Boats stayed in harbour for nine weeks.\n\nThe harbour master, Ines Kolb, blamed warm water."}
{"id":"h2","title":"Herring catch recovers","source":"Coast Radio","published":"2023-02-11","url":"https://coast.example/recovers","text":"The herring catch rose to 900 tonnes in 2022. Ines Kolb called it a relief."}
`

// A journey is the program with articles, and somebody who uses it.
type journey struct {
	*prober
	dir  string
	home *discordtest.Guild
	p    *process
}

// setOut starts the program with the library in a server of which ada is a
// member.
func setOut(t *testing.T, env ...string) *journey {
	d := discordtest.Start(t)
	g, c, ada := harbour(d)
	j := &journey{prober: &prober{t: t, d: d, who: ada, room: c}, dir: t.TempDir(), home: g}
	run(t, j.dir, library, "add", "--library", g.ID, "-")
	j.p = serve(t, d, j.dir, env...)
	d.Await(t, "the program online", d.Online)
	return j
}

// answer waits for an interaction and returns what it says, without bold.
func (j *journey) answer(i *discordtest.Interaction) string {
	j.t.Helper()
	j.d.Await(j.t, "an answer", func() bool { return i.Done() && !strings.HasSuffix(i.Text(), "…") })
	return bare(i.Text())
}

// reply says text and returns the reply to it.
func (j *journey) reply(c *discordtest.Channel, text string, extra ...discordtest.Extra) discordtest.Message {
	j.t.Helper()
	m := j.who.Say(c, text, extra...)
	j.d.Await(j.t, "a reply to "+text, func() bool {
		r := c.RepliesTo(m)
		return len(r) > 0 && !strings.HasSuffix(r[0].Content, "…")
	})
	r := c.RepliesTo(m)[0]
	r.Content = bare(r.Content)
	return r
}

func (j *journey) slash(name string, options ...discordtest.Option) string {
	j.t.Helper()
	return j.answer(j.who.Slash(j.room, name, options...))
}

func (j *journey) want(what, got string, parts ...string) {
	j.t.Helper()
	for _, part := range parts {
		if no, ok := strings.CutPrefix(part, "!"); ok && strings.Contains(got, no) {
			j.t.Errorf("%s: %q is in %q", what, no, got)
		} else if !ok && !strings.Contains(got, part) {
			j.t.Errorf("%s: no %q in %q", what, part, got)
		}
	}
}

func opt(name string, value any) discordtest.Option {
	return discordtest.Option{Name: name, Value: value}
}

// TestReading asks the program for everything that members may ask for.
func TestReading(t *testing.T) {
	t.Parallel()
	j := setOut(t)
	d, ada, c := j.d, j.who, j.room

	const catch = "how many tonnes was the herring catch?"
	j.want("/ask", j.slash("ask", opt("question", "who signed the fishing treaty?")), "Orla Ayre", "[1]", "harbour.example/treaty", "As of 2020-10-27", "word for word")
	j.want("/ask until", j.slash("ask", opt("question", catch), opt("until", "2021")), "400 tonnes", "!900 tonnes")
	j.want("/ask since", j.slash("ask", opt("question", catch), opt("since", "2023-01-01")), "900 tonnes", "!400 tonnes")
	j.want("/ask since and until", j.slash("ask", opt("question", catch), opt("since", "2022"), opt("until", "2020")), "after the until")
	j.want("/ask article", j.slash("ask", opt("question", "what did Ines Kolb say?"), opt("article", "Herring catch rec")), "relief", "!warm water")
	private := ada.Slash(c, "ask", opt("question", catch), opt("private", true))
	j.answer(private)
	if !private.Replies()[0].Ephemeral() {
		t.Error("/ask private:true is for all to see")
	}
	j.want("/search", j.slash("search", opt("query", "herring")), "Herring catch", "coast.example")
	j.want("/search since", j.slash("search", opt("query", "herring catch"), opt("since", "2023")), "recovers", "!falls")
	j.want("/summary", j.slash("summary", opt("article", "Fishing")), "Orla Ayre", "[1]")
	line := j.slash("timeline", opt("topic", "herring catch"))
	j.want("/timeline", line, "2021", "2022")
	if strings.Index(line, "400 tonnes") > strings.Index(line, "900 tonnes") {
		t.Errorf("/timeline out of order: %s", line)
	}
	j.want("/help", j.slash("help"), "ask", "search", "timeline")
	j.want("/help ask", j.slash("help", opt("command", "ask")), "since")
	j.want("/privacy", j.slash("privacy"), "forget-me")

	titles := ada.Complete(c, "ask", "article", "herring", opt("question", "x"))
	d.Await(t, "titles", titles.Done)
	if got := titles.Choices(); len(got) != 2 {
		t.Errorf("completing article: %v", got)
	}

	j.want("direct message", j.reply(ada.DM(), "who signed the fishing treaty?").Content, "!Orla Ayre") // of a server that does not allow it
	j.want("mention", j.reply(c, d.Mention()+" who signed the fishing treaty?").Content, "Orla Ayre")
	j.want("thread", j.reply(c.Thread("side"), d.Mention()+" who signed the fishing treaty?").Content, "Orla Ayre")
	j.want("forum post", j.reply(j.home.Post("a post"), "!who signed the fishing treaty").Content, "Orla Ayre")
	first := j.reply(c, "!who signed the fishing treaty")
	j.want("prefix", first.Content, "Orla Ayre")
	j.reply(c, "!who blamed warm water") // another subject in between
	j.want("reply to an answer", j.reply(c, "when was it signed?", discordtest.InReply(&first)).Content, "Monday", "treaty")

	j.marks(first)
	j.menus()
}

// marks presses what is under an answer.
func (j *journey) marks(first discordtest.Message) {
	t, ada, c := j.t, j.who, j.room
	proof := j.answer(ada.Press(c, first, first.Buttons()["Show proof"]))
	j.want("Show proof", proof, "finer than four centimetres", "Fishing treaty signed", "Harbour Post", "published 2020-10-27", "loaded ", "revision 1", "[1]")
	j.want("Useful", j.answer(ada.Press(c, first, first.Buttons()["Useful"])), "Thank you")
	wrong := ada.Press(c, first, first.Buttons()["Wrong"])
	j.d.Await(t, "the form", wrong.Done)
	id, fields := wrong.Modal()
	if len(fields) != 1 {
		t.Fatalf("Wrong asks %v", fields)
	}
	j.want("Wrong", j.answer(ada.Submit(c, id, map[string]string{fields[0]: "it was Tuesday"})), "editors will see it")
	j.p.kill()
	j.d.Await(t, "the program gone", func() bool { return !j.d.Online() }) // what is pressed before Discord notices goes to the one that was killed
	j.p = serve(t, j.d, j.dir)
	j.d.Await(t, "the program back online", j.d.Online)
	j.want("Show proof after a restart", j.answer(ada.Press(c, first, first.Buttons()["Show proof"])), "four centimetres")
}

// menus runs the menus of a message.
func (j *journey) menus() {
	ada, c := j.who, j.room
	m := ada.Whisper(c, "The herring catch fell to 400 tonnes in 2021. The herring catch rose to 950 tonnes in 2022. The mayor owns three submarines.")
	check := ada.Menu(c, "Check against articles", m)
	got := j.answer(check)
	j.want("Check against articles", got, "supported: The herring catch fell", "contradicted: The herring catch rose", "not found: The mayor owns", "fell to 400 tonnes in 2021", "900 tonnes", "Coast Radio")
	if !check.Replies()[0].Ephemeral() {
		j.t.Error("the check is for all to see")
	}
	j.want("Ask about this", j.answer(ada.Menu(c, "Ask about this", ada.Whisper(c, "Who signed the fishing treaty?"))), "Orla Ayre")
	j.want("Save as article, by a member", j.answer(ada.Menu(c, "Save as article", m)), "Only editors")
}

// TestForgetMe leaves nothing about a person in the database's files, whatever
// they did before.
func TestForgetMe(t *testing.T) {
	t.Parallel()
	j := setOut(t)
	ada, c := j.who, j.room
	j.home.Own(ada)
	first := j.reply(c, "!who signed the fishing treaty")
	j.answer(ada.Press(c, first, first.Buttons()["Useful"]))
	j.reply(ada.DM(), "who signed it?")
	gap := ada.Slash(c, "ask", opt("question", "who bought the lighthouse of Atlantis?"))
	j.answer(gap)
	for _, label := range []string{"Notify me", "Tell an editor"} {
		j.answer(ada.Press(c, gap.Replies()[0], gap.Replies()[0].Buttons()[label]))
	}
	j.answer(ada.Submit(c, "article add", map[string]string{"title": "A draft", "text": "A draft of an article that nobody has accepted yet, with words enough."}))
	if !j.stored(ada.ID) {
		t.Fatal("nothing was stored about ada, so there is nothing to forget")
	}
	forget := ada.Slash(c, "forget-me")
	j.want("/forget-me", j.answer(forget), "Done", "none is left")
	forget.Again() // Discord may tell of it twice
	other := j.d.Person("bo")
	j.home.Join(other)
	i := other.Slash(c, "ask", opt("question", "who signed the fishing treaty?"))
	j.answer(i)
	j.p.cmd.Process.Signal(os.Interrupt)
	j.p.ended()
	if j.stored(ada.ID) {
		t.Error("ada's id is still in the database")
	}
	if !j.stored(other.ID) {
		t.Error("bo's is gone too, or this test looks in the wrong place")
	}
}

// stored reports whether the database's files hold text anywhere.
func (j *journey) stored(text string) bool {
	names, err := filepath.Glob(filepath.Join(j.dir, "byline.db*"))
	if err != nil || len(names) == 0 {
		j.t.Fatal("no database: ", err)
	}
	for _, name := range names {
		if data, err := os.ReadFile(name); err == nil && strings.Contains(string(data), text) {
			return true
		}
	}
	return false
}

// TestWhyOfAnAnswerOnDiscord asks twice in a channel; the operator's "why" tells
// of both answers, and how the second question was understood.
func TestWhyOfAnAnswerOnDiscord(t *testing.T) {
	t.Parallel()
	j := setOut(t)
	j.reply(j.room, "!who proposed the moratorium on herring")
	second := j.reply(j.room, "!when did he propose it?")
	if !strings.Contains(second.Content, "March 2019") {
		t.Fatalf("the second answer is %q", second.Content)
	}
	for _, tt := range []struct{ answer, want string }{
		{"1", "who proposed the moratorium on herring\n"}, {"1", "Question read: asks whom\n"}, {"1", "\nRanked then:\n 1. "},
		{"2", "when did he propose it?\n"}, {"2", "Understood as: when did Tom Brack propose it"}, {"2", "goes on from the turn before: "},
	} {
		if got := run(t, j.dir, "", "why", tt.answer); !strings.Contains(got, tt.want) {
			t.Errorf("why %s does not say %q:\n%s", tt.answer, tt.want, got)
		}
	}
}
