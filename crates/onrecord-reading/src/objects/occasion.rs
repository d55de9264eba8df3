//! Where and on what occasion something was said: "in Arden", "during a conference call".
//!
//! Takes the statements of a text and the times in it, looks into the clause of each cue. Papers and channels ("in a statement") are no
//! occasions; where somebody comes from ("the embassy in Arden") is no place of saying.

use super::{
    holder::Holders,
    look::{Look, is_cyrillic},
    when::{Act, Found, acts},
};
use crate::{Statement, StatementId, lexicon::Class, tokens::Kind};
use onrecord_page::Span;

/// A place or an occasion of saying.
#[derive(Clone, Debug, PartialEq)]
pub struct Occasion {
    /// The words, with their preposition.
    pub span: Span,
    /// Place or occasion.
    pub kind: OccasionKind,
    /// The words of the act of saying that took place there ("said"), whether or not a statement was found.
    pub saying: Span,
    /// The statement that was made there.
    pub said: Option<StatementId>,
    /// The innermost statement in whose content it stands; None where the outlet tells it itself.
    pub statement: Option<StatementId>,
}

/// Place or occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OccasionKind {
    /// "in Arden".
    Place,
    /// "during a conference call".
    Occasion,
}

impl OccasionKind {
    /// As printed, stored and searched for.
    pub fn as_str(self) -> &'static str {
        match self {
            OccasionKind::Place => "place",
            OccasionKind::Occasion => "occasion",
        }
    }
}

/// Where and on what occasions statements were made.
pub(crate) fn read(look: Look<'_>, statements: &[Statement], times: &[Found], holders: &Holders) -> Vec<Occasion> {
    let mut out: Vec<Occasion> = Vec::new();
    for act in acts(look, statements, times, holders) {
        let statement = act.statement.and_then(|n| statements.get(n));
        let Some(saying) = look.document.span(&act.cue) else { continue };
        let mut at = act.sentence.start;
        while at < act.sentence.end {
            let found = occasion(look, &act, at, times).map(|end| (OccasionKind::Occasion, end));
            let found = found.or_else(|| place(look, &act, at, &out, times).map(|end| (OccasionKind::Place, end)));
            let Some((kind, end)) = found.filter(|(_, end)| act.holds(look, &(at..*end))) else {
                at += 1;
                continue;
            };
            // Of two statements with cues in one sentence the nearer one was made there.
            if let Some(span) = look.document.span(&(at..end)).filter(|span| !out.iter().any(|o| o.span == *span)) {
                out.push(Occasion {
                    span,
                    kind,
                    saying,
                    said: statement.map(|s| s.id),
                    statement: holders.of_span(span),
                });
            }
            at = end;
        }
    }
    out.sort_by_key(|o| (o.span, o.kind));
    out
}

/// One past the last token of an occasion that starts at `at`: "during a conference call", «на брифинге».
fn occasion(look: Look<'_>, act: &Act, at: usize, times: &[Found]) -> Option<usize> {
    let low = look.low(at);
    let from = match low {
        "addressing" => return phrase_end(look, act, at + 1, times),
        "speaking" | "выступая" => at + 1 + usize::from(!look.is_capital(at + 1)),
        "at" | "in" | "during" | "on" | "over" | "на" | "в" | "во" => at + 1,
        _ => return None,
    };
    let limit = (from + 7).min(act.sentence.end);
    let mut head = None;
    for t in from..limit {
        let word = look.low(t);
        if is_gathering(word) {
            head = Some(t);
        } else if head.is_some()
            || !look.is_word(t) && !look.is(t, '-')
            || t > from && look.class(t, Class::Preposition) && !matches!(word, "of" | "время")
        {
            break;
        }
    }
    let head = head?;
    // «на встрече с избирателями», "in an interview with the Orlo Herald"
    let with = matches!(look.low(head + 1), "with" | "to" | "for" | "с" | "со" | "of");
    let named = matches!(look.kind(head + 1), Some(Kind::Mark('«' | '“'))) || look.is_capital(head + 1);
    if with || named {
        phrase_end(look, act, head + 1 + usize::from(with), times).or(Some(head + 1))
    } else {
        Some(head + 1)
    }
}

/// Where the noun phrase from `at` on ends: before a preposition, a time, a mark or a verb.
fn phrase_end(look: Look<'_>, act: &Act, at: usize, times: &[Found]) -> Option<usize> {
    let time = times.get(times.partition_point(|t| t.tokens.end <= at)).map_or(usize::MAX, |t| t.tokens.start);
    let ends = |t: usize| {
        let low = look.low(t);
        let closes = !look.is_word(t) && !matches!(look.kind(t), Some(Kind::Mark(_) | Kind::Possessive | Kind::Number));
        let preposition = t > at && look.class(t, Class::Preposition) && !matches!(low, "of");
        closes
            || preposition
            || t >= time
            || act.cue.contains(&t)
            || look.class(t, Class::Auxiliary)
            || low == "and" && !look.is_capital(t + 1)
    };
    let end = (at..act.sentence.end.min(at + 8)).find(|&t| ends(t)).unwrap_or(act.sentence.end.min(at + 8));
    (end > at).then_some(end)
}

/// One past the last token of a place of saying: "in Arden", "in the town hall".
fn place(look: Look<'_>, act: &Act, at: usize, known: &[Occasion], times: &[Found]) -> Option<usize> {
    if !matches!(look.low(at), "in" | "at" | "on" | "в" | "во" | "на") || times.iter().any(|t| t.tokens.contains(&at))
    {
        return None;
    }
    // Behind the cue, at the head of the sentence, or behind an occasion: elsewhere it tells where somebody comes from.
    let opens = act.sentence.clone().find(|&t| look.is_word(t)) == Some(at);
    let behind_time = at > 0 && times.iter().any(|t| t.tokens.end == at);
    let before = look.token(at.checked_sub(1)?).map_or(0, |t| t.end);
    let behind_occasion = known.iter().any(|o| o.kind == OccasionKind::Occasion && o.span.end == before);
    let behind_cue = act.cue.end == at || behind_occasion || behind_time && at > act.cue.start;
    if !(opens || behind_cue) {
        return None;
    }
    if look.is_capital(at + 1) && !matches!(look.low(at), "on" | "на") {
        let name = |t: usize| {
            look.is_capital(t) || look.is(t, '-') || matches!(look.low(t), "of" | "the") && look.is_capital(t + 1)
        };
        let end = (at + 1..act.sentence.end).take(5).find(|&t| !name(t)).unwrap_or(at + 2);
        let person = act.cue.contains(&(at + 1)) || look.kind(end) == Some(Kind::Possessive);
        return (!person).then_some(end);
    }
    let determined = matches!(look.low(at + 1), "the" | "her" | "his" | "its" | "their" | "a");
    if !determined && !is_cyrillic(look.low(at)) {
        return None;
    }
    let run = (at + 1..(at + 5).min(act.sentence.end))
        .take_while(|&t| look.is_word(t) && (t == at + 1 || !look.class(t, Class::Preposition)));
    run.filter(|&t| is_building(look.low(t))).last().map(|t| t + 1)
}

fn is_building(low: &str) -> bool {
    matches!(
        low,
        "hall"
            | "residence"
            | "palace"
            | "capital"
            | "steps"
            | "square"
            | "headquarters"
            | "airport"
            | "church"
            | "cathedral"
            | "harbour"
            | "courtroom"
            | "town"
            | "city"
            | "village"
            | "station"
            | "hospital"
            | "stadium"
            | "столице"
            | "аэропорту"
            | "резиденции"
            | "дворце"
            | "площади"
            | "порту"
            | "ратуше"
    )
}

/// A gathering, call, interview, speech or broadcast.
fn is_gathering(low: &str) -> bool {
    const ENGLISH: &[&str] = &[
        "briefing",
        "briefings",
        "conference",
        "call",
        "interview",
        "meeting",
        "session",
        "rally",
        "reception",
        "lunch",
        "breakfast",
        "dinner",
        "banquet",
        "talks",
        "address",
        "speech",
        "sermon",
        "roll-call",
        "programme",
        "program",
        "show",
        "podcast",
        "hearing",
        "debate",
        "summit",
        "forum",
        "congress",
        "ceremony",
        "conversation",
        "visit",
        "trip",
        "tour",
        "vigil",
        "assembly",
        "gathering",
        "seminar",
        "lecture",
        "funeral",
        "march",
        "demonstration",
        "workshop",
        "sitting",
        "sidelines",
        "margins",
        "broadcast",
        "webcast",
        "chat",
        "discussion",
        "negotiations",
        "event",
        "opening",
        "launch",
        "anniversary",
        "trial",
        "inspection",
        "roundtable",
        "panel",
        "homily",
        "toast",
        "spot",
        "fair",
        "exhibition",
        "parade",
        "commemoration",
        "concert",
        "convention",
        "consultations",
        "mass",
        "question-time",
        "table",
        "gala",
        "prayer",
        "call-in",
        "handing-over",
        "handover",
        "service",
        "newscast",
        "phone-in",
    ];
    const RUSSIAN: &[&str] = &[
        "брифинг",
        "пресс-конференц",
        "встреч",
        "заседани",
        "совещани",
        "интервью",
        "бесед",
        "эфир",
        "программ",
        "митинг",
        "выступлени",
        "переговор",
        "саммит",
        "форум",
        "конференц",
        "съезд",
        "собрани",
        "церемони",
        "открыти",
        "прием",
        "слушани",
        "поездк",
        "визит",
        "кулуар",
        "разговор",
        "сесси",
        "лекци",
        "дебат",
        "круглом",
        "консультаци",
        "полях",
        "инаугураци",
        "праздновани",
        "панихид",
        "концерт",
        "выставк",
        "парад",
        "пресс-подход",
        "подкаст",
        "семинар",
        "конгресс",
        "речи",
        "проповед",
        "обед",
        "завтрак",
        "ужин",
        "банкет",
    ];
    if is_cyrillic(low) { RUSSIAN.iter().any(|stem| low.starts_with(stem)) } else { ENGLISH.contains(&low) }
}
