//! The milestone machine: the rows of its table, its money, and every history of small instances.
#![allow(clippy::arithmetic_side_effects)]

#[path = "milestone/kit.rs"]
mod kit;

#[path = "milestone/assertion.rs"]
mod assertion;
#[path = "milestone/bonds.rs"]
mod bonds;
#[path = "milestone/exhaustive.rs"]
mod exhaustive;
#[path = "milestone/feed.rs"]
mod feed;
#[path = "milestone/observe.rs"]
mod observe;
#[path = "milestone/policy.rs"]
mod policy;
#[path = "milestone/table.rs"]
mod table;
#[path = "milestone/terms.rs"]
mod terms;
