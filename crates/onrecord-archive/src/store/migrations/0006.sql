-- What is in statements: figures, times, demands, incidents and whom they name; and what people decided about demands.

-- When a statement was made, as days: its own words, the stamp of the entry it stands in, or the day of publication.
ALTER TABLE statements ADD COLUMN said_first TEXT;
ALTER TABLE statements ADD COLUMN said_last TEXT;
ALTER TABLE statements ADD COLUMN said_words TEXT;
ALTER TABLE statements ADD COLUMN said_span TEXT;
ALTER TABLE statements ADD COLUMN said_why TEXT;

CREATE TABLE figures (
    figure         INTEGER PRIMARY KEY,
    article_id     TEXT NOT NULL REFERENCES articles,
    ordinal        INTEGER NOT NULL,
    statement_id   TEXT REFERENCES statements,
    words          TEXT NOT NULL,
    span           TEXT NOT NULL,
    value          TEXT NOT NULL,
    low            REAL NOT NULL,
    high           REAL NOT NULL,
    bound          TEXT NOT NULL,
    kind           TEXT NOT NULL,
    unit           TEXT,
    unit_span      TEXT,
    currency       TEXT,
    modifiers      TEXT,
    modifiers_span TEXT,
    number_of      TEXT,
    number_of_span TEXT,
    period         TEXT,
    period_span    TEXT,
    period_first   TEXT,
    period_last    TEXT,
    UNIQUE (article_id, ordinal)
);
CREATE INDEX figures_by_statement ON figures (statement_id) WHERE statement_id IS NOT NULL;

CREATE TABLE times (
    time         INTEGER PRIMARY KEY,
    article_id   TEXT NOT NULL REFERENCES articles,
    ordinal      INTEGER NOT NULL,
    statement_id TEXT REFERENCES statements,
    words        TEXT NOT NULL,
    span         TEXT NOT NULL,
    first_day    TEXT,
    last_day     TEXT,
    precision    TEXT NOT NULL,
    said_id      TEXT,
    saying_span  TEXT,
    UNIQUE (article_id, ordinal)
);
CREATE INDEX times_by_statement ON times (statement_id) WHERE statement_id IS NOT NULL;

CREATE TABLE occasions (
    occasion     INTEGER PRIMARY KEY,
    article_id   TEXT NOT NULL REFERENCES articles,
    ordinal      INTEGER NOT NULL,
    statement_id TEXT REFERENCES statements,
    words        TEXT NOT NULL,
    span         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    said_id      TEXT,
    saying_span  TEXT NOT NULL,
    UNIQUE (article_id, ordinal)
);
CREATE INDEX occasions_by_statement ON occasions (statement_id) WHERE statement_id IS NOT NULL;
CREATE INDEX occasions_by_saying ON occasions (said_id) WHERE said_id IS NOT NULL;

CREATE TABLE counters (
    counter      INTEGER PRIMARY KEY,
    article_id   TEXT NOT NULL REFERENCES articles,
    ordinal      INTEGER NOT NULL,
    statement_id TEXT REFERENCES statements,
    span         TEXT,
    block        INTEGER,
    days         INTEGER NOT NULL,
    since        TEXT NOT NULL,
    since_span   TEXT,
    start_day    TEXT,
    page_day     TEXT,
    claim        TEXT,
    claim_span   TEXT,
    UNIQUE (article_id, ordinal)
);
CREATE INDEX counters_by_statement ON counters (statement_id) WHERE statement_id IS NOT NULL;

CREATE TABLE demands (
    demand_id      TEXT PRIMARY KEY,
    article_id     TEXT NOT NULL REFERENCES articles,
    ordinal        INTEGER NOT NULL,
    statement_id   TEXT REFERENCES statements,
    told_in        TEXT,
    words          TEXT NOT NULL,
    span           TEXT NOT NULL,
    force          TEXT NOT NULL,
    asker          TEXT,
    asker_kind     TEXT,
    asker_id       TEXT,
    asker_span     TEXT,
    asker_why      TEXT,
    addressee      TEXT,
    addressee_kind TEXT,
    addressee_id   TEXT,
    addressee_span TEXT,
    addressee_why  TEXT,
    object         TEXT,
    object_span    TEXT,
    negated        INTEGER NOT NULL,
    deadline       TEXT,
    deadline_span  TEXT,
    deadline_first TEXT,
    deadline_last  TEXT,
    asked_on       TEXT,
    UNIQUE (article_id, ordinal)
);
CREATE INDEX demands_by_statement ON demands (statement_id) WHERE statement_id IS NOT NULL;
CREATE INDEX demands_by_addressee ON demands (addressee_id) WHERE addressee_id IS NOT NULL;

CREATE TABLE incidents (
    incident_id   TEXT PRIMARY KEY,
    event_id      TEXT NOT NULL,
    article_id    TEXT NOT NULL REFERENCES articles,
    ordinal       INTEGER NOT NULL,
    statement_id  TEXT REFERENCES statements,
    words         TEXT NOT NULL,
    span          TEXT NOT NULL,
    type          TEXT NOT NULL,
    mode          TEXT NOT NULL,
    status        TEXT NOT NULL,
    actor         TEXT,
    actor_span    TEXT,
    target        TEXT,
    target_span   TEXT,
    place         TEXT,
    place_span    TEXT,
    time          TEXT,
    time_span     TEXT,
    first_day     TEXT,
    last_day      TEXT,
    day_is_told   INTEGER NOT NULL,
    counted       TEXT,
    counted_span  TEXT,
    counted_low   REAL,
    counted_high  REAL,
    counted_bound TEXT,
    UNIQUE (article_id, ordinal)
);
CREATE INDEX incidents_by_statement ON incidents (statement_id) WHERE statement_id IS NOT NULL;
CREATE INDEX incidents_by_event ON incidents (event_id);
CREATE INDEX incidents_by_day ON incidents (mode, first_day);

CREATE TABLE about (
    article_id   TEXT NOT NULL REFERENCES articles,
    ordinal      INTEGER NOT NULL,
    statement_id TEXT NOT NULL REFERENCES statements,
    name         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    who_id       TEXT NOT NULL,
    span         TEXT,
    why          TEXT NOT NULL,
    PRIMARY KEY (article_id, ordinal)
) WITHOUT ROWID;
CREATE INDEX about_by_statement ON about (statement_id);
CREATE INDEX about_by_name ON about (who_id);

-- What a person decided, and why. Kept whatever becomes of the reading: it names its subject by an id that is made of places.
CREATE TABLE decisions (
    decision   INTEGER PRIMARY KEY,
    decided_at TEXT NOT NULL,
    who        TEXT NOT NULL,
    subject    TEXT NOT NULL,
    verdict    TEXT NOT NULL,
    value      TEXT,
    why        TEXT NOT NULL
);
CREATE INDEX decisions_by_subject ON decisions (subject, decision);

INSERT INTO meta VALUES
    ('table figures', 'Numbers that count something. statement_id: in whose words it stands; NULL: the outlet tells it itself (likewise in the tables below). low, high: the number, alike where it is no range; bound: at-least, at-most, about …; kind: count, money, share, duration, measure, rank; currency: ISO code; period: the time in which it was counted, and its days. …span: where in articles.text it stands, in bytes.'),
    ('table times', 'Expressions of time, with the days they stand for, NULL where open or unknown. said_id: the statement that was made then.'),
    ('table occasions', 'Where (kind place) and on what occasion something was said. said_id: the statement that was made there.'),
    ('table counters', 'Running counts of days that a source keeps. start_day: the page''s day minus the days. block: in which block of the page it stands, where it is no part of the text.'),
    ('table demands', 'Who asks whom for what. statement_id: the statement that makes it; told_in: the statement in whose words it stands. force: call, appeal, urge, demand, warn, promise, threaten, invite. Of a promise or threat the addressee is who binds himself. asked_on: the day from which its clock runs. …_id: as speakers.speaker_id. …_why: how the mention was led back to the name. Whether it is closed stands in decisions.'),
    ('table incidents', 'Who did what to whom, as reported: whether it was so is never asked. type: of PLOVER''s sixteen; status: asserted, denied, feared, hypothetical. first_day, last_day: when, told by the text (day_is_told = 1) or else the day on which it was told. counted…: how many of the target. Rows of one event_id are taken for one incident.'),
    ('table about', 'Whom a statement names: persons, bodies, countries. Only named: praise and blame are not told apart. who_id: as speakers.speaker_id.'),
    ('table decisions', 'What a person decided. subject: the id of what it is about; the last row of a subject counts. verdict: of a demand closed (value: the statement that answers it) or reopened.');
UPDATE meta SET value = value || ' said_first, said_last: the days on which it was said, said_why: what tells them; NULL: it was read before this was kept, and before figures, demands and incidents were.' WHERE name = 'table statements';
