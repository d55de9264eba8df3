//! Acts that a verb or a phrase with a verb tells: "expelled three diplomats", «провели обыск».
//!
//! Takes the verb and its phrase, gives who acts and who is acted on: from the clause around it, by what the kind of act asks for.

mod meaning;

use super::{
    Act, IncidentKind, LONGEST, Only, TABLES, Told, kind_and_mode,
    things::{acts_on_people, behind, is_a, is_agent, is_military, own_noun, taken},
};
use crate::{
    inflection::Case,
    net::{Pos, Relation, VerbForm},
    objects::{
        act::Acts,
        clause::{Clause, Phrase, Voice},
        trees::Word,
    },
};

/// Endings that only verbs and their participles have, as far as the words of the table go.
pub(super) fn is_verb_ending(lower: &str) -> bool {
    const ALL: [&str; 40] = [
        "л",
        "ла",
        "ло",
        "ли",
        "ть",
        "ен",
        "ена",
        "ено",
        "ены",
        "ан",
        "ана",
        "ано",
        "аны",
        "ет",
        "ит",
        "ют",
        "ут",
        "ят",
        "ат",
        "нный",
        "нная",
        "нное",
        "нные",
        "нного",
        "нных",
        "нным",
        "нными",
        "нному",
        "нной",
        "нную",
        "вший",
        "вшие",
        "вшая",
        "вшего",
        "вших",
        "ющий",
        "ющие",
        "ующих",
        "тый",
        "тые",
    ];
    let own = lower.strip_suffix("ся").or_else(|| lower.strip_suffix("сь")).unwrap_or(lower);
    ALL.iter().any(|e| own.ends_with(e)) && own.chars().count() > 4
}

/// Whether an English word that is tagged a verb is one here: not "free of | charge", not "runs | shelters".
pub(super) fn is_verb_here(word: Word<'_>) -> bool {
    let gerund = word.lower().ends_with("ing");
    let before = word.previous().filter(|p| p.beside(word));
    let preposition = |b: Word<'_>| {
        matches!(
            b.lower().as_str(),
            "without" | "of" | "in" | "on" | "at" | "for" | "with" | "under" | "against" | "from"
        )
    };
    !before.is_some_and(|b| {
        !gerund && b.pos() == Pos::Adposition && preposition(b)
            || b.pos() == Pos::Verb && b.form() == Some(VerbForm::Finite) && word.form() == Some(VerbForm::Finite)
    })
}

/// "Follow us", "Let's go": a bidding to the reader.
fn is_bidden(word: Word<'_>) -> bool {
    let opens = word.previous().is_none_or(|p| !p.beside(word) || matches!(p.text(), "“" | "\"" | "(" | ":"));
    let base = matches!(word.form(), Some(VerbForm::Infinitive));
    let lets = word.lower() == "let"
        && word.next().is_some_and(|n| matches!(n.lower().as_str(), "'s" | "’s" | "'" | "’" | "us"));
    !word.russian() && (opens && base && word.text().starts_with(char::is_uppercase) || lets)
}

/// "armed | men", "among the | injured": an English participle that says what somebody is.
fn describes_only(word: Word<'_>, kind: IncidentKind) -> bool {
    use IncidentKind::{Agree, Aid, Concede, Consult, Mobilize, Support};
    if word.russian() || word.lower().ends_with("ing") || word.form() == Some(VerbForm::Finite) {
        return false;
    }
    if matches!(word.lower().as_str(), "besieged" | "occupied") && word.is(Relation::Adjective) {
        return true;
    }
    let before = word.previous().filter(|p| p.beside(word));
    let noun = |w: Word<'_>| w.beside(word) && matches!(w.pos(), Pos::Noun | Pos::Adjective | Pos::Name);
    let opens =
        |p: Word<'_>| matches!(p.pos(), Pos::Determiner | Pos::Adjective | Pos::Number | Pos::Adposition | Pos::Mark);
    let behind = word.next();
    let adjective = word.is(Relation::Adjective) && behind.is_some_and(noun) && before.is_none_or(opens);
    let people = before.is_some_and(|p| p.lower() == "the") && !behind.is_some_and(noun);
    people || adjective && matches!(kind, Agree | Aid | Concede | Consult | Mobilize | Support)
}

/// "refused to | receive them": the refusal tells it.
fn is_refused(word: Word<'_>) -> bool {
    let to = word.previous().filter(|p| p.lower() == "to" && p.beside(word));
    let verb = to.and_then(|to| std::iter::successors(to.previous(), Word::previous).find(|w| w.pos() != Pos::Adverb));
    verb.is_some_and(|v| ["refus", "declin"].iter().any(|r| v.lower().starts_with(r)))
}

/// "is ready to lift", «готов выделить»: an offer.
fn is_readiness(word: Word<'_>) -> bool {
    const ALL: [&str; 8] = ["ready", "willing", "prepared", "готов", "готова", "готово", "готовы", "склонен"];
    let infinitive = word.form() == Some(VerbForm::Infinitive);
    infinitive && word.above().take(2).any(|w| ALL.contains(&w.lower().as_str()))
}

/// «изъятая техника», «пострадавших граждан»: a participle right before what it describes says how it is, unless people were held or taken.
fn is_quality<'t>(acts: &Acts<'_>, clause: &Clause<'t>, described: Option<&Phrase<'t>>) -> bool {
    let word = clause.verb();
    let Some(noun) = described.map(|p| p.head).filter(|h| word.russian() && h.at() > word.at()) else { return false };
    let between = std::iter::successors(word.next(), Word::next).take_while(|w| w.at() < noun.at());
    let alone = between.into_iter().all(|w| matches!(w.pos(), Pos::Adjective | Pos::Determiner | Pos::Number));
    let suffers = ["пострада", "погиб", "ранен"].iter().any(|s| word.lower().starts_with(s));
    match clause.voice() {
        Voice::Attributive => alone && (suffers || !acts.is_people(noun)),
        Voice::AttributiveActive => alone && suffers,
        _ => false,
    }
}

/// «с | начала года»: a noun that looks like a verb.
fn is_start(word: Word<'_>) -> bool {
    word.lower() == "начала" && word.pos() == Pos::Noun
}

/// Who acts and who is acted on, while the rules settle it.
struct Sides<'t> {
    actor: Option<Phrase<'t>>,
    target: Option<Phrase<'t>>,
}

/// What the verb tells; none where its clause shows that it means something else.
pub(super) fn of_verb<'t>(acts: &Acts<'_>, word: Word<'t>, told: &Told<'t>) -> Option<Act<'t>> {
    // «не | пустили»: the verb is the second word.
    let verb = if word.lower() == "не" { told.last } else { word };
    let clause = Clause::of(verb, told.last.at() + 1).without(&told.words);
    let label = if told.words.is_empty() { label_by_object(word, &clause) } else { None };
    let (kind, mode) = kind_and_mode(label.unwrap_or(told.label))?;
    // "Armed men on motorcycles | set fire to houses": the verb has its object.
    let with_object = told.words.first() == Some(&(word.at() + 1))
        && ["set", "threw", "hurl", "took", "held", "hold", "open", "stag"].iter().any(|v| word.lower().starts_with(v))
        && !word.russian();
    let clause = if goes_by_itself(mode) || with_object { clause.active() } else { clause };
    if clause.is_noun_like()
        || is_bidden(word)
        || is_readiness(word)
        || is_start(word)
        || describes_only(word, kind)
        || is_refused(word)
    {
        return None;
    }
    let (actor, target) = clause.sides();
    if is_quality(acts, &clause, target.as_ref().or(actor.as_ref())) {
        return None;
    }
    let mut sides = Sides { actor, target };
    let active = matches!(clause.voice(), Voice::Active | Voice::Bare | Voice::AttributiveActive);
    let mut act = Verb { acts, clause, told, word, kind, mode, active };
    if !act.fits(&sides) {
        return None;
    }
    (act.kind, act.mode) = act.sense(&sides);
    let (kind, mode) = (act.kind, act.mode);
    let returned = sides.target.is_some();
    act.find_target(&mut sides);
    act.find_actor(&mut sides);
    act.set_right(&mut sides);
    // "returned to Arden": nothing is given back; "the accusations were | rejected" by nobody's act.
    let needs = mode == "return" && !act.light() && !returned && !act.is_reflexive()
        || word.lower().starts_with("reject") && sides.target.is_none();
    // "hurt themselves": nobody else does it.
    let reflexive =
        sides.target.as_ref().is_some_and(|p| p.head.lower().ends_with("self") || p.head.lower().ends_with("selves"));
    if needs || reflexive || !act.means_it(&sides) {
        return None;
    }
    let head = |p: Phrase<'t>| p.head;
    let own = own_noun(word, told, kind, mode);
    // "blocked the road | to the port".
    let own_first =
        mode == "return" && act.clause.receiver().is_none() || kind == IncidentKind::Protest && !word.russian();
    // «разбили | стёкла машины»: the genitive behind it only tells whose.
    let own_first = own_first || word.russian() && matches!(kind, IncidentKind::Assault | IncidentKind::Sanction);
    let target = sides.target.map(head);
    // "declared | four envoys | persona non grata".
    let declared =
        taken(word, told, mode).filter(|_| word.lower().starts_with("declare") || word.lower() == "declaring");
    let target = if own_first { own.or(target) } else { declared.or(target).or(own) };
    let target = target.or_else(|| taken(word, told, mode));
    // «приглашён в | министерство»: who calls is where one is called.
    let host = (mode == "summon" && word.russian() && !told.words.is_empty()).then_some(told.last);
    Some(Act {
        word,
        kind,
        mode,
        actor: sides.actor.map(head).or(host),
        target,
        last: told.last,
        noun: false,
        light: !told.words.is_empty(),
    })
}

/// What a verb tells by what it is done to: "sent | tents", "sent | troops", "withdrew | the licence".
fn label_by_object(word: Word<'_>, clause: &Clause<'_>) -> Option<&'static str> {
    let lower = word.lower();
    if word.russian() || !TABLES.objects.knows(&lower) {
        return None;
    }
    // "sent them | tents": of two the second is the thing.
    let second = clause.first_of_two().and_then(|first| clause.bare_behind(&first));
    let target = second.or_else(|| clause.sides().1)?;
    let words: Vec<String> = target.words().chain(behind(target.head)).map(|w| w.lower()).collect();
    let is = |kind: &str| {
        is_a(kind, &target.head.lower()) || is_a("measure", &target.head.lower()) && words.iter().any(|w| is_a(kind, w))
    };
    TABLES.objects.label(&lower, is)
}

/// Acts of which nobody is the object: their participle is no passive.
fn goes_by_itself(mode: &str) -> bool {
    matches!(mode, "protest" | "strike" | "resign" | "agree" | "cooperate" | "apologise")
}

/// A verb in its clause.
struct Verb<'a, 't> {
    acts: &'a Acts<'a>,
    clause: Clause<'t>,
    told: &'a Told<'t>,
    word: Word<'t>,
    kind: IncidentKind,
    mode: &'static str,
    active: bool,
}

impl<'t> Verb<'_, 't> {
    /// Told by more than one word.
    fn light(&self) -> bool {
        !self.told.words.is_empty()
    }

    /// «закрылась», «вернулись»
    fn is_reflexive(&self) -> bool {
        self.word.russian() && ["ся", "сь"].iter().any(|e| self.word.lower().ends_with(e))
    }

    /// «лишены | всяких оснований»
    fn is_baseless(&self) -> bool {
        let behind = std::iter::successors(self.word.next(), Word::next).take(3);
        behind.into_iter().any(|w| matches!(w.lower().as_str(), "оснований" | "основания" | "смысла"))
    }

    /// Acts of which a person is the object.
    fn takes_people(&self) -> bool {
        let all = ["detain", "arrest", "extradite", "deport", "expel", "release", "abduct", "beat", "kill", "convict"];
        self.word.russian() && all.contains(&self.mode)
    }

    /// "held | joint manoeuvres".
    fn is_joint(&self) -> bool {
        let inner = std::iter::successors(Some(self.word), Word::next).take_while(|w| w.at() <= self.told.last.at());
        let told = self.told.words.last();
        let noun = self.word.sentence(LONGEST + 2).into_iter().find(|w| told.is_some_and(|&at| w.at() == at));
        let joint = |w: Word<'t>| w.lower() == "joint" || w.lower().starts_with("совместн");
        inner.into_iter().any(joint) || noun.is_some_and(|n| n.children().any(joint))
    }

    /// "sent", «отправил», «направил».
    fn sends(&self) -> bool {
        let lower = self.word.lower();
        ["sen", "отправ", "направ"].iter().any(|s| lower.starts_with(s))
    }

    /// Whether the verb tells an act with this object: "received the envoy", not "received a letter".
    fn fits(&self, sides: &Sides<'t>) -> bool {
        let people =
            |p: &Option<Phrase<'t>>| p.as_ref().is_some_and(|p| self.acts.is_people(p.head) || is_agent(p.head));
        let is = |p: &Option<Phrase<'t>>, kind: &str| p.as_ref().is_some_and(|p| is_a(kind, &p.head.lower()));
        let sent = || sides.target.as_ref().is_some_and(|p| is_a("relief", &p.head.lower()));
        let fits = match self.told.only {
            // «отправил | груз»: troops are told by phrases, letters are no aid.
            Only::Anywhere if self.word.russian() && self.mode == "deliver" && self.sends() && !self.light() => sent(),
            // «передал послание»
            Only::Anywhere if self.word.lower().starts_with("переда") && !self.light() => {
                !is(&sides.target, "paper")
            }
            // «доставили раненых в больницу»
            Only::Anywhere if self.word.lower().starts_with("достав") && !self.light() => {
                !people(&sides.target) && !sides.target.as_ref().is_some_and(|p| p.head.pos() == Pos::Pronoun)
            }
            Only::Anywhere => true,
            // "paid | the widow | 300 crowns": who gets something; «следили | за послом».
            Only::Human => {
                let gets = || self.clause.first_of_two().filter(|p| !p.is_numbered() && self.kind == IncidentKind::Aid);
                people(&sides.target)
                    || self.takes_people() && self.active && self.clause.swallowed(|w| self.acts.is_role(w)).is_some()
                    || !self.word.russian() && gets().is_some()
                    || self.word.russian() && people(&self.clause.with(&["за"]))
            }
            Only::Passive => !self.active,
        };
        // "Two conditions have been met".
        fits && !(self.mode == "meet" && !self.active && !self.light())
    }

    /// Which of two acts that one verb tells: by who acts and who or what is acted on.
    fn sense(&self, sides: &Sides<'t>) -> (IncidentKind, &'static str) {
        use IncidentKind::{Aid, Assault, Coerce, Consult, Cooperate, Mobilize};
        let target = |kind: &str| sides.target.as_ref().is_some_and(|p| is_a(kind, &p.head.lower()));
        let lower = self.word.lower();
        let sends = self.sends();
        let pronoun =
            || self.clause.behind().first().filter(|p| p.marker.is_empty() && p.head.pos() == Pos::Pronoun).is_some();
        let gets = || !self.word.russian() && (self.clause.first_of_two().is_some() || pronoun());
        match self.kind {
            // «проведут совместные учения»
            Mobilize if self.mode == "exercise" && self.light() && self.is_joint() => (Cooperate, "cooperate"),
            // "sent us | two helicopters".
            Mobilize if sends && gets() => (Aid, "aid"),
            Aid if sends && sides.actor.as_ref().is_some_and(is_military) && !gets() => (Mobilize, "deploy"),
            // "handed over two citizens".
            _ if self.mode == "return" && lower.starts_with("hand") && target("wanted") => (Cooperate, "extradite"),
            // "broke into the servers", "attacked the networks".
            Assault if self.mode == "attack" && !self.word.russian() && target("computer") => (Coerce, "hack"),
            // "200 people were evacuated": whoever is brought out is helped, troops withdraw.
            _ if lower == "evacuated" => {
                let people = sides.target.as_ref().is_some_and(|p| self.acts.is_people(p.head) || is_agent(p.head));
                if people && !target("force") { (Aid, "aid") } else { (self.kind, self.mode) }
            }
            // "Forty tonnes were flown to Amaro": goods pay no visit.
            Consult if self.mode == "visit" && !self.active && lower == "flown" => (Aid, "deliver"),
            _ => (self.kind, self.mode),
        }
    }

    fn find_target(&self, sides: &mut Sides<'t>) {
        use IncidentKind::{Aid, Assault, Coerce, Retreat, Sanction};
        let clause = &self.clause;
        let light = self.light();
        if self.active || light && sides.target.is_none() {
            sides.target = of_kind(clause, self.kind, self.mode, sides.target.take(), light);
        }
        // «в лагерь доставлен | аппарат»: where the goods come to.
        if !self.active && self.mode == "deliver" && self.word.russian() {
            sides.target = clause.receiver().or_else(|| brought_to(clause)).or(sides.target.take());
        }
        if self.active && sides.target.is_none() && matches!(self.kind, Assault | Coerce | Sanction) && !light {
            sides.target = clause.any_object(sides.actor.as_ref());
        }
        // «учителям угрожают | увольнением»: whom, not with what.
        if self.kind == IncidentKind::Threaten && self.word.russian() {
            sides.target = clause.receiver().or_else(|| clause.receiver_before()).or(sides.target.take());
        }
        // "Tents were flown | to Amaro": who receives them.
        if self.kind == Aid && self.mode == "deliver" && !self.active && !self.word.russian() {
            let behind =
                || clause.behind().first().filter(|p| p.marker.is_empty() && self.told.last.lower() == "to").cloned();
            sides.target =
                behind().or_else(|| clause.with(&["to"])).or_else(|| clause.with(&["for"])).or(sides.target.take());
        }
        // "threw paint | over the monument", "daubed slogans | on the walls".
        if self.active
            && self.mode == "vandalise"
            && !self.word.russian()
            && sides.target.as_ref().is_none_or(|p| light || is_a("paint", &p.head.lower()))
        {
            sides.target = clause.with(&["over", "on", "at", "across", "onto"]).or(sides.target.take());
        }
        // "Tear gas was used | against the crowd".
        if light
            && self.kind == Assault
            && !self.word.russian()
            && (self.word.lower().starts_with("us") || !self.active && sides.target.is_none())
        {
            sides.target = clause.with(&["against", "on", "at"]).or(sides.target.take());
        }
        // "threw potatoes | at the officers": what is thrown is not hit.
        if self.active && light && self.mode == "attack" && self.told.last.at() == self.word.at() {
            sides.target = clause.with(&["at", "over", "on", "upon"]).or(sides.target.take());
        }
        // "fired shots | at the car", "Shots were fired | at it": what flies is not hit.
        if self.mode == "attack" && sides.target.as_ref().is_some_and(|p| is_a("flies", &p.head.lower())) {
            let behind = || clause.behind().first().filter(|_| matches!(self.told.last.lower().as_str(), "at" | "on"));
            sides.target =
                clause.with(&["at", "on", "into", "over", "towards", "по", "в"]).or_else(|| behind().cloned());
        }
        // «вызывали в суд, а вечером | отпустили»: whom the verb before was done to.
        if self.active
            && sides.target.is_none()
            && sides.actor.as_ref().is_none_or(|p| clause.joint_before(p))
            && matches!(self.kind, Assault | Coerce | Sanction | Retreat)
        {
            sides.target = clause.shared_object();
        }
        if self.active && sides.target.is_none() && self.takes_people() && !light {
            sides.target = clause.swallowed(|w| self.acts.is_role(w));
        }
        // «большинство активистов | отпустили»: nobody is named who did it.
        let hits = [
            "confiscate",
            "detain",
            "arrest",
            "deport",
            "release",
            "expel",
            "convict",
            "beat",
            "abduct",
            "wound",
            "kill",
        ];
        if self.active
            && self.word.russian()
            && !light
            && sides.target.is_none()
            && hits.contains(&self.mode)
            && ["ли", "ют", "ут", "ят", "ат"].iter().any(|e| self.word.lower().ends_with(e))
            && sides.actor.as_ref().is_some_and(|p| !clause.is_subject(p))
            && !["погиб", "сконча"].iter().any(|w| self.word.lower().starts_with(w))
        {
            sides.target = sides.actor.take();
        }
        // «дипломатам запрещено выезжать»: who may not.
        if self.mode == "ban" && !self.active {
            sides.target = clause.receiver().or(sides.target.take());
        }
        // «приостановило деятельность | шести организаций»: whose activity it is.
        let activity = |p: &&Phrase<'t>| {
            is_a("activity", &p.head.lower()) || self.mode == "ban" && is_a("traffic", &p.head.lower())
        };
        if self.kind == IncidentKind::Sanction
            && let Some(owner) = sides.target.as_ref().filter(activity).and_then(|p| clause.owner_of(p))
        {
            sides.target = Some(owner);
        }
    }

    fn find_actor(&self, sides: &mut Sides<'t>) {
        let clause = &self.clause;
        // "The ambassador was handed a note": who gets it has done nothing.
        if !self.active && self.kind == IncidentKind::Accuse && self.light() && sides.target.is_none() {
            sides.target = clause.sides().1.or(sides.actor.take());
        }
        // "received by | the king": who did it stands right behind.
        if !self.active && self.told.last.lower() == "by" {
            let first = clause.behind().iter().find(|p| p.marker.is_empty() && !p.is_time());
            sides.actor = first.cloned().or(sides.actor.take());
        }
        // «освободили по указу | президента».
        if sides.actor.is_none() && self.word.russian() {
            let paper = clause.with(&["по"]).filter(|p| is_a("decree", &p.head.lower()));
            sides.actor = paper.and_then(|p| clause.owner_of(&p));
        }
        // "was summoned to | the ministry", «вызвали в | МИД»: where one is called is who calls.
        if self.mode == "summon" && sides.actor.is_none() {
            let body = |p: &Phrase<'t>| self.acts.is_people(p.head);
            sides.actor = clause.with(&["to", "by", "в", "во"]).filter(body);
        }
    }

    /// Verbs whose subject suffers, and acts without anybody acted on.
    fn set_right(&self, sides: &mut Sides<'t>) {
        let lower = self.word.lower();
        let starts = |all: &[&str]| all.iter().any(|w| lower.starts_with(w));
        // «Погибли трое»: who suffers is the subject; and so is who got threats or wounds.
        let under_fire = self.told.last.lower() == "under" || self.told.words.len() > 1 && lower.starts_with("com");
        let gets = self.light()
            && starts(&["получ", "receiv", "suffer", "sustain"])
            && matches!(self.kind, IncidentKind::Threaten | IncidentKind::Assault);
        let freed = self.mode == "release" && starts(&["вышел", "вышл", "выйд", "выход"]);
        if freed || starts(&["погиб", "пострада", "сконча", "perish", "drown"]) || under_fire || gets
        {
            sides.target = sides.actor.take();
        }
        // "A mine killed a shepherd", «ранены пулями»: a thing does nothing by itself.
        let thing = |p: &Phrase<'t>| {
            is_a("blast", &p.head.lower()) || p.head.russian() && !self.active && is_a("flies", &p.head.lower())
        };
        if self.kind == IncidentKind::Assault && sides.actor.as_ref().is_some_and(thing) {
            sides.actor = None;
        }
        // «взорвалась бомба».
        if self.mode == "bomb" && (lower.ends_with("ся") || lower.ends_with("сь")) {
            (sides.actor, sides.target) = (None, None);
        }
        // «вернулись домой»
        if self.mode == "return" && self.is_reflexive() {
            sides.target = None;
        }
        // «граница закрывалась»: what is done to it.
        let done_to = matches!(self.mode, "close" | "suspend" | "censor" | "lift" | "confiscate" | "vandalise");
        if done_to && self.is_reflexive() && sides.target.is_none() {
            sides.target = sides.actor.take();
        }
        if matches!(self.mode, "resign" | "agree" | "strike") {
            sides.actor = sides.actor.take().or(sides.target.take());
        }
        // "Two officers resigned", "the sides agreed": nobody is acted on.
        if matches!(self.mode, "resign" | "agree" | "ceasefire" | "strike" | "cooperate" | "investigate")
            && self.light()
            || matches!(self.mode, "resign" | "agree" | "strike")
        {
            // "opened an investigation | into the leak".
            let into = |p: &Phrase<'t>| self.mode == "investigate" && matches!(p.marker.as_str(), "into" | "against");
            sides.target = sides.target.take().filter(into);
        }
    }
}

/// Whom an active verb hits: of a gift who receives it, of a visit where it goes, of a meeting with whom.
fn of_kind<'t>(
    clause: &Clause<'t>,
    kind: IncidentKind,
    mode: &str,
    object: Option<Phrase<'t>>,
    light: bool,
) -> Option<Phrase<'t>> {
    use IncidentKind::{
        Accuse, Aid, Assault, Coerce, Concede, Consult, Mobilize, Protest, Reject, Request, Retreat, Sanction, Support,
        Threaten,
    };
    let english = !clause.verb().russian();
    let receiver =
        || clause.receiver().or_else(|| clause.first_of_two().filter(|_| english)).or_else(|| clause.with(&["to"]));
    match (kind, mode) {
        (Aid, "deliver") => receiver().or_else(|| brought_to(clause)).or(object).or_else(|| clause.with(&["for"])),
        (Aid, _) | (Retreat, "return") => receiver().or_else(|| clause.with(&["for"]).filter(|_| light)).or(object),
        (Threaten, _) => clause.receiver().or(object).or_else(|| clause.with(&["to"])),
        // «отказал | Пелории в праве», «отказался | от денег»
        (Reject, _) if clause.verb().lower().starts_with("отказ") => {
            let from = || clause.with(&["от"]);
            clause.receiver().or_else(|| refused(clause)).or_else(from).or(object)
        }
        (Reject, _) => clause
            .first_of_two()
            .filter(|_| english)
            .or(object)
            .or_else(|| clause.receiver())
            .or_else(|| refused(clause))
            .or_else(|| clause.with(&["of", "от", "на"])),
        (Consult, "visit")
            if ["приех", "приезж", "прибы", "прилет", "езди", "съезди"]
                .iter()
                .any(|v| clause.verb().lower().starts_with(v)) =>
        {
            clause.with(&["в", "во", "к", "на", "у"])
        }
        (Consult, "visit") if clause.verb().lower().starts_with("arriv") => clause.with(&["in", "to"]).or(object),
        (Consult, "visit") => object.or_else(|| clause.with(&["в", "to", "во", "у", "к", "на"])),
        (Consult, "mediate") => clause.with(&["between", "между"]).or(object),
        (Consult, "call") if !english => clause.receiver().or_else(|| clause.with(&["с", "со"])).or(object),
        (Consult, _) => clause.with(&["with", "с", "со"]).or(object),
        (Accuse, "sue") => clause.with(&["на", "к", "против", "against"]).or(object),
        (Request, _) => clause.with(&["в", "к", "to", "from"]).or_else(|| clause.receiver()).or(object),
        (Protest, "boycott") => object.or_else(|| clause.with(&["в", "во", "in", "to"])),
        (Protest, "protest") if light => clause.with(&["against"]),
        (Protest, "protest") => clause.with(&["against"]).or(object).or_else(|| clause.with(&["with", "с"])),
        (Mobilize, _) => object,
        (Accuse, "accuse") if light => clause.with(&["to"]).or_else(|| clause.receiver()).or(object),
        (Assault, "bomb") if light => clause.with(&["at", "into", "on", "на", "в", "по"]).or(object),
        (Accuse, _) if light => clause.with(&["against", "into", "over", "против"]).or(object),
        (Sanction | Coerce | Assault | Concede, _) if light => object
            .or_else(|| clause.receiver().filter(|_| !english))
            .or_else(|| {
                clause.with(&["против", "на", "у", "against", "on", "to", "upon", "at", "by", "за", "по", "к", "в"])
            })
            .filter(|p| !is_a("decree", &p.head.lower()))
            .or_else(|| clause.receiver()),
        (Concede, "lift") => clause
            .with(&["against", "on", "с", "со", "для"])
            .filter(|p| acts_on_people(p))
            .or(object.filter(|o| TABLES.nouns.label(&o.head.lower()).is_none() || o.head.russian())),
        (Support, "ratify") if !english => object.or_else(|| clause.with(&["с", "со"])),
        (Support, "sign") if !english => object.or_else(|| clause.with(&["под"])).or_else(|| clause.with(&["с", "со"])),
        (Assault, _) => object.or_else(|| clause.with(&["at", "on", "upon", "по", "на", "в", "во", "into"])),
        // «запрещает гражданам усыновлять»: who may not.
        (Sanction, "ban") => clause.receiver().or(object).or_else(|| clause.with(&["за", "у"])),
        // «следили | за послом», but «оштрафовали за пикет».
        (Coerce | Sanction, _) => {
            let follows = ["след", "наблюд", "шпион"].iter().any(|f| clause.verb().lower().starts_with(f));
            object.or_else(|| clause.with(if follows { &["за"] } else { &["у"] })).or_else(|| clause.receiver())
        }
        (Retreat, "withdraw") => object.or_else(|| clause.with(&["из", "from"])),
        _ => object,
    }
}

/// «доставили в лагерь», "distributing water in the villages": where goods come to.
fn brought_to<'t>(clause: &Clause<'t>) -> Option<Phrase<'t>> {
    if clause.verb().russian() {
        return clause.with(&["в", "во"]).filter(|p| p.case() != Some(Case::Prepositional));
    }
    clause.with(&["among", "in"]).filter(|_| clause.verb().lower().starts_with("distrib"))
}

/// "refused to see a delegation", «отказались лечить охранников»: what is refused is done to them.
pub(super) fn refused<'t>(clause: &Clause<'t>) -> Option<Phrase<'t>> {
    let verb = clause.verb();
    let infinitive = std::iter::successors(verb.next(), Word::next)
        .take_while(|w| w.beside(verb))
        .take(6)
        .find(|w| w.form() == Some(VerbForm::Infinitive))?;
    let own = Clause::of(infinitive, infinitive.at() + 1)
        .behind()
        .iter()
        .find(|p| p.marker.is_empty() && !p.is_time())
        .cloned();
    // «видеозапись суд отказался | приобщить»: what stands first.
    let subject = clause.sides().0;
    let other = |p: &&Phrase<'t>| {
        p.marker.is_empty() && !p.is_time() && subject.as_ref().is_none_or(|s| s.head.at() != p.head.at())
    };
    own.or_else(|| clause.before().iter().find(other).filter(|_| verb.russian()).cloned())
}
