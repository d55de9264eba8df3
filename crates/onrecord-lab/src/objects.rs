//! Scores what is in statements against passages of our own (docs/objects.md): figures, times, places, demands, incidents, whom a
//! statement is about, what is stated of institutions.
//!
//! Each kind gives items that are right or wrong as a whole; a predicted item is matched with the first gold item of the same place that
//! it equals. Only passages that mark every instance of a kind count for it.

mod passage;
mod relations;

use crate::score::Prf;
use crate::shared::{files_below, read_text};
use anyhow::{Context, Result, bail};
use onrecord_page::{Article, Capture, PageConfig, Precision, Published, Sourced, Span, parse};
use onrecord_reading::{Models, Party, Reading, Statement, StatementId, StatementTime, Value};
use passage::{Line, Passage, Points, days, number, passages};
use relations::{Relations, Stated};
use std::{collections::BTreeMap, path::Path};

/// Something marked or read: where it stands, and all of it that must be right.
struct Item {
    places: Vec<Points>,
    key: String,
    /// For a person.
    shown: String,
}

/// A kind of object: what is marked of it, and what the reader gives.
trait Kind {
    /// As scores are named.
    fn name(&self) -> &'static str;
    /// The word in `kinds:` that says that all of it is marked.
    fn marked_as(&self) -> &'static str;
    fn gold(&self, passage: &Passage) -> Vec<Item>;
    fn read(&self, text: &Read<'_>) -> Vec<Item>;
    /// Whether a marked item counts for this reading.
    fn counts(&self, _item: &Item, _read: &Read<'_>) -> bool {
        true
    }
    /// Whether a gold item and a read one are the same thing, given that their keys are equal.
    fn meets(&self, gold: &Item, read: &Item) -> bool {
        touch(&gold.places, &read.places)
    }
}

/// A passage as the reader sees it.
struct Read<'a> {
    passage: &'a Passage,
    article: Article,
    reading: Reading,
}

#[derive(Default)]
struct Counts {
    right: usize,
    wrong: usize,
    missed: usize,
}

/// Name → score of the parts `seen` and `unseen`, by language; of the folders in them (`plain`, `dense`) the F1 of each kind by itself; and a
/// line for each mistake in `seen`.
pub fn evaluate(root: &Path) -> Result<(BTreeMap<String, f64>, Vec<String>)> {
    let models = Models::embedded().with_objects();
    let (mut scores, mut mistakes, mut broken) = (BTreeMap::new(), Vec::new(), Vec::new());
    for part in ["seen", "unseen"] {
        let mut counts: BTreeMap<(String, String, &'static str), Counts> = BTreeMap::new();
        for file in files_below(&root.join(part))? {
            let good = passages(&file, &read_text(&file)?).unwrap_or_else(|errors| {
                broken.extend(errors.iter().map(|e| format!("{e:#}")));
                Vec::new()
            });
            let sort = file.strip_prefix(root.join(part)).ok().and_then(Path::parent).map(|f| f.display().to_string());
            for passage in good {
                let read = Read::of(&passage, &models)?;
                for kind in kinds() {
                    if !passage.kinds.contains(kind.marked_as()) {
                        continue;
                    }
                    let (found, slips) = count(kind.as_ref(), &read);
                    let sorts = sort.iter().filter(|s| !s.is_empty()).cloned().chain([String::new()]);
                    for sort in sorts {
                        let of = counts.entry((sort, passage.language.clone(), kind.name())).or_default();
                        (of.right, of.wrong, of.missed) =
                            (of.right + found.right, of.wrong + found.wrong, of.missed + found.missed);
                    }
                    if part == "seen" && !kind.name().contains(':') {
                        mistakes.extend(slips);
                    }
                }
            }
        }
        for ((sort, language, kind), c) in counts {
            let prf = Prf::of_counts(c.right, c.wrong, c.missed);
            if sort.is_empty() {
                let all = [("f1", prf.f1), ("precision", prf.precision), ("recall", prf.recall)];
                scores.extend(all.map(|(name, value)| (format!("{part} {language} {kind} {name}"), value)));
            } else if !kind.contains(':') {
                scores.insert(format!("{sort} {part} {language} {kind} f1"), prf.f1);
            }
        }
    }
    if !broken.is_empty() {
        bail!("marks are broken:\n  {}\nhint: docs/objects.md says how they are written", broken.join("\n  "));
    }
    Ok((scores, mistakes))
}

fn kinds() -> Vec<Box<dyn Kind>> {
    vec![
        Box::new(Figures),
        Box::new(Times),
        Box::new(TimesOfSaying { found: true }),
        Box::new(TimesOfSaying { found: false }),
        Box::new(DatesOfStatements),
        Box::new(Where("occasion")),
        Box::new(Where("place")),
        Box::new(Counters),
        Box::new(Demands(Asked::All)),
        Box::new(Demands(Asked::Named)),
        Box::new(Demands(Asked::Force)),
        Box::new(Demands(Asked::Addressee)),
        Box::new(Demands(Asked::Object)),
        Box::new(Incidents(Done::All)),
        Box::new(Incidents(Done::Type)),
        Box::new(Incidents(Done::Actor)),
        Box::new(Incidents(Done::Target)),
        Box::new(About { found: false }),
        Box::new(About { found: true }),
        Box::new(Relations(Stated::All)),
        Box::new(Relations(Stated::Type)),
        Box::new(Relations(Stated::Subject)),
        Box::new(Relations(Stated::Object)),
    ]
}

fn count(kind: &dyn Kind, read: &Read<'_>) -> (Counts, Vec<String>) {
    let mut counts = Counts::default();
    let (mut gold, got) = (kind.gold(read.passage), kind.read(read));
    gold.retain(|item| kind.counts(item, read));
    let mut taken = vec![false; got.len()];
    let mut slips = Vec::new();
    let name = &read.passage.name;
    for item in &gold {
        let fits = |n: &usize| !taken[*n] && got[*n].key == item.key && kind.meets(item, &got[*n]);
        match (0..got.len()).find(fits) {
            Some(n) => {
                taken[n] = true;
                counts.right += 1;
            }
            None => {
                counts.missed += 1;
                slips.push(format!("{} {name}: missed {} [{}]", kind.name(), item.shown, item.key));
            }
        }
    }
    for (item, _) in got.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        counts.wrong += 1;
        slips.push(format!("{} {name}: wrong {} [{}]", kind.name(), item.shown, item.key));
    }
    (counts, slips)
}

impl Read<'_> {
    fn of<'a>(passage: &'a Passage, models: &Models) -> Result<Read<'a>> {
        let config = PageConfig { plain: true, ..PageConfig::default() };
        let parsed = parse(&Capture::new(passage.text.clone().into_bytes()), &config);
        let mut article = parsed.value.articles.into_iter().next().context("a plain text is one article")?;
        let sourced = |value: &String| Sourced::new(value.clone(), "head");
        article.title = passage.title.as_ref().map(sourced);
        article.outlet = passage.outlet.as_ref().map(sourced);
        let published =
            |value: &String| Published { value: value.clone(), precision: Precision::Day, evidence: "head".to_owned() };
        article.published = passage.published.as_ref().map(published);
        let reading = onrecord_reading::read(&article, models);
        Ok(Read { passage, article, reading })
    }

    fn points(&self, spans: &[Span]) -> Vec<Points> {
        let spans = self.article.text.char_spans(spans);
        spans.into_iter().map(|s| (s.start as usize, s.end as usize)).collect()
    }

    fn words(&self, span: Span) -> String {
        self.article.text.slice(span).to_owned()
    }

    /// Where the cue of a statement stands.
    fn cue(&self, id: Option<StatementId>) -> Vec<Points> {
        let statement = self.reading.statements.iter().find(|s| Some(s.id) == id);
        statement.and_then(|s| s.cue.as_ref()).map(|c| self.points(&c.spans)).unwrap_or_default()
    }

    /// The name of the marked cue that these words are: `c1`; none where they are not marked.
    fn marked_words(&self, words: Option<Span>) -> Option<&str> {
        let words = self.points(&words.into_iter().collect::<Vec<_>>());
        let marks = self.passage.marks.iter().filter(|(mark, _)| mark.starts_with('c'));
        marks.filter(|(_, places)| touch(places, &words)).map(|(mark, _)| mark.as_str()).next()
    }

    /// The name of the marked cue that a statement has: `c1`; none where its cue is not marked.
    fn marked_cue(&self, id: Option<StatementId>) -> Option<&str> {
        let cue = self.cue(id);
        let marks = self.passage.marks.iter().filter(|(mark, _)| mark.starts_with('c'));
        marks.filter(|(_, places)| touch(places, &cue)).map(|(mark, _)| mark.as_str()).next()
    }

    fn item(&self, span: Span, key: String) -> Item {
        Item { places: self.points(&[span]), key, shown: format!("“{}”", self.words(span)) }
    }
}

fn touch(a: &[Points], b: &[Points]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.0 < y.1 && y.0 < x.1))
}

fn marked(passage: &Passage, line: &Line, key: String) -> Item {
    Item { places: passage.places(&line.mark).to_vec(), key, shown: format!("“{}”", passage.words(&line.mark)) }
}

/// A name or noun as it is compared: without case, article, and the two dots of ё.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase().replace('ё', "е").replace('’', "'");
    let bare = lower.trim().trim_matches(|c: char| "“”\"«»„'.,".contains(c));
    ["the ", "a ", "an "].iter().find_map(|a| bare.strip_prefix(a)).unwrap_or(bare).to_owned()
}

struct Figures;

impl Kind for Figures {
    fn name(&self) -> &'static str {
        "figure"
    }

    fn marked_as(&self) -> &'static str {
        "figure"
    }

    fn gold(&self, passage: &Passage) -> Vec<Item> {
        let key = |line: &Line| {
            let bound = if line.get("bound").is_empty() { "exact" } else { line.get("bound") };
            let (low, high) = number(line.get("value")).unwrap_or_default();
            figure_key(low, high, bound, line.get("unit"))
        };
        passage.of_kind("figure").map(|line| marked(passage, line, key(line))).collect()
    }

    fn read(&self, text: &Read<'_>) -> Vec<Item> {
        let item = |figure: &onrecord_reading::Figure| {
            let (low, high) = match figure.value {
                Value::Number(n) => (n.as_f64(), n.as_f64()),
                Value::Range(low, high) => (low.as_f64(), high.as_f64()),
            };
            let unit = figure.unit.as_ref().map_or("", |u| u.name.as_str());
            text.item(figure.span, figure_key(low, high, figure.bound.as_str(), unit))
        };
        text.reading.objects.figures.iter().map(item).collect()
    }
}

fn figure_key(low: f64, high: f64, bound: &str, unit: &str) -> String {
    format!("{low:.4}..{high:.4} {bound} {}", plain(unit))
}

fn time_key(first: Option<String>, last: Option<String>) -> String {
    let end = |day: Option<String>| day.unwrap_or_else(|| "..".to_owned());
    format!("{}/{}", end(first), end(last))
}

fn gold_time(line: &Line) -> String {
    let (first, last) = days(line.get("value")).unwrap_or_default();
    time_key(first, last)
}

fn read_time(time: &onrecord_reading::Time) -> String {
    time_key(time.first.map(|d| d.to_string()), time.last.map(|d| d.to_string()))
}

struct Times;

impl Kind for Times {
    fn name(&self) -> &'static str {
        "time"
    }

    fn marked_as(&self) -> &'static str {
        "when"
    }

    fn gold(&self, passage: &Passage) -> Vec<Item> {
        passage.of_kind("when").map(|line| marked(passage, line, gold_time(line))).collect()
    }

    fn read(&self, text: &Read<'_>) -> Vec<Item> {
        text.reading.objects.times.iter().map(|time| text.item(time.span, read_time(time))).collect()
    }
}

/// The times of acts of saying. `found`: each given to the statement with the marked cue; else to the marked cue, whether or not the
/// reader finds a statement there, which tells the reading of times apart from the finding of statements.
struct TimesOfSaying {
    found: bool,
}

impl Kind for TimesOfSaying {
    fn name(&self) -> &'static str {
        if self.found { "time of statement" } else { "time of saying" }
    }

    fn marked_as(&self) -> &'static str {
        "when"
    }

    fn gold(&self, passage: &Passage) -> Vec<Item> {
        let said = passage.of_kind("when").filter(|line| !line.get("said").is_empty());
        said.map(|line| marked(passage, line, format!("{} {}", gold_time(line), line.get("said")))).collect()
    }

    fn read(&self, text: &Read<'_>) -> Vec<Item> {
        let said =
            |time: &&onrecord_reading::Time| if self.found { time.said.is_some() } else { time.saying.is_some() };
        let item = |time: &onrecord_reading::Time| {
            let cue = if self.found { text.marked_cue(time.said) } else { text.marked_words(time.saying) };
            text.item(time.span, format!("{} {}", read_time(time), cue.unwrap_or("-")))
        };
        text.reading.objects.times.iter().filter(said).map(item).collect()
    }
}

/// The days on which statements were made, told or not: where no words tell them, the day of publication. Of passages in which every cue
/// is marked, that is, those marked for `about` too.
struct DatesOfStatements;

impl Kind for DatesOfStatements {
    fn name(&self) -> &'static str {
        "date of statement"
    }

    fn marked_as(&self) -> &'static str {
        "when"
    }

    fn gold(&self, passage: &Passage) -> Vec<Item> {
        if !passage.kinds.contains("about") {
            return Vec::new();
        }
        let said = |cue: &str| passage.of_kind("when").find(|line| line.get("said") == cue).map(gold_time);
        let day = passage.published.clone();
        let cues = passage.marks.iter().filter(|(mark, _)| mark.starts_with('c'));
        let item = |(mark, places): (&String, &Vec<Points>)| Item {
            places: places.clone(),
            key: said(mark).unwrap_or_else(|| time_key(day.clone(), day.clone())),
            shown: format!("“{}”", passage.words(mark)),
        };
        cues.map(item).collect()
    }

    fn read(&self, text: &Read<'_>) -> Vec<Item> {
        if !text.passage.kinds.contains("about") {
            return Vec::new();
        }
        let statements = &text.reading.statements;
        let times = StatementTime::all(statements, &text.article, &text.reading.objects.times);
        let item = |(statement, time): (&Statement, StatementTime)| {
            let cue = statement.cue.as_ref()?;
            let (places, words) = (text.points(&cue.spans), text.article.text.join(&cue.spans));
            text.marked_cue(Some(statement.id))?;
            let key = time_key(time.first.map(|d| d.to_string()), time.last.map(|d| d.to_string()));
            Some(Item { places, key, shown: format!("“{}”", words) })
        };
        statements.iter().zip(times).filter_map(item).collect()
    }
}

/// Places or occasions of saying.
struct Where(&'static str);

impl Kind for Where {
    fn name(&self) -> &'static str {
        self.0
    }

    fn marked_as(&self) -> &'static str {
        "where"
    }

    fn gold(&self, passage: &Passage) -> Vec<Item> {
        passage.of_kind(self.0).map(|line| marked(passage, line, line.get("said").to_owned())).collect()
    }

    fn read(&self, text: &Read<'_>) -> Vec<Item> {
        let occasions = text.reading.objects.occasions.iter().filter(|o| o.kind.as_str() == self.0);
        occasions.map(|o| text.item(o.span, text.marked_words(Some(o.saying)).unwrap_or("-").to_owned())).collect()
    }
}

struct Counters;

impl Kind for Counters {
    fn name(&self) -> &'static str {
        "counter"
    }

    fn marked_as(&self) -> &'static str {
        "counter"
    }

    fn gold(&self, passage: &Passage) -> Vec<Item> {
        let key = |line: &Line| {
            format!(
                "{} {} {} {}",
                line.get("days"),
                line.get("start"),
                plain(line.get("since")),
                plain(line.get("claim"))
            )
        };
        passage.of_kind("counter").map(|line| marked(passage, line, key(line))).collect()
    }

    fn read(&self, text: &Read<'_>) -> Vec<Item> {
        let item = |c: &onrecord_reading::Counter| {
            let start = c.start.map(|d| d.to_string()).unwrap_or_default();
            let claim = c.claim.map(|s| text.words(s)).unwrap_or_default();
            text.item(c.span, format!("{} {start} {} {}", c.days, plain(&text.words(c.since)), plain(&claim)))
        };
        text.reading.objects.counters.iter().map(item).collect()
    }
}

/// How much of a demand must be right: force, addressee and half of its object; or one of them, at the same words of demanding.
struct Demands(Asked);

#[derive(PartialEq, Eq)]
enum Asked {
    All,
    /// All, and whoever is asked in exactly the words of the mark.
    Named,
    Force,
    Addressee,
    Object,
}

impl Demands {
    fn item(&self, cue: Vec<Points>, object: Vec<Points>, force: &str, addressee: &str, shown: String) -> Item {
        let (places, key) = match self.0 {
            Asked::All => (object, format!("{force} {}", party(addressee))),
            Asked::Named => (object, format!("{force} {}", plain(addressee))),
            Asked::Force => (cue, force.to_owned()),
            Asked::Addressee => (cue, party(addressee)),
            Asked::Object => (object, String::new()),
        };
        Item { places, key, shown }
    }
}

impl Kind for Demands {
    fn name(&self) -> &'static str {
        match self.0 {
            Asked::All => "demand",
            Asked::Named => "demand: addressee to the word",
            Asked::Force => "demand: force",
            Asked::Addressee => "demand: addressee",
            Asked::Object => "demand: object",
        }
    }

    fn marked_as(&self) -> &'static str {
        "demand"
    }

    fn gold(&self, passage: &Passage) -> Vec<Item> {
        let item = |line: &Line| {
            let (cue, object) = (passage.places(&line.mark).to_vec(), passage.places(line.get("object")).to_vec());
            let shown = format!("“{}” → “{}”", passage.words(&line.mark), passage.words(line.get("object")));
            self.item(cue, object, line.get("force"), line.get("addressee"), shown)
        };
        passage.of_kind("demand").map(item).collect()
    }

    fn read(&self, text: &Read<'_>) -> Vec<Item> {
        let item = |demand: &onrecord_reading::Demand| {
            let object: Vec<Span> = demand.object.into_iter().collect();
            let addressee = demand.addressee.as_ref().map_or("-", |a| a.name.as_str());
            let shown = format!("“{}” → “{}”", text.words(demand.cue), text.article.text.join(&object));
            self.item(text.points(&[demand.cue]), text.points(&object), demand.force.as_str(), addressee, shown)
        };
        text.reading.objects.demands.iter().map(item).collect()
    }

    fn meets(&self, gold: &Item, read: &Item) -> bool {
        if matches!(self.0, Asked::Force | Asked::Addressee) {
            return touch(&gold.places, &read.places);
        }
        if gold.places.is_empty() || read.places.is_empty() {
            return gold.places.is_empty() && read.places.is_empty();
        }
        overlap(&gold.places, &read.places) >= 0.5
    }
}

/// A party as it is compared. A name is compared whole; whoever is only described, without a name or as some of many, by the head of the phrase,
/// as actors and targets are: "remaining members of the team" is `members`, «граждане, чьи паспорта истекли» `граждане`.
fn party(name: &str) -> String {
    const BEHIND: [&str; 13] =
        ["of", "in", "at", "from", "with", "on", "for", "to", "who", "whose", "that", "already", "without"];
    const BEFORE: [&str; 9] = ["all", "our", "these", "любые", "обе", "оба", "эти", "их", "его"];
    let whole = plain(name);
    let russian = whole.chars().any(|c| ('а'..='я').contains(&c));
    let phrase = whole.split(',').next().unwrap_or_default();
    let describes =
        |w: &str| russian && ["ые", "ие", "ый", "ий", "ая", "яя", "ое", "ее", "ши"].iter().any(|end| w.ends_with(end));
    let mut words = phrase.split(' ').filter(|w| !BEFORE.contains(w)).peekable();
    let head = if russian {
        let first = words.peek().copied();
        words.find(|w| !describes(w)).or(first)
    } else {
        words.take_while(|w| !BEHIND.contains(w)).last()
    };
    let Some(head) = head else { return whole };
    let many = if russian { head.ends_with(['ы', 'и', 'е']) && !head.ends_with("ие") } else { true };
    let named = name.starts_with(char::is_uppercase) || name.contains(char::is_uppercase) && !many;
    if named { whole } else { head.to_owned() }
}

/// Intersection over union, in characters.
fn overlap(a: &[Points], b: &[Points]) -> f64 {
    let length = |spans: &[Points]| spans.iter().map(|s| s.1 - s.0).sum::<usize>();
    let both: usize =
        a.iter().map(|x| b.iter().map(|y| x.1.min(y.1).saturating_sub(x.0.max(y.0))).sum::<usize>()).sum();
    both as f64 / (length(a) + length(b)).saturating_sub(both).max(1) as f64
}

/// How much of an incident must be right: its type and the heads of actor and target; or one of them, at the same word of the act.
struct Incidents(Done);

#[derive(PartialEq, Eq)]
enum Done {
    All,
    Type,
    Actor,
    Target,
}

impl Incidents {
    fn key(&self, kind: &str, actor: &str, target: &str) -> String {
        match self.0 {
            Done::All => format!("{kind} {} {}", heads(actor), heads(target)),
            Done::Type => kind.to_owned(),
            Done::Actor => heads(actor),
            Done::Target => heads(target),
        }
    }
}

/// "Marsh and Reed" is `marsh; reed`, "a nurse and three young patients" `nurse; patients`: joined heads as the marks have them.
fn heads(words: &str) -> String {
    let described = |w: &str| w.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let second = words.split_once(" and ").or_else(|| words.split_once(" и ")).map(|(_, second)| second);
    let last = second.filter(|s| s.split(' ').all(described)).and_then(|s| s.rsplit_once(' '));
    let words = last.map_or_else(|| words.to_owned(), |(skip, _)| words.replacen(&format!("{skip} "), "", 1));
    let whole = plain(&words);
    let joined = whole.replace(" and ", "; ").replace(" и ", "; ");
    let bare = |head: &str| {
        let own = ["his ", "her ", "its ", "their ", "the ", "a ", "an "].iter().find_map(|w| head.strip_prefix(w));
        own.unwrap_or(head).to_owned()
    };
    joined.split("; ").map(bare).collect::<Vec<_>>().join("; ")
}

impl Kind for Incidents {
    fn name(&self) -> &'static str {
        match self.0 {
            Done::All => "incident",
            Done::Type => "incident: type",
            Done::Actor => "incident: actor",
            Done::Target => "incident: target",
        }
    }

    fn marked_as(&self) -> &'static str {
        "incident"
    }

    fn gold(&self, passage: &Passage) -> Vec<Item> {
        let key = |line: &Line| self.key(line.get("type"), line.get("actor"), line.get("target"));
        passage.of_kind("incident").map(|line| marked(passage, line, key(line))).collect()
    }

    fn read(&self, text: &Read<'_>) -> Vec<Item> {
        let item = |incident: &onrecord_reading::Incident| {
            let head = |span: Option<Span>| span.map_or("-".to_owned(), |s| text.words(s));
            let key = self.key(incident.kind.as_str(), &head(incident.actor), &head(incident.target));
            text.item(incident.act, key)
        };
        text.reading.objects.incidents.iter().map(item).collect()
    }
}

/// Whom a statement names: one item for each name, at the cue of the statement.
/// `found`: only of statements that the reader finds, which tells the reading of names apart from the finding of statements.
struct About {
    found: bool,
}

impl Kind for About {
    fn name(&self) -> &'static str {
        if self.found { "about: of statements found" } else { "about" }
    }

    fn counts(&self, item: &Item, read: &Read<'_>) -> bool {
        let mut cues = read.reading.statements.iter().filter_map(|s| s.cue.as_ref());
        !self.found || cues.any(|cue| touch(&item.places, &read.points(&cue.spans)))
    }

    fn marked_as(&self) -> &'static str {
        "about"
    }

    fn gold(&self, passage: &Passage) -> Vec<Item> {
        let names = |line: &Line| line.get("about").split(';').map(plain).filter(|n| !n.is_empty()).collect::<Vec<_>>();
        let lines = passage.of_kind("about");
        lines
            .flat_map(|line| names(line).into_iter().map(|name| marked(passage, line, name)).collect::<Vec<_>>())
            .collect()
    }

    /// Of statements whose cue is not marked nothing is known: they are left out.
    fn read(&self, text: &Read<'_>) -> Vec<Item> {
        let mut items = Vec::new();
        for about in &text.reading.objects.about {
            if text.marked_cue(Some(about.statement)).is_none() {
                continue;
            }
            let places = text.cue(Some(about.statement));
            let item = |party: &Party| Item {
                places: places.clone(),
                key: plain(&party.name),
                shown: format!("“{}”", party.name),
            };
            items.extend(about.named.iter().map(item));
        }
        items
    }
}
