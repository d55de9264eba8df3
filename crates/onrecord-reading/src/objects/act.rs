//! What demands, incidents and relations share: the text laid out, whose words a place stands in, and names for those who act.

use super::trees::{Trees, Word};
use crate::{
    CueClass, Mode, Speaker, SpeakerKind, Statement, document::Document, lexicon::Class, mention::name_in,
    speaker::Namer, tokens::Kind,
};
use onrecord_page::Span;
use std::ops::Range;

/// Somebody who acts or is acted on, as far as the article tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The fullest name that the article gives; as printed where nobody is known by it.
    pub name: String,
    /// What kind.
    pub kind: SpeakerKind,
    /// The mention; None where it stands elsewhere (a speaker whose own words these are).
    pub span: Option<Span>,
    /// The chain of reasons from the mention to the name.
    pub why: String,
}

impl Party {
    pub(super) fn of_speaker(speaker: &Speaker) -> Party {
        Party {
            name: speaker.name.clone(),
            kind: speaker.kind,
            span: speaker.spans.first().copied(),
            why: format!("the speaker: {}", speaker.why),
        }
    }
}

/// One text, ready to be asked for acts.
pub(super) struct Acts<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) trees: Trees<'a>,
    pub(super) namer: Namer<'a>,
    pub(super) statements: &'a [Statement],
    /// Bodies named by a noun and what belongs to it.
    bodies: Vec<(Range<usize>, String)>,
    /// For each token the innermost statement in whose content it stands.
    holders: Vec<Option<u32>>,
    /// For each token the statement to whose cue it belongs.
    cues: Vec<Option<u32>>,
}

impl<'a> Acts<'a> {
    pub(super) fn of(
        document: &'a Document<'a>,
        trees: Trees<'a>,
        namer: Namer<'a>,
        statements: &'a [Statement],
    ) -> Acts<'a> {
        let tokens = document.tokens.all();
        let range = |span: &Span| {
            let from = tokens.partition_point(|t| t.end <= span.start);
            from..tokens.partition_point(|t| t.start < span.end).max(from)
        };
        let (mut holders, mut cues) = (vec![None; tokens.len()], vec![None; tokens.len()]);
        let mut contents: Vec<(usize, usize, &Span)> = Vec::new();
        for (n, statement) in statements.iter().enumerate() {
            let length = statement.content.spans.iter().map(|s| s.len()).sum();
            contents.extend(statement.content.spans.iter().map(|s| (length, n, s)));
            for span in statement.cue.iter().flat_map(|c| &c.spans) {
                cues[range(span)].fill(Some(n as u32));
            }
        }
        contents.sort_by_key(|&(length, n, _)| (std::cmp::Reverse(length), n));
        for (_, n, span) in contents {
            holders[range(span)].fill(Some(n as u32));
        }
        let bodies = namer.bodies().map(|(words, name)| (words, name.to_owned())).collect();
        Acts { document, trees, namer, statements, bodies, holders, cues }
    }

    fn token(&self, byte: u32) -> usize {
        self.document.tokens.all().partition_point(|t| t.end <= byte)
    }

    /// The innermost statement in whose content a span begins.
    pub(super) fn holder(&self, span: Span) -> Option<&'a Statement> {
        let n = self.holders.get(self.token(span.start)).copied().flatten()?;
        self.statements.get(n as usize)
    }

    /// The statement whose cue these words are.
    pub(super) fn by_cue(&self, span: Span) -> Option<&'a Statement> {
        let n = self.cues.get(self.token(span.start)).copied().flatten()?;
        self.statements.get(n as usize)
    }

    /// Who the words of a phrase stand for; "we" and "I" are whoever says them.
    pub(super) fn party(&self, near: Word<'_>, words: &Range<usize>, holder: Option<&Statement>) -> Option<Party> {
        let tokens = near.tokens(words);
        if tokens.is_empty() {
            return None;
        }
        let first = self.document.tokens.lower(tokens.start);
        if tokens.len() == 1 && matches!(first, "we" | "i" | "us" | "me" | "мы" | "я" | "нас" | "нам" | "меня" | "мне")
        {
            return holder.and_then(|s| s.speaker.as_ref()).map(Party::of_speaker);
        }
        let speaker = self.namer.name(&self.of_government(tokens));
        let name = match speaker.kind {
            SpeakerKind::Unknown => nominative_land(speaker.name),
            _ => speaker.name,
        };
        Some(Party { name, kind: speaker.kind, span: speaker.spans.first().copied(), why: speaker.why })
    }

    /// Whether a statement is told as a denial.
    pub(super) fn denies(&self, statement: &Statement) -> bool {
        let cue = statement.cue.iter().flat_map(|c| &c.spans).map(|s| self.document.text.slice(*s).to_lowercase());
        cue.into_iter().any(|w| ["deny", "denie", "denying", "опроверг", "отрица"].iter().any(|d| w.contains(d)))
    }

    /// "the government of | Sulland", "the Sulland government": the country that it governs.
    fn of_government(&self, tokens: Range<usize>) -> Range<usize> {
        const GOVERNMENTS: [&str; 12] = [
            "government",
            "authorities",
            "administration",
            "cabinet",
            "leadership",
            "правительство",
            "правительства",
            "правительству",
            "власти",
            "властей",
            "властям",
            "руководство",
        ];
        let lower = |at: usize| self.document.tokens.lower(at);
        let capital = |at: usize| self.document.token(at).is_some_and(|t| t.is_capital());
        let Some(noun) = tokens.clone().find(|&at| GOVERNMENTS.contains(&lower(at))) else { return tokens };
        let behind = noun + 1 + usize::from(lower(noun + 1) == "of") + usize::from(lower(noun + 2) == "the");
        if behind + 1 == tokens.end && capital(behind) {
            return behind..tokens.end;
        }
        let before = noun.checked_sub(1).map(|at| {
            if self.document.token(at).is_some_and(|t| t.kind == Kind::Possessive) { at.saturating_sub(1) } else { at }
        });
        match before.filter(|&at| at >= tokens.start && capital(at) && noun + 1 == tokens.end) {
            Some(land) => land..land + 1,
            None => tokens,
        }
    }

    /// Whether a span stands in quotation marks, or in a paragraph in which somebody says something.
    pub(super) fn is_reported(&self, span: Span) -> bool {
        let at = self.token(span.start);
        let paragraph = self.document.paragraphs.partition_point(|p| p.end <= at);
        let spoken =
            self.document.paragraphs.get(paragraph).is_some_and(|p| self.cues[p.clone()].iter().any(Option::is_some));
        spoken || self.document.inside.get(at).copied().flatten().is_some()
    }

    /// Whether a token is the first behind an opening quotation mark.
    pub(super) fn opens_quotation(&self, token: usize) -> bool {
        let inside = |at: usize| self.document.inside.get(at).copied().flatten();
        token > 0 && inside(token).is_some() && inside(token) != inside(token - 1)
    }

    /// Whether a span is the cue of an act of speech: "refused", "demanded".
    pub(super) fn is_spoken(&self, span: Span) -> bool {
        let thing = |s: &Statement| {
            let first = s.content.spans.first().map_or(0, |c| self.token(c.start));
            let possessive = matches!(self.document.tokens.lower(first), "its" | "his" | "her" | "their" | "our");
            s.mode == Mode::Indirect && (possessive || self.document.word(first).is(Class::Determiner))
        };
        // "Rejected the treaty", "recalled its ambassador" say nothing: what was done to a thing is an act.
        self.by_cue(span).is_some_and(|s| (s.class.is_speech() || s.class == CueClass::Judging) && !thing(s))
    }

    /// The body of which a word is the head, where its name is more than a noun and a place: "Bank of Ash", «Служба надзора Туремии», but of "police
    /// of Arden" the police.
    pub(super) fn body_at(&self, word: Word<'_>) -> Option<Span> {
        const ORGANS: [&str; 42] = [
            "government",
            "police",
            "parliament",
            "court",
            "army",
            "authorities",
            "senate",
            "governor",
            "president",
            "presidents",
            "minister",
            "ministers",
            "troops",
            "navy",
            "committee",
            "council",
            "правительств",
            "полици",
            "парламент",
            "суд",
            "арми",
            "власт",
            "сенат",
            "президент",
            "министр",
            "посол",
            "войск",
            "флот",
            "мэр",
            "мэри",
            "прокуратур",
            "управлени",
            "чайн",
            "школ",
            "вокзал",
            "порт",
            "лагер",
            "губернатор",
            "охран",
            "бюро",
            "агентств",
            "ведомств",
        ];
        let lower = word.lower();
        let token = word.tokens(&(word.at()..word.at() + 1)).start;
        let organ = ORGANS.iter().any(|o| if o.is_ascii() { lower == **o } else { lower.starts_with(o) });
        let before = self.bodies.partition_point(|(words, _)| words.start <= token);
        let (words, _) = self.bodies[..before].iter().rev().take(3).find(|(words, _)| words.contains(&token))?;
        let capital = self.document.token(words.start).is_some_and(|t| t.is_capital());
        let own = (token..words.end).filter(|&at| self.document.token(at).is_some_and(|t| t.is_word())).count();
        if organ && !(capital && !word.russian() && own > 1) || words.len() > 7 {
            return None;
        }
        self.document.span(words)
    }

    /// Whether a noun is a role or a kind of person.
    pub(super) fn is_role(&self, word: Word<'_>) -> bool {
        let token = word.tokens(&(word.at()..word.at() + 1)).start;
        self.document.word(token).is(Class::Role) || crate::mention::is_trade(self.document, token)
    }

    /// The name proper in a phrase, without titles and roles.
    pub(super) fn name_proper(&self, tokens: &Range<usize>) -> Option<Span> {
        let name = name_in(self.document, tokens)?;
        self.document.span(&name.name)
    }
}

/// «Керению» → «Керения»: the one case form of a country that its ending tells.
fn nominative_land(name: String) -> String {
    let single = !name.contains(' ') && name.starts_with(char::is_uppercase);
    let stem = ["ию", "ией", "ии"].iter().find_map(|e| name.strip_suffix(e)).filter(|_| single);
    stem.map(|stem| format!("{stem}ия")).unwrap_or(name)
}
