-- What was fetched from the web, and what is watched there.

CREATE TABLE fetches (
    fetch          INTEGER PRIMARY KEY,
    url            TEXT NOT NULL,
    purpose        TEXT NOT NULL,
    source         TEXT,
    fetched_at     TEXT NOT NULL,
    took_ms        INTEGER NOT NULL,
    peer           TEXT NOT NULL,
    status         INTEGER NOT NULL,
    robots         TEXT NOT NULL,
    via            TEXT,
    payload_sha256 TEXT NOT NULL,
    payload_length INTEGER NOT NULL,
    same_as        INTEGER REFERENCES fetches,
    capture_id     TEXT REFERENCES captures,
    segment        TEXT NOT NULL,
    segment_offset INTEGER NOT NULL,
    segment_length INTEGER NOT NULL,
    segment_crc32  INTEGER NOT NULL,
    UNIQUE (segment, segment_offset)
);
CREATE INDEX fetches_by_payload ON fetches (payload_sha256) WHERE same_as IS NULL;
CREATE INDEX fetches_by_url ON fetches (url, fetch);
CREATE INDEX fetches_by_capture ON fetches (capture_id) WHERE capture_id IS NOT NULL;

CREATE TABLE hosts (
    host            TEXT PRIMARY KEY,
    last_good       TEXT,
    last_changed    TEXT,
    failures        INTEGER NOT NULL,
    last_failure    TEXT,
    last_failure_at TEXT,
    free_at         TEXT
);

CREATE TABLE watched (
    address       TEXT NOT NULL,
    purpose       TEXT NOT NULL,
    url           TEXT NOT NULL,
    source        TEXT NOT NULL,
    first_seen    TEXT NOT NULL,
    last_looked   TEXT,
    last_changed  TEXT,
    etag          TEXT,
    last_modified TEXT,
    fingerprint   TEXT,
    hint          TEXT,
    due_at        TEXT,
    looks         INTEGER NOT NULL,
    failures      INTEGER NOT NULL,
    last_failure  TEXT,
    PRIMARY KEY (address, purpose)
);
CREATE INDEX watched_by_due ON watched (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX watched_by_source ON watched (source);

INSERT INTO meta VALUES
    ('table fetches', 'Every question put to the web and answered: its records (response or revisit, request, metadata) lie together in captures/. same_as: the earlier fetch whose payload this one repeats. robots: what the site''s robots.txt said of it.'),
    ('table hosts', 'How each host stands: when it last answered well, when anything on it last changed, how often it has failed since, and why. Nothing is asked of it before free_at.'),
    ('table watched', 'Every address that a source led to, by the form that tells addresses apart. fingerprint: SHA-256 of what was read in it; hint: what the source last said of it. due_at: when it is looked at next; null: no more.');
