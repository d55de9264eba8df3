//! What `onrecord watch` looks at: `sources.toml` in the archive's folder, written by hand or by `onrecord source`.
//!
//! Takes the file's text, gives [`Source`]s; adds and removes tables without touching what people wrote around them. Refuses what it
//! does not understand, with the line: a mistyped key that is passed over would be a source that is never looked at.

use crate::failure::Failure;
use jiff::SignedDuration;
use onrecord_archive::{Purpose, identity};
use serde::Deserialize;
use std::{
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};
use url::Url;

/// The file's name in the archive's folder.
pub(crate) const FILE: &str = "sources.toml";

/// Nobody is asked more often, whatever the file says.
const SHORTEST: SignedDuration = SignedDuration::from_mins(1);

const HEAD: &str = "\
# What `onrecord watch` looks at. Edit it here or with `onrecord source add`, `remove`, `list` and `test`.
#
#   [[source]]
#   name = \"harbour\"                               a word of your own
#   kind = \"feed\"                                  feed, sitemap, front (a page of links) or page
#   url = \"https://harbour.example/feed.xml\"
#   every = \"30 minutes\"                           how often it is looked at
#   delay = \"5 seconds\"                            optional: pause between two questions to its host (2 seconds)
#   within = \"/politics/\"                          optional: only pages whose address has this in it
#   recheck = [\"1 hour\", \"1 day\", \"7 days\"]        optional: when its pages are looked at again, one after the other
#   robots_override = \"leave given by …\"           optional: why its robots.txt is not obeyed; the reason is kept with each page
";

/// Something that is looked at again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) kind: Purpose,
    pub(crate) url: String,
    pub(crate) every: SignedDuration,
    pub(crate) delay: Duration,
    /// Only pages whose address holds this.
    pub(crate) within: Option<String>,
    /// After so long each, a page is looked at once more.
    pub(crate) recheck: Vec<SignedDuration>,
    /// Why robots.txt is not obeyed.
    pub(crate) overruled: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    source: Vec<WrittenSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSource {
    name: String,
    kind: String,
    url: String,
    every: Option<String>,
    delay: Option<String>,
    within: Option<String>,
    recheck: Option<Vec<String>>,
    robots_override: Option<String>,
}

/// How often a kind of source is looked at where the file does not say.
pub(crate) fn usual_pace(kind: Purpose) -> SignedDuration {
    match kind {
        Purpose::Feed => SignedDuration::from_mins(30),
        Purpose::Front | Purpose::Sitemap => SignedDuration::from_hours(1),
        Purpose::Page | Purpose::Robots => SignedDuration::from_hours(6),
    }
}

/// Most corrections come within hours; some pages are changed when nobody looks any more. Picked by gut.
fn usual_rechecks() -> Vec<SignedDuration> {
    [1, 6, 24, 3 * 24, 7 * 24, 30 * 24].map(SignedDuration::from_hours).to_vec()
}

/// The sources in a folder's file, in its order; none where there is no file.
pub(crate) fn load(dir: &Path) -> Result<Vec<Source>, Failure> {
    let path = dir.join(FILE);
    understand(&text_of(&path)?, &path)
}

fn understand(text: &str, path: &Path) -> Result<Vec<Source>, Failure> {
    parse(text).map_err(|why| {
        Failure::new(format_args!("cannot use `{}`: {why}", path.display()))
            .hint("mend the file by hand, or take the source out with `onrecord source remove NAME`")
    })
}

/// The file of a folder, looked at again and again.
pub(crate) struct Followed {
    path: PathBuf,
    /// What was last read.
    text: String,
    /// What was last seen: half a file may lie there while it is being written, so that only what stays a while counts.
    seen: String,
    looked: Instant,
}

/// A change is looked for so often.
const LOOK_EVERY: Duration = Duration::from_secs(1);

impl Followed {
    /// The sources as they are now, and what will tell of changes.
    pub(crate) fn load(dir: &Path) -> Result<(Followed, Vec<Source>), Failure> {
        let path = dir.join(FILE);
        let text = text_of(&path)?;
        let sources = understand(&text, &path)?;
        Ok((Followed { seen: text.clone(), text, path, looked: Instant::now() }, sources))
    }

    /// The new list once the file has another text, or why it cannot be used; that is told once. None: it is as it was.
    pub(crate) fn changed(&mut self) -> Option<Result<Vec<Source>, Failure>> {
        if self.looked.elapsed() < LOOK_EVERY {
            return None;
        }
        self.look()
    }

    fn look(&mut self) -> Option<Result<Vec<Source>, Failure>> {
        self.looked = Instant::now();
        let text = fs::read_to_string(&self.path).unwrap_or_default();
        if text == self.text || text != self.seen {
            self.seen = text;
            return None;
        }
        self.text.clone_from(&text);
        if !self.path.exists() {
            let gone = Failure::new(format_args!("`{}` is gone", self.path.display()));
            return Some(Err(gone.hint("add a source with `onrecord source add ADDRESS`")));
        }
        Some(understand(&text, &self.path))
    }
}

fn text_of(path: &Path) -> Result<String, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Failure::reading(&path.to_string_lossy(), path, &error)),
    }
}

fn parse(text: &str) -> Result<Vec<Source>, String> {
    let written: Written = toml_edit::de::from_str(text).map_err(|error| error.to_string().trim().to_owned())?;
    let sources: Vec<Source> = written.source.into_iter().map(understood).collect::<Result<_, _>>()?;
    for (at, source) in sources.iter().enumerate() {
        let before = &sources[..at];
        if before.iter().any(|s| s.name == source.name) {
            return Err(format!("two sources are named `{}`", source.name));
        }
        let same = |s: &&Source| s.kind == source.kind && identity(&s.url) == identity(&source.url);
        if let Some(same) = before.iter().find(same) {
            return Err(format!("`{}` and `{}` look at the same address", same.name, source.name));
        }
    }
    Ok(sources)
}

fn understood(written: WrittenSource) -> Result<Source, String> {
    let name = written.name;
    let wrong = |what: &str, given: &str, hint: &str| format!("source `{name}`: `{given}` is no {what} ({hint})");
    let kind = Purpose::find(&written.kind)
        .filter(|kind| *kind != Purpose::Robots)
        .ok_or_else(|| wrong("kind", &written.kind, "feed, sitemap, front or page"))?;
    let time = |given: &str| {
        given
            .parse::<SignedDuration>()
            .ok()
            .filter(|d| !d.is_negative())
            .or_else(|| days(given))
            .ok_or_else(|| wrong("length of time", given, "write `30 minutes`, `6 hours` or `7 days`"))
    };
    if Url::parse(&written.url).is_err() {
        return Err(wrong("address", &written.url, "write it in full, with `https://`"));
    }
    let every = written.every.as_deref().map_or(Ok(usual_pace(kind)), time)?.max(SHORTEST);
    let delay = written.delay.as_deref().map_or(Ok(SignedDuration::from_secs(2)), time)?;
    let recheck = match &written.recheck {
        None => usual_rechecks(),
        Some(times) => times.iter().map(|t| time(t)).collect::<Result<_, _>>()?,
    };
    if written.robots_override.as_ref().is_some_and(|reason| reason.trim().chars().count() < 10) {
        return Err(format!("source `{name}`: robots_override needs a reason that others can judge, in a few words"));
    }
    let delay = Duration::try_from(delay).unwrap_or_default();
    let (within, overruled) = (written.within, written.robots_override);
    Ok(Source { kind, url: written.url, every, delay, within, recheck, overruled, name })
}

/// A day is 24 hours here: a pause, not a date.
fn days(given: &str) -> Option<SignedDuration> {
    let (number, unit) = given.trim().split_once(' ')?;
    let number: i64 = number.parse().ok().filter(|n| (0..=3650).contains(n))?;
    let hours = match unit.trim() {
        "day" | "days" => 24,
        "week" | "weeks" => 24 * 7,
        _ => return None,
    };
    Some(SignedDuration::from_hours(number * hours))
}

/// Adds a source to a folder's file. Gives its name: the one asked for, or one made of its host.
pub(crate) fn add(dir: &Path, source: &NewSource) -> Result<String, Failure> {
    let path = dir.join(FILE);
    let text = text_of(&path)?;
    let known = load(dir)?;
    let name = source.name.clone().unwrap_or_else(|| free_name(&source.url, &known));
    let mut document = document(&text, &path)?;
    let mut table = Table::new();
    table["name"] = value(name.as_str());
    table["kind"] = value(source.kind.as_str());
    table["url"] = value(source.url.as_str());
    for (key, given) in [("every", &source.every), ("within", &source.within), ("robots_override", &source.overruled)] {
        if let Some(given) = given {
            table[key] = value(given.as_str());
        }
    }
    let tables = document.entry("source").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(tables) = tables.as_array_of_tables_mut() else {
        return Err(Failure::new(format_args!("cannot use `{}`: `source` is no list of tables", path.display())));
    };
    tables.push(table);
    let mut new = document.to_string();
    if text.trim().is_empty() {
        new = format!("{HEAD}\n{}", new.trim_start());
    }
    parse(&new).map_err(|why| Failure::new(format_args!("cannot add the source: {why}")))?;
    write(dir, &path, &new)?;
    Ok(name)
}

/// A source to be written down.
#[derive(Clone, Debug)]
pub(crate) struct NewSource {
    pub(crate) name: Option<String>,
    pub(crate) kind: Purpose,
    pub(crate) url: String,
    pub(crate) every: Option<String>,
    pub(crate) within: Option<String>,
    pub(crate) overruled: Option<String>,
}

/// Takes a source out of a folder's file. False: none has this name.
pub(crate) fn remove(dir: &Path, name: &str) -> Result<bool, Failure> {
    let path = dir.join(FILE);
    let mut document = document(&text_of(&path)?, &path)?;
    let Some(tables) = document.get_mut("source").and_then(Item::as_array_of_tables_mut) else { return Ok(false) };
    let before = tables.len();
    tables.retain(|table| table.get("name").and_then(Item::as_str) != Some(name));
    if tables.len() == before {
        return Ok(false);
    }
    write(dir, &path, &document.to_string()).map(|()| true)
}

fn document(text: &str, path: &Path) -> Result<DocumentMut, Failure> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        Failure::new(format_args!("cannot use `{}`: {}", path.display(), error.to_string().trim()))
            .hint("mend the file by hand")
    })
}

/// Whole or not at all.
fn write(dir: &Path, path: &Path, text: &str) -> Result<(), Failure> {
    let beside = dir.join(format!("{FILE}.new"));
    let written =
        fs::create_dir_all(dir).and_then(|()| fs::write(&beside, text)).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| Failure::new(format_args!("cannot write `{}`: {error}", path.display())))
}

/// The host without `www.` and what stands behind its last dot, with a number where that is taken.
fn free_name(url: &str, known: &[Source]) -> String {
    let host = Url::parse(url).ok().and_then(|u| u.host_str().map(str::to_owned)).unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let stem = host.rsplit_once('.').map_or(host, |(stem, _)| stem).replace('.', "-");
    let taken = |name: &String| known.iter().any(|s| s.name == *name);
    let numbered = (2..).map(|n: u32| format!("{stem}-{n}"));
    std::iter::once(stem.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(url: &str) -> NewSource {
        NewSource { name: None, kind: Purpose::Feed, url: url.to_owned(), every: None, within: None, overruled: None }
    }

    #[test]
    fn what_people_wrote_stays_as_they_wrote_it() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        assert_eq!(add(dir.path(), &new("https://www.quay.example/feed")).expect("room"), "quay");
        let path = dir.path().join(FILE);
        let by_hand =
            fs::read_to_string(&path).expect("written").replace("kind = \"feed\"", "kind   = \"feed\"   # ours");
        fs::write(&path, &by_hand).expect("room");
        assert_eq!(add(dir.path(), &new("https://quay.example/other")).expect("room"), "quay-2");
        assert!(fs::read_to_string(&path).expect("written").starts_with(by_hand.trim_end()));
        assert!(remove(dir.path(), "quay-2").expect("room"));
        assert!(!remove(dir.path(), "quay-2").expect("room"));
        assert_eq!(fs::read_to_string(&path).expect("written").trim_end(), by_hand.trim_end());
        assert!(add(dir.path(), &new("http://quay.example/feed?utm_source=x")).is_err(), "the same address");
    }

    #[test]
    fn a_changed_file_is_read_again_once_it_is_whole() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        add(dir.path(), &new("https://quay.example/feed")).expect("room");
        let path = dir.path().join(FILE);
        let first = fs::read_to_string(&path).expect("written");
        let (mut followed, sources) = Followed::load(dir.path()).expect("it is understood");
        assert_eq!((sources.len(), followed.look().is_none()), (1, true));
        add(dir.path(), &new("https://pier.example/feed")).expect("room");
        // At the first look it may be half a file, at the second it counts, at the third it is known.
        assert!(followed.look().is_none());
        assert!(matches!(followed.look(), Some(Ok(sources)) if sources.len() == 2));
        assert!(followed.look().is_none());
        fs::write(&path, format!("{first}\n[[source]\n")).expect("room");
        assert!(followed.look().is_none());
        let told = followed.look().expect("it is another text").expect_err("it cannot be used");
        assert!(told.message().contains("cannot use") && followed.look().is_none(), "{}", told.message());
        fs::remove_file(&path).expect("it is there");
        assert!(followed.look().is_none());
        assert!(matches!(followed.look(), Some(Err(gone)) if gone.message().contains("is gone")));
        fs::write(&path, first).expect("room");
        assert!(followed.look().is_none());
        assert!(matches!(followed.look(), Some(Ok(sources)) if sources.len() == 1));
    }

    #[test]
    fn the_file_says_what_is_wrong_with_it() {
        let source = |more: &str| {
            parse(&format!("[[source]]\nname = \"quay\"\nkind = \"feed\"\nurl = \"https://quay.example/\"\n{more}"))
        };
        let read = source("every = \"90 minutes\"\nrecheck = [\"2 days\", \"1h 30m\"]").expect("it is understood");
        assert_eq!(read[0].every, SignedDuration::from_mins(90));
        assert_eq!(read[0].recheck, [SignedDuration::from_hours(48), SignedDuration::from_mins(90)]);
        for (more, said) in [
            ("evry = \"1 hour\"", "evry"),
            ("every = \"often\"", "`often` is no length of time"),
            ("robots_override = \"ok\"", "needs a reason"),
            ("[[source]]\nname = \"quay\"\nkind = \"page\"\nurl = \"https://b.example/\"", "two sources are named"),
            ("[[source]]\nname = \"b\"\nkind = \"blog\"\nurl = \"https://b.example/\"", "`blog` is no kind"),
            ("[[source]]\nname = \"b\"\nkind = \"page\"\nurl = \"b.example\"", "`b.example` is no address"),
        ] {
            assert!(source(more).is_err_and(|why| why.contains(said)), "{more}");
        }
    }
}
