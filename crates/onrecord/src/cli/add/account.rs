//! What became of everything met, in lines that add up.

use crate::{
    failure::{Ending, Failure},
    gather::packed::Counts,
    print,
    readers::ReadPage,
};
use serde::Serialize;
use std::{collections::BTreeMap, io::Write};

/// So many notes of one kind are printed; the rest is counted.
pub(super) const NOTES_OF_A_KIND: u64 = 5;

/// See the module.
#[derive(Debug, Default, Serialize)]
pub(super) struct Account {
    pub(super) added: u64,
    pub(super) known: u64,
    pub(super) seen_elsewhere: u64,
    without_text: u64,
    pub(super) failed: u64,
    /// Left out by a filter, by which.
    skipped: BTreeMap<String, u64>,
    /// No pages, by what they are.
    passed_over: BTreeMap<String, u64>,
    articles: u64,
    statements: u64,
    #[serde(skip)]
    notes: BTreeMap<&'static str, u64>,
}

/// The account as a program reads it.
#[derive(Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    account: &'a Account,
    in_all: u64,
}

impl Account {
    /// A new page.
    pub(super) fn add(&mut self, page: &ReadPage) {
        if !page.has_text() {
            self.without_text += 1;
            return;
        }
        self.added += 1;
        self.articles += page.articles.len() as u64;
        self.statements += page.articles.iter().map(|(_, reading)| reading.statements.len() as u64).sum::<u64>();
    }

    pub(super) fn skip(&mut self, sieve: &str) {
        *self.skipped.entry(sieve.to_owned()).or_default() += 1;
    }

    pub(super) fn pass_over(&mut self, kind: &str) {
        *self.passed_over.entry(kind.to_owned()).or_default() += 1;
    }

    /// What earlier runs made of the beginning of a file.
    pub(super) fn take_over(&mut self, counts: &Counts) {
        self.known += counts.kept;
        self.failed += counts.failed;
        for (ours, theirs) in [(&mut self.skipped, &counts.skipped), (&mut self.passed_over, &counts.passed_over)] {
            theirs.iter().for_each(|(kind, n)| *ours.entry(kind.clone()).or_default() += n);
        }
    }

    /// Whether a note of this kind is still to be printed; it is counted either way.
    pub(super) fn has_room_for(&mut self, code: &'static str) -> bool {
        let told = self.notes.entry(code).or_default();
        *told += 1;
        *told <= NOTES_OF_A_KIND
    }

    /// Everything that should be a page and was wanted.
    pub(super) fn pages(&self) -> u64 {
        self.added + self.known + self.seen_elsewhere + self.without_text + self.failed
    }

    /// Everything met; the lines of the account sum to it.
    pub(super) fn in_all(&self) -> u64 {
        self.pages() + self.skipped.values().sum::<u64>() + self.passed_over.values().sum::<u64>()
    }

    pub(super) fn ending(&self) -> Ending {
        match self.failed {
            0 => Ending::AllWell,
            failed if failed == self.pages() => Ending::Failed,
            _ => Ending::SomeFailed,
        }
    }

    pub(super) fn print(&self, json: bool) -> Result<(), Failure> {
        for (code, told) in &self.notes {
            if *told > NOTES_OF_A_KIND {
                let more = print::number(told - NOTES_OF_A_KIND);
                let message = format!("{more} more notes like those above ({code})");
                print::say(&print::label(print::NOTE, "note:", &message));
            }
        }
        if json {
            let mut out = print::data();
            serde_json::to_writer(&mut out, &Printed { account: self, in_all: self.in_all() })?;
            writeln!(out)?;
            return Ok(out.flush()?);
        }
        let mut out = print::stdout();
        let kept = format!(
            "with {} and {}",
            print::count(self.articles, "article", "articles"),
            print::count(self.statements, "statement", "statements")
        );
        let sum = |kinds: &BTreeMap<String, u64>| kinds.values().sum::<u64>();
        let (skipped, passed_over) = (listed(&self.skipped, "by "), listed(&self.passed_over, ""));
        let lines = [
            (self.added, "added", if self.added > 0 { kept.as_str() } else { "" }),
            (self.known, "known", "added before"),
            (self.seen_elsewhere, "seen elsewhere", "the bytes of a page that is kept already; the place is noted"),
            (self.without_text, "without text", "kept all the same"),
            (self.failed, "failed", "`onrecord status` lists them with their reasons"),
            (sum(&self.skipped), "skipped", &skipped),
            (sum(&self.passed_over), "passed over", &passed_over),
        ];
        for (n, what, remark) in lines {
            if n > 0 || what == "added" {
                let remark = if remark.is_empty() { String::new() } else { print::styled(print::DIM, remark) };
                writeln!(out, "{}", format!("{:>9}  {what:<14}  {remark}", print::number(n)).trim_end())?;
            }
        }
        writeln!(out, "{:>9}  in all", print::number(self.in_all()))?;
        Ok(out.flush()?)
    }
}

fn listed(kinds: &BTreeMap<String, u64>, before: &str) -> String {
    let kinds: Vec<String> = kinds.iter().map(|(kind, n)| format!("{before}{kind} {}", print::number(*n))).collect();
    kinds.join(", ")
}
