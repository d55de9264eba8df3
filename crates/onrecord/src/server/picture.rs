//! Pictures of tables, drawn as SVG on the server: figures on an axis, clocks of demands, incidents in time.
//!
//! Every mark is a link to what stands behind it, and its words are its label. Colours are the text's own (`currentColor`), so that a
//! picture can be read in light, dark and print. Gives None where fewer than two marks would stand in it.

use super::{
    marked::{Escaped, Html},
    tongue::Tongue,
};
use jiff::civil::Date;
use onrecord_reading::Bound;
use std::fmt::Write;

const WIDTH: f64 = 720.0;
/// Left and right of the marks.
const MARGIN: f64 = 14.0;
/// Room for the names of lanes.
const NAMES: f64 = 190.0;
/// Height of a lane.
const LANE: f64 = 24.0;
/// Room for the labels of an axis.
const FOOT: f64 = 26.0;
/// Values that lie farther apart than this stand on an axis of powers of ten.
const FAR: f64 = 200.0;
/// Characters of a lane's name.
const NAME: usize = 26;

/// What a bound says of the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// It is that number.
    Exact,
    /// About, nearly, dozens: a hollow mark.
    About,
    /// That or more: an arrow to the right.
    Up,
    /// That or less: an arrow to the left.
    Down,
}

/// A figure on an axis.
#[derive(Clone, Debug)]
pub(crate) struct Dot {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) reach: Reach,
    pub(crate) words: String,
    pub(crate) href: String,
}

/// Figures that count one thing.
#[derive(Clone, Debug)]
pub(crate) struct Axis {
    pub(crate) unit: String,
    dots: Vec<Dot>,
}

/// A demand on the picture of clocks.
#[derive(Clone, Debug)]
pub(crate) struct Bar {
    pub(crate) from: Date,
    pub(crate) days: i32,
    pub(crate) open: bool,
    pub(crate) label: String,
    pub(crate) words: String,
    pub(crate) href: String,
}

/// Clocks of demands, one under the other.
#[derive(Clone, Debug)]
pub(crate) struct Clocks {
    bars: Vec<Bar>,
    today: Date,
}

/// An incident in time.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    pub(crate) day: Date,
    /// Not told as having happened.
    pub(crate) hollow: bool,
    pub(crate) words: String,
    pub(crate) href: String,
}

/// Incidents in time, a lane for each type.
#[derive(Clone, Debug)]
pub(crate) struct Timeline {
    lanes: Vec<(String, Vec<Mark>)>,
}

impl Reach {
    pub(crate) fn of(bound: Bound) -> Reach {
        match bound {
            Bound::Exact => Reach::Exact,
            Bound::About | Bound::Nearly | Bound::Multiple => Reach::About,
            Bound::AtLeast | Bound::MoreThan => Reach::Up,
            Bound::AtMost | Bound::LessThan => Reach::Down,
        }
    }
}

/// Where a value stands between two others, 0 to 1.
#[derive(Clone, Copy)]
struct Scale {
    from: f64,
    to: f64,
    powers: bool,
}

impl Scale {
    fn of(values: impl Iterator<Item = f64> + Clone) -> Scale {
        let from = values.clone().fold(f64::INFINITY, f64::min);
        let to = values.fold(f64::NEG_INFINITY, f64::max);
        let powers = from > 0.0 && to / from > FAR;
        let room = if powers { 0.0 } else { ((to - from) * 0.06).max(if to > from { 0.0 } else { 1.0 }) };
        Scale { from: from - room, to: to + room, powers }
    }

    fn place(self, value: f64) -> f64 {
        let (from, to, value) =
            if self.powers { (self.from.ln(), self.to.ln(), value.ln()) } else { (self.from, self.to, value) };
        if to > from { ((value - from) / (to - from)).clamp(0.0, 1.0) } else { 0.5 }
    }

    /// Round numbers on it.
    fn ticks(self) -> Vec<f64> {
        if self.powers {
            let (first, last) = (self.from.log10().floor() as i32, self.to.log10().ceil() as i32);
            return (first..=last).map(|n| 10f64.powi(n)).filter(|v| (self.from..=self.to).contains(v)).collect();
        }
        let rough = (self.to - self.from) / 5.0;
        if rough <= 0.0 || !rough.is_finite() {
            return Vec::new();
        }
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * power).find(|step| *step >= rough).unwrap_or(rough);
        let first = (self.from / step).ceil() as i64;
        (first..first + 12).map(|n| n as f64 * step).filter(|v| *v <= self.to).collect()
    }
}

fn open(svg: &mut String, height: f64, id: &str, title: &str) {
    let _ = write!(
        svg,
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"group\" aria-labelledby=\"{id}\"><title id=\"{id}\">{}</title>",
        Escaped(title)
    );
}

fn link(svg: &mut String, href: &str, words: &str, shape: &str) {
    let (href, words) = (Escaped(href), Escaped(words));
    let _ = write!(svg, "<a href=\"{href}\" aria-label=\"{words}\"><title>{words}</title>{shape}</a>");
}

fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{value:.0}") } else { format!("{value}") }
}

impl Axis {
    pub(crate) fn of(unit: String, mut dots: Vec<Dot>) -> Option<Axis> {
        dots.retain(|dot| dot.low.is_finite() && dot.high.is_finite());
        dots.sort_by(|a, b| a.low.total_cmp(&b.low).then(a.high.total_cmp(&b.high)));
        (dots.len() > 1).then_some(Axis { unit, dots })
    }

    /// The drawing; `n` tells several on a page apart.
    pub(crate) fn svg(&self, t: Tongue, n: usize) -> Html {
        let scale = Scale::of(self.dots.iter().flat_map(|dot| [dot.low, dot.high]));
        let x = |value: f64| MARGIN + scale.place(value) * (WIDTH - 2.0 * MARGIN);
        let rows = self.rows(&x);
        let height = (rows.iter().max().copied().unwrap_or(0) + 1) as f64 * 18.0 + 8.0;
        let mut svg = String::new();
        let title = t.say("axis-title").with("unit", &self.unit).with("n", self.dots.len()).text();
        open(&mut svg, height + FOOT, &format!("axis-{n}"), &title);
        let _ = write!(svg, "<line class=\"axis\" x1=\"0\" y1=\"{height:.0}\" x2=\"{WIDTH}\" y2=\"{height:.0}\"/>");
        let mut free = 0.0;
        for tick in scale.ticks() {
            let at = x(tick);
            let _ = write!(
                svg,
                "<line class=\"axis\" x1=\"{at:.1}\" y1=\"{height:.0}\" x2=\"{at:.1}\" y2=\"{:.0}\"/>",
                height + 4.0
            );
            if at >= free && at < WIDTH - 30.0 {
                let _ = write!(svg, "<text x=\"{at:.1}\" y=\"{:.0}\">{}</text>", height + FOOT - 6.0, number(tick));
                free = at + 90.0;
            }
        }
        for (dot, row) in self.dots.iter().zip(rows) {
            let y = height - 12.0 - row as f64 * 18.0;
            link(&mut svg, &dot.href, &dot.words, &dot.shape(x(dot.low), x(dot.high), y));
        }
        svg.push_str("</svg>");
        Html(svg)
    }

    /// Dots that would touch stand above each other.
    fn rows(&self, x: &dyn Fn(f64) -> f64) -> Vec<usize> {
        let mut ends: Vec<f64> = Vec::new();
        let mut rows = Vec::new();
        for dot in &self.dots {
            let (from, to) = (x(dot.low) - 12.0, x(dot.high) + 12.0);
            let row = ends.iter().position(|end| *end <= from).unwrap_or(ends.len());
            if row == ends.len() {
                ends.push(to);
            } else if let Some(end) = ends.get_mut(row) {
                *end = to;
            }
            rows.push(row);
        }
        rows
    }
}

impl Dot {
    fn shape(&self, from: f64, to: f64, y: f64) -> String {
        let fill = if self.reach == Reach::About { "none" } else { "currentColor" };
        let mut shape = format!(
            "<circle cx=\"{from:.1}\" cy=\"{y:.1}\" r=\"5\" fill=\"{fill}\" stroke=\"currentColor\" stroke-width=\"1.5\"/>"
        );
        if to > from {
            let _ = write!(
                shape,
                "<line x1=\"{from:.1}\" y1=\"{y:.1}\" x2=\"{to:.1}\" y2=\"{y:.1}\" stroke=\"currentColor\" stroke-width=\"2\"/>\
                 <circle cx=\"{to:.1}\" cy=\"{y:.1}\" r=\"5\" fill=\"{fill}\" stroke=\"currentColor\" stroke-width=\"1.5\"/>"
            );
        }
        let arrow = match self.reach {
            Reach::Up => Some((to, 1.0)),
            Reach::Down => Some((from, -1.0)),
            Reach::Exact | Reach::About => None,
        };
        if let Some((at, way)) = arrow {
            let (tip, back, top, foot) = (at + 13.0 * way, at + 8.0 * way, y - 3.0, y + 3.0);
            let _ = write!(
                shape,
                "<path d=\"M{at:.1} {y:.1}H{tip:.1}M{back:.1} {top:.1}L{tip:.1} {y:.1}L{back:.1} {foot:.1}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/>"
            );
        }
        shape
    }
}

/// Days as a number on a scale.
fn day_number(day: Date) -> f64 {
    Date::constant(1970, 1, 1).until(day).map_or(0.0, |span| f64::from(span.get_days()))
}

/// Years, or months where there are few of them, from the first day to the last.
fn label_days(svg: &mut String, t: Tongue, (from, to): (f64, f64), x: &dyn Fn(f64) -> f64, y: f64) {
    let epoch = Date::constant(1970, 1, 1);
    let day = |n: f64| epoch.checked_add(jiff::Span::new().days(n as i64)).unwrap_or(epoch);
    let (first, last) = (day(from), day(to));
    let by_month = to - from < 800.0;
    let mut free = NAMES;
    let mut at = if by_month { first.first_of_month() } else { Date::constant(first.year(), 1, 1) };
    for _ in 0..1200 {
        let place = x(day_number(at));
        if at >= first && place >= free && place < WIDTH - 40.0 {
            let label = if by_month { at.strftime("%Y-%m").to_string() } else { at.year().to_string() };
            let _ = write!(svg, "<text x=\"{place:.1}\" y=\"{y:.0}\">{}</text>", Escaped(&t.date(&label)));
            free = place + if by_month { 150.0 } else { 64.0 };
        }
        let step = if by_month { jiff::Span::new().months(1) } else { jiff::Span::new().years(1) };
        match at.checked_add(step) {
            Ok(next) if next <= last => at = next,
            _ => break,
        }
    }
}

fn name_lane(svg: &mut String, name: &str, y: f64) {
    let short: String = match name.char_indices().nth(NAME) {
        Some((at, _)) => format!("{}…", name[..at].trim_end()),
        None => name.to_owned(),
    };
    let _ = write!(svg, "<text x=\"0\" y=\"{y:.1}\">{}</text>", Escaped(&short));
}

impl Clocks {
    pub(crate) fn of(mut bars: Vec<Bar>, today: Date) -> Option<Clocks> {
        bars.sort_by(|a, b| a.from.cmp(&b.from).then(b.days.cmp(&a.days)));
        (bars.len() > 1).then_some(Clocks { bars, today })
    }

    /// The drawing: a bar from the day of asking to today, or to the answer.
    pub(crate) fn svg(&self, t: Tongue) -> Html {
        let starts = self.bars.iter().map(|bar| day_number(bar.from));
        let from = starts.fold(day_number(self.today), f64::min);
        let to = day_number(self.today).max(from + 1.0);
        let x = |day: f64| NAMES + (day - from) / (to - from) * (WIDTH - NAMES - MARGIN);
        let height = self.bars.len() as f64 * LANE + 4.0;
        let mut svg = String::new();
        open(&mut svg, height + FOOT, "clocks", &t.say("clocks-title").with("n", self.bars.len()).text());
        let _ =
            write!(svg, "<line class=\"axis\" x1=\"{NAMES}\" y1=\"{height:.0}\" x2=\"{WIDTH}\" y2=\"{height:.0}\"/>");
        label_days(&mut svg, t, (from, to), &x, height + FOOT - 6.0);
        for (n, bar) in self.bars.iter().enumerate() {
            let y = n as f64 * LANE + 4.0;
            name_lane(&mut svg, &bar.label, y + 13.0);
            let left = x(day_number(bar.from));
            let width = (x(day_number(bar.from) + f64::from(bar.days)) - left).max(3.0);
            let fill = if bar.open { "currentColor" } else { "none" };
            let shape = format!(
                "<rect class=\"bar\" x=\"{left:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"14\" fill=\"{fill}\" stroke=\"currentColor\"{}/>",
                if bar.open { "" } else { " fill-opacity=\"0.25\"" }
            );
            link(&mut svg, &bar.href, &bar.words, &shape);
        }
        svg.push_str("</svg>");
        Html(svg)
    }
}

impl Timeline {
    /// Lanes with their names; None where there are fewer than two marks.
    pub(crate) fn of(mut lanes: Vec<(String, Vec<Mark>)>) -> Option<Timeline> {
        lanes.retain(|(_, marks)| !marks.is_empty());
        lanes.sort_by_key(|(_, marks)| std::cmp::Reverse(marks.len()));
        let marks: usize = lanes.iter().map(|(_, marks)| marks.len()).sum();
        (marks > 1).then_some(Timeline { lanes })
    }

    /// The drawing.
    pub(crate) fn svg(&self, t: Tongue) -> Html {
        let days = || self.lanes.iter().flat_map(|(_, marks)| marks).map(|mark| day_number(mark.day));
        let (from, to) = (days().fold(f64::INFINITY, f64::min), days().fold(f64::NEG_INFINITY, f64::max));
        let to = to.max(from + 1.0);
        let x = |day: f64| NAMES + MARGIN + (day - from) / (to - from) * (WIDTH - NAMES - 2.0 * MARGIN);
        let height = self.lanes.len() as f64 * LANE + 4.0;
        let mut svg = String::new();
        open(&mut svg, height + FOOT, "timeline", &t.say("timeline-title").with("n", days().count()).text());
        let _ =
            write!(svg, "<line class=\"axis\" x1=\"{NAMES}\" y1=\"{height:.0}\" x2=\"{WIDTH}\" y2=\"{height:.0}\"/>");
        label_days(&mut svg, t, (from, to), &x, height + FOOT - 6.0);
        for (n, (name, marks)) in self.lanes.iter().enumerate() {
            let y = n as f64 * LANE + 14.0;
            name_lane(&mut svg, name, y + 4.0);
            for mark in marks {
                let fill = if mark.hollow { "none" } else { "currentColor" };
                let shape = format!(
                    "<circle cx=\"{:.1}\" cy=\"{y:.1}\" r=\"6\" fill=\"{fill}\" fill-opacity=\"0.55\" stroke=\"currentColor\"/>",
                    x(day_number(mark.day))
                );
                link(&mut svg, &mark.href, &mark.words, &shape);
            }
        }
        svg.push_str("</svg>");
        Html(svg)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dot(low: f64, high: f64, reach: Reach) -> Dot {
        Dot { low, high, reach, words: "<at least> 300".to_owned(), href: "/s/\"x".to_owned() }
    }

    #[test]
    fn one_mark_is_no_picture_and_words_are_escaped() {
        assert!(Axis::of("buses".to_owned(), vec![dot(1.0, 1.0, Reach::Exact)]).is_none());
        let axis = Axis::of("buses".to_owned(), vec![dot(300.0, 300.0, Reach::Up), dot(250.0, 250.0, Reach::About)]);
        let svg = axis.expect("two dots").svg(Tongue::English, 1).0;
        assert_eq!(svg.matches("<a href=").count(), 2);
        assert!(svg.contains("&lt;at least&gt;") && !svg.contains("\"x\""), "{svg}");
        assert_eq!(svg.matches("<path").count(), 1, "one arrow");
    }

    #[test]
    fn clocks_run_to_today_or_to_the_answer() {
        let bar = |from: Date, days, open| Bar {
            from,
            days,
            open,
            label: "Lisna".to_owned(),
            words: String::new(),
            href: "/s/1".to_owned(),
        };
        let (start, today) = (Date::constant(2024, 1, 1), Date::constant(2024, 12, 31));
        let bars = vec![bar(start, 365, true), bar(Date::constant(2024, 6, 1), 10, false)];
        let svg = Clocks::of(bars, today).expect("two").svg(Tongue::English).0;
        let widths: Vec<f64> = svg
            .split("width=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next()?.parse().ok())
            .filter(|w| *w > 1.6)
            .collect();
        assert!(widths[0] > 500.0 && widths[1] < 30.0, "{widths:?}");
    }

    proptest! {
        #[test]
        fn every_mark_stands_in_the_picture(values in proptest::collection::vec(-1e6f64..1e9, 2..20)) {
            let scale = Scale::of(values.iter().copied());
            for value in values {
                prop_assert!((0.0..=1.0).contains(&scale.place(value)));
            }
            prop_assert!(scale.ticks().len() <= 20);
        }
    }
}
