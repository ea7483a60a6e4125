//! Pictures of a report, as SVG without script or network.

mod area;
mod axes;
mod fan;
mod release;
mod scale;
mod style;
mod svg;
mod timeline;

pub use area::area;
pub use fan::fan;
pub use release::release;
pub use style::{CSS, page_patterns};
pub use timeline::timeline;

use crate::model::Report;

/// Chart 4, calendar against milestones, as a file of its own; none without data.
pub fn chart_svg(report: &Report) -> Option<String> {
    release(report, "mg", true)
}
