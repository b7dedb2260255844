package text

import (
	_ "embed"
	"strings"
	"sync"
)

// irregularFile lists English words with the forms that a stemmer leaves
// apart from them.
//
//go:embed irregular.txt
var irregularFile string

// irregular maps such forms to their word; read-only. Questions say "did he
// write" where articles say "wrote".
var irregular = sync.OnceValue(func() map[string]string {
	m := map[string]string{"usa": "us"}
	for line := range strings.Lines(irregularFile) {
		base, forms, ok := strings.Cut(line, ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, f := range strings.Fields(forms) {
			m[f] = base
		}
	}
	return m
})
