//! A query as a person typed it, taken apart just far enough to add and remove an operator and to put it together again.
//!
//! What the pieces mean is the archive's business ([`onrecord_archive::Query::parse`]); here they stay the words that were typed, so
//! that a link which narrows a search changes nothing else about it.

use onrecord_archive::Query;
use std::fmt;

/// A typed query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    pieces: Vec<Piece>,
}

/// One piece of a typed query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The operator's name in lower case; None for words and phrases.
    pub(crate) operator: Option<String>,
    /// The word, the phrase without its quotation marks, or the operator's value without them.
    pub(crate) value: String,
    /// Whether it stood in quotation marks.
    pub(crate) quoted: bool,
}

impl Typed {
    /// Takes a query apart. Never fails; an unclosed quotation mark closes at the end.
    pub(crate) fn parse(typed: &str) -> Typed {
        let mut pieces = Vec::new();
        let mut rest = typed.trim_start();
        while !rest.is_empty() {
            let (piece, after) = Piece::parse(rest);
            pieces.extend(piece);
            rest = after.trim_start();
        }
        Typed { pieces }
    }

    /// The operators in it with their values, in the order typed.
    pub(crate) fn filters(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(|p| p.operator.is_some())
    }

    /// Whether the operator stands in it with this value; case and quotation marks don't matter.
    pub(crate) fn has(&self, operator: &str, value: &str) -> bool {
        self.filters().any(|p| p.is(operator, value))
    }

    /// With the operator added, at its end.
    pub(crate) fn with(&self, operator: &str, value: &str) -> Typed {
        let mut typed = self.clone();
        if !self.has(operator, value) {
            let value = value.replace('"', " ");
            typed.pieces.push(Piece { operator: Some(operator.to_owned()), quoted: needs_quotes(&value), value });
        }
        typed
    }

    /// Without the operator where it has this value.
    pub(crate) fn without(&self, operator: &str, value: &str) -> Typed {
        Typed { pieces: self.pieces.iter().filter(|p| !p.is(operator, value)).cloned().collect() }
    }

    /// Without the operator, whatever its value.
    pub(crate) fn without_any(&self, operator: &str) -> Typed {
        let keeps = |p: &&Piece| p.operator.as_deref() != Some(operator);
        Typed { pieces: self.pieces.iter().filter(keeps).cloned().collect() }
    }

    /// Without its last piece, and that piece.
    pub(crate) fn split_last(&self) -> Option<(Typed, Piece)> {
        let (last, before) = self.pieces.split_last()?;
        Some((Typed { pieces: before.to_vec() }, last.clone()))
    }

    /// Asking for every class of cue, however sure.
    pub(crate) fn of_everything(&self) -> Typed {
        self.with_usual_filter().with("class", "any").with("confidence", "any")
    }

    /// Without a word on class and confidence.
    pub(crate) fn with_usual_filter(&self) -> Typed {
        self.without_any("class").without_any("confidence")
    }

    /// Without the pieces that stand in the other query too.
    pub(crate) fn minus(&self, other: &Typed) -> Typed {
        let same = |a: &Piece, b: &Piece| a.operator == b.operator && a.is_value(&b.value);
        let keeps = |p: &&Piece| !other.pieces.iter().any(|o| same(p, o));
        Typed { pieces: self.pieces.iter().filter(keeps).cloned().collect() }
    }
}

impl Piece {
    fn parse(rest: &str) -> (Option<Piece>, &str) {
        let known = Query::OPERATORS.iter().find_map(|operator| {
            let (head, tail) = (rest.get(..operator.len())?, rest.get(operator.len()..)?);
            head.eq_ignore_ascii_case(operator).then_some(())?;
            Some(((*operator).to_owned(), tail.strip_prefix(':')?))
        });
        let (operator, rest) = known.map_or((None, rest), |(operator, tail)| (Some(operator), tail));
        let (value, quoted, after) = match rest.strip_prefix('"') {
            Some(inner) => match inner.split_once('"') {
                Some((value, after)) => (value, true, after),
                None => (inner, true, ""),
            },
            None => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                (&rest[..end], false, &rest[end..])
            }
        };
        let piece = Piece { operator, value: value.trim().to_owned(), quoted };
        ((!piece.value.is_empty()).then_some(piece), after)
    }

    fn is(&self, operator: &str, value: &str) -> bool {
        self.operator.as_deref() == Some(operator) && self.is_value(value)
    }

    fn is_value(&self, value: &str) -> bool {
        let folded = |s: &str| s.replace('"', " ").split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        folded(&self.value) == folded(value)
    }
}

fn needs_quotes(value: &str) -> bool {
    value.contains(char::is_whitespace)
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operator) = &self.operator {
            write!(f, "{operator}:")?;
        }
        if self.quoted { write!(f, "\"{}\"", self.value) } else { f.write_str(&self.value) }
    }
}

impl fmt::Display for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, piece) in self.pieces.iter().enumerate() {
            if i > 0 {
                f.write_str(" ")?;
            }
            write!(f, "{piece}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn operators_come_and_go_and_the_rest_stays() {
        let typed = Typed::parse(r#"grain "at least 300" speaker:Venn Outlet:"Vell Courier" note:x"#);
        assert_eq!(typed.to_string(), r#"grain "at least 300" speaker:Venn outlet:"Vell Courier" note:x"#);
        assert!(typed.has("outlet", "vell courier"));
        let narrower = typed.with("speaker", "Orla Venn").with("mode", "direct").with("mode", "direct");
        assert_eq!(
            narrower.to_string(),
            r#"grain "at least 300" speaker:Venn outlet:"Vell Courier" note:x speaker:"Orla Venn" mode:direct"#
        );
        assert_eq!(narrower.without("speaker", "orla venn").without("mode", "direct"), typed);
        let part = Typed::parse(r#"speaker:venn "at least 300""#);
        assert_eq!(typed.minus(&part).to_string(), r#"grain outlet:"Vell Courier" note:x"#);
    }

    #[test]
    fn a_name_with_quotation_marks_can_be_taken_back() {
        let typed = Typed::default().with("outlet", "The \"Old\" Bell");
        assert!(Typed::parse(&typed.to_string()).has("outlet", "The \"Old\" Bell"));
        assert!(typed.without("outlet", "The \"Old\" Bell") == Typed::default());
    }

    proptest! {
        #[test]
        fn printing_and_parsing_agree(s in "[a-z:\" ]{0,30}|(speaker:|mode:|\"| |a|ё){0,12}") {
            let once = Typed::parse(&s);
            prop_assert_eq!(Typed::parse(&once.to_string()), once);
        }
    }
}
