-- The first format. Plain tables: any SQLite tool opens them. Times are ISO 8601, ids are as printed by the program,
-- spans are JSON lists of [first byte, one past the last byte] in `articles.text` as UTF-8.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE captures (
    capture_id     TEXT PRIMARY KEY,
    segment        TEXT NOT NULL,
    segment_offset INTEGER NOT NULL,
    segment_length INTEGER NOT NULL,
    segment_crc32  INTEGER NOT NULL,
    byte_length    INTEGER NOT NULL,
    url            TEXT,
    fetched_at     TEXT,
    added_at       TEXT NOT NULL,
    media_type     TEXT,
    article_count  INTEGER NOT NULL,
    UNIQUE (segment, segment_offset)
);

CREATE TABLE sightings (
    sighting   INTEGER PRIMARY KEY,
    capture_id TEXT NOT NULL REFERENCES captures,
    source     TEXT NOT NULL,
    seen_at    TEXT NOT NULL,
    UNIQUE (capture_id, source)
);

CREATE TABLE outlets (
    outlet_number INTEGER PRIMARY KEY AUTOINCREMENT,
    name          TEXT NOT NULL UNIQUE
);

CREATE TABLE articles (
    article_id          TEXT PRIMARY KEY,
    capture_id          TEXT NOT NULL REFERENCES captures,
    part                INTEGER NOT NULL,
    title               TEXT,
    title_evidence      TEXT,
    outlet_number       INTEGER REFERENCES outlets,
    outlet_evidence     TEXT,
    url                 TEXT,
    url_evidence        TEXT,
    canonical_url       TEXT,
    published           TEXT,
    published_precision TEXT,
    published_evidence  TEXT,
    modified            TEXT,
    modified_precision  TEXT,
    modified_evidence   TEXT,
    language            TEXT,
    language_evidence   TEXT,
    is_partial          INTEGER NOT NULL,
    added_at            TEXT NOT NULL,
    reader              TEXT NOT NULL,
    statement_count     INTEGER NOT NULL,
    published_order     INTEGER NOT NULL,
    latest_order        INTEGER NOT NULL,
    text_sha256         TEXT NOT NULL,
    text_bytes          INTEGER NOT NULL,
    authors             TEXT NOT NULL,
    blocks              TEXT NOT NULL,
    text                TEXT NOT NULL,
    UNIQUE (capture_id, part)
);
CREATE INDEX articles_by_publication ON articles (published_order DESC, article_id);
CREATE INDEX articles_by_latest ON articles (latest_order DESC, article_id);
CREATE INDEX articles_by_outlet ON articles (outlet_number, published_order DESC, article_id);
CREATE INDEX articles_by_address ON articles (canonical_url, part);

CREATE TABLE speakers (
    speaker_number INTEGER PRIMARY KEY AUTOINCREMENT,
    speaker_id     TEXT NOT NULL UNIQUE,
    kind           TEXT NOT NULL
);

CREATE TABLE speaker_names (
    speaker_number  INTEGER NOT NULL REFERENCES speakers,
    name            TEXT NOT NULL,
    statement_count INTEGER NOT NULL,
    PRIMARY KEY (speaker_number, name)
) WITHOUT ROWID;

CREATE TABLE statements (
    statement_id    TEXT PRIMARY KEY,
    article_id      TEXT NOT NULL REFERENCES articles,
    ordinal         INTEGER NOT NULL,
    mode            TEXT NOT NULL,
    speaker_number  INTEGER REFERENCES speakers,
    speaker_name    TEXT,
    speaker_role    TEXT,
    speaker_spans   TEXT,
    speaker_why     TEXT,
    cue             TEXT,
    cue_spans       TEXT,
    content         TEXT NOT NULL,
    content_spans   TEXT NOT NULL,
    confidence      REAL NOT NULL,
    published_order INTEGER NOT NULL,
    UNIQUE (article_id, ordinal)
);
CREATE INDEX statements_by_speaker ON statements (speaker_number, published_order DESC, article_id, ordinal);
CREATE INDEX statements_by_mode ON statements (mode);

CREATE TABLE notes (
    note       INTEGER PRIMARY KEY,
    capture_id TEXT NOT NULL REFERENCES captures,
    article_id TEXT REFERENCES articles,
    code       TEXT NOT NULL,
    message    TEXT NOT NULL,
    hint       TEXT,
    span       TEXT
);
CREATE INDEX notes_by_capture ON notes (capture_id);
CREATE INDEX notes_by_article ON notes (article_id);

CREATE TABLE failures (
    source    TEXT PRIMARY KEY,
    reason    TEXT NOT NULL,
    hint      TEXT,
    failed_at TEXT NOT NULL
);

CREATE TABLE change_log (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id TEXT NOT NULL
);
CREATE INDEX change_log_by_article ON change_log (article_id);

-- How often a speaker's name was printed in each form: kept by the store itself, so that it holds whoever writes.
CREATE TRIGGER statement_added AFTER INSERT ON statements WHEN NEW.speaker_number IS NOT NULL
BEGIN
    INSERT INTO speaker_names VALUES (NEW.speaker_number, NEW.speaker_name, 1)
    ON CONFLICT DO UPDATE SET statement_count = statement_count + 1;
END;
CREATE TRIGGER statement_removed AFTER DELETE ON statements WHEN OLD.speaker_number IS NOT NULL
BEGIN
    UPDATE speaker_names SET statement_count = statement_count - 1
    WHERE speaker_number = OLD.speaker_number AND name = OLD.speaker_name;
    DELETE FROM speaker_names
    WHERE speaker_number = OLD.speaker_number AND name = OLD.speaker_name AND statement_count = 0;
END;

INSERT INTO meta VALUES
    ('about', 'An onrecord archive: who said what, and where it was carried. The bytes of each page lie in captures/*.warc.gz.'),
    ('archive id', lower(hex(randomblob(16)))),
    ('durable segment', ''),
    ('durable offset', '0'),
    ('table captures', 'The bytes of a page as received, named by their SHA-256, and where in captures/ they lie.'),
    ('table sightings', 'Every place where the bytes of a capture were seen, in the order seen.'),
    ('table outlets', 'Who carried articles: an outlet''s name for itself.'),
    ('table articles', 'One text of a page, part 0 the main one, with what the page says of it and where on the page that was seen (…_evidence). published_order is the time of publication as far as known, as YYYYMMDDhhmmss, or where it is not known the seconds since 1970 at which it was added; latest_order takes the day it was added instead.'),
    ('table speakers', 'Who uttered statements, across pages: same kind and same name without case and accents.'),
    ('table speaker_names', 'How often each form of a speaker''s name was printed with a statement.'),
    ('table statements', 'Who is reported to have said what. Cue and content are printed words; …_spans say where in articles.text they stand, in bytes.'),
    ('table notes', 'What there was to say about a page or an article while it was read.'),
    ('table failures', 'Places that could not be added, with the last reason; gone once they were.'),
    ('table change_log', 'Which articles changed in which order: what the search index follows.');
