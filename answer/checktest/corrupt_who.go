package checktest

import (
	"regexp"
	"strings"
)

// verb returns the first finite verb of s, or the auxiliary before it.
func (s *sentence) verb() int {
	for i, w := range s.words {
		switch w.Tag {
		case "VBD", "VBZ", "VBP", "MD":
			return i
		case "IN", "WDT", "WP", "WRB", ",", "TO":
			if i > 0 {
				return -1 // a subject with more to it, left alone
			}
		}
	}
	return -1
}

var sayingVerb = regexp.MustCompile(`^(said|says|told|announced|argued|claimed|stated|wrote|reported|added|noted|explained|believed|suggested|warned)$`)

// speaker returns the name before or after a verb of saying, empty when there
// is none.
func (s *sentence) speaker() (i, k int) {
	for v, w := range s.words {
		if !sayingVerb.MatchString(w.Text) {
			continue
		}
		for i := v - 1; i >= 0 && i >= v-4; i-- {
			if s.nameEnd(i) == v && (i == 0 || s.nameEnd(i-1) == i-1) {
				return i, v
			}
		}
		if k := s.nameEnd(v + 1); k > v+1 {
			return v + 1, k
		}
	}
	return 0, 0
}

func misattributed(s *sentence, other *story) []string {
	i, k := s.speaker()
	if k == 0 {
		return nil
	}
	var out []string
	if n := s.anotherName(s.of.names, s.cut(i, k), "said"); n != "" {
		out = append(out, s.replace(i, k, n))
	}
	if n := s.anotherName(other.names, s.cut(i, k), "said"); n != "" {
		out = append(out, s.replace(i, k, n))
	}
	return out
}

// attributed gives a statement to someone of the story who did not make it.
func attributed(s *sentence, _ *story) []string {
	if _, k := s.speaker(); k != 0 || strings.Contains(s.Text(), "ccording") {
		return nil
	}
	n := s.anotherName(s.of.names, "", "according")
	if n == "" {
		return nil
	}
	return []string{"According to " + n + ", " + s.lowerFirst()}
}

// unattributed states as a fact what someone said.
func unattributed(s *sentence, _ *story) []string {
	for v, w := range s.words {
		if sayingVerb.MatchString(w.Text) && v+3 < len(s.words) && s.words[v+1].Text == "that" && v < 6 {
			return []string{upperFirst(s.Text()[s.words[v+2].Start:])}
		}
	}
	if rest, ok := strings.CutPrefix(s.Text(), "According to "); ok {
		if _, rest, ok = strings.Cut(rest, ", "); ok {
			return []string{upperFirst(rest)}
		}
	}
	return nil
}
