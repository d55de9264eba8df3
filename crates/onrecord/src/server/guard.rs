//! What every request must pass and every answer carries.
//!
//! The server listens on loopback, but a web page elsewhere can still make a browser ask it, under a name of its own that resolves to
//! 127.0.0.1 (DNS rebinding). So a request must name a loopback host. Nothing can be changed here but by a decision of review, whose form carries a token: GET and HEAD only beside it. Every answer
//! forbids scripts but our own file, frames, foreign resources and referrers, and says in which language it is.

use super::{
    answer::{Form, Made},
    guest::{self, Guest},
    tongue::Tongue,
    views::Fault,
};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, Response, Uri, header},
    middleware::Next,
};
use std::net::IpAddr;

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

/// `/s/…/card`.
fn is_card(path: &str) -> bool {
    path.strip_prefix("/s/").and_then(|rest| rest.split_once('/')).is_some_and(|(_, rest)| rest == "card")
}

/// Lets a request through, or answers it with the reason why not.
pub(crate) async fn guard(request: Request, next: Next) -> Response<Body> {
    let guest = Guest::of(request.uri(), request.headers());
    let remembered = guest::remembered(request.uri());
    let framed = is_card(request.uri().path());
    let mut response = match refusal(request.method(), request.uri(), request.headers(), guest.tongue) {
        Some(fault) => {
            let mut response = Made::fault(&fault, Form::Html, &guest).respond(request.headers());
            if fault.status == 405 {
                response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            }
            response
        }
        None => next.run(request).await,
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
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(guest.tag()));
    headers.append(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    if let Some(cookie) = remembered {
        headers.append(header::SET_COOKIE, cookie);
    }
    response
}

fn refusal(method: &Method, uri: &Uri, headers: &HeaderMap, t: Tongue) -> Option<Fault> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok()).unwrap_or("");
    let named = hosts.next().is_none() && is_loopback(host) && uri.authority().is_none_or(|a| is_loopback(a.as_str()));
    if !named {
        let error = t.say("fault-host").with("host", host);
        return Some(Fault::of(403, &error, Some(&t.say("fault-host-hint"))));
    }
    let decides = method == Method::POST && uri.path() == "/review";
    if method != Method::GET && method != Method::HEAD && !decides {
        let error = t.say("fault-method").with("method", method.as_str());
        return Some(Fault::of(405, &error, Some(&t.say("fault-method-hint"))));
    }
    None
}

/// `localhost`, 127.x.x.x or `[::1]`, with or without a port.
fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((name, port)) if port.is_empty() || is_port(port) => name,
        Some(_) => return false,
        None => match host.find(':') {
            Some(at) if is_port(&host[at..]) => &host[..at],
            Some(_) => return false,
            None => host,
        },
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn is_port(port: &str) -> bool {
    port.strip_prefix(':').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_names_of_this_machine() {
        for host in ["localhost", "LOCALHOST:80", "127.0.0.1:4040", "127.9.9.9", "[::1]", "[::1]:4040"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:4040",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "0.0.0.0:4040",
            "10.0.0.1",
            "[::ffff:10.0.0.1]",
            "localhost:",
            "localhost:80:80",
            "[::1]x",
            "user@localhost",
            "127.0.0.1@evil.example",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
