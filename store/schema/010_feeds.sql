-- Feeds, and the entries seen in them. An entry stays when it was read, so that
-- it is not read again.

CREATE TABLE feed (
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	library  INTEGER NOT NULL REFERENCES library (num),
	url      TEXT    NOT NULL,
	host     TEXT    NOT NULL,            -- of url: one check at a time for each
	title    TEXT    NOT NULL DEFAULT '',
	next     INTEGER NOT NULL,            -- when it is due
	last     INTEGER,                     -- when it was last read with success
	failures INTEGER NOT NULL DEFAULT 0,  -- in a row
	problem  TEXT    NOT NULL DEFAULT '',
	disabled INTEGER NOT NULL DEFAULT 0,
	etag     TEXT    NOT NULL DEFAULT '',
	modified TEXT    NOT NULL DEFAULT '',
	period   INTEGER NOT NULL DEFAULT 0,  -- seconds between checks
	moved    TEXT    NOT NULL DEFAULT '',
	moves    INTEGER NOT NULL DEFAULT 0,
	newest   INTEGER,
	usual    INTEGER NOT NULL DEFAULT 0,  -- seconds between entries
	silent   INTEGER NOT NULL DEFAULT 0,
	leases   INTEGER NOT NULL DEFAULT 0,  -- who leased last owns it
	leased   INTEGER,                     -- until when; NULL while nobody reads it
	UNIQUE (library, url)
) STRICT;
CREATE INDEX feed_due ON feed (next) WHERE disabled = 0;

CREATE TABLE feed_item (
	feed      INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
	key       TEXT    NOT NULL,
	url       TEXT    NOT NULL,
	host      TEXT    NOT NULL,           -- of url: one request at a time for each
	title     TEXT    NOT NULL,
	source    TEXT    NOT NULL,
	authors   TEXT    NOT NULL,           -- JSON array, '' when empty
	published TEXT    NOT NULL,
	updated   TEXT    NOT NULL,
	language  TEXT    NOT NULL,
	content   TEXT    NOT NULL,           -- HTML; '' once the entry is done with
	state     TEXT    NOT NULL,           -- article.FeedItemState
	problem   TEXT    NOT NULL DEFAULT '',
	due       INTEGER NOT NULL,
	attempts  INTEGER NOT NULL DEFAULT 0, -- who leased last owns it
	leased    INTEGER,
	PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_item_due ON feed_item (due) WHERE state = 'queued';
CREATE INDEX feed_item_url ON feed_item (url);
CREATE INDEX feed_item_leased ON feed_item (host, leased) WHERE leased IS NOT NULL;
