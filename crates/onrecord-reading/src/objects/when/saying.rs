//! Which time belongs to an act of saying: "On Monday X said", "X said on Monday", "Speaking on Sunday, X said".
//!
//! A time belongs to a cue where both stand in one sentence outside the content, and nothing between them opens a clause of its own.

use super::{Grain, parse::Found};
use crate::{
    CueClass, Statement,
    lexicon::{Class, Form},
    objects::{holder::Holders, look::Look},
    tokens::{Kind, Token},
};
use jiff::civil::Date;
use onrecord_page::Span;
use std::ops::Range;

/// The surroundings of one act of saying, in tokens.
pub(crate) struct Act {
    /// Which statement; None where a verb of saying stands and no statement was found.
    pub(crate) statement: Option<usize>,
    /// The cue, from its first token to its last.
    pub(crate) cue: Range<usize>,
    content: Vec<Range<usize>>,
    /// Whether something is asked or promised: what is to be done lies ahead.
    asks: bool,
    /// The sentence that holds the cue.
    pub(crate) sentence: Range<usize>,
}

/// For each time the act of saying that took place then.
pub(super) fn assign(look: Look<'_>, today: Option<Date>, found: &[Found], acts: &[Act]) -> Vec<Option<usize>> {
    let mut said: Vec<Option<(usize, (bool, usize))>> = vec![None; found.len()];
    for (act_number, act) in acts.iter().enumerate() {
        let from = found.partition_point(|t| t.tokens.end <= act.sentence.start);
        let near = found.iter().enumerate().skip(from).take_while(|(_, t)| t.tokens.start < act.sentence.end);
        let own = near.filter(|(_, time)| {
            can_be_of_saying(look, time, today) && (act.holds(look, &time.tokens) || act.asked_then(look, time, today))
        });
        // A day comes before a month, the nearest before the others.
        let best = own.min_by_key(|(_, t)| (t.days.grain != Grain::Day, act.distance(&t.tokens)));
        if let Some((n, time)) = best {
            // A time that opens the sentence is that of its first verb; behind a verb a statement found counts for more.
            let opens = time.tokens.start < act.cue.start;
            let rank = (act.statement.is_none() && !opens, act.distance(&time.tokens));
            if said[n].is_none_or(|(_, other)| rank < other) {
                said[n] = Some((act_number, rank));
            }
        }
    }
    said.into_iter().map(|s| s.map(|(act, _)| act)).collect()
}

/// "Monday's attack", "the 1961 convention", "within a week" are no times of saying, and nobody has spoken tomorrow.
fn can_be_of_saying(look: Look<'_>, time: &Found, today: Option<Date>) -> bool {
    let possessive = look.kind(time.tokens.end) == Some(Kind::Possessive);
    let start = time.tokens.start + usize::from(look.low(time.tokens.start) == "the");
    let bare_year = start + 1 == time.tokens.end && look.is_digits(start);
    let open = matches!(time.days.grain, Grain::Since | Grain::Until);
    let within = matches!(look.low(time.tokens.start), "within") || look.low(time.tokens.start + 1) == "течение";
    let to_come = time.days.first.is_some_and(|first| today.is_some_and(|today| first > today));
    !possessive && !bare_year && !open && !within && !to_come
}

/// The acts of saying of a text: the cues of its statements, and verbs of saying outside all content where no statement was found.
pub(crate) fn acts(look: Look<'_>, statements: &[Statement], times: &[Found], holders: &Holders) -> Vec<Act> {
    let act = |(statement, s): (usize, &Statement)| {
        let thought = matches!(s.class, CueClass::Believing | CueClass::Wanting);
        let cue = s.cue.as_ref().filter(|_| !thought)?;
        let (first, last) = (cue.spans.first()?, cue.spans.last()?);
        let cue = tokens(look, *first).start..tokens(look, *last).end;
        let mut content: Vec<Range<usize>> = s.content.spans.iter().map(|span| tokens(look, *span)).collect();
        // A time behind the cue that was taken for content is none: "the forecasters said | this morning".
        content.retain(|piece| !times.iter().any(|t| t.tokens.start <= piece.start && piece.end <= t.tokens.end));
        // "promised | last autumn to raise salaries": a time between the cue and what is to be done is not part of it.
        for piece in &mut content {
            let led = |t: &&Found| t.tokens.start == piece.start && piece.start == cue.end;
            if let Some(time) = times.iter().find(led).filter(|t| look.low(t.tokens.end) == "to") {
                piece.start = time.tokens.end;
            }
        }
        let sentence = look.sentence(cue.start);
        let asks = s.class == CueClass::Asking;
        Some(Act { statement: Some(statement), cue, content, asks, sentence })
    };
    let mut acts: Vec<Act> = statements.iter().enumerate().filter_map(act).collect();
    acts.sort_by_key(|a| a.cue.start);
    let known: Vec<Range<usize>> = acts.iter().map(|a| a.cue.clone()).collect();
    for at in 0..look.len() {
        let listed = look.document.word(at).cue.is_some_and(|form| is_finite(form.form));
        if !listed || holders.at(at).is_some() || look.is_capital(at) && !look.opens(at) {
            continue;
        }
        let n = known.partition_point(|cue| cue.end <= at);
        let infinitive = matches!(
            look.before(at),
            "to" | "a" | "the" | "its" | "his" | "her" | "their" | "was" | "were" | "is" | "are" | "been" | "be"
        );
        if !infinitive && !known.get(n).is_some_and(|cue| cue.contains(&at)) {
            let sentence = look.sentence(at);
            acts.push(Act { statement: None, cue: at..at + 1, content: Vec::new(), asks: false, sentence });
        }
    }
    acts
}

fn is_finite(form: Form) -> bool {
    matches!(
        form,
        Form::Past
            | Form::PastMale
            | Form::PastFemale
            | Form::PastNeuter
            | Form::PastPlural
            | Form::Third
            | Form::ThirdPlural
    )
}

/// The tokens of a span.
fn tokens(look: Look<'_>, span: Span) -> Range<usize> {
    let all = look.document.tokens.all();
    all.partition_point(|t| t.end <= span.start)..all.partition_point(|t| t.start < span.end)
}

impl Act {
    /// Whether words stand in the clause of saying.
    pub(crate) fn holds(&self, look: Look<'_>, words: &Range<usize>) -> bool {
        let inside = |at: usize| self.content.iter().any(|c| c.contains(&at));
        let fits = self.sentence.start <= words.start && words.end <= self.sentence.end;
        if !fits || inside(words.start) {
            return false;
        }
        let before = words.start < self.cue.start;
        // "On Monday the court dismissed the appeal, citing …": the time of the verb that the gerund hangs on.
        if before && look.low(self.cue.start).ends_with("ing") && look.low(self.cue.start) != "according" {
            return false;
        }
        if self.statement.is_none() {
            return self.holds_without_content(look, words);
        }
        let between = if before { words.end..self.cue.start } else { self.cue.end..words.start };
        let between: Vec<usize> = between.filter(|&at| !inside(at)).collect();
        if between.iter().any(|&at| opens_a_clause(look, at)) {
            return false;
        }
        let opens = self.opening(look) == words.start;
        // "met yesterday and agreed": the time of another verb.
        if before && !opens && between.iter().any(|&at| matches!(look.low(at), "and" | "и" | "but" | "а" | "но")) {
            return false;
        }
        let comma = between.iter().any(|&at| look.is(at, ','));
        if !comma {
            return true;
        }
        if before {
            // Of several parts between commas the first is an adverbial ("On Monday, X said"), those behind it are asides.
            let head = self.sentence.start..words.start;
            let opening = self.opening(look);
            // "Following the attack on Monday, power was restored": the time of the attack.
            let event = matches!(look.low(opening), "following" | "despite" | "amid" | "owing" | "due");
            let adverbial = opening == words.start
                || look.class(opening, Class::Preposition) && !event
                || matches!(look.low(opening), "speaking" | "addressing" | "выступая" | "отвечая");
            return (adverbial || inside(opening))
                && !head.clone().any(|at| look.is(at, ',') && !inside(at))
                && !opens_a_clause(look, self.opening(look));
        }
        between
            .iter()
            .any(|&at| matches!(look.low(at), "speaking" | "addressing" | "выступая" | "отвечая" | "комментируя"))
    }

    /// "urged both sides to pull back their weapons at a news conference on Monday": nobody asks for what was to be done yesterday, so
    /// that a past day at the end of the sentence is that of the asking.
    fn asked_then(&self, look: Look<'_>, time: &Found, today: Option<Date>) -> bool {
        let past =
            time.days.grain == Grain::Day && time.days.first.is_some_and(|day| today.is_some_and(|today| day <= today));
        let ends = look.token(time.tokens.end).is_none_or(Token::ends_sentence);
        let mut between = self.cue.end..time.tokens.start;
        let one_clause = !between.any(|at| opens_a_clause(look, at) || matches!(look.kind(at), Some(Kind::Mark(_))));
        self.asks
            && past
            && ends
            && time.tokens.start >= self.cue.end
            && self.sentence.end >= time.tokens.end
            && one_clause
    }

    /// Where the content is not known: right behind the cue, anywhere behind it if the content stands before ("…, the Embassy said at its
    /// briefing this morning"), or before it at the head of the sentence.
    fn holds_without_content(&self, look: Look<'_>, words: &Range<usize>) -> bool {
        if words.start >= self.cue.end {
            let between = self.cue.end..words.start;
            let plain = !between.clone().any(|at| opens_a_clause(look, at) || look.is(at, ',') || look.is(at, ':'));
            let speaker = self.cue.start.saturating_sub(9).max(self.sentence.start)..self.cue.start;
            let comma = speaker.rev().find(|&at| look.is(at, ',') || matches!(look.kind(at), Some(Kind::Mark(_))));
            return plain && (between.is_empty() || comma.is_some_and(|at| at > self.sentence.start + 2));
        }
        // "On Monday X said"; "At talks with King Y in Arden on Monday, X said".
        let opening = self.opening(look);
        let adverbial = look.class(opening, Class::Preposition)
            || matches!(look.low(opening), "speaking" | "addressing" | "выступая");
        let first = (opening..words.start).all(|at| look.is_word(at) || look.is_digits(at));
        let opens = opening == words.start || adverbial && first && look.is(words.end, ',');
        let between = words.end..self.cue.start;
        opens
            && between.len() <= 16
            && !between.clone().any(|at| {
                opens_a_clause(look, at) || matches!(look.low(at), "and" | "и") || look.document.word(at).cue.is_some()
            })
    }

    /// The first word of the sentence.
    fn opening(&self, look: Look<'_>) -> usize {
        self.sentence.clone().find(|&at| look.is_word(at)).unwrap_or(self.sentence.start)
    }

    /// How far words stand from the cue.
    pub(crate) fn distance(&self, words: &Range<usize>) -> usize {
        if words.start < self.cue.start {
            self.cue.start.saturating_sub(words.end)
        } else {
            words.start.saturating_sub(self.cue.end)
        }
    }
}

fn opens_a_clause(look: Look<'_>, at: usize) -> bool {
    // "in her speech before the United Nations"
    let named =
        look.low(at) == "before" && (look.is_capital(at + 1) || look.low(at + 1) == "the" && look.is_capital(at + 2));
    look.is(at, ';')
        || !named
            && matches!(
                look.low(at),
                "who"
                    | "whom"
                    | "whose"
                    | "which"
                    | "when"
                    | "where"
                    | "after"
                    | "before"
                    | "since"
                    | "because"
                    | "while"
                    | "although"
                    | "that"
                    | "as"
                    | "который"
                    | "которая"
                    | "которое"
                    | "которые"
                    | "которого"
                    | "которой"
                    | "которых"
                    | "когда"
                    | "после"
                    | "если"
                    | "хотя"
                    | "что"
            )
}
