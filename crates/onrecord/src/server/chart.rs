//! Statements over time, drawn as an SVG on the server. The table that stands beside it is made of the same columns.
//!
//! Takes counts by month (`2022-01`), fills the months between with nothing, and turns to years where months would be too many to
//! tell apart. Gives None for fewer than two columns: a picture of one number helps nobody.

use super::{
    marked::{Escaped, Html},
    tongue::{Said, Tongue},
    typed::Typed,
    words,
};
use std::fmt::Write;

/// More columns than this can't be hit with a finger on a phone.
const MOST_MONTHS: usize = 72;
const WIDTH: usize = 720;
const HEIGHT: usize = 120;
const LEFT: usize = 4;
/// Room for the labels, which a narrow screen sets larger.
const FOOT: usize = 30;

/// Columns ready to be drawn or listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chart {
    /// In order of time, those without statements too.
    pub(crate) columns: Vec<Column>,
    /// `month` or `year`.
    pub(crate) unit: &'static str,
    most: u64,
    tongue: Tongue,
    /// The query that all columns share, for a script that joins several.
    query: String,
}

/// One month or year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// `2022-01` or `2022`.
    pub(crate) period: String,
    /// "January 2022" or "2022".
    pub(crate) words: String,
    /// Statements.
    pub(crate) count: u64,
    /// The statements behind it.
    pub(crate) href: String,
}

impl Chart {
    /// Makes columns of counts by month, each a link to what the query finds in it.
    pub(crate) fn of(months: &[(String, u64)], tongue: Tongue, query: &Typed) -> Option<Chart> {
        let counted: Vec<(i32, u64)> =
            months.iter().filter_map(|(month, count)| Some((month_number(month)?, *count))).collect();
        let first = counted.iter().map(|(month, _)| *month).min()?;
        let last = counted.iter().map(|(month, _)| *month).max()?;
        let by_year = (last - first) as usize >= MOST_MONTHS;
        let size = if by_year { 12 } else { 1 };
        let (from, to) = (first.div_euclid(size), last.div_euclid(size));
        let mut counts = vec![0; usize::try_from(to - from).ok()? + 1];
        for (month, count) in counted {
            counts[(month.div_euclid(size) - from) as usize] += count;
        }
        let query = query.without_any("after").without_any("before");
        let href = |period: &str| words::search_href(&query.with("after", period).with("before", period).to_string());
        let column = |(i, count)| {
            let at = from + i as i32;
            let period = if by_year { format!("{at:04}") } else { format!("{:04}-{:02}", at / 12, at % 12 + 1) };
            Column { words: tongue.date(&period), href: href(&period), period, count }
        };
        let columns: Vec<Column> = counts.into_iter().enumerate().map(column).collect();
        let most = columns.iter().map(|c| c.count).max().unwrap_or(0).max(1);
        let unit = if by_year { "year" } else { "month" };
        (columns.len() > 1).then_some(Chart { columns, unit, most, tongue, query: query.to_string() })
    }

    /// Columns that hold a statement, for the table.
    pub(crate) fn filled(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|c| c.count > 0)
    }

    /// What is drawn.
    pub(crate) fn caption(&self) -> Said {
        if self.unit == "year" { self.tongue.say("chart-year") } else { self.tongue.say("chart-month") }
    }

    /// The drawing. Every column with statements is a link to them; colours and type come from the style sheet.
    pub(crate) fn svg(&self) -> Html {
        let mut svg = String::new();
        let (Some(first), Some(last)) = (self.columns.first(), self.columns.last()) else { return Html(svg) };
        let by_year = self.unit == "year";
        let told = if by_year { self.tongue.say("chart-told-year") } else { self.tongue.say("chart-told-month") };
        let _ = write!(
            svg,
            "<svg class=\"chart\" data-query=\"{}\" viewBox=\"0 0 {WIDTH} {}\" role=\"group\" aria-labelledby=\"chart-title chart-desc\">\
             <title id=\"chart-title\">{}</title><desc id=\"chart-desc\">{}</desc>",
            Escaped(&self.query),
            HEIGHT + FOOT,
            self.caption(),
            told.with("first", &first.words).with("last", &last.words).with("most", self.most),
        );
        let _ = write!(svg, "<line class=\"axis\" x1=\"0\" y1=\"{HEIGHT}\" x2=\"{WIDTH}\" y2=\"{HEIGHT}\"/>");
        let step = (WIDTH - 2 * LEFT) as f64 / self.columns.len() as f64;
        for (i, column) in self.columns.iter().enumerate() {
            self.draw(&mut svg, column, LEFT as f64 + step * i as f64, step);
        }
        self.label_years(&mut svg, step);
        svg.push_str("</svg>");
        Html(svg)
    }

    fn draw(&self, svg: &mut String, column: &Column, x: f64, step: f64) {
        let period = Escaped(&column.period);
        if column.count == 0 {
            let _ = write!(
                svg,
                "<rect class=\"reach\" data-period=\"{period}\" x=\"{x:.1}\" y=\"0\" width=\"{step:.1}\" height=\"{HEIGHT}\"/>"
            );
            return;
        }
        // The tallest column leaves room for nothing above it; one statement is never drawn lower than two pixels.
        let height = (HEIGHT as f64 - 8.0) * column.count as f64 / self.most as f64;
        let height = height.max(2.0);
        let width = (step * 0.78).min(36.0);
        let said = self.tongue.counted(column.count, "statement");
        let _ = write!(
            svg,
            "<a href=\"{href}\" data-period=\"{period}\" aria-label=\"{words}: {said}\"><title>{words}: {said}</title>\
             <rect class=\"reach\" x=\"{x:.1}\" y=\"0\" width=\"{step:.1}\" height=\"{HEIGHT}\"/>\
             <rect class=\"bar\" x=\"{bar:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/></a>",
            href = Escaped(&column.href),
            words = Escaped(&column.words),
            bar = x + (step - width) / 2.0,
            top = HEIGHT as f64 - height,
        );
    }

    /// Labels the first column and every January (or every so many years), where there is room for four digits.
    fn label_years(&self, svg: &mut String, step: f64) {
        let room = 64.0;
        let mut free_from = 0.0;
        for (i, column) in self.columns.iter().enumerate() {
            let starts_year = self.unit == "year" || i == 0 || column.period.ends_with("-01");
            let x = LEFT as f64 + step * i as f64;
            if !starts_year || x < free_from || x + room > WIDTH as f64 + LEFT as f64 {
                continue;
            }
            let label = match (self.unit, column.period.ends_with("-01")) {
                ("year", _) | (_, true) => column.period[..4].to_owned(),
                _ => format!("{} {}", column.words.chars().take(3).collect::<String>(), &column.period[..4]),
            };
            let _ = write!(svg, "<text x=\"{x:.1}\" y=\"{}\">{}</text>", HEIGHT + FOOT - 5, Escaped(&label));
            free_from = x + room + 16.0;
        }
    }
}

/// `2022-03` → months since the year 0; None where it isn't a month.
fn month_number(month: &str) -> Option<i32> {
    let (year, month) = month.split_once('-')?;
    let (year, month): (i32, i32) = (year.parse().ok()?, month.parse().ok()?);
    ((0..10_000).contains(&year) && (1..=12).contains(&month)).then_some(year * 12 + month - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(list: &[(&str, u64)]) -> Option<Chart> {
        let list: Vec<_> = list.iter().map(|(m, n)| ((*m).to_owned(), *n)).collect();
        Chart::of(&list, Tongue::English, &Typed::default())
    }

    #[test]
    fn months_between_are_filled_and_many_become_years() {
        let chart = months(&[("2021-11", 2), ("2022-02", 1)]).expect("two months");
        let periods: Vec<_> = chart.columns.iter().map(|c| (c.period.as_str(), c.count)).collect();
        assert_eq!(periods, [("2021-11", 2), ("2021-12", 0), ("2022-01", 0), ("2022-02", 1)]);
        assert_eq!(chart.filled().count(), 2);

        let chart = months(&[("1999-11", 2), ("1999-12", 1), ("2022-02", 1)]).expect("many months");
        assert_eq!((chart.unit, chart.columns.len(), chart.columns[0].count), ("year", 24, 3));
        assert!(chart.svg().0.contains("aria-label=\"1999: 3 statements\""));
    }

    #[test]
    fn one_month_or_nonsense_is_no_picture() {
        assert_eq!(months(&[("2021-11", 2)]), None);
        assert_eq!(months(&[("soon", 2), ("2021-99", 1), ("99999-01", 1)]), None);
    }
}
