package commands

import (
	"context"
	"strings"
)

// help lists the table, or explains one row of it.
func (c *Commands) help(_ context.Context, in *call) (Reply, error) {
	prefix := prefixOf(in.settings)
	if in.arg != "" {
		row, ok := rowNamed(strings.TrimLeft(in.arg, prefix+"/"))
		if !ok || row.Hidden {
			return Reply{}, notFound("I do not know “" + clip(in.arg, 40) + "”. " + prefix + "help lists what I know.")
		}
		return helpOf(row, prefix), nil
	}
	r := Reply{
		Title: "What I can do",
		Text: "Ask in plain words: " + prefix + "who proposed the moratorium. I answer only from the loaded articles and show the exact words; " +
			"when they do not say, I say so. In a direct message or when you mention me, no " + prefix + " is needed.",
	}
	for _, row := range Rows() {
		if row.Hidden || row.Editors && !in.Caller.Editor || row.Own && in.Caller.Place == Web {
			continue
		}
		r.Items = append(r.Items, Item{ID: row.Name, Label: usage(row, prefix), Text: row.Help})
	}
	return r, nil
}

func usage(row Row, prefix string) string {
	return strings.TrimSpace(prefix + row.Name + " " + row.Args)
}

func helpOf(row Row, prefix string) Reply {
	r := Reply{Title: usage(row, prefix), Text: row.Help + "."}
	for _, o := range row.Options {
		r.Items = append(r.Items, Item{ID: o.Name, Label: o.Name + ":", Text: o.Help})
	}
	if len(row.Also) > 0 {
		r.Text += " Also: " + strings.Join(row.Also, ", ") + "."
	}
	if row.Editors {
		r.Text += " For editors."
	}
	return r
}
