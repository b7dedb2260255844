package ingest

import (
	"bytes"
	"math/rand/v2"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Texts long enough for their encoding to be told from the letters.
const (
	russian   = "Мост через гавань закрывается на две недели с понедельника, сообщил в пятницу городской совет. Это третье закрытие в этом году и самое долгое после наводнения."
	polish    = "Most portowy zostanie zamknięty na dwa tygodnie od poniedziałku, poinformowała w piątek rada miasta. To już trzecie zamknięcie w tym roku, najdłuższe od powodzi. Żółta łódź płynie źle."
	french    = "Le pont du port sera fermé pendant deux semaines à partir de lundi, a annoncé vendredi le conseil. C’est la troisième fermeture cette année, la plus longue depuis l’inondation de l’été passé."
	japanText = "港の橋は月曜日から二週間閉鎖されると市議会が金曜日に発表しました。今年三回目の閉鎖で、洪水のあと最も長いものになります。フェリーは毎日運航します。"
	chinese   = "港口大桥从星期一起关闭两周，市议会星期五说。这是今年第三次关闭，也是洪水以来最长的一次。渡轮每天运行，居民可以乘船去买食物和药品。"
	taiwan    = "港口大橋從星期一起關閉兩週，市議會星期五說。這是今年第三次關閉，也是洪水以來最長的一次。渡輪每天運行，居民可以乘船去買食物和藥品。"
	koreanT   = "항구 다리는 월요일부터 이 주 동안 폐쇄된다고 시의회가 금요일에 발표했다. 올해 세 번째 폐쇄이며 홍수 이후 가장 길다. 배는 매일 다닌다."
)

func encode(e encoding.Encoding, s string) []byte {
	out, err := encoding.ReplaceUnsupported(e.NewEncoder()).Bytes([]byte(s))
	if err != nil {
		panic(err) // the texts above fit their encodings
	}
	return out
}

func hostileTexts() []hostile {
	random := make([]byte, 4096)
	source := rand.New(rand.NewPCG(1, 2))
	for i := range random {
		random[i] = byte(source.Uint32())
	}
	text := "The harbour bridge closes on Monday, the council said. "
	return []hostile{
		{"empty.txt", []byte{}, "empty"},
		{"spaces.txt", []byte(" \n\t\r\n "), "empty"},
		{"bom.txt", []byte("\xef\xbb\xbf"), "empty"},
		{"wide bom.txt", []byte("\xff\xfe"), "empty"},
		{"zeros.txt", make([]byte, 1000), "binary"},
		{"random.txt", random, "binary"},
		{"controls.txt", []byte(strings.Repeat("\x01\x02a", 300)), "binary"},
		{"few controls.txt", []byte(strings.Repeat(text, 5) + "\x07"), "read"},
		{"invisible.txt", []byte("\u200b\u200e\u2060\u00ad"), "no-text"},
		{"marks.txt", []byte("*** --- !!! ..."), "no-text"},
		{"one letter.txt", []byte("a"), "read"},
		{"utf8 cut.txt", []byte(russian[:len(russian)-1]), "read"},
		{"utf16le bom.txt", encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), russian), "read"},
		{"utf16be bom.txt", encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), russian), "read"},
		{"utf16le bare.txt", encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), text), "read"},
		{"utf16be bare.txt", encode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), text), "read"},
		{"utf16 odd.txt", append(encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), text), 'x'), "read"},
		{"utf32.txt", encode(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), text), "read"},
		{"windows1251.txt", encode(charmap.Windows1251, russian), "read"},
		{"koi8r.txt", encode(charmap.KOI8R, russian), "read"},
		{"latin2.txt", encode(charmap.ISO8859_2, polish), "read"},
		{"windows1252.txt", encode(charmap.Windows1252, french), "read"},
		{"shiftjis.txt", encode(japanese.ShiftJIS, japanText), "read"},
		{"eucjp.txt", encode(japanese.EUCJP, japanText), "read"},
		{"gb18030.txt", encode(simplifiedchinese.GB18030, chinese), "read"},
		{"big5.txt", encode(traditionalchinese.Big5, taiwan), "read"},
		{"euckr.txt", encode(korean.EUCKR, koreanT), "read"},
		{"no encoding.txt", bytes.Repeat([]byte{0x81, 0x20, 0x8d, 0x8f, 0x90, 0x9d}, 50), "encoding"},
		{"long line.txt", []byte(strings.Repeat("a", 900_000)), "read"},
		{"too long.txt", []byte(strings.Repeat(text, 30_000)), "too-large"},
		{"many lines.txt", []byte(strings.Repeat("word\n", 100_000)), "read"},
		{"many paragraphs.txt", []byte(strings.Repeat("word\n\n", 100_000)), "read"},
		{"dateline bait.txt", []byte(strings.Repeat("A", 40) + strings.Repeat(", Aa", 50_000)), "read"},
		{"alias bomb.md", []byte("---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e]\n---\n" + text), "read"},
		{"open front matter.md", []byte("---\ntitle: a\n" + strings.Repeat("x: y\n", 50_000)), "read"},
		{"typed front matter.md", []byte("---\ntitle: [1, {a: b}]\ndate: {y: 2020}\nauthors: 7\nurl: javascript:alert(1)\n---\n" + text), "read"},
		{"quotes.md", []byte(strings.Repeat(">", 5_000) + " deep"), "no-text"},
		{"brackets.md", []byte(strings.Repeat("[", 20_000) + "a"), "read"},
		{"stars.md", []byte(strings.Repeat("*a **b ", 10_000)), "read"},
		{"ticks.md", []byte(strings.Repeat("`", 20_001) + "a"), "no-text"},
		{"deep list.md", []byte(deepList(400)), "read"},
		{"wide table.md", []byte("|" + strings.Repeat("a|", 5_000) + "\n|" + strings.Repeat("-|", 5_000) + "\n|" + strings.Repeat("b|", 5_000) + "\n"), "read"},
		{"link definitions.md", []byte(strings.Repeat("[a]: b\n", 20_000) + text), "read"},
		{"open links.md", []byte(strings.Repeat("[a](", 1<<18)), "read"},
		{"open emphasis.md", []byte(strings.Repeat("*a_ ", 1<<18)), "read"},
		{"deep quotes.md", []byte(strings.Repeat("> ", 1<<17) + text), "read"},
		{"divs.html", []byte("<html><body>" + strings.Repeat("<div>", 20_000) + text), "read"},
		{"comment.html", []byte("<html><body><p>" + text + "<!-- never closed"), "read"},
		{"script.html", []byte("<html><body><script>never closed"), "no-text"},
		{"attribute.html", []byte(`<html><body><p title="` + strings.Repeat("x", 3<<20) + `">` + text), "read"},
		{"frames.html", []byte("<html><frameset><frame src=a></frameset></html>"), "no-text"},
		{"nul.html", []byte("<html><body><p>" + strings.Repeat(text, 8) + "\x00</p>"), "read"},
		{"error.pdf", []byte("The requested file was not found on this server."), "unreadable"},
		{"login.docx", []byte("Please log in to download."), "unreadable"},
		{"feed.xml", []byte(`<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>`), "feed"},
		{"old page.html", []byte(`<?xml version="1.0" encoding="utf-8"?><?xml-stylesheet href="a.css"?><!-- a > b --><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>` + text + `</p></body></html>`), "read"},
		{"own entities.html", []byte(`<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>` + text + `&x;</p></body></html>`), "read"},
		{"damaged.eml", []byte("From: a@harbour.example\nSubject: x\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!!notbase64\n--b\n"), "encoding"},
		{"replaced.txt", []byte(strings.Repeat("The \uFFFD\uFFFD\uFFFD bridge. ", 40)), "encoding"},
		{"few replaced.txt", []byte("The caf\uFFFD. " + strings.Repeat(text, 5)), "read"},
		{"drawing.svg", []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>` + text + `</text></svg>`), "unsupported"},
		{"data.xml", []byte(`<?xml version="1.0"?><records><record>` + text + `</record></records>`), "unsupported"},
		{"feed of its own type.xml", []byte(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY nbsp " ">]><rss></rss>`), "feed"},
		{"sitemap.xml", []byte(`<urlset></urlset>`), "feed"},
		{"old.doc", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 512)), "unsupported"},
		{"rich.rtf", []byte(`{\rtf1\ansi Hello}`), "unsupported"},
		{"photo.txt", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "unsupported"},
		{"photo.jpg", []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00"), "unsupported"},
		{"song.mp3", []byte("ID3\x03\x00\x00\x00\x00\x00\x21"), "unsupported"},
		{"packed.7z", []byte("7z\xBC\xAF\x27\x1C\x00\x04"), "unsupported"},
		{"packed.rar", []byte("Rar!\x1A\x07\x01\x00"), "unsupported"},
		{"packed.xz", []byte("\xFD7zXZ\x00\x00\x04"), "unsupported"},
		{"packed.zst", []byte("\x28\xB5\x2F\xFD\x04\x00"), "unsupported"},
		{"packed.bz2", []byte("BZh91AY&SY"), "unsupported"},
		{"byline.db", []byte("SQLite format 3\x00\x10\x00"), "unsupported"},
		{"program", []byte("\x7fELF\x02\x01\x01\x00"), "unsupported"},
		{"page.ps", []byte("%!PS-Adobe-3.0\n"), "unsupported"},
	}
}

func deepList(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

func hostileLists() []hostile {
	good := `{"text":"A good line."}` + "\n"
	return []hostile{
		{"long line.jsonl", []byte(`{"text":"` + strings.Repeat("x", 2<<20) + "\"}\n" + good), "too-large read"},
		{"deep.jsonl", []byte(good + `{"text":` + strings.Repeat("[", 200_000) + "\n" + good), "read bad-line read"},
		{"cut.jsonl", []byte(good + `{"text":"cut`), "read bad-line"},
		{"nul.jsonl", []byte(strings.Repeat(good, 5) + "\x00\x00\n" + strings.Repeat(good, 4)), "read×9"},
		{"surrogates.jsonl", []byte(`{"text":"half \ud800 pair"}` + "\n"), "read"},
		{"null.jsonl", []byte(good + `{"text":null}` + "\n" + "null\n" + `"text"` + "\n" + "[]\n"), "read bad-line empty bad-line×2"},
		{"types.jsonl", []byte(`{"text":"a","title":7,"authors":{"name":"x"},"published":true,"url":[]}` + "\n"), "read"},
		{"twice.jsonl", []byte(`{"text":"a","text":"b"}` + "\n"), "read"},
		{"blank.jsonl", []byte(good + strings.Repeat("\n", 100_000) + good), "read×2"},
		{"spaces.jsonl", []byte(`{"text":"   "}` + "\n"), "empty"},
		{"returns.jsonl", []byte(strings.ReplaceAll(good+good, "\n", "\r\n")), "read×2"},
		{"bom.jsonl", []byte("\xef\xbb\xbf" + good), "read"},
		{"open.json", []byte(`[{"text":"a"},{"text":"b"`), "read unreadable"},
		{"numbers.json", []byte(`[{"text":"a"}, 7, "x"]`), "read bad-line×2"},
		{"one.json", []byte("{\n \"text\": \"a\"\n}"), "read"},
		{"empty.json", []byte("{}"), "empty"},
		{"quote.csv", []byte("id,text\n1,\"never closed\n2,b\n"), "read"},
		{"wide.csv", []byte("id,text\n1,a,b,c\n2,d\n"), "bad-line read"},
		{"narrow.csv", []byte("id,title,text\n1\n2,a,b\n"), "empty read"},
		{"semicolons.csv", []byte("id;text\n1;\"a, b\"\n"), "read"},
	}
}
