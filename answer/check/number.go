package check

import (
	"math"
	"strconv"
	"strings"
)

// A number is a quantity of a sentence. Years stand among the dates as well.
type number struct {
	from, to int // words [from,to)
	value    float64
	unit     string // "%", "pp", "$", "km", "ordinal", "year"; empty for a count
	bound    bound
	digits   int  // significant digits as written, for rounding
	rank     bool // after "No." or "number"
}

// A bound is what stands before a number: "about", "at least", "up to".
type bound uint8

const (
	exactly bound = iota
	roughly
	nearly
	atLeast
	atMost
)

// magnitudes are words and suffixes that multiply the number before them.
func magnitude(w string) float64 {
	switch w {
	case "hundred", "hundreds":
		return 100
	case "thousand", "thousands", "k":
		return 1e3
	case "million", "millions", "mn", "mln":
		return 1e6
	case "billion", "billions", "bn", "bln":
		return 1e9
	case "trillion", "trillions", "tn", "trn":
		return 1e12
	case "dozen", "dozens":
		return 12
	}
	return 0
}

// spelled returns the value of a number word below a hundred, -1 for others.
func spelled(w string) float64 {
	for i, s := range [...]string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
		"eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"} {
		if w == s {
			return float64(i)
		}
	}
	for i, s := range [...]string{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"} {
		if w == s {
			return float64(20 + 10*i)
		}
	}
	return -1
}

// ordinal returns the value of an ordinal in words or figures, -1 for others.
func ordinal(w string) float64 {
	for i, s := range [...]string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
		"eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"} {
		if w == s {
			return float64(i + 1)
		}
	}
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if n, ok := strings.CutSuffix(w, suffix); ok {
			if v, err := strconv.Atoi(n); err == nil {
				return float64(v)
			}
		}
	}
	return -1
}

// collective returns how many a word for a group means, 0 for other words.
func collective(w string) float64 {
	switch w {
	case "pair", "duo", "couple", "twice", "double":
		return 2
	case "trio":
		return 3
	case "quartet":
		return 4
	}
	return 0
}

// fraction returns the value of a part in words, 0 for others.
func fraction(w string) float64 {
	switch w {
	case "half", "halves":
		return .5
	case "third", "thirds":
		return 1. / 3
	case "quarter", "quarters":
		return .25
	case "fifths":
		return .2
	case "tenths":
		return .1
	}
	return 0
}

// findNumbers fills in r.numbers and marks their words as taken.
func (r *reading) findNumbers() {
	for i := 0; i < len(r.words); {
		n, ok := r.numberAt(i)
		if !ok {
			i++
			continue
		}
		n.bound = r.boundOf(n)
		n.rank = n.unit == "" && (r.numero(n.from-1) || r.low(n.from-1) == "number")
		r.numbers = append(r.numbers, n)
		for k := n.from; k < n.to; k++ {
			r.taken[k] = true
		}
		i = max(n.to, i+1)
	}
	r.shareUnits()
	r.findAges()
}

// numberAt reads the number that begins at word i.
func (r *reading) numberAt(i int) (number, bool) {
	w := r.words[i]
	if r.taken[i] || r.pronounOne(i) {
		return number{}, false
	}
	if unit := unitOf(w.low); isCurrencySign(w.low) && i+1 < len(r.words) && r.words[i+1].sep == "" {
		n, ok := r.amountAt(i + 1)
		if ok {
			n.from, n.unit = i, unit
		}
		return n, ok
	}
	if w.low == "third" && r.low(i-1) == "a" && (r.low(i+1) == "of" || r.low(i-2) == "by") {
		return number{from: i, to: i + 1, value: fraction(w.low), unit: "part", digits: 9}, true
	}
	if v := ordinal(w.low); v >= 0 && !(w.low == "first" && r.low(i-1) == "at") && !(w.low == "second" && i > 0 && r.taken[i-1]) {
		return number{from: i, to: i + 1, value: v, unit: "ordinal", digits: 9}, true
	}
	n, ok := r.amountAt(i)
	if !ok {
		return n, false
	}
	r.addUnit(&n)
	return n, true
}

func isCurrencySign(w string) bool {
	return w == "$" || w == "€" || w == "£" || w == "¥" || w == "₽" || w == "₹"
}

// amountAt reads figures or number words and the magnitudes after them.
func (r *reading) amountAt(i int) (number, bool) {
	n := number{from: i, to: i + 1}
	w := r.words[i].low
	v, digits, suffix, ok := figures(w)
	switch {
	case ok:
		n.value, n.digits = v, digits
		if m := magnitude(suffix); m > 0 {
			n.value *= m
		} else if m := magnitude(suffix + "n"); suffix == "m" && m > 0 {
			n.value, n.unit = v*m, ""
		} else if u := unitOf(suffix); u != "" {
			n.unit = u
		} else if suffix != "" {
			return n, false
		}
	case spelled(w) >= 0 && (w != "one" || r.countsOne(i)):
		n.value, n.digits = spelled(w), 9
		if n.to < len(r.words) && n.value >= 20 && r.words[n.to].sep == "-" {
			if u := spelled(r.words[n.to].low); u > 0 && u < 10 {
				n.value += u
				n.to++
			}
		}
	case magnitude(w) > 0 && !strings.HasSuffix(w, "s") && len(w) > 3:
		n.value, n.digits, n.to = 1, 1, i
	case collective(w) > 0 && (r.low(i+1) == "of" || w == "twice"):
		return number{from: i, to: i + 1, value: collective(w), unit: map[bool]string{true: "x"}[w == "twice" || w == "double"], digits: 9}, true
	case fraction(w) > 0 && w != "third" && w != "quarter" && w != "quarters":
		n = number{from: i, to: i + 1, value: fraction(w), unit: "part", digits: 9}
		if of := r.low(i + 1); of == "a" || of == "an" {
			part := number{from: i, to: i + 2}
			if r.addUnit(&part); part.unit != "" {
				n.to, n.unit = part.to, part.unit
			}
		}
		return n, true
	default:
		return n, false
	}
	r.magnify(&n)
	return n, true
}

// countsOne reports whether the "one" at word i is a number.
func (r *reading) countsOne(i int) bool {
	if r.words[i].cap && i > 0 && r.words[i-1].cap && !r.words[i].lead {
		return false // "Xbox One"
	}
	switch r.low(i + 1) {
	case "of", "another", "who", "that", "is", "was", "can", "may", "'s", "":
		return i+1 == len(r.words) && i > 0 && r.words[i-1].content
	}
	switch r.low(i + 1) {
	case "in", "by", "at", "on", "from", "with", "to":
		if i > 0 && r.words[i-1].content && !unitlessNumber(r.low(i+2)) || unitlessNumber(r.low(i+2)) && r.year(i+2) != 0 {
			return false // "and Branca described one in 1629"
		}
	}
	switch r.low(i - 1) {
	case "no", "this", "that", "the", "another", "any", "each", "every", "which":
		return false
	}
	return !r.words[i].possessive
}

// magnify reads "hundred", "million", "and fifty" and "-thirds" after a number.
func (r *reading) magnify(n *number) {
	for n.to < len(r.words) {
		w := r.words[n.to]
		if w.sep != "" && w.sep != "-" {
			return
		}
		if m := magnitude(w.low); m > 0 {
			n.value *= m
			n.to++
			if k := n.to; k+1 < len(r.words) && r.words[k].low == "and" && spelled(r.words[k+1].low) > 0 && m == 100 {
				n.value += spelled(r.words[k+1].low)
				n.to += 2
			}
			continue
		}
		if f := fraction(w.low); f > 0 && n.value < 10 && (w.sep == "-" || strings.HasSuffix(w.low, "s") || n.value == 1 && (r.low(n.to+1) == "of" || r.low(n.from-1) == "by")) {
			n.value *= f
			n.unit = "part"
			n.to++
		} else if f := fraction(r.low(n.to + 2)); w.low == "and" && r.low(n.to+1) == "a" && f > 0 && !isPreposition(r.low(n.to+3)) {
			n.value, n.digits = n.value+f, n.digits+1 // "three and a half hours"
			n.to += 3
		}
		return
	}
}

// addUnit reads the unit after a number.
func (r *reading) addUnit(n *number) {
	if n.unit != "" || n.to >= len(r.words) {
		return
	}
	w := r.words[n.to]
	if w.sep != "" && w.sep != "-" && w.sep != "°" {
		return
	}
	switch next := r.low(n.to + 1); {
	case w.low == "percentage" && strings.HasPrefix(next, "point"):
		n.unit = "pp"
		n.to += 2
	case w.low == "times" && next != "in":
		n.unit = "x"
		n.to++
	case (w.low == "am" || w.low == "pm") && n.value <= 12 && w.sep == "":
		n.unit = w.low
		n.to++
	case w.low == "m":
		n.unit = "m"
		n.to++
	case w.low == "c" || w.low == "f":
		if strings.Contains(r.text[r.words[n.to-1].end:w.start], "°") {
			n.unit = "°" + strings.ToUpper(w.low)
			n.to++
		}
	case w.low == "degrees" && (next == "celsius" || next == "fahrenheit"):
		n.unit = unitOf(next)
		n.to += 2
	case w.low == "per" && next == "cent":
		n.unit = "%"
		n.to += 2
	case w.low == "square" || w.low == "cubic" || w.low == "sq":
		if u := unitOf(next); u != "" {
			n.unit = w.low[:2] + u
			n.to += 2
		}
	case unitOf(w.low) != "":
		n.unit = unitOf(w.low)
		n.to++
	}
}

// low returns word i in lower case, empty beyond the end.
func (r *reading) low(i int) string {
	if i < 0 || i >= len(r.words) {
		return ""
	}
	return r.words[i].low
}

// boundOf reads what limits a number, before it or after: "at least 15", "15
// or more".
func (r *reading) boundOf(n number) bound {
	if r.low(n.to) == "plus" && r.words[n.to].sep == "-" || strings.HasPrefix(r.sepAt(n.to), "+") {
		return atLeast
	}
	if r.low(n.to) == "or" && r.words[n.to].sep == "" {
		switch r.low(n.to + 1) {
		case "more":
			return atLeast
		case "less", "fewer":
			return atMost
		case "so":
			return roughly
		}
	}
	return r.boundBefore(n.from)
}

// boundBefore reads what limits the number whose first word is i.
func (r *reading) boundBefore(i int) bound {
	a, b, c := r.low(i-1), r.low(i-2), r.low(i-3)
	if isCurrencySign(a) {
		return r.boundBefore(i - 1)
	}
	switch {
	case a == "of" && (b == "excess" || b == "upward" || b == "upwards"):
		return atLeast
	case a == "to" && b == "close":
		return nearly
	case a == "least" && b == "at", a == "than" && (b == "more" || b == "greater" || b == "higher" || b == "larger" || b == "longer"),
		a == "over", a == "exceeding", a == "minimum", a == "above", a == "than" && (b == "fewer" || b == "less") && c == "no":
		return atLeast
	case a == "to" && b == "up", a == "most" && b == "at", a == "than" && (b == "fewer" || b == "less" || b == "lower"),
		a == "under", a == "below", a == "maximum", a == "as" && (b == "many" || b == "much" || b == "far" && c == "as") && r.low(i-4) != "times", a == "than" && b == "more" && c == "no":
		return atMost
	case a == "nearly", a == "almost":
		return nearly
	case a == "about", a == "around", a == "approximately", a == "roughly", a == "some",
		a == "circa", a == "estimated", a == "c", a == "of" && b == "estimate", a == "an" && b == "about":
		return roughly
	}
	return exactly
}

// figures reads the digits at the beginning of w: their value, how many of
// them are significant, and what follows them.
func figures(w string) (v float64, digits int, suffix string, ok bool) {
	i := 0
	for i < len(w) && (w[i] >= '0' && w[i] <= '9' || w[i] == '.' || w[i] == ',') {
		i++
	}
	if i == 0 {
		return 0, 0, "", false
	}
	plain := strings.ReplaceAll(w[:i], ",", "")
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		return 0, 0, "", false
	}
	s := strings.TrimLeft(strings.ReplaceAll(plain, ".", ""), "0")
	if !strings.Contains(plain, ".") {
		s = strings.TrimRight(s, "0")
	}
	return v, len(s), w[i:], true
}

// fits reports whether a claim may say c where the source says s: the same
// quantity in the same unit and with the same bound, or a rounder figure that
// says that it is one.
func (c number) fits(s number) bool {
	c, s = c.inPercent(s), s.inPercent(c)
	if c.unit != s.unit && !(c.unit == "" && (s.unit == "am" || s.unit == "pm")) && !(c.unit == "year" || s.unit == "year") && !(c.unit == "ordinal" && s.rank || c.rank && s.unit == "ordinal") {
		return false
	}
	if same(c.value, s.value) {
		return c.bound == s.bound || c.bound == roughly && (s.bound == exactly || s.bound == nearly) || c.bound == nearly && s.bound == roughly
	}
	if c.bound != roughly && (c.bound != nearly || s.value > c.value) || s.bound != exactly || math.Abs(c.value-s.value) > farthestRounded*math.Abs(s.value) || c.digits >= s.digits || c.unit == "ordinal" || c.unit == "year" || s.value == 0 {
		return false
	}
	scale := math.Pow(10, math.Floor(math.Log10(math.Abs(c.value)))-float64(c.digits-1))
	return c.digits >= 1 && same(math.Round(s.value/scale)*scale, c.value)
}

// farthestRounded is how far a rounder figure may be from the exact one, as a
// share of it.
const farthestRounded = .05

func same(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b)) }
