//! Finding statements: where source, cue and content of each stand.
//!
//! Takes a [`Document`], gives [`Found`]s. Knows nothing of names: who "she" is, is asked later ([`crate::speaker`]). Both
//! languages are read by trained networks ([`trained`]); rules complete them ([`united`] for Russian), and read most of what stands inside
//! somebody's quotation.

mod clause;
mod continuation;
mod english;
mod proposed;
mod russian;
mod trained;
mod united;
mod withheld;

use crate::{
    document::Document,
    found::{Found, Rule},
    models::Models,
    net::Network,
};

pub(crate) use proposed::adopt;
use trained::Script;

/// Every statement that is found.
pub(crate) fn find(document: &Document<'_>, models: &Models) -> Vec<Found> {
    let paragraphs = |network: Option<&Network>, script| match network {
        Some(_) => trained::paragraphs(document, script),
        None => vec![false; document.paragraphs.len()],
    };
    let english = paragraphs(models.network(), Script::Latin);
    let russian = paragraphs(models.russian(), Script::Cyrillic);
    let (mut found, mut beside, mut russian_rules) = (Vec::new(), Vec::new(), Vec::new());
    for (n, frame) in document.frames.iter().enumerate() {
        let clause = clause::Clause::new(document, n);
        let read_by = |paragraphs: &[bool]| paragraphs.get(frame.paragraph).copied().unwrap_or(false);
        if clause.is_russian() {
            russian::find(&clause, if read_by(&russian) { &mut russian_rules } else { &mut found });
        } else if frame.quotation.is_none() && read_by(&english) {
            english::find(&clause, &mut beside);
        } else {
            english::find(&clause, &mut found);
        }
    }
    if let Some(network) = models.russian() {
        let trained = trained::find(document, network, &russian);
        found.extend(united::unite(document, trained, russian_rules));
    }
    if let Some(network) = models.network() {
        let mut trained = trained::find(document, network, &english);
        trained::complete(&mut trained, document, beside);
        // Inside a quotation both may have found the same: the network's comes first, and stays.
        trained.append(&mut found);
        found = trained;
        found.sort_by_key(|f| (f.frame, f.cue.first().map_or(0, |c| c.end)));
        found.dedup_by_key(|f| (f.frame, f.cue.first().map_or(0, |c| c.end)));
    }
    continuation::extend(document, &mut found);
    found.iter_mut().for_each(|f| trained::join(&mut f.content));
    found.retain(|f| !f.content.is_empty() && (f.around(document).is_none() || stands_in_quotation(document, f)));
    found
}

/// Whether a statement inside somebody's quotation is worth its own line: third persons by a clear rule. "I told you that …" is the
/// quotation's own speaker again.
fn stands_in_quotation(document: &Document<'_>, found: &Found) -> bool {
    let clear = matches!(
        found.rule,
        Rule::Trained(_) | Rule::QuoteThenVerb | Rule::VerbThenQuote | Rule::ThatClause | Rule::According
    );
    let Some(source) = &found.source else { return false };
    let own = matches!(document.tokens.lower(source.mention.start), "i" | "we" | "you" | "я" | "мы" | "вы" | "ты");
    clear && !own
}
