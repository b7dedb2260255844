package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func from(vars map[string]string) func(string) string {
	return func(name string) string { return vars[name] }
}

func TestDefaults(t *testing.T) {
	c, err := Load(from(nil))
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		DB: DefaultDB, HTTPAddr: DefaultHTTPAddr, LogFormat: "text",
		Discord: Discord{APIURL: DefaultDiscord}, Model: Model{Name: DefaultModel, EmbedBudget: DefaultEmbedBudget},
	}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("Load of nothing = %+v, want %+v", c, want)
	}
	if c.Model.Configured() {
		t.Error("a model is configured without a key or a server")
	}
}

func TestBadSettingsAreReportedTogether(t *testing.T) {
	_, err := Load(from(map[string]string{
		"BYLINE_DB":          "postgres://me:hunter2@db/byline",
		"BYLINE_HTTP_ADDR":   "8080",
		"BYLINE_PUBLIC_URL":  "byline.example.org",
		"DISCORD_TOKEN":      `"abc.def.ghi"`,
		"DISCORD_GUILD_ID":   "my server",
		"DISCORD_API_URL":    "ftp://example.org",
		"BYLINE_FETCH_ALLOW": "10.0.0.0/8, 300.1.1.1/8, 10.0.0.1/32:0",
		"OPENAI_BASE_URL":    "https://me:hunter2@example.org/v1",
		"BYLINE_MODEL_STEPS": "rerank, invent",
		"BYLINE_LOG_FORMAT":  "xml",
		"BYLINE_LOG_LEVEL":   "loud",

		"BYLINE_EMBED_BUDGET": "0",
	}))
	if err == nil {
		t.Fatal("no error")
	}
	for _, name := range []string{
		"BYLINE_DB=", "BYLINE_HTTP_ADDR=", "BYLINE_PUBLIC_URL=", "DISCORD_TOKEN=", "DISCORD_GUILD_ID=", "DISCORD_API_URL=",
		`"300.1.1.1/8"`, `"10.0.0.1/32:0"`, "OPENAI_BASE_URL=", `BYLINE_MODEL_STEPS="invent"`, "BYLINE_LOG_FORMAT=", "BYLINE_LOG_LEVEL=", "BYLINE_EMBED_BUDGET=",
	} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("the error does not mention %s:\n%v", name, err)
		}
	}
	for _, secret := range []string{"hunter2", "abc.def"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("the error shows %q:\n%v", secret, err)
		}
	}
}

func TestModelSteps(t *testing.T) {
	c, err := Load(from(map[string]string{"BYLINE_MODEL_STEPS": "Support,rewrite  support"}))
	if err != nil || !slices.Equal(c.Model.Steps, []string{"support", "rewrite"}) {
		t.Errorf("steps %q, %v", c.Model.Steps, err)
	}
}

func TestNetworks(t *testing.T) {
	c, err := Load(from(map[string]string{"BYLINE_FETCH_ALLOW": "10.1.2.3/8,127.0.0.1/32:8080,9090 fd00::/8:8000-8999 [::1]:81 192.168.1.9"}))
	if err != nil {
		t.Fatal(err)
	}
	want := []Network{
		{netip.MustParsePrefix("10.0.0.0/8"), nil},
		{netip.MustParsePrefix("127.0.0.1/32"), []PortRange{{8080, 8080}, {9090, 9090}}},
		{netip.MustParsePrefix("fd00::/8"), []PortRange{{8000, 8999}}},
		{netip.MustParsePrefix("::1/128"), []PortRange{{81, 81}}},
		{netip.MustParsePrefix("192.168.1.9/32"), nil},
	}
	if !reflect.DeepEqual(c.FetchAllow, want) {
		t.Errorf("networks = %v, want %v", c.FetchAllow, want)
	}
}

// The example names exactly the variables that Load asks for.
func TestExample(t *testing.T) {
	data, err := os.ReadFile("../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	vars, err := parseDotenv(string(data))
	if err != nil {
		t.Fatal(err)
	}
	var asked []string
	c, err := Load(func(name string) string { asked = append(asked, name); return vars[name] })
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(asked)
	var named []string
	for name := range vars {
		named = append(named, name)
	}
	slices.Sort(named)
	if !slices.Equal(slices.Compact(asked), named) {
		t.Errorf(".env.example names\n%v\nLoad reads\n%v", named, asked)
	}
	if d, _ := Load(from(nil)); !reflect.DeepEqual(c, d) {
		t.Errorf(".env.example changes the defaults: %+v", c)
	}
}

func TestSecretIsNotShown(t *testing.T) {
	c, err := Load(from(map[string]string{"DISCORD_TOKEN": "Bot hunter2", "OPENAI_API_KEY": "hunter2"}))
	if err != nil {
		t.Fatal(err)
	}
	if string(c.Discord.Token) != "hunter2" {
		t.Errorf("token = %q, want it without the scheme", string(c.Discord.Token))
	}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("start", "config", c, "token", c.Discord.Token)
	enc, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	all := fmt.Sprintf("%v %+v %#v %s %q", c, c, c, c.Discord.Token, c.Model.Key) + log.String() + string(enc)
	if strings.Contains(all, "hunter2") {
		t.Errorf("a secret shows: %s", all)
	}
}

func TestEnvironment(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".env")
	text := "\ufeff# comment\nexport A=1\nB = 'two # words' # note\nC=\"x\"\r\nD=three # note\nE=# note\nF=a#b\nG=from file\nH=from file\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	set := map[string]string{"G": "from environment", "H": ""}
	getenv, err := Environment(func(k string) (string, bool) { v, ok := set[k]; return v, ok }, path)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"A": "1", "B": "two # words", "C": "x", "D": "three", "E": "", "F": "a#b", "G": "from environment", "H": "", "I": ""} {
		if got := getenv(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
}

func TestEnvironmentErrors(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".env")
	if err := os.WriteFile(path, []byte("A=1\nhunter2\n1B=x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	unset := func(string) (string, bool) { return "", false }
	_, err := Environment(unset, path)
	if err == nil || !strings.Contains(err.Error(), "line 2") || !strings.Contains(err.Error(), "line 3") || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("error %v: want lines 2 and 3 named and no value shown", err)
	}
	if _, err := Environment(unset, filepath.Join(t.TempDir(), "none")); err != nil {
		t.Errorf("a missing file is an error: %v", err)
	}
}

func FuzzDotenv(f *testing.F) {
	f.Add("A=1\n# x\nexport B='2'\n")
	f.Fuzz(func(t *testing.T, s string) {
		vars, _ := parseDotenv(s)
		for name := range vars {
			if !isName(name) {
				t.Errorf("name %q", name)
			}
		}
	})
}

// TestPagesAddress: an address that nothing can listen on is reported with the
// other settings, not only when the pages are to be served.
func TestPagesAddress(t *testing.T) {
	for addr, ok := range map[string]bool{
		"127.0.0.1:0": true, ":8080": true, "[::1]:65535": true, "127.0.0.1:65536": false, "127.0.0.1:-1": false, "127.0.0.1:": false, "127.0.0.1": false,
	} {
		if _, err := Load(from(map[string]string{"BYLINE_HTTP_ADDR": addr})); (err == nil) != ok {
			t.Errorf("BYLINE_HTTP_ADDR=%s: %v", addr, err)
		}
	}
}
