-- Versions: what each page showed, when, and which pages are the same page at another time.

CREATE TABLE pages (
    capture_id  TEXT PRIMARY KEY REFERENCES captures,
    address     TEXT NOT NULL,
    chain       INTEGER NOT NULL,
    fingerprint TEXT,
    word_count  INTEGER NOT NULL,
    hindrance   TEXT,
    evidence    TEXT
);
CREATE INDEX pages_by_address ON pages (address, chain);
CREATE INDEX pages_by_chain ON pages (chain, fingerprint);

CREATE TABLE looks (
    look       INTEGER PRIMARY KEY,
    address    TEXT NOT NULL,
    role       TEXT NOT NULL,
    at         TEXT NOT NULL,
    dated      TEXT NOT NULL,
    status     INTEGER,
    capture_id TEXT REFERENCES captures,
    chain      INTEGER,
    fetch      INTEGER REFERENCES fetches
);
CREATE INDEX looks_by_address ON looks (address, at);
CREATE INDEX looks_by_chain ON looks (chain) WHERE chain IS NOT NULL;
CREATE INDEX looks_by_capture ON looks (capture_id) WHERE capture_id IS NOT NULL;
CREATE INDEX looks_by_fetch ON looks (fetch) WHERE fetch IS NOT NULL;
CREATE INDEX looks_that_missed ON looks (address) WHERE status IN (404, 410);

-- Whom an article credits, and what stands beside its text.
ALTER TABLE articles ADD COLUMN carriers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE articles ADD COLUMN beside TEXT NOT NULL DEFAULT '[]';

-- The same words read again, and what came in a page's place, are kept and not listed or searched.
ALTER TABLE articles ADD COLUMN is_aside INTEGER NOT NULL DEFAULT 0;
CREATE INDEX articles_aside ON articles (article_id) WHERE is_aside = 1;

-- Whom a mention may mean where it stayed open.
ALTER TABLE statements ADD COLUMN speaker_candidates TEXT NOT NULL DEFAULT '[]';

INSERT INTO meta VALUES
    ('canonical rules', '0'),
    ('table pages', 'What each capture of an address said: those with one number in chain and one fingerprint are one page that reads the same (SHA-256 of the canonical text of all articles). address: the form that tells addresses apart. hindrance: what stood in the place of the page, with the evidence; such a capture is no version. Derived from articles.'),
    ('table looks', 'Every look at a page. role: asked (the answer came from this address), led (a redirect led on from it), own (nobody asked it, the page names it). dated: fetched, or how else the time is known (page: the page names it; file: the file''s own; added). status: of the answer. chain: looks with one number are looks at one page; the same wall stands at many addresses. Derived from fetches and captures.');
UPDATE meta SET value = value || ' carriers: whom it credits; beside: captions and embeds, not part of the text. is_aside: kept, but neither listed nor searched, since an earlier capture of the page reads the same, or something stood in the page''s place.' WHERE name = 'table articles';
UPDATE meta SET value = value || ' speaker_candidates: names that a mention may mean where it stayed open.' WHERE name = 'table statements';
