package bot_test

import (
	"testing"
	"time"

	"byline/article"
	"byline/bot/discordtest"
	"byline/store"
)

// TestLeft takes the bot out of a server, while it runs and while it is away:
// the library is kept for thirty days and then deleted.
func TestLeft(t *testing.T) {
	t.Parallel()
	discordtest.Bubble(t, func(t *testing.T, d *discordtest.Discord) {
		stay, leave, away := d.Guild("Stay"), d.Guild("Leave"), d.Guild("Away")
		db := open(t)
		for _, g := range []*discordtest.Guild{stay, leave, away} {
			if err := db.SaveSettings(t.Context(), articleLibrary(g), article.Settings{Prefix: "?"}); err != nil {
				t.Fatal(err)
			}
		}
		stop := start(t, d, db, echo)
		leave.Remove()
		libraries := func(now time.Time) int {
			if _, err := db.Purge(t.Context(), now); err != nil {
				t.Fatal(err)
			}
			libs, err := db.Libraries(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return len(libs)
		}
		before := libraries(time.Now().Add(store.GoneFor - time.Hour))
		stop()
		away.Remove()
		start(t, d, db, echo)
		d.Await(t, "two libraries deleted after thirty days", func() bool { return libraries(time.Now().Add(store.GoneFor+time.Hour)) == before-2 })
	})
}
