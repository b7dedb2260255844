package main

import "byline/text/vectors"

// rounds of the power method, which settles long before.
const rounds = 100

// level brings the vectors of list to length 1, without their mean and the
// directions that they have most in common. It returns how much of each, its
// mean left out, lay along those.
func level(list []vectors.Word) [][vectors.Common]float32 {
	rows := make([]*vectors.Vector, len(list))
	for i := range list {
		rows[i] = &list[i].Vector
	}
	unit(rows)
	var mean vectors.Vector
	for i := range rows {
		mean.Add(rows[i], 1/float32(len(rows)))
	}
	for i := range rows {
		rows[i].Add(&mean, -1)
	}
	shared := make([][vectors.Common]float32, len(rows))
	for k := range vectors.Common {
		d := direction(rows)
		for i := range rows {
			shared[i][k] = rows[i].Dot(&d)
			rows[i].Add(&d, -shared[i][k])
		}
	}
	for i := range rows {
		sum := rows[i].Dot(rows[i])
		for _, c := range shared[i] {
			sum += c * c
		}
		for k := range shared[i] {
			shared[i][k] /= max(sqrt(sum), 1e-9)
		}
	}
	unit(rows)
	return shared
}

func unit(rows []*vectors.Vector) {
	for i := range rows {
		if n := rows[i].Dot(rows[i]); n > 0 {
			rows[i].Scale(1 / sqrt(n))
		}
	}
}

// direction returns the one along which rows vary most, by the power method.
func direction(rows []*vectors.Vector) vectors.Vector {
	var d vectors.Vector
	for i := range d {
		d[i] = 1 / float32(i+1) // any start that is not at right angles to it
	}
	for range rounds {
		var next vectors.Vector
		for i := range rows {
			next.Add(rows[i], rows[i].Dot(&d))
		}
		next.Scale(1 / sqrt(next.Dot(&next)))
		d = next
	}
	return d
}
