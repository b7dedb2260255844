package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"net/url"
	"slices"
	"strings"

	"byline/article"
)

// A known is an article of the library as Load finds it.
type known struct {
	article.Article
	hash    [32]byte
	removed bool
}

// state is s, or Added for an article that had been removed.
func (k *known) state(s State) State {
	if k.removed {
		return Added
	}
	return s
}

// known returns the article that a is again, or nil. Two articles with ids of
// their own may share a link; only a link is known by where it leads.
func (l *batch) known(ctx context.Context, a *article.Article) (*known, error) {
	k, err := l.lookup(ctx, `a.library = ? AND a.ref = ?`, a.Ref)
	if k != nil || err != nil || !isLink(a.Ref) {
		return k, err
	}
	link := linkKey(addressOf(a))
	if link == nil {
		return nil, nil
	}
	return l.lookup(ctx, `a.library = ? AND a.link = ?`, *link)
}

// lookup returns the first article of the library that the condition names.
func (l *batch) lookup(ctx context.Context, where string, key any) (*known, error) {
	var k known
	var hash []byte
	err := scanArticle(l.tx.QueryRowContext(ctx, `SELECT `+articleColumns+`, r.hash, a.removed IS NOT NULL
		FROM article a JOIN revision r ON r.id = a.newest JOIN library l ON l.num = a.library
		WHERE `+where+` ORDER BY a.id LIMIT 1`, l.num, key), &k.Article, &hash, &k.removed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	copy(k.hash[:], hash)
	return &k, err
}

// describe writes what is known of a, which keeps its ref, and makes it live.
func (l *batch) describe(ctx context.Context, a *article.Article) error {
	_, err := l.tx.ExecContext(ctx, `UPDATE article SET removed = NULL, loaded = ?, flags = ?, link = ?, ref = ?, title = ?, authors = ?,
		url = ?, language = ?, dateline = ?, corrected = ?, correction = ?, warnings = ? WHERE id = ?`,
		append(columnsOf(a), a.ID)...)
	return err
}

// Flags of an article row.
const (
	flagSample = 1
	flagTeaser = 2
)

// columnsOf returns a's values in the order loaded … warnings.
func columnsOf(a *article.Article) []any {
	flags := 0
	if a.Sample {
		flags |= flagSample
	}
	if a.Teaser {
		flags |= flagTeaser
	}
	address := &a.URL
	if a.URL == a.Ref {
		address = nil
	}
	return []any{a.Loaded.Unix(), flags, linkKey(addressOf(a)), a.Ref, a.Title, packWords(a.Authors), address, a.Language, a.Dateline, a.Corrected.String(), a.Correction, packWords(a.Warnings)}
}

// packWords is the column of a list; empty lists take no bytes.
func packWords(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return asJSON(words)
}

// keepFacts gives a what old knew and the new copy does not say. The ref stays,
// so that what people and scripts call the article by keeps working.
func keepFacts(a, old *article.Article) {
	a.Ref = old.Ref
	keep := func(field *string, was string) {
		if *field == "" {
			*field = was
		}
	}
	keep(&a.Title, old.Title)
	keep(&a.Source, old.Source)
	if was, is := linkKey(old.URL), linkKey(a.URL); a.URL == "" || was != nil && is != nil && *was == *is {
		a.URL = old.URL
	}
	keep(&a.Language, old.Language)
	keep(&a.Dateline, old.Dateline)
	if len(a.Authors) == 0 {
		a.Authors = old.Authors
	}
	if a.Published.IsZero() {
		a.Published = old.Published
	}
	if a.Updated.IsZero() {
		a.Updated = old.Updated
	}
	if a.Corrected.IsZero() {
		a.Corrected, a.Correction = old.Corrected, old.Correction
	}
}

// sameFacts reports whether storing a would change nothing a reader can see.
func sameFacts(a, b *article.Article) bool {
	return a.Title == b.Title && a.Source == b.Source && a.URL == b.URL && a.Language == b.Language &&
		a.Dateline == b.Dateline && slices.Equal(a.Authors, b.Authors) && slices.Equal(a.Warnings, b.Warnings) &&
		a.Published == b.Published && a.Updated == b.Updated && a.Corrected == b.Corrected &&
		a.Correction == b.Correction && a.Teaser == b.Teaser && a.Sample == b.Sample
}

// correctedOn is the day a changed text counts as corrected: as the page says,
// else when it was loaded.
func correctedOn(a *article.Article) article.Date {
	if !a.Updated.IsZero() {
		return a.Updated
	}
	return article.Day(a.Loaded)
}

// isLink reports whether a ref is an address rather than an id or a path.
func isLink(ref string) bool {
	return strings.HasPrefix(ref, "https://") || strings.HasPrefix(ref, "http://")
}

// addressOf is where a leads: its link, or a ref that is one.
func addressOf(a *article.Article) string {
	if a.URL == "" && isLink(a.Ref) {
		return a.Ref
	}
	return a.URL
}

// linkKey is what addresses of one page have in common: host and path without
// scheme, fragment, final slash, or the parameters that only say who linked.
// It is nil for what is no address.
func linkKey(address string) *int64 {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil
	}
	query := u.Query()
	for name := range query {
		if strings.HasPrefix(name, "utm_") || slices.Contains(trackers, name) {
			query.Del(name)
		}
	}
	page := strings.ToLower(u.Host) + strings.TrimSuffix(u.EscapedPath(), "/") + "?" + query.Encode()
	sum := sha256.Sum256([]byte(page))
	key := int64(binary.BigEndian.Uint64(sum[:8]))
	return &key
}

// trackers are query parameters added by whoever passed a link on.
var trackers = []string{"fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "yclid", "ocid"}
