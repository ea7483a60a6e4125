use milegate_core::ledger::{Curve, Gate, IfMissed};
use milegate_core::milestone::OnSilence;

use super::{Entry, or_none, sink};
use crate::plan::{Category, Milestone, Plan, Power, Schedule, Tranche};
use crate::text::{Amounts, curve_words, duration_words, instant_words, span_words};

pub fn head(plan: &Plan) -> Vec<Entry> {
    let allow: Vec<&str> = plan.allow.iter().map(|code| code.as_str()).collect();
    let excluded: Vec<String> = plan.excluded.iter().map(|each| each.to_string()).collect();
    let head = Entry::new("plan", "")
        .say("name", &*plan.name)
        .say("start", instant_words(*plan.start))
        .say("block time", format!("{} ms", *plan.block_time))
        .say("prefix", &*plan.prefix)
        .say("accepted warnings", list(&allow))
        .say("excluded from the circulating supply", list(&excluded));
    let documents = plan.documents.iter().map(|document| {
        Entry::new("document", &document.title)
            .say("uri", &document.uri)
            .say("sha256", &document.sha256)
    });
    let mut all = vec![head];
    all.extend(documents);
    all.push(asset(plan));
    all.push(vault(plan));
    all
}

fn list<T: AsRef<str>>(items: &[T]) -> String {
    match items.is_empty() {
        true => "none".to_owned(),
        false => items
            .iter()
            .map(AsRef::as_ref)
            .collect::<Vec<_>>()
            .join(", "),
    }
}

fn asset(plan: &Plan) -> Entry {
    let (asset, amounts) = (&plan.asset, Amounts::of(plan));
    let power = |power: &Power| match power {
        Power::Unsaid => "not said".to_owned(),
        Power::Nobody => "none".to_owned(),
        Power::Of(party) => party.to_string(),
    };
    let powers = asset.powers.as_ref();
    let bonds = &plan.bond_denom;
    Entry::new("asset", "")
        .say("denom", &*asset.denom)
        .maybe("minter", powers.map(|each| power(&each.minter)))
        .maybe("admin", powers.map(|each| power(&each.admin)))
        .say("symbol", &*asset.symbol)
        .say("decimals", *asset.decimals)
        .amount("total supply", &amounts, *asset.total_supply)
        .amount("lot", &amounts, u128::from(*asset.lot))
        .say("bonds are paid in", &bonds.denom)
        .say(
            "bonds are written in",
            format!("{}, {} decimals", bonds.symbol, bonds.decimals),
        )
}

fn vault(plan: &Plan) -> Entry {
    let (vault, amounts) = (&plan.vault, Amounts::of(plan));
    Entry::new("vault", "")
        .amount("granted", &amounts, plan.granted().unwrap_or(0))
        .amount("in reserve", &amounts, plan.reserved().unwrap_or(0))
        .say("grants", plan.grants.len())
        .limit(&amounts, vault.guard.as_ref())
        .say("notice", duration_words(*vault.notice))
        .say("sink", sink(&vault.sink))
        .say("issuer", &*vault.issuer)
        .say("funder", &*vault.funder)
        .say("governance", or_none(vault.governance.as_ref()))
        .say("payee delay", span_words(*vault.payee_delay))
        .say("recovery delay", span_words(*vault.recovery_delay))
        .say("bond sink", sink(&plan.bond_sink))
}

pub fn category(plan: &Plan, category: &Category) -> Entry {
    let amounts = Amounts::of(plan);
    let (reserve, leavers) = (category.reserve.as_ref(), category.leavers.as_ref());
    let expires = reserve.map(|each| instant_words(*each.expires));
    let by = leavers.map(|each| &each.by);
    let notice = leavers.map(|each| span_words(*each.notice));
    Entry::new("category", &category.name)
        .amount("cap", &amounts, *category.cap)
        .amount(
            "granted",
            &amounts,
            plan.granted_in(&category.name).unwrap_or(0),
        )
        .amount("reserve", &amounts, plan.reserved_in(&category.name))
        .maybe(
            "reserve assigned by",
            reserve.map(|each| each.assign_by.to_string()),
        )
        .maybe("reserve expires", expires)
        .limit(&amounts, category.guard.as_ref())
        .say("service ended by", or_none(by))
        .maybe("notice of a termination", notice)
}

pub fn schedule(schedule: &Schedule) -> Entry {
    let service = schedule.service.as_ref().map(|service| {
        let curve = Curve::Linear {
            duration: service.length,
            cliff: service.cliff,
        };
        format!(
            "from {}, {}",
            instant_words(service.start),
            curve_words(&curve)
        )
    });
    let mut entry = Entry::new("schedule", &schedule.name)
        .say("category", &*schedule.category)
        .say("service", service.unwrap_or("none".to_owned()));
    for (number, tranche) in (1_u32..).zip(&schedule.tranches) {
        entry = part(entry, number, tranche);
    }
    entry
}

fn part(entry: Entry, number: u32, tranche: &Tranche) -> Entry {
    let field = |what: &str| format!("tranche {number} {what}");
    let share = match (tranche.numerator, tranche.denominator) {
        (1, 1) => "all".to_owned(),
        (part, of) => format!("{part}/{of}"),
    };
    let (opens, missed) = match &tranche.gate.value {
        Gate::Time { at } => (instant_words(*at), None),
        Gate::Milestone {
            milestone,
            not_before,
            if_missed,
        } => {
            let missed = match if_missed {
                IfMissed::Forfeit {} => "forfeited".to_owned(),
                IfMissed::Fallback { curve } => format!("released {}", curve_words(curve)),
                IfMissed::Roll { milestone } => format!("waits for {milestone}"),
            };
            let opens = format!("{milestone}, not before {}", instant_words(*not_before));
            (opens, Some(missed))
        }
    };
    entry
        .say(&field("share"), share)
        .say(&field("opens"), opens)
        .say(&field("is released"), curve_words(&tranche.curve))
        .maybe(&field("if missed"), missed)
}

pub fn milestone(plan: &Plan, milestone: &Milestone) -> Entry {
    Entry::new("milestone", &milestone.name)
        .say("statement", &milestone.statement)
        .say("schema", &*milestone.schema)
        .say("policy", &*milestone.policy_text)
        .say("deadline", instant_words(*milestone.deadline))
        .say("window", span_words(*milestone.window))
        .say("last call", span_words(*milestone.last_call))
        .say("court", &*milestone.court)
        .say("court's limit", span_words(*milestone.court_limit))
        .say("freshness", span_words(*milestone.freshness))
        .amount("bond", &Amounts::of_bonds(plan), *milestone.bond)
        .say(
            "a silent court",
            match milestone.on_silence {
                OnSilence::Stands => "stands",
                OnSilence::Falls => "falls",
            },
        )
}
