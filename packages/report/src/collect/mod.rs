//! From what a node says to what a report shows.

mod futures;
mod gas;
mod holders;
mod instants;
mod milestones;
mod money;
mod powers;
mod series;
mod votes;
mod words;

use cosmwasm_std::Addr;
use milegate_api::common::Denom;

pub use futures::{ends_by, first_missed, first_reached};
pub use gas::action;
pub use holders::pending;
pub use milestones::milestones;
use powers::gates;
pub use powers::powers;
pub use votes::percent;

use crate::books;
use crate::ledger;
use crate::model::{Contract, Header, LastToken, Report, Votes};
use crate::snapshot::Snapshot;
use crate::units::Asset;
use crate::view::{ChainView, ViewError};

/// Reads a vault and everything it names, and makes a report of it; `command` is what makes the
/// same report again.
pub fn collect(view: &dyn ChainView, vault: &Addr, command: &str) -> Result<Report, ViewError> {
    let snapshot = Snapshot::read(view, vault)?;
    report(view, &snapshot, command)
}

/// Makes a report of a snapshot; the view is asked only for forecasts.
pub fn report(view: &dyn ChainView, s: &Snapshot, command: &str) -> Result<Report, ViewError> {
    let asset = asset(s);
    let books = books::read(s);
    let series = series::read(view, s, &books)?;
    let payments = money::payments(s);
    let dues = money::dues(s);
    Ok(Report {
        header: header(s),
        circulating: money::circulating(s),
        totals: money::totals(s, &books),
        categories: money::categories(s, &books),
        milestones: milestones(s),
        history: series.history,
        releases: series.releases,
        fan: series.fan,
        unlocks: series.unlocks,
        last_token: last_token(s),
        guards: money::guards(s),
        fate: money::fate(s, &books, &dues),
        changes: holders::changes(s, &books),
        pending: holders::pending(s),
        reserves: holders::reserves(s, &books),
        votes: votes::votes(s, &books),
        powers: powers(s),
        gates: gates(s),
        unclaimed: money::unclaimed(s),
        gas: gas::table(s),
        command: command.into(),
        asset,
        payments,
        dues,
    })
}

/// The governance and everything that was put to it; none where nothing is voted on.
pub fn votes(s: &Snapshot) -> Option<Votes> {
    votes::votes(s, &books::read(s))
}

/// What a vault's amounts are counted in.
pub fn asset(s: &Snapshot) -> Asset {
    Asset::of(&s.vault.asset)
}

fn header(s: &Snapshot) -> Header {
    let contract = |role: &str, address: &Addr, info: &crate::view::ContractInfo| Contract {
        role: role.into(),
        address: address.clone(),
        label: info.label.clone(),
        checksum: info.checksum.clone(),
        admin: info.admin.clone(),
    };
    let mut contracts = vec![
        contract("vault", &s.vault_address, &s.vault_info),
        contract("milestones", &s.vault.milestones, &s.milestones_info),
    ];
    if let (Denom::Cw20(address), Some(info)) = (&s.vault.asset.denom, &s.token_info) {
        contracts.push(contract("token", address, info));
    }
    if let Some(v) = &s.voting {
        contracts.push(contract("governance", &v.address, &v.info));
        if v.stake.is_some() {
            contracts.push(contract("stake", &v.config.source, &v.source_info));
        }
    }
    contracts.extend(
        s.groups
            .iter()
            .map(|(a, g)| contract("committee", a, &g.info)),
    );
    for (address, info) in &s.parties {
        let court = s.milestones.iter().any(|m| m.terms.court == *address);
        if let Some(info) = info {
            contracts.push(contract(
                if court { "court" } else { "authority" },
                address,
                info,
            ));
        }
    }
    Header {
        plan: s.vault.plan.name.clone(),
        plan_digest: s.vault.plan.digest.to_hex(),
        seal_digest: s.vault.seal_digest.to_hex(),
        sealed_at: s.sealed_at(),
        chain_id: s.block.chain_id.clone(),
        simulated: s.simulated,
        height: s.block.height,
        time: s.block.time,
        grants: s.vault.grants,
        notice: s.vault.notice,
        contracts,
    }
}

fn last_token(s: &Snapshot) -> LastToken {
    let (reached, missed) = (futures::all_reached(s), futures::all_missed(s));
    let last = |ends: &ledger::Ends| {
        let notice = s.vault.notice;
        s.schedules
            .iter()
            .filter_map(|x| ledger::last(&x.schedule, notice, ends))
            .max()
    };
    LastToken {
        decided: last(&s.ends()),
        earliest: last(&reached),
        latest: last(&missed),
    }
}
