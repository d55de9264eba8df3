//! Fills an archive with invented articles and measures it: pages put a second, articles indexed a second, bytes on disk, and how long
//! a search takes.
//!
//! ```text
//! cargo run --release -p onrecord-archive --example fill -- DIR [STATEMENTS [STATEMENTS-A-PAGE]]
//! ```
//! Two pages are of another shape: one of 200,000 words (outlet `Long Reads`), one with 6,000 marked spans (`Dense Reads`).
//! The words follow Zipf's law, as real ones do, so that the commonest word stands in nearly every article.
#![allow(clippy::print_stdout, reason = "its output is the table of measurements")]

use onrecord_archive::{Access, Archive, Query, Record, Window};
use onrecord_page::{Article, ArticleBlock, ArticleId, BlockKind, Capture, Precision, Published, Sourced, Span, Text};
use onrecord_reading::{
    About, Bound, Content, Cue, CueClass, Demand, Figure, FigureKind, Force, Mode, Models, Number, Objects, Party,
    Reading, Speaker, SpeakerKind, Statement, StatementId, Unit, Value,
};
use std::{
    error::Error,
    path::Path,
    time::{Duration, Instant},
};

/// How much stands on a page.
#[derive(Clone, Copy)]
struct Shape {
    statements: usize,
    /// Words after each statement.
    between: usize,
    outlet: Option<&'static str>,
}

const LONG: Shape = Shape { statements: 10, between: 20_000, outlet: Some("Long Reads") };
const DENSE: Shape = Shape { statements: 2_000, between: 6, outlet: Some("Dense Reads") };
const VOCABULARY: usize = 30_000;
const SPEAKERS: usize = 3_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let dir = arguments.next().ok_or("usage: fill DIR [STATEMENTS]")?;
    let statements: usize = arguments.next().map_or(Ok(100_000), |n| n.parse())?;
    let a_page: usize = arguments.next().map_or(Ok(10), |n| n.parse())?;
    let dir = Path::new(&dir);
    let archive = Archive::open(dir, Access::Write)?;
    put(&archive, statements / a_page.max(1), a_page)?;
    let start = Stopwatch::start();
    let taken = archive.index()?;
    start.report("indexed", taken, "articles");
    let status = archive.status()?;
    println!(
        "{} statements; captures {} MB, store {} MB, index {} MB",
        status.statements,
        status.bytes_captures >> 20,
        status.bytes_store >> 20,
        status.bytes_index >> 20
    );
    drop(archive);
    search(&Archive::open(dir, Access::Read)?)?;
    println!("peak memory of this process: {}", line_of("/proc/self/status", "VmHWM"));
    Ok(())
}

fn put(archive: &Archive, pages: usize, a_page: usize) -> Result<(), Box<dyn Error>> {
    let mut dice = Dice(1);
    let models = Models::embedded();
    let mut store = Duration::ZERO;
    let start = Stopwatch::start();
    for n in 0..pages {
        let usual = Shape { statements: a_page, between: 18, outlet: None };
        let shape = [LONG, DENSE].get(n).copied().filter(|_| pages > 2).unwrap_or(usual);
        let (capture, articles) = page(&mut dice, n, &models, shape);
        let record = Record {
            capture: &capture,
            source: &format!("pages/{n}.html"),
            added_at: jiff::Timestamp::from_second(1_700_000_000 + i64::try_from(n)?)?,
            notes: &[],
            articles: &articles,
            counters: &[],
            hindrance: None,
        };
        let one = Instant::now();
        archive.put(&record)?;
        store += one.elapsed();
    }
    start.report("made and put", pages as u64, "pages");
    println!("  put alone: {:.0} pages/s of wall time", pages as f64 / store.as_secs_f64());
    Ok(())
}

/// What a person might type, by the throw of the dice.
type Typed<'a> = &'a dyn Fn(&mut Dice) -> String;

fn search(archive: &Archive) -> Result<(), Box<dyn Error>> {
    let mut dice = Dice(7);
    println!("{:<28}{:>9}{:>9}{:>9}{:>7}  (ms, 200 runs, first one included)", "search", "p50", "p95", "worst", "CPU");
    let kinds: [(&str, Typed<'_>); 9] = [
        ("a word", &|dice| word(dice.below(VOCABULARY))),
        ("two words", &|dice| format!("{} {}", word(dice.zipf(VOCABULARY)), word(dice.zipf(VOCABULARY)))),
        ("a phrase of two", &|dice| format!("\"{} {}\"", word(dice.zipf(300)), word(dice.zipf(300)))),
        ("speaker:", &|dice| format!("speaker:\"{}\"", name(dice.zipf(SPEAKERS)))),
        ("after: before:", &|dice| format!("after:2019-0{} before:2021", 1 + dice.below(9))),
        ("speaker: outlet: word", &|dice| format!("speaker:{} outlet:Courier {}", name(0), word(dice.below(50)))),
        ("nothing", &|_| String::new()),
        ("the commonest word", &|_| word(0)),
        ("phrase of the commonest", &|_| format!("\"{} {}\"", word(0), word(1))),
    ];
    for (kind, query) in kinds {
        let mut times: Vec<Duration> = Vec::new();
        let cpu = cpu_seconds();
        for _ in 0..200 {
            let query = Query::parse(&query(&mut dice)).value.with_usual_filter();
            let start = Instant::now();
            archive.search(&query, Window { offset: 0, limit: 20 })?;
            times.push(start.elapsed());
        }
        let cpu = (cpu_seconds() - cpu) * 1e3 / 200.0;
        times.sort();
        let ms = |at: usize| times[at].as_secs_f64() * 1e3;
        println!("{kind:<28}{:>9.2}{:>9.2}{:>9.2}{cpu:>7.2}", ms(100), ms(190), ms(199));
    }
    Ok(())
}

/// An article, of the usual shape of about 3 KB in a page of about 40 KB.
fn page(dice: &mut Dice, n: usize, models: &Models, shape: Shape) -> (Capture, Vec<(Article, Reading)>) {
    let mut text = String::new();
    let mut blocks = Vec::new();
    let mut pieces = Vec::new();
    let mut objects = Vec::new();
    for origin in 0..shape.statements {
        let block = mark(&text);
        let who = name(dice.zipf(SPEAKERS));
        let speaker = append(&mut text, &who);
        text.push(' ');
        let cue = append(&mut text, ["said", "warned", "added", "claimed"][dice.below(4)]);
        text.push_str(" that ");
        let content = mark(&text);
        text.push_str(&sentence(dice, 8));
        text.push(' ');
        let figure = (origin % 2 == 0).then(|| counted(&mut text, dice));
        text.push_str(&sentence(dice, 4));
        let content = content.to(&text);
        objects.push(figure);
        text.push_str(". ");
        text.push_str(&sentence(dice, shape.between));
        text.push('.');
        blocks.push(ArticleBlock {
            span: block.to(&text),
            kind: BlockKind::Paragraph,
            origin: mark(&origin.to_string()).0,
        });
        pieces.push((who, speaker, cue, content));
        text.push_str("\n\n");
    }
    let mut body = String::from("<!doctype html><title>page</title>");
    for link in 0..300 {
        body.push_str(&format!(
            "<li class=\"menu-item menu-item-{link}\"><a href=\"/{}/\">{}</a></li>",
            word(link),
            sentence(dice, 3)
        ));
    }
    body.push_str(&text);
    body.push_str(&n.to_string());
    let capture = Capture::new(body.into_bytes());
    let id = ArticleId::of(&capture.id, 0);
    let text = Text::new(text);
    let statements: Vec<Statement> =
        pieces.into_iter().map(|(who, speaker, cue, content)| statement(&id, who, speaker, cue, content)).collect();
    let objects = of_statements(&statements, objects, dice);
    let reading =
        Reading { text: text.hash(), reader: models.version().clone(), statements, objects, notes: Vec::new() };
    let day = dice.below(3_000);
    let published = format!("{}-{:02}-{:02}", 2016 + day / 360, 1 + day / 30 % 12, 1 + day % 28);
    let article = Article {
        id,
        capture: capture.id,
        part: 0,
        text,
        blocks,
        url: Some(Sourced::new(format!("https://press.example/{n}"), "link")),
        title: Some(Sourced::new(sentence(dice, 8), "h1")),
        outlet: Some(Sourced::new(
            shape.outlet.map_or_else(|| format!("{} Courier {}", name(dice.zipf(60)), dice.zipf(60)), str::to_owned),
            "meta",
        )),
        authors: Vec::new(),
        carriers: Vec::new(),
        beside: Vec::new(),
        published: Some(Published { value: published, precision: Precision::Day, evidence: "time".to_owned() }),
        modified: None,
        language: Some(Sourced::new("en", "html lang")),
        partial: false,
        notes: Vec::new(),
    };
    (capture, vec![(article, reading)])
}

fn statement(article: &ArticleId, name: String, speaker: Span, cue: Span, content: Span) -> Statement {
    Statement {
        id: StatementId::of(article, &[content], &[cue]),
        mode: [Mode::Direct, Mode::Indirect, Mode::Mixed][content.len() % 3],
        // About one of five is none that is shown where nothing else is asked for.
        class: CueClass::ALL[(content.len() % 23).saturating_sub(18)],
        speaker: Some(Speaker {
            name,
            role: None,
            kind: SpeakerKind::Person,
            spans: vec![speaker],
            why: "name".to_owned(),
            candidates: Vec::new(),
        }),
        cue: Some(Cue { spans: vec![cue] }),
        content: Content { spans: vec![content] },
        also: Vec::new(),
        confidence: [0.9, 0.8, 0.7, 0.95, 0.85, 0.75, 0.5][cue.start as usize % 7],
    }
}

/// "at least 340 bokadu": its place, the place of what it counts, and that word.
fn counted(text: &mut String, dice: &mut Dice) -> (Span, Span, String, u32) {
    let (number, unit) = (dice.below(900) as u32, word(dice.zipf(400)));
    let figure = mark(text);
    text.push_str(&format!("at least {number} "));
    let place = append(text, &unit);
    let figure = figure.to(text);
    text.push(' ');
    (figure, place, unit, number)
}

/// The figures of some statements, a demand in every fifth, and somebody named in each.
fn of_statements(
    statements: &[Statement],
    figures: Vec<Option<(Span, Span, String, u32)>>,
    dice: &mut Dice,
) -> Objects {
    let mut objects = Objects::default();
    for (n, (statement, figure)) in statements.iter().zip(figures).enumerate() {
        let party = |dice: &mut Dice| Party {
            name: name(dice.zipf(SPEAKERS)),
            kind: SpeakerKind::Person,
            span: None,
            why: "name".to_owned(),
        };
        objects.figures.extend(figure.map(|(span, place, unit, number)| Figure {
            span,
            value: Value::Number(Number::whole(i64::from(number))),
            bound: Bound::AtLeast,
            unit: Some(Unit { name: unit, span: place }),
            modifiers: None,
            kind: FigureKind::Count,
            period: None,
            of: None,
            statement: Some(statement.id),
        }));
        if n % 5 == 0 {
            objects.demands.push(Demand {
                cue: statement.cue.as_ref().map_or(statement.content.spans[0], |cue| cue.spans[0]),
                force: Force::ALL[dice.below(Force::ALL.len())],
                who: Some(party(dice)),
                addressee: Some(party(dice)),
                object: statement.content.spans.first().copied(),
                negated: false,
                deadline: None,
                statement: Some(statement.id),
            });
        }
        objects.about.push(About { statement: statement.id, named: vec![party(dice)] });
    }
    objects
}

/// A place in a growing text.
struct Mark(u32);

fn mark(text: &str) -> Mark {
    Mark(u32::try_from(text.len()).unwrap_or(u32::MAX))
}

impl Mark {
    fn to(&self, text: &str) -> Span {
        Span { start: self.0, end: mark(text).0 }
    }
}

fn append(text: &mut String, more: &str) -> Span {
    let start = mark(text);
    text.push_str(more);
    start.to(text)
}

fn sentence(dice: &mut Dice, words: usize) -> String {
    (0..words).map(|_| word(dice.zipf(VOCABULARY))).collect::<Vec<_>>().join(" ")
}

/// An invented word for a number; every fifth one is in Cyrillic.
fn word(n: usize) -> String {
    let (consonants, vowels) =
        if n % 5 == 4 { ("бвгдклмнрст", "аеиоу") } else { ("bdfgklmnrst", "aeiou") };
    let (consonants, vowels): (Vec<char>, Vec<char>) = (consonants.chars().collect(), vowels.chars().collect());
    let mut rest = n + 60;
    let mut word = String::new();
    while rest > 0 {
        word.push(consonants[rest % consonants.len()]);
        rest /= consonants.len();
        word.push(vowels[rest % vowels.len()]);
        rest /= vowels.len();
    }
    word
}

fn name(n: usize) -> String {
    let capital = |word: String| word[..1].to_uppercase() + &word[1..];
    format!("{} {}", capital(word(n * 5)), capital(word(n * 5 + 501 * 5)))
}

/// A small generator of repeatable numbers (xorshift).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// Small numbers often, large ones rarely.
    fn zipf(&mut self, n: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((n as f64).powf(unit) - 1.0) as usize
    }
}

struct Stopwatch {
    wall: Instant,
    cpu: f64,
}

impl Stopwatch {
    fn start() -> Stopwatch {
        Stopwatch { wall: Instant::now(), cpu: cpu_seconds() }
    }

    fn report(&self, what: &str, n: u64, things: &str) {
        let (wall, cpu) = (self.wall.elapsed().as_secs_f64(), cpu_seconds() - self.cpu);
        println!(
            "{what} {n} {things}: {:.0}/s of wall time, {:.0}/s of CPU time",
            n as f64 / wall,
            n as f64 / cpu.max(0.01)
        );
    }
}

/// User and system time of this process; 0 where the system does not tell.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    after_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn line_of(path: &str, name: &str) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().find_map(|l| l.strip_prefix(name)).unwrap_or(": unknown").trim_start_matches(':').trim().to_owned()
}
