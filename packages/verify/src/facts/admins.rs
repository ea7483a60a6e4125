use milegate_plan::codes;

use crate::finding::Finding;
use crate::site::{ADAPTER, PAYMENTS, Seen, Site};

/// Codes that never change: other code than the one named would suspend a leaf that counts payments.
pub const NEVER: [&str; 4] = [codes::VESTING, codes::MILESTONES, codes::STAKE, PAYMENTS];

/// Contracts whose code never changes have no admin at all, and have never had another code, which
/// could have written into them whatever it liked.
pub fn immutable(site: &Site<'_>, found: &mut Finding) {
    for seen in playing(site, &NEVER) {
        let role = &seen.role;
        if let [first, later @ ..] = seen.history.as_slice()
            && !later.is_empty()
        {
            let later = later.join(", then ");
            found.wrong(format!("{role} was created with {first}, then ran {later}"));
        }
        match &seen.info.admin {
            None => found.note(format!("{role} has no admin")),
            Some(admin) => found.wrong(format!(
                "{role} has an admin, {admin}, who can replace its code"
            )),
        }
    }
}

/// The governance administers itself and the oracles, or nobody does.
pub fn upgrades(site: &Site<'_>, found: &mut Finding) {
    for seen in playing(site, &[codes::GOVERNANCE, codes::ORACLE, ADAPTER]) {
        let role = &seen.role;
        match &seen.info.admin {
            None => found.note(format!("{role} has no admin")),
            Some(admin) => found.check(
                site.is_governance(admin),
                format!("{role}: governance can replace its code"),
                format!("{role}: {admin} can replace its code"),
            ),
        }
    }
    if site.s.voting.is_none() {
        found.note("nothing here is decided by a governance of this suite");
    }
}

/// Members of a group, and the code of groups and multisigs, change by governance or not at all.
pub fn groups(site: &Site<'_>, found: &mut Finding) {
    for (address, (role, group)) in &site.groups {
        let role = format!("{role} ({address})");
        match &group.admin {
            None => found.note(format!("members of {role}: nobody can change them")),
            Some(admin) => found.check(
                site.is_governance(admin),
                format!("members of {role}: governance can change them"),
                format!("members of {role}: {admin} can change them"),
            ),
        }
    }
    for seen in playing(site, &[codes::GROUP, codes::MULTISIG]) {
        if let Some(admin) = &seen.info.admin {
            let role = &seen.role;
            found.check(
                site.is_governance(admin),
                format!("code of {role}: governance can replace it"),
                format!("code of {role}: {admin} can replace it"),
            );
        }
    }
    if site.groups.is_empty() {
        found.note("no groups");
    }
}

fn playing<'a>(site: &'a Site<'_>, codes: &'a [&str]) -> impl Iterator<Item = &'a Seen> {
    let plays = |seen: &&Seen| seen.code.is_some_and(|code| codes.contains(&code));
    site.contracts.iter().chain(&site.targets).filter(plays)
}
