//! Query → ids and counts, in one pass over the documents that match.
//!
//! Takes a [`Query`], gives [`Found`]: how many statements, the ids of a window of them in a fixed order, and their counts by speaker,
//! outlet, month and mode; and the ids of the best articles. Here a query becomes a condition; who goes through what fulfils it is
//! [`super::ranked`]. Words and names come from the store afterwards.

use super::{
    ARTICLE, Fields, Look, OpenIndex, STATEMENT, language_number, name_words,
    ranked::{self, By, Counts, Ranked, Ranking},
};
use crate::{
    Error, Filter, Query, Standing, Versions, Window, answers,
    dates::Days,
    error::At,
    format::Layout,
    keys::{self, Key, Sought},
    words::{Word, fold, stem, words, words_from},
};
use onrecord_reading::CueClass;
use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    ops::{Bound, RangeInclusive},
};
use tantivy::{
    Score, Term,
    collector::Count,
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query as Condition,
        RangeQuery, TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

/// What a search found, as ids and numbers.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) total: u64,
    /// With what is kept and not usually shown, whatever class and confidence were asked for.
    pub(crate) every: u64,
    pub(crate) statements: Vec<String>,
    pub(crate) total_articles: u64,
    pub(crate) articles: Vec<String>,
    pub(crate) counts: Counts,
}

/// At most so many articles are shown beside the statements.
const ARTICLES_SHOWN: usize = 10;

/// Ids of the statements that were added last, of those that fulfil a query; at most so many. Of one article the first statement comes first.
pub(crate) fn last_added(open: &OpenIndex, layout: &Layout, query: &Query, most: usize) -> Result<Vec<String>, Error> {
    let (statements, usual) = going_through(&open.fields, query);
    let ranking = Ranking { by: By::Added, wanted: most, counting: false, usual };
    open.look(layout)?.ids(&statements, ranking).at(&layout.index, "search").map(|(ids, _)| ids)
}

/// Ids of at most so many that fulfil a query, newest publication first, whatever words it has; and whether there are more.
pub(crate) fn newest(
    open: &OpenIndex,
    layout: &Layout,
    query: &Query,
    most: usize,
) -> Result<(Everything, bool), Error> {
    let look = open.look(layout)?;
    let best = |condition: &dyn Condition, usual: bool| {
        let ranking = Ranking { by: By::Published, wanted: most, counting: false, usual };
        look.ids(condition, ranking).at(&layout.index, "search")
    };
    let (statements, usual) = going_through(&open.fields, query);
    let (statements, total) = best(&statements, usual)?;
    let (articles, total_articles) = match finds_articles(query) {
        true => best(&condition(&open.fields, query, ARTICLE), false)?,
        false => (Vec::new(), 0),
    };
    let more = total > statements.len() as u64 || total_articles > articles.len() as u64;
    Ok((Everything { statements, articles }, more))
}

/// Ids of at most so many statements of a time by somebody who goes by one of the names: each word of it, or what a name shares with its
/// adjective, stands in the speaker's name or role.
pub(crate) fn spoken_by(
    open: &OpenIndex,
    layout: &Layout,
    names: &[Vec<String>],
    days: RangeInclusive<u64>,
    most: usize,
) -> Result<Vec<String>, Error> {
    let fields = &open.fields;
    let word = |word: &String| -> Box<dyn Condition> {
        let exact = term(Term::from_field_text(fields.speaker_words, word));
        let Some(beginning) = answers::beginning(word) else { return exact };
        let bound = |text: &str| Bound::Included(Term::from_field_text(fields.speaker_words, text));
        let begins = RangeQuery::new(bound(beginning), bound(&format!("{beginning}\u{10ffff}")));
        any([exact, Box::new(begins) as Box<dyn Condition>].into_iter())
    };
    let name = |all: &Vec<String>| -> Box<dyn Condition> {
        Box::new(BooleanQuery::intersection(all.iter().map(word).collect()))
    };
    let day = |field: Field, from: Option<u64>, to: Option<u64>| {
        let bound =
            |day: Option<u64>| day.map_or(Bound::Unbounded, |d| Bound::Included(Term::from_field_u64(field, d)));
        unscored(Box::new(RangeQuery::new(bound(from), bound(to))))
    };
    let all = BooleanQuery::intersection(vec![
        unscored(term(Term::from_field_u64(fields.kind, STATEMENT))),
        unscored(any(names.iter().map(name))),
        not(fields.standing, Standing::Rejected as u64),
        not(fields.earlier, 1),
        day(fields.first_day, Some(*days.start()), None),
        day(fields.last_day, None, Some(*days.end())),
    ]);
    let ranking = Ranking { by: By::Published, wanted: most, counting: false, usual: false };
    open.look(layout)?.ids(&all, ranking).at(&layout.index, "search").map(|(ids, _)| ids)
}

/// How rare each of some stems is in the statements: 0 where all have it.
pub(crate) fn rarity(
    open: &OpenIndex,
    layout: &Layout,
    stems: &BTreeSet<String>,
) -> Result<HashMap<String, f64>, Error> {
    let searcher = open.searcher(layout)?;
    let all = searcher.num_docs() as f64;
    let rarity = |stem: &String| -> tantivy::Result<(String, f64)> {
        let with = searcher.doc_freq(&Term::from_field_text(open.fields.said, stem))? as f64;
        Ok((stem.clone(), ((1.0 + all) / (1.0 + with)).ln().max(0.0)))
    };
    stems.iter().map(rarity).collect::<tantivy::Result<_>>().at(&layout.index, "search")
}

/// Runs a query on the last commit.
pub(crate) fn search(open: &OpenIndex, layout: &Layout, query: &Query, window: Window) -> Result<Found, Error> {
    run(&open.look(layout)?, &open.fields, query, window).at(&layout.index, "search")
}

/// Ids of all that fulfils a query, in its order.
#[derive(Debug, Default)]
pub(crate) struct Everything {
    pub(crate) statements: Vec<String>,
    pub(crate) articles: Vec<String>,
}

/// Like [`search`] without a window and without counts.
pub(crate) fn everything(open: &OpenIndex, layout: &Layout, query: &Query) -> Result<Everything, Error> {
    let look = open.look(layout)?;
    let ranking = Ranking { by: By::of(query), wanted: usize::MAX, counting: false, usual: false };
    let all = |kind: u64| look.ids(&condition(&open.fields, query, kind), ranking).map(|(ids, _)| ids);
    let statements = all(STATEMENT).at(&layout.index, "search")?;
    let articles = if finds_articles(query) { all(ARTICLE).at(&layout.index, "search")? } else { Vec::new() };
    Ok(Everything { statements, articles })
}

/// An article has no speaker and no mode, and names so many that it is about none of them.
fn finds_articles(query: &Query) -> bool {
    query.speakers.is_empty() && query.modes.is_empty() && query.about.is_empty()
}

/// How many statements fulfil a query.
pub(crate) fn count(open: &OpenIndex, layout: &Layout, query: &Query) -> Result<u64, Error> {
    let searcher = open.searcher(layout)?;
    let statements = condition(&open.fields, query, STATEMENT);
    searcher.search(&statements, &Count).map(|n| n as u64).at(&layout.index, "search")
}

fn run(look: &Look, fields: &Fields, query: &Query, window: Window) -> tantivy::Result<Found> {
    let by = By::of(query);
    let wanted = window.offset.saturating_add(window.limit);
    let (statements, usual) = going_through(fields, query);
    let ranked = look.rank(&statements, Ranking { by, wanted, counting: true, usual })?;
    let mut found = Found { total: ranked.total, every: ranked.kept, counts: ranked.counts, ..Found::default() };
    if !usual {
        let every = condition(fields, &query.clone().of_every_class(), STATEMENT);
        found.every = look.searcher.search(&every, &Count)? as u64;
    }
    found.statements = ranked.best.into_iter().skip(window.offset).map(|place| look.columns.id(place)).collect();
    if finds_articles(query) {
        let articles = condition(fields, query, ARTICLE);
        let wanted = window.limit.min(ARTICLES_SHOWN);
        (found.articles, found.total_articles) =
            look.ids(&articles, Ranking { by, wanted, counting: false, usual: false })?;
    }
    Ok(found)
}

impl Look {
    fn rank(&self, condition: &dyn Condition, ranking: Ranking) -> tantivy::Result<Ranked> {
        ranked::rank(&self.searcher, &self.columns, condition, ranking)
    }

    /// Ids of the best, and how many there are in all. Where none is wanted, they are only counted.
    fn ids(&self, condition: &dyn Condition, ranking: Ranking) -> tantivy::Result<(Vec<String>, u64)> {
        if ranking.wanted == 0 {
            return self.searcher.search(condition, &Count).map(|n| (Vec::new(), n as u64));
        }
        let ranked = self.rank(condition, ranking)?;
        Ok((ranked.best.into_iter().map(|place| self.columns.id(place)).collect(), ranked.total))
    }
}

/// Ids of all documents that stand in the index, sorted.
pub(crate) fn every_id(open: &OpenIndex, layout: &Layout) -> Result<Vec<String>, Error> {
    let look = open.look(layout)?;
    let mut ids = Vec::new();
    for (segment, columns) in look.searcher.segment_readers().iter().zip(&look.columns.0) {
        ids.extend(segment.doc_ids_alive().map(|document| columns.id(document)));
    }
    ids.sort_unstable();
    Ok(ids)
}

type Clause = (Occur, Box<dyn Condition>);

/// What statements must fulfil that are gone through one by one, and whether of these only what is usually shown is asked for. To look
/// at a column for each costs less than to walk two lists beside each other, and what is not shown is counted on the way.
fn going_through(fields: &Fields, query: &Query) -> (Box<dyn Condition>, bool) {
    let usual = asks_for_the_usual(query);
    (conditions(fields, query, STATEMENT, usual), usual)
}

/// What a document of this kind must fulfil.
fn condition(fields: &Fields, query: &Query, kind: u64) -> Box<dyn Condition> {
    conditions(fields, query, kind, false)
}

/// Likewise; `usual_is_seen_to`: whether it is usually shown is looked at by whoever asks.
fn conditions(fields: &Fields, query: &Query, kind: u64, usual_is_seen_to: bool) -> Box<dyn Condition> {
    let mut all: Vec<Clause> = Vec::new();
    let (stems, exact): (&[(Field, Score)], &[Field]) = if kind == STATEMENT {
        (&[(fields.said, 2.0), (fields.about, 1.0)], &[fields.said_exact, fields.about_exact])
    } else {
        (&[(fields.text, 1.0)], &[fields.text_exact])
    };
    for word in query.words.iter().flat_map(|w| words(w)) {
        all.push((Occur::Must, word_condition(stems, &stem(&word.folded))));
    }
    for phrase in &query.phrases {
        all.extend(phrase_condition(exact, phrase).map(|c| (Occur::Must, c)));
    }
    let usual = kind == STATEMENT && asks_for_the_usual(query);
    if usual && !usual_is_seen_to {
        all.push((Occur::Must, unscored(term(Term::from_field_u64(fields.usual, 1)))));
    }
    // The fields of words belong to one kind each; without words the kind must be asked for.
    if all.is_empty() {
        all.push((Occur::Must, unscored(term(Term::from_field_u64(fields.kind, kind)))));
    }
    if !query.speakers.is_empty() {
        all.push((Occur::Must, any_name(fields.speaker_words, &query.speakers)));
    }
    if !query.outlets.is_empty() {
        all.push((Occur::Must, any_name(fields.outlet_words, &query.outlets)));
    }
    if !query.modes.is_empty() {
        let modes = query.modes.iter().map(|m| term(Term::from_field_u64(fields.mode, *m as u64)));
        all.push((Occur::Must, unscored(any(modes))));
    }
    // Articles are of no class and as sure as their text.
    if kind == STATEMENT && !usual {
        if !query.classes.is_empty() && query.classes.len() < CueClass::ALL.len() {
            let classes = query.classes.iter().map(|c| term(Term::from_field_u64(fields.class, *c as u64)));
            all.push((Occur::Must, unscored(any(classes))));
        }
        if let Some(least) = query.confidence.filter(|least| *least > 0.0) {
            let from = Bound::Included(Term::from_field_f64(fields.confidence, f64::from(least)));
            all.push((Occur::Must, unscored(Box::new(RangeQuery::new(from, Bound::Unbounded)))));
        }
        all.extend(decided_condition(fields, query));
    }
    if !query.languages.is_empty() {
        let numbers = query.languages.iter().filter_map(|tag| language_number(tag));
        let languages = numbers.map(|number| term(Term::from_field_u64(fields.language, number)));
        all.push((Occur::Must, unscored(any(languages))));
    }
    for sought in keys::of_query(query) {
        all.push((Occur::Must, object_condition(fields.objects, &sought)));
    }
    // A date known only to the year does not lie in one of its months: nobody knows that it does.
    if let Some(days) = query.after.as_deref().and_then(Days::of) {
        let from = Bound::Included(Term::from_field_u64(fields.first_day, days.first));
        all.push((Occur::Must, unscored(Box::new(RangeQuery::new(from, Bound::Unbounded)))));
    }
    if let Some(days) = query.before.as_deref().and_then(Days::of) {
        let to = Bound::Included(Term::from_field_u64(fields.last_day, days.last));
        all.push((Occur::Must, unscored(Box::new(RangeQuery::new(Bound::Unbounded, to)))));
    }
    match all.len() {
        1 => all.pop().map_or_else(|| Box::new(AllQuery) as Box<dyn Condition>, |(_, only)| only),
        _ => Box::new(BooleanQuery::new(all)),
    }
}

/// Whether a query takes of statements what is shown where nothing else is asked for.
fn asks_for_the_usual(query: &Query) -> bool {
    let usual = Filter::usual();
    let of_reader = query.classes == usual.classes && query.confidence == Some(usual.confidence);
    of_reader && query.standings.is_empty() && query.versions == Versions::Newest
}

/// What people decided, and which versions of a page are asked for: where nothing is said neither what somebody rejected nor earlier
/// wordings of what stands in a newer version.
fn decided_condition(fields: &Fields, query: &Query) -> Vec<Clause> {
    let standing = |one: &Standing| Term::from_field_u64(fields.standing, *one as u64);
    let earlier = || Term::from_field_u64(fields.earlier, 1);
    let mut all: Vec<Clause> = Vec::new();
    if query.standings.is_empty() {
        all.push((Occur::MustNot, term(standing(&Standing::Rejected))));
    } else if query.standings.len() < Standing::ALL.len() {
        all.push((Occur::Must, unscored(any(query.standings.iter().map(|one| term(standing(one)))))));
    }
    match query.versions {
        Versions::Newest => all.push((Occur::MustNot, term(earlier()))),
        Versions::Earlier => all.push((Occur::Must, unscored(term(earlier())))),
        Versions::Any => {}
    }
    all
}

/// One of what is asked for in an object, with all its keys.
fn object_condition(field: Field, sought: &Sought) -> Box<dyn Condition> {
    let one = |key: &Key| match key {
        Key::One(key) => term(Term::from_field_text(field, key)),
        Key::Between(low, high) => {
            let bound = |key: &String| Bound::Included(Term::from_field_text(field, key));
            Box::new(RangeQuery::new(bound(low), bound(high))) as Box<dyn Condition>
        }
    };
    let all = |keys: &Vec<Key>| -> Box<dyn Condition> {
        match keys.as_slice() {
            [] => Box::new(EmptyQuery),
            [only] => one(only),
            several => Box::new(BooleanQuery::intersection(several.iter().map(one).collect())),
        }
    };
    match sought.any_of.as_slice() {
        [] => Box::new(EmptyQuery),
        any_of => unscored(any(any_of.iter().map(all))),
    }
}

fn term(term: Term) -> Box<dyn Condition> {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

/// Everything but what has this value.
fn not(field: Field, value: u64) -> Box<dyn Condition> {
    let all: Clause = (Occur::Must, unscored(Box::new(AllQuery)));
    Box::new(BooleanQuery::new(vec![all, (Occur::MustNot, term(Term::from_field_u64(field, value)))]))
}

fn unscored(condition: Box<dyn Condition>) -> Box<dyn Condition> {
    Box::new(ConstScoreQuery::new(condition, 0.0))
}

fn any(conditions: impl Iterator<Item = Box<dyn Condition>>) -> Box<dyn Condition> {
    Box::new(BooleanQuery::union(conditions.collect()))
}

fn word_condition(fields: &[(Field, Score)], stem: &str) -> Box<dyn Condition> {
    let in_field = |&(field, weight): &(Field, Score)| -> Box<dyn Condition> {
        let found = Box::new(TermQuery::new(Term::from_field_text(field, stem), IndexRecordOption::WithFreqs));
        Box::new(BoostQuery::new(found, weight))
    };
    match fields {
        [only] => in_field(only),
        several => any(several.iter().map(in_field)),
    }
}

/// None for a phrase without words.
fn phrase_condition(fields: &[Field], phrase: &str) -> Option<Box<dyn Condition>> {
    let words: Vec<String> = words(phrase).map(|w| w.folded).collect();
    let in_field = |field: &Field| -> Box<dyn Condition> {
        let terms: Vec<Term> = words.iter().map(|w| Term::from_field_text(*field, w)).collect();
        match terms.as_slice() {
            [only] => Box::new(TermQuery::new(only.clone(), IndexRecordOption::WithFreqs)),
            _ => Box::new(PhraseQuery::new(terms)),
        }
    };
    (!words.is_empty()).then(|| any(fields.iter().map(in_field)))
}

/// Any of the names, each with all of its words.
fn any_name(field: Field, names: &[String]) -> Box<dyn Condition> {
    let with_all = |name: &String| -> Box<dyn Condition> {
        let words: Vec<_> =
            name_words(name).iter().map(|w| (Occur::Must, term(Term::from_field_text(field, &fold(w))))).collect();
        if words.is_empty() { Box::new(EmptyQuery) } else { Box::new(BooleanQuery::new(words)) }
    };
    unscored(any(names.iter().map(with_all)))
}

/// Whether a text has every word and phrase of a query.
pub(crate) fn has_all(query: &Query, text: &str) -> bool {
    let folded: Vec<String> = words(text).map(|w| w.folded).collect();
    let stems: std::collections::HashSet<String> = folded.iter().map(|w| stem(w)).collect();
    let phrase = |phrase: &String| {
        let wanted: Vec<String> = words(phrase).map(|w| w.folded).collect();
        wanted.is_empty() || folded.windows(wanted.len()).any(|here| here == wanted)
    };
    query.words.iter().flat_map(|w| words(w)).all(|w| stems.contains(&stem(&w.folded)))
        && query.phrases.iter().all(phrase)
}

/// Where a text first has one of the query's words or phrases. No more of it is looked at: texts may be long.
pub(crate) fn first_match(query: &Query, text: &str) -> Option<std::ops::Range<usize>> {
    let wanted: Vec<String> = query.words.iter().flat_map(|w| words(w)).map(|w| stem(&w.folded)).collect();
    let phrases: Vec<Vec<String>> =
        query.phrases.iter().map(|p| words(p).map(|w| w.folded).collect()).filter(|p: &Vec<_>| !p.is_empty()).collect();
    // Stemming changes the end of a word, never its first letter.
    if phrases.is_empty() {
        let letters: Vec<char> = wanted.iter().filter_map(|stem| stem.chars().next()).collect();
        return words_from(text, &letters).find(|word| wanted.contains(&stem(&word.folded))).map(|word| word.range);
    }
    let ahead = phrases.iter().map(Vec::len).max().unwrap_or(1);
    let first = |word: &str| word.chars().next();
    let is_wanted =
        |folded: &str| wanted.iter().any(|stem| first(stem) == first(folded)) && wanted.contains(&stem(folded));
    let mut rest = words(text);
    let mut near: VecDeque<Word> = VecDeque::with_capacity(ahead);
    loop {
        near.extend(rest.by_ref().take(ahead - near.len()));
        let here = near.front()?;
        let begins = |phrase: &&Vec<String>| {
            phrase.len() <= near.len() && phrase.iter().zip(&near).all(|(wanted, word)| *wanted == word.folded)
        };
        if let Some(last) = phrases.iter().find(begins).and_then(|phrase| near.get(phrase.len() - 1)) {
            return Some(here.range.start..last.range.end);
        }
        if is_wanted(&here.folded) {
            return Some(here.range.clone());
        }
        near.pop_front();
    }
}
