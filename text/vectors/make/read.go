package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"

	"byline/text/vectors"
)

// mostWords is how many of the most frequent words are looked at.
const mostWords = 150_000

// glove is vectors by word, and the words in the order of their frequency.
type glove struct {
	words   []string
	vectors map[string]*vectors.Vector
}

// read reads the package's file, of which the words come first.
func read(r io.Reader) (*glove, error) {
	g := &glove{vectors: make(map[string]*vectors.Vector)}
	d := json.NewDecoder(r)
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		switch key {
		case "words":
			err = d.Decode(&g.words)
			g.words = g.words[:min(len(g.words), mostWords)]
		case "vectors":
			err = g.readVectors(d)
		default:
			var other any
			err = d.Decode(&other)
		}
		if err != nil {
			return nil, fmt.Errorf("%v: %w", key, err)
		}
	}
	return g, nil
}

func (g *glove) readVectors(d *json.Decoder) error {
	wanted := make(map[string]bool, len(g.words))
	for _, w := range g.words {
		wanted[w] = true
	}
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		word, err := d.Token()
		if err != nil {
			return err
		}
		var row []float32
		if err := d.Decode(&row); err != nil {
			return err
		}
		if w, _ := word.(string); wanted[w] && len(row) >= vectors.Dim {
			v := new(vectors.Vector)
			copy(v[:], row) // the package adds a length and a number
			g.vectors[w] = v
		}
	}
	_, err := d.Token()
	return err
}

// mean is that of all the words.
func (g *glove) mean() *vectors.Vector {
	m := new(vectors.Vector)
	for _, w := range g.words { // in order, so that the sum is always the same
		if v := g.vectors[w]; v != nil {
			m.Add(v, 1/float32(len(g.vectors)))
		}
	}
	return m
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }
