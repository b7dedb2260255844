// Package llm speaks to any server that offers OpenAI's chat completions and
// embeddings: OpenAI, llama.cpp's server, Ollama, vLLM. It streams, waits and
// retries as told, and never lets the key into an error.
package llm

import (
	"cmp"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"
)

// openAI is where OpenAI's own API is.
const openAI = "https://api.openai.com/v1"

// Config says where a model is. Without a Key no Authorization header is
// sent, which is what local servers expect.
type Config struct {
	BaseURL string // empty: OpenAI's
	Key     string // never printed
	Model   string

	FirstToken time.Duration // how long to wait for the first words; 0: 20 s
	Total      time.Duration // how long one reply may take; 0: 60 s
	MaxIn      int           // tokens a prompt may have, by estimate; 0: 12,000
}

// String leaves the key out.
func (c Config) String() string { return fmt.Sprintf("%s at %s", c.Model, c.BaseURL) }

// GoString leaves the key out of %#v.
func (c Config) GoString() string { return c.String() }

// LogValue leaves the key out of logs.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }

// A Client talks to one server. It is safe for concurrent use.
type Client struct {
	config Config
	http   *patient
	base   string // where the API is, without a trailing slash

	mu    sync.Mutex
	takes options // what the server is known, or hoped, to take
}

// New returns a client; it does not connect.
func New(c Config) *Client {
	c.FirstToken = cmp.Or(c.FirstToken, 20*time.Second)
	c.Total = cmp.Or(c.Total, time.Minute)
	c.MaxIn = cmp.Or(c.MaxIn, 12_000)
	base := strings.TrimRight(cmp.Or(c.BaseURL, openAI), "/")
	patient := &patient{
		client: &http.Client{Transport: http.DefaultTransport},
		most:   c.FirstToken,
		wait:   wait,
		now:    time.Now,
	}
	return &Client{config: c, http: patient, base: base, takes: firstOptions(c.Model, strings.Contains(base, "//api.openai.com"))}
}

// Model returns the configured model's name.
func (c *Client) Model() string { return c.config.Model }
