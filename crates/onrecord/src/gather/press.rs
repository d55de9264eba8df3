//! For tests: a press of simulated sites behind a network of its own, with a clock that runs as fast as nobody waits.
//!
//! Runs under tokio's paused clock: a site that takes a minute costs nothing, ten days pass in seconds, and what happens is the same
//! each time. Notes every connection and every question, and the most that were open to one address at a time.

use super::{
    address::Reach,
    web::{
        Clock, Limits, Web,
        net::{Answered, Net, Stream},
    },
};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, DuplexStream},
    time::Instant,
};

/// A question as a site sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) host: String,
    /// With its query.
    pub(crate) path: String,
    /// Everything from the first line to the empty one.
    pub(crate) head: String,
    pub(crate) at: Timestamp,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|l| l.strip_prefix(name)?.strip_prefix(": "))
    }
}

/// What a site does.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// Sends these bytes after a while and hangs up.
    Bytes(Duration, Vec<u8>),
    /// Sends the bytes again and again, with a pause after each time.
    Drip(Duration, Vec<u8>),
    /// Takes the question and says nothing.
    Silence,
    /// Hangs up.
    HangUp,
}

/// `reply(status line, headers, body)`, at once.
pub(crate) fn reply(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Reply {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    Reply::Bytes(Duration::ZERO, [head.as_bytes(), body].concat())
}

pub(crate) fn page(body: impl AsRef<[u8]>) -> Reply {
    reply("200 OK", "Content-Type: text/html; charset=utf-8\r\n", body)
}

pub(crate) fn not_found() -> Reply {
    reply("404 Not Found", "Content-Type: text/html\r\n", "<p>Nothing here.")
}

type Sites = dyn Fn(&Asked) -> Reply + Send + Sync;

/// The press.
pub(crate) struct Press {
    began: Timestamp,
    started: Instant,
    /// Names with answers of their own, given one after the other, the last one for ever. An empty answer is an error.
    pub(crate) names: Mutex<HashMap<String, Vec<Vec<IpAddr>>>>,
    /// Every address that was dialled.
    pub(crate) dialled: Mutex<Vec<SocketAddr>>,
    /// Every question that was put.
    pub(crate) asked: Arc<Mutex<Vec<Asked>>>,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
    pub(crate) most_open: Mutex<usize>,
    sites: Arc<Sites>,
}

impl Press {
    /// Within a tokio runtime whose clock is paused.
    pub(crate) fn new(sites: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Arc<Press> {
        let began = "2026-03-02T06:00:00Z".parse().expect("a time");
        Arc::new(Press {
            began,
            started: Instant::now(),
            names: Mutex::default(),
            dialled: Mutex::default(),
            asked: Arc::default(),
            open: Arc::default(),
            most_open: Mutex::default(),
            sites: Arc::new(sites),
        })
    }

    pub(crate) fn name(&self, host: &str, answers: &[&[&str]]) {
        let answers = answers.iter().map(|a| a.iter().map(|ip| ip.parse().expect("an address")).collect()).collect();
        locked(&self.names).insert(host.to_owned(), answers);
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.began + SignedDuration::try_from(self.started.elapsed()).expect("short")
    }

    pub(crate) fn web(self: &Arc<Press>) -> Web {
        let press = Arc::clone(self);
        let clock: Clock = Arc::new(move || press.now());
        let net: Arc<dyn Net> = Arc::<Press>::clone(self);
        Web::over(net, Reach::Public, Limits::default(), clock)
    }

    /// Paths asked for, with their hosts, in order.
    pub(crate) fn paths(&self) -> Vec<String> {
        locked(&self.asked).iter().map(|a| format!("{}{}", a.host, a.path)).collect()
    }
}

/// Somewhere on the public internet, the same for the same name.
fn home(host: &str) -> IpAddr {
    let digest = Sha256::digest(host);
    IpAddr::V4(Ipv4Addr::new(93, digest[0], digest[1], digest[2]))
}

impl Net for Press {
    fn resolve<'a>(&'a self, host: &'a str) -> Answered<'a, Vec<IpAddr>> {
        let mut names = locked(&self.names);
        let answer = match names.get_mut(host) {
            None => Ok(vec![home(host)]),
            Some(answers) => {
                let answer = if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() };
                if answer.is_empty() { Err(io::Error::other("no such name")) } else { Ok(answer) }
            }
        };
        Box::pin(async { answer })
    }

    fn connect(&self, to: SocketAddr) -> Answered<'_, Box<dyn Stream>> {
        locked(&self.dialled).push(to);
        let open = {
            let mut open = locked(&self.open);
            let open = open.entry(to.ip()).or_default();
            *open += 1;
            *open
        };
        let mut most = locked(&self.most_open);
        *most = open.max(*most);
        let (ours, theirs) = tokio::io::duplex(1 << 16);
        let (sites, log, count) = (Arc::clone(&self.sites), Arc::clone(&self.asked), Arc::clone(&self.open));
        let (began, started) = (self.began, self.started);
        tokio::spawn(async move {
            let now = move || began + SignedDuration::try_from(started.elapsed()).expect("short");
            serve(theirs, sites, log, now).await;
            *locked(&count).entry(to.ip()).or_default() -= 1;
        });
        let ours: Box<dyn Stream> = Box::new(ours);
        Box::pin(async { Ok(ours) })
    }
}

/// Answers one question; whoever asked may have gone away.
async fn serve(mut wire: DuplexStream, sites: Arc<Sites>, log: Arc<Mutex<Vec<Asked>>>, now: impl Fn() -> Timestamp) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match wire.read_buf(&mut head).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
    }
    let head = String::from_utf8(head).expect("our own head");
    let path = head.split(' ').nth(1).expect("a request line").to_owned();
    let mut asked = Asked { host: String::new(), path, head, at: now() };
    asked.host = asked.header("Host").expect("a host").to_owned();
    let reply = sites(&asked);
    locked(&log).push(asked);
    match reply {
        Reply::Bytes(wait, bytes) => {
            tokio::time::sleep(wait).await;
            let _ = wire.write_all(&bytes).await;
        }
        Reply::Drip(pause, bytes) => {
            while wire.write_all(&bytes).await.is_ok() {
                tokio::time::sleep(pause).await;
            }
        }
        Reply::Silence => {
            let _ = wire.read_buf(&mut Vec::new()).await;
        }
        Reply::HangUp => {}
    }
}

pub(crate) fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
