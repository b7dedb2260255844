package search

import (
	"strings"
	"unicode"
)

// deniers are the words that turn a statement round.
var deniers = wordSet(`not never no none nor neither nobody nothing nowhere without unable cannot except unlike least
	lack lacks lacked lacking fail fails failed failing failure refuse refuses refused refusing`)

// denies reports whether an English sentence or question says that something
// is not so.
func denies(s string) bool {
	for w := range plainWords(s) {
		if deniers[w] || strings.HasSuffix(w, "n't") {
			return true
		}
	}
	return false
}

// opposites maps common English words to their opposites, both ways.
var opposites = func() map[string][]string {
	m := make(map[string][]string)
	for pair := range strings.SplitSeq(`first last,increase decrease,increased decreased,increasing decreasing,increase reduce,increases reduces,
		higher lower,high low,highest lowest,maximum minimum,more less,most least,larger smaller,large small,largest smallest,big small,biggest smallest,
		better worse,good bad,best worst,stronger weaker,strong weak,faster slower,fast slow,fastest slowest,longest shortest,long short,
		heavy light,thick thin,wide narrow,full empty,hard soft,hot cold,wet dry,rich poor,easy difficult,common rare,
		north south,northern southern,east west,eastern western,left right,above below,upper lower,inside outside,internal external,
		before after,early late,earlier later,earliest latest,old new,older younger,oldest youngest,oldest newest,modern ancient,former latter,
		start end,began ended,begin end,opened closed,open closed,entered left,arrived left,joined left,join leave,remain leave,
		male female,men women,man woman,husband wife,father mother,son daughter,brother sister,king queen,born died,birth death,dead alive,
		won lost,win lose,gained lost,gain loss,victory defeat,success failure,successful unsuccessful,friend enemy,attack defend,
		allow forbid,allowed prohibited,legal illegal,accept reject,accepted rejected,approved rejected,agree disagree,support oppose,supported opposed,
		encouraged discouraged,cause prevent,create destroy,created destroyed,build destroy,built destroyed,rise fall,rose fell,up down,
		buy sell,bought sold,import export,imports exports,domestic foreign,public private,urban rural,major minor,majority minority,
		positive negative,able unable,possible impossible,likely unlikely,known unknown,include exclude,includes excludes,same different,similar different,
		with without,always never,summer winter,day night,senior junior`, ",") {
		a, b, _ := strings.Cut(strings.TrimSpace(pair), " ")
		m[a], m[b] = append(m[a], b), append(m[b], a)
	}
	return m
}()

// opposed returns a word of the question that text has not and its opposite,
// which text has and the question has not; empty when there is none.
func opposed(question, text string) (word, opposite string) {
	asked := make(map[string]bool)
	any := false
	for w := range plainWords(question) {
		asked[w] = true
		any = any || len(opposites[w]) > 0
	}
	if !any {
		return "", ""
	}
	has := make(map[string]bool)
	for w := range plainWords(text) {
		has[w] = true
	}
	for w := range plainWords(question) {
		if has[w] {
			continue
		}
		for _, o := range opposites[w] {
			if has[o] && !asked[o] {
				return w, o
			}
		}
	}
	return "", ""
}

// plainWords yields the words of s in small letters, with plain apostrophes.
func plainWords(s string) func(yield func(string) bool) {
	s = strings.ReplaceAll(strings.ToLower(s), "’", "'")
	return strings.FieldsFuncSeq(s, func(r rune) bool { return r != '\'' && !unicode.IsLetter(r) })
}

func wordSet(s string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
