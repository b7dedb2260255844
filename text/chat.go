package text

import (
	"regexp"
	"strings"
	"unicode"
)

// shorthand is what people type for words that texts spell out.
var shorthand = func() map[string]string {
	m := make(map[string]string)
	for pair := range strings.SplitSeq(`whats what's,whos who's,wheres where's,whens when's,hows how's,whys why's,thats that's,theres there's,
		didnt didn't,doesnt doesn't,dont don't,isnt isn't,arent aren't,wasnt wasn't,werent weren't,hasnt hasn't,havent haven't,hadnt hadn't,
		wouldnt wouldn't,couldnt couldn't,shouldnt shouldn't,cant can't,wont won't,aint isn't,wat what,wut what,wich which,whch which,
		ppl people,peeps people,u you,ur your,abt about,b4 before,w/o without,w/ with,bc because,cuz because,coz because,thru through,govt government,
		yr year,yrs years,prez president,pres president`, ",") {
		short, long, _ := strings.Cut(strings.TrimSpace(pair), " ")
		m[short] = long
	}
	return m
}()

// openers are what a message may begin with before its question, each as often as it likes.
var openers = regexp.MustCompile(`(?i)^(?:` +
	`(?:hey+|hi+|hello|hiya|yo|greetings|good (?:morning|afternoon|evening|day))(?: (?:there|all|guys|folks|everyone|everybody|team|bot|byline|friends?|again|people))*(?:[\s,.!:;-]+|$)` +
	`|(?:ok|okay|kk|so|well|um+|uh+|hmm+|oh|ah|wow|lol|haha|btw|no|nah|nope|yes|yeah|yep|sorry|wait|right|cool|great|nice|thanks|thank you|thx|ty|guys|folks|everyone|byline|question|quick question|also a question)[,.!:;-]+\s*` +
	`|(?:ok|okay|kk|um+|uh+|hmm+|lol|btw|thx|pls|plz|please|sorry|wait)\s+` +
	`|(?:no|nah|sorry|wait) i (?:just )?mean(?:t)?[,:]?\s+` +
	`|(?:i (?:just )?(?:meant|mean|wonder|was wondering|am wondering|want to know|wanted to know|would like to know|wanted to ask|need to know)|i'd (?:like|love) to know|(?:just )?wondering|just curious|curious|wanna know)[,:]?\s+` +
	`|(?:(?:do|does|did) (?:you|anyone|anybody|someone|somebody|we)(?: guys| all| here)? (?:happen to )?(?:know|remember|recall)|any(?:one|body)(?: here)? knows?|any idea|no idea)[,:]?\s+(?:if |whether )?` +
	`|(?:(?:can|could|would|will) (?:you|u|anyone|anybody|someone|somebody)(?: guys| here)? )?(?:please |pls |plz |kindly )?(?:tell|remind|explain to|let) (?:me|us)(?: know)?(?: please| pls| plz)?[,:]?\s+(?:wh(?:o|om|ose|at|en|ere|y|ich)\b|how\b|if\b|whether\b)` +
	`)`)

// closers are what a message may end with behind its question.
var closers = regexp.MustCompile(`(?i)(?:^|[\s,.!?;:-]+)(?:please|pls|plz|plss+|thanks|thank you|thanks in advance|thx|tysm|ty|cheers|lol|lmao|haha+|btw|tbh|rn|asap|guys|folks|bro|bruh|dude|mate|anyone|anybody|any idea|any ideas|ok|okay)[\s!.?…]*$`)

// mentions are Discord's marks for people, channels and roles, and emoji by name.
var mentions = regexp.MustCompile(`<(?:@[!&]?|#|a?:\w+:)\d+>|(?:^|\s)@\w+|(?:^|\s):\w+:(?:\s|$)`)

// asking begins what openers have kept of the question behind "tell me".
var asking = regexp.MustCompile(`(?i)(?:wh(?:o|om|ose|at|en|ere|y|ich)|how|if|whether)$`)

// Question returns what a message asks, without the words of greeting, of
// courtesy and to others that chat puts around a question, and with shorthand
// spelled out. What stands in quotation marks stays as it is. A message of
// nothing else comes back as it is.
func Question(message string) string {
	s := strings.TrimSpace(mentions.ReplaceAllString(message, " "))
	for range 6 {
		m := openers.FindString(s)
		rest := s[len(m):]
		if kept := asking.FindString(m); kept != "" {
			rest = kept + rest
		}
		if m == "" || !hasLetters(rest) || beginsName(m, rest) {
			break
		}
		s = strings.TrimSpace(rest)
	}
	for range 3 {
		m := closers.FindStringIndex(s)
		if m == nil || !hasLetters(s[:m[0]]) {
			break
		}
		ends := ""
		if strings.Contains(s[m[0]:], "?") {
			ends = "?"
		}
		s = s[:m[0]] + ends
	}
	if s = spellOut(s); !hasLetters(s) {
		return message
	}
	return s
}

// spellOut replaces shorthand outside quotation marks.
func spellOut(s string) string {
	var b strings.Builder
	quoted := false
	for part := range strings.SplitAfterSeq(s, " ") {
		word := strings.TrimSpace(part)
		core := strings.TrimRight(word, "?!.,;:")
		if long, ok := shorthand[strings.ToLower(core)]; ok && !quoted && core != strings.ToUpper(core) {
			part = long + part[len(core):]
		} else if long, ok := shorthand[core]; ok && !quoted { // of signs and small letters alone, as "b4"
			part = long + part[len(core):]
		}
		if strings.Count(word, `"`)%2 == 1 || strings.Count(word, "“")+strings.Count(word, "«") != strings.Count(word, "”")+strings.Count(word, "»") {
			quoted = !quoted
		}
		b.WriteString(part)
	}
	return b.String()
}

// beginsName reports whether an opener is rather the first word of a name, as in "OK Computer".
func beginsName(opener, rest string) bool {
	word := strings.TrimSpace(opener)
	last := []rune(word)[len([]rune(word))-1]
	return unicode.IsUpper([]rune(word)[0]) && unicode.IsLetter(last) && !strings.Contains(word, " ") && unicode.IsUpper([]rune(rest)[0])
}

func hasLetters(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// courtesies are the words of a message that asks nothing.
var courtesies = func() map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(`ok okay k kk thanks thank you thx ty tysm cheers cool great nice perfect awesome good well done wow lol haha lmao yes yeah yep no nope sure fine right
		very much so a lot for the that this answer help it got understood i see hi hello hey there all bye goodbye please pls sorry oh ah hmm again bot byline amazing helpful interesting makes sense really morning evening`) {
		m[w] = true
	}
	return m
}()

// Asks reports whether a message may be a question, and not only a greeting,
// thanks or a sign that it was heard.
func Asks(message string) bool {
	if strings.Contains(message, "?") {
		return true
	}
	said := false
	for w := range strings.FieldsFuncSeq(strings.ToLower(mentions.ReplaceAllString(message, " ")), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !courtesies[w] {
			return true
		}
		said = true
	}
	return !said
}
