-- Speakers whom people merged or split: statements that are filed under somebody else than as whom their speaker was read.

ALTER TABLE statements ADD COLUMN read_id TEXT;
ALTER TABLE statements ADD COLUMN read_kind TEXT;
CREATE INDEX statements_refiled ON statements (read_id) WHERE read_id IS NOT NULL;
ALTER TABLE speakers ADD COLUMN label TEXT;

CREATE INDEX decisions_on_speakers ON decisions (decision) WHERE verdict IN ('merged', 'parted', 'split', 'rejoined');
CREATE INDEX statements_left_open ON statements (statement_id) WHERE speaker_candidates <> '[]';

CREATE TRIGGER statement_refiled AFTER UPDATE OF speaker_number ON statements
WHEN OLD.speaker_number IS NOT NULL AND NEW.speaker_number IS NOT NULL AND OLD.speaker_number <> NEW.speaker_number
BEGIN
    INSERT INTO speaker_names VALUES (NEW.speaker_number, NEW.speaker_name, 1)
    ON CONFLICT DO UPDATE SET statement_count = statement_count + 1;
    UPDATE speaker_names SET statement_count = statement_count - 1
    WHERE speaker_number = OLD.speaker_number AND name = OLD.speaker_name;
    DELETE FROM speaker_names
    WHERE speaker_number = OLD.speaker_number AND name = OLD.speaker_name AND statement_count = 0;
END;

UPDATE meta SET value = value || ' read_id, read_kind: as whom the speaker was read, where a person decided otherwise; NULL: as filed.'
WHERE name = 'table statements';
UPDATE meta SET value = value || ' Of a speaker merged (value: into whom) or parted again; split (value: into whom, by which name, with which statements) or rejoined.'
WHERE name = 'table decisions';
