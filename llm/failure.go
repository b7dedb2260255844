package llm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"byline/article"
	"byline/prompts"
)

// Reasons why a reply is of no use, for errors.Is.
var (
	ErrSlow    = errors.New("the model was too slow")
	ErrCut     = errors.New("the model's reply was cut off")
	ErrEmpty   = errors.New("the model's reply was empty")
	ErrRefused = errors.New("the model refused")
	ErrTooLong = prompts.ErrTooLong
	ErrGarbled = errors.New("the model's reply could not be read")
)

// spent is OpenAI's code for an account without credit: no wait helps.
// Source: https://platform.openai.com/docs/guides/error-codes
const spent = "insufficient_quota"

// noCredit is what a reader is told then.
const noCredit = "The account at the model's server has no credit left. Tell the operator to check its billing."

// keyLike is what API keys look like; servers repeat them in error messages.
var keyLike = regexp.MustCompile(`\b(?:sk|pk|key|hf|gsk|xai)[-_][A-Za-z0-9*_-]{6,}`)

// fail makes an error of what went wrong, fit for a log: the operation, the
// status, and the server's own message shortened and without any key.
func (c *Client) fail(ctx context.Context, op string, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	public := "The model does not answer just now. Try again in a minute."
	kind := article.Unavailable
	text := err.Error()
	switch status := statusOf(err); {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		public = "The model's server does not accept the key. Tell the operator to check OPENAI_API_KEY."
	case status == http.StatusPaymentRequired:
		public = noCredit
	case errors.Is(err, errPage) || status == http.StatusMethodNotAllowed:
		public = "What answers at the model's address is no model's server. Tell the operator to check OPENAI_BASE_URL, which most often ends in /v1."
	case status == http.StatusNotFound:
		public = "The model's server does not know the model. Tell the operator to check OPENAI_MODEL and OPENAI_BASE_URL."
	case status == http.StatusTooManyRequests && strings.Contains(saidOf(err), spent):
		public = noCredit
	case status == http.StatusTooManyRequests:
		kind, public = article.Busy, "The model's server takes no more requests just now. Try again in a minute."
	case status == http.StatusServiceUnavailable && strings.Contains(strings.ToLower(text), "loading model"):
		public = "The model is still being loaded. Try again in a minute."
	}
	return &article.Error{Kind: kind, Public: public, Err: fmt.Errorf("llm: %s: %w", op, scrubbed{c.scrub(text), err})}
}

// scrub takes keys and line breaks out of a message and bounds its length.
func (c *Client) scrub(s string) string {
	if c.config.Key != "" {
		s = strings.ReplaceAll(s, c.config.Key, "[key]")
	}
	s = strings.Join(strings.Fields(keyLike.ReplaceAllString(s, "[key]")), " ")
	const most = 300
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}

// scrubbed prints text for an error that errors.Is may still look into. It
// does not unwrap to errors whose own text may hold a key.
type scrubbed struct {
	text string
	err  error
}

func (s scrubbed) Error() string { return s.text }

// Is finds the sentinels and context errors without exposing the error itself.
func (s scrubbed) Is(target error) bool { return errors.Is(s.err, target) }
