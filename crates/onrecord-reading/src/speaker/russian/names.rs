//! Names in Russian mentions: whose they are, and how they go in the nominative.
//!
//! A name is a person's of the cast, a surname behind a role, or one that belongs to somebody or some place else («адвокат Волоха», «президент
//! Морвании»). Its nominative is the form in which it stands as a subject, or what its case, its endings and the article's other forms give.

use super::FAR;
use crate::{
    SpeakerKind,
    found::Agreement,
    inflection::{Case, as_capital, case_of_first_name, is_adjective, nominative_person},
    lexicon::Class,
    mention::{is_first_name, is_first_name_at, is_place_name, is_whose, name_at_end, name_in, nominative},
    speaker::{Resolver, Who, bodies, naming::ONCE},
    tokens::{Kind, Token},
};
use std::ops::Range;

impl Resolver<'_> {
    /// A person's name, or a single name of which nothing is known.
    pub(super) fn russian_name(&self, mention: &Range<usize>, case: Case, agreement: Option<Agreement>) -> Option<Who> {
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
        if case == Case::Nominative && name.len() >= 2 && lower_before && is_whose(document, &name) {
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
        let person = self.cast.named(document, name).iter().any(|&m| self.cast.members[m].words() > 1);
        // «министр внутренних дел | Гренвальда»: behind a genitive, a name in «-а» of nobody whom the text knows.
        let before = name.start - 1;
        let forms_before = document.lexicon.noun_forms(document.tokens.lower(before));
        let genitive = forms_before.iter().any(|f| f.case == Case::Genitive)
            || matches!(
                document.tokens.lower(before),
                "дел" | "обороны" | "финансов" | "культуры" | "юстиции" | "торговли"
            );
        let chain = genitive
            && before > mention.start
            && !self.is(before, Class::Role)
            && self.is(mention.start, Class::Role)
            && lower.ends_with(['а', 'и'])
            && !["ова", "ева", "ина"].iter().any(|e| lower.ends_with(e));
        name.len() == 1 && case == Case::Nominative && !person && (chain || lower.strip_suffix('а').is_some_and(forms))
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
        if let Some(who) = self.land(name, case).or_else(|| self.spelled_body(name)) {
            return who;
        }
        let nominative_form = nominative_person(self.document.lexicon, &[printed], case, Some(Agreement::Male));
        let mut who = self.unknown(name, ONCE);
        // «По словам Лидии»: a listed first name is a person's, of one whom the text names in full if it does.
        let straight = nominative(self.document.lexicon, printed);
        let opened = self.cast.opened_by(self.document, name.start);
        if let [member] = &opened[..]
            && self.cast.members[*member].kind == SpeakerKind::Person
            && self.cast.members[*member].first < name.start
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

    /// «ФПС» → «Фонд помощи соотечественникам»: a body whose words begin with the letters, «и» and «по» counted or not.
    fn spelled_body(&self, name: &Range<usize>) -> Option<Who> {
        let letters = self.document.slice(name).to_lowercase();
        if name.len() != 1 || !(2..=8).contains(&letters.chars().count()) || !self.is_acronym(name.start) {
            return None;
        }
        let first = |full: &str, all: bool| -> String {
            let words = full.split([' ', '-']).filter(|w| all || w.chars().count() > 2);
            words.filter_map(|w| w.chars().find(|c| c.is_alphabetic())).flat_map(char::to_lowercase).collect()
        };
        let spelled = |b: &&bodies::Named| first(&b.name, true) == letters || first(&b.name, false) == letters;
        let full = &self.bodies.iter().take(FAR).find(spelled)?.name;
        let full = as_capital(full, full);
        let why = format!("“{}” is short for “{full}”", self.document.slice(name));
        Some(Who { name: full, kind: SpeakerKind::Body, ..self.unknown(name, &why) })
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

    pub(super) fn person_in_nominative(&self, name: &Range<usize>, case: Case, gender: Option<Agreement>) -> String {
        let printed = self.document.slice(name);
        let words: Vec<&str> = printed.split_whitespace().collect();
        nominative_person(self.document.lexicon, &words, case, gender).unwrap_or_else(|| printed.to_owned())
    }

    /// The name of a member of the cast in the nominative: as it stood as a subject, or by the case of its first mention.
    pub(in crate::speaker) fn nominative_of(&self, member: usize) -> String {
        let m = &self.cast.members[member];
        if let Some(name) = self.nominatives.get(&member).or_else(|| self.fuller.get(&member)) {
            return name.clone();
        }
        if m.from_title || m.kind != SpeakerKind::Person || !crate::speaker::is_russian(self.document, m.first) {
            return m.name.clone();
        }
        let words: Vec<&str> = m.name.split_whitespace().collect();
        if let Some(name) = self.declined.get(&member).filter(|name| **name != m.name) {
            return name.clone();
        }
        // «судья Жулиу Орестес»: behind a role in the nominative nothing else can stand.
        let role = self.case_of_role(m.first);
        if role == Some(Case::Nominative) {
            return m.name.clone();
        }
        // «губернатору Марцину Орлаю»: no woman in the accusative.
        // «его подчинённый | Бахром Таджи»: no instrumental stands behind a nominative.
        let before = self.document.tokens.lower(m.first.wrapping_sub(1));
        let straight = ["ый", "ий"].iter().any(|e| before.ends_with(e));
        let case = role
            .filter(|&case| case == Case::Dative)
            .or_else(|| {
                case_by_ending(self.document.lexicon, &words).filter(|&c| !(straight && c == Case::Instrumental))
            })
            .or_else(|| self.case_by_other_forms(&words))
            .unwrap_or_else(|| self.case_of_name(m.first));
        let in_case = |case: Case| nominative_person(self.document.lexicon, &words, case, m.gender);
        // «посла Велонии Агнию Торос»: the genitive of a man's role is its accusative too.
        let like = || in_case(Case::Accusative).filter(|_| case == Case::Genitive);
        in_case(case).or_else(like).unwrap_or_else(|| nominative(self.document.lexicon, &m.name))
    }

    /// The one case in which a role can stand that a name follows, with nothing but whose between: «секретарь посольства Бахром Таджи», «прокурору
    /// Нирании Саиду Лахори».
    fn case_of_role(&self, name: usize) -> Option<Case> {
        const BETWEEN: usize = 3;
        let lower = |at: usize| self.document.tokens.lower(at);
        let whose = |at: &usize| {
            self.is_word(*at)
                && !self.is(*at, Class::Role)
                && !self.is(*at, Class::Preposition)
                && ["а", "я", "ы", "и", "ой", "ей", "го", "их", "ых", "ов", "ев"]
                    .iter()
                    .any(|e| lower(*at).ends_with(e))
        };
        let between = (name.saturating_sub(BETWEEN)..name).rev().take_while(whose).count();
        let role = name.checked_sub(between + 1).filter(|&at| self.is(at, Class::Role))?;
        let forms = self.document.lexicon.noun_forms(lower(role));
        let mut one = forms.iter().filter(|f| f.gender != Agreement::Plural).map(|f| f.case);
        let case = one.next()?;
        one.all(|other| other == case).then_some(case)
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
    pub(in crate::speaker) fn case_of_name(&self, at: usize) -> Case {
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
            // «лидера блока «Единый дом» | Рауфа Каримзаде»
            let mark = document.token(back).is_some_and(|t| matches!(t.kind, crate::tokens::Kind::Mark('«' | '»')));
            if mark {
                continue;
            }
            if !self.is_word(back) {
                break;
            }
            if lower == "врио" {
                return Case::Nominative;
            }
            let acting = document.tokens.lower(back.wrapping_sub(1)) == "врио";
            let forms = document.lexicon.noun_forms(lower);
            if acting && self.is(back, Class::Role) {
                return Case::Nominative;
            }
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
