package checktest

import "testing"

// How much of the public sets the second generator uses.
const (
	plainEach = 20
	plainStep = 13
)

func TestPlain(t *testing.T) {
	hold(t, judge(t, MakePlain(append(own(t), samples(t)...), 1)), 600)
}

func TestPlainBench(t *testing.T) {
	hold(t, judge(t, MakePlain(bench(t, plainEach), plainStep)), 3000)
}
