package cli

import (
	"bufio"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// TestServeNobody: a service that nobody could ask ends with an error instead of
// running on; one that is talked with goes on without pages.
func TestServeNobody(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	dir := t.TempDir()
	for in, status := range map[string]int{"": exitError, "!who proposed the moratorium\n": exitDone} {
		child := exec.Command(os.Args[0], "serve")
		child.Dir = dir
		child.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, asProgram + "=1", "BYLINE_HTTP_ADDR=" + taken.Addr().String()}
		if in != "" {
			child.Stdin = strings.NewReader(in)
		}
		out, _ := child.CombinedOutput() // the status tells
		if got := child.ProcessState.ExitCode(); got != status || !strings.Contains(string(out), "Set BYLINE_HTTP_ADDR to a free address") {
			t.Errorf("with %q on standard input it ends with %d, want %d:\n%s", in, got, status, out)
		}
	}
}

// TestServeWithoutInput: a service or container has no standard input; the pages
// are served there until the program is told to stop.
func TestServeWithoutInput(t *testing.T) {
	dir := t.TempDir()
	child := exec.Command(os.Args[0], "serve")
	child.Dir = dir
	child.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, asProgram + "=1", "BYLINE_HTTP_ADDR=127.0.0.1:0"}
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer child.Process.Kill()
	where := ""
	for lines := bufio.NewScanner(out); where == "" && lines.Scan(); {
		where, _ = strings.CutPrefix(lines.Text(), "Pages: ")
		if !strings.HasPrefix(where, "http") {
			where = ""
		}
	}
	for i := range 50 { // a program that ends does so before these are answered
		res, err := http.Get(where + "/healthz")
		if err != nil {
			t.Fatalf("request %d: %v", i+1, err)
		}
		res.Body.Close()
	}
	if err := child.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := child.Wait(); err != nil {
		t.Errorf("stopped with %v", err)
	}
}
