package index

import (
	"context"

	"byline/article"
)

// Stats returns how many passages of libs have each of terms, and how many
// passages there are, those deleted but not yet merged away included. A term
// that is asked for the first time since the segments changed costs a look into
// the dictionary of each.
func (x *Index) Stats(ctx context.Context, libs []article.LibraryID, terms []string) (df []int, n int, err error) {
	err = again(func() error {
		df, n = make([]int, len(terms)), 0
		var segments []*segment
		err := x.each(ctx, libs, func(info article.SegmentInfo, s *segment) error {
			n += info.Docs
			segments = append(segments, s)
			return nil
		})
		list := listOf(segments)
		for i, t := range terms {
			if err == nil {
				df[i], err = x.count(ctx, list, segments, cut(t))
			}
		}
		return err
	})
	return df, n, err
}

// count returns how many passages of segments, which are list, have term. Terms
// that none has are not remembered: most are slips, of which there is no end.
func (x *Index) count(ctx context.Context, list uint64, segments []*segment, term string) (int, error) {
	if df, ok := x.memo.get(list, term); ok {
		return df, nil
	}
	df := 0
	for _, s := range segments {
		e, err := x.lookup(ctx, s, term)
		if err != nil {
			return 0, err
		}
		df += e.df
	}
	if df > 0 {
		x.memo.put(list, term, df)
	}
	return df, nil
}
