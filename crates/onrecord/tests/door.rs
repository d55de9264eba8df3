//! The door of a server that others can reach: requests that should fail, and the few that should not.

#[path = "web_served/mod.rs"]
mod served;

use served::{Reply, demo, request};
use std::{
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

const PASSWORD: &str = "gravel tide lamp";

/// An archive with the made-up press and whoever may come in, and a server that asks for a log-in.
struct Door {
    dir: tempfile::TempDir,
    server: Option<Child>,
    port: u16,
}

impl Door {
    fn new() -> Door {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let door = Door { dir, server: None, port: 0 };
        let pages = demo().join("halverntidende.example");
        let pages = if pages.exists() { pages } else { demo() };
        assert!(door.run(&["add", pages.to_str().expect("a path")], "").status.code() != Some(1));
        door
    }

    fn archive(&self) -> PathBuf {
        self.dir.path().join("archive")
    }

    fn run(&self, arguments: &[&str], stdin: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(arguments)
            .env("ONRECORD_ARCHIVE", self.archive())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        // A command that reads nothing may be gone already.
        let _ = child.stdin.take().expect("its input").write_all(stdin.as_bytes());
        child.wait_with_output().expect("its end")
    }

    fn access(&self, arguments: &[&str], stdin: &str) -> String {
        let ran = self.run(&[&["access"], arguments].concat(), stdin);
        assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).expect("UTF-8").trim().to_owned()
    }

    fn serve(&mut self, more: &[&str]) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args([&["serve", "--bind", "0.0.0.0:0", "--host", "record.example"], more].concat())
            .env("ONRECORD_ARCHIVE", self.archive())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("the address");
        self.port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|p| p.parse().ok()).expect(&line);
        self.server = Some(child);
    }

    fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> Reply {
        let form = match method {
            "POST" => {
                format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", body.len())
            }
            _ => String::new(),
        };
        let host = if headers.contains("Host:") { "" } else { "Host: record.example\r\n" };
        request(self.port, method, path, &format!("{host}{headers}{form}Connection: close\r\n"), body)
    }

    fn get(&self, path: &str, headers: &str) -> Reply {
        self.ask("GET", path, headers, "")
    }

    /// The cookie and the token of a log-in form.
    fn form(&self) -> (String, String) {
        let reply = self.get("/login", "");
        assert_eq!(reply.status, 200);
        (cookie(&reply, "door").expect("a cookie"), hidden(&reply.text(), "token"))
    }

    fn log_in(&self, name: &str, password: &str, to: &str) -> Reply {
        let (cookie, token) = self.form();
        let escape = |text: &str| text.replace(' ', "+").replace('/', "%2F").replace(':', "%3A");
        let body = format!("token={token}&name={}&password={}&to={}", escape(name), escape(password), escape(to));
        self.ask("POST", "/login", &format!("Cookie: {cookie}\r\n"), &body)
    }

    /// The session of somebody who logged in, as a header.
    fn session(&self, name: &str) -> String {
        let reply = self.log_in(name, PASSWORD, "/sources");
        assert_eq!((reply.status, reply.header("location")), (303, Some("/sources")), "{}", reply.text());
        format!("Cookie: {}\r\n", cookie(&reply, "session").expect("a session"))
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

/// `name=value` of a cookie that is set.
fn cookie(reply: &Reply, name: &str) -> Option<String> {
    let lines = reply
        .head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .filter(|(header, _)| header.eq_ignore_ascii_case("set-cookie"));
    let pairs = lines.filter_map(|(_, cookie)| cookie.split(';').next());
    pairs.filter(|pair| pair.split('=').next() == Some(name)).map(str::to_owned).next()
}

fn hidden(html: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    html.split_once(&field).and_then(|(_, rest)| rest.split('"').next()).expect("a hidden field").to_owned()
}

#[test]
fn without_a_password_it_does_not_start() {
    let mut door = Door::new();
    for way in [&["--bind", "0.0.0.0"][..], &["--bind", "[::]:0"], &["--host", "record.example"], &["--behind-tls"]] {
        let ran = door.run(&[&["serve"], way].concat(), "");
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!(ran.status.code(), Some(1), "{way:?}: {said}");
        assert!(
            said.contains("nobody can log in") && said.contains("hint:") && said.contains("onrecord access add"),
            "{said}"
        );
        assert!(ran.stdout.is_empty());
    }
    let short = door.run(&["access", "add", "Ada Strand", "--role", "keeper"], "short\n");
    assert_eq!(short.status.code(), Some(1));
    assert_eq!(door.run(&["access", "add", "Ada Strand", "--role", "keeper"], "").status.code(), Some(1));
    assert_eq!(door.access(&["list"], ""), "");
    door.access(&["add", "Ada Strand", "--role", "keeper"], &format!("{PASSWORD}\n"));
    assert!(door.access(&["list"], "").contains("keeper · password"));
    door.serve(&[]);
    assert_eq!(door.get("/login", "").status, 200);
    door.access(&["remove", "ada strand"], "");
    assert_eq!(door.log_in("Ada Strand", PASSWORD, "/").status, 401);
}

#[test]
fn a_stranger_sees_the_log_in_and_nothing_else() {
    let mut door = Door::new();
    door.access(&["add", "Ada Strand", "--role", "reader"], PASSWORD);
    door.serve(&[]);
    for path in ["/", "/search?q=bridge", "/a/a1", "/s/s0000000000000", "/review", "/sources", "/who/w1", "/nowhere"] {
        let reply = door.get(path, "");
        assert_eq!(reply.status, 303, "{path}");
        let location = reply.header("location").expect("a place");
        assert!(location.starts_with("/login?to=%2F"), "{location}");
        assert!(reply.body.is_empty());
    }
    let data = ["/today.json", "/today.atom", "/changes.atom", "/search.csv?q=", "/suggest.json?q=a", "/oembed?url=x"];
    for path in data.into_iter().chain(["/s/s1/card", "/s/s1.bib", "/healthz", "/a/a1.json"]) {
        let reply = door.get(path, "");
        assert_eq!(reply.status, 401, "{path}");
        assert!(reply.header("www-authenticate").is_some_and(|ways| ways.contains("onrecord")), "{path}");
        assert!(!reply.text().contains("Tidende"), "{path}");
    }
    let page = door.get("/login?to=/review", "");
    let html = page.text();
    assert!(html.contains("value=\"/review\"") && !html.contains("<nav"), "{html}");
    assert!(page.header("content-security-policy").is_some_and(|csp| csp.contains("form-action 'self'")));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    let style = html.split("href=\"").find(|rest| rest.starts_with("/assets/")).and_then(|rest| rest.split('"').next());
    assert_eq!(door.get(style.expect("a style sheet"), "").status, 200);
    assert!(door.get("/login?lang=ru", "").text().contains("Пароль"));

    // Cookies and claims that nobody was given.
    for headers in [
        "Cookie: session=\r\n".to_owned(),
        format!("Cookie: session={}\r\n", "0".repeat(64)),
        format!("Cookie: __Host-session={}\r\n", "0".repeat(64)),
        "Cookie: session=../../people.json\r\n".to_owned(),
    ] {
        assert_eq!(door.get("/", &headers).status, 303, "{headers}");
        assert_eq!(door.get("/today.json", &headers).status, 401, "{headers}");
    }
    for claim in ["Bearer", "Bearer onr_", "Basic QWRhOng=", "Basic Ada:x", "Negotiate x"] {
        assert_eq!(door.get("/", &format!("Authorization: {claim}\r\n")).status, 401, "{claim}");
    }
}

#[test]
fn other_names_of_the_server_are_refused() {
    let mut door = Door::new();
    door.access(&["add", "Ada Strand", "--role", "reader"], PASSWORD);
    door.serve(&[]);
    for host in ["evil.example", "record.example.evil.example", "", "record.example@evil.example"] {
        for path in ["/", "/login", "/today.json", "/assets/x"] {
            assert_eq!(door.get(path, &format!("Host: {host}\r\n")).status, 403, "{host} {path}");
        }
    }
    let twice = door.get("/login", "Host: record.example\r\nHost: evil.example\r\n");
    assert!(twice.status == 403 || twice.status == 400, "{}", twice.status);
    for host in ["record.example", "RECORD.example:80", "127.0.0.1", "192.0.2.7:4343"] {
        assert_eq!(door.get("/login", &format!("Host: {host}\r\n")).status, 200, "{host}");
    }
}

#[test]
fn somebody_who_logged_in_reads_and_decides_as_the_role_says() {
    let mut door = Door::new();
    door.access(&["add", "Ada Strand", "--role", "reader"], PASSWORD);
    door.access(&["add", "Tam B.", "--role", "reviewer"], PASSWORD);
    door.serve(&[]);
    assert_eq!(door.log_in("Ada Strand", "gravel tide lamq", "/").status, 401);
    assert_eq!(door.log_in("Nobody", PASSWORD, "/").status, 401);
    let (_, token) = door.form();
    let body = format!("token={token}&name=Ada+Strand&password={}", PASSWORD.replace(' ', "+"));
    assert_eq!(door.ask("POST", "/login", "", &body).status, 403, "a form without its cookie");
    for to in ["//evil.example", "https://evil.example/", "/\\evil.example"] {
        assert_eq!(door.log_in("Ada Strand", PASSWORD, to).header("location"), Some("/"), "{to}");
    }

    let reply = door.log_in("ada strand", PASSWORD, "/");
    let set =
        reply.head.lines().find(|line| line.to_lowercase().starts_with("set-cookie: session=")).expect("a session");
    assert!(set.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax"), "{set}");
    let (reader, reviewer) = (door.session("Ada Strand"), door.session("Tam B."));
    let page = door.get("/review", &reader);
    assert_eq!((page.status, page.header("cache-control")), (200, Some("private, no-cache")));
    let html = page.text();
    assert!(html.contains("Logged in as Ada Strand") && !html.contains("class=\"decide\""));
    let html = door.get("/review", &reviewer).text();
    let (token, id) = (hidden(&html, "token"), hidden(&html, "id"));
    assert!(!html.contains("id=\"who\""));

    let own = hidden(&door.get("/", &reader).text(), "token");
    let decision = |token: &str| format!("token={token}&id={id}&who=Somebody+Else&verdict=accepted");
    let post = |headers: &str, body: &str| door.ask("POST", "/review", headers, body).status;
    assert_eq!(post("", &decision(&token)), 401, "no cookie");
    assert_eq!(post(&reader, &decision(&own)), 403, "a reader decides nothing");
    assert_eq!(post(&reviewer, &decision("")), 403, "no token");
    assert_eq!(post(&reviewer, &decision(&own)), 403, "the token of another session");
    for from in [
        "Origin: http://evil.example",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Origin: http://record.example:1",
    ] {
        assert_eq!(post(&format!("{reviewer}{from}\r\n"), &decision(&token)), 403, "{from}");
    }
    assert_eq!(door.ask("POST", "/", &reviewer, "").status, 405);
    assert_eq!(door.ask("PUT", "/review", &reviewer, "").status, 405);
    assert_eq!(post(&format!("{reviewer}Origin: null\r\nSec-Fetch-Site: same-origin\r\n"), &decision(&token)), 303);
    let decisions = String::from_utf8(door.run(&["decisions", "--json"], "").stdout).expect("UTF-8");
    assert!(decisions.lines().count() == 1 && decisions.contains("\"who\":\"Tam B.\""), "{decisions}");

    let keep = format!("token={token}&act=keep&name=Bridges&q=bridge");
    assert_eq!(door.ask("POST", "/saved", &reviewer, &keep).status, 403, "searches are the keeper's");

    // Another role counts at once, and so does another password.
    door.access(&["add", "Tam B.", "--role", "reader"], PASSWORD);
    assert_eq!(door.get("/", &reviewer).status, 303, "the password was given anew");
    let reviewer = door.session("Tam B.");
    let token = hidden(&door.get("/", &reviewer).text(), "token");
    assert_eq!(post(&reviewer, &decision(&token)), 403);
    assert_eq!(door.ask("POST", "/logout", &reviewer, "token=x").status, 403);
    assert_eq!(door.get("/", &reviewer).status, 200, "still logged in");
    let out = door.ask("POST", "/logout", &reviewer, &format!("token={token}"));
    assert_eq!((out.status, cookie(&out, "session").as_deref()), (303, Some("session=")));
    assert_eq!(door.get("/", &reviewer).status, 303);
    door.access(&["remove", "Ada Strand"], "");
    assert_eq!(door.get("/", &reader).status, 303, "removed");
}

#[test]
fn programs_and_feeds_come_in_by_a_token() {
    let mut door = Door::new();
    let token = door.access(&["add", "feeds", "--role", "reader", "--token"], "");
    let judge = door.access(&["add", "judge", "--role", "reviewer", "--token"], "");
    assert!(token.starts_with("onr_") && token.len() == 68, "{token}");
    let kept = std::fs::read_to_string(door.archive().join("people.json")).expect("a file");
    assert!(!kept.contains(&token) && !kept.contains(&token[4..]));
    door.serve(&[]);
    let bearer = format!("Authorization: Bearer {token}\r\n");
    let feed = door.get("/today.atom", &bearer);
    assert!(feed.status == 200 && feed.text().contains("<feed"));
    // `anything:TOKEN`, as readers of feeds send name and password.
    let basic = format!("Authorization: Basic {}\r\n", base64(&format!("x:{token}")));
    for path in ["/changes.atom", "/today.json", "/healthz", "/"] {
        assert_eq!(door.get(path, &basic).status, 200, "{path}");
    }
    assert_eq!(door.log_in("feeds", &token, "/").status, 401, "a token is no password");

    let id = door.get("/review.json", &bearer).text();
    let id = id.split("\"queue\":[\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a statement").to_owned();
    let body = format!("id={id}&verdict=accepted");
    let post = |headers: &str| door.ask("POST", "/review", headers, &body).status;
    assert_eq!(post(&bearer), 403, "a reader's token");
    let by = |token: &str| format!("Authorization: Basic {}\r\n", base64(&format!("x:{token}")));
    assert_eq!(post(&by(&judge)), 403, "browsers send Basic unasked");
    assert_eq!(post(&format!("Authorization: Bearer {judge}\r\n")), 303);

    let next = door.access(&["token", "feeds"], "");
    assert_eq!(door.get("/today.atom", &bearer).status, 401, "another token is in its place");
    let bearer = format!("Authorization: Bearer {next}\r\n");
    assert_eq!(door.get("/today.atom", &bearer).status, 200);
    door.access(&["token", "feeds", "--revoke"], "");
    assert_eq!(door.get("/today.atom", &bearer).status, 401, "revoked");
}

#[test]
fn too_many_log_ins_are_refused_even_with_the_right_password() {
    let mut door = Door::new();
    door.access(&["add", "Ada Strand", "--role", "reader"], PASSWORD);
    door.serve(&["--behind-tls"]);
    let from = |address: &str, name: &str, password: &str| {
        let reply = door.get("/login", "");
        let (cookie, token) = (cookie(&reply, "__Host-door").expect("a cookie"), hidden(&reply.text(), "token"));
        let body = format!("token={token}&name={name}&password={}", password.replace(' ', "+"));
        door.ask("POST", "/login", &format!("Cookie: {cookie}\r\nX-Forwarded-For: 192.0.2.250, {address}\r\n"), &body)
    };
    for n in 0..8 {
        assert_eq!(from("198.51.100.1", &format!("guess{n}"), "wrong password").status, 401, "{n}");
    }
    let refused = from("198.51.100.1", "Ada+Strand", PASSWORD);
    assert_eq!(refused.status, 429);
    let wait: u64 = refused.header("retry-after").and_then(|wait| wait.parse().ok()).expect("seconds");
    assert!((1..=60).contains(&wait) && refused.text().contains("Too many tries"));
    let let_in = from("198.51.100.2", "Ada+Strand", PASSWORD);
    assert_eq!(let_in.status, 303, "another address may try");
    let set = cookie(&let_in, "__Host-session").expect("a session");
    assert!(let_in.head.contains(&format!("{set}; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure")));
    for n in 0..8 {
        assert_eq!(from(&format!("203.0.113.{n}"), "Ada+Strand", "wrong password").status, 401, "{n}");
    }
    assert_eq!(from("203.0.113.99", "ADA+strand", PASSWORD).status, 429, "the name has had its tries");
}

#[test]
fn this_machine_needs_no_log_in() {
    let door = Door::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["serve", "--bind", "localhost:0"])
        .env("ONRECORD_ARCHIVE", door.archive())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("the address");
    let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|p| p.parse().ok()).expect("a port");
    let get = |path: &str, host: &str| {
        request(port, "GET", path, &format!("Host: {host}\r\nConnection: close\r\n"), "").status
    };
    assert_eq!((get("/", "localhost"), get("/login", "localhost"), get("/", "192.0.2.7")), (200, 404, 403));
    let posted = request(port, "POST", "/login", "Host: localhost\r\nContent-Length: 0\r\nConnection: close\r\n", "");
    assert_eq!(posted.status, 405);
    let _ = child.kill();
    let _ = child.wait();
    assert!(!Path::new(&door.archive().join("people.json")).exists());
}

fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |bits: u32| char::from(DIGITS[(bits & 63) as usize]);
    let three = |bytes: &[u8]| {
        let bits = bytes.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - bytes.len()));
        let all: String = [18, 12, 6, 0].map(|shift| digit(bits >> shift)).iter().collect();
        all[..=bytes.len()].to_owned() + &"=".repeat(3 - bytes.len())
    };
    text.as_bytes().chunks(3).map(three).collect()
}
