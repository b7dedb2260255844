package answer

import (
	"context"

	"byline/answer/check"
	"byline/article"
)

// Check says of one sentence whether what was found supports or contradicts
// it. Quotes are those that do, or the nearest when it is not found. It asks
// no model.
func (a *Answerer) Check(ctx context.Context, sentence string, found article.Found) (article.Check, error) {
	out := article.Check{Sentence: sentence, Finding: article.NotSaid}
	said := clean(sentence)
	sheet := sheetOf(found)
	var worst check.Verdict
	for i, passage := range sheet.passages {
		for _, source := range passage {
			if err := ctx.Err(); err != nil {
				return article.Check{}, err
			}
			v := check.Sentence(said, "", []check.Source{source})
			quote := needed(article.Quote{Article: source.Article, Span: source.Span, Passage: sheet.whole[i]})
			switch {
			case v.OK():
				if out.Finding != article.Supported {
					out = article.Check{Sentence: sentence, Finding: article.Supported}
				}
				out.Quotes = append(out.Quotes, quote)
			case out.Finding != article.Supported && v.Contradicted() && v.Covered > worst.Covered:
				worst = v
				out = article.Check{Sentence: sentence, Finding: article.Contradicted, Quotes: []article.Quote{quote}, Reason: reason(v)}
			}
		}
	}
	if out.Finding == article.NotSaid {
		out.Quotes = merge(found.Sentences)
		out.Quotes = allNeeded(out.Quotes[:min(len(out.Quotes), maxNearest)])
	}
	return out, nil
}

// reason tells a person what is wrong with a sentence.
func reason(v check.Verdict) string {
	words := "“" + v.Words + "”"
	switch v.Kind {
	case check.Number:
		return "the article has another number than " + words
	case check.Date:
		return "the article has another date than " + words
	case check.Name:
		return "the article has another name than " + words
	case check.Quotation:
		return "the article does not have these words in quotation marks: " + words
	case check.Negation:
		return "one says yes and the other no: " + words
	case check.Opposite:
		return "the article says the opposite of " + words
	case check.Direction:
		return "who did what to whom differs: " + words
	case check.Attribution:
		return "who said it differs: " + words
	case check.Hedge:
		return "the article is less, or more, certain: " + words
	case check.Degree:
		return "the article does not go as far, or goes further: " + words
	default:
		return "the article puts it in another relation: " + words
	}
}
