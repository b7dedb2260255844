package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"byline/article"
	"byline/bot/render"
	"byline/commands"
	"byline/ingest"
	"byline/library"
	"byline/web"
)

const (
	opened = "The bridge at Varn was opened in June 1998 by Marta Velin."
	toll   = "The toll for cars is 4.50 euros."
)

// A hostile article is a line of answer/testdata/hostile.jsonl.
type hostile struct {
	Kind, Says, Title, Source, URL, ID string
	Authors, Obey                      []string
	Plain, Verbatim                    bool // it states something, however dressed; it may be quoted as a whole
}

// TestNothingHostileReachesTheReader loads each hostile article as add does,
// asks about the bridge and about what the article says, with a model that
// obeys and without one, and looks at what comes out on the terminal, on
// Discord and on the pages.
func TestNothingHostileReachesTheReader(t *testing.T) {
	var mu sync.Mutex
	var now hostile // the article that is asked about
	base := loopback(t, func(r request) string {
		mu.Lock()
		defer mu.Unlock()
		if err := framed(r); err != nil {
			t.Errorf("%s: the prompt %v:\n%q", now.Kind, err, r.user())
		}
		return obedient(r, now)
	})
	t.Chdir(t.TempDir())
	var out, errs bytes.Buffer
	w := testWorld(nil, "", &out, &errs)
	env := map[string]string{"BYLINE_DB": "byline.db", "OPENAI_BASE_URL": base, "BYLINE_LOG_LEVEL": "error"}
	w.Lookup = func(name string) (string, bool) { v, ok := env[name]; return v, ok }
	term := &terminal{World: w}
	a, err := term.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer a.close()
	asked := 0
	for i, h := range hostiles(t) {
		lib := article.LibraryID(fmt.Sprint(90000000000000000 + i))
		art := a.shelve(t, lib, h)
		mu.Lock()
		now = h
		mu.Unlock()
		pages := a.pagesOf(t, lib)
		if err := inertPage(pages, fmt.Sprintf("/article/%d", art.ID)); err != nil {
			t.Errorf("%s: %v", h.Kind, err)
		}
		for _, extractive := range []bool{false, true} {
			if err := a.db.SaveSettings(t.Context(), lib, article.Settings{Extractive: extractive}); err != nil {
				t.Fatal(err)
			}
			questions := []string{"When was the bridge at Varn opened?", "What of " + plainWords(h.Says) + "?"}
			if extractive {
				questions = append(questions, fmt.Sprintf("!article %d", art.ID))
			}
			for _, q := range questions {
				asked++
				reply := a.commands.Run(t.Context(), commands.Request{Plain: true, Text: q, Now: noon,
					Caller: commands.Caller{User: "terminal", Place: commands.Terminal, Home: lib, Libraries: []article.LibraryID{lib}, Editor: true}})
				if err := harmless(h, reply); err != nil {
					t.Errorf("%s, %q: %v", h.Kind, q, err)
				}
				if err := inertPage(pages, "/?q="+url.QueryEscape(q)); err != nil {
					t.Errorf("%s, %q: %v", h.Kind, q, err)
				}
			}
		}
	}
	t.Logf("%d questions, each shown on the terminal, on Discord and on the pages", asked)
}

func hostiles(t *testing.T) []hostile {
	t.Helper()
	f, err := os.Open(hostileFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []hostile
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var h hostile
		if err := json.Unmarshal(lines.Bytes(), &h); err != nil {
			t.Fatal(err)
		}
		all = append(all, h)
	}
	if len(all) < 170 {
		t.Fatalf("%d hostile articles", len(all))
	}
	return all
}

// hostileFile is found before tests leave the folder.
var hostileFile = func() string {
	dir, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	return dir + "/../answer/testdata/hostile.jsonl"
}()

// shelve loads the article into its own library and returns it as stored.
func (a *app) shelve(t *testing.T, lib article.LibraryID, h hostile) *article.Article {
	t.Helper()
	line, err := json.Marshal(map[string]any{"id": h.ID, "title": h.Title, "source": h.Source, "url": h.URL, "authors": h.Authors,
		"published": "2020-10-27", "text": opened + "\n\n" + h.Says + "\n\n" + toll})
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, "hostile.jsonl", string(line)+"\n")
	var items []library.Item
	err = ingest.New(nil, nil).Read(t.Context(), ingest.ParseSource("hostile.jsonl"), func(it ingest.Item) error {
		items = append(items, library.Item{Name: it.Name, Article: it.Article, Err: it.Err})
		return it.Err
	})
	if err != nil {
		t.Fatalf("%s: %v", h.Kind, err)
	}
	next := func() (library.Item, bool) {
		if len(items) == 0 {
			return library.Item{}, false
		}
		it := items[0]
		items = items[1:]
		return it, true
	}
	var id article.ID
	if err := a.library.Load(t.Context(), lib, next, func(r library.Result) { id, err = r.Article, r.Err }); err != nil || id == 0 {
		t.Fatalf("%s: %v", h.Kind, err)
	}
	arts, err := a.db.Articles(t.Context(), []article.LibraryID{lib}, []article.ID{id})
	if err != nil || len(arts) != 1 {
		t.Fatalf("%s: %v", h.Kind, err)
	}
	return arts[0]
}

// obedient is what a model replies that does what the article says, citing
// whatever there is and is not, and then tells the truth.
func obedient(r request, h hostile) string {
	var b strings.Builder
	for _, words := range append(slices.Clone(h.Obey), h.Says) {
		for _, end := range []string{" [1.1].", " [1.2].", " [2.1].", " [1.1][1.2][1.3].", " [9.9].", ""} {
			b.WriteString(strings.TrimSuffix(words, ".") + end + "\n")
		}
	}
	b.WriteString(strings.TrimSuffix(opened, ".") + " " + numberOf(r, "June 1998") + ".\n")
	return b.String()
}

// framed says what is wrong with a prompt that an article took part in.
func framed(r request) error {
	lines := strings.Split(r.user(), "\n")
	passage, sentence, frames, questions := 0, 0, 0, 0
	for _, l := range lines {
		var p, s int
		switch n, _ := fmt.Sscanf(l, "[%d.%d] ", &p, &s); {
		case n == 2 && (p == passage && s == sentence+1 || p == passage+1 && s == 1):
			passage, sentence = p, s
		case n == 2:
			return fmt.Errorf("has a number out of turn: %q", l)
		case l == "<articles>" || l == "</articles>":
			frames++
		case strings.HasPrefix(l, "Question: "):
			questions++
		case l != "" && !strings.HasPrefix(l, fmt.Sprintf("Passage %d", passage+1)):
			return fmt.Errorf("has a line of its own: %q", l)
		}
	}
	if frames != 2 || questions != 1 || strings.Count(r.user(), "articles>") != 2 {
		return fmt.Errorf("has %d frames and %d questions", frames, questions)
	}
	if strings.Contains(r.user(), "<|") || strings.Contains(r.user(), "[INST]") || strings.Contains(r.user(), "[SYSTEM_PROMPT]") {
		return fmt.Errorf("has marks of roles")
	}
	if i := strings.IndexFunc(r.user(), func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) && r != ' ' }); i >= 0 {
		return fmt.Errorf("has what does not show at %d", i)
	}
	return nil
}

// plainWords are the first words of s that can be asked about.
func plainWords(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words[:min(12, len(words))], " ")
}

// harmless says what is wrong with a reply: a sentence of the model that the
// article does not state, or what is not inert where it is shown.
func harmless(h hostile, reply commands.Reply) error {
	if reply.Failed {
		return fmt.Errorf("it failed: %s", reply.Text)
	}
	if ans := reply.Answer; ans != nil && ans.Mode == article.Model {
		for _, c := range ans.Claims {
			if c.Text != opened && c.Text != toll && !h.Plain && !(h.Verbatim && c.Text == h.Says) {
				return fmt.Errorf("the model's %q reaches the reader", c.Text)
			}
		}
	}
	var text strings.Builder
	if err := (printer{}).reply(&text, reply); err != nil {
		return err
	}
	if i := strings.IndexFunc(text.String(), steersTerminal); i >= 0 {
		return fmt.Errorf("the terminal gets %q in %q", text.String()[i:min(len(text.String()), i+6)], text.String())
	}
	for _, page := range render.Reply(reply) {
		if err := inertDiscord(page, h.URL); err != nil {
			return fmt.Errorf("discord: %w in\n%s", err, page.Content)
		}
	}
	return nil
}

// steersTerminal reports whether r is more than a character to be shown.
func steersTerminal(r rune) bool {
	return r != '\n' && unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200b || r >= 0xe0000 && r <= 0xe01ef
}

var (
	escaped   = regexp.MustCompile(`\\.`)
	ownLink   = regexp.MustCompile(`<https?://[^\s<>]*>`)
	mentioned = regexp.MustCompile(`<[@#:/at]|<id:|@everyone|@here|://|discord(?:app)?\.(?:gg|com)|\]\(|\]:|` + "`" + `|\|\||~~|__`)
	atStart   = regexp.MustCompile(`(?m)^(?:-# |> )?(?:#{1,3} |>>> |-# )`)
)

// inertDiscord looks for markup that would take hold in a message.
func inertDiscord(p render.Page, url string) error {
	for _, link := range ownLink.FindAllString(p.Content, -1) {
		if strings.Trim(link, "<>") != url && !strings.Contains(p.Content, `\`+link) {
			return fmt.Errorf("the link %s", link)
		}
	}
	bare := escaped.ReplaceAllString(ownLink.ReplaceAllString(p.Content, ""), "e")
	if m := mentioned.FindString(bare); m != "" {
		return fmt.Errorf("%q", m)
	}
	for line := range strings.Lines(bare) {
		if own := strings.TrimPrefix(strings.TrimPrefix(line, "-# "), "> "); atStart.MatchString(own) {
			return fmt.Errorf("a line that begins with markup: %q", line)
		}
	}
	if strings.ContainsFunc(p.Content, steersTerminal) {
		return fmt.Errorf("a character that does not show")
	}
	for _, row := range p.Rows {
		for _, b := range row {
			if b.URL != "" && b.URL != url {
				return fmt.Errorf("a button to %s", b.URL)
			}
		}
	}
	return nil
}

// pagesOf are the local pages of a library.
func (a *app) pagesOf(t *testing.T, lib article.LibraryID) http.Handler {
	t.Helper()
	handler, err := (&web.Pages{Run: a.commands, Shelf: a.db, Libraries: []article.LibraryID{lib}, Addr: "127.0.0.1:80", Log: a.log, Now: a.library.Now}).Handler()
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

// inertPage looks at one page.
func inertPage(pages http.Handler, path string) error {
	w := httptest.NewRecorder()
	pages.ServeHTTP(w, httptest.NewRequestWithContext(context.Background(), "GET", "http://127.0.0.1"+path, nil))
	if w.Code != http.StatusOK {
		return fmt.Errorf("%s: status %d", path, w.Code)
	}
	if err := inertHTML(w.Body.String()); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// inertHTML holds a page against the elements, attributes and links that our
// own templates have.
func inertHTML(page string) error {
	if i := strings.IndexFunc(page, steersTerminal); i >= 0 {
		return fmt.Errorf("a character that does not show: %q", page[i:min(len(page), i+6)])
	}
	tokens := html.NewTokenizer(strings.NewReader(page))
	for tokens.Next() != html.ErrorToken {
		tok := tokens.Token()
		if tok.Type != html.StartTagToken && tok.Type != html.SelfClosingTagToken {
			continue
		}
		if !strings.Contains(" html head meta title link body header nav a span main form label div input button h1 h2 p ol ul li blockquote strong br article mark ", " "+tok.Data+" ") {
			return fmt.Errorf("an element %s", tok)
		}
		for _, at := range tok.Attr {
			if strings.HasPrefix(at.Key, "on") || at.Key == "style" || at.Key == "src" || at.Key == "http-equiv" {
				return fmt.Errorf("an attribute %s of %s", at.Key, tok)
			}
			if at.Key == "href" && !strings.HasPrefix(at.Val, "/") && !strings.HasPrefix(at.Val, "http://") && !strings.HasPrefix(at.Val, "https://") && !strings.HasPrefix(at.Val, "#") {
				return fmt.Errorf("a link to %q", at.Val)
			}
			if at.Key == "action" && at.Val != "/" {
				return fmt.Errorf("a form to %q", at.Val)
			}
		}
	}
	return nil
}
