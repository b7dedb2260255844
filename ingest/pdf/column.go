package pdf

import (
	"cmp"
	"slices"
)

// readingOrder returns the lines of a page in the order they are read in. Most
// programs draw text in that order, columns included, and what they drew is
// kept; a page that was drawn row by row across its columns is sorted.
func readingOrder(p page) []line {
	if !drawnAcross(p) {
		return p.lines
	}
	return cut(slices.Clone(p.lines), 0)
}

// drawnAcross reports whether the drawing order jumps between the halves of
// the page, row by row, as the reading order of columns never does.
func drawnAcross(p page) bool {
	var jumps, pairs int
	for i := 1; i < len(p.lines); i++ {
		before, after := p.lines[i-1], p.lines[i]
		if !before.sameRow(after) || after.x0 <= before.x1 {
			continue
		}
		pairs++
		if after.x0 > p.width*0.4 && before.x1 < p.width*0.6 && len(before.text) > 15 && len(after.text) > 15 {
			jumps++
		}
	}
	return jumps >= 4 && jumps*2 > pairs
}

// maxCuts bounds how often a page is divided.
const maxCuts = 12

// cut divides lines at the widest empty band, down before across, and returns
// the parts in order: left before right, upper before lower.
func cut(lines []line, depth int) []line {
	if len(lines) < 2 || depth > maxCuts {
		return lines
	}
	if left, right, ok := split(lines, line.spanX, 8); ok && len(left) > 2 && len(right) > 2 {
		return append(cut(left, depth+1), cut(right, depth+1)...)
	}
	if below, above, ok := split(lines, line.spanY, 3); ok {
		return append(cut(above, depth+1), cut(below, depth+1)...)
	}
	slices.SortStableFunc(lines, func(a, b line) int {
		if a.sameRow(b) {
			return cmp.Compare(a.x0, b.x0)
		}
		return cmp.Compare(b.top, a.top)
	})
	return lines
}

func (l line) spanX() (float64, float64) { return l.x0, l.x1 }
func (l line) spanY() (float64, float64) { return l.bottom, l.top }

// split divides lines at the widest band of at least width points that none of
// them touches along an axis.
func split(lines []line, span func(line) (float64, float64), width float64) (low, high []line, ok bool) {
	sorted := slices.Clone(lines)
	slices.SortStableFunc(sorted, func(a, b line) int {
		a0, _ := span(a)
		b0, _ := span(b)
		return cmp.Compare(a0, b0)
	})
	at, widest := 0, width
	_, end := span(sorted[0])
	for i, l := range sorted[1:] {
		from, to := span(l)
		if gap := from - end; gap > widest {
			at, widest = i+1, gap
		}
		end = max(end, to)
	}
	return sorted[:at], sorted[at:], at > 0
}
