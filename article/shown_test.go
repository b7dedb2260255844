package article

import "testing"

func TestPieces(t *testing.T) {
	a := &Article{Text: "Orla Ayre spoke. She said no. Her friend agreed. The company sold it."}
	for _, tt := range []struct {
		quote Quote
		want  string // bold in stars, what was added in braces
	}{
		{Quote{Article: a, Span: Span{17, 29}}, "She said no."},
		{Quote{Article: a, Span: Span{17, 29}, Resolved: []Naming{{Span{17, 20}, "Ayre"}}}, "{[Ayre]} said no."},
		{Quote{Article: a, Span: Span{17, 29}, Resolved: []Naming{{Span{17, 20}, "Ayre"}}, Bold: []Span{{26, 28}}}, "{[Ayre]} said *no*."},
		{Quote{Article: a, Span: Span{17, 29}, Resolved: []Naming{{Span{17, 20}, "Ayre"}}, Bold: []Span{{17, 20}}}, "*{[Ayre]}* said no."},
		{Quote{Article: a, Span: Span{30, 48}, Resolved: []Naming{{Span{30, 33}, "Ayre"}}}, "{[Ayre’s]} friend agreed."},
		{Quote{Article: a, Span: Span{49, 69}, Resolved: []Naming{{Span{49, 60}, "Acme"}}}, "The company{ [Acme]} sold it."},
		{Quote{Article: a, Span: Span{17, 29}, Resolved: []Naming{{Span{0, 4}, "Ayre"}, {Span{20, 90}, "Ayre"}, {Span{17, 20}, ""}}}, "She said no."},
	} {
		got := ""
		for _, p := range tt.quote.Pieces() {
			s := p.Text
			if p.Added {
				s = "{" + s + "}"
			}
			if p.Bold {
				s = "*" + s + "*"
			}
			got += s
		}
		if got != tt.want {
			t.Errorf("%q is shown as %q, want %q", tt.quote.Text(), got, tt.want)
		}
	}
}
