package main

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A passage is what every engine indexes.
type passage struct{ title, body string }

// A maker makes any number of distinct passages out of few articles: runs of two
// or three sentences from articles chosen at random, strung together until they
// are as long as a passage, with some of their words replaced. The replacements
// follow Simon's model of text (a new word now and then, else one used before,
// the more likely the more often it was used), so that the vocabulary keeps
// growing as it does in real text instead of ending with the source's, and few
// sentences come back unchanged.
type maker struct {
	rand     *rand.Rand
	articles []sentences
	past     []string // replacements so far, in which a word stands as often as it was used
	coined   int
	title    string
	left     int // passages still to come with this title
	made     int // articles
}

// sentences is an article as runs of sentences.
type sentences struct {
	title string
	all   []string
}

// How passages are made. A passage of 856 bytes is about 150 words of English.
const (
	passageBytes    = 695  // a passage ends with the sentence that reaches it
	replaced        = 0.35 // of the words of five letters or more
	coinedShare     = 0.05 // of the replacements
	pastMost        = 1 << 20
	articlePassages = 6 // that share a title
)

// newMaker returns a maker of passages of articles, or, without any, of words
// that it makes itself with frequencies after Zipf's law.
func newMaker(seed uint64, articles []sourceArticle) *maker {
	m := &maker{rand: rand.New(rand.NewPCG(seed, 2))}
	for _, a := range articles {
		if all := split(a.Text); len(all) >= 3 {
			m.articles = append(m.articles, sentences{a.Title, all})
		}
	}
	if len(m.articles) == 0 {
		m.articles = inventArticles(m.rand)
	}
	return m
}

// sentenceEnd is where a text is split: good enough to shuffle its parts.
var sentenceEnd = regexp.MustCompile(`[.!?]["')\]]*\s+|\n+`)

// split returns the sentences of text.
func split(text string) []string {
	var all []string
	for len(text) > 0 {
		end := len(text)
		if at := sentenceEnd.FindStringIndex(text); at != nil {
			end = at[1]
		}
		if s := strings.TrimSpace(text[:end]); len(s) > 20 {
			all = append(all, s)
		}
		text = text[end:]
	}
	return all
}

// next returns the next passage.
func (m *maker) next() passage {
	var b strings.Builder
	for b.Len() < passageBytes {
		a := m.articles[m.rand.IntN(len(m.articles))]
		from := m.rand.IntN(len(a.all))
		for _, s := range a.all[from:min(len(a.all), from+2+m.rand.IntN(2))] {
			m.write(&b, s)
		}
		if m.left == 0 {
			m.title, m.left = a.title, 1+m.rand.IntN(2*articlePassages-1)
		}
	}
	m.left--
	return passage{title: m.title, body: b.String()}
}

// write appends s with some of its words replaced.
func (m *maker) write(b *strings.Builder, s string) {
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	for len(s) > 0 {
		n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
		if n < 0 {
			n = len(s)
		}
		if n >= 5 && m.rand.Float64() < replaced {
			b.WriteString(m.replacement())
		} else {
			b.WriteString(s[:n])
		}
		_, size := utf8.DecodeRuneInString(s[n:])
		b.WriteString(s[n : n+size])
		s = s[n+size:]
	}
}

// replacement returns a new word or one used before.
func (m *maker) replacement() string {
	if len(m.past) == 0 || m.rand.Float64() < coinedShare {
		m.coined++
		return m.remember(coin(m.coined))
	}
	return m.remember(m.past[m.rand.IntN(len(m.past))])
}

// remember adds w to the past, in the place of any word when it is full.
func (m *maker) remember(w string) string {
	if len(m.past) < pastMost {
		m.past = append(m.past, w)
	} else {
		m.past[m.rand.IntN(len(m.past))] = w
	}
	return w
}

// coin returns the n-th made-up word.
func coin(n int) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	var b []byte
	for n += 1000; n > 0; n /= len(consonants) * len(vowels) {
		b = append(b, consonants[n%len(consonants)], vowels[n/len(consonants)%len(vowels)])
	}
	return string(b) + "x"
}

// inventArticles makes articles of words whose frequencies follow Zipf's law,
// for when no real text is at hand.
func inventArticles(r *rand.Rand) []sentences {
	zipf := rand.NewZipf(r, 1.07, 3, 60_000)
	articles := make([]sentences, 600)
	for i := range articles {
		articles[i].title = fmt.Sprintf("%s %s", coin(int(zipf.Uint64())), coin(int(zipf.Uint64())))
		for range 40 {
			words := make([]string, 12+r.IntN(16))
			for j := range words {
				words[j] = coin(int(zipf.Uint64()))
			}
			articles[i].all = append(articles[i].all, strings.Join(words, " ")+".")
		}
	}
	return articles
}

// inventQuestions makes questions of words that stand together in passages.
func inventQuestions(m *maker, n int) []string {
	questions := make([]string, n)
	for i := range questions {
		a := m.articles[m.rand.IntN(len(m.articles))]
		words := strings.Fields(a.all[m.rand.IntN(len(a.all))])
		from := m.rand.IntN(len(words) - 7)
		questions[i] = strings.Join(words[from:from+4+m.rand.IntN(4)], " ") + "?"
	}
	return questions
}
