-- What people decided takes effect, edited pages are listed once, and searches are kept.

-- 0: not listed. Statements of articles that are aside, that somebody rejected, or that stand in a newer version of their page too.
ALTER TABLE statements ADD COLUMN is_listed INTEGER NOT NULL DEFAULT 1;
UPDATE statements SET is_listed = 0 WHERE article_id IN (SELECT article_id FROM articles WHERE is_aside = 1);

-- Lists and counts look at class, confidence and whether it is listed without opening the rows, which hold the words.
DROP INDEX statements_by_speaker;
CREATE INDEX statements_by_speaker ON statements (speaker_number, published_order DESC, article_id, ordinal, is_listed, class, confidence);
DROP INDEX statements_by_class;
CREATE INDEX statements_by_class ON statements (class, is_listed, confidence);

-- What of people's decisions on statements holds. Derived from decisions, and from the reading that they were made about.
CREATE TABLE judged (
    statement_id TEXT PRIMARY KEY,
    verdict      TEXT NOT NULL,
    as_read      TEXT
) WITHOUT ROWID;
CREATE INDEX judged_by_verdict ON judged (verdict);

-- A statement of an earlier version of a page, and the one that stands in its place in the newest version that has one. Derived.
CREATE TABLE wordings (
    statement_id TEXT PRIMARY KEY,
    newest_id    TEXT NOT NULL,
    is_same      INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX wordings_by_newest ON wordings (newest_id);

-- Few statements leave their speaker open; who may be meant is asked for by name.
CREATE INDEX statements_in_doubt ON statements (published_order DESC, statement_id) WHERE speaker_candidates <> '[]';

CREATE TABLE searches (
    name    TEXT PRIMARY KEY,
    query   TEXT NOT NULL,
    kept_at TEXT NOT NULL,
    who     TEXT
);

-- Names are counted by who is taken to have said it, whoever decided so and under whatever name.
DROP TRIGGER IF EXISTS statement_refiled;
CREATE TRIGGER statement_said_by_another AFTER UPDATE OF speaker_number, speaker_name ON statements
BEGIN
    UPDATE speaker_names SET statement_count = statement_count - 1
    WHERE speaker_number = OLD.speaker_number AND name = OLD.speaker_name;
    DELETE FROM speaker_names
    WHERE speaker_number = OLD.speaker_number AND name = OLD.speaker_name AND statement_count = 0;
    INSERT INTO speaker_names SELECT NEW.speaker_number, NEW.speaker_name, 1 WHERE NEW.speaker_number IS NOT NULL
    ON CONFLICT DO UPDATE SET statement_count = statement_count + 1;
END;

INSERT INTO meta VALUES
    ('derived', '0'),
    ('table judged', 'What of people''s decisions on a statement holds. verdict: accepted, corrected or rejected. as_read: JSON of what the reader had in the columns of statements that a person corrected; NULL: nothing was corrected.'),
    ('table wordings', 'A statement of an earlier version of a page (see pages) and the one in its place in the newest version that has one. is_same: word by word the same. Such statements are kept and not listed.'),
    ('table searches', 'Searches that people keep by a name.');
UPDATE meta SET value = value || ' Speaker and content are as a person corrected them, where somebody did (see judged). is_listed = 0: of an article that is aside, rejected by a person, or standing in a newer version of its page too (see wordings).' WHERE name = 'table statements';
