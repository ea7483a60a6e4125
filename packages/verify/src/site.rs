//! Everything that the facts look at, read once.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Uint128};
use milegate_api::common::Denom;
use milegate_api::core::milestone::WitnessKind;
use milegate_api::{adapter, oracle};
use milegate_plan::codes;
use milegate_report::{Account, ChainView, ContractInfo, Snapshot, Tx, ViewError, dates};

use crate::Options;
use crate::members::{self, Group, Multisig, ask};
use crate::planned::Planned;

/// Code of contracts that count payments: a state leaf may ask one.
pub const PAYMENTS: &str = "milegate_payments";
/// Code of oracles that sample another contract.
pub const ADAPTER: &str = "milegate_oracle_adapter";

/// A contract of the wiring.
#[derive(Clone, Debug)]
pub struct Seen {
    /// What it is here, for people.
    pub role: String,
    /// Where it is.
    pub address: Addr,
    /// What the chain records of it.
    pub info: ContractInfo,
    /// SHA-256 of every code that it has had, hex, in order.
    pub history: Vec<String>,
    /// The released code that plays this role; none for contracts that are not ours to release.
    pub code: Option<&'static str>,
}

impl Seen {
    fn at(
        view: &dyn ChainView,
        role: String,
        address: &Addr,
        code: Option<&'static str>,
    ) -> Result<Self, ViewError> {
        Ok(Seen {
            role,
            address: address.clone(),
            info: view.contract_info(address)?,
            history: view.code_history(address)?,
            code,
        })
    }

    /// SHA-256 of the code that it was created with, hex.
    pub fn first(&self) -> &str {
        self.history.first().unwrap_or(&self.info.checksum)
    }
}

/// A court or an authority.
#[derive(Clone, Debug)]
pub struct Party {
    /// Where it stands in the plan's wiring: `court of listing`, `witness board of audit`.
    pub roles: Vec<String>,
    /// What is behind its address.
    pub account: Account,
    /// Its members, if it answers as a multisig.
    pub multisig: Option<Multisig>,
}

/// An oracle, as far as milestones rest on it.
#[derive(Clone, Debug)]
pub struct Oracle {
    /// Its wiring; none if it is another's and does not tell.
    pub config: Option<oracle::ConfigResponse>,
    /// What it samples, if it is an adapter: nobody reports to it.
    pub adapter: Option<adapter::ConfigResponse>,
    /// Feeds by name; none where it does not tell.
    pub feeds: BTreeMap<String, Option<oracle::FeedResponse>>,
}

/// Everything that the facts look at.
pub struct Site<'a> {
    pub view: &'a dyn ChainView,
    pub options: Options<'a>,
    /// What the report reads, without the log.
    pub s: Snapshot,
    /// Every contract of the wiring.
    pub contracts: Vec<Seen>,
    /// Contracts whose state leaves ask; the code is known of those that count payments.
    pub targets: Vec<Seen>,
    /// Every cw4 group by address: committees, whoever votes in multisigs and in the governance.
    pub groups: BTreeMap<Addr, (String, Group)>,
    /// Courts and authorities, the governance by vote left out.
    pub parties: BTreeMap<Addr, Party>,
    /// Oracles that milestones rest on.
    pub oracles: BTreeMap<Addr, Oracle>,
    /// What the plan says of this deployment; an error says why that is not known.
    pub plan: Option<Result<Planned<'a>, String>>,
    log: OnceCell<Result<Vec<Tx>, String>>,
}

impl<'a> Site<'a> {
    /// Reads a vault, its wiring and the people behind it.
    pub fn read(
        view: &'a dyn ChainView,
        vault: &Addr,
        options: Options<'a>,
    ) -> Result<Self, ViewError> {
        let s = Snapshot::without_log(view, vault)?;
        let parties = parties(view, &s)?;
        let oracles = oracles(view, &s)?;
        let groups = groups(view, &s, &parties, &oracles)?;
        let mut contracts = contracts(view, &s, &parties, &groups)?;
        for (address, oracle) in &oracles {
            let code = match (&oracle.adapter, &oracle.config) {
                (Some(_), _) => Some(ADAPTER),
                (None, config) => config.as_ref().map(|_| codes::ORACLE),
            };
            contracts.push(Seen::at(view, "oracle".to_owned(), address, code)?);
            if let Some(adapter) = &oracle.adapter {
                let source = &adapter.feed.group;
                let role = format!("source of {}", adapter.feed.name);
                contracts.push(Seen::at(view, role, source, None)?);
            }
        }
        let targets = targets(view, &s, &options)?;
        let mut site = Site {
            view,
            options,
            s,
            contracts,
            targets,
            groups,
            parties,
            oracles,
            plan: None,
            log: OnceCell::new(),
        };
        site.plan = options.plan.map(|plan| Planned::of(plan, &site));
        Ok(site)
    }

    /// The transaction log, read when it is first asked for.
    pub fn log(&self) -> Result<&[Tx], &str> {
        let read = || self.view.transactions().map_err(|e| e.to_string());
        match self.log.get_or_init(read) {
            Ok(log) => Ok(log),
            Err(why) => Err(why),
        }
    }

    /// The plan's side, or why a fact that needs it was not checked.
    pub fn planned(&self) -> Result<&Planned<'a>, &str> {
        match &self.plan {
            None => Err("no --plan to compare with"),
            Some(Err(why)) => Err(why),
            Some(Ok(planned)) if planned.misplaced.is_empty() => Ok(planned),
            Some(Ok(_)) => {
                Err("the contracts do not stand where the plan has them: see `addresses`")
            }
        }
    }

    /// Whether an address is a governance of this deployment, the only one that may administer.
    pub fn is_governance(&self, address: &str) -> bool {
        let named = self.s.vault.governance.iter();
        let named = named.chain(&self.s.config.governance);
        let mut named = named.chain(self.s.voting.iter().map(|v| &v.address));
        named.any(|governance| governance.as_str() == address)
    }

    /// An amount of the asset for people.
    pub fn amount(&self, amount: Uint128) -> String {
        milegate_report::asset(&self.s).exact(amount.u128())
    }

    /// An instant for people.
    pub fn date(&self, at: u64) -> String {
        dates::time(at)
    }
}

fn parties(view: &dyn ChainView, s: &Snapshot) -> Result<BTreeMap<Addr, Party>, ViewError> {
    let mut named: BTreeMap<&Addr, Vec<String>> = BTreeMap::new();
    for milestone in &s.milestones {
        let terms = &milestone.terms;
        let court = named.entry(&terms.court).or_default();
        court.push(format!("court of {}", terms.name));
        for witness in &terms.witnesses {
            if let WitnessKind::Authority { address } = &witness.kind {
                let roles = named.entry(address).or_default();
                roles.push(format!("witness {} of {}", witness.name, terms.name));
            }
        }
    }
    let votes = |address: &Addr| s.voting.as_ref().is_some_and(|v| v.address == *address);
    let mut out = BTreeMap::new();
    for (address, roles) in named.into_iter().filter(|(address, _)| !votes(address)) {
        let account = view.account(address)?;
        let multisig = match account {
            Account::Contract => members::multisig(view, address)?,
            Account::Module(_) | Account::Key | Account::Unseen => None,
        };
        let party = Party {
            roles,
            account,
            multisig,
        };
        out.insert(address.clone(), party);
    }
    Ok(out)
}

fn oracles(view: &dyn ChainView, s: &Snapshot) -> Result<BTreeMap<Addr, Oracle>, ViewError> {
    let mut out: BTreeMap<Addr, Oracle> = BTreeMap::new();
    let witnesses = s.milestones.iter().flat_map(|m| &m.terms.witnesses);
    for witness in witnesses {
        let WitnessKind::Feed {
            oracle: address,
            feed,
            ..
        } = &witness.kind
        else {
            continue;
        };
        if !out.contains_key(address) {
            let known = Oracle {
                config: ask(view, address, &oracle::QueryMsg::Config {})?,
                adapter: ask(view, address, &adapter::QueryMsg::Config {})?,
                feeds: BTreeMap::new(),
            };
            out.insert(address.clone(), known);
        }
        let question = oracle::QueryMsg::Feed { feed: feed.clone() };
        let told = ask(view, address, &question)?;
        if let Some(known) = out.get_mut(address) {
            known.feeds.insert(feed.clone(), told);
        }
    }
    Ok(out)
}

/// What state leaves ask, each contract once.
fn targets(
    view: &dyn ChainView,
    s: &Snapshot,
    options: &Options<'_>,
) -> Result<Vec<Seen>, ViewError> {
    let releases = options.before.iter().chain(options.codes);
    let counted: Vec<_> = releases
        .filter_map(|codes| codes.get(PAYMENTS))
        .map(|checksum| checksum.to_hex())
        .collect();
    let mut out: Vec<Seen> = Vec::new();
    for milestone in &s.milestones {
        for witness in &milestone.terms.witnesses {
            let WitnessKind::State { contract, .. } = &witness.kind else {
                continue;
            };
            // Of an address that is no contract, `code` says so.
            let info = s.parties.get(contract).and_then(Option::as_ref);
            let (Some(info), None) = (info, out.iter().find(|seen| seen.address == *contract))
            else {
                continue;
            };
            out.push(Seen {
                role: format!("state {} of {}", witness.name, milestone.terms.name),
                address: contract.clone(),
                info: info.clone(),
                history: view.code_history(contract)?,
                code: counted.contains(&info.checksum).then_some(PAYMENTS),
            });
        }
    }
    Ok(out)
}

fn groups(
    view: &dyn ChainView,
    s: &Snapshot,
    parties: &BTreeMap<Addr, Party>,
    oracles: &BTreeMap<Addr, Oracle>,
) -> Result<BTreeMap<Addr, (String, Group)>, ViewError> {
    let mut named: BTreeMap<Addr, String> = BTreeMap::new();
    for milestone in &s.milestones {
        for witness in &milestone.terms.witnesses {
            if let WitnessKind::Committee { group, .. } = &witness.kind {
                let role = format!("committee {}", witness.name);
                named.entry(group.clone()).or_insert(role);
            }
        }
    }
    for party in parties.values() {
        if let Some(terms) = party.multisig.as_ref().and_then(|m| m.terms.as_ref()) {
            let role = format!("group behind the {}", party.roles.join(", "));
            named.entry(terms.group.clone()).or_insert(role);
        }
    }
    for feed in oracles
        .values()
        .flat_map(|oracle| oracle.feeds.values().flatten())
    {
        let role = format!("reporters of {}", feed.terms.name);
        named.entry(feed.terms.group.clone()).or_insert(role);
    }
    if let Some(voting) = s.voting.as_ref().filter(|v| v.stake.is_none()) {
        let role = "voters of the governance".to_owned();
        named.entry(voting.config.source.clone()).or_insert(role);
    }
    let read = |(address, role): (Addr, String)| {
        let group = members::group(view, &address)?;
        Ok((address, (role, group)))
    };
    named.into_iter().map(read).collect()
}

fn contracts(
    view: &dyn ChainView,
    s: &Snapshot,
    parties: &BTreeMap<Addr, Party>,
    groups: &BTreeMap<Addr, (String, Group)>,
) -> Result<Vec<Seen>, ViewError> {
    let mut out = Vec::new();
    let mut add = |role: &str, address: &Addr, info: &ContractInfo, code| {
        out.push(Seen {
            role: role.to_owned(),
            address: address.clone(),
            info: info.clone(),
            history: view.code_history(address)?,
            code,
        });
        Ok::<_, ViewError>(())
    };
    add(
        "vault",
        &s.vault_address,
        &s.vault_info,
        Some(codes::VESTING),
    )?;
    let judge = &s.vault.milestones;
    add(
        "milestones",
        judge,
        &s.milestones_info,
        Some(codes::MILESTONES),
    )?;
    if let Some(v) = &s.voting {
        add("governance", &v.address, &v.info, Some(codes::GOVERNANCE))?;
        if v.stake.is_some() {
            add(
                "stake",
                &v.config.source,
                &v.source_info,
                Some(codes::STAKE),
            )?;
        }
    }
    for (address, (role, group)) in groups {
        add(role, address, &group.info, Some(codes::GROUP))?;
    }
    for (address, party) in parties {
        if party.account == Account::Contract {
            let info = view.contract_info(address)?;
            let flexible = party.multisig.as_ref().is_some_and(|m| m.terms.is_some());
            let code = flexible.then_some(codes::MULTISIG);
            add(&party.roles.join(", "), address, &info, code)?;
        }
    }
    if let (Denom::Cw20(token), Some(info)) = (&s.vault.asset.denom, &s.token_info) {
        add("token", token, info, None)?;
    }
    Ok(out)
}

/// What an account holds of the vault's asset.
pub fn held(site: &Site<'_>, address: &Addr) -> Result<Uint128, ViewError> {
    #[derive(serde::Deserialize)]
    struct Held {
        balance: Uint128,
    }
    match &site.s.vault.asset.denom {
        Denom::Native(denom) => site.view.balance(address, denom),
        Denom::Cw20(token) => {
            let question = serde_json::json!({ "balance": { "address": address } });
            let held: Option<Held> = ask(site.view, token, &question)?;
            let what = || ViewError::malformed("balance", "the token does not tell");
            held.map(|held| held.balance).ok_or_else(what)
        }
    }
}
