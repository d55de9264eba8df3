//! Who acts and who is acted on in a Russian clause: by case, place, agreement and what the tree says, added up.
//!
//! Takes the phrases of a clause, gives the one for which most speaks. Cases are guesses of a network: no sign alone decides.

use super::{Clause, Phrase, Voice};
use crate::{
    inflection::Case,
    net::{Pos, Relation},
    objects::trees::Word,
};

impl<'t> Clause<'t> {
    /// Where only one of two Russian phrases found its part, their order tells: who acts stands before the verb.
    pub(super) fn in_order(
        &self,
        actor: Option<Phrase<'t>>,
        target: Option<Phrase<'t>>,
    ) -> (Option<Phrase<'t>>, Option<Phrase<'t>>) {
        let bare = |p: &&Phrase<'t>| p.marker.is_empty() && !p.is_time() && p.case() != Some(Case::Instrumental);
        let at = self.verb.at();
        // «Двоих увезли», «документы изъяли»: the tree knows its object.
        let sure = |p: &Phrase<'t>| self.hangs_as(p, &[Relation::Object]) && !(p.counted && p.start > at);
        if target.as_ref().is_some_and(|p| self.verb.russian() && sure(p)) {
            return (actor, target);
        }
        match (&actor, &target) {
            (Some(only), None) if self.verb.russian() && only.start > at => {
                let first = self.before.iter().rev().find(bare).cloned();
                match first {
                    Some(first) if agreement(self.verb, &first) >= 0 => (Some(first), actor),
                    // «письмо подписали | 136 человек»: what does not agree is no subject.
                    Some(first) if only.counted && first.case() != Some(Case::Dative) => (actor, Some(first)),
                    _ => (actor, target),
                }
            }
            (None, Some(only)) if self.verb.russian() && only.start < at && agreement(self.verb, only) >= 0 => {
                let second = self.behind.iter().find(bare).filter(|p| p.case() != Some(Case::Dative)).cloned();
                if second.is_some() { (target, second) } else { (actor, target) }
            }
            _ => (actor, target),
        }
    }

    /// In Russian the phrase for whose being the subject tree, case, place and agreement say most; of equals the one nearest before the verb.
    pub(super) fn subject_by_signs(&self) -> Option<&Phrase<'t>> {
        let (passive, at) = (self.voice == Voice::Passive, self.verb.at());
        let score = |p: &Phrase<'t>| -> i32 {
            if !p.marker.is_empty() || p.is_time() {
                return i32::MIN;
            }
            let of_verb = p.head.head().is_some_and(|h| h.at() == self.verb.at());
            let tree = match p.head.node().relation {
                Relation::Subject | Relation::SubjectPassive if of_verb => 4,
                // «У бухгалтера изъяли | документы»
                Relation::Object if of_verb && !passive && plural_past(self.verb) && p.start > at && !p.counted => -4,
                Relation::Object if of_verb && !passive => -2,
                _ => 0,
            };
            let before = p.head.at() < at;
            let case = match p.case() {
                Some(Case::Nominative) => 3,
                Some(Case::Accusative) if p.head.lower().ends_with(['у', 'ю']) => -4,
                Some(Case::Accusative) => 0,
                Some(Case::Genitive) if p.counted => 2,
                // «Сорвена | выслала»: a name in the nominative that looks like another's genitive.
                Some(Case::Genitive)
                    if before && self.verb.lower().ends_with("ла") && p.head.lower().ends_with(['а', 'я']) =>
                {
                    2
                }
                Some(Case::Genitive)
                    if plural_past(self.verb)
                        && before
                        && p.head.lower().ends_with(['ы', 'и'])
                        && !p.head.lower().ends_with("ии") =>
                {
                    2
                }
                None => 1,
                Some(_) => -4,
            };
            // «двух дипломатов» is counted as no subject is.
            let agent = if is_agent(p) || p.is_counted_as_object() || is_oblique(p.head) { -9 } else { 0 };
            tree + case + agent + i32::from(before) + agreement(self.verb, p)
        };
        // «передал аппарат и оплатил лечение детей»: only a sure subject is its own.
        let own = |(s, p): &(i32, &Phrase<'t>)| {
            self.joint.is_none()
                || *s >= 7 && p.case() == Some(Case::Nominative)
                || p.start < self.verb.at()
                || p.case() == Some(Case::Nominative) && self.hangs_as(p, &[Relation::Subject])
        };
        let found = self.before.iter().chain(&self.behind).map(|p| (score(p), p)).filter(|(s, _)| *s > 0).filter(own);
        found.max_by_key(|(s, p)| (*s, p.start <= self.verb.at(), p.start)).map(|(_, p)| p)
    }

    /// Whether a word of a phrase hangs on the verb in one of these ways.
    pub(super) fn hangs_as(&self, phrase: &Phrase<'t>, ways: &[Relation]) -> bool {
        phrase.words().any(|w| ways.contains(&w.node().relation) && w.head().is_some_and(|h| h.at() == self.verb.at()))
    }

    /// How much tells that a Russian phrase is the object.
    pub(super) fn object_signs(&self, p: &Phrase<'t>) -> i32 {
        if !p.marker.is_empty() || p.is_time() {
            return i32::MIN;
        }
        let of_verb = p.head.head().is_some_and(|h| h.at() == self.verb.at());
        let tree = i32::from(of_verb && p.head.is(Relation::Object)) * 3;
        let case = match p.case() {
            Some(Case::Accusative) => 3,
            Some(Case::Genitive) if p.counted || self.negated || p.is_counted_as_object() => 3,
            Some(Case::Genitive) => 1,
            Some(Case::Nominative) => 1,
            None => 1,
            Some(_) => -5,
        };
        tree + case + i32::from(p.head.at() > self.verb.at())
    }

    pub(super) fn russian_object(&self, subject: Option<&Phrase<'t>>, least: i32) -> Option<Phrase<'t>> {
        let own = |p: &&Phrase<'t>| subject.is_none_or(|s| s.head.at() != p.head.at());
        let all = self.behind.iter().chain(&self.before).filter(own).map(|p| (self.object_signs(p), p));
        all.filter(|(s, _)| *s > least).max_by_key(|(s, p)| (*s, usize::MAX - p.start)).map(|(_, p)| p.clone())
    }

    /// Whom an act that needs somebody is done to, where no sure object is found.
    pub(in crate::objects) fn any_object(&self, actor: Option<&Phrase<'t>>) -> Option<Phrase<'t>> {
        self.verb.russian().then(|| self.russian_object(actor, 0)).flatten()
    }
}

/// «нас», «его»: a pronoun that no subject is.
fn is_oblique(word: Word<'_>) -> bool {
    let lower = word.lower();
    word.pos() == Pos::Pronoun
        && matches!(lower.as_str(), "его" | "ее" | "их" | "нас" | "вас" | "меня" | "тебя" | "кого" | "никого" | "себя")
}

/// «фонд, основанный | Бригиттой Хольм, входит»: who did what a participle before it tells.
fn is_agent(phrase: &Phrase<'_>) -> bool {
    let first = std::iter::successors(Some(phrase.head), Word::previous).find(|w| w.at() <= phrase.start);
    let before = first.and_then(|w| w.previous()).filter(|p| p.beside(phrase.head));
    let passive = ["нный", "нная", "нное", "нные", "нного", "нной", "нную", "нных", "мый", "мая", "мое", "мые"];
    before.is_some_and(|p| p.pos() != Pos::Adjective && passive.iter().any(|e| p.lower().ends_with(e)))
        && ["ой", "ом", "ым", "ем", "ей", "ами", "ями"].iter().any(|e| phrase.head.lower().ends_with(e))
}

pub(super) fn plural_past(verb: Word<'_>) -> bool {
    let lower = verb.lower();
    ["ли", "лись", "ны", "ты", "ут", "ют", "ат", "ят", "утся", "ются", "атся", "ятся"]
        .iter()
        .any(|e| lower.ends_with(e))
}

/// Whether a Russian subject can belong to a verb, by number and gender as far as the endings tell.
fn agreement(verb: Word<'_>, phrase: &Phrase<'_>) -> i32 {
    let (lower, noun) = (verb.lower(), phrase.head.lower());
    let own = lower.strip_suffix("ся").or_else(|| lower.strip_suffix("сь")).unwrap_or(&lower);
    let plural = plural_past(verb);
    let hard = noun.ends_with(|c: char| "бвгджзклмнпрстфхцчшщьй".contains(c));
    let few = ["часть", "большинство", "ряд", "множество", "десяток", "сотня"].contains(&noun.as_str());
    let several = noun.ends_with(['ы', 'и'])
        || phrase.counted
        || noun.ends_with("ые")
        || noun.ends_with("ие") && !noun.ends_with("ние") && !noun.ends_with("тие")
        || matches!(noun.as_str(), "они" | "мы" | "вы" | "люди" | "войска" | "власти" | "кто");
    let person = phrase.head.pos() == Pos::Name;
    // «Бадр вызывали»: one person's name is no subject of a plural.
    let one = person
        && !phrase.joined
        && !noun.ends_with(['ы', 'и', 'е', 'у', 'о'])
        && phrase.head.text().chars().skip(1).any(char::is_lowercase);
    if plural && one && !phrase.couple {
        return -12;
    }
    if plural
        && !several
        && !few
        && !phrase.joined
        && !phrase.couple
        && (hard || noun.ends_with(['а', 'я', 'о']) || noun.ends_with("ние") || noun.ends_with("тие"))
        && !noun.ends_with("ия")
        && !(phrase.case() == Some(Case::Nominative) && phrase.head.at() > verb.at() && noun.ends_with('а'))
        && !person
        && (!noun.ends_with("та") || phrase.case() == Some(Case::Accusative))
    {
        return -12;
    }
    let single = ["ет", "ит", "ет", "л", "ла", "ло"].iter().any(|e| own.ends_with(e));
    let many = noun.ends_with(['ы', 'и']) && phrase.head.pos() == Pos::Noun && !phrase.counted && !phrase.joined;
    if single && many && phrase.head.at() > verb.at() && !noun.ends_with("ии") {
        return -8;
    }
    let masculine = own.ends_with('л');
    let feminine = own.ends_with("ла");
    if masculine
        && noun.ends_with(['а', 'я', 'о', 'ы'])
        && !person
        && noun != "глава"
        && noun != "мужчина"
        && noun != "судья"
        || feminine
            && noun.ends_with(['т', 'к', 'н', 'р', 'л', 'в', 'д', 'о'])
            && !person
            && phrase.head.pos() == Pos::Noun
            && !noun.ends_with("ор")
            && noun != "посол"
            && noun != "адвокат"
    {
        return -4;
    }
    0
}
