package cli

import (
	"context"
	"fmt"
	"strings"

	"byline/ingest"
	"byline/text"
)

// extract prints articles as they would be loaded.
func extract(ctx context.Context, t *terminal) error {
	if len(t.args) == 0 {
		return usageError{"extract what? A file, a folder, a link, or - for standard input"}
	}
	cfg, err := t.configure()
	if err != nil {
		return err
	}
	from := newSources(cfg, t.logger(cfg), t.In)
	defer from.close()
	var all []ingest.Source
	for _, arg := range t.args {
		all = append(all, ingest.ParseSource(arg))
	}
	refused := 0
	err = from.read(ctx, all, func(it ingest.Item) error {
		if it.Err != nil {
			refused++
		}
		if lang, reliable := text.Detect(it.Article.Text); it.Article.Language == "" && reliable {
			it.Article.Language = lang // as loading does
		}
		if t.flags.json {
			return writeJSON(t.Out, extractToJSON(it.Name, it.Article, it.Err))
		}
		return t.printExtract(it)
	})
	if err == nil && refused > 0 {
		return errSaid
	}
	return err
}

func (t *terminal) printExtract(it ingest.Item) error {
	if it.Err != nil {
		_, err := fmt.Fprintf(t.Err, "byline: %s: %s\n", clean(flat(it.Name)), operatorText(it.Err))
		return err
	}
	a := it.Article
	for _, line := range [][2]string{
		{"Title", a.Title}, {"Source", a.Source}, {"Authors", strings.Join(a.Authors, ", ")}, {"Published", a.Published.String()},
		{"Updated", a.Updated.String()}, {"Link", a.URL}, {"Language", a.Language}, {"Dateline", a.Dateline}, {"Warnings", strings.Join(a.Warnings, "; ")},
	} {
		if line[1] != "" {
			fmt.Fprintf(t.Out, "%s: %s\n", line[0], clean(flat(line[1])))
		}
	}
	_, err := fmt.Fprintf(t.Out, "\n%s\n", clean(a.Text))
	return err
}
