package eval

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"byline/article"
)

const questions = `{"id":"q1","question":"Who proposed it?","answers":["Putin"],"evidence":[{"article":"a","paragraph":1,"start":8,"end":26}],"answerable":true}

{"id":"q2","question":"Who won?","answers":[],"evidence":[],"answerable":false}
`

func TestReadQuestions(t *testing.T) {
	var gz bytes.Buffer
	z := gzip.NewWriter(&gz)
	z.Write([]byte(questions))
	z.Close()
	for name, in := range map[string]string{"plain": questions, "gzip": gz.String()} {
		qs, err := ReadQuestions(strings.NewReader(in))
		if err != nil || len(qs) != 2 || *qs[0].Evidence[0].Start != 8 || qs[1].Answerable {
			t.Errorf("%s: %+v, %v", name, qs, err)
		}
	}
}

func TestReadQuestionsNamesTheLine(t *testing.T) {
	for in, want := range map[string]string{
		"{\"question\":\"a\"}\n{oops": "Line 2",
		"{\"answers\":[]}":            "Line 1",
		"\x1f\x8bnot gzip":            "Line 1",
	} {
		_, err := ReadQuestions(strings.NewReader(in))
		if err == nil || !strings.HasPrefix(article.PublicText(err), want) || article.KindOf(err) != article.Invalid {
			t.Errorf("%q: %v", in, article.PublicText(err))
		}
	}
}

func FuzzReadQuestions(f *testing.F) {
	f.Add([]byte(questions))
	f.Fuzz(func(t *testing.T, b []byte) {
		qs, err := ReadQuestions(bytes.NewReader(b))
		if err == nil {
			for _, q := range qs {
				goldOf(Set{Articles: map[string]*article.Article{"a": {Ref: "a", Text: string(b)}}}, q)
			}
		}
	})
}

// scripted ranks the same sentences whatever is asked, and abstains on demand.
type scripted struct {
	found article.Found
	err   error
}

func (s scripted) Find(context.Context, Query) (article.Found, error) { return s.found, s.err }

func (s scripted) Answer(_ context.Context, f article.Found) (article.Answer, error) {
	q := f.Sentences[0]
	return article.Answer{Confidence: f.Confidence, Abstained: f.Confidence < .5, Mode: article.Extractive,
		Claims: []article.Claim{{Text: q.Text(), Quotes: []article.Quote{q}}}}, nil
}

func set(t *testing.T) (Set, *article.Article, *article.Article) {
	t.Helper()
	a := &article.Article{Ref: "a", Text: "Heädl.\n\nPutin proposed it."}
	b := &article.Article{Ref: "b", Text: "Putin was not there."}
	qs, err := ReadQuestions(strings.NewReader(questions))
	if err != nil {
		t.Fatal(err)
	}
	return Set{Name: "t", Articles: map[string]*article.Article{"a": a, "b": b}, Questions: qs}, a, b
}

func TestRun(t *testing.T) {
	s, a, b := set(t)
	right := article.Quote{Article: a, Span: article.Span{Start: 9, End: 27}, Bold: []article.Span{{Start: 9, End: 14}}}
	wrong := article.Quote{Article: b, Span: article.Span{Start: 0, End: 20}}
	find := scripted{found: article.Found{
		Passages:   []article.Hit{{Article: b, Passage: wrong.Span}, {Article: a, Passage: right.Span}},
		Sentences:  []article.Quote{right, wrong},
		Confidence: .7,
	}}
	f, err := Run(t.Context(), s, find, find, true)
	if err != nil {
		t.Fatal(err)
	}
	if f.Passages.R1 != 0 || f.Passages.R5 != 1 || f.Passages.MRR10 != .5 || f.ByArticle.MRR10 != .5 || f.Sentences.R1 != 1 {
		t.Errorf("ranking: %+v", f)
	}
	if f.Bold.EM != 1 || f.Given.F1 != 1 || f.Quotation.Accuracy != 1 || f.Quotation.Verbatim != 1 {
		t.Errorf("words: %+v %+v %+v", f.Bold, f.Given, f.Quotation)
	}
	if *f.Abstain.AUC != .5 || f.Abstain.Accuracy != .5 || f.Abstain.Answered != 1 {
		t.Errorf("abstention: %+v", f.Abstain)
	}
}

func TestRunReportsTheQuestionThatFailed(t *testing.T) {
	s, _, _ := set(t)
	cause := errors.New("disk gone")
	_, err := Run(t.Context(), s, scripted{err: cause}, scripted{}, false)
	if !errors.Is(err, cause) || !strings.Contains(err.Error(), "question q") {
		t.Errorf("err = %v", err)
	}
}

func TestVerbatimFindsForgery(t *testing.T) {
	_, a, _ := set(t)
	ans := article.Answer{Mode: article.Extractive, Claims: []article.Claim{{Text: "Putin denied it.", Quotes: []article.Quote{{Article: a, Span: article.Span{Start: 9, End: 27}}}}}}
	if verbatim(ans) {
		t.Error("a claim that is not its quote passes as verbatim")
	}
}

func TestBold(t *testing.T) {
	q := Question{Answers: []string{"the INF Treaty", "treaty"}}
	for words, want := range map[string]overlap{
		"INF treaty.": {1, 1},
		"the treaty":  {1, 1},
		"INF":         {0, 2. / 3},
		"":            {0, 0},
		"moratorium":  {0, 0},
	} {
		if got := q.bold(words); math.Abs(got.f1-want.f1) > 1e-9 || got.em != want.em {
			t.Errorf("bold(%q) = %+v, want %+v", words, got, want)
		}
	}
}

func TestAUC(t *testing.T) {
	marks := []mark{{answerable: true, confidence: .9}, {answerable: true, confidence: .4}, {confidence: .4}, {confidence: .1}}
	if v, ok := auc(marks); !ok || v != .875 {
		t.Errorf("auc = %v, %v; want .875", v, ok)
	}
	if _, ok := auc(marks[:2]); ok {
		t.Error("auc of one kind is defined")
	}
}

func TestSeveral(t *testing.T) {
	a := &article.Article{Ref: "a", Text: "One fact here. Two."}
	b := &article.Article{Ref: "b", Text: "Another fact there."}
	s := Set{Articles: map[string]*article.Article{"a": a, "b": b}}
	g := goldOf(s, Question{Evidence: []Evidence{{Article: "a", Text: "One fact here."}, {Article: "b", Text: "Another fact there."}}})
	hit := func(a *article.Article, start, end int) article.Hit {
		return article.Hit{Article: a, Passage: article.Span{Start: start, End: end}}
	}
	m := g.many([]article.Hit{hit(a, 15, 19), hit(b, 0, 19), hit(b, 0, 19), hit(a, 0, 14)})
	want := (1./2 + 2./4) / 2
	if !m.counts || !m.hits4 || m.ap10 != want || m.rr10 != .5 {
		t.Errorf("%+v, want average precision %v", m, want)
	}
}

func TestChars(t *testing.T) {
	text := strings.Repeat("x", 100)
	a := &article.Article{Ref: "a", Text: text}
	start, end := 10, 30
	g := gold{places: []place{{ref: "a", span: article.Span{Start: start, End: end}, found: true}}}
	c := g.chars([]article.Hit{{Article: a, Passage: article.Span{Start: 0, End: 20}}, {Article: a, Passage: article.Span{Start: 15, End: 25}}})
	if c.recall != .75 || c.precision != .5 || c.iou != 15./35 {
		t.Errorf("%+v", c)
	}
}

func TestWriteTable(t *testing.T) {
	var b strings.Builder
	err := WriteTable(&b, []Figures{{Set: "newwiki", Passages: Ranking{R1: .7, R5: .95}}})
	if err != nil || !strings.Contains(b.String(), "below the floor") || strings.Contains(b.String(), "squad11") {
		t.Errorf("%v\n%s", err, b.String())
	}
}

// A set that has a text twice names one of the two as right; the other is a
// copy of it, and a text of another story is neither.
func TestCopies(t *testing.T) {
	a := &article.Article{Ref: "a", Story: 1}
	b := &article.Article{Ref: "b", Story: 1}
	other := &article.Article{Ref: "c", Story: 3}
	alone := &article.Article{Ref: "d"}
	set := Set{Articles: map[string]*article.Article{"a": a, "b": b, "c": other, "d": alone}}
	for _, c := range []struct {
		gold            string
		found           []*article.Article
		article, copies int
	}{
		{"a", []*article.Article{other, b, a}, 3, 2},
		{"a", []*article.Article{a, b}, 1, 1},
		{"d", []*article.Article{{Ref: "e"}, alone}, 2, 2},
		{"c", []*article.Article{a, b}, 0, 0},
	} {
		g := goldOf(set, Question{Evidence: []Evidence{{Article: c.gold}}})
		var hits []article.Hit
		for _, f := range c.found {
			hits = append(hits, article.Hit{Article: f})
		}
		if x, y := g.articles(hits), g.copies(hits); x != c.article || y != c.copies {
			t.Errorf("%s: the article is in place %d, it or a copy in %d; want %d, %d", c.gold, x, y, c.article, c.copies)
		}
	}
}
