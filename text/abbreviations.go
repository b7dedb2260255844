package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A habit is how an abbreviation's full stop stands to the end of a sentence.
type habit uint8

const (
	never  habit = iota + 1 // a name or number follows: "Dr.", "No."
	seldom                  // ends a sentence only before a word that begins one: "Inc.", "etc."
	counts                  // never before a number: "Oct. 27", "No. 5"
)

// habits are of abbreviations in lower case without their full stop.
var habits = func() map[string]habit {
	m := make(map[string]habit)
	for h, words := range map[habit]string{
		never: "mr mrs ms mx dr prof gen rep reps sen sens gov lt col capt cmdr cpl sgt maj adm brig rev hon pres supt " +
			"messrs mme mlle st ste mt ft vs v e.g i.e eg ie cf viz hr fr frau dipl ing bzw z.b d.h u.a sog ggf " +
			"sr sra srta dra ud mons lic",
		seldom: "inc corp ltd co bros llc plc jr esq etc al assn dept univ ave blvd rd a.m p.m am pm b.c a.d ph.d m.d b.a m.a " +
			"est approx ca c lit trans ed eds vol ch sec fig no nos p pp art sq ca u.s.c",
		counts: "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun nr str para",
	} {
		for w := range strings.FieldsSeq(words) {
			m[w] = h
		}
	}
	return m
}()

// starters are capitalised words that begin a sentence rather than go on
// after an abbreviation or an initial.
var starters = func() map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq("A An And As At After Although Also Another Before Both But By During Each For From He Her Here His How However " +
		"I If In It Its Many Most My No Not On One Or Our Over She Since So Some Such That The Their Then There These They This Those To Today " +
		"Two Three Under Until Upon We What When Where Which While Who With You Your Mr Mrs Ms Dr Prof Several Other Others According") {
		m[w] = true
	}
	return m
}()

// abbreviates reports whether the full stop after before belongs to an
// abbreviation, an initial or an item's number, and the sentence goes on with
// next. quoted says that a quote or bracket closed after the stop.
func abbreviates(before, next string, quoted bool) bool {
	word := lastWord(before)
	if word == "" {
		return false
	}
	if len(word) == len(strings.TrimSpace(before)) && isItemNumber(word) {
		return true
	}
	starts := starters[firstWord(next)]
	if quoted && starts {
		return false
	}
	first, size := utf8.DecodeRuneInString(word)
	switch {
	case len(word) == size && unicode.IsUpper(first): // "J. Smith", "vitamin C. The"
		return !starts
	case strings.Contains(word, ".") && isAcronym(word): // "U.S. Congress", "U.K. Dr. Lee"
		return !starts
	}
	switch habits[strings.ToLower(word)] {
	case never:
		return true
	case seldom:
		return !starts
	case counts:
		return startsWithDigit(next)
	}
	return startsWithMonth(next) && isItemNumber(word)
}

// lastWord returns the word that s ends with, full stops inside included.
func lastWord(s string) string {
	i := strings.LastIndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && !unicode.IsMark(r)
	})
	if i < 0 {
		return s
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:]
}

// firstWord returns the letters that s begins with, after opening quotes.
func firstWord(s string) string {
	s = strings.TrimLeft(s, "\"'“‘«([„`")
	i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if i < 0 {
		return s
	}
	return s[:i]
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// isItemNumber reports whether w is a number of one or two digits, or one
// letter, as before an item of a list.
func isItemNumber(w string) bool {
	if len(w) == 0 || len(w) > 2 {
		return false
	}
	return startsWithDigit(w) && (len(w) == 1 || w[1] >= '0' && w[1] <= '9') || len(w) == 1 && w[0] >= 'a' && w[0] <= 'z'
}

// startsWithMonth serves the languages that write "3. Oktober".
func startsWithMonth(s string) bool {
	switch strings.ToLower(firstWord(s)) {
	case "januar", "februar", "marz", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember", "desember", "jahrhundert":
		return true
	}
	return false
}
