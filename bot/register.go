package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"byline/commands"
)

// Types of commands and of options. Source: developers/interactions/application-commands.
const (
	slashCommand = 1
	messageMenu  = 3

	subCommand    = 1
	subGroup      = 2
	textOption    = 3
	numberOption  = 4
	flagOption    = 5
	anyAttachment = 11
)

// A Command is one that Discord offers to people. It is not discordgo's type:
// that sends default_member_permissions as a string, which Discord's own
// description does not allow in this request.
type Command struct {
	Type        int      `json:"type,omitempty"`
	Name        string   `json:"name"`
	Description string   `json:"description,omitempty"`
	Options     []Option `json:"options,omitempty"`
	Permissions *bits    `json:"default_member_permissions,omitempty"`
	Contexts    []int    `json:"contexts,omitempty"`
	Installs    []int    `json:"integration_types,omitempty"`
}

// An Option is an argument of a Command, or a command below it.
type Option struct {
	Type         int      `json:"type"`
	Name         string   `json:"name"`
	Description  string   `json:"description"`
	Required     bool     `json:"required,omitempty"`
	Autocomplete bool     `json:"autocomplete,omitempty"`
	Options      []Option `json:"options,omitempty"`
}

// bits are permissions, which Discord takes as a number and gives back as a
// string.
type bits int64

// UnmarshalJSON implements json.Unmarshaler.
func (b *bits) UnmarshalJSON(data []byte) error {
	n, err := strconv.ParseInt(strings.Trim(string(data), `"`), 10, 64)
	*b = bits(n)
	return err
}

// register registers the commands when they differ from what Discord has.
func (b *Bot) register(ctx context.Context) {
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		err := b.registerOnce(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		b.log().WarnContext(ctx, "bot: commands not registered; trying again", "wait", wait, "err", err)
		if !pause(ctx, wait) {
			return
		}
	}
}

func (b *Bot) registerOnce(ctx context.Context) error {
	app := b.app.ID
	for app == "" { // told by READY
		if app = b.self(); app == "" && !pause(ctx, 100*time.Millisecond) {
			return nil
		}
	}
	var there []Command
	if err := b.rest.Commands(ctx, app, b.Server, &there); err != nil {
		return err
	}
	want := Definitions(commands.Rows())
	if same(want, there) {
		return nil
	}
	b.log().InfoContext(ctx, "bot: registering commands", "count", len(want), "server", b.Server)
	return b.rest.SetCommands(ctx, app, b.Server, want)
}

// Contexts and kinds of installation (same source): in servers and in direct
// messages with the bot, which is installed in servers only.
func everywhere() []int { return []int{0, 1} }

func inServers() []int { return []int{0} }

// Definitions are the slash commands of rows, and the message menus.
func Definitions(rows []commands.Row) []Command {
	var out []Command
	at := map[string]int{}
	open := map[string]bool{} // a row of the command is for everybody
	for _, r := range named(rows) {
		first, second, two := strings.Cut(r.Name, " ")
		if _, ok := at[first]; !ok {
			at[first] = len(out)
			out = append(out, Command{Type: slashCommand, Name: first, Description: describe(r.Help), Contexts: everywhere(), Installs: inServers()})
		}
		c := &out[at[first]]
		open[first] = open[first] || !r.Editors
		if two {
			c.Description = "commands about " + first
			c.Options = append(c.Options, Option{Type: subCommand, Name: second, Description: describe(r.Help), Options: optionsOf(r)})
		} else {
			c.Options = optionsOf(r)
		}
	}
	for i := range out {
		if !open[out[i].Name] {
			// Discord hides it from others; the bot itself checks on every path.
			p := bits(manageServer)
			out[i].Permissions = &p
		}
	}
	for _, name := range []string{askMenu, checkMenu, saveMenu} {
		out = append(out, Command{Type: messageMenu, Name: name, Contexts: everywhere(), Installs: inServers()})
	}
	return out
}

// named are the rows that become slash commands, under the names they have
// there. A command with others below it cannot be called itself and takes no
// arguments, so a row of its name is only there by its name of two words:
// "article" is "article show". Source: developers/interactions/application-commands,
// subcommands and subcommand groups.
func named(rows []commands.Row) []commands.Row {
	parent := map[string]bool{}
	for _, r := range rows {
		if first, _, two := strings.Cut(r.Name, " "); two && !r.Hidden {
			parent[first] = true
		}
	}
	var out []commands.Row
	for _, r := range rows {
		if r.Hidden {
			continue
		}
		if !parent[r.Name] {
			out = append(out, r)
		}
		for _, also := range r.Also {
			if first, _, two := strings.Cut(also, " "); two && parent[first] {
				r.Name = also
				out = append(out, r)
			}
		}
	}
	return out
}

// rowOf returns the row that a command runs, by any of its names.
func rowOf(command string) (commands.Row, bool) {
	for _, r := range commands.Rows() {
		if r.Name == command || slices.Contains(r.Also, command) {
			return r, true
		}
	}
	return commands.Row{}, false
}

// optionsOf are the arguments of a row, required ones first as Discord wants.
func optionsOf(r commands.Row) []Option {
	var required, optional []Option
	all := r.Options
	if r.Arg.Name != "" {
		all = append([]commands.Option{r.Arg}, all...)
	}
	kinds := map[commands.OptionKind]int{commands.FlagOption: flagOption, commands.NumberOption: numberOption}
	for _, o := range all {
		d := Option{Type: max(kinds[o.Kind], textOption), Name: o.Name, Description: describe(o.Help), Required: o.Required, Autocomplete: o.Complete}
		if o.Required {
			required = append(required, d)
		} else {
			optional = append(optional, d)
		}
	}
	if r.Files {
		optional = append(optional, Option{Type: anyAttachment, Name: fileOption, Description: "a file to load"})
	}
	return append(required, optional...)
}

// describe is a description within Discord's hundred characters.
func describe(help string) string {
	if r := []rune(help); len(r) > 100 {
		return string(r[:99]) + "…"
	}
	return help
}

// same reports whether Discord has just these commands, in any order.
func same(want, there []Command) bool { return canonical(want) == canonical(there) }

func canonical(list []Command) string {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Command) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Name, b.Name))
	})
	data, err := json.Marshal(list)
	if err != nil {
		return err.Error()
	}
	return string(data)
}
