use milegate_report::Account;

use crate::finding::Finding;
use crate::site::Site;

/// Vault, milestones, governance and stake name each other, and nobody else in their places.
pub fn wiring(site: &Site<'_>, found: &mut Finding) {
    let s = &site.s;
    let (vault, judge) = (&s.vault_address, &s.vault.milestones);
    found.check(
        s.config.vaults.contains(vault),
        format!("the vault names {judge}, which lists it"),
        format!("the milestones {judge} do not list this vault: its holders could attest"),
    );
    let expected = s.vault.milestones_checksum.to_hex();
    found.check(
        s.milestones_info.checksum == expected,
        format!("the milestones run the code the vault expects, {expected}"),
        format!(
            "the milestones run {}, the vault expects {expected}",
            s.milestones_info.checksum
        ),
    );
    let gates = s.schedules.iter().flat_map(|x| x.schedule.milestones());
    let unknown = |name: &&str| !s.milestones.iter().any(|m| m.terms.name == *name);
    for name in gates.filter(unknown) {
        found.wrong(format!(
            "a gate names the milestone {name}, which is not there"
        ));
    }
    if let Some(named) = &s.config.governance {
        found.check(
            s.vault.governance.as_ref() == Some(named),
            format!("vault and milestones name the same governance, {named}"),
            format!(
                "the milestones name the governance {named}, the vault {}",
                s.vault.governance.as_ref().map_or("none", |g| g.as_str())
            ),
        );
    }
    voting(site, found);
    for (address, oracle) in &site.oracles {
        if let Some(governance) = oracle.config.as_ref().and_then(|c| c.governance.as_ref()) {
            found.check(
                site.is_governance(governance.as_str()),
                format!("the oracle {address} obeys the same governance"),
                format!("the oracle {address} obeys another governance, {governance}"),
            );
        }
        if let Some(adapter) = &oracle.adapter {
            let (feed, source) = (&adapter.feed.name, &adapter.feed.group);
            let pair = format!("{}/{}", adapter.base, adapter.quote);
            found.note(format!("{feed} of {address} is {pair} as {source} has it"));
        }
    }
}

fn voting(site: &Site<'_>, found: &mut Finding) {
    let s = &site.s;
    let Some(v) = &s.voting else { return };
    let judge = &s.vault.milestones;
    let suite = v.config.suites.iter().find(|x| x.milestones == *judge);
    let vaults = suite.map(|suite| &suite.vaults);
    found.check(
        vaults == Some(&s.config.vaults),
        format!(
            "the governance {} recuses holders of the same vaults",
            v.address
        ),
        format!(
            "the governance {} recuses holders of {:?}, the milestones list {:?}",
            v.address,
            vaults
                .into_iter()
                .flatten()
                .map(|a| a.as_str())
                .collect::<Vec<_>>(),
            s.config
                .vaults
                .iter()
                .map(|a| a.as_str())
                .collect::<Vec<_>>()
        ),
    );
    let starts = s.milestones.iter().filter(|m| s.names(&m.terms.name));
    let first = starts.map(|m| m.terms.start).min();
    found.check(
        first.is_none_or(|first| v.config.start >= first),
        format!(
            "nobody can be recused by vote before {}",
            site.date(v.config.start)
        ),
        format!(
            "the governance recuses from {} on, vaults can be sealed until {}",
            site.date(v.config.start),
            site.date(first.unwrap_or_default())
        ),
    );
    let (Some(token), Some(staking)) = (&v.config.token, &v.stake) else {
        return;
    };
    let source = &v.config.source;
    found.check(
        token.denom == staking.config.denom
            && token.tokens_per_weight == staking.config.tokens_per_weight,
        format!("power is {} staked in {source}", token.denom),
        format!(
            "power is said to be {}, {source} stakes {}",
            token.denom, staking.config.denom
        ),
    );
}

/// A court is never one key that somebody could lose, sell or be made to use.
pub fn court(site: &Site<'_>, found: &mut Finding) {
    for milestone in &site.s.milestones {
        let (name, court) = (&milestone.terms.name, &milestone.terms.court);
        let votes = site.s.voting.as_ref().is_some_and(|v| v.address == *court);
        let account = site.parties.get(court).map(|party| &party.account);
        match account {
            _ if votes => found.note(format!("{name}: the governance by vote, {court}")),
            Some(Account::Contract) => found.note(format!("{name}: the contract {court}")),
            Some(Account::Module(module)) => {
                found.note(format!("{name}: the module {module}, {court}"));
            }
            Some(Account::Unseen) => {
                found.wrong(format!("{name}: the chain knows no account {court}"));
            }
            Some(Account::Key) | None => {
                found.wrong(format!("{name}: {court} is a plain key, not a contract"));
            }
        }
    }
}
