package answer

import (
	"regexp"
	"slices"
	"strings"
)

// pinging is what a platform would turn into a ping, a link or markup.
var pinging = []pattern{
	{[]string{"@"}, regexp.MustCompile(`@\s*(?:everyone|here)\b|@[\p{L}\p{N}_]`)},
	{[]string{"<"}, regexp.MustCompile(`<[@#:/a-z!|｜]`)},
	{[]string{":/", "/:"}, regexp.MustCompile(`\b[a-z][a-z0-9+.-]{1,20}:/{1,2}`)},
	{[]string{"javascript:", "data:", "mailto:", "tel:"}, regexp.MustCompile(`\b(?:javascript|data|mailto|tel):\S`)},
	{[]string{"]("}, regexp.MustCompile(`\]\(\s*\S+\)`)},
	{[]string{".gg/", ".com/", ".net/", ".org/", ".io/", ".ru/", ".me/", ".ly/", ".co/"}, regexp.MustCompile(`[a-z0-9-]\.(?:gg|com|net|org|io|ru|me|ly|co)/\S`)},
	{[]string{"```", "||", "&#", "&lt", "# ", "> "}, regexp.MustCompile("```|\\|\\||&(?:#|lt)[a-z0-9]*;|^\\s*(?:#{1,6}|>)\\s")},
}

// steering speaks to a model rather than of what happened.
var steering = []pattern{
	{[]string{"ignore", "disregard", "forget", "override", "bypass"},
		regexp.MustCompile(`\b(?:ignore|disregard|forget)\b (?:the (?:above|question|rules|previous)|all|any|every|these|those|your|previous|prior|above)\b|\b(?:override|bypass)\b.{0,30}\b(?:rules|instructions|prompt)\b`)},
	{[]string{"prompt", "instruction", "system message", "developer message"},
		regexp.MustCompile(`\b(?:your|new|these|previous|the above|system|developer|hidden)\s+(?:\w+\s+)?(?:prompts?|instructions|system message|message)\b|\bthe (?:system|developer) message\b`)},
	{[]string{"instruction:", "new task", "note to", "system:", "assistant:", "user:", "developer:"},
		regexp.MustCompile(`\b(?:instructions?|new task)\s*:|\bnote to (?:the )?(?:ai|models?|assistants?|bots?)\b|^\W*(?:system|assistant|user|developer)\s*:`)},
	{[]string{"user", "reader"}, regexp.MustCompile(`\b(?:tell|inform|convince) (?:the |all )?(?:users?|readers?)\b|\bthe user wants\b`)},
	{[]string{"answer", "reply", "respond"},
		regexp.MustCompile(`\b(?:answer|reply|respond)\b (?:only |always )?(?:with|in json|in french|that)\b .{0,30}\b(?:word|number|key|mayor|:)|^\W*(?:answer|reply|respond)\b|\breply with\b|\banswer (?:to every question|to all questions|is always)\b|\bthe correct answer is\b|\byour (?:previous |last |next )?answer\b`)},
	{[]string{"you are now", "you must now", "you are dan", "act as", "pretend to be", "from now on", "roleplay"},
		regexp.MustCompile(`\byou (?:are|must) now\b|\byou are dan\b|^\W*(?:act as|pretend to be|roleplay as)\b|^\W*from now on,? you\b`)},
	{[]string{"ai ", "language model", "chatbot"}, regexp.MustCompile(`\bas an ai (?:language|model|assistant)\b|\b(?:ai|language) (?:model|assistant)s?\b.{0,20}\b(?:must|should|reading)\b`)},
	{[]string{"repeat", "replace", "add the", "append", "translate", "print", "say that", "do not cite", "do not mention", "use ", "output"},
		regexp.MustCompile(`^\W*(?:please )?(?:repeat the|replace every|add the sentence|append|translate your|print the|print your|say that|do not (?:cite|mention)|use \d+ for|output)\b|\buse \d+ for all\b`)},
	{[]string{"passages above", "passage above", "end of article", "citations are"}, regexp.MustCompile(`\bpassages? above\b|^\W*end of articles?\b|\bcitations are optional\b`)},
	{[]string{"api key", "system prompt"}, regexp.MustCompile(`\b(?:reveal|output|print|show)\b.{0,20}\b(?:api key|system prompt)\b`)},
	{[]string{"must be given to"}, regexp.MustCompile(`\bmust be given to\b`)},
}

// pressing presses the reader for money, secrets or spreading.
var pressing = []pattern{
	{[]string{"click", "tap"}, regexp.MustCompile(`^\W*(?:click|tap) (?:here|\[|this link)`)},
	{[]string{"prize", "verify", "your account"}, regexp.MustCompile(`\bclaim your (?:prize|reward)|\bverify your (?:account|identity)\b`)},
	{[]string{"password", "seed phrase", "credit card number", "private key"},
		regexp.MustCompile(`\b(?:enter|type|typing|give|send|share|provide)\b.{0,20}\b(?:password|seed phrase|credit card number|private key)\b`)},
	{[]string{"bitcoin", "wallet", "gift card", "account"}, regexp.MustCompile(`^\W*(?:send|transfer|donate)\b.{0,40}\b(?:bitcoin|wallet|gift card|account)\b`)},
	{[]string{"call now", "copy and paste this", "download the", "share this article", "share it", "rate this", "this article and"},
		regexp.MustCompile(`^\W*call now\b|\bcopy and paste this\b|^\W*download the .{0,30}\bto (?:go on|continue|read)\b|\bshare (?:this article|it)\b|^\W*rate this\b`)},
	{[]string{"your password", "your pin", "your card", "your identity", "your wallet"},
		regexp.MustCompile(`\b(?:reset|change|confirm|verify|enter|update|type)\b.{0,20}\byour (?:password|pin|card|identity|wallet)\b`)},
	{[]string{"btc", "bc1", "0x", "+1 900", "+1900"}, regexp.MustCompile(`\bbc1[a-z0-9]{20,}|\b0x[0-9a-f]{30,}|^\W*send \S+ btc\b|\bcall \+?\d[\d ]{7,}`)},
	{[]string{"qr code", "iban", "pay "}, regexp.MustCompile(`^\W*scan (?:the|this) qr\b|\biban [a-z]{2}\d{2}|\bpay .{0,30}\bto (?:iban|account|wallet)\b`)},
	{[]string{"run the command", "rm -rf"}, regexp.MustCompile(`\brun the command\b|\brm -rf\b`)},
}

// written is what a model's own sentence may not carry, but an article's may:
// bare addresses, orders to the reader, talk of itself.
var written = []pattern{
	{[]string{"{", "}", "<", ">", "=", "^", "[", "]", "--", "#", "$("}, regexp.MustCompile(`[{}<>=^\[\]]|--\W*$|^\W*#|\$\(`)},
	{[]string{"."}, regexp.MustCompile(`\d{1,3}(?:\.\d{1,3}){3}[:/]|\bxn--|\b[a-z0-9-]+\.(?:example|invalid|test|onion)\b`)},
	{[]string{"you"}, regexp.MustCompile(`\byou (?:should|must|need to|have to|are asked to|will)\b|\byour (?:password|account|computer|device|data)\b`)},
	{[]string{".", "dot"}, regexp.MustCompile(`\b[a-z0-9-]+(?:\.|\[dot\]|\(dot\))(?:com|net|org|gg|io|ru|info|xyz|app|dev|link|me|ly|site|online|click|shop|biz|tk)\b`)},
	{[]string{"click", "visit", "subscribe", "download", "sign up", "log in", "send", "buy", "join us", "contact the"},
		regexp.MustCompile(`^\W*(?:please )?(?:click|visit|subscribe|download|sign up|log in|send|buy|join us|contact the)\b`)},
	{[]string{"i am an", "i cannot", "i can't", "i'm sorry", "i am sorry", "my instructions", "my prompt", "happy to help"},
		regexp.MustCompile(`\bi am an ai\b|\bi cannot\b|\bi can't\b|\bi'm sorry\b|\bi am sorry\b|\bmy (?:instructions|prompt)\b|\bhappy to help\b`)},
}

// safe reports whether a model's words may reach a reader.
func safe(s string) bool { return quotableWords(s) && !writtenBook.matches(strings.ToLower(s)) }

// quotableWords reports whether an article's words neither ping nor link nor
// steer a model nor press a reader.
func quotableWords(s string) bool {
	return !unquotable.matches(strings.ToLower(s)) && !steers(s)
}

var (
	unquotable  = bound(slices.Concat(pinging, steering, pressing))
	writtenBook = bound(written)
)
