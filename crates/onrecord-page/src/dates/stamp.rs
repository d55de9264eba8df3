//! A date as far as it is known, with its time and zone where given.

use crate::{Precision, Published};
use jiff::civil::Date;

/// A date with what is known of it. Month and day are checked against the calendar when it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) year: i16,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    /// Hour, minute, second.
    pub(crate) time: Option<(i8, i8, Option<i8>)>,
    /// `Z` or `+03:00`.
    pub(crate) zone: Option<String>,
}

impl Stamp {
    /// A day of the calendar between 1900 and 2100.
    pub(crate) fn day(year: i16, month: i8, day: i8) -> Option<Stamp> {
        if !(1900..=2100).contains(&year) {
            return None;
        }
        Date::new(year, month, day).ok()?;
        Some(Stamp { year, month: Some(month), day: Some(day), time: None, zone: None })
    }

    /// A month between 1900 and 2100.
    pub(crate) fn month(year: i16, month: i8) -> Option<Stamp> {
        Stamp::day(year, month, 1).map(|s| Stamp { day: None, ..s })
    }

    /// The first day it can mean.
    pub(crate) fn date(&self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Date::constant(1900, 1, 1))
    }

    pub(crate) fn precision(&self) -> Precision {
        match (self.month, self.day, self.time) {
            (None, ..) => Precision::Year,
            (_, None, _) => Precision::Month,
            (.., None) => Precision::Day,
            (.., Some((_, _, None))) => Precision::Minute,
            (.., Some(_)) => Precision::Second,
        }
    }

    /// ISO 8601, as long as it is known.
    pub(crate) fn iso(&self) -> String {
        let mut s = format!("{:04}", self.year);
        if let Some(month) = self.month {
            s += &format!("-{month:02}");
        }
        if let Some(day) = self.day {
            s += &format!("-{day:02}");
        }
        if let Some((hour, minute, second)) = self.time {
            s += &format!("T{hour:02}:{minute:02}");
            if let Some(second) = second {
                s += &format!(":{second:02}");
            }
            s += self.zone.as_deref().unwrap_or("");
        }
        s
    }

    pub(crate) fn published(&self, evidence: impl Into<String>) -> Published {
        Published { value: self.iso(), precision: self.precision(), evidence: evidence.into() }
    }
}
