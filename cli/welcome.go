package cli

import (
	"context"
	"fmt"

	"byline/article"
	"byline/ingest"
	"byline/library"
	"byline/sample"
)

// nextSteps fits a terminal of 80 columns.
const nextSteps = `  Load your own:    byline add FILE|FOLDER|LINK…
                    (byline articles remove --sample takes the samples out)
  Connect Discord:  set DISCORD_TOKEN in .env; README.md shows each step
  Talk here:        !who proposed the moratorium
                    (or any question in plain words; !help lists the rest)
`

// welcome loads the sample library into a database that is new, when no
// Discord server waits for articles of its own, and says what can be done next.
func (t *terminal) welcome(ctx context.Context, a *app) error {
	libs, err := a.db.Libraries(ctx)
	if err != nil {
		return err
	}
	if len(libs) == 0 && a.config.Discord.Token == "" {
		n, err := a.loadSample(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(t.Out, "This database is new, so I loaded a sample library of %d short articles.\n", n)
		fmt.Fprint(t.Out, nextSteps)
		fmt.Fprintln(t.Out)
		return nil
	}
	if a.config.Discord.Token != "" {
		return nil
	}
	c, err := a.db.Count(ctx, t.flags.libraries())
	if err != nil {
		return err
	}
	if c.Articles == 0 {
		fmt.Fprintln(t.Out, "No articles are loaded. Load some with: byline add FILE|FOLDER|LINK…")
	} else if t.interactive() {
		fmt.Fprintf(t.Out, "%d articles are loaded. Ask in plain words; !help lists the rest.\n", c.Articles)
	}
	return nil
}

// loadSample loads the sample library and returns how many articles it has.
func (a *app) loadSample(ctx context.Context) (int, error) {
	n := 0
	var refused error
	err := a.load(ctx, article.Shared, func(emit func(ingest.Item) error) error {
		return sample.Each(func(name string, data []byte) error {
			return a.sources.reader.Read(ctx, ingest.Source{Data: data, Name: "sample/" + name}, func(it ingest.Item) error {
				it.Article.Sample = true
				it.Raw = nil
				return emit(it)
			})
		})
	}, func(r library.Result) {
		n++
		if r.Err != nil {
			refused = fmt.Errorf("cli: sample %s: %w", r.Name, r.Err)
		}
	})
	if err != nil {
		return 0, err
	}
	return n, refused
}
