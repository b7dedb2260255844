package when_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"byline/when"
)

// TestPhrases reads testdata/phrases.txt: a day of asking, a question, and the
// first and last day that it means.
func TestPhrases(t *testing.T) {
	data, err := os.ReadFile("testdata/phrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var now time.Time
	n := 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if today, ok := strings.CutPrefix(line, "today "); ok {
			if now, err = time.Parse("2006-01-02 15:04", today); err != nil {
				t.Fatal(err)
			}
			continue
		}
		question, want, ok := strings.Cut(line, " | ")
		if !ok {
			t.Fatalf("no bar in %q", line)
		}
		n++
		if got := show(when.Read(question, now)); got != strings.TrimSpace(want) {
			t.Errorf("on %s %q means %q, want %q", now.Format("Mon 2006-01-02"), question, got, strings.TrimSpace(want))
		}
	}
	if n < 60 {
		t.Errorf("only %d phrases", n)
	}
}

// show writes a reading as the phrases do.
func show(r when.Reading) string {
	var out []string
	if !r.IsZero() {
		s := ""
		if !r.From.IsZero() {
			s = r.From.Format(time.DateOnly)
		}
		s += " to "
		if !r.To.IsZero() {
			s += r.To.AddDate(0, 0, -1).Format(time.DateOnly)
		}
		out = append(out, strings.TrimSpace(s))
	}
	if r.Event != "" {
		side := "before "
		if r.After {
			side = "after "
		}
		out = append(out, side+r.Event)
	}
	if r.Newest {
		out = append(out, "newest")
	}
	if len(out) == 0 {
		return "nothing"
	}
	return strings.Join(out, ", ")
}

func TestParse(t *testing.T) {
	now := time.Date(2023, 10, 12, 9, 0, 0, 0, time.UTC)
	for s, want := range map[string]string{
		"2020-10-27": "2020-10-27 to 2020-10-27", "2020-10": "2020-10-01 to 2020-10-31", "2020": "2020-01-01 to 2020-12-31",
		"yesterday": "2023-10-11 to 2023-10-11", "last week": "2023-10-02 to 2023-10-08", "October 2020": "2020-10-01 to 2020-10-31",
		"27 October 2020": "2020-10-27 to 2020-10-27", "3 days ago": "2023-10-09 to 2023-10-09", "May": "2023-05-01 to 2023-05-31", "monday": "2023-10-09 to 2023-10-09",
		"31/12/2025": "2025-12-31 to 2025-12-31", "12/31/2025": "2025-12-31 to 2025-12-31", "1.4.2026": "2026-04-01 to 2026-04-01", "2026/11": "2026-11-01 to 2026-11-30",
		"2026/1/5": "2026-01-05 to 2026-01-05", "10/2020": "2020-10-01 to 2020-10-31", "3/4/2026": "", "31/31/2026": "", "1.13.2026": "", "1-2/2020": "", "12/2": "",
		"soon": "", "last": "", "2020-13": "", "31 February 2020": "", "2020 or so": "", "": "",
	} {
		p, ok := when.Parse(s, now)
		got := ""
		if ok {
			got = show(when.Reading{Period: p})
		}
		if got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

func TestDays(t *testing.T) {
	published := time.Date(2020, 10, 27, 0, 0, 0, 0, time.UTC)
	for s, want := range map[string]string{
		"The treaty ended on 2 August 2019.":                   "2019-08-02 to 2019-08-02",
		"On August 2, Washington withdrew.":                    "2020-08-02 to 2020-08-02",
		"It may rain in May 2021, or yesterday.":               "2021-05-01 to 2021-05-31; 2020-10-26 to 2020-10-26",
		"The strike ended on Thursday after 12 days.":          "2020-10-22 to 2020-10-22",
		"Nothing is said of time, nor of 12 ships or 370,000.": "",
	} {
		var got []string
		for _, p := range when.Days(s, published) {
			got = append(got, show(when.Reading{Period: p}))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%q names %q, want %q", s, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("between last May and the 19th century, 31 of Feb 2020 ago since the", int64(1e9))
	f.Fuzz(func(t *testing.T, s string, at int64) {
		now := time.Unix(at%4e9, 0)
		r := when.Read(s, now)
		if !r.From.IsZero() && !r.To.IsZero() && r.To.Before(r.From) {
			t.Errorf("%q on %v ends before it begins: %v", s, now, r.Period)
		}
		when.Parse(s, now)
		when.Days(s, now)
	})
}
