package feed

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"byline/article"
)

// When feeds are read. A feed is asked about twice as often as it brings
// something, and never more often than it says.
const (
	shortest     = 15 * time.Minute // between two checks
	longest      = 24 * time.Hour
	usual        = time.Hour        // of a feed whose entries have no dates
	firstBackoff = 30 * time.Minute // after the first failure; doubled by each more
	maxFailures  = 10               // in a row, after which a feed is disabled
	rateWindow   = 7 * 24 * time.Hour
)

// rhythm works out from the dates of its entries how often a feed brings
// something: the interval between checks, and the usual time between entries
// (0 when not known).
func rhythm(items []article.FeedItem, now time.Time) (interval, gap time.Duration) {
	var dates []time.Time
	var recent int
	for _, it := range items {
		d := dated(it)
		if d.IsZero() || d.After(now.Add(longest)) { // dates to come are mistakes
			continue
		}
		dates = append(dates, d)
		if now.Sub(d) < rateWindow {
			recent++
		}
	}
	switch {
	case len(dates) == 0:
		return usual, 0
	case recent == 0:
		interval = longest / 2
	default:
		interval = rateWindow / time.Duration(2*recent)
	}
	return min(max(interval, shortest), longest/2), medianGap(dates)
}

// minDates is the fewest dates that tell a usual time between entries.
const minDates = 5

func medianGap(dates []time.Time) time.Duration {
	if len(dates) < minDates {
		return 0
	}
	slices.SortFunc(dates, time.Time.Compare)
	var gaps []time.Duration
	for i := 1; i < len(dates); i++ {
		gaps = append(gaps, dates[i].Sub(dates[i-1]))
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2]
}

// freshness returns how long a server says that its copy stays current; 0 when
// it does not say.
func freshness(h http.Header, now time.Time) time.Duration {
	for part := range strings.SplitSeq(h.Get("Cache-Control"), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		if strings.EqualFold(name, "max-age") {
			if seconds, err := strconv.Atoi(strings.Trim(value, `"`)); err == nil && seconds > 0 {
				return time.Duration(min(seconds, int(longest/time.Second))) * time.Second
			}
			return 0
		}
	}
	if at, err := http.ParseTime(h.Get("Expires")); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

// validators returns what makes the next request conditional. A server that
// forbids storing, or says that its copy expired before it was sent, is not
// believed about them.
func validators(h http.Header) (etag, modified string) {
	if strings.Contains(strings.ToLower(h.Get("Cache-Control")), "no-store") || strings.TrimSpace(h.Get("Expires")) == "0" {
		return "", ""
	}
	return h.Get("ETag"), h.Get("Last-Modified")
}

// backoff returns the wait after so many failures in a row. random (0 ≤ random
// < 1) spreads it by a quarter either way, so that feeds that failed together
// do not all come back together.
func backoff(failures int, random float64) time.Duration {
	wait := firstBackoff << min(failures-1, 10)
	wait = min(wait, longest)
	return time.Duration(float64(wait) * (0.75 + random/2))
}

// Silence is told to editors when a feed brings nothing for silentTimes its
// usual time, and at least silentLeast: weekends and holidays are no silence.
const (
	silentTimes = 6
	silentLeast = 4 * 24 * time.Hour
)

// silent reports whether a feed brings nothing for much longer than usual.
func silent(f article.FeedState, now time.Time) bool {
	return f.Usual > 0 && !f.Newest.IsZero() && now.Sub(f.Newest) > max(silentTimes*f.Usual, silentLeast)
}
