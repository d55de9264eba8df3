//! Descriptions that only the context explains: "the Florida senator", "the billionaire", "the 54-year-old actor".
//!
//! Reporters call one whom they have just named by what they know of him. Where a definite phrase for one human being is nobody's role in the
//! article and has not been told of before, the one person whom the sentences right before are about is meant; where they name two, nobody.

use super::{Resolver, Who, agrees};
use crate::{
    SpeakerKind,
    found::Agreement,
    lexicon::Class,
    mention::is_trade,
    tokens::{Kind, Token},
};
use std::ops::Range;

/// Words of a description, at most.
const LONGEST: usize = 5;

/// Nouns that describe one human being without being an office.
const DESCRIBED: &str = "billionaire millionaire mogul tycoon front-runner frontrunner nominee hopeful incumbent contender newcomer native star \
    celebrity republican democrat conservative liberal veteran lawmaker politician legislator congressman congresswoman \
    academic pensioner retiree father mother widow widower convert dissident defector refugee prisoner detainee";

impl Resolver<'_> {
    /// "The Florida senator": the one person whom the text was just about.
    pub(super) fn salient(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let definite = matches!(document.tokens.lower(mention.start), "the" | "this");
        let whole = head + 1 == mention.end && (2..=LONGEST).contains(&mention.len());
        if !definite || !whole || self.is_kin(head) || !self.is_one_human(head) {
            return None;
        }
        // "The council spokesman" is the council's; only places, ages and the like describe somebody whom nobody has called so.
        let describes = |at: usize| {
            let lower = document.tokens.lower(at);
            let place = document.token(at).is_some_and(Token::is_capital) && !self.is(at, Class::Body);
            let age = document.token(at).is_some_and(|t| t.kind == Kind::Number);
            let known = matches!(lower, "former" | "late" | "veteran" | "young" | "elder" | "outgoing" | "then");
            place
                || age
                || known
                || ["est", "al", "ous", "ive", "less", "ful", "ary", "ed"].iter().any(|e| lower.ends_with(e))
        };
        let told = self.nouns.get(document.tokens.lower(head)).and_then(|places| places.first());
        if mention.len() == 2 && told.is_some_and(|&first| first < head) || !(mention.start + 1..head).all(describes) {
            return None;
        }
        let gender = match (self.is(head, Class::Female), self.is(head, Class::Male)) {
            (true, false) => Some(Agreement::Female),
            (false, true) => Some(Agreement::Male),
            _ => None,
        };
        let member = self.just_about(mention.start, gender)?;
        let why = format!(
            "“{}” → “{}”, whom the text was just about",
            document.slice(mention),
            self.cast.members[member].name
        );
        Some(Who { kind: SpeakerKind::Person, ..self.of_member(member, why) })
    }

    fn is_one_human(&self, at: usize) -> bool {
        let lower = self.document.tokens.lower(at);
        let plural = lower.ends_with('s') && !lower.ends_with("ss");
        let listed = DESCRIBED.split_whitespace().any(|w| w == lower);
        let nameless = matches!(lower, "source" | "insider" | "person" | "witness" | "official" | "aide");
        let human = listed || self.is(at, Class::Role) || is_trade(self.document, at);
        human && !plural && !nameless && !self.is(at, Class::Body)
    }

    /// The one person whom the paragraph so far, or else the one before it, names outside quotations.
    fn just_about(&self, at: usize, gender: Option<Agreement>) -> Option<usize> {
        let own = self.paragraph(at);
        for paragraph in [Some(own), own.checked_sub(1)].into_iter().flatten() {
            let range = self.document.paragraphs.get(paragraph)?;
            let from = self.cast.mentions.partition_point(|m| m.at < range.start);
            let to = self.cast.mentions.partition_point(|m| m.at < range.end.min(at)).max(from);
            let mut people: Vec<usize> = Vec::new();
            for mention in self.cast.mentions[from..to].iter().rev().take(64) {
                let member = &self.cast.members[mention.member];
                let quoted = self.document.inside.get(mention.at).copied().flatten().is_some();
                let known = self.learned.get(&mention.member).copied().or(member.gender);
                let person = member.kind == SpeakerKind::Person && agrees(known, gender);
                if person && !quoted && !people.contains(&mention.member) {
                    people.push(mention.member);
                }
            }
            match people[..] {
                [one] => return Some(one),
                [] => {}
                _ => return self.spoke_last(&people, at),
            }
        }
        None
    }

    /// Of several, the one who spoke last, in this paragraph or the one before.
    fn spoke_last(&self, people: &[usize], at: usize) -> Option<usize> {
        let last = self.history.iter().rev().find(|h| h.at < at)?;
        let near = self.paragraph(at).saturating_sub(last.paragraph) <= 1;
        last.who.member.filter(|m| near && people.contains(m))
    }
}
