package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"byline/search/dense/densetest"
)

// shelfText is articles of which each tells one thing; the second and fourth
// share words with questions that the others answer.
var shelfText = []string{
	"The doctor healed the king after a winter of fever.",
	"Sovereign debt rose again, and the ministry blamed the price of grain.",
	"A ship sank off the cape in a storm; the crew came ashore in two rafts.",
	"The vessel register at the harbour office was closed for an audit of its fees.",
	"Masons built the bridge at Oldmere in nineteen months.",
	"Fire destroyed the library of the abbey in a single night.",
	"The teacher resigned after thirty years at the village school.",
	"Bees made more honey than ever under the lime trees.",
}

// paraphrases are questions in other words than the articles', and which of
// shelfText answers.
var paraphrases = map[string]int{
	"which physician cured the sovereign":          0,
	"vessel foundered tempest":                     2,
	"who erected the viaduct":                      4,
	"what did the inferno consumed in the archive": 5,
	"tutor who quit":                               6,
	"pollinators nectar":                           7,
}

// A paraphrase finds first what words cannot find.
func TestMeaning(t *testing.T) {
	p := newPlace(t, "small")
	said := p.add("shared", shelfText...)
	if want := fmt.Sprintf("%d passages embedded by small", len(shelfText)); !strings.Contains(said, want) {
		t.Errorf("add says %q, want %q", said, want)
	}
	for query, n := range paraphrases {
		if found := p.search("shared", query); len(found) == 0 || found[0] != shelfText[n] {
			t.Errorf("%q finds %q, want %q first", query, found, shelfText[n])
		}
	}
	without := 0
	delete(p.env, "OPENAI_EMBEDDING_MODEL")
	for query, n := range paraphrases {
		if found := p.search("shared", query); len(found) == 0 || found[0] != shelfText[n] {
			without++
		}
	}
	if without < 4 {
		t.Errorf("words alone miss only %d of the paraphrases; they show nothing", without)
	}
}

// Nearness alone is no proof: what has no word of the question is shown as
// nearest and not given as an answer.
func TestMeaningDoesNotAnswer(t *testing.T) {
	p := newPlace(t, "small")
	p.add("shared", shelfText...)
	status, out, errs := p.run("", "ask", "tutor who quit")
	if status != exitAbstained || !strings.Contains(out, shelfText[6]) {
		t.Errorf("ask ends with %d and says\n%s%s\nwant an abstention that shows %q", status, out, errs, shelfText[6])
	}
	if _, out, errs := p.run("", "why", "1"); !strings.Contains(out, "meaning 1") || !strings.Contains(out, shelfText[6]) {
		t.Errorf("why says\n%s%s\nand not what was found by meaning", out, errs)
	}
}

// Without a model, and with one that fails, a search is what it would be by
// words, and no error.
func TestMeaningFails(t *testing.T) {
	p := newPlace(t, "small")
	p.add("shared", shelfText...)
	queries := []string{"who built the bridge at Oldmere", "sovereign debt", "harbour audit", "pollinators nectar"}
	byWords := map[string]string{}
	model := p.env["OPENAI_EMBEDDING_MODEL"]
	delete(p.env, "OPENAI_EMBEDDING_MODEL")
	for _, q := range queries {
		_, byWords[q], _ = p.run("", "search", "--json", q)
	}
	p.env["OPENAI_EMBEDDING_MODEL"] = model
	refuse := func(status int, body string) func(int, []string, string, http.ResponseWriter, *http.Request) bool {
		return func(_ int, _ []string, _ string, w http.ResponseWriter, _ *http.Request) bool {
			w.WriteHeader(status)
			fmt.Fprint(w, body)
			return true
		}
	}
	for _, tt := range []struct {
		name    string
		queries int
		before  func(int, []string, string, http.ResponseWriter, *http.Request) bool
	}{
		{"an error", len(queries), refuse(http.StatusBadRequest, `{"error":{"message":"no"}}`)},
		{"another dimension", len(queries), refuse(http.StatusOK, `{"data":[{"index":0,"embedding":[1,2,3]}]}`)},
		{"no JSON", len(queries), refuse(http.StatusOK, "<html>")},
		{"silence", 1, func(_ int, _ []string, _ string, _ http.ResponseWriter, r *http.Request) bool {
			<-r.Context().Done()
			return true
		}},
	} {
		p.server.Set(func(s *densetest.Server) { s.Before = tt.before })
		for _, q := range queries[:tt.queries] {
			if status, out, errs := p.run("", "search", "--json", q); status != 0 || out != byWords[q] {
				t.Errorf("%s: %q ends with %d and finds\n%s%s\nwant\n%s", tt.name, q, status, out, errs, byWords[q])
			}
		}
	}
}

// Two servers' libraries never see each other's passages, by meaning neither.
func TestMeaningIsolated(t *testing.T) {
	p := newPlace(t, "small")
	p.add("100", shelfText[0], shelfText[4])
	p.add("200", shelfText[2], shelfText[6])
	for lib, own := range map[string][]int{"100": {0, 4}, "200": {2, 6}} {
		for query := range paraphrases {
			for _, found := range p.search(lib, query) {
				if found != shelfText[own[0]] && found != shelfText[own[1]] {
					t.Errorf("library %s finds %q, which is not its own", lib, found)
				}
			}
		}
	}
	if found := p.search("200", "which physician cured the sovereign"); len(found) > 0 && found[0] == shelfText[0] {
		t.Error("library 200 answers from library 100")
	}
	for _, s := range p.states() {
		if s.Vectors != 2 || !s.Serving {
			t.Errorf("library %s: %+v, want two vectors that serve", s.Library, s)
		}
	}
}

// manyTexts are n short texts that differ.
func manyTexts(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("Entry %d of the ledger lists %d barrels of tar for the yard at pier %d.", i, i*7+3, i%13)
	}
	return out
}

// A process killed in the midst is continued, and nothing is embedded twice.
func TestMeaningKilled(t *testing.T) {
	p := newPlace(t, "small")
	const batches = 4
	reached := make(chan struct{})
	var once sync.Once
	p.server.Before = func(n int, _ []string, _ string, _ http.ResponseWriter, r *http.Request) bool {
		if n != batches {
			return false
		}
		once.Do(func() { close(reached) })
		<-r.Context().Done() // until the process is dead
		return true
	}
	texts := manyTexts(64*batches + 10)
	var lines strings.Builder
	for i, text := range texts {
		fmt.Fprintf(&lines, "{\"id\":\"%d\",\"text\":%q}\n", i, text)
	}
	file := filepath.Join(p.dir, "many.jsonl")
	if err := os.WriteFile(file, []byte(lines.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	child := exec.Command(os.Args[0], "add", file)
	child.Dir = p.dir
	child.Env = append(os.Environ(), asProgram+"=1")
	for k, v := range p.env {
		child.Env = append(child.Env, k+"="+v)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	<-reached
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // it says that it was killed
	if got := len(p.server.Answered("small")); got != 64*(batches-1) {
		t.Fatalf("%d texts were embedded before the kill, want %d", got, 64*(batches-1))
	}
	p.now = time.Now().Add(time.Hour) // the dead process's claim is over
	if _, _, errs := p.run("", "add", file); !strings.Contains(errs, fmt.Sprintf("%d passages embedded", 64+10)) {
		t.Errorf("the second run says %q, want that it embedded the rest", errs)
	}
	answered := p.server.Answered("small")
	for _, text := range texts {
		if answered[text] != 1 {
			t.Errorf("%q was embedded %d times", text, answered[text])
		}
	}
	if s := p.states(); len(s) != 1 || s[0].Vectors != len(texts) || s[0].Passages != len(texts) {
		t.Errorf("states %+v, want one of %d", s, len(texts))
	}
}

// A day's budget stops embedding, and the next day goes on with it.
func TestMeaningBudget(t *testing.T) {
	p := newPlace(t, "small")
	texts := manyTexts(300)
	per := (len(texts[0])+3)/4 + 2 // tokens by estimate
	p.env["BYLINE_EMBED_BUDGET"] = fmt.Sprint(per * 100)
	p.server.Change = func(r *densetest.Reply) { r.Usage = densetest.Usage{Prompt: per * len(r.Data)} }
	said := p.add("shared", texts...)
	if !strings.Contains(said, "budget") {
		t.Errorf("add says %q, nothing of the budget", said)
	}
	first := len(p.server.Answered("small"))
	if first < 80 || first > 101 {
		t.Errorf("%d passages were embedded on the first day, want about 100", first)
	}
	p.add("shared", "One more line.")
	if again := len(p.server.Answered("small")); again != first {
		t.Errorf("%d more were embedded on the same day", again-first)
	}
	for day := 0; day < 4; day++ {
		p.now = p.now.Add(24 * time.Hour)
		p.add("shared", fmt.Sprintf("Line of day %d.", day))
	}
	if s := p.states(); len(s) != 1 || s[0].Vectors != s[0].Passages {
		t.Errorf("states %+v, want all passages done after four days", s)
	}
	for text, n := range p.server.Answered("small") {
		if n != 1 {
			t.Errorf("%q was embedded %d times", text, n)
		}
	}
}

// While another model reads the articles, questions go by the one before, and
// its vectors are deleted once the new ones are complete.
func TestMeaningSwitch(t *testing.T) {
	p := newPlace(t, "old", "new")
	p.add("shared", append(manyTexts(100), shelfText...)...)
	p.env["OPENAI_EMBEDDING_MODEL"] = "new"
	p.server.Before = func(_ int, texts []string, model string, w http.ResponseWriter, _ *http.Request) bool {
		if model != "new" || len(texts) == 64 {
			return false
		}
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusTooManyRequests) // after the first batch
		return true
	}
	p.add("shared", "A line that came with the new model.")
	if s := p.states(); len(s) != 2 || !s[0].Serving || s[0].Model != "old" || s[1].Vectors != 64 {
		t.Fatalf("states %+v, want old serving and new begun", s)
	}
	find := func(when string) { // words that an article shares may put it first, but words alone do not find these
		t.Helper()
		for query, n := range paraphrases {
			if found := p.search("shared", query); !slices.Contains(found[:min(2, len(found))], shelfText[n]) {
				t.Errorf("%s the switch %q finds %q, want %q among the first two", when, query, found[:min(2, len(found))], shelfText[n])
			}
		}
	}
	find("during")
	asked := p.server.Answered("old")
	p.server.Set(func(s *densetest.Server) { s.Before = nil })
	p.add("shared", "Another line.")
	if s := p.states(); len(s) != 1 || !s[0].Serving || s[0].Model != "new" || s[0].Vectors != s[0].Passages {
		t.Fatalf("states %+v, want new serving alone", s)
	}
	find("after")
	if now := p.server.Answered("old"); len(now) != len(asked) {
		t.Error("the old model was asked after the switch")
	}
}

// serve embeds what has no vectors beside the talk, shows how far it is, and
// stores what is under way when it ends.
func TestMeaningServed(t *testing.T) {
	p := newPlace(t, "small")
	asked := make(chan struct{}, 100)
	p.server.Before = func(int, []string, string, http.ResponseWriter, *http.Request) bool {
		asked <- struct{}{}
		return false
	}
	in, typing := io.Pipe()
	said, out := io.Pipe()
	var errs bytes.Buffer
	w := testWorld([]string{"serve"}, "", &bytes.Buffer{}, &errs)
	w.In, w.Out = in, out
	w.Lookup = func(name string) (string, bool) { v, ok := p.env[name]; return v, ok }
	ended := make(chan int, 1)
	go func() {
		ended <- Run(context.Background(), w)
		out.Close()
	}()
	pages := ""
	lines := bufio.NewScanner(said)
	for pages == "" && lines.Scan() {
		pages, _ = strings.CutPrefix(lines.Text(), "Pages: ")
		if pages == lines.Text() {
			pages = ""
		}
	}
	go func() { _, _ = io.Copy(io.Discard, said) }() // what else it says is not looked at
	<-asked
	resp, err := http.Get(pages + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	metrics, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	for _, line := range []string{`byline_embedding_passages{state="done"} `, `byline_embedding_passages{state="waiting"} `, "byline_embedding_tokens_today "} {
		if err != nil || !bytes.Contains(metrics, []byte("\n"+line)) {
			t.Errorf("the metrics lack %q, %v:\n%s", line, err, metrics)
		}
	}
	typing.Close()
	if status := <-ended; status != 0 {
		t.Errorf("serve ends with %d: %s", status, errs.String())
	}
	s := p.states()
	if len(s) != 1 || s[0].Vectors == 0 || s[0].Vectors != s[0].Passages || s[0].Model != "small" {
		t.Errorf("states %+v, want all passages of the sample library", s)
	}
	if _, out, _ := p.run("", "doctor"); !strings.Contains(out, fmt.Sprintf("small has read %d of %d passages", s[0].Passages, s[0].Passages)) {
		t.Errorf("doctor says\n%s", out)
	}
}

// eval --model counts with the embedding model as well.
func TestMeaningEvaluated(t *testing.T) {
	p := newPlace(t, "small")
	var articles, questions strings.Builder
	for i, text := range shelfText {
		fmt.Fprintf(&articles, "{\"id\":\"a%d\",\"text\":%q}\n", i, text)
	}
	for query, n := range paraphrases {
		fmt.Fprintf(&questions, "{\"id\":%q,\"question\":%q,\"answers\":[%q],\"evidence\":[{\"article\":\"a%d\"}],\"answerable\":true}\n", query, query, shelfText[n], n)
	}
	files := map[string]string{"articles": articles.String(), "questions": questions.String()}
	for name, text := range files {
		files[name] = filepath.Join(p.dir, name+".jsonl")
		if err := os.WriteFile(files[name], []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	args := []string{"eval", "--json", "--articles", files["articles"], "--questions", files["questions"]}
	status, words, errs := p.run("", args...)
	if status != 0 {
		t.Fatalf("eval ends with %d: %s", status, errs)
	}
	status, meant, errs := p.run("", append(args, "--model")...)
	if status != 0 {
		t.Fatalf("eval --model ends with %d: %s", status, errs)
	}
	type figures struct {
		Passages struct {
			First float64 `json:"recall@1"`
		}
	}
	var byWords figures
	var byMeaning struct{ Extractive figures }
	if err := errors.Join(json.Unmarshal([]byte(words), &byWords), json.Unmarshal([]byte(meant), &byMeaning)); err != nil {
		t.Fatal(err)
	}
	if before, after := byWords.Passages.First, byMeaning.Extractive.Passages.First; after < 1 || before >= after {
		t.Errorf("passages R@1 %.2f by words, %.2f by meaning too", before, after)
	}
}
