package html

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"byline/article"
	"byline/text"
)

// Bounds that tell an article from a page that stands in its way, in words.
const (
	fewWords    = 150 // a wall is no longer than this
	teaserWords = 400 // an article that is said to be locked and is no longer was cut off
	noWords     = 8   // less is no text at all
	briefWords  = 40  // less is kept with a warning
)

// Words of pages that stand in an article's way. They count only on short
// pages: articles write about cookies and captchas too.
var (
	challengeWords = regexp.MustCompile(`(?i)just a moment|attention required|are you (a |not a )?(human|robot)|verify (that )?you are (a )?human|unusual traffic|pardon our interruption|access (to this page has been )?denied|checking your browser|ddos protection|enable cookies to continue|complete the security check|captcha`)
	consentWords   = regexp.MustCompile(`(?i)before you continue to|we (value|care about|respect) your privacy|accept (all )?cookies|accept all|cookie (consent|preferences|settings|policy)|we (and our partners )?use cookies|consent to (the use of )?cookies|einwilligung|zustimmen und weiter|accepter et continuer|tout accepter|accetta (e continua|tutti)|aceptar (y continuar|todas?)`)
	loginWords     = regexp.MustCompile(`(?i)\b(log ?in|sign ?in|log on|anmelden|einloggen|connexion|se connecter|iniciar sesión|accedi|войти|sign up|create an account)\b`)
	paywallWords   = regexp.MustCompile(`(?i)subscribe to (continue|read|keep reading|unlock|get (full )?access)|(to|and) (continue|keep) reading|already a (subscriber|member)|subscribers? only|for subscribers|(exclusive|available) (to|for) (our )?(subscribers|members)|reached your (monthly |free )?(article )?limit|free articles (left|remaining)|unlock (this|the) (article|story)|register to (continue|read)|jetzt weiterlesen|weiterlesen mit|nur für abonnenten|artikel freischalten|réservé aux abonnés|il vous reste .{1,10} à (lire|découvrir)|para suscriptores|suscríbete para|riservato agli abbonati|чтобы читать дальше|members only`)
	missingWords   = regexp.MustCompile(`(?i)^(error )?(404|410)\b|page (was )?not found|not found|no longer (available|exists)|does(n't| not) exist|seite (wurde )?nicht gefunden|page (introuvable|non trouvée)|página no encontrada|pagina non trovata|страница не найдена|ページが見つかりません`)
)

// How much of a page's words is searched for a wall's: its beginning, in
// bytes and blocks. A wall is short.
const (
	maxShown  = 32 << 10
	maxBlocks = 2000
)

// barrier names what stands in the way of the article on a page, or "". The
// blocks are those kept; shown are all the page's words.
func barrier(f facts, ld ldArticle, kept []block, shown string) string {
	words := wordsOf(kept)
	head := f.title + " " + strings.Join(f.headings, " ")
	if words >= teaserWords {
		return ""
	}
	total := text.CountWords(shown)
	switch {
	case total <= fewWords && challengeWords.MatchString(head+" "+shown):
		return BotChallenge
	case total <= fewWords && missingWords.MatchString(strings.TrimSpace(head)):
		return NotFound
	case total <= 2*fewWords && words < fewWords && len(consentWords.FindAllString(shown, 3)) >= 2:
		return ConsentWall
	case f.password && (words < briefWords && loginWords.MatchString(shown) || words < fewWords && loginWords.MatchString(head)):
		return Login
	case words < briefWords && (ld.locked || paywallWords.MatchString(shown)):
		return Paywall
	case words < briefWords && total <= fewWords && loginWords.MatchString(head):
		return Login
	case isList(kept):
		return LinkList
	case words < noWords && f.scripts:
		return NeedsScript
	case words < noWords:
		return NoText
	}
	return ""
}

// isTeaser reports whether only the beginning of the article is there: its data
// says that it is locked and it is short, or an offer follows where it breaks
// off. Offers elsewhere are in the head of every page of a site.
func isTeaser(ld ldArticle, kept, all []block) bool {
	words := wordsOf(kept)
	if words >= teaserWords {
		return false
	}
	return ld.locked && words < teaserWords/2 || paywallWords.MatchString(join(ending(kept, all)))
}

// offerDistance is how many blocks behind the article an offer to subscribe
// still belongs to it.
const offerDistance = 6

// ending returns the last two blocks kept and those that follow on the page.
func ending(kept, all []block) []block {
	out := kept[max(0, len(kept)-2):]
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].text == kept[len(kept)-1].text {
			return append(out[:len(out):len(out)], all[i+1:min(len(all), i+1+offerDistance)]...)
		}
	}
	return out
}

// isList reports whether the blocks are mostly links: a front page, an index.
func isList(kept []block) bool {
	linked, total := 0.0, 0.0
	for _, b := range kept {
		n := float64(text.CountWords(b.text))
		total += n
		linked += n * b.link
	}
	return len(kept) >= 3 && linked > 0.6*total
}

func wordsOf(blocks []block) int {
	n := 0
	for _, b := range blocks {
		n += text.CountWords(b.text)
	}
	return n
}

// corrections begin a note that says what was wrong before.
var corrections = regexp.MustCompile(`(?i)^(correction|corrections|clarification|retraction|editor[’']?s['’]? note|erratum|errata|korrektur|berichtigung|rectificatif|corrección|fe de errores|rettifica|исправление)\b[^.\n]{0,40}[:—–-]|^(this (article|story|post|page|report) (was|has been) (corrected|amended|updated|retracted|changed)|(an|a previous|an earlier) (earlier |previous )?version of this (article|story|post|report))`)

// maxNote is the longest correction note, in characters.
const maxNote = 800

// correction returns the page's correction note, or "".
func correction(blocks []block) string {
	for _, b := range blocks {
		if corrections.MatchString(b.text) && utf8.RuneCountInString(b.text) <= maxNote && b.link < half {
			return oneLine(b.text)
		}
	}
	return ""
}

// flag notes on the article what a reader or editor should know of it.
func flag(a *article.Article, ld ldArticle, kept, all []block) {
	if a.Correction = correction(all); a.Correction != "" {
		a.Corrected = a.Updated
	}
	if a.Teaser = isTeaser(ld, kept, all); a.Teaser {
		a.Warnings = append(a.Warnings, "teaser only: the site shows the whole article to its subscribers")
	}
	if a.Published.IsZero() {
		a.Warnings = append(a.Warnings, "no date found")
	}
	if a.Title == "" {
		a.Warnings = append(a.Warnings, "no title found")
	}
	if wordsOf(kept) < briefWords {
		a.Warnings = append(a.Warnings, "very short")
	}
}
