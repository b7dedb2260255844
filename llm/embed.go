package llm

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"slices"

	"byline/article"
	"byline/prompts"
)

const (
	// maxBatch is how many texts one embeddings request carries; OpenAI takes
	// 2,048, local servers fewer without complaint only in small batches.
	maxBatch = 64
	// maxBatchBytes is how many bytes they have in sum, unless one has more: OpenAI
	// takes 300,000 tokens in sum, and a token has a byte at least.
	maxBatchBytes = 300_000
)

// batch returns how many of the texts, one at least, go in one request.
func batch(texts []string) int {
	n, size := 1, len(texts[0])
	for n < min(maxBatch, len(texts)) && size+len(texts[n]) <= maxBatchBytes {
		size += len(texts[n])
		n++
	}
	return n
}

// Embed returns model's vectors of the texts, one of unit length for each and
// all of one dimension, and the tokens they took: as the server says, else by
// estimate. The texts are sent in batches. An error of kind article.Busy means
// that the server wants to be left alone for longer than was waited already.
func (c *Client) Embed(ctx context.Context, model string, texts []string) (vectors [][]float32, tokens int, err error) {
	if model == "" {
		return nil, 0, c.fail(ctx, "embed", errors.New("no embedding model is configured"))
	}
	out := make([][]float32, 0, len(texts))
	for len(texts) > 0 {
		n := batch(texts)
		vectors, took, err := c.embed(ctx, model, texts[:n])
		tokens += took
		if err != nil {
			return nil, tokens, c.embedFailed(ctx, err)
		}
		out = append(out, vectors...)
		texts = texts[n:]
	}
	for _, v := range out {
		if len(v) != len(out[0]) {
			return nil, tokens, c.embedFailed(ctx, fmt.Errorf("%w: vectors of %d and %d dimensions", ErrGarbled, len(out[0]), len(v)))
		}
	}
	return out, tokens, nil
}

// embedFailed is fail with the setting that names the embedding model.
func (c *Client) embedFailed(ctx context.Context, err error) error {
	failed := c.fail(ctx, "embed", err)
	var e *article.Error
	if errors.As(failed, &e) && statusOf(err) == http.StatusNotFound {
		e.Public = "The model's server does not know the embedding model. Tell the operator to check OPENAI_EMBEDDING_MODEL and OPENAI_BASE_URL."
	}
	return failed
}

// embed sends one batch and puts the vectors in the order of the texts,
// whatever order the server chose.
func (c *Client) embed(ctx context.Context, model string, texts []string) ([][]float32, int, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, c.config.Total, ErrSlow)
	defer cancel()
	reply, err := c.askEmbeddings(ctx, model, texts)
	if err != nil {
		if cause := context.Cause(ctx); cause != nil {
			return nil, 0, cause
		}
		return nil, 0, err
	}
	tokens := reply.tokens(texts)
	out := make([][]float32, len(texts))
	for _, e := range reply.Data {
		if e.Index < 0 || e.Index >= len(out) || out[e.Index] != nil || !unit(e.Embedding) {
			return nil, tokens, fmt.Errorf("%w: vector %d", ErrGarbled, e.Index)
		}
		out[e.Index] = e.Embedding
	}
	for i, v := range out {
		if v == nil {
			return nil, tokens, fmt.Errorf("%w: no vector for text %d of %d", ErrGarbled, i+1, len(texts))
		}
	}
	return out, tokens, nil
}

// An embeddings is a server's reply. Usage counts differ in name: OpenAI and
// most others have both.
type embeddings struct {
	Data []struct {
		Index     int    `json:"index"`
		Embedding floats `json:"embedding"`
	} `json:"data"`
	Usage struct {
		Prompt int `json:"prompt_tokens"`
		Total  int `json:"total_tokens"`
	} `json:"usage"`
}

// tokens returns what the texts took. A server's count that cannot be right,
// more tokens than bytes and some for each text, is not believed.
func (e *embeddings) tokens(texts []string) int {
	said := max(e.Usage.Prompt, e.Usage.Total)
	estimate, most := 0, 0
	for _, t := range texts {
		estimate += prompts.Tokens(t)
		most += len(t) + 16
	}
	if said <= 0 || said > most {
		return estimate
	}
	return said
}

// askEmbeddings posts one request. An empty text, which servers refuse, goes as
// a space.
func (c *Client) askEmbeddings(ctx context.Context, model string, texts []string) (*embeddings, error) {
	input := slices.Clone(texts)
	for i, t := range input {
		input[i] = cmp.Or(t, " ")
	}
	body, err := json.Marshal(map[string]any{"model": model, "input": input, "encoding_format": "float"})
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/embeddings", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	resp, err := c.post(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, readable(err)
	}
	var reply embeddings
	if err := json.Unmarshal(data, &reply); err != nil {
		if bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) {
			return nil, errPage
		}
		return nil, fmt.Errorf("%w: %w", ErrGarbled, err)
	}
	return &reply, nil
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
