package checktest

import (
	"regexp"
	"strconv"
	"strings"
)

var digits = regexp.MustCompile(`\d+`)

func numbered(s *sentence, _ *story) []string {
	var out []string
	for i, w := range s.words {
		if w.Tag != "CD" || s.dateAt(i) {
			continue
		}
		if d := digits.FindString(w.Text); d != "" && len(d) < 9 {
			n, _ := strconv.Atoi(d)
			for _, m := range []int{n + 1 + s.pick("number", 7), n*10 + 3, n * 2} {
				if m != n {
					out = append(out, s.replace(i, i+1, strings.Replace(w.Text, d, strconv.Itoa(m), 1)))
				}
			}
			continue
		}
		for n, name := range numerals {
			if strings.EqualFold(w.Text, name) && name != "one" {
				out = append(out, s.replace(i, i+1, numerals[(n+2+s.pick("numeral", 5))%len(numerals)]))
			}
		}
	}
	return out
}

var numerals = []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// dateAt reports whether word i is part of a date.
func (s *sentence) dateAt(i int) bool {
	if y := s.words[i].Text; len(y) == 4 && (y[0] == '1' || y[:2] == "20") {
		return true
	}
	return i > 0 && calendar(s.words[i-1].Text) || i+1 < len(s.words) && calendar(s.words[i+1].Text)
}

var unitSwaps = map[string]string{
	"million": "billion", "billion": "million", "thousand": "million", "percent": "percentage points", "%": " percentage points", "kilometres": "miles", "kilometers": "miles",
	"km": "miles", "miles": "kilometres", "metres": "feet", "meters": "feet", "feet": "metres", "years": "months", "months": "years", "days": "weeks",
	"weeks": "days", "hours": "minutes", "minutes": "hours", "dollars": "euros", "tons": "kilograms", "tonnes": "kilograms", "$": "€", "£": "$", "acres": "hectares", "square": "cubic", "decades": "centuries",
}

func unitChanged(s *sentence, _ *story) []string {
	var out []string
	for i, w := range s.words {
		by, ok := unitSwaps[w.Text]
		if !ok || w.Text != "$" && w.Text != "£" && (i == 0 || s.words[i-1].Tag != "CD") {
			continue
		}
		out = append(out, s.replace(i, i+1, by))
	}
	return out
}

var (
	months   = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	weekdays = [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	yearIn   = regexp.MustCompile(`\b(1[0-9]|20)\d\d\b`)
)

func dated(s *sentence, _ *story) []string {
	var out []string
	for i, w := range s.words {
		for n, m := range months {
			if w.Text == m && (m != "May" && m != "March" || s.dateAt(i)) {
				out = append(out, s.replace(i, i+1, months[(n+1+s.pick("month", 10))%12]))
			}
		}
		for n, d := range weekdays {
			if w.Text == d {
				out = append(out, s.replace(i, i+1, weekdays[(n+1+s.pick("day", 5))%7]))
			}
		}
		if yearIn.MatchString(w.Text) && len(w.Text) == 4 {
			y, _ := strconv.Atoi(w.Text)
			out = append(out, s.replace(i, i+1, strconv.Itoa(y+1+s.pick("year", 9))), s.replace(i, i+1, strconv.Itoa(y-1)))
		} else if d, err := strconv.Atoi(w.Text); err == nil && d <= 31 && s.dateAt(i) {
			out = append(out, s.replace(i, i+1, strconv.Itoa(d%28+1)))
		}
	}
	return out
}
