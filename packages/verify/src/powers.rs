//! Who can do what alone, and how long others have to object.

use cosmwasm_std::Addr;
use milegate_api::core::Span;
use milegate_api::core::governance::Class;
use milegate_api::core::milestone::WitnessKind;
use milegate_report::{Power, dates};

use crate::facts::words;
use crate::model::Alone;
use crate::site::Site;

/// Everybody with a power that has not ended, the report's and those of the deployment itself.
pub fn alone(site: &Site<'_>) -> Vec<Alone> {
    let s = &site.s;
    let told = milegate_report::powers(s);
    let name = |who: &Addr| site.planned().ok()?.known(who.as_str());
    let mut all: Vec<Alone> = told
        .into_iter()
        .filter(|power| !power.ended)
        .map(|power| Alone {
            objection: objection(site, &power),
            name: name(&power.who),
            role: power.role,
            who: power.who,
            by_vote: power.by_vote,
            may: power.may,
            until: power.until,
        })
        .collect();
    let mut add = |role: &str, who: &Addr, may: String, objection: &str| {
        all.push(Alone {
            role: role.to_owned(),
            who: who.clone(),
            name: name(who),
            by_vote: s.voting.as_ref().is_some_and(|v| v.address == *who),
            may,
            until: None,
            objection: objection.to_owned(),
        });
    };
    if s.sealed_at().is_none() {
        let may = "adds grants as long as the vault is a draft".to_owned();
        add(
            "issuer",
            &s.vault.issuer,
            may,
            "until the sealing, which names the digest of all grants",
        );
        let may = format!("seals the vault with {}", site.amount(s.vault.funding));
        add(
            "funder",
            &s.vault.funder,
            may,
            "none needed: it pays, and names what it expects",
        );
    }
    for seen in site.contracts.iter().chain(&site.targets) {
        let admin = seen.info.admin.as_ref().map(Addr::unchecked);
        if let Some(admin) = admin.filter(|admin| *admin != seen.address) {
            let may = format!("replaces the code of the {}", seen.role);
            add("admin", &admin, may, "none");
        }
    }
    all
}

fn objection(site: &Site<'_>, power: &Power) -> String {
    let s = &site.s;
    let vote = |class: Class| {
        let rule = s.voting.as_ref().map(|v| *v.config.rules.of(class));
        let span = rule.map(|rule| rule.voting.then(rule.delay));
        span.map_or_else(String::new, |span| {
            format!("{} from proposal to execution", words(span))
        })
    };
    match power.role.as_str() {
        "dismisses" => {
            let notices = s.vault.categories.iter().filter_map(|c| c.leavers.as_ref());
            let notices = notices.filter(|l| l.by == power.who).map(|l| l.notice);
            let cancels = match &s.vault.governance {
                Some(governance) => format!("{governance} may cancel"),
                None => "nobody else may cancel".to_owned(),
            };
            format!("{}; {cancels}", shortest(notices))
        }
        "committee" | "witness" | "state" | "oracle" => {
            let judged = s.milestones.iter().filter(|m| {
                m.terms.witnesses.iter().any(|w| match &w.kind {
                    WitnessKind::Committee { group, .. } => *group == power.who,
                    WitnessKind::Authority { address } => *address == power.who,
                    WitnessKind::State { contract, .. } => *contract == power.who,
                    WitnessKind::Feed { oracle, .. } => *oracle == power.who,
                    WitnessKind::Assertion { .. } => false,
                })
            });
            let window = shortest(judged.map(|m| m.terms.window));
            let before = match power.by_vote {
                true => format!("{}, then ", vote(Class::Attest)),
                false => String::new(),
            };
            format!("{before}{window}, in which anyone may challenge")
        }
        "court" if power.by_vote => format!("{}; a verdict is final", vote(Class::Dispute)),
        "court" => "none: a verdict is final".to_owned(),
        "governance" if power.by_vote => {
            format!("{} at least, the guardian may cancel", vote(Class::Spend))
        }
        "governance" => "none needed: what it does leaves a holder in service".to_owned(),
        "assigner" => "none: these lots are locked behind the same gates".to_owned(),
        "guardian" => "none needed: it only cancels".to_owned(),
        "stake" => "none needed".to_owned(),
        _ => "none".to_owned(),
    }
}

/// The shorter on either clock.
fn shortest(spans: impl Iterator<Item = Span>) -> String {
    let least = spans.reduce(|a, b| Span {
        seconds: a.seconds.min(b.seconds),
        blocks: a.blocks.min(b.blocks),
    });
    least.map_or_else(|| dates::length(0), words)
}
