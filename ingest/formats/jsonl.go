package formats

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"byline/article"
)

// A Record is one line of article JSON lines, as add reads and export writes
// it. Only Text is required; fields of other names are ignored.
type Record struct {
	ID        string       `json:"id,omitempty"`
	Title     string       `json:"title,omitempty"`
	Source    string       `json:"source,omitempty"`
	Published article.Date `json:"published,omitzero"`
	Updated   article.Date `json:"updated,omitzero"`
	URL       string       `json:"url,omitempty"`
	Authors   []string     `json:"authors,omitempty"`
	Language  string       `json:"language,omitempty"`
	Dateline  string       `json:"dateline,omitempty"`
	Text      string       `json:"text"`

	// What Byline knows of an article beside its text.
	Teaser     bool         `json:"teaser,omitempty"`
	Corrected  article.Date `json:"corrected,omitzero"`
	Correction string       `json:"correction,omitempty"`
	Warnings   []string     `json:"warnings,omitempty"`
}

// RecordOf returns art as a line that reads back as an equal article.
func RecordOf(art article.Article) Record {
	return Record{ID: art.Ref, Title: art.Title, Source: art.Source, Published: art.Published, Updated: art.Updated,
		URL: art.URL, Authors: art.Authors, Language: art.Language, Dateline: art.Dateline, Text: art.Text,
		Teaser: art.Teaser, Corrected: art.Corrected, Correction: art.Correction, Warnings: art.Warnings}
}

// loose is a line as people write it: any value may have any type.
type loose struct {
	ID, Title, Source, Publisher, Published, Date, Updated, URL, Authors, Author, Language, Dateline, Text json.RawMessage
	Teaser, Corrected, Correction, Warnings                                                                json.RawMessage
}

// JSONL calls emit for each line of r that is not blank, in order, with the
// article or the reason it is none; line counts from 1. It ends early with
// emit's error or r's.
func JSONL(r io.Reader, lim Limits, emit func(line int, art article.Article, err error) error) error {
	lim = lim.WithDefaults()
	in := bufio.NewReaderSize(r, 64<<10)
	for line := 1; ; line++ {
		data, long, err := readLine(in, lim.Line)
		if err != nil && err != io.EOF {
			return fmt.Errorf("formats: line %d: %w", line, err)
		}
		if line == 1 {
			data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
		}
		if long || len(bytes.TrimSpace(data)) > 0 {
			art, bad := article.Article{}, error(atLine(line, Refuse(TooLarge, nil)))
			if !long {
				art, bad = jsonLine(line, data, lim)
			}
			if err := emit(line, art, bad); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// readLine reads to the next line end, keeping at most limit bytes; long says
// that there were more.
func readLine(in *bufio.Reader, limit int) (data []byte, long bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if len(data)+len(part) <= limit {
			data = append(data, part...)
		} else {
			long = true
		}
		if err != bufio.ErrBufferFull {
			return data, long, err
		}
	}
}

// jsonLine reads one line. The text is taken byte for byte, since offsets
// elsewhere may point into it.
func jsonLine(line int, data []byte, lim Limits) (article.Article, error) {
	var in loose
	if err := json.Unmarshal(data, &in); err != nil {
		return article.Article{}, atLine(line, Refuse(BadLine, err))
	}
	art, err := in.article()
	if err == nil {
		err = checkRecord(&art, lim)
	}
	if err != nil {
		return art, atLine(line, err)
	}
	return art, nil
}

// checkRecord is check for a text that must not be changed.
func checkRecord(art *article.Article, lim Limits) error {
	if strings.TrimSpace(art.Text) == "" {
		return &article.Error{Kind: article.Invalid, Code: Empty, Public: "It has no text. Give every article a \"text\".", Err: errors.New("formats: no \"text\"")}
	}
	return worth(art, lim)
}

// atLine names the line in both of err's texts.
func atLine(line int, err error) error {
	var refused *article.Error
	if !errors.As(err, &refused) {
		return fmt.Errorf("formats: line %d: %w", line, err)
	}
	return &article.Error{Kind: refused.Kind, Code: refused.Code,
		Public: fmt.Sprintf("Line %d: %s", line, refused.Public), Err: fmt.Errorf("formats: line %d: %w", line, err)}
}

func (in loose) article() (article.Article, error) {
	art := article.Article{
		Ref: str(in.ID), Title: str(in.Title), Source: first(str(in.Source), str(in.Publisher)), URL: str(in.URL),
		Language: PrimaryLanguage(str(in.Language)), Dateline: str(in.Dateline), Text: str(in.Text),
	}
	art.Authors = strs(in.Authors)
	if art.Authors == nil {
		art.Authors = strs(in.Author)
	}
	readDate(&art, &art.Published, first(str(in.Published), str(in.Date)))
	readDate(&art, &art.Updated, str(in.Updated))
	readDate(&art, &art.Corrected, str(in.Corrected))
	art.Correction, art.Teaser = str(in.Correction), string(in.Teaser) == "true"
	var warnings []string
	if json.Unmarshal(in.Warnings, &warnings) == nil {
		art.Warnings = append(art.Warnings, warnings...)
	}
	if art.Dateline == "" {
		readDateline(&art)
	}
	if in.Text != nil && art.Text == "" && !bytes.Equal(in.Text, []byte(`""`)) {
		return art, Refuse(BadLine, errors.New("formats: \"text\" is not a string"))
	}
	return art, nil
}

// readDate sets field, or warns of a value that is no date.
func readDate(art *article.Article, field *article.Date, value string) {
	if value != "" && !setDate(field, value) {
		art.Warnings = append(art.Warnings, fmt.Sprintf("date not understood: %q", clip(value, 40)))
	}
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// str returns a JSON string, or a number's digits; empty for all else.
func str(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		if i, err := strconv.ParseInt(n.String(), 10, 64); err == nil {
			return strconv.FormatInt(i, 10)
		}
		return n.String()
	}
	return ""
}

// strs returns a JSON list of names, or one name.
func strs(raw json.RawMessage) []string {
	var list []any
	if json.Unmarshal(raw, &list) == nil {
		var names []string
		for _, one := range list {
			names = append(names, authorName(one)...)
		}
		return names
	}
	if s := str(raw); s != "" {
		return []string{s}
	}
	return nil
}
