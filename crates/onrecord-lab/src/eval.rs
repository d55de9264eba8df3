//! Runs page and reader over the shared data and prints the scores.

use crate::score::{
    Prf, articles,
    attribution::{Attribution, Doc, Scores, read_brat, score},
    dates,
};
use crate::shared::{Shared, files_below, read, read_text, repository};
use crate::{gold, objects};
use anyhow::{Context, Result, bail};
use onrecord_page::{Article, Capture, PageConfig, Span, parse};
use onrecord_reading::{Models, Reading};
use std::{collections::BTreeMap, fmt, path::Path};

/// Bad pages or texts that are named, at most.
const LINES: usize = 1000;

/// What can be scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Topic {
    /// Main text of 102 pages.
    Articles,
    /// Publication days of 513 pages.
    Dates,
    /// Statements of PolNeAR's dev part.
    Attribution,
    /// Statements and speakers of our own texts, which lie in the repository.
    Gold,
    /// What is in the statements of our own passages: figures, times, demands, incidents.
    Objects,
    /// The Russian texts that the network was trained on: their speakers, whom no training sees. Asked for by name only.
    Practice,
}

impl Topic {
    /// All that are scored unasked.
    pub const ALL: [Topic; 5] = [Topic::Articles, Topic::Dates, Topic::Attribution, Topic::Gold, Topic::Objects];

    /// The folder below which its data lie.
    pub fn root(self, shared: &Shared) -> Shared {
        if matches!(self, Topic::Gold | Topic::Objects | Topic::Practice) {
            Shared::at(&repository()).unwrap_or_else(|| shared.clone())
        } else {
            shared.clone()
        }
    }

    /// Where its data lie below the shared folder; of the gold, below the repository's root.
    pub fn data(self) -> &'static str {
        match self {
            Topic::Articles => "pages/articles",
            Topic::Dates => "pages/dates",
            Topic::Attribution => "corpora/attribution/polnear/dev",
            Topic::Gold => "gold",
            Topic::Objects => "gold/objects",
            Topic::Practice => "lab/texts",
        }
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Topic::Articles => "articles",
            Topic::Dates => "dates",
            Topic::Attribution => "attribution",
            Topic::Gold => "gold",
            Topic::Objects => "objects",
            Topic::Practice => "practice",
        })
    }
}

/// Named scores of one topic, and a line for each bad page or text, worst first.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    /// Name → 0 to 1.
    pub scores: BTreeMap<String, f64>,
    /// What to look at first.
    pub worst: Vec<String>,
}

/// Prints the tables. `gold`: a folder in place of the repository's own gold.
pub fn run(shared: Option<&Shared>, only: &[Topic], gold: Option<&Path>, worst: bool) -> Result<()> {
    let Some(shared) = shared else {
        println!("left out: no shared data (set ONRECORD_SHARED to their folder)");
        return Ok(());
    };
    let topics: &[Topic] = if only.is_empty() { &Topic::ALL } else { only };
    for &topic in topics {
        let evaluation = match gold {
            Some(folder) => evaluate_gold(topic, folder)?,
            None => evaluate(shared, topic)?,
        };
        println!("{topic} ({})", gold.map_or(topic.data().into(), Path::to_string_lossy));
        for (name, value) in &evaluation.scores {
            println!("  {name:28} {value:.4}");
        }
        if worst {
            evaluation.worst.iter().take(LINES).for_each(|line| println!("  worst: {line}"));
        }
    }
    Ok(())
}

/// Scores one topic.
pub fn evaluate(shared: &Shared, topic: Topic) -> Result<Evaluation> {
    match topic {
        Topic::Articles => evaluate_articles(shared),
        Topic::Dates => evaluate_dates(shared),
        Topic::Attribution => evaluate_attribution(shared),
        Topic::Gold | Topic::Objects | Topic::Practice => evaluate_gold(topic, &repository().join(topic.data())),
    }
}

fn evaluate_gold(topic: Topic, folder: &Path) -> Result<Evaluation> {
    let (scores, worst) = match topic {
        Topic::Gold => gold::evaluate(folder, &["seen", "unseen"]),
        Topic::Practice => gold::evaluate(folder, &["ru"]),
        Topic::Objects => objects::evaluate(folder),
        _ => bail!("{topic} has no gold of our own; hint: eval --gold FOLDER goes with gold or objects"),
    }?;
    Ok(Evaluation { scores, worst })
}

fn evaluate_articles(shared: &Shared) -> Result<Evaluation> {
    let pages = main_articles(shared, Topic::Articles, "articleBody")?;
    let (total, each) =
        articles::score(pages.iter().map(|(_, truth, a)| (truth.as_deref().unwrap_or(""), a.text.as_str())));
    let mut worst: Vec<_> = each.iter().zip(&pages).map(|(s, (id, ..))| (*s, id)).collect();
    worst.sort_by(|a, b| a.0.total_cmp(&b.0));
    Ok(Evaluation {
        scores: prf("", total).into_iter().collect(),
        worst: worst.into_iter().map(|(s, id)| format!("{s:.3} {id}")).collect(),
    })
}

fn evaluate_dates(shared: &Shared) -> Result<Evaluation> {
    let pages = main_articles(shared, Topic::Dates, "date")?;
    let dated = pages
        .iter()
        .filter_map(|(id, truth, a)| Some((id, truth.as_deref()?, a.published.as_ref().map(|p| p.value.as_str()))));
    let (total, _) = dates::score(dated.clone().map(|(_, truth, got)| (truth, got)));
    let wrong = dated.filter(|(_, truth, got)| !got.is_some_and(|g| g.starts_with(truth)));
    Ok(Evaluation {
        scores: prf("", total).into_iter().collect(),
        worst: wrong.map(|(id, truth, got)| format!("{id} is {truth}, read {got:?}")).collect(),
    })
}

fn evaluate_attribution(shared: &Shared) -> Result<Evaluation> {
    let corpus = shared.join(Topic::Attribution.data());
    let texts = attributed_texts(&corpus, &Models::embedded())?;
    let mut scores = BTreeMap::new();
    for saying in [false, true] {
        let docs: Vec<Doc<'_>> = texts.iter().map(|t| Doc::new(&t.text, &t.gold, &t.got, saying)).collect();
        let s = score(&docs, 0.0);
        let part = if saying { "saying " } else { "" };
        let Scores { source, cue, content, strict, relaxed, reader, .. } = s;
        for (name, p) in
            [("source", source), ("cue", cue), ("content", content), ("strict", strict), ("reader", reader)]
        {
            scores.insert(format!("{part}{name} f1"), p.f1);
        }
        scores.extend(prf(&format!("{part}relaxed "), relaxed));
        for (name, (recall, _)) in [("direct", s.direct), ("mixed", s.mixed), ("indirect", s.indirect)] {
            scores.insert(format!("{part}recall of {name}"), recall);
        }
    }
    let mut worst: Vec<_> =
        texts.iter().map(|t| (score(&[Doc::new(&t.text, &t.gold, &t.got, false)], 0.0).relaxed.f1, &t.name)).collect();
    worst.sort_by(|a, b| a.0.total_cmp(&b.0));
    Ok(Evaluation { scores, worst: worst.into_iter().map(|(s, name)| format!("{s:.3} {name}")).collect() })
}

fn prf(prefix: &str, p: Prf) -> [(String, f64); 3] {
    [(format!("{prefix}precision"), p.precision), (format!("{prefix}recall"), p.recall), (format!("{prefix}f1"), p.f1)]
}

/// Each page of a truth file: its id, the field of the truth, its main article.
fn main_articles(shared: &Shared, topic: Topic, field: &str) -> Result<Vec<(String, Option<String>, Article)>> {
    let root = shared.join(topic.data());
    let truth = root.join("truth.json");
    let truth: BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(&read(&truth)?).with_context(|| format!("`{}`", truth.display()))?;
    let pages = truth.into_iter().map(|(id, page)| {
        let body = read(&root.join(format!("html/{id}.html.gz")))?;
        let parsed = parse(&Capture::new(body), &PageConfig::default());
        let main = parsed.value.articles.into_iter().find(|a| a.part == 0).context("a page has a main article")?;
        Ok((id, page[field].as_str().map(str::to_owned), main))
    });
    pages.collect()
}

/// A text with gold and predicted attributions.
pub struct AttributedText {
    /// File name without its ending.
    pub name: String,
    /// The text as it stands.
    pub text: String,
    /// The first annotator's attributions.
    pub gold: Vec<Attribution>,
    /// What the reader found.
    pub got: Vec<Attribution>,
}

/// Reads every annotated text of a corpus in PolNeAR's layout.
pub fn attributed_texts(corpus: &Path, models: &Models) -> Result<Vec<AttributedText>> {
    let annotations = files_below(&corpus.join("attributions"))?;
    let mut out = Vec::new();
    for path in files_below(&corpus.join("text"))? {
        let Some(name) = path.file_name().and_then(|n| n.to_str()?.strip_suffix(".txt")) else { continue };
        // The annotator's four letters follow the text's name; the first in order is the gold.
        let of_text = |ann: &Path| {
            let rest = ann.file_name().and_then(|f| f.to_str()?.strip_prefix(name)?.strip_suffix(".ann"));
            rest.is_some_and(|r| r.len() == 5 && r.starts_with('_'))
        };
        let Some(ann) = annotations.iter().find(|a| of_text(a)) else { continue };
        let body = read(&path)?;
        let config = PageConfig { plain: true, ..PageConfig::default() };
        let parsed = parse(&Capture::new(body.clone()), &config);
        let article = parsed.value.articles.first().context("a plain file is one article")?;
        let reading = onrecord_reading::read(article, models);
        let text = String::from_utf8(body).with_context(|| format!("`{}` is not UTF-8", path.display()))?;
        out.push(AttributedText {
            name: name.to_owned(),
            gold: read_brat(&read_text(ann)?),
            got: attributions(article, &reading),
            text,
        });
    }
    Ok(out)
}

fn attributions(article: &Article, reading: &Reading) -> Vec<Attribution> {
    let points = |spans: &[Span]| {
        let spans = article.text.char_spans(spans);
        spans.into_iter().map(|s| (s.start as usize, s.end as usize)).collect()
    };
    let attribution = |s: &onrecord_reading::Statement| Attribution {
        source: s.speaker.as_ref().map(|s| points(&s.spans)).unwrap_or_default(),
        cue: s.cue.as_ref().map(|c| points(&c.spans)).unwrap_or_default(),
        content: points(&s.content.spans),
        confidence: f64::from(s.confidence),
    };
    reading.statements.iter().map(attribution).collect()
}
