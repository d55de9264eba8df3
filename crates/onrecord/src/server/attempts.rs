//! How often somebody may try a password: a few times at once, then once a minute.
//!
//! Counted by the address that asks (of IPv6 the network of 64 bits that one customer has) and by the name that is tried, known or not.
//! Takes a key and the time, gives leave or how long to wait. Holds a bounded number of keys, the emptiest go first.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Tries at once.
const MOST: f64 = 8.0;
/// After so long there is one more.
const ONE_MORE: Duration = Duration::from_secs(60);
/// Keys that are held.
const KEYS: usize = 10_000;

/// The tries of the last minutes.
#[derive(Debug, Default)]
pub(super) struct Attempts(Mutex<HashMap<String, Tries>>);

#[derive(Clone, Copy, Debug)]
struct Tries {
    made: f64,
    at: Instant,
}

impl Tries {
    /// As many as still count.
    fn left(self, now: Instant) -> f64 {
        (self.made - now.saturating_duration_since(self.at).as_secs_f64() / ONE_MORE.as_secs_f64()).max(0.0)
    }
}

/// The keys under which a log-in is counted.
pub(super) fn keys(address: IpAddr, name: &str) -> [String; 2] {
    let network = match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("{:x?}", &address.segments()[..4]),
    };
    // Any name that is sent is a key; a hash bounds its length.
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    [format!("from {network}"), format!("name {}", crate::people::digest(&name))]
}

impl Attempts {
    /// Counts a try under each key, or gives the time until one is free.
    pub(super) fn take(&self, keys: &[String], now: Instant) -> Result<(), Duration> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let made = |all: &HashMap<String, Tries>, key: &String| all.get(key).map_or(0.0, |tries| tries.left(now));
        let most = keys.iter().map(|key| made(&all, key)).fold(0.0, f64::max);
        if most + 1.0 > MOST {
            return Err(ONE_MORE.mul_f64(most + 1.0 - MOST));
        }
        for key in keys {
            let tries = Tries { made: made(&all, key) + 1.0, at: now };
            if all.len() >= KEYS && !all.contains_key(key) {
                make_room(&mut all, now);
            }
            all.insert(key.clone(), tries);
        }
        Ok(())
    }

    /// Takes a try back: the password was right.
    pub(super) fn give_back(&self, keys: &[String], now: Instant) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for key in keys {
            if let Some(tries) = all.get_mut(key) {
                *tries = Tries { made: (tries.left(now) - 1.0).max(0.0), at: now };
            }
        }
    }
}

fn make_room(all: &mut HashMap<String, Tries>, now: Instant) {
    all.retain(|_, tries| tries.left(now) > 0.0);
    if all.len() >= KEYS {
        // Half at once, so that room is not made anew with every try.
        let mut counts: Vec<f64> = all.values().map(|tries| tries.left(now)).collect();
        counts.sort_by(f64::total_cmp);
        let middle = counts[counts.len() / 2];
        let mut kept = 0;
        all.retain(|_, tries| {
            let keep = tries.left(now) > middle || (tries.left(now) == middle && kept < KEYS / 4);
            kept += usize::from(keep);
            keep
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str, name: &str) -> [String; 2] {
        keys(address.parse().expect("an address"), name)
    }

    #[test]
    fn a_few_at_once_then_one_a_minute() {
        let (attempts, now) = (Attempts::default(), Instant::now());
        let orla = of("192.0.2.1", "Orla");
        for _ in 0..8 {
            assert!(attempts.take(&orla, now).is_ok());
        }
        assert_eq!(attempts.take(&orla, now), Err(ONE_MORE));
        assert!(attempts.take(&of("192.0.2.1", "Tam"), now).is_err(), "the address has had its tries");
        assert!(attempts.take(&of("192.0.2.2", " oRLA "), now).is_err(), "the name has had its tries");
        assert!(attempts.take(&of("192.0.2.2", "Tam"), now).is_ok());
        assert!(attempts.take(&orla, now + ONE_MORE).is_ok());
        assert!(attempts.take(&orla, now + ONE_MORE).is_err());
        attempts.give_back(&orla, now + ONE_MORE);
        assert!(attempts.take(&orla, now + ONE_MORE).is_ok(), "right passwords don't count");
    }

    #[test]
    fn a_network_is_one_address_and_memory_is_bounded() {
        assert_eq!(of("2001:db8:1:2::1", "a"), of("2001:db8:1:2:ffff::9", "a"));
        assert_ne!(of("2001:db8:1:2::1", "a"), of("2001:db8:1:3::1", "a"));
        assert_eq!(of("::ffff:192.0.2.1", "a"), of("192.0.2.1", "a"));
        let (attempts, now) = (Attempts::default(), Instant::now());
        let orla = of("192.0.2.1", "Orla");
        for _ in 0..8 {
            assert!(attempts.take(&orla, now).is_ok());
        }
        for n in 0..2 * KEYS as u32 {
            assert!(attempts.take(&keys(IpAddr::V4(n.into()), &n.to_string()), now).is_ok());
        }
        assert!(attempts.0.lock().expect("no panic").len() <= KEYS);
        assert!(attempts.take(&orla, now).is_err(), "whoever tried most is remembered longest");
    }
}
