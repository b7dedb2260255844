package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"byline/article"
	"byline/commands"
	"byline/prompts"
)

// stepOf is the name of the prompt that a request is of, by how it begins.
func stepOf(r request) string {
	for name, p := range map[string]prompts.Prompt{
		"rewrite": prompts.Rewrite{}.Render(), "rerank": prompts.Rerank{}.Render(), "support": prompts.Support{}.Render(), "answer": prompts.Answer{}.Render(),
	} {
		begin, _, _ := strings.Cut(p.System, "\n")
		if strings.HasPrefix(r.Messages[0].Content, begin) {
			return name
		}
	}
	return "unknown"
}

// helpful plays all steps as an honest model would.
func helpful(r request) string {
	switch stepOf(r) {
	case "rewrite":
		return "Who was it that opened the quay at Dunmore?"
	case "rerank":
		return "1, 2"
	case "support":
		return "yes"
	}
	return firstSentence(r)
}

func TestStepsOfTheModel(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, "quay.txt", quay)
	var mu sync.Mutex
	var asked []string
	base := loopback(t, func(r request) string {
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, stepOf(r))
		return helpful(r)
	})
	for _, tt := range []struct{ steps, want string }{
		{"", "answer"},
		{"support", "answer support"},
		{"rewrite,rerank,support", "rewrite rerank answer support"},
	} {
		asked = nil
		env := map[string]string{"OPENAI_BASE_URL": base, "BYLINE_MODEL_STEPS": tt.steps, "BYLINE_DB": "db" + tt.steps}
		runWith(t, env, 0, "add", "quay.txt")
		if out := runWith(t, env, 0, "ask", "who opened the quay of Dunmore"); !strings.Contains(out, "opened by Orla Ayre in May 1998") {
			t.Errorf("with steps %q the answer is\n%s", tt.steps, out)
		}
		if got := strings.Join(asked, " "); got != tt.want {
			t.Errorf("steps %q: asked for %s, want %s", tt.steps, got, tt.want)
		}
		var j whyJSON
		if err := json.Unmarshal([]byte(runWith(t, env, 0, "why", "--json", "1")), &j); err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, c := range j.Calls {
			names = append(names, c.Step)
			if c.Hash != prompts.Hash(c.Step) || c.Model != "scripted-1" || c.TokensIn != 100 {
				t.Errorf("call %+v", c)
			}
		}
		if got := strings.Join(names, " "); got != tt.want || j.TokensIn != 100*len(names) {
			t.Errorf("steps %q: kept %s with %d tokens", tt.steps, got, j.TokensIn)
		}
	}
}

// TestStepsShareTheBudget spends a server's tokens of the day on one answer;
// the next is made without the model, its steps included.
func TestStepsShareTheBudget(t *testing.T) {
	t.Chdir(t.TempDir())
	var mu sync.Mutex
	asked := 0
	base := loopback(t, func(r request) string {
		mu.Lock()
		defer mu.Unlock()
		asked++
		return helpful(r)
	})
	var out, errs bytes.Buffer
	w := testWorld(nil, "", &out, &errs)
	env := map[string]string{"BYLINE_DB": "byline.db", "OPENAI_BASE_URL": base, "BYLINE_MODEL_STEPS": "rewrite,rerank,support"}
	w.Lookup = func(name string) (string, bool) { v, ok := env[name]; return v, ok }
	a, err := (&terminal{World: w}).open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer a.close()
	lib := article.LibraryID("90000000000000001")
	a.shelve(t, lib, hostile{Kind: "harmless", Says: "The bridge has two lanes."})
	if err := a.db.SaveSettings(t.Context(), lib, article.Settings{Tokens: 300}); err != nil {
		t.Fatal(err)
	}
	ask := func() article.Answer {
		reply := a.commands.Run(t.Context(), commands.Request{Plain: true, Text: "When was the bridge at Varn opened?", Now: noon,
			Caller: commands.Caller{User: "discord:1", Place: commands.Server, Home: lib, Libraries: []article.LibraryID{lib}}})
		if reply.Answer == nil {
			t.Fatalf("reply %+v", reply)
		}
		return *reply.Answer
	}
	first := ask()
	if asked != 4 || first.TokensIn+first.TokensOut != 480 || !slices.ContainsFunc(first.Calls, func(c article.Call) bool { return c.Step == "rewrite" }) {
		t.Errorf("%d calls and %d tokens for the first answer: %+v", asked, first.TokensIn+first.TokensOut, first.Calls)
	}
	if second := ask(); asked != 4 || second.Mode != article.Extractive || second.Abstained {
		t.Errorf("%d calls after the second answer, which is %s: %s", asked, second.Mode, fmt.Sprint(second.Text))
	}
}
