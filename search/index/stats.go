package index

import (
	"context"

	"byline/article"
)

// Stats returns how many passages of libs have each of terms, and how many
// passages there are, those deleted but not yet merged away included. It costs
// a look into the dictionary for each term and segment.
func (x *Index) Stats(ctx context.Context, libs []article.LibraryID, terms []string) (df []int, n int, err error) {
	err = again(func() error {
		df, n = make([]int, len(terms)), 0
		return x.each(ctx, libs, func(info article.SegmentInfo, s *segment) error {
			n += info.Docs
			for i, t := range terms {
				e, err := x.lookup(ctx, s, cut(t))
				if err != nil {
					return err
				}
				df[i] += e.df
			}
			return nil
		})
	})
	return df, n, err
}
