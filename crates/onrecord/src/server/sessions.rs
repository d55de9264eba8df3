//! Who is logged in: random ids that browsers keep in a cookie, each for a bounded time.
//!
//! Takes a name and gives an id that is told once; of ids only hashes are held, and those in memory alone: a server that ends logs
//! everybody out. Each session has a token of its own for the forms of its pages. Refuses nothing but what is unknown or over.

use crate::{
    failure::Failure,
    people::{digest, secret},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// From log-in to the end of a session: a working day.
pub(super) const LASTS: Duration = Duration::from_secs(12 * 60 * 60);
/// Most sessions at a time; another one ends the one that would end next.
const MOST: usize = 1_000;

/// The sessions of one server.
#[derive(Debug, Default)]
pub(super) struct Sessions(Mutex<HashMap<String, Session>>);

/// Somebody who is logged in.
#[derive(Clone, Debug)]
pub(super) struct Session {
    /// By which name.
    pub(super) name: String,
    /// Of the password that was given: another password ends the session.
    pub(super) stamp: String,
    /// What the forms of its pages carry.
    pub(super) token: Arc<str>,
    ends: Instant,
}

impl Sessions {
    /// Begins a session; gives its id.
    pub(super) fn open(&self, name: &str, stamp: String, now: Instant) -> Result<String, Failure> {
        let id = secret()?;
        let session = Session { name: name.to_owned(), stamp, token: secret()?.into(), ends: now + LASTS };
        let mut all = self.all();
        all.retain(|_, session| session.ends > now);
        if all.len() >= MOST
            && let Some(next) = all.iter().min_by_key(|(_, session)| session.ends).map(|(id, _)| id.clone())
        {
            all.remove(&next);
        }
        all.insert(digest(&id), session);
        Ok(id)
    }

    /// The session of an id, unless it is over.
    pub(super) fn find(&self, id: &str, now: Instant) -> Option<Session> {
        self.all().get(&digest(id)).filter(|session| session.ends > now).cloned()
    }

    /// Ends a session.
    pub(super) fn close(&self, id: &str) {
        self.all().remove(&digest(id));
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Session>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_known_by_its_id_until_it_ends() {
        let (sessions, now) = (Sessions::default(), Instant::now());
        let id = sessions.open("Orla", "s".to_owned(), now).expect("random numbers");
        let other = sessions.open("Orla", "s".to_owned(), now).expect("random numbers");
        assert!(id != other && id.len() == 64);
        let token = |id: &str| sessions.find(id, now).map(|session| session.token);
        assert!(token(&id).is_some() && token(&id) != token(&other));
        assert!(sessions.find(&digest(&id), now).is_none(), "what is held opens nothing");
        assert!(sessions.find("", now).is_none());
        assert!(sessions.find(&id, now + LASTS).is_none(), "it is over");
        sessions.close(&id);
        assert!(sessions.find(&id, now).is_none() && sessions.find(&other, now).is_some());
    }

    #[test]
    fn there_are_never_more_than_so_many() {
        let (sessions, now) = (Sessions::default(), Instant::now());
        let first = sessions.open("Orla", String::new(), now).expect("random numbers");
        for n in 1..=MOST as u64 {
            sessions.open("Tam", String::new(), now + Duration::from_millis(n)).expect("random numbers");
        }
        assert_eq!(sessions.all().len(), MOST);
        assert!(sessions.find(&first, now).is_none());
        sessions.open("Tam", String::new(), now + 2 * LASTS).expect("random numbers");
        assert_eq!(sessions.all().len(), 1);
    }
}
