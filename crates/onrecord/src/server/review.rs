//! What can be changed through the pages: a person's decision on a statement; and the turn in which any decision is kept.
//!
//! Takes the form of a decision, which the door has found to be sent from a page of ours, and keeps it in the archive in a turn of its
//! own, beside whoever adds pages. Refuses one that names nobody, and a verdict that means nothing. A decision is in the store before the answer is sent: a server that is killed has lost none it spoke of.

use super::{tongue::Tongue, views::Fault};
use jiff::Timestamp;
use onrecord_archive::{Access, Archive, Decision, Error, Turn};
use onrecord_reading::StatementId;
use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// So long a decision waits while another process is adding pages.
const PATIENCE: Duration = Duration::from_secs(3);
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// Bytes of a name or a value that are kept.
const LONGEST: usize = 400;

/// Where decisions go.
pub(crate) struct Review {
    dir: PathBuf,
    /// Opened with the first decision: whoever only reads needs no right to write.
    archive: Mutex<Option<Archive>>,
}

/// What a form says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filled {
    pub(crate) id: String,
    pub(crate) verdict: String,
    pub(crate) value: String,
    pub(crate) who: String,
}

impl Filled {
    /// Reads a form as browsers send it; what it does not name is empty.
    pub(crate) fn parse(body: &[u8]) -> Filled {
        let mut filled = Filled::default();
        let (mut speaker, mut content, mut candidate) = (String::new(), String::new(), String::new());
        for (name, value) in url::form_urlencoded::parse(body) {
            let field = match &*name {
                "id" => &mut filled.id,
                "verdict" => &mut filled.verdict,
                "speaker" => &mut speaker,
                "content" => &mut content,
                "candidate" => &mut candidate,
                "who" => &mut filled.who,
                _ => continue,
            };
            let value = value.trim();
            *field = value[..value.floor_char_boundary(LONGEST)].to_owned();
        }
        // The key Enter in a field sends the form without a verdict: a speaker that was typed is one.
        if !candidate.is_empty() {
            speaker = candidate;
            filled.verdict.clear();
        }
        if filled.verdict.is_empty() && !speaker.is_empty() {
            filled.verdict = Decision::SPEAKER.to_owned();
        }
        filled.value = if filled.verdict == Decision::CONTENT { content } else { speaker };
        filled
    }
}

impl Review {
    pub(crate) fn of(dir: PathBuf) -> Review {
        Review { dir, archive: Mutex::default() }
    }

    /// Keeps what was decided; gives the statement's id.
    pub(crate) fn decide(&self, filled: &Filled, t: Tongue) -> Result<StatementId, Fault> {
        let id: StatementId = filled.id.parse().map_err(|()| Fault::no_such(t, "statement", &filled.id))?;
        let wanting = |what| Fault::of(400, &t.say("fault-form").with("field", what), None);
        if filled.who.is_empty() {
            return Err(wanting("who"));
        }
        let value = match filled.verdict.as_str() {
            Decision::ACCEPTED | Decision::REJECTED | Decision::UNDONE => None,
            Decision::SPEAKER if !filled.value.is_empty() => Some(filled.value.clone()),
            Decision::CONTENT if span(&filled.value).is_some() => Some(filled.value.clone()),
            Decision::SPEAKER | Decision::CONTENT => return Err(wanting("value")),
            _ => return Err(wanting("verdict")),
        };
        let decision = Decision {
            at: Timestamp::now(),
            who: filled.who.clone(),
            subject: id.to_string(),
            verdict: filled.verdict.clone(),
            value,
            why: "review in the browser".to_owned(),
        };
        self.keep(&decision, t)?;
        Ok(id)
    }

    fn keep(&self, decision: &Decision, t: Tongue) -> Result<(), Fault> {
        let mut held = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        let archive = self.opened(&mut held)?;
        let id: StatementId =
            decision.subject.parse().map_err(|()| Fault::no_such(t, "statement", &decision.subject))?;
        if archive.article_of(&id)?.is_none() {
            return Err(Fault::no_such(t, "statement", &decision.subject));
        }
        if decision.verdict == Decision::UNDONE
            && Decision::holding(archive.decisions_on(&decision.subject)?).is_empty()
        {
            return Err(Fault::of(409, &t.say("fault-nothing-to-undo"), None));
        }
        let turn = turn(archive)?;
        archive.put_decision(decision)?;
        turn.end()?;
        Ok(())
    }

    /// Does something to the archive in a turn of its own.
    pub(crate) fn in_turn<T>(&self, act: impl FnOnce(&Archive) -> Result<T, Error>) -> Result<T, Fault> {
        let mut held = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        let archive = self.opened(&mut held)?;
        let turn = turn(archive)?;
        let done = act(archive)?;
        turn.end()?;
        Ok(done)
    }

    fn opened<'a>(&self, held: &'a mut Option<Archive>) -> Result<&'a Archive, Error> {
        let archive = match held.take() {
            Some(archive) => archive,
            None => Archive::open(&self.dir, Access::Turns)?,
        };
        Ok(held.insert(archive))
    }
}

/// Waits for a turn, within reason.
fn turn(archive: &Archive) -> Result<Turn<'_>, Error> {
    let began = Instant::now();
    loop {
        match archive.turn() {
            Err(error) if error.is_busy() && began.elapsed() < PATIENCE => std::thread::sleep(LOOK_EVERY),
            turn => return turn,
        }
    }
}

/// `12..40` in code points.
pub(crate) fn span(value: &str) -> Option<(u32, u32)> {
    let (start, end) = value.split_once("..")?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_and_cut() {
        let filled =
            Filled::parse("id=s1&verdict=speaker&speaker=+Orla%20Venn+&content=1..2&who=T&x=y&token=z".as_bytes());
        assert_eq!((filled.value.as_str(), filled.who.as_str()), ("Orla Venn", "T"));
        let picked = Filled::parse(b"verdict=&candidate=Tam&speaker=");
        assert_eq!((picked.verdict.as_str(), picked.value.as_str()), ("speaker", "Tam"));
        let edges = Filled::parse(b"verdict=content&content=3..9&speaker=");
        assert_eq!((edges.verdict.as_str(), edges.value.as_str()), ("content", "3..9"));
        assert_eq!(Filled::parse(format!("who={}", "я".repeat(500)).as_bytes()).who.len(), LONGEST);
        assert_eq!((span("3..9"), span("9..3"), span("x")), (Some((3, 9)), None, None));
    }
}
