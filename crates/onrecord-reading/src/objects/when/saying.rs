//! Which time belongs to an act of saying: "On Monday X said", "X said on Monday", "Speaking on Sunday, X said".
//!
//! A time belongs to a cue where both stand in one sentence outside the content, and nothing between them opens a clause of its own.

use super::{Grain, parse::Found};
use crate::{Statement, objects::look::Look, tokens::Kind};
use onrecord_page::Span;
use std::ops::Range;

/// The surroundings of one act of saying, in tokens.
pub(crate) struct Act {
    /// Which statement.
    pub(crate) statement: usize,
    /// The cue, from its first token to its last.
    pub(crate) cue: Range<usize>,
    content: Vec<Range<usize>>,
    /// The sentence that holds the cue.
    pub(crate) sentence: Range<usize>,
}

/// For each time the statement that was made then.
pub(super) fn assign(look: Look<'_>, found: &[Found], statements: &[Statement]) -> Vec<Option<usize>> {
    let mut said: Vec<Option<(usize, usize)>> = vec![None; found.len()];
    for act in acts(look, statements) {
        let from = found.partition_point(|t| t.tokens.end <= act.sentence.start);
        let near = found.iter().enumerate().skip(from).take_while(|(_, t)| t.tokens.start < act.sentence.end);
        let own = near.filter(|(_, time)| can_be_of_saying(look, time) && act.holds(look, &time.tokens));
        // A day comes before a month, the nearest before the others.
        let best = own.min_by_key(|(_, t)| (t.days.grain != Grain::Day, act.distance(&t.tokens)));
        if let Some((n, time)) = best {
            let distance = act.distance(&time.tokens);
            if said[n].is_none_or(|(_, other)| distance < other) {
                said[n] = Some((act.statement, distance));
            }
        }
    }
    said.into_iter().map(|s| s.map(|(statement, _)| statement)).collect()
}

/// "Monday's attack", "the 1961 convention" are no times of saying.
fn can_be_of_saying(look: Look<'_>, time: &Found) -> bool {
    let possessive = look.kind(time.tokens.end) == Some(Kind::Possessive);
    let bare_year = time.tokens.len() == 1 && look.is_digits(time.tokens.start);
    let open = matches!(time.days.grain, Grain::Since | Grain::Until);
    !possessive && !bare_year && !open
}

/// The acts of saying of a text that have a cue.
pub(crate) fn acts(look: Look<'_>, statements: &[Statement]) -> Vec<Act> {
    let act = |(statement, s): (usize, &Statement)| {
        let cue = s.cue.as_ref()?;
        let (first, last) = (cue.spans.first()?, cue.spans.last()?);
        let cue = tokens(look, *first).start..tokens(look, *last).end;
        let content = s.content.spans.iter().map(|span| tokens(look, *span)).collect();
        let sentence = look.sentence(cue.start);
        Some(Act { statement, cue, content, sentence })
    };
    statements.iter().enumerate().filter_map(act).collect()
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
        let between = if before { words.end..self.cue.start } else { self.cue.end..words.start };
        let between: Vec<usize> = between.filter(|&at| !inside(at)).collect();
        if between.iter().any(|&at| opens_a_clause(look, at)) {
            return false;
        }
        let comma = between.iter().any(|&at| look.is(at, ','));
        if !comma {
            return true;
        }
        if before {
            // Of several parts between commas the first is an adverbial ("On Monday, X said"), those behind it are asides.
            let head = self.sentence.start..words.start;
            return !head.clone().any(|at| look.is(at, ',') && !inside(at))
                && !opens_a_clause(look, self.opening(look));
        }
        between
            .iter()
            .any(|&at| matches!(look.low(at), "speaking" | "addressing" | "выступая" | "отвечая" | "комментируя"))
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
    look.is(at, ';')
        || matches!(
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
