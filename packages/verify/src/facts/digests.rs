use cosmwasm_std::HexBinary;
use milegate_api::vesting::{Event, InstantiateMsg, NewGrant, seal as seal_digest};
use milegate_report::Tx;

use crate::finding::Finding;
use crate::site::Site;

/// Every contract stores the digest of the plan it was born from; it is the one of the plan at hand.
pub fn plan(site: &Site<'_>, found: &mut Finding) {
    let s = &site.s;
    let first = &s.vault.plan.digest;
    let mut others = vec![("milestones", &s.config.plan.digest)];
    if let Some(v) = &s.voting {
        others.push(("governance", &v.config.plan.digest));
        if let Some(staking) = &v.stake {
            others.push(("stake", &staking.config.plan.digest));
        }
    }
    let oracles = site
        .oracles
        .values()
        .filter_map(|oracle| oracle.config.as_ref());
    others.extend(oracles.map(|config| ("oracle", &config.plan.digest)));
    for (role, digest) in others {
        found.check(
            digest == first,
            format!("{role} and vault: {first}"),
            format!("{role}: {digest}, vault: {first}"),
        );
    }
    match site.options.plan.map(|plan| plan.digest()) {
        None => found.unseen("no --plan to compare with; the board's resolution names its digest"),
        Some(digest) => found.check(
            digest == *first,
            format!("the plan at hand has the digest {digest}"),
            format!("the plan at hand has the digest {digest}, the chain {first}"),
        ),
    }
}

/// Addresses follow from the creator, the code and the plan's digest.
pub fn addresses(site: &Site<'_>, found: &mut Finding) {
    match &site.plan {
        None => found.unseen("no --plan to compare with"),
        Some(Err(why)) => found.unseen(why),
        Some(Ok(planned)) => {
            planned
                .misplaced
                .iter()
                .for_each(|words| found.wrong(words.clone()));
            let (count, creator) = (
                planned.deployment.contracts.len(),
                &planned.deployment.creator,
            );
            found.note(format!("{count} contracts, made by {creator}"));
        }
    }
}

/// The vault's running digest over its terms and grants, from the plan if there is one, else from
/// the messages and events that made it.
pub fn seal(site: &Site<'_>, found: &mut Finding) {
    let stands = &site.s.vault.seal_digest;
    let (computed, source) = match (site.options.plan, site.planned()) {
        (None, _) => match from_log(site) {
            Ok(digest) => (digest, "the log"),
            Err(why) => return found.unseen(why),
        },
        (Some(_), Err(why)) => return found.unseen(why),
        (Some(_), Ok(planned)) => match seal_digest::digest(&planned.vault, &planned.grants) {
            Ok(digest) => (digest, "the plan"),
            Err(why) => return found.unseen(why),
        },
    };
    found.check(
        computed == *stands,
        format!("{source} gives {stands}, as the vault says"),
        format!("{source} gives {computed}, the vault says {stands}"),
    );
}

fn from_log(site: &Site<'_>) -> Result<HexBinary, String> {
    let log = site.log().map_err(str::to_owned)?;
    let vault = site.s.vault_address.as_str();
    let mut terms = None;
    let mut grants = Vec::new();
    for tx in log.iter().filter(|tx| tx.error.is_none()) {
        for event in events(tx, vault) {
            match event {
                Event::Drafted { .. } => terms = birth(tx, site),
                Event::GrantAdded {
                    grant,
                    schedule,
                    owner,
                    payee,
                    lots,
                    anyone_claims,
                    ..
                } => grants.push(NewGrant {
                    grant,
                    schedule,
                    owner,
                    payee: Some(payee),
                    lots: lots.into(),
                    anyone_claims,
                }),
                _ => {}
            }
        }
    }
    let terms =
        terms.ok_or("the message that made the vault is not in the log, and there is no --plan")?;
    seal_digest::digest(&terms, &grants).map_err(|e| e.to_string())
}

/// The message in a transaction that made this vault.
fn birth(tx: &Tx, site: &Site<'_>) -> Option<InstantiateMsg> {
    let parsed = tx
        .messages
        .iter()
        .filter_map(|message| serde_json::from_str(&message.msg).ok());
    let mut own = parsed.filter(|msg: &InstantiateMsg| {
        msg.plan.digest == site.s.vault.plan.digest
            && msg.milestones.address == site.s.vault.milestones.as_str()
    });
    own.next()
}

/// What a contract wrote in a transaction.
pub fn events(tx: &Tx, contract: &str) -> Vec<Event> {
    let own = tx
        .events
        .iter()
        .filter(|e| e.get("_contract_address") == Some(contract));
    let parsed = own.filter_map(|event| {
        // The module's own attributes begin with an underscore, which contracts may not write.
        let said = event
            .attributes
            .iter()
            .filter(|(key, _)| !key.starts_with('_'));
        let event = cosmwasm_std::Event::new(&event.ty).add_attributes(said.cloned());
        Event::parse(&event)?.ok()
    });
    parsed.collect()
}
