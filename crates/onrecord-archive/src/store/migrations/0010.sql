-- What a page asks of somebody with ten thousand statements stands in an index: nothing is looked up row by row.

DROP INDEX statements_by_speaker;
CREATE INDEX statements_by_speaker ON statements (speaker_number, published_order DESC, article_id, ordinal, is_listed, class, confidence, statement_id, speaker_name, speaker_role, cue);

-- Likewise what is counted by article, without opening the articles, which hold whole texts.
CREATE INDEX articles_by_id ON articles (article_id, published, outlet_number, language);

-- statements_in_doubt holds the same rows, in the order in which they are asked for.
DROP INDEX statements_left_open;

-- Whom somebody speaks of is counted without opening the rows.
DROP INDEX about_by_statement;
CREATE INDEX about_by_statement ON about (statement_id, who_id, name, kind);
