-- What the Discord bot must remember across restarts. Ids are Discord's
-- snowflakes as decimal texts.

-- Events that ask for an answer, from the moment they are accepted. The body
-- is there until the answer is out, so that another start can give it.
CREATE TABLE discord_event (
	id   TEXT    PRIMARY KEY,       -- of the message or the interaction
	user TEXT    NOT NULL,
	kind TEXT    NOT NULL,          -- the event's type
	made INTEGER NOT NULL,          -- when it was accepted
	body BLOB                       -- JSON as Discord sent it; NULL once answered
) STRICT, WITHOUT ROWID;
CREATE INDEX discord_event_user ON discord_event (user);
CREATE INDEX discord_event_made ON discord_event (made);
CREATE INDEX discord_event_open ON discord_event (made) WHERE body IS NOT NULL;

-- Direct channels, which Discord does not list after a gap.
CREATE TABLE discord_direct (
	channel TEXT    PRIMARY KEY,
	user    TEXT    NOT NULL,
	last    INTEGER NOT NULL        -- when the person last wrote there
) STRICT, WITHOUT ROWID;
CREATE INDEX discord_direct_user ON discord_direct (user);

-- One row: the newest message or interaction that was received.
CREATE TABLE discord_seen (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	id  TEXT NOT NULL
) STRICT;

-- A reply to an answer is found by its message.
CREATE INDEX shown_message ON shown (message);
