package check

import "testing"

func BenchmarkSentence(b *testing.B) {
	all := cases(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c := all[i%len(all)]
		Sentence(c.claim, "", c.cited)
	}
}
