package formats

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"byline/article"
)

// separators are tried in this order.
const separators = ",;\t|"

// looksLikeCSV reports whether the first line names columns, one of them "text".
func looksLikeCSV(head string) bool {
	_, _, ok := csvColumns(head)
	return ok
}

// csvColumns returns the separator and the columns' names, lower case.
func csvColumns(head string) (rune, []string, bool) {
	line, _ := cutLine(head)
	for _, comma := range separators {
		in := csv.NewReader(strings.NewReader(line))
		in.Comma = comma
		names, err := in.Read()
		if err != nil || len(names) < 2 || len(names) > 100 {
			continue
		}
		for i, name := range names {
			names[i] = strings.ToLower(strings.TrimSpace(name))
		}
		for _, name := range names {
			if name == "text" {
				return comma, names, true
			}
		}
	}
	return 0, nil, false
}

// CSV calls emit for each row below the head, whose columns have the names of
// a Record's fields; line counts from 1, the head's. A row that is no article
// does not stop the next.
func CSV(text string, lim Limits, emit func(line int, art article.Article, err error) error) error {
	comma, names, ok := csvColumns(text)
	if !ok {
		return Refuse(Unreadable, errors.New("formats: no column \"text\""))
	}
	in := csv.NewReader(strings.NewReader(text))
	in.Comma, in.FieldsPerRecord, in.LazyQuotes = comma, -1, true
	if _, err := in.Read(); err != nil {
		return Refuse(Unreadable, err)
	}
	for {
		row, err := in.Read()
		if err == io.EOF {
			return nil
		}
		line := 0
		if err == nil {
			line, _ = in.FieldPos(0)
		}
		art, bad := csvRow(names, row, err, lim)
		if bad != nil {
			bad = atLine(line, bad)
		}
		if err := emit(line, art, bad); err != nil {
			return err
		}
	}
}

func csvRow(names, row []string, err error, lim Limits) (article.Article, error) {
	if err != nil {
		return article.Article{}, Refuse(BadLine, err)
	}
	if len(row) > len(names) {
		return article.Article{}, Refuse(BadLine, fmt.Errorf("formats: %d fields under %d columns", len(row), len(names)))
	}
	fields := map[string]string{}
	for i, value := range row {
		fields[names[i]] = value
	}
	raw := func(name string) json.RawMessage {
		quoted, _ := json.Marshal(fields[name]) // a string always has a JSON form
		return quoted
	}
	in := loose{ID: raw("id"), Title: raw("title"), Source: raw("source"), Publisher: raw("publisher"), Published: raw("published"),
		Date: raw("date"), Updated: raw("updated"), URL: raw("url"), Language: raw("language"), Text: raw("text")}
	art, bad := in.article()
	if bad != nil {
		return art, bad
	}
	art.Authors = splitAuthors(first(fields["authors"], fields["author"]))
	return art, checkRecord(&art, lim)
}
