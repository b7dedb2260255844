package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A paragraph is its text and the page it begins on, counting from 0.
type paragraph struct {
	text string
	page int
	size float64 // of its first line's font
}

// assemble joins the pages' lines to paragraphs.
func assemble(pages []page) []paragraph {
	pages = withoutFurniture(pages)
	whole := vocabulary(pages)
	var out []paragraph
	var before *line
	for n, p := range pages {
		ordered := readingOrder(p)
		leading := medianLeading(ordered)
		for i := range ordered {
			l := &ordered[i]
			if before != nil && continues(*before, *l, ordered, leading, i == 0) && len(out) > 0 {
				last := &out[len(out)-1]
				last.text = join(last.text, l.text, whole)
			} else {
				out = append(out, paragraph{text: l.text, page: n, size: l.size})
			}
			before = l
		}
	}
	for i := range out {
		out[i].text = strings.ReplaceAll(out[i].text, string(softHyphen), "-")
	}
	return out
}

// continues reports whether l goes on with the paragraph that before ends.
func continues(before, l line, page []line, leading float64, newPage bool) bool {
	if before.size > 0 && l.size > 0 && (l.size > 1.12*before.size || before.size > 1.12*l.size) {
		return false
	}
	if strings.HasSuffix(before.text, string(softHyphen)) {
		return true
	}
	if startsItem(l.text) {
		return false
	}
	down := before.bottom - l.bottom
	switch {
	case before.sameRow(l) && !newPage: // cells of a row, or columns drawn across
		return l.x0 > before.x1
	case newPage || down < 0: // the next page or column
		return !endsSentence(before.text) && !startsUpper(l.text)
	case down > 1.4*leading:
		return false
	}
	left, right := column(l, page)
	switch {
	case l.x0 > left+6 && before.x0 < left+3: // an indented first line
		return false
	case before.x1 < right-0.12*(right-left) && (endsSentence(before.text) || startsUpper(l.text)): // a short last line
		return false
	}
	return true
}

// column returns the edges of the column that l stands in: of the lines that
// share most of its width.
func column(l line, page []line) (left, right float64) {
	left, right = l.x0, l.x1
	for _, m := range page {
		if m.x0 < l.x1 && m.x1 > l.x0 && m.x0 > l.x0-40 && m.size < 1.12*max(l.size, 1) {
			left, right = min(left, m.x0), max(right, m.x1)
		}
	}
	return left, right
}

// medianLeading returns the usual distance between a page's lines, in points.
func medianLeading(lines []line) float64 {
	var all []float64
	for i := 1; i < len(lines); i++ {
		if d := lines[i-1].bottom - lines[i].bottom; d > 1 && !lines[i].sameRow(lines[i-1]) {
			all = append(all, d)
		}
	}
	if len(all) == 0 {
		return 14 // of text at 12 points
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// join adds a line to a paragraph's text. A word that was broken at the line's
// end is made whole; the hyphen stays when the document has the word with one
// elsewhere, and not without.
func join(text, next string, whole map[string]bool) string {
	head, broken := strings.CutSuffix(text, string(softHyphen))
	if !broken {
		last, _ := utf8.DecodeLastRuneInString(text)
		first, _ := utf8.DecodeRuneInString(next)
		if wide(last) && wide(first) {
			return text + next
		}
		return text + " " + next
	}
	left := head[strings.LastIndexFunc(head, unicode.IsSpace)+1:]
	right, _, _ := strings.Cut(next, " ")
	right = strings.TrimRightFunc(right, unicode.IsPunct)
	first, _ := utf8.DecodeRuneInString(next)
	compound := whole[strings.ToLower(left+"-"+right)] && !whole[strings.ToLower(left+right)]
	if compound || !unicode.IsLower(first) || strings.HasSuffix(left, "-") {
		return head + "-" + next
	}
	return head + next
}

// vocabulary returns the words that stand unbroken in the pages, lower case.
func vocabulary(pages []page) map[string]bool {
	words := map[string]bool{}
	for _, p := range pages {
		for _, l := range p.lines {
			for w := range strings.FieldsSeq(l.text) {
				if w = strings.TrimFunc(w, unicode.IsPunct); w != "" && !strings.ContainsRune(w, softHyphen) {
					words[strings.ToLower(w)] = true
				}
			}
		}
	}
	return words
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"”’»')]`))
	return strings.ContainsRune(".!?…:。！？", r)
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, `"“‘«'([`))
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// startsItem reports whether a line begins an item of a list.
func startsItem(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("•‣◦▪■●○–—", r) && len(s) > n && s[n] == ' '
}

// wide reports whether r is of a script written without spaces.
func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}
