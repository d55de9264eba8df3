//! What could come next in the search field: operators, and the names and values that go with the one being typed.
//!
//! Takes the query as far as it is typed, gives whole queries, so that choosing one replaces the field. Only the last piece is looked at.

use super::{tongue::Tongue, typed::Typed, views::Fault};
use onrecord_archive::{Archive, Query, Standing, Versions};
use onrecord_reading::{CueClass, Mode};
use serde::Serialize;

/// Suggestions in all.
const MOST: usize = 8;
/// Letters from which on a bare word is taken for the beginning of a name.
const LETTERS: usize = 2;

/// The answer.
#[derive(Debug, Serialize)]
pub(crate) struct Suggestions {
    pub(crate) suggestions: Vec<Suggestion>,
}

/// One of them.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Suggestion {
    /// The query as it would be.
    pub(crate) query: String,
    /// What to show beside it.
    pub(crate) label: String,
    /// Statements, where they are counted.
    pub(crate) statements: Option<u64>,
}

/// Makes the answer.
pub(crate) fn suggestions(archive: &Archive, t: Tongue, query: &str) -> Result<Suggestions, Fault> {
    let (before, operator, value) = last(query);
    let named = |operator: &str, list: Vec<(String, u64)>| -> Vec<Suggestion> {
        let one = |(name, n): (String, u64)| Suggestion {
            query: before.with(operator, &name).to_string(),
            label: format!("{name} · {}", t.counted(n, "statement")),
            statements: Some(n),
        };
        list.into_iter().map(one).collect()
    };
    let closed = |operator: &str, values: &[&str]| -> Vec<Suggestion> {
        let fits = values.iter().filter(|one| one.starts_with(&value.to_lowercase()));
        let one = |one: &&str| Suggestion {
            query: before.with(operator, one).to_string(),
            label: t.word(operator, one),
            statements: None,
        };
        fits.map(one).collect()
    };
    let mut suggestions = match operator.as_deref() {
        Some("speaker") => named("speaker", archive.speakers_like(&value, MOST)?),
        Some("outlet") => named("outlet", archive.outlets_like(&value, MOST)?),
        Some("mode") => closed("mode", &[Mode::Direct, Mode::Indirect, Mode::Mixed, Mode::Speech].map(Mode::as_str)),
        Some("class") => closed("class", &CueClass::ALL.map(CueClass::as_str)),
        Some("language") => closed("language", &Tongue::ALL.map(|(_, tag, _)| tag)),
        Some("review") => closed("review", &Standing::ALL.map(Standing::as_str)),
        Some("version") => {
            closed("version", &[Versions::Newest, Versions::Earlier, Versions::Any].map(Versions::as_str))
        }
        Some(_) => Vec::new(),
        None if value.chars().count() < LETTERS => Vec::new(),
        None => {
            let operators =
                Query::OPERATORS.iter().filter(|one| one.starts_with(&value.to_lowercase())).map(|one| Suggestion {
                    query: joined(&before, &format!("{one}:")),
                    label: t.word("operator", one),
                    statements: None,
                });
            let mut all: Vec<Suggestion> = operators.collect();
            all.extend(named("speaker", archive.speakers_like(&value, MOST)?));
            all.extend(named("outlet", archive.outlets_like(&value, MOST / 2)?));
            all
        }
    };
    suggestions.truncate(MOST);
    Ok(Suggestions { suggestions })
}

/// What stands before the last piece, the operator of that piece, and its beginning.
fn last(query: &str) -> (Typed, Option<String>, String) {
    // An operator without a value yet is no piece: what is typed next becomes its value.
    let open = Query::OPERATORS.iter().find(|operator| {
        let rest = query.strip_suffix(':').and_then(|rest| rest.strip_suffix(**operator));
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace))
    });
    if let Some(operator) = open {
        let before = &query[..query.len() - operator.len() - 1];
        return (Typed::parse(before), Some((*operator).to_owned()), String::new());
    }
    let typed = Typed::parse(query);
    match typed.split_last() {
        Some((before, piece)) if !query.ends_with(char::is_whitespace) => (before, piece.operator, piece.value),
        _ => (typed, None, String::new()),
    }
}

fn joined(before: &Typed, piece: &str) -> String {
    let before = before.to_string();
    if before.is_empty() { piece.to_owned() } else { format!("{before} {piece}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_piece_is_being_typed() {
        let told = |query: &str| {
            let (before, operator, value) = last(query);
            (before.to_string(), operator.unwrap_or_default(), value)
        };
        let expected = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(told("grain speaker:Or"), expected("grain", "speaker", "Or"));
        assert_eq!(told("grain speaker:\"Orla V"), expected("grain", "speaker", "Orla V"));
        assert_eq!(told("grain mode:"), expected("grain", "mode", ""));
        assert_eq!(told("grain Ve"), expected("grain", "", "Ve"));
        assert_eq!(told("grain "), expected("grain", "", ""));
        assert_eq!(told(""), expected("", "", ""));
    }
}
