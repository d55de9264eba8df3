//! What a span finder finds: the roles of one statement as token ranges, before anybody asked who "she" is.
//!
//! This is the seam between finding and resolving: a trained finder gives the same [`Found`]s.

use crate::document::Document;
use std::ops::Range;

/// A statement as token ranges.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// The mention of the one who speaks; None where nobody is named.
    pub(crate) source: Option<Source>,
    /// The words that tie source and content; none where layout does.
    pub(crate) cue: Vec<Range<usize>>,
    /// What is said, quotation marks included.
    pub(crate) content: Vec<Range<usize>>,
    /// Which rule found it.
    pub(crate) rule: Rule,
    /// The sentence that holds the cue.
    pub(crate) frame: usize,
    /// The cue is inserted into the quotation whose words it attributes («Мы ждем, — сказал он, — но недолго»).
    pub(crate) inserted: bool,
}

impl Found {
    /// The quotation that the statement stands in, if it is a statement inside another.
    pub(crate) fn around(&self, document: &Document<'_>) -> Option<usize> {
        let quotation = document.frames[self.frame].quotation?;
        if self.inserted { document.quotations[quotation].parent } else { Some(quotation) }
    }
}

/// The mention of a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// The words of it.
    pub(crate) mention: Range<usize>,
    /// Other words that name the same speaker ("Doctors say they were …, they said"): shown, not asked for who they are.
    pub(crate) also: Vec<Range<usize>>,
    /// For a relative pronoun ("who"), the words that it stands for.
    pub(crate) antecedent: Option<Range<usize>>,
    /// What the verb tells of the speaker (Russian past tense).
    pub(crate) agreement: Option<Agreement>,
}

/// Gender and number, as a word tells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// One man.
    Male,
    /// One woman.
    Female,
    /// One thing or body.
    Neuter,
    /// Several.
    Plural,
}

/// The rule that found a statement. Each has a measured precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Rule {
    /// "A," she said.
    QuoteThenVerb,
    /// She said: "A."
    VerbThenQuote,
    /// She said that A.
    ThatClause,
    /// She said A.
    BareClause,
    /// A, she said.
    ClauseThenVerb,
    /// She told reporters A.
    Told,
    /// She urged them to A; she promised to A.
    Infinitive,
    /// She denied A.
    Object,
    /// …, adding that A.
    Gerund,
    /// She … and said A: the subject stands further off.
    Shared,
    /// According to her, A.
    According,
    /// It is said that A.
    Nobody,
    /// Tolland: A.
    Colon,
    /// A first-person text, or a turn of an interview.
    Layout,
    /// The trained network, with its calibrated confidence in ten-thousandths.
    Trained(u16),
    /// A bigger model proposed it, as sure as it says it is, in ten-thousandths.
    Proposed(u16),
}

impl Rule {
    /// How often a statement of this rule is right: source and cue touch those that people marked, and half of the content is theirs
    /// (the relaxed triple), among acts of saying and asking in the training part of PolNeAR. Measured by
    /// `examples/rule_precision.py CORPUS/train train.jsonl --saying`, which prints this table; no two figures are alike, because it tells
    /// the rules apart by them. `nested`: inside somebody's quotation, where PolNeAR's annotators mark nothing, so that figure, the one
    /// for layout and the one for a nobody (3 cases) are picked by gut.
    pub(crate) fn precision(self, nested: bool) -> f32 {
        match self {
            Rule::Trained(confidence) | Rule::Proposed(confidence) => f32::from(confidence) / 10_000.0,
            _ if nested => 0.55,
            Rule::QuoteThenVerb => 0.939,
            Rule::VerbThenQuote => 0.852,
            Rule::ThatClause => 0.833,
            Rule::BareClause => 0.772,
            Rule::ClauseThenVerb => 0.737,
            Rule::Told => 0.791,
            Rule::Infinitive => 0.538,
            Rule::Object => 0.592,
            Rule::Gerund => 0.665,
            Rule::Shared => 0.573,
            Rule::According => 0.827,
            Rule::Nobody => 0.7,
            Rule::Colon => 0.818,
            Rule::Layout => 0.95,
        }
    }
}
