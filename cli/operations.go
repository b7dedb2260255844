package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"

	"byline/article"
	"byline/ingest/formats"
)

// backup copies the database while it is in use.
func backup(ctx context.Context, t *terminal) error {
	if len(t.args) != 1 {
		return usageError{"backup into which file?"}
	}
	a, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer a.close()
	if err := a.db.Backup(ctx, t.args[0], false); err != nil {
		return err
	}
	_, err = fmt.Fprintln(t.Out, "wrote", t.args[0])
	return err
}

// export writes the library as JSON lines that add reads back.
func export(ctx context.Context, t *terminal) (err error) {
	if len(t.args) > 1 {
		return usageError{"export into one file, or to standard output"}
	}
	a, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer a.close()
	var to io.Writer = t.Out
	if len(t.args) == 1 && t.args[0] != "-" {
		f, ferr := os.OpenFile(t.args[0], os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if ferr != nil {
			return fileError(t.args[0], ferr)
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		to = f
	}
	out := bufio.NewWriter(to)
	if err := a.db.Export(ctx, t.flags.library, func(art article.Article) error { return writeJSON(out, formats.RecordOf(art)) }); err != nil {
		return err
	}
	return out.Flush()
}

// fileError says why a file cannot be made.
func fileError(path string, err error) error {
	public := "Byline cannot write there. Check that the folder exists and is one, and that Byline may write to it."
	if errors.Is(err, fs.ErrExist) {
		public = "There is a file of that name already. Choose another name, or move it away first."
	}
	return &article.Error{Kind: article.Invalid, Public: public, Err: fmt.Errorf("cli: make %s: %w", path, err)}
}

// forget deletes everything stored about a person.
func forget(ctx context.Context, t *terminal) error {
	if len(t.args) != 1 {
		return usageError{"forget whom? For example: byline forget discord:1234"}
	}
	a, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer a.close()
	n, err := a.db.Forget(ctx, t.args[0])
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.Out, "deleted %d rows about %s\n", n, t.args[0])
	return err
}

// version shows the version.
func version(_ context.Context, t *terminal) error {
	if err := t.noWords("version"); err != nil {
		return err
	}
	_, err := fmt.Fprintf(t.Out, "byline %s %s %s/%s\n", versionText(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// versionText is the version of the module, or of the commit it was built from.
func versionText() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "development"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "commit " + s.Value[:12]
		}
	}
	return "development"
}
