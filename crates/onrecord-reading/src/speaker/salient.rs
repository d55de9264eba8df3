//! Descriptions that only the context explains: "the Florida senator", "the billionaire", "the 54-year-old actor".
//!
//! Reporters call one whom they have just named by what they know of him. Where a definite phrase for one human being is nobody's role in the
//! article and has not been told of before, the one person whom the sentences right before are about is meant; where they name two, nobody.

use super::{Resolver, Who, agrees, bodies, foremost::CLEARLY, phrase::HIGH};
use crate::{
    SpeakerKind,
    found::Agreement,
    lexicon::Class,
    mention::{COMPANY, OUTLET, is_trade},
    tokens::{Kind, Token},
};
use std::ops::Range;

/// Words of a description, at most.
const LONGEST: usize = 5;

/// Russian nouns that describe somebody who may hold any office or none.
const DESCRIBED_RU: &str = "чиновник чиновница политик эксперт специалист ученый исследователь исследовательница дипломат спортсмен спортсменка \
    яхтсмен яхтсменка лыжник лыжница чемпион чемпионка музыкант артист артистка художник художница писатель писательница поэт певец \
    певица актер актриса режиссер мужчина женщина девушка парень мальчик девочка пенсионер пенсионерка ветеран кандидат кандидатка \
    подсудимый подсудимая обвиняемый обвиняемая осужденный осужденная задержанный задержанная подозреваемый подозреваемая фигурант \
    фигурантка пострадавший пострадавшая потерпевший предприниматель бизнесмен владелец владелица хозяин хозяйка автор соавтор \
    правозащитник правозащитница активист активистка журналист журналистка блогер законодатель парламентарий оппозиционер педагог \
    медик юрист ученая военный силовик старуха старик бабка историк";

/// «Начальник» can stand for one of whom the text told this many paragraphs before.
const NEAR: usize = 12;

/// Nouns that describe one human being without being an office.
const DESCRIBED: &str = "billionaire millionaire mogul tycoon front-runner frontrunner nominee hopeful incumbent contender newcomer native star \
    celebrity republican democrat conservative liberal veteran lawmaker politician legislator congressman congresswoman \
    academic pensioner retiree father mother widow widower convert dissident defector refugee prisoner detainee";

impl Resolver<'_> {
    /// "The Florida senator": the one person whom the text was just about.
    pub(super) fn salient(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let definite = matches!(document.tokens.lower(mention.start), "the" | "this");
        let whole = head + 1 == mention.end && (2..=LONGEST).contains(&mention.len());
        let outlet = OUTLET.contains(&document.tokens.lower(head)) || COMPANY.contains(&document.tokens.lower(head));
        if !definite || !whole || self.is_kin(head) || outlet || !self.is_one_human(head) {
            return None;
        }
        // "The council spokesman" is the council's; only places, ages and the like describe somebody whom nobody has called so.
        let describes = |at: usize| {
            let lower = document.tokens.lower(at);
            let place = document.token(at).is_some_and(Token::is_capital) && !self.is(at, Class::Body);
            let age = document.token(at).is_some_and(|t| t.kind == Kind::Number);
            let known = matches!(lower, "former" | "late" | "veteran" | "young" | "elder" | "outgoing" | "then");
            place
                || age
                || known
                || ["est", "al", "ous", "ive", "less", "ful", "ary", "ed"].iter().any(|e| lower.ends_with(e))
        };
        let told = self.nouns.get(document.tokens.lower(head)).and_then(|places| places.first());
        if mention.len() == 2 && told.is_some_and(|&first| first < head) || !(mention.start + 1..head).all(describes) {
            return None;
        }
        let gender = match (self.is(head, Class::Female), self.is(head, Class::Male)) {
            (true, false) => Some(Agreement::Female),
            (false, true) => Some(Agreement::Male),
            _ => None,
        };
        let Some(member) = self.just_about(mention.start, gender) else { return self.lone_name_before(mention) };
        // Nobody calls themselves so, and no holder of an office is "the girl".
        let child =
            matches!(document.tokens.lower(head), "girl" | "boy" | "child" | "teenager" | "schoolgirl" | "schoolboy");
        let grown = child && !self.cast.members[member].roles.is_empty();
        if grown || self.is_own_voice(mention.start, &self.cast.members[member].name) {
            return None;
        }
        let why = format!(
            "“{}” → “{}”, whom the text was just about",
            document.slice(mention),
            self.cast.members[member].name
        );
        Some(Who { kind: SpeakerKind::Person, ..self.of_member(member, why) })
    }

    /// "Ayle said …. The Republican incumbent …": who spoke last, under a single name of which the text tells no more.
    fn lone_name_before(&self, mention: &Range<usize>) -> Option<Who> {
        let last = self.history.iter().rev().find(|h| h.at < mention.start)?;
        let near = self.paragraph(mention.start).saturating_sub(last.paragraph) <= 1;
        let why = format!("“{}” → “{}”, who spoke last", self.document.slice(mention), last.who.name);
        (near && self.is_lone_name(&last.who)).then(|| Who { why, kind: SpeakerKind::Person, ..last.who.clone() })
    }

    /// «яхтсменка», «подсудимый», «итальянец»: a bare Russian word for one human being, of whom the text has told under a name. A reader takes it
    /// for the one whom the last sentences were about.
    pub(in crate::speaker) fn told_under_a_name(
        &self,
        mention: &Range<usize>,
        head: usize,
        agreement: Option<Agreement>,
    ) -> Option<Who> {
        let document = self.document;
        const OTHER: [Class; 7] =
            [Class::Body, Class::Document, Class::Group, Class::Pronoun, Class::Time, Class::Adverb, Class::Determiner];
        const NAMELESS: &str =
            "источник собеседник собеседница человек один одна другой второй третий первый корреспондент";
        let (lower, lemma) = (document.tokens.lower(head), self.lemma(head));
        let bare = mention.len() == 1 && head == mention.start && !OTHER.iter().any(|&class| self.is(head, class));
        let nameless = NAMELESS.split(' ').any(|w| w == lemma);
        let several = agreement == Some(Agreement::Plural) || self.is_plural(head);
        if !bare || several || nameless || self.is_kin(head) || !self.is_word_for_a_human(head) {
            return None;
        }
        let ends = |endings: &[&str]| endings.iter().any(|e| lemma.ends_with(e));
        let female = ends(&["ка", "ца", "ая"]).then_some(Agreement::Female);
        const WOMEN: &str = "женщина девушка девочка старуха бабка";
        let woman = WOMEN.split(' ').any(|w| w == lemma).then_some(Agreement::Female);
        let by_ending = woman.or(female).or(ends(&["ый", "ой", "ий"]).then_some(Agreement::Male));
        let told = agreement.filter(|a| matches!(a, Agreement::Male | Agreement::Female));
        let gender = by_ending.or(told);
        // An office is another person's than one's who has an office of their own; a description can be anybody's.
        let listed = !document.lexicon.noun_forms(lower).is_empty();
        let office = listed && !is_description(lemma);
        if office && (HIGH.contains(&lemma) || self.is_told_without_a_name(lemma, head)) {
            return None;
        }
        let fits = |member: usize| {
            let known = self.learned.get(&member).copied().or(self.cast.members[member].gender);
            let other = office && !self.cast.members[member].roles.is_empty();
            // Nobody calls themselves so.
            let own = self.is_own_voice(head, &self.nominative_of(member));
            agrees(known, gender) && !other && !own && !self.is_across_the_court(lemma, member)
        };
        let people = self.people_before(mention.start, fits);
        let member = self.foremost(&people, mention.start, CLEARLY)?;
        let name = &self.cast.members[member].name;
        let why = format!("“{}” → “{name}”, whom the text was just about", document.slice(mention));
        Some(Who { kind: SpeakerKind::Person, ..self.of_member(member, why) })
    }

    /// Whether the words at a place are somebody's own, by their turn or a quotation.
    fn is_own_voice(&self, at: usize, name: &str) -> bool {
        let turn = self.setting.turns.iter().find(|(words, _)| words.contains(&at)).map(|(_, s)| s.name.as_str());
        let quotation = self.inside(at);
        let quoted = quotation.and_then(|q| self.quoted.get(q as usize)?.as_ref()).map(|who| who.name.as_str());
        [turn, quoted].into_iter().flatten().any(|voice| voice == name)
    }

    /// «Адвоката к ней допустили. | Адвокат |»: the noun has stood for somebody without a name shortly before.
    fn is_told_without_a_name(&self, lemma: &str, head: usize) -> bool {
        let places = self.nouns.get(lemma).map(Vec::as_slice).unwrap_or_default();
        let last = places.iter().rev().find(|&&at| at < head);
        last.is_some_and(|&at| {
            let named = self.document.token(at + 1).is_some_and(Token::is_capital);
            !named && self.paragraph(head).saturating_sub(self.paragraph(at)) <= 1
        })
    }

    /// A listed noun for one human being, or an unlisted word that can be one by its ending: in small letters, or where a sentence opens with it.
    fn is_word_for_a_human(&self, at: usize) -> bool {
        let document = self.document;
        let lower = document.tokens.lower(at);
        let forms = document.lexicon.noun_forms(lower);
        if !forms.is_empty() {
            return self.is(at, Class::Role) && forms.iter().any(|f| f.gender != Agreement::Plural);
        }
        const ENDINGS: &str = "ец анин анка янин янка ница тель щик чик щица чица ист истка ник лог менка смен кер ор арь \
             атр вод фер жер лер рург граф";
        let ends =
            ENDINGS.split_whitespace().any(|e| lower.ends_with(e) && lower.chars().count() > e.chars().count() + 2);
        let small = document.token(at).is_some_and(|t| t.kind == Kind::Word);
        ends && (small || document.starts[at]) && !crate::mention::is_first_name_at(document, at)
    }

    /// The defendant is not the one who judges, charges or defends them.
    pub(super) fn is_across_the_court(&self, lemma: &str, member: usize) -> bool {
        const CHARGED: &str = "подсудимый подсудимая обвиняемый обвиняемая осужденный осужденная задержанный задержанная             подозреваемый подозреваемая фигурант фигурантка";
        const COURT: &str = "судья прокурор адвокат защитник защитница следователь гособвинитель";
        let has = |role: &String| role.split_whitespace().any(|w| COURT.split(' ').any(|c| c == w));
        CHARGED.split_whitespace().any(|c| c == lemma) && self.cast.members[member].roles.iter().any(has)
    }

    /// «начальник» → «начальник службы маяков», of whom the text told before without a name; «служба» → «миграционная служба».
    pub(super) fn introduced_in_russian(&self, mention: &Range<usize>, head: usize) -> Option<Who> {
        let document = self.document;
        let told = [Class::Document, Class::Role, Class::Body].iter().any(|&class| self.is(head, class));
        if mention.len() != 1 || !told {
            return None;
        }
        let named = |end: usize| {
            let marked = document.token(end).is_some_and(|t| matches!(t.kind, Kind::Mark(_)));
            document.token(end).is_some_and(Token::is_capital) || marked && self.is(head, Class::Body)
        };
        let phrase = |at: usize| {
            let start = self.whose_is(bodies::modifiers(document, at), false);
            let phrase = start..bodies::tail_end(document, at);
            // «соответствующий приказ», «этот начальник» tell no more.
            const POINTS: &str = "соответств эт такой нов перв посл данн друг сам кажд";
            let first = document.tokens.lower(phrase.start);
            let points = phrase.start < at && POINTS.split(' ').any(|p| first.starts_with(p));
            let long = phrase.len() > 1 && phrase.len() <= LONGEST;
            (long && !points && !named(phrase.end)).then_some((phrase, at))
        };
        let paragraph = self.paragraph(mention.start);
        let near = |at: &usize| *at < mention.start && paragraph.saturating_sub(self.paragraph(*at)) <= NEAR;
        let places = self.nouns.get(self.lemma(head))?.iter().copied();
        let (phrase, at) = places.filter(near).filter_map(phrase).next_back()?;
        let name = bodies::in_nominative(document, phrase.clone(), at, bodies::form(document, at, None));
        let (kind, _) = self.kind_of_phrase(&(phrase.start..at + 1), at);
        let why = format!("“{}” → “{name}”", document.slice(mention));
        Some(Who { name, kind, ..self.unknown(&phrase, &why) })
    }

    fn is_one_human(&self, at: usize) -> bool {
        let lower = self.document.tokens.lower(at);
        let plural = lower.ends_with('s') && !lower.ends_with("ss");
        let listed = DESCRIBED.split_whitespace().any(|w| w == lower);
        let nameless = matches!(lower, "source" | "insider" | "person" | "witness" | "official" | "aide");
        let age = lower.ends_with("year-old");
        let human = listed || age || self.is(at, Class::Role) || is_trade(self.document, at);
        human && !plural && !nameless && !self.is(at, Class::Body)
    }

    /// "The Icelander", "the Brenlandian": somebody of a people, of whom the text was telling.
    pub(super) fn of_a_nation(&self, mention: &Range<usize>) -> Option<Who> {
        let document = self.document;
        let lower = document.tokens.lower(mention.end.wrapping_sub(1));
        const PEOPLES: &str = "scot dane swede finn turk pole spaniard czech serb croat kurd greek swiss briton slovak slovene \
            catalan basque breton arab afghan uzbek kazakh tajik thai iraqi israeli pakistani saudi";
        let people = ["lander", "ian", "ese", "shman", "chman", "ander"].iter().any(|e| lower.ends_with(e))
            || PEOPLES.split_whitespace().any(|p| p == lower);
        let definite = document.tokens.lower(mention.start) == "the" && mention.len() == 2;
        if !people || !definite {
            return None;
        }
        let member = self.just_about(mention.start, None)?;
        let name = &self.cast.members[member].name;
        let why = format!("“{}” → “{name}”, whom the text was just about", document.slice(mention));
        Some(Who { kind: SpeakerKind::Person, ..self.of_member(member, why) })
    }

    /// The one person whom the paragraph so far, or else the one before it, names outside quotations.
    fn just_about(&self, at: usize, gender: Option<Agreement>) -> Option<usize> {
        let own = self.paragraph(at);
        for paragraph in [Some(own), own.checked_sub(1)].into_iter().flatten() {
            let range = self.document.paragraphs.get(paragraph)?;
            let from = self.cast.mentions.partition_point(|m| m.at < range.start);
            let to = self.cast.mentions.partition_point(|m| m.at < range.end.min(at)).max(from);
            let mut people: Vec<usize> = Vec::new();
            for mention in self.cast.mentions[from..to].iter().rev().take(64) {
                let member = &self.cast.members[mention.member];
                let quoted = self.inside(mention.at).is_some();
                let known = self.learned.get(&mention.member).copied().or(member.gender);
                let shouted = member.words() > 1 && !member.name.chars().any(char::is_lowercase);
                let person = member.kind == SpeakerKind::Person && agrees(known, gender) && !shouted;
                if person && !quoted && !people.contains(&mention.member) {
                    people.push(mention.member);
                }
            }
            match people[..] {
                [one] => return Some(one),
                [] => {}
                _ => return self.spoke_last(&people, at),
            }
        }
        None
    }

    /// Of several, the one who spoke last, in this paragraph or the one before.
    fn spoke_last(&self, people: &[usize], at: usize) -> Option<usize> {
        let last = self.history.iter().rev().find(|h| h.at < at)?;
        let near = self.paragraph(at).saturating_sub(last.paragraph) <= 1;
        last.who.member.filter(|m| near && people.contains(m))
    }
}

/// Whether a Russian noun (nominative) describes somebody who may hold any office or none.
pub(super) fn is_description(lemma: &str) -> bool {
    DESCRIBED_RU.split_whitespace().any(|w| w == lemma)
}
