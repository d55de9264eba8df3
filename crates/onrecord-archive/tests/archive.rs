//! Put, get, search: what goes in comes out.

mod press;

use onrecord_archive::{Access, Archive, Failed, Filter, Put, Query, Window};
use press::{added_at, pages};

const ALL: Window = Window { offset: 0, limit: 100 };

fn filled(dir: &std::path::Path) -> Archive {
    let archive = Archive::open(dir, Access::Write).expect("an empty folder");
    for page in pages() {
        assert_eq!(page.put(&archive), Put::Added);
    }
    archive.index().expect("room on the disk");
    archive
}

#[test]
fn what_goes_in_comes_out() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = filled(dir.path());
    for page in pages() {
        assert_eq!(archive.body(&page.capture.id).expect("it reads").as_deref(), Some(&*page.capture.body));
        for (article, reading) in &page.articles {
            let entry = archive.article(&article.id).expect("it reads").expect("it is there");
            let mut wanted = article.clone();
            wanted.notes.clear();
            assert_eq!(format!("{:?}", entry.article), format!("{wanted:?}"));
            assert_eq!(entry.reading.statements, reading.statements);
            assert_eq!(entry.reading.objects, reading.objects);
            assert_eq!(entry.counters, if article.part == 0 { page.counters.clone() } else { Vec::new() });
            assert_eq!(entry.reading.reader, reading.reader);
            assert_eq!(entry.reading.text, reading.text);
            let codes: Vec<&str> = entry.notes.iter().map(|n| n.code.as_str()).collect();
            assert_eq!(codes, ["teaser", "unbalanced-quotation-mark"]);
            assert_eq!(entry.capture.notes[0].hint.as_deref(), Some("none needed"));
            assert_eq!(entry.capture.sources, [page.source.as_str()]);
            assert_eq!(entry.capture.fetched_at, page.capture.fetched_at);
            assert_eq!(entry.capture.added_at, added_at());
            assert_eq!(entry.capture.media_type, page.capture.media_type);
            assert_eq!(entry.capture.bytes, page.capture.body.len() as u64);
            for statement in &reading.statements {
                assert_eq!(archive.article_of(&statement.id).expect("it reads"), Some(article.id));
                let line = archive.statement(&statement.id).expect("it reads").expect("it is there");
                assert_eq!(line.content, article.text.join(&statement.content.spans));
                assert_eq!(line.article.id, article.id);
                if let [whole] = statement.content.spans.as_slice() {
                    assert!(line.context.contains(article.text.slice(*whole)), "{line:?}");
                }
            }
        }
    }
}

#[test]
fn search_finds_forms_phrases_and_names() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = filled(dir.path());
    let counts = |typed: &str| {
        let hits = archive.search(&Query::parse(typed).value, ALL).expect("it searches");
        assert_eq!(hits.statements.len() as u64, hits.total, "{typed}");
        assert_eq!(hits.modes.iter().map(|(_, n)| n).sum::<u64>(), hits.total, "{typed}");
        (hits.total, hits.total_articles)
    };
    assert_eq!(counts(""), (4, 4));
    assert_eq!(counts("election"), (2, 2), "elections and election meet");
    assert_eq!(counts("заявления ЕЛКА"), (0, 1), "the words stand in the article, not in a statement");
    assert_eq!(counts("портового"), (1, 1));
    assert_eq!(counts("\"share the concern and we keep\""), (1, 0), "a phrase runs over the cue");
    assert_eq!(counts("\"the concern\" berth"), (1, 1));
    assert_eq!(counts("\"concern the\""), (0, 0));
    assert_eq!(counts("speaker:tolland"), (2, 0));
    assert_eq!(counts("speaker:\"minister Tolland\""), (1, 0));
    assert_eq!(counts("speaker:Лунев"), (1, 0));
    assert_eq!(counts("outlet:herald"), (2, 1));
    assert_eq!(counts("mode:speech"), (1, 0));
    assert_eq!(counts("after:2022-04 before:2022"), (1, 1));
    assert_eq!(counts("before:2022-03-05"), (2, 1));
    assert_eq!(counts("after:2022-04-02"), (0, 0), "a month is not known to lie behind its second day");
}

#[test]
fn the_same_bytes_twice_add_nothing() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = filled(dir.path());
    let before = archive.status().expect("it reads");
    let mut page = pages().remove(0);
    assert_eq!(page.put(&archive), Put::Known);
    assert_eq!(archive.status().expect("it reads"), before);
    page.source = "elsewhere.html".to_owned();
    assert!(!archive.knows(&page.capture.id, &page.source).expect("it reads"));
    assert_eq!(page.put(&archive), Put::SeenElsewhere);
    assert!(archive.knows(&page.capture.id, &page.source).expect("it reads"));
    let after = archive.status().expect("it reads");
    assert_eq!(
        (after.sightings, after.captures, after.statements),
        (before.sightings + 1, before.captures, before.statements)
    );
}

#[test]
fn a_failure_is_kept_until_its_source_is_added() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    let page = pages().remove(0);
    let mut failed = Failed { source: page.source.clone(), reason: "first".to_owned(), hint: None, at: added_at() };
    archive.put_failure(&failed).expect("room on the disk");
    failed.reason = "second".to_owned();
    archive.put_failure(&failed).expect("room on the disk");
    assert_eq!(archive.status().expect("it reads").failures, [failed]);
    page.put(&archive);
    assert_eq!(archive.status().expect("it reads").failures, []);
}

#[test]
fn counts_add_up() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = filled(dir.path());
    let status = archive.status().expect("it reads");
    assert_eq!((status.captures, status.articles, status.statements, status.index_behind), (3, 4, 4, 0));
    assert_eq!(status.by_mode.iter().map(|(_, n)| n).sum::<u64>(), status.statements);
    assert_eq!(status.by_reader.iter().map(|(_, n)| n).sum::<u64>(), status.statements);
    let sources = archive.sources().expect("it reads");
    assert_eq!(sources.iter().map(|s| s.statements).sum::<u64>(), status.statements);
    assert_eq!(sources.iter().map(|s| s.articles).sum::<u64>(), status.articles);
    let latest = archive.latest(&Filter::usual(), ALL).expect("it reads");
    assert_eq!(latest.len(), 4);
    let speaker =
        latest.iter().filter_map(|l| l.speaker.clone()).find(|s| s.name == "Mira Tolland").expect("she spoke");
    let entry = archive.speaker(&speaker.id, &Filter::usual()).expect("it reads").expect("it is there");
    assert_eq!((entry.statements, entry.months.as_slice()), (2, [("2022-03".to_owned(), 1)].as_slice()));
    assert_eq!(archive.statements_of(&speaker.id, &Filter::usual(), ALL).expect("it reads").len(), 2);
    assert_eq!(archive.resolve(&speaker.id.as_str()[..5]).expect("it reads"), [speaker.id.to_string()]);
    let titles: Vec<_> =
        archive.articles(None, ALL).expect("it reads").into_iter().map(|a| a.published.map(|p| p.value)).collect();
    assert_eq!(titles[..2], [Some("2022-04".to_owned()), Some("2022-03-05T10:30:00+03:00".to_owned())]);
}
