// Package bot is Byline on Discord: it stays connected, receives what is said
// to it, acknowledges at once, runs it as a command, and shows the reply. It
// and the packages below it are the only ones that know discordgo.
//
// # How an event becomes an answer
//
// gateway keeps the connection and hands every event to Bot.handle, in order.
// An event that may ask for something is read by our own tolerant types
// (event.go), admitted to one of a bounded number of goroutines (receive.go),
// and accepted in the database, which knows whether it came before. From it
// and the person's standing (access.go) comes a commands.Request; the Reply is
// rendered and shown on a stage: a channel (speak.go) or an interaction
// (respond.go). Only when it is out is the event marked as answered, so that
// a killed process answers at its next start.
//
// What was said while nobody listened is read again over REST (catchup.go).
package bot

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"byline/article"
	"byline/bot/gateway"
	"byline/bot/rest"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/sync/errgroup"
)

// A Bot is one application on Discord. Run may be called once.
type Bot struct {
	Token  string
	API    string // replaces https://discord.com/api; empty: that
	Server string // register commands in this server at once; empty: everywhere

	Commands  Runner
	Inbox     Inbox
	Bookmark  Bookmark
	Rooms     Rooms
	Showing   Showing
	Libraries Libraries
	Notices   Notices // nil: nothing is said unasked

	InHand int // events in hand at once; 0: maxInHand

	// Dial opens the connections to Discord, except for attachments; nil: the
	// network's.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)

	Log *slog.Logger     // nil: discard
	Now func() time.Time // nil: time.Now

	rest         *rest.Client
	app          rest.Application
	me           atomic.Pointer[string] // the bot's user id
	servers      servers
	members      members
	position     position
	recent       recent
	leftovers    []incoming
	leftoverOnce sync.Once
	shards       int
	stand        sync.Mutex      // held while the database is told of servers
	living       context.Context // ends when the bot begins to stop
	limits       *rest.Transport
	slots        chan struct{} // running commands that may take long
	places       chan struct{} // events in hand
	late         chan struct{} // events that are told that the bot is busy
	work         sync.WaitGroup
}

const (
	// maxRunning bounds commands at work, maxInHand the events that were
	// admitted and have no answer yet; what comes on top is told to try again.
	maxRunning = 256
	maxInHand  = 2000
	maxBusy    = 1000

	// answerWithin bounds one answer, from the event. It is well below the 15
	// minutes that an interaction's token lives.
	answerWithin = 10 * time.Minute

	// attemptWithin is how long one request may go unanswered.
	attemptWithin = 30 * time.Second

	// idleConns are kept for bursts where HTTP/2 does not share one connection.
	idleConns = 64

	// grace is how long a stopping bot finishes what it has begun. What is not
	// done then is done at the next start.
	grace = 15 * time.Second
)

// Run keeps the bot on Discord until ctx ends. It returns an error only for
// what a person must mend, as an *article.Error in its chain.
func (b *Bot) Run(ctx context.Context) error {
	defer b.prepare()()
	b.living = ctx
	if err := b.introduce(ctx); err != nil || ctx.Err() != nil {
		return err
	}
	b.recollect(ctx)
	// What is begun may be finished after ctx has ended.
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()

	group, running := errgroup.WithContext(ctx)
	b.living = running
	spot, err := b.Locate(ctx)
	if err != nil {
		spot.Shards = 1 // each shard asks again, and again
	}
	b.shards = max(spot.Shards, 1)
	turn := &gateway.Turnstile{}
	for id := range b.shards {
		shard := &gateway.Shard{
			Token: b.Token, Intents: b.intents(), ID: id, Count: b.shards, Where: b, Turn: turn, Dial: b.Dial, Log: b.Log,
			Handle: func(e gateway.Event) { b.handle(working, id, e) },
			Ready:  func(resumed bool) { b.connected(working, id, resumed) },
		}
		group.Go(func() error { return shard.Run(running) })
	}
	group.Go(func() error { b.register(running); return nil })
	group.Go(func() error { b.keepBookmark(running); return nil })
	group.Go(func() error { return b.guard(running) })
	if b.Notices != nil {
		group.Go(func() error { b.notify(running); return nil })
	}
	err = group.Wait()
	b.finish(stop)
	return err
}

// prepare fills what Run needs, and returns what ends it.
func (b *Bot) prepare() (end func()) {
	base := http.DefaultTransport.(*http.Transport).Clone()
	base.MaxIdleConnsPerHost = idleConns
	base.ResponseHeaderTimeout = attemptWithin
	if b.Dial != nil {
		base.DialContext = b.Dial
	}
	b.limits = &rest.Transport{Base: base, Log: b.Log}
	b.rest = &rest.Client{API: b.API, Token: b.Token, HTTP: b.limits.HTTPClient()}
	b.slots = make(chan struct{}, maxRunning)
	b.places = make(chan struct{}, cmp.Or(b.InHand, maxInHand))
	b.late = make(chan struct{}, maxBusy)
	return base.CloseIdleConnections
}

// introduce asks Discord who we are, until it answers.
func (b *Bot) introduce(ctx context.Context) error {
	refused := 0
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		app, err := b.rest.Application(ctx)
		switch {
		case err == nil:
			b.app = app
			if !app.HasMessageContent() {
				b.log().WarnContext(ctx, "bot: the Message Content Intent is off, so messages with a prefix are not seen; slash commands, mentions, replies and direct messages work. Switch it on under Bot at https://discord.com/developers/applications")
			}
			return nil
		case rest.StatusOf(err) == http.StatusUnauthorized:
			if refused++; refused == 2 {
				return badToken(err)
			}
			b.limits.Retry()
		case rest.StatusOf(err) == 404:
			b.app = rest.Application{Flags: 1 << 19} // a proxy that does not know the call; READY tells the id
			return nil
		}
		b.log().WarnContext(ctx, "bot: Discord does not answer; trying again", "wait", wait, "err", err)
		if !pause(ctx, wait) {
			return nil
		}
	}
}

// guard ends the run when Discord refuses the token of a running bot.
func (b *Bot) guard(ctx context.Context) error {
	for {
		select {
		case <-b.limits.Refused():
		case <-ctx.Done():
			return nil
		}
		if err := b.vouched(ctx); err != nil {
			return err
		}
	}
}

// vouched asks Discord for the token again: one refusal may be a fault on the
// way, two in a row are not.
func (b *Bot) vouched(ctx context.Context) error {
	for refused := 0; pause(ctx, askAgain); {
		b.limits.Retry()
		_, err := b.rest.Application(ctx)
		switch {
		case rest.StatusOf(err) == http.StatusUnauthorized:
			if refused++; refused == 2 {
				return badToken(err)
			}
		case !errors.Is(err, rest.ErrUnauthorized): // another call was refused just then
			return nil
		}
	}
	return nil
}

// askAgain is how long after a refused token it is tried once more.
const askAgain = 2 * time.Second

func badToken(err error) error {
	return &article.Error{Kind: article.Invalid, Code: "discord", Err: err,
		Public: "Discord does not accept the token in DISCORD_TOKEN. Open the application at https://discord.com/developers/applications, choose Bot, Reset Token, and put the new one into DISCORD_TOKEN."}
}

// intents are the events asked for. Without Message Content asking for it
// would end the connection.
func (b *Bot) intents() discordgo.Intent {
	in := discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
	if b.app.HasMessageContent() {
		in |= discordgo.IntentMessageContent
	}
	return in
}

// Locate implements gateway.Locator.
func (b *Bot) Locate(ctx context.Context) (gateway.Spot, error) {
	g, err := b.rest.Gateway(ctx)
	if err != nil {
		return gateway.Spot{}, err
	}
	return gateway.Spot{
		URL: g.URL, Shards: g.Shards, Remaining: g.Limit.Remaining,
		ResetAfter:     g.Reset(),
		MaxConcurrency: g.Limit.MaxConcurrency,
	}, nil
}

// finish waits for the answers in hand, then ends what is left with stop.
func (b *Bot) finish(stop context.CancelFunc) {
	done := make(chan struct{})
	go func() { defer close(done); b.work.Wait() }()
	timer := time.NewTimer(grace)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
		b.log().Warn("bot: stopping with answers in hand; they will be given at the next start")
		stop()
		<-done
	}
}

func (b *Bot) now() time.Time {
	if b.Now != nil {
		return b.Now()
	}
	return time.Now()
}

func (b *Bot) log() *slog.Logger {
	if b.Log != nil {
		return b.Log
	}
	return slog.New(slog.DiscardHandler)
}

// pause sleeps and reports whether ctx still runs.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
