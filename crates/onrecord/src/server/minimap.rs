//! A whole text as one strip: where its statements lie, how close together, and which part of it the page shows.
//!
//! Takes places in bytes of the text; gives an SVG of at most [`BINS`] marks, each a link to the first statement that begins there, so
//! that six thousand statements cost no more than a hundred. Gives None where there is nothing to find one's way in.

use super::{
    marked::{Escaped, Html},
    tongue::Tongue,
};
use std::{fmt::Write, ops::Range};

/// A finger finds no mark narrower than this leaves.
const BINS: usize = 100;
const WIDTH: usize = 1000;
const HEIGHT: usize = 24;
/// Fewer statements are found without a map.
const FEWEST: usize = 4;

/// A statement on the map.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// Where its content begins.
    pub(crate) at: u32,
    pub(crate) href: String,
}

/// Draws the map of a text of `length` bytes, of which `shown` is on the page.
pub(crate) fn svg(length: usize, shown: Range<u32>, places: &[Place], t: Tongue) -> Option<Html> {
    if places.len() < FEWEST || length == 0 {
        return None;
    }
    let mut bins: Vec<Vec<&Place>> = vec![Vec::new(); BINS];
    for place in places {
        let bin = (place.at as usize).min(length - 1) * BINS / length;
        bins[bin].push(place);
    }
    let most = bins.iter().map(Vec::len).max().unwrap_or(1);
    let x = |at: u32| (at as usize).min(length) as f64 * WIDTH as f64 / length as f64;
    let mut svg = format!(
        "<svg class=\"map\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" preserveAspectRatio=\"none\" role=\"group\" aria-label=\"{}\">\
         <rect class=\"part\" x=\"{:.0}\" y=\"0\" width=\"{:.0}\" height=\"{HEIGHT}\"/>",
        t.say("map"),
        x(shown.start),
        (x(shown.end) - x(shown.start)).max(2.0),
    );
    let step = WIDTH / BINS;
    for (i, bin) in bins.iter().enumerate() {
        let Some(first) = bin.first() else { continue };
        // A single statement is a third of the height, so that it can be seen beside a crowd.
        let height = HEIGHT / 3 + (HEIGHT - HEIGHT / 3) * bin.len() / most;
        let _ = write!(
            svg,
            "<a href=\"{}\" aria-label=\"{}\"><rect class=\"reach\" x=\"{x}\" y=\"0\" width=\"{step}\" height=\"{HEIGHT}\"/>\
             <rect class=\"bar\" x=\"{x}\" y=\"{}\" width=\"{}\" height=\"{height}\"/></a>",
            Escaped(&first.href),
            t.counted(bin.len(), "statement"),
            HEIGHT - height,
            step - 3,
            x = i * step,
        );
    }
    svg.push_str("</svg>");
    Some(Html(svg))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_map_of_thousands_stays_small() {
        let place = |at: u32| Place { at, href: format!("/a/a0000000000000?at=s{at:013}#s{at:013}") };
        let places: Vec<Place> = (0..6_000).map(|n| place(n * 200)).collect();
        let map = svg(1_200_000, 0..60_000, &places, Tongue::English).expect("a map").0;
        assert!(map.len() < 30_000, "{} bytes", map.len());
        assert_eq!(map.matches("<a href").count(), BINS);
        assert!(map.contains("aria-label=\"60 statements\""));
        assert!(svg(100, 0..100, &places[..2], Tongue::English).is_none());
    }

    proptest! {
        #[test]
        fn places_anywhere_are_drawn(length in 0usize..5_000, at in prop::collection::vec(0u32..6_000, 0..40), from in 0u32..6_000) {
            let places: Vec<Place> = at.iter().map(|&at| Place { at, href: "#x".to_owned() }).collect();
            let _ = svg(length, from..from.saturating_add(9), &places, Tongue::Russian);
        }
    }
}
