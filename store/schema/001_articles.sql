-- Articles and the index over them. Times are Unix seconds, UTC; dates are
-- RFC 3339 days or moments in UTC, '' when unknown; offsets are bytes.

CREATE TABLE library (
	num        INTEGER PRIMARY KEY AUTOINCREMENT, -- what other tables refer to
	id         TEXT    NOT NULL UNIQUE,           -- 'shared' or a Discord server's id
	generation INTEGER NOT NULL DEFAULT 0,        -- grows with every change of the library's segments
	gone       INTEGER                            -- when Byline left the server; NULL while there
) STRICT;

-- One row per article: what identifies it, and what is known beside the text.
CREATE TABLE article (
	id         INTEGER PRIMARY KEY AUTOINCREMENT, -- AUTOINCREMENT: ids are never reused
	library    INTEGER NOT NULL REFERENCES library (num),
	newest     INTEGER NOT NULL,                  -- revision.id; 0 only inside the transaction that adds the article
	story      INTEGER,                           -- head of its near-copies, own id when alone; NULL until compared
	loaded     INTEGER NOT NULL,                  -- when the newest revision was loaded
	removed    INTEGER,                           -- when an editor removed it; NULL while live
	flags      INTEGER NOT NULL DEFAULT 0,        -- 1 sample, 2 teaser
	link       INTEGER,                           -- first 8 bytes of SHA-256 of the normalised url; NULL without one
	ref        TEXT    NOT NULL,
	title      TEXT    NOT NULL,                  -- the newest revision's, for listing
	authors    TEXT    NOT NULL,                  -- JSON array, '' when empty
	url        TEXT,                              -- NULL when equal to ref
	language   TEXT    NOT NULL,
	dateline   TEXT    NOT NULL,
	corrected  TEXT    NOT NULL,
	correction TEXT    NOT NULL,                  -- the note's words
	warnings   TEXT    NOT NULL,                  -- JSON array, '' when empty
	UNIQUE (library, ref)
) STRICT;
CREATE INDEX article_link ON article (library, link) WHERE link IS NOT NULL;
CREATE INDEX article_title ON article (library, title COLLATE NOCASE);
CREATE INDEX article_uncompared ON article (library) WHERE story IS NULL;
CREATE INDEX article_story ON article (story) WHERE story <> id;
CREATE INDEX article_removed ON article (removed) WHERE removed IS NOT NULL;

-- Texts as they were when loaded, kept as long as their article.
CREATE TABLE revision (
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	article   INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
	number    INTEGER NOT NULL,                   -- 1, 2, … within the article
	loaded    INTEGER NOT NULL,
	hash      BLOB    NOT NULL,                   -- SHA-256 of title, source and text
	title     TEXT    NOT NULL,
	source    TEXT    NOT NULL,
	published TEXT    NOT NULL,
	updated   TEXT    NOT NULL,
	text      TEXT    NOT NULL,
	UNIQUE (article, number)
) STRICT;

-- Passages of the newest revisions of live articles, and of those only.
CREATE TABLE passage (
	id        INTEGER PRIMARY KEY,                -- from sequence: never reused, consecutive within a revision
	revision  INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
	start     INTEGER NOT NULL,
	length    INTEGER NOT NULL,
	sentences BLOB    NOT NULL                    -- uvarints: gap to the end before, length; see spans.go
) STRICT;
CREATE INDEX passage_revision ON passage (revision);

CREATE TABLE sequence (
	name TEXT PRIMARY KEY,
	next INTEGER NOT NULL                         -- first number not yet given out
) STRICT;
INSERT INTO sequence (name, next) VALUES ('passage', 1);

-- Immutable index segments. Document i of a segment is passage first+i, or the
-- i-th of passages.
CREATE TABLE segment (
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	library  INTEGER NOT NULL REFERENCES library (num),
	docs     INTEGER NOT NULL,
	size     INTEGER NOT NULL,                    -- bytes, over all chunks
	first    INTEGER NOT NULL,                    -- smallest passage id
	last     INTEGER NOT NULL,                    -- greatest passage id
	passages BLOB,                                -- article.PackPassages; NULL when consecutive
	deleted  BLOB                                 -- bitmap of dead documents, little end first; NULL when none
) STRICT;
CREATE INDEX segment_range ON segment (library, first);

-- A segment's bytes, cut so that a part can be read without the rest.
CREATE TABLE chunk (
	segment INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
	n       INTEGER NOT NULL,                     -- 0, 1, …
	data    BLOB    NOT NULL,                     -- 32 KiB, the last one less
	PRIMARY KEY (segment, n)
) STRICT, WITHOUT ROWID;

-- What near-copies are found by: one row per article long enough to compare.
CREATE TABLE signature (
	library INTEGER NOT NULL REFERENCES library (num),
	article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
	bands   BLOB    NOT NULL,                     -- 4 bytes a band, the first of the whole text
	PRIMARY KEY (library, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX signature_article ON signature (article);

-- What was fetched, so that a better extractor can run again.
CREATE TABLE raw (
	revision INTEGER PRIMARY KEY REFERENCES revision (id) ON DELETE CASCADE,
	kept     INTEGER NOT NULL,                    -- when it was stored
	data     BLOB    NOT NULL                     -- zstd
) STRICT;
CREATE INDEX raw_kept ON raw (kept);
