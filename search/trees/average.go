package trees

import (
	"errors"
	"slices"
)

// Average returns one model of all the trees of models, whose score is the mean
// of theirs. Models that were grown with other seeds, or for other objectives,
// err in other places, and their mean errs less (Breiman 1996). An error means
// that they are of different features.
func Average(models ...*Model) (*Model, error) {
	if len(models) == 0 {
		return nil, errors.New("trees: average: no models")
	}
	out := &Model{Features: models[0].Features}
	for _, m := range models {
		if !slices.Equal(m.Features, out.Features) {
			return nil, errors.New("trees: average: models of different features")
		}
		by := int32(len(out.nodes))
		for _, r := range m.roots {
			out.roots = append(out.roots, r+by)
		}
		for _, n := range m.nodes {
			if n.feature == leaf {
				n.value /= float32(len(models))
			} else {
				n.right += by
			}
			out.nodes = append(out.nodes, n)
		}
	}
	return out, nil
}
