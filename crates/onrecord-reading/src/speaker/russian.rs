//! Russian mentions: brought back to the nominative, person and phrase told apart.
//!
//! The word before a mention tells its case («по словам …», «в …», «согласно …»). A person's name is a name in the cast or a surname behind a
//! role; anything else is a phrase with a noun for its head («источник в правительстве», «Морванский институт статистики»), of which a
//! bare noun is looked for among the bodies that the text has named so far.

mod lands;
mod phrases;

pub(super) use lands::capitalised;

use super::{Resolver, Who, bodies, naming::ONCE};
use crate::{
    SpeakerKind,
    found::{Agreement, Found},
    inflection::{Case, as_capital, case_of_first_name, is_adjective, nominative_person},
    lexicon::Class,
    mention::{is_first_name, is_first_name_at, is_oblique, is_place_name, is_whose, name_at_end, name_in, nominative},
    tokens::{Kind, Token},
};
use std::ops::Range;

/// What a short name of a body stands for.
const SHORT: [(&str, &str); 10] = [
    ("мид", "министерство иностранных дел"),
    ("мвд", "министерство внутренних дел"),
    ("минобороны", "министерство обороны"),
    ("минфин", "министерство финансов"),
    ("минздрав", "министерство здравоохранения"),
    ("минюст", "министерство юстиции"),
    ("минэнерго", "министерство энергетики"),
    ("минтранс", "министерство транспорта"),
    ("минкультуры", "министерство культуры"),
    ("минсельхоз", "министерство сельского хозяйства"),
];

/// What the adjective before «ведомство» says.
const OF_WHAT: [(&str, &str); 5] = [
    ("внешнеполитическ", "министерство иностранных дел"),
    ("дипломатическ", "министерство иностранных дел"),
    ("военн", "министерство обороны"),
    ("оборонн", "министерство обороны"),
    ("финансов", "министерство финансов"),
];

/// Nouns that can stand for any body of their kind.
const KINDS: [(&str, &[&str]); 9] = [
    ("диппредставительство", &["посольство", "консульство", "миссия", "представительство"]),
    ("дипмиссия", &["посольство", "консульство", "миссия", "представительство"]),
    ("миссия", &["посольство", "консульство", "представительство"]),
    ("телеканал", &["канал", "телеканал", "гостелеканал", "телекомпания"]),
    ("издание", &["газета", "журнал", "портал", "сайт", "еженедельник", "агентство", "издание", "телеграм-канал"]),
    (
        "ведомство",
        &[
            "министерство",
            "мид",
            "мвд",
            "служба",
            "управление",
            "департамент",
            "инспекция",
            "минобороны",
            "минздрав",
            "минфин",
            "минтранс",
            "ведомство",
            "агентство",
            "комитет",
            "комиссия",
            "прокуратура",
            "генпрокуратура",
            "надзор",
            "бюро",
            "полиция",
            "таможня",
            "палата",
        ],
    ),
    ("дипведомство", &["мид", "министерство"]),
    ("компания", &["фирма", "корпорация", "холдинг", "концерн", "предприятие", "завод", "оператор", "авиакомпания"]),
    (
        "организация",
        &[
            "союз",
            "ассоциация",
            "фонд",
            "движение",
            "профсоюз",
            "объединение",
            "федерация",
            "лига",
            "комитет",
            "общество",
            "центр",
        ],
    ),
];

/// Bodies that are looked at to either side of a mention, at most.
const FAR: usize = 512;

/// «В нём» looks back over this many tokens for a document.
const DOCUMENT_BACK: usize = 40;

/// Words for one or several of whom nothing more is said.
const SOME: [&str; 15] = [
    "один",
    "одна",
    "одни",
    "другие",
    "некоторые",
    "многие",
    "двое",
    "трое",
    "четверо",
    "пятеро",
    "несколько",
    "еще",
    "ещё",
    "большинство",
    "часть",
];

/// «сама компания», «в этом ведомстве».
fn is_itself(word: &str) -> bool {
    const OWN: &str = "сам сама само сами самого самой самому самим самих самом саму этом этой данном";
    OWN.split(' ').any(|own| own == word)
}

impl Resolver<'_> {
    pub(super) fn is_quoted_russian(&self, mention: &Range<usize>) -> bool {
        let marked = self.document.token(mention.start).is_some_and(|t| matches!(t.kind, Kind::Mark(_)));
        marked && super::is_russian(self.document, mention.start + 1)
    }

    /// Whom a Russian mention stands for.
    pub(super) fn russian(&self, found: &Found, mention: &Range<usize>, agreement: Option<Agreement>) -> Who {
        let document = self.document;
        let (mut case, mut mention) = (self.case(found, mention), mention.clone());
        while mention.len() > 1 && self.is(mention.start, Class::Preposition) {
            mention.start += 1;
            case = self.governed(found, mention.start).unwrap_or(case);
        }
        // «В феврале мэрия заявила»: one who speaks in the singular is not the one whom «в» stands before.
        if case == Case::Prepositional
            && mention.len() > 1
            && self.is_singular(found)
            && !self.is_body_at(mention.start)
        {
            case = Case::Nominative;
        }
        let mut mention = self.extended(self.without_addressee(&mention, case));
        mention = self.without_outlet(mention);
        // «Нордавская | «Афтенблад»», «местная | газета «Листок»».
        let marked = |at: usize| document.token(at).is_some_and(|t| matches!(t.kind, Kind::Mark(_)));
        let adjective = mention.len() > 3 && is_adjective(document.tokens.lower(mention.start));
        let local = document.tokens.lower(mention.start).starts_with("местн");
        mention.start += usize::from(
            adjective && (marked(mention.start + 1) || local && marked(mention.start + 2)) && marked(mention.end - 1),
        );
        // «госпожа | министр», «официальный | Рувен», «соседняя | Вирмания».
        let addressed = self.is_form_of_address(mention.start) && self.is(mention.start + 1, Class::Role);
        mention.start += usize::from(mention.len() == 2 && (addressed || self.is_described_land(&mention)));
        if let Some(who) = self.russian_name(&mention, case, agreement) {
            return who;
        }
        self.russian_phrase(&mention, case, agreement)
    }

    /// «Радио Перевал | учительница», «пресс-служба порта | «Портовому листку»»: without whom it was told to.
    fn without_outlet(&self, mention: Range<usize>) -> Range<usize> {
        let document = self.document;
        let capital = |at: usize| document.token(at).is_some_and(Token::is_capital);
        let straight = |at: usize| {
            let forms = document.lexicon.noun_forms(document.tokens.lower(at));
            self.is(at, Class::Role)
                && forms.iter().any(|f| f.case == Case::Nominative && f.gender != Agreement::Plural)
        };
        let first = (mention.start..mention.end).find(|&at| !capital(at)).unwrap_or(mention.end);
        let start = bodies::modifiers(document, (first..mention.end).find(|&at| straight(at)).unwrap_or(mention.start));
        let named = is_first_name_at(document, mention.start) || self.is(mention.start, Class::Role);
        let told = !document.starts[mention.start];
        if told
            && first > mention.start
            && start == first
            && !named
            && !is_adjective(document.tokens.lower(mention.start))
        {
            return first..mention.end;
        }
        let mark = |at: usize| document.token(at).is_some_and(|t| matches!(t.kind, Kind::Mark(_)));
        let Some(open) = (mention.start + 1..mention.end).find(|&at| mark(at)).filter(|_| mark(mention.end - 1)) else {
            return mention;
        };
        let stems = |text: &str| -> Vec<String> {
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            words.map(|w| crate::mention::stem(&w.to_lowercase()).to_owned()).collect()
        };
        let told = stems(document.slice(&(open + 1..mention.end - 1)));
        let own = self.setting.outlet.as_deref().map(stems).unwrap_or_default();
        let outlet = !told.is_empty() && own.windows(told.len()).any(|w| w == told);
        if outlet { mention.start..open } else { mention }
    }

    pub(super) fn is_form_of_address(&self, at: usize) -> bool {
        matches!(self.lemma(at), "госпожа" | "господин")
    }

    /// An adjective before a country or a capital.
    fn is_described_land(&self, words: &Range<usize>) -> bool {
        let (document, last) = (self.document, words.end - 1);
        let known = document.lexicon.is_place(document.tokens.lower(last)) || self.cast.is_land(document, last);
        known && is_adjective(document.tokens.lower(words.start)) && document.token(last).is_some_and(Token::is_capital)
    }

    /// Whether the verb of the cue stands in the singular.
    fn is_singular(&self, found: &Found) -> bool {
        use crate::lexicon::Form;
        let mut forms = found.cue.iter().flat_map(Clone::clone).filter_map(|at| self.document.word(at).cue);
        forms
            .next_back()
            .is_some_and(|v| matches!(v.form, Form::Third | Form::PastMale | Form::PastFemale | Form::PastNeuter))
    }

    fn has_plural_verb(&self, found: &Found) -> bool {
        super::agreement(self.document, found) == Some(Agreement::Plural)
    }

    fn is_body_at(&self, at: usize) -> bool {
        self.is(at, Class::Document)
            || self.is(at, Class::Body)
                && !self.document.tokens.lower(at + 1).is_empty()
                && !self.document.token(at + 1).is_some_and(Token::is_word)
    }

    /// «источник | в министерстве, знакомый с перепиской», «сообщение | на странице службы», «еще | двое чиновников»: with what makes them this
    /// one, where a finder left it out.
    fn extended(&self, mention: Range<usize>) -> Range<usize> {
        let document = self.document;
        let mut words = mention;
        let counted = SOME[..2].contains(&document.tokens.lower(words.start))
            || SOME[6..10].contains(&document.tokens.lower(words.start));
        if counted && words.start > 0 && document.tokens.lower(words.start - 1) == "еще" {
            words.start -= 1;
        }
        let stop = |at: usize| (at..at + 9).find(|&i| !self.is_word(i) || document.word(i).cue.is_some()).unwrap_or(at);
        let bare = words.len() <= 2;
        let nameless = matches!(
            document.tokens.lower(words.end - 1),
            "источник"
                | "источники"
                | "источника"
                | "собеседник"
                | "собеседница"
                | "человек"
                | "люди"
        );
        let printed = self.is(words.end - 1, Class::Document);
        if bare
            && (nameless && matches!(document.tokens.lower(words.end), "в" | "во" | "из" | "на")
                || printed && document.tokens.lower(words.end) == "на")
        {
            words.end = stop(words.end);
        }
        let of_them = SOME.contains(&document.tokens.lower(words.end - 1))
            || matches!(document.tokens.lower(words.end - 1), "одного" | "одной" | "одному");
        if of_them && document.tokens.lower(words.end) == "из" {
            words.end = stop(words.end);
        }
        // «Радио | «Причал»».
        let noun = words.start.wrapping_sub(1);
        if self.is_quoted_russian(&words)
            && self.is(noun, Class::Body)
            && document.lexicon.noun_forms(document.tokens.lower(noun)).iter().any(|f| f.case == Case::Nominative)
        {
            words.start = noun;
        }
        let comma = document.token(words.end).is_some_and(|t| t.is(','));
        let told =
            ["знаком", "близк", "осведомлен"].iter().any(|s| document.tokens.lower(words.end + 1).starts_with(s));
        if comma && told {
            words.end = stop(words.end + 1);
        }
        let known =
            ["знаком", "близк", "осведомлен"].iter().any(|s| document.tokens.lower(words.end - 1).starts_with(s));
        if known && self.is(words.end, Class::Preposition) {
            words.end = stop(words.end);
        }
        words
    }

    /// Keeps the names of people as they stand where they are subjects; of others the nominative that their case gives.
    pub(super) fn learn_name(&mut self, found: &Found, mention: &Range<usize>) {
        if !super::is_russian(self.document, mention.start) {
            return;
        }
        let Some(name) = name_in(self.document, mention).filter(|n| n.name.len() >= 2) else { return };
        let case = self.case(found, mention);
        if case != Case::Nominative {
            // «заявление Матиаса Квиста».
            if case == Case::Genitive
                && let [member] = self.cast.named(self.document, &name.name)[..]
                && self.cast.members[member].words() == name.name.len()
            {
                // «Ядвига Ломаш» is nobody's genitive.
                let ends = |at: usize, endings: &[char]| self.document.tokens.lower(at).ends_with(endings);
                let last = name.name.end - 1;
                let straight = is_first_name(self.document.word(name.name.start)) && !ends(last, &['о']);
                if !straight && (!ends(name.name.start, &['а', 'я']) || ends(last, &['а', 'я', 'о'])) {
                    let straight = self.person_in_nominative(&name.name, case, self.cast.members[member].gender);
                    self.declined.entry(member).or_insert(straight);
                }
            }
            return;
        }
        if is_oblique(self.document, &name.name) {
            return;
        }
        let [member] = self.cast.named(self.document, &name.name)[..] else { return };
        let printed = self.document.slice(&name.name);
        let full = &self.cast.members[member];
        if full.words() == name.name.len() && full.has_initials() == printed.contains('.') {
            self.nominatives.entry(member).or_insert_with(|| printed.to_owned());
        }
    }

    /// The case in which a mention stands, by the word before it or by a head that has no nominative like it.
    fn case(&self, found: &Found, mention: &Range<usize>) -> Case {
        if let Some(case) = self.governed(found, mention.start) {
            return case;
        }
        if SOME.contains(&self.document.tokens.lower(mention.start)) {
            return Case::Nominative;
        }
        let head =
            mention.clone().find(|&at| !self.document.lexicon.noun_forms(self.document.tokens.lower(at)).is_empty());
        let forms = head.map(|at| self.document.lexicon.noun_forms(self.document.tokens.lower(at))).unwrap_or_default();
        // «главы МИД Марики Орн»: one who has a name is one head, not several.
        let capital = |at: usize| self.document.token(at).is_some_and(Token::is_capital);
        let named = mention.len() >= 3 && (mention.end - 2..mention.end).all(capital) && !self.has_plural_verb(found);
        let one: Vec<_> = forms.iter().filter(|f| named && f.gender != Agreement::Plural).collect();
        let nominative = |f: &&crate::lexicon::NounForm| f.case == Case::Nominative;
        match (one.first(), forms.first()) {
            (Some(first), _) if !one.iter().copied().any(|f| nominative(&f)) => first.case,
            (None, Some(first)) if !forms.iter().any(|f| nominative(&f)) => first.case,
            _ => Case::Nominative,
        }
    }

    pub(super) fn governed(&self, found: &Found, start: usize) -> Option<Case> {
        let document = self.document;
        let mut at = start.checked_sub(1)?;
        at -= usize::from(at > 0 && document.token(at).is_some_and(|t| matches!(t.kind, Kind::Mark(_))));
        let lower = document.tokens.lower(at);
        let referring = |at: usize| {
            let word = document.tokens.lower(at);
            word.starts_with("ссыл") || word.starts_with("сосла")
        };
        Some(match lower {
            "на" if at > 0 && referring(at - 1) => Case::Accusative,
            "в" | "во" | "на" | "при" | "о" | "об" => Case::Prepositional,
            "от" | "из" | "у" | "с" | "со" | "для" | "до" | "из-за" | "кроме" => Case::Genitive,
            "к" | "ко" | "согласно" | "по" | "вопреки" | "благодаря" => Case::Dative,
            _ if self.is(at, Class::Nominal) => Case::Genitive,
            "слова" | "словами" => Case::Genitive,
            _ if self.is_noun_of_cue(found, at) => Case::Genitive,
            _ => return None,
        })
    }

    /// «обещание Гайтара»: a noun as the cue right before the mention.
    fn is_noun_of_cue(&self, found: &Found, at: usize) -> bool {
        let word = self.document.word(at);
        let in_cue = found.cue.iter().any(|c| c.contains(&at));
        let lower = self.document.tokens.lower(at);
        let noun =
            ["ние", "ния", "нию", "нием", "ба", "бу", "зыв", "рос", "ция", "ции"].iter().any(|e| lower.ends_with(e))
                || !self.document.lexicon.noun_forms(lower).is_empty();
        in_cue
            && noun
            && self.is_word(at)
            && word.cue.is_none()
            && !word.is(Class::Adverb)
            && !word.is(Class::Passive)
            && self.document.tokens.lower(at) != "как"
            && !found.cue.iter().flat_map(Clone::clone).any(|at| self.document.word(at).cue.is_some())
    }

    /// The mention without whom it was told to («Кромке», нашему корреспонденту) or when, where a finder took them along.
    fn without_addressee(&self, mention: &Range<usize>, case: Case) -> Range<usize> {
        let document = self.document;
        let mut words = mention.clone();
        if self.is_quoted_russian(&words) {
            let end = (words.start + 1..words.end)
                .find(|&at| matches!(document.token(at).map(|t| t.kind), Some(Kind::Mark(_))));
            if let Some(end) = end.filter(|&e| e + 1 < words.end && self.is_word(e + 1)) {
                words.start = end + 1;
            }
        }
        while words.len() > 1 && is_itself(document.tokens.lower(words.start)) {
            words.start += 1;
        }
        words.start = self.behind_date(&words);
        let opens = |at: usize| {
            let forms = document.lexicon.noun_forms(document.tokens.lower(at));
            let singular = |f: &&crate::lexicon::NounForm| f.gender != Agreement::Plural;
            // «посольства» is more often of one embassy than several embassies.
            let nominative = match forms.iter().find(singular) {
                Some(_) => forms.iter().filter(singular).any(|f| f.case == Case::Nominative),
                None => forms.iter().any(|f| f.case == Case::Nominative),
            };
            let capital =
                document.token(at).is_some_and(Token::is_capital) && (at > mention.start || !self.is_opener(at));
            nominative || capital || SOME.contains(&document.tokens.lower(at)) || self.is(at, Class::Pronoun)
        };
        let led = self.is(words.start.wrapping_sub(1), Class::Preposition)
            || words.clone().any(|at| self.is(at, Class::Preposition));
        if case == Case::Nominative
            && words.len() > 1
            && led
            && !opens(words.start)
            && let Some(at) = words.clone().take(8).find(|&at| opens(at))
        {
            let start = bodies::modifiers(document, at).max(words.start);
            let direct = |at: usize| {
                ["ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие"]
                    .iter()
                    .any(|e| document.tokens.lower(at).ends_with(e))
            };
            let agrees = (start..at).all(direct);
            let owned = matches!(
                document.tokens.lower(at.wrapping_sub(1)),
                "его" | "ее" | "их" | "мой" | "моя" | "наш" | "наша"
            );
            words.start = match (agrees, owned) {
                (_, true) if at > words.start => at - 1,
                (true, _) => start,
                _ => at,
            };
        }
        while words.len() > 1 && self.is_loose(words.end - 1) {
            words.end -= 1;
        }
        words
    }

    /// «19 апреля | парламент Кадрии»: a day is nobody.
    fn behind_date(&self, words: &Range<usize>) -> usize {
        const MONTHS: &str = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря";
        let document = self.document;
        let number = document.token(words.start).is_some_and(|t| t.kind == Kind::Number);
        let month = MONTHS.split(' ').any(|m| m == document.tokens.lower(words.start + 1));
        let mut start = words.start + if number && month { 2 } else { 0 };
        let year = document.token(start).is_some_and(|t| t.kind == Kind::Number);
        if start > words.start && year && document.tokens.lower(start + 1).starts_with("год") {
            start += 2;
        }
        if start < words.end { start } else { words.start }
    }

    fn is_opener(&self, at: usize) -> bool {
        self.is(at, Class::SentenceOpener) || self.is(at, Class::Adverb) || self.is(at, Class::Preposition)
    }

    /// «ещё», «на это», «в четверг»: a word that ends no phrase.
    fn is_loose(&self, at: usize) -> bool {
        let loose = [Class::Adverb, Class::Preposition, Class::Time, Class::Conjunction];
        let lower = self.document.tokens.lower(at);
        let verb = ["ются", "ется", "утся", "ятся", "ится"].iter().any(|e| lower.ends_with(e));
        verb || loose.iter().any(|&c| self.is(at, c)) || matches!(lower, "это" | "этом" | "ответ" | "еще" | "уже")
    }

    /// A person's name, or a single name of which nothing is known.
    fn russian_name(&self, mention: &Range<usize>, case: Case, agreement: Option<Agreement>) -> Option<Who> {
        let document = self.document;
        // «источник Первого канала в комиссии»: what stands behind such a noun is no name of theirs.
        if matches!(self.lemma(mention.start), "источник" | "собеседник" | "собеседница") {
            return None;
        }
        let is_mark = |at: &usize| document.token(*at).is_some_and(|t| matches!(t.kind, Kind::Mark(_)));
        let mark = mention.clone().find(is_mark);
        let behind = mention.clone().rev().find(is_mark).map_or(mention.start, |at| at + 1);
        // «Председатель «Круга» Анна Орн»: the name stands behind the marks.
        let named_behind = mark.is_some()
            && (behind..mention.end).len() >= 2
            && (behind..mention.end).all(|at| document.token(at).is_some_and(Token::is_capital));
        let before = if named_behind { behind..mention.end } else { mention.start..mark.unwrap_or(mention.end) };
        let whole =
            name_at_end(document, &before).filter(|n| n.name.len() >= 2).or_else(|| name_in(document, &before))?;
        let name = whole.name.clone();
        let apart = before.clone().any(|at| at < name.start && document.token(at).is_some_and(|t| t.is(',')));
        let listed = |at: usize| !document.lexicon.noun_forms(document.tokens.lower(at)).is_empty();
        if name.clone().any(|at| self.is(at, Class::Body) || listed(at) && name.len() == 1) {
            return None;
        }
        // «новый фильм Гая Орна»: a first name in another case than the mention belongs to somebody else.
        let noun_before =
            |at: usize| document.token(at).is_some_and(|t| t.kind == Kind::Word) || self.is(at, Class::Role);
        let lower_before = name.start > mention.start && noun_before(name.start - 1);
        let oblique = is_whose(document, &name);
        if case == Case::Nominative && name.len() >= 2 && lower_before && oblique {
            return None;
        }
        if self.is_of_a_place(mention, &name, case) {
            return None;
        }
        let personal = |m: &usize| self.cast.members[*m].kind == SpeakerKind::Person;
        let known = self.cast.named(document, &name).iter().any(personal);
        // «Жена Волоха», «адвокат Волоха»: a surname in the genitive is whose.
        let behind =
            name.len() == 1 && name.start > mention.start && case == Case::Nominative && noun_before(name.start - 1);
        if behind && (self.is_kin_here(mention.start) || self.is_in_genitive(&name)) {
            return None;
        }
        let alone = name.start == mention.start && name.end == before.end && mark.is_none();
        let full = name.len() >= 2
            && (is_first_name_at(document, name.start) || !is_adjective(document.tokens.lower(name.start)));
        // «президент Морвании», «координационный совет сарвенцев Дольмарка»: somebody's country at the end.
        let behind_role = name.start > mention.start && self.is(name.start - 1, Class::Role);
        let land = name.start > mention.start && self.is_land(&name, case);
        let bound = behind_role && !land;
        let heads = (before.start..name.start).filter(|&at| listed(at)).count();
        if !(known && heads <= 2 && !land || full || alone || bound) || apart && !known && !full {
            return None;
        }
        if !known && !full && alone {
            return Some(self.single(&name, case));
        }
        let several = agreement.is_none() && self.cast.named(document, &name).len() > 1;
        let by_ending = || surname_gender(document.tokens.lower(name.end - 1), case).filter(|_| several);
        let who = self.of_name(&name, &whole, agreement.or_else(by_ending))?;
        if who.member.is_none() && who.why == ONCE {
            let role = (behind_role || !whole.role.is_empty()).then(|| document.slice(&whole.role).to_owned());
            let kind = if bound || full { SpeakerKind::Person } else { SpeakerKind::Unknown };
            let name = self.person_in_nominative(&name, case, agreement.or(who.gender));
            return Some(Who { name, kind, role: role.filter(|r| !r.is_empty()), ..who });
        }
        Some(who)
    }

    /// «жительница села | Нижний Бор», «секретарь | Северного союза», «министр внутренних дел | Гренвальда»: where somebody is from.
    fn is_of_a_place(&self, mention: &Range<usize>, name: &Range<usize>, case: Case) -> bool {
        let document = self.document;
        if name.start == mention.start {
            return false;
        }
        if is_place_name(document, name.start) {
            return true;
        }
        let lower = document.tokens.lower(name.start);
        let noun_behind = name.end < mention.end
            && document.token(name.end).is_some_and(|t| t.kind == Kind::Word && t.word.cue.is_none())
            && !self.is(name.end, Class::Preposition)
            && !self.is(name.end, Class::Conjunction);
        if name.len() == 1 && is_adjective(lower) && noun_behind && self.is(mention.start, Class::Role) {
            return true;
        }
        // A genitive that the text has in other cases too.
        let forms = |body: &str| ["", "е", "ом", "у"].iter().any(|e| self.capitalised.contains(&format!("{body}{e}")));
        let person = self
            .cast
            .named(document, name)
            .iter()
            .any(|&m| self.cast.members[m].roles.len() + self.cast.members[m].words() > 1);
        name.len() == 1 && case == Case::Nominative && !person && lower.strip_suffix('а').is_some_and(forms)
    }

    /// «жена», «брат» before somebody's name.
    fn is_kin_here(&self, at: usize) -> bool {
        self.is_kin(at)
            && self
                .document
                .lexicon
                .noun_forms(self.document.tokens.lower(at))
                .iter()
                .any(|f| f.case == Case::Nominative)
    }

    /// A surname that the text has in a shorter nominative: «Волоха» of «Игнат Волох».
    fn is_in_genitive(&self, name: &Range<usize>) -> bool {
        let [member] = self.cast.named(self.document, name)[..] else { return false };
        let full = self.nominative_of(member);
        let last = full.split_whitespace().next_back().unwrap_or("").to_lowercase().replace('ё', "е");
        let lower = self.document.tokens.lower(name.start);
        lower.strip_suffix(['а', 'я']).is_some_and(|body| body == last || last.strip_suffix(['ь', 'й']) == Some(body))
    }

    /// A country behind a role: it stands in the genitive while the role does not.
    fn is_land(&self, name: &Range<usize>, case: Case) -> bool {
        let document = self.document;
        let lower = document.tokens.lower(name.start);
        let place = self.cast.is_land(document, name.start);
        let genitive = case != Case::Genitive && ["ии", "ы", "и"].iter().any(|e| lower.ends_with(e));
        name.len() == 1 && (place || genitive)
    }

    /// A single word that nothing explains: a surname, a town, an outlet.
    fn single(&self, name: &Range<usize>, case: Case) -> Who {
        let printed = self.document.slice(name);
        if let Some(who) = self.land(name, case) {
            return who;
        }
        let nominative_form = nominative_person(self.document.lexicon, &[printed], case, Some(Agreement::Male));
        let mut who = self.unknown(name, ONCE);
        // «По словам Лидии»: a listed first name is a person's, of one whom the text names in full if it does.
        let straight = nominative(self.document.lexicon, printed);
        let opened = self.cast.opened_by(self.document, name.start);
        if let ([member], true) = (&opened[..], is_first_name_at(self.document, name.start))
            && self.cast.members[*member].kind == SpeakerKind::Person
        {
            return self.of_member(*member, format!("first name of “{}”", self.cast.members[*member].name));
        }
        if is_first_name_at(self.document, name.start)
            && (straight != printed || is_first_name(self.document.word(name.start)))
        {
            return Who { name: straight, kind: SpeakerKind::Person, ..who };
        }
        // «в Генпрокуратуре»: nobody stands behind «в».
        let person = printed.chars().count() > 3 && case != Case::Prepositional;
        who.name = nominative_form.filter(|_| person).unwrap_or(who.name);
        who
    }

    /// «Анкара потребовала», «по данным Сарвении»: a country or its capital.
    fn land(&self, name: &Range<usize>, case: Case) -> Option<Who> {
        let printed = self.document.slice(name);
        let lower = printed.to_lowercase().replace('ё', "е");
        let swap = |ending: &str, to: &str| lower.strip_suffix(ending).map(|body| format!("{body}{to}"));
        let mut forms = vec![Some(lower.clone())];
        if case != Case::Nominative {
            forms.extend([
                swap("ии", "ия"),
                swap("ы", "а"),
                swap("и", "а"),
                swap("а", ""),
                swap("е", "а"),
                swap("у", ""),
            ]);
        }
        let form = forms.into_iter().flatten().find(|form| {
            self.document.lexicon.is_place(form) || self.capitals.contains_key(crate::mention::stem(form))
        })?;
        if let Some(who) = self.capital(name, &form) {
            return Some(who);
        }
        let why = "a country, a capital or a seat: the government there";
        let nominative = if form == lower { printed.to_owned() } else { as_capital(&form, printed) };
        Some(Who { name: nominative, kind: SpeakerKind::Body, ..self.unknown(name, why) })
    }

    fn person_in_nominative(&self, name: &Range<usize>, case: Case, gender: Option<Agreement>) -> String {
        let printed = self.document.slice(name);
        let words: Vec<&str> = printed.split_whitespace().collect();
        nominative_person(self.document.lexicon, &words, case, gender).unwrap_or_else(|| printed.to_owned())
    }

    /// The name of a member of the cast in the nominative: as it stood as a subject, or by the case of its first mention.
    pub(super) fn nominative_of(&self, member: usize) -> String {
        let m = &self.cast.members[member];
        if let Some(name) = self.nominatives.get(&member).or_else(|| self.fuller.get(&member)) {
            return name.clone();
        }
        if m.from_title || m.kind != SpeakerKind::Person || !super::is_russian(self.document, m.first) {
            return m.name.clone();
        }
        let words: Vec<&str> = m.name.split_whitespace().collect();
        if let Some(name) = self.declined.get(&member).filter(|name| **name != m.name) {
            return name.clone();
        }
        let case = case_by_ending(self.document.lexicon, &words)
            .or_else(|| self.case_by_other_forms(&words))
            .unwrap_or_else(|| self.case_of_name(m.first));
        let straight = || nominative(self.document.lexicon, &m.name);
        nominative_person(self.document.lexicon, &words, case, m.gender).unwrap_or_else(straight)
    }

    /// «Матиаса Квиста», where the text has «Квист» too.
    fn case_by_other_forms(&self, words: &[&str]) -> Option<Case> {
        let [first, .., last] = words else { return None };
        let ends = [("а", Case::Genitive), ("у", Case::Dative), ("ом", Case::Instrumental), ("ем", Case::Instrumental)];
        let lower = last.to_lowercase().replace('ё', "е");
        let (ending, case) = ends.into_iter().find(|(e, _)| lower.ends_with(e) && first.ends_with(e))?;
        let body = lower.strip_suffix(ending)?;
        let straight = is_first_name(self.document.lexicon.word(&first.to_lowercase().replace('ё', "е")));
        (!straight && body.chars().count() >= 3 && self.capitalised.contains(body)).then_some(case)
    }

    /// The case of a name in running text: by the role before it, or by what governs both.
    pub(super) fn case_of_name(&self, at: usize) -> Case {
        let document = self.document;
        // «картографа Яна Орна»: a man, whatever a woman is called.
        let before = document.lexicon.noun_forms(document.tokens.lower(at.wrapping_sub(1)));
        let oblique = self.is(at.wrapping_sub(1), Class::Role) && before.iter().all(|f| f.case != Case::Nominative);
        if !oblique && is_first_name_at(document, at) && document.word(at) != crate::lexicon::Word::default() {
            let listed = document.word(at);
            if listed.is(Class::MaleName) || listed.is(Class::FemaleName) {
                return Case::Nominative;
            }
        }
        for back in (at.saturating_sub(8)..at).rev() {
            let lower = document.tokens.lower(back);
            if !self.is_word(back) {
                break;
            }
            let forms = document.lexicon.noun_forms(lower);
            if let (true, Some(form)) = (self.is(back, Class::Role), forms.first()) {
                // «слова доктора Анны Орн»: one doctor, before several.
                let nominative = |f: &crate::lexicon::NounForm| f.case == Case::Nominative;
                let one = forms.iter().find(|f| f.gender != Agreement::Plural);
                return match one {
                    Some(one) if !forms.iter().any(|f| nominative(f) && f.gender != Agreement::Plural) => one.case,
                    _ if forms.iter().any(nominative) => Case::Nominative,
                    _ => form.case,
                };
            }
            match lower {
                "в" | "на" | "о" | "об" | "при" => return Case::Prepositional,
                "от" | "из" | "у" | "для" | "с" | "со" => return Case::Genitive,
                "к" | "по" | "согласно" => return Case::Dative,
                _ if self.is(back, Class::Nominal) => return Case::Genitive,
                _ if document.word(back).cue.is_some() => return Case::Nominative,
                _ => {}
            }
        }
        Case::Nominative
    }
}

/// The case that the endings of an unlisted full name leave no doubt of: «Эгоном Фальке», «Селины Ройко».
fn case_by_ending(lexicon: &crate::lexicon::Lexicon, words: &[&str]) -> Option<Case> {
    let [first, .., last] = words else { return None };
    let (lower, last) = (first.to_lowercase().replace('ё', "е"), last.to_lowercase());
    let pair = |a: &str, b: &str| lower.ends_with(a) && last.ends_with(b);
    // «Валентина Калюжного»: whatever a woman is called.
    if pair("а", "ого") || pair("я", "его") || pair("я", "ого") {
        return Some(Case::Genitive);
    }
    if let Some(case) = case_of_first_name(lexicon, first) {
        return Some(case);
    }
    let least = if lower.ends_with(['у', 'ы']) { 3 } else { 5 };
    if is_first_name(lexicon.word(&lower)) || lower.chars().count() < least || last.contains('.') {
        return None;
    }
    let ends = |word: &str, endings: &str| endings.split(' ').any(|e| word.ends_with(e));
    // A surname that never changes, for men and women alike; for women any that ends in a consonant.
    let still = ends(&last, "о е э у ю и их ых");
    let consonant = ends(&last, "ь б в г д ж з к л м н п р с т ф х ц ч ш щ");
    if ends(&lower, "ом ем") && (still || ends(&last, "ом ем ым им")) {
        return Some(Case::Instrumental);
    }
    if ends(&lower, "ой ей") && (still || consonant || ends(&last, "ой ей")) {
        return Some(Case::Instrumental);
    }
    if ends(&lower, "у") && (still || consonant) {
        return Some(Case::Accusative);
    }
    (ends(&lower, "ы ии") && !ends(&last, "ы и ые ие") || ends(&lower, "ы") && still).then_some(Case::Genitive)
}

/// «сарвенский» without its ending: an adjective that can be made of a country's name.
fn adjective_of_land(word: &str) -> Option<&str> {
    const ENDINGS: [&str; 12] =
        ["ский", "ского", "скому", "ским", "ском", "ская", "ской", "скую", "ское", "ские", "ских", "скими"];
    let body = ENDINGS.iter().find_map(|e| word.strip_suffix(e))?;
    (body.chars().count() >= 4).then_some(body)
}

/// Whether an adjective is made of a country's name in any case: «сарвенский» of «Сарвении».
pub(super) fn is_of_land(adjective: &str, name: &str) -> bool {
    let Some(body) = adjective_of_land(adjective) else { return false };
    let shared = body.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
    shared >= 4 && shared + 1 >= body.chars().count() && shared + 4 >= name.chars().count()
}

/// Of two who share a surname the one that an ending tells: «Шустовой» is a woman's, «Шустовым» a man's.
fn surname_gender(lower: &str, case: Case) -> Option<Agreement> {
    let ends = |endings: &[&str]| endings.iter().any(|e| lower.ends_with(e));
    if ends(&["овой", "евой", "иной", "ской", "цкой", "скую", "ская"]) {
        return Some(Agreement::Female);
    }
    if ends(&["овым", "евым", "иным", "ским", "ского", "скому", "ский", "ов", "ев"]) {
        return Some(Agreement::Male);
    }
    let own = ends(&["ова", "ева", "ина"]);
    let dative = ends(&["ову", "еву", "ину"]);
    match case {
        Case::Nominative if own => Some(Agreement::Female),
        Case::Genitive if own => Some(Agreement::Male),
        Case::Dative if dative => Some(Agreement::Male),
        Case::Accusative if own => Some(Agreement::Male),
        Case::Accusative if dative => Some(Agreement::Female),
        _ => None,
    }
}
