package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// Environment returns a getenv that asks lookup first and then the file at
// path, when there is one. A variable that is set, even to nothing, wins over
// the file.
func Environment(lookup func(string) (string, bool), path string) (func(string) string, error) {
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("config: %w", err)
	}
	file, err := parseDotenv(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return func(name string) string {
		if v, ok := lookup(name); ok {
			return v
		}
		return file[name]
	}, nil
}

// parseDotenv reads lines of NAME=value. "export " before a name is allowed,
// "#" begins a comment at the start of a line or after a space, and quotes
// around a value are taken off. Nothing is expanded. An error names the line
// but never shows its value, which may be a secret.
func parseDotenv(s string) (map[string]string, error) {
	vars := map[string]string{}
	var bad []error
	s = strings.TrimPrefix(s, "\ufeff")
	for i, line := range strings.Split(s, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, value, ok := strings.Cut(strings.TrimPrefix(line, "export "), "=")
		name = strings.TrimSpace(name)
		if !ok || !isName(name) {
			bad = append(bad, fmt.Errorf("line %d: want NAME=value", i+1))
			continue
		}
		vars[name] = unquote(strings.TrimSpace(value))
	}
	return vars, errors.Join(bad...)
}

func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := c == '_' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// unquote takes off one pair of quotes, or else a comment at the end.
func unquote(v string) string {
	if v == "" {
		return ""
	}
	if q := v[0]; q == '"' || q == '\'' {
		if end := strings.IndexByte(v[1:], q); end >= 0 {
			return v[1 : 1+end]
		}
		return v
	}
	if v[0] == '#' {
		return ""
	}
	if i := strings.Index(v, " #"); i >= 0 {
		v = v[:i]
	}
	return strings.TrimSpace(v)
}
