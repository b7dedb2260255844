package gateway_test

import (
	"testing"
	"time"

	"byline/bot/discordtest"
)

// TestOddServers meets what Discord does not document and discordgo, left to
// itself, does not survive.
func TestOddServers(t *testing.T) {
	for name, tt := range map[string]struct {
		before func(d *discordtest.Discord) // the bot connects
		breaks func(d *discordtest.Discord) // once it is online
		again  bool                         // breaks ends the connection
	}{
		"HELLO never comes":         {before: func(d *discordtest.Discord) { d.OnConnect(discordtest.Silence) }},
		"HELLO with interval 0":     {before: func(d *discordtest.Discord) { d.Hello(0) }},
		"HELLO with a negative one": {before: func(d *discordtest.Discord) { d.Hello(-5) }},
		"HELLO with a huge one":     {before: func(d *discordtest.Discord) { d.Hello(1e18) }},
		"HELLO with a fraction":     {before: func(d *discordtest.Discord) { d.Hello(41250.5) }},
		"HELLO with words":          {before: func(d *discordtest.Discord) { d.Hello("often") }},
		"HELLO with null":           {before: func(d *discordtest.Discord) { d.Hello(discordtest.Null) }},
		"READY without servers":     {before: func(d *discordtest.Discord) { d.Ready(func(m map[string]any) { delete(m, "guilds") }) }},
		"READY with null servers":   {before: func(d *discordtest.Discord) { d.Ready(func(m map[string]any) { m["guilds"] = []any{nil} }) }},
		"READY without a user":      {before: func(d *discordtest.Discord) { d.Ready(func(m map[string]any) { m["user"] = nil }) }},
		"broken JSON":               {breaks: func(d *discordtest.Discord) { d.Frame(false, `{"op":0,"t":"MESS`) }, again: true},
		"null":                      {breaks: func(d *discordtest.Discord) { d.Frame(false, `null`) }, again: true},
		"a list":                    {breaks: func(d *discordtest.Discord) { d.Frame(false, `[1]`) }, again: true},
		"an empty frame":            {breaks: func(d *discordtest.Discord) { d.Frame(false, ``) }, again: true},
		"compressed garbage":        {breaks: func(d *discordtest.Discord) { d.Frame(true, "not zlib at all") }, again: true},
		"cut zlib":                  {breaks: func(d *discordtest.Discord) { d.Frame(true, "\x78\x9c\xab") }, again: true},
		"an unknown opcode":         {breaks: func(d *discordtest.Discord) { d.Frame(false, `{"op":99,"d":{}}`) }},
		"an event without a name":   {breaks: func(d *discordtest.Discord) { d.Frame(false, `{"op":0,"d":null}`) }},
		"a second HELLO":            {breaks: func(d *discordtest.Discord) { d.Frame(false, `{"op":10,"d":{"heartbeat_interval":0}}`) }},
		"READY twice": {breaks: func(d *discordtest.Discord) {
			d.Emit("READY", map[string]any{"session_id": "another", "guilds": []any{}})
		}},
		"a server with null channels": {breaks: func(d *discordtest.Discord) {
			d.Emit("GUILD_CREATE", map[string]any{"id": "5", "channels": []any{nil}})
		}},
		"a server with null members":   {breaks: func(d *discordtest.Discord) { d.Emit("GUILD_CREATE", map[string]any{"id": "5", "members": []any{nil}}) }},
		"a server update of null":      {breaks: func(d *discordtest.Discord) { d.Emit("GUILD_UPDATE", nil) }},
		"a voice state of null":        {breaks: func(d *discordtest.Discord) { d.Emit("VOICE_STATE_UPDATE", nil) }},
		"an interaction of null":       {breaks: func(d *discordtest.Discord) { d.Emit("INTERACTION_CREATE", nil) }},
		"a close frame without a code": {breaks: func(d *discordtest.Discord) { d.Break(discordtest.CloseBare) }, again: true},
	} {
		bubble(t, name, func(t *testing.T, d *discordtest.Discord) {
			g := d.Guild("Harbour")
			c, ada := g.Channel("general"), d.Person("ada")
			g.Join(ada)
			if tt.before != nil {
				tt.before(d)
			}
			h, _ := connect(t, d)
			d.Await(t, "the first connection", d.Online)
			ada.Say(c, "before")
			d.Await(t, "an event", func() bool { return h.has("before") })
			if tt.breaks != nil {
				tt.breaks(d)
			}
			if tt.again {
				d.Await(t, "another connection", func() bool { return d.Resumes() > 0 })
			}
			ada.Say(c, "after")
			d.Await(t, "an event afterwards", func() bool { return h.has("after") })
			if got := d.Identifies(); got != 1 {
				t.Errorf("%d IDENTIFYs, want the session kept", got)
			}
		})
	}
}

// TestDeadResumeURL leads the RESUME to where nobody listens: the bot asks for
// another place, and loses no time over it.
func TestDeadResumeURL(t *testing.T) {
	for name, url := range map[string]string{"refused": "ws://192.0.2.9:80", "nonsense": "::not a url::", "empty": ""} {
		bubble(t, name, func(t *testing.T, d *discordtest.Discord) {
			d.Ready(func(m map[string]any) { m["resume_gateway_url"] = url })
			c, ada := d.Guild("Harbour").Channel("general"), d.Person("ada")
			h, _ := connect(t, d)
			d.Await(t, "the first connection", d.Online)
			d.Break(discordtest.Drop)
			d.Await(t, "the end of it", func() bool { return !d.Online() })
			began := time.Now()
			d.Await(t, "the bot back online", d.Online)
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("back online after %v", took)
			}
			ada.Say(c, "after")
			d.Await(t, "an event afterwards", func() bool { return h.has("after") })
		})
	}
}

// TestStorm ends every connection as soon as it stands: the bot must not ask
// again and again without a pause.
func TestStorm(t *testing.T) {
	bubble(t, "five in a row", func(t *testing.T, d *discordtest.Discord) {
		c, ada := d.Guild("Harbour").Channel("general"), d.Person("ada")
		h, _ := connect(t, d)
		d.Await(t, "the first connection", d.Online)
		began := time.Now()
		for n := range 5 {
			d.Await(t, "a connection", func() bool { return d.Online() && d.Identifies()+d.Resumes() > n })
			d.Break(discordtest.Reconnect)
			d.Await(t, "its end", func() bool { return d.Identifies()+d.Resumes() > n+1 || !d.Online() })
		}
		// One that ends while discordgo still opens it may cost a new session.
		d.Await(t, "the bot back online", func() bool { return d.Online() && d.Identifies()+d.Resumes() > 5 })
		// Discordgo alone sleeps a second for each.
		if took := time.Since(began); took < 6*time.Second {
			t.Errorf("five connections in %v", took)
		}
		ada.Say(c, "after")
		d.Await(t, "an event afterwards", func() bool { return h.has("after") })
	})
}

// TestNoIdentifiesLeft waits as Discord says before it identifies.
func TestNoIdentifiesLeft(t *testing.T) {
	bubble(t, "none", func(t *testing.T, d *discordtest.Discord) {
		d.IdentifiesLeft(0) // for three seconds
		began := time.Now()
		connect(t, d)
		d.Await(t, "the connection", d.Online)
		if took := time.Since(began); took < 3*time.Second {
			t.Errorf("identified after %v", took)
		}
	})
}
