package check

import "strings"

// excuse excuses the words by which a claim names the article itself, or leads
// over to what it says: "According to The Hindu,", "The article says that",
// "It is reported that", "Notably,".
func (p *pair) excuse() {
	i := p.leadIn()
	for k := p.from; k < i && k < p.to; k++ {
		p.excused[k] = true
	}
	p.excuseTitle()
}

// leadIn returns the word after what leads over to the claim's statement.
func (p *pair) leadIn() int {
	i := p.from
	if n := p.connective(i); n > 0 {
		i += n
	}
	if n := p.impersonal(i); n > 0 {
		return i + n
	}
	within := p.within(i)
	as := p.c.low(i) == "as" && within == 0
	at := i + within
	if as {
		at++
	}
	n := p.article(at)
	if n == 0 {
		return i
	}
	at += n
	if within > 0 {
		return at
	}
	if !framing(p.c.low(at)) {
		return i
	}
	switch at++; p.c.low(at) {
	case "out", "us":
		at++
	}
	if p.c.low(at) == "that" {
		at++
	} else if as && (at >= p.to || p.c.words[at].sep != ",") {
		return i
	}
	return at
}

// within returns how many words at i say that what follows is in the article.
func (p *pair) within(i int) int {
	switch p.c.low(i) {
	case "according", "thanks", "due":
		if p.c.low(i) == "according" && p.c.low(i+1) == "to" {
			return 2
		}
	case "in", "per":
		if p.set(i + 1) {
			return 1
		}
	case "based":
		if p.c.low(i+1) == "on" && p.set(i+2) {
			return 2
		}
	case "as":
		switch p.c.low(i + 1) {
		case "per":
			return 2
		case "stated", "described", "mentioned", "noted", "reported", "explained":
			if w := p.c.low(i + 2); w == "in" || w == "by" {
				return 3
			}
		}
	}
	return 0
}

// set reports whether the words at i name the article, and a comma follows.
func (p *pair) set(i int) bool {
	n := p.article(i)
	return n > 0 && i+n < p.to && p.c.words[i+n].sep == ","
}

// framing reports whether w is a verb that puts what follows into the article.
func framing(w string) bool {
	switch w {
	case "says", "said", "reports", "reported", "writes", "wrote", "states", "stated", "notes", "noted", "mentions", "mentioned", "explains", "explained",
		"adds", "indicates", "points", "describes", "tells", "observes", "records", "relates":
		return true
	}
	return false
}

// impersonal returns how many words at i say that something is told, and by
// nobody in particular: "It is reported that".
func (p *pair) impersonal(i int) int {
	if p.c.low(i) != "it" || p.c.low(i+1) != "is" && p.c.low(i+1) != "was" {
		return 0
	}
	at := i + 2
	if p.c.low(at) == "also" {
		at++
	}
	switch p.c.low(at) {
	case "reported", "stated", "noted", "mentioned", "explained", "recorded", "described", "worth", "noteworthy", "notable":
	default:
		return 0
	}
	at++
	if p.c.low(at) == "noting" || p.c.low(at) == "mentioning" {
		at++
	}
	if p.c.low(at) != "that" {
		return 0
	}
	return at + 1 - i
}

// connectives lead over to a sentence, before a comma, and say nothing.
var connectives = func() map[string]bool {
	set := map[string]bool{}
	for _, c := range strings.Fields(`overall notably specifically interestingly importantly additionally essentially basically ultimately
		in_short in_summary in_essence in_brief in_fact in_other_words in_sum to_summarize to_summarise to_sum_up in_conclusion in_addition
		put_simply simply_put also as_well moreover furthermore for_example for_instance in_particular particularly that_said as_such
		in_this_context of_note as_a_reminder to_be_precise more_precisely more_specifically indeed likewise similarly of_course`) {
		set[c] = true
	}
	return set
}()

// connective returns how many words at i are a connective before a comma.
func (p *pair) connective(i int) int {
	phrase := ""
	for n := 1; n <= 3 && i+n < p.to; n++ {
		if n > 1 {
			phrase += "_"
		}
		phrase += p.c.low(i + n - 1)
		if strings.HasPrefix(p.c.words[i+n].sep, ",") && connectives[phrase] {
			return n
		}
	}
	return 0
}

// article returns how many words at i name the article: "the article", its
// publisher, one of its authors.
func (p *pair) article(i int) int {
	if p.c.low(i) == "the" || p.c.low(i) == "this" {
		switch w := p.c.low(i + 1); w {
		case "article", "text", "passage", "source", "excerpt":
			return 2
		case "report", "author", "piece", "story", "page", "document", "entry":
			if !p.has(w) {
				return 2
			}
		}
	}
	for _, name := range append([]string{p.s.Article.Source}, p.s.Article.Authors...) {
		fields := strings.Fields(fold(name))
		if len(fields) == 0 {
			continue
		}
		match := true
		for k, f := range fields {
			match = match && p.c.low(i+k) == strings.Trim(f, ".,")
		}
		if match {
			return len(fields)
		}
	}
	return 0
}
