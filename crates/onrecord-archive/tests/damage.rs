//! What is planted must be found, and what a killed run left must not hurt.

mod press;

use onrecord_archive::{Access, Archive, Check, Filter, Put, Query, Window};
use onrecord_reading::Mode;
use press::pages;
use std::{
    fs::OpenOptions,
    io::Write,
    path::{Path, PathBuf},
};

const ALL: Window = Window { offset: 0, limit: 100 };

fn filled(dir: &Path) {
    let archive = Archive::open(dir, Access::Write).expect("an empty folder");
    pages().iter().for_each(|page| assert_eq!(page.put(&archive), Put::Added));
    archive.index().expect("room on the disk");
}

fn checked(dir: &Path) -> Check {
    let archive = Archive::open(dir, Access::Read).expect("it opens");
    archive.check(&mut |done, total| assert!(done <= total)).expect("it can be checked")
}

fn segment(dir: &Path) -> PathBuf {
    dir.join("captures/00000.warc.gz")
}

fn sql(dir: &Path, sql: &str) {
    let db = rusqlite::Connection::open(dir.join("archive.sqlite")).expect("any SQLite tool opens it");
    db.pragma_update(None, "foreign_keys", "off").expect("it can be set");
    let changed = db.execute(sql, []).expect("sound SQL");
    assert!(changed > 0, "{sql}");
}

#[test]
fn a_sound_archive_has_no_problems() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    filled(dir.path());
    let check = checked(dir.path());
    assert_eq!(check.problems, [""; 0]);
    assert_eq!((check.captures, check.articles, check.statements), (3, 4, 4));
}

#[test]
fn any_flipped_byte_of_a_segment_is_found() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    filled(dir.path());
    let sound = std::fs::read(segment(dir.path())).expect("it is there");
    for at in (0..sound.len()).step_by(17) {
        let mut flipped = sound.clone();
        flipped[at] ^= 0x10;
        std::fs::write(segment(dir.path()), flipped).expect("it can be written");
        assert_ne!(checked(dir.path()).problems, [""; 0], "byte {at} of {}", sound.len());
    }
    std::fs::remove_file(segment(dir.path())).expect("it is there");
    assert_eq!(checked(dir.path()).problems.len(), 3);
}

#[test]
fn any_deleted_row_and_any_changed_text_is_found() {
    for damage in [
        "DELETE FROM captures WHERE rowid = 2",
        "DELETE FROM sightings WHERE rowid = 2",
        "DELETE FROM articles WHERE rowid = 2",
        "DELETE FROM articles WHERE article_id NOT IN (SELECT article_id FROM statements)",
        "DELETE FROM statements WHERE rowid = 2",
        "DELETE FROM speakers WHERE speaker_number = 1",
        "DELETE FROM speaker_names WHERE speaker_number = 1",
        "DELETE FROM outlets WHERE outlet_number = 1",
        "DELETE FROM change_log WHERE seq = 1",
        "UPDATE articles SET text = replace(text, '300', '250') WHERE rowid = 1",
        "UPDATE articles SET text = text || ' ' WHERE rowid = 1",
        "UPDATE statements SET content = replace(content, 'share', 'deny')",
        "UPDATE statements SET cue = 'claimed' WHERE rowid = 1",
        "UPDATE statements SET content_spans = '[[0,9000]]' WHERE rowid = 2",
        "UPDATE statements SET content_spans = 'nonsense' WHERE rowid = 2",
        "UPDATE statements SET speaker_name = 'Somebody Else' WHERE rowid = 1",
        "UPDATE captures SET segment_offset = segment_offset + 1 WHERE rowid = 3",
        "UPDATE statements SET mode = 'loud' WHERE rowid = 1",
    ] {
        let dir = tempfile::tempdir().expect("a temporary folder");
        filled(dir.path());
        sql(dir.path(), damage);
        assert_ne!(checked(dir.path()).problems, [""; 0], "{damage}");
    }
}

#[test]
fn a_dropped_document_and_a_stray_one_are_found() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    filled(dir.path());
    let lines = Archive::open(dir.path(), Access::Read)
        .expect("it opens")
        .latest(&Filter::everything(), ALL)
        .expect("it reads");
    let line = lines.iter().find(|l| l.mode == Mode::Indirect).expect("one is indirect");
    let index = tantivy::Index::open_in_dir(dir.path().join("index")).expect("a tantivy index");
    let payload = index.load_metas().expect("it has one").payload.expect("ours has one");
    let field = |name: &str| index.schema().get_field(name).expect("it is in the schema");
    let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(1, 15_000_000).expect("nobody else writes");
    let commit = |writer: &mut tantivy::IndexWriter| {
        let mut prepared = writer.prepare_commit().expect("room");
        prepared.set_payload(&payload);
        prepared.commit().expect("room");
    };
    // No field tells one statement from another of its kind in its article.
    let has = |term: tantivy::Term| -> Box<dyn tantivy::query::Query> {
        Box::new(tantivy::query::TermQuery::new(term, tantivy::schema::IndexRecordOption::Basic))
    };
    let dropped = tantivy::query::BooleanQuery::intersection(vec![
        has(tantivy::Term::from_field_text(field("article"), line.article.id.as_str())),
        has(tantivy::Term::from_field_u64(field("mode"), Mode::Indirect as u64)),
    ]);
    writer.delete_query(Box::new(dropped)).expect("it can be deleted");
    commit(&mut writer);
    let alike = lines.iter().filter(|l| l.mode == Mode::Indirect && l.article.id == line.article.id);
    let mut missing: Vec<String> = alike.map(|l| format!("{} is in the store and not in the index", l.id)).collect();
    missing.sort_unstable();
    assert_eq!(checked(dir.path()).problems, missing);

    sql(dir.path(), "DELETE FROM statements WHERE mode = 'speech'");
    let problems = checked(dir.path()).problems;
    assert!(problems.iter().any(|p| p.ends_with("is in the index and not in the store")), "{problems:?}");
    let archive = Archive::open(dir.path(), Access::Read).expect("it opens");
    let hits = archive.search(&Query::parse("mode:speech").value, ALL).expect("it searches");
    assert_eq!((hits.total, hits.statements.len()), (0, 0), "a hit without a row is dropped and not counted");
}

#[test]
fn a_torn_tail_is_reported_cut_off_and_written_over() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let all = pages();
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    all[0].put(&archive);
    drop(archive);
    let whole = std::fs::metadata(segment(dir.path())).expect("it is there").len();
    let mut tail = OpenOptions::new().append(true).open(segment(dir.path())).expect("it is there");
    tail.write_all(&[0x1f, 0x8b, 8, 0, 0, 0]).expect("room");
    assert!(checked(dir.path()).problems.iter().any(|p| p.contains("6 bytes of no capture")));

    let archive = Archive::open(dir.path(), Access::Write).expect("it opens again");
    assert_eq!(std::fs::metadata(segment(dir.path())).expect("it is there").len(), whole);
    assert_eq!(all[1].put(&archive), Put::Added);
    archive.index().expect("room");
    drop(archive);
    assert_eq!(checked(dir.path()).problems, [""; 0]);
}

/// A power cut: the store's log survived, the last bytes of the segment did not, and no sync had promised them.
#[test]
fn rows_without_bytes_are_taken_back_and_added_again() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    filled(dir.path());
    sql(dir.path(), "UPDATE meta SET value = '0' WHERE name = 'durable offset'");
    let bytes = std::fs::read(segment(dir.path())).expect("it is there");
    std::fs::write(segment(dir.path()), &bytes[..bytes.len() - 20]).expect("it can be written");
    let archive = Archive::open(dir.path(), Access::Write).expect("it opens again");
    let status = archive.status().expect("it reads");
    assert_eq!((status.captures, status.statements), (2, 3));
    archive.index().expect("room");
    assert_eq!(archive.search(&Query::default(), ALL).expect("it searches").total, 3);
    assert_eq!(pages()[2].put(&archive), Put::Added);
    archive.index().expect("room");
    drop(archive);
    assert_eq!(checked(dir.path()).problems, [""; 0]);
}

/// Damage that no power cut explains: adding goes on beside it and overwrites nothing.
#[test]
fn a_segment_that_lost_promised_bytes_is_left_as_it_is() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let all = pages();
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    all[..2].iter().for_each(|page| assert_eq!(page.put(&archive), Put::Added));
    drop(archive);
    let bytes = std::fs::read(segment(dir.path())).expect("it is there");
    std::fs::write(segment(dir.path()), &bytes[..bytes.len() - 20]).expect("it can be written");
    let archive = Archive::open(dir.path(), Access::Write).expect("it opens again");
    assert_eq!(all[2].put(&archive), Put::Added);
    let error = archive.body(&all[1].capture.id).expect_err("it is cut off");
    assert!(error.is_corrupt() && error.hint().is_some(), "{error}");
    assert_eq!(archive.body(&all[2].capture.id).expect("it reads").as_deref(), Some(&*all[2].capture.body));
    drop(archive);
    assert_eq!(checked(dir.path()).problems.len(), 2, "the capture, and the index that is not there");
}

#[test]
fn a_new_store_beside_old_captures_loses_none_of_them() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let all = pages();
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    all[0].put(&archive);
    drop(archive);
    let old = std::fs::read(segment(dir.path())).expect("it is there");
    for file in ["archive.sqlite", "archive.sqlite-wal", "archive.sqlite-shm"] {
        // The log is gone already where the archive was closed in order.
        let _ = std::fs::remove_file(dir.path().join(file));
    }
    let archive = Archive::open(dir.path(), Access::Write).expect("a new store");
    assert_eq!(all[1].put(&archive), Put::Added);
    drop(archive);
    let aside = dir.path().join("captures/00000.warc.gz.set-aside-1");
    assert_eq!(std::fs::read(aside).expect("it was set aside"), old);
}
