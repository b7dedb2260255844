package llm

import (
	"io"
	"strings"
	"testing"

	"byline/prompts"
)

// FuzzReply reads whatever a server may send as a reply. What is handed on is
// never more than was sent, and ends with an error or with words.
func FuzzReply(f *testing.F) {
	for _, seed := range []string{
		openAIStream, strings.ReplaceAll(openAIStream, "\n", "\r\n"), indented(openAIStream),
		`{"choices":[{"message":{"content":[{"type":"text","text":"a"}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":-1}}`,
		`{"error":{"message":"overloaded"}}`, "data: <think>\n\ndata: [DONE]", "<html>", "\ufeffdata: {}\rdata: [1,\r\ndata: 2]\n\n",
		"data: " + delta("<think>a</think> b") + "\n\nerror: {\"code\":500}\n\n",
	} {
		f.Add(seed, false)
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, sent string, aloud bool) {
		var got strings.Builder
		r := reply{emit: func(s string) error { got.WriteString(s); return nil }, alive: func() {}, thoughts: thoughts{aloud: aloud}}
		err := r.read(newReplies(io.NopCloser(strings.NewReader(sent))))
		if got.Len() > 3*len(sent) { // a byte that is no UTF-8 becomes three
			t.Fatalf("%d bytes of %d", got.Len(), len(sent))
		}
		if err == nil && got.Len() == 0 {
			t.Fatal("neither words nor an error")
		}
		if u := r.usage(prompts.Prompt{User: "who"}); u.In < 0 || u.Out < 0 {
			t.Fatalf("usage %+v", u)
		}
	})
}
