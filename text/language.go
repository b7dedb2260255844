package text

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"
)

// stemmers are Snowball's, by language. A language without one is not stemmed.
var stemmers = map[string]func(*snowballstem.Env) bool{
	"ar": arabic.Stem, "da": danish.Stem, "de": german.Stem, "en": english.Stem,
	"es": spanish.Stem, "fi": finnish.Stem, "fr": french.Stem, "hu": hungarian.Stem,
	"it": italian.Stem, "nl": dutch.Stem, "no": norwegian.Stem, "pt": portuguese.Stem,
	"ro": romanian.Stem, "ru": russian.Stem, "sv": swedish.Stem, "tr": turkish.Stem,
}

// elides are the languages that write an article or pronoun onto the next
// word with an apostrophe ("l'état"): there the apostrophe parts words.
var elides = map[string]bool{"fr": true, "it": true}

// stopFile holds the words that say little, a language a line, folded.
//
//go:embed stopwords.txt
var stopFile string

// stopWords are the sets of stopFile by language; read-only.
var stopWords = sync.OnceValue(func() map[string]map[string]bool {
	all := make(map[string]map[string]bool)
	for line := range strings.Lines(stopFile) {
		lang, words, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		set := make(map[string]bool)
		for _, w := range strings.Fields(words) {
			set[w] = true
		}
		all[lang] = set
	}
	return all
})

// stopLanguages are the languages of which a word is a stop word.
var stopLanguages = sync.OnceValue(func() map[string][]string {
	all := make(map[string][]string)
	for lang, set := range stopWords() {
		for w := range set {
			all[w] = append(all[w], lang)
		}
	}
	return all
})

// analyzers are made once a language, so that all callers share their caches.
var analyzers sync.Map // language → *Analyzer

// For returns the analyzer of a language (BCP 47, the primary subtag counts).
// Words of "" and of languages without a stemmer are folded only. Safe for
// concurrent use, as is what it returns.
func For(lang string) *Analyzer {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	if lang == "nb" || lang == "nn" {
		lang = "no"
	}
	if stemmers[lang] == nil && stopWords()[lang] == nil {
		lang = ""
	}
	if a, ok := analyzers.Load(lang); ok {
		return a.(*Analyzer)
	}
	a, _ := analyzers.LoadOrStore(lang, &Analyzer{lang: lang, stem: stemmers[lang], stop: stopWords()[lang], elides: elides[lang]})
	return a.(*Analyzer)
}
