package html

import (
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// canonical is the link an article is known by: the page's own word, when it
// stays on the site and names a page, else where it was found, without the
// marks of campaigns.
func canonical(f facts, base *url.URL) string {
	for _, said := range []string{f.canonical, f.first("og:url")} {
		if said == "" {
			continue
		}
		u, err := base.Parse(said)
		if err != nil || !isWeb(u) || !sameSite(base, u) {
			continue
		}
		if base.Host != "" && strings.Trim(base.Path, "/") != "" && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
			continue // a template that calls every page the front page
		}
		u.Fragment, u.RawFragment = "", ""
		return u.String()
	}
	if !isWeb(base) {
		return ""
	}
	u := *base
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery = withoutCampaign(u.RawQuery)
	return u.String()
}

func isWeb(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil
}

// sameSite reports whether both hosts belong to one registrable domain. A page
// that was not found on the web has none of its own.
func sameSite(base, u *url.URL) bool {
	if base.Host == "" || strings.EqualFold(base.Hostname(), u.Hostname()) {
		return true
	}
	a, err := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(base.Hostname()))
	if err != nil {
		return false
	}
	b, err := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(u.Hostname()))
	return err == nil && a == b
}

// campaignKeys are query parameters that name how a reader came.
var campaignKeys = []string{"utm_", "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "cmpid", "ocid", "ref_src", "guccounter", "guce_"}

func withoutCampaign(query string) string {
	if query == "" {
		return ""
	}
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		campaign := false
		for _, k := range campaignKeys {
			campaign = campaign || strings.HasPrefix(strings.ToLower(part), k)
		}
		if !campaign {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}
