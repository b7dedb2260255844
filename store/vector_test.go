package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"byline/article"
	"byline/store"
)

// embed gives every passage of lib a vector of model and returns their set.
func embed(t *testing.T, db *store.DB, lib article.LibraryID, model string) article.VectorSet {
	t.Helper()
	ctx := context.Background()
	set, err := db.ClaimVectors(ctx, lib, model, 2, "me", noon, noon.Add(time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	for {
		texts, err := db.ToEmbed(ctx, lib, set.ID, 2)
		if err != nil {
			t.Fatal(err)
		}
		if len(texts) == 0 {
			break
		}
		e := article.Embedded{Set: set.ID, Owner: "me", Tokens: 5, Now: noon, Until: noon.Add(time.Minute)}
		for _, p := range texts {
			e.Vectors = append(e.Vectors, article.Vector{Passage: p.Passage, Data: []byte(p.Title + "|" + p.Text)})
		}
		if err := db.AddVectors(ctx, e); err != nil {
			t.Fatal(err)
		}
	}
	if done, err := db.CompleteVectors(ctx, set.ID, "me"); !done || err != nil {
		t.Fatal(done, err)
	}
	if err := db.DropRetired(ctx); err != nil {
		t.Fatal(err)
	}
	return set
}

// kept returns what lib's serving vectors hold, sorted.
func kept(t *testing.T, db *store.DB, lib article.LibraryID) []string {
	t.Helper()
	ctx := context.Background()
	sets, err := db.VectorSets(ctx, []article.LibraryID{lib})
	if err != nil || len(sets) > 1 {
		t.Fatal(sets, err)
	}
	var out []string
	for _, s := range sets {
		vectors, err := db.Vectors(ctx, s.ID, 0, 1000)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range vectors {
			out = append(out, string(v.Data))
			if of, err := db.VectorsOf(ctx, s.ID, []article.PassageID{v.Passage}); err != nil || len(of) != 1 || of[0].Number != v.Number {
				t.Errorf("passage %d has the vectors %v, %v", v.Passage, of, err)
			}
		}
		if s.Newest < int64(len(vectors)) {
			t.Errorf("newest %d of %d vectors", s.Newest, len(vectors))
		}
	}
	slices.Sort(out)
	return out
}

func equal(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// Vectors go with their passages: with a new revision, a removed article, the
// samples, and a forgotten library; never with another library's.
func TestVectorsFollow(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	load(t, db, guild, item("a", "A", "Öne.\n\nTwo."), item("b", "B", "Three."))
	sample := item("s", "S", "Sample.")
	sample.Article.Sample = true
	load(t, db, other, item("a", "A", "Their own."), sample)
	embed(t, db, guild, "m")
	embed(t, db, other, "m")
	equal(t, "at first", kept(t, db, guild), "A|Two.", "A|Öne.", "B|Three.")

	out := load(t, db, guild, item("a", "A", "Öne.\n\nZwei."))
	equal(t, "after a new revision", kept(t, db, guild), "B|Three.")
	set := embed(t, db, guild, "m")
	equal(t, "embedded again", kept(t, db, guild), "A|Zwei.", "A|Öne.", "B|Three.")
	if sets, err := db.VectorSets(ctx, []article.LibraryID{guild}); err != nil || sets[0].ID != set.ID || sets[0].Deleted != 2 {
		t.Errorf("sets %+v, %v: want two deleted of the same set", sets, err)
	}

	if err := db.Remove(ctx, guild, out[0].ID, noon); err != nil {
		t.Fatal(err)
	}
	equal(t, "after a removal", kept(t, db, guild), "B|Three.")
	if _, err := db.RemoveSample(ctx); err != nil {
		t.Fatal(err)
	}
	equal(t, "without samples", kept(t, db, other), "A|Their own.")

	if err := db.Leave(ctx, guild, noon); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Purge(ctx, noon.Add(store.GoneFor)); err != nil {
		t.Fatal(err)
	}
	equal(t, "of a forgotten library", kept(t, db, guild))
	equal(t, "of the other", kept(t, db, other), "A|Their own.")
	if states, err := db.Embeddings(ctx); err != nil || len(states) != 1 || states[0].Library != other || states[0].Vectors != 1 || states[0].Passages != 1 {
		t.Errorf("states %+v, %v", states, err)
	}
	if err := db.Check(ctx); err != nil {
		t.Error(err)
	}
}

// A set serves when it is complete, and the one before is deleted with it;
// passages that come meanwhile keep it from being complete.
func TestVectorsSwitch(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	load(t, db, guild, item("a", "A", "One.\n\nTwo."))
	old := embed(t, db, guild, "old")
	if libs, err := db.Unembedded(ctx, "old"); err != nil || len(libs) != 0 {
		t.Errorf("to be embedded by old: %v, %v", libs, err)
	}
	if libs, err := db.Unembedded(ctx, "new"); err != nil || len(libs) != 1 {
		t.Errorf("to be embedded by new: %v, %v", libs, err)
	}
	set, err := db.ClaimVectors(ctx, guild, "new", 3, "me", noon, noon.Add(time.Minute))
	if err != nil || set.Serving {
		t.Fatalf("%+v, %v: want a set that does not serve yet", set, err)
	}
	if done, err := db.CompleteVectors(ctx, set.ID, "me"); done || err != nil {
		t.Errorf("an empty set is complete: %v, %v", done, err)
	}
	equal(t, "meanwhile", kept(t, db, guild), "A|One.", "A|Two.")
	texts, err := db.ToEmbed(ctx, guild, set.ID, 10)
	if err != nil || len(texts) != 2 {
		t.Fatal(texts, err)
	}
	e := article.Embedded{Set: set.ID, Owner: "me", Now: noon, Until: noon.Add(time.Minute)}
	for _, p := range texts {
		e.Vectors = append(e.Vectors, article.Vector{Passage: p.Passage, Data: []byte("new")})
	}
	load(t, db, guild, item("b", "B", "Late.")) // comes before they are stored
	if err := db.AddVectors(ctx, e); err != nil {
		t.Fatal(err)
	}
	if done, err := db.CompleteVectors(ctx, set.ID, "me"); done || err != nil {
		t.Errorf("complete without the late one: %v, %v", done, err)
	}
	sets, err := db.VectorSets(ctx, []article.LibraryID{guild})
	if err != nil || len(sets) != 1 || sets[0].ID != old.ID {
		t.Errorf("serving %+v, %v: want the old one", sets, err)
	}
	if texts, err = db.ToEmbed(ctx, guild, set.ID, 10); err != nil || len(texts) != 1 || texts[0].Text != "Late." {
		t.Fatal(texts, err)
	}
	e.Vectors = []article.Vector{{Passage: texts[0].Passage, Data: []byte("new")}}
	if err := db.AddVectors(ctx, e); err != nil {
		t.Fatal(err)
	}
	if done, err := db.CompleteVectors(ctx, set.ID, "me"); !done || err != nil {
		t.Errorf("not complete: %v, %v", done, err)
	}
	equal(t, "afterwards", kept(t, db, guild), "new", "new", "new")
	if err := db.DropRetired(ctx); err != nil {
		t.Fatal(err)
	}
	if left, err := db.Vectors(ctx, old.ID, 0, 10); err != nil || len(left) != 0 {
		t.Errorf("the old set still has %v, %v", left, err)
	}
}

// Who lost a set stores nothing, but what it took counts.
func TestVectorsOwner(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	out := load(t, db, guild, item("a", "A", "One.\n\nTwo."))
	until := noon.Add(time.Minute)
	set, err := db.ClaimVectors(ctx, guild, "m", 2, "first", noon, until)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ClaimVectors(ctx, guild, "m", 2, "second", noon, until); article.KindOf(err) != article.Busy {
		t.Errorf("a second owner: %v", err)
	}
	if _, err := db.ClaimVectors(ctx, guild, "m", 0, "second", until, until.Add(time.Minute)); err != nil {
		t.Errorf("after the claim ended: %v", err)
	}
	texts, err := db.ToEmbed(ctx, guild, set.ID, 10)
	if err != nil || len(texts) != 2 {
		t.Fatal(texts, err)
	}
	e := article.Embedded{Set: set.ID, Owner: "first", Tokens: 7, Now: noon, Until: until, Vectors: []article.Vector{{Passage: texts[0].Passage, Data: []byte("x")}}}
	if err := db.AddVectors(ctx, e); article.KindOf(err) != article.Busy {
		t.Errorf("the first owner stores on: %v", err)
	}
	if _, err := db.CompleteVectors(ctx, set.ID, "first"); article.KindOf(err) != article.Busy {
		t.Errorf("the first owner completes: %v", err)
	}
	if n, err := db.EmbeddingTokens(ctx, noon); n != 7 || err != nil {
		t.Errorf("%d tokens, %v", n, err)
	}
	if n, err := db.EmbeddingTokens(ctx, noon.Add(12*time.Hour)); n != 0 || err != nil {
		t.Errorf("%d tokens on the day after, %v", n, err)
	}
	// Passages that go meanwhile are left out.
	if err := db.Remove(ctx, guild, out[0].ID, noon); err != nil {
		t.Fatal(err)
	}
	e.Owner = "second"
	if err := db.AddVectors(ctx, e); err != nil {
		t.Error(err)
	}
	equal(t, "of a removed article", kept(t, db, guild))
	if done, err := db.CompleteVectors(ctx, set.ID, "second"); !done || err != nil {
		t.Error(done, err)
	}
}
