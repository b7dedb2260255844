//go:build !linux

package cli

import "os/exec"

// runTogether runs cmd. When this process is killed, it goes on to its own end.
func runTogether(cmd *exec.Cmd) ([]byte, error) { return cmd.CombinedOutput() }
