// Package sample is a library to try Byline with: a few short articles, written
// for it from well-known facts. Two disagree on a number, two are near-copies
// of one story, one carries a correction and one is in German. The outlets
// named as their sources do not exist.
package sample

import (
	"embed"
	"fmt"
)

//go:embed articles/*.md
var files embed.FS

// Asks are questions to try on the articles. They answer all but the last, which
// shows what Byline says then.
var Asks = []string{"who proposed the moratorium", "when was the INF treaty signed", "how long is the Nile", "who won the World Cup"}

// Each calls do with the name and the Markdown of each article, in the order
// of the names.
func Each(do func(name string, data []byte) error) error {
	entries, err := files.ReadDir("articles")
	if err != nil {
		return fmt.Errorf("sample: %w", err)
	}
	for _, e := range entries {
		data, err := files.ReadFile("articles/" + e.Name())
		if err != nil {
			return fmt.Errorf("sample: %w", err)
		}
		if err := do(e.Name(), data); err != nil {
			return err
		}
	}
	return nil
}
