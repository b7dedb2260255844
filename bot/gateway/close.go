package gateway

import (
	"fmt"

	"byline/article"
)

// A Fatal error ends the run: Discord will refuse every further attempt until
// a person has changed something.
type Fatal struct {
	Code   int    // Discord's close code, 0 when it was not a close
	Remedy string // what to change, and where
}

// Error returns what Discord objects to and the remedy.
func (f *Fatal) Error() string {
	return fmt.Sprintf("gateway: Discord closed with %d: %s", f.Code, f.Remedy)
}

// Unwrap gives the operator's sentence the form that commands print.
func (f *Fatal) Unwrap() error {
	return &article.Error{Kind: article.Invalid, Code: "discord", Public: f.Remedy}
}

// closed says what a close code means for the session.
// Source: developers/topics/opcodes-and-status-codes, gateway close event codes.
func closed(code int) end {
	e := end{reason: fmt.Sprintf("Discord closed with %d", code), code: code}
	switch code {
	case 4007, 4009: // invalid sequence, session timed out
		e.fresh = true
	case 4003, 1000, 1001: // not authenticated; the session is gone
		e.fresh = true
	case 4008: // rate limited
		e.pause = true
	}
	if remedy := remedies[code]; remedy != "" {
		e.err = &Fatal{Code: code, Remedy: remedy}
	}
	return e
}

// remedies say what a person must change after a close that no attempt mends.
var remedies = map[int]string{
	4004: "Discord does not accept the token in DISCORD_TOKEN. Open the application at https://discord.com/developers/applications, choose Bot, Reset Token, and put the new one into DISCORD_TOKEN.",
	4010: "Discord refuses the shard that Byline asked for. Start only one Byline with this token, then start it again.",
	4011: "Discord wants more shards for this bot than Byline opened. Start Byline again: it asks Discord for their number at start.",
	4012: "Discord no longer offers the gateway version that this Byline speaks. Update Byline.",
	4013: "Discord does not know an intent that Byline asked for. Update Byline.",
	4014: "The Message Content Intent is switched off. Open the application at https://discord.com/developers/applications, choose Bot, and switch on “Message Content Intent” under Privileged Gateway Intents. Without it Byline still answers slash commands, mentions, replies to it, and direct messages.",
}
