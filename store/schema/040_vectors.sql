-- Dense vectors of passages, for a search by meaning.

-- One row per library and embedding model that was ever set; a model whose
-- vectors change their length counts as another.
CREATE TABLE embedding (
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	library  INTEGER NOT NULL REFERENCES library (num),
	model    TEXT    NOT NULL,
	dims     INTEGER NOT NULL,
	serving  INTEGER NOT NULL,            -- 1: questions are answered from it
	retired  INTEGER NOT NULL DEFAULT 0,  -- 1: to be deleted, vectors first
	through  INTEGER NOT NULL DEFAULT 0,  -- passages up to this id are done
	complete INTEGER,                     -- library.generation when nothing was left to do; NULL: never
	newest   INTEGER NOT NULL DEFAULT 0,  -- greatest vector.id
	vectors  INTEGER NOT NULL DEFAULT 0,  -- rows of vector, the refused included
	refused  INTEGER NOT NULL DEFAULT 0,  -- passages that the model would not read, ever
	deleted  INTEGER NOT NULL DEFAULT 0,  -- rows of vector deleted, ever
	tokens   INTEGER NOT NULL DEFAULT 0,  -- that the model was given
	owner    TEXT,                        -- which process embeds
	leased   INTEGER,                     -- until when; NULL while nobody does
	UNIQUE (library, model, dims)
) STRICT;
CREATE UNIQUE INDEX embedding_serving ON embedding (library) WHERE serving = 1;

CREATE TABLE vector (
	id        INTEGER PRIMARY KEY AUTOINCREMENT, -- AUTOINCREMENT: caches read on from the greatest they have
	embedding INTEGER NOT NULL REFERENCES embedding (id) ON DELETE CASCADE,
	passage   INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
	data      BLOB,                       -- dense.Encode; NULL: refused
	UNIQUE (passage, embedding)
) STRICT;
CREATE INDEX vector_embedding ON vector (embedding);
CREATE TRIGGER vector_deleted AFTER DELETE ON vector BEGIN
	UPDATE embedding SET vectors = vectors - 1, deleted = deleted + 1 WHERE id = OLD.embedding;
END;

-- What all libraries' passages took of the day's budget.
CREATE TABLE embedding_day (
	day    TEXT    PRIMARY KEY, -- 2006-01-02, UTC
	tokens INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
