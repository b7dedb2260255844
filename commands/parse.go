package commands

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// DefaultPrefix begins a command or question in a server's channel until its
// editors choose another.
const DefaultPrefix = "!"

// questionWords are prefix questions: "!who proposed it" is the question "who
// proposed it".
var questionWords = words(`who whom whose who's whos what what's whats when when's where where's wheres why which how how's hows
	is isn't are aren't was wasn't were weren't do does doesn't did didn't has hasn't have haven't had can can't could will won't would should may might must`)

// Words that a question may begin with when it goes on from the one before ("!and when",
// "!in what year", "!by whom"), before one of questionWords or, those of goingOn, before anything.
var (
	goingOn   = words("and but also")
	leadingTo = words("about after at before by during for from in near of on since to under until with")
)

// asks reports whether what stands behind the prefix is a question.
func asks(word, tail string) bool {
	if questionWords[word] {
		return true
	}
	next, _ := cutWord(tail)
	return goingOn[word] && next != "" || leadingTo[word] && questionWords[plainApostrophe(strings.ToLower(next))]
}

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// parsed is what a text was found to be.
type parsed struct {
	row     Row
	arg     string
	options Options
	found   bool   // row is set
	nearest string // not found: the command that was probably meant
	word    string // not found: the word that was taken for a command
}

// parse reads text said to the bot. With plain, text without the prefix is a
// question; without it, such text is not for the bot and nothing is found.
func parse(text, prefix string, plain bool) parsed {
	text = strings.TrimSpace(text)
	rest, isCommand := cutPrefix(text, prefix, plain)
	if !isCommand {
		return parsePlain(text, plain)
	}
	word, tail := cutWord(rest)
	if word == "" {
		return parsed{}
	}
	if asks(plainApostrophe(strings.ToLower(word)), tail) {
		return question(rest)
	}
	if p, ok := named(word, tail); ok {
		return p
	}
	return parsed{word: word, nearest: nearest(strings.ToLower(word))}
}

// cutPrefix takes off the prefix. A prefix of signs must touch its command
// ("!ask"), so that "! wait" and "!!!" are nobody's command; one that ends in a
// letter must not ("byline ask"). Where plain text is welcome a slash serves too.
func cutPrefix(text, prefix string, plain bool) (string, bool) {
	if prefix == "" {
		prefix = DefaultPrefix
	}
	if plain && strings.HasPrefix(text, "/") {
		prefix = "/"
	}
	if len(text) < len(prefix) || !strings.EqualFold(text[:len(prefix)], prefix) {
		return "", false
	}
	rest := text[len(prefix):]
	if rest == "" {
		return "", false
	}
	last := lastRune(prefix)
	if unicode.IsLetter(last) || unicode.IsDigit(last) {
		trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
		return trimmed, trimmed != rest && trimmed != ""
	}
	first := []rune(rest)[0]
	return rest, unicode.IsLetter(first)
}

func lastRune(s string) rune {
	r := []rune(s)
	return r[len(r)-1]
}

func parsePlain(text string, plain bool) parsed {
	switch {
	case !plain || text == "":
		return parsed{}
	case strings.Trim(text, "?") == "", strings.EqualFold(text, "help"): // a question mark alone asks what to ask
		return mustNamed("help")
	case strings.IndexFunc(text, isWordRune) < 0:
		return parsed{}
	}
	return question(text)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func question(text string) parsed {
	p := mustNamed("ask")
	p.arg, p.options = takeOptions(text)
	return p
}

func mustNamed(name string) parsed {
	row, ok := rowNamed(name)
	return parsed{row: row, found: ok}
}

// named finds the row for "word tail", trying two words before one.
func named(word, tail string) (parsed, bool) {
	second, rest := cutWord(tail)
	if second != "" {
		if row, ok := rowNamed(word + " " + second); ok && !row.Hidden {
			return withArgs(row, rest), true
		}
	}
	row, ok := rowNamed(word)
	if !ok || row.Hidden {
		return parsed{}, false
	}
	return withArgs(row, tail), true
}

func withArgs(row Row, text string) parsed {
	p := parsed{row: row, found: true}
	p.arg, p.options = takeOptions(text)
	return p
}

// cutWord splits off the first word, without punctuation that ends it.
func cutWord(s string) (word, rest string) {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	end := strings.IndexFunc(s, unicode.IsSpace)
	if end < 0 {
		end = len(s)
	}
	return strings.TrimRight(s[:end], ",.;:?!"), strings.TrimLeftFunc(s[end:], unicode.IsSpace)
}

func plainApostrophe(s string) string { return strings.ReplaceAll(s, "’", "'") }

// takeOptions takes since:, until:, article:, private: and limit: out of text,
// wherever they stand, and returns what is left. A value with spaces is quoted:
// article:"INF treaty".
func takeOptions(text string) (string, Options) {
	var o Options
	var kept strings.Builder
	for rest := text; rest != ""; {
		gap := len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
		if n := takeOption(rest[gap:], &o); n > 0 {
			rest = rest[gap+n:]
			continue
		}
		end := strings.IndexFunc(rest[gap:], unicode.IsSpace)
		if end < 0 {
			end = len(rest) - gap
		}
		kept.WriteString(rest[:gap+end])
		rest = rest[gap+end:]
	}
	return strings.TrimSpace(kept.String()), o
}

// takeOption reads one option at the start of s into o and returns its length;
// 0 when s begins with none.
func takeOption(s string, o *Options) int {
	name, value, ok := strings.Cut(s, ":")
	if !ok || value == "" || strings.ContainsFunc(name, unicode.IsSpace) {
		return 0
	}
	name = strings.ToLower(name)
	dated := name == "since" || name == "until"
	blanks := 0
	if dated { // "since: 2020"
		blanks = len(value) - len(strings.TrimLeftFunc(value, unicode.IsSpace))
	}
	plain, length := optionValue(value[blanks:], dated)
	if plain == "" {
		return 0
	}
	switch name {
	case "since":
		o.Since = plain
	case "until":
		o.Until = plain
	case "article":
		o.Article = plain
	case "private":
		o.Private = plain == "true" || plain == "yes"
	case "limit":
		n, err := strconv.Atoi(plain)
		if err != nil || n < 1 {
			return 0
		}
		o.Limit = n
	default:
		return 0
	}
	return len(name) + 1 + blanks + length
}

// optionValue returns the value that s begins with, one word or what stands in
// quotation marks, and its length; of a time two words when the first needs
// another, as in "last week".
func optionValue(s string, dated bool) (value string, length int) {
	for _, marks := range [][2]string{{`"`, `"`}, {"“", `”"`}, {"„", `“”"`}} {
		if rest, ok := strings.CutPrefix(s, marks[0]); ok {
			if end := strings.IndexAny(rest, marks[1]); end > 0 {
				_, last := utf8.DecodeRuneInString(rest[end:])
				return rest[:end], len(marks[0]) + end + last
			}
		}
	}
	if strings.IndexFunc(s, unicode.IsSpace) == 0 {
		return "", 0
	}
	words := 1
	if first, _, _ := strings.Cut(s, " "); dated && (strings.EqualFold(first, "last") || strings.EqualFold(first, "this")) {
		words = 2
	}
	for range words {
		s := s[length:]
		gap := len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
		end := strings.IndexFunc(s[gap:], unicode.IsSpace)
		if end < 0 {
			end = len(s) - gap
		}
		length += gap + end
	}
	return s[:length], length
}
