//! Where a plan's contracts are, before a node is asked.

use milegate_plan::{Codes, Deployment, Plan};

use crate::chain_args::Deployer;
use crate::output::Failure;

/// The addresses of a plan that somebody deployed.
pub fn predict(plan: &Plan, by: &Deployer, sender: Option<&str>) -> Result<Deployment, Failure> {
    let creator = creator(by, sender)?;
    Deployment::predict(plan, &codes(by)?, creator).map_err(Failure::asked)
}

/// Who deployed it.
pub fn creator<'c>(by: &'c Deployer, sender: Option<&'c str>) -> Result<&'c str, Failure> {
    let missing = || {
        let what = "a plan's addresses follow from who deployed it: say --creator, or give the vault's address instead";
        Failure::asked(what)
    };
    by.creator.as_deref().or(sender).ok_or_else(missing)
}

/// The checksums that addresses follow from.
pub fn codes(by: &Deployer) -> Result<Codes, Failure> {
    Codes::read(&by.artifacts.join("checksums.txt")).map_err(Failure::asked)
}

/// Whether a text has the form of an address.
pub fn is_address(text: &str) -> bool {
    let parts = text.rsplit_once('1');
    let lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    parts.is_some_and(|(prefix, data)| {
        !prefix.is_empty() && data.len() >= 38 && text.chars().all(lower)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_from_a_path() {
        assert!(is_address("cosmos1pkptre7fdkl6gfrzlesjjvhxhlc3r4gmmk8rs6"));
        for text in [
            "examples/celestia",
            "plan1",
            "ada",
            "COSMOS1PKPTRE7FDKL6GFRZLESJJVHXHLC3R4GMMK8RS6",
        ] {
            assert!(!is_address(text), "{text}");
        }
    }
}
