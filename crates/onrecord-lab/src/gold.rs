//! The gold of `gold/`: texts of our own with every attribution marked by a person, and how well the reader does on them.
//!
//! Takes `gold/seen` and `gold/unseen` (format: `gold/README.md`), gives totals by part and language, never a word of a text.
//!
//! Counted are acts of saying and asking. A found statement that covers half of a marked attribution of another class (a judgement, a
//! belief, a wish) and of no act of saying is neither right nor wrong. Paragraphs that the reader gives one by one to the speaker of
//! one marked speech count as one statement.
//!
//! The *speaker* of a found statement, asked wherever its content and a marked one overlap by half (of several such, that with the marked
//! cue):
//! - a person: the names are equal, or one is made of words of the other and both end in the same surname, and nobody else of the
//!   text's people fits it; the reader must say that it is a person; of a person without a name ("a teacher", "Wick's lawyer") the phrase
//!   must be equal, and the reader must not call it a body or a group;
//! - anybody else: the names are equal without article and marks, or so are the names in quotation marks that end them («Полдень» is
//!   «газета «Полдень»»);
//! - nobody (`-`): the reader names nobody, or leaves the marked mention as printed and its kind unknown.
//!
//! What is scored is what the product shows: found statements of other classes are left out, however sure. The *class* is
//! asked of every found statement whose cue touches a marked one's and whose content and its overlap by half.
//!
//! The reader is given the headline and the outlet of each text, as a page gives them.
//!
//! Anything else is *open* where the reader left the kind unknown or named nobody, and *wrong* otherwise.

use crate::{
    score::attribution::{Attribution, Doc, score},
    shared::{files_below, read_text},
};
use anyhow::{Context, Result, bail};
use onrecord_page::{Capture, PageConfig, Sourced, Span, parse};
use onrecord_reading::{CueClass, Mode, Models, Speaker, SpeakerKind};
use std::{collections::BTreeMap, path::Path};

/// Characters before and behind the place of a mistake that are shown with it.
const BEFORE: usize = 240;
const BEHIND: usize = 90;

/// A code-point range.
type Points = (usize, usize);

/// Name → score.
type Scores = Vec<(&'static str, f64)>;

/// Somebody of a text.
struct Entity {
    person: bool,
    name: String,
}

impl Entity {
    /// Told of by a phrase ("a teacher from Arden"), not by a name.
    fn is_nameless(&self) -> bool {
        let first = self.name.split_whitespace().next().unwrap_or("").to_lowercase();
        self.name.chars().next().is_some_and(char::is_lowercase) || matches!(first.as_str(), "a" | "an" | "one")
    }
}

/// A marked attribution.
#[derive(Default)]
struct Marked {
    attribution: Attribution,
    speech: bool,
    class: Option<CueClass>,
    who: String,
}

impl Marked {
    /// An act of saying or asking.
    fn counted(&self) -> bool {
        self.class.is_some_and(CueClass::is_speech)
    }
}

/// A statement that the reader found.
struct Got {
    attribution: Attribution,
    speaker: Option<Speaker>,
    class: CueClass,
}

/// One text with its marks taken out.
struct Text {
    name: String,
    language: String,
    title: Option<String>,
    outlet: Option<String>,
    text: String,
    entities: BTreeMap<String, Entity>,
    marked: Vec<Marked>,
}

/// What became of the speakers.
#[derive(Default)]
struct Speakers {
    right: usize,
    open: usize,
    wrong: usize,
    /// What was named instead of whom, and why.
    mistakes: Vec<String>,
    /// Kind of reason → right, not right.
    reasons: BTreeMap<String, (usize, usize)>,
}

/// What became of the classes.
#[derive(Default)]
struct Classes {
    asked: usize,
    right: usize,
    /// What was taken for what.
    mistakes: Vec<String>,
}

/// Name → score of each part, a folder below `root`, by language; and a line for each speaker that is not right, but for those of `unseen`.
pub fn evaluate(root: &Path, parts: &[&str]) -> Result<(BTreeMap<String, f64>, Vec<String>)> {
    let models = Models::embedded();
    let (mut scores, mut mistakes) = (BTreeMap::new(), Vec::new());
    for part in parts {
        let mut by_language: BTreeMap<String, Vec<Text>> = BTreeMap::new();
        for file in files_below(&root.join(part))? {
            for text in texts(&read_text(&file)?).with_context(|| format!("`{}`", file.display()))? {
                by_language.entry(text.language.clone()).or_default().push(text);
            }
        }
        for (language, texts) in by_language {
            let (part_scores, part_mistakes) = evaluate_part(&texts, &models)?;
            if *part != "unseen" {
                mistakes.extend(part_mistakes);
            }
            for (name, value) in part_scores {
                scores.insert(format!("{part} {language} {name}"), value);
            }
        }
    }
    Ok((scores, mistakes))
}

fn evaluate_part(texts: &[Text], models: &Models) -> Result<(Scores, Vec<String>)> {
    let (mut kept, mut speakers, mut classes) = (Vec::new(), Speakers::default(), Classes::default());
    for text in texts {
        let mut found = found(text, models)?;
        count_classes(text, &found, &mut classes);
        found.retain(|f| f.class.is_speech());
        count_speakers(text, &found, &mut speakers);
        let gold: Vec<_> = text.marked.iter().filter(|m| m.counted()).map(|m| m.attribution.clone()).collect();
        let half = |a: &Attribution, m: &Marked| overlap(&a.content, &m.attribution.content) >= 0.5;
        let counts = |a: &Attribution| {
            !text.marked.iter().any(|m| !m.counted() && half(a, m))
                || text.marked.iter().any(|m| m.counted() && half(a, m))
        };
        let got: Vec<_> = found.into_iter().map(|f| f.attribution).filter(counts).collect();
        kept.push((text, gold, got));
    }
    let docs: Vec<_> = kept.iter().map(|(text, gold, got)| Doc::new(&text.text, gold, got, false)).collect();
    let s = score(&docs, 0.0);
    let asked = (speakers.right + speakers.open + speakers.wrong).max(1) as f64;
    let scores = vec![
        ("relaxed f1", s.relaxed.f1),
        ("relaxed precision", s.relaxed.precision),
        ("relaxed recall", s.relaxed.recall),
        ("strict f1", s.strict.f1),
        ("class right", classes.right as f64 / classes.asked.max(1) as f64),
        ("speaker right", speakers.right as f64 / asked),
        ("speaker not wrong", (speakers.right + speakers.open) as f64 / asked),
    ];
    speakers.mistakes.extend(classes.mistakes);
    let mut reasons: Vec<_> = speakers.reasons.into_iter().collect();
    reasons.sort_by_key(|(_, (right, not))| std::cmp::Reverse(right + not));
    speakers
        .mistakes
        .extend(reasons.into_iter().map(|(why, (right, not))| format!("reason {right} right, {not} not: {why}")));
    Ok((scores, speakers.mistakes))
}

/// What the reader finds, each with its speaker; the paragraphs of one marked speech as one.
fn found(text: &Text, models: &Models) -> Result<Vec<Got>> {
    let config = PageConfig { plain: true, ..PageConfig::default() };
    let parsed = parse(&Capture::new(text.text.clone().into_bytes()), &config);
    let mut article = parsed.value.articles.into_iter().next().context("a plain text is one article")?;
    let sourced = |value: String| Sourced { value, evidence: "head".to_owned() };
    article.title = text.title.clone().map(sourced);
    article.outlet = text.outlet.clone().map(sourced);
    let reading = onrecord_reading::read(&article, models);
    let points = |spans: &[Span]| -> Vec<Points> {
        let spans = article.text.char_spans(spans);
        spans.into_iter().map(|s| (s.start as usize, s.end as usize)).collect()
    };
    let mut out: Vec<Got> = Vec::new();
    let mut speeches: BTreeMap<usize, usize> = BTreeMap::new();
    for s in reading.statements {
        let attribution = Attribution {
            source: s.speaker.as_ref().map(|s| points(&s.spans)).unwrap_or_default(),
            cue: s.cue.as_ref().map(|c| points(&c.spans)).unwrap_or_default(),
            content: points(&s.content.spans),
            confidence: f64::from(s.confidence),
        };
        let inside = |m: &Marked| {
            m.speech && 2 * shared(&attribution.content, &m.attribution.content) > length(&attribution.content)
        };
        let speech = text.marked.iter().position(inside).filter(|_| s.mode == Mode::Speech);
        match speech.map(|at| speeches.entry(at).or_insert(out.len())) {
            Some(at) if *at < out.len() => out[*at].attribution.content.extend(attribution.content),
            _ => out.push(Got { attribution, speaker: s.speaker, class: s.class }),
        }
    }
    Ok(out)
}

/// What the cues do, against what people marked.
fn count_classes(text: &Text, found: &[Got], classes: &mut Classes) {
    for marked in &text.marked {
        let same = |f: &&Got| {
            overlap(&f.attribution.content, &marked.attribution.content) >= 0.5
                && (shared(&f.attribution.cue, &marked.attribution.cue) > 0 || marked.attribution.cue.is_empty())
        };
        let (Some(class), Some(got)) = (marked.class, found.iter().find(same)) else { continue };
        classes.asked += 1;
        if got.class == class {
            classes.right += 1;
            continue;
        }
        let cue: Vec<String> = marked.attribution.cue.iter().map(|c| excerpt(&text.text, *c)).collect();
        let (got, class) = (got.class.as_str(), class.as_str());
        classes.mistakes.push(format!("class {}: {got} for {class}, printed “{}”", text.name, cue.join(" … ")));
    }
}

fn count_speakers(text: &Text, found: &[Got], speakers: &mut Speakers) {
    let mut taken = vec![false; found.len()];
    for marked in text.marked.iter().filter(|m| m.counted()) {
        // "X, citing Y, reports that …" is two with one content: of those the one with the marked cue.
        let same = |n: usize| shared(&found[n].attribution.cue, &marked.attribution.cue) > 0;
        let best = (0..found.len())
            .filter(|&n| !taken[n])
            .map(|n| (overlap(&found[n].attribution.content, &marked.attribution.content), n))
            .filter(|(overlap, _)| *overlap >= 0.5)
            .max_by(|a, b| same(a.1).cmp(&same(b.1)).then(a.0.total_cmp(&b.0)).then(b.1.cmp(&a.1)));
        let Some((_, n)) = best else { continue };
        taken[n] = true;
        let speaker = found[n].speaker.as_ref();
        let open = speaker.is_none_or(|s| s.kind == SpeakerKind::Unknown);
        let right = is_right(text, marked, speaker);
        let reason = speakers.reasons.entry(without_names(speaker.map_or("nobody", |s| &s.why))).or_default();
        *(if right { &mut reason.0 } else { &mut reason.1 }) += 1;
        if right {
            speakers.right += 1;
            continue;
        }
        *(if open { &mut speakers.open } else { &mut speakers.wrong }) += 1;
        speakers.mistakes.push(mistake(text, marked, speaker, open));
    }
}

/// A reason without the names in it: that of "role “mayor” → “Nora Quill”" is that of every role.
fn without_names(why: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for c in why.chars() {
        match c {
            '“' => depth += 1,
            '”' => {
                depth = depth.saturating_sub(1);
                out.push_str(if depth == 0 { "“…”" } else { "" });
            }
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// One line on a speaker who is not the marked one: what was named and why, who was marked, and the marked words.
fn mistake(text: &Text, marked: &Marked, speaker: Option<&Speaker>, open: bool) -> String {
    let verdict = if open { "open" } else { "wrong" };
    let named = speaker.map_or("nobody", |s| s.name.as_str());
    let why = speaker.map_or("", |s| s.why.as_str());
    let wanted = text.entities.get(&marked.who).map_or("nobody", |e| e.name.as_str());
    let source: Vec<String> = marked.attribution.source.iter().map(|s| excerpt(&text.text, *s)).collect();
    let place = marked.attribution.source.iter().chain(&marked.attribution.cue).chain(&marked.attribution.content);
    let around = place.map(|span| span.0).next().unwrap_or_default();
    let around = excerpt(&text.text, (around.saturating_sub(BEFORE), around + BEHIND)).replace('\n', " ");
    let printed = source.join(" … ");
    format!("{verdict} {}: “{named}” ({why}) for “{wanted}”, printed “{printed}”, in “{around}”", text.name)
}

fn excerpt(text: &str, (start, end): Points) -> String {
    text.chars().skip(start).take(end - start).collect()
}

fn is_right(text: &Text, marked: &Marked, speaker: Option<&Speaker>) -> bool {
    let Some(speaker) = speaker else { return marked.who == "-" };
    let name = words(&speaker.name);
    let Some(entity) = text.entities.get(&marked.who) else {
        // Somebody is mentioned of whom nobody can say who it is: the mention as printed, of unknown kind, says just that.
        let printed: Vec<String> = marked.attribution.source.iter().map(|s| excerpt(&text.text, *s)).collect();
        return speaker.kind == SpeakerKind::Unknown && !printed.is_empty() && name == words(&printed.join(" "));
    };
    if !entity.person {
        return name == words(&entity.name)
            || in_marks(&speaker.name).is_some_and(|n| Some(n) == in_marks(&entity.name));
    }
    // "A teacher": one human being, but no name; what kind the reader calls the phrase is then not asked.
    if entity.is_nameless() {
        return name == words(&entity.name) && !matches!(speaker.kind, SpeakerKind::Body | SpeakerKind::Group);
    }
    let fits = |e: &&Entity| e.person && is_form(&name, &words(&e.name));
    let alone = text.entities.values().filter(fits).count() == 1;
    let same = name == words(&entity.name) || is_form(&name, &words(&entity.name)) && alone;
    // "Wick's lawyer", «Читательница из Заречья»: a phrase that opens with a capital letter is a phrase all the same.
    let phrase = name == words(&entity.name) && speaker.kind == SpeakerKind::Office;
    same && (speaker.kind == SpeakerKind::Person || phrase || entity.name.split_whitespace().count() == 1)
}

/// The name in quotation marks that ends a name: «Полдень» of «газета «Полдень»».
fn in_marks(name: &str) -> Option<Vec<String>> {
    let mark = |c: char| matches!(c, '«' | '»' | '"' | '“' | '”' | '„');
    let inner = name.trim().strip_suffix(mark)?;
    let (noun, inner) = inner.split_once(mark)?;
    (noun.split_whitespace().count() <= 2).then(|| words(inner))
}

/// One is made of words of the other, and both end in the same one.
fn is_form(a: &[String], b: &[String]) -> bool {
    let (short, full) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && short.last() == full.last() && short.iter().all(|w| full.contains(w))
}

/// The words of a name in lower case, without article, marks and the English possessive.
fn words(name: &str) -> Vec<String> {
    let lower = name.to_lowercase().replace('ё', "е").replace('’', "'");
    let marks = |c: char| matches!(c, '"' | '“' | '”' | '«' | '»' | '„' | ',' | '.');
    let mut out: Vec<String> =
        lower.split_whitespace().map(|w| w.trim_matches(marks).to_owned()).filter(|w| !w.is_empty()).collect();
    if out.len() > 1 && matches!(out[0].as_str(), "the" | "a" | "an") {
        out.remove(0);
    }
    out
}

fn length(spans: &[Points]) -> usize {
    spans.iter().map(|s| s.1 - s.0).sum()
}

fn shared(a: &[Points], b: &[Points]) -> usize {
    let both = |x: &Points, y: &Points| x.1.min(y.1).saturating_sub(x.0.max(y.0));
    a.iter().map(|x| b.iter().map(|y| both(x, y)).sum::<usize>()).sum()
}

/// Intersection over union, in characters.
fn overlap(a: &[Points], b: &[Points]) -> f64 {
    let both = shared(a, b);
    both as f64 / (length(a) + length(b)).saturating_sub(both).max(1) as f64
}

/// All texts of a file.
fn texts(file: &str) -> Result<Vec<Text>> {
    let mut out = Vec::new();
    for part in file.split("\n--- ").filter(|p| !p.trim().is_empty()) {
        let part = part.strip_prefix("--- ").unwrap_or(part);
        let (head, rest) = part.split_once('\n').context("a text has a head line")?;
        let mut words = head.split_whitespace().map(str::to_owned);
        let name = words.next().context("a head line names the text")?;
        let language = words.next().context("a head line names the language")?;
        let (header, body) = rest.split_once("\n\n").context("a blank line ends the header")?;
        let mut text = Text {
            name,
            language,
            title: None,
            outlet: None,
            text: String::new(),
            entities: BTreeMap::new(),
            marked: Vec::new(),
        };
        for line in header.lines() {
            if let Some(title) = line.strip_prefix("title: ") {
                text.title = Some(title.to_owned());
            } else if let Some(outlet) = line.strip_prefix("outlet: ") {
                text.outlet = Some(outlet.to_owned());
            } else if let Some((key, fields)) = line.strip_prefix("entity ").and_then(|l| l.split_once(':')) {
                let mut fields = fields.split('|').map(str::trim);
                let person = fields.next() == Some("person");
                let name = fields.next().with_context(|| format!("`{line}` has no name"))?.to_owned();
                text.entities.insert(key.trim().to_owned(), Entity { person, name });
            }
        }
        let marks = body.find("\n=> ").unwrap_or(body.len());
        let roles = unmark(body[..marks].trim(), &mut text.text)?;
        for line in body[marks..].lines().filter_map(|l| l.strip_prefix("=> ")) {
            text.marked.push(marked(line, &roles)?);
        }
        out.push(text);
    }
    Ok(out)
}

/// Spans by role letter and number.
type Roles = BTreeMap<(char, u32), Vec<Points>>;

/// Takes the marks out of a text.
fn unmark(marked: &str, text: &mut String) -> Result<Roles> {
    let mut roles = Roles::new();
    let mut open: Vec<(Vec<(char, u32)>, usize)> = Vec::new();
    let (mut chars, mut at) = (marked.char_indices(), 0);
    while let Some((i, c)) = chars.next() {
        match c {
            '⟦' => {
                let (label, _) = marked[i + c.len_utf8()..].split_once('|').context("a mark has a label")?;
                let role = label.chars().next().context("a label has a letter")?;
                let numbers = label[role.len_utf8()..].split(',').map(|n| Ok((role, n.parse()?)));
                open.push((numbers.collect::<Result<_>>().with_context(|| format!("label `{label}`"))?, at));
                chars.nth(label.chars().count());
            }
            '⟧' => {
                let (keys, start) = open.pop().context("a mark is closed that was not opened")?;
                keys.into_iter().for_each(|key| roles.entry(key).or_default().push((start, at)));
            }
            c => {
                text.push(c);
                at += 1;
            }
        }
    }
    if !open.is_empty() {
        bail!("a mark is not closed");
    }
    Ok(roles)
}

fn marked(line: &str, roles: &Roles) -> Result<Marked> {
    let mut fields = line.split_whitespace();
    let number: u32 = fields.next().context("an attribution has a number")?.parse()?;
    let spans = |role| roles.get(&(role, number)).cloned().unwrap_or_default();
    let mut out = Marked {
        attribution: Attribution { source: spans('s'), cue: spans('c'), content: spans('x'), confidence: 0.0 },
        ..Marked::default()
    };
    for field in fields {
        match field.split_once('=') {
            Some(("mode", mode)) => out.speech = mode == "speech",
            Some(("class", class)) => out.class = class.parse().ok(),
            Some(("who", who)) => out.who = who.to_owned(),
            _ => {}
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out() {
        let file = "--- a en written ---\nkind: sentences\nentity t: person | Mira Tolland | minister\n\n\
                    ⟦x1|“We wait,”⟧ ⟦c1|said⟧ ⟦s1|Tolland⟧.\n\n=> 1 mode=direct class=saying who=t\n";
        let texts = texts(file).unwrap();
        assert_eq!(texts[0].text, "“We wait,” said Tolland.");
        let marked = &texts[0].marked[0];
        assert_eq!((marked.attribution.cue[0], marked.attribution.source[0]), ((11, 15), (16, 23)));
        assert!(is_form(&words("Tolland"), &words("Mira Tolland")) && !is_form(&words("Mira"), &words("Mira Tolland")));
    }
}
