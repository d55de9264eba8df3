//! Forms on speakers: merging, splitting, and taking either back.
//!
//! Takes a form that the door has found to be a reviewer's, keeps the decision in a turn of its own, and leads to the speaker's page. Refuses
//! what names nobody or no reason, and what the archive cannot do.

use super::{
    Call,
    answer::{Form, Made},
    decided_by, guard,
    login::Posted,
    own_name,
    views::Fault,
};
use axum::{body::Body, http::Response};
use jiff::Timestamp;
use onrecord_archive::{Archive, Decided, Error, SpeakerId};
use onrecord_reading::StatementId;

/// Bytes of a name or a reason that are kept.
const LONGEST: usize = 400;
/// Statements that one form may split off.
const MOST: usize = 200;

/// What a form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Act {
    Merge { one: SpeakerId, into: SpeakerId },
    Split { from: SpeakerId, statements: Vec<StatementId>, name: String },
    Undo { from: SpeakerId, to: SpeakerId },
}

/// A form's fields; what it does not name is empty.
#[derive(Clone, Debug, Default)]
struct Filled {
    act: String,
    id: String,
    other: String,
    name: String,
    who: String,
    why: String,
    statements: Vec<String>,
}

impl Filled {
    fn parse(body: &[u8]) -> Filled {
        let mut filled = Filled::default();
        for (name, value) in url::form_urlencoded::parse(body) {
            let value = value.trim();
            let value = value[..value.floor_char_boundary(LONGEST)].to_owned();
            let field = match &*name {
                "act" => &mut filled.act,
                "id" => &mut filled.id,
                "other" => &mut filled.other,
                "name" => &mut filled.name,
                "who" => &mut filled.who,
                "why" => &mut filled.why,
                "statement" if filled.statements.len() < MOST => {
                    filled.statements.push(value);
                    continue;
                }
                _ => continue,
            };
            *field = value;
        }
        filled
    }

    /// What is asked for, or the field that says nothing usable.
    fn act(&self) -> Result<Act, &'static str> {
        for (name, value) in [("who", &self.who), ("why", &self.why)] {
            if value.is_empty() {
                return Err(name);
            }
        }
        let from = self.id.parse().map_err(|()| "id")?;
        let other = || self.other.parse().map_err(|()| "other");
        match self.act.as_str() {
            "merge" => Ok(Act::Merge { one: from, into: other()? }),
            "undo" => Ok(Act::Undo { from, to: other()? }),
            "split" if self.name.is_empty() => Err("name"),
            "split" if self.statements.is_empty() => Err("statement"),
            "split" => {
                let statements = self.statements.iter().map(|id| id.parse().map_err(|()| "statement"));
                Ok(Act::Split { from, statements: statements.collect::<Result<_, _>>()?, name: self.name.clone() })
            }
            _ => Err("act"),
        }
    }
}

impl Act {
    /// Keeps what was decided; gives whose page to show.
    fn keep(&self, archive: &Archive, by: &Decided) -> Result<SpeakerId, Error> {
        match self {
            Act::Merge { one, into } => archive.merge_speakers(one, into, by),
            Act::Split { from, statements, name } => archive.split_speaker(from, statements, name, by),
            Act::Undo { from, to } => archive.undo_filing(from, to, by).map(|()| *from),
        }
    }
}

/// Keeps a decision on speakers, then shows the speaker.
pub(super) async fn file(Posted { call, body }: Posted) -> Response<Body> {
    let Call { pages, guest, head, .. } = call;
    let mut filled = Filled::parse(&body);
    let typed = own_name(&guest, &mut filled.who);
    let decided = tokio::task::spawn_blocking(move || -> Result<SpeakerId, Made> {
        let t = guest.tongue;
        let wanting = |field| Fault::of(400, &t.say("fault-form").with("field", field), None);
        let by = Decided { at: Timestamp::now(), who: filled.who.clone(), why: filled.why.clone() };
        let kept = filled.act().map_err(wanting).and_then(|act| {
            let kept = pages.review.in_turn(|archive| act.keep(archive, &by))?;
            // The next page is to show it: what was filed anew is found under its new name.
            pages.archive.index()?;
            Ok(kept)
        });
        kept.map_err(|fault| Made::fault(&fault, Form::Html, &guest))
    });
    match decided.await {
        Ok(Ok(id)) => decided_by(guard::see_other(&format!("/who/{id}/same")), typed.as_deref()),
        Ok(Err(fault)) => fault.respond(&head),
        Err(_) => Made::broken().respond(&head),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_asks_for_one_thing_or_names_what_is_wanting() {
        let act = |body: &str| Filled::parse(format!("who=T&why=x&{body}").as_bytes()).act();
        let (one, other) = ("w0123456789abc", "w9876543210abc");
        let id = |text: &str| text.parse::<SpeakerId>().expect("an id");
        assert_eq!(
            act(&format!("act=merge&id={one}&other=+{other}+")),
            Ok(Act::Merge { one: id(one), into: id(other) })
        );
        let split = act(&format!("act=split&id={one}&name=B&statement=s0123456789abc&statement=s9876543210abc"));
        assert!(matches!(split, Ok(Act::Split { statements, .. }) if statements.len() == 2));
        for (body, field) in [
            (format!("act=merge&id={one}"), "other"),
            (format!("act=merge&id=s1&other={other}"), "id"),
            (format!("act=split&id={one}&name=B"), "statement"),
            (format!("act=split&id={one}&name=B&statement=x"), "statement"),
            (format!("act=split&id={one}&statement=s0123456789abc"), "name"),
            (format!("act=burn&id={one}"), "act"),
        ] {
            assert_eq!(act(&body), Err(field), "{body}");
        }
        assert_eq!(Filled::parse(b"act=merge&why=x").act(), Err("who"));
        assert_eq!(Filled::parse(b"act=merge&who=x").act(), Err("why"));
    }
}
