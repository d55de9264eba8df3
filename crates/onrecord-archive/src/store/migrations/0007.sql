-- What texts state of bodies, offices, programmes and laws.

CREATE TABLE relations (
    relation     INTEGER PRIMARY KEY,
    article_id   TEXT NOT NULL REFERENCES articles,
    ordinal      INTEGER NOT NULL,
    statement_id TEXT REFERENCES statements,
    words        TEXT NOT NULL,
    span         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    status       TEXT NOT NULL,
    subject      TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id   TEXT NOT NULL,
    subject_span TEXT,
    subject_why  TEXT NOT NULL,
    object       TEXT,
    object_kind  TEXT,
    object_id    TEXT,
    object_span  TEXT,
    object_why   TEXT,
    UNIQUE (article_id, ordinal)
);
CREATE INDEX relations_by_statement ON relations (statement_id) WHERE statement_id IS NOT NULL;
CREATE INDEX relations_by_subject ON relations (subject_id);
CREATE INDEX relations_by_object ON relations (object_id) WHERE object_id IS NOT NULL;

INSERT INTO meta VALUES
    ('table relations', 'What texts state of bodies, offices, programmes and laws, as reported. kind: part-of, led-by, implements, founded-by, suspended, sanctioned, party-to, requires; each leads from subject to object. statement_id: in whose words it stands; NULL: the outlet tells it itself. status: asserted, denied, feared, hypothetical. …_id: as speakers.speaker_id. …_why: how the mention was led back to the name.');
