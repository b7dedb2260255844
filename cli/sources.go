package cli

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"runtime"

	"byline/article"
	"byline/config"
	"byline/ingest"
	"byline/ingest/fetch"
	"byline/ingest/pdf"
	"byline/ingest/worker"
)

// readers is how many sources are read side by side; most of the time goes to
// waiting for sites.
const readers = 8

// pages is the kind of job that extracts a page.
const pages = "html"

// sources are what articles are read with.
type sources struct {
	reader *ingest.Reader
	fetch  *fetch.Client
	worker *worker.Pool
	pdf    *pdf.Reader
	log    *slog.Logger
}

func newSources(cfg config.Config, log *slog.Logger, in io.Reader) *sources {
	s := &sources{
		fetch:  fetch.New(fetch.Config{Version: versionText(), Contact: cfg.Contact, Allow: allowed(cfg.FetchAllow)}),
		worker: worker.New(worker.Config{Log: log}),
		pdf:    &pdf.Reader{Cache: filepath.Join(dataFolder(cfg), "pdfium"), Compile: compilePDF, Progress: func(what string) { log.Warn(what) }},
		log:    log,
	}
	s.reader = ingest.New(s.fetch, s.pdf)
	s.reader.In = in
	s.reader.HTML = func(ctx context.Context, p ingest.Page) (article.Article, error) {
		return s.worker.Extract(ctx, worker.Job{Kind: pages, URL: p.URL, ContentType: p.Type, Data: p.Body})
	}
	return s
}

func (s *sources) close() {
	s.fetch.Close()
	s.worker.Close()
	if err := s.pdf.Close(); err != nil {
		s.log.Warn("cli: close the PDF reader", "err", err)
	}
}

// read reads args in their order, many at once when that helps.
func (s *sources) read(ctx context.Context, all []ingest.Source, emit func(ingest.Item) error) error {
	return s.reader.ReadAll(ctx, max(readers, runtime.NumCPU()), all, emit)
}

func allowed(networks []config.Network) []fetch.Network {
	var out []fetch.Network
	for _, n := range networks {
		ports := make([]fetch.PortRange, len(n.Ports))
		for i, p := range n.Ports {
			ports[i] = fetch.PortRange(p)
		}
		out = append(out, fetch.Network{Prefix: n.Prefix, Ports: ports})
	}
	return out
}
