package html_test

import (
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"byline/article"
	"byline/ingest/html"
	"byline/ingest/worker"
)

// TestMain answers the hidden command, so that hostile pages are read in
// workers, as they are in the program.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == worker.Command {
		os.Exit(worker.Main(os.Stdin, os.Stdout, map[string]worker.Extractor{"html": {Extract: func(j worker.Job) (article.Article, error) {
			return html.Extract(j.Data, html.Options{URL: j.URL, ContentType: j.ContentType})
		}}}))
	}
	os.Exit(m.Run())
}

func times(n int, s string) string { return strings.Repeat(s, n) }

// numbered repeats a format with the numbers from 0.
func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

const sentence = "The harbour office said on Monday that the ferry would sail again before the end of the week. "

// hostile are pages made to hurt. Each must end as an article ("ok") or in the
// named state.
var hostile = map[string]struct {
	page  func() string
	state string
}{
	"100k divs deep":       {func() string { return times(100_000, "<div>") + "<p>" + times(9, sentence) }, "ok"},
	"20k bolds deep":       {func() string { return times(20_000, "<b>") + times(9, sentence) }, "ok"},
	"450 divs deep":        {func() string { return times(450, "<div>") + "<p>" + times(9, sentence) + "</p>" + times(450, "</div>") }, "ok"},
	"unclosed formatting":  {func() string { return times(3000, "<p><i><b>") + times(9, sentence) }, "ok"},
	"table fostering":      {func() string { return times(2000, "<table><tr><p>a") + times(9, sentence) }, "ok"},
	"nested tables":        {func() string { return times(300, "<table><tr><td>") + times(9, sentence) }, "ok"},
	"200k attributes":      {func() string { return "<p " + numbered(200_000, "a%d=1 ") + ">" + times(9, sentence) }, "ok"},
	"one huge attribute":   {func() string { return `<p title="` + times(2<<20, "x") + `">` + times(9, sentence) }, "ok"},
	"200k breaks":          {func() string { return "<p>" + times(200_000, "a<br>") + times(9, sentence) }, "ok"},
	"70k links":            {func() string { return numbered(70_000, `<a href="/%d">one more link</a> `) }, html.NoText},
	"flat 250 kB":          {func() string { return numbered(8_000, "<p>Paragraph %d says it.</p>") }, "ok"},
	"flat 1 MB":            {func() string { return numbered(29_000, "<p>Paragraph %d says it again.</p>") }, "ok"},
	"flat 2 MB":            {func() string { return numbered(70_000, "<p>Paragraph %d says it again.</p>") }, "ok"},
	"flat 9 MB":            {func() string { return numbered(230_000, "<p>Paragraph %d says it again.</p>") }, "ok"},
	"11 MB":                {func() string { return times(11<<20, "a") }, html.TooLarge},
	"9 MB of one word":     {func() string { return times(9<<20, "a") }, html.NoText},
	"9 MB of brackets":     {func() string { return times(9<<20, "<") }, html.NoText},
	"9 MB of ampersands":   {func() string { return times(9<<20, "&") }, html.NoText},
	"1 MB of one sentence": {func() string { return "<p>" + times(10_000, sentence) }, "ok"},
	"open comment":         {func() string { return "<p>" + times(9, sentence) + "<!-- " + times(1<<20, "x") }, "ok"},
	"only comment":         {func() string { return "<!--" + times(1<<20, "-->") }, html.NoText},
	"open script":          {func() string { return "<p>" + times(9, sentence) + "<script>" + times(1<<20, "x") }, "ok"},
	"open title":           {func() string { return "<title>" + times(1<<20, "x") }, html.NoText},
	"huge title":           {func() string { return "<title>" + times(1<<20, "x ") + "</title><p>" + times(9, sentence) }, "ok"},
	"3000 JSON-LD scripts": {func() string {
		return times(3000, `<script type="application/ld+json">{"@type":"NewsArticle"}</script>`) + times(9, sentence)
	}, "ok"},
	"deep JSON-LD": {func() string {
		return `<script type="application/ld+json">` + times(100_000, `[`) + `</script><p>` + times(9, sentence)
	}, "ok"},
	"deep graph": {func() string {
		return `<script type="application/ld+json">` + times(9000, `{"@graph":`) + "1" + times(9000, "}") + `</script><p>` + times(9, sentence)
	}, "ok"},
	"wide JSON-LD": {func() string {
		return `<script type="application/ld+json">[` + times(20_000, `{"@type":"Article"},`) + `{}]</script><p>` + times(9, sentence)
	}, "ok"},
	"4 MB of JSON-LD": {func() string {
		return `<script type="application/ld+json">"` + times(4<<20, "x") + `"</script><p>` + times(9, sentence)
	}, "ok"},
	"JSON-LD that means itself": {func() string {
		return `<script type="application/ld+json">{"@id":"#a","@type":"Article","author":{"@id":"#a"},"mainEntity":{"@id":"#a"}}</script><p>` + times(9, sentence)
	}, "ok"},
	"10k metas":             {func() string { return numbered(10_000, `<meta name="a%d" content="b">`) + times(9, sentence) }, "ok"},
	"10k metas of one name": {func() string { return times(10_000, `<meta name="author" content="Ada Stone">`) + times(9, sentence) }, "ok"},
	"5k headings":           {func() string { return numbered(5000, "<h1>Heading number %d</h1>") + times(9, sentence) }, "ok"},
	"5k bylines": {func() string {
		return numbered(5000, `<span class="byline">By Ada Stone %d</span>`) + "<p>" + times(9, sentence)
	}, "ok"},
	"5k dates": {func() string {
		return numbered(5000, `<time datetime="2020-01-02">on 2 January 2020, %d</time> `) + "<p>" + times(9, sentence)
	}, "ok"},
	"digits":                 {func() string { return "<p>" + times(60_000, "1234567890 ") }, "ok"},
	"dates without end":      {func() string { return "<p>" + times(20_000, "12/11/2019 or 2019-11-12, ") }, "ok"},
	"20k list items":         {func() string { return "<ul>" + numbered(20_000, "<li>item number %d of the list") }, "ok"},
	"20k table cells":        {func() string { return "<table><tr>" + numbered(20_000, "<td>cell %d") }, "ok"},
	"20k options":            {func() string { return "<p>" + times(9, sentence) + "<select>" + numbered(20_000, "<option>%d") }, "ok"},
	"svg in math in svg":     {func() string { return times(120, "<svg><math><mi>") + times(9, sentence) + "<title>no</title>" }, html.NoText},
	"templates in templates": {func() string { return times(400, "<template>") + times(9, sentence) }, html.NoText},
	"framesets":              {func() string { return "<frameset>" + times(400, "<frameset><frame>") }, html.NoText},
	"forms in forms":         {func() string { return times(5000, "<form><input>") + "<p>" + times(9, sentence) }, "ok"},
	"NULs": {func() string {
		return times(50_000, "\x00") + "<p>" + strings.ReplaceAll(times(9, sentence), "e", "e\x00")
	}, "ok"},
	"only NULs":                  {func() string { return times(50_000, "\x00") }, html.Empty},
	"control characters":         {func() string { return "<p>\x01\x02\x07\x1b[31m" + times(9, sentence) }, "ok"},
	"not UTF-8":                  {func() string { return "<p>" + times(9, "na\xefve caf\xe9 ") + times(9, sentence) }, "ok"},
	"random high bytes":          {func() string { return "<p>" + times(9, sentence) + times(30_000, "\x80\xff\xc3") }, "ok"},
	"UTF-16 with a mark":         {func() string { return "\xff\xfe" + wide("<p>"+times(9, sentence)) }, "ok"},
	"UTF-16 without a mark":      {func() string { return wide("<p>" + times(9, sentence)) }, "ok"},
	"UTF-16 cut in a character":  {func() string { return "\xff\xfe" + wide("<p>"+times(9, sentence)) + "x" }, "ok"},
	"combining characters":       {func() string { return "<p>e" + times(100_000, "\u0301") + " " + times(9, sentence) }, "ok"},
	"right-to-left overrides":    {func() string { return "<p>" + times(5000, "\u202e\u202c") + times(9, sentence) }, "ok"},
	"zero-width words":           {func() string { return "<p>" + times(5000, "\u200b\u2060\ufeff ") }, html.NoText},
	"entities without end":       {func() string { return "<p>" + times(100_000, "&amp;") + " " + times(9, sentence) }, "ok"},
	"entities that are none":     {func() string { return "<p>" + times(100_000, "&#x110000;&#0;&bogus;") + " " + times(9, sentence) }, "ok"},
	"CDATA":                      {func() string { return "<p><![CDATA[" + times(9, sentence) + "]]></p><p>" + times(9, sentence) }, "ok"},
	"processing instructions":    {func() string { return times(5000, "<?php echo 1 ?>") + "<p>" + times(9, sentence) }, "ok"},
	"a tag cut in the middle":    {func() string { return "<p>" + times(9, sentence) + "<a href=\"http://a.example/" }, "ok"},
	"a tag of a megabyte":        {func() string { return "<" + times(1<<20, "x") + "><p>" + times(9, sentence) }, "ok"},
	"end tags only":              {func() string { return times(200_000, "</p></div>") + times(9, sentence) }, "ok"},
	"plain text":                 {func() string { return times(9, sentence) }, "ok"},
	"an empty element":           {func() string { return "<html></html>" }, html.NoText},
	"spaces only":                {func() string { return times(1<<20, " \n") }, html.Empty},
	"nothing":                    {func() string { return "" }, html.Empty},
	"display none all over":      {func() string { return `<div style="display:none"><p>` + times(9, sentence) + `</div>` }, "ok"},
	"article hidden by a script": {func() string { return `<body aria-hidden="true"><article><p>` + times(9, sentence) + `</article>` }, "ok"},
	"regular expression bait":    {func() string { return `<p class="` + times(50_000, "a-") + `!">` + times(9, sentence) }, "ok"},
	"an image in a link": {func() string {
		return `<img src="data:image/png;base64,` + times(2<<20, "A") + `"><p>` + times(9, sentence)
	}, "ok"},
}

// wide writes ASCII as UTF-16, little end first.
func wide(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteByte(s[i])
		b.WriteByte(0)
	}
	return b.String()
}

// TestHostilePages reads every hostile page in a worker: none may crash one,
// take 20 seconds of processor time or a gigabyte, and each ends in its state.
func TestHostilePages(t *testing.T) {
	// The bound of 20 seconds of processor time holds in the worker; the clock's
	// is loosened so that a busy machine does not fail the test.
	pool := worker.New(worker.Config{Kill: 2 * time.Minute})
	defer pool.Close()
	for name, c := range hostile {
		t.Run(name, func(t *testing.T) {
			if name == "flat 9 MB" && raced() {
				t.Skip("takes the worker's 20 seconds of processor time with the race detector alone")
			}
			start := time.Now()
			a, err := pool.Extract(t.Context(), worker.Job{Kind: "html", URL: "https://a.example/news/ferry", Data: []byte(c.page())})
			state := "ok"
			if err != nil {
				state = article.CodeOf(err)
			}
			if state != c.state {
				t.Errorf("%s (%v; %.60q), want %s", state, err, a.Text, c.state)
			}
			t.Logf("took %v", time.Since(start).Round(time.Millisecond))
		})
	}
	pool.Close()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &used); err != nil {
		t.Fatal(err)
	}
	if used.Maxrss > 1<<20 { // kB
		t.Errorf("a worker took %d MB", used.Maxrss>>10)
	}
	t.Logf("%d pages, largest worker %d MB", len(hostile), used.Maxrss>>10)
}

// raced reports whether this binary was built with the race detector.
func raced() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}
