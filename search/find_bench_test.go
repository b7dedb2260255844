package search_test

import (
	"fmt"
	"strings"
	"testing"

	"byline/article"
	"byline/search"
	"byline/search/index"
	"byline/search/memory"
)

// BenchmarkFind asks whole questions over 400 articles of some five kilobytes:
// "read" analyses the articles of every question anew, "kept" has them.
func BenchmarkFind(b *testing.B) {
	towns := strings.Fields("Aldmoor Birkhaven Carrow Dunsley Estwick Farholm Gresby Holmden Inver Jarrow")
	goods := strings.Fields("copper timber wool granite salt linen barley coal glass amber")
	var articles []*article.Article
	for i := range 400 {
		town, good := towns[i%len(towns)], goods[i/len(towns)%len(goods)]
		var text strings.Builder
		for j := range 40 {
			fmt.Fprintf(&text, "In %d the harbour of %s sent %d tonnes of %s to %s, whose merchants had asked for it since the bridge at lock %d was closed. ",
				1700+(i*7+j)%200, town, 10+(i*31+j*17)%900, good, towns[(i+j+1)%len(towns)], i*40+j)
			if j%5 == 4 {
				text.WriteString("\n\n")
			}
		}
		articles = append(articles, &article.Article{Ref: fmt.Sprint(i), Title: fmt.Sprintf("%s and its %s, part %d", town, good, i), Source: "Almanac", Text: text.String()})
	}
	m, err := memory.New(articles)
	if err != nil {
		b.Fatal(err)
	}
	x := index.New(m, 64<<20)
	questions := []string{"How many tonnes of copper did Carrow send in 1722?", "Which town asked Gresby for wool?", "When was the bridge at lock 777 closed?"}
	for _, c := range []struct {
		name  string
		bytes int64
	}{{"read", 1}, {"kept", 0}} {
		b.Run(c.name, func(b *testing.B) {
			s := search.New(x, m, c.bytes)
			for i := 0; b.Loop(); i++ {
				if found := find(b, s, search.Question{Text: questions[i%len(questions)]}); len(found.Sentences) == 0 {
					b.Fatal("nothing found")
				}
			}
		})
	}
}
