//! A money market that speaks as Mars does: two contracts with a state of their own, which answer in
//! its words. Formats: `mars-protocol/contracts`, `packages/types/src/red_bank/{msg,types}.rs` (query
//! `market_v2`, answer `MarketV2Response`, commit 0499bb9) and `packages/types/src/params/asset.rs`
//! (query `asset_params`, answer `AssetParams`, commit 69ffec5).
//!
//! Written anew: its crates are GPL and of another CosmWasm. Interest does not accrue.

use cosmwasm_std::{
    Addr, BankMsg, Binary, Decimal, Deps, DepsMut, Empty, Env, HexBinary, MessageInfo, Response,
    StdError, StdResult, Uint128, coins, from_json, to_json_binary,
};
use cw_multi_test::{Contract, ContractWrapper};
use embedded_chain::{Chain, Code};
use milegate_core::milestone::{Check, Comparison, Witness, WitnessKind};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Answer, Builder, DENOM, HELD, OBSERVATIONS, SPACING, Suite, address, of, tok};

/// What must be supplied.
pub const SUPPLIED: u128 = 5_000_000;

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
enum Bank {
    Deposit {
        account_id: Option<String>,
    },
    Withdraw {
        denom: String,
        amount: Option<Uint128>,
        recipient: Option<String>,
        account_id: Option<String>,
    },
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
enum BankQuery {
    MarketV2 { denom: String },
}

fn supplied(deps: Deps) -> Uint128 {
    let supplied = deps.storage.get(b"supplied");
    supplied.map_or(Uint128::zero(), |bytes| from_json(bytes).expect("a number"))
}

fn lend(deps: DepsMut, _: Env, info: MessageInfo, msg: Bank) -> StdResult<Response> {
    let (supplied, response) = match msg {
        Bank::Deposit { .. } => {
            let amount = info
                .funds
                .first()
                .map_or(Uint128::zero(), |coin| coin.amount);
            (supplied(deps.as_ref()) + amount, Response::new())
        }
        Bank::Withdraw { amount, .. } => {
            let supplied = supplied(deps.as_ref());
            let amount = amount.unwrap_or(supplied);
            let send = BankMsg::Send {
                to_address: info.sender.into_string(),
                amount: coins(amount.u128(), DENOM),
            };
            (
                supplied.checked_sub(amount)?,
                Response::new().add_message(send),
            )
        }
    };
    deps.storage.set(b"supplied", &to_json_binary(&supplied)?);
    Ok(response)
}

/// A market that nobody initialised is an error, as `Map::load` is.
fn market(deps: Deps, _: Env, BankQuery::MarketV2 { denom }: BankQuery) -> StdResult<Binary> {
    if denom != DENOM {
        return Err(StdError::not_found(
            "type: mars_types::red_bank::market::Market",
        ));
    }
    let supplied = supplied(deps);
    to_json_binary(&json!({
        "collateral_total_amount": supplied,
        "debt_total_amount": "0",
        "utilization_rate": "0",
        "denom": denom,
        "reserve_factor": "0.1",
        "interest_rate_model": {
            "optimal_utilization_rate": "0.8",
            "base": "0",
            "slope_1": "0.125",
            "slope_2": "2",
        },
        "borrow_index": "1.000000214",
        "liquidity_index": "1.000000093",
        "borrow_rate": "0",
        "liquidity_rate": "0",
        "indexes_last_updated": 1_767_225_600,
        "collateral_total_scaled": supplied * Uint128::new(1_000_000),
        "debt_total_scaled": "0",
    }))
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
enum Params {
    UpdateAssetParams(Update),
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
enum Update {
    AddOrUpdate { params: Value },
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
enum ParamsQuery {
    AssetParams { denom: String },
}

fn set(deps: DepsMut, _: Env, info: MessageInfo, msg: Params) -> StdResult<Response> {
    if info.sender.as_str() != address("keeper") {
        return Err(StdError::generic_err("Caller is not owner"));
    }
    let Params::UpdateAssetParams(Update::AddOrUpdate { params }) = msg;
    let denom = params["denom"].as_str().unwrap_or_default();
    deps.storage
        .set(denom.as_bytes(), &to_json_binary(&params)?);
    Ok(Response::new())
}

fn params(
    deps: Deps,
    _: Env,
    ParamsQuery::AssetParams { denom }: ParamsQuery,
) -> StdResult<Binary> {
    let params = deps.storage.get(denom.as_bytes());
    let missing = || StdError::not_found("type: mars_types::params::asset::AssetParams");
    params.map(Binary::from).ok_or_else(missing)
}

fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn migrate(_: DepsMut, _: Env, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn red_bank() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(lend, instantiate, market).with_migrate(migrate))
}

fn asset_params() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(set, instantiate, params).with_migrate(migrate))
}

/// What the owner of `params` says of the asset.
fn listed(factor: &str, open: bool) -> Params {
    let threshold: Decimal = factor.parse().expect("a factor");
    let params = json!({
        "denom": DENOM,
        "credit_manager": { "whitelisted": true, "hls": null },
        "red_bank": { "deposit_enabled": open, "borrow_enabled": true },
        "max_loan_to_value": factor,
        "liquidation_threshold": threshold + Decimal::percent(5),
        "liquidation_bonus": {
            "starting_lb": "0",
            "slope": "2",
            "min_lb": "0.05",
            "max_lb": "0.1",
        },
        "protocol_liquidation_fee": "0.75",
        "deposit_cap": "100000000000000",
    });
    Params::UpdateAssetParams(Update::AddOrUpdate { params })
}

/// Both contracts, which `keeper` may migrate, and a leaf of each.
fn found(chain: &mut Chain, deployer: &Addr) -> Vec<(&'static str, Addr, Witness<String>)> {
    let keeper = Addr::unchecked(address("keeper"));
    let mut born = |contract, label| {
        let code = chain.store_native(contract);
        let (address, _) = chain
            .instantiate(deployer, code, &Empty {}, &[], label, Some(&keeper))
            .expect("a contract");
        (address, code)
    };
    let (bank, bank_code) = born(red_bank(), "red bank");
    let (params, params_code) = born(asset_params(), "params");
    let supplied = leaf(
        ("supplied", &bank, bank_code),
        r#"{"market_v2":{"denom":"utok"}}"#,
        vec![at_least("/collateral_total_amount", &SUPPLIED.to_string())],
    );
    let open = Check {
        pointer: "/red_bank/deposit_enabled".into(),
        comparison: Comparison::Equal,
        target: "true".into(),
    };
    let factor = leaf(
        ("factor", &params, params_code),
        r#"{"asset_params":{"denom":"utok"}}"#,
        vec![at_least("/max_loan_to_value", "0.40"), open],
    );
    vec![("red bank", bank, supplied), ("params", params, factor)]
}

fn at_least(pointer: &str, target: &str) -> Check {
    Check {
        pointer: pointer.into(),
        comparison: Comparison::AtLeast,
        target: target.into(),
    }
}

fn leaf(
    (name, contract, code): (&str, &Addr, Code),
    query: &str,
    checks: Vec<Check>,
) -> Witness<String> {
    let kind = WitnessKind::State {
        contract: contract.to_string(),
        code_id: code.id,
        checksum: HexBinary::from(code.checksum.as_slice()),
        query: query.into(),
        checks,
        held: HELD,
        observations: OBSERVATIONS,
        spacing: SPACING,
    };
    Witness {
        name: name.into(),
        kind,
    }
}

impl Builder {
    /// `listing` is reached by what a money market says of itself: enough is supplied, and what may
    /// be borrowed against it is enough; or by the auditor's word.
    pub fn lent(self) -> Self {
        self.looking_at(found).milestones(|msg| {
            let mut policy = of(1, &["auditor"]);
            if let milegate_core::milestone::Policy::AtLeast { of: branches, .. } = &mut policy {
                branches.push(of(2, &["supplied", "factor"]));
            }
            msg.milestones[0].policy = policy;
        })
    }
}

impl Suite {
    /// Somebody supplies to the red bank.
    pub fn lend(&mut self, who: &str, amount: u128) -> Answer {
        let deposit = Bank::Deposit { account_id: None };
        self.send(who, "red bank", &deposit, &tok(amount))
    }

    /// Somebody takes out of the red bank.
    pub fn unlend(&mut self, who: &str, amount: u128) -> Answer {
        let withdraw = Bank::Withdraw {
            denom: DENOM.into(),
            amount: Some(amount.into()),
            recipient: None,
            account_id: None,
        };
        self.send(who, "red bank", &withdraw, &[])
    }

    /// The money market lists the asset, or changes its terms.
    pub fn list_asset(&mut self, factor: &str, open: bool) -> Answer {
        self.send("keeper", "params", &listed(factor, open), &[])
    }

    /// A contract of the money market runs other code, which does the same.
    pub fn lender_migrates(&mut self, contract: &str) {
        let code = self.chain.store_native(match contract {
            "params" => asset_params(),
            _ => red_bank(),
        });
        let (keeper, contract) = (self.at("keeper"), self.at(contract));
        self.chain
            .migrate(&keeper, &contract, code, &Empty {})
            .expect("its admin migrates");
    }
}
