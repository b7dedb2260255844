package bot_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"byline/article"
	"byline/bot/discordtest"
	"byline/commands"
)

// secretArticle is an article whose every sentence names a word that exists in
// one server alone.
func secretArticle(word string) string {
	return fmt.Sprintf(`{"id":"%[1]s-1","title":"%[1]s plan","source":"%[1]s Gazette","published":"2021-05-04","url":"https://%[1]s.example/plan","text":"The %[1]s plan was proposed by Ada %[1]s in 2021. The harbour council approved the %[1]s plan."}`, word)
}

// A prober tries everything as one person in one room.
type prober struct {
	t    *testing.T
	d    *discordtest.Discord
	who  *discordtest.Person
	room *discordtest.Channel
	seen []string // everything shown
}

// try waits for an interaction and keeps what it showed.
func (p *prober) try(what string, i *discordtest.Interaction) {
	p.t.Helper()
	p.d.Await(p.t, what, func() bool { return i.Done() || i.Latency() >= 0 && i.Missed() })
	text := i.Text()
	for _, c := range i.Choices() {
		text += c.Name + c.Value
	}
	p.seen = append(p.seen, what+": "+text)
}

// everything runs every command, button, form, completion and menu.
func (p *prober) everything(words, ids []string) {
	for _, row := range commands.Rows() {
		switch {
		case row.Name == "forget-me":
			continue
		case row.Hidden:
			for _, id := range ids {
				p.try("button "+row.Name, p.who.Press(p.room, discordtest.Message{ID: id}, row.Name+":"+id))
				p.try("form "+row.Name, p.who.Submit(p.room, row.Name+":"+id, map[string]string{"what": "x", "title": "x", "text": "x"}))
			}
			continue
		}
		for _, w := range append(words, ids...) {
			var options []discordtest.Option
			if row.Arg.Name != "" {
				options = append(options, discordtest.Option{Name: row.Arg.Name, Value: w})
			}
			p.try("/"+row.Name+" "+w, p.who.Slash(p.room, row.Name, options...))
			for _, o := range row.Options {
				if o.Name == "article" {
					p.try("/"+row.Name+" article:"+w, p.who.Slash(p.room, row.Name, append(options, discordtest.Option{Name: "article", Value: w})...))
				}
			}
		}
		for _, o := range append(row.Options, row.Arg) {
			if o.Complete {
				p.try("complete "+row.Name, p.who.Complete(p.room, row.Name, o.Name, ""))
			}
		}
	}
	m := p.who.Whisper(p.room, "Who proposed the "+strings.Join(words, " plan and the ")+" plan?")
	for _, menu := range []string{"Ask about this", "Check against articles", "Save as article"} {
		p.try(menu, p.who.Menu(p.room, menu, m))
	}
}

// TestIsolation holds two servers and direct messages apart: everything that
// can be said or pressed is tried by somebody who may read one of the servers,
// and no word of the other may show.
func TestIsolation(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("tries several hundred interactions")
	}
	d := discordtest.Start(t)
	d.LimitsOff()
	d.Patience(patient)
	north, south := d.Guild("North"), d.Guild("South")
	northRoom, southRoom := north.Channel("general"), south.Channel("general")
	ada, bo := d.Person("ada"), d.Person("bo")
	north.Own(ada)
	north.Join(ada)
	south.Own(bo)
	south.Join(bo)
	dir := t.TempDir()
	run(t, dir, secretArticle("zanzibarite"), "add", "--library", north.ID, "-")
	run(t, dir, secretArticle("quetzalcoat"), "add", "--library", south.ID, "-")
	serve(t, d, dir)
	d.Await(t, "the program online", d.Online)

	// North's answer, gap and draft are what South must not reach.
	asker := &prober{t: t, d: d, who: ada, room: northRoom}
	asker.try("ask", ada.Slash(northRoom, "ask", discordtest.Option{Name: "question", Value: "who proposed the zanzibarite plan?"}))
	asker.try("gap", ada.Slash(northRoom, "ask", discordtest.Option{Name: "question", Value: "who paid for the zanzibarite bridge to Atlantis?"}))
	asker.try("draft", ada.Submit(northRoom, "article add", map[string]string{"title": "zanzibarite draft", "text": "The zanzibarite draft of a text that is long enough to be an article of its own."}))
	if !strings.Contains(bare(strings.Join(asker.seen, "\n")), "Ada zanzibarite") {
		t.Fatalf("North does not see its own articles: %v", asker.seen)
	}

	ids := []string{"1", "2"}
	var wait sync.WaitGroup
	for _, tt := range []struct {
		name   string
		p      *prober
		secret string
	}{
		{"South's owner in South", &prober{t: t, d: d, who: bo, room: southRoom}, "zanzibarite"},
		{"South's owner in a direct message", &prober{t: t, d: d, who: bo, room: bo.DM()}, "zanzibarite"},
		{"North's owner in a direct message, not allowed there", &prober{t: t, d: d, who: ada, room: ada.DM()}, "zanzibarite"},
	} {
		wait.Go(func() {
			tt.p.everything([]string{"zanz", "plan"}, ids)
			leaks := 0
			for _, s := range tt.p.seen {
				if strings.Contains(strings.ToLower(s), tt.secret) {
					leaks++
					t.Errorf("%s: %.300s", tt.name, s)
				}
			}
			t.Logf("%s: %d interactions, %d leaks", tt.name, len(tt.p.seen), leaks)
		})
	}
	wait.Wait()
	membership(t, d, north, ada, bo)
}

// bare is text without the bold of its answer.
func bare(text string) string { return strings.ReplaceAll(text, "*", "") }

// membership lets North's articles be read by direct message, by members, for
// as long as they are members.
func membership(t *testing.T, d *discordtest.Discord, north *discordtest.Guild, ada, bo *discordtest.Person) {
	p := &prober{t: t, d: d, who: ada, room: north.Channel("settings")}
	p.try("settings", ada.Slash(p.room, "settings", discordtest.Option{Name: "change", Value: "direct yes"}))
	for _, tt := range []struct {
		who  *discordtest.Person
		want bool
	}{{ada, true}, {bo, false}} {
		m := tt.who.Say(tt.who.DM(), "who proposed the zanzibarite plan?")
		d.Await(t, "an answer", func() bool { return len(tt.who.DM().RepliesTo(m)) > 0 })
		if got := strings.Contains(bare(tt.who.DM().RepliesTo(m)[0].Content), "Ada zanzibarite"); got != tt.want {
			t.Errorf("%s by direct message: sees North %v, want %v: %s", tt.who.Name, got, tt.want, tt.who.DM().RepliesTo(m)[0].Content)
		}
	}
}

// TestEditors lets members without the right try what editors may do, on each
// path.
func TestEditors(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		g, c, ada := harbour(d)
		role := g.Role(0)
		manager := g.Role(discordtest.ManageServer)
		db := open(t)
		var mu sync.Mutex
		var editors []string
		start(t, d, db, func(ctx context.Context, req commands.Request) commands.Reply {
			mu.Lock()
			defer mu.Unlock()
			editors = append(editors, fmt.Sprint(req.Caller.Editor))
			return echo(ctx, req)
		})
		chosen, boss := d.Person("chosen"), d.Person("boss")
		g.Join(chosen, role)
		g.Join(boss, manager)
		s, err := db.Settings(t.Context(), articleLibrary(g))
		if err != nil {
			t.Fatal(err)
		}
		s.EditorRole = role
		if err := db.SaveSettings(t.Context(), articleLibrary(g), s); err != nil {
			t.Fatal(err)
		}
		for _, tt := range []struct {
			who  *discordtest.Person
			want string
		}{{ada, "false"}, {chosen, "true"}, {boss, "true"}} {
			mu.Lock()
			editors = nil
			mu.Unlock()
			for _, i := range []*discordtest.Interaction{
				tt.who.Slash(c, "unanswered"),
				tt.who.Press(c, discordtest.Message{ID: "1"}, "accept:1"),
				tt.who.Submit(c, "article add", map[string]string{"text": "x"}),
				tt.who.Menu(c, "Save as article", tt.who.Whisper(c, "text")),
			} {
				d.Await(t, "an answer", i.Done)
			}
			m := tt.who.Say(c, "!unanswered")
			d.Await(t, "a reply", func() bool { return len(c.RepliesTo(m)) > 0 })
			mu.Lock()
			got := strings.Join(editors, " ")
			mu.Unlock()
			if got != strings.TrimSpace(strings.Repeat(tt.want+" ", 5)) {
				t.Errorf("%s: editor %s on the five paths, want %s", tt.who.Name, got, tt.want)
			}
		}
	})
}

func articleLibrary(g *discordtest.Guild) article.LibraryID { return article.LibraryID(g.ID) }
