//! Numbers: the value of digits and number words of both languages, exact.
//!
//! Takes a place in a text, gives the number that starts there with all its words: "1.5 million", «две тысячи триста», "thirty-two", "a third",
//! "dozens", "30-40". Refuses what only looks like one: dates, versions, codes ("28.12.2021", "5G", "1.2.3"), and numbers too big to count.

mod digits;
mod words;

use super::look::{Look, is_cyrillic};
use digits::Digits;
use std::fmt;
use words::Piece;

/// An exact number: a whole one, a decimal fraction, or a fraction as in "a third".
///
/// Invariant: in lowest terms, the denominator at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    numerator: i64,
    denominator: i64,
}

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// The number, or the lower end of a range.
    pub(crate) low: Number,
    /// The upper end of a range.
    pub(crate) high: Option<Number>,
    /// One past its last token.
    pub(crate) end: usize,
    /// How it is written.
    pub(crate) form: Form,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As a count: "300", "thirty-two".
    Plain,
    /// "dozens", «сотни»: several of them.
    Multiple,
    /// "a third".
    Fraction,
    /// "third", "3rd".
    Ordinal,
    /// Tied to a noun: "a 40-minute call"; how many bytes of the token, from its end, that noun takes.
    Tied(usize),
}

/// One number, before it is known whether another one follows.
#[derive(Clone, Copy)]
struct Run {
    value: Number,
    start: usize,
    end: usize,
    /// What its last word multiplied by ("million").
    scale: i64,
    form: Form,
}

impl Number {
    /// A fraction; None for one over nothing.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Number> {
        let divisor = divisor(numerator.checked_abs()?, denominator);
        (denominator > 0).then(|| Number { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    /// A whole number.
    pub fn whole(value: i64) -> Number {
        Number { numerator: value, denominator: 1 }
    }

    /// As near as a float comes.
    pub fn as_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// The number, if it is a whole one.
    pub fn as_whole(self) -> Option<i64> {
        (self.denominator == 1).then_some(self.numerator)
    }

    fn times(self, factor: i64) -> Option<Number> {
        Number::ratio(self.numerator.checked_mul(factor)?, self.denominator)
    }

    fn plus(self, other: Number) -> Option<Number> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Number::ratio(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    pub(crate) fn is_less(self, other: Number) -> bool {
        i128::from(self.numerator) * i128::from(other.denominator)
            < i128::from(other.numerator) * i128::from(self.denominator)
    }

    fn negative(self) -> Number {
        Number { numerator: -self.numerator, ..self }
    }
}

/// The greatest common divisor, at least 1.
fn divisor(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a, b);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

impl fmt::Display for Number {
    /// `300`, `1.5`, and as a fraction where no decimal ends: `1/3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Number { numerator, denominator } = *self;
        let places = (0..=9u32).find(|&n| 10i64.pow(n) % denominator == 0);
        match places {
            Some(0) => write!(f, "{numerator}"),
            Some(_) => write!(f, "{}", self.as_f64()),
            None => write!(f, "{numerator}/{denominator}"),
        }
    }
}

/// The number that starts at `at`, with the other end of its range.
pub(crate) fn number(look: Look<'_>, at: usize) -> Option<Seen> {
    let first = run(look, at)?;
    let alone = Seen { low: first.value, high: None, end: first.end, form: first.form };
    if let Some(low) = inner_range(look, at) {
        return Some(Seen { low: low.times(first.scale)?, high: Some(first.value), ..alone });
    }
    if !matches!(first.form, Form::Plain) {
        return Some(alone);
    }
    Some(range(look, &first).unwrap_or(alone))
}

/// "30-40" in one token: its lower end.
fn inner_range(look: Look<'_>, at: usize) -> Option<Number> {
    if look.is_digits(at) {
        digits::read(look.low(at), look.low(at + 1))?.low
    } else {
        Some(words::range(look.low(at))?.0)
    }
}

/// "30 to 40", "30 – 40 million", "two or three".
fn range(look: Look<'_>, first: &Run) -> Option<Seen> {
    let percent = |at: usize| usize::from(look.is(at, '%'));
    let sep = first.end + percent(first.end);
    let between = match look.low(sep) {
        "and" => look.before(first.start) == "between",
        "и" => look.before(first.start) == "между",
        _ => false,
    };
    let links = between || look.is_dash(sep) || matches!(look.low(sep), "to" | "or" | "до" | "или");
    if !links {
        return None;
    }
    let at = sep + 1 + usize::from(look.token(sep + 1).is_some_and(|t| t.is('$') || t.is('€') || t.is('£')));
    let second = run(look, at).filter(|r| r.form == Form::Plain)?;
    // "5 or 6 March", "two or three": neighbours; farther apart "or" gives a choice.
    let near = !matches!(look.low(sep), "or" | "или") || second.value.as_f64() <= first.value.as_f64() * 2.0;
    let low = if first.scale == 1 && first.value.is_less(Number::whole(1000)) && second.scale > 1 {
        first.value.times(second.scale).filter(|low| low.is_less(second.value)).unwrap_or(first.value)
    } else {
        first.value
    };
    let rises = low.is_less(second.value);
    (near && rises).then_some(Seen { low, high: Some(second.value), end: second.end, form: Form::Plain })
}

/// One number.
fn run(look: Look<'_>, at: usize) -> Option<Run> {
    if look.is_digits(at) { of_digits(look, at) } else { of_words(look, at) }
}

/// "300", "1,5 тыс.", "1 000 000", "2 млн 300 тыс.", "40-minute", "3rd".
fn of_digits(look: Look<'_>, at: usize) -> Option<Run> {
    let Digits { value, low: _, rest } = digits::read(look.low(at), look.low(at + 1))?;
    let mut value = value;
    let mut end = at + 1;
    if rest.is_empty() {
        while let Some(group) = group_of_three(look, at, end) {
            value = value.times(1000)?.plus(Number::whole(group))?;
            end += 1;
        }
    }
    // A minus sign is glued to its number and to nothing before it.
    let negative =
        at > 0 && (look.is(at - 1, '-') || look.is(at - 1, '−')) && look.is_glued(at) && !look.is_glued(at - 1);
    if negative {
        value = value.negative();
    }
    let (form, mut scale) = match digits::suffix(rest)? {
        digits::Suffix::None => (Form::Plain, 1),
        digits::Suffix::Ordinal => (Form::Ordinal, 1),
        digits::Suffix::Scale(scale) => (Form::Plain, scale),
        digits::Suffix::Tied(noun) => (Form::Tied(noun), 1),
    };
    value = value.times(scale)?;
    let plain = form == Form::Plain;
    while let Some(Piece::Scale(next) | Piece::Plural(next)) = words::piece(look.low(end)).filter(|_| plain) {
        if scale > 1 || next < 100 {
            break;
        }
        (value, scale, end) = (value.times(next)?, next, end + 1);
        end += usize::from(look.is(end, '.') && look.is_glued(end) && words::is_cut_short(look.low(end - 1)));
        // «2 млн 300 тыс.»
        if let Some(more) = look.is_digits(end).then(|| of_digits(look, end)).flatten()
            && more.form == Form::Plain
            && more.scale > 1
            && more.scale < scale
        {
            (value, scale, end) = (value.plus(more.value)?, more.scale, more.end);
        }
    }
    Some(Run { value, start: at, end, scale, form })
}

/// The three digits behind a space that go on with "1 000".
fn group_of_three(look: Look<'_>, first: usize, at: usize) -> Option<i64> {
    let (head, group) = (look.printed(first), look.printed(at));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let fits = (1..=3).contains(&head.len()) && digits(head) && group.len() == 3 && digits(group) && head != "0";
    let gap = look.token(at)?.start.checked_sub(look.token(at - 1)?.end)?;
    (fits && look.is_digits(at) && (1..=3).contains(&gap)).then(|| group.parse().ok())?
}

/// What number words have added up to.
#[derive(Default)]
struct Sum {
    total: i64,
    group: i64,
    /// The last scale, so that the next is smaller.
    least: Option<i64>,
    any: bool,
}

impl Sum {
    /// Takes the next word, if it can follow.
    fn take(&mut self, piece: Piece) -> Option<()> {
        match piece {
            Piece::Small(n) => {
                let fits = self.group % 100 == 0 || n < 10 && self.group % 10 == 0 && self.group % 100 >= 20;
                fits.then(|| self.group += n)?;
            }
            Piece::Tens(n) => (self.group % 100 == 0).then(|| self.group += n)?,
            Piece::Hundreds(n) => (self.group == 0).then(|| self.group = n)?,
            Piece::Hundred => (1..=99).contains(&self.group).then(|| self.group *= 100)?,
            Piece::Scale(n) => {
                let fits = self.least.is_none_or(|least| n < least) && (self.group > 0 || !self.any);
                fits.then_some(())?;
                self.total = self.total.checked_add(self.group.max(1).checked_mul(n)?)?;
                (self.group, self.least) = (0, Some(n));
            }
            _ => return None,
        }
        self.any = true;
        Some(())
    }

    fn value(&self) -> i64 {
        self.total + self.group
    }
}

/// "thirty-two", "two hundred and fifty", "half a million", "a third", «полтора миллиона», «сотни тысяч».
fn of_words(look: Look<'_>, at: usize) -> Option<Run> {
    let low = look.low(at);
    if matches!(low, "a" | "an") {
        return with_article(look, at);
    }
    let first = words::pieces(low)?;
    if let Some(run) = first.whole(at) {
        return Some(run);
    }
    // «пятая часть»
    if let (Piece::Ordinal(n), true) = (first.one, is_share_noun(look.low(at + 1))) {
        return fraction(1, n, at + 2);
    }
    match first.one {
        Piece::Half => return Some(half(look, at)),
        Piece::Half3(n) => return mixed(look, at, Number::ratio(n, 2)?),
        Piece::Plural(n) => return multiple(look, at, n),
        // «треть» stands alone, "quarter" wants its "a".
        Piece::Part(d) => return is_cyrillic(low).then(|| fraction(1, d, at + 1)).flatten(),
        Piece::Ordinal(n) => {
            return Some(Run { value: Number::whole(n), start: at, end: at + 1, scale: 1, form: Form::Ordinal });
        }
        // "some hundred supporters"
        Piece::Hundred
            if matches!(
                look.before(at),
                "some" | "about" | "around" | "nearly" | "almost" | "than" | "over" | "least"
            ) =>
        {
            return sum(look, at, Sum { group: 1, any: true, ..Sum::default() });
        }
        _ => {}
    }
    sum(look, at, Sum::default())
}

/// "a hundred", "a dozen", "a third".
fn with_article(look: Look<'_>, at: usize) -> Option<Run> {
    match words::piece(look.low(at + 1))? {
        Piece::Hundred => sum(look, at + 1, Sum { group: 1, any: true, ..Sum::default() }),
        Piece::Scale(_) => sum(look, at + 1, Sum::default()),
        Piece::Part(d) => {
            // "a quarter of a million"
            let scale = look.words(at + 2, "of a").and_then(|next| Some((words::piece(look.low(next))?, next + 1)));
            match scale {
                Some((Piece::Scale(n), end)) if n >= 1000 => {
                    Some(Run { value: Number::ratio(n, d)?, start: at, end, scale: n, form: Form::Plain })
                }
                _ => fraction(1, d, at + 2),
            }
        }
        Piece::Ordinal(d) if look.low(at + 2) == "of" && (3..=100).contains(&d) => fraction(1, d, at + 2),
        Piece::Half => fraction(1, 2, at + 2),
        _ => None,
    }
}

fn fraction(numerator: i64, denominator: i64, end: usize) -> Option<Run> {
    let at = end.saturating_sub(1);
    Some(Run { value: Number::ratio(numerator, denominator)?, start: at, end, scale: 1, form: Form::Fraction })
}

/// "half", "half a million".
fn half(look: Look<'_>, at: usize) -> Run {
    let half = Number { numerator: 1, denominator: 2 };
    let next = at + 1 + usize::from(look.low(at + 1) == "a");
    if let Some(Piece::Scale(n)) = words::piece(look.low(next))
        && let Some(value) = half.times(n)
    {
        return Run { value, start: at, end: next + 1, scale: n, form: Form::Plain };
    }
    if look.low(next) == "hundred" {
        return Run { value: Number::whole(50), start: at, end: next + 1, scale: 100, form: Form::Plain };
    }
    Run { value: half, start: at, end: at + 1, scale: 1, form: Form::Fraction }
}

/// «полтора миллиона»: a mixed number, and its scale.
fn mixed(look: Look<'_>, at: usize, value: Number) -> Option<Run> {
    match words::piece(look.low(at + 1)) {
        Some(Piece::Scale(n) | Piece::Plural(n)) if n >= 100 => {
            Some(Run { value: value.times(n)?, start: at, end: at + 2, scale: n, form: Form::Plain })
        }
        _ => Some(Run { value, start: at, end: at + 1, scale: 1, form: Form::Plain }),
    }
}

/// "dozens", "hundreds of thousands", «десятки тысяч».
fn multiple(look: Look<'_>, at: usize, n: i64) -> Option<Run> {
    let next = at + 1 + usize::from(look.low(at + 1) == "of");
    let (value, end) = match words::piece(look.low(next)) {
        Some(Piece::Plural(m)) if m > n => (n.checked_mul(m)?, next + 1),
        Some(Piece::Scale(m)) if m > n && next == at + 1 => (n.checked_mul(m)?, next + 1),
        _ => (n, at + 1),
    };
    Some(Run { value: Number::whole(value), start: at, end, scale: 1, form: Form::Multiple })
}

/// Adds up number words from `at` on.
fn sum(look: Look<'_>, at: usize, mut sum: Sum) -> Option<Run> {
    let mut end = at;
    let mut scale = 1;
    let mut ordinal = false;
    loop {
        // "two hundred and fifty"
        let joined = end > at && look.low(end) == "and" && (sum.group % 100 == 0) && sum.value() >= 100;
        let next = end + usize::from(joined);
        let Some(pieces) = words::pieces(look.low(next)) else { break };
        if let Some(tied) = pieces.tied {
            // "a two hundred-strong crowd" is rare, "five-year" is not: only by itself.
            if end > at {
                break;
            }
            sum.take(pieces.one)?;
            pieces.two.map_or(Some(()), |two| sum.take(two))?;
            return Some(Run {
                value: Number::whole(sum.value()),
                start: at,
                end: end + 1,
                scale: 1,
                form: Form::Tied(tied),
            });
        }
        match (pieces.one, pieces.two) {
            (Piece::Ordinal(n), None) if end > at && !joined && sum.group % 10 == 0 && n < 10 && sum.group >= 20 => {
                sum.group += n;
                (ordinal, end) = (true, next + 1);
                break;
            }
            (Piece::Plural(n), None) if end > at && n >= 10 => {
                if sum.take(Piece::Scale(n)).is_none() {
                    break;
                }
                scale = n;
            }
            (one, two) => {
                if sum.take(one).is_none() || two.is_some_and(|two| sum.take(two).is_none()) {
                    break;
                }
                match one {
                    Piece::Scale(n) => scale = n,
                    Piece::Hundred => scale = 100,
                    _ => scale = 1,
                }
            }
        }
        end = next + 1;
        end += usize::from(look.is(end, '.') && look.is_glued(end) && words::is_cut_short(look.low(end - 1)));
    }
    if end == at {
        return None;
    }
    let value = sum.value();
    let form = if ordinal { Form::Ordinal } else { Form::Plain };
    let run = Run { value: Number::whole(value), start: at, end, scale, form };
    Some(if ordinal { run } else { with_parts(look, run, value).unwrap_or(run) })
}

/// "two thirds", "two and a half", «два с половиной»: what follows a whole number.
fn with_parts(look: Look<'_>, run: Run, value: i64) -> Option<Run> {
    let end = run.end;
    if (1..=9).contains(&value) && run.scale == 1 {
        match words::piece(look.low(end)) {
            Some(Piece::Part(d)) if d > value => return fraction(value, d, end + 1),
            Some(Piece::Ordinal(d)) if value == 1 && look.low(end + 1) == "of" && d > 2 => {
                return fraction(1, d, end + 1);
            }
            _ => {}
        }
    }
    let half = look.words(end, "and a half").or_else(|| look.words(end, "с половиной"))?;
    let value = Number::ratio(value.checked_mul(2)?.checked_add(1)?, 2)?;
    mixed(look, half - 1, value)
}

/// «часть»: what an ordinal before it makes a share.
fn is_share_noun(low: &str) -> bool {
    matches!(low, "часть" | "части" | "частью" | "долю" | "доля" | "доли")
}

/// Whether a number can start at `at`: a look at one word.
pub(crate) fn may_start(look: Look<'_>, at: usize) -> bool {
    look.is_digits(at) || look.is_word(at) && words::pieces(look.low(at)).is_some()
}
