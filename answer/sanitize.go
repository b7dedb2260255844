package answer

import (
	"regexp"
	"strings"
	"unicode"
)

// unsafe are words no answer carries: mentions, links, and what any platform
// would turn into something to press.
var unsafe = []*regexp.Regexp{
	regexp.MustCompile(`(?i)@\s*(?:everyone|here)\b`),
	regexp.MustCompile(`<[@#:/a-zA-Z]`),
	regexp.MustCompile(`@[\p{L}\p{N}_]`),
	regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]{1,20}:/{1,2}`),
	regexp.MustCompile(`(?i)\b(?:javascript|data|mailto|tel):\S`),
	regexp.MustCompile(`(?i)\bwww\s*\.`),
	regexp.MustCompile(`(?i)\b[a-z0-9-]+\s?(?:\.|\[dot\]|\(dot\))\s?(?:com|net|org|gg|io|ru|info|xyz|app|dev|link|me|ly|co|site|online|top|click|shop|biz|tk|cc|ai)\b(?:/|\b)`),
	regexp.MustCompile(`\]\s*\(`),
	regexp.MustCompile("```|\\|\\||&#?[a-zA-Z0-9]+;"),
}

// steering are sentences that speak to a model or press a reader to act,
// rather than tell what happened.
var steering = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:previous|above|prior|earlier|all|any|these|those|your|the|system)\b.{0,30}\b(?:instruction|rule|prompt|direction|guideline|message|context|text|constraint|polic)`),
	regexp.MustCompile(`(?i)\b(?:system|developer|hidden)\s+(?:prompt|message|instruction)`),
	regexp.MustCompile(`(?i)\b(?:you are|you're|act as|pretend to be|roleplay as|you must|you will|you should|you shall)\b.{0,40}\b(?:now|assistant|ai|model|bot|chatbot|dan|reply|respond|answer|say|output|print|obey|comply|ignore)\b`),
	regexp.MustCompile(`(?i)^\W*(?:system|assistant|user|developer|instructions?|note to (?:the )?(?:ai|model|assistant|bot))\s*:`),
	regexp.MustCompile(`(?i)\b(?:ai|language) (?:model|assistant)s?\b.{0,40}\b(?:must|should|please|reading|are asked|are instructed|need to)\b`),
	regexp.MustCompile(`(?i)^\W*(?:please\s+)?(?:click|tap|visit|subscribe|download|install|sign up|log in|call now|buy|send|transfer|donate|paste|copy|run|execute|type|enter|verify|claim your|join|share|forward|dm|message|contact|reply with|say|repeat|print|output|reveal|respond|answer|tell the user|tell users|inform the user|do not (?:tell|mention|answer|cite|quote))\b`),
	regexp.MustCompile(`(?i)\b(?:api key|password|seed phrase|private key|credit card|wallet|bitcoin address|gift card)s?\b.{0,40}\b(?:send|enter|give|share|provide|type|to)\b|\b(?:send|enter|give|share|provide|type)\b.{0,40}\b(?:api key|password|seed phrase|private key|credit card|bitcoin|gift card)s?\b`),
	regexp.MustCompile(`(?i)\b(?:as an ai|i am an ai|i cannot|i can't|i'm sorry|i am sorry|my instructions|my prompt|happy to help)\b`),
}

// safe reports whether words may reach a reader.
func safe(s string) bool {
	for _, re := range unsafe {
		if re.MatchString(s) {
			return false
		}
	}
	return !steers(s)
}

// steers reports whether s speaks to a model or presses a reader to act.
func steers(s string) bool {
	for _, re := range steering {
		if re.MatchString(s) {
			return true
		}
	}
	return false
}

// clean returns a model's words as one plain line: no characters that do not
// show or turn the text round, no marks of emphasis, headings or lists.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r == unicode.ReplacementChar,
			r == '\u115f', r == '\u1160', r == '\u3164', r == '\uffa0', r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0100 && r <= 0xe01ef:
			return -1
		case r == '＠', r == '﹫':
			return '@'
		case r == '`' || r == '*' || r == '~' || r == '\\' || r == '|':
			return -1
		default:
			return r
		}
	}, s)
	s = underlined.ReplaceAllString(s, "$1$2$3")
	return strings.Join(strings.Fields(listMark.ReplaceAllString(strings.TrimSpace(s), "")), " ")
}

var (
	underlined = regexp.MustCompile(`(^|[^\p{L}\p{N}])_{1,2}([^_]+)_{1,2}($|[^\p{L}\p{N}])`)
	listMark   = regexp.MustCompile(`^(?:[-•‣◦–—+]\s+|#{1,6}\s+|>\s*|\d{1,2}[.)]\s+)+`)
)
