package dense

import (
	"context"
	"time"

	"byline/article"
)

// An Embedder turns texts into vectors, as *llm.Client does: one for each, all
// of one length, with the tokens it took. An error of kind article.Busy means
// that the server wants to be left alone.
type Embedder interface {
	Embed(ctx context.Context, model string, texts []string) (vectors [][]float32, tokens int, err error)
}

// Sets says which vectors questions are answered from, as *store.DB does.
type Sets interface {
	// VectorSets returns the serving sets of libs. It is asked with every
	// question, so it should cost little.
	VectorSets(ctx context.Context, libs []article.LibraryID) ([]article.VectorSet, error)
}

// Vectors reads stored vectors, as *store.DB does.
type Vectors interface {
	// Vectors returns up to limit of a set with numbers above after, lowest first.
	Vectors(ctx context.Context, set, after int64, limit int) ([]article.Vector, error)
	// VectorsOf returns those of passages; of passages that are gone there are none.
	VectorsOf(ctx context.Context, set int64, passages []article.PassageID) ([]article.Vector, error)
}

// Work hands out the passages that are to be embedded.
type Work interface {
	// Unembedded returns the libraries in which model's vectors may be missing.
	Unembedded(ctx context.Context, model string) ([]article.LibraryID, error)
	// ToEmbed returns the next passages that a set lacks; set 0 lacks all.
	ToEmbed(ctx context.Context, lib article.LibraryID, set int64, limit int) ([]article.ToEmbed, error)
}

// Keep stores what was made of them. A set has one owner at a time, who is to
// show life before the claim ends; other claims are article.Busy.
type Keep interface {
	// ClaimVectors returns the set of lib and model, made when dims are given and
	// there is none; dims 0 stands for the latest, NotFound when there is none.
	ClaimVectors(ctx context.Context, lib article.LibraryID, model string, dims int, owner string, now, until time.Time) (article.VectorSet, error)
	// AddVectors stores vectors, in the order of ToEmbed, and the tokens they took.
	AddVectors(ctx context.Context, e article.Embedded) error
	// CompleteVectors makes a set serve that lacks nothing, and reports whether
	// that is so.
	CompleteVectors(ctx context.Context, set int64, owner string) (bool, error)
	// ReleaseVectors ends a claim.
	ReleaseVectors(ctx context.Context, set int64, owner string) error
	// DropRetired deletes the sets that another replaced.
	DropRetired(ctx context.Context) error
	// EmbeddingTokens returns what was taken on the day of now.
	EmbeddingTokens(ctx context.Context, now time.Time) (int64, error)
}
