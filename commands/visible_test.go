package commands

import "testing"

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"plain, “quoted”, 3.5 %":                      "plain, “quoted”, 3.5 %",
		"\u202e09.4\u202c \u2066x\u2069 \u061cy":      "09.4 x y",
		"br\u200bid\u2060ge\ufeff so\u00adft":         "bridge soft",
		"a\U000e0073\U000e0061\U000e0179":             "a",
		"👩\u200d🚒 क्\u200dष ❤️ می\u200cخواهم":         "👩\u200d🚒 क्\u200dष ❤️ می\u200cخواهم",
		"🏴\U000e0067\U000e0062\U000e007f x\U000e0067": "🏴\U000e0067\U000e0062\U000e007f x",
		"\x1b[31mred\x07\u009b0m\ra\tb\n":             "[31mred0m a\tb\n",
		"\u3164\u115fx":                               "x",
	} {
		if got := Visible(in); got != want {
			t.Errorf("Visible(%q) = %q, want %q", in, got, want)
		}
	}
}
