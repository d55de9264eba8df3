//! A team of readers: jobs in, what became of each out, in the order of the jobs.
//!
//! Takes a work function that runs on several threads and a sink that runs on the caller's alone (the archive has one writer). At most
//! a window of jobs is under way, so that memory does not grow with their number. A job that panics or takes too long is told apart
//! from one that is done; the others never notice.

use crate::{failure::Failure, gather::pdf};
use onrecord_page::{Article, Capture, Hindrance, Note, PageConfig};
use onrecord_reading::{Models, PageCounter, Proposer, Reading};
use std::{
    any::Any,
    cell::RefCell,
    collections::VecDeque,
    fs::File,
    io::{self, Read as _, Seek as _},
    num::NonZeroUsize,
    panic::{self, AssertUnwindSafe},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

/// How a team works.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Team {
    /// Threads.
    pub(crate) readers: NonZeroUsize,
    /// A job that takes more processor time is given up: its thread is left behind and another takes its place.
    pub(crate) patience: Duration,
    /// So is one that has not ended by then, however little the machine let it work.
    pub(crate) at_most: Duration,
    /// So many threads may be left behind; then the run ends as [`End::Stuck`].
    pub(crate) left_behind: usize,
}

/// What became of a job.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome<R> {
    /// Its result.
    Done(R),
    /// The work function panicked: a fault of this program. Holds what it said and where.
    Panicked(String),
    /// It took more than the team's patience.
    TookTooLong,
}

impl<R> Outcome<Result<R, Failure>> {
    /// One failure for all that can go wrong with a page.
    pub(crate) fn or_failure(self, source: &str) -> Result<R, Failure> {
        let report = "please report it, with the page if you may pass it on";
        match self {
            Outcome::Done(result) => result,
            Outcome::TookTooLong => {
                Err(Failure::new(format_args!("cannot read `{source}`: it took too long")).hint(report))
            }
            Outcome::Panicked(said) => {
                Err(Failure::new(format_args!("cannot read `{source}`: onrecord made a mistake ({said})")).hint(report))
            }
        }
    }
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Every job is dealt with.
    Complete,
    /// Stopped from outside; every job begun until then is dealt with.
    Stopped,
    /// Too many threads were left behind; the jobs after those never began.
    Stuck,
}

/// A page taken apart and read.
#[derive(Debug)]
pub(crate) struct ReadPage {
    /// Its bytes.
    pub(crate) capture: Capture,
    /// What there was to say of the page as a whole.
    pub(crate) notes: Vec<Note>,
    /// Each article with its reading, part 0 first.
    pub(crate) articles: Vec<(Article, Reading)>,
    /// Running counts of days that it shows beside its articles.
    pub(crate) counters: Vec<PageCounter>,
    /// What stands in the place of the page asked for.
    pub(crate) hindrance: Option<Hindrance>,
}

impl ReadPage {
    /// Takes a page apart and reads its articles. Never fails.
    pub(crate) fn of(capture: Capture, config: &PageConfig, models: &Models) -> ReadPage {
        ReadPage::with_help(capture, config, models, None)
    }

    /// The same, with a bigger model asked for what the built-in one may have missed. Where it gives no answer, a note says so.
    pub(crate) fn with_help(
        capture: Capture,
        config: &PageConfig,
        models: &Models,
        helper: Option<&dyn Proposer>,
    ) -> ReadPage {
        let is_pdf = pdf::is_pdf(&capture.body);
        let page = if is_pdf { pdf::parse(&capture, config) } else { onrecord_page::parse(&capture, config) };
        let read = |article: Article| {
            let reading = match helper {
                None => onrecord_reading::read(&article, models),
                Some(helper) => read_with_help(&article, models, helper),
            };
            (article, reading)
        };
        let counters = onrecord_reading::page_counters(&page.value, models);
        let hindrance = page.value.hindrance;
        let articles = page.value.articles.into_iter().map(read).collect();
        ReadPage { articles, notes: page.notes, capture, counters, hindrance }
    }

    /// Bytes that need not be read, as the archive has what was read in them.
    pub(crate) fn unread(capture: Capture) -> ReadPage {
        ReadPage { capture, notes: Vec::new(), articles: Vec::new(), counters: Vec::new(), hindrance: None }
    }

    /// Whether anything on it can be read at all.
    pub(crate) fn has_text(&self) -> bool {
        self.articles.iter().any(|(article, _)| !article.text.as_str().trim().is_empty())
    }
}

fn read_with_help(article: &Article, models: &Models, helper: &dyn Proposer) -> Reading {
    match helper.propose(article) {
        Ok(proposals) => onrecord_reading::read_with(article, models, helper.name(), &proposals),
        Err(why) => {
            let mut reading = onrecord_reading::read(article, models);
            let message = format!("The model {} gave nothing for this article: {why}.", helper.name());
            reading.notes.push(Note::new("model-silent", message));
            reading
        }
    }
}

/// As many threads as asked for, else as the machine has cores; ten seconds of work for a page (the page's own limits keep it near one), in
/// two minutes at most: on a busy machine a page waits, and that is no fault of its own.
pub(crate) fn team(readers: Option<NonZeroUsize>) -> Team {
    let cores = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    Team {
        readers: readers.unwrap_or_else(cores),
        patience: Duration::from_secs(10),
        at_most: Duration::from_secs(120),
        left_behind: 8,
    }
}

impl Team {
    /// Works off `jobs`; gives each to `sink` in order with what became of it. Ends early when `stop` turns true (after the jobs
    /// under way) or when the sink fails (at once).
    pub(crate) fn run<J, R, E>(
        &self,
        jobs: impl Iterator<Item = J>,
        work: impl Fn(&J) -> R + Send + Sync + 'static,
        stop: &AtomicBool,
        mut sink: impl FnMut(&J, Outcome<R>) -> Result<(), E>,
    ) -> Result<End, E>
    where
        J: Send + Sync + 'static,
        R: Send + 'static,
        E: From<io::Error>,
    {
        let mut jobs = jobs.fuse();
        let mut hall = Hall::open(self, Arc::new(work))?;
        let mut exhausted = false;
        loop {
            while !exhausted && hall.has_room() {
                let next = if stop.load(Ordering::Relaxed) { None } else { jobs.next() };
                exhausted = next.is_none();
                next.into_iter().for_each(|job| hall.begin(job));
            }
            while let Some((job, outcome)) = hall.take_first() {
                sink(&job, outcome)?;
            }
            if hall.is_empty() && exhausted {
                return Ok(if stop.load(Ordering::Relaxed) { End::Stopped } else { End::Complete });
            }
            if hall.is_empty() {
                continue;
            }
            if hall.wait()? == Waited::AllLeftBehind {
                return Ok(End::Stuck);
            }
        }
    }
}

/// The jobs under way, in order, and the threads at work on them.
struct Hall<J, R> {
    team: Team,
    desks: VecDeque<Desk<J, R>>,
    /// The number of the first desk.
    first: usize,
    to_readers: Sender<Numbered<J>>,
    from_readers: Receiver<Report<R>>,
    shared: Shared<J, R>,
    left_behind: usize,
}

/// A job and its number in the run.
type Numbered<J> = (usize, Arc<J>);

struct Desk<J, R> {
    job: Arc<J>,
    begun: Option<Begun>,
    outcome: Option<Outcome<R>>,
}

/// Since when a thread has been at work on a job.
struct Begun {
    at: Instant,
    /// What the thread's clock showed then.
    worked: Option<Duration>,
    clock: Arc<Worked>,
    /// Sets the thread free to be left behind.
    left: Arc<AtomicBool>,
}

impl Begun {
    /// Whether the job has had more than its share: of the processor, or where that can't be told, of the clock.
    fn is_late(&self, team: &Team) -> bool {
        let waited = self.at.elapsed();
        let worked = self.worked.zip(self.clock.read()).map(|(then, now)| now.saturating_sub(then));
        waited > team.at_most || waited > team.patience && worked.is_none_or(|worked| worked > team.patience)
    }
}

/// The processor time of one thread, which any other may read (Linux: `/proc/thread-self/schedstat`, in nanoseconds).
struct Worked(Option<Mutex<File>>);

impl Worked {
    /// Of the thread that asks.
    fn by_this_thread() -> Worked {
        Worked(File::open("/proc/thread-self/schedstat").ok().map(Mutex::new))
    }

    /// None where the system does not tell.
    fn read(&self) -> Option<Duration> {
        let mut file = self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        let mut line = String::new();
        file.rewind().and_then(|()| file.read_to_string(&mut line)).ok()?;
        line.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    }
}

enum Report<R> {
    Began(usize, Begun),
    Ended(usize, Outcome<R>),
}

#[derive(PartialEq, Eq)]
enum Waited {
    Some,
    AllLeftBehind,
}

/// What each thread holds.
struct Shared<J, R> {
    queue: Arc<Mutex<Receiver<Numbered<J>>>>,
    reports: Sender<Report<R>>,
    work: Arc<dyn Fn(&J) -> R + Send + Sync>,
}

impl<J: Send + Sync + 'static, R: Send + 'static> Hall<J, R> {
    fn open(team: &Team, work: Arc<dyn Fn(&J) -> R + Send + Sync>) -> io::Result<Hall<J, R>> {
        let (to_readers, queue) = mpsc::channel();
        let (reports, from_readers) = mpsc::channel();
        let shared = Shared { queue: Arc::new(Mutex::new(queue)), reports, work };
        for _ in 0..team.readers.get() {
            shared.employ()?;
        }
        Ok(Hall { team: *team, desks: VecDeque::new(), first: 0, to_readers, from_readers, shared, left_behind: 0 })
    }

    /// Twice as many jobs as threads keep every thread busy while the oldest job holds up the others' results; a few more even out
    /// long and short pages.
    fn has_room(&self) -> bool {
        self.desks.len() < 2 * self.team.readers.get() + 4
    }

    fn is_empty(&self) -> bool {
        self.desks.is_empty()
    }

    fn begin(&mut self, job: J) {
        let job = Arc::new(job);
        // The queue's other end lives in `self.shared`: sending cannot fail.
        let _ = self.to_readers.send((self.first + self.desks.len(), Arc::clone(&job)));
        self.desks.push_back(Desk { job, begun: None, outcome: None });
    }

    fn take_first(&mut self) -> Option<(Arc<J>, Outcome<R>)> {
        let outcome = self.desks.front_mut()?.outcome.take()?;
        self.first += 1;
        Some((self.desks.pop_front()?.job, outcome))
    }

    /// Waits until something has happened, or until it is time to look at the clock.
    fn wait(&mut self) -> io::Result<Waited> {
        let tick = (self.team.patience / 10).min(Duration::from_millis(250));
        match self.from_readers.recv_timeout(tick) {
            Ok(report) => self.note(report),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => (),
        }
        // All that has been reported counts before anybody is called late: this thread itself may have been busy.
        while let Ok(report) = self.from_readers.try_recv() {
            self.note(report);
        }
        self.give_up_on_late_jobs()
    }

    fn note(&mut self, report: Report<R>) {
        let (Report::Began(number, ..) | Report::Ended(number, _)) = &report;
        let Some(desk) = number.checked_sub(self.first).and_then(|at| self.desks.get_mut(at)) else {
            return;
        };
        match report {
            Report::Began(_, begun) => desk.begun = Some(begun),
            Report::Ended(_, outcome) => {
                desk.begun = None;
                desk.outcome.get_or_insert(outcome);
            }
        }
    }

    fn give_up_on_late_jobs(&mut self) -> io::Result<Waited> {
        for desk in &mut self.desks {
            let Some(late) = desk.begun.take_if(|begun| begun.is_late(&self.team)) else {
                continue;
            };
            late.left.store(true, Ordering::Relaxed);
            desk.outcome = Some(Outcome::TookTooLong);
            self.left_behind += 1;
            if self.left_behind <= self.team.left_behind {
                self.shared.employ()?;
            }
        }
        let readers_left = self.team.readers.get() + self.team.left_behind > self.left_behind;
        let first_is_done = self.desks.front().is_some_and(|desk| desk.outcome.is_some());
        Ok(if readers_left || first_is_done { Waited::Some } else { Waited::AllLeftBehind })
    }
}

impl<J: Send + Sync + 'static, R: Send + 'static> Shared<J, R> {
    /// One more thread. It ends when the hall is closed or when it has been left behind.
    fn employ(&self) -> io::Result<()> {
        let (queue, reports, work) = (Arc::clone(&self.queue), self.reports.clone(), Arc::clone(&self.work));
        let reader = move || {
            let left = Arc::new(AtomicBool::new(false));
            let clock = Arc::new(Worked::by_this_thread());
            while !left.load(Ordering::Relaxed) {
                let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((number, job)) = next else { return };
                let (clock, left) = (Arc::clone(&clock), Arc::clone(&left));
                let begun = Begun { at: Instant::now(), worked: clock.read(), clock, left };
                let _ = reports.send(Report::Began(number, begun));
                let outcome = caught(|| work(&job));
                if reports.send(Report::Ended(number, outcome)).is_err() {
                    return;
                }
            }
        };
        // As much stack as a main thread has: the depth of a page is limited, the frames of the parsers are not ours.
        thread::Builder::new().name("reader".to_owned()).stack_size(8 << 20).spawn(reader).map(drop)
    }
}

thread_local! {
    /// Where this thread panicked, while it is in [`caught`].
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work`; a panic becomes an outcome instead of a message on stderr (see [`keep_panics_of_readers`]).
fn caught<R>(work: impl FnOnce() -> R) -> Outcome<R> {
    match panic::catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => Outcome::Done(result),
        Err(payload) => {
            let said = PANIC.take().unwrap_or_else(|| message_of(payload.as_ref()).to_owned());
            Outcome::Panicked(said)
        }
    }
}

/// From now on a panic on a reader's thread is kept for its [`Outcome::Panicked`]; elsewhere it is printed as ever.
pub(crate) fn keep_panics_of_readers() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panicked| {
        if thread::current().name() != Some("reader") {
            return print(panicked);
        }
        let place = panicked.location().map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
        PANIC.set(Some(format!("{}{place}", message_of(panicked.payload()))));
    }));
}

fn message_of(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic without words")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEAM: Team = Team {
        readers: NonZeroUsize::MIN.saturating_add(2),
        patience: Duration::from_secs(1),
        at_most: Duration::from_secs(2),
        left_behind: 2,
    };

    /// Jobs that are even are done, 7 panics, those above 900 never end.
    fn work(job: &u32) -> u32 {
        match job {
            7 => panic!("seven"),
            901.. => loop {
                thread::park();
            },
            _ => job * 10,
        }
    }

    fn run(jobs: Vec<u32>) -> (End, Vec<(u32, Outcome<u32>)>) {
        keep_panics_of_readers();
        let mut out = Vec::new();
        let end = TEAM.run(jobs.into_iter(), work, &AtomicBool::new(false), |job, outcome| {
            out.push((*job, outcome));
            Ok::<(), io::Error>(())
        });
        (end.expect("threads can be made"), out)
    }

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        let jobs: Vec<u32> = (10..300).collect();
        let expected = jobs.iter().map(|j| (*j, Outcome::Done(j * 10))).collect();
        assert_eq!(run(jobs), (End::Complete, expected));
    }

    #[test]
    fn a_panic_and_an_endless_job_harm_no_other() {
        let (end, out) = run(vec![1, 7, 2, 999, 3, 7, 998, 4]);
        assert_eq!(end, End::Complete);
        assert!(out.iter().all(|(job, outcome)| match job {
            7 => matches!(outcome, Outcome::Panicked(said) if said.contains("seven")),
            901.. => *outcome == Outcome::TookTooLong,
            _ => *outcome == Outcome::Done(job * 10),
        }));
        assert_eq!(out.len(), 8);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_job_that_works_is_given_up_and_one_that_waits_is_not() {
        let team = Team { patience: Duration::from_millis(200), at_most: Duration::from_secs(600), ..TEAM };
        let work = |job: &u32| match job {
            0 => thread::sleep(Duration::from_secs(1)),
            _ => loop {
                std::hint::spin_loop();
            },
        };
        let mut out = Vec::new();
        let end = team.run(0..2, work, &AtomicBool::new(false), |job, outcome| {
            out.push((*job, outcome));
            Ok::<(), io::Error>(())
        });
        assert_eq!((end.ok(), out), (Some(End::Complete), vec![(0, Outcome::Done(())), (1, Outcome::TookTooLong)]));
    }

    #[test]
    fn too_many_endless_jobs_end_the_run() {
        let (end, out) = run((1000..1100).collect());
        assert_eq!((end, out.len()), (End::Stuck, 5));
    }

    #[test]
    fn a_stop_ends_after_the_jobs_under_way() {
        let stop = AtomicBool::new(false);
        let mut dealt_with = 0;
        let end = TEAM.run(0..7, work, &stop, |_, _| {
            dealt_with += 1;
            stop.store(true, Ordering::Relaxed);
            Ok::<(), io::Error>(())
        });
        assert_eq!(end.ok(), Some(End::Stopped));
        assert!(dealt_with > 0);
    }

    #[test]
    fn a_failing_sink_ends_the_run_at_once() {
        let end = TEAM.run(0..7, work, &AtomicBool::new(false), |_, _| Err(io::Error::other("full")));
        assert_eq!(end.map_err(|e| e.to_string()), Err("full".to_owned()));
    }
}
