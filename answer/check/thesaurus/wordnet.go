package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A sense is one of WordNet's sets of words that mean the same.
type sense struct {
	part      byte
	words     []string // those for which the sense is common
	rare      []string // others that have the sense, if it is the first of a common one
	all       []string
	wider     []string          // keys of senses
	opposites []string          // words
	derived   map[string]string // word → its sense's key and word number
	line      int               // in the output
}

// A net is what is kept of WordNet.
type net struct {
	senses map[string]*sense // by part and offset
	keys   []string          // in the order of the files
	pairs  map[[2]string]bool
}

// files are WordNet's database files by part of speech.
var files = []struct {
	part byte
	name string
}{{'n', "noun"}, {'v', "verb"}, {'a', "adj"}, {'r', "adv"}}

func load(dict string) (*net, error) {
	n := &net{senses: map[string]*sense{}, pairs: map[[2]string]bool{}}
	common, first, err := commonSenses(dict)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		err := each(filepath.Join(dict, "data."+f.name), func(line string) { n.add(f.part, line, common, first) })
		if err != nil {
			return nil, err
		}
	}
	n.link()
	return n, nil
}

// each calls f with each line of the file but the licence at its top.
func each(file string, f func(line string)) error {
	in, err := os.Open(filepath.Clean(file))
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if !strings.HasPrefix(lines.Text(), "  ") {
			f(lines.Text())
		}
	}
	return lines.Err()
}

// How many of a word's senses are kept: those counted in tagged text, up to
// the most, and its first few even when nothing was counted.
var most = map[byte]int{'n': 4, 'v': 8, 'a': 4, 'r': 3}

const always = 1

// commonSenses returns the part, offset and word of each sense that is kept;
// false for those that were counted nowhere, which are kept beside others. First
// has the part and offset of those that are the first of a word.
func commonSenses(dict string) (out, first map[string]bool, err error) {
	out, first = map[string]bool{}, map[string]bool{}
	for _, f := range files {
		// word part senses pointers… senses tagged offset…
		err := each(filepath.Join(dict, "index."+f.name), func(line string) {
			w := strings.Fields(line)
			pointers, _ := strconv.Atoi(w[3])
			rest := w[4+pointers:]
			tagged, _ := strconv.Atoi(rest[1])
			if !usable(w[0], f.part) || tagged == 0 && strings.Contains(w[0], "_") {
				return
			}
			for k, offset := range rest[2:] {
				if k < most[f.part] && (k < tagged || k < always) {
					out[string(f.part)+offset+w[0]] = k < tagged
					first[string(f.part)+offset] = first[string(f.part)+offset] || k == 0 && tagged > 0
				}
			}
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return out, first, nil
}

// usable reports whether a word is one that a sentence may be about: letters
// only, or a verb and its particle.
func usable(w string, part byte) bool {
	first, particle, two := strings.Cut(w, "_")
	if two && (part != 'v' || !slices.Contains(particles, particle)) {
		return false
	}
	for i := range len(first) {
		if first[i] < 'a' || first[i] > 'z' {
			return false
		}
	}
	return len(first) > 1
}

var particles = []string{"up", "out", "off", "down", "on", "back", "over", "away", "in", "through", "around", "forward", "together", "apart", "aside", "along"}

// add reads one line of a data file:
// offset file type words (word id)… pointers (kind offset part from-to)… | gloss.
func (n *net) add(part byte, line string, common, first map[string]bool) {
	w := strings.Fields(line)
	key := string(part) + w[0]
	s := &sense{part: part, derived: map[string]string{}}
	count, _ := strconv.ParseInt(w[3], 16, 32)
	for k := range int(count) {
		word, _, _ := strings.Cut(w[4+2*k], "(")
		if word != strings.ToLower(word) {
			word = "" // a name
		}
		s.all = append(s.all, word)
		if _, ok := common[key+word]; ok && word != "" {
			s.words = append(s.words, word)
		} else if first[key] && usable(word, part) && !strings.Contains(word, "_") && len(word) > 2 {
			s.rare = append(s.rare, word)
		}
	}
	if !slices.ContainsFunc(s.words, func(w string) bool { return common[key+w] }) {
		s.words = nil // nobody was seen to use it
	}
	at := 4 + 2*int(count)
	pointers, _ := strconv.Atoi(w[at])
	for k := range pointers {
		p := w[at+1+4*k:][:4]
		if p[0] == "&" && w[2] != "s" {
			continue // from the plain adjective to those that say it more closely
		}
		s.point(p[0], strings.Replace(p[2], "s", "a", 1)+p[1], p[3])
	}
	n.senses[key] = s
	n.keys = append(n.keys, key)
}

// point notes a pointer of one of the kinds that are used.
func (s *sense) point(kind, key, fromTo string) {
	switch kind {
	case "@", "@i", "*", "&":
		s.wider = append(s.wider, key)
	case "!":
		s.opposites = append(s.opposites, key+fromTo[2:])
	case "+", "\\", "<":
		from, _ := strconv.ParseInt(fromTo[:2], 16, 32)
		if from > 0 && int(from) <= len(s.all) {
			s.derived[s.all[from-1]+" "+key+fromTo[2:]] = key + fromTo[2:]
		}
	}
}

// word returns the word that a pointer's sense and number mean, empty for none
// that is kept.
func (n *net) word(pointer string) string {
	key, number := pointer[:len(pointer)-2], pointer[len(pointer)-2:]
	s := n.senses[key]
	k, err := strconv.ParseInt(number, 16, 32)
	if s == nil || err != nil || k < 1 || int(k) > len(s.all) || !slices.Contains(s.words, s.all[k-1]) {
		return ""
	}
	return s.all[k-1]
}

// deepest bounds how many senses without a common word are passed through.
const deepest = 3

// link turns pointers into words and pairs.
func (n *net) link() {
	for _, key := range n.keys {
		s := n.senses[key]
		var words []string
		for _, p := range s.opposites {
			if w := n.word(p); w != "" && !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
		s.opposites = words
		for from, p := range s.derived {
			from, _, _ := strings.Cut(from, " ")
			if to := n.word(p); to != "" && slices.Contains(s.words, from) && from != to {
				n.pairs[[2]string{min(from, to), max(from, to)}] = true
			}
		}
	}
}

// text returns the file, in the order of WordNet's.
func (n *net) text() string {
	lines := 0
	for _, key := range n.keys {
		n.senses[key].line = -1
		if s := n.senses[key]; len(s.words) > 0 {
			s.line = lines
			lines++
		}
	}
	var b strings.Builder
	for _, key := range n.keys {
		s := n.senses[key]
		if s.line < 0 {
			continue
		}
		fmt.Fprintf(&b, "%c %s", s.part, strings.Join(s.words, ","))
		if wider := n.widerLines(s, deepest); len(wider) > 0 {
			b.WriteString(" ^")
			for _, l := range wider {
				fmt.Fprintf(&b, " %d", l)
			}
		}
		if len(s.opposites) > 0 {
			fmt.Fprintf(&b, " ! %s", strings.Join(s.opposites, " "))
		}
		if len(s.rare) > 0 {
			fmt.Fprintf(&b, " ~ %s", strings.Join(s.rare, " "))
		}
		b.WriteByte('\n')
	}
	pairs := make([]string, 0, len(n.pairs))
	for p := range n.pairs {
		pairs = append(pairs, "+ "+p[0]+" "+p[1]+"\n")
	}
	slices.Sort(pairs)
	return b.String() + strings.Join(pairs, "")
}

// widerLines returns the lines of the senses wider than s; one that has no
// common word is passed through.
func (n *net) widerLines(s *sense, deep int) []int {
	var out []int
	for _, key := range s.wider {
		w := n.senses[key]
		if w == nil {
			continue
		}
		if w.line >= 0 {
			out = append(out, w.line)
		} else if deep > 0 {
			out = append(out, n.widerLines(w, deep-1)...)
		}
	}
	return out
}
