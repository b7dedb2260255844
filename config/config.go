// Package config turns the environment into checked values. Every bad setting
// is reported at once, each with the remedy, and a secret cannot be printed.
package config

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// A Config is everything that can be set from outside.
type Config struct {
	DB        string // path of the database file
	HTTPAddr  string // host:port of the pages
	PublicURL string // how readers reach HTTPAddr, without a trailing slash; empty: http://HTTPAddr

	Discord Discord
	Model   Model

	Contact    string    // where the owner of a site that links lead to can write; empty: PublicURL
	FetchAllow []Network // networks outside the public internet that links may reach

	LogFormat string // "text" or "json"
	LogLevel  slog.Level
}

// Discord is the bot's connection; without a Token there is none.
type Discord struct {
	Token   Secret
	GuildID string // register commands in this server at once; empty: in all
	APIURL  string // replaces https://discord.com/api, without a trailing slash
}

// Model is an OpenAI-compatible server; without BaseURL and Key there is none.
type Model struct {
	Key       Secret
	BaseURL   string // without a trailing slash
	Name      string
	Embedding string // the embedding model; empty: no dense vectors

	EmbedBudget int64 // tokens a day that embedding the articles may take; 0: no bound

	Steps []string // what the model does besides writing, of ModelSteps
}

// ModelSteps are what a model may do besides writing.
var ModelSteps = []string{"rewrite", "rerank", "support"}

// Configured reports whether answers may be written by a model.
func (m Model) Configured() bool { return m.Key != "" || m.BaseURL != "" }

// Defaults of what is not set.
const (
	DefaultDB       = "data/byline.db"
	DefaultHTTPAddr = "127.0.0.1:8080"
	DefaultBaseURL  = "https://api.openai.com/v1"
	DefaultModel    = "gpt-4o-mini"
	DefaultDiscord  = "https://discord.com/api"

	// DefaultEmbedBudget is about 40,000 passages a day, at OpenAI's price of
	// 2026 for text-embedding-3-small a fifth of a dollar.
	DefaultEmbedBudget = 10_000_000
)

// Load reads the settings through getenv, which returns "" for what is unset,
// and returns every bad one in a joined error.
func Load(getenv func(string) string) (Config, error) {
	l := loader{getenv: getenv}
	c := Config{
		DB:         l.path("BYLINE_DB", DefaultDB),
		HTTPAddr:   l.addr("BYLINE_HTTP_ADDR", DefaultHTTPAddr),
		PublicURL:  l.url("BYLINE_PUBLIC_URL", ""),
		Contact:    l.get("BYLINE_CONTACT", ""),
		FetchAllow: l.networks("BYLINE_FETCH_ALLOW"),
		Discord: Discord{
			Token:   l.token("DISCORD_TOKEN"),
			GuildID: l.snowflake("DISCORD_GUILD_ID"),
			APIURL:  l.url("DISCORD_API_URL", DefaultDiscord),
		},
		Model: Model{
			Key:       Secret(l.get("OPENAI_API_KEY", "")),
			BaseURL:   l.url("OPENAI_BASE_URL", ""),
			Name:      l.get("OPENAI_MODEL", DefaultModel),
			Embedding: l.get("OPENAI_EMBEDDING_MODEL", ""),
			Steps:     l.some("BYLINE_MODEL_STEPS", ModelSteps),

			EmbedBudget: l.tokens("BYLINE_EMBED_BUDGET", DefaultEmbedBudget),
		},
		LogFormat: l.oneOf("BYLINE_LOG_FORMAT", "text", "json"),
		LogLevel:  l.level("BYLINE_LOG_LEVEL"),
	}
	if c.Model.Key != "" && c.Model.BaseURL == "" {
		c.Model.BaseURL = DefaultBaseURL
	}
	if c.Contact == "" {
		c.Contact = c.PublicURL
	}
	return c, errors.Join(l.bad...)
}

// A loader reads single settings and collects what is wrong with them.
type loader struct {
	getenv func(string) string
	bad    []error
}

// get returns the setting without surrounding space, or def when it is unset.
func (l *loader) get(name, def string) string {
	if v := strings.TrimSpace(l.getenv(name)); v != "" {
		return v
	}
	return def
}

// fail records that name cannot be used; want says what can.
func (l *loader) fail(name, value, want string) {
	l.bad = append(l.bad, fmt.Errorf("%s=%q: want %s", name, value, want))
}

func (l *loader) path(name, def string) string {
	v := l.get(name, def)
	if scheme, _, ok := strings.Cut(v, "://"); ok {
		l.fail(name, scheme+"://…", "the path of a file such as "+DefaultDB)
		return def
	}
	return v
}

func (l *loader) addr(name, def string) string {
	v := l.get(name, def)
	_, port, err := net.SplitHostPort(v)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil || port == "" {
		l.fail(name, v, "host:port such as "+DefaultHTTPAddr)
		return def
	}
	return v
}

func (l *loader) url(name, def string) string {
	v := l.get(name, def)
	if v == "" {
		return ""
	}
	u, err := url.Parse(v)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		l.fail(name, redacted(v), "a link such as https://example.org")
		return def
	case u.User != nil:
		l.fail(name, redacted(v), "a link without a user name or password in it")
		return def
	}
	return strings.TrimRight(v, "/")
}

// redacted cuts what a mistyped link may hold before its host.
func redacted(v string) string {
	if i := strings.LastIndexByte(v, '@'); i >= 0 {
		return "…" + v[i:]
	}
	return v
}

func (l *loader) token(name string) Secret {
	v := strings.TrimSpace(strings.TrimPrefix(l.get(name, ""), "Bot "))
	if strings.ContainsAny(v, " \t\r\n\"'") {
		l.fail(name, "…", "the bot token alone, without quotes or spaces (Developer Portal, Bot, Reset Token)")
		return ""
	}
	return Secret(v)
}

func (l *loader) snowflake(name string) string {
	v := l.get(name, "")
	if strings.Trim(v, "0123456789") != "" || len(v) > 20 {
		l.fail(name, v, "a server's id, a number of up to 20 digits (Discord: right-click the server, Copy Server ID)")
		return ""
	}
	return v
}

// tokens reads a positive number, or "none" for 0.
func (l *loader) tokens(name string, def int64) int64 {
	v := l.get(name, "")
	if v == "" {
		return def
	}
	if strings.EqualFold(v, "none") {
		return 0
	}
	n, err := strconv.ParseInt(strings.ReplaceAll(v, "_", ""), 10, 64)
	if err != nil || n <= 0 {
		l.fail(name, v, fmt.Sprintf("tokens a day such as %d, or none for no bound", def))
		return def
	}
	return n
}

func (l *loader) oneOf(name string, values ...string) string {
	v := strings.ToLower(l.get(name, values[0]))
	for _, w := range values {
		if v == w {
			return v
		}
	}
	l.fail(name, v, strings.Join(values, " or "))
	return values[0]
}

// some reads a list of values, with commas or spaces between.
func (l *loader) some(name string, values []string) []string {
	var out []string
	for _, v := range strings.FieldsFunc(strings.ToLower(l.get(name, "")), func(r rune) bool { return r == ',' || r == ' ' }) {
		if !slices.Contains(values, v) {
			l.fail(name, v, "any of "+strings.Join(values, ", ")+", with commas between")
			return nil
		}
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

func (l *loader) level(name string) slog.Level {
	v := l.get(name, "info")
	var level slog.Level
	if err := level.UnmarshalText([]byte(v)); err != nil {
		l.fail(name, v, "debug, info, warn or error")
	}
	return level
}
