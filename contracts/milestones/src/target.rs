//! What a state leaf asks of another contract, and of the chain about it.

use cosmwasm_std::{
    Addr, Binary, HexBinary, QuerierWrapper, QueryRequest, StdError, StdResult, SystemResult,
    WasmQuery, to_json_vec,
};
use milegate_api::answer::Answer;
use milegate_api::lean::Lean;
use milegate_core::milestone::{Check, Evidence, Refusal, Seen, WitnessKind};
use serde::Deserialize;

use crate::ContractError;

/// Schema of the evidence of an observation.
const SCHEMA: &str = "milegate/state/1";

/// What was seen.
pub struct Answered {
    /// In one word.
    pub seen: Seen,
    /// The code that the contract runs.
    pub code_id: u64,
    /// What was asked, and what the answer was; the digest is the code's.
    pub evidence: Evidence,
}

/// Asks what a state leaf asks.
pub fn look(querier: &QuerierWrapper, kind: &WitnessKind<Addr>) -> Result<Answered, ContractError> {
    let WitnessKind::State {
        contract,
        code_id,
        checksum,
        query,
        checks,
        ..
    } = kind
    else {
        return Err(StdError::generic_err("nothing to observe").into());
    };
    let mut answered = Answered {
        seen: Seen::OtherCode,
        code_id: code_of(querier, contract)?,
        evidence: Evidence {
            schema: SCHEMA.to_string(),
            uri: contract.to_string(),
            digest: checksum.clone(),
            metric: words(checks.iter().map(Check::to_string)),
            value: String::new(),
        },
    };
    if answered.code_id != *code_id {
        return Ok(answered);
    }

    let answer = Answer::read(&ask(querier, contract, query)?)?;
    let mut values = vec![];
    answered.seen = Seen::True;
    for check in checks {
        let value = answer.at(&check.pointer)?;
        let passes = check.passes(&value).ok_or_else(|| Refusal::NoNumber {
            check: check.to_string(),
            value: value.clone(),
        })?;
        if !passes {
            answered.seen = Seen::False;
        }
        values.push(value);
    }
    answered.evidence.value = words(values.into_iter());

    Ok(answered)
}

/// At birth the contract runs the code that is named, that code is the one meant, and the query is
/// JSON. What it answers may be anything: it may not be there yet.
pub fn check(
    querier: &QuerierWrapper,
    witness: &str,
    kind: &WitnessKind<Addr>,
) -> Result<(), ContractError> {
    let WitnessKind::State {
        contract,
        code_id,
        checksum,
        query,
        ..
    } = kind
    else {
        return Ok(());
    };
    Answer::read(query.as_bytes())?;
    let runs = code_of(querier, contract)?;
    let of_code: Lean<Code> = querier.query(&WasmQuery::CodeInfo { code_id: runs }.into())?;
    if runs != *code_id || of_code.0.checksum != *checksum {
        return Err(ContractError::OtherCode {
            witness: witness.to_string(),
            contract: contract.clone(),
            code_id: runs,
            checksum: of_code.0.checksum,
        });
    }

    Ok(())
}

#[derive(Deserialize)]
struct Code {
    checksum: HexBinary,
}

#[derive(Deserialize)]
struct Runs {
    code_id: u64,
}

fn code_of(querier: &QuerierWrapper, contract: &Addr) -> StdResult<u64> {
    let info = WasmQuery::ContractInfo {
        contract_addr: contract.to_string(),
    };
    let Lean(Runs { code_id }) = querier.query(&info.into())?;

    Ok(code_id)
}

/// The bytes of a smart query's answer.
fn ask(querier: &QuerierWrapper, contract: &Addr, query: &str) -> StdResult<Binary> {
    let request: QueryRequest = WasmQuery::Smart {
        contract_addr: contract.to_string(),
        msg: query.as_bytes().into(),
    }
    .into();
    match querier.raw_query(&to_json_vec(&request)?) {
        SystemResult::Err(error) => Err(StdError::generic_err(format!(
            "the query of {contract} failed: {error}"
        ))),
        SystemResult::Ok(answer) => answer.into_result().map_err(|error| {
            StdError::generic_err(format!("{contract} refused the query: {error}"))
        }),
    }
}

fn words(of: impl Iterator<Item = String>) -> String {
    of.collect::<Vec<_>>().join(", ")
}
