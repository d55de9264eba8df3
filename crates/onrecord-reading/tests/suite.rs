//! Runs the cases of `tests/suite/*.txt`: many named texts with the statements that a careful reader marks in them.
//!
//! A case is `--- name language ---`, optionally a line `title: …`, the text, and one `=>` line a statement (`=> nothing` for none): `=> statement`
//! what is shown where nothing else is asked for, `=> hidden` what is read and kept aside, by its class or by a confidence that is too low.
//! A case with a line `published: DAY` is about figures, times, occasions and counts, and lists those instead; one with a line `reads: KIND …` lists
//! objects of these kinds: demands, incidents, relations.
//! `UPDATE_SUITE=1 cargo nextest run -p onrecord-reading` rewrites the expectations with what was read: look at the diff.

// The runner reads and rewrites case files; the crate itself may not touch files.
#![allow(clippy::disallowed_methods)]

use onrecord_page::{Article, ArticleId, Capture, Precision, Published, Sourced, Span, Text};
use onrecord_reading::{CueClass, Mode, Models, Party, Reading, Statement, Status, read};
use std::{fmt::Write as _, fs, path::PathBuf};

#[derive(Default)]
struct Case {
    head: String,
    title: Option<String>,
    published: Option<String>,
    reads: Option<String>,
    text: String,
    expected: String,
}

#[test]
fn every_case_reads_as_written() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/suite"));
    let update = std::env::var_os("UPDATE_SUITE").is_some();
    let mut failures = String::new();
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder).expect("tests/suite exists").flatten().map(|e| e.path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let mut count = 0;
    for file in &files {
        let source = fs::read_to_string(file).expect("a readable case file");
        let cases = parse(&source);
        let mut rewritten = String::new();
        for case in &cases {
            count += 1;
            let got = expectations(case);
            if got != case.expected {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                let _ = writeln!(failures, "{name}: {}\n{}", case.head, diff(&case.expected, &got));
            }
            let title = case.title.as_ref().map(|t| format!("title: {t}\n")).unwrap_or_default();
            let day = case.published.as_ref().map(|d| format!("published: {d}\n")).unwrap_or_default();
            let reads = case.reads.as_ref().map(|k| format!("reads: {k}\n")).unwrap_or_default();
            let _ = write!(rewritten, "{}\n{title}{day}{reads}{}\n{got}\n", case.head, case.text);
        }
        if update {
            fs::write(file, rewritten).expect("a writable case file");
        }
    }
    assert!(count >= 90, "only {count} cases found in {}", folder.display());
    assert!(update || failures.is_empty(), "\n{failures}\nhint: UPDATE_SUITE=1 rewrites the expectations");
}

fn parse(source: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in source.lines() {
        if line.starts_with("--- ") {
            let head = line.to_owned();
            cases.push(Case { head, ..Case::default() });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(title) = line.strip_prefix("title: ") {
            case.title = Some(title.to_owned());
        } else if let Some(day) = line.strip_prefix("published: ") {
            case.published = Some(day.to_owned());
        } else if let Some(kinds) = line.strip_prefix("reads: ") {
            case.reads = Some(kinds.to_owned());
        } else if line.starts_with("=> ") {
            let _ = writeln!(case.expected, "{line}");
        } else {
            let _ = writeln!(case.text, "{line}");
        }
    }
    for case in &mut cases {
        case.text = case.text.trim().to_owned();
    }
    cases
}

fn expectations(case: &Case) -> String {
    let mut article = article(&case.text, case.title.as_deref());
    let published =
        |day: &String| Published { value: day.clone(), precision: Precision::Day, evidence: "test".to_owned() };
    article.published = case.published.as_ref().map(published);
    let models = Models::embedded().with_objects();
    let reading = read(&article, &models);
    if let Some(kinds) = &case.reads {
        return acts(&article, &reading, kinds);
    }
    if case.published.is_some() {
        return objects(&article, &reading);
    }
    let threshold = models.default_threshold();
    let mut out: String = reading.statements.iter().map(|s| statement(&article, s, threshold)).collect();
    for note in &reading.notes {
        let _ = writeln!(out, "=> note {}", note.code);
    }
    if out.is_empty() {
        out.push_str("=> nothing\n");
    }
    out
}

fn objects(article: &Article, reading: &Reading) -> String {
    let words = |span: Span| article.text.slice(span);
    let day = |day: Option<_>| day.map_or("..".to_owned(), |d: jiff::civil::Date| d.to_string());
    let mut out = String::new();
    for f in &reading.objects.figures {
        let _ = write!(
            out,
            "=> figure {:?} value={} bound={} kind={}",
            words(f.span),
            f.value,
            f.bound.as_str(),
            f.kind.as_str()
        );
        let unit = f.unit.as_ref().map(|u| format!(" unit={}", u.name)).unwrap_or_default();
        let period = f.period.map(|p| format!(" period={:?}", words(p))).unwrap_or_default();
        let _ = writeln!(out, "{unit}{period}");
    }
    for t in &reading.objects.times {
        let said = t.saying.map(|s| format!(" said={:?}", words(s))).unwrap_or_default();
        let _ =
            writeln!(out, "=> time {:?} {}/{} {}{said}", words(t.span), day(t.first), day(t.last), t.grain.as_str());
    }
    for o in &reading.objects.occasions {
        let _ = writeln!(out, "=> {} {:?} said={:?}", o.kind.as_str(), words(o.span), words(o.saying));
    }
    for c in &reading.objects.counters {
        let claim = c.claim.map(|s| format!(" claim={:?}", words(s))).unwrap_or_default();
        let _ = writeln!(out, "=> counter days={} since={:?} start={}{claim}", c.days, words(c.since), day(c.start));
    }
    if out.is_empty() { "=> nothing\n".to_owned() } else { out }
}

/// Demands, incidents and relations, as far as the case asks for them.
fn acts(article: &Article, reading: &Reading, kinds: &str) -> String {
    let words = |span: Span| format!("{:?}", article.text.slice(span));
    let words_opt = |span: Option<Span>| span.map_or_else(|| "-".to_owned(), words);
    let name = |party: &Option<Party>| party.as_ref().map_or_else(|| "-".to_owned(), |p| format!("{:?}", p.name));
    let wanted = |kind: &str| kinds.split(' ').any(|k| k == kind);
    let status = |status: Status| match status {
        Status::Asserted => String::new(),
        other => format!(" {}", other.as_str()),
    };
    let mut out = String::new();
    for d in reading.objects.demands.iter().filter(|_| wanted("demands")) {
        let not = if d.negated { " not" } else { "" };
        let (who, to) = (name(&d.who), name(&d.addressee));
        let _ = writeln!(out, "=> demand {}{not} {} {who} to {to}: {}", d.force, words(d.cue), words_opt(d.object));
    }
    for i in reading.objects.incidents.iter().filter(|_| wanted("incidents")) {
        let (actor, target) = (words_opt(i.actor), words_opt(i.target));
        let _ =
            writeln!(out, "=> incident {} {} {} {actor} → {target}{}", i.kind, i.mode, words(i.act), status(i.status));
    }
    for r in reading.objects.relations.iter().filter(|_| wanted("relations")) {
        let (subject, object) = (&r.subject.name, name(&r.object));
        let _ = writeln!(out, "=> relation {subject:?} {} {object} {}{}", r.kind, words(r.cue), status(r.status));
    }
    if out.is_empty() { "=> nothing\n".to_owned() } else { out }
}

fn statement(article: &Article, s: &Statement, threshold: f32) -> String {
    let text = &article.text;
    let asks = s.mode == Mode::Speech && s.class == CueClass::Asking;
    let mut out = match (s.class.is_speech(), s.confidence >= threshold) {
        (true, true) if asks => "=> statement asking".to_owned(),
        (true, true) => "=> statement".to_owned(),
        (true, false) => "=> hidden doubtful".to_owned(),
        (false, _) => format!("=> hidden {}", s.class.as_str()),
    };
    match &s.speaker {
        Some(speaker) => {
            let _ = write!(out, " speaker={:?} kind={}", speaker.name, speaker.kind.as_str());
            if let Some(role) = &speaker.role {
                let _ = write!(out, " role={role:?}");
            }
            if !speaker.candidates.is_empty() {
                let _ = write!(out, " candidates={:?}", speaker.candidates);
            }
        }
        None => out.push_str(" speaker=none"),
    }
    if let Some(cue) = &s.cue {
        let _ = write!(out, " cue={:?}", text.join(&cue.spans));
    }
    let _ = writeln!(out, " mode={} content={:?}", s.mode.as_str(), text.join(&s.content.spans));
    out
}

fn diff(expected: &str, got: &str) -> String {
    let missing = expected.lines().filter(|l| !got.lines().any(|g| g == *l)).map(|l| format!("  - {l}\n"));
    let extra = got.lines().filter(|l| !expected.lines().any(|e| e == *l)).map(|l| format!("  + {l}\n"));
    missing.chain(extra).collect()
}

fn article(text: &str, title: Option<&str>) -> Article {
    let capture = Capture::new(text.as_bytes().to_vec());
    Article {
        id: ArticleId::of(&capture.id, 0),
        capture: capture.id,
        part: 0,
        text: Text::new(text),
        blocks: Vec::new(),
        url: None,
        title: title.map(|t| Sourced::new(t, "test")),
        outlet: None,
        authors: Vec::new(),
        carriers: Vec::new(),
        beside: Vec::new(),
        published: None,
        modified: None,
        language: None,
        partial: false,
        notes: Vec::new(),
    }
}
