package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
	_ "github.com/mattn/go-sqlite3" // the driver "sqlite3"

	"byline/article"
)

// A DB is an open database. It is safe for concurrent use.
type DB struct {
	path   string
	writer *sql.DB // one connection: writers queue for it, in this process
	reader *sql.DB
	tidier *sql.DB // one connection with a short patience, for checkpoints

	zip   *zstd.Encoder // of raw copies; EncodeAll and DecodeAll are safe for concurrent use
	unzip *zstd.Decoder

	mu       sync.Mutex
	segments map[article.LibraryID]article.SegmentList // as last read, see Segments
}

// Pragmas go in the DSN, not in an Exec: database/sql opens connections as it
// likes, and a PRAGMA reaches only the connection it ran on.
//
// The writer begins immediate, because in WAL a deferred transaction that turns
// into a write fails at once whatever the busy timeout. secure_delete=FAST
// overwrites what is deleted where that costs no further writing.
// auto_vacuum=incremental lets Shrink give pages back to the disk.
const (
	writerPragmas = "_auto_vacuum=incremental&_journal_mode=WAL&_synchronous=NORMAL&_busy_timeout=5000&_foreign_keys=on&_txlock=immediate&_secure_delete=FAST&_stmt_cache_size=64"
	readerPragmas = "mode=rw&_busy_timeout=5000&_query_only=on&_txlock=deferred&_stmt_cache_size=64"
	tidierPragmas = "mode=rw&_busy_timeout=250&_txlock=deferred"
)

// Open opens the database at path, creating the file, its folder and its
// tables as needed. The caller closes it.
func Open(ctx context.Context, path string) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("store: open %s: %w", path, problem(err))
	}
	db := &DB{path: path, segments: map[article.LibraryID]article.SegmentList{}}
	err := errors.Join(
		db.openCodecs(),
		open(&db.writer, dsn(path, writerPragmas), 1),
		open(&db.reader, dsn(path, readerPragmas), 2+2*runtime.GOMAXPROCS(0)),
		open(&db.tidier, dsn(path, tidierPragmas), 1),
	)
	if err == nil {
		err = db.migrate(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("store: open %s: %w", path, problem(err)), db.Close())
	}
	return db, nil
}

// openCodecs makes what compresses raw copies.
func (db *DB) openCodecs() (err error) {
	if db.zip, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1)); err != nil {
		return err
	}
	db.unzip, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxRaw))
	return err
}

// open makes a pool of at most conns connections, all of which it keeps.
func open(pool **sql.DB, dsn string, conns int) error {
	p, err := sql.Open("sqlite3", dsn)
	if err != nil {
		return err
	}
	p.SetMaxOpenConns(conns)
	p.SetMaxIdleConns(conns)
	*pool = p
	return nil
}

// dsn names the file so that no character of path is read as part of a URL.
func dsn(path, pragmas string) string {
	p := (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()
	// "./a:b" is how net/url protects a colon of a relative path, and "//x" would
	// be read as a host.
	if strings.HasPrefix(p, "//") {
		p = "/" + strings.TrimLeft(p, "/")
	}
	return "file:" + p + "?" + pragmas
}

// Close waits for what is running and closes the file.
func (db *DB) Close() error {
	var errs []error
	if db.unzip != nil {
		db.unzip.Close()
	}
	for _, p := range []*sql.DB{db.reader, db.tidier, db.writer} {
		if p != nil {
			errs = append(errs, p.Close())
		}
	}
	return errors.Join(errs...)
}
