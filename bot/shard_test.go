package bot_test

import (
	"testing"

	"byline/bot/discordtest"
)

// TestShards opens as many connections as Discord recommends: each hears of its
// own servers, and each reads again what it missed.
func TestShards(t *testing.T) {
	t.Parallel()
	const shards = 3
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		d.Shards(shards)
		ada := d.Person("ada")
		var rooms []*discordtest.Channel
		for range 4 * shards {
			g := d.Guild("Server")
			g.Join(ada)
			rooms = append(rooms, g.Channel("general"))
		}
		rooms = append(rooms, ada.DM())
		db := open(t)
		answered := func(asked []*discordtest.Message) func() bool {
			return func() bool {
				for n, m := range asked {
					if len(rooms[n].RepliesTo(m)) != 1 {
						return false
					}
				}
				return true
			}
		}
		var first, missed []*discordtest.Message
		stop := start(t, d, db, echo)
		d.Await(t, "all shards", func() bool { return d.Connected() == shards })
		for _, room := range rooms {
			first = append(first, ada.Say(room, d.Mention()+" before"))
		}
		d.Await(t, "answers in every server", answered(first))
		stop()
		for _, room := range rooms {
			missed = append(missed, ada.Whisper(room, d.Mention()+" while away"))
		}
		start(t, d, db, echo)
		d.Await(t, "what was missed in every server", answered(missed))
	})
}
