package main

import (
	"context"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en" // registers the analyzer "en"
	indexapi "github.com/blevesearch/bleve_index_api"
)

// bleveEngine is bleve with its English analyzer and BM25 over one field.
type bleveEngine struct{ index bleve.Index }

// openBleve makes a bleve index of n passages in dir.
func openBleve(dir string, m *maker, n int) (bleveEngine, error) {
	mapping := bleve.NewIndexMapping()
	mapping.DefaultAnalyzer = "en"
	mapping.ScoringModel = indexapi.BM25Scoring
	field := bleve.NewTextFieldMapping()
	field.Store, field.IncludeTermVectors, field.IncludeInAll, field.DocValues = false, false, false, false
	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt("text", field)
	mapping.DefaultMapping = doc
	x, err := bleve.New(dir, mapping)
	if err != nil {
		return bleveEngine{}, err
	}
	batch := x.NewBatch()
	for i := range n {
		p := m.next()
		err := batch.Index(strconv.Itoa(i), map[string]any{"text": p.title + "\n" + p.body})
		if err == nil && (batch.Size() == batchPassages || i == n-1) {
			err = x.Batch(batch)
			batch.Reset()
		}
		if err != nil {
			return bleveEngine{}, err
		}
	}
	return bleveEngine{x}, nil
}

func (e bleveEngine) search(ctx context.Context, question string, k int) ([]int, error) {
	q := bleve.NewMatchQuery(question)
	q.SetField("text")
	r, err := e.index.SearchInContext(ctx, bleve.NewSearchRequestOptions(q, k, 0, false))
	if err != nil {
		return nil, err
	}
	var found []int
	for _, h := range r.Hits {
		n, err := strconv.Atoi(h.ID)
		if err != nil {
			return nil, err
		}
		found = append(found, n)
	}
	return found, nil
}

func (e bleveEngine) close() error { return e.index.Close() }
