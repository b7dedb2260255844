package render

import (
	"cmp"

	"byline/commands"
)

// Limits of modals. Source: developers/components/reference, text input.
const (
	maxTitle       = 45
	maxFieldLabel  = 45
	maxValue       = 4000
	maxPlaceholder = 100
	maxFields      = 5
)

// A Modal asks for text. Byline uses an action row for each text input: labels
// around inputs, the newer form, come back in a shape that discordgo cannot
// read.
type Modal struct {
	ID     string
	Title  string
	Fields []commands.Field
}

// Form renders f within Discord's limits. Its ID is the command that the
// filled form calls.
func Form(f commands.Form) Modal {
	m := Modal{ID: f.Submit, Title: Clip(cmp.Or(f.Title, "Please fill in"), maxTitle)}
	if f.State != "" {
		m.ID += ":" + f.State
	}
	for _, field := range f.Fields[:min(len(f.Fields), maxFields)] {
		field.Label = Clip(cmp.Or(field.Label, field.Name), maxFieldLabel)
		field.Value = Clip(field.Value, maxValue)
		field.Hint = Clip(field.Hint, maxPlaceholder)
		if field.Max < 1 || field.Max > maxValue {
			field.Max = maxValue
		}
		m.Fields = append(m.Fields, field)
	}
	return m
}
