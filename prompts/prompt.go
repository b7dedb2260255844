// Package prompts holds every word that is sent to a model: embedded template
// files, each with a typed data struct, a version and a hash, so that an answer
// can be traced to the words that asked for it.
package prompts

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"text/template"
)

//go:embed *.tmpl
var files embed.FS

// A Prompt is what one call of a model is asked.
type Prompt struct {
	Name      string // the template's: "answer"
	Hash      string // of the template, not of the data; see Hash
	System    string
	User      string
	MaxTokens int // the longest reply that is of use
}

// ErrTooLong is why a prompt was not taken: it has more tokens than the model,
// or our own budget, allows. A shorter one may be.
var ErrTooLong = errors.New("the prompt is too long")

// A Usage is what a call of a model took, in tokens.
type Usage struct {
	In, Out   int
	Estimated bool   // counted by characters, because the server did not say
	Model     string // as the server calls it, or as it was asked for; may be empty
}

// Tokens estimates the tokens of s: a token for each four bytes, which is too
// many for English by about a third and so a safe budget.
func Tokens(s string) int { return (len(s) + 3) / 4 }

// Hash returns the first 16 hexadecimal digits of the SHA-256 of the named
// template file. Its first line names its version, so that a new version has
// a new hash.
func Hash(name string) string {
	data, err := files.ReadFile(name + ".tmpl")
	if err != nil {
		panic("prompts: no template " + name) // a name in this package's code
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// render fills in both halves of the named template. It panics when the
// template is broken, which is a broken program: the goldens cover each one.
func render(name string, maxTokens int, data any) Prompt {
	t := template.Must(template.New(name).Funcs(template.FuncMap{"inc": func(i int) int { return i + 1 }}).ParseFS(files, name+".tmpl"))
	half := func(part string) string {
		var b bytes.Buffer
		if err := t.ExecuteTemplate(&b, part, data); err != nil {
			panic(fmt.Sprintf("prompts: %s: %v", name, err))
		}
		return strings.TrimSpace(b.String())
	}
	return Prompt{Name: name, Hash: Hash(name), System: half("system"), User: half("user"), MaxTokens: maxTokens}
}
