package worker

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"byline/article"
)

// maxFrame bounds what either side reads, in bytes: the largest file that is
// read is far smaller.
const maxFrame = 256 << 20

// A reply is one answer of a worker: ready for the job, or its end.
type reply struct {
	Ready   bool             `json:",omitempty"`
	Article *article.Article `json:",omitempty"`
	Failure *failure         `json:",omitempty"`
}

// A failure is an error as it crosses the border between the processes.
type failure struct {
	Kind   article.Kind
	Code   string
	Public string
	Cause  string
}

func failureOf(err error) *failure {
	var e *article.Error
	if errors.As(err, &e) {
		return &failure{e.Kind, e.Code, e.Public, e.Error()}
	}
	return &failure{Kind: article.Invalid, Code: Crashed, Public: publics[Crashed], Cause: err.Error()}
}

func (f failure) error() error {
	return &article.Error{Kind: f.Kind, Code: f.Code, Public: f.Public, Err: errors.New(f.Cause)}
}

// A frame is a length of four bytes, big end first, and as many bytes.
func writeFrame(w *bufio.Writer, data []byte) error {
	if err := binary.Write(w, binary.BigEndian, uint32(len(data))); err != nil {
		return err
	}
	_, err := w.Write(data)
	return err
}

func readFrame(r io.Reader) ([]byte, error) {
	var n uint32
	if err := binary.Read(r, binary.BigEndian, &n); err != nil {
		return nil, err
	}
	if n > maxFrame {
		return nil, fmt.Errorf("worker: frame of %d bytes", n)
	}
	data := make([]byte, n)
	_, err := io.ReadFull(r, data)
	return data, err
}

// writeJob sends a job as two frames: what is known of it, and its bytes.
func writeJob(w *bufio.Writer, j Job) error {
	head, err := json.Marshal(j)
	if err != nil {
		return err
	}
	if err := writeFrame(w, head); err != nil {
		return err
	}
	if err := writeFrame(w, j.Data); err != nil {
		return err
	}
	return w.Flush()
}

func readJob(r io.Reader) (Job, error) {
	var j Job
	head, err := readFrame(r)
	if err != nil {
		return j, err
	}
	if err := json.Unmarshal(head, &j); err != nil {
		return j, err
	}
	j.Data, err = readFrame(r)
	return j, err
}

func writeReply(w *bufio.Writer, p reply) error {
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	if err := writeFrame(w, data); err != nil {
		return err
	}
	return w.Flush()
}

func readReply(r io.Reader) (reply, error) {
	var p reply
	data, err := readFrame(r)
	if err != nil {
		return p, err
	}
	return p, json.Unmarshal(data, &p)
}
