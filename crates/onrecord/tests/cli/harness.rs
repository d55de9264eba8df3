//! A folder, the program run in it, and what it said.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};
use tempfile::TempDir;

/// A folder of its own for one test, with an archive `archive` in it.
pub(crate) struct Place {
    dir: TempDir,
}

impl Place {
    pub(crate) fn new() -> Place {
        Place { dir: TempDir::new().expect("a temporary folder") }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// A file, its folders made as needed.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Place {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders can be made");
        fs::write(path, bytes).expect("files can be written");
        self
    }

    /// The program with these arguments, given as one line.
    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(arguments.split_whitespace());
        self.prepare(&mut command);
        command
    }

    /// The same folder, archive and environment for any command.
    pub(crate) fn prepare(&self, command: &mut Command) {
        command.current_dir(self.dir.path()).env("ONRECORD_ARCHIVE", "archive").stdin(Stdio::null());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
    }

    /// Runs it to its end.
    pub(crate) fn run(&self, arguments: &str) -> Ran {
        Ran::of(self.command(arguments).output().expect("the program starts"))
    }

    /// Starts it and gives its first line on stdout.
    pub(crate) fn start(&self, arguments: &str) -> Running {
        use std::io::{BufRead, BufReader};
        let mut command = self.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let address = lines.by_ref().map_while(Result::ok).find(|line| line.starts_with("http")).unwrap_or_default();
        Running { child, address }
    }

    /// The ids that a command printed, of one kind, in order, each once.
    pub(crate) fn ids(&self, arguments: &str, kind: char) -> Vec<String> {
        let mut ids = Vec::new();
        for id in ID.find_iter(&self.run(arguments).stdout) {
            if id.as_str().starts_with(kind) && !ids.iter().any(|known| known == id.as_str()) {
                ids.push(id.as_str().to_owned());
            }
        }
        ids
    }
}

/// A server under way; told to stop at the end of the test.
pub(crate) struct Running {
    pub(crate) child: Child,
    pub(crate) address: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the program said.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    pub(crate) fn of(output: Output) -> Ran {
        Ran {
            status: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// For a snapshot.
    pub(crate) fn shown(&self) -> String {
        let mut shown = format!("status {}\n", self.status.map_or("none".to_owned(), |s| s.to_string()));
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                let _ = write!(shown, "--- {name}\n{}", filtered(text));
            }
        }
        shown
    }
}

static ID: std::sync::LazyLock<regex::Regex> =
    std::sync::LazyLock::new(|| regex::Regex::new(r"\b[asw][0-9a-hjkmnp-tv-z]{13}\b").expect("a pattern"));

/// What differs from run to run, or with every new measurement, is replaced.
pub(crate) fn filtered(text: &str) -> String {
    let replace = |text: String, pattern: &str, with: &str| {
        regex::Regex::new(pattern).expect("a pattern").replace_all(&text, with).into_owned()
    };
    let text = ID.replace_all(text, |id: &regex::Captures<'_>| format!("[{}-id]", &id[0][..1])).into_owned();
    let text = replace(text, r"\b[0-9a-f]{64}\b", "[sha-256]");
    let text = replace(text, r"Archive /\S+", "Archive [dir]");
    let text = replace(text, r"at byte \d+", "at byte [offset]");
    let text = replace(text, r"\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", "[time]");
    let text = replace(text, r"\d+\.\d [kMG]B|\b\d+ bytes", "[size]");
    let text = replace(text, r#""bytes_(\w+)":\d+"#, r#""bytes_$1":"[size]""#);
    // Measured anew with every change of the reader.
    let text = replace(text, r#"(confidence"?:? ?)[01]\.?\d*"#, "$1[share]");
    replace(text, r"reader [\w.-]+|Reader: [\w.-]+|Read by [\w.-]+", "[reader]")
}

/// A page of a made-up paper with one paragraph a sentence.
pub(crate) fn page(title: &str, day: &str, sentences: &[&str]) -> String {
    let paragraphs: String = sentences.iter().map(|s| format!("<p>{s}</p>\n")).collect();
    format!(
        r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Harbour Gazette</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Harbour Gazette">
<meta property="article:published_time" content="{day}"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/tides">Tide tables</a></li></ul></nav>
<article><h1>{title}</h1>
{paragraphs}</article>
<footer><p>Harbour Gazette, Quay Street</p></footer></body></html>
"#
    )
}

/// The sentences of a short article, long enough to be taken for one.
pub(crate) const SENTENCES: [&str; 4] = [
    "The harbour council of Port Venn met on Tuesday to settle the fees for the new quay, after four weeks of talks with the \
     owners of the fishing boats.",
    "“We will not raise the fees before the spring,” said Mira Tolland, the head of the council.",
    "Tolland said that at least 300 boats had used the quay since it was opened.",
    "According to Orla Pell, a speaker for the owners, the talks will go on next week. She added that nobody wanted a strike.",
];

/// Whether files without permission stop this user from reading them (they do not stop root).
pub(crate) fn permissions_count(path: &Path) -> bool {
    fs::File::open(path).is_err()
}
