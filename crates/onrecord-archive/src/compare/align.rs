//! Two texts beside each other: which paragraph became which, and which words of it stayed.
//!
//! Takes two [`Document`]s, gives [`Group`]s: paragraphs of the older text and of the newer that belong together, with the words between
//! them as [`Run`]s. Every paragraph of either is in exactly one group. A paragraph that stands elsewhere now is moved, not removed and
//! added; one that was cut in two, or two that were joined, are one group. Words are compared in their canonical form (see
//! [`super::canonical`]). The work is bounded: the longest texts are matched place by place only.

use super::canonical::{Token, paragraphs, tokens};
use imara_diff::{Algorithm, Diff, InternedInput};
use onrecord_page::{Article, Span};
use onrecord_reading::Reading;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
};

/// The articles of a page as one row of paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Each article's headline, then its paragraphs; the main article first.
    pub paragraphs: Vec<Paragraph>,
}

/// A headline or a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Which article of the page it belongs to.
    pub part: u32,
    /// Headline or text.
    pub kind: ParagraphKind,
    /// Its place in the article's text; None for a headline, which is not part of the text.
    pub at: Option<Span>,
    /// As printed.
    pub text: String,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParagraphKind {
    /// An article's headline.
    Headline,
    /// Part of its text.
    Text,
}

/// Paragraphs that belong together: the same, changed, moved; only old ones: removed; only new ones: added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Paragraphs of the older document.
    pub old: Range<usize>,
    /// Paragraphs of the newer document.
    pub new: Range<usize>,
    /// Whether the newer text has them in another place.
    pub moved: bool,
    /// The words from beginning to end. Ranges are bytes of the group's old and new text (see [`joined`]).
    pub runs: Vec<Run>,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Stands in both, the same but for how it is set.
    Same {
        /// Place in the old text.
        old: Range<usize>,
        /// Place in the new text.
        new: Range<usize>,
    },
    /// Stands in the old text only.
    Removed(Range<usize>),
    /// Stands in the new text only.
    Added(Range<usize>),
}

impl Document {
    /// Of what was read on a page. Lines that a machine rewrites are no part of it.
    pub fn of(articles: &[(Article, Reading)]) -> Document {
        let mut document = Document::default();
        for (article, _) in articles {
            if let Some(title) = article.title.as_ref().filter(|title| !title.value.trim().is_empty()) {
                let text = title.value.clone();
                document.paragraphs.push(Paragraph {
                    part: article.part,
                    kind: ParagraphKind::Headline,
                    at: None,
                    text,
                });
            }
            let whole = article.text.as_str();
            for text in paragraphs(whole) {
                let start = text.as_ptr() as usize - whole.as_ptr() as usize;
                let at = article.text.span(start..start + text.len());
                let text = text.to_owned();
                document.paragraphs.push(Paragraph { part: article.part, kind: ParagraphKind::Text, at, text });
            }
        }
        document
    }
}

/// The text of neighbouring paragraphs, a blank line between them: what the ranges of a group's runs count in.
pub(super) fn joined(paragraphs: &[Paragraph]) -> String {
    paragraphs.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n\n")
}

/// The words of a text as numbers, equal for equal canonical forms.
struct Words {
    ids: Vec<u32>,
    tokens: Vec<Token>,
}

/// Both documents in numbers.
struct Pair<'a> {
    old: &'a Document,
    new: &'a Document,
    old_words: Vec<Words>,
    new_words: Vec<Words>,
}

/// Pairs of paragraphs looked at for likeness; longer texts are compared place by place.
const MOST_PAIRS: usize = 60_000;
/// Words that two paragraphs must share to be one that was changed, of all their words.
const ALIKE: f64 = 0.4;

/// The groups in the order of the newer document; what was removed stands behind what it stood behind.
pub(super) fn align(old: &Document, new: &Document) -> Vec<Group> {
    let mut numbers = HashMap::new();
    let mut words = |document: &Document| -> Vec<Words> {
        document.paragraphs.iter().map(|p| Words::of(&p.text, &mut numbers)).collect()
    };
    let (old_words, new_words) = (words(old), words(new));
    let pair = Pair { old, new, old_words, new_words };
    let matched = pair.matched();
    let groups = pair.grouped(&matched);
    in_order(groups)
}

impl Words {
    fn of(text: &str, numbers: &mut HashMap<String, u32>) -> Words {
        let tokens = tokens(text);
        let mut number = |form: &str| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(form.to_owned()).or_insert(next)
        };
        Words { ids: tokens.iter().map(|t| number(&t.canonical)).collect(), tokens }
    }

    /// How often each word occurs; marks count only where there is nothing else.
    fn bag(&self) -> BTreeMap<u32, usize> {
        let any_word = self.tokens.iter().any(|t| t.is_word);
        let mut bag = BTreeMap::new();
        for (id, token) in self.ids.iter().zip(&self.tokens) {
            if token.is_word || !any_word {
                *bag.entry(*id).or_default() += 1;
            }
        }
        bag
    }
}

/// A paragraph of the old document that became one of the new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Match {
    old: usize,
    new: usize,
    moved: bool,
}

impl Pair<'_> {
    /// Paragraphs that are one: the same in order, then the same elsewhere, then alike.
    fn matched(&self) -> Vec<Match> {
        let mut numbers: HashMap<(ParagraphKind, &[u32]), u32> = HashMap::new();
        let (mut old_ids, mut new_ids) = (Vec::new(), Vec::new());
        for (ids, document, words) in
            [(&mut old_ids, self.old, &self.old_words), (&mut new_ids, self.new, &self.new_words)]
        {
            for (paragraph, words) in document.paragraphs.iter().zip(words) {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                ids.push(*numbers.entry((paragraph.kind, words.ids.as_slice())).or_insert(next));
            }
        }
        let anchors = same(&old_ids, &new_ids);
        let mut left = Left::of(&anchors, old_ids.len(), new_ids.len());
        let mut matches: Vec<Match> =
            anchors.iter().map(|(old, new)| Match { old: *old, new: *new, moved: false }).collect();
        let elsewhere = left.equal(&old_ids, &new_ids);
        let alike = self.alike(&mut left);
        matches.extend(left.placed(&anchors, elsewhere.into_iter().chain(alike).collect()));
        matches.sort_by_key(|m| m.new);
        matches
    }

    /// Of what is left, the main headline becomes the main headline, and paragraphs become those that they share most words with.
    fn alike(&self, left: &mut Left) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let main = |document: &Document, i: &usize| {
            let paragraph = &document.paragraphs[*i];
            paragraph.kind == ParagraphKind::Headline && paragraph.part == 0
        };
        let old = left.old.iter().position(|i| main(self.old, i));
        let new = left.new.iter().position(|i| main(self.new, i));
        if let (Some(old), Some(new)) = (old, new) {
            found.push((left.old.remove(old), left.new.remove(new)));
        }
        let near_only = left.old.len().saturating_mul(left.new.len()) > MOST_PAIRS;
        let old_bags: Vec<_> = left.old.iter().map(|i| self.old_words[*i].bag()).collect();
        let new_bags: Vec<_> = left.new.iter().map(|i| self.new_words[*i].bag()).collect();
        let mut scored: Vec<(f64, usize, usize)> = Vec::new();
        for (a, old) in left.old.iter().enumerate() {
            for (b, new) in left.new.iter().enumerate() {
                let distance = left.old_gap[*old].abs_diff(left.new_gap[*new]);
                let kinds = self.old.paragraphs[*old].kind == self.new.paragraphs[*new].kind;
                if !kinds || near_only && distance > 0 {
                    continue;
                }
                let likeness = likeness(&old_bags[a], &new_bags[b]);
                // A handful of words is like any other handful: they are one paragraph only in one place.
                let short = self.old_words[*old].ids.len().min(self.new_words[*new].ids.len()) < 8;
                if likeness >= ALIKE && (distance == 0 || !short && likeness >= 0.6) {
                    scored.push((likeness - 0.001 * distance.min(100) as f64, *old, *new));
                }
            }
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        for (_, old, new) in scored {
            if left.old.contains(&old) && left.new.contains(&new) {
                left.old.retain(|i| *i != old);
                left.new.retain(|i| *i != new);
                found.push((old, new));
            }
        }
        found
    }

    /// Groups of matches, of what was cut in two or joined, and of what is in one text only.
    fn grouped(&self, matches: &[Match]) -> Vec<Group> {
        let mut groups: Vec<Group> = matches
            .iter()
            .map(|m| Group { old: m.old..m.old + 1, new: m.new..m.new + 1, moved: m.moved, runs: Vec::new() })
            .collect();
        let (mut old_free, mut new_free) = (vec![true; self.old_words.len()], vec![true; self.new_words.len()]);
        for m in matches {
            (old_free[m.old], new_free[m.new]) = (false, false);
        }
        for group in &mut groups {
            self.absorb(group, &mut old_free, &mut new_free);
        }
        let alone = |free: Vec<bool>| free.into_iter().enumerate().filter(|(_, free)| *free).map(|(i, _)| i);
        groups.extend(alone(old_free).map(|i| Group { old: i..i + 1, new: 0..0, moved: false, runs: Vec::new() }));
        groups.extend(alone(new_free).map(|i| Group { old: 0..0, new: i..i + 1, moved: false, runs: Vec::new() }));
        for group in &mut groups {
            group.runs = runs(
                &joined(&self.old.paragraphs[group.old.clone()]),
                &joined(&self.new.paragraphs[group.new.clone()]),
            );
        }
        groups
    }

    /// Takes in free neighbours whose words stand in the other side's text: a paragraph that was cut in two, or two that were joined.
    fn absorb(&self, group: &mut Group, old_free: &mut [bool], new_free: &mut [bool]) {
        if self.old_words[group.old.start].ids == self.new_words[group.new.start].ids
            || self.old.paragraphs[group.old.start].kind == ParagraphKind::Headline
        {
            return;
        }
        loop {
            let spare_old = spare(&self.old_words[group.old.clone()], &self.new_words[group.new.clone()]);
            let spare_new = spare(&self.new_words[group.new.clone()], &self.old_words[group.old.clone()]);
            let fits = |words: &Words, spare: &BTreeMap<u32, usize>| {
                let bag = words.bag();
                let all: usize = bag.values().sum();
                all >= 4 && common(&bag, spare) * 5 >= all * 4
            };
            let text = |document: &Document, i: usize| document.paragraphs[i].kind == ParagraphKind::Text;
            let next = |range: &Range<usize>, free: &[bool]| {
                let before = range.start.checked_sub(1).filter(|i| free[*i]);
                let after = Some(range.end).filter(|i| free.get(*i) == Some(&true));
                [after, before].into_iter().flatten().collect::<Vec<_>>()
            };
            let new = next(&group.new, new_free)
                .into_iter()
                .find(|i| text(self.new, *i) && fits(&self.new_words[*i], &spare_old));
            if let Some(i) = new {
                new_free[i] = false;
                group.new = group.new.start.min(i)..group.new.end.max(i + 1);
                continue;
            }
            let old = next(&group.old, old_free)
                .into_iter()
                .find(|i| text(self.old, *i) && fits(&self.old_words[*i], &spare_new));
            let Some(i) = old else { return };
            old_free[i] = false;
            group.old = group.old.start.min(i)..group.old.end.max(i + 1);
        }
    }
}

/// Words of one side that the other side lacks.
fn spare(these: &[Words], those: &[Words]) -> BTreeMap<u32, usize> {
    let sum = |all: &[Words]| {
        let mut bag: BTreeMap<u32, usize> = BTreeMap::new();
        for (id, n) in all.iter().flat_map(Words::bag) {
            *bag.entry(id).or_default() += n;
        }
        bag
    };
    let (mut these, those) = (sum(these), sum(those));
    for (id, n) in &mut these {
        *n = n.saturating_sub(those.get(id).copied().unwrap_or(0));
    }
    these
}

fn common(a: &BTreeMap<u32, usize>, b: &BTreeMap<u32, usize>) -> usize {
    a.iter().map(|(id, n)| b.get(id).map_or(0, |m| *n.min(m))).sum()
}

/// Twice what they share, of all that they have; 0 to 1.
fn likeness(a: &BTreeMap<u32, usize>, b: &BTreeMap<u32, usize>) -> f64 {
    let all = a.values().sum::<usize>() + b.values().sum::<usize>();
    if all == 0 { 0.0 } else { 2.0 * common(a, b) as f64 / all as f64 }
}

/// Paragraphs without a partner, and between which anchors each stands.
struct Left {
    old: Vec<usize>,
    new: Vec<usize>,
    old_gap: Vec<usize>,
    new_gap: Vec<usize>,
}

impl Left {
    fn of(anchors: &[(usize, usize)], olds: usize, news: usize) -> Left {
        let gaps = |of: &dyn Fn(&(usize, usize)) -> usize, n: usize| -> Vec<usize> {
            (0..n).map(|i| anchors.partition_point(|anchor| of(anchor) < i)).collect()
        };
        let (old_gap, new_gap) = (gaps(&|a| a.0, olds), gaps(&|a| a.1, news));
        let is_free = |anchored: Vec<usize>, n: usize| -> Vec<usize> {
            (0..n).filter(|i| anchored.binary_search(i).is_err()).collect()
        };
        let old = is_free(anchors.iter().map(|a| a.0).collect(), olds);
        let new = is_free(anchors.iter().map(|a| a.1).collect(), news);
        Left { old, new, old_gap, new_gap }
    }

    /// Takes out what stands in both, elsewhere.
    fn equal(&mut self, old_ids: &[u32], new_ids: &[u32]) -> Vec<(usize, usize)> {
        let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
        self.new.iter().rev().for_each(|i| places.entry(new_ids[*i]).or_default().push(*i));
        let mut found = Vec::new();
        self.old.retain(|old| match places.get_mut(&old_ids[*old]).and_then(Vec::pop) {
            Some(new) => {
                found.push((*old, new));
                false
            }
            None => true,
        });
        let taken: HashSet<usize> = found.iter().map(|(_, new)| *new).collect();
        self.new.retain(|new| !taken.contains(new));
        found
    }

    /// Which of the pairs stand where they stood: between the same anchors, and in the same order there.
    fn placed(&self, anchors: &[(usize, usize)], mut pairs: Vec<(usize, usize)>) -> Vec<Match> {
        pairs.sort_unstable();
        let in_place: Vec<(usize, usize)> =
            pairs.iter().copied().filter(|(old, new)| self.old_gap[*old] == self.new_gap[*new]).collect();
        let mut kept = Vec::new();
        for gap in 0..=anchors.len() {
            let here: Vec<(usize, usize)> =
                in_place.iter().copied().filter(|(old, _)| self.old_gap[*old] == gap).collect();
            kept.extend(longest_rising(&here));
        }
        let moved = |pair: &(usize, usize)| !kept.contains(pair);
        pairs.iter().map(|pair| Match { old: pair.0, new: pair.1, moved: moved(pair) }).collect()
    }
}

/// Of pairs in the order of the first number, the most whose second numbers rise.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (i, pair) in pairs.iter().enumerate() {
        let before = (0..i).filter(|j| pairs[*j].1 < pair.1).max_by_key(|j| (best[*j].0, *j));
        best.push((1 + before.map_or(0, |j| best[j].0), before));
    }
    let mut at = (0..best.len()).max_by_key(|i| best[*i].0);
    let mut rising = Vec::new();
    while let Some(i) = at {
        rising.push(pairs[i]);
        at = best[i].1;
    }
    rising
}

/// The places of what is the same in both, in order.
fn same(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let (mut at_old, mut at_new) = (0, 0);
    let mut same = Vec::new();
    let end = (old.len()..old.len(), new.len()..new.len());
    for (before, after) in hunks(old, new).into_iter().chain([end]) {
        same.extend((at_old..before.start).zip(at_new..after.start));
        (at_old, at_new) = (before.end, after.end);
    }
    same
}

/// The places in which two rows of numbers differ.
fn hunks(old: &[u32], new: &[u32]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut input: InternedInput<u32> = InternedInput::default();
    input.update_before(old.iter().copied());
    input.update_after(new.iter().copied());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_no_heuristic(&input);
    let range = |r: Range<u32>| r.start as usize..r.end as usize;
    diff.hunks().map(|hunk| (range(hunk.before), range(hunk.after))).collect()
}

/// From one text to the other by words.
fn runs(old: &str, new: &str) -> Vec<Run> {
    let mut numbers = HashMap::new();
    let (old_words, new_words) = (Words::of(old, &mut numbers), Words::of(new, &mut numbers));
    let hunks = without_islands(hunks(&old_words.ids, &new_words.ids), &old_words.tokens);
    let (old_at, new_at) = (edges(&old_words.tokens, old.len()), edges(&new_words.tokens, new.len()));
    let mut runs = Vec::new();
    let (mut i, mut j) = (0, 0);
    let end = (old_words.ids.len()..old_words.ids.len(), new_words.ids.len()..new_words.ids.len());
    for (before, after) in hunks.into_iter().chain([end]) {
        if i < before.start {
            runs.push(Run::Same { old: old_at[i]..old_at[before.start], new: new_at[j]..new_at[after.start] });
        }
        if !before.is_empty() {
            runs.push(Run::Removed(old_at[before.start]..old_at[before.end]));
        }
        if !after.is_empty() {
            runs.push(Run::Added(new_at[after.start]..new_at[after.end]));
        }
        (i, j) = (before.end, after.end);
    }
    runs
}

/// Where each token begins, with the space behind it; one more than there are tokens.
fn edges(tokens: &[Token], end: usize) -> Vec<usize> {
    let mut edges: Vec<usize> = tokens.iter().map(|t| t.range.start).collect();
    if let Some(first) = edges.first_mut() {
        *first = 0;
    }
    edges.push(end);
    edges
}

/// A word or two that happen to be the same between two larger differences are no place where a reader can rest: they join them.
fn without_islands(hunks: Vec<(Range<usize>, Range<usize>)>, old: &[Token]) -> Vec<(Range<usize>, Range<usize>)> {
    let size = |hunk: &(Range<usize>, Range<usize>)| hunk.0.len().max(hunk.1.len());
    let mut joined: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for hunk in hunks {
        if let Some(last) = joined.last_mut() {
            let between = &old[last.0.end..hunk.0.start];
            let words = between.iter().filter(|t| t.is_word).count();
            let letters: usize = between.iter().map(|t| t.canonical.chars().count()).sum();
            if words <= 2 && letters <= 8 && size(last) >= 3 && size(&hunk) >= 3 {
                *last = (last.0.start..hunk.0.end, last.1.start..hunk.1.end);
                continue;
            }
        }
        joined.push(hunk);
    }
    joined
}

/// The groups in the order of the newer document; what was removed stands behind what it stood behind.
fn in_order(groups: Vec<Group>) -> Vec<Group> {
    let (mut ordered, mut removed): (Vec<Group>, Vec<Group>) = groups.into_iter().partition(|g| !g.new.is_empty());
    ordered.sort_by_key(|g| g.new.start);
    removed.sort_by_key(|g| g.old.start);
    for group in removed {
        let stands_before = |g: &Group| !g.old.is_empty() && !g.moved && g.old.start < group.old.start;
        let at = ordered.iter().rposition(stands_before).map_or(0, |i| i + 1);
        ordered.insert(at, group);
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        let paragraph = |text: &str| Paragraph { part: 0, kind: ParagraphKind::Text, at: None, text: text.to_owned() };
        Document { paragraphs: text.split('|').map(|p| paragraph(p.trim())).collect() }
    }

    /// `=` the same, `~` changed, `>` moved, `-` removed, `+` added; with the numbers of the paragraphs.
    fn shown(old: &str, new: &str) -> String {
        let groups = align(&document(old), &document(new));
        let numbers = |range: &Range<usize>| range.clone().map(|i| i.to_string()).collect::<Vec<_>>().join(",");
        let sign = |g: &Group| match (g.old.is_empty(), g.new.is_empty()) {
            (true, _) => '+',
            (_, true) => '-',
            _ if g.moved => '>',
            _ if g.runs.iter().all(|r| matches!(r, Run::Same { .. })) => '=',
            _ => '~',
        };
        groups
            .iter()
            .map(|g| format!("{}{}{}", numbers(&g.old), sign(g), numbers(&g.new)))
            .collect::<Vec<_>>()
            .join(" ")
    }

    const A: &str = "The council met on Tuesday to settle the matter of the quay.";
    const B: &str = "Mira Tolland, who heads it, said that the fees would stay until the spring.";
    const C: &str = "At least 300 boats had used the quay since it was opened in the summer.";

    #[test]
    fn paragraphs_find_their_partners() {
        let story = format!("{A}|{B}|{C}");
        assert_eq!(shown(&story, &story), "0=0 1=1 2=2");
        assert_eq!(shown(&story, &format!("{A}|{C}")), "0=0 1- 2=1");
        assert_eq!(shown(&format!("{A}|{C}"), &story), "0=0 +1 1=2");
        assert_eq!(shown(&story, &story.replace("300", "250")), "0=0 1=1 2~2");
        assert_eq!(
            shown(&story, &format!("{A}|Fog lay over the strait all morning and no ship left it.|{C}")),
            "0=0 1- +1 2=2"
        );
    }

    #[test]
    fn what_moved_was_neither_removed_nor_added() {
        let story = format!("{A}|{B}|{C}");
        assert_eq!(shown(&story, &format!("{C}|{A}|{B}")), "2>0 0=1 1=2");
        assert_eq!(shown(&story, &format!("{}|{A}|{B}", C.replace("300", "250"))), "2>0 0=1 1=2");
    }

    #[test]
    fn a_paragraph_cut_in_two_is_one_group() {
        assert_eq!(shown(&format!("{A} {C}|{B}"), &format!("{A}|{C}|{B}")), "0=0,1 1=2");
        assert_eq!(shown(&format!("{A}|{C}|{B}"), &format!("{A} {C}|{B}")), "0,1=0 2=1");
    }
}
