package rest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Codes of Discord's errors that Byline acts on.
// Source: developers/topics/opcodes-and-status-codes, JSON error codes.
const (
	UnknownMessage     = 10008
	UnknownChannel     = 10003
	UnknownWebhook     = 10015
	UnknownInteraction = 10062
	AlreadyAnswered    = 40060
	MissingAccess      = 50001
	CannotMessageUser  = 50007
	MissingPermissions = 50013
	ArchivedThread     = 50083
	NoHistory          = 160002 // a reply where the history may not be read
)

// CodeOf returns Discord's error code of err, 0 when it has none.
func CodeOf(err error) int {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return 0
}

// StatusOf returns the HTTP status of err, 0 when Discord did not answer.
func StatusOf(err error) int {
	var e *Error
	if errors.As(err, &e) {
		return e.Status
	}
	return 0
}

// Types of a callback, the first response to an interaction.
// Source: developers/interactions/receiving-and-responding.
const (
	RespondMessage  = 4
	RespondDeferred = 5 // "is thinking"; a message follows
	DeferUpdate     = 6 // of a component: nothing is shown
	RespondChoices  = 8
	RespondModal    = 9
)

// Ephemeral is the message flag "only the person who asked sees it".
const Ephemeral = 1 << 6

// SuppressEmbeds is the message flag "no previews of links".
const SuppressEmbeds = 1 << 2

// AllowedMentions says whom a message may ping. Parse is the empty list in
// every message of Byline; a nil list would be sent as null.
type AllowedMentions struct {
	Parse       []string `json:"parse"`
	RepliedUser bool     `json:"replied_user"`
}

// Silent pings nobody.
func Silent() AllowedMentions { return AllowedMentions{Parse: []string{}} }

// A Reference points at the message that a message replies to.
type Reference struct {
	MessageID       string `json:"message_id"`
	ChannelID       string `json:"channel_id,omitempty"`
	FailIfNotExists bool   `json:"fail_if_not_exists"`
}

// A Message is one to send or to edit into place.
type Message struct {
	Content    string          `json:"content"`
	Flags      int             `json:"flags,omitempty"`
	Mentions   AllowedMentions `json:"allowed_mentions"`
	Components []any           `json:"components"` // an empty list removes them
	Reference  *Reference      `json:"message_reference,omitempty"`
	Nonce      string          `json:"nonce,omitempty"` // at most 25 characters
	Enforce    bool            `json:"enforce_nonce,omitempty"`

	File *File `json:"-"`
}

// A Sent is what Discord says of a message.
type Sent struct {
	ID        string `json:"id"`
	ChannelID string `json:"channel_id"`
	Author    struct {
		ID string `json:"id"`
	} `json:"author"`
	Reference *struct {
		MessageID string `json:"message_id"`
	} `json:"message_reference"`
}

// Create sends m to channel. With a Nonce it may be repeated: Discord answers
// with the message that the nonce already made.
func (c *Client) Create(ctx context.Context, channel string, m Message) (Sent, error) {
	m.Enforce = m.Nonce != ""
	var s Sent
	err := c.do(ctx, call{method: http.MethodPost, path: "/channels/" + channel + "/messages", body: m, file: m.File, idempotent: m.Enforce}, &s)
	return s, err
}

// Edit changes a message of the bot's own.
func (c *Client) Edit(ctx context.Context, channel, message string, m Message) error {
	m.Reference, m.Nonce, m.Enforce = nil, "", false
	return c.do(ctx, call{method: http.MethodPatch, path: "/channels/" + channel + "/messages/" + message, body: m, file: m.File}, nil)
}

// Message returns the body of one message as Discord sends it in events.
func (c *Client) Message(ctx context.Context, channel, message string, out any) error {
	return c.do(ctx, call{method: http.MethodGet, path: "/channels/" + channel + "/messages/" + message}, out)
}

// MessagesAfter decodes up to 100 messages of channel later than the snowflake
// after into out, a pointer to a slice; the newest come first.
func (c *Client) MessagesAfter(ctx context.Context, channel, after string, out any) error {
	q := url.Values{"after": {after}, "limit": {"100"}}
	return c.do(ctx, call{method: http.MethodGet, path: "/channels/" + channel + "/messages?" + q.Encode()}, out)
}

// Typing shows the bot as typing for ten seconds.
func (c *Client) Typing(ctx context.Context, channel string) error {
	return c.do(ctx, call{method: http.MethodPost, path: "/channels/" + channel + "/typing"}, nil)
}

// DM opens the direct message channel with user and returns its id.
func (c *Client) DM(ctx context.Context, user string) (string, error) {
	var ch struct {
		ID string `json:"id"`
	}
	err := c.do(ctx, call{method: http.MethodPost, path: "/users/@me/channels", body: map[string]string{"recipient_id": user}, idempotent: true}, &ch)
	return ch.ID, err
}

// IsMember reports whether user is in server now.
func (c *Client) IsMember(ctx context.Context, server, user string) (bool, error) {
	err := c.do(ctx, call{method: http.MethodGet, path: "/guilds/" + server + "/members/" + user}, nil)
	if s := StatusOf(err); s == http.StatusNotFound || s == http.StatusForbidden {
		return false, nil
	}
	return err == nil, err
}

// Callback gives the first response to an interaction; Discord waits three
// seconds for it. An interaction that was answered already is no error: a
// repeated attempt finds it so.
func (c *Client) Callback(ctx context.Context, id, token string, kind int, data any) error {
	body := struct {
		Type int `json:"type"`
		Data any `json:"data,omitempty"`
	}{kind, data}
	return c.do(ctx, call{method: http.MethodPost, path: "/interactions/" + id + "/" + token + "/callback", body: body, anonymous: true, idempotent: true}, nil)
}

// EditOriginal changes the first response to an interaction, which a deferred
// one becomes by it. What is returned has no ID when Discord's answer could not
// be read.
func (c *Client) EditOriginal(ctx context.Context, app, token string, m Message) (Sent, error) {
	var s Sent
	m.Reference, m.Nonce, m.Enforce, m.Flags = nil, "", false, m.Flags&^Ephemeral
	err := c.do(ctx, call{method: http.MethodPatch, path: "/webhooks/" + app + "/" + token + "/messages/@original", body: m, file: m.File, anonymous: true}, &s)
	if Done(err) {
		return Sent{}, nil // edited; only what it became is unknown
	}
	return s, err
}

// Original returns the first response to an interaction.
func (c *Client) Original(ctx context.Context, app, token string) (Sent, error) {
	var s Sent
	err := c.do(ctx, call{method: http.MethodGet, path: "/webhooks/" + app + "/" + token + "/messages/@original", anonymous: true}, &s)
	return s, err
}

// FollowUp sends a further message for an interaction. It cannot be repeated
// safely: webhooks know no nonce.
func (c *Client) FollowUp(ctx context.Context, app, token string, m Message) (Sent, error) {
	var s Sent
	m.Reference, m.Nonce, m.Enforce = nil, "", false
	err := c.do(ctx, call{method: http.MethodPost, path: "/webhooks/" + app + "/" + token, body: m, file: m.File, anonymous: true}, &s)
	return s, err
}

// An Application is the bot's own.
type Application struct {
	ID    string `json:"id"`
	Flags int    `json:"flags"`
}

// HasMessageContent reports whether the application was given the privileged
// Message Content intent (its flag, or the one for small bots).
// Source: developers/resources/application, flags 18 and 19.
func (a Application) HasMessageContent() bool { return a.Flags&(1<<18|1<<19) != 0 }

// Application returns the bot's application.
func (c *Client) Application(ctx context.Context) (Application, error) {
	var a Application
	err := c.do(ctx, call{method: http.MethodGet, path: "/applications/@me"}, &a)
	return a, err
}

// Commands decodes the commands registered for app, in server or, when that is
// empty, everywhere, into out.
func (c *Client) Commands(ctx context.Context, app, server string, out any) error {
	return c.do(ctx, call{method: http.MethodGet, path: commandsPath(app, server)}, out)
}

// SetCommands replaces them all.
func (c *Client) SetCommands(ctx context.Context, app, server string, commands any) error {
	return c.do(ctx, call{method: http.MethodPut, path: commandsPath(app, server), body: commands}, nil)
}

func commandsPath(app, server string) string {
	if server == "" {
		return "/applications/" + app + "/commands"
	}
	return "/applications/" + app + "/guilds/" + server + "/commands"
}

// A Gateway is where and how often the bot may connect.
type Gateway struct {
	URL    string `json:"url"`
	Shards int    `json:"shards"`
	Limit  struct {
		Remaining      int     `json:"remaining"`
		ResetAfter     float64 `json:"reset_after"` // milliseconds
		MaxConcurrency int     `json:"max_concurrency"`
	} `json:"session_start_limit"`
}

// Gateway asks where to connect. What stands in for Discord may know only the
// call that tells no limits.
func (c *Client) Gateway(ctx context.Context) (Gateway, error) {
	var g Gateway
	err := c.do(ctx, call{method: http.MethodGet, path: "/gateway/bot"}, &g)
	if StatusOf(err) == http.StatusNotFound {
		g.Limit.Remaining = 1
		err = c.do(ctx, call{method: http.MethodGet, path: "/gateway"}, &g)
	}
	if err == nil && !strings.HasPrefix(g.URL, "ws") {
		err = fmt.Errorf("rest: %q is no gateway", g.URL)
	}
	return g, err
}

// Reset is when there are more identifies, from now.
func (g Gateway) Reset() time.Duration {
	const day = 24 * time.Hour
	return time.Duration(min(max(g.Limit.ResetAfter, 0), float64(day.Milliseconds()))) * time.Millisecond
}

// Snowflake returns the smallest id of the moment given in Unix milliseconds.
// Source: developers/reference, snowflakes: milliseconds since 2015, 22 bits up.
func Snowflake(unixMilli int64) string {
	const epoch = 1420070400000
	return strconv.FormatInt(max(unixMilli-epoch, 0)<<22, 10)
}
