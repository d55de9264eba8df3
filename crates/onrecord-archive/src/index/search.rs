//! Query → ids and counts, in one pass over the documents that match.
//!
//! Takes a [`Query`], gives [`Found`]: how many statements, the ids of a window of them in a fixed order, and their counts by speaker,
//! outlet, month and mode; and the ids of the best articles. Words and names come from the store afterwards.

use super::{ARTICLE, Fields, OpenIndex, STATEMENT, language_number, name_words};
use crate::{
    Error, Filter, Query, Standing, Versions, Window, answers,
    dates::Days,
    error::At,
    format::Layout,
    keys::{self, Key, Sought},
    words::{Word, fold, stem, words},
};
use onrecord_reading::CueClass;
use std::{
    cmp::{Ordering, Reverse},
    collections::{BTreeSet, BinaryHeap, HashMap, VecDeque},
    ops::{Bound, RangeInclusive},
};
use tantivy::{
    DocAddress, DocId, Score, Searcher, SegmentOrdinal, SegmentReader, TantivyDocument, Term,
    collector::{Collector, Count, SegmentCollector},
    columnar::Column,
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query as Condition,
        RangeQuery, TermQuery,
    },
    schema::{Field, IndexRecordOption, Value},
};

/// What a search found, as ids and numbers.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) total: u64,
    pub(crate) statements: Vec<String>,
    pub(crate) total_articles: u64,
    pub(crate) articles: Vec<String>,
    pub(crate) counts: Counts,
}

/// Statements by what they are counted by; speakers and outlets by their number in the store.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) speakers: HashMap<u64, u64>,
    pub(crate) outlets: HashMap<u64, u64>,
    pub(crate) months: HashMap<u64, u64>,
    pub(crate) modes: [u64; 4],
    pub(crate) classes: [u64; 5],
    pub(crate) languages: HashMap<u64, u64>,
}

/// At most so many articles are shown beside the statements.
const ARTICLES_SHOWN: usize = 10;

/// Ids of the statements that were added last, of those that fulfil a query; at most so many. Of one article the first statement comes first.
pub(crate) fn last_added(open: &OpenIndex, layout: &Layout, query: &Query, most: usize) -> Result<Vec<String>, Error> {
    let searcher = open.searcher(layout)?;
    let ranking = Ranking { by: By::Added, wanted: most };
    let statements = condition(&open.fields, query, STATEMENT);
    let ranked = searcher.search(&statements, &Ranked { ranking, counting: false }).at(&layout.index, "search")?;
    ranked.best.into_iter().map(|at| id_of(&searcher, &open.fields, at).at(&layout.index, "search")).collect()
}

/// Ids of at most so many that fulfil a query, newest publication first, whatever words it has; and whether there are more.
pub(crate) fn newest(
    open: &OpenIndex,
    layout: &Layout,
    query: &Query,
    most: usize,
) -> Result<(Everything, bool), Error> {
    let searcher = open.searcher(layout)?;
    let ranking = Ranking { by: By::Published, wanted: most };
    let best = |kind: u64| -> tantivy::Result<(Vec<String>, bool)> {
        let ranked = searcher.search(&condition(&open.fields, query, kind), &Ranked { ranking, counting: false })?;
        let more = ranked.total > ranked.best.len() as u64;
        let ids: tantivy::Result<_> = ranked.best.into_iter().map(|at| id_of(&searcher, &open.fields, at)).collect();
        Ok((ids?, more))
    };
    let (statements, more) = best(STATEMENT).at(&layout.index, "search")?;
    let (articles, more_articles) =
        if finds_articles(query) { best(ARTICLE).at(&layout.index, "search")? } else { (Vec::new(), false) };
    Ok((Everything { statements, articles }, more || more_articles))
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
    let searcher = open.searcher(layout)?;
    let ranking = Ranking { by: By::Published, wanted: most };
    let ranked = searcher.search(&all, &Ranked { ranking, counting: false }).at(&layout.index, "search")?;
    ranked.best.into_iter().map(|at| id_of(&searcher, fields, at).at(&layout.index, "search")).collect()
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
    let searcher = open.searcher(layout)?;
    run(&searcher, &open.fields, query, window).at(&layout.index, "search")
}

/// Ids of all that fulfils a query, in its order.
#[derive(Debug, Default)]
pub(crate) struct Everything {
    pub(crate) statements: Vec<String>,
    pub(crate) articles: Vec<String>,
}

/// Like [`search`] without a window and without counts.
pub(crate) fn everything(open: &OpenIndex, layout: &Layout, query: &Query) -> Result<Everything, Error> {
    let searcher = open.searcher(layout)?;
    let ranking = Ranking { by: By::of(query), wanted: usize::MAX };
    let all = |kind: u64| -> tantivy::Result<Vec<String>> {
        let ranked = searcher.search(&condition(&open.fields, query, kind), &Ranked { ranking, counting: false })?;
        ranked.best.into_iter().map(|place| id_of(&searcher, &open.fields, place)).collect()
    };
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

fn run(searcher: &Searcher, fields: &Fields, query: &Query, window: Window) -> tantivy::Result<Found> {
    let by = By::of(query);
    let wanted = window.offset.saturating_add(window.limit);
    let statements = condition(fields, query, STATEMENT);
    let ranking = Ranking { by, wanted };
    let ranked = searcher.search(&statements, &Ranked { ranking, counting: true })?;
    let mut found = Found { total: ranked.total, counts: ranked.counts, ..Found::default() };
    for place in ranked.best.into_iter().skip(window.offset) {
        found.statements.push(id_of(searcher, fields, place)?);
    }
    if finds_articles(query) {
        let articles = condition(fields, query, ARTICLE);
        let wanted = window.limit.min(ARTICLES_SHOWN);
        if wanted == 0 {
            found.total_articles = searcher.search(&articles, &Count)? as u64;
            return Ok(found);
        }
        let ranked = searcher.search(&articles, &Ranked { ranking: Ranking { by, wanted }, counting: false })?;
        found.total_articles = ranked.total;
        for place in ranked.best {
            found.articles.push(id_of(searcher, fields, place)?);
        }
    }
    Ok(found)
}

fn id_of(searcher: &Searcher, fields: &Fields, place: DocAddress) -> tantivy::Result<String> {
    let document: TantivyDocument = searcher.doc(place)?;
    Ok(document.get_first(fields.id).and_then(|v| v.as_str()).unwrap_or_default().to_owned())
}

/// Ids of all documents that stand in the index, sorted.
pub(crate) fn every_id(open: &OpenIndex, layout: &Layout) -> Result<Vec<String>, Error> {
    let searcher = open.searcher(layout)?;
    let mut ids = Vec::new();
    for segment in searcher.segment_readers() {
        let store = segment.get_store_reader(4).map_err(tantivy::TantivyError::from).at(&layout.index, "read")?;
        for document in store.iter::<TantivyDocument>(segment.alive_bitset()) {
            let document = document.at(&layout.index, "read")?;
            ids.extend(document.get_first(open.fields.id).and_then(|v| v.as_str()).map(str::to_owned));
        }
    }
    ids.sort_unstable();
    Ok(ids)
}

type Clause = (Occur, Box<dyn Condition>);

/// What a document of this kind must fulfil.
fn condition(fields: &Fields, query: &Query, kind: u64) -> Box<dyn Condition> {
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
    if usual {
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

/// How documents are ordered; those that are alike in it by publication, newest first, then by id.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Score,
    /// Publication, newest first.
    Published,
    /// When they were added, the last first.
    Added,
}

impl By {
    /// By score where words were asked for.
    fn of(query: &Query) -> By {
        if query.words.is_empty() && query.phrases.is_empty() { By::Published } else { By::Score }
    }
}

/// Which documents are wanted.
#[derive(Clone, Copy)]
struct Ranking {
    by: By,
    wanted: usize,
}

/// Collects the best documents and counts all.
struct Ranked {
    ranking: Ranking,
    counting: bool,
}

/// Best first when sorted ascending.
#[derive(Clone, Copy)]
struct Rank {
    score: Score,
    order: i64,
    tie: u64,
    place: DocAddress,
}

impl PartialEq for Rank {
    fn eq(&self, other: &Rank) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Rank {}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Rank) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rank {
    fn cmp(&self, other: &Rank) -> Ordering {
        other
            .score
            .total_cmp(&self.score)
            .then(other.order.cmp(&self.order))
            .then(self.tie.cmp(&other.tie))
            .then(self.place.cmp(&other.place))
    }
}

#[derive(Default)]
struct Harvest {
    total: u64,
    best: Vec<Rank>,
    counts: Counts,
}

/// All segments together.
struct AllRanked {
    total: u64,
    best: Vec<DocAddress>,
    counts: Counts,
}

struct InSegment {
    ranking: Ranking,
    segment: SegmentOrdinal,
    total: u64,
    /// The worst of the best on top.
    best: BinaryHeap<Rank>,
    order: Column<i64>,
    tie: Column<u64>,
    counting: Option<Columns>,
}

struct Columns {
    speaker: Tally,
    outlet: Tally,
    month: Tally,
    mode: Tally,
    class: Tally,
    language: Tally,
}

/// Counts one column's values: numbers given out one by one, so that a plain list holds them.
struct Tally {
    column: Column<u64>,
    least: u64,
    counts: Vec<u64>,
}

impl Tally {
    fn new(segment: &SegmentReader, name: &str) -> tantivy::Result<Tally> {
        let column = segment.fast_fields().u64(name)?;
        let least = column.min_value();
        let width = column.max_value().saturating_sub(least);
        // Months and languages are few; numbers of speakers and outlets are dense. A wider span than this would be a broken index.
        let counts = vec![0; usize::try_from(width.saturating_add(1)).unwrap_or(0).min(1 << 26)];
        Ok(Tally { column, least, counts })
    }

    fn add(&mut self, document: DocId) {
        if let Some(value) = self.column.first(document)
            && let Some(count) = self.counts.get_mut(usize::try_from(value - self.least).unwrap_or(usize::MAX))
        {
            *count += 1;
        }
    }

    /// Likewise into a list by value; a value beyond it would be a broken index.
    fn merge_into_few(self, all: &mut [u64]) {
        let mut counts = HashMap::new();
        self.merge_into(&mut counts);
        for (value, count) in counts {
            if let Some(into) = usize::try_from(value).ok().and_then(|value| all.get_mut(value)) {
                *into += count;
            }
        }
    }

    fn merge_into(self, all: &mut HashMap<u64, u64>) {
        for (at, count) in self.counts.into_iter().enumerate().filter(|(_, n)| *n > 0) {
            *all.entry(self.least + at as u64).or_default() += count;
        }
    }
}

impl Collector for Ranked {
    type Fruit = AllRanked;
    type Child = InSegment;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<InSegment> {
        let counting = if self.counting {
            Some(Columns {
                speaker: Tally::new(reader, "speaker")?,
                outlet: Tally::new(reader, "outlet")?,
                month: Tally::new(reader, "month")?,
                mode: Tally::new(reader, "mode")?,
                class: Tally::new(reader, "class")?,
                language: Tally::new(reader, "language")?,
            })
        } else {
            None
        };
        Ok(InSegment {
            ranking: self.ranking,
            segment,
            total: 0,
            best: BinaryHeap::new(),
            order: reader.fast_fields().i64(if self.ranking.by == By::Added { "added" } else { "order" })?,
            tie: reader.fast_fields().u64("tie")?,
            counting,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.ranking.by == By::Score
    }

    fn merge_fruits(&self, fruits: Vec<Harvest>) -> tantivy::Result<AllRanked> {
        let mut all = AllRanked { total: 0, best: Vec::new(), counts: Counts::default() };
        let mut best = Vec::new();
        for fruit in fruits {
            all.total += fruit.total;
            best.extend(fruit.best);
            for (into, from) in [
                (&mut all.counts.speakers, fruit.counts.speakers),
                (&mut all.counts.outlets, fruit.counts.outlets),
                (&mut all.counts.months, fruit.counts.months),
                (&mut all.counts.languages, fruit.counts.languages),
            ] {
                from.into_iter().for_each(|(key, n)| *into.entry(key).or_default() += n);
            }
            all.counts.classes.iter_mut().zip(fruit.counts.classes).for_each(|(into, n)| *into += n);
            all.counts.modes.iter_mut().zip(fruit.counts.modes).for_each(|(into, n)| *into += n);
        }
        best.sort_unstable();
        all.best = best.into_iter().take(self.ranking.wanted).map(|r| r.place).collect();
        Ok(all)
    }
}

impl SegmentCollector for InSegment {
    type Fruit = Harvest;

    fn collect(&mut self, document: DocId, score: Score) {
        self.total += 1;
        if let Some(columns) = &mut self.counting {
            columns.speaker.add(document);
            columns.outlet.add(document);
            columns.month.add(document);
            columns.mode.add(document);
            columns.class.add(document);
            columns.language.add(document);
        }
        let full = self.best.len() >= self.ranking.wanted;
        let score = if self.ranking.by == By::Score { score } else { 0.0 };
        if full && self.best.peek().is_none_or(|worst| worst.score > score) {
            return;
        }
        let order = self.order.first(document).unwrap_or(0);
        let behind = |worst: &Rank| worst.score == score && worst.order > order;
        if full && self.best.peek().is_some_and(behind) {
            return;
        }
        let tie = self.tie.first(document).unwrap_or(0);
        let rank = Rank { score, order, tie, place: DocAddress::new(self.segment, document) };
        if !full {
            self.best.push(rank);
        } else if self.best.peek().is_some_and(|worst| rank < *worst) {
            self.best.pop();
            self.best.push(rank);
        }
    }

    fn harvest(self) -> Harvest {
        let mut counts = Counts::default();
        if let Some(columns) = self.counting {
            columns.speaker.merge_into(&mut counts.speakers);
            columns.outlet.merge_into(&mut counts.outlets);
            columns.month.merge_into(&mut counts.months);
            columns.mode.merge_into_few(&mut counts.modes);
            columns.class.merge_into_few(&mut counts.classes);
            columns.language.merge_into(&mut counts.languages);
        }
        Harvest { total: self.total, best: self.best.into_vec(), counts }
    }
}

/// The commonest first, then by number.
pub(crate) fn commonest(counts: &HashMap<u64, u64>) -> Vec<(u64, u64)> {
    let mut counts: Vec<(u64, u64)> = counts.iter().map(|(key, n)| (*key, *n)).collect();
    counts.sort_unstable_by_key(|(key, n)| (Reverse(*n), *key));
    counts
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
    let ahead = phrases.iter().map(Vec::len).max().unwrap_or(1);
    // Stemming changes the end of a word, never its first letter.
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
