package pdf

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzAssemble makes pages of characters at places that the input chooses. All
// words must come out, but for repeated lines in the margins, as valid UTF-8,
// with pages that begin where they say.
func FuzzAssemble(f *testing.F) {
	f.Add([]byte("\x10\x80Harbour\x02\x10\x90bour \r\n\x60\x80across\x00\x10\x20 12"), uint8(2))
	f.Add([]byte("\x00\x00´e\x00\x10•x\x7f\xff9"), uint8(1))
	f.Fuzz(func(t *testing.T, data []byte, count uint8) {
		n := int(count%4) + 1
		var doc document
		for i := range n {
			part := data[len(data)*i/n : len(data)*(i+1)/n]
			var chars []char
			x, y := 72.0, 700.0
			for j := 0; j < len(part); {
				r, size := utf8.DecodeRune(part[j:])
				j += size
				if r == 0 && j+1 < len(part) { // move: two bytes of place
					x, y = float64(part[j])*3, float64(part[j+1])*4
					j += 2
					continue
				}
				chars = append(chars, char{r, x, x + 5, y, y + 10})
				x += 5
				if r == '\n' {
					x, y = 72, y-14
				}
			}
			doc.pages = append(doc.pages, page{width: 612, height: 792, lines: lines(chars)})
		}
		art, err := doc.article()
		if err != nil {
			return
		}
		if !utf8.ValidString(art.Text) || strings.ContainsRune(art.Text, softHyphen) {
			t.Errorf("text %q", art.Text)
		}
		last := 0
		for _, at := range art.Pages {
			if at < last || at > len(art.Text) {
				t.Errorf("pages begin at %v in %d bytes", art.Pages, len(art.Text))
			}
			last = at
		}
	})
}
