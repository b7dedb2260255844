package bot_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"byline/bot/discordtest"
)

// built is the folder of the program, for TestMain to remove; empty: it was not
// built.
var built string

// build builds the program once for all tests and returns its path.
var build = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "byline")
	if err != nil {
		return "", err
	}
	built = dir
	path := filepath.Join(dir, "byline")
	out, err := exec.Command("go", "build", "-o", path, "byline").CombinedOutput()
	if err != nil {
		return "", &exec.Error{Name: string(out), Err: err}
	}
	return path, nil
})

// A process is the real program, serving.
type process struct {
	t    testing.TB
	cmd  *exec.Cmd
	log  *lines
	done chan error
}

// lines is a log that many may write and read.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// serve starts "byline serve" against d with its data in dir.
func serve(t testing.TB, d *discordtest.Discord, dir string, env ...string) *process {
	t.Helper()
	return serveAt(t, d.URL(), dir, env...)
}

// serveAt is serve against what answers at api.
func serveAt(t testing.TB, api, dir string, env ...string) *process {
	t.Helper()
	path, err := build()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, cmd: exec.Command(path, "serve"), log: &lines{}, done: make(chan error, 1)}
	p.cmd.Dir = dir
	p.cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "BYLINE_DB=" + filepath.Join(dir, "byline.db"), "BYLINE_HTTP_ADDR=127.0.0.1:0",
		"DISCORD_TOKEN=" + discordtest.Token, "DISCORD_API_URL=" + api}, env...)
	p.cmd.Stdout, p.cmd.Stderr = p.log, p.log
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.done <- p.cmd.Wait() }()
	t.Cleanup(func() { p.kill() })
	return p
}

// kill ends the program as kill -9 does.
func (p *process) kill() {
	p.cmd.Process.Kill()
	select {
	case <-p.done:
		p.done <- nil
	case <-time.After(5 * time.Second):
	}
}

// ended waits for the program's own end and returns its exit status.
func (p *process) ended() int {
	p.t.Helper()
	select {
	case <-p.done:
		p.done <- nil
	case <-time.After(3 * time.Minute):
		p.t.Fatalf("still running:\n%s", p.log)
	}
	return p.cmd.ProcessState.ExitCode()
}

// run runs one command of the program to its end.
func run(t testing.TB, dir, stdin string, args ...string) string {
	t.Helper()
	path, err := build()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(stdin)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "BYLINE_DB=" + filepath.Join(dir, "byline.db")}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("byline %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// treaty is an article of our own.
const treaty = `{"id":"t1","title":"Fishing treaty signed","source":"Harbour Post","published":"2020-10-27","url":"https://harbour.example/treaty","text":"The fishing treaty was signed on Monday by Orla Ayre. It forbids nets finer than four centimetres.\n\nThe mayor, Tom Brack, proposed the moratorium on herring in March 2019."}`

// TestBinary asks the real program on every path, with an article it loaded.
func TestBinary(t *testing.T) {
	t.Parallel()
	d := discordtest.Start(t)
	g, c, ada := harbour(d)
	dir := t.TempDir()
	run(t, dir, treaty, "add", "--library", g.ID, "-")
	p := serve(t, d, dir)
	d.Await(t, "the program online", d.Online)

	i := ada.Slash(c, "ask", discordtest.Option{Name: "question", Value: "who proposed the moratorium on herring?"})
	m := ada.Say(c, "!who signed the fishing treaty")
	d.Await(t, "two answers", func() bool { return i.Done() && len(c.RepliesTo(m)) > 0 })
	if got := i.Text(); !strings.Contains(got, "Brack") || !strings.Contains(got, "[1]") || !strings.Contains(got, "harbour.example/treaty") {
		t.Errorf("/ask: %s", got)
	}
	answer := c.RepliesTo(m)[0]
	if !strings.Contains(answer.Content, "Orla Ayre") {
		t.Errorf("!who: %s", answer.Content)
	}
	t.Logf("an answer on Discord:\n%s", answer.Content)

	follow := ada.Say(c, "when was it signed?", discordtest.InReply(&answer))
	proof := ada.Press(c, answer, answer.Buttons()["Show proof"])
	d.Await(t, "follow-up and proof", func() bool { return proof.Done() && len(c.RepliesTo(follow)) > 0 })
	if !strings.Contains(proof.Text(), "four centimetres") {
		t.Errorf("proof: %s", proof.Text())
	}
	titles := ada.Complete(c, "summary", "article", "Fish")
	d.Await(t, "titles", titles.Done)
	if got := titles.Choices(); len(got) != 1 {
		t.Errorf("autocomplete: %v", got)
	}
	if log := p.log.String(); strings.Contains(log, discordtest.Token) {
		t.Error("the token is in the log")
	}
	if !discordtest.Described() {
		t.Log("Discord's OpenAPI description is not at hand: requests were held against our own rules only")
	}
}

// TestRemedies starts the program against closes that only a person can mend.
func TestRemedies(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		env  string
		a    discordtest.Answer
		want string
	}{
		"token refused": {env: "DISCORD_TOKEN=MTAwMDAwMDAwMDAwMDAwMDAwMQ.another.token-that-is-not-the-bots", want: "Reset Token"},
		"4004":          {a: discordtest.Close4004, want: "Reset Token"},
		"4014":          {a: discordtest.Close4014, want: "Message Content Intent"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := discordtest.Start(t)
			if tt.a != "" {
				d.OnIdentify(tt.a)
			}
			var env []string
			if tt.env != "" {
				env = append(env, tt.env)
			}
			p := serve(t, d, t.TempDir(), env...)
			if status := p.ended(); status != 1 {
				t.Errorf("exit status %d", status)
			}
			if !strings.Contains(p.log.String(), tt.want) {
				t.Errorf("no remedy naming %q in:\n%s", tt.want, p.log)
			}
		})
	}
}
