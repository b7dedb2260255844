package commands

import (
	"strconv"

	"byline/article"
)

// State names a command and the database row it is about: "proof:12". An edge
// that gets a State back runs it as Request.Command. Rows are looked up within
// the caller's libraries, so a forged State shows nothing that is not theirs.
func state(name string, id int64) string { return name + ":" + strconv.FormatInt(id, 10) }

// answerActions are the buttons under an answer.
func answerActions(a article.Answer) []Action {
	if a.ID == 0 {
		return nil
	}
	id := int64(a.ID)
	if a.Abstained {
		return []Action{
			{Label: "Tell an editor", State: state("tell", id), Style: Primary},
			{Label: "Notify me", State: state("notify", id)},
			{Label: "Wrong", State: state("wrong", id)},
		}
	}
	return []Action{
		{Label: "Show proof", State: state("proof", id), Style: Primary},
		{Label: "Useful", State: state("useful", id)},
		{Label: "Wrong", State: state("wrong", id)},
	}
}

// stateID reads the row number that a State carried.
func (c *call) stateID() (int64, error) {
	id, err := strconv.ParseInt(c.arg, 10, 64)
	if err != nil || id <= 0 {
		return 0, invalid("I have lost what that button belonged to. Please ask again.")
	}
	return id, nil
}
