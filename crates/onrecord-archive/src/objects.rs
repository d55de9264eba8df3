//! What is in statements, as the archive keeps and lists it: ids of demands and incidents, and lines of the tables.

use onrecord_page::{ArticleId, Span, parse_short_id, short_id};
use onrecord_reading::{Objects, StatementId};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// Names a demand: `d` and 13 base-32 digits, made of the statement that makes it and of the place of what is asked for, so that a
/// decision about it survives a new reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DemandId(pub(crate) [u8; 14]);

/// Names an incident as one text tells it: `i` and 13 base-32 digits, made of the article and the place of the act's word. The id of
/// the first that was kept names the incident across articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IncidentId(pub(crate) [u8; 14]);

impl DemandId {
    /// `again`: how many demands before it have the same statement and the same object.
    pub(crate) fn of(article: &ArticleId, statement: Option<&StatementId>, asked: Span, again: usize) -> DemandId {
        let mut hash = Sha256::new();
        hash.update(statement.map_or(article.as_str(), StatementId::as_str));
        hash.update(asked.start.to_be_bytes());
        hash.update(asked.end.to_be_bytes());
        if again > 0 {
            hash.update(again.to_be_bytes());
        }
        DemandId(short_id(b'd', hash.finalize().into()))
    }

    /// As printed and stored.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl IncidentId {
    pub(crate) fn of(article: &ArticleId, act: Span, again: usize) -> IncidentId {
        let mut hash = Sha256::new();
        hash.update(article.as_str());
        hash.update(act.start.to_be_bytes());
        hash.update(act.end.to_be_bytes());
        if again > 0 {
            hash.update(again.to_be_bytes());
        }
        IncidentId(short_id(b'i', hash.finalize().into()))
    }

    /// As printed and stored.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl fmt::Display for DemandId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for IncidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DemandId {
    type Err = ();

    /// `d` and 13 base-32 digits.
    fn from_str(s: &str) -> Result<DemandId, ()> {
        parse_short_id(b'd', s).map(DemandId).ok_or(())
    }
}

impl FromStr for IncidentId {
    type Err = ();

    /// `i` and 13 base-32 digits.
    fn from_str(s: &str) -> Result<IncidentId, ()> {
        parse_short_id(b'i', s).map(IncidentId).ok_or(())
    }
}

/// Every span of what a text holds beyond its statements.
pub(crate) fn spans_of(objects: &Objects) -> impl Iterator<Item = Span> {
    let figures = objects
        .figures
        .iter()
        .flat_map(|f| [Some(f.span), f.unit.as_ref().map(|u| u.span), f.modifiers, f.of, f.period]);
    let times = objects.times.iter().flat_map(|t| [Some(t.span), t.saying]);
    let occasions = objects.occasions.iter().flat_map(|o| [Some(o.span), Some(o.saying)]);
    let counters = objects.counters.iter().flat_map(|c| [Some(c.span), Some(c.since), c.claim]);
    let demands = objects.demands.iter().flat_map(|d| {
        let party = |p: &Option<onrecord_reading::Party>| p.as_ref().and_then(|p| p.span);
        [Some(d.cue), party(&d.who), party(&d.addressee), d.object, d.deadline]
    });
    let incidents = objects.incidents.iter().flat_map(|i| [Some(i.act), i.actor, i.target, i.place, i.when, i.count]);
    let about = objects.about.iter().flat_map(|a| a.named.iter().map(|p| p.span));
    let relations = objects.relations.iter().flat_map(|r| {
        let object = r.object.as_ref().and_then(|o| o.span);
        [Some(r.cue), r.subject.span, object]
    });
    let told = demands.chain(incidents).chain(about).chain(relations);
    figures.chain(times).chain(occasions).chain(counters).chain(told).flatten()
}

/// Every statement that they name.
pub(crate) fn statements_of(objects: &Objects) -> impl Iterator<Item = StatementId> {
    let times = objects.times.iter().flat_map(|t| [t.statement, t.said]);
    let occasions = objects.occasions.iter().flat_map(|o| [o.statement, o.said]);
    let figures = objects.figures.iter().map(|f| f.statement);
    let counters = objects.counters.iter().map(|c| c.statement);
    let demands = objects.demands.iter().map(|d| d.statement);
    let incidents = objects.incidents.iter().map(|i| i.statement);
    let about = objects.about.iter().map(|a| Some(a.statement));
    let relations = objects.relations.iter().map(|r| r.statement);
    let told = demands.chain(incidents).chain(about).chain(relations);
    times.chain(occasions).chain(figures).chain(counters).chain(told).flatten()
}
