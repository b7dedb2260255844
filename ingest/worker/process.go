package worker

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// A process is one worker as its parent sees it. One job at a time.
type process struct {
	cmd    *exec.Cmd
	in     *bufio.Writer
	stdin  io.Closer
	out    *bufio.Reader
	stderr *opening
	jobs   int
	rest   *time.Timer // ends it when it has no job for long; held by Pool.mu
}

// start starts a worker. It gets no environment but what finds its temporary
// and cache folders: the tokens stay here.
func start(path string, args []string) (*process, error) {
	cmd := exec.Command(path, args...)
	cmd.Env = []string{}
	for _, name := range []string{"HOME", "TMPDIR", "XDG_CACHE_HOME"} {
		if v, ok := os.LookupEnv(name); ok {
			cmd.Env = append(cmd.Env, name+"="+v)
		}
	}
	w := &process{cmd: cmd, stderr: &opening{}}
	cmd.Stderr = w.stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	w.stdin, w.in, w.out = stdin, bufio.NewWriter(stdin), bufio.NewReader(stdout)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("worker: start: %w", err)
	}
	return w, nil
}

// run gives the worker a job and waits for its end. After an error the worker
// must be ended.
func (w *process) run(ctx context.Context, j Job, prepare, limit time.Duration) (reply, error) {
	w.jobs++
	var late atomic.Bool
	timer := time.AfterFunc(prepare, func() { late.Store(true); w.kill() })
	stop := context.AfterFunc(ctx, w.kill)
	r, err := w.converse(j, func() { timer.Reset(limit) })
	// Nothing may kill the worker once it is said to be well.
	given, inTime := !stop(), timer.Stop()
	switch {
	case given:
		return r, ctx.Err()
	case !inTime || late.Load():
		return r, refuse(TooSlow, fmt.Errorf("worker: killed after %v", limit))
	case err != nil:
		return r, w.cause(err)
	}
	return r, nil
}

// converse sends the job and reads the replies; it calls begun when the worker
// is ready for it.
func (w *process) converse(j Job, begun func()) (reply, error) {
	if err := writeJob(w.in, j); err != nil {
		return reply{}, err
	}
	r, err := readReply(w.out)
	if err == nil && r.Ready {
		begun()
		r, err = readReply(w.out)
	}
	if err == nil && r.Article == nil && r.Failure == nil {
		err = errors.New("worker: a reply without an end")
	}
	return r, err
}

// cause names why a worker broke off.
func (w *process) cause(err error) error {
	w.end()
	said := w.stderr.String()
	status, _ := w.cmd.ProcessState.Sys().(syscall.WaitStatus)
	err = fmt.Errorf("worker: %v: %w: %s", w.cmd.ProcessState, err, said)
	switch {
	case status.Signaled() && status.Signal() == syscall.SIGXCPU, strings.Contains(said, "SIGXCPU"):
		return refuse(TooSlow, err)
	case strings.Contains(said, "out of memory"), strings.Contains(said, "address space"), strings.Contains(said, "cannot allocate memory"), strings.Contains(said, "failed to allocate"),
		status.Signaled() && status.Signal() == syscall.SIGKILL:
		return refuse(TooMuch, err)
	}
	return refuse(Crashed, err)
}

func (w *process) kill() { w.cmd.Process.Kill() }

// end ends the worker and waits until it is gone. It may be called again.
func (w *process) end() {
	if w.cmd.ProcessState != nil {
		return
	}
	w.stdin.Close()
	grace := time.AfterFunc(time.Second, w.kill)
	defer grace.Stop()
	w.cmd.Wait()
}

// An opening keeps the beginning of what a worker says before it dies: the first
// lines of a Go crash name its reason. At most 4 kB.
type opening struct{ said []byte }

func (o *opening) Write(p []byte) (int, error) {
	o.said = append(o.said, p[:min(len(p), 4<<10-len(o.said))]...)
	return len(p), nil
}

func (o *opening) String() string { return string(o.said) }
