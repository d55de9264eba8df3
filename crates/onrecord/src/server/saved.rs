//! Keeping and forgetting searches through the pages.
//!
//! Takes the form of the search page or of the page of saved searches; who may send one, the guard and the door have decided.

use super::{Pages, answer::Made, guard, login::Posted, tongue::Tongue, views::Fault};
use axum::{body::Body, http::Response};
use jiff::Timestamp;
use onrecord_archive::SavedSearch;

/// What a form says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Filled {
    act: String,
    name: String,
    query: String,
}

impl Filled {
    fn parse(body: &[u8]) -> Filled {
        let mut filled = Filled::default();
        for (name, value) in url::form_urlencoded::parse(body) {
            let field = match &*name {
                "act" => &mut filled.act,
                "name" => &mut filled.name,
                "query" => &mut filled.query,
                _ => continue,
            };
            value.trim().clone_into(field);
        }
        filled
    }
}

/// Keeps or forgets a search, then shows all of them.
pub(super) async fn act(Posted { call, body }: Posted) -> Response<Body> {
    let filled = Filled::parse(&body);
    let (pages, guest, head) = (call.pages, call.guest, call.head);
    let (t, who) = (guest.tongue, guest.caller.name().map(str::to_owned));
    let done = tokio::task::spawn_blocking(move || take(&pages, filled, who, t));
    match done.await {
        Ok(Ok(())) => guard::see_other("/saved"),
        Ok(Err(fault)) => Made::fault(&fault, super::Form::Html, &guest).respond(&head),
        Err(_) => Made::broken().respond(&head),
    }
}

fn take(pages: &Pages, filled: Filled, who: Option<String>, t: Tongue) -> Result<(), Fault> {
    let wanting = |what| Fault::of(400, &t.say("fault-form").with("field", what), None);
    if filled.name.is_empty() {
        return Err(wanting("name"));
    }
    match filled.act.as_str() {
        // The key Enter in the field sends the form without the button that it stands beside.
        "keep" | "" => {
            let search = SavedSearch { name: filled.name, query: filled.query, at: Timestamp::now(), who };
            pages.review.in_turn(|archive| archive.save_search(&search))
        }
        "forget" => pages.review.in_turn(|archive| archive.forget_search(&filled.name)).map(drop),
        _ => Err(wanting("act")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_taken_apart() {
        let filled = Filled::parse(b"token=z&act=keep&name=+harbour%20tax&query=tax+speaker%3ATolland&x=y");
        let expected = |act: &str, name: &str, query: &str| Filled {
            act: act.to_owned(),
            name: name.to_owned(),
            query: query.to_owned(),
        };
        assert_eq!(filled, expected("keep", "harbour tax", "tax speaker:Tolland"));
        assert_eq!(Filled::parse(b"name=x"), expected("", "x", ""));
    }
}
