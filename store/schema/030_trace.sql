-- What the operator is shown of an answer that asks why: all that it came from,
-- as it was at the time. Spans name revisions that may be gone by then; no
-- article's words are kept here.

-- The numbers a checked sentence cited, as written, and the sentences of those
-- that exist: JSON, see spanOf.
ALTER TABLE verdict ADD COLUMN marks   TEXT NOT NULL DEFAULT '';
ALTER TABLE verdict ADD COLUMN against TEXT NOT NULL DEFAULT '[]';

-- The calls of a model that an answer took, in order.
CREATE TABLE call (
	answer     INTEGER NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
	n          INTEGER NOT NULL,
	step       TEXT    NOT NULL, -- the prompt's name
	hash       TEXT    NOT NULL, -- the prompt's
	model      TEXT    NOT NULL,
	tokens_in  INTEGER NOT NULL,
	tokens_out INTEGER NOT NULL,
	estimated  INTEGER NOT NULL, -- 1: the server did not say how many
	took       INTEGER NOT NULL, -- microseconds
	problem    TEXT    NOT NULL, -- why the reply was not used; '' when it was
	PRIMARY KEY (answer, n)
) STRICT, WITHOUT ROWID;

-- What the search weighed.
CREATE TABLE weighed (
	answer INTEGER PRIMARY KEY REFERENCES answer (id) ON DELETE CASCADE,
	detail TEXT    NOT NULL -- JSON, see weighedDetail
) STRICT;
