package ingest

import (
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"byline/article"
	"byline/ingest/pdf"
)

// A hostile case is a file that is odd, broken or made to hurt, with the states
// its items must end in: "read" or a code, several separated by spaces; a
// state may be followed by × and a count.
type hostile struct {
	name   string
	data   []byte
	states string
}

// hostileTime is the most that one file may take, as promised to editors. It is
// measured as processor time, which other work on the machine does not add to.
const hostileTime = 20 * time.Second

// TestHostileFiles reads every case through the whole reader. None may panic,
// hang, or end without a named state and a sentence.
func TestHostileFiles(t *testing.T) {
	pdfs := pdf.Reader{Timeout: time.Hour}
	defer pdfs.Close()
	r := New(nil, &pdfs)
	r.Limits.File, r.Limits.Text, r.Limits.Line = 8<<20, 1<<20, 1<<20
	cases := append(hostileTexts(), hostileLists()...)
	cases = append(append(cases, hostileArchives(t)...), hostileDocuments(t)...)
	cases = append(cases, hostileMails()...)
	if len(cases) < 100 {
		t.Errorf("%d cases, want at least 100", len(cases))
	}
	for _, c := range cases {
		t.Run(strings.ReplaceAll(c.name, "/", "_"), func(t *testing.T) {
			var got []string
			start := used(t)
			err := r.Read(t.Context(), Source{Data: c.data, Name: c.name}, func(i Item) error {
				got = append(got, stateOf(t, i))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if took := used(t) - start; took > hostileTime {
				t.Errorf("took %v of the processor", took)
			}
			if states := strings.Join(got, " "); states != expand(c.states) {
				t.Errorf("ended as %.200q, want %.200q", states, c.states)
			}
		})
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	if mem.Sys > 1<<30 {
		t.Errorf("took %d MB from the system", mem.Sys>>20)
	}
}

// used is the processor time that the process has used.
func used(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// stateOf returns the item's state, and reports one that nobody could act on.
func stateOf(t *testing.T, i Item) string {
	t.Helper()
	if i.Err == nil {
		if strings.TrimSpace(i.Article.Text) == "" || i.Article.Ref == "" {
			t.Errorf("%s: read, with text %.40q and ref %q", i.Name, i.Article.Text, i.Article.Ref)
		}
		return "read"
	}
	if article.KindOf(i.Err) == article.Internal || !strings.HasSuffix(article.PublicText(i.Err), ".") {
		t.Errorf("%s: %v is no refusal for readers: %q", i.Name, i.Err, article.PublicText(i.Err))
	}
	return article.CodeOf(i.Err)
}

// expand writes "read×3" out.
func expand(states string) string {
	var out []string
	for s := range strings.FieldsSeq(states) {
		word, count, _ := strings.Cut(s, "×")
		n := 1
		for _, d := range count {
			n = int(d - '0')
		}
		for range n {
			out = append(out, word)
		}
	}
	return strings.Join(out, " ")
}
