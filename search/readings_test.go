package search

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"byline/article"
)

// made returns the i-th of some articles of different lengths.
func made(i int) *article.Article {
	a := &article.Article{Title: fmt.Sprintf("Mercury %d (planet)", i), Language: "en", Source: "Gazette"}
	a.ID, a.RevisionID = article.ID(i+1), article.RevisionID(i+1)
	a.Text = strings.Repeat(fmt.Sprintf("Dr. Hale counted %d craters in 1974. It wasn’t the first “count”.\n\nNobody knew.\n", i), 3+i%5)
	return a
}

// A reading that was packed is the one that was read.
func TestPackedReading(t *testing.T) {
	for i := range 20 {
		a := made(i)
		fresh := read(a, nil)
		again := read(a, pack(fresh))
		if !reflect.DeepEqual(fresh, again) {
			t.Fatalf("%+v was packed and is %+v", fresh, again)
		}
	}
}

// What was read is kept within the bound: the latest as it is, more of it packed.
func TestReadingsBound(t *testing.T) {
	c := readings{bound: 64 << 10}
	for i := range 400 {
		c.put(read(made(i), nil))
		if used := c.whole.used + c.brief.used; used > c.bound {
			t.Fatalf("%d bytes are kept, %d allowed", used, c.bound)
		}
	}
	whole, brief := 0, 0
	for i := range 400 {
		rev := article.RevisionID(i + 1)
		if c.get(rev) != nil {
			whole++
		}
		if c.packed(rev) != nil {
			brief++
		}
	}
	if c.get(400) == nil || whole == 0 || brief < 5*whole {
		t.Errorf("of 400 articles %d are kept as they are and %d packed", whole, brief)
	}
}

// An article too long to be kept as it is is packed at once.
func TestLongReading(t *testing.T) {
	a := made(4)
	a.Text = strings.Repeat(a.Text, 200)
	r := read(a, nil)
	c := readings{bound: r.size()}
	c.put(r)
	if c.get(a.RevisionID) != nil || c.packed(a.RevisionID) == nil {
		t.Error("a long article was not packed")
	}
	c = readings{bound: 1000}
	c.put(r)
	if c.get(a.RevisionID) != nil || c.packed(a.RevisionID) != nil {
		t.Error("an article larger than the bound was kept")
	}
}
