package library

import (
	"regexp"
	"strings"

	"byline/article"
	"byline/text"
)

// notes recognise the beginning of a sentence that says that the article was
// corrected or retracted, by language. What other texts did ("the report
// said") and live pages' "Updated:" are not notes.
var notes = regexp.MustCompile(`(?i)^[\s\p{P}\p{S}]{0,4}(?:` + strings.Join([]string{
	`(?:corrections?|corrected|clarification|corrections and clarifications|retraction|retracted|erratum)(?: \([^)]{1,40}\)| (?:notice|note|appended)|,? [^:]{0,24}\d)?\s?[:—–]`,
	`editors?['’]?s?['’]? note\b.{0,240}\b(?:correct|amend|retract|earlier version|previous version|was updated|error|misstat|misspel)`,
	`(?:an|a) (?:earlier|previous|prior|original) versions? of (?:this|the|our) (?:article|story|report|post|piece|page|headline|item)\b`,
	`(?:earlier|previous) versions of (?:this|the) (?:article|story|report|post|piece|page|headline)\b`,
	`this (?:article|story|report|post|piece|page|headline|item) (?:was|is|has been|had been|has since been) (?:since |later )?(?:corrected|amended|updated|revised|retracted|withdrawn|edited)\b`,
	`the (?:article|story|post|piece|headline) (?:was|has been|has since been) (?:corrected|amended|retracted|withdrawn)\b`,
	`we have (?:corrected|amended|retracted|withdrawn|updated) (?:this|the) (?:article|story|report|post|headline)\b`,
	`(?:korrektur|berichtigung|richtigstellung)(?: [^.:]{0,24})?:`, `in einer (?:früheren|ersten) (?:version|fassung) (?:dieses|des)\b`,
	`(?:rectificatif|correction|erratum|précision)(?: [^.:]{0,24})?\s?:`, `une version (?:antérieure|précédente) de (?:cet|l['’])`,
	`(?:corrección|fe de erratas?|rectificación)(?: [^.:]{0,24})?:`, `una versión (?:anterior|previa) de est[ea]\b`,
	`(?:errata corrige|correzione|rettifica)\b[^.:]{0,24}:`, `una versione precedente di quest`,
	`(?:correção|errata)(?: [^.:]{0,24})?:`, `uma versão anterior dest[ea]\b`,
	`(?:rectificatie|correctie)(?: [^.:]{0,24})?:`, `in een eerdere versie van dit\b`,
	`(?:исправление|уточнение|поправка)(?: [^.:]{0,24})?:`, `в (?:более ранней|предыдущей|первой) версии`,
	`(?:更正|訂正|订正|勘误)[：:]`,
}, "|") + `)`)

// Correction returns the note with which a text says that it was corrected,
// amended or retracted; empty when there is none.
func Correction(body string) string { return noteIn(body, text.Sentences(body)) }

// noteIn returns the first note among the sentences of body: to the end of its
// paragraph when that is short.
func noteIn(body string, sentences []article.Span) string {
	for _, s := range sentences {
		note := strings.TrimSpace(s.Of(body))
		if !notes.MatchString(note) {
			continue
		}
		paragraph, _, _ := strings.Cut(body[s.Start:], "\n\n")
		if len(paragraph) <= maxNote {
			note = strings.TrimSpace(paragraph)
		}
		return note
	}
	return ""
}

// maxNote is how long a paragraph may be, in bytes, to count as a note as a
// whole; of a longer one only the sentence does.
const maxNote = 600

// correct fills in what an article's own note says of its correction.
func correct(a *article.Article, sentences []article.Span) {
	if a.Correction == "" {
		a.Correction = noteIn(a.Text, sentences)
	}
	if a.Correction == "" || !a.Corrected.IsZero() {
		return
	}
	switch {
	case !a.Updated.IsZero():
		a.Corrected = a.Updated
	case !a.Published.IsZero():
		a.Corrected = a.Published
	default:
		a.Corrected = article.Day(a.Loaded)
	}
}
