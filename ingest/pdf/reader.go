package pdf

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"byline/article"

	pdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Codes of what is refused.
const (
	Unreadable = "unreadable" // damaged, cut off, or no PDF at all
	Encrypted  = "encrypted"  // opens only with a password
	NoText     = "no-text"    // pictures of pages: a scan
	TooLarge   = "too-large"  // more pages or characters than the limits
	TooSlow    = "too-slow"   // over the time a file may take
)

// memoryPages bounds PDFium's memory, in units of 64 KiB: 384 MiB. Large maps
// and scans decode to some 100 MiB a page.
const memoryPages = 6144

// defaultTimeout is what one file may take.
const defaultTimeout = 20 * time.Second

// defaultIdle is how long PDFium stays open for the next file. Open, it holds 80
// MB; opening takes less than a file does.
const defaultIdle = time.Minute

// A Reader reads PDFs, one at a time. Its zero value works; Close frees what
// it holds, and so does a minute without a file. It is safe for concurrent use.
type Reader struct {
	// Cache is the folder for PDFium's machine code, which Warm compiles once.
	// Without it, or before, PDFium is interpreted: it starts in half a second
	// and reads a page in a tenth, ten times as long as compiled.
	Cache    string
	MaxPages int           // default 2,000
	Timeout  time.Duration // for one file; default 20 s; the pages read by then count
	Idle     time.Duration // without a file, before PDFium is closed; default a minute
	// Compile, when set, fills the folder it is given, for which another
	// process may call this Reader's Warm: compiling takes 400 MB for a moment,
	// which a long-running program would be left with. Without it the compiling
	// is done here.
	Compile func(ctx context.Context, folder string) error
	// Progress, when set, is told of what takes long and is done once.
	Progress func(what string)

	turn sync.Mutex // held while PDFium runs
	pool pdfium.Pool
	fast bool // pool runs machine code
	rest *time.Timer

	failed bool // compiling did not succeed, so that it is not tried again
}

// Read returns the article that a PDF holds. The error is an *article.Error
// with one of this package's codes, or ctx's.
func (r *Reader) Read(ctx context.Context, data []byte) (article.Article, error) {
	r.turn.Lock()
	defer r.turn.Unlock()
	defer r.restLocked()
	doc, err := r.inTime(ctx, data)
	if errors.Is(err, errLong) {
		if err := r.compile(ctx); err != nil {
			return article.Article{}, err
		}
		doc, err = r.inTime(ctx, data) // compiled, or as far as it gets
	}
	if err != nil {
		return article.Article{}, err
	}
	return doc.article()
}

// inTime extracts within the time for one file.
func (r *Reader) inTime(ctx context.Context, data []byte) (document, error) {
	if err := ctx.Err(); err != nil {
		return document{}, err
	}
	limited, cancel := context.WithTimeout(ctx, orDefault(r.Timeout, defaultTimeout))
	defer cancel()
	short := r.couldCompile()
	doc, err := r.extract(limited, data, short)
	switch {
	case ctx.Err() != nil:
		return document{}, ctx.Err()
	case limited.Err() != nil && short:
		return document{}, errLong
	case limited.Err() != nil && len(doc.pages) == 0:
		return document{}, refuse(TooSlow, limited.Err())
	case limited.Err() != nil:
		return doc, nil
	}
	return doc, err
}

// Warm compiles PDFium into Cache unless that was done, which takes some
// seconds of all cores and up to half a minute on a busy machine. Reading goes
// on meanwhile; files read afterwards are read by the machine code.
func (r *Reader) Warm(ctx context.Context) error {
	if r.Cache == "" {
		return nil
	}
	if err := r.fillCache(ctx); err != nil {
		return err
	}
	r.turn.Lock()
	defer r.turn.Unlock()
	if r.fast {
		return nil
	}
	return r.closeLocked()
}

// couldCompile reports whether the next file is interpreted and need not be.
func (r *Reader) couldCompile() bool {
	fast := r.fast || r.pool == nil && r.compiled()
	return r.Cache != "" && !fast && !r.failed
}

// compile is Warm for a caller who holds the turn and waits for it. Where it
// cannot be done (no room on the disk, too little memory) files are interpreted
// as far as there is time. The error is ctx's, or one of closing.
func (r *Reader) compile(ctx context.Context) error {
	r.tell("Getting ready to read long PDFs. This takes up to half a minute, once.")
	if err := r.fillCache(ctx); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		r.failed = true
		r.tell("Long PDFs are read in part only: " + err.Error())
	}
	return r.closeLocked()
}

func (r *Reader) tell(what string) {
	if r.Progress != nil {
		r.Progress(what)
	}
}

// fillCache makes sure that Cache holds PDFium's machine code.
func (r *Reader) fillCache(ctx context.Context) error {
	if r.compiled() {
		return nil
	}
	if r.Compile != nil {
		return r.Compile(ctx, r.Cache)
	}
	pool, err := r.start(ctx, compiler)
	if err != nil {
		return err
	}
	if err := pool.Close(); err != nil {
		return fmt.Errorf("pdf: close after compiling: %w", err)
	}
	if err := os.WriteFile(r.mark(), nil, 0o644); err != nil {
		return fmt.Errorf("pdf: mark the compilation cache: %w", err)
	}
	return nil
}

// Close stops PDFium. A Reader may be used again afterwards.
func (r *Reader) Close() error {
	r.turn.Lock()
	defer r.turn.Unlock()
	return r.closeLocked()
}

func (r *Reader) closeLocked() error {
	if r.pool == nil {
		return nil
	}
	err := r.pool.Close()
	r.pool, r.fast = nil, false
	return err
}

// restLocked closes PDFium when no other file comes for a while.
func (r *Reader) restLocked() {
	if r.rest != nil {
		r.rest.Stop()
	}
	r.rest = time.AfterFunc(orDefault(r.Idle, defaultIdle), func() {
		r.Close() // an error of closing leaves nothing to do: the next file opens another
	})
}

// instance returns a PDFium to read one file with, starting one if needed.
func (r *Reader) instance(ctx context.Context) (pdfium.Pdfium, error) {
	if r.pool == nil {
		engine := interpreter
		if r.compiled() {
			engine = compiler
		}
		pool, err := r.start(context.WithoutCancel(ctx), engine)
		if err != nil {
			return nil, err
		}
		r.pool, r.fast = pool, engine == compiler
	}
	return r.pool.GetInstanceWithContext(ctx)
}

// An engine is how PDFium's WebAssembly is run.
type engine bool

const (
	interpreter engine = false
	compiler    engine = true
)

// start makes a pool of one PDFium, which sees no file of this machine.
func (r *Reader) start(ctx context.Context, e engine) (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfigInterpreter()
	if e == compiler {
		cache, err := wazero.NewCompilationCacheWithDir(r.Cache)
		if err != nil {
			return nil, fmt.Errorf("pdf: open the compilation cache: %w", err)
		}
		config = wazero.NewRuntimeConfigCompiler().WithCompilationCache(cache)
	}
	config = config.
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling). // PDFium's setjmp needs them
		WithMemoryLimitPages(memoryPages).
		WithCloseOnContextDone(true)
	pool, err := webassembly.Init(webassembly.Config{Context: ctx, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard})
	if err != nil {
		return nil, fmt.Errorf("pdf: start PDFium: %w", err)
	}
	return pool, nil
}

func (r *Reader) compiled() bool {
	if r.Cache == "" {
		return false
	}
	_, err := os.Stat(r.mark())
	return err == nil
}

// mark returns the name of the file whose being there says that the cache
// holds PDFium as this program needs it: it changes with the versions of
// PDFium and of what compiles it.
func (r *Reader) mark() string {
	hash := sha256.New()
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range info.Deps {
			if dep.Path == "github.com/klippa-app/go-pdfium" || dep.Path == "github.com/tetratelabs/wazero" {
				fmt.Fprintln(hash, dep.Path, dep.Version)
			}
		}
	}
	return filepath.Join(r.Cache, "pdfium-"+hex.EncodeToString(hash.Sum(nil)[:6])+".ready")
}

func orDefault[T int | time.Duration](v, d T) T {
	if v <= 0 {
		return d
	}
	return v
}

// refuse returns the error that refuses a file with code.
func refuse(code string, cause error) error {
	public := map[string]string{
		Unreadable: "The PDF is damaged or incomplete. Get it again, or save it anew, and add that.",
		Encrypted:  "The PDF is protected by a password. Save it without one and add that.",
		NoText:     "The PDF holds pictures of pages and no text. Run text recognition (OCR) over it, then add it again.",
		TooLarge:   "The PDF is larger than the limit. Split it, or add the pages that matter.",
		TooSlow:    "The PDF took too long to read. Save it anew, or as text, and add that.",
	}[code]
	if cause == nil {
		cause = errors.New("pdf: " + code)
	}
	return &article.Error{Kind: article.Invalid, Code: code, Public: public, Err: cause}
}
