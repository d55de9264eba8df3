//! Pages of many dated items, in the styles of different sites: each item an article of its own, no text in two of them.

use onrecord_page::{Article, Capture, PageConfig, parse};

fn read(html: &str) -> Vec<Article> {
    parse(&Capture::new(html.as_bytes()), &PageConfig::default()).value.articles
}

/// Checks the items (parts 1…): date and headline of each, and that each text stands in one article alone.
#[track_caller]
fn check(html: &str, items: &[(&str, &str)], texts: &[&str]) -> Vec<Article> {
    let articles = read(html);
    let got: Vec<(&str, &str)> = articles[1..]
        .iter()
        .map(|a| {
            (a.published.as_ref().map_or("", |p| p.value.as_str()), a.title.as_ref().map_or("", |t| t.value.as_str()))
        })
        .collect();
    assert_eq!(got, items);
    for text in texts {
        let holders = articles.iter().filter(|a| a.text.as_str().contains(text)).count();
        assert_eq!(holders, 1, "{text:?} belongs to one article");
    }
    articles
}

const SPEECH: &str = "<p>Dear friends, I am happy to see this hall so full on a working day in the middle of winter.</p>
<p>We asked for the report in March, we asked again in May, and we shall ask a third time before the ferries stop running.</p>
<p>Nobody in this hall needs to be told what the crossing means to the people who live on both of its banks.</p>
<p>I thank you for your patience, and I promise that the ministry will publish every letter that it has written and received.</p>
<p>There will be a day when children cross the water to go to school again, and I believe that all of us will live to see it.</p>";

#[test]
fn an_embassy_with_a_speech_and_dated_lines() {
    let page = format!(
        "<html><head><title>Embassy of Ostmere in Valdria</title><link rel=canonical href='https://ostmere.example/'></head>
<body><div id=clock><span>24 January 2024</span><br>Lind: 13:05</div><div id=main>
<div class=lead><h2>Minister Ada Rohn’s remarks at the winter meeting, Lind, January 18, 2024</h2>{SPEECH}</div>
<div class=list>
<div class=item><span class=date>24.01.2024</span> - <a href='/n/3'><b>Embassy comment on the closing of the quay</b></a>
 <p>The harbour office has put off its visit once more, this time because of the fog. The Embassy asks for a date.</p></div>
<div class=item><span class=date>21.01.2024</span> - <a href='/n/2'><b>Press release on consular reception in Marn</b></a>
 <p>A consular reception took place in Marn on January 20. Consuls received 63 citizens and accepted 41 applications.</p></div>
<div class=item><span class=date>17.01.2024</span> - <a href='/n/1'><b>Wreaths laid at the Pilots’ Memorial</b></a>
 <p>Staff of the Embassy and pupils of its school laid wreaths at the memorial to the pilots of the great flood.</p></div>
</div></div></body></html>"
    );
    let items = [
        ("2024-01-24", "Embassy comment on the closing of the quay"),
        ("2024-01-21", "Press release on consular reception in Marn"),
        ("2024-01-17", "Wreaths laid at the Pilots’ Memorial"),
    ];
    let texts = ["because of the fog", "Consuls received 63", "pupils of its school", "the ferries stop running"];
    let articles = check(&page, &items, &texts);
    assert!(articles[0].text.as_str().contains("children cross the water"), "the speech is the main article");
    assert_eq!(
        articles[0].title.as_ref().unwrap().value,
        "Minister Ada Rohn’s remarks at the winter meeting, Lind, January 18, 2024"
    );
    assert_eq!(articles[0].published.as_ref().unwrap().value, "2024-01-18", "not the page's clock");
    assert_eq!(articles[1].url.as_ref().unwrap().value, "https://ostmere.example/n/3");
    assert!(articles[1].partial, "a link leads to the whole of it");
}

#[test]
fn a_live_blog() {
    let entry = |time: &str, head: &str, text: &str| {
        format!(
            "<article class=entry><time datetime='2024-05-02T{time}+02:00'>{time}</time><h3>{head}</h3><p>{text}</p></article>"
        )
    };
    let page = format!(
        "<html><head><script type='application/ld+json'>{{\"@type\":\"LiveBlogPosting\",\"headline\":\"The vote in Marn\"}}</script></head>
<body><main><h1>The vote in Marn</h1>{}{}{}</main></body></html>",
        entry("18:10", "Polling stations close", "The last voters left the town hall a little after six, and the counting began at once behind closed doors."),
        entry("17:30", "Turnout above a half", "By half past five more than a half of all who may vote had done so, the election office said in a note."),
        entry("16:05", "Quiet morning on the left bank", "There were no queues on the left bank in the morning, where the ferry again did not run because of high water."),
    );
    let items = [
        ("2024-05-02T18:10+02:00", "Polling stations close"),
        ("2024-05-02T17:30+02:00", "Turnout above a half"),
        ("2024-05-02T16:05+02:00", "Quiet morning on the left bank"),
    ];
    check(&page, &items, &["behind closed doors", "in a note", "no queues on the left bank"]);
}

#[test]
fn a_sidebar_of_dated_links_has_no_items() {
    let link = |day: &str, head: &str| format!("<li><span>{day}</span> <a href='/x'>{head}</a></li>");
    let page = format!(
        "<html><head><meta property='og:type' content='article'><title>The winter meeting</title></head><body>
<aside class=sidebar><ul>{}{}{}</ul></aside><article><h1>The winter meeting</h1>{SPEECH}</article></body></html>",
        link("24.01.2024", "Harbour office puts off its visit again"),
        link("21.01.2024", "Consuls received 63 citizens in Marn"),
        link("17.01.2024", "Wreaths laid at the Pilots’ Memorial"),
    );
    let articles = check(&page, &[], &["the ferries stop running"]);
    assert!(!articles[0].text.as_str().contains("Harbour office"));
}
