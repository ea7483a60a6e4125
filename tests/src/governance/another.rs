use cosmwasm_std::HexBinary;
use milegate_api::governance;
use milegate_api::vesting::{ExecuteMsg, NewGrant, seal};
use milegate_core::ledger::{Curve, IfMissed};

use crate::suite::{DAY, LOT, Suite, address, behind, grant, schedule, tok};
use crate::suite::{milestones as milestones_terms, vault as vault_terms};

impl Suite {
    /// A second, sealed vault with milestones of its own, in which `hire` has ten lots behind
    /// `listing`: what `add_suite` may list.
    pub fn another_suite(&mut self) -> governance::Suite<String> {
        self.another_suite_of(vec![grant("hire", "core", 10)], true)
    }

    /// The same with other grants, sealed or left in draft.
    pub fn another_suite_of(
        &mut self,
        grants: Vec<NewGrant>,
        sealed: bool,
    ) -> governance::Suite<String> {
        let deployer = self.at("deployer");
        let salt = self.chain.block().height.to_be_bytes();
        let (milestones, vault) = (self.code_of("milestones"), self.code_of("vault"));
        let at = |code| self.chain.predict(&deployer, code, &salt).expect("a code");
        let [milestones_at, vault_at] = [milestones, vault].map(at);

        let mut msg = milestones_terms(vault_at.to_string(), self.group.as_str());
        for terms in &mut msg.milestones {
            terms.start = self.now() + 2 * DAY;
            terms.deadline = terms.start + 100 * DAY;
        }
        let chain = &mut self.chain;
        let born = chain.instantiate2(&deployer, milestones, &msg, &[], "more", None, &salt);
        born.expect("sound milestones");

        let checksum = HexBinary::from(milestones.checksum.as_slice());
        let mut msg = vault_terms(milestones_at.to_string(), checksum);
        let tranche = behind("listing", LOT, Curve::Once {}, IfMissed::Forfeit {});
        msg.schedules = vec![schedule("core", "team", vec![tranche])];
        let born = chain.instantiate2(&deployer, vault, &msg, &[], "more", None, &salt);
        born.expect("a sound vault");
        let issuer = cosmwasm_std::Addr::unchecked(address("issuer"));
        let digest = seal::digest(&msg, &grants).expect("a digest");
        let lots: u64 = grants.iter().map(|grant| grant.lots.u64()).sum();
        let added = ExecuteMsg::AddGrants { grants };
        chain
            .execute(&issuer, &vault_at, &added, &[])
            .expect("sound grants");
        if sealed {
            let funder = cosmwasm_std::Addr::unchecked(address("funder"));
            let funds = tok(u128::from(lots) * u128::from(LOT));
            chain
                .execute(&funder, &vault_at, &ExecuteMsg::Seal { digest }, &funds)
                .expect("a sound draft");
        }

        governance::Suite {
            milestones: milestones_at.into_string(),
            vaults: vec![vault_at.into_string()],
        }
    }
}
