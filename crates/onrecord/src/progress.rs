//! How far a long piece of work has come, told on stderr: a bar on a terminal, elsewhere a line now and then.

use crate::print;
use indicatif::{ProgressBar, ProgressStyle};
use std::time::{Duration, Instant};

/// Without a terminal, a line each so often. Long enough to keep a log short, short enough to show that it lives.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// A count on its way to a total, which may become known later.
pub(crate) struct Progress {
    bar: ProgressBar,
    noun: &'static str,
    started: Instant,
    last_line: Instant,
}

impl Progress {
    /// Begins to count. `noun` is what is counted: "pages".
    pub(crate) fn new(noun: &'static str) -> Progress {
        // Hidden by itself where stderr is no terminal.
        let bar = ProgressBar::no_length();
        let style = ProgressStyle::with_template("{bar:30} {human_pos}/{human_len} {msg}, {per_sec}, {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(noun);
        let now = Instant::now();
        Progress { bar, noun, started: now, last_line: now }
    }

    /// For a thread that counts how many there will be.
    pub(crate) fn total(&self) -> impl Fn(u64) + Send + 'static {
        let bar = self.bar.clone();
        move |total| bar.set_length(total)
    }

    /// Whether anybody sees the bar, so that a total is worth counting.
    pub(crate) fn is_shown(&self) -> bool {
        !self.bar.is_hidden()
    }

    /// So many are done.
    pub(crate) fn at(&mut self, done: u64) {
        self.bar.set_position(done);
        if !self.is_shown() && self.last_line.elapsed() >= LINE_EVERY {
            self.last_line = Instant::now();
            let speed = done as f64 / self.started.elapsed().as_secs_f64();
            print::say(&format!("{} {}, {speed:.0} a second", print::number(done), self.noun));
        }
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
