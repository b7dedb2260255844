package ingest

import (
	"context"
	"io/fs"
	"path/filepath"
	"strings"
)

// folder reads every file below root, by name in order. Hidden files and
// folders are passed over; links to folders are not followed.
func (j job) folder(ctx context.Context, root string) error {
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		one := j
		one.name, one.ref = name, name
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return one.refuse(noAccess(err))
		case name != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		return one.path(ctx, name)
	})
}
