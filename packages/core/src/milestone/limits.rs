//! Sizes that keep every message's cost bounded and every sum in range.

/// Milestones of one contract.
pub const MILESTONES: usize = 16;
/// Vaults whose holders are interested.
pub const VAULTS: usize = 8;
/// Leaves of one policy.
pub const WITNESSES: usize = 8;
/// Levels of one policy.
pub const DEPTH: usize = 4;
/// Bytes of a name.
pub const NAME: usize = 32;
/// Bytes of a statement.
pub const STATEMENT: usize = 2_000;
/// Bytes of a URI.
pub const URI: usize = 512;
/// Bytes of a schema, a metric or a value.
pub const TEXT: usize = 128;
/// Bytes of a smart query.
pub const QUERY: usize = 1_024;
/// Checks of one answer.
pub const CHECKS: usize = 8;
/// Bytes of a digest.
pub const DIGEST: usize = 32;
/// Seconds of a span: 100 years.
pub const SECONDS: u64 = 100 * 365 * 24 * 3_600;
/// Blocks of a span: 100 years of ten a second.
pub const BLOCKS: u64 = 10 * SECONDS;
/// First instant of the year 2200, Unix seconds; every date lies before it.
pub const YEAR_2200: u64 = 7_258_118_400;
