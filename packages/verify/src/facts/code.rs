use milegate_api::core::milestone::WitnessKind;
use milegate_plan::Codes;

use super::admins::NEVER;
use crate::finding::Finding;
use crate::site::{Seen, Site};

/// The code of every contract of the wiring is the released one of its role; if it was created with
/// other code, that was released too. Contracts that no release has, such as tokens and courts of
/// somebody else, are named with their checksum.
pub fn code(site: &Site<'_>, found: &mut Finding) {
    let Some(codes) = site.options.codes else {
        return found.unseen("no checksums of a release to compare with (--checksums)");
    };
    for seen in &site.contracts {
        let (role, checksum) = (&seen.role, &seen.info.checksum);
        let Some(code) = seen.code else {
            found.note(format!("{role} runs code of its own, {checksum}"));
            continue;
        };
        match codes.get(code) {
            None => found.unseen(format!("{role}: the release has no {code}")),
            Some(released) => found.check(
                released.to_hex() == *checksum,
                format!("{role} runs {code}, {checksum}"),
                format!("{role} runs {checksum}, the released {code} is {released}"),
            ),
        }
        // Of what never changes, `immutable` says it.
        if !NEVER.contains(&code) {
            past(seen, code, codes, site.options.before, found);
        }
    }
    for milestone in &site.s.milestones {
        for witness in &milestone.terms.witnesses {
            let WitnessKind::State {
                contract, checksum, ..
            } = &witness.kind
            else {
                continue;
            };
            let what = format!("state {} of {}", witness.name, milestone.terms.name);
            let runs = site.s.parties.get(contract).and_then(Option::as_ref);
            match runs {
                None => found.wrong(format!("{what}: {contract} is no contract")),
                Some(info) => found.check(
                    info.checksum == checksum.to_hex(),
                    format!("{what} asks {contract}, which runs {checksum} as named"),
                    format!(
                        "{what}: {contract} runs {}, {checksum} is named",
                        info.checksum
                    ),
                ),
            }
        }
    }
}

/// What a contract ran before it was upgraded: code that no release has could have written into it
/// whatever it liked.
fn past(seen: &Seen, code: &str, codes: &Codes, before: &[Codes], found: &mut Finding) {
    let role = &seen.role;
    let Some((_, earlier)) = seen.history.split_last() else {
        return;
    };
    for ran in earlier {
        let mut releases = before.iter().chain([codes]);
        found.check(
            releases.any(|release| release.get(code).is_some_and(|known| known.to_hex() == *ran)),
            format!("{role} was upgraded from a release's {code}, {ran}"),
            format!("{role} was upgraded from {ran}, a {code} that no release at hand has (--checksums, again for an earlier one)"),
        );
    }
}
