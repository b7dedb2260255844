package dense

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"sync"
	"time"

	"byline/article"
)

const (
	// patience is how long a question waits for meaning: the rest of a search
	// takes milliseconds and people take notice of a second; hosted models
	// answer within .3 s nearly always, local ones within .1 s.
	patience = 1500 * time.Millisecond
	// rest is how long a model that failed is left alone.
	rest = 30 * time.Second
	// memory is how many bytes of sets are kept, unless Finder.Bytes says other.
	memory = 256 << 20
	// page is how many vectors are read at once.
	page = 2000
	// sketchFactor and sketchLeast are how many of the nearest by sketches are
	// compared by their codes: of vectors that have any structure, these hold the
	// nearest twenty nearly always (docs/dense.md).
	sketchFactor = 10
	sketchLeast  = 400
	// longest bounds the bytes of a question that is embedded.
	longest = 2000
)

// A Finder finds passages by meaning. It is safe for concurrent use. Sets,
// Vectors and Embedder are needed.
type Finder struct {
	Sets     Sets
	Vectors  Vectors
	Embedder Embedder
	Log      *slog.Logger     // nil: discard
	Now      func() time.Time // nil: the clock
	Patience time.Duration    // how long a question may wait; 0: 1.5 s
	Bytes    int64            // of sets in memory; 0: 256 MB
	Whole    bool             // wait for a set to be read however long that takes, for who asks for one answer or for figures

	mu    sync.Mutex
	held  map[int64]*held      // by set
	uses  int64                // counts questions, to tell which set was used last
	down  map[string]time.Time // by model: until when it is left alone
	asked map[string][]byte    // codes of the latest questions, by model and text
}

// Nearest returns up to k passages of libs, those nearest to the question
// first. It returns none rather than an error: without a model that answers in
// time, a search goes by words alone.
func (f *Finder) Nearest(ctx context.Context, libs []article.LibraryID, question string, k int) []article.PassageID {
	hurry, cancel := context.WithTimeout(ctx, cmp.Or(f.Patience, patience))
	defer cancel()
	reading := hurry
	if f.Whole {
		reading = ctx
	}
	sets, err := f.Sets.VectorSets(ctx, libs)
	if err != nil {
		f.warn(ctx, err)
		return nil
	}
	lists := map[string][]Hit{}
	var models []string
	for _, s := range sets {
		q := f.code(hurry, ctx, s.Model, question)
		if q == nil || len(q) != headSize+s.Dims {
			continue
		}
		hits, err := f.search(reading, s, q, k)
		if err != nil {
			f.warn(ctx, err)
			continue
		}
		if _, ok := lists[s.Model]; !ok {
			models = append(models, s.Model)
		}
		lists[s.Model] = append(lists[s.Model], hits...)
	}
	return merge(models, lists, k)
}

// merge returns the passages of all lists. Within a model they are comparable;
// the lists of several models take turns.
func merge(models []string, lists map[string][]Hit, k int) []article.PassageID {
	for _, m := range models {
		slices.SortFunc(lists[m], better)
	}
	var out []article.PassageID
	for rank := 0; ; rank++ {
		more := false
		for _, m := range models {
			if rank < len(lists[m]) && len(out) < k {
				out = append(out, lists[m][rank].Passage)
				more = true
			}
		}
		if !more {
			return out
		}
	}
}

// search returns the k vectors of a set that are nearest to q.
func (f *Finder) search(ctx context.Context, s article.VectorSet, q []byte, k int) ([]Hit, error) {
	h := f.hold(s)
	if err := f.readOn(ctx, h, s); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return nil, err
	}
	h.mu.RLock()
	defer h.mu.RUnlock()
	if !h.set.Sketched() {
		return h.set.Nearest(q, k, nil)
	}
	n := max(sketchLeast, sketchFactor*k)
	hits, err := h.set.Nearest(q, n, make([]Hit, 0, n))
	if err != nil {
		return nil, err
	}
	ids := make([]article.PassageID, len(hits))
	for i, h := range hits {
		ids[i] = h.Passage
	}
	vectors, err := f.Vectors.VectorsOf(ctx, s.ID, ids)
	if err != nil {
		return nil, err
	}
	return Compare(q, s.Dims, vectors, k)
}

// code returns the question's vector by model, encoded; nil when the model does
// not give it in time.
func (f *Finder) code(hurry, ctx context.Context, model, question string) []byte {
	if len(question) > longest {
		question = question[:longest]
	}
	key := model + "\n" + question
	f.mu.Lock()
	known, until := f.asked[key], f.down[model]
	f.mu.Unlock()
	if known != nil {
		return known
	}
	if f.now().Before(until) {
		return nil
	}
	vectors, _, err := f.Embedder.Embed(hurry, model, []string{question})
	var q []byte
	if err == nil && len(vectors) != 1 {
		err = errors.New("dense: no vector for the question")
	}
	if err == nil {
		q, err = Encode(vectors[0])
	}
	if ctx.Err() != nil {
		return nil // the question was given up; that says nothing of the model
	}
	f.note(ctx, model, err)
	if err != nil {
		return nil
	}
	f.remember(key, q)
	return q
}

// note remembers whether the model answered, and logs when that changes.
func (f *Finder) note(ctx context.Context, model string, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, was := f.down[model]
	switch {
	case err != nil:
		if f.down == nil {
			f.down = map[string]time.Time{}
		}
		f.down[model] = f.now().Add(rest)
		if !was {
			f.log().WarnContext(ctx, "dense: questions are answered by words alone, the embedding model does not answer", "model", model, "err", err)
		}
	case was:
		delete(f.down, model)
		f.log().InfoContext(ctx, "dense: the embedding model answers again", "model", model)
	}
}

// maxAsked is how many questions' vectors are remembered: an answer, its proof
// and its retries ask the same.
const maxAsked = 256

func (f *Finder) remember(key string, q []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.asked == nil || len(f.asked) >= maxAsked {
		f.asked = map[string][]byte{}
	}
	f.asked[key] = q
}

func (f *Finder) warn(ctx context.Context, err error) {
	if ctx.Err() == nil {
		f.log().WarnContext(ctx, "dense: a question is answered by words alone", "err", err)
	}
}

func (f *Finder) now() time.Time {
	if f.Now == nil {
		return time.Now()
	}
	return f.Now()
}

func (f *Finder) log() *slog.Logger {
	if f.Log == nil {
		return slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	return f.Log
}
