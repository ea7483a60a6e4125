mod governance;
mod witness;

use cosmwasm_std::HexBinary;
use milegate_api::common::Denom;
use milegate_core::Span;
use milegate_core::milestone::OnSilence;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::plan::{Limit, Member, Plan, Power, SinkTo};

impl Plan {
    /// SHA-256 of [`canonical_json`]: the digest that stands in the board's resolution, salts every
    /// address and is stored by every contract.
    pub fn digest(&self) -> HexBinary {
        let hash: [u8; 32] = Sha256::digest(canonical_json(self).as_bytes()).into();
        HexBinary::from(hash)
    }
}

/// The plan as canonical JSON: names, not derived addresses; base units, seconds and Unix times;
/// every default written out; lists in the order of the file; keys sorted; no blanks. Comments,
/// formatting, file names and accepted warnings are not in it.
pub fn canonical_json(plan: &Plan) -> String {
    let mut text = String::new();
    write(&value(plan), &mut text);
    text
}

fn value(plan: &Plan) -> Value {
    let mut value = terms(plan);
    // A plan that has no such section says nothing of it.
    let sections = [
        ("feeds", witness::feeds(plan)),
        ("stake", plan.stake.as_ref().map(governance::stake)),
        (
            "governance",
            plan.governance.as_ref().map(governance::governance),
        ),
    ];
    for (name, section) in sections {
        if let (Some(section), Some(map)) = (section, value.as_object_mut()) {
            map.insert(name.to_owned(), section);
        }
    }
    value
}

fn terms(plan: &Plan) -> Value {
    json!({
        "format": "milegate/plan/1",
        "plan": {
            "name": *plan.name,
            "start": *plan.start,
            "block_time_ms": *plan.block_time,
            "prefix": *plan.prefix,
            "documents": list(&plan.documents, |document| json!({
                "title": document.title,
                "uri": document.uri,
                "sha256": document.sha256,
            })),
        },
        "asset": {
            "denom": denom(plan),
            "symbol": *plan.asset.symbol,
            "decimals": *plan.asset.decimals,
            "total_supply": text(&*plan.asset.total_supply),
            "lot": text(&*plan.asset.lot),
        },
        "addresses": list(&plan.addresses, |address| json!({
            "name": *address.name,
            "address": text(&*address.party),
            "keys": address.keys.map(|(needed, of)| json!([needed, of])),
        })),
        "multisigs": list(&plan.multisigs, |multisig| json!({
            "name": *multisig.name,
            "members": members(&multisig.members),
            "threshold": text(&*multisig.threshold),
            "voting_period": *multisig.voting_period,
        })),
        "excluded": list(&plan.excluded, |party| text(&**party)),
        "vault": {
            "guard": plan.vault.guard.as_ref().map(|limit| guard(limit)),
            "notice": *plan.vault.notice,
            "sink": sink(&plan.vault.sink),
            "issuer": text(&*plan.vault.issuer),
            "funder": text(&*plan.vault.funder),
            "governance": plan.vault.governance.as_ref().map(|party| text(&**party)),
            "payee_delay": span(&plan.vault.payee_delay),
            "recovery_delay": span(&plan.vault.recovery_delay),
        },
        "categories": list(&plan.categories, |category| json!({
            "name": *category.name,
            "cap": text(&*category.cap),
            "guard": category.guard.as_ref().map(|limit| guard(limit)),
            "reserve": category.reserve.as_ref().map(|reserve| json!({
                "amount": text(&*reserve.amount),
                "assign_by": text(&*reserve.assign_by),
                "expires": *reserve.expires,
            })),
            "leavers": category.leavers.as_ref().map(|leavers| json!({
                "by": text(&*leavers.by),
                "notice": span(&leavers.notice),
            })),
        })),
        "schedules": list(&plan.schedules, |schedule| json!({
            "name": *schedule.name,
            "category": *schedule.category,
            "service": schedule.service.as_ref().map(|service| service.value),
            "tranches": list(&schedule.tranches, |tranche| json!({
                "share": [tranche.numerator, tranche.denominator],
                "gate": *tranche.gate,
                "curve": *tranche.curve,
            })),
        })),
        "grants": list(&plan.grants, |grant| json!({
            "category": grant.category,
            "ref": *grant.reference,
            "owner": text(&*grant.owner),
            "payee": grant.payee.as_ref().map(|payee| text(&**payee)),
            "amount": text(&*grant.amount),
            "schedule": *grant.schedule,
            "anyone_claims": grant.anyone_claims,
        })),
        "bond_denom": {
            "denom": plan.bond_denom.denom,
            "symbol": plan.bond_denom.symbol,
            "decimals": plan.bond_denom.decimals,
        },
        "bond_sink": sink(&plan.bond_sink),
        "milestones": list(&plan.milestones, |milestone| json!({
            "name": *milestone.name,
            "statement": milestone.statement,
            "schema": *milestone.schema,
            "policy": milestone.policy,
            "deadline": *milestone.deadline,
            "window": span(&milestone.window),
            "last_call": span(&milestone.last_call),
            "court_limit": span(&milestone.court_limit),
            "freshness": span(&milestone.freshness),
            "court": text(&*milestone.court),
            "bond": text(&*milestone.bond),
            "on_silence": match milestone.on_silence {
                OnSilence::Stands => "stands",
                OnSilence::Falls => "falls",
            },
        })),
        "witnesses": list(&plan.witnesses, witness::witness),
    })
}

/// A native denom by its name, a cw20 token by its address and who has power over it.
fn denom(plan: &Plan) -> Value {
    let power = |power: &Power| match power {
        Power::Unsaid => Value::Null,
        Power::Nobody => json!("none"),
        Power::Of(party) => text(party),
    };
    let powers = plan.asset.powers.as_ref();
    match &plan.asset.denom.value {
        Denom::Native(name) => json!(name),
        Denom::Cw20(address) => json!({
            "cw20": text(address),
            "minter": powers.map(|powers| power(&powers.minter)),
            "admin": powers.map(|powers| power(&powers.admin)),
        }),
    }
}

fn list<T>(items: &[T], each: impl Fn(&T) -> Value) -> Value {
    Value::Array(items.iter().map(each).collect())
}

/// Numbers that may exceed 53 bits, and whoever is named, as text.
fn text(value: &impl ToString) -> Value {
    Value::String(value.to_string())
}

fn members(members: &[Member]) -> Value {
    list(members, |member| {
        json!([text(&*member.address), text(&*member.weight)])
    })
}

fn guard(limit: &Limit) -> Value {
    json!({ "limit": text(&limit.limit), "period": limit.period })
}

fn span(span: &Span) -> Value {
    json!({ "seconds": span.seconds, "blocks": span.blocks })
}

fn sink(sink: &SinkTo) -> Value {
    match sink {
        SinkTo::Burn => json!("burn"),
        SinkTo::Account(party) => text(party),
    }
}

/// Keys sorted by their bytes, whatever order the map has; scalars as serde_json writes them.
fn write(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            let mut separator = '[';
            for item in items {
                out.push(separator);
                write(item, out);
                separator = ',';
            }
            out.push_str(if items.is_empty() { "[]" } else { "]" });
        }
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| key.as_bytes());
            let mut separator = '{';
            for (key, item) in entries {
                out.push(separator);
                out.push_str(&Value::String(key.clone()).to_string());
                out.push(':');
                write(item, out);
                separator = ',';
            }
            out.push_str(if map.is_empty() { "{}" } else { "}" });
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}
