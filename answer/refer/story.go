package refer

import (
	"strings"
	"unicode"

	"byline/article"
	"byline/text"
)

// A story is what an article says up to a sentence, cut into words.
type story struct {
	text      string
	sentences []*sentence // the last is the one in question
	entities  []*entity
}

// A sentence is cut into words, and says whom it mentions.
type sentence struct {
	article.Span
	index     int
	paragraph int
	heading   bool
	words     []word
	mentions  []*mention
}

// A word is one token.
type word struct {
	start, end int    // in the article's text
	low        string // folded
	gap        string // what stands between the word before and it
	cap        bool
	stop       bool
	number     bool
	owns       bool // a possessive "’s" follows
	quoted     bool // it stands within quotation marks
}

// read cuts the text around and before s into sentences. It returns nil when s
// is none of them.
func read(txt string, s article.Span) *story {
	from := max(0, s.Start-before)
	if cut := strings.Index(txt[from:s.Start], "\n\n"); from > 0 {
		if cut < 0 {
			from = s.Start
		} else {
			from += cut
		}
	}
	st := &story{text: txt}
	if from > 0 {
		head := min(opening, from)
		if cut := strings.LastIndex(txt[:head], "\n\n"); cut >= 0 {
			st.add(article.Span{End: cut}, s)
		}
	}
	if !st.add(article.Span{Start: from, End: s.End}, s) {
		return nil
	}
	for _, sn := range st.sentences {
		st.mention(sn)
		st.learn(sn)
	}
	return st
}

// add cuts what span holds, and reports whether s is the last of it.
func (st *story) add(span, s article.Span) bool {
	paragraph := 0
	if n := len(st.sentences); n > 0 {
		paragraph = st.sentences[n-1].paragraph + farthest // nothing reaches over a gap
	}
	within := false // a quotation is open
	end := span.Start
	var last article.Span
	for _, sp := range text.Sentences(span.Of(st.text)) {
		sp.Start, sp.End = sp.Start+span.Start, sp.End+span.Start
		if strings.Count(st.text[end:sp.Start], "\n") > 1 {
			paragraph++
			within = false
		}
		if sp.End > s.End || s.Contains(sp) {
			sp = article.Span{Start: sp.Start, End: s.End}
		}
		sn := &sentence{Span: sp, index: len(st.sentences), paragraph: paragraph}
		sn.words, within = cut(st.text, sp, within)
		body := sp.Of(st.text)
		sn.heading = len(body) < 60 && !strings.ContainsAny(body[max(0, len(body)-4):], ".!?:;”\"’")
		st.sentences = append(st.sentences, sn)
		end, last = sp.End, sp
		if sp.End == s.End {
			break
		}
	}
	return last == s
}

// cut returns the words of a sentence, and whether a quotation is open behind
// it, when within says whether one is before it.
func cut(txt string, sp article.Span, within bool) ([]word, bool) {
	body := sp.Of(txt)
	var out []word
	at := 0
	for _, t := range text.For("en").Tokens(nil, body) {
		if t.Start < at {
			continue
		}
		w := word{start: sp.Start + t.Start, end: sp.Start + t.End, low: text.Fold(body[t.Start:t.End]), gap: body[at:t.Start], stop: t.Stop, number: t.Number}
		first := []rune(body[t.Start:t.End])[0]
		w.cap = unicode.IsUpper(first)
		within = quotes(w.gap, within)
		w.quoted = within
		rest := body[t.End:]
		w.owns = strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s") || strings.HasSuffix(w.low, "s") && (strings.HasPrefix(rest, "' ") || strings.HasPrefix(rest, "’ "))
		out = append(out, w)
		at = t.End
	}
	return out, quotes(body[at:], within)
}

// quotes follows the quotation marks of gap.
func quotes(gap string, within bool) bool {
	gap = strings.NewReplacer("``", "“", "''", "”").Replace(gap)
	for _, r := range gap {
		switch r {
		case '“', '„', '«':
			within = true
		case '”', '»':
			within = false
		case '"':
			within = !within
		}
	}
	return within
}

// low returns word i of the sentence, empty when there is none.
func (s *sentence) low(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return s.words[i].low
}

// joined reports whether nothing but blanks stands before word i.
func (s *sentence) joined(i int) bool {
	return i > 0 && i < len(s.words) && (strings.TrimSpace(s.words[i].gap) == "" || s.words[i].gap == "-")
}

// comma reports whether a comma stands before word i.
func (s *sentence) comma(i int) bool {
	return i < len(s.words) && strings.Contains(s.words[i].gap, ",")
}
