package bot_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"byline/bot/discordtest"
)

// A press is a site of articles on loopback addresses, whose articles can be
// corrected.
type press struct {
	port      int
	corrected atomic.Bool
}

// startPress serves the articles /1, /2, … on every loopback address.
func startPress(t *testing.T) *press {
	l, err := net.Listen("tcp4", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &press{port: l.Addr().(*net.TCPAddr).Port}
	s := httptest.NewUnstartedServer(http.HandlerFunc(p.serve))
	s.Listener.Close()
	s.Listener = l
	s.Start()
	t.Cleanup(s.Close)
	return p
}

func (p *press) serve(w http.ResponseWriter, r *http.Request) {
	n := strings.TrimPrefix(r.URL.Path, "/")
	if n == "robots.txt" || n == "gone" {
		http.NotFound(w, r)
		return
	}
	crew := "seven"
	if p.corrected.Load() {
		crew = "nine"
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><head><title>Boat %[1]s launched</title><meta property="og:site_name" content="Quay News">
<meta property="article:published_time" content="2022-03-0%[2]dT08:00:00Z"></head><body><article><h1>Boat %[1]s launched</h1>
<p>The boat number %[1]s was launched at the quay of Dunmore on a cold morning. Its captain, Lena Holt%[1]s, thanked the builders who had worked on it through the winter.</p>
<p>Boat number %[1]s carries a crew of %[3]s people and fishes for herring off the coast. It cost the harbour cooperative a good part of its savings, the treasurer said.</p></article></body></html>`, n, len(n), crew)
}

// link is the address of article n; the hosts differ, so that none is asked
// much.
func (p *press) link(n int) string { return fmt.Sprintf("http://127.0.1.%d:%d/%d", n, p.port, n) }

// TestEditing does what editors do: forty links at once, preview and accept,
// undo, refresh, history, and what readers see of it.
func TestEditing(t *testing.T) {
	t.Parallel()
	site := startPress(t)
	j := setOut(t, fmt.Sprintf("BYLINE_FETCH_ALLOW=127.0.1.0/24:%d", site.port))
	d, c := j.d, j.room
	boss := d.Person("boss")
	j.home.Own(boss)
	member := j.who
	j.who = boss

	var links []string
	for n := 1; n <= 39; n++ {
		links = append(links, site.link(n))
	}
	links = append(links, strings.Replace(site.link(40), "/40", "/gone", 1))
	add := opt("link", strings.Join(links, " "))
	denied := member.Slash(c, "article add", add)
	j.want("/article add, by a member", j.answer(denied), "Only editors")

	adding := boss.Slash(c, "article add", add)
	var preview discordtest.Message
	d.Await(t, "the preview of forty links", func() bool {
		r := adding.Replies()
		if len(r) == 0 || r[len(r)-1].Buttons()["Accept"] == "" {
			return false
		}
		preview = r[len(r)-1]
		return true
	})
	if n := adding.Replies()[0].Edits; n < 2 {
		t.Errorf("the message was edited %d times, want it to show the progress", n)
	}
	if !adding.Replies()[0].Ephemeral() {
		t.Error("the preview is for all to see")
	}
	j.want("the preview", adding.Text(), "Load these 39 articles?", "Boat 1 launched", "Quay News", "2022-03-01", "words", "refused")
	j.want("before Accept", j.slash("ask", opt("question", "who is the captain of boat number 7?")), "!Holt7")
	j.want("Accept, by a member", j.answer(member.Press(c, preview, preview.Buttons()["Accept"])), "Only editors")
	accepted := boss.Press(c, preview, preview.Buttons()["Accept"])
	d.Await(t, "thirty-nine articles", func() bool { return strings.Contains(accepted.Text(), "39 added") })
	j.want("Accept again", j.answer(boss.Press(c, preview, preview.Buttons()["Accept"])), "!39")

	j.shelf(site)
	j.pasted()
}

// shelf takes an article off and puts it back, reads it again, and looks at
// what becomes of answers that quote it.
func (j *journey) shelf(site *press) {
	t, c := j.t, j.room
	list := j.slash("articles", opt("title", "Boat 7"))
	j.want("/articles", list, "Boat 7 launched")
	captain := j.reply(c, "!who is the captain of boat number 7")
	j.want("an answer from it", captain.Content, "Holt7")
	crew := j.reply(c, "!how many people are the crew of boat number 8")

	removed := j.who.Slash(c, "article remove", opt("article", "Boat 7 l"))
	j.want("/article remove", j.answer(removed), "It can be put back for a day")
	j.marked(captain, "Withdrawn")
	j.want("after the removal", j.slash("ask", opt("question", "who is the captain of boat number 7?")), "!Holt7")
	r := removed.Replies()[0]
	j.want("Undo", j.answer(j.who.Press(c, r, r.Buttons()["Undo"])), "is back")
	j.want("after Undo", j.slash("ask", opt("question", "who is the captain of boat number 7?")), "Holt7")

	site.corrected.Store(true)
	j.want("/article refresh", j.slash("article refresh", opt("article", "Boat 8 l")), "updated")
	j.want("/article history", j.slash("article history", opt("article", "Boat 8 l")), "revision 2", "revision 1", "nine")
	j.want("/article show", j.slash("article show", opt("article", "Boat 8 l")), "Boat 8 launched", "Quay News")
	j.marked(crew, "Corrected")
	if strings.Contains(captain.Content, "⚠") {
		t.Error("the mark was there from the beginning")
	}
}

// marked waits until the message that shows an answer is marked.
func (j *journey) marked(m discordtest.Message, how string) {
	j.t.Helper()
	j.d.Await(j.t, "the mark "+how, func() bool {
		for _, now := range j.room.Messages() {
			if now.ID == m.ID {
				return strings.HasPrefix(now.Content, "⚠ "+how)
			}
		}
		return false
	})
}

// pasted adds a text by the form, rejects one, and saves a message.
func (j *journey) pasted() {
	t, d, c := j.t, j.d, j.room
	form := j.who.Slash(c, "article add")
	d.Await(t, "the form", form.Done)
	id, fields := form.Modal()
	if strings.Join(fields, " ") != "title text" {
		t.Fatalf("/article add asks for %v", fields)
	}
	for label, want := range map[string]string{"Reject": "Not loaded", "Accept": "1 added"} {
		sent := j.who.Submit(c, id, map[string]string{"title": "Lighthouse sold", "text": "The lighthouse of Dunmore was sold to Petra Lund in 2024. She wants to live in it with two cats."})
		j.want("the form's preview", j.answer(sent), "Load this?", "Lighthouse sold")
		r := sent.Replies()[0]
		j.want(label, j.answer(j.who.Press(c, r, r.Buttons()[label])), want)
	}
	url := d.Host("pier.txt", []byte("Pier repaired\n\nThe pier of Dunmore was repaired by Ivo Stahl in May 2023 after the storm. The work took six weeks."))
	m := j.who.Whisper(c, "", discordtest.With("pier.txt", "text/plain", url, 90))
	saved := j.who.Menu(c, "Save as article", m)
	j.want("Save as article", j.answer(saved), "Load this?", "Pier repaired")
	r := saved.Replies()[0]
	j.want("Accept", j.answer(j.who.Press(c, r, r.Buttons()["Accept"])), "1 added")
	j.want("an answer from the attachment", j.slash("ask", opt("question", "who repaired the pier?")), "Ivo Stahl")
}

// TestGaps misses an answer, tells the editors, and fills the gap: who asked to
// be told is told.
func TestGaps(t *testing.T) {
	t.Parallel()
	j := setOut(t)
	d, c, ada := j.d, j.room, j.who
	boss := d.Person("boss")
	j.home.Own(boss)
	news := j.home.Channel("news")
	j.answer(boss.Slash(c, "settings", opt("change", "notices "+news.ID)))
	const question = "who bought the lighthouse?"
	i := ada.Slash(c, "ask", opt("question", question))
	j.want("an abstention", j.answer(i), "do not say")
	m := i.Replies()[0]
	j.want("Tell an editor", j.answer(ada.Press(c, m, m.Buttons()["Tell an editor"])), "told")
	j.want("Notify me", j.answer(ada.Press(c, m, m.Buttons()["Notify me"])), "tell you")
	d.Await(t, "the editors' notice", func() bool { return len(news.Messages()) == 1 })
	j.want("the editors' notice", news.Messages()[0].Content, question)
	other := d.Person("bo")
	j.home.Join(other)
	j.answer(other.Slash(c, "ask", opt("question", "Who bought the lighthouse")))
	j.want("/unanswered, by a member", j.answer(ada.Slash(c, "unanswered")), "Only editors")
	unanswered := j.answer(boss.Slash(c, "unanswered"))
	j.want("/unanswered", unanswered, "lighthouse", "2 times", "1 waiting")
	if n := strings.Count(unanswered, "lighthouse"); n != 1 {
		t.Errorf("like questions are not one group: %s", unanswered)
	}
	sent := boss.Submit(c, "article add", map[string]string{"title": "Lighthouse sold", "text": "Petra Lund bought the lighthouse of Dunmore in 2024. She wants to live in it with two cats."})
	j.answer(sent)
	r := sent.Replies()[0]
	j.want("Accept", j.answer(boss.Press(c, r, r.Buttons()["Accept"])), "1 added")
	d.Await(t, "the news", func() bool { return len(ada.DM().Messages()) == 1 })
	j.want("the news", ada.DM().Messages()[0].Content, question)
	if n := len(other.DM().Messages()); n != 0 {
		t.Errorf("%d messages to somebody who did not ask for them", n)
	}
}

// TestSettings changes every setting and looks at what it does.
func TestSettings(t *testing.T) {
	t.Parallel()
	j := setOut(t)
	d, c, ada := j.d, j.room, j.who
	boss := d.Person("boss")
	j.home.Own(boss)
	set := func(change string) string {
		t.Helper()
		return j.answer(boss.Slash(c, "settings", opt("change", change)))
	}
	j.want("/settings, by a member", j.slash("settings"), "Only editors")
	all := j.answer(boss.Slash(c, "settings"))
	j.want("/settings", all, "prefix", "role", "channels", "notices", "direct", "questions", "tokens", "mode", "raw")

	set("prefix ?")
	for _, text := range []string{"!who signed the fishing treaty", "!!!", "!important", "???", "? who"} {
		ada.Say(c, text)
	}
	j.want("another prefix", j.reply(c, "?who signed the fishing treaty").Content, "Orla Ayre")
	for _, m := range c.Messages() {
		if m.ReplyTo != "" && !strings.Contains(bare(m.Content), "Orla Ayre") {
			t.Errorf("something that was not for the bot was answered: %q", m.Content)
		}
	}
	set("prefix !")

	set("direct yes")
	j.want("direct messages", j.reply(ada.DM(), "who signed the fishing treaty?").Content, "Orla Ayre")
	j.home.Leave(ada)
	j.home.Join(ada)

	role := j.home.Role(0)
	j.home.Join(ada, role)
	set("role <@&" + role + ">")
	j.want("the editors' role", j.slash("unanswered"), "No question is waiting")
	j.home.Join(ada)

	other := j.home.Channel("elsewhere")
	set("channels <#" + other.ID + ">")
	j.want("another channel", j.slash("ask", opt("question", "who signed the fishing treaty?")), "chose other channels")
	ada.Say(c, "!who signed the fishing treaty")
	j.want("the chosen channel", j.reply(other, "!who signed the fishing treaty").Content, "Orla Ayre")
	set("channels everywhere")

	set("questions 3")
	var last string
	for range 5 {
		last = j.slash("ask", opt("question", "who signed the fishing treaty?"))
	}
	j.want("the day's questions", last, "come back tomorrow")
	set("questions 0")
	j.want("the mode", set("mode extractive"), "Saved", "extractive")
	j.want("tokens", set("tokens 5000"), "Saved", "5000")
	j.want("raw", set("raw 30"), "Saved", "30")
	j.want("nonsense", set("colour blue"), "do not know that setting")
}
