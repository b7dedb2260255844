package discordtest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// description loads Discord's OpenAPI description once a process, which takes
// a second or two; nil when it is not at hand.
var description = sync.OnceValue(func() routers.Router {
	data, err := os.ReadFile(filepath.Join(shared(), "discord", "openapi.json"))
	if err != nil {
		return nil
	}
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		return nil
	}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		return nil
	}
	return router
})

// Described reports whether requests are held against Discord's description
// too.
func Described() bool { return description() != nil }

// shared finds the folder of shared data beside the project.
func shared() string {
	if dir := os.Getenv("BYLINE_SHARED"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		if s := filepath.Join(dir, "shared"); exists(filepath.Join(s, "bench")) {
			return s
		}
		dir = filepath.Dir(dir)
	}
	return "shared"
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// shapes are those that any Discord of the process has found valid.
var shapes memory

// A memory keeps the shapes of requests that were found valid: validating one
// takes ten milliseconds, for the schema is compiled anew each time.
type memory struct {
	mu    sync.Mutex
	valid map[string]bool
}

// shape is q's route and body, with ids and long strings replaced by what the
// description could say of them: that they are ids, or about how long.
func shape(q request) string {
	var body any
	if json.Unmarshal(q.json, &body) != nil {
		return q.route + string(q.json)
	}
	data, err := json.Marshal(simple(body))
	if err != nil {
		return q.route + string(q.json)
	}
	return q.route + string(data)
}

func simple(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, x := range v {
			out[k] = simple(x)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = simple(x)
		}
		return out
	case string:
		if _, err := strconv.ParseUint(v, 10, 64); err == nil {
			return "id of " + strconv.Itoa(len(v))
		}
		if len(v) > 10 {
			return "text of " + strconv.Itoa(len(v)/100)
		}
	}
	return v
}

// seen reports whether a request of the shape was valid before.
func (m *memory) seen(shape string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.valid[shape]
}

func (m *memory) note(shape string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.valid == nil {
		m.valid = map[string]bool{}
	}
	m.valid[shape] = true
}

// described validates a request against the description, when there is one. Of
// a multipart body the payload_json is validated.
func described(r *http.Request, q request) error {
	router := description()
	if router == nil {
		return nil
	}
	url := *r.URL
	url.Scheme, url.Host = "https", "discord.com"
	url.Path = "/api/v10/" + strings.Join(q.path, "/")
	again, err := http.NewRequestWithContext(r.Context(), r.Method, url.String(), bytes.NewReader(q.json))
	if err != nil {
		return err
	}
	if len(q.json) > 0 {
		again.Header.Set("Content-Type", "application/json")
	}
	route, params, err := router.FindRoute(again)
	if err != nil {
		return err
	}
	return openapi3filter.ValidateRequest(r.Context(), &openapi3filter.RequestValidationInput{
		Request: again, PathParams: params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc},
	})
}
