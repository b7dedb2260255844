package rest

import (
	"errors"
	"hash/fnv"
	"net/url"
	"strconv"
	"strings"
)

// A route is what Discord counts a request under. It never holds a token:
// an interaction's token stands in major as a hash, and dies with its bucket.
type route struct {
	name     string // "POST /channels/:id/messages": fit for a log
	major    string // the channel, server or webhook that has its own count
	callback bool   // the first response to an interaction: never queued
	exempt   bool   // not counted in the bot's 50 requests a second
}

// routeOf reads a path below the API's version.
func routeOf(method, path string) route {
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(strings.Trim(path, "/"), "/")
	r := route{}
	for i, p := range parts {
		if i == 0 {
			continue
		}
		switch {
		case i == 1 && (parts[0] == "channels" || parts[0] == "guilds" || parts[0] == "webhooks"):
			r.major = parts[0] + "/" + p
			parts[i] = ":id"
		case i == 2 && parts[0] == "webhooks":
			r.major += "/" + hashed(p)
			r.exempt = true
			parts[i] = ":token"
		case i == 2 && parts[0] == "interactions":
			r.callback, r.exempt = true, true
			parts[i] = ":token"
		case isID(p):
			parts[i] = ":id"
		}
	}
	r.name = method + " /" + strings.Join(parts, "/")
	return r
}

// isID reports whether p is a snowflake.
func isID(p string) bool {
	_, err := strconv.ParseUint(p, 10, 64)
	return err == nil
}

// hashed stands for a token where one must be told from another.
func hashed(token string) string {
	h := fnv.New64a()
	h.Write([]byte(token))
	return strconv.FormatUint(h.Sum64(), 36)
}

// below returns u's path after the version, or its whole path.
func below(u *url.URL) string {
	if _, rest, ok := strings.Cut(u.Path, version+"/"); ok {
		return "/" + rest
	}
	return u.Path
}

// SansURL drops the URL of a *url.Error: its path may hold a token.
func SansURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
