package reader

// Names are the features of a candidate, in the order of Candidate.Values.
func Names() []string { return names }

var names = func() []string {
	var f featureList
	c := newCall(Read("who"), []Sentence{{Text: "A b"}}, func(string) float64 { return 1 })
	c.fill(&f, &c.lines[0], 1, 1)
	return f.names
}()

// featureList collects values, and names when no room for values was made.
type featureList struct {
	names  []string
	values []float32
}

func (f *featureList) add(name string, v float32) {
	if f.values == nil {
		f.names = append(f.names, name)
		return
	}
	f.values = append(f.values, v)
}

func (f *featureList) flag(name string, v bool) {
	if v {
		f.add(name, 1)
	} else {
		f.add(name, 0)
	}
}

// values returns a candidate's features. They are cut from a block that many share.
func (c *call) values(l *line, from, to int) []float32 {
	if cap(c.room)-len(c.room) < len(names) {
		c.room = make([]float32, 0, blockRows*len(names))
	}
	f := featureList{values: c.room[len(c.room) : len(c.room) : len(c.room)+len(names)]}
	c.fill(&f, l, from, to)
	c.room = c.room[:len(c.room)+len(f.values)]
	return f.values
}

// blockRows is how many candidates' features are made room for at once.
const blockRows = 128

// lettered returns n names that end in letters from first on.
func lettered(name string, first rune, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = name + string(first+rune(i))
	}
	return out
}

var (
	kindNames = lettered("kind", 'A', int(kinds))
	sortNames = lettered("sort", 'A', int(sorts))
	formNames = lettered("form", 'a', int(none))
)

// fill adds all features of the candidate [from,to] of l.
func (c *call) fill(f *featureList, l *line, from, to int) {
	c.asked(f)
	c.placed(f, l, from, to)
	c.shaped(f, l, from, to)
	c.beside(f, l, from, to)
	c.matched(f, l, from, to)
}

// asked: what the question wants.
func (c *call) asked(f *featureList) {
	for k := range c.kind {
		f.add(kindNames[k], c.kind[k])
	}
	for s := range c.sort {
		f.add(sortNames[s], c.sort[s])
	}
	f.flag("aux", c.q.Aux)
	f.flag("focus", c.q.Focus != "")
	f.add("question words", float32(len(c.q.Tokens)))
}

// placed: where the sentence and the candidate stand.
func (c *call) placed(f *featureList, l *line, from, to int) {
	f.add("sentence", float32(l.order))
	f.add("sentence behind", float32(l.delta))
	f.add("sentence covers", float32(l.cover))
	f.add("covers less", float32(c.lines[0].cover-l.cover))
	f.add("sentence words", float32(len(l.toks)))
	f.add("from start", float32(from))
	f.add("to end", float32(len(l.toks)-1-to))
	f.add("words", float32(to-from+1))
}

// shaped: what the candidate looks like.
func (c *call) shaped(f *featureList, l *line, from, to int) {
	var count [forms]int
	weight, questions, smalls, inner := 0.0, 0, 0, 0
	for i := from; i <= to; i++ {
		count[l.forms[i]]++
		if l.match[i] {
			questions++
		}
		if l.toks[i].Stop {
			smalls++
		} else {
			weight += l.idf[i]
		}
		if i > from && l.marks[i] != plain && l.marks[i] != hyphen {
			inner++
		}
	}
	n := float32(to - from + 1)
	for k := range none {
		f.add(formNames[k], float32(count[k])/n)
	}
	f.add("first form", float32(l.forms[from]))
	f.add("last form", float32(l.forms[to]))
	f.add("first end", l.ends[from])
	f.add("last end", l.ends[to])
	f.add("weight", float32(weight))
	f.add("mean weight", float32(weight)/n)
	f.add("question's words", float32(questions))
	f.add("question's share", float32(questions)/n)
	f.add("small words", float32(smalls))
	f.add("marks inside", float32(inner))
	f.flag("money", l.sign(from))
	f.add("starts", l.odds[from].start)
	f.add("ends", l.odds[to].end)
}

// sign reports whether a currency sign stands before the word.
func (l *line) sign(i int) bool {
	s := l.toks[i].Start
	return s > 0 && (l.Text[s-1] == '$' || s > 1 && (l.Text[s-2:s] == "£" || l.Text[s-2:s] == "¥") || s > 2 && l.Text[s-3:s] == "€")
}

// beside: what stands around the candidate.
func (c *call) beside(f *featureList, l *line, from, to int) {
	f.add("gap before", float32(l.marks[from]))
	f.add("gap after", float32(l.marks[to+1]))
	before, after, before2, after2 := l.at(from-1), l.at(to+1), l.at(from-2), l.at(to+2)
	f.add("form before", float32(before.form))
	f.add("form after", float32(after.form))
	f.add("form two before", float32(before2.form))
	f.add("form two after", float32(after2.form))
	f.add("end before", before.end)
	f.add("end after", after.end)
	f.add("opens", before.opens)
	f.add("closes", after.closes)
	f.add("opens two", before2.opens)
	first, last := l.forms[from], l.forms[to]
	f.flag("cut name before", named(before.form) && named(first) && joined(l.marks[from]))
	f.flag("cut name after", named(after.form) && named(last) && joined(l.marks[to+1]))
	f.flag("cut number", counted(last) && counted(after.form) && joined(l.marks[to+1]) || counted(first) && counted(before.form) && joined(l.marks[from]))
	f.flag("the before", before.word == "the")
	f.flag("a before", before.word == "a" || before.word == "an")
	f.flag("in before", before.word == "in" || before.word == "at" || before.word == "on")
	f.flag("by before", before.word == "by")
	f.flag("of before", before.word == "of")
	f.flag("of after", after.word == "of")
	f.flag("in after", after.word == "in")
	f.flag("and after", after.word == "and" || after.word == "or")
	f.flag("and before", before.word == "and" || before.word == "or")
	f.flag("quoted", l.marks[from] == quote && l.marks[to+1] == quote)
	f.flag("bracketed", l.marks[from] == open && l.marks[to+1] == closed)
}

// seen is a word beside a candidate.
type seen struct {
	word          string
	form          form
	end           float32
	opens, closes float32
}

func (l *line) at(i int) seen {
	if i < 0 || i >= len(l.toks) {
		return nothing
	}
	return seen{l.words[i], l.forms[i], l.ends[i], l.odds[i].open, l.odds[i].closing}
}

// nothing is what stands beyond a sentence.
var nothing = seen{form: none, end: endOf("")}

func named(f form) bool   { return f == capital || f == allCaps }
func counted(f form) bool { return f == number || f == year || f == month || f == unit }
func joined(g gap) bool   { return g == plain || g == hyphen }

// matched: how the question's words surround the candidate.
func (c *call) matched(f *featureList, l *line, from, to int) {
	left, right := l.near(from, to)
	f.add("near left", float32(left))
	f.add("near right", float32(right))
	dl, dr := l.distance(from, to)
	f.add("distance left", float32(dl))
	f.add("distance right", float32(dr))
	all := l.left[len(l.toks)]
	f.add("matched left", float32(l.left[from]))
	f.add("matched right", float32(all-l.left[to+1]))
	share := 0.0
	if all > 0 {
		share = l.left[from] / all
	}
	f.add("share left", float32(share))
	f.flag("match just before", from > 0 && l.match[from-1])
	f.flag("match just after", to+1 < len(l.toks) && l.match[to+1])
	before, after := l.term(from-1), l.term(to+1)
	f.flag("same word before", c.q.Before != "" && before == c.q.Before)
	f.flag("same word after", c.q.After != "" && after == c.q.After)
	f.flag("after stands before", c.q.After != "" && before == c.q.After)
	f.flag("focus after", c.q.Focus != "" && after == c.q.Focus)
	f.flag("focus two after", c.q.Focus != "" && l.term(to+2) == c.q.Focus)
	f.flag("focus before", c.q.Focus != "" && before == c.q.Focus)
	f.flag("focus last", c.q.Focus != "" && l.term(to) == c.q.Focus)
	f.add("last question word at", c.tail(l, from, to))
}

func (l *line) term(i int) string {
	if i < 0 || i >= len(l.toks) {
		return ""
	}
	return l.toks[i].Term
}

// tail returns how far right (positive) or left of the candidate the last
// content word of the question stands; 0 when it is not there.
func (c *call) tail(l *line, from, to int) float32 {
	for i := len(c.q.Tokens) - 1; i >= 0; i-- {
		if c.q.Tokens[i].Stop {
			continue
		}
		for j := range l.toks {
			if l.toks[j].Term == c.q.Tokens[i].Term {
				if j > to {
					return float32(j - to)
				}
				return float32(j - from)
			}
		}
		return 0
	}
	return 0
}
