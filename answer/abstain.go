package answer

import (
	"strings"

	"byline/article"
)

// maxNearest is how many of the closest sentences an abstention shows.
const maxNearest = 3

// abstain makes ans say that the articles do not say, why that is thought,
// and what came closest.
func abstain(ans article.Answer, found article.Found) article.Answer {
	ans.Abstained = true
	ans.Mode = article.Extractive
	ans.Claims = nil
	ans.Text = "The articles do not say."
	if len(found.Reasons) > 0 {
		ans.Text = "The articles do not say: " + strings.TrimRight(found.Reasons[0], ".") + "."
	}
	nearest := merge(found.Sentences)
	ans.Nearest = allNeeded(nearest[:min(len(nearest), maxNearest)])
	for i := range ans.Nearest {
		ans.Nearest[i].Bold = nil // no words of theirs answer
	}
	return ans
}
