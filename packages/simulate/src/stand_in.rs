//! Contracts of others that a plan's witnesses look at, on a chain that does not have them.

use std::path::Path;

use cosmwasm_std::{Addr, HexBinary};
use embedded_chain::{Chain, Code};
use milegate_plan::{Codes, Deployment, Plan, Step, StepError, WitnessKind};
use serde_json::{Value, json};

use crate::drive::{self, DriveError};
use crate::stage::StageError;

/// The code that stands in.
const CODE: &str = "milegate_stand_in";

/// Puts a stand-in wherever a state witness looks at a contract that the plan does not deploy; the
/// keeper may change its code. The steps then name its code, which on a simulated chain is the one
/// that is there.
pub fn place(
    chain: &mut Chain,
    artifacts: &Path,
    codes: &Codes,
    (plan, deployment): (&Plan, &Deployment),
    keeper: &Addr,
    steps: &mut [Step],
) -> Result<(), StageError> {
    let others = others(plan, deployment)?;
    if others.is_empty() {
        return Ok(());
    }

    let unknown = || DriveError::Message(format!("checksums.txt does not name {CODE}.wasm"));
    let checksum = codes.get(CODE).ok_or_else(unknown)?;
    let code = drive::store(chain, artifacts, CODE, checksum)?;
    for address in &others {
        chain
            .place(address, keeper, code, &json!({}), "stand-in", Some(keeper))
            .map_err(DriveError::from)?;
    }
    for step in steps {
        if let Step::Instantiate { msg, .. } = step {
            name_code(msg, &others, code);
        }
    }
    Ok(())
}

/// Contracts that witnesses look at and no step creates, each once.
fn others(plan: &Plan, deployment: &Deployment) -> Result<Vec<Addr>, StepError> {
    let mut others = vec![];
    for witness in &plan.witnesses {
        let WitnessKind::State(leaf) = &witness.kind else {
            continue;
        };
        let address = Addr::unchecked(deployment.resolve(&leaf.contract)?);
        let own = deployment
            .contracts
            .values()
            .any(|own| address.as_str() == own.as_str());
        if !own && !others.contains(&address) {
            others.push(address);
        }
    }

    Ok(others)
}

/// Wherever a message speaks of one of the contracts and its code, the code is the stand-in's.
fn name_code(msg: &mut Value, others: &[Addr], code: Code) {
    match msg {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| name_code(item, others, code)),
        Value::Object(fields) => {
            let contract = fields.get("contract").and_then(Value::as_str);
            let stands_in =
                contract.is_some_and(|of| others.iter().any(|known| known.as_str() == of));
            if stands_in && fields.contains_key("code_id") {
                let checksum = HexBinary::from(code.checksum.as_slice());
                fields.insert("code_id".into(), code.id.into());
                fields.insert("checksum".into(), checksum.to_hex().into());
            }
            let inner = fields.values_mut();
            inner.for_each(|value| name_code(value, others, code));
        }
        _ => {}
    }
}
