package answer

import (
	"regexp"
	"strconv"
	"strings"
)

// A number names a sentence of the prompt: passage and sentence, from 1.
type number struct{ passage, sentence int }

// citing is a group of sentence numbers in brackets: [2.3], [2.3, 4.1].
// Anything else in brackets is text, and text with brackets fails its check.
var citing = regexp.MustCompile(`\s*[\[【]\s*(\d{1,4}\s*\.\s*\d{1,4}(?:\s*[,;]\s*\d{1,4}\s*\.\s*\d{1,4})*)\s*[\]】]`)

// bracketed is what is left of a citation that could not be read.
var bracketed = regexp.MustCompile(`[\[【][^\]】]*\d[^\]】]*[\]】]?`)

// cite takes the sentence numbers out of a sentence that a model wrote. The
// result is false when something looks like a number and is none.
func cite(s string) (text string, numbers []number, ok bool) {
	seen := map[number]bool{}
	for _, m := range citing.FindAllStringSubmatch(s, -1) {
		for _, f := range strings.FieldsFunc(m[1], func(r rune) bool { return r == ',' || r == ';' }) {
			a, b, _ := strings.Cut(f, ".")
			p, err1 := strconv.Atoi(strings.TrimSpace(a))
			n, err2 := strconv.Atoi(strings.TrimSpace(b))
			if err1 != nil || err2 != nil {
				return "", nil, false
			}
			if c := (number{p, n}); !seen[c] {
				seen[c] = true
				numbers = append(numbers, c)
			}
		}
	}
	text = citing.ReplaceAllString(s, "")
	text = strings.TrimSpace(strings.NewReplacer(" .", ".", " ,", ",", " ;", ";").Replace(text))
	return text, numbers, !bracketed.MatchString(text)
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
