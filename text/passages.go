package text

import "byline/article"

const (
	// passageWords is the most words of a passage, unless one sentence has more.
	passageWords = 200
	// passageLeast is how many words a passage has before a paragraph's end
	// closes it.
	passageLeast = 100
)

// Passages cuts s into runs of whole sentences of about 100 to 200 words, at
// the borders of paragraphs where it can. Span and Sentences are filled in;
// every sentence of s is in exactly one passage.
func Passages(s string) []article.Passage {
	var b passageBuilder
	for p := range Paragraphs(s) {
		sentences := appendSentences(nil, s, p)
		sizes := make([]int, len(sentences))
		total := 0
		for i, sp := range sentences {
			sizes[i] = CountWords(sp.Of(s))
			total += sizes[i]
		}
		b.addParagraph(sentences, sizes, total)
	}
	b.flush()
	return b.done
}

// A passageBuilder collects sentences until a passage is full.
type passageBuilder struct {
	done      []article.Passage
	sentences []article.Span
	words     int
}

// addParagraph adds one paragraph's sentences, whose words total is the sum of
// sizes. A paragraph that does not fit begins a passage of its own; one that
// fits none is cut into parts of like size.
func (b *passageBuilder) addParagraph(sentences []article.Span, sizes []int, total int) {
	if b.words+total > passageWords && (b.words >= passageLeast/2 || total <= passageWords) {
		b.flush()
	}
	parts := (b.words + total + passageWords - 1) / passageWords
	share := (b.words + total) / max(parts, 1)
	for i, sp := range sentences {
		if b.words > 0 && (b.words+sizes[i] > passageWords || b.words+sizes[i]/2 > share) {
			b.flush()
		}
		b.sentences = append(b.sentences, sp)
		b.words += sizes[i]
	}
	if b.words >= passageLeast {
		b.flush()
	}
}

func (b *passageBuilder) flush() {
	if len(b.sentences) == 0 {
		return
	}
	b.done = append(b.done, article.Passage{
		Span:      article.Span{Start: b.sentences[0].Start, End: b.sentences[len(b.sentences)-1].End},
		Sentences: b.sentences,
	})
	b.sentences, b.words = nil, 0
}

// CountWords returns the number of words of s; of a script without spaces,
// two characters count as one.
func CountWords(s string) int {
	n := 0
	for i := 0; ; n++ {
		start, end, run, ok := nextWord(s, i)
		if !ok {
			return n
		}
		if run {
			n += (end - start) / 6 // characters of such scripts take three bytes
		}
		i = end
	}
}
