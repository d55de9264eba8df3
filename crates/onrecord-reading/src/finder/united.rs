//! Russian: what the network and the rules found of one text, as one list.
//!
//! The network finds more, and of what the rules alone find most is wrong, but for a quotation with a verb beside it (`gold/seen`: 2 of 2
//! right, of all others 1 of 19). Of a statement that both found, the network has source and content, and the rule tells what it knows of
//! the speaker.

use super::trained;
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
    let cited: Vec<Found> = trained.iter_mut().filter_map(|found| part_citation(document, found)).collect();
    trained.extend(cited);
    for (n, found) in trained.iter_mut().enumerate() {
        found.inserted = is_inserted(document, found);
        complete_cue(document, found);
        complete_marks(document, found);
        found.cue.iter().for_each(|c| holder[c.clone()].fill(Some(n)));
        found.content.iter().for_each(|c| said[c.clone()].fill(true));
    }
    let mut added = Vec::new();
    for rule in rules {
        let same = rule.cue.iter().find_map(|c| holder[c.clone()].iter().find_map(|h| *h));
        let apart = !rule.content.iter().any(|c| said[c.clone()].contains(&true));
        let cited = || trained.iter().find(|t| is_citation(document, t) && share(&t.content, &rule.content));
        match same {
            Some(n) => learn(&mut trained[n], rule),
            None if !apart && rule.source.is_some() => added.extend(cited().map(|t| reporter(t, rule))),
            None if apart && stands_alone(document, &rule) => added.push(rule),
            None => {}
        }
    }
    trained.append(&mut added);
    trained
}

/// «сообщает «Кромка» | со слов | пограничников»: the network takes both for the source. Gives the statement of those who are cited.
fn part_citation(document: &Document<'_>, found: &mut Found) -> Option<Found> {
    let source = found.source.as_mut()?;
    let mention = source.mention.clone();
    let word = |at: usize| document.tokens.lower(at);
    let at = mention.clone().find(|&at| word(at) == "со" && at + 2 < mention.end && word(at + 1) == "слов")?;
    let cited = Source { mention: at + 2..mention.end, also: Vec::new(), antecedent: None, agreement: None };
    let cue = vec![at..at + 2];
    if at > mention.start {
        source.mention.end = at;
        return Some(Found { source: Some(cited), cue, ..found.clone() });
    }
    *source = cited;
    found.cue = cue;
    None
}

/// «со ссылкой на источник», «ссылаясь на источник», «со слов источника»: another reports what this source says.
fn is_citation(document: &Document<'_>, found: &Found) -> bool {
    let word = |at: usize| document.tokens.lower(at);
    found
        .cue
        .iter()
        .flat_map(Clone::clone)
        .any(|at| word(at).starts_with("ссыл") || word(at) == "слов" && at > 0 && word(at - 1) == "со")
}

/// The one who cites says the same as those who are cited.
fn reporter(cited: &Found, rule: Found) -> Found {
    Found { content: cited.content.clone(), ..rule }
}

fn share(a: &[Range<usize>], b: &[Range<usize>]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.start < b.end && b.start < a.end))
}

/// What a rule finds and the network does not: a quotation with its verb, and "призвала к сдержанности", which it has seldom seen.
fn stands_alone(document: &Document<'_>, rule: &Found) -> bool {
    let to = |content: &Range<usize>| document.tokens.lower(content.start) == "к";
    rule.rule == Rule::QuoteThenVerb || rule.rule == Rule::Infinitive && rule.content.first().is_some_and(to)
}

/// «Порт открыт», — сказал он. «Мы ждем»: of pieces that are whole quotations each has its marks, or none would.
fn complete_marks(document: &Document<'_>, found: &mut Found) {
    let mut whole: Vec<Range<usize>> = Vec::new();
    for piece in &found.content {
        let marked = trained::with_marks(document, piece.clone());
        let both = marked.start < piece.start && marked.end > piece.end;
        whole.push(if both { marked } else { piece.clone() });
    }
    found.content = whole;
}

/// Takes over what the verb and the grammar tell of the speaker, and where the quotation goes on behind an inserted cue.
fn learn(found: &mut Found, rule: Found) {
    let within = |c: &Range<usize>| rule.content.iter().any(|r| r.start <= c.start && c.end <= r.end);
    if found.inserted && rule.inserted && found.content.iter().all(within) {
        found.content = rule.content;
    }
    let Some(rule) = rule.source else { return };
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
