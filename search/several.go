package search

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"byline/article"
	"byline/text"
)

const (
	// maxTogether is the most articles of which a question for a list gets one
	// quote each.
	maxTogether = 6
	// listedShare is the share of what the best sentence and its title have of such
	// a question that another article's must have to answer it too. Their scores
	// do not tell: they fall with the distance from the best.
	listedShare = 0.7
	// likelyWithin is how far behind the best they may be, and have as much of the
	// question, when it only sounds like one for a list ("which countries").
	likelyWithin = 1.6
)

// several is what a question wants more than one quote for.
type several struct {
	each    bool       // one of each article: "which outlets reported"
	likely  bool       // the same when several answer equally well: "which countries"
	request bool       // whatever there is on a thing: "tell me about", "what happened"
	sides   [][]string // one for each thing compared, by the terms of its words
	aside   []string   // words of the question that only ask for it
}

// lists ask for one thing of each of several articles.
var lists = regexp.MustCompile(`(?i)\b(?:which|what) (?:other )?(?:news )?(?:outlets|papers|newspapers|articles|sources|media|publications|sites|websites|agencies|magazines|reports|stories)\b` +
	`|\b(?:do|did) the (?:papers|articles|outlets|sources|newspapers|media|reports)\b|\b(?:all|each|every|both|different) (?:articles?|outlets?|papers?|sources?)\b|\bwho (?:reported|wrote about|covered)\b|\blist all\b|\b(?:dis)?agree\b` +
	`|\bwho (?:all |else )?(?:has |have )?(?:said what|spoken|spoke|talked|commented|speaks|comments|written|said (?:anything|something|things)) (?:\w+ )?(?:about|on|of)\b` +
	`|\bwhat (?:else )?(?:is|was|are|were|has been|have been|do|did|does) (?:else )?(?:been )?(?:(?:people|experts|critics|others|everyone|everybody|they|reporters|journalists) )?(?:all )?(?:said|written|reported|saying|say|writing|write|think|thinking) (?:about|of|on)\b` +
	`|\b(?:which|what|all|the|any) (?:people|persons|ministers|experts|critics|politicians)(?: who)? (?:\w+ )?(?:spoke|speak|said|say|talked|commented|spoken)\b`)

// listWords are the words of such questions that no answer has.
var listWords = strings.Fields(`outlets outlet papers paper newspapers articles article sources source media publications sites websites agencies magazines reports stories reported report wrote covered say says said list all each every both different disagree mention mentions mentioned discuss discusses discussed
	news outlet coverage agree agrees agreed spoke spoken speak speaks saying talk talks talked talking comment comments commented writes write writing writers people else think thinks thinking thought deal deals name`)

// requests ask for whatever there is on a thing.
var requests = regexp.MustCompile(`(?i)^\W*(?:please |can you |could you )?(?:(?:tell|inform|remind) (?:me|us) (?:more |something |everything |all )?(?:about|of|on)\b|what (?:else )?do you know (?:about|of)\b` +
	`|(?:give|show) (?:me|us) (?:some |more |all )?(?:the )?(?:information|info|details|facts|news) (?:about|on|of)\b|(?:explain|describe|summari[sz]e)\b|(?:any|some|more|what|what is the|what's the|is there any|are there any) (?:latest |recent )?(?:information|info|details|news|articles?|stories|updates?) (?:about|on|of)\b` +
	`|(?:(?:i want |i need |is there |do (?:you|we) have )?(?:everything|anything|something|all|stuff) (?:there is |you (?:know|have|got) |we have |known |new )?(?:about|on|of|to know about)\b)` +
	`|(?:so |and |but )?what (?:exactly |all |else )?(?:has |have |had |did )?(?:happen(?:ed|s)?|went on|gone on|took place)\b|(?:the )?(?:latest |recent )?news (?:about|on|of|from)\b` +
	`|(?:what|how) about\b|what(?:'s| is| are|’s) (?:new|up|happening|going on|the deal|the latest|the story|the news|known|there)(?: with| about| on| in)?\b` +
	`|(?:according to [^,?]+?,? )what about\b)`)

// requestWords are the words of requests that no answer has.
var requestWords = strings.Fields(`tell inform remind know give show information info details facts news explain describe summarize summarise summary article articles story stories
	everything anything something stuff updates update new happening happened happens happen going went gone took place want need according`)

// likelyList is a question for several things.
var likelyList = regexp.MustCompile(`(?i)^\W*(?:and |so )?(?:(?:which|what) (?:\w+ ){0,2}?(?:\w{3,}[^s\W]s|people|children)\b|(?:what|who) (?:are|were) |(?:list|name|enumerate) )`)

// severalOf reads what a question wants more than one quote for.
func severalOf(question string) several {
	var s several
	for _, re := range comparisons {
		m := re.FindStringSubmatch(question)
		if m == nil {
			continue
		}
		if a, b := toldApart(sideOf(m[1]), sideOf(m[2])); a != nil {
			return several{sides: [][]string{a, b}, aside: slices.Concat(compareWords, comparatives(question))}
		}
	}
	if lists.MatchString(question) {
		s.each, s.aside = true, listWords
		return s
	}
	s.likely = likelyList.MatchString(question)
	if requests.MatchString(question) {
		s.request, s.aside = true, requestWords
	}
	return s
}

// terms returns the terms of s that are no stop words.
func terms(s string) []string {
	var out []string
	for _, t := range text.For("en").Tokens(nil, s) {
		if !t.Stop {
			out = append(out, t.Term)
		}
	}
	return out
}

// together moves the sentences of found to the front that answer together, and
// counts them; 0 when the best alone does.
func (a *asked) together(found *article.Found) int {
	var front []int
	switch w := a.wants; {
	case len(found.Sentences) < 2:
	case len(w.sides) > 0:
		front = a.compared(found.Sentences)
	case w.each:
		front = a.listed(found.Sentences, math.Inf(1), listedShare)
	case w.likely:
		front = a.listed(found.Sentences, likelyWithin, 1)
	}
	if len(front) < 2 {
		return 0
	}
	out := make([]article.Quote, 0, len(found.Sentences))
	for _, i := range front {
		out = append(out, found.Sentences[i])
	}
	if a.wants.each {
		slices.SortStableFunc(out, byDate)
	}
	for i, q := range found.Sentences {
		if !slices.Contains(front, i) {
			out = append(out, q)
		}
	}
	found.Sentences = out
	return len(front)
}

// byDate orders quotes by the day of their articles, those without one last.
func byDate(a, b article.Quote) int {
	x, y := a.Article.Published, b.Article.Published
	switch {
	case x.IsZero() && y.IsZero():
		return 0
	case x.IsZero():
		return 1
	case y.IsZero():
		return -1
	}
	return x.Time().Compare(y.Time())
}

// listed returns the best sentence of each article that is about as good as the
// best of all and has this share of what that has of the question.
func (a *asked) listed(quotes []article.Quote, within, share float64) []int {
	var out []int
	best := a.has(quotes[0])
	for i, q := range quotes {
		if len(out) == maxTogether || q.Score < quotes[0].Score-within || a.has(q) < share*best {
			continue
		}
		if !slices.ContainsFunc(out, func(k int) bool { return sameStory(quotes[k].Article, q.Article) }) {
			out = append(out, i)
		}
	}
	return out
}

// sameStory reports whether a and b are one article or copies of one.
func sameStory(a, b *article.Article) bool { return a == b || a.Story != 0 && a.Story == b.Story }

// has returns the weight of the question's words that q and its title have.
func (a *asked) has(q article.Quote) float64 {
	seen := map[int]bool{}
	sum := 0.0
	for _, t := range slices.Concat(terms(q.Text()), terms(q.Article.Title)) {
		if k, ok := a.byHash[hash(t)]; ok && !seen[k] {
			seen[k] = true
			sum += a.terms[k].idf
		}
	}
	return sum
}
