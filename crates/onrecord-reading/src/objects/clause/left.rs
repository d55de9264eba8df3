//! What stands to the left of a verb: where its clause begins, the verb that it is joined to, the pronoun that opens a relative clause.
//!
//! Takes the words before a verb, gives a [`Left`]. One walk back, ended by the first word that bounds a clause.

use super::{
    Phrase, Voice, is_auxiliary, is_finite, is_like_past, is_not, is_stop, is_subordinator, phrases::phrases,
    plural_past, voice::voice,
};
use crate::{
    inflection::Case,
    net::{Pos, Relation, VerbForm},
    objects::trees::Word,
};
use std::ops::Range;

/// Words before a relative pronoun that are looked at for what it stands for.
const NOUN: usize = 14;

/// What stands to the left of a verb.
pub(super) struct Left<'t> {
    /// The first word of its clause.
    pub(super) start: usize,
    /// The verb whose subject it may share.
    pub(super) joint: Option<Word<'t>>,
    /// Where a relative pronoun opens its clause.
    pub(super) relative: Option<Relative<'t>>,
    /// A clause put in between, from its first comma up to its last: «прихожан, пытавшихся закрыть вход, | задержали».
    pub(super) inserted: Range<usize>,
}

/// What a relative pronoun stands for.
pub(super) struct Relative<'t> {
    pub(super) noun: Phrase<'t>,
    pub(super) part: Part,
}

/// What a relative pronoun is in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Subject,
    /// "which the two states signed", «которого задержали»
    Object,
    /// "under which", «в котором»
    Other,
}

impl<'t> Left<'t> {
    pub(super) fn of(words: &[Word<'t>], verb: Word<'t>) -> Left<'t> {
        if let Some(left) = Left::joined(words, verb) {
            return left;
        }
        let mut met = false;
        let mut inserted = 0..0;
        let at = |start: usize, inserted: &Range<usize>| Left {
            start,
            joint: None,
            relative: None,
            inserted: inserted.clone(),
        };
        for n in (0..words.len()).rev() {
            if inserted.contains(&n) {
                continue;
            }
            let word = words[n];
            let lower = word.lower();
            let text = word.text();
            if matches!(lower.as_str(), "who" | "which" | "whom")
                || lower.starts_with("котор")
                || lower == "that" && relates(words, n)
            {
                let relative = Relative::of(words, n, verb, met);
                return Left { relative, ..at(n + 1, &inserted) };
            }
            if is_stop(word) || is_subordinator(&lower) && !is_marker(word) {
                return at(n + 1, &inserted);
            }
            if is_finite(word) && !is_auxiliary(&lower) {
                let joint = Some(word).filter(|_| !met || verb.form() == Some(VerbForm::Infinitive));
                return Left { joint, ..at(n + 1, &inserted) };
            }
            // «взяты из архива, | а подзащитному угрожали»
            let turns = words.get(n + 1).is_some_and(|w| matches!(w.lower().as_str(), "а" | "но" | "однако"));
            if text == "," && turns && verb.russian() {
                return at(n + 1, &inserted);
            }
            if text == ","
                && inserted.is_empty()
                && let Some(opening) = opens_inserted(words, n)
            {
                inserted = opening..n + 1;
                continue;
            }
            if text == "," && met && !word.is(Relation::Inside) {
                let stop = verb.russian() || !closes_apposition(words, n);
                if stop {
                    return at(n + 1, &inserted);
                }
            }
            // «восемь женщин, шестерых | отпустили»
            let counted = word.russian() && word.pos() == Pos::Number && word.is(Relation::Object);
            let bare = (word.node().tag.is_nominal() || counted) && !word.children().any(|c| c.is(Relation::Marker));
            let straight = matches!(word.node().tag.case, Some(Case::Nominative | Case::Accusative) | None);
            met |= bare && (!word.russian() || straight || word.child(Relation::Number).is_some());
        }
        at(0, &inserted)
    }

    /// "injured eleven officers and | set fire": right behind "and" the verb shares the subject of the one before.
    fn joined(words: &[Word<'t>], verb: Word<'t>) -> Option<Left<'t>> {
        let aside = |w: &&Word<'t>| w.pos() == Pos::Adverb || is_not(**w) || is_auxiliary(&w.lower());
        let joins = |w: &Word<'t>| matches!(w.lower().as_str(), "and" | "but" | "и" | "а" | "но");
        let near = words.len().checked_sub(1 + words.iter().rev().take_while(aside).count())?;
        // "recognised the passports and on Sunday | returned": only when and where stand between.
        let far =
            || words.iter().rposition(joins).filter(|&at| at + 9 > words.len() && is_adverbial(&words[at + 1..], verb));
        // «вернули колокол, | отпустили моряков»
        let lists =
            words[near].text() == "," && verb.russian() && is_finite(verb) && opens_inserted(words, near).is_none();
        let last = if joins(&words[near]) || lists { near } else { far()? };
        if verb.form() == Some(VerbForm::Infinitive) && !is_like_past(&verb.lower()) {
            return None;
        }
        let own = |w: &&Word<'t>| {
            let participle =
                w.pos() == Pos::Verb && w.form() == Some(VerbForm::Participle) && voice(**w) == Voice::Active;
            // "should report it and | are asked": behind a modal verb it is no infinitive of another.
            let modal = |p: Word<'_>| p.pos() == Pos::Auxiliary && p.lower() != "to";
            let main = !w.russian() && w.form() == Some(VerbForm::Infinitive) && w.previous().is_some_and(modal);
            (is_finite(**w) || participle || main) && !is_auxiliary(&w.lower())
        };
        // The tree first: "searched the flat of Marsk, who teaches, and | took".
        let tree = verb.head().filter(|h| verb.is(Relation::Conjunct) && h.at() < words[last].at() && own(&h));
        // "searched the flat of Marsk, who teaches, | and took": the verb before both commas.
        let comma = last.checked_sub(1).filter(|&at| words[at].text() == ",");
        let end = comma.and_then(|at| opens_inserted(words, at)).unwrap_or(last);
        let tree = tree.filter(|h| end == last || h.at() < words[end].at());
        let near = || words[..end].iter().rev().take_while(|w| !is_stop(**w)).find(own).copied();
        let joint = tree.or_else(near);
        let alike = |w: &Word<'_>| !w.says() && same_ending(&w.lower(), &verb.lower());
        let joint = joint.filter(|w| !lists || alike(w));
        joint.map(|joint| Left { start: last + 1, joint: Some(joint), relative: None, inserted: 0..0 })
    }
}

/// Whether two Russian verbs are of one number and tense.
fn same_ending(a: &str, b: &str) -> bool {
    ["ли", "ла", "ло", "л", "ют", "ут", "ят", "ат", "ет", "ит"]
        .iter()
        .find(|e| a.ends_with(**e))
        .is_some_and(|e| b.ends_with(e))
}

/// «по её словам», "according to the ministry": who is said to say so.
fn is_told(words: &[Word<'_>]) -> bool {
    let sources = ["слов", "данн", "мнени", "информац", "оценк", "сведени", "верси"];
    let first = words.first().map(Word::lower).unwrap_or_default();
    first == "according"
        || first == "по" && words.iter().take(4).any(|w| sources.iter().any(|s| w.lower().starts_with(s)))
}

/// The comma that opens a participle's or a relative clause which another comma ends.
fn opens_inserted(words: &[Word<'_>], comma: usize) -> Option<usize> {
    const LONGEST: usize = 16;
    let opens = |n: usize| {
        let behind = &words[n + 1..comma];
        let first = behind.iter().take(2).find(|w| w.pos() != Pos::Adposition && !is_not(**w));
        words[n].text() == ","
            && behind.len() > 1
            && first.is_some_and(|w| {
                w.lower().starts_with("котор")
                    || matches!(w.lower().as_str(), "who" | "which")
                    || is_told(behind)
                    || matches!(voice(*w), Voice::Attributive | Voice::AttributiveActive)
                        && w.russian()
                        && w.pos() == Pos::Verb
            })
    };
    let from = comma.saturating_sub(LONGEST);
    (from..comma).rev().take_while(|&n| !is_stop(words[n])).find(|&n| opens(n))
}

impl<'t> Relative<'t> {
    /// `met`: a noun stands between the pronoun and its verb.
    fn of(words: &[Word<'t>], pronoun: usize, verb: Word<'t>, met: bool) -> Option<Relative<'t>> {
        let lower = words[pronoun].lower();
        let before = pronoun.checked_sub(1).map(|at| words[at]);
        let marked = before.is_some_and(|b| b.pos() == Pos::Adposition);
        let ends = |all: &[&str]| all.iter().any(|e| lower.ends_with(e));
        let part = if verb.russian() {
            // «здание которого»: it belongs to a noun.
            let owned = before.is_some_and(|b| b.pos() == Pos::Noun);
            if marked || owned || ends(&["ому", "ым", "ой", "ом", "ыми"]) {
                Part::Other
            } else if ends(&["ого", "ую", "ых"]) || disagrees(&lower, verb) || met && is_object(&words[pronoun..], verb)
            {
                Part::Object
            } else {
                Part::Subject
            }
        } else if marked {
            Part::Other
        } else if met || lower == "whom" {
            Part::Object
        } else {
            Part::Subject
        };
        // The noun stands before the pronoun, its preposition and its comma.
        let mut end = pronoun - usize::from(marked);
        let comma = end > 0 && words[end - 1].text() == ",";
        end -= usize::from(comma);
        let noun = end.saturating_sub(NOUN);
        let from = (noun..end).rev().find(|&i| is_stop(words[i]) || is_finite(words[i])).map_or(noun, |i| i + 1);
        let all = phrases(&words[from..end], verb);
        let capital = |p: &Phrase<'_>| p.head.text().starts_with(char::is_uppercase);
        let tree = verb.head().and_then(|head| all.iter().position(|p| (p.start..p.end).contains(&head.at())));
        let at = tree.or_else(|| all.len().checked_sub(1))?;
        // "the Treaty on Good Neighbourliness, | which": one name.
        let whole = at > 0
            && capital(&all[at])
            && matches!(all[at].marker.as_str(), "on" | "of" | "for")
            && capital(&all[at - 1])
            && all[at - 1].end + 1 == all[at].start;
        let at = at - usize::from(whole);
        // "Darius Pell, a correspondent of the Review, | who": the name that is explained.
        // "the flat of Viola Marsk, | who": a person.
        let person = all
            .len()
            .checked_sub(1)
            .filter(|&n| lower == "who" && capital(&all[n]) && !capital(&all[at]) && all[n].marker == "of");
        let at = person.unwrap_or(at);
        let named = || (0..at).rev().find(|&n| capital(&all[n]) && all[n].comma && all[n + 1].indefinite());
        let at = if comma && lower == "who" { named().unwrap_or(at) } else { at };
        all.into_iter().nth(at).map(|noun| Relative { noun, part })
    }
}

/// «соглашение, которое стороны подписали»: a pronoun of another number is no subject.
fn disagrees(pronoun: &str, verb: Word<'_>) -> bool {
    let lower = verb.lower();
    let past = ["л", "ла", "ло", "ли"].iter().any(|e| lower.ends_with(e));
    past && (pronoun == "которые") != plural_past(verb)
}

/// «переговоры, которые стороны вели»: another noun is the subject.
fn is_object(words: &[Word<'_>], verb: Word<'_>) -> bool {
    let subject = |w: &Word<'_>| {
        w.is(Relation::Subject) && w.pos() != Pos::Pronoun && w.head().is_some_and(|h| h.at() == verb.at())
    };
    words[0].is(Relation::Object) || words[1..].iter().any(subject)
}

/// "after the talks": a preposition, not the beginning of a clause.
fn is_marker(word: Word<'_>) -> bool {
    matches!(word.lower().as_str(), "after" | "before" | "since") && word.is(Relation::Marker)
}

/// Whether words say no more than when and where.
fn is_adverbial(words: &[Word<'_>], verb: Word<'_>) -> bool {
    let between = phrases(words, verb);
    !between.is_empty()
        && between.iter().all(|p| !p.marker.is_empty() || p.is_time())
        && !words.iter().any(|w| is_stop(*w) || w.text() == "," || is_finite(*w) && !is_auxiliary(&w.lower()))
}

/// "the man that fired", but not "said that the man".
fn relates(words: &[Word<'_>], that: usize) -> bool {
    that > 0
        && words[that - 1].node().tag.is_nominal()
        && words.get(that + 1).is_some_and(|w| matches!(w.pos(), Pos::Verb | Pos::Auxiliary))
}

/// "Pelagia, its neighbour, | has": the comma that opens what another closes.
fn closes_apposition(words: &[Word<'_>], comma: usize) -> bool {
    words.last().is_some_and(|w| w.text() == ",") || words[comma + 1..].iter().any(|w| w.text() == ",")
}
