//! How far a long piece of work has come, told on stderr: a bar on a terminal, elsewhere a line now and then.

use crate::print;
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// Without a terminal, a line each so often. Long enough to keep a log short, short enough to show that it lives.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// A count on its way to a total, which may become known later.
pub(crate) struct Progress {
    bar: ProgressBar,
    noun: &'static str,
    started: Instant,
    last_line: Instant,
    /// Of the bytes that are to be read, zero while nobody knows.
    total: Arc<AtomicU64>,
    /// What earlier runs did says nothing of the speed of this one: things and bytes.
    before: (u64, u64),
}

impl Progress {
    /// Begins to count. `noun` is what is counted: "pages".
    pub(crate) fn new(noun: &'static str) -> Progress {
        Progress::styled(noun, "{bar:30} {human_pos}/{human_len} {msg}, {per_sec}, {eta} left")
    }

    /// The same, its length and the time left told by bytes: of files that hold many things nobody knows how many.
    pub(crate) fn by_bytes(noun: &'static str) -> Progress {
        Progress::styled(noun, "{bar:30} {msg}")
    }

    fn styled(noun: &'static str, template: &str) -> Progress {
        // Hidden by itself where stderr is no terminal.
        let bar = ProgressBar::no_length();
        let style = ProgressStyle::with_template(template);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(noun);
        let now = Instant::now();
        Progress { bar, noun, started: now, last_line: now, total: Arc::default(), before: (0, 0) }
    }

    /// For a thread that counts how many there will be.
    pub(crate) fn total(&self) -> impl Fn(u64) + Send + 'static {
        let (bar, known) = (self.bar.clone(), Arc::clone(&self.total));
        move |total| {
            bar.set_length(total);
            known.store(total, Ordering::Relaxed);
        }
    }

    /// Whether anybody sees the bar.
    fn is_shown(&self) -> bool {
        !self.bar.is_hidden()
    }

    /// So many are done.
    pub(crate) fn at(&mut self, done: u64) {
        self.bar.set_position(done);
        if self.line_is_due() {
            let speed = done as f64 / self.started.elapsed().as_secs_f64();
            print::say(&format!("{} {}, {speed:.0} a second", print::number(done), self.noun));
        }
    }

    /// So many were done by an earlier run, and so many bytes read.
    pub(crate) fn leap(&mut self, done: u64, bytes: u64) {
        self.before = (self.before.0 + done, self.before.1 + bytes);
    }

    /// So many are done, and so many bytes read.
    pub(crate) fn at_bytes(&mut self, done: u64, bytes: u64) {
        self.bar.set_position(bytes);
        if self.is_shown() {
            self.bar.set_message(self.line(done, bytes));
        } else if self.line_is_due() {
            print::say(&self.line(done, bytes));
        }
    }

    fn line(&self, done: u64, bytes: u64) -> String {
        let took = self.started.elapsed().as_secs_f64();
        let speed = done.saturating_sub(self.before.0) as f64 / took;
        let line = format!("{} {}, {speed:.0} a second", print::number(done), self.noun);
        let (total, read) = (self.total.load(Ordering::Relaxed), bytes.saturating_sub(self.before.1));
        if total == 0 || read == 0 {
            return line;
        }
        let left = total.saturating_sub(bytes) as f64 / read as f64 * took;
        let percent = (bytes.min(total) as f64 / total as f64 * 100.0) as u64;
        format!("{line}; {percent} % of {}, about {} left", print::bytes(total), span(left))
    }

    fn line_is_due(&mut self) -> bool {
        let due = !self.is_shown() && self.last_line.elapsed() >= LINE_EVERY;
        if due {
            self.last_line = Instant::now();
        }
        due
    }

    /// Lines for a person, without tearing the bar.
    pub(crate) fn say(&self, lines: &str) {
        self.bar.suspend(|| print::say(lines));
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// A time in the unit that people would say it in.
fn span(seconds: f64) -> String {
    match seconds {
        ..90.0 => format!("{seconds:.0} s"),
        ..5400.0 => format!("{:.0} min", seconds / 60.0),
        _ => format!("{:.1} h", seconds / 3600.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_told_by_bytes() {
        let mut progress = Progress::by_bytes("pages");
        progress.started = Instant::now().checked_sub(Duration::from_secs(100)).expect("the clock has run that long");
        let words = |line: &str| line.split(" about ").map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&progress.line(1000, 500)), ["1,000 pages, 10 a second"]);
        progress.total()(1000);
        assert_eq!(words(&progress.line(1000, 500)), ["1,000 pages, 10 a second; 50 % of 1.0 kB,", "2 min left"]);
        progress.leap(900, 450);
        assert_eq!(words(&progress.line(1000, 500)), ["1,000 pages, 1 a second; 50 % of 1.0 kB,", "17 min left"]);
        assert_eq!([span(0.4), span(90.0), span(7200.0)], ["0 s", "2 min", "2.0 h"]);
    }
}
