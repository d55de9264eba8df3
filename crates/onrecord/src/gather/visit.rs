//! Manners: one question a host at a time, in its own time, and only where its robots.txt allows it.
//!
//! Takes an [`Errand`], gives a [`Visit`]: every answer on the way in order (the robots.txt, redirects, the last one), so that all of
//! them can be kept, and why it ended where it did not end well. Every hop goes through the same gate: judged, asked of the robots.txt
//! of its own host, in that host's turn. Refuses with a [`Missed`].

use super::{
    address::{Reach, Target},
    robots::{Robots, Verdict},
    web::{Answer, Missed, PRODUCT, Question, Validators, Wanted, Web},
};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::Mutex as TurnMutex;

/// Redirects followed before an address is taken to lead nowhere. RFC 9309 asks for five with robots.txt.
const MOST_HOPS: usize = 5;
/// A robots.txt is asked for again after so long (RFC 9309, 2.4).
pub(super) const ROBOTS_FOR: SignedDuration = SignedDuration::from_hours(24);
/// The longest pause that a robots.txt can ask for. Some ask for a day to keep everybody out; that is what `Disallow: /` is for.
const LONGEST_DELAY: Duration = Duration::from_secs(300);
/// The first wait after a failure; it doubles with each, up to the longest.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(60);
/// A host that is down for days is still asked four times a day.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(6);
/// Nobody may send us away for longer.
const LONGEST_RETRY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What is to be fetched, and how.
#[derive(Clone, Debug)]
pub(crate) struct Errand {
    /// Where to begin.
    pub(crate) target: Target,
    /// What kind of answer is taken.
    pub(crate) wanted: Wanted,
    /// What is known of the last answer.
    pub(crate) known: Validators,
    /// How the host is treated.
    pub(crate) manners: Manners,
}

/// How a host is treated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Manners {
    /// Between the end of an answer and the next question to the same host, unless its robots.txt asks for more.
    pub(crate) delay: Duration,
    /// Longer than this nobody waits for a host's turn: the errand is put off instead.
    pub(crate) patience: SignedDuration,
    /// Why a robots.txt that forbids is not obeyed. It is fetched and kept all the same, and the reason with it.
    pub(crate) overruled: Option<String>,
}

impl Default for Manners {
    fn default() -> Manners {
        Manners { delay: Duration::from_secs(2), patience: SignedDuration::from_mins(2), overruled: None }
    }
}

/// What was met on an errand.
#[derive(Debug)]
pub(crate) struct Visit {
    /// Every answer, in order.
    pub(crate) steps: Vec<Step>,
    /// Why the last of them is not what was wanted.
    pub(crate) missed: Option<Missed>,
}

/// One answer on the way.
#[derive(Debug)]
pub(crate) struct Step {
    /// As received.
    pub(crate) answer: Answer,
    /// A robots.txt, asked for on the way.
    pub(crate) is_robots: bool,
    /// What robots.txt said of it, for the record.
    pub(crate) robots: String,
    /// The address that sent us here.
    pub(crate) via: Option<String>,
}

impl Visit {
    /// The answer that was wanted.
    pub(crate) fn answer(&self) -> Option<&Answer> {
        self.steps.last().filter(|_| self.missed.is_none()).map(|step| &step.answer)
    }
}

/// How a host stands with us.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Turn {
    /// Nothing is asked of it before.
    pub(crate) free_at: Option<Timestamp>,
    /// Failures since the last good answer.
    pub(crate) failures: u32,
}

/// Goes on errands.
pub(crate) struct Visitor {
    web: Web,
    hosts: Mutex<HashMap<String, Arc<TurnMutex<Turn>>>>,
    robots: Mutex<HashMap<String, Known>>,
}

#[derive(Clone)]
struct Known {
    robots: Arc<Result<Robots, String>>,
    until: Timestamp,
}

impl Visitor {
    pub(crate) fn new(web: Web) -> Visitor {
        Visitor { web, hosts: Mutex::default(), robots: Mutex::default() }
    }

    /// The time.
    pub(crate) fn now(&self) -> Timestamp {
        self.web.now()
    }

    /// What may be reached.
    pub(crate) fn reach(&self) -> Reach {
        self.web.reach()
    }

    /// What an earlier run knew of a host.
    pub(crate) fn remember(&self, host: &str, turn: Turn) {
        let known = Arc::new(TurnMutex::new(turn));
        lock(&self.hosts).insert(host.to_owned(), known);
    }

    /// How a host stands; as if unknown while a question to it is under way.
    pub(crate) fn turn(&self, host: &str) -> Turn {
        let known = lock(&self.hosts).get(host).cloned();
        known.and_then(|turn| turn.try_lock().map(|t| *t).ok()).unwrap_or_default()
    }

    /// What an earlier run learnt of an origin's robots.txt at a time.
    pub(crate) fn remember_robots(&self, origin: &str, body: &[u8], at: Timestamp) {
        let robots = Arc::new(Ok(Robots::parse(body, PRODUCT)));
        lock(&self.robots)
            .insert(origin.to_owned(), Known { robots, until: at.saturating_add(ROBOTS_FOR).unwrap_or(at) });
    }

    /// Whether what an origin's robots.txt says is known, and still counts.
    pub(crate) fn knows_robots(&self, origin: &str) -> bool {
        lock(&self.robots).get(origin).is_some_and(|known| known.until > self.now())
    }

    /// Goes and comes back.
    pub(crate) async fn visit(&self, errand: &Errand) -> Visit {
        let mut steps = Vec::new();
        let missed = self.go(errand, &mut steps).await.err();
        Visit { steps, missed }
    }

    async fn go(&self, errand: &Errand, steps: &mut Vec<Step>) -> Result<(), Missed> {
        let mut target = errand.target.clone();
        let mut via: Option<String> = None;
        for _ in 0..=MOST_HOPS {
            let (robots, delay) = self.allowed(&target, errand, steps).await?;
            // Elsewhere the validators of the first address mean nothing.
            let known = if via.is_none() { errand.known.clone() } else { Validators::default() };
            let question = Question { target: target.clone(), wanted: errand.wanted, known };
            let answer = self.ask_in_turn(&question, delay, errand.manners.patience).await?;
            let next = answer.redirect();
            let from = answer.url.to_string();
            steps.push(Step { answer, is_robots: false, robots, via: via.take() });
            match next {
                None => return Ok(()),
                Some(Err(_)) => return Err(Missed::Astray("it leads to an address that is none")),
                Some(Ok(url)) => target = Target::of(url, self.reach()).map_err(Missed::Refused)?,
            }
            via = Some(from);
        }
        Err(Missed::Astray("it leads on and on, five times without a page"))
    }

    /// What robots.txt says of a target, in words, and the pause that the host wants. Fetches the robots.txt where it is not known.
    async fn allowed(
        &self,
        target: &Target,
        errand: &Errand,
        steps: &mut Vec<Step>,
    ) -> Result<(String, Duration), Missed> {
        let robots = self.robots_of(target, &errand.manners, steps).await?;
        let path = target
            .url
            .query()
            .map_or_else(|| target.url.path().to_owned(), |query| format!("{}?{query}", target.url.path()));
        let (verdict, delay) = match robots.as_ref() {
            Ok(robots) => (robots.verdict(&path), robots.delay.unwrap_or_default().min(LONGEST_DELAY)),
            Err(why) => (Verdict { allowed: false, rule: Some(why.clone()) }, Duration::ZERO),
        };
        let delay = delay.max(errand.manners.delay);
        match (verdict, &errand.manners.overruled) {
            (Verdict { allowed: true, rule: None }, _) => Ok(("no rule".to_owned(), delay)),
            (Verdict { allowed: true, rule: Some(rule) }, _) => Ok((format!("allowed ({rule})"), delay)),
            (Verdict { rule, .. }, Some(reason)) => {
                Ok((format!("overruled ({}): {reason}", rule.unwrap_or_default()), delay))
            }
            (Verdict { rule, .. }, None) => Err(Missed::Robots(rule.unwrap_or_default())),
        }
    }

    async fn robots_of(
        &self,
        target: &Target,
        manners: &Manners,
        steps: &mut Vec<Step>,
    ) -> Result<Arc<Result<Robots, String>>, Missed> {
        let origin = target.origin();
        let known = lock(&self.robots).get(&origin).cloned();
        if let Some(known) = known.filter(|known| known.until > self.now()) {
            return Ok(known.robots);
        }
        let (robots, life) = self.fetch_robots(target, manners, steps).await?;
        let known =
            Known { robots: Arc::new(robots), until: self.now().saturating_add(life).unwrap_or(Timestamp::MAX) };
        lock(&self.robots).insert(origin, known.clone());
        Ok(known.robots)
    }

    /// RFC 9309, 2.3.1: found → its rules; not there → no rules; not to be had → nothing is allowed, for a while.
    async fn fetch_robots(
        &self,
        target: &Target,
        manners: &Manners,
        steps: &mut Vec<Step>,
    ) -> Result<(Result<Robots, String>, SignedDuration), Missed> {
        let Ok(mut url) = target.url.join("/robots.txt") else { return Ok((Ok(Robots::default()), ROBOTS_FOR)) };
        let mut via: Option<String> = None;
        for _ in 0..=MOST_HOPS {
            let target = match Target::of(url, self.reach()) {
                Ok(target) => target,
                Err(why) => return Ok((Err(format!("robots.txt leads astray: {why}")), ROBOTS_FOR)),
            };
            let question = Question { target, wanted: Wanted::Robots, known: Validators::default() };
            // The page itself may follow at once: reading the rules first is no second visit.
            let answer = match self.ask_in_turn(&question, Duration::ZERO, manners.patience).await {
                Ok(answer) => answer,
                Err(Missed::Broken(why)) => return Ok((Err(format!("robots.txt: {why}")), FIRST_WAIT * 10)),
                Err(missed) => return Err(missed),
            };
            let (status, next, from) = (answer.head.status, answer.redirect(), answer.url.to_string());
            let rules = Robots::parse(&answer.body, PRODUCT);
            steps.push(Step { answer, is_robots: true, robots: "not asked".to_owned(), via: via.take() });
            match (status, next) {
                (_, Some(Ok(to))) => url = to,
                (200..=299, _) => return Ok((Ok(rules), ROBOTS_FOR)),
                (429 | 500..=599, _) => {
                    return Ok((Err(format!("robots.txt is not to be had (status {status})")), FIRST_WAIT * 10));
                }
                _ => return Ok((Ok(Robots::default()), ROBOTS_FOR)),
            }
            via = Some(from);
        }
        Ok((Ok(Robots::default()), ROBOTS_FOR))
    }

    /// Waits for the host's turn, asks, and settles when it is free again.
    async fn ask_in_turn(
        &self,
        question: &Question,
        delay: Duration,
        patience: SignedDuration,
    ) -> Result<Answer, Missed> {
        let host = question.target.host_name();
        let turn = Arc::clone(lock(&self.hosts).entry(host.clone()).or_default());
        let mut turn = turn.lock().await;
        if let Some(free_at) = turn.free_at {
            let wait = free_at.duration_since(self.now());
            if wait > patience {
                return Err(Missed::Later(free_at));
            }
            if let Ok(wait) = Duration::try_from(wait) {
                tokio::time::sleep(wait).await;
            }
        }
        let result = self.web.ask(question).await;
        turn.settle(&host, &result, self.now(), delay);
        result
    }
}

impl Turn {
    /// After a good answer the host rests for the delay; after a failure for twice as long as the time before, or as it asked.
    fn settle(&mut self, host: &str, result: &Result<Answer, Missed>, now: Timestamp, delay: Duration) {
        let failed = match result {
            Ok(answer) => answer.head.status == 429 || answer.head.status >= 500,
            Err(missed) => missed.concerns_host(),
        };
        let rest = SignedDuration::try_from(delay).unwrap_or_default();
        if !failed {
            *self = Turn { free_at: now.checked_add(rest).ok(), failures: 0 };
            return;
        }
        self.failures = self.failures.saturating_add(1);
        let asked = result.as_ref().ok().and_then(Answer::retry_after);
        let wait = match asked {
            Some(at) => at.duration_since(now).clamp(rest, LONGEST_RETRY),
            None => backoff(host, self.failures).max(rest),
        };
        self.free_at = now.checked_add(wait).ok();
    }
}

/// Doubles with every failure; spread by a quarter to either side, so that hosts which failed together are not asked together.
fn backoff(host: &str, failures: u32) -> SignedDuration {
    let doubled = FIRST_WAIT.as_secs().saturating_mul(1 << failures.saturating_sub(1).min(20));
    let digest = Sha256::digest(format!("{host} {failures}"));
    let share = 75 + i64::from(digest[0]) * 50 / 255;
    SignedDuration::from_secs(doubled.min(LONGEST_WAIT.as_secs()) * share / 100)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
