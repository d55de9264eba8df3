//! The web pages over a real server: every page, its headers, its data, and what is refused.

#[path = "web_served/mod.rs"]
mod served;

use served::{Served, demo};
use std::collections::{BTreeSet, VecDeque};

const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
/// How the one script of a page begins.
const SCRIPT: &str = "<script src=\"/assets/record-";
/// Addresses that are no pages of ours for people.
const DATA: [&str; 7] = [".json", ".csv", ".atom", ".bib", "/assets/", "/oembed", "/card"];
const MOST_BYTES: usize = 100_000;
/// Direct quotations, whatever the cue does and however sure.
const ALL_DIRECT: &str = "/search?q=mode%3Adirect+class%3Aany+confidence%3Aany+review%3Aany+version%3Aany";

/// A page of an invented outlet.
fn page(title: &str, paragraphs: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>\
         <meta property=og:site_name content='The Vell Courier'>\
         <meta property=article:published_time content='2026-05-12T09:00:00Z'></head>\
         <body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
}

const TALKS: &str = "<p>The talks about grain ships went on in Vell through a second night, and the harbour stayed closed to all of them.</p>\
    <p>“We share the concern of the crews &amp; their families,” said Orla Venn, the harbour minister of Ostrava. She spoke at the pier.</p>\
    <p>Tam Brekke, a spokesman for the pilots, said that no more than 120 ships were waiting at the northern strait this week.</p>";

#[test]
fn every_page_that_is_linked_to_is_there() {
    let served = Served::folder(&demo());
    let starts = ["/", "/search?q=", "/sources", "/method", "/search?q=zzzz+speaker%3Anobody"];
    let mut queue: VecDeque<String> = starts.map(str::to_owned).into();
    let mut seen: BTreeSet<String> = queue.iter().cloned().collect();
    let mut asked = 0;
    while let Some(path) = queue.pop_front().filter(|_| asked < 400) {
        asked += 1;
        let reply = served.get(&path);
        assert_eq!(reply.status, 200, "{path}");
        let csp = reply.header("content-security-policy");
        assert!(csp == Some(CSP) || path.ends_with("/card"), "{path}: {csp:?}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"), "{path}");
        if DATA.iter().any(|part| path.contains(part)) {
            continue;
        }
        let html = reply.text();
        assert!(html.len() <= MOST_BYTES, "{path}: {} bytes", html.len());
        assert_eq!((html.matches("<script").count(), html.matches(SCRIPT).count()), (1, 1), "{path}");
        assert!(!html.contains(" style=") && !html.contains(" onload="), "{path}");
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        for (path, fragment) in links(&html).map(|link| split_fragment(&link)) {
            assert!(!path.is_empty() || html.contains(&format!("id=\"{fragment}\"")), "#{fragment} in itself");
            if path.starts_with('/') && seen.insert(path.clone()) {
                queue.push_back(path);
            }
        }
    }
    assert!(asked > 50, "the demo has more than {asked} pages");
}

fn links(html: &str) -> impl Iterator<Item = String> {
    html.split("href=\"")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0.replace("&#38;", "&").replace("&amp;", "&")))
}

fn split_fragment(link: &str) -> (String, String) {
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    (path.to_owned(), fragment.to_owned())
}

/// Ids of a kind in the order of the page, each once.
fn ids(html: &str, prefix: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for link in links(html).filter(|link| link.starts_with(prefix)) {
        let id: String = link[prefix.len()..].chars().take(14).collect();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

fn ids_of(list: &serde_json::Value) -> Vec<String> {
    list.as_array().expect("a list").iter().map(|s| s["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn every_page_speaks_the_language_of_its_reader() {
    let served = Served::folder(&demo());
    let line = &served.data("/search.json?q=")["statements"][0];
    let href = |value: &serde_json::Value| value["href"].as_str().expect("a page").to_owned();
    let pages = [
        "/".to_owned(),
        "/search?q=zzzz+after%3Anever".to_owned(),
        href(line),
        href(&line["article"]),
        href(&line["speaker"]),
        "/sources".to_owned(),
        "/method".to_owned(),
        "/versions".to_owned(),
        "/saved".to_owned(),
        "/s/s0000000000000".to_owned(),
    ];
    let ask = |path: &str, head: &str| served.ask("GET", path, &format!("Host: localhost\r\n{head}"));
    for path in pages {
        let russian = ask(&path, "Accept-Language: ru-RU,en;q=0.5\r\n");
        assert_eq!(russian.header("content-language"), Some("ru"), "{path}");
        let (russian, english) = (russian.text(), ask(&path, "").text());
        assert!(russian.contains("<html lang=\"ru\">") && russian.contains("Поиск"), "{path}");
        assert!(english.contains("<html lang=\"en\">") && english.contains("Search"), "{path}");
        for word in
            ["Search<", "Statement<", "carried by", "Carried by", "<dt>Published", "undated", "hint:", "saying<"]
        {
            assert!(!russian.contains(word), "{path}: {word}");
        }
        // The switch keeps the page, and a cookie keeps the choice.
        let other = links(&english).find(|link| link.ends_with("lang=ru")).expect("the other language");
        let chosen = ask(&other, "");
        assert_eq!(chosen.text(), russian, "{path}");
        let cookie = chosen.header("set-cookie").and_then(|cookie| cookie.split(';').next()).expect("a cookie");
        assert_eq!(ask(&path, &format!("Cookie: {cookie}\r\n")).text(), russian, "{path}");
    }
    assert_eq!(served.data("/today.json?lang=ru"), served.data("/today.json"), "data have one language");
}

#[test]
fn a_statement_can_be_quoted_in_every_form() {
    let address = "<link rel=canonical href='https://courier.example/talks'>";
    let talks = page("Talks", TALKS).replace("</title>", &format!("</title>{address}"));
    let served = Served::of(&[("talks.html", &talks)]);
    let found = served.data("/search.json?q=mode%3Adirect");
    let href = found["statements"][0]["href"].as_str().expect("a page").to_owned();
    let html = served.page(&href);
    let origin = format!("http://127.0.0.1:{}", served.port);
    assert!(html.contains(&format!("{origin}{href}")), "the archive link");
    assert!(html.contains("https://courier.example/talks#:~:text=We%20share%20the%20concern"), "the source link");
    assert!(html.contains("&#60;ref&#62;") || html.contains("&lt;ref&gt;{{cite web"), "the wiki reference");

    let bib = served.get(&format!("{href}.bib"));
    assert_eq!(bib.header("content-type"), Some("application/x-bibtex; charset=utf-8"));
    assert!(bib.text().contains("howpublished = {The Vell Courier}") && bib.text().contains("year = {2026}"));
    let csl = served.data(&format!("{href}.csl.json"));
    assert_eq!(
        (&csl[0]["container-title"], &csl[0]["issued"]["date-parts"][0][0]),
        (&"The Vell Courier".into(), &2026.into())
    );

    let embed = served.data(&format!("/oembed?url={}", format!("{origin}{href}").replace(':', "%3A")));
    assert_eq!((&embed["type"], &embed["version"]), (&"rich".into(), &"1.0".into()));
    assert!(embed["html"].as_str().is_some_and(|html| html.contains(&format!("{origin}{href}/card"))));
    assert_eq!(served.get("/oembed?url=https%3A%2F%2Felsewhere.example%2Fs%2Fs1").status, 404);
    assert_eq!(served.get(&format!("/oembed?format=xml&url={origin}{href}")).status, 501);

    let card = served.get(&format!("{href}/card"));
    let csp = card.header("content-security-policy").expect("a policy");
    assert!(csp.contains("frame-ancestors *") && csp.contains("default-src 'none'") && !csp.contains("script-src"));
    assert_eq!(card.header("x-frame-options"), None);
    assert!(card.text().contains("We share the concern") && !card.text().contains("<script"));
}

/// Sends a form as a browser does.
fn post(served: &Served, body: &str, more: &str) -> served::Reply {
    let headers = format!(
        "Host: 127.0.0.1:{}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n{more}Connection: close\r\n",
        served.port,
        body.len()
    );
    served::request(served.port, "POST", "/review", &headers, body)
}

fn hidden<'a>(html: &'a str, name: &str) -> &'a str {
    let field = format!("name=\"{name}\" value=\"");
    html.split_once(&field).and_then(|(_, rest)| rest.split('"').next()).expect("a hidden field")
}

#[test]
fn a_decision_is_kept_shown_and_taken_back() {
    let mut served = Served::of(&[("talks.html", &page("Talks", TALKS))]);
    let waiting = |served: &Served| served.data("/review.json")["queue"].as_array().expect("a queue").len();
    assert_eq!(waiting(&served), 2);
    let html = served.page("/review");
    let (token, id) = (hidden(&html, "token").to_owned(), hidden(&html, "id").to_owned());
    let decide = |served: &Served, token: &str, rest: &str| {
        post(served, &format!("token={token}&id={id}&who=Tam+B.&{rest}"), "")
    };

    let reply = decide(&served, &token, "verdict=accepted");
    assert_eq!((reply.status, reply.header("location")), (303, Some("/review")), "{}", reply.text());
    assert!(
        reply
            .header("set-cookie")
            .is_some_and(|c| c.contains("who=Tam+B.") && c.contains("HttpOnly") && c.contains("SameSite=Strict"))
    );
    assert_eq!(waiting(&served), 1);
    let one = served.data(&format!("/s/{id}.json"));
    assert_eq!((&one["decisions"][0]["verdict"], &one["decisions"][0]["who"]), (&"accepted".into(), &"Tam B.".into()));
    assert!(served.page(&format!("/s/{id}")).contains("Tam B."));

    // Killed and started anew: nothing is lost, and the old page's token no longer counts.
    served.restart();
    assert_eq!(waiting(&served), 1);
    assert_eq!(decide(&served, &token, "verdict=undone").status, 403);
    let token = hidden(&served.page("/review"), "token").to_owned();
    let moved = decide(&served, &token, "verdict=speaker&speaker=Orla+Venn");
    assert_eq!((moved.status, moved.header("location")), (303, Some(format!("/review?at={id}").as_str())));
    for left in [1, 2] {
        assert_eq!(decide(&served, &token, "verdict=undone").status, 303);
        assert_eq!(waiting(&served), left);
    }
    assert_eq!(decide(&served, &token, "verdict=undone").status, 409, "nothing left to take back");
}

#[test]
fn decisions_from_elsewhere_are_refused() {
    let served = Served::of(&[("talks.html", &page("Talks", TALKS))]);
    let html = served.page("/review");
    let (token, id) = (hidden(&html, "token"), hidden(&html, "id"));
    for (body, status) in [
        (format!("id={id}&who=T&verdict=accepted"), 403),
        (format!("token={}&id={id}&who=T&verdict=accepted", "0".repeat(64)), 403),
        (format!("token={token}&id={id}&who=&verdict=accepted"), 400),
        (format!("token={token}&id={id}&who=T&verdict=burned"), 400),
        (format!("token={token}&id={id}&who=T&verdict=speaker"), 400),
        (format!("token={token}&id={id}&who=T&verdict=content&content=9..3"), 400),
        (format!("token={token}&id=s0000000000000&who=T&verdict=accepted"), 404),
        (format!("token={token}&id=x&who=T&verdict=accepted"), 404),
        (format!("token={token}&id={id}&who={}&verdict=accepted", "x".repeat(20_000)), 413),
    ] {
        assert_eq!(post(&served, &body, "").status, status, "{body}");
    }
    let foreign = post(&served, &format!("token={token}&id={id}&who=T&verdict=accepted"), "Host: evil.example\r\n");
    assert_eq!(foreign.status, 403);
    assert_eq!(served.ask("POST", "/search", "Host: localhost\r\nContent-Length: 0\r\n").status, 405);
    assert_eq!(served.data("/review.json")["progress"]["decided"], 0);
}

#[test]
fn a_search_offers_what_comes_next_and_is_a_feed_and_a_table() {
    let served = Served::of(&[("talks.html", &page("Talks", TALKS))]);
    let queries = |typed: &str| -> Vec<String> {
        let data = served.data(&format!("/suggest.json?q={typed}"));
        let list = data["suggestions"].as_array().expect("a list").clone();
        list.iter().map(|one| one["query"].as_str().unwrap_or("").to_owned()).collect()
    };
    assert_eq!(queries("ships+speaker%3Aven"), ["ships speaker:\"Orla Venn\""]);
    assert_eq!(queries("outlet%3Acour"), ["outlet:\"The Vell Courier\""]);
    assert_eq!(queries("mode%3Adi"), ["mode:direct"]);
    assert!(queries("spe").contains(&"speaker:".to_owned()) && queries("").is_empty() && queries("%25").is_empty());

    let html = served.page("/search?q=speaker%3Avenn");
    let feed = links(&html).find(|link| link.starts_with("/search.atom")).expect("a feed");
    let reply = served.get(&feed);
    assert_eq!(reply.header("content-type"), Some("application/atom+xml; charset=utf-8"));
    assert_eq!(reply.text().matches("<entry>").count(), 1, "{}", reply.text());
    assert!(reply.text().contains("Orla Venn, as carried by The Vell Courier"));
    assert_eq!(served.get("/today.atom").text().matches("<entry>").count(), 2);

    let table = served.get("/search.csv?q=speaker%3Avenn");
    assert_eq!(table.header("content-type"), Some("text/csv; charset=utf-8"));
    let lines: Vec<String> = table.text().lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].contains("speaker.name") && lines[1].contains("Orla Venn"));
    for path in ["/today.csv", "/sources.csv"] {
        assert!(served.page(path).lines().count() >= 2, "{path}");
    }
}

#[test]
fn a_page_and_its_data_agree() {
    let served = Served::folder(&demo());
    let (html, data) = (served.page("/"), served.data("/today.json"));
    let statements: Vec<String> =
        data["days"].as_array().expect("days").iter().flat_map(|day| ids_of(&day["statements"])).collect();
    assert!(statements.len() > 10);
    // What stands beside the list is no part of it.
    assert_eq!(ids(html.split("<aside").next().unwrap_or(""), "/s/"), statements);
    assert!(html.contains(&format!("{} statements", data["counts"]["statements"])));

    let status = served.data("/sources.json");
    assert_eq!(status["status"]["statements"], data["counts"]["statements"]);
    let by_mode: u64 =
        status["status"]["by_mode"].as_array().expect("modes").iter().map(|m| m[1].as_u64().unwrap_or(0)).sum();
    assert_eq!(by_mode, data["counts"]["statements"]);

    let (html, data) = (served.page(ALL_DIRECT), served.data(&ALL_DIRECT.replace("/search", "/search.json")));
    assert_eq!(ids(&html, "/s/"), ids_of(&data["statements"]));
    assert!(html.contains(&format!("{} statements", data["total"])));
    let direct =
        status["status"]["by_mode"].as_array().and_then(|m| m.iter().find(|m| m[0] == "direct").map(|m| m[1].clone()));
    assert_eq!(direct.as_ref(), Some(&data["total"]));

    let speaker = &data["statements"][0]["speaker"];
    let href = speaker["href"].as_str().expect("a speaker's page");
    let (html, data) = (served.page(href), served.data(&format!("{href}.json")));
    assert_eq!(ids(&html, "/s/"), ids_of(&data["statements"]));
    assert!(data["paging"]["total"].as_u64() >= Some(1));
    assert_eq!(data["speaker"]["id"], speaker["id"]);
}

#[test]
fn spans_are_code_points_of_the_text() {
    let served = Served::folder(&demo());
    let today = served.data("/today.json");
    for day in today["days"].as_array().expect("days") {
        for line in day["statements"].as_array().expect("statements") {
            let one = served.data(&format!("{}.json", line["href"].as_str().expect("a page")));
            let article = served.data(&format!("{}.json", line["article"]["href"].as_str().expect("a page")));
            let text: Vec<char> = article["text"].as_str().expect("a text").chars().collect();
            let content = &one["statement"]["content"];
            let pieces: Vec<String> = content["spans"]
                .as_array()
                .expect("spans")
                .iter()
                .map(|span| {
                    let at = |i: usize| usize::try_from(span[i].as_u64().expect("a number")).expect("small");
                    text[at(0)..at(1)].iter().collect()
                })
                .collect();
            assert_eq!(content["text"], pieces.join(" … "));
            assert!(ids_of(&article["statements"]).contains(&line["id"].as_str().expect("an id").to_owned()));
            assert_eq!(article["text_hash"], one["text_hash"]);
        }
    }
}

#[test]
fn what_a_page_says_of_itself_is_never_markup() {
    let title = "&lt;script&gt;alert(1)&lt;/script&gt; &quot;&gt;&lt;img src=x onerror=alert(1)&gt;";
    let served = Served::of(&[("talks.html", &page(title, TALKS))]);
    let found = served.data("/search.json?q=");
    assert!(found["total"].as_u64() >= Some(1), "{found}");
    let line = &found["statements"][0];
    assert!(line["article"]["title"].as_str().is_some_and(|title| title.contains("<script>alert(1)</script>")));
    let pages = [
        "/".to_owned(),
        "/search?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E".to_owned(),
        line["href"].as_str().expect("a page").to_owned(),
        line["article"]["href"].as_str().expect("a page").to_owned(),
        "/%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
    ];
    for path in pages {
        let html = served.get(&path).text();
        assert_eq!(html.matches("<script").count(), html.matches(SCRIPT).count(), "{path}");
        assert!(!html.contains("<img"), "{path}");
    }
}

#[test]
fn a_very_long_article_is_shown_in_parts() {
    let paragraph =
        format!("<p>{}</p>", "The crews of the grain ships waited for an answer from the ministry. ".repeat(12));
    let served = Served::of(&[("long.html", &page("A long wait", &(TALKS.to_owned() + &paragraph.repeat(1_400))))]);
    let found = served.data("/search.json?q=");
    let line = &found["statements"][0];
    let href = line["article"]["href"].as_str().expect("a page");
    let text = served.data(&format!("{href}.json"))["text"].as_str().expect("a text").to_owned();
    assert!(text.split_whitespace().count() > 190_000, "{} words", text.split_whitespace().count());
    let (mut words, mut parts, mut next) = (0, 0, Some(href.to_owned()));
    while let Some(path) = next {
        let html = served.page(&path);
        assert!(html.len() <= MOST_BYTES, "{path}: {} bytes", html.len());
        words += html.matches("The crews of the grain ships").count();
        parts += 1;
        next = html.split_once("rel=\"next\" href=\"").and_then(|(_, rest)| Some(rest.split_once('"')?.0.to_owned()));
    }
    assert!(parts > 10);
    assert_eq!(words, text.matches("The crews of the grain ships").count());
}

#[test]
fn what_changed_in_a_page_is_shown_beside_each_other() {
    let served = Served::folder(&demo());
    let page = "halverntidende.example/english/march-to-the-fence-tolbeck-3441716";
    let data = served.data(&format!("/versions.json?url={page}"));
    let versions = data["history"]["versions"].as_array().expect("versions");
    assert_eq!(versions.len(), 2, "{data}");
    let summary = data["edit"]["summary"].as_array().expect("a summary");
    for expected in ["headline changed", "1 quotation removed", "300→250", "said→claimed", "1 correction note added"]
    {
        assert!(summary.iter().any(|s| s == expected), "{expected} in {summary:?}");
    }
    // Both hashes, both times, and an address that is the same for good.
    let pair = data["edit"]["href"].as_str().expect("a page");
    let both = [served.page(pair), served.page(&format!("{pair}?view=inline"))];
    for html in &both {
        for version in versions {
            assert!(html.contains(version["capture"].as_str().expect("a hash")));
            assert!(html.contains(version["first_seen"].as_str().expect("a time")));
        }
        assert!(
            html.contains("<del>said </del>") && html.contains("<ins>claimed </ins>") && html.contains(pair),
            "{html}"
        );
        assert!(html.contains("a swallow in a fur coat") && html.contains("Correction, 9 March"));
    }
    assert_eq!(served.data(&format!("{pair}.json"))["edit"], data["edit"]);
    assert!(served.page("/versions").contains(pair), "the latest changes");
    let (old, new) = pair.trim_start_matches("/v/").split_once("..").expect("two articles");
    let back = served.data(&format!("/v/{new}..{old}.json"));
    assert_eq!(back["edit"]["statements"]["added"], data["edit"]["statements"]["removed"]);
    assert_eq!(served.get(&format!("/v/{old}..a0000000000000")).status, 404);

    let none = served.page("/versions?url=halverntidende.example/english/march");
    assert!(none.contains("was captured") && none.contains(page), "{none}");
    let article = served.page(&format!("/a/{old}"));
    assert!(article.contains("/versions?url=") && article.contains("Other captures of this page"));
}

#[test]
fn changes_are_a_feed() {
    let served = Served::folder(&demo());
    let reply = served.get("/changes.atom");
    assert_eq!(reply.header("content-type"), Some("application/atom+xml; charset=utf-8"));
    let feed = reply.text();
    let ids = |feed: &str| feed.matches("<entry><id>urn:uuid:").count();
    assert_eq!(ids(&feed), 1, "{feed}");
    assert!(feed.contains("1 quotation removed") && feed.contains("said → claimed"), "{feed}");
    assert!(feed.contains(&format!("href=\"http://127.0.0.1:{}/v/a", served.port)), "{feed}");
    assert_eq!(served.get("/changes.atom").text(), feed, "the same for good");
    assert_eq!(ids(&served.get("/changes.atom?min=5").text()), 1);
    assert_eq!(ids(&served.get("/changes.atom?min=5000").text()), 0);
    let page = "halverntidende.example/english/march-to-the-fence-tolbeck-3441716";
    assert_eq!(ids(&served.get(&format!("/changes.atom?url={page}")).text()), 1);
    assert_eq!(ids(&served.get("/changes.atom?url=nobody.example").text()), 0);
}

#[test]
fn only_readers_under_our_own_name_are_answered() {
    let served = Served::of(&[("talks.html", &page("Talks", TALKS))]);
    for host in ["evil.example", "localhost.evil.example:80", "10.0.0.1", ""] {
        let reply = served.ask("GET", "/", &format!("Host: {host}\r\n"));
        assert_eq!(reply.status, 403, "{host}");
        assert_eq!(reply.header("content-security-policy"), Some(CSP));
        assert!(!reply.text().contains("Orla"));
    }
    let absolute = served.ask("GET", "http://evil.example/", "Host: 127.0.0.1\r\n");
    assert_eq!(absolute.status, 403);
    for host in ["localhost", "127.0.0.1", "[::1]:99"] {
        assert_eq!(served.ask("GET", "/", &format!("Host: {host}\r\n")).status, 200, "{host}");
    }
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        let reply = served.ask(method, "/", "Host: localhost\r\nContent-Length: 0\r\n");
        assert_eq!(reply.status, 405, "{method}");
        assert_eq!(reply.header("allow"), Some("GET, HEAD"));
    }
    let head = served.ask("HEAD", "/", "Host: localhost\r\n");
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn what_is_not_there_is_said_to_be_not_there() {
    let served = Served::of(&[("talks.html", &page("Talks", TALKS))]);
    for path in [
        "/s/s0000000000000",
        "/a/a0000000000000",
        "/who/w0000000000000",
        "/s/x",
        "/a/..%2f..",
        "/nothing",
        "/assets/x.css",
    ] {
        let reply = served.get(path);
        assert_eq!(reply.status, 404, "{path}");
        let html = reply.text();
        assert!(html.contains("Not in the record") && html.contains("href=\"/search\""), "{path}");
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{path}");
    }
    let data: serde_json::Value = serde_json::from_str(&served.get("/s/s0000000000000.json").text()).expect("JSON");
    assert_eq!(data["status"], 404);

    let empty = served.data("/search.json?q=grain+speaker%3ANobody");
    assert_eq!((&empty["total"], &empty["empty"]["searched"]["articles"]), (&0.into(), &1.into()));
    let grain = &empty["empty"]["conditions"][0];
    assert_eq!((&grain["condition"], &grain["without"]), (&"grain".into(), &0.into()));
    assert!(served.page("/search?q=grain+speaker%3ANobody").contains("what there is without it"));
}

/// Sends a form with the token of the page that it stands on.
fn send(served: &Served, page: &str, path: &str, fields: &[(&str, &str)]) -> served::Reply {
    let html = served.page(page);
    let token = html.split_once("name=\"token\" value=\"").and_then(|(_, rest)| rest.split_once('"')).expect("a form");
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("token", token.0);
    for (name, value) in fields {
        form.append_pair(name, value);
    }
    let body = form.finish();
    let head = format!(
        "Host: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n",
        body.len()
    );
    served::request(served.port, "POST", path, &head, &body)
}

#[test]
fn searches_are_kept_by_name_and_forgotten() {
    let served = Served::of(&[("talks.html", &page("Talks", TALKS))]);
    let keep = [("act", "keep"), ("name", "late ships"), ("query", "ships speaker:Brekke")];
    assert_eq!(send(&served, "/search?q=ships", "/saved", &keep).status, 303);
    let kept = served.data("/saved.json")["searches"][0].clone();
    assert_eq!((&kept["name"], &kept["query"]), (&"late ships".into(), &"ships speaker:Brekke".into()));
    let found = served.page(kept["href"].as_str().expect("a search"));
    assert!(found.contains("Tam Brekke") && !found.contains("We share the concern"), "{found}");
    assert_eq!(served.page(kept["feed"].as_str().expect("a feed")).matches("<entry>").count(), 1);
    assert!(served.page("/saved.csv").contains("late ships") && served.page("/saved").contains("/search.atom?q=ships"));

    assert_eq!(send(&served, "/saved", "/saved", &[("act", "keep"), ("name", ""), ("query", "x")]).status, 400);
    let forged =
        served::request(served.port, "POST", "/saved", "Host: localhost\r\nContent-Length: 15\r\n", "act=keep&name=x");
    assert_eq!(forged.status, 403, "a form from elsewhere");
    assert_eq!(send(&served, "/saved", "/saved", &[("act", "forget"), ("name", "late ships")]).status, 303);
    assert_eq!(served.data("/saved.json")["searches"].as_array().map(Vec::len), Some(0));
}

#[test]
fn what_people_decide_is_what_lists_show() {
    let served = Served::of(&[("talks.html", &page("Talks", TALKS))]);
    let all = served.data("/search.json?q=");
    let (total, id) = (all["total"].as_u64().expect("a number"), all["statements"][0]["id"].as_str().expect("an id"));
    let decide = |verdict: &str, speaker: &str| {
        let fields = [("id", id), ("verdict", verdict), ("speaker", speaker), ("who", "Tam B.")];
        assert_eq!(send(&served, &format!("/review?at={id}"), "/review", &fields).status, 303, "{verdict}");
    };
    // The search follows within a second or so.
    let found = |query: &str, wanted: u64| {
        let total = || served.data(&format!("/search.json?q={query}"))["total"].as_u64();
        let mut tries = (0..100).take_while(|_| total() != Some(wanted));
        tries.by_ref().for_each(|_| std::thread::sleep(std::time::Duration::from_millis(50)));
        assert_eq!(total(), Some(wanted), "{query}");
    };
    decide("rejected", "");
    found("", total - 1);
    found("review%3Arejected", 1);
    assert!(!served.page("/").contains(id), "it is not listed");
    decide("undone", "");
    found("", total);

    decide("speaker", "Vell Port Union");
    found("speaker%3A%22Vell+Port+Union%22", 1);
    let one = served.data(&format!("/s/{id}.json"));
    assert_eq!(one["statement"]["speaker"]["name"], "Vell Port Union");
    assert_eq!(one["as_read"]["speaker"], all["statements"][0]["speaker"]["name"], "what the reader had stays");
    assert!(served.page(&format!("/s/{id}")).contains("The reader had:"));
    let who = served.page(one["statement"]["speaker"]["href"].as_str().expect("a page of theirs"));
    assert!(who.contains(id), "{who}");
    let progress = served.data("/review.json")["progress"].clone();
    assert_eq!((&progress["with_reader"]["agree"], &progress["with_reader"]["of"]), (&0.into(), &1.into()));
}

#[test]
fn an_edited_page_lists_each_statement_once() {
    let served = Served::folder(&demo());
    let version = |query: &str| served.data(&format!("/search.json?q={query}+class%3Aany+confidence%3Aany"));
    let earlier = version("version%3Aearlier");
    assert!(earlier["total"].as_u64() > Some(0), "the demo has an edited page");
    let old = served.data(&format!("{}.json", earlier["statements"][0]["href"].as_str().expect("a page")));
    let newest = old["newest"]["href"].as_str().expect("a newer wording");
    let new = served.data(&format!("{newest}.json"));
    assert_eq!(new["earlier"][0]["id"], old["statement"]["id"]);
    assert!(served.page(newest).contains("id=\"wordings\""));
    let (once, all) = (version(""), version("version%3Aany"));
    assert_eq!(once["total"].as_u64().zip(earlier["total"].as_u64()).map(|(a, b)| a + b), all["total"].as_u64());
}

#[test]
fn a_page_that_did_not_change_is_not_sent_again() {
    let served = Served::of(&[("talks.html", &page("Talks", TALKS))]);
    let first = served.get("/sources");
    let tag = first.header("etag").expect("a tag").to_owned();
    let again = served.ask("GET", "/sources", &format!("Host: localhost\r\nIf-None-Match: {tag}\r\n"));
    assert_eq!((again.status, again.body.len()), (304, 0));

    let html = first.text();
    let style = links(&html).find(|link| link.starts_with("/assets/record-")).expect("a style sheet");
    let reply = served.get(&style);
    assert_eq!(reply.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert!(reply.body.len() <= 15 * 1024);
    let packed = served.ask("GET", "/method", "Host: localhost\r\nAccept-Encoding: gzip\r\n");
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert_eq!(served.get("/healthz").text(), "ok\n");
}

#[test]
fn it_ends_well_when_asked_to() {
    let served = Served::of(&[("talks.html", &page("Talks", TALKS))]);
    assert_eq!(served.get("/healthz").status, 200);
    assert_eq!(served.terminate(), Some(0));
}

#[test]
fn what_was_written_is_seen_with_the_next_question() {
    let served = Served::of(&[("talks.html", &page("Talks", TALKS))]);
    let archive = served.dir.path().join("archive");
    let onrecord = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"));
        let ran = command.args(arguments).env("ONRECORD_ARCHIVE", &archive).output().expect("the program runs");
        assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    };
    let articles = || served.data("/sources.json")["status"]["articles"].as_u64();
    let kept = || served.data("/saved.json")["searches"].as_array().map(Vec::len);
    let again = |path: &str| {
        let tag = served.get(path).header("etag").map(str::to_owned);
        assert!(tag.is_some() && tag.as_deref() == served.get(path).header("etag"), "{path} is the same page twice");
    };
    for path in ["/sources", "/saved", "/figures", "/search?q=ships", "/method", "/review"] {
        again(path);
    }
    assert_eq!((articles(), kept()), (Some(1), Some(0)));
    // By another process, and then by the server itself.
    onrecord(&["saved", "keep", "ships", "ships"]);
    assert_eq!(kept(), Some(1));
    let more = served.dir.path().join("more.html");
    std::fs::write(&more, page("More talks", &TALKS.replace("120", "150"))).expect("a page");
    onrecord(&["add", more.to_str().expect("a path")]);
    assert_eq!(articles(), Some(2));
    let forgot = send(&served, "/saved", "/saved", &[("act", "forget"), ("name", "ships")]);
    assert_eq!((forgot.status, kept()), (303, Some(0)));
    // One language's page is not the other's.
    let titles: Vec<_> = ["/method?lang=en", "/method?lang=ru"].map(|path| served.page(path)).into();
    assert!(titles[0].contains("lang=\"en\"") && titles[1].contains("lang=\"ru\""));
}
