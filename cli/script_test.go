package cli

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite the .out sections of the scripts")

// TestMain lets the test program stand in for byline where byline starts
// itself: as the worker that reads pages, and to compile the PDF reader.
func TestMain(m *testing.M) {
	if status, ok := runHidden(context.Background(), World{Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr}); ok {
		os.Exit(status)
	}
	if os.Getenv(asProgram) != "" {
		os.Exit(Main())
	}
	os.Exit(m.Run())
}

// asProgram is set in the environment of a test program that is to be byline,
// where a test kills it.
const asProgram = "BYLINE_TEST_AS_PROGRAM"

// A section is one "-- name --" part of a script.
type section struct{ name, body string }

// readScript reads a file in the form of txtar. What stands before the first
// section says what the script shows.
func readScript(t *testing.T, path string) (comment string, all []section) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		name, ok := strings.CutPrefix(strings.TrimSpace(line), "-- ")
		name, end := strings.CutSuffix(name, " --")
		switch {
		case ok && end:
			all = append(all, section{name: name})
		case len(all) > 0:
			all[len(all)-1].body += line
		default:
			comment += line
		}
	}
	return comment, all
}

// A step is one run of the program in a script:
//
//	N.args    the command line; words are separated by spaces, or one a line when there are several lines
//	N.in      standard input
//	N.out     standard output, exactly (-update rewrites it)
//	N.has     lines that standard output or standard error has somewhere
//	N.not     lines that neither has
//	N.status  the exit status, 0 when absent
//
// Sections of other names are files of the folder that the steps run in. All
// steps of a script share one database.
type step struct {
	args   []string
	in     string
	out    *section
	has    []string
	not    []string
	status int
}

func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/scripts/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, file := range files {
		path, err := filepath.Abs(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { runScript(t, path) })
	}
}

func runScript(t *testing.T, path string) {
	comment, sections := readScript(t, path)
	t.Chdir(t.TempDir())
	var order []string
	steps := map[string]*step{}
	for i := range sections {
		s := &sections[i]
		number, part, _ := strings.Cut(s.name, ".")
		if _, err := strconv.Atoi(number); err != nil {
			writeFile(t, s.name, s.body)
			continue
		}
		if steps[number] == nil {
			steps[number] = &step{}
			order = append(order, number)
		}
		steps[number].read(t, part, s)
	}
	for _, number := range order {
		steps[number].run(t, number)
	}
	if *update {
		var b strings.Builder
		b.WriteString(comment)
		for _, s := range sections {
			b.WriteString("-- " + s.name + " --\n" + s.body)
		}
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func (s *step) read(t *testing.T, part string, from *section) {
	t.Helper()
	switch part {
	case "args":
		s.args = words(from.body)
	case "in":
		s.in = from.body
	case "out":
		s.out = from
	case "has":
		s.has = strings.Split(strings.TrimSpace(from.body), "\n")
	case "not":
		s.not = strings.Split(strings.TrimSpace(from.body), "\n")
	case "status":
		n, err := strconv.Atoi(strings.TrimSpace(from.body))
		if err != nil {
			t.Fatal(err)
		}
		s.status = n
	default:
		t.Fatalf("no part of a step is called %q", part)
	}
}

func words(s string) []string {
	s = strings.TrimSpace(s)
	if strings.Contains(s, "\n") {
		return strings.Split(s, "\n")
	}
	return strings.Fields(s)
}

func (s *step) run(t *testing.T, number string) {
	t.Helper()
	var out, errs bytes.Buffer
	status := Run(context.Background(), testWorld(s.args, s.in, &out, &errs))
	all := out.String() + errs.String()
	if status != s.status {
		t.Errorf("step %s: byline %q ends with %d, want %d; it says\n%s", number, s.args, status, s.status, all)
	}
	if s.out != nil && *update {
		s.out.body = out.String()
	}
	if s.out != nil && s.out.body != out.String() {
		t.Errorf("step %s: byline %q says\n%s\nwant\n%s\nIf that is right now, run go test ./cli -update", number, s.args, out.String(), s.out.body)
	}
	for _, line := range s.has {
		if !strings.Contains(all, line) {
			t.Errorf("step %s: byline %q does not say %q; it says\n%s", number, s.args, line, all)
		}
	}
	for _, line := range s.not {
		if strings.Contains(all, line) {
			t.Errorf("step %s: byline %q says %q:\n%s", number, s.args, line, all)
		}
	}
}

// noon is the clock of scripts.
var noon = time.Date(2021, 6, 1, 12, 0, 0, 0, time.UTC)

// testWorld is a world with a database in the working directory, no settings
// and no outside.
func testWorld(args []string, in string, out, errs *bytes.Buffer) World {
	env := map[string]string{"BYLINE_DB": "byline.db", "BYLINE_HTTP_ADDR": "127.0.0.1:0"}
	return World{
		Args: args, In: strings.NewReader(in), Out: out, Err: errs,
		Lookup: func(name string) (string, bool) { v, ok := env[name]; return v, ok },
		Now:    func() time.Time { return noon },
	}
}

func writeFile(t *testing.T, name, body string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
}
