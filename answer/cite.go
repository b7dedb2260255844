package answer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A number names a sentence of the prompt: passage and sentence, from 1.
type number struct{ passage, sentence int }

// citing is a group of sentence numbers in brackets: [2.3], [2.3, 4.1], and as
// models write them whatever they are told: [[2.3]], [^2.3], [2.3 and 4.1],
// [2.3-2.5], [sentence 2.3], 【2.3†source】. Anything else in brackets is text,
// and text with brackets fails its check.
var citing = regexp.MustCompile(`(?i)[\s\p{Zs}]*[\[【]{1,2}\^?\s*(?:sentences?|passages?)?\s*(` + named + `(?:\s*(?:[,;&–-]|and)\s*` + named + `)*)\s*(?:†[^\]】\n]{0,40})?[\]】]{1,2}`)

// named is one sentence number.
const named = `\d{1,4}\s*\.\s*\d{1,4}`

// one finds the numbers inside a group, each with what stands before it.
var one = regexp.MustCompile(`([^\d.]*)(\d+)\s*\.\s*(\d+)`)

// bracketed is what is left of a citation that could not be read.
var bracketed = regexp.MustCompile(`[\[【][^\]】]*\d[^\]】]*[\]】]?`)

// cite takes the sentence numbers out of a sentence that a model wrote. The
// result is false when something looks like a number and is none.
func cite(s string) (text string, numbers []number, ok bool) {
	text = citing.ReplaceAllString(s, "")
	ok = !bracketed.MatchString(text)
	for _, m := range citing.FindAllStringSubmatch(s, -1) {
		group, readable := numbersOf(m[1])
		ok = ok && readable
		for _, n := range group {
			if !slices.Contains(numbers, n) {
				numbers = append(numbers, n)
			}
		}
	}
	return closeUp(text), numbers, ok
}

// numbersOf reads the inside of a group. A range is of one passage, ascends, and
// is no longer than what may be cited.
func numbersOf(group string) (numbers []number, ok bool) {
	for _, m := range one.FindAllStringSubmatch(group, -1) {
		p, err1 := strconv.Atoi(m[2])
		k, err2 := strconv.Atoi(m[3])
		if err1 != nil || err2 != nil {
			return nil, false
		}
		from := k
		if strings.ContainsAny(m[1], "-–") {
			last := numbers[len(numbers)-1]
			if from = last.sentence + 1; last.passage != p || k < from || k-from >= maxCited {
				return nil, false
			}
		}
		for ; from <= k; from++ {
			numbers = append(numbers, number{p, from})
		}
	}
	return numbers, true
}

// closeUp takes out the blanks before a stop that numbers leave behind.
func closeUp(s string) string {
	return strings.TrimSpace(strings.NewReplacer(" .", ".", " ,", ",", " ;", ";").Replace(s))
}

// maxMarks bounds what is kept of a sentence's numbers, in bytes.
const maxMarks = 80

// marks returns what s has in brackets with digits, as written, for the record.
func marks(s string) string {
	all := strings.Join(bracketed.FindAllString(s, -1), "")
	if len(all) > maxMarks {
		all = strings.ToValidUTF8(all[:maxMarks], "") + "…"
	}
	return clean(all)
}
