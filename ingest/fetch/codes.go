package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"byline/article"

	"code.dny.dev/ssrf"
)

// Codes of the states a link can end in.
const (
	BadLink        = "bad-link"
	Scheme         = "scheme"
	Userinfo       = "userinfo"
	PrivateAddress = "private-address"
	Port           = "port"
	Downgrade      = "downgrade"
	Redirects      = "too-many-redirects"
	Robots         = "robots"
	Login          = "login"
	Paywall        = "paywall"
	ConsentWall    = "consent-wall"
	BotChallenge   = "bot-challenge"
	Refused        = "refused"
	NotFound       = "not-found"
	Gone           = "gone"
	Legal          = "legal"
	RateLimited    = "rate-limited"
	TooLarge       = "too-large"
	Empty          = "empty"
	NoHost         = "no-host"
	Unreachable    = "unreachable"
	Certificate    = "bad-certificate"
	Timeout        = "timeout"
	BadAnswer      = "bad-answer"
	SiteError      = "site-error"
)

// A remedy is how a code is acted on and what the reader is told; %s is the
// host, or the scheme for Scheme.
type remedy struct {
	kind   article.Kind
	public string
}

var remedies = map[string]remedy{
	BadLink:        {article.Invalid, "That is not a link I can read. Give the whole address, beginning with https://."},
	Scheme:         {article.Invalid, "I read links that begin with http:// or https:// only. Send the article as a file or paste its text."},
	Userinfo:       {article.Invalid, "That link carries a name or password. Remove the part before the @ and send it again."},
	PrivateAddress: {article.Forbidden, "%s is on a private network, which I may not reach. Paste the text, or ask the operator to open that network in BYLINE_FETCH_ALLOW."},
	Port:           {article.Forbidden, "%s is asked for on an unusual port, and I read ports 80 and 443 only. Paste the text, or ask the operator to open it in BYLINE_FETCH_ALLOW."},
	Downgrade:      {article.Forbidden, "%s sends readers on from https to an unprotected http page. Open it in a browser and send me the https link it ends on, or paste the text."},
	Redirects:      {article.Unavailable, "%s sent me around in circles. Open it in a browser and send me the link it ends on, or paste the text."},
	Robots:         {article.Forbidden, "%s asks programs not to read that page (robots.txt). Paste the article's text instead."},
	Login:          {article.Forbidden, "%s shows that page only after a login. Paste the article's text instead."},
	Paywall:        {article.Forbidden, "%s shows that page only to subscribers. Paste the article's text if you may share it."},
	ConsentWall:    {article.Forbidden, "%s shows a consent page instead of the article. Paste the article's text instead."},
	BotChallenge:   {article.Forbidden, "%s asks me to prove that I am a person, and I am not. Paste the article's text instead."},
	Refused:        {article.Forbidden, "%s refuses to show me that page. Paste the article's text instead."},
	NotFound:       {article.NotFound, "%s has no such page. Check the link, or search the site for where the article went."},
	Gone:           {article.NotFound, "%s has taken that page down for good. Look for a copy and send me its link, or paste the text."},
	Legal:          {article.Forbidden, "%s may not show that page here for legal reasons. Look for another source of the story."},
	RateLimited:    {article.Busy, "%s asks me to slow down. Try again in a few minutes."},
	TooLarge:       {article.Invalid, "What %s sent is larger than I read. Save the article's text and add that instead."},
	Empty:          {article.Unavailable, "%s answered with an empty page. Try again later, or paste the text."},
	NoHost:         {article.NotFound, "There is no site named %s. Check the link's spelling."},
	Unreachable:    {article.Unavailable, "%s did not answer. Check the link, or try again in a few minutes."},
	Certificate:    {article.Unavailable, "The certificate of %s is not valid, so I cannot trust what it sends. Tell the site's owner, or paste the text."},
	Timeout:        {article.Unavailable, "%s took too long to answer. Try again in a few minutes, or paste the text."},
	BadAnswer:      {article.Unavailable, "%s sent an answer I cannot read. Try again later, or paste the text."},
	SiteError:      {article.Unavailable, "%s has a fault of its own just now. Try again in a few minutes."},
}

// refuse makes the error of a code.
func refuse(code, host string, cause error) error {
	r := remedies[code]
	if cause == nil {
		cause = fmt.Errorf("fetch: %s: %s", host, code)
	}
	return &article.Error{Kind: r.kind, Code: code, Public: strings.ReplaceAll(r.public, "%s", host), Err: cause}
}

// Later is the cause of a refusal of a host that said when to come back.
type Later struct{ At time.Time }

func (l *Later) Error() string { return "fetch: not before " + l.At.UTC().Format(time.RFC3339) }

// RetryAt returns when the host that refused wants to be asked again.
func RetryAt(err error) (time.Time, bool) {
	var l *Later
	if errors.As(err, &l) {
		return l.At, true
	}
	return time.Time{}, false
}

// refuseUntil is RateLimited with the time to come back.
func refuseUntil(host string, at time.Time) error {
	public := fmt.Sprintf("%s asks me to slow down. Try again after %s UTC.", host, at.UTC().Format("15:04 on 2 January"))
	return &article.Error{Kind: article.Busy, Code: RateLimited, Public: public, Err: &Later{At: at}}
}

// codeOf names the kind of a failed request.
func codeOf(err error) string {
	var (
		dns     *net.DNSError
		verify  *tls.CertificateVerificationError
		unknown x509.UnknownAuthorityError
		record  tls.RecordHeaderError
		timeout net.Error
	)
	switch {
	case errors.Is(err, ssrf.ErrProhibitedPort):
		return Port
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedNetwork), errors.Is(err, ssrf.ErrInvalidHostPort):
		return PrivateAddress
	case errors.Is(err, errTooLarge), strings.Contains(err.Error(), "response headers exceeded"):
		return TooLarge
	case errors.Is(err, errStalled), errors.Is(err, context.DeadlineExceeded):
		return Timeout
	case errors.As(err, &dns):
		if dns.IsNotFound {
			return NoHost
		}
		return Unreachable
	case errors.Is(err, errNoAddress):
		return NoHost
	case errors.As(err, &verify), errors.As(err, &unknown), errors.As(err, &record):
		return Certificate
	case errors.As(err, &timeout) && timeout.Timeout():
		return Timeout
	}
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		return Unreachable
	}
	return BadAnswer
}
