use cosmwasm_std::{Addr, HexBinary, coin};
use embedded_chain::{Chain, Refused};
use milegate_api::common::Denom;
use milegate_api::vesting::{self, NewGrant, seal};
use milegate_api::{governance, milestones};
use milegate_core::milestone::{Policy, Witness, WitnessKind};
use serde_json::json;

use super::code::{self, Codes};
use super::{
    ACTORS, BOND_DENOM, DENOM, LOT, PURSE, Suite, address, defaults, market, oracle, token,
};
use crate::governance::{self as governance_terms, STAKED, Voting};

type Change<T> = Box<dyn FnOnce(&mut T)>;

/// What a vault or a set of milestones was told at birth, and what came of it.
pub type Draft<T> = Result<T, Refused>;

/// The canonical plan and what a test changes in it.
#[derive(Default)]
pub struct Builder {
    vault: Vec<Change<vesting::InstantiateMsg>>,
    milestones: Vec<Change<milestones::InstantiateMsg>>,
    grants: Vec<Change<Vec<NewGrant>>>,
    group: Option<serde_json::Value>,
    vault_admin: Option<&'static str>,
    milestones_admin: Option<&'static str>,
    group_admin: Option<&'static str>,
    puppet: bool,
    market: bool,
    oracle: bool,
    oracle_admin: Option<&'static str>,
    looking_at: Option<Found>,
    voted: bool,
    staked: Option<Vec<(String, u64)>>,
    rules: Vec<Change<governance::InstantiateMsg>>,
    token: Option<Token>,
    vault_funds: Vec<cosmwasm_std::Coin>,
    milestones_funds: Vec<cosmwasm_std::Coin>,
}

/// Makes contracts, and a leaf of `listing` that looks at each.
type Found = fn(&mut Chain, &Addr) -> Vec<(&'static str, Addr, Witness<String>)>;

/// Makes the contract that the asset is.
type Token = fn(&mut Chain, &Addr) -> Addr;

impl Builder {
    /// The category `team` holds 20 lots back for `hirer` to assign.
    pub fn with_reserve(self) -> Self {
        self.vault(|msg| msg.categories[0].reserve = Some(defaults::reserve()))
    }

    /// `governance` may cancel terminations.
    pub fn governed(self) -> Self {
        self.vault(|msg| msg.governance = Some(address("governance")))
    }

    /// A vote decides: the governance is the witness of `listing`, the court of the other milestones,
    /// and what may cancel terminations. [`STAKED`] have staked.
    pub fn by_vote(mut self) -> Self {
        self.voted = true;
        self
    }

    /// Others have staked, so many thousand tokens each.
    pub fn staked(mut self, staked: &[(&str, u64)]) -> Self {
        let own = |(who, thousands): &(&str, u64)| ((*who).to_string(), *thousands);
        self.staked = Some(staked.iter().map(own).collect());
        self.by_vote()
    }

    /// Changes the governance's birth message.
    pub fn rules(mut self, change: impl FnOnce(&mut governance::InstantiateMsg) + 'static) -> Self {
        self.rules.push(Box::new(change));
        self.by_vote()
    }

    /// The asset is a token of `cw20-base`.
    pub fn cw20(mut self) -> Self {
        self.token = Some(token::honest);
        self
    }

    /// The asset is a token that does what a test tells it.
    pub fn rogue(mut self) -> Self {
        self.token = Some(token::rogue);
        self
    }

    /// Changes the vault's birth message.
    pub fn vault(mut self, change: impl FnOnce(&mut vesting::InstantiateMsg) + 'static) -> Self {
        self.vault.push(Box::new(change));
        self
    }

    /// Changes the milestones' birth message.
    pub fn milestones(
        mut self,
        change: impl FnOnce(&mut milestones::InstantiateMsg) + 'static,
    ) -> Self {
        self.milestones.push(Box::new(change));
        self
    }

    /// Changes the list of grants.
    pub fn grants(mut self, change: impl FnOnce(&mut Vec<NewGrant>) + 'static) -> Self {
        self.grants.push(Box::new(change));
        self
    }

    /// Replaces the group's birth message.
    pub fn group(mut self, msg: serde_json::Value) -> Self {
        self.group = Some(msg);
        self
    }

    /// Gives the vault a contract admin.
    pub fn vault_admin(mut self, who: &'static str) -> Self {
        self.vault_admin = Some(who);
        self
    }

    /// Gives the milestones a contract admin.
    pub fn milestones_admin(mut self, who: &'static str) -> Self {
        self.milestones_admin = Some(who);
        self
    }

    /// Gives the group a contract admin.
    pub fn group_admin(mut self, who: &'static str) -> Self {
        self.group_admin = Some(who);
        self
    }

    /// Lists a second vault that keeps what it is told.
    pub fn puppet(mut self) -> Self {
        self.puppet = true;
        self
    }

    /// Contracts that leaves of `listing` look at.
    pub(super) fn looking_at(mut self, found: Found) -> Self {
        self.looking_at = Some(found);
        self
    }

    /// A contract `oracle`, whose feed a leaf of `listing` names.
    pub(super) fn with_oracle(mut self) -> Self {
        self.oracle = true;
        self
    }

    /// Gives the oracle a contract admin.
    pub fn oracle_admin(mut self, who: &'static str) -> Self {
        self.oracle_admin = Some(who);
        self
    }

    /// A contract `market`, which a leaf of `listing` names.
    pub(super) fn with_market(mut self) -> Self {
        self.market = true;
        self
    }

    /// Attaches funds to the vault's birth.
    pub fn vault_funds(mut self, funds: Vec<cosmwasm_std::Coin>) -> Self {
        self.vault_funds = funds;
        self
    }

    /// Attaches funds to the milestones' birth.
    pub fn milestones_funds(mut self, funds: Vec<cosmwasm_std::Coin>) -> Self {
        self.milestones_funds = funds;
        self
    }

    /// Groups, milestones, vault: nobody has a grant yet.
    pub fn born(mut self) -> Draft<Suite> {
        let (mut chain, codes) = code::chain();
        for who in ACTORS {
            let purse = [
                coin(PURSE, BOND_DENOM),
                coin(PURSE, DENOM),
                coin(PURSE, "uatom"),
            ];
            chain.mint(&Addr::unchecked(address(who)), &purse);
        }
        let deployer = Addr::unchecked(address("deployer"));
        let admin = |who: Option<&str>| who.map(|who| Addr::unchecked(address(who)));

        let group = self.found_group(&mut chain, codes, &deployer)?;
        let vault = chain.predict(&deployer, codes.vesting, b"vault")?;
        let milestones = chain.predict(&deployer, codes.milestones, b"milestones")?;

        let token = self.token.map(|make| make(&mut chain, &deployer));
        let puppet = self.puppet.then(|| puppet(&mut chain, &deployer));
        let mut vaults = vec![vault];
        vaults.extend(puppet.clone());
        let voting = match self.voted {
            true => Some(self.found_voting(&mut chain, codes, &milestones, &vaults, &token)?),
            false => None,
        };
        let [vault, ..] = vaults.as_slice() else {
            unreachable!("the vault is one of them")
        };
        let market = self.market.then(|| market::found(&mut chain, &deployer));
        let mut msg = defaults::milestones(vault.to_string(), group.as_str());
        if let Some((market, code)) = &market {
            msg.milestones[0]
                .witnesses
                .push(market::leaf(market, *code));
        }
        let keeper = admin(self.oracle_admin);
        let oracle = (self.oracle)
            .then(|| oracle::found(&mut chain, &deployer, codes.group, keeper.as_ref()));
        if let Some(oracle) = &oracle {
            msg.milestones[0].witnesses.push(oracle::leaf(oracle));
        }
        let found = self.looking_at.map(|found| found(&mut chain, &deployer));
        let mut looked_at = vec![];
        for (name, contract, leaf) in found.into_iter().flatten() {
            looked_at.push((name, contract));
            msg.milestones[0].witnesses.push(leaf);
        }
        if let Some(Voting { governance, .. }) = &voting {
            by_vote(&mut msg, governance.as_str());
        }
        msg.vaults.extend(puppet.iter().map(Addr::to_string));
        self.milestones
            .into_iter()
            .for_each(|change| change(&mut msg));
        chain.instantiate2(
            &deployer,
            codes.milestones,
            &msg,
            &self.milestones_funds,
            "milestones",
            admin(self.milestones_admin).as_ref(),
            b"milestones",
        )?;

        let checksum = HexBinary::from(codes.milestones.checksum.as_slice());
        let mut msg = defaults::vault(milestones.to_string(), checksum);
        if let Some(token) = &token {
            msg.asset.denom = Denom::Cw20(token.to_string());
        }
        msg.governance = voting.as_ref().map(|voting| voting.governance.to_string());
        self.vault.into_iter().for_each(|change| change(&mut msg));
        chain.instantiate2(
            &deployer,
            codes.vesting,
            &msg,
            &self.vault_funds,
            "vault",
            admin(self.vault_admin).as_ref(),
            b"vault",
        )?;

        let mut grants = defaults::grants();
        self.grants
            .into_iter()
            .for_each(|change| change(&mut grants));
        let digest = seal::digest(&msg, &grants).expect("a digest");
        let lot = u128::from(if msg.asset.lot.is_zero() {
            LOT
        } else {
            msg.asset.lot.u64()
        });
        let reserves = msg.categories.iter().filter_map(|of| of.reserve.as_ref());
        let reserves = reserves.map(|reserve| u128::from(reserve.lots.u64()));
        let granted = grants.iter().map(|grant| u128::from(grant.lots.u64()));
        let funding = reserves.chain(granted).sum::<u128>() * lot;
        Ok(Suite {
            chain,
            vault: vault.clone(),
            milestones,
            group,
            puppet,
            market: market.map(|(market, _)| market),
            oracle,
            looked_at,
            voting,
            token,
            grants,
            digest,
            funding,
        })
    }

    fn found_group(&self, chain: &mut Chain, codes: Codes, deployer: &Addr) -> Draft<Addr> {
        let member = |name: &str| json!({ "addr": address(name), "weight": 1 });
        let members = ["carol", "dora", "emil"].map(member);
        let default = json!({ "admin": null, "members": members });
        let msg = self.group.as_ref().unwrap_or(&default);
        let admin = self.group_admin.map(|who| Addr::unchecked(address(who)));
        chain
            .instantiate(deployer, codes.group, msg, &[], "group", admin.as_ref())
            .map(|(group, _)| group)
    }

    fn found_voting(
        &mut self,
        chain: &mut Chain,
        codes: Codes,
        milestones: &Addr,
        vaults: &[Addr],
        token: &Option<Addr>,
    ) -> Draft<Voting> {
        let deployer = Addr::unchecked(address("deployer"));
        let Codes { voting: codes, .. } = codes;
        let denom = match token {
            Some(token) => Denom::Cw20(token.to_string()),
            None => Denom::Native(DENOM.into()),
        };
        let (stake, _) = chain.instantiate(
            &deployer,
            codes.stake,
            &governance_terms::stake_terms(denom.clone()),
            &[],
            "stake",
            None,
        )?;
        let canonical = || STAKED.map(|(who, thousands)| (who.to_string(), thousands));
        let staked = self.staked.take();
        crate::governance::stake(
            chain,
            &stake,
            token.as_ref(),
            &staked.unwrap_or_else(|| canonical().to_vec()),
        );

        let salt = b"governance";
        let governance = chain.predict(&deployer, codes.governance, salt)?;
        let mut msg = governance_terms::terms(&stake, milestones, vaults, denom);
        std::mem::take(&mut self.rules)
            .into_iter()
            .for_each(|change| change(&mut msg));
        chain.instantiate2(
            &deployer,
            codes.governance,
            &msg,
            &[],
            "governance",
            Some(&governance),
            salt,
        )?;
        Ok(Voting { stake, governance })
    }

    /// A draft with its grants.
    pub fn draft(self) -> Suite {
        let mut suite = self.born().expect("a sound plan");
        suite
            .add_grants("issuer", suite.grants.clone())
            .expect("sound grants");
        suite
    }

    /// A sealed vault with its money.
    pub fn build(self) -> Suite {
        let mut suite = self.draft();
        suite.seal().expect("a sound draft");
        suite
    }

    /// Why the birth is refused.
    pub fn refused(self) -> String {
        match self.born() {
            Ok(_) => panic!("the birth went through"),
            Err(refused) => refused.reason,
        }
    }
}

/// The governance is the witness of `listing`, and the court of the others.
fn by_vote(msg: &mut milestones::InstantiateMsg, governance: &str) {
    msg.governance = Some(governance.into());
    let [listing, others @ ..] = msg.milestones.as_mut_slice() else {
        return;
    };
    for milestone in others {
        milestone.court = governance.into();
    }
    let kind = WitnessKind::Authority {
        address: governance.into(),
    };
    listing.witnesses = vec![Witness {
        name: "vote".into(),
        kind,
    }];
    listing.policy = Policy::Witness {
        name: "vote".into(),
    };
}

fn puppet(chain: &mut Chain, deployer: &Addr) -> Addr {
    let code = chain.store_native(super::puppet::contract());
    let msg = cosmwasm_std::Empty {};
    chain
        .instantiate(deployer, code, &msg, &[], "puppet", None)
        .expect("a puppet")
        .0
}
