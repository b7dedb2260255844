package commands

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/article"
)

func editorRows() []Row {
	return []Row{
		{Name: "settings", Args: "[NAME VALUE]", Help: "show or change the settings of this server", Editors: true, Private: true,
			Arg: Option{Name: "change", Help: "a setting's name and its new value; empty shows them all"}, run: (*Commands).changeSettings},
		{Name: "unanswered", Help: "questions the articles did not answer, most asked first", Editors: true, Private: true, run: (*Commands).unanswered},
	}
}

// A setting is one line of the settings: how it is shown, and how it is read.
type setting struct {
	name, help string
	show       func(article.Settings) string
	set        func(*article.Settings, string) error
}

// maxPrefix bounds a prefix, in characters.
const maxPrefix = 10

func settingsTable() []setting {
	return []setting{
		{"prefix", "what begins a command in a channel", func(s article.Settings) string { return prefixOf(s) }, setPrefix},
		{"role", "the role, besides Manage Server, that makes an editor", func(s article.Settings) string { return s.EditorRole },
			func(s *article.Settings, v string) (err error) { s.EditorRole, err = snowflake(v); return }},
		{"channels", "the channels where I answer; empty is everywhere", func(s article.Settings) string { return strings.Join(s.Channels, " ") }, setChannels},
		{"notices", "the channel for notices about feeds and corrections", func(s article.Settings) string { return s.Notices },
			func(s *article.Settings, v string) (err error) { s.Notices, err = snowflake(v); return }},
		{"direct", "yes: members may ask about this server's articles by direct message", func(s article.Settings) string { return yesNo(s.DirectRead) },
			func(s *article.Settings, v string) (err error) { s.DirectRead, err = boolean(v); return }},
		{"questions", "a person's questions a day; 0 is no limit", func(s article.Settings) string { return strconv.Itoa(s.Questions) },
			func(s *article.Settings, v string) (err error) { s.Questions, err = count(v); return }},
		{"tokens", "model tokens a day for this server; 0 is no limit", func(s article.Settings) string { return strconv.Itoa(s.Tokens) },
			func(s *article.Settings, v string) (err error) { s.Tokens, err = count(v); return }},
		{"mode", "auto, or extractive to keep the model out", func(s article.Settings) string { return modeName(s.Extractive) }, setMode},
		{"raw", "days to keep the raw copies of articles; 0 is for ever", func(s article.Settings) string { return strconv.Itoa(s.KeepRawDays) },
			func(s *article.Settings, v string) (err error) { s.KeepRawDays, err = count(v); return }},
	}
}

// settings returns what the editors of lib chose.
func (c *Commands) settings(ctx context.Context, lib article.LibraryID) (article.Settings, error) {
	if c.Settings == nil || lib == "" {
		return article.Settings{}, nil
	}
	return c.Settings.Settings(ctx, lib)
}

// changeSettings shows the settings, or changes those that the text or a filled
// form names. Either all of a form's values are taken or none.
func (c *Commands) changeSettings(ctx context.Context, in *call) (Reply, error) {
	if c.Settings == nil {
		return Reply{}, unavailableHere()
	}
	values := in.Options.Values
	if in.arg != "" {
		name, value := cutWord(in.arg)
		values = map[string]string{strings.ToLower(name): value}
	}
	s := in.settings
	known := 0
	for _, row := range settingsTable() {
		value, ok := values[row.name]
		if !ok {
			continue
		}
		known++
		if err := row.set(&s, strings.TrimSpace(value)); err != nil {
			return Reply{}, err
		}
	}
	if known < len(values) {
		return Reply{}, invalid("I do not know that setting. " + prefixOf(in.settings) + "settings lists them.")
	}
	if known > 0 {
		if err := c.Settings.SaveSettings(ctx, in.Caller.Home, s); err != nil {
			return Reply{}, err
		}
	}
	return settingsReply(s, known > 0), nil
}

func settingsReply(s article.Settings, saved bool) Reply {
	r := Reply{Title: "Settings", Text: "Change one with " + prefixOf(s) + "settings NAME VALUE."}
	if saved {
		r.Text = "Saved."
	}
	for _, row := range settingsTable() {
		value := row.show(s)
		if value == "" {
			value = "(none)"
		}
		r.Items = append(r.Items, Item{ID: row.name, Label: row.name, Text: value, Note: row.help})
	}
	return r
}

func setPrefix(s *article.Settings, v string) error {
	if v == "" {
		v = DefaultPrefix
	}
	if utf8.RuneCountInString(v) > maxPrefix || strings.ContainsFunc(v, unicode.IsSpace) || strings.ContainsAny(v, "@#<`\\/*_~|>") {
		return invalid(fmt.Sprintf("A prefix has at most %d characters, no spaces and none of @ # < > ` \\ / * _ ~ |.", maxPrefix))
	}
	s.Prefix = v
	if v == DefaultPrefix {
		s.Prefix = ""
	}
	return nil
}

func setChannels(s *article.Settings, v string) error {
	s.Channels = nil
	for _, f := range strings.FieldsFunc(v, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
		id, err := snowflake(f)
		if err != nil {
			return err
		}
		if id != "" {
			s.Channels = append(s.Channels, id)
		}
	}
	return nil
}

func setMode(s *article.Settings, v string) error {
	switch strings.ToLower(v) {
	case "auto", "model", "":
		s.Extractive = false
	case "extractive":
		s.Extractive = true
	default:
		return invalid("The mode is auto or extractive.")
	}
	return nil
}

func modeName(extractive bool) string {
	if extractive {
		return "extractive"
	}
	return "auto"
}

// snowflake reads a Discord id, also inside a mention; "none" and the empty
// string are none.
func snowflake(v string) (string, error) {
	v = strings.Trim(v, "<>#@&")
	if v == "" || strings.EqualFold(v, "none") || strings.EqualFold(v, "everywhere") {
		return "", nil
	}
	if strings.Trim(v, "0123456789") != "" || len(v) > 20 {
		return "", invalid("Name the channel or role by mentioning it, or by its id.")
	}
	return v, nil
}

func boolean(v string) (bool, error) {
	switch strings.ToLower(v) {
	case "yes", "on", "true", "1":
		return true, nil
	case "no", "off", "false", "0", "":
		return false, nil
	}
	return false, invalid("Say yes or no.")
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func count(v string) (int, error) {
	n, err := strconv.Atoi(strings.ReplaceAll(v, ",", ""))
	if err != nil || n < 0 {
		return 0, invalid("Give a whole number; 0 is no limit.")
	}
	return n, nil
}

// shownGaps is how many groups of unanswered questions are listed.
const shownGaps = 20

// unanswered lists the gaps.
func (c *Commands) unanswered(ctx context.Context, in *call) (Reply, error) {
	if c.Gaps == nil {
		return Reply{}, unavailableHere()
	}
	gaps, err := c.Gaps.Gaps(ctx, in.Caller.Home, shownGaps)
	if err != nil {
		return Reply{}, err
	}
	if len(gaps) == 0 {
		return Reply{Text: "No question is waiting for an article."}, nil
	}
	r := Reply{Title: "Unanswered", Text: "Load an article that answers one, and those who asked to be notified are told."}
	for _, g := range gaps {
		note := fmt.Sprintf("asked %s, last %s", times(g.Count), article.Day(g.Last))
		if g.Watchers > 0 {
			note += fmt.Sprintf(", %d waiting", g.Watchers)
		}
		r.Items = append(r.Items, Item{ID: strconv.FormatInt(g.ID, 10), Label: g.Question, Note: note})
	}
	return r, nil
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
