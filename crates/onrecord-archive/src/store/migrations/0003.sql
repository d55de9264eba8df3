-- What the cue of a statement does, and lists that leave out what is less sure. Readers before this format found acts of saying and asking
-- alone and did not tell them apart: their statements count as sayings until their pages are read again.

ALTER TABLE statements ADD COLUMN class TEXT NOT NULL DEFAULT 'saying';

-- Lists by speaker and the count of what is shown look at class and confidence without opening the rows, which hold the words.
DROP INDEX statements_by_speaker;
CREATE INDEX statements_by_speaker ON statements (speaker_number, published_order DESC, article_id, ordinal, class, confidence);
CREATE INDEX statements_by_class ON statements (class, confidence);

-- What the archive covers is counted without opening the articles, which hold whole texts.
CREATE INDEX articles_by_coverage ON articles (outlet_number, capture_id, statement_count, published, added_at);
CREATE INDEX articles_by_reader ON articles (reader, statement_count);
CREATE INDEX articles_by_length ON articles (capture_id, text_bytes);

UPDATE meta SET value = 'Who is reported to have said what. Cue and content are printed words; …_spans say where in articles.text they stand, in bytes. class: what the cue does (saying, asking, judging, believing, wanting). confidence: 0 to 1, how often statements found in this way were right when measured.'
WHERE name = 'table statements';
