-- What the bot must remember across restarts.

CREATE TABLE setting (
	library INTEGER NOT NULL REFERENCES library (num),
	key     TEXT    NOT NULL,
	value   TEXT    NOT NULL, -- JSON
	PRIMARY KEY (library, key)
) STRICT, WITHOUT ROWID;

-- A durable queue. A job that was leased and not finished is due again when its
-- lease ends.
CREATE TABLE job (
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	library  INTEGER REFERENCES library (num), -- NULL: of no library
	kind     TEXT    NOT NULL,
	key      TEXT    NOT NULL, -- one job of a kind and key at a time
	payload  BLOB    NOT NULL,
	user     TEXT    NOT NULL, -- whom it concerns, so that Forget finds it; '' for nobody
	due      INTEGER NOT NULL,
	attempts INTEGER NOT NULL DEFAULT 0,
	leased   INTEGER,          -- until when; NULL while nobody works on it
	problem  TEXT    NOT NULL DEFAULT '', -- of the last attempt
	UNIQUE (kind, key)
) STRICT;
CREATE INDEX job_due ON job (kind, due);
CREATE INDEX job_user ON job (user) WHERE user <> '';
CREATE INDEX job_library ON job (library) WHERE library IS NOT NULL;

-- What was already done: a request is answered once however often it arrives.
CREATE TABLE once (
	key    TEXT    PRIMARY KEY,
	user   TEXT    NOT NULL,
	made   INTEGER NOT NULL,
	leased INTEGER,            -- until when the one who claimed it has; NULL when done
	result TEXT    NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX once_user ON once (user);
CREATE INDEX once_made ON once (made);

-- Articles that were read and wait for an editor's word.
CREATE TABLE draft (
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	library  INTEGER NOT NULL REFERENCES library (num),
	user     TEXT    NOT NULL,
	made     INTEGER NOT NULL,
	articles TEXT    NOT NULL -- JSON array of article.Article
) STRICT;
CREATE INDEX draft_user ON draft (user);
CREATE INDEX draft_made ON draft (made);
