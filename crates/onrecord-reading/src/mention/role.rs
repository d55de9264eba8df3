//! What the words beside a name say of whose it is: the role before it, behind it, or given by the sentence.
//!
//! Takes a [`Document`] and a [`Name`] in it, gives the role as printed. A word that no list has is a role by its ending, as "geologist" is.

use super::{
    form::{is_cyrillic, is_first_name, is_whose},
    name::Name,
};
use crate::{document::Document, inflection::Case, lexicon::Class, tokens::Kind};

/// How English words for what somebody does end.
const TRADES_EN: &str = "er or ist ian eer man woman maid smith wright wife";

/// How Russian words for what somebody does end.
const TRADES_RU: &str = "щик чик щица чица тель ник ница ист истка лог арь ктор ант ент анин анка ковод граф ер";

/// Words that end so and are none.
const NO_TRADE: &str = "another other over under after never ever however whether rather either neither for or nor her per former later \
    earlier greater lower upper inner outer paper river tower corner border order september october november december \
    summer winter letter number christian than major minor senior junior prior exterior interior harbor labor computer \
    center theater newspaper russian italian canadian australian norwegian ukrainian german human urban roman further \
    together younger older elder latter insider maker carrier retailer manufacturer lender operator developer producer \
    supplier insurer miner brewer publisher employer builder automaker carmaker chipmaker drugmaker shipper weather sooner \
    water matter power chapter quarter answer offer dinner shoulder character danger disaster laughter shelter silver \
    transfer trailer trigger layer poster meter figure fever finger harbour mirror error terror horror floor door sector \
    factor motor corridor tractor monitor favour rumour colour vapour";

/// A word that by its ending says what somebody does: "winger", "geologist", «крановщик». Only asked of a word beside a name.
pub(crate) fn is_trade(document: &Document<'_>, at: usize) -> bool {
    let lower = document.tokens.lower(at);
    let word = document.word(at);
    let plain =
        word.cue.is_none() && !word.is(Class::Preposition) && !word.is(Class::Determiner) && !word.is(Class::Adverb);
    let known = is_first_name(word) || word.is(Class::Body) || word.is(Class::Conjunction) || word.is(Class::Time);
    let ends = |ends: &str, least: usize| {
        ends.split(' ').any(|e| lower.ends_with(e) && lower.chars().count() >= e.chars().count() + least)
    };
    let by_ending = if is_cyrillic(document, at) { ends(TRADES_RU, 3) } else { ends(TRADES_EN, 3) };
    plain && !known && by_ending && !NO_TRADE.split(' ').any(|w| w == lower)
}

/// The role before the name, or in the apposition behind it.
pub(super) fn role(document: &Document<'_>, name: &Name) -> Option<String> {
    // «адвокат Лены Орн» is not Lena Orn.
    let oblique = is_whose(document, &name.name);
    let straight = |at: usize| {
        let mut forms = document.lexicon.noun_forms(document.tokens.lower(at)).iter().peekable();
        let listed = forms.peek().is_some();
        listed && forms.all(|f| f.case == Case::Nominative)
    };
    if oblique && name.role.clone().any(straight) {
        return None;
    }
    if (name.role.clone()).any(|at| document.word(at).is(Class::Role) || is_trade(document, at)) {
        return Some(document.slice(&name.role).to_owned());
    }
    role_behind(document, name).or_else(|| role_before(document, name))
}

/// Every role that the text gives beside a name: "lead author Ines Tallow, a botanist at Stell University".
pub(super) fn roles(document: &Document<'_>, name: &Name) -> Vec<String> {
    // "in Port Arden, the finance minister said": a place is no minister.
    let before = name.role.start.min(name.name.start).wrapping_sub(1);
    let place = matches!(document.tokens.lower(before), "in" | "at" | "near" | "from") && name.role.is_empty();
    let behind = document.token(name.name.end).is_some_and(|t| t.is(','));
    if place && behind {
        return Vec::new();
    }
    let mut all: Vec<String> = role(document, name).into_iter().collect();
    if !all.is_empty() {
        let others = [role_behind(document, name), role_before(document, name)];
        all.extend(others.into_iter().flatten());
    }
    all.extend(role_said(document, name));
    all.dedup();
    all
}

/// "Jon Arden is | the local police chief |": the role that a sentence gives.
pub(super) fn role_said(document: &Document<'_>, name: &Name) -> Option<String> {
    let verb = name.name.end;
    let says = matches!(document.tokens.lower(verb), "is" | "was" | "became") && name.name.len() >= 2;
    let the = verb + 1;
    if !says || !matches!(document.tokens.lower(the), "the" | "a" | "an") {
        return None;
    }
    let plain = |at: &usize| {
        let word = document.word(*at);
        document.token(*at).is_some_and(|t| t.is_word() || t.kind == Kind::Possessive)
            && !word.is(Class::Preposition)
            && (word.cue.is_none() || word.is(Class::Role))
    };
    let end = (the + 1..the + 6).take_while(plain).last()? + 1;
    document.word(end - 1).is(Class::Role).then(|| document.slice(&(the + 1..end)).to_owned())
}

/// "Dolmark's foreign minister, Jon Arden", "the mayor of Tolbeck, Jon Arden".
pub(crate) fn role_before(document: &Document<'_>, name: &Name) -> Option<String> {
    // "a spokesman for the navy, Commander Jon Arden": the title belongs to the name.
    let first = name.role.start.min(name.name.start);
    let end = first.checked_sub(1).filter(|&at| document.token(at).is_some_and(|t| t.is(',')))?;
    let joins = |at: &usize| {
        let (token, word) = (document.token(*at), document.word(*at));
        token.is_some_and(|t| t.is_word() || t.kind == Kind::Possessive)
            && !word.is(Class::Conjunction)
            && !word.is(Class::Pronoun)
            && !word.is(Class::Auxiliary)
            && (word.cue.is_none() || word.is(Class::Role))
            && (!word.is(Class::Preposition) || matches!(document.tokens.lower(*at), "of" | "for" | "to" | "at" | "in"))
    };
    let start = (end.saturating_sub(10)..end).rev().take_while(joins).last()?;
    // "the chairwoman of the Circle, Anna Orn": of several articles the one before a role opens it.
    let opens = |from: usize| {
        let from = from + usize::from(document.word(from).is(Class::Determiner));
        let head = (from..end).find(|&at| document.word(at).is(Class::Preposition)).unwrap_or(end);
        (head > from && document.word(head - 1).is(Class::Role)).then_some(from)
    };
    let articles = (start..end).rev().filter(|&at| document.word(at).is(Class::Determiner));
    let from = articles.chain([start]).find_map(opens)?;
    Some(document.slice(&(from..end)).to_owned())
}

/// "Jon Arden, the mayor of Tolbeck".
fn role_behind(document: &Document<'_>, name: &Name) -> Option<String> {
    let mut at = name.name.end;
    if !document.token(at)?.is(',') || document.word(at + 1).is(Class::Conjunction) {
        return None;
    }
    at += 1;
    if document.word(at).is(Class::Determiner) && matches!(document.tokens.lower(at), "the" | "a" | "an") {
        at += 1;
    }
    let stops = |i: usize| matches!(document.tokens.lower(i), "who" | "which" | "that" | "whose");
    let end = (at..at + 12).find(|&i| {
        stops(i) && i > at || document.token(i).is_none_or(|t| !t.is_word() && t.kind != Kind::Possessive)
    })?;
    let stops = ["who", "which", "said", "который", "которая"];
    let apposed = document.word(name.name.end + 1).is(Class::Determiner) && name.name.len() >= 2;
    let holds_role = (at..end).take(6).any(|i| document.word(i).is(Class::Role))
        || apposed && (at..end).take(4).any(|i| is_trade(document, i));
    let is_clause =
        (at..end).any(|i| stops.contains(&document.tokens.lower(i)) || document.word(i).is(Class::Auxiliary));
    (holds_role && !is_clause).then(|| document.slice(&(at..end)).to_owned())
}
