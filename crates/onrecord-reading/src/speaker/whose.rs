//! Whose verb it is, where a finder named nobody or took the one who is spoken to for the speaker.
//!
//! Takes a found statement, looks at the verb of its cue and at what stands beside it. «МИД призвал власти …»: the authorities are asked, not
//! asking; «цитирует президента портал», «Послу разъяснили», «Просим редакцию»: in Russian case and number tell. "Ambassador Ingmar
//! Falk | reported it": in English the words right before the verb. Refuses to guess: where nothing stands there, all stays as found.

use super::{Resolver, bodies, is_russian};
use crate::{
    found::{Agreement, Found},
    inflection::Case,
    lexicon::{Class, Form, NounForm},
    mention::is_past,
    tokens::{Kind, Token},
};
use std::ops::Range;

/// Whose verb a cue is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// As the finder says.
    AsFound,
    /// Of these words.
    Of(Range<usize>),
    /// Of whoever writes or speaks there: «Просим», «Сообщаем».
    Ours,
    /// Of nobody whom the sentence names.
    Nobodys,
}

/// Words of a subject, at most.
const LONGEST: usize = 12;

/// A finite verb of a cue, and what it tells of its subject.
struct Verb {
    /// The verb's token.
    at: usize,
    /// First token of the cue's piece.
    start: usize,
    form: Form,
}

impl Resolver<'_> {
    /// Whose verb the cue of a statement is.
    pub(super) fn whose(&self, found: &Found) -> Whose {
        let Some(first) = found.cue.first().filter(|c| !c.is_empty()) else { return Whose::AsFound };
        if is_russian(self.document, first.start) {
            return self.whose_in_russian(found);
        }
        if found.source.is_some() || found.cue.len() != 1 {
            return Whose::AsFound;
        }
        self.before_verb(found).map_or(Whose::AsFound, Whose::Of)
    }

    fn verb(&self, found: &Found) -> Option<Verb> {
        found.cue.iter().find_map(|cue| {
            let listed = cue.clone().find_map(|at| Some((at, self.document.word(at).cue?.form)));
            let (at, form) = listed.or_else(|| self.past_tense(cue))?;
            Some(Verb { at, start: cue.start, form })
        })
    }

    /// «разъяснили»: a verb that no list has, in the past tense.
    fn past_tense(&self, cue: &Range<usize>) -> Option<(usize, Form)> {
        let lower = self.document.tokens.lower(cue.start);
        let form = match () {
            () if cue.len() != 1 || !is_russian(self.document, cue.start) || !is_past(lower) => return None,
            () if lower.ends_with("ли") || lower.ends_with("лись") => Form::PastPlural,
            () if lower.ends_with("ла") || lower.ends_with("лась") => Form::PastFemale,
            () if lower.ends_with("ло") || lower.ends_with("лось") => Form::PastNeuter,
            () => Form::PastMale,
        };
        Some((cue.start, form))
    }

    fn whose_in_russian(&self, found: &Found) -> Whose {
        if self.is_ours(found) {
            return Whose::Ours;
        }
        let Some(verb) = self.verb(found) else { return Whose::AsFound };
        let singular = matches!(verb.form, Form::Third | Form::PastMale | Form::PastFemale | Form::PastNeuter);
        let plural = matches!(verb.form, Form::ThirdPlural | Form::PastPlural);
        let Some(source) = &found.source else {
            let subject = singular.then(|| self.left_subject(&verb).or_else(|| self.right_subject(&verb, verb.at + 1)));
            return subject.flatten().map_or(Whose::AsFound, Whose::Of);
        };
        let mention = &source.mention;
        if !(singular || plural) || self.governed(found, mention.start).is_some() || mention.is_empty() {
            return Whose::AsFound;
        }
        let behind = mention.start == verb.at + 1;
        let addressed = behind && self.is_addressing(verb.at);
        if !addressed && self.can_be_subject(mention, verb.form) {
            return Whose::AsFound;
        }
        let left = || self.left_subject(&verb).filter(|left| left.end <= mention.start || left.start >= mention.end);
        // «цитирует президента федерации | портал»: the finder took both.
        let object = self.head_forms(mention).map_or(mention.end, |(head, _)| bodies::tail_end(self.document, head));
        let from = if addressed { object.min(mention.end) } else { mention.end };
        let right = || self.right_subject(&verb, from).filter(|_| behind);
        match left().or_else(right) {
            Some(subject) => Whose::Of(subject),
            None if !addressed && plural && self.is_dative(mention) => Whose::Nobodys,
            None => Whose::AsFound,
        }
    }

    /// «Просим», «Сообщаем», «призываю»: a verb in the first person without its pronoun.
    fn is_ours(&self, found: &Found) -> bool {
        let [cue] = &found.cue[..] else { return false };
        let document = self.document;
        const FIRST: &str = "хочу прошу могу должен должна скажу отвечу обещаю полагаю считаю думаю знаю надеюсь подчеркну напомню добавлю \
            замечу признаю утверждаю требую предлагаю призываю хотел хотела рекомендовал рекомендовала повторю отмечу поясню сообщаю \
            советую уверяю заверяю убежден убеждена уверен уверена верю сомневаюсь хотим можем скажем обещаем считаем думаем знаем \
            надеемся подчеркнем напомним требуем предлагаем призываем повторим отметим верим";
        let is_first = |at: usize| FIRST.split_whitespace().any(|w| w == document.tokens.lower(at));
        // «Хочу | подчеркнуть»: the verb itself is no name, and a verb in the past is anybody's.
        let taken = found.source.as_ref().is_some_and(|s| s.mention.len() == 1 && is_first(s.mention.start));
        let opens = found.source.is_none() && is_first(cue.start) && !is_past(document.tokens.lower(cue.start));
        if taken || opens && !self.is(cue.start.wrapping_sub(1), Class::Pronoun) {
            return true;
        }
        let behind = found.source.as_ref().is_none_or(|s| s.mention.start >= cue.end);
        let lower = document.tokens.lower(cue.start);
        const ENDINGS: [&str; 7] = ["аем", "яем", "уем", "ваю", "сим", "щаю", "дим"];
        behind && cue.len() == 1 && document.word(cue.start).cue.is_none() && ENDINGS.iter().any(|e| lower.ends_with(e))
    }

    /// Verbs whose object right behind them is whom they are said to, or who is quoted.
    fn is_addressing(&self, at: usize) -> bool {
        const STEMS: &str = "призва призыва попрос просил просит цитиру процитир обяза завери заверя убежда убеди предупре предостер уведом \
            проинформ информир попре упрекн обвин поблагодар благодар поруч";
        let lower = self.document.tokens.lower(at);
        STEMS.split_whitespace().any(|stem| lower.starts_with(stem))
    }

    /// Whether a mention can be the subject of a verb in this form, by case, number and gender.
    fn can_be_subject(&self, mention: &Range<usize>, form: Form) -> bool {
        let document = self.document;
        let lower = document.tokens.lower(mention.start);
        if matches!(lower, "мне" | "нам" | "вам" | "ему" | "ей" | "им" | "меня" | "нас" | "вас") && mention.len() == 1
        {
            return false;
        }
        let Some((_, forms)) = self.head_forms(mention) else { return true };
        let straight = || forms.iter().filter(|f| f.case == Case::Nominative);
        let agrees = |f: &NounForm| match (form, f.gender) {
            (Form::PastMale | Form::PastNeuter | Form::PastFemale | Form::Third, Agreement::Plural) => false,
            (Form::PastMale, Agreement::Female) => false,
            (Form::PastNeuter, gender) => gender == Agreement::Neuter,
            _ => true,
        };
        straight().any(agrees)
    }

    /// «Послу», «госпоже»: a noun that can only be a dative.
    fn is_dative(&self, mention: &Range<usize>) -> bool {
        let forms = self.head_forms(mention).map(|(_, forms)| forms).unwrap_or_default();
        !forms.is_empty() && forms.iter().all(|f| matches!(f.case, Case::Dative | Case::Prepositional))
    }

    /// The first listed noun of a mention that stands before any preposition in it.
    fn head_forms(&self, mention: &Range<usize>) -> Option<(usize, &[NounForm])> {
        let document = self.document;
        let inner = |at: &usize| *at == mention.start || !self.is(*at, Class::Preposition);
        let listed = |at: usize| document.lexicon.noun_forms(document.tokens.lower(at));
        let at = mention.clone().take_while(inner).find(|&at| !listed(at).is_empty())?;
        // «Мира Судья» is a name.
        let named = document.token(at).is_some_and(Token::is_capital) && at > mention.start;
        (!named).then(|| (at, listed(at)))
    }

    /// «МИД Сарвении | призвал», «Госпоже Орн я | ответила»: the words before the verb whose head can be its subject.
    fn left_subject(&self, verb: &Verb) -> Option<Range<usize>> {
        let document = self.document;
        let quiet = |at: usize| {
            let between = matches!(
                document.tokens.lower(at),
                "же" | "бы" | "не" | "также" | "тоже" | "уже" | "еще" | "сам" | "сама"
            );
            between || self.is(at, Class::Adverb) || self.is(at, Class::Negation)
        };
        let mut end = verb.start;
        while end > 0 && quiet(end - 1) {
            end -= 1;
        }
        let own = document.inside.get(verb.at).copied().flatten();
        let joins = |at: usize| {
            let token = document.token(at);
            let mark = token.is_some_and(|t| matches!(t.kind, Kind::Mark(_)));
            let quoted = document.inside.get(at).copied().flatten() != own;
            // «Фонд «Родник»»: a short name in marks.
            let short =
                document.inside.get(at).copied().flatten().is_some_and(|q| document.quotations[q as usize].len() <= 5);
            (token.is_some_and(Token::is_word) && (!quoted || short) || mark && at + 1 < end)
                && document.word(at).cue.is_none()
                && (!self.is(at, Class::Conjunction) || document.tokens.lower(at) == "и")
                && !document.starts.get(at + 1).copied().unwrap_or(false)
        };
        let start = (end.saturating_sub(LONGEST)..end).rev().take_while(|&at| joins(at)).last()?;
        self.nominative_in(start..end, verb.form)
    }

    /// «призвал подписчиков | телеграм-канал правительства», «сообщил «Волне» | Палей».
    fn right_subject(&self, verb: &Verb, from: usize) -> Option<Range<usize>> {
        let document = self.document;
        let mark = |at: usize| document.token(at).is_some_and(|t| matches!(t.kind, Kind::Mark(_)));
        let mut start = from;
        if mark(start) {
            let end = (start + 1..start + 6).find(|&at| mark(at))?;
            let named = document.token(end + 1).is_some_and(Token::is_word);
            start = if named { end + 1 } else { return None };
        }
        let joins = |at: usize| document.token(at).is_some_and(Token::is_word) && document.word(at).cue.is_none();
        let mut end = (start..start + LONGEST).take_while(|&at| joins(at)).last()? + 1;
        if mark(end)
            && document
                .inside
                .get(end + 1)
                .copied()
                .flatten()
                .is_some_and(|q| document.quotations[q as usize].len() <= 5)
        {
            end = (end + 1..end + 7).find(|&at| mark(at))? + 1;
        }
        self.nominative_in(start..end, verb.form)
    }

    /// The part of some words that opens with a noun in the nominative that the verb agrees with, with a name, or with a pronoun.
    fn nominative_in(&self, words: Range<usize>, form: Form) -> Option<Range<usize>> {
        let document = self.document;
        // «Госпоже Орн | я | ответила».
        let last = words.end.checked_sub(1).filter(|at| words.contains(at))?;
        if matches!(document.tokens.lower(last), "я" | "он" | "она" | "они" | "мы") {
            return Some(last..words.end);
        }
        let head = words.clone().find(|&at| {
            let lower = document.tokens.lower(at);
            let pronoun = matches!(lower, "я" | "он" | "она" | "они" | "мы" | "тот" | "та");
            let listed = document.lexicon.noun_forms(lower);
            let behind = at > words.start && self.is(at - 1, Class::Preposition);
            let name = listed.is_empty()
                && document.token(at).is_some_and(Token::is_capital)
                && (!document.starts[at] || self.is_named_at(at))
                && !crate::inflection::is_adjective(lower);
            pronoun || !behind && (name || !listed.is_empty() && self.can_be_subject(&(at..at + 1), form))
        })?;
        let start = bodies::modifiers(document, head).max(words.start);
        Some(start..words.end)
    }

    pub(super) fn is_named_at(&self, at: usize) -> bool {
        let from = self.cast.mentions.partition_point(|m| m.at < at);
        self.cast.mentions.get(from).is_some_and(|m| m.at == at)
    }

    /// "presidential press secretary Lucio Vance | has said", "The will, kept at the office, | states".
    fn before_verb(&self, found: &Found) -> Option<Range<usize>> {
        let document = self.document;
        let verb = self.verb(found)?;
        let cue = found.cue.first()?;
        let passive = (cue.start..verb.at).any(|at| self.is(at, Class::Passive));
        let quoted_as = passive && document.tokens.lower(verb.at) == "quoted";
        let noun = document.token(cue.start.wrapping_sub(1)).is_some_and(|t| t.kind == Kind::Possessive);
        if !(matches!(verb.form, Form::Past | Form::Third) && (!passive || quoted_as) || noun) {
            return None;
        }
        let comma = |at: usize| document.token(at).is_some_and(|t| t.is(','));
        let mut end = cue.start - usize::from(noun);
        while end > 0
            && (matches!(document.tokens.lower(end - 1), "has" | "have" | "had") || self.is(end - 1, Class::Adverb))
        {
            end -= 1;
        }
        let stops = |at: usize| {
            let token = document.token(at);
            let joins = token.is_some_and(|t| t.is_word() || t.kind == Kind::Possessive || t.kind == Kind::Number);
            let word = document.word(at);
            !joins
                || word.is(Class::Conjunction) && !matches!(document.tokens.lower(at), "and" | "after" | "before")
                || word.is(Class::Auxiliary)
                || word.cue.is_some_and(|v| matches!(v.form, Form::Past | Form::Third))
                    && !word.is(Class::Role)
                    && !word.is(Class::Body)
                || document.starts.get(at + 1).copied().unwrap_or(false)
        };
        let run = |end: usize| (end.saturating_sub(LONGEST)..end).rev().take_while(|&at| !stops(at)).last();
        let mut start = None;
        if end > 0 && comma(end - 1) {
            // "The will, kept at the office, | states", "Ambassador to Norvale, Ingmar Falk, | reported".
            let open = (end.saturating_sub(LONGEST + 4)..end - 1).rev().find(|&at| comma(at))?;
            let apposed = (open + 1..end - 1).all(|at| document.token(at).is_some_and(Token::is_capital))
                || self.is(open + 1, Class::Determiner);
            let before = run(open)?;
            if apposed {
                start = Some(before);
                end -= 1;
            } else {
                (start, end) = (Some(before), open);
            }
        }
        let mut start = start.or_else(|| run(end))?;
        // "In December | certain newspapers": when it was is not who.
        if let Some(time) =
            (start..end).rev().find(|&at| self.is(at, Class::Time) || is_month(document.tokens.lower(at)))
        {
            start = time + 1;
        }
        while start < end && (self.is(start, Class::Preposition) || self.is(start, Class::Adverb)) {
            start += 1;
        }
        let some = matches!(document.tokens.lower(start), "certain" | "some" | "several" | "many" | "few");
        let plural = some && end == start + 2 && document.tokens.lower(start + 1).ends_with('s');
        let telling = |at: usize| {
            if plural {
                return true;
            }
            let known = [Class::Role, Class::Body, Class::Group, Class::Document, Class::Pronoun];
            document.token(at).is_some_and(Token::is_capital) && !self.is(at, Class::SentenceOpener)
                || known.iter().any(|&class| self.is(at, class))
        };
        (start < end
            && (start..end).any(telling)
            && !self.is(start, Class::SentenceOpener) | self.is(start, Class::Determiner))
        .then_some(start..end)
    }
}

fn is_month(word: &str) -> bool {
    const MONTHS: &str = "january february march april june july august september october november december";
    MONTHS.split(' ').any(|m| m == word)
}
