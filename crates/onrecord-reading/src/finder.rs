//! Finding statements: where source, cue and content of each stand.
//!
//! Takes a [`Document`], gives [`Found`]s. Knows nothing of names: who "she" is, is asked later ([`crate::speaker`]). English is read by the
//! trained network ([`trained`]); Russian, and what stands inside somebody's quotation, by rules.

mod clause;
mod continuation;
mod english;
mod russian;
mod trained;

use crate::{
    document::Document,
    found::{Found, Rule},
    models::Models,
};

/// Every statement that is found.
pub(crate) fn find(document: &Document<'_>, models: &Models) -> Vec<Found> {
    let by_network = match models.network() {
        Some(_) => trained::paragraphs(document),
        None => vec![false; document.paragraphs.len()],
    };
    let (mut found, mut beside) = (Vec::new(), Vec::new());
    for (n, frame) in document.frames.iter().enumerate() {
        let clause = clause::Clause::new(document, n);
        if clause.is_russian() {
            russian::find(&clause, &mut found);
        } else if frame.quotation.is_none() && by_network.get(frame.paragraph).copied().unwrap_or(false) {
            english::find(&clause, &mut beside);
        } else {
            english::find(&clause, &mut found);
        }
    }
    if let Some(network) = models.network() {
        let mut trained = trained::find(document, network, &by_network);
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
