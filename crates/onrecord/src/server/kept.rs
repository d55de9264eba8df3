//! Answers that are given again while nothing was written: what twenty readers ask for is made once.
//!
//! Takes what was asked for and the moment of the archive, gives the answer that was made for it at that moment. With the first question after
//! anything was written (by whatever process) all answers are forgotten. Who asks for what is just being made waits for it. Bounded in bytes, so that memory stays small whatever is asked
//! for. Keeps nothing where people log in, and no answer for longer than a minute: pages count days and tell how long ago something was.

use super::{answer::Made, guest::Guest};
use onrecord_archive::Moment;
use std::{
    collections::{HashMap, HashSet},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Bytes of all answers together.
const MOST: usize = 16 << 20;
/// Bytes of one; a longer one would push out too many others.
const LONGEST: usize = 1 << 20;
/// Bytes of what was asked for.
const LONGEST_QUESTION: usize = 4096;
/// Counted for what an answer needs beside its bytes.
const OVERHEAD: usize = 512;
/// So long an answer is given again.
const FRESH: Duration = Duration::from_secs(60);

/// All that an answer depends on beside the archive: address, language, the server's name as asked, and the name under which decisions
/// are kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Question(String);

/// The answers of one moment, and the questions to which one is being made.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    shelf: Mutex<Shelf>,
    making: Mutex<HashSet<Question>>,
    done: Condvar,
}

/// The right to make an answer that others wait for, until it is dropped.
pub(crate) struct Making<'k> {
    kept: &'k Kept,
    question: &'k Question,
}

/// What is to be done about a question.
pub(crate) enum Turn<'k> {
    /// It was answered at this moment already.
    Known(Made),
    /// It is to be answered now.
    Make(Making<'k>),
}

/// Longer than a page takes that somebody waits for; then it is made twice.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Debug, Default)]
struct Shelf {
    moment: Option<Moment>,
    answers: HashMap<Question, Answer>,
    bytes: usize,
    /// Counts questions, to know which answer was not asked for longest.
    turn: u64,
}

#[derive(Debug)]
struct Answer {
    made: Made,
    at: Instant,
    turn: u64,
    bytes: usize,
}

impl Question {
    /// None where the answer is for one person alone, or the question too long to be kept.
    pub(crate) fn of(address: &str, guest: &Guest, who: &str) -> Option<Question> {
        if !guest.caller.is_here() {
            return None;
        }
        let parts = [guest.tongue.tag(), &guest.origin, who, address];
        // No part holds a line break, so that no two questions look the same.
        let whole = parts.join("\n");
        (whole.len() <= LONGEST_QUESTION && whole.matches('\n').count() == parts.len() - 1).then_some(Question(whole))
    }
}

impl Kept {
    /// The answer to a question at a moment, waited for while another makes it; or the right to make it.
    pub(crate) fn turn<'k>(&'k self, moment: &Moment, question: &'k Question) -> Turn<'k> {
        let mut waited = false;
        loop {
            if let Some(made) = self.find(moment, question) {
                return Turn::Known(made);
            }
            let mut making = lock(&self.making);
            if making.insert(question.clone()) || waited {
                return Turn::Make(Making { kept: self, question });
            }
            // What was made may be too long to be kept: nobody waits for it a second time.
            waited = true;
            let is_made = |making: &mut HashSet<Question>| making.contains(question);
            drop(self.done.wait_timeout_while(making, PATIENCE, is_made));
        }
    }

    /// The answer to a question at a moment, if it was made already.
    fn find(&self, moment: &Moment, question: &Question) -> Option<Made> {
        let mut shelf = lock(&self.shelf);
        shelf.turn_to(moment);
        let turn = shelf.turn;
        let answer = shelf.answers.get_mut(question).filter(|answer| answer.at.elapsed() < FRESH)?;
        answer.turn = turn;
        Some(answer.made.clone())
    }

    /// Keeps an answer that was made after `moment`; whatever was written since makes it newer than that moment, never older.
    pub(crate) fn keep(&self, moment: &Moment, question: Question, made: &Made) {
        let Some(body) = made.well().filter(|body| body.len() <= LONGEST) else { return };
        let bytes = body.len() + question.0.len() + OVERHEAD;
        let mut shelf = lock(&self.shelf);
        if shelf.moment.as_ref() != Some(moment) {
            return;
        }
        shelf.forget(&question);
        while shelf.bytes + bytes > MOST {
            let oldest =
                shelf.answers.iter().min_by_key(|(_, answer)| answer.turn).map(|(question, _)| question.clone());
            let Some(oldest) = oldest else { return };
            shelf.forget(&oldest);
        }
        shelf.bytes += bytes;
        let answer = Answer { made: made.clone(), at: Instant::now(), turn: shelf.turn, bytes };
        shelf.answers.insert(question, answer);
    }
}

impl Drop for Making<'_> {
    fn drop(&mut self) {
        lock(&self.kept.making).remove(self.question);
        self.kept.done.notify_all();
    }
}

/// A lock poisoned by a panic elsewhere guards nothing that a panic could leave half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shelf {
    fn turn_to(&mut self, moment: &Moment) {
        self.turn += 1;
        if self.moment.as_ref() != Some(moment) {
            *self = Shelf { moment: Some(moment.clone()), turn: self.turn, ..Shelf::default() };
        }
    }

    fn forget(&mut self, question: &Question) {
        if let Some(answer) = self.answers.remove(question) {
            self.bytes -= answer.bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_archive::{Access, Archive, SavedSearch};
    use proptest::prelude::*;

    fn made(bytes: usize) -> Made {
        Made::whole("text/plain", vec![b'x'; bytes])
    }

    fn asked(n: usize) -> Question {
        Question(format!("/search?q={n}"))
    }

    fn moment() -> Moment {
        let dir = tempfile::tempdir().expect("a temporary folder");
        Archive::open(dir.path(), Access::Write).and_then(|archive| archive.moment()).expect("a new archive")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]
        #[test]
        fn whatever_is_asked_for_memory_stays_bounded(sizes in prop::collection::vec((0usize..80, 0usize..2 << 20), 0..80)) {
            let (kept, now) = (Kept::default(), moment());
            for (n, bytes) in sizes {
                if let Some(known) = kept.find(&now, &asked(n)) {
                    prop_assert!(known.well().is_some_and(|body| body.len() <= LONGEST));
                }
                kept.keep(&now, asked(n), &made(bytes));
                let shelf = kept.shelf.lock().expect("nobody panics");
                prop_assert!(shelf.bytes <= MOST);
                prop_assert_eq!(shelf.bytes, shelf.answers.values().map(|answer| answer.bytes).sum::<usize>());
                prop_assert!(bytes > LONGEST || shelf.answers.contains_key(&asked(n)));
            }
        }
    }

    #[test]
    fn what_is_being_made_is_waited_for_and_made_once() {
        let (kept, now, made_times) = (Kept::default(), moment(), std::sync::atomic::AtomicUsize::new(0));
        let ask = || match kept.turn(&now, &asked(1)) {
            Turn::Known(made) => assert!(made.well().is_some()),
            Turn::Make(_making) => {
                made_times.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(30));
                kept.keep(&now, asked(1), &made(5));
            }
        };
        std::thread::scope(|scope| (0..4).for_each(|_| drop(scope.spawn(ask))));
        assert_eq!(made_times.into_inner(), 1);
        // What is not kept, or breaks down, leaves nobody waiting.
        for _ in 0..2 {
            assert!(matches!(kept.turn(&now, &asked(2)), Turn::Make(_)));
        }
        assert!(kept.making.lock().expect("nobody panics").is_empty());
    }

    #[test]
    fn an_answer_is_of_its_moment() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let archive = Archive::open(dir.path(), Access::Write).expect("a new archive");
        let (kept, before) = (Kept::default(), archive.moment().expect("it reads"));
        assert!(kept.find(&before, &asked(1)).is_none());
        kept.keep(&before, asked(1), &made(5));
        assert!(kept.find(&before, &asked(1)).is_some() && kept.find(&before, &asked(2)).is_none());
        assert_eq!(archive.moment().expect("it reads"), before, "reading is no writing");
        let search = SavedSearch {
            name: "harbour".to_owned(),
            query: "harbour".to_owned(),
            at: jiff::Timestamp::UNIX_EPOCH,
            who: None,
        };
        archive.save_search(&search).expect("it is kept");
        let after = archive.moment().expect("it reads");
        assert_ne!(after, before);
        assert!(kept.find(&after, &asked(1)).is_none());
        kept.keep(&before, asked(1), &made(5));
        assert!(kept.find(&after, &asked(1)).is_none(), "made before, it is not kept for afterwards");
    }
}
