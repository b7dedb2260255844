package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"byline/article"
	"byline/commands"
)

// ask answers one question, or with "-" one a line.
func ask(ctx context.Context, t *terminal) error {
	if strings.TrimSpace(strings.Join(t.args, " ")) == "" {
		return usageError{"ask what? For example: byline ask who proposed the moratorium"}
	}
	a, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer a.close()
	if len(t.args) == 1 && t.args[0] == "-" {
		return t.eachLine(ctx, func(ctx context.Context, line string, w io.Writer) error {
			return t.answerLine(ctx, a, line, w)
		})
	}
	reply := a.commands.Run(ctx, t.question(strings.Join(t.args, " ")))
	if reply.Failed || reply.Answer == nil {
		fmt.Fprintln(t.Err, "byline:", reply.Text)
		return errSaid
	}
	if t.flags.json {
		err = writeJSON(t.Out, answerToJSON(*reply.Answer))
	} else {
		err = t.printer().reply(t.Out, reply)
	}
	if err == nil && reply.Answer.Abstained {
		return errAbstained
	}
	return err
}

func (t *terminal) question(text string) commands.Request {
	return commands.Request{
		Caller: t.caller(), Command: "ask", Text: text, Shell: true, Now: t.Now(),
		Options: commands.Options{Since: t.flags.values["since"], Until: t.flags.values["until"], Article: t.flags.values["article"]},
	}
}

// answerLine answers one line of many. A question that fails has its line too,
// so that the reader of the output can count.
func (t *terminal) answerLine(ctx context.Context, a *app, line string, w io.Writer) error {
	reply := a.commands.Run(ctx, t.question(line))
	if err := ctx.Err(); err != nil {
		return err
	}
	if !t.flags.json {
		fmt.Fprintf(w, "? %s\n", line)
		err := t.printer().reply(w, reply)
		fmt.Fprintln(w)
		return err
	}
	if reply.Answer == nil {
		out := answerToJSON(article.Answer{Question: line, Abstained: true, Mode: article.Extractive, Text: reply.Text})
		out.Error = reply.Text
		return writeJSON(w, out)
	}
	return writeJSON(w, answerToJSON(*reply.Answer))
}
