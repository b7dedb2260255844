package cli

import (
	"context"
	"fmt"
	"time"

	"byline/article"
	"byline/config"
	"byline/store"
)

// A diagnosis is one thing the doctor looked at.
type diagnosis struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	State  string `json:"state"`
	Remedy string `json:"remedy"`
}

// doctor checks the configuration and says what to do. It ends with 1 when
// something that is configured does not work.
func doctor(ctx context.Context, t *terminal) error {
	if err := t.noWords("doctor"); err != nil {
		return err
	}
	var all []diagnosis
	cfg, err := t.configure()
	if err != nil {
		all = append(all, diagnosis{Name: "settings", State: err.Error(), Remedy: "Correct these variables in the environment or in .env."})
	} else {
		all = append(all, diagnosis{Name: "settings", OK: true, State: "all can be used"},
			diagnoseDatabase(ctx, cfg), diagnoseModel(ctx, cfg), diagnoseEmbedding(ctx, cfg, t.Now()), diagnoseDiscord(cfg), diagnosePages(cfg))
	}
	failed := false
	for _, d := range all {
		failed = failed || !d.OK
		if t.flags.json {
			continue
		}
		sign := "ok  "
		if !d.OK {
			sign = "BAD "
		}
		fmt.Fprintf(t.Out, "%s %-9s %s\n", sign, d.Name, d.State)
		if d.Remedy != "" {
			fmt.Fprintf(t.Out, "               %s\n", d.Remedy)
		}
	}
	if t.flags.json {
		if err := writeJSON(t.Out, all); err != nil {
			return err
		}
	}
	if failed {
		return errSaid
	}
	return nil
}

func diagnoseDatabase(ctx context.Context, cfg config.Config) diagnosis {
	d := diagnosis{Name: "database"}
	db, err := store.Open(ctx, cfg.DB)
	if err != nil {
		d.State, d.Remedy = cfg.DB+" cannot be opened", operatorText(err)
		return d
	}
	defer db.Close()
	if err := db.Check(ctx); err != nil {
		d.State, d.Remedy = cfg.DB+" is damaged", operatorText(err)
		return d
	}
	libs, err := db.Libraries(ctx)
	if err != nil {
		d.State, d.Remedy = cfg.DB+" cannot be read", operatorText(err)
		return d
	}
	c, err := db.Count(ctx, libs)
	if err != nil {
		d.State, d.Remedy = cfg.DB+" cannot be read", operatorText(err)
		return d
	}
	d.OK, d.State = true, fmt.Sprintf("%s: articles %d, passages %d, libraries %d", cfg.DB, c.Articles, c.Passages, len(libs))
	if c.Articles == 0 {
		d.Remedy = "Load articles with byline add PATH, or start byline chat with the sample library."
	}
	return d
}

// modelPatience is how long the doctor waits for the model.
const modelPatience = 20 * time.Second

func diagnoseModel(ctx context.Context, cfg config.Config) diagnosis {
	d := diagnosis{Name: "model", OK: true}
	if !cfg.Model.Configured() {
		d.State, d.Remedy = "none: answers are the articles' own sentences", "Set OPENAI_API_KEY or OPENAI_BASE_URL to have answers written by a model."
		return d
	}
	ctx, cancel := context.WithTimeout(ctx, modelPatience)
	defer cancel()
	d.State = cfg.Model.Name + " at " + cfg.Model.BaseURL
	if err := askModel(ctx, cfg); err != nil {
		d.OK, d.State = false, d.State+" does not answer: "+article.PublicText(err)
		d.Remedy = "Check OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL. Until it works, answers are the articles' own sentences."
	}
	return d
}

func diagnoseDiscord(cfg config.Config) diagnosis {
	d := diagnosis{Name: "discord", OK: true}
	if cfg.Discord.Token == "" {
		d.State, d.Remedy = "not configured", "Create a bot in the Discord Developer Portal and set DISCORD_TOKEN; the README shows each step."
		return d
	}
	d.State = "a token is set; byline serve connects with it"
	if cfg.Discord.GuildID == "" {
		d.Remedy = "Set DISCORD_GUILD_ID to have commands appear in one server at once."
	}
	return d
}

func diagnosePages(cfg config.Config) diagnosis {
	return diagnosis{Name: "pages", OK: true, State: "served on http://" + cfg.HTTPAddr + " by byline serve"}
}
