//! Sizes that keep every message's cost bounded and every sum in range.
//!
//! The sum of all values of a feed fits 128 bits: a value has at most 96, and there are at most 2^32
//! periods.

/// Feeds that a birth message may carry.
pub const FEEDS: usize = 16;
/// Windows of one feed.
pub const WINDOWS: usize = 8;
/// Most reporters of one period: who weighs less than this part of the group does not report, so no
/// more of them fit into the group.
pub const REPORTERS: u32 = 64;
/// Largest value: 2^96 - 1.
pub const MAX_VALUE: u128 = (1 << 96) - 1;
/// Most digits after a value's decimal point.
pub const DECIMALS: u8 = 18;
/// Shortest period, in seconds.
pub const MIN_PERIOD: u64 = 60;
/// Longest period, in seconds: a year.
pub const MAX_PERIOD: u64 = 366 * 86_400;
