package bot

import (
	"encoding/json"
)

// The types of this file read events. They are ours and not discordgo's, for
// they hold only what is used and so survive what discordgo does not know: a
// component of a new type leaves discordgo's Message empty and its modal data
// nil. Every pointer may be nil in a valid event.

type user struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

type member struct {
	User        *user    `json:"user"`
	Roles       []string `json:"roles"`
	Permissions string   `json:"permissions"` // only in interactions
}

type attachment struct {
	Filename    string `json:"filename"`
	ContentType string `json:"content_type"`
	URL         string `json:"url"`
	Size        int64  `json:"size"`
}

type message struct {
	ID          string       `json:"id"`
	ChannelID   string       `json:"channel_id"`
	GuildID     string       `json:"guild_id"` // empty: direct; always empty over REST
	Type        int          `json:"type"`
	Content     string       `json:"content"`
	WebhookID   string       `json:"webhook_id"`
	Author      *user        `json:"author"`
	Member      *member      `json:"member"`
	Mentions    []user       `json:"mentions"`
	Attachments []attachment `json:"attachments"`
	Reference   *struct {
		MessageID string `json:"message_id"`
	} `json:"message_reference"`
	Referenced *struct {
		Author *user `json:"author"`
	} `json:"referenced_message"`
}

// Types of interactions. Source: developers/interactions/receiving-and-responding.
const (
	ofCommand      = 2
	ofComponent    = 3
	ofAutocomplete = 4
	ofModal        = 5
)

type interaction struct {
	ID        string          `json:"id"`
	AppID     string          `json:"application_id"`
	Type      int             `json:"type"`
	Token     string          `json:"token"`
	GuildID   string          `json:"guild_id"`
	ChannelID string          `json:"channel_id"`
	Member    *member         `json:"member"`
	User      *user           `json:"user"`
	Data      interactionData `json:"data"`
}

type interactionData struct {
	Name       string          `json:"name"`
	Type       int             `json:"type"` // of a command: 1 slash, 3 message menu
	Options    []option        `json:"options"`
	TargetID   string          `json:"target_id"`
	CustomID   string          `json:"custom_id"`
	Components json.RawMessage `json:"components"` // of a modal
	Resolved   struct {
		Messages    map[string]message    `json:"messages"`
		Attachments map[string]attachment `json:"attachments"`
	} `json:"resolved"`
}

type option struct {
	Name    string          `json:"name"`
	Type    int             `json:"type"`
	Value   json.RawMessage `json:"value"`
	Options []option        `json:"options"`
	Focused bool            `json:"focused"`
}

// text is an option's value in words, whatever its type.
func (o option) text() string {
	var s string
	if json.Unmarshal(o.Value, &s) == nil {
		return s
	}
	return string(o.Value)
}

// person returns who did it, nil in an event that does not say.
func (i *interaction) person() *user {
	if i.Member != nil && i.Member.User != nil {
		return i.Member.User
	}
	return i.User
}

// values returns a modal's fields by custom id, wherever they are: in action
// rows, or inside labels.
func (d *interactionData) values() map[string]string {
	out := map[string]string{}
	var walk func(raw json.RawMessage, depth int)
	walk = func(raw json.RawMessage, depth int) {
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) != nil {
			list = []json.RawMessage{raw}
		}
		for _, one := range list {
			var c struct {
				CustomID   string          `json:"custom_id"`
				Value      *string         `json:"value"`
				Components json.RawMessage `json:"components"`
				Component  json.RawMessage `json:"component"`
			}
			if json.Unmarshal(one, &c) != nil {
				continue
			}
			if c.CustomID != "" && c.Value != nil {
				out[c.CustomID] = *c.Value
			}
			for _, inner := range []json.RawMessage{c.Components, c.Component} {
				if len(inner) > 0 && depth < 4 {
					walk(inner, depth+1)
				}
			}
		}
	}
	walk(d.Components, 0)
	return out
}
