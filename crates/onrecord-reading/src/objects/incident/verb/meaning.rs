//! Whether a verb of several meanings tells an act with these parties: "met the minister", not "met the conditions".

use super::{
    super::things::{is_a, is_crowd},
    Only, Sides, Verb,
};
use crate::{
    net::{Pos, VerbForm},
    objects::clause::{Phrase, Voice},
};

impl<'t> Verb<'_, 't> {
    /// Russian verbs of several meanings; none where the rules of both languages judge.
    fn means_it_in_russian(&self, sides: &Sides<'t>) -> Option<bool> {
        let is = |kind: &str| sides.target.as_ref().is_some_and(|p| is_a(kind, &p.head.lower()));
        let lower = self.word.lower();
        let reflexive = self.is_reflexive();
        if !self.word.russian() {
            return None;
        }
        let means = match self.mode {
            // «похищены данные»
            "abduct" if lower.starts_with("похи") && !self.light() => !is("loot"),
            // «осудили журналистку»: by a court; who condemns an attack says so.
            "convict" if lower.starts_with("осуди") => {
                sides.actor.as_ref().is_none_or(|p| p.head.lower().starts_with("суд"))
            }
            // «оспаривают версию»
            "sue" if !self.light() => !is("claim"),
            "withdraw" if lower.starts_with("отве") && !self.light() => is("force"),
            "deploy" if !self.light() => is("force"),
            // «вернулись домой», «на родину вернулись»: who comes back.
            "return" if reflexive => {
                let home = |p: &Phrase<'t>| p.head.lower().starts_with("родин");
                let comes = self.light() || self.clause.with(&["на"]).as_ref().is_some_and(home);
                comes && self.word.form() != Some(VerbForm::Infinitive)
            }
            // «раздаётся», «возвращается доверие».
            "deliver" | "aid" if reflexive => false,
            // «лишились жилья»
            "sanction" if reflexive || self.is_baseless() => false,
            _ => return None,
        };
        Some(means)
    }

    /// Whether the parties belong to an act of this kind.
    pub(super) fn means_it(&self, sides: &Sides<'t>) -> bool {
        let is = |p: &Option<Phrase<'t>>, kind: &str| p.as_ref().is_some_and(|p| is_a(kind, &p.head.lower()));
        let name = |p: &Option<Phrase<'t>>| p.as_ref().is_some_and(|p| p.head.text().starts_with(char::is_uppercase));
        if let Some(means) = self.means_it_in_russian(sides) {
            return means;
        }
        match self.mode {
            // "The bank met the conditions", «отдел принимает | 20 человек в день».
            "meet" => {
                let numbered = self.told.only == Only::Human && sides.target.as_ref().is_some_and(Phrase::is_numbered);
                // «обсудили положение»: only with somebody else.
                let alone = self.word.lower().starts_with("обсуд") && self.clause.with(&["с", "со"]).is_none();
                !is(&sides.target, "requirement") && !numbered && !alone
            }
            // "The sides came": a visit without a place is a movement; thousands do not pay one.
            "visit" => {
                let moves =
                    ["при", "пое", "отправ", "вылет", "езди", "съезд"].iter().any(|m| self.word.lower().starts_with(m));
                let place = |p: &Phrase<'t>| {
                    !moves || p.head.text().starts_with(char::is_uppercase) || self.acts.is_people(p.head)
                };
                let nobody = |p: &Phrase<'t>| is_crowd(p) || moves && is_a("vehicle", &p.head.lower());
                sides.target.as_ref().is_some_and(|p| !is_a("scene", &p.head.lower()) && place(p) && !is_crowd(p))
                    && !sides.actor.as_ref().is_some_and(nobody)
            }
            // "rejects the accusations": says that it is not so.
            "reject" => !is(&sides.target, "claim") && !is(&sides.target, "answer"),
            // «закрыть глаза», «разбили палатки», «лишены оснований»
            "close" | "vandalise" | "sanction" | "suspend" | "lift" if is(&sides.target, "figurative") => false,
            // «ракета попала в дом»: only what flies hits so.
            "attack" if self.word.lower().starts_with("попа") => is(&sides.actor, "flies"),
            // "withdrew its invitation": takes back what was said.
            "withdraw" if !self.word.russian() && !self.light() && is(&sides.target, "word") => false,
            // "take it to court": what is brought there.
            "sue" if self.word.lower().starts_with("ta") && self.light() => {
                sides.target.as_ref().is_some_and(|p| p.head.lower() != "it")
            }
            // "associations financed from abroad": by nobody.
            "aid"
                if self.clause.voice() == Voice::Attributive
                    && sides.actor.is_none()
                    && ["fund", "financ"].iter().any(|w| self.word.lower().contains(w)) =>
            {
                false
            }
            // "has been cut off by floods".
            "recognise" => sides.target.is_none() || is(&sides.target, "state") || name(&sides.target),
            "ratify" => is(&sides.target, "treaty") || self.light() || name(&sides.target),
            // «при землетрясении погибли»: killed by nobody, unless an attack is told of.
            "kill" | "wound" if ["погиб", "пострада", "сконча"].iter().any(|w| self.word.lower().starts_with(w)) => {
                self.acts.tells_of_blow(self.word) && !self.clause.is_negated()
            }
            // "released a statement", "supplied the information".
            "release" | "return" if is(&sides.target, "paper") => false,
            // "handed over the keys".
            "return" if self.word.lower().starts_with("hand") && !self.word.russian() => {
                let living = |p: &Option<Phrase<'t>>| {
                    p.as_ref().is_some_and(|p| self.acts.is_people(p.head) || p.head.pos() == Pos::Pronoun)
                };
                living(&sides.target) || name(&sides.target) || is(&sides.target, "captive")
            }
            "aid" | "deliver" if !self.word.russian() && is(&sides.target, "paper") => false,
            // "closed its doors": for the night.
            "close" if !self.word.lower().starts_with("seal") && is(&sides.target, "closed") => false,
            // "prices exploded": only what blows up.
            "bomb" if sides.target.is_none() && self.word.lower().starts_with("explod") => is(&sides.actor, "blast"),
            // "followed by two others", "Following this": one comes behind the other.
            "coerce" if self.word.lower().starts_with("follow") => {
                let passive = self.clause.voice() == Voice::Passive;
                passive || self.active && (sides.actor.is_some() || self.word.lower() != "following")
            }
            // "picked up the bill", "went to see what happened".
            "detain" if self.word.lower().starts_with("pick") => {
                sides.target.as_ref().is_some_and(|p| self.acts.is_people(p.head) || p.head.pos() == Pos::Pronoun)
            }
            // "Islamophobia threatens security": nobody is threatened.
            "threaten" => {
                let people = |p: &Option<Phrase<'t>>| p.as_ref().is_none_or(|p| self.acts.is_people(p.head));
                people(&sides.actor) || people(&sides.target) || self.light()
            }
            // "demonstrates its power".
            "protest" if ["demonstrate", "demonstrating"].iter().any(|d| self.word.lower().starts_with(d)) => {
                sides.target.as_ref().is_none_or(|p| !p.marker.is_empty())
            }
            "ban" if is(&sides.actor, "rule") => false,
            // «передало агентство»: that is how news come.
            "deliver" if is(&sides.target, "press") || is(&sides.actor, "press") => false,
            // "has been cut off by floods".
            _ => !is(&sides.actor, "nature"),
        }
    }
}
