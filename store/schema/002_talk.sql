-- What was asked and answered. Columns named user hold a person's stable id
-- ('discord:1234'); Forget deletes every row of every table by that name.

CREATE TABLE answer (
	id           INTEGER PRIMARY KEY AUTOINCREMENT,
	library      INTEGER NOT NULL REFERENCES library (num), -- where it was asked
	gap          INTEGER,          -- gap.id of an abstention; NULL otherwise
	user         TEXT    NOT NULL,
	conversation TEXT    NOT NULL,
	asked        INTEGER NOT NULL,
	mode         TEXT    NOT NULL,
	abstained    INTEGER NOT NULL,
	confidence   REAL    NOT NULL,
	withheld     INTEGER NOT NULL,
	prompt_hash  TEXT    NOT NULL,
	as_of        TEXT    NOT NULL,
	question     TEXT    NOT NULL,
	understood   TEXT    NOT NULL,
	text         TEXT    NOT NULL,
	tokens_in    INTEGER NOT NULL, -- what the model read
	tokens_out   INTEGER NOT NULL, -- and wrote
	detail       TEXT    NOT NULL  -- JSON, see answerDetail
) STRICT;
CREATE INDEX answer_user ON answer (user, asked);
CREATE INDEX answer_library ON answer (library, asked);
CREATE INDEX answer_conversation ON answer (conversation, id);

CREATE TABLE claim (
	answer INTEGER NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
	n      INTEGER NOT NULL,
	text   TEXT    NOT NULL,
	PRIMARY KEY (answer, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE quote (
	answer   INTEGER NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
	claim    INTEGER NOT NULL, -- claim.n, or -1: among the nearest of an abstention
	n        INTEGER NOT NULL,
	revision INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
	start    INTEGER NOT NULL,
	length   INTEGER NOT NULL,
	stale    INTEGER NOT NULL DEFAULT 0, -- 1: the newest revision no longer has these words
	detail   TEXT    NOT NULL,           -- JSON, see quoteDetail
	PRIMARY KEY (answer, claim, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX quote_revision ON quote (revision);

-- The sentences a model wrote, each with the verdict on it.
CREATE TABLE verdict (
	answer INTEGER NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
	n      INTEGER NOT NULL,
	text   TEXT    NOT NULL,
	failed TEXT    NOT NULL, -- the rule it broke; '' when it was shown
	words  TEXT    NOT NULL, -- the words that broke it
	PRIMARY KEY (answer, n)
) STRICT, WITHOUT ROWID;

-- Where an answer was shown, so that it can be marked when an article changes.
CREATE TABLE shown (
	answer  INTEGER NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
	channel TEXT    NOT NULL,
	message TEXT    NOT NULL,
	PRIMARY KEY (answer, channel, message)
) STRICT, WITHOUT ROWID;

CREATE TABLE feedback (
	answer  INTEGER NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
	user    TEXT    NOT NULL,
	verdict TEXT    NOT NULL, -- 'useful' or 'wrong'
	reason  TEXT    NOT NULL,
	given   INTEGER NOT NULL,
	PRIMARY KEY (answer, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX feedback_user ON feedback (user);

-- Questions the articles did not answer, like grouped with like. The row names
-- nobody and quotes nobody; who asked, and in which words, is in gap_user.
CREATE TABLE gap (
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	library INTEGER NOT NULL REFERENCES library (num),
	words   TEXT    NOT NULL, -- the question's terms, sorted: what groups like with like
	closed  INTEGER,          -- when an editor closed it or an article answered it
	UNIQUE (library, words)
) STRICT;

CREATE TABLE gap_user (
	gap      INTEGER NOT NULL REFERENCES gap (id) ON DELETE CASCADE,
	user     TEXT    NOT NULL,
	question TEXT    NOT NULL, -- as this person first asked it
	first    INTEGER NOT NULL,
	last     INTEGER NOT NULL,
	count    INTEGER NOT NULL, -- times this person asked it
	place    TEXT,             -- where to tell them of an answer; NULL until they ask to be told
	PRIMARY KEY (gap, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX gap_user_user ON gap_user (user);
CREATE INDEX gap_user_watch ON gap_user (gap) WHERE place IS NOT NULL;
