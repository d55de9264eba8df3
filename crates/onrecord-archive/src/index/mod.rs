//! The search index: derived from the store, disposable, behind it at worst.
//!
//! Takes the articles that the store's change log names and follows it: a commit carries as its payload up to where it has followed
//! ([`Payload`]). An index that is missing, of another make or of another archive, or ahead of the store (a restored backup) is built
//! anew. Statements and articles are documents of one index with fields of their own; what a hit says is always read from the store.

mod columns;
pub(crate) mod ranked;
mod read_only;
pub(crate) mod search;

use self::columns::{OfAll, Opened};
use crate::{
    Error, Filter, Standing,
    dates::{self, Days},
    error::At,
    format::{INDEX, Layout},
    store::changes::{ChangedArticle, Changes},
    words::{Words, fold, words},
};
use onrecord_reading::CueClass;
use serde::{Deserialize, Serialize};
use std::{
    path::Path,
    sync::{Mutex, PoisonError},
    time::SystemTime,
};
use tantivy::{
    Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term,
    directory::MmapDirectory,
    indexer::IndexWriterOptions,
    schema::{FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions},
};

/// Memory for documents that are not yet on disk; more makes larger first segments, 32 MB costs no speed that we could measure.
const WRITER_BYTES: usize = 32_000_000;

/// Statement or article.
const STATEMENT: u64 = 0;
const ARTICLE: u64 = 1;

/// The speaker of what nobody said, and the mode and the class of an article. With a value for each document a column is a plain list:
/// it need not be asked first whether a document has one.
const NOBODY: u64 = 0;
const NO_MODE: u64 = 4;
const NO_CLASS: u64 = CueClass::ALL.len() as u64;

/// What is shown where nothing is said of that: what nobody rejected and no newer version of its page has ([`KEPT`]), and of that what passes
/// the usual filter.
const KEPT: u64 = 1;
const USUAL: u64 = 2;

/// The fields of both kinds of documents.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    schema: Schema,
    /// 0 = statement, 1 = article.
    kind: Field,
    /// The first twelve digits of the id as a number, which breaks ties in the same order everywhere, and the last one.
    tie: Field,
    digit: Field,
    /// Article id: what changes together.
    article: Field,
    /// Content of a statement: stems, and words with places.
    said: Field,
    said_exact: Field,
    /// Speaker's name and role, and the headline, of a statement; likewise.
    about: Field,
    about_exact: Field,
    /// Headline and text of an article; likewise.
    text: Field,
    text_exact: Field,
    /// Folded words of the speaker's name and role, and the speaker's id: of several who share a name, it asks for one.
    speaker_words: Field,
    /// Folded words of the outlet's name.
    outlet_words: Field,
    /// Numbers in the store's tables, to count by.
    speaker: Field,
    outlet: Field,
    mode: Field,
    class: Field,
    /// 0 to 1.
    confidence: Field,
    /// What people decided, by its place in [`Standing::ALL`].
    standing: Field,
    /// 1: a newer version of its page has the statement too.
    earlier: Field,
    /// 1: it is shown where nothing else is asked for. What nearly every search asks for is found by one word, not by five conditions.
    usual: Field,
    /// [`KEPT`] or [`USUAL`], where a search goes through all that has its words and counts both.
    shown: Field,
    /// The article's language (see [`language_number`]).
    language: Field,
    month: Field,
    /// First and last day that the date of publication may stand for.
    first_day: Field,
    last_day: Field,
    /// Keys of what is in a statement; of an article those of what it tells itself (see [`crate::keys`]).
    objects: Field,
    /// The store's `published_order`.
    order: Field,
    /// When it was added: the later, the larger (see [`added`]).
    added: Field,
}

/// Up to where an index follows which archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Payload {
    index: u32,
    archive: String,
    /// What is shown where nothing else is asked for, in the measure of the reader that this program has.
    #[serde(default)]
    usual: String,
    seq: u64,
    /// The article that the change log names at `seq`: an archive that went back and on again has another one there.
    article: String,
}

/// An index opened for searching.
pub(crate) struct OpenIndex {
    pub(crate) fields: Fields,
    reader: IndexReader,
    index: Index,
    columns: Opened,
    /// How `meta.json` looked when the reader was last brought up to date.
    seen: Mutex<Option<Stamp>>,
}

/// One state of the index.
pub(crate) struct Look {
    searcher: Searcher,
    columns: OfAll,
}

/// Tells one `meta.json` from the next: every commit writes a new file.
pub(crate) type Stamp = (SystemTime, u64);

impl Fields {
    fn new() -> Fields {
        let mut schema = Schema::builder();
        let text = |tokenizer: &str, record: IndexRecordOption| {
            TextOptions::default()
                .set_indexing_options(TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record))
        };
        let stems = text("stems", IndexRecordOption::WithFreqs);
        let places = text("words", IndexRecordOption::WithFreqsAndPositions);
        let bare = text("words", IndexRecordOption::Basic);
        Fields {
            kind: schema.add_u64_field("kind", INDEXED | FAST),
            tie: schema.add_u64_field("tie", FAST),
            digit: schema.add_u64_field("digit", FAST),
            article: schema.add_text_field("article", STRING),
            said: schema.add_text_field("said", stems.clone()),
            said_exact: schema.add_text_field("said_exact", places.clone()),
            about: schema.add_text_field("about", stems.clone()),
            about_exact: schema.add_text_field("about_exact", places.clone()),
            text: schema.add_text_field("text", stems),
            text_exact: schema.add_text_field("text_exact", places),
            speaker_words: schema.add_text_field("speaker_words", bare.clone()),
            outlet_words: schema.add_text_field("outlet_words", bare),
            speaker: schema.add_u64_field("speaker", FAST),
            outlet: schema.add_u64_field("outlet", FAST),
            mode: schema.add_u64_field("mode", INDEXED | FAST),
            class: schema.add_u64_field("class", INDEXED | FAST),
            confidence: schema.add_f64_field("confidence", FAST),
            standing: schema.add_u64_field("standing", INDEXED),
            earlier: schema.add_u64_field("earlier", INDEXED),
            usual: schema.add_u64_field("usual", INDEXED),
            shown: schema.add_u64_field("shown", FAST),
            language: schema.add_u64_field("language", INDEXED | FAST),
            month: schema.add_u64_field("month", FAST),
            first_day: schema.add_u64_field("first_day", FAST),
            last_day: schema.add_u64_field("last_day", FAST),
            objects: schema.add_text_field("objects", STRING),
            order: schema.add_i64_field("order", FAST),
            added: schema.add_i64_field("added", FAST),
            schema: schema.build(),
        }
    }

    fn prepare(&self, index: &Index) {
        index.tokenizers().register("stems", Words { stemmed: true });
        index.tokenizers().register("words", Words { stemmed: false });
    }
}

impl OpenIndex {
    /// The index of an archive, or None where there is none that this program can use. Writes nothing.
    pub(crate) fn open(layout: &Layout) -> Result<Option<OpenIndex>, Error> {
        let fields = Fields::new();
        if !layout.index.join("meta.json").exists() {
            return Ok(None);
        }
        let Some(directory) = read_only::open(&layout.index)? else { return Ok(None) };
        let Ok(index) = Index::open(directory) else { return Ok(None) };
        if index.schema() != fields.schema {
            return Ok(None);
        }
        fields.prepare(&index);
        let seen = stamp(&layout.index);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).doc_store_cache_num_blocks(8);
        let Ok(reader) = reader.try_into() else { return Ok(None) };
        Ok(Some(OpenIndex { fields, reader, index, columns: Opened::default(), seen: Mutex::new(seen) }))
    }

    /// What was committed last.
    pub(crate) fn searcher(&self, layout: &Layout) -> Result<Searcher, Error> {
        let now = stamp(&layout.index);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if *seen != now {
            // A writer may sweep the files of the former commit between our reading the list and opening them: look again.
            let reloaded = (0..3).map(|_| self.reader.reload()).find(Result::is_ok);
            if reloaded.is_some() {
                *seen = now;
            }
        }
        Ok(self.reader.searcher())
    }

    /// Likewise with the columns.
    pub(crate) fn look(&self, layout: &Layout) -> Result<Look, Error> {
        let searcher = self.searcher(layout)?;
        let columns = self.columns.of(&searcher).at(&layout.index, "read")?;
        Ok(Look { searcher, columns })
    }

    /// Up to which change it follows the archive, as [`followed`].
    pub(crate) fn followed(&self, layout: &Layout, changes: &Changes<'_>) -> Result<Option<u64>, Error> {
        followed_by(&self.index, layout, changes)
    }

    /// Whether it is still the index that lies there: a rebuilt one has other files.
    pub(crate) fn still_there(&self, layout: &Layout) -> bool {
        stamp(&layout.index).is_some()
    }

    /// Files whose bytes are not what was written.
    pub(crate) fn damaged_files(&self, layout: &Layout) -> Result<Vec<std::path::PathBuf>, Error> {
        let mut files: Vec<_> = self.index.validate_checksum().at(&layout.index, "check")?.into_iter().collect();
        files.sort();
        Ok(files)
    }
}

/// The index as it lies there now.
pub(crate) fn stamp(index: &Path) -> Option<Stamp> {
    let meta = std::fs::metadata(index.join("meta.json")).ok()?;
    Some((meta.modified().ok()?, meta.len()))
}

/// Up to which change an index follows the archive; None where it can't be followed on but must be built anew.
pub(crate) fn followed(layout: &Layout, changes: &Changes<'_>) -> Result<Option<u64>, Error> {
    let Some(open) = OpenIndex::open(layout)? else { return Ok(None) };
    followed_by(&open.index, layout, changes)
}

fn followed_by(index: &Index, layout: &Layout, changes: &Changes<'_>) -> Result<Option<u64>, Error> {
    let Ok(meta) = index.load_metas() else { return Ok(None) };
    let Some(payload) = meta.payload.and_then(|p| serde_json::from_str::<Payload>(&p).ok()) else { return Ok(None) };
    let archive = changes.archive_id().at(&layout.store, "read")?;
    let there = changes.article_at(payload.seq).at(&layout.store, "read")?;
    let own = (payload.index, payload.archive, payload.usual) == (INDEX, archive, usual_words());
    let same = own && there.unwrap_or_default() == payload.article;
    Ok(same.then_some(payload.seq))
}

fn usual_words() -> String {
    let Filter { classes, confidence } = Filter::usual();
    let classes: Vec<&str> = classes.iter().map(|class| class.as_str()).collect();
    format!("{} {confidence}", classes.join(","))
}

/// Brings the index up to the store; the caller holds the index's lock. Gives the number of articles taken in.
pub(crate) fn follow(layout: &Layout, changes: &Changes<'_>) -> Result<u64, Error> {
    let store = &layout.store;
    let last = changes.last_seq().at(store, "read")?;
    let from = followed(layout, changes)?;
    if from == Some(last) {
        return Ok(0);
    }
    let done = follow_on(layout, changes, from, last);
    done.map_err(|error| if disk_is_full(&layout.index) { error.into_disk_full() } else { error })
}

fn follow_on(layout: &Layout, changes: &Changes<'_>, from: Option<u64>, last: u64) -> Result<u64, Error> {
    let at = &layout.index;
    let fields = Fields::new();
    if from.is_none() && at.exists() {
        std::fs::remove_dir_all(at).at(at, "clear")?;
    }
    std::fs::create_dir_all(at).at(at, "create")?;
    let directory = MmapDirectory::open(at).map_err(tantivy::TantivyError::from).at(at, "open")?;
    let index = Index::open_or_create(directory, fields.schema.clone()).at(at, "open")?;
    fields.prepare(&index);
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .num_merge_threads(1)
        .memory_budget_per_thread(WRITER_BYTES)
        .build();
    let mut writer: IndexWriter = index.writer_with_options(options).at(at, "write")?;
    let mut seq = from.unwrap_or(0);
    let mut taken = 0;
    let archive = changes.archive_id().at(&layout.store, "read")?;
    while seq < last {
        let batch = changes.after(seq, BATCH).at(&layout.store, "read")?;
        let Some(newest) = batch.last() else { break };
        let newest = (newest.seq, newest.article.clone());
        for changed in &batch {
            add(&writer, &fields, changed).at(at, "write")?;
            taken += 1;
        }
        seq = newest.0;
        if taken % COMMIT == 0 || seq >= last {
            let payload =
                Payload { index: INDEX, archive: archive.clone(), usual: usual_words(), seq, article: newest.1 };
            commit(&mut writer, &payload).at(at, "write")?;
        }
    }
    if last == 0 {
        let payload = Payload { index: INDEX, archive, usual: usual_words(), seq: 0, article: String::new() };
        commit(&mut writer, &payload).at(at, "write")?;
    }
    writer.wait_merging_threads().at(at, "write")?;
    Ok(taken)
}

/// Articles read from the store at a time.
const BATCH: u64 = 200;
/// Articles a commit; a multiple of [`BATCH`]. About ten thousand statements.
const COMMIT: u64 = 1_000;

fn commit(writer: &mut IndexWriter, payload: &Payload) -> tantivy::Result<()> {
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&serde_json::to_string(payload).unwrap_or_default());
    prepared.commit().map(drop)
}

/// Replaces an article's documents by what the store holds of it now: nothing, where it is gone.
fn add(writer: &IndexWriter, fields: &Fields, changed: &ChangedArticle) -> tantivy::Result<()> {
    writer.delete_term(Term::from_field_text(fields.article, &changed.article));
    let Some(now) = &changed.now else { return Ok(()) };
    let mut common = TantivyDocument::default();
    common.add_text(fields.article, &changed.article);
    common.add_i64(fields.order, now.order);
    if let Some(outlet) = &now.outlet {
        common.add_u64(fields.outlet, outlet.0);
        common.add_text(fields.outlet_words, &outlet.1);
    }
    if let Some(number) = now.language.as_deref().and_then(language_number) {
        common.add_u64(fields.language, number);
    }
    if let Some(published) = &now.published {
        if let Some(days) = Days::of(published) {
            common.add_u64(fields.first_day, days.first);
            common.add_u64(fields.last_day, days.last);
        }
        if let Some(month) = dates::month_of(published) {
            common.add_u64(fields.month, month);
        }
    }
    let mut article = common.clone();
    article.add_u64(fields.kind, ARTICLE);
    name(&mut article, fields, &changed.article);
    article.add_u64(fields.speaker, NOBODY);
    article.add_u64(fields.mode, NO_MODE);
    article.add_u64(fields.class, NO_CLASS);
    article.add_u64(fields.shown, 0);
    article.add_i64(fields.added, added(now.added_ms, 0));
    for text in now.title.iter().chain([&now.text]) {
        article.add_text(fields.text, text);
        article.add_text(fields.text_exact, text);
    }
    now.keys.iter().for_each(|key| article.add_text(fields.objects, key));
    writer.add_document(article)?;
    let usual = Filter::usual();
    for (ordinal, statement) in now.statements.iter().enumerate() {
        let mut document = common.clone();
        document.add_u64(fields.kind, STATEMENT);
        name(&mut document, fields, &statement.id);
        document.add_u64(fields.speaker, statement.speaker.as_ref().map_or(NOBODY, |speaker| speaker.number));
        document.add_i64(fields.added, added(now.added_ms, ordinal));
        document.add_u64(fields.mode, statement.mode as u64);
        document.add_u64(fields.class, statement.class as u64);
        document.add_f64(fields.confidence, f64::from(statement.confidence));
        document.add_u64(fields.standing, statement.standing as u64);
        document.add_u64(fields.earlier, u64::from(statement.is_earlier));
        let is_kept = statement.standing != Standing::Rejected && !statement.is_earlier;
        let is_usual = is_kept && usual.passes(statement.class, statement.confidence);
        document.add_u64(fields.shown, if is_usual { USUAL } else { u64::from(is_kept) * KEPT });
        if is_usual {
            document.add_u64(fields.usual, 1);
        }
        document.add_text(fields.said, &statement.content);
        document.add_text(fields.said_exact, &statement.content);
        statement.keys.iter().for_each(|key| document.add_text(fields.objects, key));
        if let Some(speaker) = &statement.speaker {
            document.add_text(fields.speaker_words, &speaker.id);
            let names = [Some(&speaker.name), speaker.role.as_ref(), speaker.filed_as.as_ref()];
            for words in names.into_iter().flatten() {
                document.add_text(fields.speaker_words, words);
                document.add_text(fields.about, words);
                document.add_text(fields.about_exact, words);
            }
        }
        if let Some(title) = &now.title {
            document.add_text(fields.about, title);
            document.add_text(fields.about_exact, title);
        }
        writer.add_document(document)?;
    }
    Ok(())
}

/// One number for when an article was added and where in it a statement stands, the first one largest.
fn added(milliseconds: i64, ordinal: usize) -> i64 {
    milliseconds.saturating_mul(1 << 16).saturating_add(0xffff - i64::try_from(ordinal).unwrap_or(0xffff).min(0xffff))
}

/// Writes down which document it is.
fn name(document: &mut TantivyDocument, fields: &Fields, id: &str) {
    let (tie, digit) = columns::numbers_of(id);
    document.add_u64(fields.tie, tie);
    document.add_u64(fields.digit, digit);
}

/// A language's tag without its region as a number that can be counted by: three letters at most, in the order of the tags.
pub(crate) fn language_number(tag: &str) -> Option<u64> {
    let primary = tag.trim().split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    let letters = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
    let digits = primary.bytes().map(|b| u64::from(b - b'a') + 1).chain(std::iter::repeat(0));
    letters.then(|| digits.take(3).fold(0, |n, digit| n * 27 + digit))
}

/// The tag of such a number.
pub(crate) fn language_tag(number: u64) -> String {
    let digits = [number / 729, number / 27 % 27, number % 27];
    digits
        .into_iter()
        .filter_map(|digit| u8::try_from(digit).ok()?.checked_sub(1))
        .map(|d| char::from(b'a' + d))
        .collect()
}

/// The folded words of what a person typed as a name.
fn name_words(name: &str) -> Vec<String> {
    words(name).map(|w| fold(&w.folded)).collect()
}

/// Whether nothing more can be written here: the index's own threads only report that they died, not of what.
fn disk_is_full(dir: &Path) -> bool {
    let probe = dir.join(".room");
    let written = std::fs::write(&probe, [0u8; 1 << 16]);
    let _ = std::fs::remove_file(&probe);
    written.is_err_and(|e| e.kind() == std::io::ErrorKind::StorageFull)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_numbers_and_back() {
        for tag in ["en", "ru", "uk", "kmr", "zz"] {
            assert_eq!(language_number(tag).map(language_tag).as_deref(), Some(tag));
        }
        assert_eq!(language_number("pt-BR"), language_number("PT"));
        assert_eq!(["", "e", "english", "12"].map(language_number), [None; 4]);
    }
}
