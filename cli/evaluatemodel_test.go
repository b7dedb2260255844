package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"byline/eval"
)

// quayArticles and quayQuestions are a set of two articles: three questions
// that they answer and one that they do not.
const (
	quayArticles = `{"id":"quay","title":"The quay","text":"The quay of Dunmore was opened by Orla Ayre in May 1998. It cost 4.5 million euros."}
{"id":"mill","title":"The mill","text":"The mill of Brede burned down in March 2003. Nobody was hurt in the fire at the mill."}
`
	quayQuestions = `{"id":"1","question":"Who opened the quay of Dunmore?","answers":["Orla Ayre"],"evidence":[{"article":"quay","sentences":["The quay of Dunmore was opened by Orla Ayre in May 1998."]}],"answerable":true}
{"id":"2","question":"When did the mill of Brede burn down?","answers":["March 2003"],"evidence":[{"article":"mill","sentences":["The mill of Brede burned down in March 2003."]}],"answerable":true}
{"id":"3","question":"When was the quay of Dunmore opened?","answers":["May 1998"],"evidence":[{"article":"quay","sentences":["The quay of Dunmore was opened by Orla Ayre in May 1998."]}],"answerable":true}
{"id":"4","question":"Which football club did Zebulon Quist coach in Ruritania?","answers":[],"evidence":[],"answerable":false}
`
)

// firstSentence is the first numbered sentence of a prompt, as a model that
// copies it would end it.
func firstSentence(r request) string {
	m := regexp.MustCompile(`(?m)^(\[1\.1\]) (.*)\.$`).FindStringSubmatch(r.user())
	if m == nil {
		return "The articles do not say."
	}
	return m[2] + " " + m[1] + "."
}

func TestEvaluateModel(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, "quay/articles.jsonl", quayArticles)
	writeFile(t, "quay/questions.jsonl", quayQuestions)
	args := []string{"eval", "--articles", "quay/articles.jsonl", "--questions", "quay/questions.jsonl", "--model", "--at-once", "2"}
	for name, tt := range map[string]struct {
		reply func(request) string
		check func(eval.Comparison) bool
	}{
		"honest": {firstSentence, func(c eval.Comparison) bool {
			return c.Written.Answers == 3 && c.Written.Sentences == 3 && len(c.Written.Withheld) == 0 && c.Written.TokensIn == 300 && c.Written.TokensOut == 60 &&
				!c.Written.Estimated && c.Model.Quotation.Accuracy == 1 && c.Model.Quotation.Holds == 1
		}},
		"lying": {func(r request) string {
			return strings.NewReplacer("1998", "1899", "2003", "1903").Replace(firstSentence(r)) + " Victor Crane did it [1.1]."
		}, func(c eval.Comparison) bool {
			return c.Written.Answers == 0 && c.Written.Copied == 3 && c.Written.Sentences == 6 && c.Written.Withheld["date"] == 3 && c.Written.Withheld["name"] == 3 &&
				c.Model.Quotation == c.Extractive.Quotation
		}},
		"failing": {func(request) string { return "" }, func(c eval.Comparison) bool {
			return c.Written.Answers == 0 && c.Written.Copied == 3 && c.Written.Failed == 3 && strings.Contains(c.Written.Problem, "overloaded") && c.Written.Sentences == 0 && c.Model.Quotation == c.Extractive.Quotation
		}},
	} {
		t.Run(name, func(t *testing.T) {
			env := map[string]string{"OPENAI_BASE_URL": loopback(t, tt.reply), "OPENAI_MODEL": "any"}
			var c eval.Comparison
			if err := json.Unmarshal([]byte(runWith(t, env, 0, append(args, "--json", "--price-in", "2", "--price-out", "10")...)), &c); err != nil {
				t.Fatal(err)
			}
			cost := (2*float64(c.Written.TokensIn) + 10*float64(c.Written.TokensOut)) / 1e6
			if !tt.check(c) || c.Written.Asked != 4 || c.Extractive.Questions != 4 || c.Written.Cost == nil || math.Abs(*c.Written.Cost-cost) > 1e-9 {
				t.Errorf("%+v", c)
			}
		})
	}
}

func TestEvaluateModelText(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, "quay/articles.jsonl", quayArticles)
	writeFile(t, "quay/questions.jsonl", quayQuestions)
	env := map[string]string{"OPENAI_BASE_URL": loopback(t, firstSentence), "OPENAI_MODEL": "any"}
	args := []string{"eval", "--articles", "quay/articles.jsonl", "--questions", "quay/questions.jsonl", "--model", "--at-once", "1"}
	text := runWith(t, env, 0, append(args, "--budget", "150")...)
	for _, want := range []string{
		"quay: 2 articles, 2 of 4 questions asked", "extractive      model", "passages recall@1                          1.0000     1.0000",
		"scripted-1 wrote 2 answers; 0 times the quotes were shown instead, 0 calls failed", "tokens: 200 read, 40 written; cost unknown",
		"stopped: the budget of 150 tokens is spent",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	runWith(t, env, 2, append(args, "--price-in", "1")...)
	runWith(t, env, 2, append(args, "--budget", "none")...)
	runWith(t, nil, 2, args...)
}

// A model that cannot be asked ends the comparison with a sentence that says
// why, rather than with the figures that are had without one.
func TestEvaluateModelThatCannotBeAsked(t *testing.T) {
	t.Chdir(t.TempDir())
	var questions strings.Builder
	for i := range 8 {
		fmt.Fprintf(&questions, `{"id":"%d","question":"Who opened the quay of Dunmore?","answers":["Orla Ayre"],"evidence":[{"article":"quay"}],"answerable":true}`+"\n", i)
	}
	writeFile(t, "quay/articles.jsonl", quayArticles)
	writeFile(t, "quay/questions.jsonl", questions.String())
	for name, tt := range map[string]struct {
		status int
		body   string
		says   []string
	}{
		"a refused key": {401, `{"error":{"message":"Incorrect API key provided: sk-0123456789abcdef.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}`, []string{"OPENAI_API_KEY", "status 401"}},
		"no such model": {404, `{"error":{"message":"model \"any\" not found, try pulling it first","type":"not_found_error","param":null,"code":null}}`, []string{"OPENAI_MODEL", "try pulling it first"}},
		"no credit":     {429, `{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}`, []string{"billing"}},
		"a rate limit":  {429, `{"error":{"message":"Rate limit reached","type":"requests","param":null,"code":"rate_limit_exceeded"}}`, []string{"takes no more requests", "Rate limit reached"}},
		"a web page":    {200, `<html>Sign in</html>`, []string{"OPENAI_BASE_URL"}},
		"down":          {0, "", []string{"does not answer", "refused"}},
	} {
		t.Run(name, func(t *testing.T) {
			url := "http://127.0.0.1:1" // where nobody listens
			if tt.status != 0 {
				s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Retry-After", "3600")
					w.WriteHeader(tt.status)
					fmt.Fprint(w, tt.body)
				}))
				t.Cleanup(s.Close)
				url = s.URL
			}
			var out, errs bytes.Buffer
			w := testWorld([]string{"eval", "--articles", "quay/articles.jsonl", "--questions", "quay/questions.jsonl", "--model", "--at-once", "2"}, "", &out, &errs)
			env := map[string]string{"OPENAI_BASE_URL": url + "/v1", "OPENAI_MODEL": "any"}
			own := w.Lookup
			w.Lookup = func(name string) (string, bool) {
				if v, ok := env[name]; ok {
					return v, true
				}
				return own(name)
			}
			if status := Run(t.Context(), w); status == 0 || status == 2 || out.Len() > 0 {
				t.Errorf("ends with %d:\n%s", status, out.String())
			}
			for _, say := range append(tt.says, "Nothing was compared", "first 5 calls") {
				if !strings.Contains(errs.String(), say) {
					t.Errorf("no %q in %s", say, errs.String())
				}
			}
			if strings.Contains(errs.String(), "sk-0123456789abcdef") {
				t.Errorf("the key is shown: %s", errs.String())
			}
		})
	}
}
