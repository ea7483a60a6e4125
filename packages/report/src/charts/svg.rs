//! A small SVG writer: escaped text, coordinates with one decimal, a shared style.

use std::fmt::Write;

use super::style;
use crate::escape;

/// A drawing under construction.
#[derive(Default)]
pub struct Svg {
    body: String,
}

/// Where text hangs on its point.
#[derive(Clone, Copy)]
pub enum Anchor {
    /// To the right of it.
    Start,
    /// Centred.
    Middle,
    /// To the left of it.
    End,
}

impl Svg {
    /// A straight line.
    pub fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let _ = writeln!(
            self.body,
            r#"<line class="{class}" x1="{x1:.1}" y1="{y1:.1}" x2="{x2:.1}" y2="{y2:.1}"/>"#
        );
    }

    /// A rectangle; negative sizes are empty.
    pub fn rect(&mut self, class: &str, (x, y): (f64, f64), (w, h): (f64, f64)) {
        let (w, h) = (w.max(0.0), h.max(0.0));
        let _ = writeln!(
            self.body,
            r#"<rect class="{class}" x="{x:.1}" y="{y:.1}" width="{w:.1}" height="{h:.1}"/>"#
        );
    }

    /// A path through points; nothing for none.
    pub fn path(&mut self, class: &str, points: &[(f64, f64)], closed: bool) {
        if points.is_empty() {
            return;
        }
        let mut d = String::new();
        let mut last = String::new();
        for (i, (x, y)) in points.iter().enumerate() {
            let point = format!("{x:.1} {y:.1}");
            if i == 0 {
                let _ = write!(d, "M{point}");
            } else if point != last {
                let _ = write!(d, "L{point}");
            }
            last = point;
        }
        let end = if closed { "Z" } else { "" };
        let _ = writeln!(self.body, r#"<path class="{class}" d="{d}{end}"/>"#);
    }

    /// Text.
    pub fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let text = escape::html(text);
        let _ = writeln!(
            self.body,
            r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#
        );
    }

    /// A sign: `up` (reached), `cross` (missed), `barred` (thrown out), `dot`, `diamond`.
    pub fn sign(&mut self, sign: &str, (x, y): (f64, f64)) {
        let d = match sign {
            "up" => "M0-6L6 5L-6 5Z",
            "cross" => "M-5-5L5 5M-5 5L5-5",
            "barred" => "M5.5 0A5.5 5.5 0 1 1-5.5 0A5.5 5.5 0 1 1 5.5 0M-3.9 3.9L3.9-3.9",
            "diamond" => "M0-6L6 0L0 6L-6 0Z",
            "bar" => "M0-7L0 7",
            _ => "M4 0A4 4 0 1 1-4 0A4 4 0 1 1 4 0",
        };
        let _ = writeln!(
            self.body,
            r#"<path class="sign {sign}" transform="translate({x:.1} {y:.1})" d="{d}"/>"#
        );
    }

    /// The drawing as an element, with its title and description for those who cannot see it.
    pub fn finish(self, chart: &Frame) -> String {
        let Frame {
            id,
            title,
            description,
            width,
            height,
            ..
        } = chart;
        let (title, description) = (escape::html(title), escape::html(description));
        let own = match chart.standalone {
            true => format!(
                "<style>{}</style>\n{}<rect class=\"ground\" width=\"{width}\" height=\"{height}\"/>\n",
                style::CSS,
                style::PATTERNS
            ),
            false => String::new(),
        };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">\n\
             <title id=\"{id}-t\">{title}</title>\n<desc id=\"{id}-d\">{description}</desc>\n\
             {own}{}</svg>\n",
            self.body
        )
    }
}

/// What surrounds a drawing.
pub struct Frame {
    /// Prefix of the ids in it, unique on the page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it shows, in a sentence or two with the main figures.
    pub description: String,
    /// Width in user units.
    pub width: u32,
    /// Height in user units.
    pub height: f64,
    /// Whether it carries its own style, to stand outside the page.
    pub standalone: bool,
}

/// About how wide a text is, in user units.
pub fn text_width(text: &str, size: f64) -> f64 {
    text.chars()
        .map(|c| match c {
            'i' | 'l' | 'j' | '.' | ',' | ':' | ' ' | 't' | 'f' | 'r' | '(' | ')' => 0.38,
            'm' | 'w' | 'M' | 'W' => 0.94,
            c if c.is_ascii_uppercase() => 0.72,
            _ => 0.63,
        })
        .sum::<f64>()
        * size
}

/// Moves positions apart until neighbours are at least `gap` from each other, inside
/// `low..high` where that is possible. Order is kept.
pub fn spread(wanted: &[f64], gap: f64, (low, high): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut placed: Vec<f64> = Vec::new();
    for i in &order {
        let floor = placed.last().map_or(low, |p| p + gap);
        placed.push(wanted[*i].max(floor));
    }
    let mut ceiling = high;
    for p in placed.iter_mut().rev() {
        *p = p.min(ceiling);
        ceiling = *p - gap;
    }
    let mut out = vec![0.0; wanted.len()];
    for (i, p) in order.into_iter().zip(placed) {
        out[i] = p;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_paths_skip_repeats() {
        let mut svg = Svg::default();
        svg.text("l", (1.0, 2.0), Anchor::End, "<b>&");
        svg.path("p", &[(0.0, 0.0), (0.01, 0.0), (5.0, 5.0)], true);
        svg.path("none", &[], false);
        assert!(
            svg.body
                .contains(r#"text-anchor="end">&lt;b&gt;&amp;</text>"#)
        );
        assert!(svg.body.contains(r#"d="M0.0 0.0L5.0 5.0Z""#));
        assert!(!svg.body.contains("none"));
    }

    #[test]
    fn labels_move_apart_and_stay_inside() {
        let placed = spread(&[10.0, 12.0, 11.0, 95.0], 14.0, (0.0, 100.0));
        assert_eq!(placed, [10.0, 38.0, 24.0, 95.0]);
        let low = spread(&[98.0, 99.0, 100.0], 10.0, (0.0, 100.0));
        assert_eq!(low, [80.0, 90.0, 100.0]);
    }
}
