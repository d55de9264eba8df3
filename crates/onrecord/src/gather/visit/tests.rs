//! Every kind of hop through the one gate, over a press that lies, hangs, floods and sends away.

use super::{super::press::*, *};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// 50 MiB of zeros, packed by the program `brotli`.
const ZEROS: [u8; 53] =
    *b"\xcf\xff\xff\x7f\xf8\x27\x00\xe2\xb1\x40\x20\xf7\xfe\x9f\xff\xff\xff\xf0\x4f\x00\xc4\x61\x01\x80\xee\xfd\
    \x3f\xff\xff\xff\xe1\x9f\x00\x88\xc3\x22\x00\xdd\xfb\xff\xfc\xff\xff\xc0\x3f\x01\x10\x87\x05\x00\xba\xf7\x1f";

/// As much in zstd's own words: blocks of four bytes, each of them 128 KiB of one letter.
fn zeros_in_zstd() -> Vec<u8> {
    let mut frame = b"\x28\xb5\x2f\xfd\x00\x58".to_vec();
    frame.extend(std::iter::repeat_n(*b"\x02\x00\x10\x00", 400).flatten());
    frame.extend(b"\x03\x00\x10\x00");
    frame
}

fn errand(address: &str) -> Errand {
    Errand {
        target: Target::parse(address, Reach::Public).expect("a public address"),
        wanted: Wanted::Page,
        known: Validators::default(),
        manners: Manners::default(),
    }
}

async fn visit(press: &Arc<Press>, address: &str) -> Visit {
    Visitor::new(press.web()).visit(&errand(address)).await
}

/// How it ended, in one word.
fn end(visit: &Visit) -> String {
    match &visit.missed {
        None => visit.answer().map(|a| a.head.status.to_string()).unwrap_or_default(),
        Some(missed) => format!("{missed:?}").split(['(', ' ']).next().unwrap_or_default().to_owned(),
    }
}

/// A site without robots.txt that sends everybody where the query says.
fn sender(asked: &Asked) -> Reply {
    match asked.path.split_once("?to=") {
        Some((_, to)) => reply("302 Found", &format!("Location: {to}\r\n"), ""),
        None if asked.path == "/robots.txt" => not_found(),
        None => page("<p>The quay is open."),
    }
}

#[tokio::test(start_paused = true)]
async fn no_redirect_leads_off_the_public_internet() {
    for to in [
        "http://127.0.0.1/",
        "http://127.0.0.1:8080/admin",
        "//127.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
        "http://2852039166/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[2002:7f00:1::1]/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://localhost/",
        "http://inside.example/",
        "http://mixed.example/",
        "http://mapped.example/",
        "http://nat64.example/",
        "http://quay.example:22/",
        "http://user:secret@quay.example/",
        "file:///etc/passwd",
        "gopher://quay.example/",
    ] {
        let press = Press::new(sender);
        press.name("inside.example", &[&["10.0.0.7"]]);
        press.name("mixed.example", &[&["93.184.215.14", "127.0.0.1"]]);
        press.name("mapped.example", &[&["::ffff:10.0.0.7"]]);
        press.name("nat64.example", &[&["64:ff9b::a00:7"]]);
        let seen = visit(&press, &format!("http://quay.example/?to={to}")).await;
        assert!(matches!(seen.missed, Some(Missed::Refused(_))), "{to}: {:?}", seen.missed);
        let home = locked(&press.dialled)[0];
        assert!(locked(&press.dialled).iter().all(|dialled| *dialled == home), "{to} was dialled");
        // What was met on the way is there to be kept: the robots.txt and the redirect.
        assert_eq!(seen.steps.len(), 2, "{to}");
    }
}

/// Whatever is hoped for at an address, it goes through the same gate; a robots.txt has a test of its own.
#[tokio::test(start_paused = true)]
async fn a_list_is_as_little_led_astray_as_a_page() {
    for wanted in [Wanted::List, Wanted::Page] {
        for to in ["http://127.0.0.1/", "http://169.254.169.254/", "http://[::1]/", "http://[64:ff9b::7f00:1]/"] {
            let press = Press::new(sender);
            let errand = Errand { wanted, ..errand(&format!("http://quay.example/?to={to}")) };
            let seen = Visitor::new(press.web()).visit(&errand).await;
            assert!(matches!(seen.missed, Some(Missed::Refused(_))), "{wanted:?} {to}: {:?}", seen.missed);
            let home = locked(&press.dialled)[0];
            assert!(locked(&press.dialled).iter().all(|dialled| *dialled == home), "{to} was dialled");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_name_that_changes_its_meaning_is_judged_each_time() {
    let press = Press::new(sender);
    // For the robots.txt it is a public address, for the page it is this computer.
    press.name("rebinding.example", &[&["93.184.215.14"], &["127.0.0.1"]]);
    let seen = visit(&press, "http://rebinding.example/").await;
    assert!(matches!(seen.missed, Some(Missed::Refused(_))), "{:?}", seen.missed);
    // Asked once for a connection, resolved once for it: there is no second question that a resolver could answer otherwise.
    let press = Press::new(sender);
    press.name("rebinding.example", &[&["93.184.215.14"], &["93.184.215.14"], &["127.0.0.1"]]);
    assert_eq!(end(&visit(&press, "http://rebinding.example/").await), "200");
    assert!(locked(&press.dialled).iter().all(|a| a.ip().to_string() == "93.184.215.14"));
}

#[tokio::test(start_paused = true)]
async fn a_robots_txt_cannot_lead_astray_either() {
    let press = Press::new(|asked: &Asked| match asked.path.as_str() {
        "/robots.txt" => reply("301 Moved", "Location: http://169.254.169.254/\r\n", ""),
        _ => page("<p>The quay is open."),
    });
    let seen = visit(&press, "http://quay.example/").await;
    assert!(matches!(seen.missed, Some(Missed::Robots(_))), "{:?}", seen.missed);
    assert_eq!(locked(&press.dialled).len(), 1);
}

#[tokio::test(start_paused = true)]
async fn nobody_floods_or_stalls_it() {
    fn packed(coding: &str, bytes: Vec<u8>) -> Reply {
        reply("200 OK", &format!("Content-Type: text/html\r\nContent-Encoding: {coding}\r\n"), bytes)
    }
    let sites = |asked: &Asked| {
        let endless = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
        match asked.path.as_str() {
            "/silence" => Reply::Silence,
            "/slow" => Reply::Bytes(Duration::from_secs(20), b"HTTP/1.1 200 OK\r\n\r\nlate".to_vec()),
            "/slower" => Reply::Bytes(Duration::from_secs(40), b"HTTP/1.1 200 OK\r\n\r\nlate".to_vec()),
            "/drip" => Reply::Drip(Duration::from_secs(5), endless),
            "/flood" => Reply::Drip(Duration::ZERO, [endless, vec![b'x'; 1 << 20]].concat()),
            "/claims" => {
                Reply::Bytes(Duration::ZERO, b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".to_vec())
            }
            "/headers" => Reply::Drip(Duration::ZERO, b"HTTP/1.1 200 OK\r\nX: y\r\n".repeat(1000)),
            "/gzip" => {
                let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
                gzip.write_all(&vec![0; 40 << 20]).expect("a Vec takes everything");
                packed("gzip", gzip.finish().expect("a Vec takes everything"))
            }
            "/brotli" => packed("br", ZEROS.to_vec()),
            "/zstd" => packed("zstd", zeros_in_zstd()),
            "/film" => reply("200 OK", "Content-Type: video/mp4\r\n", "..."),
            "/cut" => Reply::Bytes(Duration::ZERO, b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".to_vec()),
            "/nothing" => Reply::HangUp,
            "/mail" => Reply::Bytes(Duration::ZERO, b"220 quay.example ESMTP\r\n".to_vec()),
            _ => not_found(),
        }
    };
    let mut ends = Vec::new();
    for path in [
        "silence", "slow", "slower", "drip", "flood", "claims", "headers", "gzip", "brotli", "zstd", "film", "cut",
        "nothing", "mail",
    ] {
        let press = Press::new(sites);
        let seen = visit(&press, &format!("http://quay.example/{path}")).await;
        let passed = press.now().duration_since("2026-03-02T06:00:00Z".parse().expect("a time")).as_secs();
        ends.push(format!("{path} {passed} s {:?}", seen.missed.map(|m| m.to_string())));
    }
    insta::assert_snapshot!(ends.join("\n"), @r#"
    silence 30 s Some("it took too long to begin its answer")
    slow 20 s None
    slower 30 s Some("it took too long to begin its answer")
    drip 60 s Some("it took too long to send the whole answer")
    flood 0 s Some("the answer is longer than 16 MB, which no page is")
    claims 0 s Some("the answer is longer than 16 MB, which no page is")
    headers 0 s Some("the answer is not HTTP")
    gzip 0 s Some("the answer is longer than 16 MB, which no page is")
    brotli 0 s Some("the answer is longer than 16 MB, which no page is")
    zstd 0 s Some("the answer is longer than 16 MB, which no page is")
    film 0 s Some("it is `video/mp4`, which is not read")
    cut 0 s Some("the answer was cut off")
    nothing 0 s Some("the answer is not HTTP")
    mail 0 s Some("the answer is not HTTP")
    "#);
}

#[tokio::test(start_paused = true)]
async fn robots_are_asked_once_a_day_and_obeyed() {
    let press = Press::new(|asked: &Asked| match asked.path.as_str() {
        "/robots.txt" => reply("200 OK", "", "User-agent: *\nDisallow: /inner\nCrawl-delay: 10\n"),
        _ => page("<p>The quay is open."),
    });
    let visitor = Visitor::new(press.web());
    assert_eq!(end(&visitor.visit(&errand("http://quay.example/a")).await), "200");
    assert_eq!(end(&visitor.visit(&errand("http://quay.example/inner/b")).await), "Robots");
    assert_eq!(end(&visitor.visit(&errand("http://quay.example/c")).await), "200");
    let mut against = errand("http://quay.example/inner/d");
    against.manners.overruled = Some("the ministry gave leave in writing".to_owned());
    let seen = visitor.visit(&against).await;
    assert_eq!(
        seen.steps.last().map(|s| s.robots.as_str()),
        Some("overruled (Disallow: /inner): the ministry gave leave in writing")
    );
    tokio::time::sleep(Duration::from_secs(25 * 3600)).await;
    visitor.visit(&errand("http://quay.example/e")).await;
    assert_eq!(
        press.paths(),
        ["/robots.txt", "/a", "/c", "/inner/d", "/robots.txt", "/e"].map(|path| format!("quay.example{path}"))
    );
    let at: Vec<i64> = locked(&press.asked).iter().map(|a| a.at.as_second()).collect();
    assert_eq!((at[2] - at[1], at[3] - at[2]), (10, 10), "the pause that the site asked for");
}

#[tokio::test(start_paused = true)]
async fn a_robots_txt_that_cannot_be_had_forbids_and_one_that_is_not_there_allows() {
    for (status, expected) in
        [("404 Not Found", "200"), ("403 Forbidden", "200"), ("503 Away", "Robots"), ("429 Slower", "Robots")]
    {
        let press = Press::new(move |asked: &Asked| match asked.path.as_str() {
            "/robots.txt" => reply(status, "", ""),
            _ => page("<p>The quay is open."),
        });
        assert_eq!(end(&visit(&press, "http://quay.example/").await), expected, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_busy_site_is_left_alone_for_as_long_as_it_asks() {
    let press = Press::new(|asked: &Asked| match asked.path.as_str() {
        "/robots.txt" => not_found(),
        "/seconds" => reply("429 Too Many Requests", "Retry-After: 600\r\n", ""),
        "/date" => reply("503 Away", "Retry-After: Mon, 02 Mar 2026 08:00:00 GMT\r\n", ""),
        "/fails" => reply("500 Oh", "", ""),
        _ => page("<p>The quay is open."),
    });
    let visitor = Visitor::new(press.web());
    let free = |visitor: &Visitor| visitor.turn("quay.example").free_at.expect("it was asked").as_second();
    visitor.visit(&errand("http://quay.example/seconds")).await;
    assert_eq!(free(&visitor) - press.now().as_second(), 600);
    assert_eq!(end(&visitor.visit(&errand("http://quay.example/a")).await), "Later");
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(end(&visitor.visit(&errand("http://quay.example/a")).await), "200");
    visitor.visit(&errand("http://quay.example/date")).await;
    assert_eq!(visitor.turn("quay.example").free_at, "2026-03-02T08:00:00Z".parse().ok());
    tokio::time::sleep(Duration::from_secs(3 * 3600)).await;
    // One failure is counted already. Each wait is twice the one before, within a quarter.
    for n in 1..8 {
        visitor.visit(&errand("http://quay.example/fails")).await;
        let wait = free(&visitor) - press.now().as_second();
        let meant = 60 * (1 << n);
        assert!((meant * 74 / 100..=meant * 126 / 100).contains(&wait), "{n}: {wait}");
        tokio::time::sleep(Duration::from_secs(u64::try_from(wait).expect("it lies ahead") + 1)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn one_question_a_host_at_a_time() {
    let press = Press::new(|asked: &Asked| match asked.path.as_str() {
        "/robots.txt" => not_found(),
        _ => Reply::Bytes(Duration::from_secs(3), b"HTTP/1.1 200 OK\r\n\r\nopen".to_vec()),
    });
    let visitor = Arc::new(Visitor::new(press.web()));
    let tasks: Vec<_> = (0..8)
        .map(|n| {
            let visitor = Arc::clone(&visitor);
            tokio::spawn(async move { visitor.visit(&errand(&format!("http://quay.example/{n}"))).await })
        })
        .collect();
    for task in tasks {
        assert_eq!(end(&task.await.expect("it ends")), "200");
    }
    assert_eq!(*locked(&press.most_open), 1);
}

#[tokio::test(start_paused = true)]
async fn what_a_server_knows_again_is_not_sent_again() {
    let press = Press::new(|asked: &Asked| match asked.path.as_str() {
        "/robots.txt" => not_found(),
        _ if asked.header("If-None-Match") == Some("\"a1\"") => reply("304 Not Modified", "ETag: \"a1\"\r\n", ""),
        _ => reply("200 OK", "ETag: \"a1\"\r\n", "<p>The quay is open."),
    });
    let visitor = Visitor::new(press.web());
    let mut again = errand("http://quay.example/");
    let first = visitor.visit(&again).await;
    again.known = first.answer().expect("a page").validators();
    assert_eq!(end(&visitor.visit(&again).await), "304");
    again.known.etag = Some("\"a1\"\r\nEvil: 1".to_owned());
    assert_eq!(end(&visitor.visit(&again).await), "200");
}
