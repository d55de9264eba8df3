//! Acts that a verb or a phrase with a verb tells: "expelled three diplomats", «провели обыск».
//!
//! Takes the verb and its phrase, gives who acts and who is acted on: from the clause around it, by what the kind of act asks for.

use super::{
    Act, IncidentKind, Only, TABLES, Told, kind_and_mode,
    things::{acts_on_people, is_a, is_crowd, is_military, own_noun, taken},
};
use crate::{
    inflection::Case,
    net::{Pos, VerbForm},
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

/// "is ready to lift", «готов выделить»: an offer.
fn is_readiness(word: Word<'_>) -> bool {
    const ALL: [&str; 8] = ["ready", "willing", "prepared", "готов", "готова", "готово", "готовы", "склонен"];
    let infinitive = word.form() == Some(VerbForm::Infinitive);
    infinitive && word.above().take(2).any(|w| ALL.contains(&w.lower().as_str()))
}

/// Who acts and who is acted on, while the rules settle it.
struct Sides<'t> {
    actor: Option<Phrase<'t>>,
    target: Option<Phrase<'t>>,
}

/// What the verb tells; none where its clause shows that it means something else.
pub(super) fn of_verb<'t>(acts: &Acts<'_>, word: Word<'t>, told: &Told<'t>) -> Option<Act<'t>> {
    let (kind, mode) = kind_and_mode(told.label)?;
    // «не | пустили»: the verb is the second word.
    let verb = if word.lower() == "не" { told.last } else { word };
    let clause = Clause::of(verb, told.last.at() + 1).without(&told.words);
    let clause = if goes_by_itself(mode) { clause.active() } else { clause };
    if clause.is_noun_like() || is_bidden(word) || is_readiness(word) {
        return None;
    }
    let (actor, target) = clause.sides();
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
    let needs =
        mode == "return" && !act.light() && !returned || word.lower().starts_with("reject") && sides.target.is_none();
    if needs || !act.means_it(&sides) {
        return None;
    }
    let head = |p: Phrase<'t>| p.head;
    let own = own_noun(word, told, kind, mode);
    let own_first = mode == "return" && act.clause.receiver().is_none();
    let target = sides.target.map(head);
    // "declared | four envoys | persona non grata".
    let declared =
        taken(word, told, mode).filter(|_| word.lower().starts_with("declare") || word.lower() == "declaring");
    let target = if own_first { own.or(target) } else { declared.or(target).or(own) };
    let target = target.or_else(|| taken(word, told, mode));
    Some(Act { word, kind, mode, actor: sides.actor.map(head), target, last: told.last, noun: false })
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

    /// Whether the verb tells an act with this object: "received the envoy", not "received a letter".
    fn fits(&self, sides: &Sides<'t>) -> bool {
        let people = |p: &Option<Phrase<'t>>| p.as_ref().is_some_and(|p| self.acts.is_people(p.head));
        let fits = match self.told.only {
            Only::Anywhere => true,
            // "paid | the widow | 300 crowns": who gets something; «следили | за послом».
            Only::Human => {
                people(&sides.target)
                    || !self.word.russian() && self.clause.first_of_two().is_some()
                    || self.word.russian() && people(&self.clause.with(&["за"]))
            }
            Only::Passive => !self.active,
        };
        // "Two conditions have been met".
        fits && !(self.mode == "meet" && !self.active && !self.light())
    }

    /// Which of two acts that one verb tells: by who acts and who or what is acted on.
    fn sense(&self, sides: &Sides<'t>) -> (IncidentKind, &'static str) {
        use IncidentKind::{Aid, Assault, Coerce, Cooperate, Mobilize};
        let target = |kind: &str| sides.target.as_ref().is_some_and(|p| is_a(kind, &p.head.lower()));
        let lower = self.word.lower();
        let sends = lower.starts_with("sen") || lower.starts_with("отправ") || lower.starts_with("направ");
        let pronoun =
            || self.clause.behind().first().filter(|p| p.marker.is_empty() && p.head.pos() == Pos::Pronoun).is_some();
        let gets = || !self.word.russian() && (self.clause.first_of_two().is_some() || pronoun());
        match self.kind {
            // "sent us | two helicopters".
            Mobilize if sends && gets() => (Aid, "aid"),
            Aid if sends && sides.actor.as_ref().is_some_and(is_military) && !gets() => (Mobilize, "deploy"),
            // "handed over two citizens".
            _ if self.mode == "return" && lower.starts_with("hand") && target("wanted") => (Cooperate, "extradite"),
            // "broke into the servers".
            Assault if lower.starts_with("br") && self.mode == "attack" && target("computer") => (Coerce, "hack"),
            _ => (self.kind, self.mode),
        }
    }

    fn find_target(&self, sides: &mut Sides<'t>) {
        use IncidentKind::{Assault, Coerce, Retreat, Sanction};
        let clause = &self.clause;
        let light = self.light();
        if self.active || light && sides.target.is_none() {
            sides.target = of_kind(clause, self.kind, self.mode, sides.target.take(), light);
        }
        if self.active && sides.target.is_none() && matches!(self.kind, Assault | Coerce | Sanction) && !light {
            sides.target = clause.any_object(sides.actor.as_ref());
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
            && sides.actor.is_none()
            && matches!(self.kind, Assault | Coerce | Sanction | Retreat)
        {
            sides.target = clause.shared_object();
        }
        // «дипломатам запрещено выезжать»: who may not.
        if self.mode == "ban" && !self.active {
            sides.target = clause.receiver().or(sides.target.take());
        }
        // «приостановило деятельность | шести организаций»: whose activity it is.
        if self.kind == IncidentKind::Sanction
            && let Some(owner) =
                sides.target.as_ref().filter(|p| is_a("activity", &p.head.lower())).and_then(|p| clause.owner_of(p))
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
        if starts(&["погиб", "пострада", "perish", "drown"]) || under_fire || gets {
            sides.target = sides.actor.take();
        }
        // "A mine killed a shepherd": a thing does nothing by itself.
        if self.kind == IncidentKind::Assault && sides.actor.as_ref().is_some_and(|p| is_a("blast", &p.head.lower())) {
            sides.actor = None;
        }
        // «взорвалась бомба».
        if self.mode == "bomb" && (lower.ends_with("ся") || lower.ends_with("сь")) {
            (sides.actor, sides.target) = (None, None);
        }
        if matches!(self.mode, "resign" | "agree" | "strike") {
            sides.actor = sides.actor.take().or(sides.target.take());
        }
        // "Two officers resigned", "the sides agreed": nobody is acted on.
        if matches!(self.mode, "resign" | "agree" | "ceasefire" | "strike" | "cooperate" | "investigate")
            && self.light()
            || matches!(self.mode, "resign" | "agree" | "strike")
        {
            sides.target = None;
        }
    }

    /// Whether the parties belong to an act of this kind.
    fn means_it(&self, sides: &Sides<'t>) -> bool {
        let is = |p: &Option<Phrase<'t>>, kind: &str| p.as_ref().is_some_and(|p| is_a(kind, &p.head.lower()));
        let name = |p: &Option<Phrase<'t>>| p.as_ref().is_some_and(|p| p.head.text().starts_with(char::is_uppercase));
        let reflexive = self.word.russian() && ["ся", "сь"].iter().any(|e| self.word.lower().ends_with(e));
        match self.mode {
            // "The bank met the conditions", «отдел принимает | 20 человек в день».
            "meet" => {
                let numbered = self.told.only == Only::Human && sides.target.as_ref().is_some_and(Phrase::is_numbered);
                !is(&sides.target, "requirement") && !numbered
            }
            // "The sides came": a visit without a place is a movement; thousands do not pay one.
            "visit" => {
                sides.target.as_ref().is_some_and(|p| !is_a("scene", &p.head.lower()))
                    && !sides.actor.as_ref().is_some_and(is_crowd)
            }
            // "rejects the accusations": says that it is not so.
            "reject" => !is(&sides.target, "claim"),
            // «ракета попала в дом»: only what flies hits so.
            "attack" if self.word.lower().starts_with("попа") => is(&sides.actor, "flies"),
            // "has been cut off by floods".
            "recognise" => sides.target.is_none() || is(&sides.target, "state") || name(&sides.target),
            "ratify" => is(&sides.target, "treaty") || self.light() || name(&sides.target),
            // «при землетрясении погибли»: killed by nobody, unless an attack is told of.
            "kill" | "wound" if ["погиб", "пострада"].iter().any(|w| self.word.lower().starts_with(w)) => {
                self.acts.tells_of_blow(self.word)
            }
            // "released a statement".
            "release" | "return" if is(&sides.target, "paper") => false,
            // "Islamophobia threatens security": nobody is threatened.
            "threaten" => {
                let people = |p: &Option<Phrase<'t>>| p.as_ref().is_none_or(|p| self.acts.is_people(p.head));
                people(&sides.actor) || people(&sides.target) || self.light()
            }
            // "demonstrates its power".
            "protest" if ["demonstrate", "demonstrating"].iter().any(|d| self.word.lower().starts_with(d)) => {
                sides.target.is_none()
            }
            "ban" if is(&sides.actor, "rule") => false,
            "deploy" if self.word.russian() && !self.light() => is(&sides.target, "force"),
            // «вернулись домой»: who comes back.
            "return" if reflexive && self.light() => self.word.form() != Some(VerbForm::Infinitive),
            // «раздаётся», «возвращается доверие».
            "deliver" | "aid" | "return" if reflexive => false,
            // «лишились жилья»
            "sanction" if reflexive => false,
            // «передало агентство»: that is how news come.
            "deliver" if is(&sides.target, "press") || is(&sides.actor, "press") => false,
            // "has been cut off by floods".
            _ => !is(&sides.actor, "nature"),
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
            clause.receiver().or_else(from).or(object).or_else(|| refused(clause))
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
        (Consult, "visit") => object.or_else(|| clause.with(&["в", "to", "во", "у", "к", "на"])),
        (Consult, "mediate") => clause.with(&["between", "между"]).or(object),
        (Consult, "call") if !english => clause.receiver().or_else(|| clause.with(&["с", "со"])).or(object),
        (Consult, _) => clause.with(&["with", "с", "со"]).or(object),
        (Accuse, "sue") => clause.with(&["на", "к", "против", "against"]).or(object),
        (Request, _) => clause.with(&["в", "к", "to", "from"]).or_else(|| clause.receiver()).or(object),
        (Protest, "boycott") => object.or_else(|| clause.with(&["в", "во", "in", "to"])),
        (Protest, "protest") if light => None,
        (Protest, "protest") => object.or_else(|| clause.with(&["with", "с"])),
        (Mobilize, _) => object,
        (Accuse, "accuse") if light => clause.with(&["to"]).or_else(|| clause.receiver()).or(object),
        (Assault, "bomb") if light => clause.with(&["at", "into", "on", "на", "в", "по"]).or(object),
        (Accuse, _) if light => clause.with(&["against", "into", "over", "против"]).or(object),
        (Sanction | Coerce | Assault | Concede, _) if light => object
            .or_else(|| clause.with(&["против", "на", "у", "against", "on", "to", "upon", "at", "by", "за", "по", "в"]))
            .or_else(|| clause.receiver()),
        (Concede, "lift") => clause
            .with(&["against", "on", "с", "со", "для"])
            .filter(|p| acts_on_people(p))
            .or(object.filter(|o| TABLES.nouns.label(&o.head.lower()).is_none() || o.head.russian())),
        (Support, "ratify") if !english => clause.with(&["с", "со"]).or(object),
        (Support, "sign") if !english => object.or_else(|| clause.with(&["под"])).or_else(|| clause.with(&["с", "со"])),
        (Assault, _) => object.or_else(|| clause.with(&["at", "on", "upon", "по", "на", "в", "во", "into"])),
        // «запрещает гражданам усыновлять»: who may not.
        (Sanction, "ban") => clause.receiver().or(object).or_else(|| clause.with(&["за", "у"])),
        (Coerce | Sanction, _) => object.or_else(|| clause.with(&["за", "у"])).or_else(|| clause.receiver()),
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
