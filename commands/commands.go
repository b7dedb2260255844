package commands

import (
	"context"
	"log/slog"
	"slices"
	"strings"

	"byline/article"
)

// Commands runs what is said to the bot. Find and Answer are needed to answer;
// a command whose other need is nil says that it is not available here.
// Commands is safe for concurrent use when its fields are.
type Commands struct {
	Find     Finder
	Answer   Answerer
	Check    Checker
	Articles Articles
	Shelf    Shelf
	History  History
	Load     Loader
	Refresh  Refresher
	Drafts   Drafts
	Answers  Answers
	Memory   Memory
	Once     Once
	Feedback Feedback
	Gaps     Gaps
	Settings Settings
	Usage    Usage
	Feeds    Feeds
	People   People
	Log      *slog.Logger // nil: discard
}

// A call is one request, read and permitted.
type call struct {
	Request
	row      Row
	arg      string
	settings article.Settings
}

// libs is what the caller may read, the library's own first.
func (c *call) libs() []article.LibraryID { return c.Caller.Libraries }

// Run runs one request. It never fails: the Reply says what went wrong.
func (c *Commands) Run(ctx context.Context, req Request) Reply {
	settings, err := c.settings(ctx, req.Caller.Home)
	if err != nil {
		return c.failed(ctx, "settings", err)
	}
	in, reply, ok := c.read(req, settings)
	if !ok {
		return reply
	}
	in.settings = settings
	if reply, ok := c.permit(in); !ok {
		return reply
	}
	first, err := c.claim(ctx, req)
	if err != nil {
		return c.failed(ctx, in.row.Name, err)
	}
	if !first {
		return Reply{Ignored: true}
	}
	reply, err = in.row.run(c, ctx, in)
	if err != nil {
		reply = c.failed(ctx, in.row.Name, err)
	}
	reply.Command = in.row.Name
	reply.Private = reply.Private || in.row.Private || in.Options.Private
	return reply
}

// read finds the row that req means. Without one it returns the reply instead:
// silence for what only looks like a command, unless the edge named it.
func (c *Commands) read(req Request, settings article.Settings) (*call, Reply, bool) {
	if req.Command != "" {
		name, state, pressed := strings.Cut(req.Command, ":")
		if pressed {
			req.Text = state
		}
		row, ok := rowNamed(name)
		if !ok {
			return nil, unknown(name, "", settings), false
		}
		return called(req, row, pressed), Reply{}, true
	}
	p := parse(req.Text, settings.Prefix, req.Plain)
	switch {
	case p.found:
		req.Options = merge(req.Options, p.options)
		return &call{Request: req, row: p.row, arg: p.arg}, Reply{}, true
	case p.nearest != "" || p.word != "" && req.Caller.Place != Server:
		return nil, unknown(p.word, p.nearest, settings), false
	}
	return nil, Reply{Ignored: true}, false
}

// called is the call of a row that the edge named. Options written into a
// question count there too; whether the reply is private the edge has decided
// already, and what a button carries is not for reading.
func called(req Request, row Row, pressed bool) *call {
	if pressed || !slices.Contains(row.Options, sinceOption) {
		return &call{Request: req, row: row, arg: strings.TrimSpace(req.Text)}
	}
	arg, written := takeOptions(req.Text)
	written.Private = false
	req.Options = merge(req.Options, written)
	return &call{Request: req, row: row, arg: arg}
}

// merge fills what the edge left open in a from b, the options in the text.
func merge(a, b Options) Options {
	if a.Article == "" {
		a.Article = b.Article
	}
	if a.Since == "" {
		a.Since = b.Since
	}
	if a.Until == "" {
		a.Until = b.Until
	}
	if a.Limit == 0 {
		a.Limit = b.Limit
	}
	a.Private = a.Private || b.Private
	return a
}

func unknown(word, nearest string, settings article.Settings) Reply {
	prefix := prefixOf(settings)
	text := "I do not know the command " + prefix + word + ". "
	if nearest != "" {
		text += "Did you mean " + prefix + nearest + "? "
	}
	return Reply{Failed: true, Private: true, Text: text + prefix + "help lists what I know."}
}

// shellNames are the commands that the program's command line has other words for.
var shellNames = map[string]string{
	"articles": "byline articles list", "article add": "byline add", "feeds": "byline feeds list", "feed add": "byline feeds add", "who": "byline ask who",
}

// named returns how the caller gives a command. The pages load nothing, so that
// there, too, it is the command line that does.
func (c *call) named(command string) string {
	if shell, ok := shellNames[command]; ok && (c.Shell || c.Caller.Place == Web && command == "article add") {
		return shell
	}
	return prefixOf(c.settings) + command
}

func prefixOf(s article.Settings) string {
	if s.Prefix == "" {
		return DefaultPrefix
	}
	return s.Prefix
}

// permit says whether the caller may run the row here. It is asked for every
// request, however it came: text, slash, button, form or menu.
func (c *Commands) permit(in *call) (Reply, bool) {
	if in.row.Editors && !in.Caller.Editor {
		return Reply{Command: in.row.Name, Failed: true, Private: true,
			Text: "Only editors can do that: members who may manage the server, or who have the role the server chose."}, false
	}
	if in.row.Own && in.Caller.Place == Web {
		return Reply{Command: in.row.Name, Failed: true, Private: true,
			Text: "These pages do not know their readers apart. The operator deletes what was asked here with: byline forget " + in.Caller.User}, false
	}
	if in.row.Editors || in.Caller.Place != Server || len(in.settings.Channels) == 0 {
		return Reply{}, true
	}
	for _, channel := range in.settings.Channels {
		if channel == in.Caller.Channel {
			return Reply{}, true
		}
	}
	if in.Command == "" {
		return Reply{Ignored: true}, false
	}
	return Reply{Command: in.row.Name, Failed: true, Private: true,
		Text: "The editors chose other channels for me. Please ask there, or by direct message."}, false
}

// claim reports whether this is the first time that req's Key is seen.
func (c *Commands) claim(ctx context.Context, req Request) (bool, error) {
	if req.Key == "" || c.Once == nil {
		return true, nil
	}
	return c.Once.Claim(ctx, req.Key, req.Now)
}

// failed turns an error into the reply for the reader, and logs the cause when
// it is a fault of ours or of something we use.
func (c *Commands) failed(ctx context.Context, name string, err error) Reply {
	kind := article.KindOf(err)
	if ctx.Err() == nil && (kind == article.Internal || kind == article.Unavailable) {
		c.log().ErrorContext(ctx, "commands: failed", "command", name, "err", err)
	}
	return Reply{
		Command: name, Failed: true, Text: article.PublicText(err),
		Busy:    kind == article.Busy || kind == article.Unavailable,
		Private: kind == article.Forbidden || kind == article.Invalid,
	}
}

func (c *Commands) log() *slog.Logger {
	if c.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return c.Log
}

func invalid(public string) error { return &article.Error{Kind: article.Invalid, Public: public} }

func notFound(public string) error { return &article.Error{Kind: article.NotFound, Public: public} }

// unavailableHere is the error of a command whose need is not wired.
func unavailableHere() error {
	return &article.Error{Kind: article.NotFound, Code: "not here", Public: "That is not available here."}
}
