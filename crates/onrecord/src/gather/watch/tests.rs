//! A local press of simulated sites, watched for simulated days: what was planted is found, once, and nothing else is.

#![allow(clippy::print_stdout, reason = "a test says what it measured")]

use super::{super::press::*, *};
use crate::gather::{address::Reach, web::PRODUCT};
use onrecord_archive::{Access, Put, Record, compare::ChangeClass};
use std::fmt::Write as _;

/// Days watched.
const DAYS: i64 = 10;
/// Sites of the press; each tenth is of another kind.
const SITES: usize = 50;

const HOUR: i64 = 3600;

/// When the press began, as every test sees it.
fn began() -> Timestamp {
    "2026-03-02T06:00:00Z".parse().expect("a time")
}

/// A story on a site: when it appears, and when it is changed to what.
struct Story {
    number: usize,
    appears: i64,
    changes: Option<i64>,
    /// Which of [`PLANTED`] the change is.
    planted: usize,
}

/// What a change does to a story's page, and the class that it must get: each of these words is replaced by the others.
const PLANTED: [(&str, &str, ChangeClass); 9] = [
    ("at least 300 boats", "at least 250 boats", ChangeClass::Figure),
    ("Tolland said that", "Tolland claimed that", ChangeClass::SayingVerb),
    ("before the spring", "before the autumn", ChangeClass::Quotation),
    ("The harbour council", "The harbor council", ChangeClass::Typo),
    ("settles matter", "puts off matter", ChangeClass::Headline),
    (
        "</article>",
        "<p>The pilots of the port, who had asked for a word in it, left the room before the vote was taken.</p></article>",
        ChangeClass::Addition,
    ),
    (", after weeks of talks with the owners of the boats", "", ChangeClass::Removal),
    (
        "</article>",
        "<p>Correction, 9 March: An earlier version of this report gave another number of boats.</p></article>",
        ChangeClass::Correction,
    ),
    ("would stay", "had to go", ChangeClass::Rewrite),
];

/// Every site has a story a day, spread over the hours; each fourth is changed within two days.
fn stories(site: usize) -> Vec<Story> {
    let story = |day: usize| {
        let appears = day as i64 * 24 * HOUR + (site as i64 * 37 % 20) * HOUR + 600;
        let changes = (site + day).is_multiple_of(4).then(|| appears + (3 + site as i64 % 5) * HOUR);
        Story { number: day, appears, changes, planted: (site * 7 + day) % PLANTED.len() }
    };
    (0..usize::try_from(DAYS).expect("few")).map(story).collect()
}

fn kind(site: usize) -> usize {
    site % 10
}

fn host(site: usize) -> String {
    format!("paper{site}.example")
}

fn headline(site: usize, story: usize) -> String {
    format!("Council of Port Venn {site} settles matter {story} of the quay")
}

fn path(site: usize, story: usize) -> String {
    format!("/news/2026/council-of-port-venn-{site}-settles-matter-{story}")
}

/// A story's page: the text, and around it and in it what changes with every look without meaning anything.
fn story_page(site: usize, story: &Story, asked: &Asked, now: i64) -> Vec<u8> {
    let mut html = format!(
        r#"<!doctype html><html lang="en"><head><title>{title} | Paper {site}</title><meta property="og:site_name" content="Paper {site}">
<meta property="article:published_time" content="{published}"></head><body>
<header><p class="clock">{clock}</p><nav><a href="/">Home</a> <a href="/tides">Tides</a></nav></header>
<article><h1>{title}</h1>
<p>Updated {minutes} minutes ago</p><p>{views} views</p>
<p>The harbour council of Port Venn {site} met on Tuesday to settle matter {number} of the new quay, after weeks of talks with the owners of the boats.</p>
<p>“We will not raise the fees before the spring,” said Mira Tolland, the head of the council, to the reporters of this paper.</p>
<p>Tolland said that at least 300 boats had used the quay since it was opened, and that the café at the end of it would stay.</p>
<p>{days} days have passed since the quay was opened</p><p>Advertisement</p>
<p>Read more: <a href="/news/{clock}">the story of the hour {clock}</a></p></article>
<aside><h2>Most read</h2><ul><li><a href="/news/{clock}">Story of the hour {clock}</a></li></ul><p>{views} people read this page</p></aside>
<footer><p>Paper {site}, Quay Street. Seen at {clock}</p></footer></body></html>"#,
        title = headline(site, story.number),
        number = story.number,
        published = began() + SignedDuration::from_secs(story.appears),
        clock = asked.at,
        views = now / 60,
        minutes = now / 60 % 60,
        days = 400 + now / (24 * HOUR),
    );
    if story.changes.is_some_and(|at| now >= at) {
        let (from, to, _) = PLANTED[story.planted];
        html = html.replace(from, to);
    }
    // Now and then an editor's tool sets quotation marks and spaces otherwise.
    if now / HOUR % 2 == 1 {
        html = html.replace(['“', '”'], "\"").replace("met on Tuesday", "met\u{a0}on Tues\u{ad}day");
    }
    // One kind of site says UTF-8 and sends Windows' letters.
    if kind(site) == 7 {
        html.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'"')).collect()
    } else {
        html.into_bytes()
    }
}

/// What some sites show in a story's place now and then, once it is two hours old; none of it is news.
fn wall(site: usize, age: i64) -> Option<Reply> {
    let hour = age / HOUR;
    match (kind(site), hour) {
        (_, 0..2) => None,
        (6, hour) if hour % 5 == 2 => Some(page(
            "<title>Before you continue</title><h1>We value your privacy</h1><p>We and our partners use cookies and data.</p>\
             <button>Accept all</button><button>Reject all</button>",
        )),
        (4, hour) if hour % 7 == 6 => Some(page(
            "<title>Just a moment...</title><h1>paper.example</h1><p>Verify you are human by completing the action below.</p>",
        )),
        (0, hour) if hour % 9 == 8 => {
            Some(reply("403 Forbidden", "Content-Type: text/html\r\n", "<h1>403 Forbidden</h1>"))
        }
        (5, hour) if hour % 6 == 2 => Some(page("<title>Page not found</title><h1>Page not found</h1><p>Sorry.</p>")),
        _ => None,
    }
}

fn rss(site: usize, shown: &[&Story]) -> String {
    let items = shown.iter().fold(String::new(), |mut items, s| {
        let _ = write!(
            items,
            "<item><title>{}</title><link>http://{}{}?utm_source=rss</link></item>",
            headline(site, s.number),
            host(site),
            path(site, s.number)
        );
        items
    });
    format!(r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Paper {site}</title>{items}</channel></rss>"#)
}

fn sitemap(site: usize, shown: &[&Story]) -> String {
    let items = shown.iter().fold(String::new(), |mut items, s| {
        let at = began() + SignedDuration::from_secs(s.appears);
        let _ =
            write!(items, "<url><loc>http://{}{}</loc><lastmod>{at}</lastmod></url>", host(site), path(site, s.number));
        items
    });
    format!("<urlset>{items}</urlset>")
}

fn front(site: usize, shown: &[&Story]) -> String {
    let links = shown.iter().fold(String::new(), |mut links, s| {
        let _ = write!(links, "<h2><a href=\"{}\">{}</a></h2>", path(site, s.number), headline(site, s.number));
        links
    });
    format!(
        "<nav><a href=\"/about-us-and-our-people-2026\">About us and our people at the quay</a></nav><main>{links}</main>"
    )
}

/// What each kind of site does when it is asked.
fn press(asked: &Asked) -> Reply {
    let Some(site) = asked.host.strip_prefix("paper").and_then(|h| h.strip_suffix(".example")?.parse::<usize>().ok())
    else {
        return not_found();
    };
    let now = asked.at.duration_since(began()).as_secs();
    let stories = stories(site);
    let shown: Vec<&Story> = stories.iter().filter(|s| s.appears <= now).collect();
    let html = |body: String| page(body);
    match (kind(site), asked.path.as_str()) {
        // Is dead for the third day.
        (3, _) if (2 * 24 * HOUR..3 * 24 * HOUR).contains(&now) => Reply::HangUp,
        // Has never been alive.
        (9, _) => Reply::Silence,
        // Forbids one story in its robots.txt.
        (1, "/robots.txt") => {
            reply("200 OK", "", format!("User-agent: {PRODUCT}\nDisallow: *matter-3\nCrawl-delay: 20\n"))
        }
        (_, "/robots.txt") => not_found(),
        // Wants to be left alone now and then.
        (2, _) if now / HOUR % 7 == 3 => reply("429 Too Many Requests", "Retry-After: 1800\r\n", ""),
        // Is slow.
        (4, list) if list.starts_with("/list") => with_wait(Duration::from_secs(25), html(rss(site, &shown))),
        // Knows what it sent before.
        (0, "/list") => {
            let tag = format!("\"{}\"", shown.len());
            match asked.header("If-None-Match") == Some(tag.as_str()) {
                true => reply("304 Not Modified", &format!("ETag: {tag}\r\n"), ""),
                false => {
                    reply("200 OK", &format!("ETag: {tag}\r\nContent-Type: application/rss+xml\r\n"), rss(site, &shown))
                }
            }
        }
        (5, "/list") => reply("200 OK", "Content-Type: application/xml\r\n", sitemap(site, &shown)),
        (6, "/list") => html(front(site, &shown)),
        (_, "/list") => reply("200 OK", "Content-Type: application/rss+xml\r\n", rss(site, &shown)),
        // Moves its readers on to another address.
        (8, path) if !path.ends_with("/full") => {
            reply("301 Moved", &format!("Location: {}/full\r\n", path.split('?').next().unwrap_or(path)), "")
        }
        (_, asked_path) => {
            let wanted = asked_path.split('?').next().unwrap_or_default().trim_end_matches("/full");
            match shown.iter().find(|s| path(site, s.number) == wanted) {
                Some(story) if wall(site, now - story.appears).is_some() => {
                    wall(site, now - story.appears).unwrap_or(Reply::HangUp)
                }
                Some(story) => {
                    let charset = if kind(site) == 7 {
                        "Content-Type: text/html; charset=utf-8\r\n"
                    } else {
                        "Content-Type: text/html\r\n"
                    };
                    reply("200 OK", charset, story_page(site, story, asked, now))
                }
                None => not_found(),
            }
        }
    }
}

fn with_wait(wait: Duration, reply: Reply) -> Reply {
    match reply {
        Reply::Bytes(_, bytes) => Reply::Bytes(wait, bytes),
        other => other,
    }
}

fn source(site: usize) -> Source {
    let kind = match kind(site) {
        5 => Purpose::Sitemap,
        6 => Purpose::Front,
        _ => Purpose::Feed,
    };
    Source {
        name: format!("paper{site}"),
        kind,
        url: format!("http://{}/list", host(site)),
        every: SignedDuration::from_mins(60),
        delay: Duration::from_secs(2),
        within: None,
        recheck: [2, 6, 24, 48].map(SignedDuration::from_hours).to_vec(),
        overruled: None,
    }
}

/// What should be found: each story once, and each change that still lies within the rechecks, once.
fn planted(site: usize) -> Vec<String> {
    let mut all = Vec::new();
    for story in stories(site) {
        let forbidden = kind(site) == 1 && story.number == 3;
        if kind(site) == 9 || forbidden {
            continue;
        }
        all.push(format!("new {}{}", host(site), path(site, story.number)));
        if story.changes.is_some() {
            all.push(format!("changed {}{}", host(site), path(site, story.number)));
        }
    }
    all
}

#[tokio::test(start_paused = true)]
async fn every_planted_change_is_found_once_and_nothing_else() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Arc::new(Archive::open(dir.path(), Access::Write).expect("an empty folder"));
    let press = Press::new(press);
    let visitor = Arc::new(Visitor::new(press.web()));
    let sources = (0..SITES).map(source).collect();
    let mut watch = Watch::new(Arc::clone(&archive), visitor, sources).expect("a watch");
    let mut found = Vec::new();
    let mut failed: BTreeMap<String, u32> = BTreeMap::new();
    // Two days more than stories appear in, for the rechecks of the last.
    let end = began() + SignedDuration::from_hours((DAYS + 2) * 24);
    let never = AtomicBool::new(false);
    let mut same = || None;
    let told = watch.run(Until::Time(end), &never, &mut same, |event| match event {
        Event::New { url, .. } => found.push(format!("new {}", identity(url))),
        Event::Changed { url, .. } => found.push(format!("changed {}", identity(url))),
        Event::Gone { url, .. } => found.push(format!("gone {}", identity(url))),
        Event::Failed { source, .. } => *failed.entry(source.clone()).or_default() += 1,
        Event::Back { url, .. } => found.push(format!("back {}", identity(url))),
        other => panic!("{other:?}"),
    });
    told.await.expect("it runs");
    let mut wanted: Vec<String> = (0..SITES).flat_map(planted).collect();
    wanted.sort();
    found.sort();
    let missing: Vec<_> = wanted.iter().filter(|w| !found.contains(w)).collect();
    let false_alarms: Vec<_> = found.iter().filter(|f| !wanted.contains(f)).collect();
    assert_eq!((missing, false_alarms), (Vec::new(), Vec::new()));
    assert_eq!(found.len(), wanted.len(), "something was found twice");
    println!("{SITES} sites, {DAYS} days: {} planted, all found; {} questions", wanted.len(), press.paths().len());

    let classes = every_change_is_a_version_of_its_class(&archive);
    println!("versions of changed stories by class: {classes:?}");

    // Manners: never two questions to a host at a time, none against its robots.txt, none sooner than it asked.
    assert_eq!(*locked(&press.most_open), 1);
    let asked = locked(&press.asked);
    assert!(!asked.iter().any(|a| kind_of(&a.host) == Some(1) && a.path.contains("matter-3")));
    for site in (0..SITES).filter(|s| kind(*s) == 1) {
        let at: Vec<i64> = asked
            .iter()
            .filter(|a| a.host == host(site) && a.path != "/robots.txt")
            .map(|a| a.at.as_second())
            .collect();
        assert!(at.windows(2).all(|w| w[1] - w[0] >= 20), "site {site} asked for 20 seconds between questions");
    }
    for site in (0..SITES).filter(|s| kind(*s) == 2) {
        let at: Vec<i64> = asked
            .iter()
            .filter(|a| a.host == host(site) && a.path != "/robots.txt")
            .map(|a| a.at.duration_since(began()).as_secs())
            .collect();
        let sent_away = |t: &i64| t / HOUR % 7 == 3;
        assert!(
            at.windows(2).filter(|w| sent_away(&w[0])).all(|w| w[1] - w[0] >= 1800),
            "site {site} asked for half an hour"
        );
    }
    // Between two questions to any host the pause that its source asks for; its robots.txt may be followed at once.
    for site in 0..SITES {
        let at: Vec<i64> = asked
            .iter()
            .filter(|a| a.host == host(site) && a.path != "/robots.txt")
            .map(|a| a.at.as_second())
            .collect();
        assert!(at.windows(2).all(|w| w[1] - w[0] >= 2), "site {site} was hurried");
    }
    // What a site knows again it need not send again: of the looks at such a list only those that found something were whole.
    let lists = |site: usize| asked.iter().filter(move |a| a.host == host(site) && a.path == "/list").cloned();
    for site in (0..SITES).filter(|s| kind(*s) == 0) {
        let known = lists(site).filter(|a| a.header("If-None-Match").is_some()).count();
        assert!(known > 200 && known + 1 == lists(site).count(), "site {site}: {known}");
    }
    // robots.txt is asked for each day and kept as it was that day; the address is kept as it was given, tracking and all.
    for site in (0..SITES).filter(|s| kind(*s) == 1) {
        let days = asked.iter().filter(|a| a.host == host(site) && a.path == "/robots.txt").count() as i64;
        assert!((DAYS..=DAYS + 3).contains(&days), "site {site}: {days}");
        let origin = format!("http://{}", host(site));
        let kept = archive.last_robots(&origin, end - SignedDuration::from_hours(24)).expect("it reads");
        assert!(kept.is_some_and(|(_, body)| String::from_utf8_lossy(&body).contains("Disallow: *matter-3")));
        let page = format!("{}{}", host(site), path(site, 0));
        let row = archive.watched_at(&page, Purpose::Page).expect("it reads").expect("it is watched");
        assert_eq!(row.url, format!("http://{page}?utm_source=rss"));
    }
    drop(asked);

    // Health: the dead are known to be dead, those that came back are well.
    let health = archive.hosts().expect("it reads");
    let of = |site: usize| health.iter().find(|h| h.host == host(site)).expect("it was asked");
    assert!(of(9).failures > 10 && of(9).last_good.is_none() && of(9).last_failure.is_some());
    assert!(of(3).failures == 0 && of(3).last_failure.is_some() && of(3).last_changed.is_some());
    let check = archive.check(&mut |_, _| ()).expect("it can be checked");
    assert_eq!(check.problems.iter().filter(|p| !p.contains("search index")).count(), 0, "{:?}", check.problems);
}

/// Each story has one version, each changed one a second; what was changed has the class that was planted. Walls are set aside.
fn every_change_is_a_version_of_its_class(archive: &Archive) -> BTreeMap<&'static str, u32> {
    let mut classes: BTreeMap<&'static str, u32> = BTreeMap::new();
    let mut set_aside = 0;
    for site in (0..SITES).filter(|site| kind(*site) != 9) {
        for story in stories(site).into_iter().filter(|story| !(kind(site) == 1 && story.number == 3)) {
            let url = format!("http://{}{}", host(site), path(site, story.number));
            let history =
                archive.history(&url).expect("it reads").unwrap_or_else(|| panic!("{url} was never looked at"));
            set_aside += history.set_aside.len();
            let versions = &history.versions;
            assert_eq!(versions.len(), 1 + usize::from(story.changes.is_some()), "{url}: {history:?}");
            assert!(history.absences.is_empty(), "{url}: {history:?}");
            if let [old, new] = versions.as_slice() {
                let edit = archive.edit(&old.capture, &new.capture).expect("it reads").expect("both are kept");
                let found: Vec<ChangeClass> = edit.changes.iter().map(|change| change.class).collect();
                assert_eq!(found, [PLANTED[story.planted].2], "{url}: {:?}", edit.changes);
                *classes.entry(PLANTED[story.planted].2.as_str()).or_default() += 1;
            }
        }
    }
    assert_eq!(classes.len(), PLANTED.len(), "each class was planted: {classes:?}");
    assert!(set_aside > 20, "walls were met: {set_aside}");
    classes
}

fn kind_of(host: &str) -> Option<usize> {
    host.strip_prefix("paper")?.strip_suffix(".example")?.parse().ok().map(kind)
}

/// Killed (dropped) after each simulated half day and begun anew, it finds the same.
#[tokio::test(start_paused = true)]
async fn a_watch_goes_on_where_the_last_one_ended() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let press = Press::new(press);
    let mut found = Vec::new();
    for half_day in 1..=6 {
        let archive = Arc::new(Archive::open(dir.path(), Access::Write).expect("it opens"));
        let visitor = Arc::new(Visitor::new(press.web()));
        let mut watch = Watch::new(archive, visitor, vec![source(0), source(5), source(8)]).expect("a watch");
        let end = began() + SignedDuration::from_hours(half_day * 12);
        let never = AtomicBool::new(false);
        let mut same = || None;
        let told = watch.run(Until::Time(end), &never, &mut same, |event| {
            if let Event::New { url, .. } = event {
                found.push(identity(url));
            }
        });
        told.await.expect("it runs");
    }
    found.sort();
    let mut once = found.clone();
    once.dedup();
    assert_eq!(found, once);
    assert!(found.len() >= 8, "{found:?}");
}

/// Maps that lead to maps, and a single page that goes away for ten hours and is changed later.
fn tides(asked: &Asked) -> Reply {
    let now = asked.at.duration_since(began()).as_secs();
    let story = Story { number: 1, appears: 0, changes: Some(30 * HOUR), planted: 0 };
    let url = |path: &str, at: &str| format!("<url><loc>http://tides.example{path}</loc>{at}</url>");
    match asked.path.as_str() {
        "/index.xml" => page("<sitemapindex><sitemap><loc>/map.xml</loc></sitemap></sitemapindex>"),
        "/map.xml" => {
            let late = if now < 5 * HOUR { String::new() } else { url("/late", "") };
            let old = url("/old", "<lastmod>2020-01-01</lastmod>");
            page(format!("<urlset>{old}{}{late}</urlset>", url("/new", "<lastmod>2026-03-02</lastmod>")))
        }
        "/old" | "/new" | "/late" => page(story_page(2, &story, asked, 0)),
        "/statement" if (10 * HOUR..20 * HOUR).contains(&now) => not_found(),
        "/statement" => page(story_page(3, &story, asked, now)),
        _ => not_found(),
    }
}

#[tokio::test(start_paused = true)]
async fn maps_lead_to_maps_and_a_page_may_go_and_come_back() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Arc::new(Archive::open(dir.path(), Access::Write).expect("an empty folder"));
    let press = Press::new(tides);
    let at = |path: &str, kind| Source {
        kind,
        name: path.to_owned(),
        url: format!("http://tides.example{path}"),
        ..source(0)
    };
    let sources = vec![at("/index.xml", Purpose::Sitemap), at("/statement", Purpose::Page)];
    let mut watch = Watch::new(Arc::clone(&archive), Arc::new(Visitor::new(press.web())), sources).expect("a watch");
    let (mut told, never) = (String::new(), AtomicBool::new(false));
    let end = began() + SignedDuration::from_hours(48);
    let mut same = || None;
    let run = watch.run(Until::Time(end), &never, &mut same, |event| {
        let (what, url) = match event {
            Event::New { url, .. } => ("new", url),
            Event::Changed { url, .. } => ("changed", url),
            Event::Gone { url, .. } => ("gone", url),
            Event::Back { url, .. } => ("back", url),
            // It stays away for a while, which is told as often as it is looked at.
            _ => return,
        };
        let hours = press.now().duration_since(began()).as_hours();
        let _ = writeln!(told, "{hours} h {what} {url}");
    });
    run.await.expect("it runs");
    insta::assert_snapshot!(told, @"
    0 h new http://tides.example/statement
    0 h new http://tides.example/new
    5 h new http://tides.example/late
    10 h gone http://tides.example/statement
    20 h back http://tides.example/statement
    30 h changed http://tides.example/statement
    ");
    let history =
        archive.history("http://www.tides.example/statement/?utm_source=x").expect("it reads").expect("it is there");
    assert_eq!(history.versions.len(), 2, "{history:?}");
    let [absence] = history.absences.as_slice() else { panic!("{history:?}") };
    assert_eq!((absence.status, absence.after, absence.back), (404, Some(1), Some(1)));
}

#[test]
fn what_a_list_says_of_a_time_is_understood() {
    let now = began();
    assert!(is_recent(Some("2026-03-02"), now) && is_recent(Some("2026-03-01T10:00:00+03:00"), now));
    assert!(!is_recent(Some("2025-03-02"), now) && !is_recent(Some("yesterday"), now) && !is_recent(None, now));
    assert_eq!(Reach::default(), Reach::Public);
}

#[tokio::test(start_paused = true)]
async fn each_source_has_a_time_of_its_own() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Arc::new(Archive::open(dir.path(), Access::Write).expect("an empty folder"));
    let press = Press::new(press);
    let every = |site: usize, minutes: i64| Source { every: SignedDuration::from_mins(minutes), ..source(site) };
    let sources = vec![every(0, 30), every(10, 360)];
    let mut watch = Watch::new(archive, Arc::new(Visitor::new(press.web())), sources).expect("a watch");
    let end = began() + SignedDuration::from_hours(24);
    watch.run(Until::Time(end), &AtomicBool::new(false), &mut || None, |_| ()).await.expect("it runs");
    let looks = |site: usize| press.paths().iter().filter(|p| **p == format!("{}/list", host(site))).count();
    assert!((46..=48).contains(&looks(0)) && looks(10) == 4, "{} {}", looks(0), looks(10));
}

/// A list that names what only this computer can reach, in all the ways there are.
fn spy(asked: &Asked) -> Reply {
    let to = [
        "http://127.0.0.1/a",
        "http://2130706433/b",
        "http://[::1]/c",
        "http://169.254.169.254/d",
        "http://inside.example/e",
    ];
    match asked.path.as_str() {
        "/map.xml" | "/index.xml" => {
            let (outer, inner) = if asked.path == "/map.xml" { ("urlset", "url") } else { ("sitemapindex", "sitemap") };
            let items: String = to.iter().map(|to| format!("<{inner}><loc>{to}</loc></{inner}>")).collect();
            page(format!("<{outer}>{items}</{outer}>"))
        }
        "/feed" => {
            let items: String =
                to.iter().map(|to| format!("<item><title>Fees</title><link>{to}</link></item>")).collect();
            page(format!("<rss version=\"2.0\"><channel><title>Quay</title>{items}</channel></rss>"))
        }
        "/robots.txt" => not_found(),
        _ => reply("302 Found", "Location: http://169.254.169.254/\r\n", ""),
    }
}

#[tokio::test(start_paused = true)]
async fn no_list_leads_off_the_public_internet() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Arc::new(Archive::open(dir.path(), Access::Write).expect("an empty folder"));
    let press = Press::new(spy);
    press.name("inside.example", &[&["10.0.0.7"]]);
    let at = |path: &str, kind| Source {
        kind,
        name: path.to_owned(),
        url: format!("http://quay.example{path}"),
        ..source(0)
    };
    let sources = vec![
        at("/feed", Purpose::Feed),
        at("/map.xml", Purpose::Sitemap),
        at("/index.xml", Purpose::Sitemap),
        at("/front", Purpose::Front),
        at("/statement", Purpose::Page),
        Source { name: "inner".to_owned(), url: "http://192.168.0.1/feed".to_owned(), ..source(0) },
    ];
    let mut watch = Watch::new(archive, Arc::new(Visitor::new(press.web())), sources).expect("a watch");
    let end = began() + SignedDuration::from_hours(24);
    let tell = |event: &Event| assert!(matches!(event, Event::Failed { .. }), "{event:?}");
    watch.run(Until::Time(end), &AtomicBool::new(false), &mut || None, tell).await.expect("it runs");
    let dialled = locked(&press.dialled);
    assert!(dialled.len() > 20 && dialled.iter().all(|address| *address == dialled[0]), "{dialled:?}");
}

/// The list of sources is another after ten hours, is broken after twenty, and is a third one after thirty.
#[tokio::test(start_paused = true)]
async fn sources_may_change_during_a_watch() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Arc::new(Archive::open(dir.path(), Access::Turns).expect("an empty folder"));
    let press = Press::new(press);
    let visitor = Arc::new(Visitor::new(press.web()));
    let mut watch = Watch::new(Arc::clone(&archive), visitor, vec![source(0)]).expect("a watch");
    let hours = || press.now().duration_since(began()).as_hours();
    let mut changes = vec![
        (30, Ok(vec![source(5)])),
        (20, Err(Failure::new("cannot use `sources.toml`: line 3"))),
        (10, Ok(vec![source(0), source(5)])),
    ];
    let mut reread = || changes.pop_if(|(at, _)| hours() >= *at).map(|(_, list)| list);
    let mut told = Vec::new();
    let tell = |event: &Event| match event {
        Event::Sources(n) => told.push(format!("{} h {n} sources", hours())),
        Event::SourcesKept(why) => told.push(format!("{} h {why}", hours())),
        _ => {}
    };
    let end = began() + SignedDuration::from_hours(48);
    watch.run(Until::Time(end), &AtomicBool::new(false), &mut reread, tell).await.expect("it runs");
    assert_eq!(told, ["10 h 2 sources", "20 h cannot use `sources.toml`: line 3", "30 h 1 sources"]);
    let asked = |site: usize| {
        let asked = locked(&press.asked);
        let hours: Vec<i64> =
            asked.iter().filter(|a| a.host == host(site)).map(|a| a.at.duration_since(began()).as_hours()).collect();
        (hours.first().copied(), hours.last().copied())
    };
    assert!(matches!(asked(0), (Some(0), Some(29..=30))) && matches!(asked(5), (Some(10), Some(47..=48))));
    // What the source that is gone led to is not forgotten: it is due once the source is back.
    let rows = archive.watched(Some("paper0")).expect("it reads");
    assert!(rows.iter().filter(|row| row.due_at.is_some()).count() > 1, "{rows:?}");
}

/// Others add to the archive while a watch is under way: for a page now and then, and once for longer than a moment.
#[tokio::test(start_paused = true)]
async fn others_add_beside_a_watch() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Arc::new(Archive::open(dir.path(), Access::Turns).expect("an empty folder"));
    let press = Press::new(press);
    let visitor = Arc::new(Visitor::new(press.web()));
    let mut watch = Watch::new(Arc::clone(&archive), visitor, vec![source(0), source(7)]).expect("a watch");
    let (mut added, mut held) = (0, false);
    let mut reread = || {
        if added < 40 {
            let other = Archive::open(dir.path(), Access::Write).expect("nobody adds at this moment");
            let capture = Capture::new(format!("page {added} of somebody else").into_bytes());
            let put = other.put(&Record {
                capture: &capture,
                source: "somebody else's",
                added_at: press.now(),
                notes: &[],
                articles: &[],
                counters: &[],
                hindrance: None,
            });
            assert_eq!(put.ok(), Some(Put::Added));
            added += 1;
        } else if !held {
            held = true;
            let other = Archive::open(dir.path(), Access::Write).expect("nobody adds at this moment");
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(100));
                drop(other);
            });
        }
        None
    };
    let (mut found, mut waited) = (Vec::new(), 0);
    let tell = |event: &Event| match event {
        Event::New { url, .. } => found.push(identity(url)),
        Event::Waiting => waited += 1,
        _ => {}
    };
    let end = began() + SignedDuration::from_hours(96);
    watch.run(Until::Time(end), &AtomicBool::new(false), &mut reread, tell).await.expect("it runs");
    assert_eq!((added, waited), (40, 1));
    let mut once = found.clone();
    once.sort();
    once.dedup();
    assert_eq!((found.len(), found.len() >= 6), (once.len(), true), "{found:?}");
    archive.index().expect("an index");
    assert_eq!(archive.check(&mut |_, _| ()).expect("it can be checked").problems, [""; 0]);
}

/// A story stands under two addresses, and under a third one with tracking; both pages give the same address as their own.
#[tokio::test(start_paused = true)]
async fn one_page_under_several_addresses_is_new_once() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Arc::new(Archive::open(dir.path(), Access::Write).expect("an empty folder"));
    let press = Press::new(|asked: &Asked| match asked.path.split('?').next() {
        Some("/list") => {
            let link = |to: &str| format!("<item><title>Fees</title><link>{to}</link></item>");
            let links = ["/story", "/story/print", "/story?utm_source=x&amp;fbclid=y"].map(link).concat();
            page(format!("<rss version=\"2.0\"><channel><title>Quay</title>{links}</channel></rss>"))
        }
        Some("/story" | "/story/print") => {
            let story = Story { number: 1, appears: 0, changes: None, planted: 0 };
            let html = String::from_utf8(story_page(2, &story, asked, 0)).expect("UTF-8");
            page(html.replace("</head>", "<link rel=\"canonical\" href=\"http://paper2.example/story\"></head>"))
        }
        _ => not_found(),
    });
    let mut watch =
        Watch::new(Arc::clone(&archive), Arc::new(Visitor::new(press.web())), vec![source(2)]).expect("a watch");
    let mut found = Vec::new();
    let tell = |event: &Event| found.push(format!("{event:?}"));
    let end = began() + SignedDuration::from_hours(72);
    watch.run(Until::Time(end), &AtomicBool::new(false), &mut || None, tell).await.expect("it runs");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("New"), "{found:?}");
    assert!(press.paths().iter().all(|path| !path.contains("utm_source")), "one address was asked twice");
}
