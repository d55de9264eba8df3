//! What every request must pass and every answer carries.
//!
//! In this order: a request names a host that is ours (a web page elsewhere can make a browser ask us under a name of its own); it reads,
//! or it is a form at one of the few places that take one; whoever asks may do it. A stranger is led to the log-in where there is one
//! and sees nothing else but the files that its page needs. A form comes from a page of ours: its token is looked at where it is
//! taken apart ([`super::login::Posted`]), here what the browser says of where it was sent. Every answer forbids scripts but our own
//! file, frames, foreign resources and referrers, and says in which language it is.

use super::{
    answer::{Form, Made},
    door::Door,
    guest::{self, Guest},
    views::Fault,
    words,
};
use crate::people::Role;
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, Uri, header},
    middleware::Next,
};
use std::sync::Arc;

/// On every answer. `'self'` admits our one style sheet and our one script, which may ask this server only.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (RESOURCES, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Instead, for a card that is made to be shown in other pages: it can be framed, and nothing can be done in it but follow a link.
const FRAMED: &str = "default-src 'none'; style-src 'self'; frame-ancestors *; base-uri 'none'; form-action 'none'";
const RESOURCES: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Where forms are taken, and whose. Everything else can only be read.
const FORMS: [(&str, Role); 3] = [("/review", Role::Reviewer), ("/saved", Role::Keeper), ("/who", Role::Reviewer)];
/// Likewise where people log in.
pub(super) const LOG_IN: &str = "/login";
pub(super) const LOG_OUT: &str = "/logout";

/// What comes instead of the page that was asked for.
enum Instead {
    /// Why not.
    Fault(Fault),
    /// The log-in, and then the page.
    LogIn(String),
}

/// Lets a request through, or answers it with the reason why not.
pub(crate) async fn guard(State(door): State<Arc<Door>>, mut request: Request, next: Next) -> Response<Body> {
    let mut guest = Guest::of(request.uri(), request.headers());
    if door.behind_tls() {
        guest.origin = guest.origin.replacen("http:", "https:", 1);
    }
    let remembered = guest::remembered(request.uri(), door.behind_tls());
    let (tag, framed) = (guest.tag(), is_card(request.uri().path()));
    let mut response = match instead(&door, &request, &mut guest) {
        Some(Instead::Fault(fault)) => refused(&fault, &request, &guest),
        Some(Instead::LogIn(address)) => see_other(&address),
        None => {
            request.extensions_mut().insert(guest);
            next.run(request).await
        }
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if framed {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED));
        headers.remove(header::X_FRAME_OPTIONS);
        headers.insert(RESOURCES, HeaderValue::from_static("cross-origin"));
    }
    if door.logs_in() {
        headers.append(header::VARY, HeaderValue::from_static("authorization"));
        // A proxy must not keep one person's page for another.
        if headers.get(header::CACHE_CONTROL).is_some_and(|kept| kept == "no-cache") {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        }
    }
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(tag));
    headers.append(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    if let Some(cookie) = remembered {
        headers.append(header::SET_COOKIE, cookie);
    }
    response
}

/// An answer that leads on to a page.
pub(super) fn see_other(address: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(address) = HeaderValue::from_str(address) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response
}

fn refused(fault: &Fault, request: &Request, guest: &Guest) -> Response<Body> {
    let form = if fault.status == 401 { Form::split(request.uri().path()).1 } else { Form::Html };
    let mut response = Made::fault(fault, form, guest).respond(request.headers());
    let headers = response.headers_mut();
    match fault.status {
        405 => {
            headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        401 => {
            for way in ["Bearer realm=\"onrecord\"", "Basic realm=\"onrecord\", charset=\"UTF-8\""] {
                headers.append(header::WWW_AUTHENTICATE, HeaderValue::from_static(way));
            }
        }
        _ => {}
    }
    response
}

/// None lets the request through; then the guest knows who it is.
fn instead(door: &Door, request: &Request, guest: &mut Guest) -> Option<Instead> {
    let (method, uri, head) = (request.method(), request.uri(), request.headers());
    let (path, t) = (uri.path(), guest.tongue);
    let fault = |status, error, hint: &'static str| Some(Instead::Fault(Fault::of(status, &error, Some(&t.say(hint)))));
    let mut hosts = head.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok()).unwrap_or("");
    let named = hosts.next().is_none() && door.answers_to(host);
    if !named || !uri.authority().is_none_or(|a| door.answers_to(a.as_str())) {
        let hint = if door.logs_in() { "fault-host-hint-others" } else { "fault-host-hint" };
        return fault(403, t.say("fault-host").with("host", host), hint);
    }
    let reads = method == Method::GET || method == Method::HEAD;
    let Some(needed) = (if reads { Some(Role::Reader) } else { role_of_form(door, method, path) }) else {
        return fault(405, t.say("fault-method").with("method", method.as_str()), "fault-method-hint");
    };
    let Some(caller) = door.caller(head) else {
        return fault(401, t.say("fault-nobody"), "fault-nobody-hint");
    };
    guest.caller = caller;
    if !reads && !guest.caller.is_program() && is_foreign(head, host) {
        return fault(403, t.say("fault-foreign"), "fault-token-hint");
    }
    if is_open(door, path) || guest.caller.may(needed) {
        return None;
    }
    if !guest.caller.is_stranger() {
        let own = t.word("role", guest.caller.role().as_str());
        let error = t.say("fault-role").with("role", own).with("needed", t.word("role", needed.as_str()));
        return fault(403, error, "fault-role-hint");
    }
    if reads && is_for_people(path) {
        let wanted = uri.path_and_query().map_or("/", |wanted| wanted.as_str());
        return Some(Instead::LogIn(words::link(LOG_IN, &[("to", wanted)])));
    }
    fault(401, t.say("fault-stranger"), "fault-stranger-hint")
}

/// Whose form is taken at a place; None where none is.
fn role_of_form(door: &Door, method: &Method, path: &str) -> Option<Role> {
    if method != Method::POST {
        return None;
    }
    if door.logs_in() && (path == LOG_IN || path == LOG_OUT) {
        return Some(Role::Reader);
    }
    FORMS.iter().find(|(place, _)| *place == path).map(|(_, role)| *role)
}

/// What a stranger gets too.
fn is_open(door: &Door, path: &str) -> bool {
    door.logs_in() && (path == LOG_IN || path.starts_with("/assets/"))
}

/// Whether an address is a page, and no data: only who reads a page can fill in a log-in.
fn is_for_people(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or("");
    !last.contains('.') && !matches!(path, "/oembed" | "/healthz") && !is_card(path)
}

/// Whether a form was sent from a page elsewhere, as far as the browser says: newer ones name the site, others the origin. Under our
/// policy of no referrers that is `null`, which says nothing; the form's token is looked at whatever is said here.
fn is_foreign(head: &HeaderMap, host: &str) -> bool {
    let said = |name: &str| head.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    match (said("sec-fetch-site"), said("origin")) {
        (Some(site), _) => !matches!(site, "same-origin" | "none"),
        (None, None | Some("null")) => false,
        (None, Some(origin)) => origin.split_once("://").is_none_or(|(_, own)| !own.eq_ignore_ascii_case(host)),
    }
}

/// `/s/…/card`.
fn is_card(path: &str) -> bool {
    path.strip_prefix("/s/").and_then(|rest| rest.split_once('/')).is_some_and(|(_, rest)| rest == "card")
}

/// The page of an address on this server, for who comes back from the log-in; the first page for anything else.
pub(super) fn own_address(wanted: &str) -> &str {
    let plain = wanted.starts_with('/') && !wanted.starts_with("//") && !wanted.contains(['\\', '\r', '\n', '\t']);
    let known = plain && wanted.parse::<Uri>().is_ok_and(|uri| uri.authority().is_none() && uri.path() != LOG_IN);
    if known { wanted } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_from_elsewhere_is_known_by_what_the_browser_says() {
        let foreign = |pairs: &[(&'static str, &'static str)]| {
            let head: HeaderMap = pairs
                .iter()
                .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
                .collect();
            is_foreign(&head, "record.example:4343")
        };
        for own in [
            &[][..],
            &[("origin", "null")],
            &[("origin", "http://record.example:4343")],
            &[("origin", "https://Record.example:4343")],
            &[("sec-fetch-site", "same-origin"), ("origin", "null")],
            &[("sec-fetch-site", "none")],
        ] {
            assert!(!foreign(own), "{own:?}");
        }
        for other in [
            &[("origin", "http://evil.example")][..],
            &[("origin", "http://record.example")],
            &[("origin", "evil")],
            &[("sec-fetch-site", "cross-site"), ("origin", "null")],
            &[("sec-fetch-site", "same-site"), ("origin", "http://record.example:4343")],
        ] {
            assert!(foreign(other), "{other:?}");
        }
    }

    #[test]
    fn a_log_in_leads_back_to_this_server_only() {
        for own in ["/", "/s/s0000000000000?lang=ru", "/search?q=a%20b"] {
            assert_eq!(own_address(own), own);
        }
        for other in
            ["", "//evil.example", "/\\evil.example", "https://evil.example/", "javascript:1", "/a\r\nb", "/login", "x"]
        {
            assert_eq!(own_address(other), "/", "{other:?}");
        }
        assert!(is_for_people("/search") && is_for_people("/s/s1") && is_for_people("/"));
        assert!(!is_for_people("/search.json") && !is_for_people("/s/s1.bib") && !is_for_people("/s/s1/card"));
    }
}
