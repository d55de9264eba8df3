//! Addresses: the gate that every one of them goes through, and a real server on the other side of it.

use super::harness::{Place, Ran, SENTENCES, page};
use std::{
    io::{BufRead, BufReader, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    process::Command,
    thread,
};

/// A server on this computer: pages, redirects to wherever the query says, a feed.
pub(crate) fn serve() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("it has one");
    thread::spawn(move || listener.incoming().flatten().for_each(|stream| drop(answer(stream))));
    address
}

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut first, mut line) = (String::new(), String::new());
    reader.read_line(&mut first)?;
    while reader.read_line(&mut line)? > 2 {}
    let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
    let (status, headers, body) = match path.split_once("?to=") {
        Some((_, to)) => ("302 Found", format!("Location: {to}\r\n"), String::new()),
        None if path == "/fees" => {
            ("200 OK", "Content-Type: text/html\r\n".to_owned(), page("Fees on the new quay", "2023-05-02", &SENTENCES))
        }
        None if path == "/statement.pdf" => {
            let body = String::from_utf8(crate::pdf::statement()).expect("ASCII");
            ("200 OK", "Content-Type: application/pdf\r\n".to_owned(), body)
        }
        None if path == "/feed" => {
            let items = "<item><title>Fees</title><link>/fees</link></item>";
            let feed = format!("<rss version=\"2.0\"><channel><title>Gazette</title>{items}</channel></rss>");
            ("200 OK", "Content-Type: application/rss+xml\r\n".to_owned(), feed)
        }
        None => ("404 Not Found", String::new(), "nothing here".to_owned()),
    };
    write!(stream, "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len())
}

/// Runs it with this one server opened to it, as only a test may.
pub(crate) fn run(place: &Place, server: SocketAddr, arguments: &str) -> Ran {
    let mut command: Command = place.command(arguments);
    Ran::of(command.env("ONRECORD_TEST_ALLOW_LOOPBACK", server.to_string()).output().expect("the program starts"))
}

#[test]
fn without_the_switch_for_tests_this_computer_is_never_asked() {
    let (place, server) = (Place::new(), serve());
    let ran =
        place.run(&format!("add http://{server}/fees http://localhost:{}/fees http://2130706433/", server.port()));
    assert_eq!(ran.status, Some(1), "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("error: cannot fetch").count(), 3, "{}", ran.stderr);
    assert!(ran.stderr.contains("not on the public internet"), "{}", ran.stderr);
}

#[test]
fn with_it_no_redirect_leads_anywhere_else() {
    let (place, server) = (Place::new(), serve());
    let other = serve();
    for to in [
        // Other doors of the same computer, in every notation.
        &format!("http://{other}/fees"),
        &format!("http://2130706433:{}/fees", other.port()),
        &format!("http://017700000001:{}/fees", other.port()),
        &format!("http://localhost:{}/fees", server.port()),
        &format!("http://[::1]:{}/fees", server.port()),
        &format!("http://[::ffff:127.0.0.1]:{}/fees", server.port()),
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        // What it can reach and others cannot.
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://2852039166/",
        "http://0xa9fea9fe/",
        "http://0251.0376.0251.0376/",
        "http://printer.local/",
        "file:///etc/passwd",
    ] {
        let ran = run(&place, server, &format!("add http://{server}/?to={to}"));
        assert_eq!(ran.status, Some(1), "{to}: {}", ran.stderr);
        assert!(ran.stderr.contains("warning: ONRECORD_TEST_ALLOW_LOOPBACK is set"), "it is loud: {}", ran.stderr);
        assert!(ran.stderr.contains("only pages on the public internet are fetched"), "{to}: {}", ran.stderr);
    }
}

#[test]
fn a_page_is_fetched_kept_and_read() {
    let (place, server) = (Place::new(), serve());
    let ran = run(&place, server, &format!("add http://{server}/?to=/fees"));
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("1  added"), "{}", ran.stdout);
    assert!(place.run("search quay").stdout.contains("Mira Tolland"));
    // The robots.txt, the redirect and the page.
    let checked = place.run("check");
    assert!(checked.stdout.contains("3 answers from the web"), "{}", checked.stdout);
    assert_eq!(checked.status, Some(0), "{}", checked.stdout);
    // The same bytes from a file are the same page.
    place.write("fees.html", page("Fees on the new quay", "2023-05-02", &SENTENCES));
    assert!(place.run("add fees.html").stdout.contains("1  seen elsewhere"));
    let gone = run(&place, server, &format!("add http://{server}/gone"));
    assert!(gone.stderr.contains("there is no such page (status 404)"), "{}", gone.stderr);
}

#[test]
fn a_pdf_is_fetched_kept_and_read() {
    let (place, server) = (Place::new(), serve());
    let ran = run(&place, server, &format!("add http://{server}/statement.pdf"));
    assert!(ran.status == Some(0) && ran.stdout.contains("1  added"), "{ran:?}");
    let found = place.run("search --json fishermen");
    assert!(found.stdout.contains("Mira Tolland") && found.stdout.contains("/statement.pdf"), "{found:?}");
    assert_eq!(place.run("check").status, Some(0));
}

#[test]
fn how_hosts_fare_is_shown() {
    let (place, server) = (Place::new(), serve());
    run(&place, server, &format!("add http://{server}/fees http://{server}/gone"));
    let record = place.start("serve --port 0");
    let page = crate::serving::get(&record.address, "/sources");
    assert!(page.contains("<code>127.0.0.1</code>") && page.contains("that pages were fetched from"), "{page}");
    assert!(crate::serving::get(&record.address, "/sources.json").contains("\"host\":\"127.0.0.1\""));
}

#[test]
fn a_source_is_found_out_added_watched_and_its_host_shown() {
    let (place, server) = (Place::new(), serve());
    let tested = run(&place, server, &format!("source test http://{server}/feed"));
    assert!(tested.stdout.contains("feed: leads to 1 pages"), "{} {}", tested.stdout, tested.stderr);
    let added = run(&place, server, &format!("source add http://{server}/feed --name gazette"));
    assert_eq!(added.stdout, format!("Added feed `gazette`: http://{server}/feed\n"), "{}", added.stderr);
    assert!(place.run("source list").stdout.contains("every 30m"));
    let watched = run(&place, server, "watch --once");
    assert_eq!(watched.status, Some(0), "{}", watched.stderr);
    assert!(watched.stdout.contains("1  new"), "{} {}", watched.stdout, watched.stderr);
    assert!(place.run("status").stdout.contains("127.0.0.1  last good 20"));
    assert_eq!(place.run("check").status, Some(0));
    let again = run(&place, server, "watch --once");
    assert!(again.stdout.contains("0  new"), "{} {}", again.stdout, again.stderr);
    assert_eq!(place.run("source remove gazette").status, Some(0));
    assert_eq!(place.run("watch --once").status, Some(1));
}

/// A watch that is told to stop at the end of the test.
struct Watching(std::process::Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn pages_and_sources_are_added_beside_a_watch() {
    let (place, server) = (Place::new(), serve());
    assert_eq!(run(&place, server, &format!("source add http://{server}/feed --name gazette")).status, Some(0));
    let mut command = place.command("watch");
    command.env("ONRECORD_TEST_ALLOW_LOOPBACK", server.to_string());
    let child = command.stderr(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn();
    let mut watching = Watching(child.expect("the program starts"));
    let mut said = BufReader::new(watching.0.stderr.take().expect("it is piped")).lines();
    let mut wait_for = |words: &str| {
        let line = said.by_ref().map_while(Result::ok).find(|line| line.contains(words));
        assert!(line.is_some(), "it ended without `{words}`");
    };
    wait_for(&format!("new http://{server}/fees"));
    for n in 0..3 {
        place.write(&format!("saved/{n}.html"), page(&format!("Fees {n}"), "2023-05-02", &SENTENCES));
        let added = place.run("add saved");
        assert!(added.stdout.contains("1  added"), "{} {}", added.stdout, added.stderr);
    }
    let added = run(&place, server, &format!("source add http://{server}/fees --name fees --kind page"));
    assert_eq!(added.status, Some(0), "{}", added.stderr);
    wait_for("the sources were changed: now 2 sources");
    place.write("archive/sources.toml", "[[source]");
    wait_for("cannot use `archive/sources.toml`");
    wait_for("the sources before the change are watched on");
    let asked = Command::new("kill").args(["-INT", &watching.0.id().to_string()]).status();
    assert!(asked.is_ok_and(|status| status.success()));
    assert!(watching.0.wait().is_ok_and(|status| status.success()), "it ends well when asked to");
    assert_eq!(place.run("check").status, Some(0));
}
