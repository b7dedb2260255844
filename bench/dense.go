package main

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/coder/hnsw"

	"byline/article"
	"byline/search/dense"
	"byline/store"
)

// denseOptions are what -dense measures.
type denseOptions struct {
	n, dims, k int
	questions  int
	directions int  // of the made vectors; as many as dims: no structure at all
	graph      bool // the HNSW graph of a peer, too
}

// dense measures the nearest of n made vectors beside a plain scan of float32
// and, when wanted, a graph.
func (o denseOptions) run(ctx context.Context) error {
	vectors := madeVectors(rand.New(rand.NewPCG(1, 1)), o.n+o.questions, o.dims, o.directions)
	questions := vectors[o.n:]
	vectors = vectors[:o.n]
	fmt.Printf("\n%d vectors of %d dimensions in %d directions, %d questions, best %d\n\n", o.n, o.dims, o.directions, o.questions, o.k)
	fmt.Printf("%-34s %-24s %8s %10s %8s\n", "", "median / p99 of processor", "recall", "made in", "bytes each")

	exact := make([][]article.PassageID, len(questions))
	var plain times
	for i, q := range questions {
		before := cpu()
		exact[i] = plainScan(vectors, q, o.k)
		plain = append(plain, cpu()-before)
	}
	slices.Sort(plain)
	o.print("float32, one after the other", plain, 1, 0, int64(4*o.dims))

	codes := make([][]byte, len(vectors))
	for i, v := range vectors {
		b, err := dense.Encode(v)
		if err != nil {
			return err
		}
		codes[i] = b
	}
	if err := o.set(codes, questions, exact, o.n, plain); err != nil {
		return err
	}
	if err := o.whole(ctx, codes, questions, exact, plain); err != nil {
		return err
	}
	if o.graph {
		o.peer(vectors, questions, exact, plain)
	}
	return nil
}

// set measures a set in memory that compares codes one by one.
func (o denseOptions) set(codes [][]byte, questions [][]float32, exact [][]article.PassageID, beyond int, plain times) error {
	before := cpu()
	s := dense.NewSet(o.dims, beyond)
	for i, c := range codes {
		if err := s.Add(article.PassageID(i+1), c); err != nil {
			return err
		}
	}
	made := cpu() - before
	var took times
	found := 0
	into := make([]dense.Hit, 0, o.k)
	for i, q := range questions {
		code, err := dense.Encode(q)
		if err != nil {
			return err
		}
		before := cpu()
		hits, err := s.Nearest(code, o.k, into)
		took = append(took, cpu()-before)
		if err != nil {
			return err
		}
		for _, h := range hits {
			if slices.Contains(exact[i], h.Passage) {
				found++
			}
		}
	}
	slices.Sort(took)
	o.print("Byline, bytes one after the other", took, o.share(found), made, s.Bytes()/int64(len(codes)))
	o.ratio(took, plain)
	return nil
}

// whole measures a finder over a database, as the product has it: sketches in
// memory beyond 100,000, the rest read from the file. The model is left out.
func (o denseOptions) whole(ctx context.Context, codes [][]byte, questions [][]float32, exact [][]article.PassageID, plain times) error {
	dir, err := os.MkdirTemp("", "byline-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	db, err := store.Open(ctx, filepath.Join(dir, "bench.db"))
	if err != nil {
		return err
	}
	defer db.Close()
	if err := fillDatabase(ctx, db, codes, o.dims); err != nil {
		return err
	}
	m := &fixed{}
	f := &dense.Finder{Sets: db, Vectors: db, Embedder: m, Bytes: 1 << 30, Whole: true}
	libs := []article.LibraryID{article.Shared}
	before := cpu()
	if err := f.Warm(ctx, libs); err != nil {
		return err
	}
	made := cpu() - before
	var took times
	found := 0
	for i, q := range questions {
		m.vector = q
		before := cpu()
		ids := f.Nearest(ctx, libs, fmt.Sprint(i), o.k)
		took = append(took, cpu()-before)
		for _, id := range ids {
			if slices.Contains(exact[i], id) {
				found++
			}
		}
	}
	slices.Sort(took)
	o.print("Byline, from the database", took, o.share(found), made, 0)
	o.ratio(took, plain)
	return nil
}

// fixed stands for a model.
type fixed struct{ vector []float32 }

// Embed implements dense.Embedder.
func (m *fixed) Embed(context.Context, string, []string) ([][]float32, int, error) {
	return [][]float32{m.vector}, 1, nil
}

// fillDatabase stores passages, ids from 1, with the vectors.
func fillDatabase(ctx context.Context, db *store.DB, codes [][]byte, dims int) error {
	const per = 500
	now := time.Now()
	for first := 0; first < len(codes); first += per {
		n := min(per, len(codes)-first)
		a := article.Article{Ref: fmt.Sprint(first), Text: strings.Repeat("x ", n), Loaded: now}
		it := store.Item{Article: a, Hash: store.ContentHash(&a)}
		for i := range n {
			it.Passages = append(it.Passages, article.Passage{Span: article.Span{Start: 2 * i, End: 2*i + 1}})
		}
		if _, err := db.Load(ctx, article.Shared, []store.Item{it}, func([]int) ([]byte, error) { return []byte("none"), nil }); err != nil {
			return err
		}
	}
	set, err := db.ClaimVectors(ctx, article.Shared, "bench", dims, "bench", now, now.Add(time.Hour))
	if err != nil {
		return err
	}
	for first := 0; first < len(codes); first += 5000 {
		e := article.Embedded{Set: set.ID, Owner: "bench", Now: now, Until: now.Add(time.Hour)}
		for i := first; i < min(first+5000, len(codes)); i++ {
			e.Vectors = append(e.Vectors, article.Vector{Passage: article.PassageID(i + 1), Data: codes[i]})
		}
		if err := db.AddVectors(ctx, e); err != nil {
			return err
		}
	}
	return db.Checkpoint(ctx)
}

// peer measures coder/hnsw with the parameters of its documentation.
func (o denseOptions) peer(vectors, questions [][]float32, exact [][]article.PassageID, plain times) {
	before := cpu()
	g := hnsw.NewGraph[int]()
	g.Distance = hnsw.CosineDistance
	for i, v := range vectors {
		g.Add(hnsw.MakeNode(i, v))
	}
	made := cpu() - before
	for _, ef := range []int{20, 100, 400} {
		g.EfSearch = ef
		var took times
		found := 0
		for i, q := range questions {
			before := cpu()
			nodes := g.Search(q, o.k)
			took = append(took, cpu()-before)
			for _, n := range nodes {
				if slices.Contains(exact[i], article.PassageID(n.Key+1)) {
					found++
				}
			}
		}
		slices.Sort(took)
		o.print(fmt.Sprintf("coder/hnsw, M %d, ef %d", g.M, ef), took, o.share(found), made, int64(4*o.dims))
		o.ratio(took, plain)
	}
}

func (o denseOptions) share(found int) float64 { return float64(found) / float64(o.k*o.questions) }

func (o denseOptions) print(name string, took times, recall float64, made time.Duration, bytes int64) {
	fmt.Printf("%-34s %-24s %8.3f %9.1fs %8d\n", name, took, recall, made.Seconds(), bytes)
}

// ratio says how many times quicker than the plain scan that was.
func (o denseOptions) ratio(took, plain times) {
	fmt.Printf("%34s %.1f times as quick\n", "", float64(plain.at(.5))/float64(took.at(.5)))
}

// plainScan returns the ids, from 1, of the k vectors nearest to q: each is
// compared in full and all are sorted in part.
func plainScan(vectors [][]float32, q []float32, k int) []article.PassageID {
	type near struct {
		id  article.PassageID
		dot float32
	}
	best := make([]near, 0, k+1)
	for i, v := range vectors {
		var dot float32
		for d, x := range v {
			dot += x * q[d]
		}
		if len(best) == k && dot <= best[k-1].dot {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, dot, func(n near, d float32) int { return cmp.Compare(d, n.dot) })
		best = slices.Insert(best, at, near{article.PassageID(i + 1), dot})
		best = best[:min(k, len(best))]
	}
	ids := make([]article.PassageID, len(best))
	for i, n := range best {
		ids[i] = n.id
	}
	return ids
}

// madeVectors returns n vectors of length 1 around a hundred centres. What
// tells them apart is spread over so many directions; the rest is noise, and
// an offset that all have in common.
func madeVectors(r *rand.Rand, n, dims, directions int) [][]float32 {
	normal := func(n int, by float64) []float32 {
		v := make([]float32, n)
		for i := range v {
			v[i] = float32(by * r.NormFloat64())
		}
		return v
	}
	const centres = 100
	offset, spread, middles := normal(dims, 3), make([][]float32, directions), make([][]float32, centres)
	for i := range spread {
		spread[i] = normal(dims, 1)
	}
	for i := range middles {
		middles[i] = normal(directions, 1)
	}
	out := make([][]float32, n)
	for i := range out {
		v, centre := normal(dims, .5), middles[r.IntN(centres)]
		for k, s := range spread {
			z := centre[k] + float32(.7*r.NormFloat64())
			for d := range v {
				v[d] += z * s[d]
			}
		}
		var sum float64
		for d := range v {
			v[d] += offset[d]
			sum += float64(v[d]) * float64(v[d])
		}
		for d := range v {
			v[d] /= float32(math.Sqrt(sum))
		}
		out[i] = v
	}
	return out
}
