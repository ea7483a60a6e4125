//! Checks a deployment from the outside.
//!
//! [`verify()`] reads a vault and everything it is wired to through a [`ChainView`], and says of each
//! fact that people rely on whether it holds, with the values behind it. With the plan it also says
//! whether the chain has what the plan says, row by row. What could not be looked at is said, never
//! passed over. Nothing here trusts whoever deployed.
#![deny(missing_docs)]

mod differ;
mod facts;
mod finding;
mod members;
mod model;
mod planned;
mod powers;
mod site;
mod text;

use cosmwasm_std::Addr;
use milegate_plan::{Codes, Plan};
use milegate_report::{ChainView, ViewError};

pub use facts::FACTS;
pub use model::{Alone, Fact, Outcome, Verification};
pub use text::text;

use site::Site;

/// What a deployment is held against.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// The plan it should have come from.
    pub plan: Option<&'a Plan>,
    /// Checksums of released code.
    pub codes: Option<&'a Codes>,
    /// Releases before it: what contracts were created with that a vote has upgraded since.
    pub before: &'a [Codes],
    /// Whether the vault is still to be funded: a draft, and everything that must hold before
    /// whoever funds it signs.
    pub staged: bool,
}

/// Reads a vault and everything it names, and judges every fact. An error means that there is
/// nothing to judge: no such vault, or a node that does not answer.
pub fn verify(
    view: &dyn ChainView,
    vault: &Addr,
    options: Options<'_>,
) -> Result<Verification, ViewError> {
    let site = Site::read(view, vault, options)?;
    let facts = facts::all(&site);
    let count = |outcome| facts.iter().filter(|fact| fact.outcome == outcome).count();
    Ok(Verification {
        vault: vault.clone(),
        plan: site.s.vault.plan.name.clone(),
        plan_digest: site.s.vault.plan.digest.to_hex(),
        block: site.s.block.clone(),
        simulated: site.s.simulated,
        staged: options.staged,
        passed: count(Outcome::Pass),
        failed: count(Outcome::Fail),
        not_checked: count(Outcome::NotChecked),
        powers: powers::alone(&site),
        facts,
    })
}
