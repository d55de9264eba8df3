//! Numbers that count nothing: clock times, names of things, phone numbers, scores, list marks.

use crate::{
    lexicon::Class,
    objects::{
        look::{Look, is_cyrillic},
        number::{Form, Seen},
    },
    tokens::Kind,
};

/// Whether the number that starts at `at` is no figure.
pub(super) fn is_none(look: Look<'_>, at: usize, seen: &Seen) -> bool {
    is_glued_to_letters(look, at, seen)
        || is_clock(look, at, seen)
        || is_number_of_a_thing(look, at, seen)
        || is_list_mark(look, at, seen)
        || is_phone(look, at, seen)
        || is_pronoun(look, at, seen)
        || is_part_of_a_name(look, at, seen)
        || is_no_rank(look, at, seen)
        || is_no_share(look, at, seen)
}

/// "24/7", "F-16", "3:1", "5-", "#3".
fn is_glued_to_letters(look: Look<'_>, at: usize, seen: &Seen) -> bool {
    let mark =
        |t: usize| matches!(look.kind(t), Some(Kind::Other('/' | '#' | '№' | '@' | '_' | '&' | '§' | '*' | '=')));
    // "3–1": a score, as long as it is no range.
    let score = |dash: usize, other: usize| {
        look.is_dash(dash) && look.is_glued(dash) && look.is_digits(other) && look.is_glued(dash + 1)
    };
    let before = at > 0
        && look.is_glued(at)
        && (mark(at - 1)
            || look.is_digits(at - 1)
            || score(at - 1, at.wrapping_sub(2))
            || look.is(at - 1, ':') && look.is_digits(at.wrapping_sub(2)));
    let scored = look.is_glued(seen.end) && score(seen.end, seen.end + 1) && seen.end == at + 1;
    let numbered = at > 0 && matches!(look.kind(at - 1), Some(Kind::Other('№' | '#' | '§')));
    let after = look.is_glued(seen.end)
        && (mark(seen.end) || look.is(seen.end, ':') && look.is_digits(seen.end + 1) && look.is_glued(seen.end + 1));
    before || numbered || after || scored
}

/// "at 10 a.m.", "15:30", «в 15 часов», "10 o'clock".
fn is_clock(look: Look<'_>, at: usize, seen: &Seen) -> bool {
    let next = look.low(seen.end);
    if matches!(next, "a.m" | "p.m" | "am" | "pm" | "o'clock" | "gmt" | "utc" | "hrs" | "мск" | "noon")
        && seen.low.as_f64() < 25.0
    {
        return true;
    }
    let before = look.before(at);
    let small = seen.low.as_whole().is_some_and(|n| n <= 24) && seen.high.is_none();
    // «в половине пятого», «начинать смену в восемь»
    let half_past = look.low(at).starts_with("половин")
        && before == "в"
        && super::super::number::number(look, seen.end).is_some_and(|n| n.form == Form::Ordinal);
    let at_eight = seen.form == Form::Plain
        && small
        && before == "в"
        && look.is_word(at)
        && !look.is_word(seen.end)
        && seen.low.as_f64() <= 12.0;
    if half_past || at_eight {
        return true;
    }
    if small && matches!(next, "час" | "часа" | "часов" | "часам" | "утра" | "вечера" | "ночи" | "дня")
    {
        let of_day = matches!(look.low(seen.end + 1), "утра" | "вечера" | "ночи" | "дня" | "по" | "мск")
            || !next.starts_with("час") && next != "дня";
        return of_day || matches!(before, "в" | "к") && next.starts_with("час");
    }
    // "at 10", "at 10.30"
    let clock = look.is_digits(at)
        && before == "at"
        && seen.low.as_f64() < 24.0
        && (!look.is_word(seen.end) || look.class(seen.end, Class::Preposition));
    let past = matches!(before, "past" | "to")
        && look.is_word(at.saturating_sub(2))
        && matches!(look.low(at.saturating_sub(2)), "half" | "quarter" | "ten" | "twenty" | "five");
    clock || past || seen.low.as_f64() == 0.5 && look.low(seen.end) == "past"
}

/// "Resolution 14", "Article 5", "Flight 208", "room 12", «статья 5».
fn is_number_of_a_thing(look: Look<'_>, at: usize, seen: &Seen) -> bool {
    // «каб. 14»: a stop that the lists do not tie to its word stands between.
    let stop = usize::from(at > 1 && look.is(at - 1, '.') && look.is_glued(at - 1));
    let Some(thing) = at.checked_sub(1 + stop).filter(|&t| look.is_word(t)) else { return false };
    if matches!(seen.form, Form::Ordinal | Form::Fraction | Form::Multiple | Form::Tied(_)) {
        return false;
    }
    let low = look.low(thing);
    let listed = matches!(
        low,
        "article"
            | "articles"
            | "section"
            | "chapter"
            | "paragraph"
            | "clause"
            | "item"
            | "page"
            | "resolution"
            | "flight"
            | "room"
            | "gate"
            | "lane"
            | "platform"
            | "route"
            | "highway"
            | "road"
            | "bus"
            | "tram"
            | "channel"
            | "extension"
            | "ext"
            | "tel"
            | "level"
            | "phase"
            | "volume"
            | "number"
            | "no"
            | "nos"
            | "unit"
            | "reactor"
            | "berth"
            | "pier"
            | "box"
            | "line"
            | "grade"
            | "protocol"
            | "annex"
            | "appendix"
            | "apartment"
            | "flat"
            | "cell"
            | "ward"
            | "quay"
            | "shaft"
            | "pit"
            | "camp"
            | "block"
            | "zone"
            | "sector"
            | "area"
            | "train"
            | "hall"
            | "psalm"
            | "act"
            | "law"
            | "decree"
            | "order"
            | "case"
            | "file"
            | "form"
            | "version"
            | "model"
            | "type"
            | "category"
            | "day"
            | "stage"
            | "point"
            | "chamber"
            | "studio"
            | "directive"
            | "convention"
            | "ст"
            | "п"
            | "пп"
            | "гл"
            | "стр"
            | "кв"
            | "каб"
            | "номер"
            | "номером"
            | "номера"
            | "рейс"
            | "рейса"
            | "рейсом"
            | "дом"
            | "доме"
            | "дома"
            | "корпус"
            | "корпусе"
            | "канал"
            | "каналу"
            | "палата"
            | "палате"
            | "том"
            | "протокол"
    ) || [
        "рейс",
        "стать",
        "пункт",
        "глав",
        "раздел",
        "резолюци",
        "параграф",
        "приложени",
        "кабинет",
        "маршрут",
        "комнат",
        "поезд",
        "трасс",
        "шоссе",
        "указ",
        "закон",
        "постановлени",
        "директив",
        "конвенци",
        "шахт",
        "причал",
        "бокс",
        "участк",
    ]
    .iter()
    .any(|s| is_cyrillic(low) && low.starts_with(s));
    let digits = look.is_digits(at) || look.is_capital(at) || seen.end == at + 1;
    let counted =
        look.is_word(seen.end) && look.kind(seen.end) == Some(Kind::Word) && super::unit::is_plural(look, seen.end);
    if listed
        && digits
        && (look.is_capital(thing) || !counted || look.is_digits(at) && !is_cyrillic(low))
        && !(is_cyrillic(low) && super::measure::kind(look.low(seen.end)).is_some())
    {
        return !matches!(low, "главы" | "главе" | "глава" | "законы") || look.is_digits(at) && !look.is_word(seen.end);
    }
    // "Meridian One", "Dolmark 2": a capital before it, and nothing counted behind.
    // «Лисна 24», «Тихой гавани — 2»
    let closes = matches!(look.kind(seen.end), Some(Kind::Mark('»' | '”' | '"')));
    if closes && look.is_digits(at) && look.is_capital(thing) {
        return true;
    }
    let name = look.is_capital(thing)
        && !look.opens(thing)
        && !look.class(thing, Class::Time)
        && !look.class(thing, Class::Preposition);
    let noun = super::unit::head(look, seen.end, false, true).is_some();
    name && !noun
        && super::money::around(look, at, at, seen.end).is_none()
        && super::measure::at(look, seen.end).is_none()
        && (look.is_capital(at) || look.is_digits(at) && seen.high.is_none() && !is_cyrillic(low))
}

/// "1. First", "2) Second" at the head of a line.
fn is_list_mark(look: Look<'_>, at: usize, seen: &Seen) -> bool {
    let heads = at == 0 || look.kind(at - 1) == Some(Kind::Break) || look.is(at - 1, '(');
    heads
        && look.is_digits(at)
        && seen.end == at + 1
        && look.is_glued(seen.end)
        && (look.is(seen.end, '.') || look.is(seen.end, ')'))
}

/// "+44 20 3668 7474".
fn is_phone(look: Look<'_>, at: usize, seen: &Seen) -> bool {
    let plus = |t: usize| look.is(t, '+');
    let digits = |t: usize| look.is_digits(t) || plus(t) || look.is(t, '(') || look.is(t, ')');
    let before =
        at > 0 && (plus(at - 1) && look.is_glued(at) || look.is_digits(at - 1) && look.printed(at - 1).len() != 4);
    // The last groups of a long one: two numbers stand before it.
    let third = at > 1 && look.is_digits(at - 1) && (look.is_digits(at - 2) || look.is(at - 2, ')'));
    let before = before || third;
    let bracket = at > 2 && look.is(at - 1, ')') && look.is_digits(at - 2) && look.is(at - 3, '(');
    let after = look.is_digits(at) && look.is_digits(seen.end) && !look.is(seen.end, ',');
    let run = (at..at + 4).take_while(|&t| digits(t)).filter(|&t| look.is_digits(t)).count();
    look.is_digits(at) && (before || bracket || after && run >= 2)
}

/// "one of the", "no one", "one another", «один», "two" in "the two".
fn is_pronoun(look: Look<'_>, at: usize, seen: &Seen) -> bool {
    if seen.form == Form::Tied(0)
        || seen.end != at + 1
        || seen.high.is_some()
        || seen.low.as_whole() != Some(1)
        || look.is_digits(at)
    {
        return false;
    }
    let low = look.low(at);
    if is_cyrillic(low) {
        return matches!(seen.form, Form::Plain);
    }
    if low != "one" {
        return false;
    }
    let before = look.before(at);
    let next = look.low(at + 1);
    let bound = super::bound::before(look, at).is_some();
    matches!(
        before,
        "no" | "any"
            | "every"
            | "each"
            | "another"
            | "the"
            | "this"
            | "that"
            | "which"
            | "some"
            | "last"
            | "good"
            | "bad"
            | "new"
            | "little"
            | "a"
            | "first"
            | "right"
            | "wrong"
            | "as"
            | "such"
    ) || matches!(
        next,
        "of" | "another"
            | "day"
            | "by"
            | "must"
            | "can"
            | "should"
            | "may"
            | "could"
            | "who"
            | "whose"
            | "that"
            | "side"
            | "point"
            | "way"
            | "thing"
            | "would"
            | "has"
            | "hand"
            | "and"
            | "or"
            | "is"
            | "to"
    ) && !(bound && next == "of")
        || look.kind(at + 1) == Some(Kind::Possessive)
        || !look.is_word(at + 1) && !bound
        || look.is_capital(at) && !look.opens(at)
}

/// "Three Rivers", "the Group of Six", "Second World War", "Seventh Fleet".
fn is_part_of_a_name(look: Look<'_>, at: usize, seen: &Seen) -> bool {
    // "the 4th Brigade"
    if look.is_digits(at) && seen.form == Form::Ordinal && seen.end == at + 1 && look.is_capital(seen.end) {
        return true;
    }
    if look.is_digits(at) || !look.is_capital(at) {
        return false;
    }
    if !look.opens(at) {
        return true;
    }
    seen.end == at + 1 && look.is_capital(seen.end) && seen.form == Form::Ordinal
}

/// "for the first time", "first of all", "30 seconds" is no rank, «второй секретарь», «во-первых».
fn is_no_rank(look: Look<'_>, at: usize, seen: &Seen) -> bool {
    if seen.form != Form::Ordinal {
        return false;
    }
    let (low, before, next) = (look.low(at), look.before(at), look.low(seen.end));
    if is_cyrillic(low) || is_cyrillic(next) {
        let title = [
            "секретар",
            "заместител",
            "вице",
            "зам",
            "лиц",
            "леди",
            "помощник",
            "пилот",
            "канал",
            "очеред",
            "мировой",
            "мировая",
            "мировую",
            "рук",
            "план",
            "половин",
            "сторон",
        ]
        .iter()
        .any(|s| next.starts_with(s));
        let first_time = seen.low.as_whole() == Some(1)
            && matches!(next, "раз" | "же" | "числах" | "время" | "из")
            && before != "уже";
        return title
            || first_time
            || matches!(next, "из" | "по" | "квартал" | "квартале" | "квартала")
            || !look.is_word(seen.end);
    }
    let ordinal_digit = look.is_digits(at);
    let time = low == "first"
        && matches!(
            next,
            "time"
                | "of"
                | "and"
                | "aid"
                | "lady"
                | "name"
                | "class"
                | "hand"
                | "deputy"
                | "thing"
                | "sight"
                | "place"
                | "said"
                | "to"
                | "half"
        );
    let title = matches!(
        next,
        "secretary"
            | "deputy"
            | "lieutenant"
            | "vice"
            | "minister"
            | "officer"
            | "mate"
            | "party"
            | "parties"
            | "world"
            | "century"
            | "half"
            | "lady"
            | "quarter"
            | "person"
            | "country"
            | "countries"
            | "grade"
            | "language"
            | "thoughts"
            | "hand"
            | "home"
    ) && !(next == "party" && low != "third");
    // "the accords, first signed in 2014"
    let verb = low == "first" && next.ends_with("ed") && look.kind(seen.end) == Some(Kind::Word);
    let after = verb
        || matches!(
            before,
            "at" | "when"
                | "he"
                | "she"
                | "they"
                | "was"
                | "were"
                | "had"
                | "has"
                | "who"
                | "it"
                | "is"
                | "come"
                | "came"
                | "must"
                | "will"
                | "a"
                | "every"
        ) && (low == "first" && before != "a")
        || matches!(before, "a" | "an" | "one" | "every" | "per" | "each" | "split")
            && low == "second"
            && !look.is_word(seen.end);
    let row = look.words(seen.end, "in a row").is_some();
    time || title && !ordinal_digit
        || title && matches!(next, "century")
        || after
        || !look.is_word(seen.end) && !row
        || look.class(seen.end, Class::Preposition) && !row
        || look.class(seen.end, Class::Auxiliary)
        || look.document.word(seen.end).cue.is_some() && low == "first"
}

/// "the first half", "half-hearted", "the other half of the town".
fn is_no_share(look: Look<'_>, at: usize, seen: &Seen) -> bool {
    if seen.form != Form::Fraction {
        return false;
    }
    let before = look.before(at);
    let ordinal = matches!(
        before,
        "first" | "second" | "third" | "fourth" | "last" | "latter" | "better" | "other" | "this" | "next" | "final"
    ) || ["перв", "втор", "трет", "четверт", "последн", "друг"].iter().any(|s| before.starts_with(s));
    let part = look.low(at).starts_with("четверт") && matches!(look.low(at + 1), "часа");
    ordinal && !part
}
