//! The tables: figures, demands and incidents that a query finds, and what is in one statement.
//!
//! Takes a [`Query`], gives rows, and on demand their sentences. A row is found where its statement fulfils the query and it fulfils itself what
//! the query asks of its kind; what an outlet tells itself is found by the words of its sentence. The index proposes, the store
//! decides: a row that does not fit any more is left out.

use crate::{
    Archive, DemandId, DemandLine, Error, FigureLine, InStatement, IncidentId, IncidentLine, Listed, Query,
    RelationLine, SpeakerId, Table, Told, Window, context,
    index::search::{self, Everything},
    keys::{self, Kind, Sought},
    store::{
        filing::Filing,
        tables::{self, Holder},
    },
};
use onrecord_reading::StatementId;
use rusqlite::Connection;
use std::collections::HashMap;

/// Statements, and articles, whose rows are looked at for one table, unless more rows than that are asked for; beyond that the count
/// says "at least".
const LOOKED_AT: usize = 160;

/// A row that can be sought, put in order and given its sentence.
trait Row: Sized {
    const KIND: Kind;
    const TABLE: Table;

    fn of(db: &Connection, holder: Holder<'_>) -> rusqlite::Result<Vec<Self>>;
    fn keys(&self) -> Vec<String>;
    fn told(&mut self) -> &mut Told;
    fn day(&self) -> Option<&str>;
}

impl Row for FigureLine {
    const KIND: Kind = Kind::Figure;
    const TABLE: Table = Table::Figures;

    fn of(db: &Connection, holder: Holder<'_>) -> rusqlite::Result<Vec<Self>> {
        tables::figures(db, holder)
    }

    fn keys(&self) -> Vec<String> {
        keys::of_figure(self.low, self.high, self.unit.as_deref(), self.modifiers.as_deref())
    }

    fn told(&mut self) -> &mut Told {
        &mut self.told
    }

    fn day(&self) -> Option<&str> {
        self.told.day.as_deref()
    }
}

impl Row for DemandLine {
    const KIND: Kind = Kind::Demand;
    const TABLE: Table = Table::Demands;

    fn of(db: &Connection, holder: Holder<'_>) -> rusqlite::Result<Vec<Self>> {
        tables::demands(db, holder)
    }

    fn keys(&self) -> Vec<String> {
        let addressee = self.addressee.as_ref().map(|a| a.name.as_str());
        keys::of_demand(self.is_open(), self.force.as_str(), addressee)
    }

    fn told(&mut self) -> &mut Told {
        &mut self.told
    }

    fn day(&self) -> Option<&str> {
        self.asked_on.as_deref()
    }
}

impl Row for IncidentLine {
    const KIND: Kind = Kind::Incident;
    const TABLE: Table = Table::Incidents;

    fn of(db: &Connection, holder: Holder<'_>) -> rusqlite::Result<Vec<Self>> {
        tables::incidents(db, holder)
    }

    fn keys(&self) -> Vec<String> {
        let what = [self.kind.as_str(), &self.mode, self.status.as_str()];
        keys::of_incident(what, self.actor.as_deref(), self.target.as_deref())
    }

    fn told(&mut self) -> &mut Told {
        &mut self.told
    }

    fn day(&self) -> Option<&str> {
        self.first_day.as_deref()
    }
}

impl Archive {
    /// Figures that a query finds, latest first.
    ///
    /// # Errors
    /// As [`Archive::search`].
    pub fn figures(&self, query: &Query, window: Window) -> Result<Listed<FigureLine>, Error> {
        self.table(query, window)
    }

    /// Demands that a query finds, latest first.
    ///
    /// # Errors
    /// As [`Archive::search`].
    pub fn demands(&self, query: &Query, window: Window) -> Result<Listed<DemandLine>, Error> {
        self.table(query, window)
    }

    /// Incidents that a query finds, latest first.
    ///
    /// # Errors
    /// As [`Archive::search`].
    pub fn incidents(&self, query: &Query, window: Window) -> Result<Listed<IncidentLine>, Error> {
        self.table(query, window)
    }

    /// A demand by its id.
    pub fn demand(&self, id: &DemandId) -> Result<Option<DemandLine>, Error> {
        self.read(|db| {
            let mut found = tables::demand_by_id(db, id.as_str())?;
            if let Some(line) = &mut found {
                with_sentences(db, [&mut line.told])?;
            }
            Ok(found)
        })
    }

    /// Gives rows the sentences in which they stand: tables come without, since a picture needs none.
    pub fn sentences<'t>(&self, rows: impl IntoIterator<Item = &'t mut Told>) -> Result<(), Error> {
        self.read(|db| with_sentences(db, rows))
    }

    /// Every telling of one incident, earliest publication first.
    pub fn tellings(&self, event: &IncidentId) -> Result<Vec<IncidentLine>, Error> {
        self.read(|db| {
            let mut found = tables::tellings(db, event.as_str())?;
            with_sentences(db, found.iter_mut().map(|line| &mut line.told))?;
            Ok(found)
        })
    }

    /// What is in a statement.
    pub fn in_statement(&self, id: &StatementId) -> Result<InStatement, Error> {
        self.read(|db| {
            let ids = [id.to_string()];
            let holder = Holder::Statements(&ids);
            Ok(InStatement {
                figures: tables::figures(db, holder)?,
                demands: tables::demands(db, holder)?,
                incidents: tables::incidents(db, holder)?,
                about: tables::names_in(db, id.as_str())?,
                when: tables::when_of(db, id.as_str())?,
                places: tables::places_of(db, id.as_str())?,
                counters: tables::counters_in(db, id.as_str())?,
                relations: tables::relations(db, holder)?,
            })
        })
    }

    /// What is stated of somebody or something, and where it stands on the other side, latest first, with sentences; so many at most. All who
    /// are filed under one speaker are one.
    ///
    /// # Errors
    /// As [`Archive::search`].
    pub fn relations_of(&self, who: &SpeakerId, most: usize) -> Result<Vec<RelationLine>, Error> {
        self.read(|db| {
            let filing = Filing::load(db)?;
            let mut found = Vec::new();
            for id in filing.all_of(who.as_str()) {
                found.extend(tables::relations_of(db, &id, most)?);
            }
            for named in
                found.iter_mut().flat_map(|line| std::iter::once(&mut line.subject).chain(line.object.as_mut()))
            {
                named.id = filing.filed_as(named.id.as_str()).parse().unwrap_or(named.id);
            }
            found.sort_by(|a, b| b.told.day.cmp(&a.told.day));
            found.truncate(most);
            with_sentences(db, found.iter_mut().map(|line| &mut line.told))?;
            Ok(found)
        })
    }

    fn table<R: Row>(&self, query: &Query, window: Window) -> Result<Listed<R>, Error> {
        let query = query.clone().asking_for(R::TABLE);
        let sought = keys::of_query(&query);
        let wanted: Vec<&Sought> = sought.iter().filter(|s| s.kind == R::KIND && !s.takes_all()).collect();
        let Some(open) = self.open_index()? else { return Ok(Listed { total: 0, more: false, rows: Vec::new() }) };
        let (found, more) =
            search::newest(&open, self.layout(), &query, window.offset.saturating_add(window.limit).max(LOOKED_AT))?;
        self.read(|db| rows(db, &query, &wanted, &found, window).map(|(total, rows)| Listed { total, more, rows }))
    }
}

fn rows<R: Row>(
    db: &Connection,
    query: &Query,
    wanted: &[&Sought],
    found: &Everything,
    window: Window,
) -> rusqlite::Result<(u64, Vec<R>)> {
    let fits = |row: &R| {
        wanted.is_empty() || {
            let keys = row.keys();
            wanted.iter().all(|sought| sought.fits(&keys))
        }
    };
    let mut all = R::of(db, Holder::Statements(&found.statements))?;
    let mut own = R::of(db, Holder::Outlets(&found.articles))?;
    all.retain(fits);
    own.retain(fits);
    if !query.words.is_empty() || !query.phrases.is_empty() {
        with_sentences(db, own.iter_mut().map(Row::told))?;
        own.retain_mut(|row| search::has_all(query, &row.told().sentence));
    }
    all.append(&mut own);
    // Latest first, undated ones last; what was told together stays in its order.
    all.sort_by(|a, b| b.day().cmp(&a.day()));
    let total = all.len() as u64;
    Ok((total, all.into_iter().skip(window.offset).take(window.limit).collect()))
}

/// Gives each row the sentence around it.
fn with_sentences<'t>(db: &Connection, rows: impl IntoIterator<Item = &'t mut Told>) -> rusqlite::Result<()> {
    let mut texts = HashMap::new();
    for told in rows {
        let article = told.article.id;
        if !texts.contains_key(&article) {
            // Neighbours share a text; long lists need not hold all of them.
            if texts.len() >= 16 {
                texts.clear();
            }
            texts.insert(article, tables::text_of(db, article.as_str())?);
        }
        if let Some(Some((text, blocks))) = texts.get(&article) {
            told.sentence = context::around(text, blocks, &[Vec::new(), Vec::new(), vec![told.span]]);
        }
    }
    Ok(())
}
