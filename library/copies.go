package library

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"time"

	"byline/article"
	"byline/store"
)

const (
	// copyShingles is how much of the shorter text's shingles the longer one must
	// hold for the two to be one story.
	copyShingles = 0.6
	// fewFacts is how many names and numbers it takes to say anything. With fewer
	// the titles must agree too.
	fewFacts = 5
	// copyFacts is how much of the names and numbers of the one with fewer must be
	// in the other. A template filled in anew (weather, results, obituaries)
	// keeps its sentences and changes exactly these; an edited copy does the
	// reverse.
	copyFacts = 0.5
	// maxCandidates bounds how many articles one is held against, so that a
	// thousand texts of one template do not cost a million comparisons.
	maxCandidates = 64
	// groupBatch is how many articles are compared with the library in one scan
	// of its signatures.
	groupBatch = 4096
)

// nearCopies reports whether two articles are one story: equal words, or one
// holds most of the other's sentences with its names and numbers.
func nearCopies(a, b *fingerprint) bool {
	if len(a.shingles) < minShingles || len(b.shingles) < minShingles {
		return slices.Equal(a.shingles, b.shingles)
	}
	if contained(a.set, b.set) < copyShingles {
		return false
	}
	if min(len(a.facts), len(b.facts)) < fewFacts {
		return aboutOne(a, b)
	}
	return contained(a.facts, b.facts) >= copyFacts
}

// aboutOne reports whether the title of one article speaks of the other: a word
// of it is in the other's title, or half of its words are in the other's text.
// An article without a title speaks of anything.
func aboutOne(a, b *fingerprint) bool {
	if len(a.title) == 0 || len(b.title) == 0 || contained(a.title, b.title) > 0 {
		return true
	}
	return share(a.title, b.words) >= .5 || share(b.title, a.words) >= .5
}

// Group finds the near-copies of the articles of lib that were not compared
// yet and says which story each belongs to.
func (l *Library) Group(ctx context.Context, lib article.LibraryID) error {
	for {
		pending, err := l.Store.Uncompared(ctx, lib, groupBatch)
		if err != nil || len(pending) == 0 {
			return err
		}
		if err := l.group(ctx, lib, pending); err != nil {
			return fmt.Errorf("library: near-copies in %s: %w", lib, err)
		}
	}
}

// group compares the pending articles with the library.
func (l *Library) group(ctx context.Context, lib article.LibraryID, pending []store.Signature) error {
	candidates, err := l.candidates(ctx, lib, pending)
	if err != nil {
		return err
	}
	read := reader{store: l.Store, libs: []article.LibraryID{lib}, known: map[article.ID]*fingerprint{}}
	stories := make([]store.StoryOf, 0, len(pending))
	grouped := map[article.ID]bool{}
	for _, p := range pending {
		if grouped[p.Article] {
			continue
		}
		if len(candidates[p.Article]) == 0 {
			stories = append(stories, store.StoryOf{Article: p.Article, Head: p.Article})
			continue
		}
		members, err := l.story(ctx, &read, p.Article, candidates)
		if err != nil {
			return err
		}
		head := members[0]
		for _, m := range members {
			grouped[m] = true
			stories = append(stories, store.StoryOf{Article: m, Head: head})
		}
		if len(read.known) > groupBatch {
			clear(read.known)
		}
	}
	return l.Store.SetStories(ctx, lib, stories)
}

// candidates returns, for each pending article, the articles that share a band
// with it. One scan of the signatures serves all of them: an index over bands
// would cost more than a kilobyte an article to keep.
func (l *Library) candidates(ctx context.Context, lib article.LibraryID, pending []store.Signature) (map[article.ID][]article.ID, error) {
	type band struct {
		at    int
		value uint32
	}
	wanted := map[band][]article.ID{}
	for _, p := range pending {
		eachBand(p.Bands, func(at int, v uint32) {
			wanted[band{at, v}] = append(wanted[band{at, v}], p.Article)
		})
	}
	found := map[article.ID][]article.ID{}
	add := func(a, b article.ID) {
		if a != b && len(found[a]) < maxCandidates && !slices.Contains(found[a], b) {
			found[a] = append(found[a], b)
		}
	}
	err := l.Store.Signatures(ctx, lib, func(s store.Signature) {
		eachBand(s.Bands, func(at int, v uint32) {
			for _, id := range wanted[band{at, v}] {
				add(id, s.Article)
				add(s.Article, id)
			}
		})
	})
	return found, err
}

// eachBand calls visit with the bands of a signature.
func eachBand(sig []byte, visit func(at int, value uint32)) {
	for at := 0; at+4 <= len(sig); at += 4 {
		visit(at/4, binary.LittleEndian.Uint32(sig[at:]))
	}
}

// story returns the articles that are one story with id, its head first: those
// reached from id by comparing candidates, and who belonged with them before.
func (l *Library) story(ctx context.Context, read *reader, id article.ID, candidates map[article.ID][]article.ID) ([]article.ID, error) {
	members := []article.ID{id}
	for next := 0; next < len(members); next++ {
		a, err := read.fingerprint(ctx, members[next])
		if err != nil {
			return nil, err
		}
		for _, c := range candidates[members[next]] {
			if slices.Contains(members, c) {
				continue
			}
			b, err := read.fingerprint(ctx, c)
			if err != nil {
				return nil, err
			}
			if a != nil && b != nil && nearCopies(a, b) {
				members = append(members, c)
			}
		}
	}
	if len(members) == 1 {
		return members, nil
	}
	return l.ordered(ctx, read.libs, members)
}

// ordered returns members and those that shared a story with any of them, the
// head first: the earliest published, of equal dates the longest, of equal
// lengths the first loaded.
func (l *Library) ordered(ctx context.Context, libs []article.LibraryID, members []article.ID) ([]article.ID, error) {
	all := map[article.ID]*article.Article{}
	for _, m := range members {
		if all[m] != nil {
			continue
		}
		together, err := l.Store.Story(ctx, libs, m)
		if err != nil {
			return nil, err
		}
		for _, a := range together {
			all[a.ID] = a
		}
	}
	if len(all) == 0 {
		return members, nil // removed meanwhile
	}
	arts := slices.SortedFunc(maps.Values(all), earlier)
	ids := make([]article.ID, len(arts))
	for i, a := range arts {
		ids[i] = a.ID
	}
	return ids, nil
}

// earlier orders the articles of a story; those without a date go last.
func earlier(a, b *article.Article) int {
	if a.Published.IsZero() != b.Published.IsZero() {
		if a.Published.IsZero() {
			return 1
		}
		return -1
	}
	day := func(d article.Date) time.Time { return d.Time().Truncate(24 * time.Hour) }
	return cmp.Or(day(a.Published).Compare(day(b.Published)), cmp.Compare(len(b.Text), len(a.Text)), cmp.Compare(a.ID, b.ID))
}

// A reader reads texts for comparison, each once.
type reader struct {
	store *store.DB
	libs  []article.LibraryID
	known map[article.ID]*fingerprint
}

// fingerprint returns that of an article's newest text; nil when it is gone.
func (r *reader) fingerprint(ctx context.Context, id article.ID) (*fingerprint, error) {
	if f, ok := r.known[id]; ok {
		return f, nil
	}
	arts, err := r.store.Articles(ctx, r.libs, []article.ID{id})
	if err != nil {
		return nil, err
	}
	var f *fingerprint
	if len(arts) == 1 {
		v := fingerprintOf(arts[0].Title, arts[0].Text)
		f = &v
	}
	r.known[id] = f
	return f, nil
}
