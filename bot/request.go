package bot

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"byline/article"
	"byline/bot/rest"
	"byline/commands"
)

// Names of the message menus, and of the option for an attachment.
const (
	askMenu    = "Ask about this"
	checkMenu  = "Check against articles"
	saveMenu   = "Save as article"
	fileOption = "file"
)

// menus says which command a message menu runs.
var menus = map[string]string{askMenu: "ask", checkMenu: "check", saveMenu: "article add"}

// requested is an interaction as a request, without its caller.
func (b *Bot) requested(ctx context.Context, i *interaction) commands.Request {
	req := commands.Request{Now: b.now(), Conversation: conversation(i.ChannelID, i.person().ID)}
	switch {
	case i.Type == ofComponent || i.Type == ofModal:
		req.Command = i.Data.CustomID
		req.Options.Values = i.Data.values()
	case menus[i.Data.Name] != "":
		b.onMessage(ctx, &req, i)
	default:
		b.slash(ctx, &req, i)
	}
	return req
}

// onMessage fills in the request of a message menu.
func (b *Bot) onMessage(ctx context.Context, req *commands.Request, i *interaction) {
	req.Command = menus[i.Data.Name]
	m := i.Data.Resolved.Messages[i.Data.TargetID]
	req.Text = b.unmentioned(m.Content)
	if i.Data.Name != saveMenu {
		return
	}
	for _, a := range m.Attachments {
		req.Files = append(req.Files, b.file(ctx, a))
	}
	if !strings.Contains(req.Text, "://") && req.Text != "" {
		req.Options.Values = map[string]string{"text": req.Text}
		req.Text = ""
	}
}

// slash fills in the request of a slash command.
func (b *Bot) slash(ctx context.Context, req *commands.Request, i *interaction) {
	req.Command = i.Data.Name
	options := i.Data.Options
	for len(options) == 1 && (options[0].Type == subCommand || options[0].Type == subGroup) {
		req.Command += " " + options[0].Name
		options = options[0].Options
	}
	main := mainArgument(req.Command)
	for _, o := range options {
		switch {
		case o.Name == fileOption:
			if a, ok := i.Data.Resolved.Attachments[o.text()]; ok {
				req.Files = append(req.Files, b.file(ctx, a))
			}
		case o.Name == main:
			req.Text = o.text()
		default:
			setOption(&req.Options, o.Name, o.text())
		}
	}
}

// mainArgument is the name of a command's main argument.
func mainArgument(command string) string {
	r, _ := rowOf(command)
	return r.Arg.Name
}

// setOption sets a named option, one that commands does not name as a value.
func setOption(o *commands.Options, name, value string) {
	switch name {
	case "article":
		o.Article = value
	case "since":
		o.Since = value
	case "until":
		o.Until = value
	case "private":
		o.Private = value == "true"
	case "limit":
		fmt.Sscan(value, &o.Limit)
	default:
		if o.Values == nil {
			o.Values = map[string]string{}
		}
		o.Values[name] = value
	}
}

// flat returns options with those of subcommands.
func flat(options []option) []option {
	out := slices.Clone(options)
	for _, o := range options {
		out = append(out, flat(o.Options)...)
	}
	return out
}

// Limits on attachments.
const (
	maxAttachment  = 25 << 20
	attachmentTime = time.Minute
)

// cdn are Discord's hosts for attachments.
var cdn = []string{"cdn.discordapp.com", "media.discordapp.net"}

// file is an attachment as a file. Its address is signed and expires, so the
// bytes are fetched when the command asks for them, and it is never cited.
func (b *Bot) file(ctx context.Context, a attachment) commands.File {
	return commands.File{Name: a.Filename, Type: a.ContentType, Size: a.Size, Open: func() ([]byte, error) {
		data, err := b.attached(ctx, a)
		if err != nil {
			return nil, &article.Error{Kind: article.Unavailable, Err: err, Public: "Discord did not give me the attachment. Please attach it again."}
		}
		return data, nil
	}}
}

// attached fetches an attachment, from Discord's hosts alone.
func (b *Bot) attached(ctx context.Context, a attachment) ([]byte, error) {
	u, err := url.Parse(a.URL)
	if err != nil {
		return nil, fmt.Errorf("bot: attachment: %w", err)
	}
	if !b.servesFiles(u) {
		return nil, fmt.Errorf("bot: attachment on host %q", u.Host)
	}
	ctx, stop := context.WithTimeout(ctx, attachmentTime)
	defer stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.URL, nil)
	if err != nil {
		return nil, fmt.Errorf("bot: attachment: %w", err)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("bot: attachment: %w", rest.SansURL(err))
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("bot: attachment: status %d", resp.StatusCode)
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxAttachment+1))
	if err == nil && len(data) > maxAttachment {
		err = &article.Error{Kind: article.Invalid, Public: "That attachment is larger than 25 MB. Please attach a smaller one."}
	}
	return data, err
}

// servesFiles reports whether u is on a host of Discord's, or on the one that
// stands in for it.
func (b *Bot) servesFiles(u *url.URL) bool {
	if u.Scheme == "https" && slices.Contains(cdn, u.Host) {
		return true
	}
	api, err := url.Parse(b.API)
	return err == nil && b.API != "" && u.Scheme == api.Scheme && u.Host == api.Host
}
