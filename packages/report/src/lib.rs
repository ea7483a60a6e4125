//! What a node alone says of a vault.
//!
//! Everything here comes from a [`ChainView`]: contract queries, bank balances and the chain's
//! transaction log. No plan file is read, so the same report comes out of a live node, a saved
//! state, or an embedded chain.
#![deny(missing_docs)]

mod audit;
mod books;
mod charts;
mod collect;
mod csv;
pub mod dates;
pub mod escape;
mod explain;
mod figures;
mod html;
pub mod ledger;
mod log;
mod milestone;
pub mod model;
mod rebuilt;
mod snapshot;
mod text;
pub mod units;
mod view;

pub use audit::{Audit, RuleResult, audit, audit_snapshot};
pub use charts::chart_svg;
pub use collect::{
    asset, collect, ends_by, first_reached, milestones, percent, powers, report, votes,
};
pub use csv::{csv_changes, csv_payments, csv_votes};
pub use explain::{Explained, Possible, explain, text as explain_text};
pub use figures::Figures;
pub use html::html;
pub use milestone::{explain_milestone, milestones_of};
pub use model::{Power, Report};
pub use rebuilt::{Rebuilt, RebuiltCategory, RebuiltFigures, RebuiltGrant, rebuilt};
pub use snapshot::{Group, Member, Put, Snapshot, Staking, Voting, contracts};
pub use text::{json, proposal_text, terminal, votes_text};
pub use view::{Account, Block, ChainView, ContractInfo, Event, Tx, TxMessage, ViewError, query};
