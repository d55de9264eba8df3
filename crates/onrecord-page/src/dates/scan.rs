//! Words → dates: every date that a text spells out, in the forms of the European press, of ISO 8601 and of East Asia.
//!
//! Takes any text, gives the dates that name at least a month and a year, with their places. A date without a year isn't one here:
//! nothing on the page says which year it was.

use super::{Stamp, months::month, said::is_weekday};
use std::ops::Range;

/// Which number of `3/4/2020` is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// 3 April.
    DayFirst,
    /// March 4.
    MonthFirst,
}

/// A date and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) stamp: Stamp,
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
}

/// The first full date (to the day at least) that a text spells out.
pub(crate) fn first_date(text: &str, order: Order) -> Option<Seen> {
    scan(text, order).into_iter().find(|seen| seen.stamp.day.is_some())
}

/// Every date in a text, in order.
pub(crate) fn scan(text: &str, order: Order) -> Vec<Seen> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let reading = Reading { text, tokens: &tokens[at..], order };
        let Some((stamp, used)) = reading.date() else {
            at += 1;
            continue;
        };
        let (stamp, used) = with_time(text, &tokens[at..], stamp, used);
        found.push(Seen { stamp, range: tokens[at].start..tokens[at + used - 1].end });
        at += used;
    }
    found
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Its value, if it has at most eight digits.
    Number(u32),
    Word,
    Mark(char),
}

#[derive(Clone, Copy, Debug)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
    /// White space stands before it.
    spaced: bool,
}

impl Token {
    fn digits(&self) -> usize {
        if matches!(self.kind, Kind::Number(_)) { self.end - self.start } else { 0 }
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut spaced = false;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        let same = |next: char| {
            if c.is_ascii_digit() { next.is_ascii_digit() } else { next.is_alphabetic() && !is_east_asian(next) }
        };
        let mut end = start + c.len_utf8();
        if c.is_ascii_digit() || c.is_alphabetic() && !is_east_asian(c) {
            while let Some(&(at, next)) = chars.peek().filter(|(_, next)| same(*next)) {
                end = at + next.len_utf8();
                chars.next();
            }
        }
        let kind = match c {
            '0'..='9' if end - start <= 8 => text[start..end].parse().map_or(Kind::Word, Kind::Number),
            c if c.is_alphanumeric() && !is_east_asian(c) => Kind::Word,
            c => Kind::Mark(c),
        };
        tokens.push(Token { kind, start, end, spaced });
        spaced = false;
    }
    tokens
}

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// A look at the text from one token on.
struct Reading<'a> {
    text: &'a str,
    tokens: &'a [Token],
    order: Order,
}

/// A date and how many tokens it takes.
type Found = Option<(Stamp, usize)>;

impl Reading<'_> {
    fn date(&self) -> Found {
        match self.tokens.first()?.kind {
            Kind::Number(_) => self
                .iso()
                .or_else(|| self.numeric())
                .or_else(|| self.east_asian())
                .or_else(|| self.day_first())
                .or_else(|| self.year_first()),
            Kind::Word => self.month_first(),
            Kind::Mark(_) => None,
        }
    }

    fn number(&self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let token = self.tokens.get(at)?;
        match token.kind {
            Kind::Number(n) if digits.contains(&token.digits()) => Some(n),
            _ => None,
        }
    }

    fn mark(&self, at: usize, wanted: &[char]) -> bool {
        matches!(self.tokens.get(at), Some(Token { kind: Kind::Mark(c), .. }) if wanted.contains(c))
    }

    fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| !t.spaced)
    }

    fn word(&self, at: usize) -> Option<String> {
        let token = self.tokens.get(at).filter(|t| t.kind == Kind::Word)?;
        (token.end - token.start <= 32).then(|| self.text[token.start..token.end].to_lowercase())
    }

    fn month(&self, at: usize) -> Option<i8> {
        month(&self.word(at)?)
    }

    /// The number at `at` isn't the beginning of a longer one (`12.01.2022.4`).
    fn ends(&self, at: usize) -> bool {
        let digit_after = self.tokens.get(at + 1).is_some_and(|t| !t.spaced && t.digits() > 0);
        !(self.mark(at, &['.', '-', '/']) && self.glued(at) && self.glued(at + 1) && digit_after)
    }

    /// `2021-12-28`, `2021/12/28`, `2021.12.28`, `20211228T103000`.
    fn iso(&self) -> Found {
        if let Some(packed) = self.number(0, 8..=8) {
            let stamp = Stamp::day((packed / 10_000) as i16, (packed / 100 % 100) as i8, (packed % 100) as i8)?;
            return self.word(1).is_none_or(|w| w == "t").then_some((stamp, 1));
        }
        let year = self.number(0, 4..=4)?;
        let separators = ['-', '/', '.', '‐', '‑', '–'];
        // `2021. 12. 28.` is written with spaces, the others aren't.
        let dotted = self.mark(1, &['.']) && self.mark(3, &['.']);
        let glued = dotted || self.glued(2);
        if !(self.mark(1, &separators) && self.glued(1) && glued && self.mark(3, &separators) && self.glued(3)) {
            return None;
        }
        let (month, day) = (self.number(2, 1..=2)?, self.number(4, 1..=2)?);
        let stamp = Stamp::day(year as i16, month as i8, day as i8)?;
        self.ends(5).then_some((stamp, 5))
    }

    /// `28.12.2021`, `28/12/2021`, `12/28/21`, `28. 12. 2021`.
    fn numeric(&self) -> Found {
        let (a, b) = (self.number(0, 1..=2)?, self.number(2, 1..=2)?);
        let same = |c: char| self.mark(1, &[c]) && self.mark(3, &[c]);
        let dots = same('.');
        if !(dots || same('/') || same('-'))
            || !self.glued(1)
            || !self.glued(3)
            || !(dots || self.glued(2) && self.glued(4))
        {
            return None;
        }
        let year = match (self.number(4, 4..=4), self.number(4, 2..=2)) {
            (Some(year), _) => year as i16,
            // `10.5.20` may be a version and `1-2-10` a score: a two-digit year wants two-digit days and months before it.
            (_, Some(year)) if self.number(0, 2..=2).is_some() && self.number(2, 2..=2).is_some() => short_year(year),
            _ => return None,
        };
        let (a, b) = (a as i8, b as i8);
        let day_first = dots || self.order == Order::DayFirst;
        let (first, second) = if day_first { ((b, a), (a, b)) } else { ((a, b), (b, a)) };
        let stamp = Stamp::day(year, first.0, first.1).or_else(|| Stamp::day(year, second.0, second.1))?;
        self.ends(5).then_some((stamp, 5))
    }

    /// `2021年12月28日`, `2021년 12월 28일`.
    fn east_asian(&self) -> Found {
        let year = self.number(0, 4..=4)?;
        if !self.mark(1, &['年', '년']) {
            return None;
        }
        let month = self.number(2, 1..=2)? as i8;
        if !self.mark(3, &['月', '월']) {
            return None;
        }
        match self.number(4, 1..=2).filter(|_| self.mark(5, &['日', '일'])) {
            Some(day) => Some((Stamp::day(year as i16, month, day as i8)?, 6)),
            None => Some((Stamp::month(year as i16, month)?, 4)),
        }
    }

    /// `28 December 2021`, `28th of Dec., 2021`, `28. Dezember 2021`, `28 de diciembre de 2021`, `28-Dec-21`, `28 декабря 2021 года`.
    fn day_first(&self) -> Found {
        let day = self.number(0, 1..=2)? as i8;
        let mut at = 1;
        if matches!(self.word(at).as_deref(), Some("st" | "nd" | "rd" | "th" | "er" | "ro" | "º" | "ª" | "e" | "го"))
            && self.glued(at)
        {
            at += 1;
        }
        at += usize::from(self.mark(at, &['.', '-', '/', 'º', '°', ',']));
        at += usize::from(matches!(self.word(at).as_deref(), Some("of" | "de" | "di" | "den")));
        let month = self.month(at)?;
        at += 1;
        let (year, used) = self.year_after(at)?;
        Some((Stamp::day(year, month, day)?, used))
    }

    /// `December 28, 2021`, `Dec. 28th 2021`, `December 2021`.
    fn month_first(&self) -> Found {
        let month = self.month(0)?;
        let mut at = 1 + usize::from(self.mark(1, &['.', '-', '/']));
        if let Some(day) = self.number(at, 1..=2) {
            let mut next = at + 1;
            if matches!(self.word(next).as_deref(), Some("st" | "nd" | "rd" | "th")) && self.glued(next) {
                next += 1;
            }
            if let Some((year, used)) = self.year_after(next) {
                return Some((Stamp::day(year, month, day as i8)?, used));
            }
            return None;
        }
        at += usize::from(self.mark(at, &[',']));
        at += usize::from(matches!(self.word(at).as_deref(), Some("of" | "de" | "del")));
        let year = self.number(at, 4..=4)? as i16;
        Some((Stamp::month(year, month)?, at + 1))
    }

    /// `2021. december 28.`, `2021 December 28`.
    fn year_first(&self) -> Found {
        let year = self.number(0, 4..=4)? as i16;
        let at = 1 + usize::from(self.mark(1, &['.', ',', '-', '/']));
        let month = self.month(at)?;
        let at = at + 1 + usize::from(self.mark(at + 1, &['.', '-', '/']));
        let day = self.number(at, 1..=2)? as i8;
        self.ends(at + 1).then_some(())?;
        Some((Stamp::day(year, month, day)?, at + 1))
    }

    /// The year that follows day and month, and the number of tokens up to its end.
    fn year_after(&self, mut at: usize) -> Option<(i16, usize)> {
        // `October 13 (Fri.), 2023`, as ministries in Asia write.
        if self.mark(at, &['(']) && self.word(at + 1).is_some_and(|word| is_weekday(&word)) {
            let close = at + 2 + usize::from(self.mark(at + 2, &['.']));
            at = if self.mark(close, &[')']) { close + 1 } else { at };
        }
        while self.mark(at, &[',', '.', '-', '/', '\'', '’']) {
            at += 1;
        }
        if matches!(self.word(at).as_deref(), Some("de" | "del" | "of" | "anul")) {
            at += 1;
        }
        if let Some(year) = self.number(at, 4..=4) {
            return (1900..=2100).contains(&year).then_some((year as i16, at + 1));
        }
        // Only where a separator shows that it is a year: `28-Dec-21`, `28 Dec '21`.
        let year = self.number(at, 2..=2)?;
        let marked = at > 0 && self.mark(at - 1, &['-', '/', '\'', '’']) && !self.tokens[at].spaced;
        (marked && !self.mark(at + 1, &[':'])).then_some((short_year(year), at + 1))
    }
}

fn short_year(year: u32) -> i16 {
    if year < 70 { 2000 + year as i16 } else { 1900 + year as i16 }
}

/// A time that stands within three marks or small words after a date: `T10:30:00Z`, `, 10:30`, ` at 4.15 pm GMT`.
fn with_time(text: &str, tokens: &[Token], stamp: Stamp, used: usize) -> (Stamp, usize) {
    let number = |at: usize, digits: std::ops::RangeInclusive<usize>| match tokens.get(at) {
        Some(t) if digits.contains(&t.digits()) => match t.kind {
            Kind::Number(n) => Some(n as i8),
            _ => None,
        },
        _ => None,
    };
    let mark = |at: usize, wanted: &[char]| matches!(tokens.get(at), Some(Token { kind: Kind::Mark(c), .. }) if wanted.contains(c));
    if stamp.day.is_none() {
        return (stamp, used);
    }
    for at in used..(used + 4).min(tokens.len()) {
        let Some(hour) = number(at, 1..=2) else {
            if matches!(tokens[at].kind, Kind::Number(_)) {
                break;
            }
            continue;
        };
        let Some(minute) = number(at + 2, 2..=2).filter(|_| mark(at + 1, &[':'])) else { break };
        let second = number(at + 4, 2..=2).filter(|_| mark(at + 3, &[':']));
        let mut end = if second.is_some() { at + 5 } else { at + 3 };
        if second.is_some() && mark(end, &['.']) && tokens.get(end + 1).is_some_and(|t| !t.spaced && t.digits() > 0) {
            end += 2;
        }
        if !(0..24).contains(&hour) || !(0..60).contains(&minute) || second.is_some_and(|s| !(0..=60).contains(&s)) {
            break;
        }
        let second = second.map(|s| s.min(59));
        let (noon, end) = half(text, tokens, end).map_or((None, end), |(noon, end)| (Some(noon), end));
        let hour = noon.filter(|_| (1..=12).contains(&hour)).map_or(hour, |noon| hour % 12 + noon);
        let timed = Stamp { time: Some((hour, minute, second)), ..stamp };
        return (timed, end);
    }
    (stamp, used)
}

/// `p.m.`, `PM` behind a time: the hours to add, and the token after it.
fn half(text: &str, tokens: &[Token], at: usize) -> Option<(i8, usize)> {
    let word = |at: usize| tokens.get(at).filter(|t| t.kind == Kind::Word).map(|t| &text[t.start..t.end]);
    let dot = |at: usize| matches!(tokens.get(at), Some(Token { kind: Kind::Mark('.'), .. }));
    let noon = |letter: &str| match letter {
        "a" | "A" => Some(0),
        "p" | "P" => Some(12),
        _ => None,
    };
    match word(at)? {
        "am" | "AM" => Some((0, at + 1)),
        "pm" | "PM" => Some((12, at + 1)),
        letter if dot(at + 1) && matches!(word(at + 2)?, "m" | "M") => {
            Some((noon(letter)?, at + 3 + usize::from(dot(at + 3))))
        }
        _ => None,
    }
}

/// Whether a page writes the day first, by those of its dates that can be read in one way only. None: it doesn't tell.
pub(crate) fn order_of<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Order> {
    let (mut day_first, mut month_first) = (0, 0);
    for text in texts.filter(|t| t.len() < 200 && t.contains('/')) {
        let tokens = tokens(text);
        for at in 0..tokens.len() {
            let reading = Reading { text, tokens: &tokens[at..], order: Order::DayFirst };
            let slashes = reading.mark(1, &['/']) && reading.mark(3, &['/']) && reading.number(4, 2..=4).is_some();
            match (reading.number(0, 1..=2), reading.number(2, 1..=2)) {
                (Some(13..=31), Some(1..=12)) if slashes => day_first += 1,
                (Some(1..=12), Some(13..=31)) if slashes => month_first += 1,
                _ => {}
            }
        }
    }
    match (day_first, month_first) {
        (1.., 0) => Some(Order::DayFirst),
        (0, 1..) => Some(Order::MonthFirst),
        _ => None,
    }
}

/// A date as machines write it, read with its zone and its twelve-hour clock: ISO 8601, RFC 2822, a Unix time in seconds or milliseconds.
pub(crate) fn machine(value: &str, order: Order) -> Option<Stamp> {
    let value = value.trim();
    if matches!(value.len(), 10 | 13) && value.bytes().all(|b| b.is_ascii_digit()) {
        let seconds: i64 = value[..10].parse().ok()?;
        let at = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
        let stamp = Stamp::day(at.year(), at.month(), at.day())?;
        return Some(Stamp {
            time: Some((at.hour(), at.minute(), Some(at.second()))),
            zone: Some("Z".to_owned()),
            ..stamp
        });
    }
    let seen = scan(value.get(..value.floor_char_boundary(100)).unwrap_or(value), order).into_iter().next()?;
    let rest = value[seen.range.end..].trim_start();
    let mut stamp = seen.stamp;
    if let Some(time) = &mut stamp.time {
        match rest.get(..2).map(str::to_ascii_lowercase).as_deref() {
            Some("pm") if time.0 < 12 => time.0 += 12,
            Some("am") if time.0 == 12 => time.0 = 0,
            _ => stamp.zone = zone(rest),
        }
    }
    Some(stamp)
}

fn zone(rest: &str) -> Option<String> {
    if rest.starts_with(['Z', 'z']) || rest.starts_with("GMT") || rest.starts_with("UTC") {
        let after = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        return zone(after).or(Some("Z".to_owned()));
    }
    let sign = rest.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    let digits: String = rest[1..].chars().filter(|&c| c != ':').take_while(char::is_ascii_digit).take(4).collect();
    match digits.len() {
        4 => Some(format!("{sign}{}:{}", &digits[..2], &digits[2..])),
        2 => Some(format!("{sign}{digits}:00")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, order: Order) -> Vec<String> {
        scan(text, order).iter().map(|s| s.stamp.iso()).collect()
    }

    #[test]
    fn forms_of_the_press() {
        for (text, expected) in [
            ("28 December 2021", "2021-12-28"),
            ("Moscow, December 28, 2021", "2021-12-28"),
            ("Dec. 28th 2021", "2021-12-28"),
            ("on the 2nd of May, 2020", "2020-05-02"),
            ("28. Dezember 2021", "2021-12-28"),
            ("1er mars 2020", "2020-03-01"),
            ("28 de diciembre de 2021", "2021-12-28"),
            ("28 декабря 2021 года", "2021-12-28"),
            ("28.12.2021 - Comment", "2021-12-28"),
            ("2021. december 28.", "2021-12-28"),
            ("2021. 12. 28. 11:27", "2021-12-28T11:27"),
            ("2021年12月28日", "2021-12-28"),
            ("28-Dec-21", "2021-12-28"),
            ("12/28/2021", "2021-12-28"),
            ("28/12/2021 10:30", "2021-12-28T10:30"),
            ("2021-12-28T10:30:05.123Z", "2021-12-28T10:30:05"),
            ("March 2020", "2020-03"),
        ] {
            assert_eq!(all(text, Order::DayFirst), [expected], "{text}");
        }
    }

    #[test]
    fn not_dates() {
        for text in ["version 1.2.2021.4", "10.5.20", "May 5", "call 020 3668 7474", "in 1999", "31/31/2020"] {
            assert_eq!(all(text, Order::DayFirst), [""; 0], "{text}");
        }
    }

    #[test]
    fn machine_forms_keep_their_zone() {
        for (value, expected) in [
            ("2021-12-28T10:30:00+03:00", "2021-12-28T10:30:00+03:00"),
            ("Tue, 28 Dec 2021 10:30:00 GMT", "2021-12-28T10:30:00Z"),
            ("2021-12-28T10:30:00-0500", "2021-12-28T10:30:00-05:00"),
            ("1640687400", "2021-12-28T10:30:00Z"),
            ("12/28/2021 4:05 PM", "2021-12-28T16:05"),
            ("20211228", "2021-12-28"),
        ] {
            assert_eq!(machine(value, Order::MonthFirst).map(|s| s.iso()).as_deref(), Some(expected), "{value}");
        }
    }
}
