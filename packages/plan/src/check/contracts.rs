//! E080: what the contracts themselves would refuse, asked with their own code.

use cosmwasm_std::HexBinary;
use milegate_api::common::Denom;
use milegate_core::ledger::limits as ledger;
use milegate_core::milestone::limits;

use super::Judge;
use crate::deploy::{Codes, Deployment, Role, codes, feed_terms, milestone_terms, schedule_rules};
use crate::party::sim_address;

impl Judge<'_> {
    pub(super) fn contracts(&mut self) {
        self.birth();
        let plan = self.plan;
        for schedule in &plan.schedules {
            let rules = schedule_rules(schedule).map_err(|error| error.to_string());
            let valid = rules.and_then(|rules| {
                rules
                    .validate(*plan.asset.lot)
                    .map_err(|error| error.to_string())
            });
            if let Err(error) = valid {
                let message = format!("schedule {}: {error}", *schedule.name);
                let remedy = "The vault would refuse it; see docs/plan.md.";
                self.problems
                    .add("E080", &schedule.name.place, message, remedy);
            }
        }
        // Any checksums will do: only whether addresses are the same matters here.
        let mut any = Codes::default();
        for (index, code) in [
            codes::GROUP,
            codes::MULTISIG,
            codes::STAKE,
            codes::GOVERNANCE,
            codes::ORACLE,
            codes::MILESTONES,
            codes::VESTING,
        ]
        .into_iter()
        .zip(1_u8..)
        {
            any.insert(index, HexBinary::from([code; 32]));
        }
        let creator = sim_address(&plan.prefix, "deployer");
        let deployment = match Deployment::predict(plan, &any, &creator) {
            Ok(deployment) => deployment,
            Err(error) => {
                let remedy = "Correct what it names.";
                self.problems
                    .add("E080", &plan.file, error.to_string(), remedy);
                return;
            }
        };
        debug_assert!(deployment.contract(&Role::Vault).is_ok());
        for feed in &plan.feeds {
            let terms = feed_terms(plan, &deployment, feed);
            let checked = terms
                .map_err(|error| error.to_string())
                .and_then(|terms| terms.check(*plan.start).map_err(|error| error.to_string()));
            if let Err(error) = checked {
                let message = format!("feed {}: {error}", *feed.name);
                let remedy = "The oracle would refuse it; see docs/plan.md.";
                self.problems.add("E080", &feed.name.place, message, remedy);
            }
        }
        for milestone in &plan.milestones {
            let terms = milestone_terms(plan, &deployment, milestone);
            let checked = terms
                .map_err(|error| error.to_string())
                .and_then(|terms| terms.check().map_err(|error| error.to_string()));
            if let Err(error) = checked {
                let message = format!("milestone {}: {error}", *milestone.name);
                let remedy = "The contract would refuse it; see docs/plan.md.";
                self.problems
                    .add("E080", &milestone.name.place, message, remedy);
            }
        }
    }

    /// What a vault and milestones want at birth and at sealing, besides their terms.
    fn birth(&mut self) {
        let plan = self.plan;
        let (asset, bonds) = (&plan.asset, &plan.bond_denom);
        let mut texts = vec![
            (
                "the name of the plan",
                &*plan.name,
                &plan.name.place,
                limits::TEXT,
            ),
            (
                "the symbol",
                &*asset.symbol,
                &asset.symbol.place,
                ledger::MAX_NAME,
            ),
        ];
        if let Denom::Native(denom) = &asset.denom.value {
            texts.push(("the denom", denom, &asset.denom.place, limits::TEXT));
        }
        if asset.denom.value != Denom::Native(bonds.denom.clone()) {
            let place = &bonds.place;
            texts.push(("the denom of bonds", &bonds.denom, place, limits::TEXT));
        }
        for (what, text, place, most) in texts {
            if text.is_empty() || text.len() > most {
                let message = format!("{what} has {} bytes, not 1 to {most}", text.len());
                let remedy = "The contracts would refuse it.";
                self.problems.add("E080", place, message, remedy);
            }
        }
        if plan.milestones.is_empty() {
            let message =
                "the plan has no milestone; by dates alone an ordinary vesting contract does";
            let remedy = "Add a [milestone.NAME] and a tranche behind it.";
            self.problems.add("E080", &plan.file, message, remedy);
        }
        if plan.funds() == Some(0) {
            let message = "the plan has neither grant nor reserve";
            self.problems.add("E080", &plan.file, message, "Add one.");
        }
    }
}
