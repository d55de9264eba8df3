//! The language of a text, and what the page declares about it.

use crate::Sourced;

/// Bytes of a text that are looked at: more don't make the answer better.
const ENOUGH: usize = 3000;

/// Below this many letters a guess isn't believed.
const FEWEST: usize = 40;

/// The language that a text is written in, as its words show it.
pub(crate) fn of_text(text: &str) -> Option<Sourced<String>> {
    guess(text).map(|code| Sourced::new(code, "text"))
}

/// What the page declares, unless its words are clearly in another language.
pub(crate) fn of_page(declared: Option<Sourced<String>>, text: &str) -> Option<Sourced<String>> {
    let seen = of_text(text);
    let Some(mut declared) = declared else { return seen };
    declared.value = primary(&declared.value)?;
    match seen {
        Some(seen) if seen.value != declared.value && text.len() > 400 => Some(seen),
        _ => Some(declared),
    }
}

/// `en-GB` → `en`.
pub(crate) fn primary(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    let fits = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
    fits.then_some(primary)
}

fn guess(text: &str) -> Option<String> {
    let head = &text[..text.floor_char_boundary(ENOUGH)];
    if head.chars().filter(|c| c.is_alphabetic()).take(FEWEST).count() < FEWEST {
        return None;
    }
    let seen = whatlang::detect(head)?;
    let sure = seen.is_reliable() || head.len() > 300 && seen.confidence() > 0.3;
    sure.then(|| two_letters(seen.lang())).flatten().map(str::to_owned)
}

/// ISO 639-3 → BCP 47, which takes the two-letter code where there is one.
fn two_letters(lang: whatlang::Lang) -> Option<&'static str> {
    const CODES: &[(&str, &str)] = &[
        ("epo", "eo"),
        ("eng", "en"),
        ("rus", "ru"),
        ("cmn", "zh"),
        ("spa", "es"),
        ("por", "pt"),
        ("ita", "it"),
        ("ben", "bn"),
        ("fra", "fr"),
        ("deu", "de"),
        ("ukr", "uk"),
        ("kat", "ka"),
        ("ara", "ar"),
        ("hin", "hi"),
        ("jpn", "ja"),
        ("heb", "he"),
        ("yid", "yi"),
        ("pol", "pl"),
        ("amh", "am"),
        ("jav", "jv"),
        ("kor", "ko"),
        ("nob", "no"),
        ("dan", "da"),
        ("swe", "sv"),
        ("fin", "fi"),
        ("tur", "tr"),
        ("nld", "nl"),
        ("hun", "hu"),
        ("ces", "cs"),
        ("ell", "el"),
        ("bul", "bg"),
        ("bel", "be"),
        ("mar", "mr"),
        ("kan", "kn"),
        ("ron", "ro"),
        ("slv", "sl"),
        ("hrv", "hr"),
        ("srp", "sr"),
        ("mkd", "mk"),
        ("lit", "lt"),
        ("lav", "lv"),
        ("est", "et"),
        ("tam", "ta"),
        ("vie", "vi"),
        ("urd", "ur"),
        ("tha", "th"),
        ("guj", "gu"),
        ("uzb", "uz"),
        ("pan", "pa"),
        ("aze", "az"),
        ("ind", "id"),
        ("tel", "te"),
        ("pes", "fa"),
        ("mal", "ml"),
        ("ori", "or"),
        ("mya", "my"),
        ("nep", "ne"),
        ("sin", "si"),
        ("khm", "km"),
        ("tuk", "tk"),
        ("aka", "ak"),
        ("zul", "zu"),
        ("sna", "sn"),
        ("afr", "af"),
        ("lat", "la"),
        ("slk", "sk"),
        ("cat", "ca"),
        ("tgl", "tl"),
        ("hye", "hy"),
        ("cym", "cy"),
    ];
    CODES.iter().find(|(long, _)| *long == lang.code()).map(|(_, short)| *short)
}
