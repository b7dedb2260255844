package pdf

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"encoding/binary"
	"fmt"
	"strings"
)

// A print is words at a place on a page, in points from its lower left.
type print struct {
	x, y, size float64
	text       string
}

// makePDF returns a PDF of the pages, each with its prints drawn in order in
// Helvetica on 612 by 792 points.
func makePDF(pages ...[]print) []byte { return writePDF(objects(pages...), nil) }

// objects returns the bodies of a PDF's objects, number 1 first.
func objects(pages ...[]print) []string {
	kids := make([]string, len(pages))
	out := []string{"<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"}
	for i, prints := range pages {
		var s strings.Builder
		for _, p := range prints {
			fmt.Fprintf(&s, "BT /F1 %g Tf %g %g Td (%s) Tj ET\n", p.size, p.x, p.y, strings.NewReplacer("(", `\(`, ")", `\)`, `\`, `\\`).Replace(p.text))
		}
		n := len(out) + 1
		kids[i] = fmt.Sprintf("%d 0 R", n)
		out = append(out,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", n+1),
			stream(s.String()))
	}
	out[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids))
	return out
}

func stream(s string) string {
	return fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(s), s)
}

// writePDF writes objects with their table; trailer adds entries to the trailer.
func writePDF(objects []string, trailer []string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	at := make([]int, len(objects))
	for i, body := range objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, strings.Join(trailer, " "), table)
	return b.Bytes()
}

// padding fills passwords, as the PDF reference (3.3, algorithm 3.2) has it.
var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// makeEncrypted returns a PDF that opens with the password "secret" alone, by
// the standard handler's first revision (RC4, 40 bits).
func makeEncrypted() []byte {
	pad := func(s string) []byte { return append([]byte(s), padding...)[:32] }
	id := []byte("0123456789abcdef")
	owner := rc4Of(md5sum(pad("secret"))[:5], pad("secret"))
	permissions := binary.LittleEndian.AppendUint32(nil, 0xFFFFFFFC)
	key := md5sum(pad("secret"), owner, permissions, id)[:5]
	user := rc4Of(key, padding)
	all := objects([]print{{72, 700, 12, "Hidden words."}})
	content := "BT /F1 12 Tf 72 700 Td (Hidden words.) Tj ET"
	all[4] = stream(string(rc4Of(md5sum(key, []byte{5, 0, 0, 0, 0})[:10], []byte(content))))
	all = append(all, fmt.Sprintf("<< /Filter /Standard /V 1 /R 2 /O <%x> /U <%x> /P -4 >>", owner, user))
	return writePDF(all, []string{fmt.Sprintf("/Encrypt %d 0 R /ID [<%x> <%x>]", len(all), id, id)})
}

func md5sum(parts ...[]byte) []byte {
	sum := md5.Sum(bytes.Join(parts, nil))
	return sum[:]
}

func rc4Of(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		panic(err)
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}
