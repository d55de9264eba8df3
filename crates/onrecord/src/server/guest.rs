//! Who asks: in which language the page speaks, from which address it was asked for, and what the door knows of the caller.
//!
//! The language is the one of `?lang=` (which is then remembered in a cookie), else of the cookie, else the one that the browser
//! prefers. Every page has a guest as its field `t`, so that a template says `t.say("…")`.

use super::{door::Caller, tongue::Tongue};
use axum::http::{Extensions, HeaderMap, HeaderValue, Uri, header};
use std::{borrow::Cow, ops::Deref};

/// The cookie that keeps the language.
const LANGUAGE: &str = "lang";
/// How long it is kept: a year, in seconds.
const KEPT: u32 = 31_536_000;

/// Who asks for a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Guest {
    pub(crate) tongue: Tongue,
    /// Under which name this server was asked, for links that leave it: `http://127.0.0.1:4343`.
    pub(crate) origin: String,
    /// Who it is and what it may do; a stranger until the guard has looked.
    pub(crate) caller: Caller,
    /// Path and query of the page, without the language.
    here: String,
}

impl Guest {
    pub(crate) fn of(uri: &Uri, head: &HeaderMap) -> Guest {
        let accepted = || head.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("");
        let kept = || cookie(head, LANGUAGE).and_then(Tongue::of_tag);
        let tongue = asked(uri).or_else(kept).unwrap_or_else(|| Tongue::preferred(accepted()));
        // The guard has found it to be a name of ours.
        let host = head.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
        Guest { tongue, origin: format!("http://{host}"), caller: Caller::default(), here: without_language(uri) }
    }

    /// The guest of a request that the guard let through.
    pub(crate) fn asking(known: &Extensions, uri: &Uri, head: &HeaderMap) -> Guest {
        known.get::<Guest>().cloned().unwrap_or_else(|| Guest::of(uri, head))
    }

    /// Every language: its tag, its own name, and this page in it (None for the one it is in).
    pub(crate) fn tongues(&self) -> impl Iterator<Item = (&'static str, &'static str, Option<String>)> + '_ {
        Tongue::ALL.into_iter().map(|(tongue, tag, name)| {
            let joint = if self.here.contains('?') { '&' } else { '?' };
            (tag, name, (tongue != self.tongue).then(|| format!("{}{joint}{LANGUAGE}={tag}", self.here)))
        })
    }
}

impl Deref for Guest {
    type Target = Tongue;

    fn deref(&self) -> &Tongue {
        &self.tongue
    }
}

/// The cookie to set where the address asks for a language.
pub(crate) fn remembered(uri: &Uri, behind_tls: bool) -> Option<HeaderValue> {
    let tag = asked(uri)?.tag();
    let secure = if behind_tls { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{LANGUAGE}={tag}; Path=/; Max-Age={KEPT}; HttpOnly; SameSite=Lax{secure}")).ok()
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(head: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = head.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| {
        let (own, value) = pair.trim().split_once('=')?;
        (own == name).then_some(value)
    })
}

fn asked(uri: &Uri) -> Option<Tongue> {
    pairs(uri).find(|(name, _)| name == LANGUAGE).and_then(|(_, value)| Tongue::of_tag(&value))
}

fn pairs(uri: &Uri) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    url::form_urlencoded::parse(uri.query().unwrap_or("").as_bytes())
}

fn without_language(uri: &Uri) -> String {
    let kept: Vec<_> = pairs(uri).filter(|(name, _)| name != LANGUAGE).collect();
    let kept: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (&**name, &**value)).collect();
    super::words::link(uri.path(), &kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guest(address: &str, head: &[(header::HeaderName, &'static str)]) -> (Tongue, String) {
        let head = head.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect();
        let uri: Uri = address.parse().expect("an address");
        let guest = Guest::of(&uri, &head);
        let other = guest.tongues().find_map(|(.., href)| href).unwrap_or_default();
        (guest.tongue, other)
    }

    #[test]
    fn the_address_comes_before_the_cookie_and_the_cookie_before_the_browser() {
        let browser = (header::ACCEPT_LANGUAGE, "ru");
        let kept = (header::COOKIE, "a=b; lang=en");
        assert_eq!(guest("/", &[]), (Tongue::English, "/?lang=ru".to_owned()));
        assert_eq!(guest("/s?q=a%20b&lang=ru", &[]), (Tongue::Russian, "/s?q=a+b&lang=en".to_owned()));
        assert_eq!(guest("/", std::slice::from_ref(&browser)).0, Tongue::Russian);
        assert_eq!(guest("/", &[browser.clone(), kept.clone()]).0, Tongue::English);
        assert_eq!(guest("/?lang=ru", &[browser, kept]).0, Tongue::Russian);
        assert_eq!(guest("/?lang=xx", &[]).0, Tongue::English);
    }
}
