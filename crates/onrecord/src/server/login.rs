//! Logging in and out, and forms of those who may send them.

use super::{
    Call, Pages,
    answer::{Form, Made},
    door::NotIn,
    guard::{own_address, see_other},
    guest::Guest,
    views::{Fault, login::LogInPage},
};
use axum::{
    body::{Body, Bytes},
    extract::{ConnectInfo, FromRequest, FromRequestParts, Request},
    http::{HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
};
use std::{net::SocketAddr, time::Duration};

/// A form that came from a page of this server, or from a program that may send one: its token was looked at.
pub(super) struct Posted {
    pub(super) call: Call,
    pub(super) body: Bytes,
}

impl FromRequest<Pages> for Posted {
    type Rejection = Response<Body>;

    async fn from_request(request: Request, pages: &Pages) -> Result<Posted, Response<Body>> {
        let (call, body) = taken_apart(request, pages).await?;
        if !call.guest.caller.sent(&field(&body, "token")) {
            let t = call.guest.tongue;
            let fault = Fault::of(403, &t.say("fault-token"), Some(&t.say("fault-token-hint")));
            return Err(Made::fault(&fault, Form::Html, &call.guest).respond(&call.head));
        }
        Ok(Posted { call, body })
    }
}

/// A log-in form: nobody is logged in yet, so that its token is another one.
pub(super) struct Knock {
    call: Call,
    body: Bytes,
    peer: Option<SocketAddr>,
}

impl FromRequest<Pages> for Knock {
    type Rejection = Response<Body>;

    async fn from_request(request: Request, pages: &Pages) -> Result<Knock, Response<Body>> {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| *peer);
        let (call, body) = taken_apart(request, pages).await?;
        Ok(Knock { call, body, peer })
    }
}

async fn taken_apart(request: Request, pages: &Pages) -> Result<(Call, Bytes), Response<Body>> {
    let (mut parts, body) = request.into_parts();
    let Ok(call) = Call::from_request_parts(&mut parts, pages).await;
    let body = Bytes::from_request(Request::from_parts(parts, body), pages).await;
    body.map(|body| (call, body)).map_err(IntoResponse::into_response)
}

/// What a form says in a field; empty where it does not name it.
fn field(body: &[u8], wanted: &str) -> String {
    url::form_urlencoded::parse(body)
        .find(|(name, _)| name == wanted)
        .map_or_else(String::new, |(_, value)| value.into_owned())
}

/// The page that asks for name and password.
pub(super) async fn page(call: Call) -> Response<Body> {
    let to = own_address(call.asked.to.as_deref().unwrap_or("")).to_owned();
    if call.guest.caller.has_session() {
        return see_other(&to);
    }
    shown(&call, &to, "", None)
}

/// Lets somebody in, or asks again.
pub(super) async fn log_in(Knock { call, body, peer }: Knock) -> Response<Body> {
    let (t, door) = (call.guest.tongue, &call.pages.door);
    if !door.is_own_form(&call.head, &field(&body, "token")) {
        let fault = Fault::of(403, &t.say("fault-token"), Some(&t.say("log-in-cookies")));
        return Made::fault(&fault, Form::Html, &call.guest).respond(&call.head);
    }
    let (name, wanted) = (field(&body, "name"), field(&body, "to"));
    let to = own_address(&wanted);
    match door.let_in(&name, field(&body, "password"), door.address(peer, &call.head)).await {
        Ok(cookie) => {
            let mut response = see_other(to);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            response
        }
        Err(why) => shown(&call, to, &name, Some(why)),
    }
}

/// Ends a session.
pub(super) async fn log_out(Posted { call, .. }: Posted) -> Response<Body> {
    let mut response = see_other(super::guard::LOG_IN);
    if let Some(cookie) = call.pages.door.let_out(&call.head) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn shown(call: &Call, to: &str, name: &str, why: Option<NotIn>) -> Response<Body> {
    let t: &Guest = &call.guest;
    let (status, problem, wait) = match why {
        None => (StatusCode::OK, None, None),
        Some(NotIn::Wrong) => (StatusCode::UNAUTHORIZED, Some(t.say("log-in-wrong").text()), None),
        Some(NotIn::TooOften(wait)) => {
            let said = t.say("log-in-often").with("seconds", seconds(wait)).text();
            (StatusCode::TOO_MANY_REQUESTS, Some(said), Some(wait))
        }
        Some(NotIn::Broken(failure)) => return broken(call, &failure.message()),
    };
    let (token, fresh) = match call.pages.door.form_for(&call.head) {
        Ok(form) => form,
        Err(failure) => return broken(call, &failure.message()),
    };
    let page = LogInPage { t: t.clone(), token, to: to.to_owned(), name: name.chars().take(80).collect(), problem };
    let made = Made::page(&page, status).unwrap_or_else(|fault| Made::fault(&fault, Form::Html, t));
    let mut response = made.respond(&call.head);
    let headers = response.headers_mut();
    // The token of the form is one browser's own.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(cookie) = fresh {
        headers.append(header::SET_COOKIE, cookie);
    }
    if let Some(wait) = wait.and_then(|wait| HeaderValue::from_str(&seconds(wait).to_string()).ok()) {
        headers.insert(header::RETRY_AFTER, wait);
    }
    response
}

fn broken(call: &Call, why: &str) -> Response<Body> {
    Made::fault(&Fault::ours(format!("{why}.")), Form::Html, &call.guest).respond(&call.head)
}

/// Whole seconds, at least one.
fn seconds(wait: Duration) -> u64 {
    u64::try_from(wait.as_millis().div_ceil(1_000).max(1)).unwrap_or(u64::MAX)
}
