//! Versions and changes as people and other programs get them: the same plain structs for the command line and for the pages.
//!
//! Takes what the archive tells of a page over time and of the edit between two of its versions. Stored types never appear here.

use jiff::Timestamp;
use onrecord_archive::{
    Happening, What,
    compare::{Absence, Altered, CorrectionNote, Dated, Edit, Group, History, Run, Said, SetAside, Version},
};
use onrecord_page::CharSpan;
use serde::Serialize;

/// A page over time.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct HistoryShown {
    /// The form of its address by which pages are told apart.
    pub(crate) address: String,
    /// As asked for or as the page gives it.
    pub(crate) url: Option<String>,
    /// Other addresses under which it was met.
    pub(crate) also: Vec<String>,
    /// How often it was looked at.
    pub(crate) looks: u64,
    pub(crate) last_look: Option<Timestamp>,
    /// Oldest first.
    pub(crate) versions: Vec<VersionShown>,
    /// Times in which the site said that there was no such page.
    pub(crate) absences: Vec<Absence>,
    /// What came in its place and is no version.
    pub(crate) set_aside: Vec<SetAsideShown>,
    /// Other pages that name the same address as their own.
    pub(crate) others: u64,
}

/// A stretch of time in which a page read the same.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct VersionShown {
    /// Counted from 1.
    pub(crate) number: usize,
    /// Its main article.
    pub(crate) article: String,
    pub(crate) href: String,
    /// SHA-256 of the first capture's bytes.
    pub(crate) capture: String,
    /// Every capture of it in this stretch.
    pub(crate) captures: Vec<String>,
    /// SHA-256 of its canonical text.
    pub(crate) fingerprint: String,
    pub(crate) title: Option<String>,
    pub(crate) words: u64,
    pub(crate) first_seen: Timestamp,
    /// How that time is known: `fetched`, `page`, `file`, `added`.
    pub(crate) dated: Dated,
    pub(crate) last_seen: Timestamp,
    pub(crate) looks: u64,
    /// The version that it goes back to.
    pub(crate) reverts_to: Option<usize>,
}

/// Something that came in the place of the page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SetAsideShown {
    pub(crate) at: Timestamp,
    pub(crate) capture: String,
    /// `consent`, `bot-check`, `paywall`, `error`, `empty`, `other-page`.
    pub(crate) why: String,
    pub(crate) evidence: String,
}

/// What one version changed in another.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EditShown {
    pub(crate) old: VersionShown,
    pub(crate) new: VersionShown,
    /// The page of this pair, the same for good.
    pub(crate) href: String,
    /// In a few words each.
    pub(crate) summary: Vec<String>,
    /// Words that went and came.
    pub(crate) words: usize,
    pub(crate) changes: Vec<ChangeShown>,
    pub(crate) corrections: Vec<CorrectionShown>,
    pub(crate) statements: StatementsShown,
    /// The paragraphs beside each other, in the order of the newer version.
    pub(crate) paragraphs: Vec<ParagraphShown>,
}

/// One difference.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ChangeShown {
    pub(crate) class: &'static str,
    /// Which of the paragraphs it lies in.
    pub(crate) paragraph: usize,
    pub(crate) old: String,
    pub(crate) new: String,
    pub(crate) words: usize,
}

/// A note in which the page owns up to a change.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CorrectionShown {
    /// Which article of the page.
    pub(crate) part: u32,
    pub(crate) text: String,
    /// Its place in that article's text.
    pub(crate) span: Option<CharSpan>,
    /// Whether the older version has it too.
    pub(crate) was_there: bool,
}

/// What became of the statements.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct StatementsShown {
    pub(crate) removed: Vec<SaidShown>,
    pub(crate) added: Vec<SaidShown>,
    pub(crate) altered: Vec<AlteredShown>,
}

/// A statement before and after.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AlteredShown {
    pub(crate) old: SaidShown,
    pub(crate) new: SaidShown,
    /// What differs: `content`, `cue`, `speaker`.
    pub(crate) what: Vec<&'static str>,
}

/// A statement in words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SaidShown {
    pub(crate) id: String,
    pub(crate) href: String,
    pub(crate) mode: &'static str,
    pub(crate) class: &'static str,
    pub(crate) speaker: Option<String>,
    pub(crate) cue: Option<String>,
    pub(crate) content: String,
}

/// Paragraphs that belong together.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ParagraphShown {
    /// `same`, `changed`, `added`, `removed`.
    pub(crate) how: &'static str,
    /// Whether it stands elsewhere now.
    pub(crate) moved: bool,
    pub(crate) headline: bool,
    /// Its words from beginning to end.
    pub(crate) runs: Vec<RunShown>,
}

/// Words that stayed, went or came.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RunShown {
    /// `same`, `removed`, `added`.
    pub(crate) how: &'static str,
    /// As the newer version prints it; what was removed as the older one did.
    pub(crate) text: String,
}

impl HistoryShown {
    pub(crate) fn of(history: &History) -> HistoryShown {
        HistoryShown {
            address: history.address.clone(),
            url: history.url.clone(),
            also: history.also.clone(),
            looks: history.looks,
            last_look: history.last_look,
            versions: history.versions.iter().map(VersionShown::of).collect(),
            absences: history.absences.clone(),
            set_aside: history.set_aside.iter().map(SetAsideShown::of).collect(),
            others: history.others,
        }
    }

    /// The address to ask for again and to print.
    pub(crate) fn name(&self) -> &str {
        self.url.as_deref().unwrap_or(&self.address)
    }
}

impl VersionShown {
    pub(crate) fn of(version: &Version) -> VersionShown {
        VersionShown {
            number: version.number,
            article: version.article.to_string(),
            href: format!("/a/{}", version.article),
            capture: version.capture.to_string(),
            captures: version.captures.iter().map(ToString::to_string).collect(),
            fingerprint: version.fingerprint.clone(),
            title: version.title.clone(),
            words: version.words,
            first_seen: version.first_seen,
            dated: version.dated,
            last_seen: version.last_seen,
            looks: version.looks,
            reverts_to: version.reverts_to,
        }
    }

    /// How the time is known, by the name of a message; empty for a fetch.
    pub(crate) fn dated_code(&self) -> &'static str {
        match self.dated {
            Dated::Fetched => "",
            Dated::Page => "page",
            Dated::File => "file",
            Dated::Added => "added",
        }
    }

    /// How the time is known, in words that go before it; empty for a fetch, where it needs none.
    pub(crate) fn dated_how(&self) -> &'static str {
        match self.dated {
            Dated::Fetched => "",
            Dated::Page => "as the page says",
            Dated::File => "as the file says",
            Dated::Added => "when it was added",
        }
    }
}

/// The page of a pair of versions: named by articles, which never change, not by numbers, which an older capture added later would.
pub(crate) fn pair_href(old: &Version, new: &Version) -> String {
    format!("/v/{}..{}", old.article, new.article)
}

impl SetAsideShown {
    fn of(aside: &SetAside) -> SetAsideShown {
        SetAsideShown {
            at: aside.at,
            capture: aside.capture.to_string(),
            why: aside.why.clone(),
            evidence: aside.evidence.clone(),
        }
    }

    /// What it was, for a person.
    pub(crate) fn words(&self) -> &'static str {
        match self.why.as_str() {
            "consent" => "a request for consent",
            "bot-check" => "a check for robots",
            "paywall" => "a request to subscribe",
            "error" => "an error page",
            "empty" => "a page without words",
            _ => "another page",
        }
    }
}

impl EditShown {
    pub(crate) fn of(old: &Version, new: &Version, edit: &Edit) -> EditShown {
        EditShown {
            old: VersionShown::of(old),
            new: VersionShown::of(new),
            href: pair_href(old, new),
            summary: edit.summary(),
            words: edit.words(),
            changes: edit
                .changes
                .iter()
                .map(|change| ChangeShown {
                    class: change.class.as_str(),
                    paragraph: change.group,
                    old: change.old.clone(),
                    new: change.new.clone(),
                    words: change.words,
                })
                .collect(),
            corrections: edit.corrections.iter().map(|note| CorrectionShown::of(note, edit)).collect(),
            statements: StatementsShown {
                removed: edit.statements.removed.iter().map(SaidShown::of).collect(),
                added: edit.statements.added.iter().map(SaidShown::of).collect(),
                altered: edit.statements.altered.iter().map(AlteredShown::of).collect(),
            },
            paragraphs: edit.groups.iter().map(|group| ParagraphShown::of(group, edit)).collect(),
        }
    }

    /// Both versions with what to call them.
    pub(crate) fn sides(&self) -> [(&'static str, &VersionShown); 2] {
        [("Older", &self.old), ("Newer", &self.new)]
    }

    /// The classes of the changes in a paragraph, each once.
    pub(crate) fn classes(&self, paragraph: usize) -> Vec<&'static str> {
        let mut classes: Vec<&'static str> =
            self.changes.iter().filter(|c| c.paragraph == paragraph).map(|c| class_words(c.class)).collect();
        classes.dedup();
        classes
    }
}

/// A class of changes for a person.
pub(crate) fn class_words(class: &str) -> &'static str {
    onrecord_archive::compare::ChangeClass::ALL.into_iter().find(|c| c.as_str() == class).map_or("", |c| c.words())
}

impl CorrectionShown {
    fn of(note: &CorrectionNote, edit: &Edit) -> CorrectionShown {
        CorrectionShown {
            part: note.part,
            text: note.text.clone(),
            span: edit.char_span(note),
            was_there: note.was_there,
        }
    }
}

impl SaidShown {
    fn of(said: &Said) -> SaidShown {
        SaidShown {
            id: said.id.to_string(),
            href: format!("/s/{}", said.id),
            mode: said.mode.as_str(),
            class: said.class.as_str(),
            speaker: said.speaker.clone(),
            cue: said.cue.clone(),
            content: said.content.clone(),
        }
    }
}

impl AlteredShown {
    fn of(altered: &Altered) -> AlteredShown {
        let what = [("content", altered.content), ("cue", altered.cue), ("speaker", altered.speaker)];
        AlteredShown {
            old: SaidShown::of(&altered.old),
            new: SaidShown::of(&altered.new),
            what: what.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect(),
        }
    }
}

impl ParagraphShown {
    fn of(group: &Group, edit: &Edit) -> ParagraphShown {
        let (old, new) = (edit.old_text(group), edit.new_text(group));
        let run = |run: &Run| {
            let (how, text) = match run {
                Run::Same { new: range, .. } => ("same", new.get(range.clone())),
                Run::Removed(range) => ("removed", old.get(range.clone())),
                Run::Added(range) => ("added", new.get(range.clone())),
            };
            RunShown { how, text: text.unwrap_or("").to_owned() }
        };
        let runs: Vec<RunShown> = group.runs.iter().map(run).collect();
        let how = match (group.old.is_empty(), group.new.is_empty()) {
            (true, _) => "added",
            (_, true) => "removed",
            _ if runs.iter().all(|r| r.how == "same") => "same",
            _ => "changed",
        };
        ParagraphShown { how, moved: group.moved, headline: edit.is_headline(group), runs }
    }
}

/// One line for something that happened to a page. `words` of a change are its edit's.
pub(crate) fn happened(happening: &Happening, edit: Option<&Edit>) -> String {
    match &happening.what {
        What::Changed { new, .. } => {
            let mut all = edit.map(Edit::summary).unwrap_or_default();
            if let Some(number) = new.reverts_to {
                all.insert(0, format!("went back to version {number}"));
            }
            all.join(" · ")
        }
        What::Gone(absence) => format!("gone (status {})", absence.status),
        What::Back(absence) => back(absence),
    }
}

/// How a page came back.
pub(crate) fn back(absence: &Absence) -> String {
    let same = absence.back == absence.after;
    format!("back with {} text", if same { "the same" } else { "another" })
}
