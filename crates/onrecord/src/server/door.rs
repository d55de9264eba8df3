//! The door: by which names the server is asked, whether people log in, and who a caller is.
//!
//! Where only this machine can ask, whoever asks is the archive's keeper and has no name. Elsewhere a caller is known by the cookie of
//! a session, by a token (`Authorization: Bearer`, or the password of `Basic`, which readers of feeds can send), or is a stranger.
//! Names and roles are read from the archive's folder with every request: whoever is taken out is out at once. Where that file can't
//! be read, everybody is a stranger.

use super::{
    attempts::{self, Attempts},
    guest::cookie,
    sessions::{LASTS, Session, Sessions},
};
use crate::{
    failure::Failure,
    people::{self, People, Person, Role},
};
use axum::http::{HeaderMap, HeaderValue, header};
use base64ct::{Base64, Encoding};
use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::sync::Semaphore;

/// Where the server listens and how it is reached.
#[derive(Clone, Debug)]
pub(crate) struct Entrance {
    /// The address that it listens on.
    pub(crate) ip: IpAddr,
    /// Names under which it may be asked, beside those of loopback.
    pub(crate) hosts: Vec<String>,
    /// A proxy in front of it speaks TLS.
    pub(crate) behind_tls: bool,
}

/// Who may come in.
pub(crate) struct Door {
    entrance: Entrance,
    log_in: Option<LogIn>,
    /// What forms carry where nobody logs in; and what the log-in form's token is made with.
    secret: String,
}

/// What is needed where people log in.
struct LogIn {
    dir: PathBuf,
    /// The file's bytes as last read, and who stands in them.
    known: Mutex<(Vec<u8>, Arc<People>)>,
    sessions: Sessions,
    attempts: Attempts,
    nobodys_hash: String,
    /// Passwords are hashed one at a time: each takes 19 MB and all of a processor.
    hashing: Semaphore,
    /// So many may wait for that.
    waiting: Semaphore,
}

/// Log-ins that wait for their hash.
const WAITING: usize = 16;

/// Who asks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Caller {
    name: Option<Arc<str>>,
    role: Role,
    token: Arc<str>,
    means: Means,
}

/// How a caller is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Means {
    /// Not at all.
    #[default]
    Stranger,
    /// It is somebody at this machine.
    Here,
    /// By a cookie. Browsers send it along unasked: forms need a token.
    Session,
    /// By a token that a program sends with every request.
    Token,
    /// By a token sent as a password, which browsers send along unasked too: for reading only.
    Basic,
}

/// Why nobody was let in.
#[derive(Debug)]
pub(crate) enum NotIn {
    /// Wrong name or password; nobody says which.
    Wrong,
    /// Too many tries; when there is one more.
    TooOften(Duration),
    /// The system failed.
    Broken(Failure),
}

impl Caller {
    /// The name by which somebody logged in.
    pub(crate) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    pub(crate) fn role(&self) -> Role {
        self.role
    }

    /// Whether this caller may do what needs a role.
    pub(crate) fn may(&self, needed: Role) -> bool {
        self.means != Means::Stranger && self.role >= needed
    }

    /// Whether statements may be judged and speakers merged, for templates.
    pub(crate) fn may_review(&self) -> bool {
        self.may(Role::Reviewer)
    }

    /// Likewise whether searches may be kept and forgotten.
    pub(crate) fn may_keep(&self) -> bool {
        self.may(Role::Keeper)
    }

    /// Whether it is somebody at this machine: what they are shown is the same for everybody here.
    pub(crate) fn is_here(&self) -> bool {
        self.means == Means::Here
    }

    pub(crate) fn is_stranger(&self) -> bool {
        self.means == Means::Stranger
    }

    /// Whether somebody is logged in by a cookie and may want to log out.
    pub(crate) fn has_session(&self) -> bool {
        self.means == Means::Session
    }

    /// Whether the caller said who it is by itself, and not a browser for a page elsewhere.
    pub(crate) fn is_program(&self) -> bool {
        self.means == Means::Token
    }

    /// What the forms of this caller's pages carry.
    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// Whether a form was sent from a page that this caller was given.
    pub(crate) fn sent(&self, token: &str) -> bool {
        match self.means {
            Means::Token => true,
            // Hashes are compared: how long that takes says nothing about the token.
            Means::Here | Means::Session => {
                !self.token.is_empty() && people::digest(token) == people::digest(&self.token)
            }
            Means::Stranger | Means::Basic => false,
        }
    }
}

impl Door {
    /// The door of an archive.
    ///
    /// # Errors
    /// Where others can reach the server, somebody must be able to log in.
    pub(crate) fn of(entrance: Entrance, dir: &Path) -> Result<Door, Failure> {
        let open = entrance.ip.is_loopback() && entrance.hosts.is_empty() && !entrance.behind_tls;
        let log_in = if open { None } else { Some(LogIn::of(dir, &entrance)?) };
        Ok(Door { entrance, log_in, secret: people::secret()? })
    }

    /// Whether people log in.
    pub(crate) fn logs_in(&self) -> bool {
        self.log_in.is_some()
    }

    pub(crate) fn behind_tls(&self) -> bool {
        self.entrance.behind_tls
    }

    /// Whether a request may name this host. A page elsewhere can make a browser ask this server under a name of its own (DNS
    /// rebinding); a number can be no such name.
    pub(crate) fn answers_to(&self, host: &str) -> bool {
        let Some(name) = host_name(host) else { return false };
        let number = name.parse::<IpAddr>().ok();
        let loopback = name.eq_ignore_ascii_case("localhost") || number.is_some_and(|ip| ip.is_loopback());
        let numbered = number.is_some() && self.log_in.is_some() && !self.entrance.ip.is_loopback();
        loopback || numbered || self.entrance.hosts.iter().any(|own| own.eq_ignore_ascii_case(name))
    }

    /// Who sends these headers; None where they claim to be somebody and are not.
    pub(crate) fn caller(&self, head: &HeaderMap) -> Option<Caller> {
        let Some(log_in) = &self.log_in else {
            let token = self.secret.as_str().into();
            return Some(Caller { name: None, role: Role::Keeper, token, means: Means::Here });
        };
        let mut claims = head.get_all(header::AUTHORIZATION).iter();
        match (claims.next(), claims.next()) {
            (Some(claim), None) => log_in.by_token(claim.to_str().ok()?),
            (Some(_), Some(_)) => None,
            (None, _) => Some(log_in.by_session(head, self.session_cookie()).unwrap_or_default()),
        }
    }

    /// Lets somebody in by name and password: gives the cookie to set.
    pub(crate) async fn let_in(&self, name: &str, password: String, from: IpAddr) -> Result<HeaderValue, NotIn> {
        let log_in = self.log_in.as_ref().ok_or(NotIn::Wrong)?;
        let keys = attempts::keys(from, name);
        let now = Instant::now();
        log_in.attempts.take(&keys, now).map_err(NotIn::TooOften)?;
        let person = log_in.people().find(name).filter(|person| person.password.is_some()).cloned();
        let hash = person.as_ref().and_then(|person| person.password.clone());
        let tried = hash.clone().unwrap_or_else(|| log_in.nobodys_hash.clone());
        if !log_in.is_password(password, tried).await? {
            return Err(NotIn::Wrong);
        }
        let (Some(person), Some(hash)) = (person, hash) else { return Err(NotIn::Wrong) };
        log_in.attempts.give_back(&keys, now);
        let id = log_in.sessions.open(&person.name, people::digest(&hash), now).map_err(NotIn::Broken)?;
        let cookie = self.cookie(self.session_cookie(), &id, LASTS.as_secs(), "Lax");
        cookie.ok_or_else(|| NotIn::Broken(Failure::new("a cookie could not be written")))
    }

    /// Ends the session of these headers: gives the cookie to set.
    pub(crate) fn let_out(&self, head: &HeaderMap) -> Option<HeaderValue> {
        if let (Some(log_in), Some(id)) = (&self.log_in, cookie(head, self.session_cookie())) {
            log_in.sessions.close(id);
        }
        self.cookie(self.session_cookie(), "", 0, "Lax")
    }

    /// The token of a log-in form and the cookie that must come back with it, where the browser has none yet: nobody has a session
    /// there, and a page elsewhere must not log a browser in by a name of its choice.
    pub(crate) fn form_for(&self, head: &HeaderMap) -> Result<(String, Option<HeaderValue>), Failure> {
        let kept = cookie(head, self.form_cookie()).filter(|kept| kept.len() == 64);
        let (value, fresh) = match kept {
            Some(kept) => (kept.to_owned(), None),
            None => {
                let value = people::secret()?;
                let cookie = self.cookie(self.form_cookie(), &value, LASTS.as_secs(), "Strict");
                (value, cookie)
            }
        };
        Ok((self.form_token(&value), fresh))
    }

    /// Whether a log-in form came from a page of this server.
    pub(crate) fn is_own_form(&self, head: &HeaderMap, token: &str) -> bool {
        cookie(head, self.form_cookie())
            .is_some_and(|kept| people::digest(token) == people::digest(&self.form_token(kept)))
    }

    /// The address that asks: of a proxy in front, what it says last of whom it asks for.
    pub(crate) fn address(&self, peer: Option<SocketAddr>, head: &HeaderMap) -> IpAddr {
        let named = || {
            let line = head.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
            line.rsplit(',').next()?.trim().parse().ok()
        };
        let told = if self.entrance.behind_tls { named() } else { None };
        told.or(peer.map(|peer| peer.ip())).unwrap_or(IpAddr::from([0, 0, 0, 0]))
    }

    fn form_token(&self, kept: &str) -> String {
        people::digest(&format!("{}{kept}", self.secret))
    }

    /// With TLS under a name that browsers accept from nobody but this very host.
    fn session_cookie(&self) -> &'static str {
        if self.entrance.behind_tls { "__Host-session" } else { "session" }
    }

    fn form_cookie(&self) -> &'static str {
        if self.entrance.behind_tls { "__Host-door" } else { "door" }
    }

    fn cookie(&self, name: &str, value: &str, seconds: u64, same_site: &str) -> Option<HeaderValue> {
        let secure = if self.entrance.behind_tls { "; Secure" } else { "" };
        let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite={same_site}{secure}");
        HeaderValue::from_str(&cookie).ok()
    }
}

impl LogIn {
    fn of(dir: &Path, entrance: &Entrance) -> Result<LogIn, Failure> {
        let people = People::load(dir)?;
        if !people.iter().any(|person| person.password.is_some() || person.token.is_some()) {
            let why = match entrance.ip.is_loopback() {
                true => "a proxy lets others reach this server, and nobody can log in".to_owned(),
                false => format!("others can reach `{}`, and nobody can log in", entrance.ip),
            };
            return Err(Failure::new(why)
                .hint("give somebody a name and a password first: `onrecord access add NAME --role keeper`")
                .hint("for this computer alone, leave out --bind, --host and --behind-tls"));
        }
        Ok(LogIn {
            dir: dir.to_owned(),
            known: Mutex::new((Vec::new(), Arc::default())),
            sessions: Sessions::default(),
            attempts: Attempts::default(),
            nobodys_hash: people::nobodys_hash()?,
            hashing: Semaphore::new(1),
            waiting: Semaphore::new(WAITING),
        })
    }

    /// Everybody as the file says at this moment.
    fn people(&self) -> Arc<People> {
        let bytes = std::fs::read(People::path(&self.dir)).unwrap_or_default();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.0 != bytes {
            *known = (bytes, Arc::new(People::load(&self.dir).unwrap_or_default()));
        }
        Arc::clone(&known.1)
    }

    fn by_token(&self, claim: &str) -> Option<Caller> {
        let (scheme, value) = claim.trim().split_once(' ')?;
        let (token, means) = if scheme.eq_ignore_ascii_case("bearer") {
            (value.trim().to_owned(), Means::Token)
        } else if scheme.eq_ignore_ascii_case("basic") {
            let pair = String::from_utf8(Base64::decode_vec(value.trim()).ok()?).ok()?;
            (pair.split_once(':')?.1.to_owned(), Means::Basic)
        } else {
            return None;
        };
        let people = self.people();
        Some(Caller::of(people.holder(&token)?, Arc::default(), means))
    }

    fn by_session(&self, head: &HeaderMap, name: &str) -> Option<Caller> {
        let Session { name, stamp, token, .. } = self.sessions.find(cookie(head, name)?, Instant::now())?;
        let people = self.people();
        let person = people.find(&name)?;
        let same = person.password.as_deref().is_some_and(|hash| people::digest(hash) == stamp);
        same.then(|| Caller::of(person, token, Means::Session))
    }

    async fn is_password(&self, password: String, hash: String) -> Result<bool, NotIn> {
        let busy = || NotIn::TooOften(Duration::from_secs(2));
        let _place = self.waiting.try_acquire().map_err(|_| busy())?;
        let _turn = self.hashing.acquire().await.map_err(|_| busy())?;
        // A password that nobody can have is hashed cut: the time tells nothing.
        let fits = password.len() <= people::LONGEST_PASSWORD;
        let tried = tokio::task::spawn_blocking(move || {
            let end = password.floor_char_boundary(people::LONGEST_PASSWORD);
            people::is_password(&password[..end], &hash)
        });
        Ok(tried.await.unwrap_or(false) && fits)
    }
}

impl Caller {
    fn of(person: &Person, token: Arc<str>, means: Means) -> Caller {
        Caller { name: Some(person.name.as_str().into()), role: person.role, token, means }
    }
}

impl fmt::Debug for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without its secrets.
        f.debug_struct("Door").field("entrance", &self.entrance).finish_non_exhaustive()
    }
}

/// The name in a `Host` header, without its port; None where it is none.
fn host_name(host: &str) -> Option<&str> {
    let is_port = |port: &str| {
        port.strip_prefix(':').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
    };
    match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((name, port)) => (port.is_empty() || is_port(port)).then_some(name),
        None => match host.find(':') {
            Some(at) => is_port(&host[at..]).then_some(&host[..at]),
            None => Some(host),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entrance(ip: &str, hosts: &[&str], behind_tls: bool) -> Entrance {
        let hosts = hosts.iter().map(|&host| host.to_owned()).collect();
        Entrance { ip: ip.parse().expect("an address"), hosts, behind_tls }
    }

    /// An archive's folder with a reader who has a token.
    fn folder() -> (tempfile::TempDir, String) {
        let dir = tempfile::tempdir().expect("a folder");
        let mut people = People::default();
        let since = jiff::Timestamp::UNIX_EPOCH;
        people.put(Person { name: "feeds".to_owned(), role: Role::Reader, password: None, token: None, since });
        let token = people.new_token("feeds").expect("random numbers").expect("it is there");
        people.save(dir.path()).expect("written");
        (dir, token)
    }

    #[test]
    fn nobody_serves_others_without_a_log_in() {
        let empty = tempfile::tempdir().expect("a folder");
        for entrance in [
            entrance("0.0.0.0", &[], false),
            entrance("::", &[], false),
            entrance("192.0.2.1", &[], true),
            entrance("127.0.0.1", &["record.example"], false),
            entrance("127.0.0.1", &[], true),
            entrance("::ffff:127.0.0.1", &[], false),
        ] {
            let refused = Door::of(entrance.clone(), empty.path()).expect_err("nobody can log in");
            assert!(refused.message().contains("nobody can log in"), "{entrance:?}");
            assert!(refused.hints().is_some_and(|hints| hints.contains("onrecord access add")), "{entrance:?}");
        }
        for ip in ["127.0.0.1", "127.0.0.9", "::1"] {
            assert!(!Door::of(entrance(ip, &[], false), empty.path()).expect("this machine").logs_in(), "{ip}");
        }
    }

    #[test]
    fn only_names_that_are_its_own() {
        let (dir, _) = folder();
        let door = |ip, hosts: &[&str], tls| Door::of(entrance(ip, hosts, tls), dir.path()).expect("a door");
        let (here, far) = (door("127.0.0.1", &[], false), door("0.0.0.0", &["record.example"], false));
        for host in ["localhost", "LOCALHOST:80", "127.0.0.1:4040", "127.9.9.9", "[::1]", "[::1]:4040"] {
            assert!(here.answers_to(host) && far.answers_to(host), "{host}");
        }
        for host in ["record.example", "Record.Example:4343", "10.0.0.1:80", "[2001:db8::1]:80", "0.0.0.0:4040"] {
            assert!(!here.answers_to(host) && far.answers_to(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:4040",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "record.example.evil.example",
            "localhost:",
            "localhost:80:80",
            "[::1]x",
            "user@localhost",
            "127.0.0.1@evil.example",
        ] {
            assert!(!here.answers_to(host) && !far.answers_to(host), "{host}");
        }
        assert!(!door("127.0.0.1", &["record.example"], true).answers_to("10.0.0.1"), "a proxy asks by a name");
    }

    fn head(pairs: &[(header::HeaderName, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).expect("a value"))).collect()
    }

    #[test]
    fn a_token_is_somebody_until_it_is_revoked() {
        let (dir, token) = folder();
        let door = Door::of(entrance("0.0.0.0", &[], false), dir.path()).expect("a door");
        let by = |claim: String| door.caller(&head(&[(header::AUTHORIZATION, &claim)]));
        let program = by(format!("bearer {token}")).expect("it is somebody");
        assert!(program.is_program() && program.sent("") && program.may(Role::Reader) && !program.may(Role::Reviewer));
        let basic = |pair: &str| by(format!("Basic {}", Base64::encode_string(pair.as_bytes())));
        let reader = basic(&format!("anybody:{token}")).expect("it is somebody");
        assert!(reader.name() == Some("feeds") && !reader.sent("") && !reader.is_program());
        for claim in ["Bearer", "Bearer ", "Bearer x", "Basic", "Basic !", "Digest x", &token, ""] {
            assert!(by(claim.to_owned()).is_none(), "{claim}");
        }
        assert!(basic(&token).is_none() && basic("feeds:").is_none());
        let twice = format!("Bearer {token}");
        let mut two = head(&[(header::AUTHORIZATION, &twice)]);
        two.append(header::AUTHORIZATION, HeaderValue::from_static("Bearer x"));
        assert!(door.caller(&two).is_none());

        let mut people = People::load(dir.path()).expect("read");
        assert!(people.revoke("feeds"));
        people.save(dir.path()).expect("written");
        assert!(by(twice.clone()).is_none(), "revoked");
        std::fs::write(People::path(dir.path()), "{").expect("written");
        assert!(by(twice).is_none() && door.caller(&HeaderMap::new()).expect("a stranger").is_stranger());
    }

    #[test]
    fn forms_need_the_token_of_their_page() {
        let (dir, _) = folder();
        let here = Door::of(entrance("127.0.0.1", &[], false), dir.path()).expect("a door");
        let caller = here.caller(&HeaderMap::new()).expect("somebody");
        assert!(caller.sent(caller.token()) && !caller.sent("") && caller.may(Role::Keeper));
        assert!(!Caller::default().sent("") && !Caller::default().may(Role::Reader));
        let door = Door::of(entrance("0.0.0.0", &[], true), dir.path()).expect("a door");
        let (token, fresh) = door.form_for(&HeaderMap::new()).expect("random numbers");
        let fresh = fresh.and_then(|cookie| cookie.to_str().map(str::to_owned).ok()).expect("a cookie");
        assert!(
            fresh.starts_with("__Host-door=")
                && fresh.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure")
        );
        let kept = head(&[(header::COOKIE, fresh.split(';').next().unwrap_or(""))]);
        assert!(
            door.is_own_form(&kept, &token)
                && !door.is_own_form(&kept, "x")
                && !door.is_own_form(&HeaderMap::new(), &token)
        );
    }

    #[test]
    fn a_proxy_says_whom_it_asks_for() {
        let (dir, _) = folder();
        let peer = Some(SocketAddr::from(([192, 0, 2, 7], 80)));
        let forwarded = head(&[("x-forwarded-for".parse().expect("a name"), "203.0.113.9, 198.51.100.4")]);
        let told = |tls| Door::of(entrance("0.0.0.0", &[], tls), dir.path()).expect("a door").address(peer, &forwarded);
        assert_eq!(
            (told(true).to_string(), told(false).to_string()),
            ("198.51.100.4".to_owned(), "192.0.2.7".to_owned())
        );
    }
}
