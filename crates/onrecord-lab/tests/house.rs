//! The house rules that a compiler does not hold: which crate may use which, and that ARCHITECTURE.md names only what exists.

#![allow(clippy::unwrap_used)] // a test may panic

use onrecord_lab::shared::{files_below, read_text, repository};
use std::{collections::BTreeSet, process::Command};

/// A crate may use only what stands to its left.
const MAY_USE: &[(&str, &[&str])] = &[
    ("onrecord-page", &[]),
    ("onrecord-reading", &["onrecord-page"]),
    ("onrecord-archive", &["onrecord-page", "onrecord-reading"]),
    ("onrecord", &["onrecord-page", "onrecord-reading", "onrecord-archive"]),
    ("onrecord-lab", &["onrecord-page", "onrecord-reading"]),
];

#[test]
fn crates_depend_only_to_their_left() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let out = Command::new(cargo)
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(repository())
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert_eq!(packages.len(), MAY_USE.len(), "a new crate needs its place in the order");
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let (_, may) = MAY_USE.iter().find(|(n, _)| *n == name).unwrap();
        for dependency in package["dependencies"].as_array().unwrap() {
            let used = dependency["name"].as_str().unwrap();
            let ours = used.starts_with("onrecord");
            assert!(!ours || may.contains(&used), "{name} may not use {used}");
        }
    }
}

/// Backticked words of ARCHITECTURE.md that look like a path or a type.
fn named() -> (BTreeSet<String>, BTreeSet<String>) {
    let plan = read_text(&repository().join("ARCHITECTURE.md")).unwrap();
    let words = plan.split('`').skip(1).step_by(2).map(str::to_owned);
    let (paths, rest): (BTreeSet<_>, BTreeSet<_>) =
        words.partition(|w| w.contains('/') && !w.contains([' ', ':', '*', '|']));
    let camel = |w: &&String| {
        w.starts_with(|c: char| c.is_ascii_uppercase())
            && w.chars().all(|c| c.is_ascii_alphanumeric())
            && w.chars().any(|c| c.is_ascii_lowercase())
    };
    let types = rest.iter().filter(camel).cloned().collect();
    (paths, types)
}

#[test]
fn every_path_in_the_plan_exists() {
    let (paths, _) = named();
    assert!(paths.len() > 20, "the plan names its rooms");
    let missing: Vec<_> = paths.iter().filter(|p| !repository().join(p).exists()).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names what is not there: {missing:?}");
}

#[test]
fn every_type_in_the_plan_exists() {
    let sources: String = files_below(&repository().join("crates"))
        .unwrap()
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e == "rs"))
        .map(|p| read_text(p).unwrap())
        .collect();
    let (_, types) = named();
    assert!(types.len() > 10, "the plan names its types");
    let defined = |name: &str| {
        ["struct", "enum", "trait", "type"].iter().any(|kind| {
            let head = format!("{kind} {name}");
            sources
                .match_indices(&head)
                .any(|(at, _)| !sources[at + head.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
        })
    };
    let missing: Vec<_> = types.iter().filter(|t| !defined(t)).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names types that are not there: {missing:?}");
}
