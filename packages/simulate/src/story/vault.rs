//! What the vault did, in words.

use cosmwasm_std::Event as ChainEvent;
use milegate_api::vesting::{ChangeKind, Event};
use milegate_report::dates::date;

use super::name;
use crate::cast::Cast;

/// The line of an event, if it is one of its own and worth one. Claims are summed up by whoever
/// sends them; here only those are told that come with something else.
pub fn line(event: &ChainEvent, cast: &Cast) -> Option<String> {
    let who = |address: &str| name(cast, address);
    let words = |amount| cast.asset.words(amount);
    Some(match Event::parse(event)?.ok()? {
        Event::Assigned {
            grant,
            category,
            owner,
            amount,
            forfeited,
            ..
        } => {
            let (owner, amount) = (who(&owner), words(amount));
            let to = match owner == grant {
                true => String::new(),
                false => format!(" to {owner}"),
            };
            let lost = match forfeited.is_zero() {
                true => String::new(),
                false => format!("; {} of it had been lost before", words(forfeited)),
            };
            format!("{grant}: granted {amount} out of the reserve of {category}{to}{lost}")
        }
        Event::CohortAdded {
            schedule,
            template,
            service_start,
            ..
        } => {
            let start = date(service_start);
            format!("cohort {schedule}: as {template}, with service from {start}")
        }
        Event::ReserveLapsed {
            category,
            forfeited,
            ..
        } => {
            let left = words(forfeited);
            format!("the reserve of {category} lapses: {left} that nobody was granted")
        }
        Event::ChangeAnnounced {
            grant,
            change,
            by,
            to,
            reason,
            due_time,
            ..
        } => announced(
            &grant,
            &change,
            &who(&by),
            &who(&to),
            &reason,
            &date(due_time),
        ),
        Event::ChangeCancelled {
            grant, change, by, ..
        } => format!("{grant}: {} cancels the {change}", who(&by)),
        Event::Terminated {
            grant,
            kept,
            lost,
            forfeited,
            reason,
            ..
        } => {
            let (lots, lost) = (kept.saturating_add(lost), words(forfeited));
            format!("{grant}: LEFT ({reason}): keeps {kept} lots of {lots}; {lost} is lost")
        }
        Event::PayeeChanged {
            grant,
            from,
            to,
            reason,
            ..
        } => {
            let (from, to) = (who(&from), who(&to));
            format!("{grant}: pays {to}, no longer {from} ({reason})")
        }
        Event::OwnerChanged {
            grant,
            change,
            from,
            to,
            reason,
            ..
        } => {
            let (from, to) = (who(&from), who(&to));
            let how = match change == ChangeKind::Recovery.code() {
                true => "is recovered for",
                false => "goes over to",
            };
            format!("{grant}: {how} {to} from {from} ({reason})")
        }
        Event::RecoveryNamed { grant, address, .. } if address.is_empty() => {
            format!("{grant}: nobody may recover it any more")
        }
        Event::RecoveryNamed { grant, address, .. } => {
            format!(
                "{grant}: {} may recover it if the key is lost",
                who(&address)
            )
        }
        Event::Renounced {
            grant,
            forfeited,
            grant_claimed,
            ..
        } => {
            let (lost, paid) = (words(forfeited), words(grant_claimed));
            format!("{grant}: GIVEN UP: {lost} is lost, {paid} stays paid")
        }
        Event::Declined {
            grant,
            address,
            payee,
            ..
        } => {
            let (address, payee) = (who(&address), who(&payee));
            format!("{grant}: {address} steps down as payee; it pays {payee}")
        }
        Event::GrantsRefused {
            address, refuse, ..
        } => {
            let what = match refuse {
                true => "refuses to be named in grants",
                false => "may be named in grants again",
            };
            format!("{} {what}", who(&address))
        }
        Event::Claimed {
            grant,
            payee,
            amount,
            ..
        } => format!(
            "{grant}: {} is paid to {} first",
            words(amount),
            who(&payee)
        ),
        Event::DuesPaid { sink, amount, .. } => {
            let amount = words(amount);
            format!("{amount} forfeited go to the sink ({sink})")
        }
        _ => return None,
    })
}

fn announced(grant: &str, change: &str, by: &str, to: &str, reason: &str, from: &str) -> String {
    let is = |kind: ChangeKind| change == kind.code();
    if is(ChangeKind::Termination) {
        format!("{grant}: {by} gives notice ({reason}), to leave from {from} on")
    } else if is(ChangeKind::Payee) {
        format!("{grant}: {by} wants {to} paid from {from} on ({reason})")
    } else if is(ChangeKind::Recovery) {
        format!("{grant}: {by} asks to recover it for {to} from {from} on ({reason})")
    } else {
        format!("{grant}: {by} offers it to {to} ({reason})")
    }
}
