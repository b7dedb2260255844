package cli

import (
	"os/exec"
	"runtime"
	"syscall"
)

// runTogether runs cmd so that it ends when this process does, however that
// ends. The system counts the thread that starts a process as its parent, and so
// the thread is kept.
func runTogether(cmd *exec.Cmd) ([]byte, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return cmd.CombinedOutput()
}
