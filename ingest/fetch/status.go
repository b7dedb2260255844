package fetch

import (
	"bytes"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Bounds of what a Retry-After is believed, so that a slip does not close a
// site for years.
const (
	shortestRetry = time.Second
	longestRetry  = 24 * time.Hour
)

// statusError names what an answer other than a page means.
func (c *Client) statusError(u *url.URL, page *Page) error {
	host := u.Hostname()
	if challenged(page) {
		return refuse(BotChallenge, host, nil)
	}
	at, told := c.retryAfter(page.Header.Get("Retry-After"))
	switch s := page.Status; {
	case s == http.StatusTooManyRequests && told, s == http.StatusServiceUnavailable && told:
		return refuseUntil(host, at)
	case s == http.StatusTooManyRequests:
		return refuse(RateLimited, host, nil)
	case s == http.StatusUnauthorized || s == http.StatusProxyAuthRequired:
		return refuse(Login, host, nil)
	case s == http.StatusPaymentRequired:
		return refuse(Paywall, host, nil)
	case s == http.StatusNotFound:
		return refuse(NotFound, host, nil)
	case s == http.StatusGone:
		return refuse(Gone, host, nil)
	case s == http.StatusUnavailableForLegalReasons:
		return refuse(Legal, host, nil)
	case s == http.StatusNoContent || s == http.StatusResetContent:
		return refuse(Empty, host, nil)
	case s >= 500:
		return refuse(SiteError, host, nil)
	case s >= 400:
		return refuse(Refused, host, nil)
	}
	return refuse(BadAnswer, host, nil)
}

// retryAfter reads the header: seconds or an HTTP date.
func (c *Client) retryAfter(value string) (time.Time, bool) {
	value = strings.TrimSpace(value)
	if value == "" {
		return time.Time{}, false
	}
	now := c.config.Clock.Now()
	wait := longestRetry
	if n, err := strconv.ParseInt(value, 10, 64); err == nil {
		if n < int64(longestRetry/time.Second) {
			wait = time.Duration(n) * time.Second
		}
	} else if at, err := http.ParseTime(value); err == nil {
		wait = at.Sub(now)
	} else {
		return time.Time{}, false
	}
	return now.Add(min(max(wait, shortestRetry), longestRetry)), true
}

// challenges are words in pages that want a proof of being a person. They
// are looked for in refusals only: an article may speak of captchas.
var challenges = [][]byte{
	[]byte("/cdn-cgi/challenge-platform"), []byte("cf-chl-"), []byte("Just a moment..."), []byte("captcha-delivery.com"),
	[]byte("px-captcha"), []byte("_Incapsula_Resource"), []byte("g-recaptcha"), []byte("h-captcha"), []byte("hcaptcha.com"),
	[]byte("aws-waf-token"), []byte("Access to this page has been denied"),
}

// challenged reports whether a refusal is a challenge for bots.
func challenged(page *Page) bool {
	if page.Header.Get("Cf-Mitigated") == "challenge" || page.Header.Get("X-Datadome") != "" && page.Status == http.StatusForbidden {
		return true
	}
	switch page.Status {
	case http.StatusForbidden, http.StatusTooManyRequests, http.StatusServiceUnavailable:
		for _, mark := range challenges {
			if bytes.Contains(page.Body, mark) {
				return true
			}
		}
	}
	return false
}

// consentHosts send readers back only with a cookie that we do not keep.
var consentHosts = []string{"consent.google.", "consent.youtube.", "consent.yahoo.", "guce.", "consent.cmp.", "myprivacy."}

// loginPaths begin the paths that redirects to a login page lead to.
var loginPaths = []string{"/login", "/signin", "/sign-in", "/sign_in", "/log-in", "/account/login", "/accounts/login", "/users/sign_in", "/auth/", "/sso/", "/oauth", "/wp-login.php"}

// wall names the wall that a redirect from one page to another leads to.
func wall(from, to *url.URL) string {
	host, path := to.Hostname(), strings.ToLower(to.Path)
	for _, h := range consentHosts {
		if strings.HasPrefix(host, h) && !strings.HasPrefix(from.Hostname(), h) {
			return ConsentWall
		}
	}
	if strings.HasPrefix(host, "accounts.google.") || strings.HasPrefix(host, "login.") && !strings.HasPrefix(from.Hostname(), "login.") {
		return Login
	}
	for _, p := range loginPaths {
		if strings.HasPrefix(path, p) && !strings.HasPrefix(strings.ToLower(from.Path), p) {
			return Login
		}
	}
	return ""
}
