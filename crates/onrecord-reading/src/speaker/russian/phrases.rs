//! Russian mentions without a person's name: «источник в правительстве», «ведомство Рогова», «тот».
//!
//! A phrase is brought to the nominative by its head; a bare noun for a body, and a pronoun for a document, are looked for among those that the
//! text has named so far.

use super::{DOCUMENT_BACK, FAR, KINDS, OF_WHAT, SHORT, SOME, adjective_of_land, is_of_land};
use crate::{
    SpeakerKind,
    found::Agreement,
    inflection::{Case, as_capital, is_adjective, nominative_by_ending, nominative_person},
    lexicon::Class,
    mention::{is_oblique, name_at_end},
    speaker::{Resolver, Who, bodies},
    tokens::{Kind, Token},
};
use std::ops::Range;

impl Resolver<'_> {
    /// A phrase with a noun for its head.
    pub(super) fn russian_phrase(&self, mention: &Range<usize>, case: Case, agreement: Option<Agreement>) -> Who {
        let document = self.document;
        if self.is_quoted_russian(mention) {
            let why = "a name in quotation marks";
            let who = Who { kind: SpeakerKind::Body, ..self.unknown(mention, why) };
            let inner = mention.start + 1..mention.end.saturating_sub(1);
            return match self.quoted_in_nominative(&inner, case) {
                Some(name) => Who { name: who.name.replace(document.slice(&inner), &name), ..who },
                None => who,
            };
        }
        let lower = document.tokens.lower(mention.start);
        let Some(head) = self.russian_head(mention) else { return self.unknown(mention, "phrase as printed") };
        let end = self.phrase_end(mention, head);
        let short = mention.start..end;
        if let Some(who) = self.known_by_phrase(mention, &short, head, case, agreement) {
            return who;
        }
        // «капитан | ледокола «Гарус»»: what a bare office is of, where the finder left it out.
        let bare = self.is(head, Class::Role) && mention.start == head && end == head + 1;
        let end = if bare { bodies::tail_end(document, head) } else { end };
        let form = bodies::form(document, head, Some(case)).filter(|_| case != Case::Nominative);
        let mut mention = mention.clone();
        if self.is(head, Class::Document) && mention.start < head && matches!(lower, "его" | "ее" | "их") {
            mention.start += 1;
        }
        let one = crate::inflection::nominative_adjective(
            document.slice(&(mention.start..mention.start + 1)),
            Agreement::Male,
        );
        let name = match form {
            _ if case != Case::Nominative && one.as_deref().is_some_and(|o| matches!(o, "один" | "одна")) => {
                let rest = document.slice(&(mention.start + 1..end));
                format!("{} {rest}", one.unwrap_or_default()).trim_end().to_owned()
            }
            Some(form) => bodies::in_nominative(document, mention.start..end, head, Some(form)),
            None if case != Case::Nominative => self.by_ending(mention.start..end, head, case),
            None => document.slice(&(mention.start..end)).to_owned(),
        };
        let name = self.office_of_land(&(mention.start..end), head, &name).unwrap_or(name);
        let (kind, why) = if SOME[2..].contains(&lower) && !lower.starts_with("ещ") && lower != "еще" {
            (SpeakerKind::Group, "a group as printed")
        } else if lower == "один" || lower == "одна" {
            (SpeakerKind::Office, "a role without a name")
        } else {
            let marked =
                (mention.start..end).any(|at| document.token(at).is_some_and(|t| matches!(t.kind, Kind::Mark(_))));
            match self.kind_of_phrase(&(mention.start..head + 1), head) {
                (SpeakerKind::Unknown, why) if marked => (SpeakerKind::Body, why),
                (SpeakerKind::Group, _)
                    if self.is(head, Class::Body) && form.is_some_and(|f| f.gender != Agreement::Plural) =>
                {
                    (SpeakerKind::Body, "a body as printed")
                }
                known => known,
            }
        };
        Who { name, kind, ..self.unknown(&mention, why) }
    }

    /// «по сведениям «Морванского телеграфа»» → «Морванский телеграф»: as it stands behind its noun or over the article, else by its endings.
    fn quoted_in_nominative(&self, inner: &Range<usize>, case: Case) -> Option<String> {
        let document = self.document;
        if inner.is_empty() || case == Case::Nominative {
            return None;
        }
        let same = |a: &str, b: &str| {
            let stems = |text: &str| -> Vec<String> {
                text.split_whitespace().map(|w| crate::mention::stem(&w.to_lowercase()).to_owned()).collect()
            };
            let (a, b) = (stems(a), stems(b));
            // «Полдень», «Полдня»: a vowel comes and goes.
            let near = |a: &str, b: &str| {
                let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
                shared >= 4 && shared + 2 >= a.chars().count().max(b.chars().count())
            };
            a == b || a.len() == 1 && b.len() == 1 && near(&a[0], &b[0])
        };
        let printed = document.slice(inner);
        // «газета «Полдень»»: behind its noun a name has no cases.
        let apposed = self.nouns_before_marks.iter().find(|name| same(document.slice(name), printed));
        if let Some(name) = apposed {
            return Some(document.slice(name).to_owned());
        }
        let outlet = self.setting.outlet.as_deref().filter(|outlet| same(outlet, printed));
        if let Some(outlet) = outlet {
            return Some(outlet.to_owned());
        }
        let last = inner.end - 1;
        if let Some(title) = plural_title(document.slice(inner), case) {
            return Some(title);
        }
        // «Голоса Сурмы» → «Голос Сурмы».
        let first = bodies::form(document, inner.start, Some(case)).filter(|f| f.case == case && inner.len() > 1);
        if first.is_some() && bodies::tail_end(document, inner.start) >= inner.end {
            return Some(bodies::in_nominative(document, inner.clone(), inner.start, first));
        }
        let of_whom =
            inner.len() == 2 && case == Case::Genitive && bodies::tail_end(document, inner.start) >= inner.end;
        let opens = document.slice(&(inner.start..inner.start + 1));
        let plain = !is_adjective(document.tokens.lower(inner.start)) && opens.chars().count() > 4;
        if let Some(noun) = opens.strip_suffix('а').filter(|_| of_whom && plain) {
            return Some(format!("{noun} {}", document.slice(&(last..inner.end))));
        }
        let adjectives = (inner.start..last).all(|at| is_adjective(document.tokens.lower(at)));
        let form = bodies::form(document, last, Some(case)).filter(|f| f.case == case);
        if adjectives && form.is_some() {
            return Some(bodies::in_nominative(document, inner.clone(), last, form));
        }
        // «по сведениям «Республики»»: of one word the ending is the case's.
        let lower = document.tokens.lower(last);
        let female = case == Case::Genitive
            && ["ки", "ги", "хи", "ды", "ты", "ны", "сы", "бы"].iter().any(|e| lower.ends_with(e));
        match inner.len() {
            1 if female => {
                let printed = document.slice(inner);
                printed.strip_suffix(['и', 'ы']).map(|body| format!("{body}а"))
            }
            1 => nominative_person(document.lexicon, &[printed], case, Some(Agreement::Male))
                .filter(|_| case != Case::Prepositional),
            _ if adjectives => Some(self.by_ending(inner.clone(), last, case)),
            _ => None,
        }
    }

    /// Whom a phrase stands for, if for somebody whom the text names or has told of.
    fn known_by_phrase(
        &self,
        mention: &Range<usize>,
        short: &Range<usize>,
        head: usize,
        case: Case,
        agreement: Option<Agreement>,
    ) -> Option<Who> {
        // «чиновник мэрии, попросивший не называть его имени»: somebody new, whatever the roles of others.
        let asked = |at: usize| {
            let lower = self.document.tokens.lower(at + 1);
            // «консул, получивший ранение», is the one of whom the text told.
            const NAMELESS: &str = "попрос пожела захоте соглас предпоч назва общав говори бесед";
            let own = self.is_high_office(head) && !NAMELESS.split(' ').any(|s| lower.starts_with(s)) && lower != "не";
            let participle =
                ["щий", "щая", "вший", "вшая", "шийся", "шаяся"].iter().any(|e| lower.ends_with(e)) && !own;
            participle || ["знаком", "близк", "осведомлен"].iter().any(|s| lower.starts_with(s))
        };
        let comma = |at: usize| self.document.token(at).is_some_and(|t| t.is(','));
        let is_new = (head + 1..mention.end).any(comma) || comma(mention.end) && asked(mention.end);
        let here = |who: &Who| {
            let last = self.history.last();
            case == Case::Nominative
                || last.is_some_and(|h| h.paragraph == self.paragraph(mention.start) && h.who.member == who.member)
        };
        if is_new {
            return self.russian_body(short.clone(), head, case);
        }
        // «управляющий | карьером», «капитан | ледокола «Гарус»»: more than the bare word that points back.
        let more =
            short.end < mention.end && self.is_word(short.end) || bodies::tail_end(self.document, head) > short.end;
        let bare = |who: Option<Who>| who.filter(|_| !more);
        self.apposed_before(mention)
            .or_else(|| self.side_of_land(short, head))
            .or_else(|| self.spouse(short, head))
            .or_else(|| self.nameless_again(short, head))
            .or_else(|| self.holder(short, agreement))
            .or_else(|| self.of_some_body(short, head, agreement))
            .or_else(|| self.russian_body(short.clone(), head, case))
            .or_else(|| self.apposed(mention))
            .or_else(|| bare(self.only_person(short, agreement)))
            .or_else(|| bare(self.who_just_spoke(short, head, agreement).filter(here)))
            .or_else(|| self.by_outlet(short, head))
            .or_else(|| self.introduced_in_russian(short, head))
            .or_else(|| bare(self.told_under_a_name(short, head, agreement)))
    }

    /// «В нём сказано»: the document that the text told of last.
    pub(in crate::speaker) fn document_pronoun(&self, mention: &Range<usize>) -> Option<Who> {
        let document = self.document;
        let wanted: &[Agreement] = match document.tokens.lower(mention.start) {
            "нем" => &[Agreement::Male, Agreement::Neuter],
            "ней" => &[Agreement::Female],
            _ => return None,
        };
        let before = mention.start.checked_sub(1).filter(|&at| matches!(document.tokens.lower(at), "в" | "во"))?;
        let form_at = |at: usize| {
            let forms = document.lexicon.noun_forms(document.tokens.lower(at));
            forms.iter().find(|f| wanted.contains(&f.gender)).copied()
        };
        let told = |at: &usize| self.is(*at, Class::Document) && form_at(*at).is_some();
        let head = (before.saturating_sub(DOCUMENT_BACK)..before).rev().find(told)?;
        let phrase = bodies::modifiers(document, head)..bodies::tail_end(document, head);
        let name = bodies::in_nominative(document, phrase, head, form_at(head));
        let why = format!("pronoun “{}” → “{name}”", document.slice(mention));
        Some(Who { name, kind: SpeakerKind::Body, ..self.unknown(mention, &why) })
    }

    /// «ведомство Рогова»: the body that the article says Rogov heads.
    fn headed_by(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let owner = head + 1..mention.end;
        let name = owner.len() == 1 && document.token(owner.start).is_some_and(Token::is_capital);
        let [member] = self.cast.named(document, &owner)[..] else { return None };
        let member = &self.cast.members[member];
        if !name || member.kind != SpeakerKind::Person || member.role.is_none() {
            return None;
        }
        let from = self.bodies.partition_point(|b| b.at + 10 < member.first);
        let of_role = self.bodies[from..].iter().take_while(|b| b.at < member.first).last()?;
        let why = format!("“{}” → “{}”", document.slice(mention), of_role.name);
        Some(Who { name: of_role.name.clone(), kind: SpeakerKind::Body, ..self.unknown(mention, &why) })
    }

    /// «Тот», «та», «те»: whom the text named last, rather than who did something there.
    pub(in crate::speaker) fn the_other(&self, mention: &Range<usize>) -> Option<Who> {
        let document = self.document;
        let gender = match document.tokens.lower(mention.start) {
            "тот" | "тому" | "того" => Agreement::Male,
            "та" | "той" => Agreement::Female,
            "те" | "тех" => Agreement::Plural,
            _ => return None,
        };
        let around = self.inside(mention.start);
        let fits = |at: usize| {
            let forms = document.lexicon.noun_forms(document.tokens.lower(at));
            let human = self.is(at, Class::Role) || self.is(at, Class::Group);
            human && forms.iter().any(|f| f.gender == gender)
        };
        for at in (mention.start.saturating_sub(DOCUMENT_BACK)..mention.start).rev() {
            if self.inside(at) != around {
                continue;
            }
            let first = self.cast.mentions.partition_point(|m| m.at < at);
            let named = self.cast.mentions.get(first).filter(|m| m.at == at).map(|m| m.member);
            let person = |m: &usize| {
                let known = self.learned.get(m).copied().or(self.cast.members[*m].gender);
                self.cast.members[*m].kind == SpeakerKind::Person && known.is_none_or(|known| known == gender)
            };
            let who = match named.filter(person) {
                Some(member) if gender != Agreement::Plural => Some(self.of_member(member, String::new())),
                _ if fits(at) => {
                    let phrase = bodies::modifiers(document, at)..bodies::tail_end(document, at);
                    let form =
                        document.lexicon.noun_forms(document.tokens.lower(at)).iter().find(|f| f.gender == gender);
                    let name = bodies::in_nominative(document, phrase.clone(), at, form.copied());
                    let (kind, _) = self.kind_of_phrase(&(phrase.start..at + 1), at);
                    let nobody = || Who { name, kind, ..self.unknown(&phrase, "") };
                    let start = self.sentence_start(at);
                    let told = || {
                        let who = self.told_under_a_name(&(at..at + 1), at, Some(gender))?;
                        // Who does something there is not the one to whom it is done.
                        let named = self.cast.mentions.partition_point(|m| m.at < start);
                        let here = self.cast.mentions[named..].iter().take_while(|m| m.at < at);
                        here.take(FAR).all(|m| Some(m.member) != who.member).then_some(who)
                    };
                    Some(self.holder(&phrase, Some(gender)).or_else(told).unwrap_or_else(nobody))
                }
                _ => None,
            };
            if let Some(who) = who {
                let why = format!("pronoun “{}” → “{}”", document.slice(mention), who.name);
                return Some(Who { why, ..who });
            }
        }
        None
    }

    fn by_ending(&self, phrase: Range<usize>, head: usize, case: Case) -> String {
        let document = self.document;
        let printed = document.slice(&(head..head + 1));
        let Some((noun, gender)) = nominative_by_ending(printed, case) else {
            return document.slice(&phrase).to_owned();
        };
        let adjectives = (phrase.start..head).map(|at| {
            let word = document.slice(&(at..at + 1));
            crate::inflection::nominative_adjective(word, gender).unwrap_or_else(|| word.to_owned())
        });
        let mut words: Vec<String> = adjectives.collect();
        words.push(noun);
        bodies::with_tail(words.join(" "), document.slice(&(head + 1..phrase.end)))
    }

    /// The first noun of a phrase: the first listed one, or the first word that is no adjective.
    fn russian_head(&self, mention: &Range<usize>) -> Option<usize> {
        let document = self.document;
        let listed = |at: &usize| !document.lexicon.noun_forms(document.tokens.lower(*at)).is_empty();
        let words = || {
            mention
                .clone()
                .take_while(|&at| self.is_word(at) && !(at > mention.start && self.is(at, Class::Preposition)))
        };
        let joins = |at: usize| self.is(at, Class::Determiner) || self.is(at, Class::Conjunction);
        let plain = |at: &usize| !is_adjective(document.tokens.lower(*at)) && !joins(*at);
        // «старший | группы».
        let next = document.lexicon.noun_forms(document.tokens.lower(mention.start + 1));
        let of_it =
            !next.is_empty() && next.iter().all(|f| f.case != Case::Nominative || f.gender == Agreement::Plural);
        if document.tokens.lower(mention.start) == "старший" && mention.len() > 1 && of_it {
            return Some(mention.start);
        }
        let counted = SOME.contains(&document.tokens.lower(mention.start));
        if counted && let Some(noun) = words().find(listed) {
            return Some(noun);
        }
        let first = words().find(|at| listed(at) || plain(at));
        // «местные власти»: an adjective that can be a noun is none before one in the same case.
        let agrees = |at: usize| {
            let forms = |at: usize| document.lexicon.noun_forms(document.tokens.lower(at));
            let same = |a: &crate::lexicon::NounForm| {
                forms(at + 1).iter().any(|b| b.case == a.case && b.case != Case::Genitive)
            };
            let plural = |at: usize| forms(at).iter().any(|f| f.gender == Agreement::Plural);
            at + 1 < mention.end && is_adjective(document.tokens.lower(at)) && forms(at).iter().any(same)
                || at + 1 < mention.end
                    && ["ых", "их"].iter().any(|e| document.tokens.lower(at).ends_with(e))
                    && plural(at + 1)
        };
        let first = first.map(|at| if listed(&at) && agrees(at) { at + 1 } else { at });
        first.or_else(|| words().last())
    }

    /// Where a phrase ends: behind its genitives, its name in marks, and what else describes it.
    fn phrase_end(&self, mention: &Range<usize>, head: usize) -> usize {
        let whole = bodies::tail_end(self.document, head);
        // A finder may have cut a body's name short: «Партия | земли».
        let short = self.is(head, Class::Body) || self.is(head, Class::Group);
        let tail = if short { whole } else { whole.clamp(head + 1, mention.end.max(head + 1)) };
        // «управляющий | карьером».
        const OVER: [&str; 3] = ["управляющ", "заведующ", "командующ"];
        let lower = |at: usize| self.document.tokens.lower(at);
        let over = OVER.iter().any(|o| lower(head).starts_with(o))
            && ["ом", "ем", "ой", "ей", "ами", "ями", "ью"].iter().any(|e| lower(head + 1).ends_with(e))
            && self.document.token(head + 1).is_some_and(|t| t.kind == Kind::Word && t.word.cue.is_none());
        if over {
            return bodies::tail_end(self.document, head + 1);
        }
        let goes_on = tail < mention.end
            && (self.is(tail, Class::Preposition) || self.document.token(tail).is_some_and(|t| t.is(',')))
            && !matches!(self.document.tokens.lower(tail + 1), "это" | "ссылкой" | "этом");
        let body = self.is(head, Class::Body) && !self.is(head, Class::Document) && !self.is(head, Class::Role);
        // «Посольство Сарвении в Кадрии».
        let abroad = matches!(self.document.tokens.lower(tail), "в" | "при" | "на")
            && tail + 1 < mention.end
            && self.document.token(tail + 1).is_some_and(Token::is_capital);
        // «президент Сарвении | в телеобращении»: where it was said tells nothing of who said it.
        let source = ["источник", "собеседник", "собеседница", "человек", "сотрудник", "представитель", "дежурный"];
        let own = self.document.tokens.lower(tail + 1).starts_with("сво");
        let where_said = self.is(head, Class::Role)
            && (tail > head + 1 || own)
            && matches!(self.document.tokens.lower(tail), "в" | "во" | "на" | "после")
            && !source.contains(&self.document.tokens.lower(head));
        // «адвокат | Лены Фиск»: whose lawyer it is belongs to the phrase.
        let capital = |at: usize| self.document.token(at).is_some_and(Token::is_capital);
        let owner = tail..(tail..mention.end).find(|&at| !capital(at)).unwrap_or(mention.end);
        if tail < mention.end && tail == head + 1 && !owner.is_empty() && is_oblique(self.document, &owner) {
            return owner.end;
        }
        match (goes_on && !where_said, body) {
            (true, false) => mention.end,
            (true, true) if abroad => tail + 2,
            _ => tail,
        }
    }

    /// «Мой учитель | , посол Арсен Орн,»: the name in apposition, where a finder left it out.
    fn apposed(&self, mention: &Range<usize>) -> Option<Who> {
        let document = self.document;
        document.token(mention.end).filter(|t| t.is(','))?;
        let roles = self.is(mention.end - 1, Class::Role) && self.is(mention.end + 1, Class::Role);
        if !roles || !document.token(mention.end + 1).is_some_and(Token::is_word) {
            return None;
        }
        let words = mention.end + 1..mention.end + 8;
        let end = words.clone().find(|&at| !self.is_word(at) || document.word(at).cue.is_some())?;
        let closed = document.token(end).is_some_and(|t| t.is(',') || document.word(end).cue.is_some());
        let name = name_at_end(document, &(words.start..end)).filter(|n| closed && n.name.len() >= 2)?;
        let [member] = self.cast.named(document, &name.name)[..] else { return None };
        let why = format!("“{}” in apposition", document.slice(mention));
        (self.cast.members[member].kind == SpeakerKind::Person).then(|| self.of_member(member, why))
    }

    /// «министерство» → «министерство обороны», «издание» → «газета «Кромка»», «МИД» → «Министерство иностранных дел Сарвении».
    fn russian_body(&self, mention: Range<usize>, head: usize, case: Case) -> Option<Who> {
        let document = self.document;
        if !self.is(head, Class::Body) {
            return None;
        }
        let form = bodies::form(document, head, Some(case));
        let lemma = form.map_or(document.tokens.lower(head), |f| document.lexicon.nominative(f));
        let tail = document.slice(&(head + 1..mention.end)).to_lowercase();
        let kinds = KINDS.iter().find(|(noun, _)| *noun == lemma).map(|(_, k)| *k).unwrap_or_default();
        let described = document.tokens.lower(bodies::modifiers(document, head));
        let long = SHORT.iter().find(|(short, _)| *short == lemma).map(|(_, long)| *long);
        // «военное ведомство».
        let long = long.or_else(|| {
            let by = |(start, _): &&(&str, &str)| described.starts_with(start);
            OF_WHAT.iter().find(by).map(|(_, long)| *long).filter(|_| lemma == "ведомство")
        });
        if let Some(who) = self.headed_by(&mention, head) {
            return Some(who);
        }
        let lands: Vec<&str> = (bodies::modifiers(document, head)..head).map(|at| document.tokens.lower(at)).collect();
        let only_lands = lands.iter().all(|word| adjective_of_land(word).is_some());
        let bare = tail.is_empty() && only_lands;
        let of_land = |name: &str| lands.iter().all(|land| name.split_whitespace().any(|word| is_of_land(land, word)));
        let fits = |b: &&bodies::Named| {
            let name = b.name.to_lowercase();
            if only_lands && !of_land(&name) {
                return false;
            }
            let whole = long.is_some_and(|l| name.starts_with(l) && (tail.is_empty() || name.ends_with(&tail)));
            let same = bare
                && (b.head == lemma || kinds.contains(&b.head.as_str()))
                && (!b.tail.is_empty() || b.is_distinct());
            whole || same && b.at < mention.start
        };
        let mut names: Vec<&str> = Vec::new();
        let near = self.bodies.partition_point(|b| b.at < mention.start).saturating_sub(FAR);
        for body in self.bodies[near..].iter().take(2 * FAR).filter(fits) {
            if !names.iter().any(|n| n.to_lowercase() == body.name.to_lowercase()) {
                names.push(&body.name);
            }
        }
        let name = match names[..] {
            [name] => name,
            // Of several outlets the one named last is meant; two ministries stay two.
            [.., last] if lemma == "издание" => last,
            [] => return None,
            _ => {
                let name = self.last_named_body(mention.start, |b| fits(&b))?;
                let why = format!("“{}” → “{name}”, named last", document.slice(&mention));
                return Some(Who { name, kind: SpeakerKind::Body, ..self.unknown(&mention, &why) });
            }
        };
        // «ведомство» → «МИД Сарвении» → «Министерство иностранных дел Сарвении».
        let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
        let spelled = SHORT.iter().find(|(short, _)| *short == first.to_lowercase()).and_then(|(_, long)| {
            let whole = |b: &&bodies::Named| {
                let full = b.name.to_lowercase();
                full.starts_with(long) && full.ends_with(&rest.to_lowercase())
            };
            self.bodies.iter().take(FAR).find(whole)
        });
        let name = spelled.map_or(name, |b| &b.name);
        let why = format!("short for “{name}”");
        let name = as_capital(name, name);
        Some(Who { name, kind: SpeakerKind::Body, ..self.unknown(&mention, &why) })
    }
}

/// «Портовых ведомостях» → «Портовые ведомости»: a title in the plural, its adjectives with it.
fn plural_title(printed: &str, case: Case) -> Option<String> {
    const ENDS: [(Case, &str, &str); 10] = [
        (Case::Prepositional, "иях", "ия"),
        (Case::Prepositional, "стях", "сти"),
        (Case::Prepositional, "гах", "ги"),
        (Case::Prepositional, "ках", "ки"),
        (Case::Prepositional, "ах", "ы"),
        (Case::Genitive, "мостей", "мости"),
        (Case::Genitive, "востей", "вости"),
        (Case::Genitive, "вестий", "вестия"),
        (Case::Dative, "иям", "ия"),
        (Case::Dative, "стям", "сти"),
    ];
    let (before, noun) = printed.rsplit_once(' ').map_or(("", printed), |(before, noun)| (before, noun));
    let (_, from, to) = ENDS.iter().find(|(of, from, _)| *of == case && noun.ends_with(from))?;
    let adjective = |word: &str| crate::inflection::nominative_adjective(word, Agreement::Plural);
    let mut words: Vec<String> = before.split_whitespace().map(adjective).collect::<Option<_>>()?;
    words.push(format!("{}{to}", noun.strip_suffix(from)?));
    Some(words.join(" "))
}
