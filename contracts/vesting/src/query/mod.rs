//! One function per question. All start from the same view, latch a copy and ask the core, as the
//! messages do; none walks the grants.

mod circulating;
mod grants;
mod guards;
mod if_reached;
mod interest;
mod milestone;
mod schedules;
mod solvency;
mod supply;
mod vault;

pub use circulating::circulating;
pub use grants::{grant, grants};
pub use guards::guards;
pub use if_reached::if_reached;
pub use interest::interest;
pub use milestone::milestone;
pub use schedules::schedules;
pub use solvency::solvency;
pub use supply::supply;
pub use vault::vault;

use cosmwasm_std::{Binary, to_json_binary};
use serde::Serialize;

use crate::error::Result;

const DEFAULT_LIMIT: u32 = 10;
const MAX_LIMIT: u32 = 30;

/// An answer as JSON.
pub fn json<T: Serialize>(answer: Result<T>) -> Result<Binary> {
    Ok(to_json_binary(&answer?)?)
}

/// Entries on a page.
fn page(limit: Option<u32>) -> usize {
    limit.unwrap_or(DEFAULT_LIMIT).min(MAX_LIMIT) as usize
}
