//! Number words of both languages, every case form of the Russian ones.

use super::{Form, Number, Run};
use std::{collections::HashMap, sync::LazyLock};

/// What a number word adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// 0 to 19.
    Small(i64),
    /// 20 to 90.
    Tens(i64),
    /// «двести»: 100 to 900.
    Hundreds(i64),
    /// "hundred", behind a smaller number.
    Hundred,
    /// "thousand", "dozen": times what stands before.
    Scale(i64),
    /// "dozens", «сотни».
    Plural(i64),
    /// "half".
    Half,
    /// «полтора»: so many halves.
    Half3(i64),
    /// "thirds", "quarter": one of so many.
    Part(i64),
    /// "third": the number it ranks.
    Ordinal(i64),
}

/// The parts of one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pieces {
    pub(super) one: Piece,
    pub(super) two: Option<Piece>,
    /// Bytes of a noun tied to it by a hyphen: "three-day".
    pub(super) tied: Option<usize>,
}

impl Pieces {
    /// What a token says by itself whatever follows: "two-thirds", "twenty-first".
    pub(super) fn whole(self, at: usize) -> Option<Run> {
        let (value, form) = match (self.one, self.two?) {
            (Piece::Small(n), Piece::Part(d)) => (Number::ratio(n, d)?, Form::Fraction),
            (Piece::Small(1), Piece::Ordinal(d)) => (Number::ratio(1, d)?, Form::Fraction),
            (Piece::Tens(n), Piece::Ordinal(o)) if o < 10 => (Number::whole(n + o), Form::Ordinal),
            (Piece::Small(low), Piece::Small(high)) if low < high && self.tied.is_none() => {
                (Number::whole(high), Form::Plain)
            }
            _ => return None,
        };
        Some(Run { value, start: at, end: at + 1, scale: 1, form })
    }
}

/// «два-три»: both ends.
pub(super) fn range(low: &str) -> Option<(Number, Number)> {
    let pieces = pieces(low).filter(|p| p.tied.is_none())?;
    match (pieces.one, pieces.two?) {
        (Piece::Small(low), Piece::Small(high)) if low < high => Some((Number::whole(low), Number::whole(high))),
        _ => None,
    }
}

/// What one word adds.
pub(super) fn piece(low: &str) -> Option<Piece> {
    WORDS.get(low).copied()
}

/// What a token adds, its parts at hyphens apart.
pub(super) fn pieces(low: &str) -> Option<Pieces> {
    if let Some(one) = piece(low) {
        return Some(Pieces { one, two: None, tied: None });
    }
    let (head, rest) = low.split_once(['-', '‑'])?;
    let one = piece(head)?;
    if let Some(two) = piece(rest) {
        return Some(Pieces { one, two: Some(two), tied: None });
    }
    if !matches!(one, Piece::Small(_) | Piece::Tens(_) | Piece::Hundreds(_) | Piece::Scale(_)) {
        return None;
    }
    match rest.split_once(['-', '‑']).and_then(|(second, noun)| Some((piece(second)?, noun))) {
        Some((two, noun)) => Some(Pieces { one, two: Some(two), tied: Some(noun.len()) }),
        None => Some(Pieces { one, two: None, tied: Some(rest.len()) }),
    }
}

/// Whether a full stop behind it belongs to it: «тыс.».
pub(super) fn is_cut_short(low: &str) -> bool {
    matches!(low, "тыс" | "млн" | "млрд" | "трлн")
}

static WORDS: LazyLock<HashMap<String, Piece>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    let mut add = |forms: &str, piece: Piece| {
        for form in forms.split_whitespace() {
            words.entry(form.to_owned()).or_insert(piece);
        }
    };
    for (n, forms) in (0..).zip(SMALL) {
        add(forms, Piece::Small(n));
    }
    for (n, forms) in (2..).zip(TENS) {
        add(forms, Piece::Tens(10 * n));
    }
    for (n, forms) in (1..).zip(HUNDREDS) {
        add(forms, Piece::Hundreds(100 * n));
    }
    for &(n, forms) in SCALES {
        add(forms, Piece::Scale(n));
    }
    for &(n, forms) in PLURALS {
        add(forms, Piece::Plural(n));
    }
    for &(d, forms) in PARTS {
        add(forms, Piece::Part(d));
    }
    add("hundred", Piece::Hundred);
    add("half половина половину половины половине половиной", Piece::Half);
    add("полтора полторы полутора", Piece::Half3(3));
    for &(n, forms) in ORDINALS {
        for form in forms.split_whitespace() {
            match form.strip_suffix('~') {
                Some(stem) => add(&ADJECTIVE.map(|e| format!("{stem}{e}")).join(" "), Piece::Ordinal(n)),
                None => add(form, Piece::Ordinal(n)),
            }
        }
    }
    words
});

const ADJECTIVE: [&str; 11] = ["ый", "ой", "ая", "ое", "ые", "ого", "ому", "ым", "ом", "ую", "ых"];

const SMALL: [&str; 20] = [
    "zero ноль нуль нуля",
    "one один одна одно одного одной одному одну одним одном",
    "two два две двух двум двумя двое двоих двоим двоими",
    "three три трех трем тремя трое троих троим троими",
    "four четыре четырех четырем четырьмя четверо четверых четверым четверыми",
    "five пять пяти пятью пятеро пятерых пятерым пятерыми",
    "six шесть шести шестью шестеро шестерых шестерым шестерыми",
    "seven семь семи семью семеро семерых семерым семерыми",
    "eight восемь восьми восемью восьмью восьмеро восьмерых",
    "nine девять девяти девятью девятеро девятерых",
    "ten десять десяти десятью десятеро десятерых",
    "eleven одиннадцать одиннадцати одиннадцатью",
    "twelve двенадцать двенадцати двенадцатью",
    "thirteen тринадцать тринадцати тринадцатью",
    "fourteen четырнадцать четырнадцати четырнадцатью",
    "fifteen пятнадцать пятнадцати пятнадцатью",
    "sixteen шестнадцать шестнадцати шестнадцатью",
    "seventeen семнадцать семнадцати семнадцатью",
    "eighteen восемнадцать восемнадцати восемнадцатью",
    "nineteen девятнадцать девятнадцати девятнадцатью",
];

const TENS: [&str; 8] = [
    "twenty двадцать двадцати двадцатью",
    "thirty тридцать тридцати тридцатью",
    "forty сорок сорока",
    "fifty пятьдесят пятидесяти пятьюдесятью",
    "sixty шестьдесят шестидесяти шестьюдесятью",
    "seventy семьдесят семидесяти семьюдесятью",
    "eighty восемьдесят восьмидесяти восемьюдесятью восьмьюдесятью",
    "ninety девяносто девяноста",
];

const HUNDREDS: [&str; 9] = [
    "сто ста",
    "двести двухсот двумстам двумястами двухстах",
    "триста трехсот тремстам тремястами трехстах",
    "четыреста четырехсот четыремстам четырьмястами четырехстах",
    "пятьсот пятисот пятистам пятьюстами пятистах",
    "шестьсот шестисот шестистам шестьюстами шестистах",
    "семьсот семисот семистам семьюстами семистах",
    "восемьсот восьмисот восьмистам восемьюстами восьмьюстами восьмистах",
    "девятьсот девятисот девятистам девятьюстами девятистах",
];

const SCALES: &[(i64, &str)] = &[
    (10, "десяток десятка десятку десятком"),
    (12, "dozen дюжина дюжину дюжины дюжиной"),
    (100, "сотня сотню сотней сотне"),
    (50, "полсотни"),
    (150, "полтораста"),
    (500, "полтысячи"),
    (1000, "thousand тысяча тысячу тысячей тысячью тысяче тыс"),
    (500_000, "полмиллиона"),
    (1_000_000, "million mln миллион миллиона миллиону миллионом миллионе млн"),
    (500_000_000, "полмиллиарда"),
    (1_000_000_000, "billion bln миллиард миллиарда миллиарду миллиардом миллиарде млрд"),
    (1_000_000_000_000, "trillion триллион триллиона триллиону триллионом трлн"),
];

const PLURALS: &[(i64, &str)] = &[
    (10, "tens десятки десятков десяткам десятками десятках"),
    (12, "dozens дюжин дюжинами"),
    (20, "scores"),
    (100, "hundreds сотни сотен сотням сотнями сотнях"),
    (1000, "thousands тысячи тысяч тысячам тысячами тысячах"),
    (1_000_000, "millions миллионы миллионов миллионам миллионами миллионах"),
    (1_000_000_000, "billions миллиарды миллиардов миллиардам миллиардами миллиардах"),
    (1_000_000_000_000, "trillions триллионы триллионов"),
];

const PARTS: &[(i64, &str)] = &[
    (3, "thirds треть трети третей третям третями"),
    (4, "quarter quarters четверть четверти четвертью четвертей"),
    (5, "fifths пятых"),
    (6, "sixths"),
    (8, "eighths"),
    (10, "tenths десятых"),
    (100, "hundredths сотых"),
    (1000, "thousandths тысячных"),
];

const ORDINALS: &[(i64, &str)] = &[
    (1, "first перв~"),
    (2, "second втор~"),
    (3, "third третий третья третье третьего третьему третьим третьем третьей третью третьи третьих"),
    (4, "fourth четверт~"),
    (5, "fifth пят~"),
    (6, "sixth шест~"),
    (7, "seventh седьм~"),
    (8, "eighth восьм~"),
    (9, "ninth девят~"),
    (10, "tenth десят~"),
    (11, "eleventh одиннадцат~"),
    (12, "twelfth двенадцат~"),
    (13, "thirteenth тринадцат~"),
    (14, "fourteenth четырнадцат~"),
    (15, "fifteenth пятнадцат~"),
    (16, "sixteenth шестнадцат~"),
    (17, "seventeenth семнадцат~"),
    (18, "eighteenth восемнадцат~"),
    (19, "nineteenth девятнадцат~"),
    (20, "twentieth двадцат~"),
    (30, "thirtieth тридцат~"),
    (40, "fortieth сороков~"),
    (50, "fiftieth пятидесят~"),
    (60, "sixtieth шестидесят~"),
    (70, "seventieth семидесят~"),
    (80, "eightieth восьмидесят~"),
    (90, "ninetieth девяност~"),
    (100, "hundredth сот~"),
];
