//! Supply as a service.
//!
//! [`Published`] is what there is to say of a vault at one block: circulating and total supply with
//! formula and height, unlock dates, also as a calendar. [`serve()`] answers it over HTTP, read-only;
//! [`export()`] makes files of it, with payments and the ledger rebuilt from events. [`watch`] says
//! what is new of a vault, each thing once.
#![deny(missing_docs)]

mod calendar;
mod decimal;
mod export;
mod published;
mod server;
mod supply;
mod unlocks;
pub mod watch;

pub use export::{Exported, export};
pub use published::{Page, Published};
pub use server::{ServeError, Serving, serve};
pub use supply::{CategoryShare, ExcludedAccount, Supply};
pub use unlocks::{Unlock, Unlocks};
