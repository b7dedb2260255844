package ingest

import "context"

// folder reads every file below root, by name in order. Hidden files and
// folders are passed over; links to folders are not followed.
func (j job) folder(ctx context.Context, root string) error {
	return each(ctx, []Source{{Path: root}}, func(s Source) error {
		one := j
		one.name, one.ref = s.Path, s.Path
		return one.file(ctx, s.Path)
	})
}
