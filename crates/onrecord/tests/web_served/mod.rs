//! A real server over a real archive in a temporary folder, and as much of an HTTP client as the tests need.

#![allow(dead_code, reason = "each test program uses its own part of this")]

pub(crate) mod browser;
pub(crate) mod pages;

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

/// `onrecord serve`, running until dropped.
pub(crate) struct Served {
    child: Child,
    pub(crate) port: u16,
    pub(crate) dir: tempfile::TempDir,
}

/// What a request got.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// The made-up press that comes with the program.
pub(crate) fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/pages")
}

impl Served {
    /// Adds files of these names and contents to a new archive and serves it.
    pub(crate) fn of(pages: &[(&str, &str)]) -> Served {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let folder = dir.path().join("pages");
        std::fs::create_dir(&folder).expect("a folder for the pages");
        for (name, page) in pages {
            std::fs::write(folder.join(name), page).expect("a page");
        }
        Served::over(dir, &folder)
    }

    /// Adds a folder to a new archive and serves it.
    pub(crate) fn folder(folder: &Path) -> Served {
        Served::over(tempfile::tempdir().expect("a temporary folder"), folder)
    }

    /// The same archive where people log in, and one of them can.
    pub(crate) fn with_log_in(&self) -> Served {
        let archive = self.dir.path().join("archive");
        let mut adding = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(["access", "add", "Ada Strand", "--role", "keeper", "--archive"])
            .arg(&archive)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program runs");
        let typed = adding.stdin.take().expect("its input").write_all(b"gravel tide lamp\n");
        assert!(typed.is_ok() && adding.wait().is_ok_and(|status| status.success()));
        let (child, port) = Served::start(&archive, &["--host", "record.example"]);
        Served { child, port, dir: tempfile::tempdir().expect("a temporary folder") }
    }

    fn over(dir: tempfile::TempDir, folder: &Path) -> Served {
        let archive = dir.path().join("archive");
        let added = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(["add", "--archive"])
            .args([&archive, folder])
            .output()
            .expect("the program runs");
        let code = added.status.code();
        assert!(code == Some(0) || code == Some(2), "add: {code:?}\n{}", String::from_utf8_lossy(&added.stderr));
        let (child, port) = Served::start(&archive, &[]);
        Served { child, port, dir }
    }

    fn start(archive: &Path, more: &[&str]) -> (Child, u16) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(["serve", "--port", "0", "--archive"])
            .arg(archive)
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("its output");
        BufReader::new(stdout).read_line(&mut line).expect("the address");
        let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        (child, port.unwrap_or_else(|| panic!("no address in `{line}`")))
    }

    /// Kills the server, without a word, and starts another on the same archive.
    pub(crate) fn restart(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        (self.child, self.port) = Served::start(&self.dir.path().join("archive"), &[]);
    }

    /// The address of a page, for a browser.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &format!("Host: 127.0.0.1:{}\r\n", self.port))
    }

    /// A page that must be there, as text.
    pub(crate) fn page(&self, path: &str) -> String {
        let reply = self.get(path);
        assert_eq!(reply.status, 200, "{path}");
        reply.text()
    }

    /// The data of a page that must be there.
    pub(crate) fn data(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(&self.page(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    /// A request with headers of one's own (each line with its line end).
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str) -> Reply {
        request(self.port, method, path, &format!("{headers}Connection: close\r\n"), "")
    }

    /// Asks it to end, as an init system would, and gives its exit code.
    pub(crate) fn terminate(mut self) -> Option<i32> {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(asked.is_ok_and(|status| status.success()));
        self.child.wait().expect("its end").code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let of = |line: &&str| line.split_once(':').is_some_and(|(n, _)| n.eq_ignore_ascii_case(name));
        Some(self.head.lines().find(of)?.split_once(':')?.1.trim())
    }
}

/// One request on a connection of its own.
pub(crate) fn request(port: u16, method: &str, path: &str, headers: &str, body: &str) -> Reply {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a server listens");
    stream.set_read_timeout(Some(Duration::from_secs(120))).expect("a time limit");
    let ask = format!("{method} {path} HTTP/1.1\r\n{headers}\r\n{body}");
    stream.write_all(ask.as_bytes()).expect("the request is sent");
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while reader.read_line(&mut head).expect("a head") > 2 {}
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    let mut reply = Reply { status, head, body: Vec::new() };
    match reply.header("content-length").and_then(|n| n.parse().ok()) {
        Some(length) if method != "HEAD" => {
            reply.body.resize(length, 0);
            reader.read_exact(&mut reply.body).expect("the whole body");
        }
        _ => {
            reader.read_to_end(&mut reply.body).expect("the whole body");
        }
    }
    reply
}
