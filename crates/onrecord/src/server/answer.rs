//! From a view to bytes: the HTML or JSON of a page, its headers, and 304 where the reader has it already.

use super::{
    assets, csv,
    guest::Guest,
    views::{Fault, fault::FaultPage},
};
use askama::Template;
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
};
use serde::Serialize;
use serde_json::json;

/// Which face of a page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// For people.
    Html,
    /// For programs: the same fields.
    Json,
    /// For spreadsheets: the page's list.
    Csv,
}

/// A body with its type, made off the threads that answer.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    status: StatusCode,
    media_type: &'static str,
    body: Bytes,
}

impl Form {
    /// `x.json` → `x` and JSON.
    pub(crate) fn split(name: &str) -> (&str, Form) {
        match name.rsplit_once('.') {
            Some((name, "json")) => (name, Form::Json),
            Some((name, "csv")) => (name, Form::Csv),
            _ => (name, Form::Html),
        }
    }
}

impl Made {
    /// Writes a page.
    pub(crate) fn of<V: Template + Serialize>(view: &V, form: Form) -> Result<Made, Fault> {
        Made::written(view, form, StatusCode::OK)
    }

    /// Writes a page with a status of its own.
    pub(crate) fn page<V: Template + Serialize>(view: &V, status: StatusCode) -> Result<Made, Fault> {
        Made::written(view, Form::Html, status)
    }

    /// Data that is no page.
    pub(crate) fn data(data: &impl Serialize) -> Result<Made, Fault> {
        let body = serde_json::to_vec(data).map_err(|e| Fault::ours(format!("The JSON failed: {e}.")))?;
        Ok(Made::whole("application/json", body))
    }

    /// A body that is written already.
    pub(crate) fn whole(media_type: &'static str, body: Vec<u8>) -> Made {
        Made { status: StatusCode::OK, media_type, body: body.into() }
    }

    /// A table that is written already.
    pub(crate) fn csv(body: Vec<u8>) -> Made {
        Made::whole("text/csv; charset=utf-8", body)
    }

    /// Writes the page of a fault.
    pub(crate) fn fault(fault: &Fault, form: Form, guest: &Guest) -> Made {
        let status = StatusCode::from_u16(fault.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let page = FaultPage { t: guest.clone(), fault: fault.clone() };
        Made::written(&page, form, status).unwrap_or_else(|second| Made {
            status,
            media_type: "text/plain; charset=utf-8",
            body: format!("{}\n{}\n", fault.error, second.error).into_bytes().into(),
        })
    }

    /// Where the making itself broke down.
    pub(crate) fn broken() -> Made {
        let (status, media_type) = (StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8");
        Made { status, media_type, body: Bytes::from_static(b"Making this page failed.\n") }
    }

    fn written<V: Template + Serialize>(view: &V, form: Form, status: StatusCode) -> Result<Made, Fault> {
        let failed = |e: serde_json::Error| Fault::ours(format!("The JSON failed: {e}."));
        let (media_type, body) = match form {
            Form::Html => {
                let html = view.render().map_err(|e| Fault::ours(format!("The template failed: {e}.")))?;
                ("text/html; charset=utf-8", html.into_bytes())
            }
            Form::Json => ("application/json", serde_json::to_vec(view).map_err(failed)?),
            // What has no list is a table of one row: itself.
            Form::Csv => {
                let data = serde_json::to_value(view).map_err(failed)?;
                let table = csv::of(&data).or_else(|| csv::of(&json!({ "statements": [data] })));
                ("text/csv; charset=utf-8", table.unwrap_or_default().into_bytes())
            }
        };
        Ok(Made { status, media_type, body: body.into() })
    }

    /// The body of an answer that went well: one that can be given again.
    pub(crate) fn well(&self) -> Option<&Bytes> {
        (self.status == StatusCode::OK).then_some(&self.body)
    }

    /// The response: checked again by the reader each time, sent again only when it changed.
    pub(crate) fn respond(self, asked: &HeaderMap) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        if self.status != StatusCode::OK {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type));
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            *response.body_mut() = Body::from(self.body);
            return response;
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        // Weak, because the same page may go out compressed or not.
        let tag = format!("W/\"{:016x}\"", assets::fingerprint(&self.body));
        let known = asked.get_all(header::IF_NONE_MATCH).iter().any(|known| {
            known.to_str().is_ok_and(|known| known.split(',').any(|one| one.trim() == tag || one.trim() == "*"))
        });
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        *response.body_mut() = Body::from(self.body);
        response
    }
}
