package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestFreshMachine runs the built program where there is nothing: no settings,
// no database, and a question piped in.
func TestFreshMachine(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "byline")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	run := func(in string, args ...string) (string, error) {
		cmd := exec.Command(program, args...)
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(in)
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "BYLINE_HTTP_ADDR=127.0.0.1:0"}
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	out, err := run("!who proposed the moratorium\n")
	if err != nil {
		t.Fatalf("byline ends with %v:\n%s", err, out)
	}
	for _, want := range []string{"sample library", "DISCORD_TOKEN", "Putin proposed a moratorium", "[1] Putin offers NATO checks on missiles in Europe, Sample Wire, 2020-10-27"} {
		if !strings.Contains(out, want) {
			t.Errorf("byline does not say %q:\n%s", want, out)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "data", "byline.db")); err != nil {
		t.Errorf("the database is not where it should be: %v", err)
	}
	abstention, err := run("", "ask", "who won the World Cup")
	if err == nil || err.(*exec.ExitError).ExitCode() != 3 {
		t.Errorf("an abstention ends with %v:\n%s", err, abstention)
	}
	shown(t, out+abstention+"3\n")
}

// shown holds the first example of README.md equal to what the program says, up
// to the lines left out ("…") and the port.
func shown(t *testing.T, said string) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "It can be piped:\n\n```\n")
	example, _, found := strings.Cut(rest, "```")
	if !found {
		t.Fatal("README.md has no example after \"It can be piped:\"")
	}
	for line := range strings.Lines(example) {
		if strings.HasPrefix(line, "$") || line == "…\n" || line == "\n" {
			continue
		}
		line = strings.Replace(line, "127.0.0.1:8080", "127.0.0.1:", 1)
		_, after, ok := strings.Cut(said, strings.TrimRight(line, "\n"))
		if !ok {
			t.Fatalf("README.md shows %q, which the program does not say there; it goes on with\n%s", line, said)
		}
		said = after
	}
}
