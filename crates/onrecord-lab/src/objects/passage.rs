//! The gold of docs/objects.md: passages with their marks, read strictly. A broken mark is an error with file, line and reason.

use anyhow::{Context, Result, bail};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Code points `[start, end)`.
pub(super) type Points = (usize, usize);

/// A passage and what is marked in it.
#[derive(Debug, Default)]
pub(super) struct Passage {
    pub(super) name: String,
    pub(super) language: String,
    pub(super) published: Option<String>,
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    /// The kinds of which every instance is marked.
    pub(super) kinds: BTreeSet<String>,
    pub(super) text: String,
    /// Mark → where it stands.
    pub(super) marks: BTreeMap<String, Vec<Points>>,
    pub(super) lines: Vec<Line>,
}

/// What a line says of a mark.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) mark: String,
    /// `figure`, `when`, `occasion`, `place`, `demand`, `incident`, `about`, `relation`, `counter`.
    pub(super) kind: String,
    pub(super) fields: BTreeMap<String, String>,
}

impl Line {
    /// A field; empty where it is left out.
    pub(super) fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }
}

impl Passage {
    /// Where a mark stands.
    pub(super) fn places(&self, mark: &str) -> &[Points] {
        self.marks.get(mark).map_or(&[], Vec::as_slice)
    }

    /// The lines of a kind.
    pub(super) fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |l| l.kind == kind)
    }

    /// The words of a mark.
    pub(super) fn words(&self, mark: &str) -> String {
        let piece = |&(start, end): &Points| self.text.chars().skip(start).take(end - start).collect::<String>();
        self.places(mark).iter().map(piece).collect::<Vec<_>>().join(" … ")
    }
}

/// All passages of a file, or every broken one with its reason.
pub(super) fn passages(path: &Path, file: &str) -> Result<Vec<Passage>, Vec<anyhow::Error>> {
    let lines: Vec<&str> = file.lines().collect();
    let heads: Vec<usize> = (0..lines.len()).filter(|&n| lines[n].starts_with("--- ")).collect();
    let (mut out, mut broken) = (Vec::new(), Vec::new());
    for (n, &head) in heads.iter().enumerate() {
        let end = heads.get(n + 1).copied().unwrap_or(lines.len());
        match passage(&lines, head..end).with_context(|| format!("`{}`", path.display())) {
            Ok(passage) => out.push(passage),
            Err(error) => broken.push(error),
        }
    }
    if broken.is_empty() { Ok(out) } else { Err(broken) }
}

fn passage(lines: &[&str], range: std::ops::Range<usize>) -> Result<Passage> {
    let head: Vec<&str> = lines[range.start].split_whitespace().collect();
    let at = |n: usize| format!("line {}", n + 1);
    let ([_, name, language, _state] | [_, name, language, _state, "---"]) = head[..] else {
        bail!("{}: a head line is `--- NAME LANGUAGE STATE`", at(range.start))
    };
    let mut passage = Passage { name: name.to_owned(), language: language.to_owned(), ..Passage::default() };
    let body = range
        .clone()
        .find(|&n| lines[n].trim().is_empty())
        .with_context(|| format!("{}: no blank line ends the header", at(range.start)))?;
    for (n, header) in lines.iter().enumerate().take(body).skip(range.start + 1) {
        let (key, value) =
            header.split_once(':').with_context(|| format!("{}: `{header}` is no header line", at(n)))?;
        let value = value.trim();
        match key {
            "published" => passage.published = Some(value.to_owned()),
            "title" => passage.title = Some(value.to_owned()),
            "outlet" => passage.outlet = Some(value.to_owned()),
            "kinds" => passage.kinds = value.split_whitespace().map(str::to_owned).collect(),
            key if key.starts_with("entity ") => {}
            _ => bail!("{}: unknown header `{key}`", at(n)),
        }
    }
    if let Some(kind) = passage.kinds.iter().find(|k| !KINDS.contains(&k.as_str())) {
        bail!("{}: unknown kind `{kind}`", at(range.start));
    }
    let marks = (body..range.end).find(|&n| lines[n].starts_with("=> ")).unwrap_or(range.end);
    let text = lines[body..marks].join("\n");
    (passage.text, passage.marks) = unmarked(text.trim_matches('\n')).with_context(|| at(body + 1))?;
    for (n, printed) in lines.iter().enumerate().take(range.end).skip(marks) {
        if printed.trim().is_empty() {
            continue;
        }
        let line = line(printed).and_then(|line| check(&passage, &line).map(|()| line)).with_context(|| at(n))?;
        passage.lines.push(line);
    }
    let lined = |mark: &str| passage.lines.iter().any(|l| l.mark == mark);
    let orphan = passage.marks.keys().find(|m| m.starts_with(['f', 't', 'd', 'i', 'w', 'r']) && !lined(m));
    if let Some(mark) = orphan {
        bail!("{}: mark `{mark}` of {name} has no line", at(range.start));
    }
    Ok(passage)
}

const KINDS: [&str; 8] = ["figure", "when", "where", "demand", "incident", "about", "relation", "counter"];

/// Takes the marks out of a text.
fn unmarked(marked: &str) -> Result<(String, BTreeMap<String, Vec<Points>>)> {
    let (mut text, mut marks) = (String::new(), BTreeMap::<String, Vec<Points>>::new());
    let mut open: Vec<(Vec<String>, usize)> = Vec::new();
    let (mut chars, mut at) = (marked.char_indices(), 0);
    while let Some((i, c)) = chars.next() {
        match c {
            '⟦' => {
                let (label, _) = marked[i + c.len_utf8()..].split_once('|').context("a mark has no label")?;
                let names: Vec<String> = label.split(',').map(str::to_owned).collect();
                let fits = |n: &String| {
                    let digits = n.trim_start_matches(|c: char| c.is_ascii_lowercase());
                    digits.len() < n.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
                };
                if !names.iter().all(fits) {
                    bail!("`⟦{label}|` is no name of a mark");
                }
                open.push((names, at));
                chars.nth(label.chars().count());
            }
            '⟧' => {
                let (names, start) = open.pop().context("`⟧` closes nothing")?;
                names.into_iter().for_each(|name| marks.entry(name).or_default().push((start, at)));
            }
            c => {
                text.push(c);
                at += 1;
            }
        }
    }
    if let Some((names, _)) = open.pop() {
        bail!("mark `{}` is not closed", names.join(","));
    }
    marks.values_mut().for_each(|places| places.sort_unstable());
    Ok((text, marks))
}

/// `=> f1 figure value=300 unit="some thing"`.
fn line(line: &str) -> Result<Line> {
    let rest = line.strip_prefix("=> ").with_context(|| format!("`{line}` does not begin with `=> `"))?;
    let (mark, mut rest) = rest.split_once(' ').with_context(|| format!("`{line}` says nothing of its mark"))?;
    let mut kind = String::new();
    if !rest.starts_with("about=") {
        let (word, fields) = rest.split_once(' ').unwrap_or((rest, ""));
        (kind, rest) = (word.to_owned(), fields);
    }
    let mut fields = BTreeMap::new();
    let mut rest = rest.trim();
    while !rest.is_empty() {
        let (key, tail) = rest.split_once('=').with_context(|| format!("`{rest}` has no `=`"))?;
        let (value, tail) = match tail.strip_prefix('"') {
            Some(quoted) => {
                let (value, tail) =
                    quoted.split_once('"').with_context(|| format!("the quotation mark of `{key}` is not closed"))?;
                (value, tail)
            }
            None => tail.split_once(' ').unwrap_or((tail, "")),
        };
        if !tail.is_empty()
            && !tail.starts_with(' ')
            && !rest.contains(&format!("{value} {tail}"))
            && !rest.contains(&format!("{value}\" {}", tail.trim_start()))
        {
            bail!("`{tail}` follows a value without a space");
        }
        if fields.insert(key.trim().to_owned(), value.to_owned()).is_some() {
            bail!("`{key}` stands twice");
        }
        rest = tail.trim();
    }
    if kind.is_empty() {
        kind = "about".to_owned();
    }
    Ok(Line { mark: mark.to_owned(), kind, fields })
}

/// Field → which values it may have.
enum Allowed {
    Any,
    Number,
    When,
    Day,
    Mark,
    OneOf(&'static [&'static str]),
}

fn fields(kind: &str) -> Option<&'static [(&'static str, bool, Allowed)]> {
    use Allowed::{Any, Day, Mark, Number, OneOf, When};
    const BOUNDS: &[&str] = &["exact", "at-least", "at-most", "more-than", "less-than", "nearly", "about", "multiple"];
    const FIGURES: &[&str] = &["count", "money", "share", "duration", "measure", "rank"];
    const FORCES: &[&str] = &["call", "appeal", "urge", "demand", "warn", "promise", "threaten", "invite"];
    const INCIDENTS: &[&str] = &[
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ];
    const STATUSES: &[&str] = &["asserted", "denied", "feared", "hypothetical"];
    const RELATIONS: &[&str] =
        &["part-of", "led-by", "implements", "founded-by", "suspended", "sanctioned", "party-to", "requires"];
    // Name, whether it must be there, what it may be.
    Some(match kind {
        "figure" => &[
            ("value", true, Number),
            ("bound", false, OneOf(BOUNDS)),
            ("unit", false, Any),
            ("kind", true, OneOf(FIGURES)),
            ("period", false, Mark),
        ],
        "when" => &[("value", true, When), ("said", false, Mark)],
        "occasion" | "place" => &[("said", false, Mark)],
        "demand" => &[
            ("force", true, OneOf(FORCES)),
            ("who", true, Any),
            ("addressee", true, Any),
            ("object", false, Mark),
            ("deadline", false, Mark),
            ("not", false, OneOf(&["yes"])),
            ("by", false, Mark),
        ],
        "incident" => &[
            ("type", true, OneOf(INCIDENTS)),
            ("mode", true, Any),
            ("actor", true, Any),
            ("target", true, Any),
            ("place", false, Mark),
            ("when", false, Mark),
            ("count", false, Mark),
            ("status", false, OneOf(STATUSES)),
            ("by", false, Mark),
        ],
        "about" => &[("about", true, Any)],
        "relation" => {
            &[("type", true, OneOf(RELATIONS)), ("subject", true, Any), ("object", true, Any), ("by", false, Mark)]
        }
        "counter" => &[("days", true, Number), ("since", true, Any), ("start", false, Day), ("claim", false, Any)],
        _ => return None,
    })
}

fn check(passage: &Passage, line: &Line) -> Result<()> {
    let known = fields(&line.kind).with_context(|| format!("unknown kind `{}`", line.kind))?;
    let marked = |mark: &str| passage.marks.contains_key(mark);
    if !marked(&line.mark) {
        bail!("mark `{}` does not stand in the text", line.mark);
    }
    if passage.lines.iter().any(|l| l.mark == line.mark && l.kind == line.kind) {
        bail!("mark `{}` has two lines", line.mark);
    }
    for (field, value) in &line.fields {
        let Some((_, _, allowed)) = known.iter().find(|(name, ..)| name == field) else {
            bail!("`{field}` is no field of {}", line.kind);
        };
        let fits = match allowed {
            Allowed::Any => true,
            Allowed::Number => number(value).is_some(),
            Allowed::When => days(value).is_some(),
            Allowed::Day => value.parse::<jiff::civil::Date>().is_ok(),
            Allowed::Mark => marked(value),
            Allowed::OneOf(words) => words.contains(&value.as_str()),
        };
        if !fits {
            bail!(
                "`{field}={value}` of mark `{}` is not a value that docs/objects.md knows, or a mark that does not stand in the text",
                line.mark
            );
        }
    }
    match known.iter().find(|(name, must, _)| *must && !line.fields.contains_key(*name)) {
        Some((name, ..)) => bail!("mark `{}` has no `{name}`", line.mark),
        None => Ok(()),
    }
}

/// Lower and upper end of a number or range.
pub(super) fn number(value: &str) -> Option<(f64, f64)> {
    let one = |s: &str| match s.split_once('/') {
        Some((n, d)) => Some(n.parse::<f64>().ok()? / d.parse::<f64>().ok().filter(|d| *d > 0.0)?),
        None => s.parse::<f64>().ok(),
    };
    match value.split_once("..") {
        Some((low, high)) => Some((one(low)?, one(high)?)),
        None => one(value).map(|n| (n, n)),
    }
}

/// First and last day of a value, each open or a day in ISO 8601. Both open: words.
pub(super) type Days = (Option<String>, Option<String>);

/// `2024`, `2024-04`, `2024-04-29`, `A/B`, `A/..`, `../B`, `-`.
pub(super) fn days(value: &str) -> Option<Days> {
    if value == "-" {
        return Some((None, None));
    }
    let (from, to) = value.split_once('/').unwrap_or((value, value));
    let end = |s: &str, last: bool| -> Option<Option<String>> {
        if s == ".." {
            return Some(None);
        }
        let mut parts = s.split('-');
        let year: i16 = parts.next()?.parse().ok().filter(|_| s.len() >= 4)?;
        let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
        let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
        let date = match (month, day) {
            (Some(month), Some(day)) => jiff::civil::Date::new(year, month, day).ok()?,
            (Some(month), None) => {
                let first = jiff::civil::Date::new(year, month, 1).ok()?;
                if last { first.last_of_month() } else { first }
            }
            _ => jiff::civil::Date::new(year, if last { 12 } else { 1 }, if last { 31 } else { 1 }).ok()?,
        };
        parts.next().is_none().then(|| Some(date.to_string()))
    };
    let (first, last) = (end(from, false)?, end(to, true)?);
    let ordered = !matches!((&first, &last), (Some(a), Some(b)) if a > b);
    ordered.then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "--- a en written ---\npublished: 2024-05-02\nkinds: figure when\n\n⟦t1|On Monday⟧ she ⟦c1|said⟧ ⟦f1|at least 300 ⟦x1|people⟧⟧ left.\n\n\
        => f1 figure value=300 bound=at-least unit=people kind=count\n=> t1 when value=2024-04-29 said=c1\n=> c1 about=\"Ada Quill; Dolmark\"\n";

    fn read(file: &str) -> Result<Vec<Passage>> {
        passages(Path::new("a.txt"), file).map_err(|mut broken| broken.remove(0))
    }

    #[test]
    fn marks_and_lines_are_read() {
        let passages = read(GOOD).expect("it is well formed");
        let passage = &passages[0];
        assert_eq!(passage.text, "On Monday she said at least 300 people left.");
        assert_eq!((passage.words("f1"), passage.words("x1")), ("at least 300 people".to_owned(), "people".to_owned()));
        assert_eq!(passage.lines[2].get("about"), "Ada Quill; Dolmark");
        assert_eq!(days("2014/.."), Some((Some("2014-01-01".to_owned()), None)));
        assert_eq!(days("../2024-02"), Some((None, Some("2024-02-29".to_owned()))));
        assert_eq!(number("1/4"), Some((0.25, 0.25)));
    }

    #[test]
    fn a_broken_mark_is_an_error_that_says_where() {
        let cases = [
            ("⟦t1|On Monday⟧ ", "⟦t1|On Monday ", "not closed"),
            ("said=c1", "said=c9", "said=c9"),
            ("value=300", "value=three", "value=three"),
            ("=> t1 when value=2024-04-29 said=c1\n", "", "has no line"),
            ("kind=count", "kind=sum", "kind=sum"),
            ("bound=at-least", "bounds=at-least", "no field"),
            ("=> f1 figure", "=> f7 figure", "does not stand"),
            ("kinds: figure", "kinds: figures", "unknown kind"),
            ("2024-04-29", "2024-04-31", "value=2024-04-31"),
        ];
        for (good, bad, reason) in cases {
            let error = read(&GOOD.replace(good, bad)).expect_err(bad);
            let said = format!("{error:#}");
            assert!(said.contains("a.txt") && said.contains("line ") && said.contains(reason), "{bad}: {said}");
        }
    }
}
