//! How sure the reader is of an attribution: a logistic regression over marginal probabilities, fitted on texts not trained on.

use super::{
    crf::Tagged,
    file::{BadModel, File},
    math::{ln, sigmoid},
};

/// What the regression reads, in its order. The first seven are probabilities and enter as log odds.
const NAMES: [&str; 9] =
    ["cue", "cue mean", "source", "source least", "content overlap", "content mean", "least", "no source", "quoted"];
const PROBABILITIES: usize = 7;

/// What a rule of layout is worth: all sure, with a source, quoted.
pub(super) const SURE: [f32; 9] = [0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.0, 1.0];

/// The figures of one attribution.
pub(super) type Figures = [f32; 9];

/// The fitted regression.
#[derive(Debug)]
pub(super) struct Confidence {
    weights: Figures,
    constant: f32,
    least: f32,
}

impl Confidence {
    pub(super) fn load(file: &File<'_>) -> Result<Confidence, BadModel> {
        let header = &file.header.confidence;
        if header.features != NAMES {
            return Err(BadModel::new("its confidence is made of other figures"));
        }
        let weights = <[f32; NAMES.len() + 1]>::try_from(header.weights.as_slice());
        let Some([weights @ .., constant]) = weights.ok().filter(|w| w.iter().all(|w| w.is_finite())) else {
            return Err(BadModel::new("its confidence has the wrong weights"));
        };
        if !(0.0..=1.0).contains(&header.threshold) {
            return Err(BadModel::new("its threshold is no confidence"));
        }
        Ok(Confidence { weights, constant, least: header.least })
    }

    /// 0 to 1, in steps of 1/10000; None where the attribution is too doubtful to be one.
    pub(super) fn of(&self, figures: &Figures) -> Option<f32> {
        let odds = |p: f32| {
            let p = p.clamp(1e-4, 1.0 - 1e-4);
            ln(p / (1.0 - p))
        };
        let inputs = figures.iter().enumerate().map(|(n, &f)| if n < PROBABILITIES { odds(f) } else { f });
        let sum = inputs.zip(&self.weights).fold(self.constant, |sum, (x, w)| sum + x * w);
        let confidence = (sigmoid(sum) * 10_000.0).round() / 10_000.0;
        (confidence >= self.least).then_some(confidence)
    }
}

/// The figures of a cue (the marginals of its tokens) with the roles that were read for it; `quoted` tells of each token whether it stands
/// inside a quotation.
pub(super) fn figures<const N: usize>(cue: &[[f32; N]], roles: &Tagged, quoted: impl Fn(usize) -> bool) -> Figures {
    let rows = || roles.tags.iter().zip(&roles.marginals).enumerate();
    let least = |a: f32, b: f32| if b < a { b } else { a };
    let most = |a: f32, b: f32| if b > a { b } else { a };
    let cues = cue.iter().map(|p| 1.0 - p[0]);
    let some = roles.tags.iter().any(|t| matches!(t, 1 | 2));
    let (mut source, mut source_least, mut all_least) = (0.0, 1.0, 1.0);
    let (mut content, mut cover, mut number, mut inside) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
    for (at, (&tag, p)) in rows() {
        let chosen = p[usize::from(tag)];
        all_least = least(all_least, chosen);
        let is_source = matches!(tag, 1 | 2);
        if is_source || !some {
            source = most(source, p[1] + p[2]);
        }
        if is_source {
            source_least = least(source_least, chosen);
        }
        if matches!(tag, 3 | 4) {
            content += p[3] + p[4];
            cover += 1.0;
            number += 1.0;
            inside += f32::from(u8::from(quoted(at)));
        } else {
            cover += p[3] + p[4];
        }
    }
    if !some {
        source = 1.0 - source;
        source_least = source;
    }
    let mean = |sum: f32, number: f32| if number > 0.0 { sum / number } else { 0.0 };
    [
        cues.clone().fold(0.0, most),
        mean(cues.fold(0.0, |sum, c| sum + c), cue.len() as f32),
        source,
        source_least,
        mean(content, cover),
        mean(content, number),
        all_least,
        f32::from(u8::from(!some)),
        mean(inside, number),
    ]
}
