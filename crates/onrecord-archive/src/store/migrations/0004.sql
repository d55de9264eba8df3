-- The same words of the same speaker, printed more than once in an article, are one statement in several places.

ALTER TABLE statements ADD COLUMN also_spans TEXT NOT NULL DEFAULT '[]';

UPDATE meta SET value = value || ' also_spans: further places of the same words, each a list of spans.'
WHERE name = 'table statements';
