package gateway

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
)

// tell puts a frame where discordgo reads it.
func (t *tap) tell(op int, seq int64, kind string, data any) {
	payload, err := json.Marshal(map[string]any{"op": op, "s": seq, "t": kind, "d": data})
	if err != nil {
		return
	}
	t.out = append(t.out, 0x80|frameText)
	switch n := len(payload); {
	case n < 126:
		t.out = append(t.out, byte(n))
	case n < 1<<16:
		t.out = binary.BigEndian.AppendUint16(append(t.out, 126), uint16(n))
	default:
		t.out = binary.BigEndian.AppendUint64(append(t.out, 127), uint64(n))
	}
	t.out = append(t.out, payload...)
}

// unzipped returns a message that was compressed by itself.
func (t *tap) unzipped(payload []byte) ([]byte, error) {
	var err error
	if t.unzip == nil {
		t.unzip, err = zlib.NewReader(bytes.NewReader(payload))
	} else {
		err = t.unzip.(zlib.Resetter).Reset(bytes.NewReader(payload), nil)
	}
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(t.unzip, maxFrame))
}

// frame writes one masked frame of less than 126 bytes.
func (t *tap) frame(opcode byte, payload []byte) error {
	mask := make([]byte, 4)
	binary.BigEndian.PutUint32(mask, rand.Uint32())
	b := append([]byte{0x80 | opcode, 0x80 | byte(len(payload))}, mask...)
	for i, c := range payload {
		b = append(b, c^mask[i%4])
	}
	_, err := t.send(b)
	return err
}

// readFrame reads a server's frame, which is not masked.
func readFrame(r *bufio.Reader) (opcode byte, final bool, payload []byte, err error) {
	head := make([]byte, 2, 10)
	if _, err = io.ReadFull(r, head); err != nil {
		return
	}
	size := uint64(head[1] & 0x7f)
	if extra := map[uint64]int{126: 2, 127: 8}[size]; extra > 0 {
		head = head[:2+extra]
		if _, err = io.ReadFull(r, head[2:]); err != nil {
			return
		}
		size = 0
		for _, b := range head[2:] {
			size = size<<8 | uint64(b)
		}
	}
	if head[1]&0x80 != 0 || size > maxFrame {
		err = errors.New("gateway: malformed frame")
		return
	}
	payload = make([]byte, size)
	_, err = io.ReadFull(r, payload)
	return head[0] & 0x0f, head[0]&0x80 != 0, payload, err
}
