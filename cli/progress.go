package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// redraw is how often a progress bar is drawn anew.
const redraw = 100 * time.Millisecond

// A progress shows how far loading has come. On a terminal it is a bar on
// standard error, with rate and time left; elsewhere it shows nothing, as the
// items' own lines tell.
type progress struct {
	w     io.Writer // nil: show nothing
	total int64     // bytes to read; 0: unknown
	now   func() time.Time

	began, drawn time.Time
	items        int
	read         func() int64 // bytes read so far; nil: unknown
}

func (t *terminal) progress(total int64, read func() int64) *progress {
	p := &progress{total: total, now: t.Now, began: t.Now(), read: read}
	out, outOK := t.Out.(*os.File)
	err, errOK := t.Err.(*os.File)
	if outOK && errOK && isTerminal(out) && isTerminal(err) {
		p.w = err
	}
	return p
}

// item counts one item.
func (p *progress) item() {
	p.items++
	if p.w == nil || p.now().Sub(p.drawn) < redraw {
		return
	}
	p.drawn = p.now()
	fmt.Fprint(p.w, "\r\x1b[K"+p.line())
}

// clear takes the bar away, so that a line can be printed in its place.
func (p *progress) clear() {
	if p.w != nil && !p.drawn.IsZero() {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

// barWidth is the length of the bar, in columns.
const barWidth = 24

// line is the bar: "[████░░░░] 1,204 items, 402/s, 12s left".
func (p *progress) line() string {
	elapsed := p.now().Sub(p.began)
	rate := float64(p.items) / max(elapsed.Seconds(), 0.001)
	text := fmt.Sprintf("%d items, %.0f/s", p.items, rate)
	if p.read == nil || p.total == 0 {
		return text
	}
	share := min(float64(p.read())/float64(p.total), 1)
	if share > 0 {
		left := time.Duration(float64(elapsed) * (1 - share) / share).Round(time.Second)
		text += fmt.Sprintf(", %s left", left)
	}
	full := int(share * barWidth)
	return "[" + strings.Repeat("█", full) + strings.Repeat("░", barWidth-full) + "] " + text
}
