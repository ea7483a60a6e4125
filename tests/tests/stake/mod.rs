//! The stake beyond single messages: at every height, beside a ghost, under a multisig, in gas.

mod flex;
mod gas;
mod ghost;
mod heights;
mod matrix;
mod stateful;

use milegate_tests::stake::{Stakes, WEIGHT};

/// A short story that brings about every event.
pub fn story() -> Stakes {
    let mut stakes = Stakes::native();
    stakes.bond("ana", 10 * WEIGHT).unwrap();
    stakes.a_block_passes();
    stakes.unbond("ana", WEIGHT).unwrap();
    stakes.the_period_passes();
    stakes.claim("ana").unwrap();
    stakes
}
