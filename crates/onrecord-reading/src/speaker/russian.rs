//! Russian mentions: brought back to the nominative, person and phrase told apart.
//!
//! The word before a mention tells its case («по словам …», «в …», «согласно …»). A person's name is a name in the cast or a surname behind a
//! role; anything else is a phrase with a noun for its head («источник в правительстве», «Морванский институт статистики»), of which a
//! bare noun is looked for among the bodies that the text has named so far.

mod lands;
mod names;
mod phrases;

pub(super) use lands::capitalised;

use super::{Resolver, Who, bodies};
use crate::{
    SpeakerKind,
    found::{Agreement, Found},
    inflection::{Case, is_adjective},
    lexicon::Class,
    mention::{is_first_name, is_first_name_at, is_oblique, name_in},
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

/// Whether a noun for a body can stand for one that is called so: «дипмиссия» for «посольство».
pub(super) fn can_stand_for(noun: &str, body: &str) -> bool {
    KINDS.iter().any(|(wider, kinds)| *wider == noun && kinds.contains(&body))
}

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
        while mention.len() > 1
            && (self.is(mention.start, Class::Preposition)
                || matches!(document.tokens.lower(mention.start), "от" | "из"))
        {
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
        while mention.len() > 1 && matches!(document.tokens.lower(mention.start), "от" | "из" | "у") {
            mention.start += 1;
            case = self.governed(found, mention.start).unwrap_or(case);
        }
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
        // «Наше | ведомство», «нашему изданию | юрист думы».
        let lower = document.tokens.lower(mention.start);
        let ours = ["наш", "наша", "наше", "наши"].contains(&lower) && self.is(mention.start + 1, Class::Body);
        mention.start += usize::from(ours && mention.len() > 1);
        let told = matches!(lower, "нашему" | "нашей") && mention.len() > 2 && self.is(mention.start + 1, Class::Body);
        if told {
            (mention.start, case) = (mention.start + 2, Case::Nominative);
        }
        // «близкая к правительству | «Норрхавн винд»».
        let mark = |at: usize| document.token(at).is_some_and(|t| matches!(t.kind, Kind::Mark(_)));
        let open = (mention.start + 1..mention.end).find(|&at| mark(at)).filter(|_| mark(mention.end - 1));
        let described = |open: usize| {
            let noun =
                |at: usize| [Class::Role, Class::Body, Class::Document, Class::Group].iter().any(|&c| self.is(at, c));
            is_adjective(document.tokens.lower(mention.start))
                && self.is(mention.start + 1, Class::Preposition)
                && !noun(open - 1) | self.is(open - 2, Class::Preposition)
        };
        if let Some(open) = open.filter(|&at| at > mention.start + 1 && described(at)) {
            mention.start = open;
        }
        if let Some(who) = self.two_people(found, &mention) {
            return who;
        }
        if let Some(who) = self.former_holder(&mention, agreement) {
            return who;
        }
        // «Томич | на митинге в Карне».
        let opens = document.token(mention.start).is_some_and(Token::is_capital)
            && ![Class::Role, Class::Body, Class::Document, Class::Group].iter().any(|&c| self.is(mention.start, c))
            && self.is_named_at(mention.start);
        if let Some(at) = (mention.start + 1..mention.end).find(|&at| opens && self.is(at, Class::Preposition)) {
            mention.end = at;
        }
        if let Some(who) = self.russian_name(&mention, case, agreement) {
            return who;
        }
        self.russian_phrase(&mention, case, agreement)
    }

    /// «Лещинская и Орн»: two who speak together are a group.
    fn two_people(&self, found: &Found, mention: &Range<usize>) -> Option<Who> {
        let document = self.document;
        let capital = |at: usize| document.token(at).is_some_and(Token::is_capital);
        let and = (mention.start + 1..mention.end).find(|&at| document.tokens.lower(at) == "и")?;
        let named = capital(and - 1)
            && (capital(and + 1) || matches!(document.tokens.lower(and + 1), "его" | "ее"))
            && self.is_named_at(mention.start)
            && (mention.start..and).all(capital);
        let together = named && self.has_plural_verb(found);
        together.then(|| Who { kind: SpeakerKind::Group, ..self.unknown(mention, "two who speak together") })
    }

    /// «Экс-министр»: the one of whom the text says that they were it.
    fn former_holder(&self, mention: &Range<usize>, agreement: Option<Agreement>) -> Option<Who> {
        let document = self.document;
        let office = document.tokens.lower(mention.start).strip_prefix("экс-").filter(|_| mention.len() == 1)?;
        let was = |m: &usize| {
            let member = &self.cast.members[*m];
            member.first < mention.start
                && member.roles.iter().any(|r| r.contains("экс-") || r.contains("бывш") || r.contains("прежн"))
        };
        let holders: Vec<usize> = self.holders_of(&[office], true, agreement, false).into_iter().filter(was).collect();
        let member = self.foremost(&holders, mention.start, 1.0)?;
        let name = self.nominative_of(member);
        let why = format!("role “{}” → “{name}”", document.slice(mention));
        Some(Who { why, ..self.of_member(member, String::new()) })
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
        let father = |name: &str| ["вич", "вна", "ьич"].iter().any(|e| name.ends_with(e));
        if father(printed) && !father(&full.name) {
            return;
        }
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
            "слова" | "словами" | "слов" => Case::Genitive,
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
        // «в своём | телеграм-канале группа «Параллель»».
        const PLACES: [&str; 6] = ["телеграм-канал", "канал", "блог", "микроблог", "аккаунт", "эфир"];
        let own = document.tokens.lower(words.start.wrapping_sub(1)).starts_with("сво")
            && PLACES.iter().any(|place| document.tokens.lower(words.start).strip_suffix('е') == Some(place));
        let led = own
            || self.is(words.start.wrapping_sub(1), Class::Preposition)
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
