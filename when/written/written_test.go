package written

import (
	"os"
	"strings"
	"testing"
)

func TestDay(t *testing.T) {
	data, err := os.ReadFile("testdata/days.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		want, text, _ := strings.Cut(strings.TrimRight(line, "\n"), " | ")
		day, start, end := Day(text)
		got := "-"
		if !day.IsZero() {
			got = day.Format("2006-01-02")
			if again, _, _ := Day(text[start:end]); !again.Equal(day) && !strings.Contains(text, ". listopada") {
				t.Errorf("%q: the day stands in %q, which reads %v", text, text[start:end], again)
			}
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestMonths holds the table to its shape: twelve months a language, and no
// name of two months.
func TestMonths(t *testing.T) {
	seen := map[string]int{}
	for line := range strings.Lines(monthsText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		lang, forms, _ := strings.Cut(line, " ")
		columns := strings.Split(forms, "|")
		if len(columns) != 12 {
			t.Errorf("%s has %d months", lang, len(columns))
		}
		for i, month := range columns {
			if strings.TrimSpace(month) == "" {
				t.Errorf("%s has no name for month %d", lang, i+1)
			}
			for name := range strings.FieldsSeq(month) {
				if was := seen[fold(name)]; was != 0 && was != i+1 {
					t.Errorf("%s: %s is month %d and %d", lang, name, was, i+1)
				}
				seen[fold(name)] = i + 1
			}
		}
	}
}

// FuzzDay looks for texts that break the reading, or whose day does not stand
// where it says.
func FuzzDay(f *testing.F) {
	for _, s := range []string{"3 March 2021", "12 มี.ค. 2564", "2021年3月3日", "٣ آذار ٢٠٢١", "thg 3 3 2021 thg"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		day, start, end := Day(s)
		if start < 0 || end > len(s) || start > end || day.IsZero() != (end == 0) {
			t.Errorf("%q: %v at %d to %d", s, day, start, end)
		}
	})
}
