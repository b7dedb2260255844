package pdf

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"byline/article"
)

// open returns a Reader that is closed when t ends.
func open(t testing.TB) *Reader {
	r := &Reader{Timeout: time.Hour, Idle: time.Hour} // however busy the machine is
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

func readPDF(r *Reader, data []byte) (article.Article, error) {
	return r.Read(context.Background(), data)
}

// col returns prints of lines one below the other.
func col(x, y float64, lines ...string) []print {
	var out []print
	for i, l := range lines {
		out = append(out, print{x, y - 14*float64(i), 11, l})
	}
	return out
}

var (
	leftColumn  = []string{"The harbour board voted on Tuesday", "to approve a new ferry route, after", "three years of talks over its price."}
	rightColumn = []string{"Officials said that the first boats", "would sail in spring, and carry four", "hundred people on each crossing."}
)

const inReadingOrder = "The harbour board voted on Tuesday to approve a new ferry route, after three years of talks over its price.\n\n" +
	"Officials said that the first boats would sail in spring, and carry four hundred people on each crossing."

func TestColumnsAreReadOneAfterTheOther(t *testing.T) {
	r := open(t)
	down := append(col(72, 700, leftColumn...), col(320, 700, rightColumn...)...)
	var across []print
	for i := range leftColumn {
		across = append(across, col(72, 700, leftColumn...)[i], col(320, 700, rightColumn...)[i])
	}
	// A fourth row, since a page of three rows may be a table.
	across = append(across, print{72, 630, 11, "The island has waited for this."}, print{320, 630, 11, "The old pier will be taken down."})
	for name, c := range map[string]struct {
		prints []print
		want   string
	}{
		"drawn down":   {down, inReadingOrder},
		"drawn across": {across, strings.Replace(inReadingOrder, "price.\n\n", "price.\n\nThe island has waited for this.\n\n", 1) + "\n\nThe old pier will be taken down."},
	} {
		t.Run(name, func(t *testing.T) {
			art, err := readPDF(r, makePDF(c.prints))
			if err != nil {
				t.Fatal(err)
			}
			if art.Text != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", art.Text, c.want)
			}
		})
	}
}

func TestRunningHeadsAndPageNumbersAreLeftOut(t *testing.T) {
	r := open(t)
	var pages [][]print
	for n := range 4 {
		pages = append(pages, append([]print{{72, 760, 9, fmt.Sprintf("Harbour report %d", 2020+n)}, {300, 30, 9, fmt.Sprintf("Page %d of 4", n+1)}},
			col(72, 600, fmt.Sprintf("Sentence %d begins at the top of its page and goes on", n), "to a second line, where it ends.")...))
	}
	art, err := readPDF(r, makePDF(pages...))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(art.Text, "Harbour report") || strings.Contains(art.Text, "Page ") {
		t.Errorf("furniture in %q", art.Text)
	}
	if len(art.Pages) != 3 {
		t.Fatalf("pages begin at %v, want three places", art.Pages)
	}
	for i, at := range art.Pages {
		if want := fmt.Sprintf("Sentence %d begins", i+1); !strings.HasPrefix(art.Text[at:], want) {
			t.Errorf("page %d begins with %.30q, want %q", i+2, art.Text[at:], want)
		}
	}
}

func TestTitleAndParagraphs(t *testing.T) {
	r := open(t)
	art, err := readPDF(r, makePDF(append([]print{{72, 720, 20, "Ferry approved"}},
		append(col(72, 690, "The board voted on Tuesday to approve a new ferry route that", "joins the island and the mainland."),
			col(84, 662, "Opponents said that the money was better spent on the roads"[0:50], "of the island, which are worn.")...)...)))
	if err != nil {
		t.Fatal(err)
	}
	if art.Title != "Ferry approved" {
		t.Errorf("title %q", art.Title)
	}
	if strings.Count(art.Text, "\n\n") != 1 {
		t.Errorf("want two paragraphs, got %q", art.Text)
	}
}

// broken returns a valid PDF's bytes changed in some way.
func broken() map[string][]byte {
	good := makePDF(col(72, 700, leftColumn...))
	return map[string][]byte{
		"cut in half":     good[:len(good)/2],
		"magic only":      []byte("%PDF-1.4\n"),
		"no objects":      []byte("%PDF-1.7\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF"),
		"zeros after it":  append([]byte("%PDF-1.4\n"), make([]byte, 4096)...),
		"page tree loops": writePDF([]string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}, nil),
	}
}

func TestRefusals(t *testing.T) {
	r := open(t)
	cases := map[string]struct {
		data []byte
		code string
	}{
		"scan":      {makePDF(nil, nil), NoText},
		"encrypted": {makeEncrypted(), Encrypted},
		"marks":     {makePDF([]print{{72, 700, 12, "* * *"}}), NoText},
	}
	for name, data := range broken() {
		cases[name] = struct {
			data []byte
			code string
		}{data, Unreadable}
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			art, err := readPDF(r, c.data)
			if got := article.CodeOf(err); got != c.code {
				t.Errorf("code %q (%v), want %q; text %q", got, err, c.code, art.Text)
			}
		})
	}
}

func TestTooManyPages(t *testing.T) {
	r := Reader{MaxPages: 2}
	defer r.Close()
	_, err := r.Read(context.Background(), makePDF(nil, nil, nil))
	if got := article.CodeOf(err); got != TooLarge {
		t.Errorf("code %q, want %q", got, TooLarge)
	}
}

// manyPages returns a PDF that takes a while.
func manyPages(n int) []byte {
	var long [][]print
	for range n {
		var page []print
		for i := range 50 {
			page = append(page, print{72, 740 - 14*float64(i), 11, strings.Repeat("many words ", 8)})
		}
		long = append(long, page)
	}
	return makePDF(long...)
}

// TestTimeIsBounded gives PDFium too little time for any page, then for all,
// and reads another file with the same Reader afterwards.
func TestTimeIsBounded(t *testing.T) {
	r := open(t)
	if _, err := readPDF(r, makePDF(col(72, 700, leftColumn...))); err != nil {
		t.Fatal(err)
	}
	r.Timeout = time.Millisecond
	if _, err := readPDF(r, manyPages(1)); article.CodeOf(err) != TooSlow {
		t.Errorf("no time at all: %v, want %q", err, TooSlow)
	}
	r.Timeout = lastPage + 100*time.Millisecond
	art, err := readPDF(r, manyPages(39))
	if article.CodeOf(err) != TooSlow && !strings.Contains(strings.Join(art.Warnings, " "), "of 39 pages were read") {
		t.Errorf("little time: %v, warnings %q", err, art.Warnings)
	}
	r.Timeout = time.Hour
	if _, err := readPDF(r, makePDF(col(72, 700, leftColumn...))); err != nil {
		t.Errorf("after a stop: %v", err)
	}
}

// TestLongFilesAreCompiledFor compiles PDFium when a file is long, says so, and
// does it once.
func TestLongFilesAreCompiledFor(t *testing.T) {
	if testing.Short() || raced() {
		t.Skip("compiling PDFium takes seconds, and a minute with the race detector")
	}
	r := open(t)
	r.Cache = t.TempDir()
	var said int
	r.Progress = func(string) { said++ }
	long := manyPages(longFile + 1)
	for range 2 {
		art, err := readPDF(r, long)
		if err != nil || strings.Count(art.Text, "many words") == 0 {
			t.Fatalf("%v, text of %d bytes", err, len(art.Text))
		}
	}
	if said != 1 || !r.fast {
		t.Errorf("said so %d times, fast %v; want once, true", said, r.fast)
	}
	if err := r.Warm(context.Background()); err != nil {
		t.Error(err)
	}
}

// TestSlowFilesAreCompiledFor: a file that is not long but takes too long asks for
// compiled code; where there is none to be had it is read as far as it gets.
func TestSlowFilesAreCompiledFor(t *testing.T) {
	r := open(t)
	r.Cache = t.TempDir()
	asked := 0
	r.Compile = func(context.Context, string) error {
		asked++
		return errors.New("no room")
	}
	r.Timeout = lastPage + 100*time.Millisecond
	for range 2 {
		art, err := readPDF(r, manyPages(39))
		if article.CodeOf(err) != TooSlow && !strings.Contains(strings.Join(art.Warnings, " "), "of 39 pages were read") {
			t.Errorf("%v, warnings %q", err, art.Warnings)
		}
	}
	if asked != 1 {
		t.Errorf("asked for compiled code %d times, want once", asked)
	}
}

// TestPDFiumIsClosedWhenIdle: what is open is closed after Idle, and opened anew
// for the next file.
func TestPDFiumIsClosedWhenIdle(t *testing.T) {
	r := &Reader{Idle: 1}
	defer r.Close()
	data := makePDF(col(72, 700, leftColumn...))
	for range 2 {
		if _, err := readPDF(r, data); err != nil {
			t.Fatal(err)
		}
		for deadline := time.Now().Add(time.Minute); ; runtime.Gosched() {
			r.turn.Lock()
			closed := r.pool == nil
			r.turn.Unlock()
			if closed {
				break
			}
			if time.Now().After(deadline) {
				t.Fatal("still open after a minute, though it may idle for a nanosecond only")
			}
		}
	}
}

func TestCancelledContextIsSaid(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var r Reader
	defer r.Close()
	if _, err := r.Read(ctx, makePDF(nil)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestCompounds(t *testing.T) {
	words := map[string]bool{"long-term": true, "maintenance": true}
	for _, c := range []struct{ text, next, want string }{
		{"road main\x02", "tenance costs", "road maintenance costs"},
		{"a long\x02", "term plan", "a long-term plan"},
		{"the Anglo\x02", "Saxon coast", "the Anglo-Saxon coast"},
		{"no hyphen", "here", "no hyphen here"},
		{"港口大", "桥关闭", "港口大桥关闭"},
	} {
		if got := join(c.text, c.next, words); got != c.want {
			t.Errorf("join(%q, %q) = %q, want %q", c.text, c.next, got, c.want)
		}
	}
}

func TestAccentsAreComposed(t *testing.T) {
	for in, want := range map[string]string{"Caf´e": "Café", "na¨ıve": "naïve", "`a la carte": "à la carte", "plain": "plain", "5´": "5´"} {
		if got := composeAccents(in); got != want {
			t.Errorf("composeAccents(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestDocuments reads the public sample files, whose text is known: all of it
// must be there, in the order of the page.
func TestDocuments(t *testing.T) {
	dir := shared(t, "bench/documents")
	r := open(t)
	for name, want := range map[string]string{
		"one.pdf": "A powerful storm closed|stranded and forcing|Police said that no injuries|falling branches and a third|The forecast for the rest|sea wall on Thursday|use the road again.",
		"two.pdf": "The harbour board voted on Tuesday to approve a new ferry route between the island and the mainland|divided local residents.|Officials said the first sailing|efficient diesel-electric vessel|on each crossing.|road maintenance instead.|small businesses.|Café owners welcomed|previous operator are well known.|The transport ministry|would be binding.|Further hearings|first made in 1974.|The second page continues|port authority.|Final approval rests|old customs house.",
		"art.pdf": "resumed on Wednesday|Ana Çelik|Żaneta Nowak|Pensions rise 3%|Fuel duty frozen|Привет из Москвы|東京は静かだった|Year|Deficit|2024|3.1%",
	} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		art, err := readPDF(r, data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		rest := art.Text
		for words := range strings.SplitSeq(want, "|") {
			_, after, ok := strings.Cut(rest, words)
			if !ok {
				t.Errorf("%s: no %q in %q", name, words, rest)
				break
			}
			rest = after
		}
	}
	for _, name := range []string{"bad.pdf", "trunc.pdf"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := readPDF(r, data); article.CodeOf(err) != Unreadable {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// shared returns the folder of public test data, or skips the test: the data
// is other people's and no part of this repository.
func shared(t testing.TB, name string) string {
	t.Helper()
	dir := os.Getenv("BYLINE_SHARED")
	for up := "."; dir == "" && len(up) < 40; up = filepath.Join("..", up) {
		if _, err := os.Stat(filepath.Join(up, "shared", "bench")); err == nil {
			dir = filepath.Join(up, "shared")
		}
	}
	full := filepath.Join(dir, name)
	if _, err := os.Stat(full); dir == "" || err != nil {
		t.Skipf("no %s: set BYLINE_SHARED to the folder that has it", name)
	}
	return full
}

// raced reports whether this binary was built with the race detector.
func raced() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}
