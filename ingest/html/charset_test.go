package html

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// TestUndeclaredEncoding: a page that says nothing of its encoding, or something
// untrue, is read by its letters; Latin ones as windows-1252, as browsers do.
func TestUndeclaredEncoding(t *testing.T) {
	tests := []struct {
		name  string
		words string
		as    encoding.Encoding
	}{
		{"Russian", "Городской совет решил во вторник закрыть старый северный пирс на ремонт, который продлится около двух лет.", charmap.Windows1251},
		{"Russian of KOI8", "Городской совет решил во вторник закрыть старый северный пирс на ремонт, который продлится около двух лет.", charmap.KOI8R},
		{"Greek", "Το συμβούλιο του λιμανιού αποφάσισε την Τρίτη να κλείσει την παλιά προβλήτα για επισκευές δύο χρόνων.", charmap.Windows1253},
		{"Japanese", "港湾評議会は火曜日、約二年間の修理のために古い北桟橋を閉鎖することを決議した。技術者たちはひび割れを見つけていた。", japanese.ShiftJIS},
		{"Japanese of Unix", "港湾評議会は火曜日、約二年間の修理のために古い北桟橋を閉鎖することを決議した。技術者たちはひび割れを見つけていた。", japanese.EUCJP},
		{"Chinese", "港务委员会星期二投票决定关闭旧的北码头进行为期约两年的维修。工程师在木桩中发现裂缝。市长说工程由港口自己的资金支付。", simplifiedchinese.GB18030},
		{"Chinese of Taiwan", "港務委員會星期二投票決定關閉舊的北碼頭進行為期約兩年的維修。工程師在木樁中發現裂縫。市長說工程由港口自己的資金支付。", traditionalchinese.Big5},
		{"Korean", "항만 위원회는 화요일 낡은 북쪽 부두를 약 이 년 동안 수리하기 위해 닫기로 결정했다. 기술자들은 금을 발견했다.", korean.EUCKR},
		{"French", "Le conseil du port a décidé mardi de fermer la vieille jetée nord pour des réparations qui dureront près de deux années.", charmap.Windows1252},
		{"German", "Der Hafenrat beschloß am Dienstag, die alte Nordmole für Ausbesserungen zu schließen, die über zwei Jahre währen; Größe: 40 Pfähle.", charmap.Windows1252},
		{"English with quotes", "The council said “no”… and then “yes” — at a cost of £4.2m. It’s the third vote.", charmap.Windows1252},
	}
	for _, tt := range tests {
		for _, said := range []string{"", `<meta charset="utf-8">`, `<meta charset="klingon">`} {
			page := "<!doctype html><html><head>" + said + "<title>News</title><style>.a{color:red}</style></head><body><div class=\"article\"><p>" +
				tt.words + "</p><p>" + tt.words + "</p></div></body></html>"
			data, err := encoding.ReplaceUnsupported(tt.as.NewEncoder()).Bytes([]byte(page))
			if err != nil {
				t.Fatal(err)
			}
			if got := decode(data, "text/html"); !strings.Contains(got, tt.words) {
				t.Errorf("%s after %q is read as %.300q", tt.name, said, got)
			}
		}
	}
}
