package render

import "strings"

// Above puts a line above a message that was rendered before. Where there is
// no room for it the message loses whole lines of its end.
func Above(line, content string) string {
	for units(line)+1+units(content) > maxContent {
		i := strings.LastIndexByte(content, '\n')
		if i < 0 {
			return line
		}
		content = content[:i]
	}
	return line + "\n" + content
}
