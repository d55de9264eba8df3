//! Is what lies on the disk what was written?
//!
//! Takes one state of the store and looks at everything: SQLite's own pages, the bytes of every capture, every text against its hash,
//! every span and id, every number that is kept twice, and the index both ways. Gives one line for each thing that is not as it
//! should be. Nothing is repaired: that is the reader's decision.

use crate::{
    Check, Error, SpeakerId, captures,
    entities::speaker_id,
    error::At,
    format::Layout,
    index::{self, OpenIndex, search},
    objects::spans_of,
    store::{
        audit,
        changes::Changes,
        filing::Filing,
        gathered,
        read::{self, StoredArticle},
    },
};
use onrecord_page::{ArticleId, Span};
use onrecord_reading::{Objects, Statement, StatementId};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Damage becomes a line, not an error; `db` must be inside a transaction.
pub(crate) fn check(layout: &Layout, db: &Connection, progress: &mut dyn FnMut(u64, u64)) -> Result<Check, Error> {
    let mut check = Check::default();
    let store = &layout.store;
    let whole = audit::integrity(db).at(store, "check")?;
    if !whole.is_empty() {
        check.problems.extend(whole.into_iter().map(|line| format!("the store is damaged: {line}")));
        return Ok(check);
    }
    check.problems.extend(audit::contradictions(db).at(store, "check")?);
    let places = match read::places(db) {
        Ok(places) => places,
        Err(e) => return Ok(unreadable(check, "the table captures", &e)),
    };
    let articles = audit::article_ids(db).at(store, "check")?;
    let fetches = gathered::places(db).at(store, "check")?;
    let total = (places.len() + fetches.len() + articles.len()) as u64;
    let mut done = 0;
    for (id, place, bytes) in &places {
        if let Err(error) = captures::read_body(layout, id, place, *bytes) {
            check.problems.push(error.to_string());
        }
        check.captures += 1;
        done += 1;
        progress(done, total);
    }
    for (_, url, place) in &fetches {
        check.problems.extend(captures::check_exchange(layout, &format!("the answer from `{url}`"), place));
        check.fetches += 1;
        done += 1;
        progress(done, total);
    }
    let mut every: Vec<(String, &captures::Place)> = places.iter().map(|(id, p, _)| (id.to_string(), p)).collect();
    every.extend(fetches.iter().map(|(_, url, p)| (format!("the answer from `{url}`"), p)));
    every.sort_by(|(_, a), (_, b)| (&a.segment, a.offset, b.length).cmp(&(&b.segment, b.offset, a.length)));
    check.problems.extend(captures::leftovers(layout, &every));
    let filing = match Filing::load(db) {
        Ok(filing) => filing,
        Err(e) => return Ok(unreadable(check, "what was decided about speakers", &e)),
    };
    for id in &articles {
        check_article(db, &filing, id, &mut check);
        done += 1;
        progress(done, total);
    }
    check_index(layout, db, &mut check)?;
    Ok(check)
}

fn unreadable(mut check: Check, what: &str, error: &rusqlite::Error) -> Check {
    check.problems.push(format!("{what} can't be read: {error}"));
    check
}

fn check_article(db: &Connection, filing: &Filing, id: &str, check: &mut Check) {
    check.articles += 1;
    let Ok(parsed) = id.parse::<ArticleId>() else {
        check.problems.push(format!("`{id}` in the table articles is no article id"));
        return;
    };
    match read::stored_article(db, &parsed) {
        Ok(Some(stored)) => {
            check.statements += stored.reading.statements.len() as u64;
            check.objects += count_of(&stored.reading.objects);
            check.problems.extend(problems_of(&stored, filing).into_iter().map(|p| format!("article {id}: {p}")));
            match audit::words_of(db, id) {
                Ok(words) => check.problems.extend(changed_words(&stored, &words)),
                Err(e) => check.problems.push(format!("article {id}: {e}")),
            }
            match audit::objects_of(db, id) {
                Ok(objects) => check.problems.extend(changed_objects(&stored, &objects)),
                Err(e) => check.problems.push(format!("article {id}: {e}")),
            }
        }
        Ok(None) => {}
        Err(e) => check.problems.push(format!("article {id} can't be read: {e}")),
    }
}

fn problems_of(stored: &StoredArticle, filing: &Filing) -> Vec<String> {
    let StoredArticle { article, reading, speakers, text_hash, as_read } = stored;
    let mut problems = Vec::new();
    if article.text.hash().to_string() != *text_hash {
        problems.push("its text is not the one that was stored: its SHA-256 differs".to_owned());
    }
    if article.id != ArticleId::of(&article.capture, article.part) {
        problems.push("its id does not belong to its capture and part".to_owned());
    }
    let fits = |span: &Span| article.text.span(span.range()).is_some();
    if !article.blocks.iter().all(|b| fits(&b.span)) {
        problems.push("a block leaves its text".to_owned());
    }
    let objects = &reading.objects;
    if !spans_of(objects).all(|span| fits(&span)) {
        problems.push("a figure, time, demand or incident leaves its text".to_owned());
    }
    for (statement, speaker) in reading.statements.iter().zip(speakers) {
        let cue = statement.cue.as_ref().map_or(&[][..], |c| &c.spans);
        let also = statement.also.iter().flat_map(|c| &c.spans);
        let said_by = statement.speaker.as_ref().map_or(&[][..], |s| &s.spans);
        if !statement.content.spans.iter().chain(cue).chain(said_by).chain(also).all(fits) {
            problems.push(format!("a span of statement {} leaves its text", statement.id));
        }
        // An id is made of the places that the reader found, whatever a person made of them.
        let corrected = as_read.iter().find(|(id, _)| id == statement.id.as_str());
        let content = corrected.map_or(&statement.content.spans, |(_, read)| &read.content);
        if statement.id != StatementId::of(&article.id, content, cue) {
            problems.push(format!("the id of statement {} does not belong to its spans", statement.id));
        }
        let read = statement.speaker.as_ref().map(|s| speaker_id(s, &article.id));
        let wanted = read.as_ref().map(|read| filing.of(statement.id.as_str(), read.as_str()));
        if wanted != speaker.as_ref().map(SpeakerId::as_str) {
            problems.push(format!("statement {} is filed under another speaker than its own", statement.id));
        }
    }
    problems
}

/// How many rows they are.
fn count_of(objects: &Objects) -> u64 {
    let named = objects.about.iter().map(|a| a.named.len()).sum::<usize>();
    let Objects { figures, times, occasions, counters, demands, incidents, about: _, relations } = objects;
    let said = [figures.len(), times.len(), occasions.len(), counters.len()];
    let lists = said.into_iter().chain([demands.len(), incidents.len(), named, relations.len()]);
    lists.sum::<usize>() as u64
}

/// Cue and content are stored as words beside their spans, for people with an SQL shell: the two must agree.
fn changed_words(stored: &StoredArticle, words: &BTreeMap<String, (Option<String>, String)>) -> Vec<String> {
    let text = &stored.article.text;
    let differs = |statement: &&Statement| {
        let cue = statement.cue.as_ref().map(|c| text.join(&c.spans));
        let content = text.join(&statement.content.spans);
        words.get(statement.id.as_str()) != Some(&(cue, content))
    };
    let changed = stored.reading.statements.iter().filter(differs);
    changed.map(|s| format!("the words of statement {} are not those of its text", s.id)).collect()
}

/// Likewise of everything else: table, words and place.
fn changed_objects(stored: &StoredArticle, objects: &[(String, String, Span)]) -> Vec<String> {
    let text = &stored.article.text;
    let differs = |(_, words, place): &&(String, String, Span)| {
        text.span(place.range()).is_none_or(|span| text.slice(span) != words)
    };
    let line = |(table, words, _): &(String, String, Span)| {
        format!("article {}: the words `{words}` in the table {table} are not those of its text", stored.article.id)
    };
    objects.iter().filter(differs).map(line).collect()
}

/// Compares ids both ways, once the index has followed; one that is behind is late, not wrong.
fn check_index(layout: &Layout, db: &Connection, check: &mut Check) -> Result<(), Error> {
    let changes = Changes(db);
    let last = changes.last_seq().at(&layout.store, "read")?;
    let Some(seq) = index::followed(layout, &changes)? else {
        if last > 0 {
            check
                .problems
                .push("there is no usable search index; the next `onrecord add` or `serve` builds it anew".to_owned());
        }
        return Ok(());
    };
    let Some(open) = OpenIndex::open(layout)? else { return Ok(()) };
    let damaged = open.damaged_files(layout)?;
    check.problems.extend(damaged.iter().map(|f| format!("the index file `{}` is damaged", f.display())));
    if !damaged.is_empty() {
        return Ok(());
    }
    let indexed = search::every_id(&open, layout)?;
    let stored = audit::searched_ids(db, seq).at(&layout.store, "read")?;
    let known = audit::every_id(db).at(&layout.store, "read")?;
    let missing = stored.iter().filter(|id| indexed.binary_search(id).is_err());
    check.problems.extend(missing.map(|id| format!("{id} is in the store and not in the index")));
    let stray = indexed.iter().filter(|id| known.binary_search(id).is_err());
    check.problems.extend(stray.map(|id| format!("{id} is in the index and not in the store")));
    let twice = indexed.windows(2).filter(|pair| pair[0] == pair[1]);
    check.problems.extend(twice.map(|pair| format!("{} is in the index twice", pair[0])));
    Ok(())
}
