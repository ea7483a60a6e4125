//! What happened, in dated lines.

use milegate_report::Event;

/// One dated line.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Line {
    /// Unix seconds.
    pub at: u64,
    /// What happened.
    pub words: String,
}
