//! What stands behind a demanding word: the infinitive, the clause or the thing that is asked for, and who is asked.

use super::{
    Force,
    extent::{asks_or_says, behind, end_behind},
};
use crate::{
    net::{Pos, Relation, VerbForm},
    objects::{
        clause::{Clause, Phrase, is_time},
        trees::Word,
    },
};
use std::ops::Range;

/// Words between a demanding verb and the "to" of what it asks for, at most.
const REACH: usize = 24;

/// The words behind a demanding word, up to the end of its sentence.
pub(super) struct Ahead<'t> {
    word: Word<'t>,
    words: Vec<Word<'t>>,
}

impl<'t> Ahead<'t> {
    pub(super) fn of(word: Word<'t>) -> Ahead<'t> {
        Ahead { word, words: behind(word) }
    }

    pub(super) fn at(&self, at: usize) -> Option<Word<'t>> {
        self.words.get(at.checked_sub(self.word.at() + 1)?).copied()
    }

    pub(super) fn lower_at(&self, at: usize) -> String {
        self.at(at).map(|w| w.lower()).unwrap_or_default()
    }

    pub(super) fn has_name(&self, words: &Range<usize>) -> bool {
        words.clone().filter_map(|at| self.at(at)).any(|w| w.text().starts_with(char::is_uppercase))
    }

    pub(super) fn is_not(&self, at: usize) -> bool {
        matches!(self.lower_at(at).as_str(), "not" | "never" | "не")
    }

    pub(super) fn near(&self) -> impl Iterator<Item = Word<'t>> {
        self.words.iter().copied().take(REACH)
    }

    /// The first infinitive that what is asked for begins with; none behind a verb of its own, but "urged those | who had left | to return".
    pub(super) fn infinitive(&self) -> Option<Word<'t>> {
        let relative = |at: usize| self.near().any(|w| w.at() < at && opens_relative(w));
        let stop = |w: &Word<'t>| {
            w.form() == Some(VerbForm::Finite) && w.pos() == Pos::Verb && !relative(w.at())
                || matches!(w.text(), ";" | ":" | "that" | "что" | "чтобы") && !opens_relative(*w)
                || matches!(w.text(), "”" | "»") && !self.opened(self.word.at(), w.at())
        };
        let begins = |w: &Word<'t>| {
            let verb = w.form() == Some(VerbForm::Infinitive) || is_behind_to(w) || ends_as_infinitive(w);
            verb && (w.russian() || to_before(*w).is_some())
        };
        // "advised farmers planning | to sow to wait", "those who want | to stay to register": that is what they do.
        let of_other = |w: &Word<'t>| {
            let before = to_before(*w).and_then(|to| self.at(to.checked_sub(1)?)).filter(|b| b.pos() == Pos::Verb);
            before.is_some_and(|b| matches!(b.form(), Some(VerbForm::Gerund | VerbForm::Finite)))
        };
        // «прошу всех, кто намерен уехать, | собраться»
        let own = |w: &Word<'t>| w.russian() && w.head().is_some_and(|h| h.at() == self.word.at()) && begins(w);
        if let Some(own) = self.near().find(own).filter(|w| w.is(Relation::OpenClause)) {
            return Some(own);
        }
        // "appeals | to donors | to help": the first "to" is that of the verb.
        let of_verb =
            |w: &Word<'t>| to_before(*w) == Some(self.word.at() + 1) && self.word.lower().starts_with("appeal");
        let later = self.near().take_while(|w| !stop(w)).filter(begins).any(|w| !of_verb(&w));
        let begins = |w: &Word<'t>| begins(w) && !(later && of_verb(w));
        let all = || self.near().take_while(|w| !stop(w)).filter(begins);
        all().find(|w| !of_other(w)).or_else(|| all().next())
    }

    /// Where a clause begins: "that", «чтобы».
    pub(super) fn clause(&self, from: usize, told: bool) -> Option<usize> {
        let that = |w: &Word<'t>| {
            let lower = w.lower();
            let opens = matches!(lower.as_str(), "that" | "чтобы") || told && lower == "что";
            opens && w.at() >= from && !opens_relative(*w)
        };
        let stop = |w: &Word<'t>| w.form() == Some(VerbForm::Finite) && w.pos() == Pos::Verb;
        self.near()
            .take_while(|w| !stop(w))
            .find(that)
            .filter(|w| w.pos() != Pos::Determiner || !w.russian())
            .map(|w| w.at())
    }

    /// «предупреждаю: звонок не прозвенит»: what is told behind a colon.
    pub(super) fn told_behind(&self) -> Option<Range<usize>> {
        let near = self.words.iter().take(5).take_while(|w| !matches!(w.text(), "," | ";" | "."));
        let colon = near.into_iter().find(|w| w.text() == ":").copied()?;
        let start = colon.at() + 1 + usize::from(self.at(colon.at() + 1).is_some_and(|w| w.pos() == Pos::Mark));
        Some(start..self.end_of_clause(start)).filter(|r| r.len() > 1)
    }

    /// The noun phrase in a range of words: from its first noun or determiner to its last noun.
    pub(super) fn noun_phrase(&self, range: Range<usize>) -> Option<Range<usize>> {
        let words: Vec<Word<'t>> = range.clone().filter_map(|at| self.at(at)).collect();
        let skip = |w: &&Word<'t>| {
            matches!(w.pos(), Pos::Adverb | Pos::Mark | Pos::Conjunction | Pos::Particle) || w.pos() == Pos::Adposition
        };
        let first = words.iter().find(|w| !skip(w))?;
        let start = first.at();
        // "those | who had left the country".
        let second = words.iter().find(|w| w.at() == start + 1);
        let all = first.lower() == "all" && second.is_some_and(|w| w.lower() == "those");
        let who = start + 1 + usize::from(all);
        let whole = words.iter().any(|w| w.at() == who && w.lower() == "who") && is_anybody(*first);
        if let Some(last) = words.iter().rfind(|w| w.pos() != Pos::Mark).filter(|_| whole) {
            return Some(start..last.at() + 1);
        }
        let words = || words.iter().filter(move |w| w.at() >= start);
        let breaks = |w: &&Word<'t>| {
            matches!(w.text(), "," | ";" | "(" | "—" | "–")
                || opens_relative(**w)
                || w.pos() == Pos::Verb && w.form() == Some(VerbForm::Finite)
        };
        let head = |w: &&Word<'t>| w.node().tag.is_nominal() || w.pos() == Pos::Number;
        let inner = || words().take_while(|w| !breaks(w));
        // «просил присяжных», "the faithful": an adjective may stand for people.
        let people =
            |w: &Word<'t>| w.russian() || w.previous().is_some_and(|p| p.lower() == "the" && range.contains(&p.at()));
        let alone = || inner().filter(|w| w.pos() == Pos::Adjective && people(w)).last();
        let mut end = inner().filter(head).last().or_else(alone)?.at() + 1;
        // "the Prosecutor | General".
        while end < range.end && self.at(end).is_some_and(|w| !w.russian() && w.text().starts_with(char::is_uppercase))
        {
            end += 1;
        }
        (start < end).then_some(start..end)
    }

    /// Where what hangs on a verb ends.
    pub(super) fn end_behind(&self, verb: Word<'t>) -> usize {
        end_behind(verb, &self.words).min(self.end_of_clause(verb.at()))
    }

    /// The end of the clause: of the sentence, or a mark that closes a quotation, or a comma with a verb of saying behind.
    pub(super) fn end_of_clause(&self, from: usize) -> usize {
        let closes = |w: &&Word<'t>| {
            w.at() > from
                && (w.text() == ";"
                    || matches!(w.text(), "”" | "»") && !self.opened(from, w.at())
                    || w.text() == "," && w.next().is_some_and(|n| matches!(n.text(), "”" | "»" | "\""))
                    || w.text() == "," && self.says_behind(w.at())
                    || goes_on(**w))
        };
        let last = self.words.last().map_or(from + 1, |w| w.at() + 1);
        self.words.iter().find(closes).map_or(last, |w| w.at())
    }

    /// Whether a quotation that ends here began behind a place: «… телеканалу «Кендар»».
    fn opened(&self, from: usize, end: usize) -> bool {
        let marks = |open: bool| {
            let inner = self.words.iter().filter(|w| (from..end).contains(&w.at()));
            inner.filter(|w| matches!((w.text(), open), ("«" | "“", true) | ("»" | "”", false))).count()
        };
        marks(true) > marks(false)
    }

    /// «попросила жителей | о терпении»: wherever the tree hangs it.
    fn about_behind(&self, verb: Word<'t>) -> Option<Word<'t>> {
        let about = self.words.iter().take(6).find(|w| verb.russian() && matches!(w.lower().as_str(), "о" | "об"))?;
        about.head().filter(|h| h.at() > about.at() && h.node().tag.is_nominal())
    }

    /// "Ohlin must go | , the leader of the party said.": who says it, up to the end of the sentence.
    fn says_behind(&self, comma: usize) -> bool {
        let behind: Vec<&Word<'t>> = self.words.iter().filter(|w| w.at() > comma).take(16).collect();
        let Some(verb) = behind.iter().position(|w| w.says()) else { return false };
        let nominal = behind[..verb].iter().chain(behind.get(verb + 1..verb + 6).unwrap_or_default());
        let other = behind[..verb].iter().any(|w| {
            w.form() == Some(VerbForm::Finite)
                || matches!(
                    w.lower().as_str(),
                    "that" | "who" | "which" | "and" | "but" | "to" | "и" | "но" | "что" | "чтобы" | "кто"
                )
                || w.lower().starts_with("котор")
        });
        let mut nominal = nominal.filter(|w| w.node().tag.is_nominal() || w.pos() == Pos::Pronoun);
        nominal.next().is_some()
            && !other
            && !behind.get(verb + 1).is_some_and(|w| matches!(w.lower().as_str(), "that" | "что" | ":"))
    }

    /// The subject of the clause that begins at `that`.
    /// None of a passive: "that the ban be lifted" asks nobody.
    pub(super) fn subject_behind(&self, that: usize) -> Option<Range<usize>> {
        let verb = |w: &Word<'t>| matches!(w.pos(), Pos::Verb | Pos::Auxiliary) || w.lower() == "be";
        let behind = self.words.iter().copied().skip_while(|w| w.at() <= that);
        let Some(verb) = behind.take(14).find(verb) else {
            // A verb that was taken for something else: the first phrase is its subject.
            let first = self.words.iter().copied().filter(|w| w.at() > that).take(14);
            let head = first.take_while(|w| w.text() != ",").find(|w| w.node().tag.is_nominal())?;
            let mut end = head.at() + 1;
            while self.at(end).is_some_and(|w| !w.russian() && w.text().starts_with(char::is_uppercase)) {
                end += 1;
            }
            while self.lower_at(end) == "of"
                && self.at(end + 1).is_some_and(|w| w.text().starts_with(char::is_uppercase))
            {
                end += 2;
            }
            return self.noun_phrase(that + 1..end);
        };
        let passive = verb.lower() == "be"
            && self.at(verb.at() + 1).is_some_and(|n| n.form() == Some(VerbForm::Participle))
            || verb.node().tag.passive && verb.russian()
            || verb.head().is_some_and(|h| h.child(Relation::SubjectPassive).is_some());
        self.noun_phrase(that + 1..verb.at()).filter(|_| !passive)
    }

    pub(super) fn negated_behind(&self, at: usize) -> bool {
        (at..at + 3).any(|at| self.is_not(at))
    }

    /// The verb behind a modal.
    pub(super) fn verb_behind(&self) -> Option<Word<'t>> {
        let skip = |w: &Word<'t>| !matches!(w.pos(), Pos::Mark);
        let behind: Vec<Word<'t>> = self.words.iter().copied().take(8).take_while(skip).collect();
        let verb = |w: &&Word<'t>| w.form() == Some(VerbForm::Infinitive) || w.lower() == "be" || ends_as_infinitive(w);
        // "should | exempt": the first word that is no adverb, whatever it was taken for.
        let plain = |w: &&Word<'t>| !w.russian() && w.text().starts_with(char::is_lowercase) && w.lower() != "to";
        let first = || behind.iter().find(|w| w.pos() != Pos::Adverb && !self.is_not(w.at()));
        behind.iter().find(verb).or_else(|| first().filter(plain)).copied()
    }

    /// Where several things end of which the first is known: "field hospitals | and experienced surgeons", "tents, stoves | and winter clothing".
    pub(super) fn end_of_joined(&self, mut end: usize) -> usize {
        while self.joins(end) && !self.word.russian() {
            let start = end + 1 + usize::from(self.lower_at(end) == "," && self.joins(end + 1));
            let Some(next) = self.end_of_nouns(start) else { break };
            end = next;
        }
        end
    }

    /// "a recount | under the supervision of the Assembly", "an inquiry | into the deaths": what a thing asked for is told by.
    fn end_of_complements(&self, mut end: usize) -> usize {
        const TELLING: [&str; 13] = [
            "of", "under", "into", "with", "between", "among", "over", "about", "without", "for", "against", "on", "to",
        ];
        let day = |at: usize| self.at(at).is_some_and(is_time);
        while TELLING.contains(&self.lower_at(end).as_str()) {
            let Some(next) = self.end_of_nouns(end + 1).filter(|&next| !day(next - 1)) else { break };
            end = self.end_of_joined(next);
        }
        end
    }

    fn joins(&self, at: usize) -> bool {
        matches!(self.lower_at(at).as_str(), "and" | "or" | ",")
    }

    /// Where the noun phrase ends that begins here; none where it is the subject of a clause: "…, and | the ministry said".
    fn end_of_nouns(&self, start: usize) -> Option<usize> {
        const LONGEST: usize = 12;
        let noun = |w: &Word<'t>| w.node().tag.is_nominal() && w.pos() != Pos::Pronoun;
        let inner = |w: &Word<'t>| {
            noun(w)
                || matches!(w.pos(), Pos::Adjective | Pos::Determiner | Pos::Number)
                || matches!(w.lower().as_str(), "of" | "its" | "their" | "his" | "her" | "'s" | "’s")
                || w.form() == Some(VerbForm::Participle)
        };
        let run: Vec<Word<'t>> =
            (start..start + LONGEST).map_while(|at| self.at(at)).take_while(|w| inner(w)).collect();
        let behind = self.at(start + run.len());
        let clause = behind.is_some_and(|w| matches!(w.pos(), Pos::Verb | Pos::Auxiliary));
        run.iter().rfind(|w| noun(w)).filter(|_| !clause).map(|last| last.at() + 1)
    }

    /// "demanded an apology from Dolmark", "called for an inquiry", "asked the council for time".
    pub(super) fn things(
        &self,
        verb: Word<'t>,
        cue: &Range<usize>,
        particle: Option<Word<'t>>,
        force: Force,
    ) -> Option<(Option<Range<usize>>, Range<usize>)> {
        let noun = |w: Word<'t>| w.node().tag.is_nominal();
        let marker = |w: Word<'t>| w.child(Relation::Marker).map(|m| m.lower()).unwrap_or_default();
        let behind: Vec<Word<'t>> = verb.children().filter(|c| c.at() >= cue.end && noun(*c)).collect();
        let with = |prepositions: &[&str]| behind.iter().copied().find(|c| prepositions.contains(&marker(*c).as_str()));
        let from = with(&["from", "of", "to", "on", "upon", "от", "к"])
            .filter(|c| !is_time(*c))
            .filter(|c| particle.is_none_or(|p| p.at() > c.at() || marker(*c) == p.lower()));
        let object = behind.iter().copied().find(|c| {
            c.is(Relation::Object) || c.is(Relation::IndirectObject) && !c.russian() && marker(*c).is_empty()
        });
        let insists = ["insist", "настаива", "настоя"].iter().any(|w| verb.lower().starts_with(w));
        let about = with(&["for", "against", "о", "об", "на"])
            .or_else(|| self.about_behind(verb))
            .or_else(|| with(&["on"]).filter(|_| insists));
        // "pledged | 20 million crowns | for the victims": what is promised is the thing.
        // "requested | compensation | for the pickers".
        let itself = particle.is_none() && ["request", "demand", "requir"].iter().any(|w| verb.lower().starts_with(w));
        let promised = object.filter(|_| (force.binds_oneself() || itself) && !verb.russian());
        let wanted = promised
            .or(about)
            .or(object.filter(|_| from.is_some() || particle.is_none()))
            .or_else(|| with(&["for"]))?;
        let addressee = from.or(object.filter(|o| o.at() != wanted.at())).filter(|a| a.at() != wanted.at());
        let of = |w: Word<'t>| {
            let phrase = w.phrase();
            let start = phrase.start.max(cue.end)
                + usize::from(
                    phrase.start >= cue.end && self.at(phrase.start).is_some_and(|f| f.pos() == Pos::Adposition),
                );
            start..phrase.end.max(w.at() + 1)
        };
        let things = of(wanted);
        // "demanding | higher pay and | smaller classes": the tree may know only the last.
        let near = self.end_of_nouns(cue.end).filter(|&end| self.joins(end) && end < things.start);
        let several = near.is_some_and(|end| !verb.russian() && self.end_of_joined(end) >= things.end);
        let start = if several && addressee.is_none() { cue.end } else { things.start };
        let addressee = addressee.filter(|_| !force.binds_oneself() || verb.russian());
        let end = self.end_of_joined(things.end);
        let end = if verb.russian() || addressee.is_some() { end } else { self.end_of_complements(end) };
        Some((addressee.map(of), start..end))
    }
}

/// What is promised or asked for where the tree does not tell: "promised the ambassador a dozen men", "appealed for calm".
pub(super) fn things_around(clause: &Clause<'_>, force: Force) -> Option<(Option<Range<usize>>, Range<usize>)> {
    let words = |p: &Phrase<'_>| p.start..p.end;
    let wanted = clause.with(&["for", "to", "against", "о", "об", "на", "против"]);
    let object = clause.sides().1;
    if force.binds_oneself() {
        let second = clause
            .first_of_two()
            .and_then(|first| clause.behind().iter().find(|p| p.start >= first.end && p.marker.is_empty()));
        return second.map(words).or(object.as_ref().map(words)).or(wanted.as_ref().map(words)).map(|o| (None, o));
    }
    // "requested | compensation | for the pickers".
    let verb = clause.verb();
    let itself = ["request", "demand", "requir"].iter().any(|w| verb.lower().starts_with(w));
    if let Some(object) = object.as_ref().filter(|p| itself && p.start > verb.at()) {
        return Some((None, words(object)));
    }
    let addressee = object.as_ref().filter(|_| wanted.is_some()).map(words);
    Some((addressee, wanted.or(object).as_ref().map(words)?))
}

/// "countries | that have troops there", "citizens | who", "the minister, | who".
fn opens_relative(word: Word<'_>) -> bool {
    let verb = |n: Word<'_>| {
        n.pos() == Pos::Auxiliary && n.lower() != "be" || n.pos() == Pos::Verb && n.form() == Some(VerbForm::Finite)
    };
    match word.lower().as_str() {
        "who" | "whose" | "whom" => true,
        // «всех, | кто видел нападавших, позвонить»
        "кто" | "кому" | "кого" | "чьи" | "которые" | "которых" | "которым" => {
            word.previous().is_some_and(|p| p.text() == ",")
        }
        "where" | "which" if word.previous().is_some_and(|p| p.text() == ",") => true,
        "that" | "which" => word.previous().is_some_and(|p| p.node().tag.is_nominal()) && word.next().is_some_and(verb),
        _ => false,
    }
}

/// "| Those who must travel | are asked": a pronoun before a passive with the clause that tells whom it means.
pub(super) fn with_clause(asked: &Phrase<'_>, verb: Word<'_>) -> Range<usize> {
    let short = asked.start..asked.end;
    const AROUND: [&str; 10] = ["is", "are", "was", "were", "be", "been", "being", "have", "has", "not"];
    let aside =
        |w: &Word<'_>| w.pos() == Pos::Adverb || w.pos() == Pos::Auxiliary || AROUND.contains(&w.lower().as_str());
    let back = std::iter::successors(verb.previous(), Word::previous).take_while(aside).last();
    let end = back.map_or(verb.at(), |w| w.at());
    let alone = asked.end == asked.start + 1 && is_anybody(asked.head);
    if alone && end > asked.end && !verb.russian() { asked.start..end } else { short }
}

/// Pronouns that say nothing without the clause behind them.
pub(super) fn is_anybody(word: Word<'_>) -> bool {
    matches!(word.lower().as_str(), "those" | "all" | "anyone" | "anybody" | "everyone" | "everybody" | "someone")
}

/// "…, | and I ask the minister": somebody says the next thing.
fn goes_on(mark: Word<'_>) -> bool {
    const OWN: [&str; 8] = ["i", "we", "he", "she", "it", "they", "я", "мы"];
    let joint = |w: Word<'_>| matches!(w.lower().as_str(), "and" | "but" | "и" | "а" | "но");
    let next = mark.next().filter(|n| n.beside(mark));
    let behind =
        if joint(mark) { next } else { next.filter(|n| mark.text() == "," && joint(*n)).and_then(|n| n.next()) };
    let somebody = behind.filter(|w| OWN.contains(&w.lower().as_str()));
    somebody.and_then(|w| w.next()).is_some_and(asks_or_says)
}

/// "to | hand over": a word behind the "to" of infinitives, whatever it was taken for.
fn is_behind_to(word: &Word<'_>) -> bool {
    let to = |w: &Word<'_>| w.lower() == "to" && w.pos() == Pos::Particle;
    word.previous().is_some_and(|p| to(&p)) && !matches!(word.pos(), Pos::Adverb | Pos::Determiner | Pos::Name)
}

/// Where what is asked for begins: at the "to", «| немедленно прекратить».
pub(super) fn start_of(infinitive: Word<'_>, from: usize) -> usize {
    let adverbs = || {
        std::iter::successors(infinitive.previous(), Word::previous)
            .take_while(|w| w.at() >= from && w.pos() == Pos::Adverb)
    };
    let russian = || infinitive.at() - adverbs().take(2).count();
    to_before(infinitive).unwrap_or_else(|| if infinitive.russian() { russian() } else { infinitive.at() })
}

/// A Russian infinitive that was taken for something else.
fn ends_as_infinitive(word: &Word<'_>) -> bool {
    let lower = word.lower();
    let ends =
        ["ать", "ять", "ить", "еть", "уть", "ыть", "ти", "ться", "тись", "чься"].iter().any(|e| lower.ends_with(e));
    word.russian() && ends && matches!(word.pos(), Pos::Verb | Pos::Other | Pos::Adverb | Pos::Auxiliary)
}

/// The "to" of an infinitive.
pub(super) fn to_before(infinitive: Word<'_>) -> Option<usize> {
    let mut at = infinitive.previous()?;
    for _ in 0..3 {
        if at.lower() == "to" {
            return Some(at.at());
        }
        if at.pos() != Pos::Adverb {
            return None;
        }
        at = at.previous()?;
    }
    None
}
