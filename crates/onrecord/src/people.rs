//! Who may come in where the record is served to other computers: `people.json` in the archive's folder.
//!
//! Takes names, roles and passwords; keeps an argon2id hash of each password and the SHA-256 of each token (256 random bits: nobody
//! guesses them, however fast the hash), never either in the clear. A file beside the store and no table in it, so that a copy of the
//! record carries no passwords along. Refuses a file that others on this machine may read, and names and passwords that are none.

use crate::failure::Failure;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// The file's name in the archive's folder.
const FILE: &str = "people.json";
/// The version of the file that this program writes and reads.
const FORMAT: u32 = 1;
/// Fewest characters of a password.
const SHORTEST: usize = 10;
/// Most bytes of a password: a hash of megabytes would keep the server busy.
pub(crate) const LONGEST_PASSWORD: usize = 1_000;
/// Most characters of a name.
const LONGEST_NAME: usize = 80;
/// How a token begins, so that whoever finds one in a file knows what it is.
const TOKEN: &str = "onr_";

/// What somebody may do; each may do what those before it may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    /// Reads every page.
    #[default]
    Reader,
    /// Also decides: accepts, rejects and corrects statements, closes demands, merges and splits speakers.
    Reviewer,
    /// Also changes what the archive is set up to do: saved searches, sources.
    Keeper,
}

/// Somebody who may come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) role: Role,
    /// PHC string of argon2id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) password: Option<String>,
    /// SHA-256 of the token for programs, in hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) token: Option<String>,
    pub(crate) since: Timestamp,
}

/// Everybody who may come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct People {
    format: u32,
    people: Vec<Person>,
}

impl Role {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Reviewer => "reviewer",
            Role::Keeper => "keeper",
        }
    }
}

impl Default for People {
    fn default() -> People {
        People { format: FORMAT, people: Vec::new() }
    }
}

impl People {
    /// Where the file of an archive lies.
    pub(crate) fn path(dir: &Path) -> PathBuf {
        dir.join(FILE)
    }

    /// Those of an archive; nobody where there is no file.
    pub(crate) fn load(dir: &Path) -> Result<People, Failure> {
        let path = People::path(dir);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(People::default()),
            Err(error) => return Err(Failure::reading(&path.display().to_string(), &path, &error)),
        };
        refuse_open_file(&path)?;
        People::parse(&bytes).map_err(|why| {
            Failure::new(format_args!("`{}` says nobody's name and role: {why}", path.display()))
                .hint("put it aside and give everybody a name again: `onrecord access add NAME --role keeper`")
        })
    }

    /// Reads the file's bytes.
    pub(crate) fn parse(bytes: &[u8]) -> Result<People, String> {
        let people: People = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if people.format == FORMAT { Ok(people) } else { Err(format!("its format is {}, not {FORMAT}", people.format)) }
    }

    /// Writes the file anew, all or not at all; only this user may read it.
    pub(crate) fn save(&self, dir: &Path) -> Result<(), Failure> {
        let path = People::path(dir);
        let beside = dir.join(format!("{FILE}.new"));
        let written = write_private(&beside, self).and_then(|()| fs::rename(&beside, &path));
        written.map_err(|error| {
            Failure::new(format_args!("cannot write `{}`: {error}", path.display()))
                .hint("the archive's folder must be yours to write in, and the disk must have room")
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Person> {
        self.people.iter()
    }

    /// The person of a name, whatever its capitals.
    pub(crate) fn find(&self, name: &str) -> Option<&Person> {
        let wanted = folded(name);
        self.people.iter().find(|person| folded(&person.name) == wanted)
    }

    /// The person whose token this is.
    pub(crate) fn holder(&self, token: &str) -> Option<&Person> {
        // Hashes are compared: how long that takes says nothing about the token.
        let hash = digest(token.trim());
        self.people.iter().find(|person| person.token.as_ref() == Some(&hash))
    }

    /// Adds a person, or puts one in the place of the one of this name; true where there was one.
    pub(crate) fn put(&mut self, person: Person) -> bool {
        let known = self.remove(&person.name);
        self.people.push(person);
        known
    }

    /// Takes a person out; false where there is none of this name.
    pub(crate) fn remove(&mut self, name: &str) -> bool {
        let (wanted, before) = (folded(name), self.people.len());
        self.people.retain(|person| folded(&person.name) != wanted);
        self.people.len() < before
    }

    /// Gives a person a new token, which is told this once; None where nobody has this name.
    pub(crate) fn new_token(&mut self, name: &str) -> Result<Option<String>, Failure> {
        let wanted = folded(name);
        let Some(person) = self.people.iter_mut().find(|person| folded(&person.name) == wanted) else {
            return Ok(None);
        };
        let token = format!("{TOKEN}{}", secret()?);
        person.token = Some(digest(&token));
        Ok(Some(token))
    }

    /// Makes a person's token worthless; false where there is none.
    pub(crate) fn revoke(&mut self, name: &str) -> bool {
        let wanted = folded(name);
        let person = self.people.iter_mut().find(|person| folded(&person.name) == wanted);
        person.is_some_and(|person| person.token.take().is_some())
    }
}

/// A name as it is kept: no white space around it, nothing in it that a line or a header could not hold.
pub(crate) fn name_of(given: &str) -> Result<String, Failure> {
    let name = given.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = !name.is_empty() && name.chars().count() <= LONGEST_NAME;
    if !fits || name.contains(|c: char| c.is_control() || c == ':') {
        return Err(Failure::new(format_args!("`{given}` can be nobody's name here"))
            .hint("write 1 to 80 characters without a colon; decisions are kept under this name"));
    }
    Ok(name)
}

/// The hash of a password as it is kept.
pub(crate) fn hashed(password: &str) -> Result<String, Failure> {
    if password.chars().count() < SHORTEST || password.len() > LONGEST_PASSWORD {
        return Err(Failure::new(format_args!("a password has {SHORTEST} to {LONGEST_PASSWORD} characters"))
            .hint("four or five words that do not belong together are easy to keep and hard to guess"));
    }
    hash(password)
}

fn hash(password: &str) -> Result<String, Failure> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| Failure::new(format_args!("cannot hash a password: {error}")))
}

/// Whether this is the password of a hash. Takes as long as making the hash did: a few hundredths of a second.
pub(crate) fn is_password(password: &str, hash: &str) -> bool {
    Argon2::default().verify_password(password.as_bytes(), hash).is_ok()
}

/// A hash that no password has, to be tried for names that nobody has: an answer must not tell by its time which names there are.
pub(crate) fn nobodys_hash() -> Result<String, Failure> {
    hash(&secret()?)
}

/// 256 bits from the system's generator, in hex.
pub(crate) fn secret() -> Result<String, Failure> {
    let mut bytes = [0; 32];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(hex(&bytes)),
        Err(error) => Err(Failure::new(format_args!("this system gives no random numbers: {error}"))),
    }
}

/// SHA-256 of a secret, in hex: what is kept of it.
pub(crate) fn digest(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn write_private(path: &Path, people: &People) -> io::Result<()> {
    let mut file = create_private(path)?;
    file.write_all(&serde_json::to_vec_pretty(people)?)?;
    file.write_all(b"\n")?;
    file.sync_all()
}

#[cfg(unix)]
fn create_private(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    // What an earlier run left behind keeps its own permissions.
    file.set_permissions(fs::Permissions::from_mode(0o600))?;
    Ok(file)
}

#[cfg(not(unix))]
fn create_private(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(true).open(path)
}

#[cfg(unix)]
fn refuse_open_file(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    let open = fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0);
    if !open {
        return Ok(());
    }
    Err(Failure::new(format_args!("`{}` can be read by others on this machine", path.display()))
        .hint(format!("`chmod 600 {}`, and give new passwords if somebody may have read it", path.display())))
}

#[cfg(not(unix))]
fn refuse_open_file(_: &Path) -> Result<(), Failure> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> Person {
        let password = Some(hashed("gravel tide lamp").expect("a hash"));
        Person { name: name.to_owned(), role: Role::Reviewer, password, token: None, since: Timestamp::UNIX_EPOCH }
    }

    #[test]
    fn what_is_kept_is_neither_password_nor_token() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut people = People::load(dir.path()).expect("nobody");
        assert!(people.is_empty() && !people.put(person("Orla Venn")) && people.put(person("orla  venn")));
        let token = people.new_token("ORLA VENN").expect("random numbers").expect("she is there");
        people.save(dir.path()).expect("written");
        let text = fs::read_to_string(People::path(dir.path())).expect("a file");
        assert!(!text.contains("gravel") && !text.contains(&token) && text.contains("$argon2id$v=19$"), "{text}");

        let mut read = People::load(dir.path()).expect("read");
        assert_eq!(read, people);
        let orla = read.find("Orla Venn").expect("she is there");
        let hash = orla.password.clone().expect("a password");
        assert!(is_password("gravel tide lamp", &hash) && !is_password("gravel tide lamq", &hash));
        assert!(!is_password("gravel tide lamp", "") && !is_password("", &nobodys_hash().expect("a hash")));
        assert_eq!(read.holder(&token).map(|p| p.name.as_str()), Some("orla  venn"));
        assert!(read.holder("").is_none() && read.holder("onr_").is_none());
        assert!(read.revoke("orla venn") && !read.revoke("orla venn") && read.holder(&token).is_none());
        assert!(read.remove("Orla Venn") && !read.remove("Orla Venn"));
    }

    #[test]
    fn names_and_passwords_that_are_none() {
        for name in ["", "  ", "a:b", "a\u{7}", &"x".repeat(81)] {
            assert!(name_of(name).is_err(), "{name:?}");
        }
        assert_eq!(name_of("  Orla   Venn ").ok().as_deref(), Some("Orla Venn"));
        assert!(hashed("short").is_err() && hashed(&"x".repeat(LONGEST_PASSWORD + 1)).is_err());
        assert!(Role::Reader < Role::Reviewer && Role::Reviewer < Role::Keeper);
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_for_one_user_alone() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().expect("a folder");
        let path = People::path(dir.path());
        People::default().save(dir.path()).expect("written");
        assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("changed");
        let refused = People::load(dir.path()).expect_err("others may read it");
        assert!(refused.message().contains("can be read by others") && refused.hints().is_some());
        fs::write(&path, "{").expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("changed");
        assert!(People::load(dir.path()).is_err());
    }
}
