//! Put, get, search: what goes in comes out.

mod press;

use onrecord_archive::{Access, Archive, Decision, Failed, Filter, Put, Query, SavedSearch, Standing, Window};
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

#[test]
fn what_people_decide_takes_effect_and_can_be_taken_back() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = filled(dir.path());
    let found = |typed: &str| {
        archive.index().expect("room");
        archive.search(&Query::parse(typed).value, ALL).expect("it searches")
    };
    let sound = || assert_eq!(archive.check(&mut |_, _| ()).expect("it can be checked").problems, [""; 0]);
    let line = found("berths").statements.remove(0);
    let decide = |verdict: &str, value: Option<&str>| {
        let decision = Decision {
            at: added_at(),
            who: "Tam B.".to_owned(),
            subject: line.id.to_string(),
            verdict: verdict.to_owned(),
            value: value.map(str::to_owned),
            why: "a test".to_owned(),
        };
        archive.put_decision(&decision).expect("it is kept");
    };
    let now = || archive.statement(&line.id).expect("it reads").expect("it is there");
    assert_eq!((line.standing, found("").total), (Standing::Open, 4));

    decide(Decision::REJECTED, None);
    assert_eq!((found("").total, found("berths").total, found("review:rejected").total), (3, 0, 1));
    assert_eq!(archive.count(&Filter::everything()).expect("it reads"), 3);
    assert_eq!(archive.find_all(&Query::parse("berths").value).expect("it searches").statements, []);
    decide(Decision::UNDONE, None);
    assert_eq!((found("berths").total, now()), (1, line.clone()));

    decide(Decision::SPEAKER, Some("Union of Pilots"));
    decide(Decision::CONTENT, Some("0..13"));
    let pilots = found("speaker:\"Union of Pilots\"");
    assert_eq!((pilots.total, found("speaker:Tolland berths").total, found("review:corrected").total), (2, 0, 1));
    let union = now().speaker.expect("somebody");
    assert_eq!((union.id, now().content.as_str()), (pilots.speakers[0].0, "Port minister"));
    assert_eq!(
        archive.speaker(&union.id, &Filter::everything()).expect("it reads").expect("it is there").statements,
        2
    );
    assert_eq!((found("\"port minister\" speaker:pilots").total, found("berths").total), (1, 0));
    let as_read = archive.as_read(&line.id).expect("it reads").expect("it was corrected");
    assert_eq!(
        (as_read.speaker, as_read.content),
        (line.speaker.as_ref().map(|s| s.name.clone()), line.content.clone())
    );
    sound();

    // A later reading with the same result meets what was decided.
    let pages = pages();
    let read = pages.iter().flat_map(|page| &page.articles).find(|(article, _)| article.id == line.article.id);
    let (article, reading) = read.expect("it is one of them");
    archive.put_reading(&article.id, reading).expect("it is a reading of the same text");
    assert_eq!(now().content, "Port minister");
    sound();
    decide(Decision::UNDONE, None);
    assert_eq!((now().content, now().standing), (line.content.clone(), Standing::Corrected));
    decide(Decision::UNDONE, None);
    assert_eq!((found("berths").statements, archive.as_read(&line.id).expect("it reads")), (vec![line.clone()], None));
    sound();
}

#[test]
fn searches_are_kept_by_name() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = filled(dir.path());
    let search = |name: &str, query: &str| SavedSearch {
        name: name.to_owned(),
        query: query.to_owned(),
        at: added_at(),
        who: None,
    };
    archive.save_search(&search("tax", "harbour tax")).expect("room");
    archive.save_search(&search("berths", "figure:>200")).expect("room");
    archive.save_search(&search("tax", "tax speaker:Tolland")).expect("room");
    assert!(archive.save_search(&search(" ", "tax")).is_err(), "it has no name");
    let kept = archive.saved_searches().expect("it reads");
    assert_eq!(kept, [search("berths", "figure:>200"), search("tax", "tax speaker:Tolland")]);
    assert!(archive.forget_search("tax").expect("room") && !archive.forget_search("tax").expect("room"));
    assert_eq!(archive.saved_searches().expect("it reads").len(), 1);
}
