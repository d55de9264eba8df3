//! One question to the web and its answer, byte for byte.
//!
//! Takes a [`Target`] and what is wanted of it, gives an [`Answer`] or a [`Missed`] that says why there is none. One connection a
//! question; only an address that has just been judged is dialled, and nothing is resolved a second time in between, so that a name
//! cannot mean one machine for the judge and another for the connection. Follows no redirect: whoever follows comes back here with the
//! next target, which is judged like the first. Never more bytes than [`Limits`] allow, packed or unpacked; never more time. Uses no
//! proxy: nothing of the environment is read.

pub(crate) mod net;

use super::address::{self, Reach, Refused, Target};
use jiff::Timestamp;
use net::{Net, Stream};
use onrecord_archive::http::{Broken, Head, Incoming};
use std::{
    fmt,
    future::Future,
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::timeout,
};
use url::Url;

/// The name by which a site's robots.txt can speak to this program (RFC 9309, product token).
pub(crate) const PRODUCT: &str = "onrecord";

/// What an answer may cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Finding the name's addresses and reaching one of them.
    pub(crate) connect: Duration,
    /// From then on until the head of the answer is there.
    pub(crate) head: Duration,
    /// All together.
    pub(crate) whole: Duration,
    /// Of the body, packed and unpacked alike.
    pub(crate) bytes: usize,
}

/// A browser waits longer; a page that takes a minute will be asked again. The bytes are three times what a page may have when it is
/// read, for sitemaps.
impl Default for Limits {
    fn default() -> Limits {
        let seconds = Duration::from_secs;
        Limits { connect: seconds(10), head: seconds(30), whole: seconds(60), bytes: 16 << 20 }
    }
}

/// What is wanted: decides which media types are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A page to be read.
    Page,
    /// A list of pages: a feed, a sitemap, or a page that turns out to be neither.
    List,
    /// A robots.txt: whatever it is called.
    Robots,
}

/// A question.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    /// Whom and what.
    pub(crate) target: Target,
    /// What kind of answer is taken.
    pub(crate) wanted: Wanted,
    /// What the last answer said of itself, so that an unchanged one need not be sent again.
    pub(crate) known: Validators,
}

/// By what a server knows again what it sent before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Validators {
    /// `ETag`.
    pub(crate) etag: Option<String>,
    /// `Last-Modified`.
    pub(crate) last_modified: Option<String>,
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// The address that was asked.
    pub(crate) url: Url,
    /// When the question was put.
    pub(crate) at: Timestamp,
    /// Until the last byte.
    pub(crate) took: Duration,
    /// Who answered.
    pub(crate) peer: IpAddr,
    /// As sent.
    pub(crate) request: Vec<u8>,
    /// As received.
    pub(crate) response: Vec<u8>,
    /// What its head says.
    pub(crate) head: Head,
    /// Its body: unpacked.
    pub(crate) body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Missed {
    /// The address may not be fetched.
    Refused(Refused),
    /// The name stands for nothing, or the resolver failed.
    NoName(io::Error),
    /// Nobody took the connection.
    NoConnection(io::Error),
    /// The site could not show who it is, or spoke no TLS.
    NoTrust(io::Error),
    /// The connection broke.
    CutOff(io::Error),
    /// It took too long; what was waited for.
    TooSlow(&'static str),
    /// What came is no answer.
    Broken(Broken),
    /// It is something else than was wanted; its media type.
    OtherType(String),
    /// The site's robots.txt does not allow it; the rule.
    Robots(String),
    /// The host wants to be left alone until then.
    Later(Timestamp),
    /// Redirects without a page at their end.
    Astray(&'static str),
}

impl Missed {
    /// Whether the host is to blame rather than this one address: then everything on it waits.
    pub(crate) fn concerns_host(&self) -> bool {
        use Missed as M;
        !matches!(
            self,
            M::Refused(_) | M::OtherType(_) | M::Broken(Broken::TooLong(_)) | M::Robots(_) | M::Later(_) | M::Astray(_)
        )
    }
}

impl fmt::Display for Missed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Missed::Refused(why) => write!(f, "{why}"),
            Missed::NoName(error) => write!(f, "its name could not be looked up ({error})"),
            Missed::NoConnection(error) => write!(f, "nobody answers there ({error})"),
            Missed::NoTrust(error) => write!(f, "the site could not prove who it is ({error})"),
            Missed::CutOff(error) => write!(f, "the connection broke ({error})"),
            Missed::TooSlow(what) => write!(f, "it took too long {what}"),
            Missed::Broken(why) => write!(f, "{why}"),
            Missed::OtherType(kind) => write!(f, "it is `{kind}`, which is not read"),
            Missed::Robots(rule) => write!(f, "the site's robots.txt does not allow it ({rule})"),
            Missed::Later(until) => write!(f, "the site asked to be left alone until {until:.0}"),
            Missed::Astray(why) => write!(f, "{why}"),
        }
    }
}

impl From<Broken> for Missed {
    fn from(why: Broken) -> Missed {
        Missed::Broken(why)
    }
}

/// The clock, so that a test can live through ten days in a second.
pub(crate) type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Asks questions.
pub(crate) struct Web {
    net: Arc<dyn Net>,
    reach: Reach,
    limits: Limits,
    clock: Clock,
}

impl Web {
    /// The real web.
    pub(crate) fn new(reach: Reach) -> Web {
        Web::over(Arc::new(net::System::new(reach)), reach, Limits::default(), Arc::new(Timestamp::now))
    }

    /// Over any network.
    pub(crate) fn over(net: Arc<dyn Net>, reach: Reach, limits: Limits, clock: Clock) -> Web {
        Web { net, reach, limits, clock }
    }

    /// What may be reached.
    pub(crate) fn reach(&self) -> Reach {
        self.reach
    }

    /// The time.
    pub(crate) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Puts one question.
    pub(crate) async fn ask(&self, question: &Question) -> Result<Answer, Missed> {
        let whole = timeout(self.limits.whole, self.ask_at_leisure(question));
        whole.await.unwrap_or(Err(Missed::TooSlow("to send the whole answer")))
    }

    async fn ask_at_leisure(&self, question: &Question) -> Result<Answer, Missed> {
        let (at, started) = (self.now(), tokio::time::Instant::now());
        let target = &question.target;
        let (mut stream, peer) = in_time(self.limits.connect, "to connect", self.connect(target)).await?;
        let request = question.in_bytes();
        let exchange = async {
            stream.write_all(&request).await.map_err(Missed::CutOff)?;
            stream.flush().await.map_err(Missed::CutOff)?;
            self.listen(&mut stream, question.wanted).await
        };
        let (response, head, payload) = exchange.await?;
        let body = head.unpacked(payload, self.limits.bytes)?;
        let took = started.elapsed();
        Ok(Answer { url: target.url.clone(), at, took, peer: peer.ip(), request, response, head, body })
    }

    /// Judges, dials what was judged, and for `https` makes sure that it is who it should be.
    async fn connect(&self, target: &Target) -> Result<(Box<dyn Stream>, SocketAddr), Missed> {
        let ips = match target.literal() {
            Some(ip) => vec![ip],
            None => self.net.resolve(&target.host_name()).await.map_err(Missed::NoName)?,
        };
        let judged = address::judge_all(&ips, target.port, self.reach).map_err(Missed::Refused)?;
        let mut last = None;
        // Two tries: the other family of addresses may work where one does not.
        for address in first_of_each_family(&judged) {
            match self.net.connect(address).await {
                Ok(stream) if target.url.scheme() == "https" => {
                    return Ok((net::trusted(stream, &target.host).await.map_err(Missed::NoTrust)?, address));
                }
                Ok(stream) => return Ok((stream, address)),
                Err(error) => last = Some(error),
            }
        }
        Err(Missed::NoConnection(last.unwrap_or_else(|| io::ErrorKind::AddrNotAvailable.into())))
    }

    /// Reads until the answer is complete. A media type that is not wanted ends it with the head.
    async fn listen(&self, stream: &mut Box<dyn Stream>, wanted: Wanted) -> Result<(Vec<u8>, Head, Vec<u8>), Missed> {
        let mut incoming = Incoming::new(self.limits.bytes);
        let mut bytes = Vec::new();
        let mut read_on = async |bytes: &mut Vec<u8>| match stream.read_buf(bytes).await {
            Ok(n) => Ok(n == 0),
            // Servers that end a TLS connection without saying so are common; whether all is there, the framing tells.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(true),
            Err(error) => Err(Missed::CutOff(error)),
        };
        let begun = async {
            let mut complete = false;
            while incoming.head().is_none() {
                let ended = read_on(&mut bytes).await?;
                complete = incoming.look(&bytes, ended)?;
            }
            Ok::<bool, Missed>(complete)
        };
        let mut complete = in_time(self.limits.head, "to begin its answer", begun).await?;
        if let Some(head) = incoming.head() {
            check_type(head, wanted)?;
        }
        // Chunks of one byte carry five of framing: an answer that is mostly framing is none.
        let most = self.limits.bytes.saturating_mul(2).saturating_add(64 << 10);
        while !complete {
            if bytes.len() > most {
                return Err(Missed::Broken(Broken::TooLong(self.limits.bytes)));
            }
            let ended = read_on(&mut bytes).await?;
            complete = incoming.look(&bytes, ended)?;
        }
        let payload = incoming.payload(&bytes);
        let head = incoming.head().cloned().ok_or(Broken::Head)?;
        Ok((bytes, head, payload))
    }
}

async fn in_time<T>(
    limit: Duration,
    what: &'static str,
    work: impl Future<Output = Result<T, Missed>>,
) -> Result<T, Missed> {
    timeout(limit, work).await.unwrap_or(Err(Missed::TooSlow(what)))
}

fn first_of_each_family(judged: &[SocketAddr]) -> impl Iterator<Item = SocketAddr> {
    let first = judged.first().copied();
    let other = judged.iter().copied().find(|a| first.is_some_and(|f| f.is_ipv4() != a.is_ipv4()));
    first.into_iter().chain(other)
}

/// Only what was asked for is read: a film under the address of an article would cost its length.
fn check_type(head: &Head, wanted: Wanted) -> Result<(), Missed> {
    let Some(given) = head.get("content-type").filter(|_| (200..300).contains(&head.status)) else { return Ok(()) };
    let kind = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let taken = match wanted {
        Wanted::Robots => true,
        Wanted::Page => {
            kind.is_empty()
                || kind.starts_with("text/")
                || ["/xhtml+xml", "/xml", "/pdf"].iter().any(|ending| kind.ends_with(ending))
        }
        Wanted::List => {
            kind.starts_with("text/")
                || ["xml", "json", "rss", "gzip", "octet-stream"].iter().any(|part| kind.contains(part))
        }
    };
    if taken { Ok(()) } else { Err(Missed::OtherType(kind)) }
}

impl Question {
    fn in_bytes(&self) -> Vec<u8> {
        let url = &self.target.url;
        let query = url.query().map(|q| format!("?{q}")).unwrap_or_default();
        let port = url.port().map(|p| format!(":{p}")).unwrap_or_default();
        let accept = match self.wanted {
            Wanted::Page => "text/html,application/xhtml+xml,text/plain;q=0.8,application/pdf;q=0.8",
            Wanted::List => {
                "application/atom+xml,application/rss+xml,application/feed+json,application/xml,text/xml,text/html;q=0.8,*/*;q=0.1"
            }
            Wanted::Robots => "text/plain,*/*;q=0.1",
        };
        let mut head = format!(
            "GET {}{query} HTTP/1.1\r\nHost: {}{port}\r\nUser-Agent: {}\r\nAccept: {accept}\r\n\
             Accept-Encoding: gzip, br, zstd\r\nConnection: close\r\n",
            url.path(),
            self.target.host,
            user_agent(),
        );
        // What a server said comes back to it only as it may stand in a header.
        let sound = |value: &&String| value.bytes().all(|b| matches!(b, 0x20..=0x7e));
        for (name, value) in [("If-None-Match", &self.known.etag), ("If-Modified-Since", &self.known.last_modified)] {
            if let Some(value) = value.as_ref().filter(sound) {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        head.push_str("\r\n");
        head.into_bytes()
    }
}

/// How this program introduces itself.
pub(crate) fn user_agent() -> String {
    format!("{PRODUCT}/{} (keeps pages as evidence; obeys robots.txt)", env!("CARGO_PKG_VERSION"))
}

impl Answer {
    /// What the answer says of itself.
    pub(crate) fn validators(&self) -> Validators {
        let value = |name: &str| self.head.get(name).map(str::to_owned);
        Validators { etag: value("etag"), last_modified: value("last-modified") }
    }

    /// Where it sends us, if it does.
    pub(crate) fn redirect(&self) -> Option<Result<Url, url::ParseError>> {
        let moved = matches!(self.head.status, 301 | 302 | 303 | 307 | 308);
        self.head.get("location").filter(|_| moved).map(|to| self.url.join(to))
    }

    /// Until when it asks to be left alone.
    pub(crate) fn retry_after(&self) -> Option<Timestamp> {
        let value = self.head.get("retry-after")?;
        match value.parse::<i64>() {
            Ok(seconds) => self.at.checked_add(jiff::SignedDuration::from_secs(seconds.clamp(0, 31_536_000))).ok(),
            Err(_) => jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(value).ok(),
        }
    }
}
