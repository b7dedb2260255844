package dense

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"byline/article"
)

// A filling is a Filler at work on one library.
type filling struct {
	*Filler
	set  article.VectorSet // ID 0: none yet, its dimensions are not known
	done Progress
	note int // Progress.Done of the next note in the log
}

// batch embeds texts and stores what comes of them. When the ctx ends the
// request under way may still end.
func (j *filling) batch(ctx context.Context, texts []article.ToEmbed) error {
	if j.note == 0 {
		j.log().InfoContext(ctx, "dense: embedding", "library", j.done.Library, "model", j.Model)
		j.note = noteEvery
	}
	late, stop := lingering(ctx)
	defer stop()
	words := make([]string, len(texts))
	for i, t := range texts {
		words[i] = wordsOf(t)
	}
	made, tokens, err := j.embed(late, words)
	if err == nil {
		var again bool
		if again, err = j.settle(late, made); again {
			made = nil // of another length than the set was begun with: it begins anew
		}
	}
	if err != nil {
		made = nil
	}
	err = errors.Join(err, j.store(late, texts, made, tokens))
	if j.done.Done >= j.note {
		j.log().InfoContext(ctx, "dense: embedded so far", "library", j.done.Library, "passages", j.done.Done, "tokens", j.done.Tokens)
		j.note += noteEvery
	}
	return err
}

// lingering returns a context that ends grace after ctx does.
func lingering(ctx context.Context) (context.Context, func()) {
	late, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		t := time.AfterFunc(grace, cancel)
		context.AfterFunc(late, func() { t.Stop() })
	})
	return late, func() { stop(); cancel() }
}

// store stores the vectors made of texts, nil for none, and what they took.
func (j *filling) store(ctx context.Context, texts []article.ToEmbed, made [][]float32, tokens int) error {
	if j.set.ID == 0 || tokens == 0 && made == nil {
		return nil
	}
	e := article.Embedded{Set: j.set.ID, Owner: j.Owner, Tokens: tokens, Now: j.now(), Until: j.now().Add(claim)}
	for i, v := range made {
		var data []byte
		if v != nil {
			var err error
			if data, err = Encode(v); err != nil {
				return err
			}
		}
		e.Vectors = append(e.Vectors, article.Vector{Passage: texts[i].Passage, Data: data})
	}
	if err := j.Keep.AddVectors(ctx, e); err != nil {
		return err
	}
	j.done.Done += len(made)
	j.done.Tokens += tokens
	return nil
}

// errLate is why a batch is sent again in smaller ones.
var errLate = errors.New("dense: the model is too slow for so many passages at once")

// embed returns a vector for each text, nil for those that the model refuses
// while it takes others, and the tokens that all of it took. It fails with
// errLate when the model, which is there, took too long.
func (j *filling) embed(ctx context.Context, texts []string) ([][]float32, int, error) {
	made, tokens, err := j.ask(ctx, texts)
	if err == nil || ctx.Err() != nil || article.KindOf(err) == article.Busy {
		return made, tokens, err
	}
	late := errors.Is(err, context.DeadlineExceeded)
	if late {
		j.size = max(1, len(texts)/2)
	}
	// Whose fault is it? A model that takes a word does not like these texts.
	if _, n, dead := j.probe(ctx); dead != nil {
		return nil, tokens + n, err
	}
	if late && len(texts) > 1 {
		j.log().InfoContext(ctx, "dense: the model is slow, fewer passages are sent at once", "model", j.Model, "passages", j.size)
		return nil, tokens, errLate
	}
	if len(texts) > 1 {
		return j.halves(ctx, texts, tokens)
	}
	short := shorter(texts[0])
	j.log().DebugContext(ctx, "dense: the model refuses a passage", "bytes", len(texts[0]), "err", err)
	if short == "" {
		return [][]float32{nil}, tokens, nil
	}
	made, n, err := j.embed(ctx, []string{short})
	return made, tokens + n, err
}

// halves embeds either half by itself.
func (j *filling) halves(ctx context.Context, texts []string, tokens int) ([][]float32, int, error) {
	half := len(texts) / 2
	a, n, err := j.embed(ctx, texts[:half])
	tokens += n
	if err != nil {
		return nil, tokens, err
	}
	b, n, err := j.embed(ctx, texts[half:])
	return append(a, b...), tokens + n, err
}

// shortest is the fewest bytes of a text that stand for the whole of it.
const shortest = 200

// shorter returns the first half of a text that may be too long for a model,
// empty when little would be left.
func shorter(text string) string {
	half := len(text) / 2
	if half < shortest {
		return ""
	}
	for half > 0 && text[half]&0xc0 == 0x80 { // inside a letter
		half--
	}
	return text[:half]
}

// ask sends texts to the model, once.
func (j *filling) ask(ctx context.Context, texts []string) ([][]float32, int, error) {
	most, began := cmp.Or(j.Slow, slow), time.Now()
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	made, tokens, err := j.Embedder.Embed(ctx, j.Model, texts)
	if err == nil && len(texts) == j.size && time.Since(began) < most/4 {
		j.size = min(batchSize, 2*j.size)
	}
	if err == nil && len(made) != len(texts) {
		err = fmt.Errorf("dense: %d vectors for %d texts", len(made), len(texts))
	}
	return made, tokens, err
}

// probe asks for a word's vector and returns its dimensions.
func (j *filling) probe(ctx context.Context) (dims, tokens int, err error) {
	made, tokens, err := j.ask(ctx, []string{"article"})
	if err != nil {
		return 0, tokens, err
	}
	return len(made[0]), tokens, nil
}

// settle claims the set of the vectors' length. again says that another set
// was begun, of which these passages are not the next. A length that differs
// must be that of a second reply too.
func (j *filling) settle(ctx context.Context, made [][]float32) (again bool, err error) {
	dims := 0
	for _, v := range made {
		switch {
		case v == nil || len(v) == dims:
		case dims == 0:
			dims = len(v)
		default:
			return false, fmt.Errorf("dense: vectors of %d and %d dimensions", dims, len(v))
		}
	}
	if dims == 0 && j.set.ID == 0 {
		if dims, _, err = j.probe(ctx); err != nil {
			return false, err
		}
	}
	if dims == 0 || dims == j.set.Dims {
		return false, nil
	}
	again = j.set.ID != 0
	if again {
		if d, _, err := j.probe(ctx); err != nil || d != dims {
			return false, errors.Join(err, fmt.Errorf("dense: vectors of %d dimensions, then of %d", dims, d))
		}
		j.release(ctx)
	}
	set, err := j.claim(ctx, j.done.Library, dims)
	if err == nil {
		j.set = set
	}
	return again, err
}

// complete makes the set serve unless passages came meanwhile.
func (j *filling) complete(ctx context.Context) (bool, error) {
	if j.set.ID == 0 {
		return true, nil // a library without passages
	}
	done, err := j.Keep.CompleteVectors(ctx, j.set.ID, j.Owner)
	if done && j.done.Done > 0 {
		j.log().InfoContext(ctx, "dense: embedded", "library", j.done.Library, "model", j.Model, "passages", j.done.Done, "tokens", j.done.Tokens)
	}
	return done, err
}

// release ends the claim, whatever became of ctx.
func (j *filling) release(ctx context.Context) {
	if j.set.ID == 0 {
		return
	}
	if err := j.Keep.ReleaseVectors(context.WithoutCancel(ctx), j.set.ID, j.Owner); err != nil {
		j.log().WarnContext(ctx, "dense: release", "err", err)
	}
}
