package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// steers reports whether a sentence speaks to a machine that reads it, or to
// whoever is shown what it writes, rather than of what happened. Such a
// sentence is neither quoted as an answer nor shown to a model. It is decided
// by who is spoken to and what they are told to do, since no list of phrases
// is ever complete; what slips through can still not make a claim, because of
// check and of ordered.
func steers(s string) bool {
	low := lower(s)
	if disguised(low) || addressing.matches(low) {
		return true
	}
	switch c := cuesOf(low); {
	case c.has(machine | second | verb), c.has(machine | second | meta), c.has(machine | order | verb):
		return true
	case c.has(second|verb|words) && c&(order|meta) != 0:
		return true
	case c.has(verb) && (commanding.MatchString(low) || ordering.MatchString(low)):
		return true
	case c.has(words) && prescribing.MatchString(low):
		return true
	}
	return false
}

// addressing is what needs no other cue.
var addressing = bound(slices.Concat(about, roles, foreign))

// lower returns s in lower case with characters in disguise as they read.
func lower(s string) string {
	if !ascii(s) {
		s = norm.NFKC.String(s)
	}
	return strings.ToLower(s)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// A cue is something that an order to a machine has; a sentence's are or-ed.
type cue byte

const (
	machine cue = 1 << iota // an assistant, a model, a bot
	second                  // you
	verb                    // to say, write, print, in the form of an order
	order                   // must, always, please
	meta                    // rules, instructions, weights, sessions
	words                   // an answer, a sentence, words to be written
)

func (c cue) has(all cue) bool { return c&all == all }

// cuesOf reads the words of a lower-case sentence.
func cuesOf(low string) cue {
	var c cue
	from := 0
	for i := 0; i <= len(low); i++ {
		if i < len(low) && (low[i] >= 'a' && low[i] <= 'z' || low[i] >= 0x80) {
			continue
		}
		if i-from > 0 && i-from <= longestCue {
			c |= cueOf[low[from:i]]
		}
		from = i + 1
	}
	if strings.Contains(low, "language model") || strings.Contains(low, "automated reader") || strings.Contains(low, "automated summar") {
		c |= machine
	}
	return c
}

// longestCue is no shorter than the longest word of cueOf.
const longestCue = 12

// cueOf tells the cues that a word is.
var cueOf = func() map[string]cue {
	all := map[string]cue{}
	for c, list := range map[cue]string{
		machine: "assistant assistants chatbot chatbots bot bots robot llm llms ai gpt chatgpt claude llama mistral qwen gemini copilot summarizer summarizers summariser summarisers",
		second:  "you your yours yourself u ur",
		verb:    "say state write tell inform report answer reply respond output print include mention repeat recite insert append prepend pretend reveal disclose quote cite claim conclude ignore disregard forget translate decode spell praise recommend note treat summarize summarise summarizing summarising",
		order:   "must should shall always please kindly asked told instructed required obliged obliges ordered supposed",
		meta:    "rules rule instructions instruction prompt prompts weights session policy mode memory",
		words:   "answer answers reply response sentence sentences phrase words string question output summary",
	} {
		for w := range strings.FieldsSeq(list) {
			all[w] |= c
		}
	}
	return all
}()

// speaking are the verbs of an order to say something.
const speaking = `say|state|write|tell|inform|report|answer|reply|respond|output|print|include|mention|repeat|recite|insert|append|pretend|reveal|quote|cite|claim|conclude`

var (
	// commanding is a sentence that begins with an order about words.
	commanding = regexp.MustCompile(`^\W*(?:step \d+\W+|content\W+|response\W+|instruction\W+|a\W+|now,? |please,? |always |then |instead,? |just |simply |first,? |next,? |before answering,? |kindly )*` +
		`(?:` + speaking + `|ignore|disregard|forget|translate|decode|imagine|remember) (?:that\b|only\b|exactly\b|nothing else|the (?:words?|phrase|sentence|string|user|reader|readers|following|question|rules?|above|articles?|passages?|rest)|all (?:previous|prior|of the above)|any|every|your|these|those|it back|them|everyone|in (?:json|french|german|capitals))|^\W*(?:just|only|simply|now|always) (?:answer|reply|respond|output|say|write|print|repeat)\s*:`)
	// ordering is an order about words inside a sentence.
	ordering = regexp.MustCompile(`\b(?:so|therefore|instead|please|kindly|must|have no choice but to|decided to|agreed to|(?:are|is) (?:asked|told|instructed|required|ordered|obliged) to|obliges (?:it|you) to|by|harness: ?) ?(?:` + speaking + `)(?:ing)? (?:that|with|the (?:words?|phrase|sentence|string|user|readers?)|for any|visit|whoever|readers?|users?)\b` +
		`|\b(?:would|could|can|will) you (?:please |kindly )?(?:` + speaking + `)\b|\b(?:do|does) not (?:write|say|state|mention) that\b.*\byou\b`)
	// prescribing says what an answer has to be.
	prescribing = regexp.MustCompile(`\b(?:only|correct|right|proper|true|expected|best) (?:reply|answer|response|summary|output)\b.{0,40}\bis\b|\b(?:answers?|repl(?:y|ies)|responses?|output) (?:must|should|shall|has to|have to|will) (?:begin|start|end|contain|include|be)\b|\b(?:an|the|this|your) (?:earlier version of this )?answer was wrong\b|\bif your answer\b|\byour next (?:sentence|reply|answer)\b|\banswer with\b.{0,30}\bonly\b` +
		`|\bis the only (?:permitted|allowed|correct|possible|valid) (?:reply|answer|response|output|summary)\b|\b(?:every|each|all|any) (?:responses?|repl(?:y|ies)|answers?|summar(?:y|ies))\b.{0,40}\b(?:must|should|shall|has to|have to)\b` +
		`|\bif (?:you are |anyone |someone |the user |ever )?ask(?:s|ed)\b.*\b(?:answer|reply|response)\b`)
)

// about is talk of how the text itself is to be read, or to whom.
var about = []pattern{
	{[]string{"hey", "hi ", "hello", "dear", "ok ", "okay", "attention", "listen"},
		regexp.MustCompile(`^\W*(?:hey|hi|hello|dear|ok|okay|attention|listen)\b[, ]+(?:\w+ ){0,2}(?:assistants?|chatbots?|bots?|robot|ai|gpt\S*|chatgpt|claude|llama|mistral|qwen|gemini|copilot|llms?)\b`)},
	{[]string{"whoever", "anyone", "everyone", "anybody"}, regexp.MustCompile(`\b(?:whoever|anyone who|anybody who|everyone who) asks?\b.*\b(?:must|should|shall|has to|will)\b|\bdo(?:n't| not) tell any(?:one|body)\b`)},
	{[]string{"mandatory", "compulsory", "obligatory", "imperative"}, regexp.MustCompile(`\b(?:mandatory|compulsory|obligatory|imperative) to (?:` + speaking + `)\b`)},
	{[]string{"do as i say", "your task", "your job", "your role", "your goal", "your mission"}, regexp.MustCompile(`^\W*do as i say\b|\byour (?:new )?(?:task|job|role|goal|mission) (?:has changed|is now|is to)\b`)},
	{[]string{"when"}, regexp.MustCompile(`\bwhen (?:you are )?(?:summari[sz]ing|answering|asked|replying|responding|quoting)\b.{0,30},? (?:` + speaking + `)\b`)},
	{[]string{"verbatim", "word for word"}, regexp.MustCompile(`\b(?:is|are) to be (?:included|repeated|quoted|copied|printed) (?:verbatim|word for word)\b`)},
	{[]string{"word"}, regexp.MustCompile(`\bin this (?:article|text|passage) the words?\b.*\bmeans?\b`)},
	{[]string{"wherever", "whenever"}, regexp.MustCompile(`\bwhere?ver\b.{0,60}\b(?:stands|appears|is written)\b,? (?:read|write|say)\b`)},
	{[]string{"passages", "articles"}, regexp.MustCompile(`^\W*(?:correction|end|summary) of the (?:passages|articles)\b|\bforget the articles\b`)},
	{[]string{"i am ", "i'm "}, regexp.MustCompile(`\bi(?: am|'m) (?:the|an|a) (?:large )?(?:language model|ai|assistant|chatbot)\b`)},
	{[]string{"debug mode", "developer mode", "jailbreak", "unrestricted"}, regexp.MustCompile(`\b(?:debug|developer|god) mode\b|\bjailbreak|\bunrestricted (?:assistant|mode|ai)\b`)},
	{[]string{"base64", "rot13", "morse"}, regexp.MustCompile(`\b(?:base64|rot13|morse)\b.*\b(?:decode|do what|orders?|say)\b`)},
	{[]string{"do with the rules", "operator of the bot", "message from", "true statement", "my grandmother", "secret key", "be quoted as saying", "this footnote"},
		regexp.MustCompile(`\bdo with the rules\b|\boperator of the bot\b|\b(?:moderator|admin|system|operator) message from\b|\bevery true statement is reversed\b|\brecite one\b|\bmust be quoted as\b|\bto cite this\b`)},
	{[]string{"did not exist", "no rules"}, regexp.MustCompile(`^\W*(?:imagine|suppose|pretend|assume) that\b.*\byou would\b`)},
	{[]string{"will you"}, regexp.MustCompile(`\b(?:assistant|model|bot)\b.*\bso will you\b`)},
	{[]string{"teacher says", "have to write", "has to write"}, regexp.MustCompile(`\b(?:you|u|it) (?:have|has) to (?:write|say) that\b`)},
	{[]string{"chosen to", "no choice"}, regexp.MustCompile(`\bno choice but to (?:write|say|state)\b`)},
	{[]string{"must be told"}, regexp.MustCompile(`\b(?:channel|server|readers?|users?|everyone) must be told\b`)},
	{[]string{"passage ", "rules:", "question:", "role:"}, regexp.MustCompile(`^\W*(?:passage \d+,? from\b|rules:|question:|role\s*:\s*(?:system|assistant|user))`)},
	{[]string{"that is what you will say", "tell readers", "tell the reader", "telling the reader"}, regexp.MustCompile(`\bwhat you will say\b|\btell(?:ing)? (?:the )?readers?\b`)},
	{[]string{"as of "}, regexp.MustCompile(`^\W*as of \d{4}-\d\d-\d\d\W+quoted\b`)},
	{[]string{"written by a model"}, regexp.MustCompile(`\bwritten by a model, each\b`)},
}

// roles are the marks by which models are told who speaks.
var roles = []pattern{
	{[]string{"<|", "<｜", "<!", "[inst", "[/inst", "[sys", "[/sys", "[available_tools", "[tool_", "<<sys"},
		regexp.MustCompile(`<[|｜!]|\[/?(?:inst|sys|system_prompt|available_tools|tool_calls|tool_results)\]|<<sys>>`)},
	{[]string{`"role"`, `"content"`}, regexp.MustCompile(`"(?:role|content)"\s*:`)},
	{[]string{"##"}, regexp.MustCompile(`^#{2,} ?(?:instruction|response|system|input)`)},
	{[]string{"<think", "</think", "<tool_", "</tool_", "<function_", "</function_", "<start_of_turn", "<end_of_turn", "<invoke", "</invoke", "<s>", "</s>"},
		regexp.MustCompile(`</?(?:think|tool_\w+|function_\w+|start_of_turn|end_of_turn|invoke|s)\b`)},
	{[]string{"human", "assistant", "system", "developer", "user"}, regexp.MustCompile(`^\W*(?:human|assistant|system|developer|user)\s*[:\]]`)},
}

// longestWord is more than any word of prose has, in bytes; links, which have
// marks between, are judged elsewhere.
const longestWord = 60

// disguised reports whether s hides what it says: characters that do not show
// or stand in others' places, letters apart, long runs of letters and digits.
func disguised(s string) bool {
	single, all, odd := 0, 0, 0
	for w := range strings.FieldsSeq(s) {
		all++
		letters, latin, other, digits := 0, 0, 0, 0
		for _, r := range w {
			switch {
			case r|0x20 >= 'a' && r|0x20 <= 'z':
				latin++
			case r >= '0' && r <= '9':
				digits++
			case r < 0x80:
			case unicode.Is(unicode.Latin, r):
				latin++
			case unicode.Is(unicode.Cyrillic, r):
				other++
			case hidden(r):
				return true
			case r >= 0x0335 && r <= 0x0338:
				odd++
			}
			if r|0x20 >= 'a' && r|0x20 <= 'z' || r >= 0x80 && unicode.IsLetter(r) {
				letters++
			}
		}
		if latin > 0 && other > 0 && latin+other > 3 && !strings.ContainsAny(w, "-/–’'") {
			return true
		}
		if letters == 1 && digits == 0 {
			single++
		}
		if len(w) > longestWord && letters+digits > len(w)*9/10 && latin+digits == letters+digits {
			return true
		}
	}
	return odd > 2 || all >= 8 && single*2 > all
}

// hidden reports whether r carries words that nobody sees: tags and the
// variation selectors that stand for bytes.
func hidden(r rune) bool { return r >= 0xe0000 && r <= 0xe01ef }

// foreign is "ignore the previous instructions" and its like in the languages
// that are most often met; the first word of each pair is what is looked for.
var foreign = func() []pattern {
	var all []pattern
	for ignore, rest := range map[string]string{
		"ignorier": `anweisung|vorgaben|regeln`, "missacht": `anweisung|regeln`, "vergiss": `anweisung|regeln`,
		"ignore": `instructions? précédent|instruções|consignes|précédentes`, "ignorez": `instruction|consigne`, "oublie": `instruction|consigne`,
		"ignora": `instruc|istruzion|instruç`, "olvida": `instruc`, "dimentica": `istruzion`, "esqueç": `instruç`,
		"negeer": `instructie|opdracht`, "vergeet": `instructie`, "zignoruj": `poleceni|instrukcj`, "ignoruj": `pokyn|instrukc|poleceni`,
		"ignorera": `instruktion`, "ignorer": `instruks|instruction`, "игнорируй": `инструкц|указани`, "забудь": `инструкц|указани`,
		"ігноруй": `інструкц|вказівк`, "yok say": `talimat`, "görmezden gel": `talimat`, "تجاهل": `تعليمات|التعليمات`, "התעלם": `הוראות`,
		"अनदेखा": `निर्देश`, "忽略": `指令|指示|说明`, "无视": `指令|指示`, "無視": `指示|命令`, "忘れて": `指示`, "무시하": `지시|명령`,
		"bỏ qua": `chỉ dẫn|hướng dẫn|lệnh`, "abaikan": `instruksi|perintah`, "neglege": `praecept`, "αγνόησε": `οδηγίες`, "ignoră": `instruc`, "hagyd figyelmen": `utasítás`,
	} {
		all = append(all, pattern{[]string{ignore}, regexp.MustCompile(rest)})
	}
	return all
}()
