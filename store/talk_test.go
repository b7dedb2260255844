package store_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/store"
)

// ann and bob ask.
const ann, bob = "discord:1", "discord:2"

// answered loads an article and saves an answer to ann that quotes its first
// passage; it returns both.
func answered(t testing.TB, db *store.DB, it store.Item) (*article.Article, article.AnswerID) {
	t.Helper()
	ctx := context.Background()
	id := load(t, db, guild, it)[0].ID
	arts, err := db.Articles(ctx, []article.LibraryID{guild}, []article.ID{id})
	if err != nil || len(arts) != 1 {
		t.Fatal(arts, err)
	}
	span := it.Passages[0].Span
	answer, err := db.SaveAnswer(ctx, store.Asked{
		Library: guild, User: ann, Conversation: "room", At: noon,
		Answer: article.Answer{
			Question: "Who won?", Mode: article.Extractive, Confidence: .9, Text: span.Of(arts[0].Text), AsOf: article.Day(noon),
			Claims: []article.Claim{{Text: span.Of(arts[0].Text), Quotes: []article.Quote{{
				Article: arts[0], Span: span, Bold: []article.Span{{Start: span.Start, End: span.Start + 3}}, Passage: span, Score: 2,
			}}}},
			Timings:  map[string]time.Duration{"search": time.Millisecond},
			TokensIn: 20, TokensOut: 10,
			Checked: []article.Checked{{Text: "Brede won.", Failed: "name", Words: "Brede", Marks: "[1.1][9.9]", Against: []article.Quote{{Article: arts[0], Span: span}}}},
			Calls:   []article.Call{{Step: "answer", Hash: "abc", Model: "m", In: 20, Out: 10, Took: time.Second, Problem: "cut: Brede"}},
		},
		Found: article.Found{Weighed: article.Weighed{
			Terms: []article.Measure{{Name: "Brede", Value: 1.23456}}, Features: []string{"words"}, Proof: []article.Measure{{Name: "covered", Value: 1}},
			Candidates: []article.Candidate{{Article: arts[0], Span: span, Score: 2, Values: []float32{.5}}},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return arts[0], answer
}

// abstained saves an abstention and returns its number.
func abstained(t testing.TB, db *store.DB, user, question string) article.AnswerID {
	t.Helper()
	id, err := db.SaveAnswer(context.Background(), store.Asked{
		Library: guild, User: user, Conversation: "room", At: noon,
		Answer: article.Answer{Question: question, Abstained: true, Mode: article.Extractive, Text: "The articles do not say."},
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestAnswerIsShownAgain(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	a, id := answered(t, db, item("a", "Vote", "Ayre won.\n\nTurnout rose."))
	got, err := db.Answer(ctx, []article.LibraryID{guild}, id)
	if err != nil {
		t.Fatal(err)
	}
	q := got.Claims[0].Quotes[0]
	if q.Text() != "Ayre won." || q.Bold[0].Of(q.Article.Text) != "Ayr" || q.Article.RevisionID != a.RevisionID || q.Score != 2 {
		t.Errorf("quote %+v", q)
	}
	if got.Question != "Who won?" || got.Confidence != .9 || got.AsOf != article.Day(noon) || got.Timings["search"] != time.Millisecond || len(got.Notes) > 0 || len(got.Checked) != 0 {
		t.Errorf("answer %+v", got)
	}
	if _, err := db.Answer(ctx, []article.LibraryID{other}, id); article.KindOf(err) != article.NotFound {
		t.Errorf("another library's: %v", err)
	}
	turns, err := db.Turns(ctx, "room", 5)
	if err != nil || len(turns) != 1 || turns[0].Answer != id || !slices.Equal(turns[0].Articles, []article.ID{a.ID}) {
		t.Errorf("turns %+v, %v", turns, err)
	}
	if n, err := db.Tokens(ctx, guild, noon.Add(-time.Hour)); n != 30 || err != nil {
		t.Errorf("tokens %d, %v", n, err)
	}
	if n, err := db.Questions(ctx, guild, ann, noon.Add(time.Hour)); n != 0 || err != nil {
		t.Errorf("questions since later: %d, %v", n, err)
	}
}

func TestAnswersAreMarked(t *testing.T) {
	libs := []article.LibraryID{guild}
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, db *store.DB, a *article.Article)
		mark   string // the queued payload's "removed", or "none"
		note   string // what the answer says when shown again
		quotes int
	}{
		{"words changed", func(t *testing.T, db *store.DB, a *article.Article) {
			load(t, db, guild, item("a", "Vote", "Brede won.\n\nTurnout rose."))
		}, "changed", "no longer has the quoted words", 1},
		{"other words changed", func(t *testing.T, db *store.DB, a *article.Article) {
			load(t, db, guild, item("a", "Vote", "Ayre won.\n\nTurnout fell."))
		}, "none", "", 1},
		{"removed", func(t *testing.T, db *store.DB, a *article.Article) {
			if err := db.Remove(context.Background(), guild, a.ID, noon); err != nil {
				t.Fatal(err)
			}
		}, "removed", "has been removed", 0},
		{"removed and restored", func(t *testing.T, db *store.DB, a *article.Article) {
			if err := db.Remove(context.Background(), guild, a.ID, noon); err != nil {
				t.Fatal(err)
			}
			passages := item("a", "Vote", a.Text).Passages
			if err := db.Restore(context.Background(), guild, a.ID, noon, passages, func() ([]byte, error) { return []byte("s"), nil }); err != nil {
				t.Fatal(err)
			}
		}, "none", "", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ctx := context.Background()
			db := open(t)
			a, id := answered(t, db, item("a", "Vote", "Ayre won.\n\nTurnout rose."))
			tt.change(t, db, a)
			if got := queuedMark(t, db, id); got != tt.mark {
				t.Errorf("mark %q, want %q", got, tt.mark)
			}
			ans, err := db.Answer(ctx, libs, id)
			if err != nil {
				t.Fatal(err)
			}
			if notes := strings.Join(ans.Notes, " "); !strings.Contains(notes, tt.note) || tt.note == "" && notes != "" {
				t.Errorf("notes %q, want %q", notes, tt.note)
			}
			if got := len(ans.Claims[0].Quotes); got != tt.quotes {
				t.Errorf("%d quotes, want %d", got, tt.quotes)
			}
		})
	}
}

// queuedMark says what the queue holds for an answer.
func queuedMark(t *testing.T, db *store.DB, id article.AnswerID) string {
	t.Helper()
	jobs, err := db.Lease(context.Background(), store.KindMarkAnswer, noon, time.Minute, 10)
	if err != nil {
		t.Fatal(err)
	}
	if len(jobs) == 0 {
		return "none"
	}
	var m store.Mark
	if err := json.Unmarshal(jobs[0].Payload, &m); err != nil || m.Answer != id || len(jobs) > 1 || jobs[0].Library != guild {
		t.Fatalf("jobs %+v, %v", jobs, err)
	}
	if m.Removed {
		return "removed"
	}
	return "changed"
}

func TestGaps(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	abstained(t, db, ann, "Who won the cup?")
	again := abstained(t, db, bob, "who won the CUP")
	abstained(t, db, ann, "Why is it late?")
	gaps, err := db.Gaps(ctx, guild, 10)
	if err != nil || len(gaps) != 2 || gaps[0].Count != 2 || gaps[0].Question != "Who won the cup?" || gaps[0].Watchers != 0 {
		t.Fatalf("gaps %+v, %v", gaps, err)
	}
	if err := db.Watch(ctx, again, bob, true, noon); err != nil {
		t.Fatal(err)
	}
	if told, err := db.Lease(ctx, store.KindTellEditors, noon, time.Minute, 10); err != nil || len(told) != 1 {
		t.Errorf("editors' queue %+v, %v", told, err)
	}
	watched, err := db.WatchedGaps(ctx, guild)
	if err != nil || len(watched) != 1 || watched[0].Watchers != 1 {
		t.Fatalf("watched %+v, %v", watched, err)
	}
	if err := db.CloseGap(ctx, other, watched[0].ID, true, noon); article.KindOf(err) != article.NotFound {
		t.Errorf("another library closed it: %v", err)
	}
	if err := db.CloseGap(ctx, guild, watched[0].ID, true, noon); err != nil {
		t.Fatal(err)
	}
	told, err := db.Lease(ctx, store.KindTellWatcher, noon, time.Minute, 10)
	if err != nil || len(told) != 1 || told[0].User != bob {
		t.Errorf("watchers' queue %+v, %v", told, err)
	}
	if gaps, err := db.Gaps(ctx, guild, 10); err != nil || len(gaps) != 1 {
		t.Errorf("still open: %+v, %v", gaps, err)
	}
}

func TestForgetLeavesNoRow(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	_, id := answered(t, db, item("a", "Vote", "Ayre won."))
	gap := abstained(t, db, ann, "Who lost?")
	if err := db.SaveVerdict(ctx, id, ann, article.Wrong, "it was Brede", noon); err != nil {
		t.Fatal(err)
	}
	if err := db.Watch(ctx, gap, ann, true, noon); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Begin(ctx, "message 7", ann, noon, time.Minute); err != nil {
		t.Fatal(err)
	}
	if _, err := db.SaveDraft(ctx, guild, ann, []*article.Article{{Title: "Draft"}}, noon); err != nil {
		t.Fatal(err)
	}
	left := abstained(t, db, bob, "Who lost?")

	rows, err := db.Forget(ctx, ann)
	if err != nil || rows < 6 {
		t.Errorf("%d rows, %v", rows, err)
	}
	if found := db.Grep(t, ann); len(found) > 0 {
		t.Errorf("%s is still in %v", ann, found)
	}
	if found := db.Grep(t, "Brede"); len(found) > 0 {
		t.Errorf("what ann wrote is still in %v", found)
	}
	if _, err := db.Answer(ctx, []article.LibraryID{guild}, left); err != nil {
		t.Errorf("bob's answer: %v", err)
	}
	if gaps, err := db.Gaps(ctx, guild, 10); err != nil || len(gaps) != 1 || gaps[0].Count != 1 {
		t.Errorf("gaps %+v, %v", gaps, err)
	}
}
