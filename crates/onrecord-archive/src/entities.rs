//! Speakers across pages: which printed names the archive takes for one speaker.
//!
//! Takes kind and name as one article printed them, gives a [`SpeakerId`]. The rule is plain on purpose: the same kind and the same
//! folded name are one speaker. What names nobody ("she", "a senior aide", "activists") is a label on one page and is never joined
//! with the same words of another page: that would put words into somebody's mouth.

use crate::{SpeakerId, words::fold};
use onrecord_page::{ArticleId, short_id};
use onrecord_reading::{Speaker, SpeakerKind};
use sha2::{Digest, Sha256};

/// The speaker that a statement of `article` is filed under.
pub(crate) fn speaker_id(speaker: &Speaker, article: &ArticleId) -> SpeakerId {
    named_id(speaker.kind, &speaker.name, article)
}

/// Likewise whoever is named in `article`, whether he speaks or not.
pub(crate) fn named_id(kind: SpeakerKind, name: &str, article: &ArticleId) -> SpeakerId {
    let mut hash = Sha256::new();
    hash.update(kind.as_str());
    hash.update([0]);
    hash.update(folded_name(name));
    if is_label(kind, name) {
        hash.update([0]);
        hash.update(article.as_str());
    }
    SpeakerId(short_id(b'w', hash.finalize().into()))
}

/// The name without case, accents, ё, punctuation and a leading article: what two printed forms must share to be one.
fn folded_name(name: &str) -> String {
    let words: Vec<String> = name.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).map(fold).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|w| !w.is_empty()).collect();
    match words.as_slice() {
        ["the" | "a" | "an", rest @ ..] if !rest.is_empty() => rest.join(" "),
        all => all.join(" "),
    }
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Whether the words name nobody by themselves: pronouns, and phrases without a proper name in them. The first word of a phrase may
/// owe its capital to the sentence ("Activists said …"), so it counts only where the kind says that it is a name.
fn is_label(kind: SpeakerKind, name: &str) -> bool {
    const PRONOUNS: [&str; 18] = [
        "i", "he", "she", "it", "we", "you", "they", "who", "one", "я", "он", "она", "оно", "мы", "вы", "они", "кто",
        "ты",
    ];
    let folded = folded_name(name);
    if PRONOUNS.contains(&folded.as_str()) || folded.is_empty() {
        return true;
    }
    let capital = |word: &str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    match kind {
        SpeakerKind::Person | SpeakerKind::Body => false,
        SpeakerKind::Office | SpeakerKind::Group | SpeakerKind::Unknown => {
            !name.split_whitespace().skip(1).any(capital)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_page::CaptureId;

    fn id(kind: SpeakerKind, name: &str, page: &str) -> SpeakerId {
        let speaker = Speaker {
            name: name.to_owned(),
            role: None,
            kind,
            spans: Vec::new(),
            why: "name".to_owned(),
            candidates: Vec::new(),
        };
        speaker_id(&speaker, &ArticleId::of(&CaptureId::of(page.as_bytes()), 0))
    }

    #[test]
    fn one_name_is_one_speaker_on_every_page() {
        use SpeakerKind::{Body, Office, Person};
        assert_eq!(id(Person, "Mira Tolland", "1"), id(Person, "MIRA  TOLLAND", "2"));
        assert_eq!(id(Person, "Артём Лунёв", "1"), id(Person, "Артем Лунев", "2"));
        assert_eq!(id(Body, "The Ministry of Tides", "1"), id(Body, "Ministry of Tides", "2"));
        assert_eq!(id(Office, "the Veldian foreign minister", "1"), id(Office, "A Veldian foreign minister", "2"));
        assert_ne!(id(Person, "Mira Tolland", "1"), id(Body, "Mira Tolland", "1"));
    }

    #[test]
    fn what_names_nobody_stays_on_its_page() {
        use SpeakerKind::{Group, Office, Person, Unknown};
        for (kind, name) in [
            (Person, "She"),
            (Unknown, "он"),
            (Office, "A spokeswoman"),
            (Office, "the foreign minister"),
            (Group, "Activists"),
        ] {
            assert_ne!(id(kind, name, "1"), id(kind, name, "2"), "{name}");
            assert_eq!(id(kind, name, "1"), id(kind, name, "1"), "{name}");
        }
    }
}
