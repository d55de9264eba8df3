//! Dates of publication as numbers to sort, bound and count by.
//!
//! Takes the ISO 8601 text of a [`onrecord_page::Published`], which is as long as the date is known (`2021`, `2021-12-28T10:30+03:00`).
//! Times are compared in the page's own clock: where a zone is missing none is made up.

use jiff::civil::Date;

/// The days that a date may stand for, as `YYYYMMDD`: `2021-12` is `20211201..=20211231`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) first: u64,
    pub(crate) last: u64,
}

impl Days {
    /// None where the text is no date.
    pub(crate) fn of(value: &str) -> Option<Days> {
        let date = value.split('T').next()?;
        let mut parts = date.split('-');
        let number = |part: &str, digits: usize| {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
        };
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map(|p| number(p, 2)).map_or(Some(None), |n| n.map(Some))?;
        let day = parts.next().map(|p| number(p, 2)).map_or(Some(None), |n| n.map(Some))?;
        if parts.next().is_some() {
            return None;
        }
        let small = |n: i16| i8::try_from(n).ok();
        let (first, last) = match (month, day) {
            (None, _) => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
            (Some(month), None) => {
                let first = Date::new(year, small(month)?, 1).ok()?;
                (first, first.last_of_month())
            }
            (Some(month), Some(day)) => {
                let date = Date::new(year, small(month)?, small(day)?).ok()?;
                (date, date)
            }
        };
        Some(Days { first: packed(first), last: packed(last) })
    }
}

fn packed(date: Date) -> u64 {
    u64::try_from(i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())).unwrap_or(0)
}

/// The time as `YYYYMMDDhhmmss`, zeros for what is not known. None where the text is no date.
pub(crate) fn order_of(value: &str) -> Option<i64> {
    Days::of(value)?;
    let (date, time) = value.split_once('T').unwrap_or((value, ""));
    let clock = time.split(['+', '-', 'Z', '.']).next().unwrap_or("");
    let digits = |text: &str, width: usize| {
        let digits: String = text.chars().filter(char::is_ascii_digit).take(width).collect();
        format!("{digits:0<width$}").parse::<i64>().ok()
    };
    Some(digits(date, 8)? * 1_000_000 + digits(clock, 6)?)
}

/// A point in time in the same form, by UTC's clock.
pub(crate) fn order_of_timestamp(time: jiff::Timestamp) -> i64 {
    order_of(&time.strftime("%Y-%m-%dT%H:%M:%S").to_string()).unwrap_or(0)
}

/// `2021-12` of a date that is known to the month or better, as `202112`.
pub(crate) fn month_of(value: &str) -> Option<u64> {
    let days = Days::of(value)?;
    let (first, last) = (days.first / 100, days.last / 100);
    (first == last).then_some(first)
}

/// `202112` as `2021-12`.
pub(crate) fn month_name(month: u64) -> String {
    format!("{:04}-{:02}", month / 100, month % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_wide_as_it_is_known() {
        let days = |v| Days::of(v).map(|d| (d.first, d.last));
        assert_eq!(days("2021"), Some((20210101, 20211231)));
        assert_eq!(days("2020-02"), Some((20200201, 20200229)));
        assert_eq!(days("2021-12-28T10:30:00+03:00"), Some((20211228, 20211228)));
        for bad in ["", "21", "2021-13", "2021-02-30", "2021-1-1", "2021-01-01-01", "+021", "год"] {
            assert_eq!(days(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_zone_is_no_part_of_the_order() {
        assert_eq!(order_of("2021-12-28T10:30+03:00"), Some(20211228103000));
        assert_eq!(order_of("2021-12"), Some(20211200000000));
        assert_eq!(order_of("2021-12-28T10:30:05.123Z"), Some(20211228103005));
        assert_eq!(month_of("2021"), None);
        assert_eq!(month_of("2021-12-28"), Some(202112));
        assert_eq!(month_name(202112), "2021-12");
    }
}
