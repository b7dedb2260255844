// Package written reads days that are written out with their month and year, in
// any of the languages of months.txt or in East Asian signs: "3 de marzo de
// 2021", "March 3rd, 2021", "2021 m. kovo 3 d.", "2021年3月3日". Days in digits
// alone are read where they leave no doubt ("3. 4. 2021", "3/30/2021"). Years are 1000 to
// 2199, or those of the Buddhist era beside a Thai month.
package written

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Day returns the first day in s, at midnight UTC, and where it stands:
// s[start:end]. Without one the day is zero.
func Day(s string) (day time.Time, start, end int) {
	marks := scan(s)
	for i := range max(len(marks)-2, 0) {
		if day, ok := dayOf(marks[i], marks[i+1], marks[i+2]); ok {
			start, end = marks[i].start, marks[i+2].end
			if r, n := utf8.DecodeRuneInString(s[end:]); strings.ContainsRune("日號号일", r) && n > 1 {
				end += n
			}
			return day, start, end
		}
	}
	return time.Time{}, 0, 0
}

// Month returns 1 to 12 for a month's name, 0 for another word.
func Month(word string) int { return months()[fold(word)] }

// A mark is what may be part of a date: a number, or a month.
type mark struct {
	start, end int
	number     int    // of digits; 0 for a month
	digits     int    // how many
	month      int    // 1 to 12; 0 for a number
	thai       bool   // a month in Thai letters
	gap        string // what stands between the mark before and this one, or apart
}

// apart is the gap that no date goes across.
const apart = "\n"

// between are the words that stand inside of dates: "3rd of March", "3 de
// marzo", "2021 m. kovo 3 d.", "2021eko martxoaren 3a", "Mar 3 10:30 UTC 2021".
var between = wordSet(`utc gmt of the st nd rd th de del di do d m er e º ª a ng eko ko gada m d г р ж năm ngày พ ศ พ.ศ من 年 년 оны`)

// beforeMonth and afterMonth make a month of the number beside them.
var (
	beforeMonth = wordSet(`tháng thg`)
	afterMonth  = wordSet(`月 월 сарын сар`)
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[fold(w)] = true
	}
	return set
}

// scan returns the numbers and months of s in order.
func scan(s string) []mark {
	var marks []mark
	words := pieces(s)
	last, broken := 0, false // end of the last mark; something else came since
	add := func(m mark) {
		m.gap = s[last:m.start]
		if broken || len(marks) == 0 || strings.ContainsAny(m.gap, ":;()[]{}\n") {
			m.gap = apart
		}
		marks, last, broken = append(marks, m), m.end, false
	}
	for i := 0; i < len(words); i++ {
		p := words[i]
		if n := clock(s, words[i:]); n > 0 {
			i += n - 1
			last = words[i].end
			continue
		}
		if p.digits > 0 {
			m := mark{start: p.start, end: p.end, number: p.number, digits: p.digits}
			if i+1 < len(words) && afterMonth[words[i+1].folded] && p.number >= 1 && p.number <= 12 {
				m.month, m.number, m.end = p.number, 0, words[i+1].end
				i++
			}
			add(m)
			continue
		}
		m, n := monthAt(s, words[i:])
		if n > 0 {
			i += n - 1
			add(m)
		} else if !between[p.folded] {
			broken = true
		}
	}
	return marks
}

// clock returns how many of the first words are the time of a day: 10:30, or
// 10:30:15. It may stand inside of a date: "Wed Mar  3 10:30:15 2021".
func clock(s string, words []piece) int {
	n := 1
	for n < 3 && n < len(words) && words[n-1].digits > 0 && words[n].digits == 2 && s[words[n-1].end:words[n].start] == ":" {
		n++
	}
	if n == 1 {
		return 0
	}
	return n
}

// monthAt reads a month's name at the first of words, of one or two words, or a
// month's number after a word that says so. n is how many words it takes.
func monthAt(s string, words []piece) (m mark, n int) {
	p := words[0]
	if len(words) > 1 {
		next := words[1]
		if beforeMonth[p.folded] && next.digits > 0 && next.number >= 1 && next.number <= 12 {
			return mark{start: p.start, end: next.end, month: next.number}, 2
		}
		if gap := s[p.end:next.start]; gap == " " || gap == "." {
			if month := months()[p.folded+"_"+next.folded]; month > 0 {
				return mark{start: p.start, end: next.end, month: month, thai: p.thai}, 2
			}
		}
	}
	if p.dotted {
		if month := months()["."+p.folded]; month > 0 {
			return mark{start: p.start, end: p.end, month: month}, 1
		}
	}
	if month := months()[p.folded]; month > 0 {
		return mark{start: p.start, end: p.end, month: month, thai: p.thai}, 1
	}
	return mark{}, 0
}

// dayOf makes a day of three marks in a row.
func dayOf(a, b, c mark) (time.Time, bool) {
	named := a.month+b.month+c.month > 0
	if b.gap == apart || c.gap == apart || named && strings.Contains(b.gap+c.gap, "|") {
		return time.Time{}, false
	}
	var day, month, year mark
	switch {
	case b.month > 0 && c.digits == 4: // 3 March 2021
		day, month, year = a, b, c
	case b.month > 0: // 2021 March 3
		day, month, year = c, b, a
	case a.month > 0: // March 3, 2021
		day, month, year = b, a, c
	case c.month > 0: // 2021. gada 3. marts
		day, month, year = b, c, a
	default:
		day, month, year = digitsOnly(a, b, c)
	}
	y := year.number
	if month.thai && y >= 2400 && y < 2700 {
		y -= 543
	}
	if year.digits != 4 || day.digits < 1 || day.digits > 2 || y < 1000 || y >= 2200 || month.month < 1 || month.month > 12 {
		return time.Time{}, false
	}
	t := time.Date(y, time.Month(month.month), day.number, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == day.number
}

// digitsOnly tells day, month and year of three numbers with one sign between
// them, three zero marks when they may be told in two ways. Only a day before a
// month has a dot and a space between them.
func digitsOnly(a, b, c mark) (day, month, year mark) {
	sign := strings.TrimSpace(b.gap)
	if sign != strings.TrimSpace(c.gap) || sign != "." && sign != "/" && sign != "-" && sign != "|" {
		return mark{}, mark{}, mark{}
	}
	european := strings.HasPrefix(b.gap, ".") && len(b.gap)+len(c.gap) > 2
	switch {
	case a.digits == 4: // 2021. 3. 3.
		return c, mark{month: b.number}, a
	case b.number > 12: // 3/30/2021
		return b, mark{month: a.number}, c
	case a.number > 12, a.number == b.number, european: // 30 | 3 | 2021, 3. 4. 2021
		return a, mark{month: b.number}, c
	}
	return mark{}, mark{}, mark{}
}

// A piece is a word or a number of a text.
type piece struct {
	start, end int
	folded     string // of a word
	digits     int    // of a number
	number     int
	dotted     bool // a number with a dot stands right before
	thai       bool
}

// pieces cuts s into words and numbers. East Asian signs are words of their own.
func pieces(s string) []piece {
	const none, word, number, sign = 0, 1, 2, 3
	var out []piece
	was := none
	for i, r := range s {
		kind := none
		switch {
		case unicode.IsDigit(r):
			kind = number
		case unicode.In(r, unicode.Han, unicode.Hangul):
			kind = sign
		case unicode.IsLetter(r), unicode.IsMark(r), was == word && unicode.Is(unicode.Cf, r):
			kind = word
		}
		if kind != none && (kind != was || kind == sign) {
			out = append(out, piece{start: i})
		}
		was = kind
		if kind == none {
			continue
		}
		p := &out[len(out)-1]
		p.end = i + len(string(r))
		if kind == number {
			p.digits++
			p.number = min(p.number*10+digit(r), 1e9)
		}
		p.thai = p.thai || unicode.Is(unicode.Thai, r)
	}
	for i := range out {
		p := &out[i]
		if p.digits == 0 {
			p.folded = fold(s[p.start:p.end])
			p.dotted = i > 0 && out[i-1].digits > 0 && strings.HasPrefix(s[out[i-1].end:p.start], ".")
		}
	}
	return out
}

// digit returns the value of a decimal digit of any script: each has its ten in
// a row, and rows begin at a zero.
func digit(r rune) int {
	if r <= '9' {
		return int(r - '0')
	}
	n := 0
	for n < 50 && unicode.IsDigit(r-rune(n)-1) {
		n++
	}
	return n % 10
}
