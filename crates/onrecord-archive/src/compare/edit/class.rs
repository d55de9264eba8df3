//! The class of a change, by rules that can be named.
//!
//! Takes a group of paragraphs and what was read in both versions, gives the changes in it.

use super::{Change, ChangeClass, local};
use crate::compare::{
    align::{Document, Group, ParagraphKind, Run, joined},
    canonical::{Token, tokens},
    corrections,
};
use onrecord_page::{Article, Span};
use onrecord_reading::{Mode, Reading, Statement};
use std::ops::Range;

/// One version with what is needed to judge a change in it.
pub(super) struct Side<'a> {
    document: &'a Document,
    articles: &'a [(Article, Reading)],
    /// For each paragraph the places of quoted words and of cues, in bytes of the paragraph.
    quoted: Vec<Vec<Range<usize>>>,
    cues: Vec<Vec<Range<usize>>>,
}

pub(super) struct Sides<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
}

impl<'a> Side<'a> {
    pub(super) fn of(document: &'a Document, articles: &'a [(Article, Reading)]) -> Side<'a> {
        let mut side = Side { document, articles, quoted: Vec::new(), cues: Vec::new() };
        for paragraph in &document.paragraphs {
            let mut quoted = in_quotation_marks(&paragraph.text);
            let mut cues = Vec::new();
            for statement in side.statements_of(paragraph.part) {
                let local = |spans: &[Span]| spans.iter().filter_map(|s| local(paragraph, *s)).collect::<Vec<_>>();
                if statement.mode == Mode::Direct {
                    quoted.extend(local(&statement.content.spans));
                }
                cues.extend(statement.cue.iter().flat_map(|cue| local(&cue.spans)));
            }
            side.quoted.push(quoted);
            side.cues.push(cues);
        }
        side
    }

    fn statements_of(&self, part: u32) -> impl Iterator<Item = &'a Statement> + use<'a> {
        let articles = self.articles;
        articles.iter().filter(move |(article, _)| article.part == part).flat_map(|(_, reading)| &reading.statements)
    }

    /// Whether a stretch of a group's text meets one of the places.
    fn meets(&self, group: &Range<usize>, stretch: &Range<usize>, places: &[Vec<Range<usize>>]) -> bool {
        self.offsets(group).any(|(i, offset)| {
            places[i].iter().any(|place| place.start + offset < stretch.end && stretch.start < place.end + offset)
        })
    }

    /// The paragraphs of a group with where each begins in the group's text.
    fn offsets(&self, group: &Range<usize>) -> impl Iterator<Item = (usize, usize)> + use<'_> {
        let mut offset = 0;
        group.clone().map(move |i| {
            let here = offset;
            offset += self.document.paragraphs[i].text.len() + 2;
            (i, here)
        })
    }
}

/// What stands between double quotation marks; one that is never closed goes on to the end of the paragraph.
fn in_quotation_marks(text: &str) -> Vec<Range<usize>> {
    let mut quoted = Vec::new();
    let mut open = None;
    for token in tokens(text) {
        if token.canonical == "\"" {
            match open.take() {
                None => open = Some(token.range.end),
                Some(start) => quoted.push(start..token.range.start),
            }
        }
    }
    quoted.extend(open.map(|start| start..text.len()).filter(|rest| rest.len() > 1));
    quoted
}

impl Sides<'_> {
    pub(super) fn changes(&self, n: usize, group: &Group) -> Vec<Change> {
        let old_text = joined(&self.old.document.paragraphs[group.old.clone()]);
        let new_text = joined(&self.new.document.paragraphs[group.new.clone()]);
        let mut changes = Vec::new();
        let mut at = 0;
        while at < group.runs.len() {
            if matches!(group.runs[at], Run::Same { .. }) {
                at += 1;
                continue;
            }
            let end = group.runs[at..]
                .iter()
                .position(|r| matches!(r, Run::Same { .. }))
                .map_or(group.runs.len(), |n| at + n);
            let mut hunk = Hunk { group, old: None, new: None, old_text: &old_text, new_text: &new_text };
            for run in &group.runs[at..end] {
                match run {
                    Run::Removed(range) => hunk.old = Some(range.clone()),
                    Run::Added(range) => hunk.new = Some(range.clone()),
                    Run::Same { .. } => {}
                }
            }
            let (old, new) = (hunk.old_words().to_owned(), hunk.new_words().to_owned());
            let words = words_in(&old) + words_in(&new);
            changes.push(Change { class: self.class(&hunk), group: n, runs: at..end, old, new, words });
            at = end;
        }
        if group.moved && changes.is_empty() {
            let runs = 0..group.runs.len();
            changes.push(Change { class: ChangeClass::Move, group: n, runs, old: old_text, new: new_text, words: 0 });
        }
        changes
    }

    fn class(&self, hunk: &Hunk<'_>) -> ChangeClass {
        let (old, new) = (hunk.old_words(), hunk.new_words());
        let of_note = |side: &Side<'_>, group: &Range<usize>| {
            !group.is_empty() && group.clone().all(|i| corrections::is_note(&side.document.paragraphs[i].text))
        };
        if of_note(&self.old, &hunk.group.old) || of_note(&self.new, &hunk.group.new) {
            return ChangeClass::Correction;
        }
        if self.is_headline(hunk.group) {
            return ChangeClass::Headline;
        }
        let (old_tokens, new_tokens) = (tokens(old), tokens(new));
        let no_words = |tokens: &[Token]| !tokens.iter().any(|t| t.is_word);
        if no_words(&old_tokens) && no_words(&new_tokens) {
            return ChangeClass::Typo;
        }
        if self.is_quoted(hunk, &old_tokens, &new_tokens) {
            return ChangeClass::Quotation;
        }
        if is_figure(&old_tokens, &new_tokens) {
            return ChangeClass::Figure;
        }
        if self.is_cue(hunk, &old_tokens, &new_tokens) {
            return ChangeClass::SayingVerb;
        }
        match (no_words(&old_tokens), no_words(&new_tokens)) {
            _ if is_typo(&old_tokens, &new_tokens) => ChangeClass::Typo,
            (true, _) => ChangeClass::Addition,
            (_, true) => ChangeClass::Removal,
            _ => ChangeClass::Rewrite,
        }
    }

    fn is_headline(&self, group: &Group) -> bool {
        let headline = |side: &Side<'_>, range: &Range<usize>| {
            range.clone().any(|i| side.document.paragraphs[i].kind == ParagraphKind::Headline)
        };
        // A whole item of a page that comes or goes is an addition or a removal, its headline with it.
        !group.old.is_empty()
            && !group.new.is_empty()
            && (headline(&self.old, &group.old) || headline(&self.new, &group.new))
    }

    /// Inside quotation marks, by the marks or by the reading. A whole paragraph that comes or goes is one where most of it is.
    fn is_quoted(&self, hunk: &Hunk<'_>, old: &[Token], new: &[Token]) -> bool {
        let quoted = |side: &Side<'_>, group: &Range<usize>, stretch: &Option<Range<usize>>, tokens: &[Token]| {
            let Some(stretch) = stretch else { return (0, 0) };
            let word = |t: &&Token| t.is_word;
            let place = |t: &Token| stretch.start + t.range.start..stretch.start + t.range.end;
            let all = tokens.iter().filter(word).count();
            let inside = tokens.iter().filter(word).filter(|t| side.meets(group, &place(t), &side.quoted)).count();
            (inside, all)
        };
        let (old_in, old_all) = quoted(&self.old, &hunk.group.old, &hunk.old, old);
        let (new_in, new_all) = quoted(&self.new, &hunk.group.new, &hunk.new, new);
        (old_in + new_in) * 2 >= old_all + new_all && old_in + new_in > 0
            // A quotation that went whole with words around it is a quotation that went.
            || old_in >= 3 && new_in == 0 && old_in * 3 >= old_all
            || new_in >= 3 && old_in == 0 && new_in * 3 >= new_all
    }

    /// A cue became another: both sides are short, and the reading calls one of them the words that tie speaker and content.
    fn is_cue(&self, hunk: &Hunk<'_>, old: &[Token], new: &[Token]) -> bool {
        let short = |tokens: &[Token]| (1..=4).contains(&tokens.iter().filter(|t| t.is_word).count());
        let (Some(before), Some(after)) = (&hunk.old, &hunk.new) else { return false };
        let whole = |side: &Side<'_>, group: &Range<usize>, stretch: &Range<usize>, tokens: &[Token]| {
            tokens.iter().filter(|t| t.is_word).all(|t| {
                let place = stretch.start + t.range.start..stretch.start + t.range.end;
                side.meets(group, &place, &side.cues)
            })
        };
        let in_old = whole(&self.old, &hunk.group.old, before, old);
        let in_new = whole(&self.new, &hunk.group.new, after, new);
        short(old) && short(new) && (in_old && in_new || (in_old || in_new) && old.len() == 1 && new.len() == 1)
    }
}

/// One change of words in a group.
struct Hunk<'a> {
    group: &'a Group,
    old: Option<Range<usize>>,
    new: Option<Range<usize>>,
    old_text: &'a str,
    new_text: &'a str,
}

impl Hunk<'_> {
    fn old_words(&self) -> &str {
        self.old.clone().and_then(|range| self.old_text.get(range)).unwrap_or("")
    }

    fn new_words(&self) -> &str {
        self.new.clone().and_then(|range| self.new_text.get(range)).unwrap_or("")
    }
}

fn words_in(text: &str) -> usize {
    tokens(text).iter().filter(|t| t.is_word).count()
}

/// Numbers in words, as far as news writes them.
const NUMBER_WORDS: [&str; 46] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "dozen",
    "dozens",
    "half",
    "один",
    "два",
    "две",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "сто",
    "сотни",
    "тысяча",
    "тысяч",
    "тысячи",
    "миллион",
    "миллиона",
];

/// Words that bound a number or count in it.
const BOUNDS: [&str; 46] = [
    "at",
    "least",
    "most",
    "about",
    "around",
    "some",
    "more",
    "less",
    "fewer",
    "than",
    "over",
    "under",
    "up",
    "to",
    "nearly",
    "almost",
    "roughly",
    "approximately",
    "only",
    "just",
    "exactly",
    "a",
    "of",
    "percent",
    "per",
    "cent",
    "не",
    "менее",
    "более",
    "около",
    "порядка",
    "свыше",
    "до",
    "почти",
    "примерно",
    "лишь",
    "только",
    "как",
    "минимум",
    "от",
    "больше",
    "меньше",
    "чем",
    "процентов",
    "процента",
    "млн",
];

fn is_number(token: &Token) -> bool {
    token.canonical.starts_with(|c: char| c.is_ascii_digit())
        || NUMBER_WORDS.contains(&token.canonical.to_lowercase().as_str())
}

pub(super) fn numbers(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter(is_number).map(|t| text[t.range].to_owned()).collect()
}

/// Numbers differ, or the words that bound them; nothing else does.
fn is_figure(old: &[Token], new: &[Token]) -> bool {
    let numbers =
        |tokens: &[Token]| tokens.iter().filter(|t| is_number(t)).map(|t| t.canonical.clone()).collect::<Vec<_>>();
    let rest = |tokens: &[Token]| {
        let other = |t: &&Token| t.is_word && !is_number(t) && !BOUNDS.contains(&t.canonical.to_lowercase().as_str());
        tokens.iter().filter(other).map(|t| t.canonical.to_lowercase()).collect::<Vec<_>>()
    };
    let (old_numbers, new_numbers) = (numbers(old), numbers(new));
    let bound = |tokens: &[Token]| {
        let words: Vec<String> = tokens.iter().filter(|t| t.is_word).map(|t| t.canonical.to_lowercase()).collect();
        // Of the small words alone only these say how a number is meant.
        words.iter().any(|w| {
            [
                "least",
                "most",
                "about",
                "around",
                "nearly",
                "almost",
                "roughly",
                "more",
                "less",
                "fewer",
                "over",
                "under",
                "около",
                "более",
                "менее",
                "почти",
                "свыше",
                "примерно",
            ]
            .contains(&w.as_str())
        })
    };
    let same_rest = rest(old) == rest(new);
    let changed = old_numbers != new_numbers && (!old_numbers.is_empty() && !new_numbers.is_empty());
    let bounded =
        old_numbers == new_numbers && (bound(old) || bound(new)) && rest(old).is_empty() && rest(new).is_empty();
    same_rest && (changed || bounded)
}

/// No word became another: each pair differs in an ending, a letter or two, or in capitals.
fn is_typo(old: &[Token], new: &[Token]) -> bool {
    /// They turn a sentence round, however few their letters.
    const TURNING: [&str; 12] =
        ["not", "no", "now", "nor", "never", "none", "не", "ни", "нет", "никогда", "can't", "won't"];
    let words = |tokens: &[Token]| tokens.iter().filter(|t| t.is_word).map(|t| t.canonical.clone()).collect::<Vec<_>>();
    let (old, new) = (words(old), words(new));
    // Joined or parted: "north west", "northwest".
    if old.concat() == new.concat() || old.concat().to_lowercase() == new.concat().to_lowercase() {
        return true;
    }
    let alike = |(a, b): (&String, &String)| {
        let (a, b) = (a.to_lowercase(), b.to_lowercase());
        if a == b {
            return true;
        }
        let turned = TURNING.contains(&a.as_str()) || TURNING.contains(&b.as_str());
        let number = |w: &str| w.chars().any(|c| c.is_ascii_digit());
        let (shorter, n) = (a.chars().count().min(b.chars().count()), letters_between(&a, &b));
        !turned && !number(&a) && !number(&b) && (shorter >= 4 && n <= 1 || shorter >= 8 && n <= 2)
    };
    old.len() == new.len() && old.len() <= 4 && old.iter().zip(&new).all(alike)
}

/// Letters to put in, take out, change or swap.
fn letters_between(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(64).collect(), b.chars().take(64).collect());
    let mut rows = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = match (i, j) {
                (0, j) => j,
                (i, 0) => i,
                (i, j) => {
                    let differs = usize::from(a[i - 1] != b[j - 1]);
                    let mut least = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + differs);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(rows[i - 2][j - 2] + 1);
                    }
                    least
                }
            };
        }
    }
    rows[a.len()][b.len()]
}
