// Package rest speaks Discord's HTTP API: a round tripper that keeps every
// limit Discord sets, and a small client with the calls Byline makes.
//
// discordgo's own REST calls are not used. They keep one bucket per interaction
// token for ever, retry a 429 without end and without a context, cannot send
// enforce_nonce, and read Cloudflare's HTML as broken JSON.
package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strings"
	"time"
)

// DefaultAPI is where Discord's API lives when nothing replaces it.
const DefaultAPI = "https://discord.com/api"

// version is the API version that Client appends to its base.
const version = "/v10"

// maxBody bounds a response's body, in bytes. The largest one asked for is a
// page of 100 messages.
const maxBody = 8 << 20

// A Client makes calls. It is safe for concurrent use.
type Client struct {
	API   string       // replaces DefaultAPI when set; without the version
	Token string       // of the bot, without "Bot "
	HTTP  *http.Client // its Transport is a *Transport
}

// An Error is an answer of Discord that is not a success.
type Error struct {
	Status  int
	Code    int // Discord's own error code; 0 when the body had none
	Message string
}

// Error returns what Discord said.
func (e *Error) Error() string {
	return fmt.Sprintf("discord answered %d, code %d: %s", e.Status, e.Code, e.Message)
}

// A File is sent along with a message.
type File struct {
	Name string
	Data []byte
}

// A call is one request.
type call struct {
	method, path string
	body         any
	file         *File
	anonymous    bool // the path carries its own token; the bot's must not be sent
	idempotent   bool // safe to repeat although the method is POST
}

// callWithin bounds a call, waits and repetitions included, whose context has no
// deadline.
const callWithin = 3 * time.Minute

// maxReads is how often a call is made whose answer cannot be read.
const maxReads = 3

// do makes the call k and decodes a success into out, unless out is nil. It
// asks again when the answer is cut short and asking again does no harm.
func (c *Client) do(ctx context.Context, k call, out any) error {
	if _, bounded := ctx.Deadline(); !bounded {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(ctx, callWithin)
		defer stop()
	}
	for n := 1; ; n++ {
		err := c.once(ctx, k, out)
		again := k.idempotent || k.method == http.MethodGet || k.method == http.MethodPut
		if !Done(err) || !again || n == maxReads || ctx.Err() != nil {
			return err
		}
	}
}

func (c *Client) once(ctx context.Context, k call, out any) error {
	req, err := c.request(ctx, k)
	if err != nil {
		return fmt.Errorf("rest: %s: %w", k.method, err)
	}
	name := routeOf(k.method, k.path).name
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return fmt.Errorf("rest: %s: %w", name, SansURL(err))
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxBody))
	switch {
	case err != nil:
		return fmt.Errorf("%w: %s: %w", errCut, name, err)
	case resp.StatusCode/100 != 2:
		return errorOf(resp.StatusCode, data)
	case out == nil || len(data) == 0:
		return nil
	}
	if err := json.Unmarshal(data, out); err != nil {
		return fmt.Errorf("%w: %s: %w", errCut, name, err)
	}
	return nil
}

// errCut means that Discord did what it was asked and its answer cannot be
// read.
var errCut = errors.New("rest: unreadable answer")

// Done reports whether err came after Discord had done what it was asked.
func Done(err error) bool { return errors.Is(err, errCut) }

// request builds the HTTP request of k.
func (c *Client) request(ctx context.Context, k call) (*http.Request, error) {
	body, kind, err := encode(k)
	if err != nil {
		return nil, err
	}
	base := c.API
	if base == "" {
		base = DefaultAPI
	}
	req, err := http.NewRequestWithContext(ctx, k.method, strings.TrimRight(base, "/")+version+k.path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", "DiscordBot (byline, 1)")
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	if !k.anonymous {
		req.Header.Set("Authorization", "Bot "+c.Token)
	}
	if k.idempotent {
		// The form net/http documents: repeatable, and not sent on the wire.
		req.Header["Idempotency-Key"] = nil
	}
	return req, nil
}

// encode returns k's body and its content type, which is empty without a body.
func encode(k call) ([]byte, string, error) {
	if k.body == nil {
		return nil, "", nil
	}
	payload, err := json.Marshal(k.body)
	if err != nil || k.file == nil {
		return payload, "application/json", err
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	head := textproto.MIMEHeader{}
	head.Set("Content-Disposition", `form-data; name="payload_json"`)
	head.Set("Content-Type", "application/json")
	part, err := w.CreatePart(head)
	if err != nil {
		return nil, "", err
	}
	part.Write(payload)
	if part, err = w.CreateFormFile("files[0]", k.file.Name); err != nil {
		return nil, "", err
	}
	part.Write(k.file.Data)
	err = w.Close()
	return b.Bytes(), w.FormDataContentType(), err
}

// errorOf reads an error body, which is JSON from Discord. A page, as
// Cloudflare and proxies send, is not Discord's answer: whatever its status, it
// means that Discord was not reached.
func errorOf(status int, body []byte) error {
	e := &Error{Status: status, Message: http.StatusText(status)}
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) && status != http.StatusNotFound && status != http.StatusTooManyRequests {
		return &Error{Status: http.StatusBadGateway, Message: fmt.Sprintf("a page with status %d", status)}
	}
	var d struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	}
	if json.Unmarshal(body, &d) == nil && d.Message != "" {
		e.Code, e.Message = d.Code, d.Message
	}
	return e
}
