//! Russian: what the network and the rules found of one text, as one list.
//!
//! The network finds more, and of what the rules alone find most is wrong, but for a quotation with a verb beside it (`gold/seen`: 2 of 2
//! right, of all others 1 of 19). Of a statement that both found, the network has source and content, and the rule tells what it knows of
//! the speaker.

use crate::{
    document::Document,
    found::{Found, Rule, Source},
    tokens::{Kind, Token},
};
use std::ops::Range;

/// Words after "по" with a source: "По словам Ладушева", and "По его словам", where the network takes the noun alone for the cue.
const ACCORDING: &str = "словам мнению данным информации оценке оценкам версии утверждению утверждениям сведениям подсчетам прогнозу прогнозам \
     признанию выражению свидетельству заявлению";

/// Puts the two together; `trained` are the network's.
pub(crate) fn unite(document: &Document<'_>, mut trained: Vec<Found>, rules: Vec<Found>) -> Vec<Found> {
    let mut holder: Vec<Option<usize>> = vec![None; document.tokens.all().len()];
    let mut said = vec![false; holder.len()];
    for (n, found) in trained.iter_mut().enumerate() {
        found.inserted = is_inserted(document, found);
        complete_cue(document, found);
        found.cue.iter().for_each(|c| holder[c.clone()].fill(Some(n)));
        found.content.iter().for_each(|c| said[c.clone()].fill(true));
    }
    let mut added = Vec::new();
    for rule in rules {
        let same = rule.cue.iter().find_map(|c| holder[c.clone()].iter().find_map(|h| *h));
        let apart = !rule.content.iter().any(|c| said[c.clone()].contains(&true));
        match same {
            Some(n) => learn(&mut trained[n], rule.source),
            None if apart && rule.rule == Rule::QuoteThenVerb => added.push(rule),
            None => {}
        }
    }
    trained.append(&mut added);
    trained
}

/// Takes over what the verb and the grammar tell of the speaker.
fn learn(found: &mut Found, rule: Option<Source>) {
    let Some(rule) = rule else { return };
    if let Some(own) = &mut found.source {
        own.agreement = rule.agreement;
        if own.mention == rule.mention {
            own.antecedent = rule.antecedent;
        }
    }
}

/// «Мы ждем, — сказал он, — но недолго»: a cue behind a dash inside the quotation whose words it attributes.
fn is_inserted(document: &Document<'_>, found: &Found) -> bool {
    let Some(quotation) = document.frames[found.frame].quotation else { return false };
    let Some(cue) = found.cue.first() else { return false };
    let source = found.source.as_ref().map_or(cue.start, |s| s.mention.start);
    let begin = cue.start.min(source);
    let inside = |at: usize| document.inside.get(at).copied().flatten() == Some(quotation as u32);
    found.content.iter().filter(|c| c.end <= begin && inside(c.end.saturating_sub(1))).any(|c| {
        let mut gap = (c.end - 1..begin).filter_map(|at| document.token(at));
        let dash = (c.end - 1..begin).any(|at| document.token(at).is_some_and(|t| t.kind == Kind::Dash));
        dash && !gap.by_ref().skip(1).any(Token::is_word)
    })
}

/// "По" before the source belongs to the cue behind it.
fn complete_cue(document: &Document<'_>, found: &mut Found) {
    let (Some(cue), Some(source)) = (found.cue.first().cloned(), &found.source) else { return };
    let mention: &Range<usize> = &source.mention;
    let according = cue.len() == 1 && ACCORDING.split_whitespace().any(|w| w == document.tokens.lower(cue.start));
    if according && mention.end == cue.start && mention.start > 0 && document.tokens.lower(mention.start - 1) == "по"
    {
        found.cue.insert(0, mention.start - 1..mention.start);
    }
}
