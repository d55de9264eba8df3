//! Attributed statements against a brat-annotated corpus (PolNeAR's layout; Newell et al. 2018).
//!
//! Everything is computed on tokens: maximal runs of word characters, or one other non-space character. A role of an attribution is
//! the set of tokens that its spans touch; quotation marks and `. , ; :` at either edge of the content do not count.
//!
//! - *unlinked*, per role: a maximal run of tokens, cut at line ends, is right when a run of the gold starts and ends with it.
//! - *linked*: gold and predicted attributions are matched one to one by the best sum of content overlap + 0.1 (cues touch) + 0.1
//!   (sources touch). Strict = all three roles equal; relaxed = sources touch or both are empty, cues touch, contents overlap by half;
//!   reader = as relaxed, whatever the cue.

mod brat;
mod matching;
mod saying;

pub use brat::read_brat;
pub use saying::is_saying;

use super::{Prf, TOKEN};
use matching::best_pairs;
use std::collections::{BTreeMap, BTreeSet};

/// One attribution as code-point spans into its text, end exclusive.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attribution {
    /// Who.
    pub source: Vec<(usize, usize)>,
    /// The words that tie.
    pub cue: Vec<(usize, usize)>,
    /// What.
    pub content: Vec<(usize, usize)>,
    /// 0 to 1; 0 for gold.
    pub confidence: f64,
}

/// The scores of a set of texts.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Scores {
    /// Unlinked, exact.
    pub source: Prf,
    /// Unlinked, exact.
    pub cue: Prf,
    /// Unlinked, exact.
    pub content: Prf,
    /// Linked: all three roles equal.
    pub strict: Prf,
    /// Linked: sources and cues touch, contents overlap by half.
    pub relaxed: Prf,
    /// Linked: sources touch, contents overlap by half.
    pub reader: Prf,
    /// Relaxed recall of gold attributions whose content stands in quotation marks, and how many there are.
    pub direct: (f64, usize),
    /// The same of those with a part in quotation marks.
    pub mixed: (f64, usize),
    /// The same of those without.
    pub indirect: (f64, usize),
}

/// A text with gold and predicted attributions.
pub struct Doc<'a> {
    tokens: Tokens<'a>,
    gold: Vec<Roles>,
    got: Vec<(Roles, f64)>,
}

/// Token numbers of each role. `marked` is the content with its outer marks.
struct Roles {
    source: BTreeSet<usize>,
    cue: BTreeSet<usize>,
    content: BTreeSet<usize>,
    marked: BTreeSet<usize>,
}

impl<'a> Doc<'a> {
    /// `saying` keeps only acts of saying and asking, in gold and prediction alike.
    pub fn new(text: &'a str, gold: &[Attribution], got: &[Attribution], saying: bool) -> Doc<'a> {
        let tokens = Tokens::of(text);
        let keep = |r: &Roles| !r.content.is_empty() && (!saying || is_saying(r.cue.iter().map(|&i| tokens.word(i))));
        let gold = gold.iter().map(|a| tokens.roles(a)).filter(keep).collect();
        let got = got.iter().map(|a| (tokens.roles(a), a.confidence)).filter(|(r, _)| keep(r)).collect();
        Doc { tokens, gold, got }
    }
}

/// Scores all texts together, counting only predictions of at least this confidence.
pub fn score(docs: &[Doc<'_>], confidence: f64) -> Scores {
    let mut counts = Counts::default();
    for doc in docs {
        let got: Vec<&Roles> = doc.got.iter().filter(|(_, c)| *c >= confidence).map(|(r, _)| r).collect();
        count(&doc.tokens, &doc.gold, &got, &mut counts);
    }
    let prf = |name| {
        let [right, wrong, missed] = counts.0.get(name).copied().unwrap_or_default();
        Prf::of_counts(right, wrong, missed)
    };
    let recall = |name| {
        let [right, _, missed] = counts.0.get(name).copied().unwrap_or_default();
        (Prf::of_counts(right, 0, missed).recall, right + missed)
    };
    Scores {
        source: prf("source"),
        cue: prf("cue"),
        content: prf("content"),
        strict: prf("strict"),
        relaxed: prf("relaxed"),
        reader: prf("reader"),
        direct: recall("direct"),
        mixed: recall("mixed"),
        indirect: recall("indirect"),
    }
}

/// Name → right, wrong, missed.
#[derive(Default)]
struct Counts(BTreeMap<&'static str, [usize; 3]>);

impl Counts {
    fn add(&mut self, name: &'static str, right: usize, wrong: usize, missed: usize) {
        let c = self.0.entry(name).or_default();
        *c = [c[0] + right, c[1] + wrong, c[2] + missed];
    }
}

fn count(tokens: &Tokens<'_>, gold: &[Roles], got: &[&Roles], counts: &mut Counts) {
    type Role = fn(&Roles) -> &BTreeSet<usize>;
    let roles: [(&'static str, Role); 3] =
        [("source", |r| &r.source), ("cue", |r| &r.cue), ("content", |r| &r.content)];
    for (name, role) in roles {
        let g: BTreeSet<_> = gold.iter().flat_map(|a| tokens.runs(role(a))).collect();
        let p: BTreeSet<_> = got.iter().flat_map(|a| tokens.runs(role(a))).collect();
        counts.add(name, g.intersection(&p).count(), p.difference(&g).count(), g.difference(&p).count());
    }
    let touch = |a: &BTreeSet<usize>, b: &BTreeSet<usize>| !a.is_disjoint(b);
    let sources = |g: &Roles, p: &Roles| touch(&g.source, &p.source) || (g.source.is_empty() && p.source.is_empty());
    let weights: Vec<Vec<f64>> = gold
        .iter()
        .map(|g| {
            got.iter()
                .map(|p| {
                    let (overlap, cue) = (overlap(&g.content, &p.content), touch(&g.cue, &p.cue));
                    let near = overlap > 0.0 || cue;
                    if near { overlap + 0.1 * f64::from(cue) + 0.1 * f64::from(sources(g, p)) } else { 0.0 }
                })
                .collect()
        })
        .collect();
    let mut hits = [0; 3];
    let mut found = BTreeSet::new();
    for (i, j) in best_pairs(&weights).into_iter().filter(|&(i, j)| weights[i][j] > 0.0) {
        let (g, p) = (&gold[i], got[j]);
        let source = sources(g, p);
        let cue = touch(&g.cue, &p.cue) || (g.cue.is_empty() && p.cue.is_empty());
        let half = overlap(&g.content, &p.content) >= 0.5;
        hits[0] += usize::from(g.source == p.source && g.cue == p.cue && g.content == p.content);
        hits[1] += usize::from(source && cue && half);
        hits[2] += usize::from(source && half);
        if source && cue && half {
            found.insert(i);
        }
    }
    for (name, hit) in ["strict", "relaxed", "reader"].into_iter().zip(hits) {
        counts.add(name, hit, got.len() - hit, gold.len() - hit);
    }
    for (i, g) in gold.iter().enumerate() {
        let right = usize::from(found.contains(&i));
        counts.add(tokens.mode(&g.marked), right, 0, 1 - right);
    }
}

/// Intersection over union.
fn overlap(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let shared = a.intersection(b).count();
    let all = a.len() + b.len() - shared;
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}

struct Tokens<'a> {
    words: Vec<&'a str>,
    /// Code points `[start, end)` and the line each token stands on.
    at: Vec<(usize, usize, usize)>,
}

const EDGE: &[char] = &['"', '\'', '“', '”', '‘', '’', '«', '»', '„', '.', ',', ';', ':', '`'];
const MARKS: &[char] = &['"', '“', '”', '«', '»', '„'];

impl<'a> Tokens<'a> {
    fn of(text: &'a str) -> Tokens<'a> {
        let mut tokens = Tokens { words: Vec::new(), at: Vec::new() };
        let (mut byte, mut chars, mut line) = (0, 0, 0);
        for token in TOKEN.find_iter(text) {
            let gap = &text[byte..token.start()];
            let start = chars + gap.chars().count();
            line += gap.matches('\n').count();
            (byte, chars) = (token.end(), start + token.as_str().chars().count());
            tokens.words.push(token.as_str());
            tokens.at.push((start, chars, line));
        }
        tokens
    }

    fn word(&self, i: usize) -> &'a str {
        self.words.get(i).copied().unwrap_or("")
    }

    fn roles(&self, a: &Attribution) -> Roles {
        let marked = self.touched(&a.content);
        Roles { source: self.touched(&a.source), cue: self.touched(&a.cue), content: self.trimmed(&marked), marked }
    }

    fn touched(&self, spans: &[(usize, usize)]) -> BTreeSet<usize> {
        let mut out = BTreeSet::new();
        for &(start, end) in spans {
            let first = self.at.partition_point(|t| t.1 <= start);
            out.extend((first..self.at.len()).take_while(|&i| self.at[i].0 < end));
        }
        out
    }

    fn trimmed(&self, tokens: &BTreeSet<usize>) -> BTreeSet<usize> {
        let edge = |i: &usize| self.word(*i).chars().all(|c| EDGE.contains(&c));
        let mut kept: Vec<usize> = tokens.iter().copied().skip_while(edge).collect();
        while kept.last().is_some_and(edge) {
            kept.pop();
        }
        kept.into_iter().collect()
    }

    fn runs(&self, tokens: &BTreeSet<usize>) -> Vec<(usize, usize)> {
        let mut out: Vec<(usize, usize)> = Vec::new();
        for &i in tokens {
            match out.last_mut() {
                Some((_, last)) if *last + 1 == i && self.at[*last].2 == self.at[i].2 => *last = i,
                _ => out.push((i, i)),
            }
        }
        out
    }

    fn mode(&self, content: &BTreeSet<usize>) -> &'static str {
        let (Some(&low), Some(&high)) = (content.first(), content.last()) else { return "indirect" };
        let mark = |i: usize| {
            let mut chars = self.word(i).chars();
            matches!((chars.next(), chars.next()), (Some(c), None) if MARKS.contains(&c))
        };
        let before = |i: usize| i > 0 && mark(i - 1);
        if (mark(low) || before(low)) && (mark(high) || mark(high + 1)) {
            "direct"
        } else if before(low) || (low..=high + 1).any(mark) {
            "mixed"
        } else {
            "indirect"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\"We will stay,\" said Mira Tolland. Oster denied it.";

    fn at(words: &str) -> (usize, usize) {
        let start = TEXT[..TEXT.find(words).unwrap()].chars().count();
        (start, start + words.chars().count())
    }

    fn tolland() -> Attribution {
        Attribution {
            source: vec![at("Mira Tolland")],
            cue: vec![at("said")],
            content: vec![at("\"We will stay,\"")],
            confidence: 0.9,
        }
    }

    #[test]
    fn outer_marks_do_not_count() {
        let bare = Attribution { content: vec![at("We will stay")], ..tolland() };
        let scores = score(&[Doc::new(TEXT, &[tolland()], &[bare], false)], 0.0);
        assert_eq!((scores.strict.f1, scores.content.f1, scores.direct), (1.0, 1.0, (1.0, 1)));
    }

    #[test]
    fn a_surname_alone_is_relaxed_but_not_strict() {
        let surname = Attribution { source: vec![at("Tolland")], ..tolland() };
        let scores = score(&[Doc::new(TEXT, &[tolland()], &[surname], false)], 0.0);
        assert_eq!((scores.strict.f1, scores.relaxed.f1, scores.source.f1), (0.0, 1.0, 0.0));
    }

    #[test]
    fn doubtful_predictions_can_be_left_out() {
        let scores = score(&[Doc::new(TEXT, &[tolland()], &[tolland()], false)], 0.95);
        assert_eq!((scores.relaxed.precision, scores.relaxed.recall), (0.0, 0.0));
    }
}
