//! People told by what they are and whose: "the editors of the Alva Courier", "the warring parties in Karsia", "citizens planning to travel".
//!
//! Takes an English phrase, gives its head with what belongs to it, without the clause behind; of one person, and of a head that stands alone,
//! nothing: they have names of their own.

use super::{Acts, Party};
use crate::{
    SpeakerKind,
    lexicon::Class,
    net::{Pos, Relation, VerbForm},
    objects::trees::Word,
};
use std::ops::Range;

/// Words of a phrase, at most.
const LONGEST: usize = 24;

impl Acts<'_> {
    /// The people or the office of a phrase whose head is a common noun with something behind it.
    pub(super) fn several(&self, near: Word<'_>, words: &Range<usize>) -> Option<Party> {
        const BARE: [&str; 8] = ["the", "a", "an", "its", "his", "her", "their", "our"];
        if near.russian() {
            return None;
        }
        let inner: Vec<Word<'_>> = near.sentence(LONGEST * 2).into_iter().filter(|w| words.contains(&w.at())).collect();
        let own = inner.iter().take(LONGEST).rposition(|w| w.text() == "'s" || w.text() == "’s").map_or(0, |n| n + 1);
        let start = own + usize::from(inner.get(own).is_some_and(|w| BARE.contains(&w.lower().as_str())));
        let leaves = |w: &Word<'_>| {
            matches!(w.pos(), Pos::Adposition | Pos::Conjunction)
                || w.pos() == Pos::Mark && !w.is(Relation::Inside)
                || matches!(w.form(), Some(VerbForm::Finite | VerbForm::Gerund | VerbForm::Infinitive))
                || matches!(w.lower().as_str(), "who" | "whose" | "which" | "that" | "to")
        };
        // "those who have evidence", "anyone still in the city": a pronoun says nothing without what stands behind it.
        const ANYBODY: [&str; 8] = ["those", "anyone", "anybody", "everyone", "everybody", "all", "whoever", "someone"];
        let first = inner.first().filter(|w| ANYBODY.contains(&w.lower().as_str()));
        let all = first.is_some_and(|w| w.lower() == "all") && inner.get(1).is_some_and(|w| w.lower() == "those");
        let who = inner.get(1 + usize::from(all)).is_some_and(|w| w.lower() == "who");
        let noun = |w: &Word<'_>| w.node().tag.is_nominal() || matches!(w.pos(), Pos::Determiner | Pos::Adjective);
        let told = who || inner.get(1).is_some_and(|w| !noun(w));
        if first.is_some_and(|w| w.lower() != "all" || who) && told {
            let last = inner.iter().rposition(|w| w.pos() != Pos::Mark)?;
            let range = inner[0].tokens(&(inner[0].at()..inner[last].at() + 1));
            return Some(self.as_printed(&range, SpeakerKind::Group));
        }
        let end_from = |from: usize| inner.iter().skip(from).position(leaves).map_or(inner.len(), |n| from + n);
        let end = end_from(start + 1);
        let head = inner.get(end.checked_sub(1)?)?;
        let behind = inner.get(end)?;
        let capital = |n: usize| inner.get(n).is_some_and(|w| w.text().starts_with(char::is_uppercase));
        let token = head.tokens(&(head.at()..head.at() + 1)).start;
        let role = self.document.word(token).is(Class::Role);
        let lower =
            head.text().starts_with(char::is_lowercase) || self.document.starts.get(token).copied().unwrap_or(false);
        let many = lower && is_plural(&head.lower());
        let article = usize::from(inner.get(end + 1).is_some_and(|w| w.lower() == "the"));
        let named = capital(end + 1 + article);
        let until = match behind.lower().as_str() {
            "of" if (many || role && named) && !self.tells_a_person(&inner[end + 1..end_from(end + 1)]) => {
                end_from(end + 1)
            }
            "in" if many && named && self.lands.by_word(inner[end + 1 + article].text()).is_some() => end + 2 + article,
            _ if many && (behind.form() == Some(VerbForm::Gerund) || behind.lower() == "who") => end,
            _ => return None,
        };
        let range = inner[start].tokens(&(inner[start].at()..inner[until - 1].at() + 1));
        Some(self.as_printed(&range, if many { SpeakerKind::Group } else { SpeakerKind::Office }))
    }

    fn as_printed(&self, tokens: &Range<usize>, kind: SpeakerKind) -> Party {
        let (name, span) = (self.document.slice(tokens).to_owned(), self.document.span(tokens));
        Party { name, kind, span, why: "as printed".to_owned() }
    }
}

impl Acts<'_> {
    /// "of | the schoolmaster Leo Ashby".
    fn tells_a_person(&self, words: &[Word<'_>]) -> bool {
        let role = |w: &Word<'_>| self.is_role(*w) && w.text().starts_with(char::is_lowercase);
        words.iter().any(role) && words.iter().any(|w| w.text().starts_with(char::is_uppercase))
    }
}

/// "editors", "people"; not "press".
fn is_plural(lower: &str) -> bool {
    matches!(lower, "people" | "men" | "women" | "children") || lower.ends_with('s') && !lower.ends_with("ss")
}
