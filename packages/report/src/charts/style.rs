//! Colours, patterns and dashes: one style sheet for every drawing.
//!
//! Nothing is told by colour alone: areas differ in pattern and lightness, lines in dashes, and
//! both carry direct labels.

/// The rules, with light, dark and paper colours.
pub const CSS: &str = include_str!("chart.css");

/// The patterns that [`CSS`] fills areas with.
pub const PATTERNS: &str = concat!(
    "<defs>",
    r#"<pattern id="mg-dots" width="7" height="7" patternUnits="userSpaceOnUse"><rect class="mg-locked-bg" width="7" height="7"/><circle class="mg-locked-ink" cx="2" cy="2" r="0.9"/></pattern>"#,
    r#"<pattern id="mg-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="mg-forfeited-bg" width="7" height="7"/><path class="mg-forfeited-ink" d="M0 0V7"/></pattern>"#,
    r#"<pattern id="mg-fan" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="mg-fan-bg" width="9" height="9"/><path class="mg-fan-ink" d="M0 0V9"/></pattern>"#,
    "</defs>\n",
);

/// The patterns as an element of no size, once per page.
pub fn page_patterns() -> String {
    format!(
        "<svg class=\"chart\" style=\"position:absolute;width:0;height:0\" aria-hidden=\"true\" \
         focusable=\"false\">{PATTERNS}</svg>\n"
    )
}
