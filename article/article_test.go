package article

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestLibraryIDValid(t *testing.T) {
	for id, want := range map[LibraryID]bool{
		Shared:                  true,
		"81384788765712384":     true,
		"":                      false,
		"shared ":               false,
		"12a":                   false,
		"123456789012345678901": false,
		"../shared":             false,
	} {
		if got := id.Valid(); got != want {
			t.Errorf("LibraryID(%q).Valid() = %v, want %v", id, got, want)
		}
	}
}

func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{
		"":                          "",
		"2020-10-27":                "2020-10-27",
		" 2020-10-27 ":              "2020-10-27",
		"2020-10-27T08:30:00Z":      "2020-10-27T08:30:00Z",
		"2020-10-27T01:30:00+03:00": "2020-10-26T22:30:00Z",
	} {
		d, err := ParseDate(in)
		if err != nil || d.String() != want {
			t.Errorf("ParseDate(%q) = %q, %v; want %q", in, d, err, want)
		}
	}
	for _, in := range []string{"27.10.2020", "2020-13-01", "2020-10-27 08:30", "today"} {
		if d, err := ParseDate(in); err == nil {
			t.Errorf("ParseDate(%q) = %q, want an error", in, d)
		}
	}
}

func TestDateJSON(t *testing.T) {
	type row struct{ Published Date }
	in := row{Day(time.Date(2020, 10, 27, 23, 0, 0, 0, time.FixedZone("", -5*3600)))}
	b, err := json.Marshal(in)
	if err != nil || string(b) != `{"Published":"2020-10-28"}` {
		t.Fatalf("Marshal = %s, %v; want the UTC day", b, err)
	}
	var out row
	if err := json.Unmarshal(b, &out); err != nil || out != in {
		t.Errorf("Unmarshal(%s) = %v, %v; want %v", b, out, err, in)
	}
}

func TestErrorTexts(t *testing.T) {
	const key = "sk-very-secret"
	cause := errors.New("401 for key " + key)
	err := fmt.Errorf("llm: chat: %w", &Error{Kind: Unavailable, Code: "model-key", Public: "The model refused its key. Tell the operator.", Err: cause})
	if got := PublicText(err); strings.Contains(got, key) || got == generic {
		t.Errorf("PublicText = %q; want the public sentence without the cause", got)
	}
	if got := PublicText(cause); strings.Contains(got, key) {
		t.Errorf("PublicText = %q shows the cause", got)
	}
	if KindOf(err) != Unavailable || CodeOf(err) != "model-key" || KindOf(cause) != Internal {
		t.Errorf("KindOf, CodeOf = %v, %v, %v", KindOf(err), CodeOf(err), KindOf(cause))
	}
	if !errors.Is(err, cause) {
		t.Error("the cause is lost for the log")
	}
}

func TestSpan(t *testing.T) {
	text := "Он предложил мораторий."
	s := Span{5, 23}
	if s.Of(text) != text[5:23] || s.Len() != 18 || !(Span{0, len(text)}).Contains(s) || s.Contains(Span{4, 6}) {
		t.Errorf("Span %v of %q", s, text)
	}
}
