package render

import (
	"strings"

	"byline/commands"
)

// maxFile bounds the text of a file, in bytes; Discord takes 10 MiB.
const maxFile = 4 << 20

// Plain is r as a text without markup, for the file of a long reply.
func Plain(r commands.Reply) string {
	var b strings.Builder
	for _, block := range blocks(r) {
		for _, p := range block.pieces {
			b.WriteString(p.raw)
		}
		b.WriteByte('\n')
		if b.Len() > maxFile {
			break
		}
	}
	return strings.ToValidUTF8(b.String()[:min(b.Len(), maxFile)], "")
}
