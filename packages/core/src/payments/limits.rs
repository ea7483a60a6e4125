//! Sizes that keep every message's cost bounded and every sum in range.
//!
//! The sum of all payments fits 128 bits: a payment has at most 96, and 2^32 of the largest would
//! fit.

/// Largest payment: 2^96 - 1.
pub const MAX_AMOUNT: u128 = (1 << 96) - 1;
/// Least fee, in basis points of a payment. Without a fee, faking would cost interest alone.
pub const MIN_FEE: u16 = 1;
/// Largest fee, in basis points of a payment.
pub const MAX_FEE: u16 = 1_000;
/// Most accounts whose payments are not counted.
pub const EXCLUDED: usize = 32;
/// Most bytes of a memo.
pub const MEMO: usize = 256;
