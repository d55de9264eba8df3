//! Organs of a state, and the bodies that words stand for: where the whole name is meant and where the noun.
//!
//! Takes a word, gives the span of the body's name; None where the noun alone stands for it ("police of Arden", «районный суд»).

use super::{Acts, Word};
use crate::lexicon::Class;
use onrecord_page::Span;

/// Organs, which a land's or a town's name makes no name of: "the Senate of Lauria" is the Senate.
const ORGANS: [&str; 52] = [
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
    "комисси",
    "здани",
    "офис",
    "редакци",
    "сайт",
    "аэропорт",
    "больниц",
    "групп",
    "докладчик",
    "делегаци",
];

/// What the names of organs begin with of which a state has one.
const ONLY: [&str; 18] = [
    "верхов",
    "конституц",
    "высш",
    "международ",
    "налогов",
    "финансов",
    "таможен",
    "централь",
    "генеральн",
    "государств",
    "национальн",
    "федеральн",
    "европейск",
    "следственн",
    "контрольн",
    "счетн",
    "антимонопольн",
    "избирательн",
];

/// What organs are called of which there is one in many places.
const MANY: [&str; 6] = ["район", "город", "област", "окруж", "миров", "апелляц"];

impl Acts<'_> {
    /// The body of which a word is the head, where its name is more than a noun and a place: "Bank of Ash", «Служба надзора Туремии», but of "police
    /// of Arden" the police.
    pub(in crate::objects) fn body_at(&self, word: Word<'_>) -> Option<Span> {
        let token = word.tokens(&(word.at()..word.at() + 1)).start;
        let organ = self.is_organ(word);
        let before = self.bodies.partition_point(|(words, _)| words.start <= token);
        if self.is_role(word) {
            return None;
        }
        let (words, _) = self.bodies[..before].iter().rev().take(3).find(|(words, _)| words.contains(&token))?;
        let capital = self.document.token(words.start).is_some_and(|t| t.is_capital());
        let own = (token..words.end).filter(|&at| self.document.token(at).is_some_and(|t| t.is_word())).count();
        // "President Oswin Clay of Tamor" is a person.
        let titled = self.document.word(words.start).is(Class::Role)
            && capital
            && words.len() > 2
            && (words.start + 1..words.start + 3).all(|at| self.document.token(at).is_some_and(|t| t.is_capital()));
        if titled {
            return None;
        }
        // «Верховный суд Керении», «Налоговая полиция»: one of its kind.
        let first = self.document.tokens.lower(words.start);
        // «Центральный районный суд»: one of many.
        let local = words.clone().any(|at| MANY.iter().any(|m| self.document.tokens.lower(at).starts_with(m)));
        let one = !word.russian() || !local && ONLY.iter().any(|o| first.starts_with(o));
        let whole = own > 1 || word.russian() && one;
        if organ && !(one && capital && whole && words.start < token) || words.len() > 7 {
            return None;
        }
        // «Остийский фонд» at the head of its sentence: a fund of the country.
        let opens = self.document.starts.get(words.start).copied().unwrap_or(false);
        if word.russian()
            && opens
            && own == words.len()
            && crate::inflection::is_adjective(self.document.tokens.lower(words.start))
            && (words.start + 1..words.end)
                .all(|at| !self.document.token(at).is_some_and(|t| t.is_capital() || t.is('«')))
        {
            return None;
        }
        // «три газеты», «городская больница»: no name.
        let own = |at: usize| self.document.token(at).is_some_and(|t| t.is_capital() || t.is('«'));
        let first = if word.russian() && !capital { token } else { words.start };
        let named = !word.russian() || (first + 1..words.end).any(own) || capital && words.len() > 1;
        self.document.span(&(first..words.end)).filter(|_| named)
    }

    /// Whether a noun is an organ of a land or a town, or what a body sits in.
    pub(in crate::objects) fn is_organ(&self, word: Word<'_>) -> bool {
        let lower = word.lower();
        ORGANS.iter().any(|o| if o.is_ascii() { lower == **o } else { lower.starts_with(o) })
    }
}
