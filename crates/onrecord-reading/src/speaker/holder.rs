//! Roles without a name, and who holds them: "the foreign minister", «глава ведомства», "the envoy".
//!
//! Takes a mention, gives the one member of the cast of whom the article says so. Where several hold the role, the one who was named or spoke
//! last in this paragraph or the one before is meant; of two in one sentence nobody is.

use super::{Resolver, Who, agrees, foremost::CLEARLY, salient::is_description};
use crate::{
    SpeakerKind,
    found::Agreement,
    inflection::Case,
    lexicon::{Class, Lexicon},
    mention::stem,
    tokens::{Kind, Token},
};
use std::ops::Range;

/// Mentions that are looked at for the one named last, at most.
const NEAR: usize = 64;

impl Resolver<'_> {
    /// "the foreign minister" → the person of whom the article says so.
    pub(super) fn holder(&self, mention: &Range<usize>, agreement: Option<Agreement>) -> Option<Who> {
        let holders = self.holders(mention, agreement);
        // Somebody who is named only further down is not yet meant.
        let before: Vec<usize> =
            holders.iter().copied().filter(|&m| self.cast.members[m].first < mention.start).collect();
        let member = match (&holders[..], &before[..]) {
            (_, [one]) => *one,
            // Who is named only further down is meant where the mention has the words of the role.
            ([one], _) if self.has_role(*one, mention) => *one,
            ([], _) => return None,
            _ => self.named_last(&before, mention.start).or_else(|| self.foremost(&before, mention.start, CLEARLY))?,
        };
        let why = format!("role “{}” → “{}”", self.document.slice(mention), self.cast.members[member].name);
        Some(self.of_member(member, why))
    }

    /// Whether the words of a mention, each as printed or in another case, are words of somebody's role.
    fn has_role(&self, member: usize, mention: &Range<usize>) -> bool {
        let lexicon = self.document.lexicon;
        let same =
            |a: &str, b: &str| a == b || lemma(lexicon, a) == lemma(lexicon, b) || stem(a) == stem(b) && a.len() > 4;
        let roles = &self.cast.members[member].roles;
        let part = |word: &str| roles.iter().any(|r| r.split_whitespace().any(|p| same(word, p)));
        self.words(mention).iter().all(|word| part(word))
    }

    /// "The Prime Minister of Brenland", of whom the article tells under a name.
    pub(super) fn holder_of_place(&self, mention: &Range<usize>, agreement: Option<Agreement>) -> Option<Who> {
        let document = self.document;
        let of = mention.clone().find(|&at| self.is(at, Class::Preposition))?;
        let capital = |at: usize| document.token(at).is_some_and(Token::is_capital);
        let whole =
            document.tokens.lower(mention.start) == "the" && of > mention.start + 1 && self.is(of - 1, Class::Role);
        let place =
            (of + 1..mention.end).all(|at| capital(at) || self.is(at, Class::Determiner)) && of + 1 < mention.end;
        if whole && place { self.holder(mention, agreement) } else { None }
    }

    /// All whose role a definite mention can be.
    pub(super) fn holders(&self, mention: &Range<usize>, agreement: Option<Agreement>) -> Vec<usize> {
        let document = self.document;
        let first = document.tokens.lower(mention.start);
        let russian = self.is_in_russian(mention);
        let owned = document.token(mention.start + 1).is_some_and(|t| t.kind == Kind::Possessive);
        let definite = russian || owned || matches!(first, "the" | "this" | "that" | "his" | "her" | "their" | "its");
        let words = self.words(mention);
        let trade = !russian && definite && crate::mention::is_trade(document, mention.end - 1);
        if !definite || words.is_empty() || !(trade || mention.clone().any(|at| self.is(at, Class::Role))) {
            return Vec::new();
        }
        let former = mention.clone().any(|at| is_former(document.tokens.lower(at)));
        let mut all = self.holders_of(&words, russian, agreement, false);
        // "The former mayor" is not the mayor.
        let was = |m: usize| self.cast.members[m].roles.iter().any(|r| r.split_whitespace().any(is_former));
        if former || all.len() > 1 && all.iter().any(|&m| !was(m)) {
            all.retain(|&m| was(m) == former);
        }
        if !all.is_empty() || former {
            return all;
        }
        let high = if russian { self.high_office(&words) } else { english_high_office(&words) };
        if let Some(offices) = high {
            return offices.iter().flat_map(|office| self.holders_of(office, russian, agreement, false)).collect();
        }
        // «директор фонда», "the company's director": of whom the article says no more than "director".
        let is_body = |w: &&str| document.lexicon.word(w).is(Class::Body) && !document.lexicon.word(w).is(Class::Role);
        let head = if russian {
            words.iter().position(|w| !document.lexicon.noun_forms(w).is_empty()).map(|n| words[n])
        } else {
            self.head(mention).map(|at| document.tokens.lower(at))
        };
        let own: Vec<&str> = words.iter().copied().filter(|w| !is_body(w)).collect();
        // «администрация президента» is no president.
        if own.len() == words.len() || head.is_none_or(|h| !own.contains(&h)) {
            return Vec::new();
        }
        self.holders_of(&own, russian, agreement, true)
    }

    /// «глава правительства», «глава государства»: which offices that is.
    fn high_office(&self, words: &[&str]) -> Option<&'static [&'static [&'static str]]> {
        let lexicon = self.document.lexicon;
        let [head, of, ..] = words else { return None };
        if !matches!(lemma(lexicon, head), "глава" | "руководитель" | "лидер") {
            return None;
        }
        Some(match *of {
            "правительства" | "кабмина" | "кабинета" => {
                &[&["премьер-министр"], &["премьер"], &["канцлер"]]
            }
            "государства" | "страны" => &[&["президент"], &["король"], &["королева"]],
            "города" | "мэрии" => &[&["мэр"]],
            "области" | "региона" | "края" => &[&["губернатор"]],
            "мид" | "внешнеполитического" | "дипломатического" | "дипведомства" => {
                &[&["министр", "иностранных", "дел"]]
            }
            "минобороны" | "военного" | "оборонного" => &[&["министр", "обороны"]],
            "минфина" => &[&["министр", "финансов"]],
            _ => return None,
        })
    }

    /// "Her husband", where the text told of "his wife, Anna Orn": the one other person of that surname.
    pub(super) fn spouse(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let others: &[&str] = match document.tokens.lower(head) {
            "husband" => &["wife"],
            "wife" => &["husband"],
            "муж" | "мужа" | "супруг" | "супруга" if self.is_in_russian(mention) => {
                &["жена", "супруга"]
            }
            "жена" | "жены" => &["муж", "супруг"],
            _ => return None,
        };
        let told = |role: &String| role.split_whitespace().any(|w| others.contains(&w));
        let people = || self.cast.members.iter().enumerate().filter(|(_, m)| m.kind == SpeakerKind::Person).take(NEAR);
        let mut married = people().filter(|(_, m)| m.roles.iter().any(told));
        let (other, known) = married.next().filter(|_| married.next().is_none())?;
        let mut namesakes = people().filter(|(m, member)| *m != other && member.shares_surname(known));
        let (member, _) = namesakes.next().filter(|_| namesakes.next().is_none())?;
        let why = format!("“{}” → “{}”", document.slice(mention), self.cast.members[member].name);
        Some(self.of_member(member, why))
    }

    pub(super) fn holders_of(
        &self,
        words: &[&str],
        russian: bool,
        agreement: Option<Agreement>,
        bare: bool,
    ) -> Vec<usize> {
        let lexicon = self.document.lexicon;
        let forms = |word: &str| !lexicon.noun_forms(word).is_empty();
        let same =
            |a: &str, b: &str| a == b || russian && (stem(a) == stem(b) || lemma(lexicon, a) == lemma(lexicon, b));
        let can_be = |word: &str, role: &str| {
            same(word, role)
                || !russian && is_of_land(word, role)
                || russian && super::russian::is_of_land(word, role)
                || narrower(lemma(lexicon, word)).iter().any(|n| *n == lemma(lexicon, role))
        };
        let holds = |role: &String| {
            let parts = || role.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty());
            // «Пресс-секретарь президента» is no president: the first noun of a Russian role is what somebody is.
            // «Представитель ведомства полковник»: what stands in the nominative is what somebody is too.
            let straight = |w: &&str| {
                lexicon.noun_forms(w).iter().any(|f| f.case == Case::Nominative && f.gender != Agreement::Plural)
            };
            let own = || parts().find(|w| forms(w)).into_iter().chain(parts().filter(straight));
            let head = words.iter().find(|w| forms(w)).filter(|_| russian);
            if head.is_some_and(|head| own().next().is_some() && !own().any(|own| can_be(head, own))) {
                return false;
            }
            let other = bare && parts().any(|w| lexicon.word(w).is(Class::Body) && !lexicon.word(w).is(Class::Role));
            !other && words.iter().all(|word| parts().any(|part| can_be(word, part)))
        };
        let gender = |m: usize| self.learned.get(&m).copied().or(self.cast.members[m].gender);
        (0..self.cast.members.len())
            .filter(|&m| {
                let member = &self.cast.members[m];
                member.kind == SpeakerKind::Person && member.roles.iter().any(holds) && agrees(gender(m), agreement)
            })
            .collect()
    }

    /// Of several, the one who was named or spoke last, unless another stands in the same sentence.
    fn named_last(&self, members: &[usize], at: usize) -> Option<usize> {
        let to = self.cast.mentions.partition_point(|m| m.at < at);
        let named = self.cast.mentions[..to].iter().rev().take(NEAR).map(|m| (m.at, m.member));
        let spoke = self.history.iter().rev().take(NEAR).filter_map(|h| Some((h.at, h.who.member?)));
        let places: Vec<(usize, usize)> =
            named.chain(spoke).filter(|(place, m)| *place < at && members.contains(m)).collect();
        let last = places.iter().map(|(place, _)| *place).max()?;
        let start = self.sentence_start(last);
        let near = self.paragraph(at).saturating_sub(self.paragraph(last)) <= 1;
        let mut here = places.iter().filter(|(place, _)| *place >= start).map(|(_, member)| *member);
        let member = here.next().filter(|first| near && here.all(|other| other == *first))?;
        Some(member)
    }

    pub(super) fn sentence_start(&self, at: usize) -> usize {
        let ends = |i: &usize| self.document.token(*i).is_some_and(|t| t.ends_sentence() || t.kind == Kind::Break);
        (0..at).rev().take(256).find(ends).map_or(at.saturating_sub(256), |i| i + 1)
    }

    /// «источник», «собеседник агентства» → the one without a name who spoke before.
    pub(super) fn nameless_again(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let noun = lemma(document.lexicon, document.tokens.lower(head));
        let bare =
            head == mention.start && (mention.len() == 1 || mention.len() == 2 && self.is(head + 1, Class::Body));
        let any = matches!(noun, "источник" | "собеседник" | "собеседница" | "женщина" | "мужчина" | "девушка");
        if !bare || !self.is(head, Class::Role) {
            return None;
        }
        let fits = |who: &Who| {
            let mut words = who.name.split_whitespace();
            let same = words.clone().take(3).any(|w| lemma(document.lexicon, &w.to_lowercase()) == noun);
            let first = who.name.split_whitespace().next().unwrap_or("").to_lowercase();
            let common = matches!(
                lemma(document.lexicon, &first),
                "источник"
                    | "собеседник"
                    | "собеседница"
                    | "чиновник"
                    | "сотрудник"
                    | "один"
                    | "одна"
            );
            let lower = who.name.chars().next().is_some_and(char::is_lowercase) || same || common;
            who.member.is_none() && who.kind == SpeakerKind::Office && words.nth(1).is_some() && lower && (any || same)
        };
        let paragraph = self.paragraph(mention.start);
        // «сотрудник министерства на условиях анонимности …. По словам чиновника»: who spoke last, and has no name.
        let last = self.history.last().filter(|h| h.paragraph == paragraph && is_description(noun)).map(|h| &h.who);
        let nameless =
            |who: &&Who| who.member.is_none() && who.kind == SpeakerKind::Office && !who.name.starts_with("его ");
        if let Some(who) = last.filter(nameless) {
            let why = format!("“{}” → “{}”, who spoke last", document.slice(mention), who.name);
            return Some(Who { why, ..who.clone() });
        }
        let near = self.history.iter().rev().take(NEAR).take_while(|h| paragraph.saturating_sub(h.paragraph) <= 2);
        let who = near.map(|h| &h.who).find(|who| fits(who))?;
        let why = format!("“{}” → “{}”", document.slice(mention), who.name);
        Some(Who { why, ..who.clone() })
    }

    /// «собеседник агентства», «представитель ведомства», «глава региона»: the one who has just spoken under a name, where the words tell no more
    /// than that somebody of some body speaks.
    pub(super) fn of_some_body(
        &self,
        mention: &Range<usize>,
        head: usize,
        agreement: Option<Agreement>,
    ) -> Option<Who> {
        const ANY: &str = "агентства издания газеты радио телеканала портала ведомства министерства диппредставительства дипмиссии организации \
            компании региона республики области края города страны клуба управления дипломатии";
        let document = self.document;
        let noun = lemma(document.lexicon, document.tokens.lower(head));
        let talked = matches!(noun, "собеседник" | "собеседница");
        let any = talked || matches!(noun, "представитель" | "представительница" | "глава" | "руководитель");
        let of_any = mention.len() == 2 && ANY.split_whitespace().any(|w| w == document.tokens.lower(head + 1));
        // «По словам главы МИД Анны Орн …. Министр уточнила».
        let minister = noun == "министр" && mention.len() == 1;
        if head != mention.start || !minister && (!any || !(of_any || talked && mention.len() == 1)) {
            return None;
        }
        let last = self.history.iter().rev().find(|h| h.at < mention.start)?;
        let near = self.paragraph(mention.start).saturating_sub(last.paragraph) <= 1;
        let member = last.who.member.filter(|_| near && last.who.kind == SpeakerKind::Person)?;
        // «Министерство спорта …. Представитель ведомства»: of the body that was named since.
        let since = self.bodies.partition_point(|b| b.at <= last.at.max(last.mention.end));
        let other = self.bodies[since..].first().is_some_and(|b| b.end < mention.start && self.document.starts[b.at]);
        if other && of_any {
            return None;
        }
        let known = self.learned.get(&member).copied().or(last.who.gender);
        let heads = |r: &String| {
            r.starts_with("глав") && ["мид", "мвд", "ведомств", "министерств", "мин"].iter().any(|b| r.contains(b))
        };
        let roles = &self.cast.members[member].roles;
        let told = talked || if minister { roles.iter().any(heads) } else { !roles.is_empty() };
        let why = format!("role “{}” → “{}”, who spoke last", document.slice(mention), last.who.name);
        (told && agrees(known, agreement)).then(|| Who { why, ..last.who.clone() })
    }

    /// "Anna Orn | , now envoy of the president |": the name that the mention stands in apposition to, where a finder left it out.
    pub(super) fn apposed_before(&self, mention: &Range<usize>) -> Option<Who> {
        let document = self.document;
        let mut comma = mention.start.checked_sub(1)?;
        while comma > 0
            && self.is_word(comma)
            && matches!(document.tokens.lower(comma), "ныне" | "бывший" | "бывшая" | "тогда")
        {
            comma -= 1;
        }
        let closed = document.token(mention.end).is_some_and(|t| t.is(','));
        let behind = document.token(comma).is_some_and(|t| t.is(',')) && comma > 0;
        let capital = behind && document.token(comma - 1).is_some_and(Token::is_capital);
        if !closed || !capital || !mention.clone().any(|at| self.is(at, Class::Role)) {
            return None;
        }
        let name = crate::mention::name_at_end(document, &(comma.saturating_sub(4)..comma))?;
        let [member] = self.cast.named(document, &name.name)[..] else { return None };
        let why = format!("“{}” in apposition", document.slice(mention));
        (self.cast.members[member].kind == SpeakerKind::Person).then(|| self.of_member(member, why))
    }
}

/// "the head of state", "the head of government": which offices that is.
fn english_high_office(words: &[&str]) -> Option<&'static [&'static [&'static str]]> {
    let ("head", of) = (*words.first()?, *words.get(1)?) else { return None };
    Some(match of {
        "state" => &[&["president"], &["king"], &["queen"]],
        "government" => &[&["prime", "minister"], &["premier"], &["chancellor"]],
        _ => return None,
    })
}

/// The nominative of a listed Russian noun; any other word as it is.
fn lemma<'w>(lexicon: &'w Lexicon, word: &'w str) -> &'w str {
    lexicon.noun_forms(word).first().map_or(word, |form| lexicon.nominative(*form))
}

/// "Ardanian" of a role in Ardania.
pub(super) fn is_of_land(word: &str, part: &str) -> bool {
    const ENDINGS: [&str; 6] = ["ian", "ean", "an", "ese", "ish", "i"];
    let shared = word.chars().zip(part.chars()).take_while(|(a, b)| a == b).count();
    shared >= 4 && shared + 3 >= part.chars().count() && ENDINGS.iter().any(|e| word.ends_with(e))
}

fn is_former(word: &str) -> bool {
    matches!(word, "former" | "ex" | "бывший" | "бывшая" | "бывшего" | "бывшей" | "бывшему" | "экс")
}

/// Offices that a wider word can stand for: "the diplomat" for an ambassador.
pub(super) fn narrower(word: &str) -> &'static [&'static str] {
    match word {
        "diplomat" => &["ambassador", "consul", "envoy", "attache", "attaché"],
        "lawmaker" | "legislator" => &["senator", "deputy", "congressman", "congresswoman"],
        "envoy" => &["ambassador"],
        "spokesperson" => &["spokesman", "spokeswoman"],
        "spokesman" | "spokeswoman" => &["spokesperson"],
        "politician" => &["minister", "senator", "lawmaker", "mayor"],
        "lawyer" | "attorney" => &["attorney", "lawyer"],
        "head" | "chief" => &["director", "chairman", "chairwoman", "chair", "chief", "head"],
        "academic" | "scholar" => &["professor"],
        "leader" => &[
            "president",
            "chairman",
            "chairwoman",
            "chairperson",
            "chair",
            "head",
            "chief",
            "premier",
            "chancellor",
            "prime",
        ],
        "ceo" => &["executive"],
        "boss" => &["chief", "director", "executive", "head", "chairman"],
        "premier" => &["prime"],
        "author" | "writer" => &["novelist", "writer", "author"],
        "замминистра" | "замглавы" | "вице-премьер" => &["заместитель"],
        "гендиректор" => &["директор"],
        "главред" => &["редактор"],
        "гособвинитель" | "обвинитель" | "обвинительница" => &["прокурор"],
        "лидер" => &["президент", "премьер-министр", "премьер", "канцлер", "председатель", "глава"],
        "омбудсмен" => &["уполномоченный", "уполномоченная"],
        "дипломат" => &["посол", "консул", "генконсул", "посланник", "атташе", "постпред"],
        "премьер" => &["премьер-министр"],
        "законодатель" | "парламентарий" => &["депутат", "сенатор", "спикер"],
        "чиновник" | "чиновница" | "политик" => {
            &["депутат", "сенатор", "министр", "вице-премьер", "замминистра", "губернатор", "мэр", "глава", "начальник"]
        }
        "глава" | "руководитель" | "руководительница" => &[
            "министр",
            "директор",
            "гендиректор",
            "начальник",
            "начальница",
            "председатель",
            "руководитель",
            "руководительница",
            "мэр",
            "губернатор",
            "глава",
        ],
        "представитель" | "представительница" => {
            &["пресс-секретарь", "представитель", "представительница"]
        }
        "защитник" | "защитница" | "адвокат" | "юрист" => {
            &["адвокат", "защитник", "защитница"]
        }
        "наставник" => &["тренер"],
        "градоначальник" => &["мэр", "глава"],
        "священник" | "пастырь" => &["епископ", "настоятель", "священник"],
        "вратарь" | "голкипер" => &["вратарь", "голкипер"],
        "режиссер" | "постановщик" => &["режиссер", "кинорежиссер"],
        "заместитель" => &["замминистра", "замглавы", "замдиректора"],
        "ученый" => &["профессор", "историк", "биолог", "геолог", "физик", "химик", "исследователь"],
        "эксперт" => &["аналитик", "политолог", "экономист"],
        "журналист" => &["корреспондент", "обозреватель", "редактор"],
        _ => &[],
    }
}
