//! The scorers here agree with the scripts that came with the shared data, to the third decimal, on predictions made by distorting
//! the gold: dropped, shortened, moved and renamed, so that every branch of the measure is used.

#![allow(clippy::print_stderr, clippy::unwrap_used)] // says what it leaves out; a test may panic

use onrecord_lab::{
    score::{
        articles,
        attribution::{Attribution, Doc, read_brat, score},
        dates,
    },
    shared::{Shared, files_below, read, read_text},
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, path::Path, process::Command};

/// Runs a scorer on predictions; None (and a line) where Python or the shared data are missing.
fn script(name: &str, data: &str, predictions: &[Value], flags: &[&str]) -> Option<String> {
    let Some(shared) = Shared::find() else {
        eprintln!("left out: {name}, because there are no shared data");
        return None;
    };
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("predictions.jsonl");
    std::fs::write(&path, predictions.iter().map(|p| format!("{p}\n")).collect::<String>()).unwrap();
    let mut python = Command::new("python3");
    let Ok(out) = python.arg(shared.join("tools").join(name)).arg(shared.join(data)).arg(&path).args(flags).output()
    else {
        eprintln!("left out: {name}, because there is no python3");
        return None;
    };
    assert!(out.status.success(), "{name}: {}", String::from_utf8_lossy(&out.stderr));
    Some(String::from_utf8(out.stdout).unwrap())
}

fn truth(data: &str) -> BTreeMap<String, Value> {
    let Some(shared) = Shared::find() else { return BTreeMap::new() };
    serde_json::from_slice(&read(&shared.join(data)).unwrap()).unwrap()
}

fn agree(what: &str, ours: f64, theirs: f64) {
    assert!((ours - theirs).abs() < 0.0005, "{what}: {ours:.4} here, {theirs:.4} by the script");
}

/// The number after a label in a script's last line.
fn printed(out: &str, label: &str) -> f64 {
    let at = out.find(label).unwrap() + label.len();
    out[at..].split_whitespace().next().unwrap().parse().unwrap()
}

#[test]
fn articles_agree() {
    let data = "pages/articles/truth.json";
    let pages: Vec<(String, String, String)> = truth(data)
        .into_iter()
        .enumerate()
        .map(|(n, (id, page))| {
            let body = page["articleBody"].as_str().unwrap_or_default().to_owned();
            let words: Vec<&str> = body.split_whitespace().collect();
            let got = match n % 4 {
                0 => body.clone(),
                1 => words[words.len() / 3..].join(" "),
                2 => format!("Menu About Contact {body} {body}"),
                _ => String::new(),
            };
            (id, body, got)
        })
        .collect();
    let predictions: Vec<Value> =
        pages.iter().map(|(id, _, got)| json!({"source": format!("x/{id}.html.gz"), "part": 0, "text": got})).collect();
    let Some(out) = script("score_articles.py", data, &predictions, &[]) else { return };
    let (ours, _) = articles::score(pages.iter().map(|(_, body, got)| (body.as_str(), got.as_str())));
    agree("precision", ours.precision, printed(&out, "precision"));
    agree("recall", ours.recall, printed(&out, "recall"));
    agree("F1", ours.f1, printed(&out, "F1"));
}

#[test]
fn dates_agree() {
    let data = "pages/dates/truth.json";
    let pages: Vec<(String, String, Option<String>)> = truth(data)
        .into_iter()
        .filter_map(|(id, page)| Some((id, page["date"].as_str()?.to_owned())))
        .enumerate()
        .map(|(n, (id, day))| {
            let got = match n % 5 {
                0 => None,
                1 => Some("2031-01-01".to_owned()),
                2 => Some("1999".to_owned()),
                _ => Some(format!("{day}T10:00")),
            };
            (id, day, got)
        })
        .collect();
    let published = |value: &Option<String>| value.as_ref().map(|value| json!({"value": value}));
    let predictions: Vec<Value> = pages
        .iter()
        .map(|(id, _, got)| json!({"source": format!("{id}.html.gz"), "part": 0, "published": published(got)}))
        .collect();
    let Some(out) = script("score_dates.py", data, &predictions, &[]) else { return };
    let (ours, _) = dates::score(pages.iter().map(|(_, day, got)| (day.as_str(), got.as_deref())));
    agree("precision", ours.precision, printed(&out, "precision"));
    agree("recall", ours.recall, printed(&out, "recall"));
    agree("F1", ours.f1, printed(&out, "F1"));
}

#[test]
fn attributions_agree() {
    let data = "corpora/attribution/polnear/dev";
    let texts = annotated(data);
    let predictions: Vec<Value> = texts
        .iter()
        .map(|(name, _, _, got)| {
            let role = |spans: &[(usize, usize)]| (!spans.is_empty()).then(|| json!({"spans": spans}));
            let statements: Vec<Value> = got
                .iter()
                .map(|a| {
                    json!({"speaker": role(&a.source), "cue": role(&a.cue), "content": role(&a.content), "confidence": a.confidence})
                })
                .collect();
            json!({"source": format!("text/{name}.txt"), "statements": statements})
        })
        .collect();
    for saying in [false, true] {
        let flags: &[&str] = if saying { &["--json", "--curve", "--saying"] } else { &["--json", "--curve"] };
        let Some(out) = script("score_attribution.py", data, &predictions, flags) else { return };
        let theirs: Value = serde_json::from_str(&out).unwrap();
        let docs: Vec<Doc<'_>> = texts.iter().map(|(_, text, gold, got)| Doc::new(text, gold, got, saying)).collect();
        let ours = score(&docs, 0.0);
        let roles = [("source", ours.source), ("cue", ours.cue), ("content", ours.content)];
        for (name, prf) in
            roles.into_iter().chain([("strict", ours.strict), ("relaxed", ours.relaxed), ("reader", ours.reader)])
        {
            agree(name, prf.precision, theirs[name]["p"].as_f64().unwrap());
            agree(name, prf.recall, theirs[name]["r"].as_f64().unwrap());
            agree(name, prf.f1, theirs[name]["f1"].as_f64().unwrap());
        }
        for (name, (recall, n)) in
            [("recall-direct", ours.direct), ("recall-mixed", ours.mixed), ("recall-indirect", ours.indirect)]
        {
            agree(name, recall, theirs[name]["r"].as_f64().unwrap());
            assert_eq!(n as u64, theirs[name]["n"].as_u64().unwrap(), "{name}");
        }
        let half = theirs["curve"].as_array().unwrap().iter().find(|c| c["threshold"] == 0.5).unwrap();
        let ours = score(&docs, 0.5).relaxed;
        agree("precision at .5", ours.precision, half["p"].as_f64().unwrap());
        agree("recall at .5", ours.recall, half["r"].as_f64().unwrap());
    }
}

type Annotated = (String, String, Vec<Attribution>, Vec<Attribution>);

/// Name, text, gold, distorted gold.
fn annotated(data: &str) -> Vec<Annotated> {
    let Some(shared) = Shared::find() else { return Vec::new() };
    let root = shared.join(data);
    let annotations = files_below(&root.join("attributions")).unwrap();
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let texts = files_below(&root.join("text")).unwrap();
    let of = |text: &Path| annotations.iter().find(|a| name(a).rsplit_once('_').is_some_and(|(n, _)| n == name(text)));
    texts
        .iter()
        .filter_map(|text| {
            let gold = read_brat(&read_text(of(text)?).unwrap());
            let got = gold.iter().enumerate().filter_map(|(n, a)| distort(n, a)).collect();
            Some((name(text), read_text(text).unwrap(), gold, got))
        })
        .collect()
}

fn distort(n: usize, gold: &Attribution) -> Option<Attribution> {
    let mut a = Attribution { confidence: (n % 10) as f64 / 10.0, ..gold.clone() };
    match n % 7 {
        0 => return None,
        1 => a.source.clear(),
        2 => a.cue.iter_mut().for_each(|s| *s = (s.0 + 20, s.1 + 20)),
        3 => a.content.iter_mut().for_each(|s| s.1 = s.0 + (s.1 - s.0) / 3),
        4 => a.content.iter_mut().for_each(|s| s.1 += 15),
        _ => {}
    }
    Some(a)
}
