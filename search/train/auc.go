package main

import "sort"

// A scored question has the confidence it got and whether it can be answered.
type scored struct {
	confidence float64
	answerable bool
}

// auc is the chance that an answerable question has more confidence than one
// that is not; ties count half.
func auc(list []scored) float64 {
	sort.Slice(list, func(i, j int) bool { return list[i].confidence < list[j].confidence })
	var below, area, pos, neg float64
	for i := 0; i < len(list); {
		j := i
		var p, n float64
		for ; j < len(list) && list[j].confidence == list[i].confidence; j++ {
			if list[j].answerable {
				p++
			} else {
				n++
			}
		}
		area += p * (below + n/2)
		below += n
		pos, neg = pos+p, neg+n
		i = j
	}
	return area / (pos * neg)
}

// accuracy is the share of questions rightly answered or refused at .5.
func accuracy(list []scored) float64 {
	right := 0
	for _, s := range list {
		if (s.confidence >= .5) == s.answerable {
			right++
		}
	}
	return float64(right) / float64(len(list))
}
