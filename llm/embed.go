package llm

import (
	"context"
	"errors"
	"fmt"
	"math"

	openai "github.com/sashabaranov/go-openai"
)

// maxBatch is how many texts one embeddings request carries; OpenAI takes
// 2,048, local servers fewer without complaint only in small batches.
const maxBatch = 64

// Embed returns one vector of unit length for each text, all of one
// dimension. The texts are sent in batches.
func (c *Client) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	if c.config.EmbeddingModel == "" {
		return nil, c.fail(ctx, "embed", errors.New("no embedding model is configured"))
	}
	out := make([][]float32, 0, len(texts))
	for len(texts) > 0 {
		n := min(maxBatch, len(texts))
		vectors, err := c.embed(ctx, texts[:n])
		if err != nil {
			return nil, c.fail(ctx, "embed", err)
		}
		out = append(out, vectors...)
		texts = texts[n:]
	}
	for _, v := range out {
		if len(v) != len(out[0]) {
			return nil, c.fail(ctx, "embed", fmt.Errorf("%w: vectors of %d and %d dimensions", ErrGarbled, len(out[0]), len(v)))
		}
	}
	return out, nil
}

// embed sends one batch and puts the vectors in the order of the texts,
// whatever order the server chose.
func (c *Client) embed(ctx context.Context, texts []string) ([][]float32, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, c.config.Total, ErrSlow)
	defer cancel()
	resp, err := c.api.CreateEmbeddings(ctx, openai.EmbeddingRequestStrings{
		Input: texts, Model: openai.EmbeddingModel(c.config.EmbeddingModel),
	})
	if err != nil {
		if cause := context.Cause(ctx); cause != nil {
			return nil, cause
		}
		return nil, readable(err)
	}
	out := make([][]float32, len(texts))
	for _, e := range resp.Data {
		if e.Index < 0 || e.Index >= len(out) || out[e.Index] != nil || !unit(e.Embedding) {
			return nil, fmt.Errorf("%w: vector %d", ErrGarbled, e.Index)
		}
		out[e.Index] = e.Embedding
	}
	for i, v := range out {
		if v == nil {
			return nil, fmt.Errorf("%w: no vector for text %d of %d", ErrGarbled, i+1, len(texts))
		}
	}
	return out, nil
}

// unit scales v to length 1 and reports whether it has a length at all.
func unit(v []float32) bool {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	length := math.Sqrt(sum)
	if length == 0 || math.IsNaN(length) || math.IsInf(length, 0) {
		return false
	}
	for i := range v {
		v[i] = float32(float64(v[i]) / length)
	}
	return true
}
