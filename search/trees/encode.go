package trees

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// magic begins every encoded model; the last byte is the version.
var magic = [4]byte{'B', 'T', 'R', 1}

// Bounds of what Decode accepts, far above anything that is trained here.
const (
	maxFeatures = 1 << 12
	maxNodes    = 1 << 22
)

// Encode returns the model's bytes, which Decode reads: names, then the trees'
// nodes, little-endian, thresholds and leaves as IEEE 754 single precision.
func (m *Model) Encode() []byte {
	b := append([]byte(nil), magic[:]...)
	b = binary.AppendUvarint(b, uint64(len(m.Features)))
	for _, f := range m.Features {
		b = binary.AppendUvarint(b, uint64(len(f)))
		b = append(b, f...)
	}
	b = binary.AppendUvarint(b, uint64(len(m.roots)))
	for _, r := range m.roots {
		b = binary.AppendUvarint(b, uint64(r))
	}
	b = binary.AppendUvarint(b, uint64(len(m.nodes)))
	for i, n := range m.nodes {
		b = binary.AppendUvarint(b, uint64(n.feature+1))
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(n.value))
		if n.feature != leaf {
			b = binary.AppendUvarint(b, uint64(int(n.right)-i))
		}
	}
	return b
}

// ErrFormat is the error of bytes that are no model.
var ErrFormat = errors.New("trees: not a model")

// Decode reads what Encode wrote. A model that Decode returns cannot fail in
// Predict, whatever the bytes were.
func Decode(b []byte) (*Model, error) {
	r := reader{bytes.NewReader(b)}
	var head [4]byte
	if _, err := r.Read(head[:]); err != nil || head != magic {
		return nil, ErrFormat
	}
	m := &Model{}
	if err := r.model(m); err != nil {
		return nil, err
	}
	return m, m.check()
}

// reader reads numbers off the bytes of a model.
type reader struct{ *bytes.Reader }

// count reads a number that is at most limit.
func (r reader) count(limit int) (int, error) {
	v, err := binary.ReadUvarint(r)
	if err != nil || v > uint64(limit) {
		return 0, ErrFormat
	}
	return int(v), nil
}

func (r reader) model(m *Model) error {
	n, err := r.count(maxFeatures)
	for i := 0; err == nil && i < n; i++ {
		var name string
		if name, err = r.name(); err == nil {
			m.Features = append(m.Features, name)
		}
	}
	if err != nil {
		return err
	}
	n, err = r.count(maxNodes)
	for i := 0; err == nil && i < n; i++ {
		var root int
		if root, err = r.count(maxNodes); err == nil {
			m.roots = append(m.roots, int32(root))
		}
	}
	if err != nil {
		return err
	}
	n, err = r.count(maxNodes)
	for i := 0; err == nil && i < n; i++ {
		var nd node
		if nd, err = r.node(i); err == nil {
			m.nodes = append(m.nodes, nd)
		}
	}
	return err
}

func (r reader) name() (string, error) {
	n, err := r.count(r.Len())
	if err != nil {
		return "", err
	}
	b := make([]byte, n)
	if _, err := r.Read(b); err != nil && n > 0 {
		return "", ErrFormat
	}
	return string(b), nil
}

func (r reader) node(i int) (node, error) {
	f, err := r.count(maxFeatures)
	if err != nil {
		return node{}, err
	}
	var bits [4]byte
	if n, err := r.Read(bits[:]); err != nil || n != len(bits) {
		return node{}, ErrFormat
	}
	nd := node{feature: int16(f - 1), value: math.Float32frombits(binary.LittleEndian.Uint32(bits[:]))}
	if nd.feature != leaf {
		ahead, err := r.count(maxNodes)
		if err != nil {
			return node{}, err
		}
		nd.right = int32(i + ahead)
	}
	return nd, nil
}

// check makes sure that every walk stays inside and ends: children stand
// after their parents.
func (m *Model) check() error {
	for i, n := range m.nodes {
		if n.feature == leaf {
			continue
		}
		if int(n.feature) >= len(m.Features) || i+1 >= len(m.nodes) || int(n.right) <= i || int(n.right) >= len(m.nodes) {
			return fmt.Errorf("%w: node %d leads nowhere", ErrFormat, i)
		}
	}
	for _, r := range m.roots {
		if int(r) >= len(m.nodes) {
			return fmt.Errorf("%w: no tree at %d", ErrFormat, r)
		}
	}
	return nil
}
