//! Which captures are one page, what is listed of it, and what it showed when.

mod press;

use onrecord_archive::{Access, Archive, Filter, Put, Query, Window};
use onrecord_page::{Hindrance, HindranceKind};
use press::{Page, Story, stories};

const ALL: Window = Window { offset: 0, limit: 100 };

/// A capture of an address at a time; `bytes` tells captures of the same words apart.
fn seen(story: &Story, bytes: &str, url: Option<&str>, at: &str) -> Page {
    let mut page = Page::of(bytes, bytes, std::slice::from_ref(story));
    page.capture.url = url.map(str::to_owned);
    page.capture.fetched_at = at.parse().ok();
    page
}

fn tax() -> Story {
    stories()[0].clone()
}

/// The same story after somebody changed a figure in it.
fn changed() -> Story {
    let mut story = tax();
    story.text = "Port minister Mira Tolland defended the harbour tax on Monday.\n\n\
                  \"We share the concern,\" Mira Tolland said, \"and we keep at least 250 berths open.\"\n\n\
                  The Union of Pilots warned that elections would decide the matter. She declined to comment.";
    story.said[0].content = &["We share the concern,", "and we keep at least 250 berths open."];
    story
}

fn archive() -> (tempfile::TempDir, Archive) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Archive::open(dir.path(), Access::Write).expect("an empty folder");
    (dir, archive)
}

const OWN: &str = "https://herald.example/2022/harbour-tax";

#[test]
fn the_same_words_again_are_kept_and_listed_once() {
    let (_dir, archive) = archive();
    let looks = [
        seen(&tax(), "one", Some(OWN), "2022-03-05T10:00:00Z"),
        seen(&tax(), "two", Some("http://www.herald.example/2022/harbour-tax/?utm_source=x"), "2022-03-05T11:00:00Z"),
        seen(&changed(), "three", Some(OWN), "2022-03-06T10:00:00Z"),
        seen(&tax(), "four", Some(OWN), "2022-03-07T10:00:00Z"),
    ];
    for page in &looks {
        assert_eq!(page.put(&archive), Put::Added);
    }
    archive.index().expect("room");
    let history = archive.history("herald.example/2022/harbour-tax").expect("it reads").expect("it was looked at");
    let versions: Vec<_> = history.versions.iter().map(|v| (v.captures.len(), v.looks, v.reverts_to)).collect();
    assert_eq!(versions, [(2, 2, None), (1, 1, None), (1, 1, Some(1))], "{history:?}");
    assert_eq!((history.looks, history.others), (4, 0));

    // Each statement is found once, as the page has it now; what it had before and the captures that repeat it are kept.
    let found = |typed: &str| archive.search(&Query::parse(typed).value, ALL).expect("it searches");
    assert_eq!((found("\"300 berths\"").total, found("\"250 berths\"").total), (1, 0));
    assert_eq!((found("\"250 berths\" version:any").total, found("berths version:earlier").total), (1, 1));
    assert_eq!((found("elections").total, found("elections").total_articles), (1, 2));
    let shown = found("\"300 berths\"").statements.remove(0);
    let wordings = archive.wordings(&shown.id).expect("it reads");
    assert_eq!((shown.earlier, wordings.earlier.len(), &wordings.newest), (1, 1, &None));
    assert!(wordings.earlier[0].content.contains("250 berths"));
    let newest = archive.wordings(&wordings.earlier[0].id).expect("it reads").newest;
    assert_eq!(newest.map(|line| line.id), Some(shown.id));
    assert_eq!(archive.count(&Filter::everything()).expect("it reads"), 2);
    assert_eq!(archive.latest(&Filter::everything(), ALL).expect("it reads").len(), 2);
    assert_eq!(archive.articles(None, ALL).expect("it reads").len(), 2);
    assert_eq!(archive.status().expect("it reads").statements, 8, "all of them are kept");
    let again = &looks[3].articles[0].0.id;
    assert_eq!(archive.article(again).expect("it reads").expect("it is kept").versions.len(), 3);
    let speaker = archive.latest(&Filter::everything(), ALL).expect("it reads").remove(0).speaker.expect("somebody");
    let entry = archive.speaker(&speaker.id, &Filter::everything()).expect("it reads").expect("it is there");
    assert_eq!(entry.statements, entry.kept);
    assert_eq!(archive.check(&mut |_, _| ()).expect("it can be checked").problems, [""; 0]);
}

#[test]
fn what_came_in_a_pages_place_is_kept_aside() {
    let (_dir, archive) = archive();
    seen(&tax(), "one", Some(OWN), "2022-03-05T10:00:00Z").put(&archive);
    let wall = seen(
        &Story { text: "We value your privacy. Accept all cookies.", said: Vec::new(), ..tax() },
        "wall",
        Some(OWN),
        "2022-03-05T11:00:00Z",
    );
    let hindrance = Hindrance { kind: HindranceKind::Consent, evidence: "title \"Before you continue\"".to_owned() };
    let record = onrecord_archive::Record { hindrance: Some(&hindrance), ..wall.record() };
    assert_eq!(archive.put(&record).expect("room"), Put::Added);
    archive.index().expect("room");
    let history = archive.history(OWN).expect("it reads").expect("it was looked at");
    assert_eq!((history.versions.len(), history.looks), (1, 2));
    assert_eq!((history.set_aside[0].why.as_str(), history.set_aside[0].capture), ("consent", wall.capture.id));
    let hits = archive.search(&Query::parse("cookies").value, ALL).expect("it searches");
    assert_eq!(hits.total_articles, 0);
    assert_eq!(archive.body(&wall.capture.id).expect("it reads").as_deref(), Some(b"wall".as_slice()));
}

#[test]
fn one_wall_at_many_addresses_does_not_tie_them() {
    let (_dir, archive) = archive();
    let wall = Story { text: "Verify you are human.", said: Vec::new(), url: None, ..tax() };
    let hindrance = Hindrance { kind: HindranceKind::BotCheck, evidence: "text".to_owned() };
    let other = Story { url: None, ..stories()[2].clone() };
    let own = Story { url: None, ..tax() };
    let (a, b) = ("https://herald.example/a", "https://herald.example/b");
    for (story, bytes, url, at) in [
        (&own, "one", a, "2022-03-05T10:00:00Z"),
        (&wall, "wall", a, "2022-03-05T11:00:00Z"),
        (&wall, "wall", b, "2022-03-05T11:00:00Z"),
        (&other, "two", b, "2022-03-05T12:00:00Z"),
        (&wall, "wall", b, "2022-03-05T13:00:00Z"),
    ] {
        let mut page = seen(story, bytes, Some(url), at);
        page.source = format!("{url} {at}");
        let hindrance = Some(&hindrance).filter(|_| bytes == "wall");
        archive.put(&onrecord_archive::Record { hindrance, ..page.record() }).expect("room");
    }
    for (url, looks, aside) in [(a, 2, 1), (b, 3, 2)] {
        let history = archive.history(url).expect("it reads").expect("it was looked at");
        let known = (history.versions.len(), history.looks, history.set_aside.len(), history.also.len());
        assert_eq!(known, (1, looks, aside, 0), "{history:?}");
    }
}

#[test]
fn pages_that_share_an_address_of_their_own_are_told_apart() {
    let (_dir, archive) = archive();
    let other = Story { url: Some(OWN), ..stories()[2].clone() };
    // The front page named on every page, another site's article, another story under the same name.
    let root = Story { url: Some("https://herald.example/"), ..tax() };
    seen(&root, "one", Some("https://herald.example/2022/a"), "2022-03-05T10:00:00Z").put(&archive);
    seen(&tax(), "two", Some("https://copies.example/tax"), "2022-03-05T10:00:00Z").put(&archive);
    seen(&tax(), "three", Some("https://m.herald.example/2022/harbour-tax"), "2022-03-05T10:00:00Z").put(&archive);
    seen(&other, "four", Some("https://herald.example/print"), "2022-03-06T10:00:00Z").put(&archive);
    seen(&changed(), "five", Some(OWN), "2022-03-07T10:00:00Z").put(&archive);
    let count = |url: &str| archive.history(url).expect("it reads").map(|h| (h.versions.len(), h.others));
    assert_eq!(count("https://herald.example/2022/a"), Some((1, 0)));
    assert_eq!(count("https://copies.example/tax"), Some((1, 0)));
    assert_eq!(
        count(OWN),
        Some((2, 1)),
        "the edition for small screens, then the page itself; another story is another page"
    );
    assert_eq!(count("https://herald.example/print"), Some((1, 1)));
    assert_eq!(count("https://herald.example/2022/harbour"), None);
    let near = archive.near_addresses("https://herald.example/2022/harbour", 2).expect("it reads");
    assert_eq!(near[0], "herald.example/2022/harbour-tax");
}

#[test]
fn files_without_a_time_are_ordered_by_what_the_page_says() {
    let (_dir, archive) = archive();
    let mut late = seen(&changed(), "late", None, "");
    let mut early = seen(&tax(), "early", None, "");
    for (page, at) in [(&mut late, "2022-03-06T10:00:00+03:00"), (&mut early, "2022-03-05T10:30:00+03:00")] {
        let modified = page.articles[0].0.modified.as_mut().expect("it has one");
        (modified.value, modified.precision) = (at.to_owned(), onrecord_page::Precision::Second);
        page.put(&archive);
    }
    let history = archive.history(OWN).expect("it reads").expect("it is there");
    let order: Vec<_> = history.versions.iter().map(|v| v.capture).collect();
    assert_eq!(order, [early.capture.id, late.capture.id]);
    let edit = archive.edit(&order[0], &order[1]).expect("it reads").expect("both are kept");
    assert_eq!(edit.figures(), [("300".to_owned(), "250".to_owned())]);
}
