//! Tokens that are contracts: `cw20-base` as it is, and a rogue that does what a test tells it.

use cosmwasm_std::{
    Addr, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Reply, Response, StdError, StdResult,
    SubMsg, Uint128, WasmMsg, coin, from_json, to_json_binary,
};
use cw_multi_test::{Contract, ContractWrapper};
use cw_storage_plus::{Item, Map};
use cw20::Cw20ReceiveMsg;
use embedded_chain::Chain;
use milegate_api::vesting::ReceiveMsg;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{ACTORS, Answer, BOND_DENOM, DENOM, PURSE, Suite, address, wasm};

/// Where `cw20-base` keeps balances; the rogue does the same.
const BALANCES: Map<&Addr, Uint128> = Map::new("balance");
const INFO: Item<Info> = Item::new("token_info");
const MOOD: Item<Mood> = Item::new("mood");

/// The part of `cw20-base`'s record that a test reads.
#[derive(Serialize, Deserialize)]
struct Info {
    name: String,
    symbol: String,
    decimals: u8,
    total_supply: Uint128,
}

/// How the rogue misbehaves.
#[derive(Clone, Default, Debug, Serialize, Deserialize)]
pub struct Mood {
    /// Kept back from whoever receives.
    pub fee: Uint128,
    /// It moves nothing for anybody.
    pub paused: bool,
    /// It moves nothing to them.
    pub blocked: Vec<String>,
    /// What it says that anybody holds.
    pub says: Option<Uint128>,
    /// It says nothing at all.
    pub mute: bool,
    /// Sent to a contract after every transfer and burn; a refusal is swallowed.
    pub then: Option<(String, Binary)>,
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
enum Told {
    Transfer {
        recipient: String,
        amount: Uint128,
    },
    Send {
        contract: String,
        amount: Uint128,
        msg: Binary,
    },
    Burn {
        amount: Uint128,
    },
    Mint {
        recipient: String,
        amount: Uint128,
    },
    /// The admin takes from anybody.
    Take {
        from: String,
        amount: Uint128,
    },
    /// The hook, with nothing behind it.
    Pretend {
        contract: String,
        hook: Cw20ReceiveMsg,
    },
    Feel(Mood),
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
enum Asked {
    Balance { address: String },
    TokenInfo {},
}

fn balance(deps: Deps, who: &Addr) -> StdResult<Uint128> {
    Ok(BALANCES.may_load(deps.storage, who)?.unwrap_or_default())
}

/// Moves an amount, from or to nowhere if none is named; the fee is burnt.
fn shift(mut deps: DepsMut, from: Option<&Addr>, to: Option<&Addr>, sum: Uint128) -> StdResult<()> {
    let mood = MOOD.load(deps.storage)?;
    if mood.paused {
        return Err(StdError::generic_err("the token is paused"));
    }
    if to.is_some_and(|to| mood.blocked.contains(&to.to_string())) {
        return Err(StdError::generic_err("the recipient is blocked"));
    }
    let mut info = INFO.load(deps.storage)?;
    if let Some(from) = from {
        let left = balance(deps.as_ref(), from)?.checked_sub(sum)?;
        BALANCES.save(deps.storage, from, &left)?;
        info.total_supply -= sum;
    }
    if let Some(to) = to {
        let arrives = sum.saturating_sub(if from.is_some() {
            mood.fee
        } else {
            Uint128::zero()
        });
        let after = balance(deps.as_ref(), to)? + arrives;
        BALANCES.save(deps.branch().storage, to, &after)?;
        info.total_supply += arrives;
    }
    INFO.save(deps.storage, &info)
}

fn hook(contract: &str, hook: &Cw20ReceiveMsg) -> StdResult<WasmMsg> {
    Ok(WasmMsg::Execute {
        contract_addr: contract.to_string(),
        msg: to_json_binary(&json!({ "receive": hook }))?,
        funds: vec![],
    })
}

fn execute(mut deps: DepsMut, _: Env, info: MessageInfo, told: Told) -> StdResult<Response> {
    let (mut response, sender) = (Response::new(), &info.sender);
    let then = MOOD.load(deps.storage)?.then;
    let moves = matches!(told, Told::Transfer { .. } | Told::Burn { .. });
    match told {
        Told::Transfer { recipient, amount } => {
            let to = deps.api.addr_validate(&recipient)?;
            shift(deps, Some(sender), Some(&to), amount)?;
        }
        Told::Send {
            contract,
            amount,
            msg,
        } => {
            let to = deps.api.addr_validate(&contract)?;
            shift(deps.branch(), Some(sender), Some(&to), amount)?;
            let sender = sender.to_string();
            let receive = Cw20ReceiveMsg {
                sender,
                amount,
                msg,
            };
            response = response.add_message(hook(&contract, &receive)?);
        }
        Told::Burn { amount } => shift(deps, Some(sender), None, amount)?,
        Told::Mint { recipient, amount } => {
            shift(deps, None, Some(&Addr::unchecked(recipient)), amount)?;
        }
        Told::Take { from, amount } => {
            shift(deps, Some(&Addr::unchecked(from)), None, amount)?;
        }
        Told::Pretend {
            contract,
            hook: receive,
        } => response = response.add_message(hook(&contract, &receive)?),
        Told::Feel(mood) => MOOD.save(deps.storage, &mood)?,
    }
    if let (Some((contract_addr, msg)), true) = (then, moves) {
        let again = WasmMsg::Execute {
            contract_addr,
            msg,
            funds: vec![],
        };
        response = response.add_submessage(SubMsg::reply_on_error(again, 1));
    }
    Ok(response)
}

fn reply(_: DepsMut, _: Env, _: Reply) -> StdResult<Response> {
    Ok(Response::new())
}

fn instantiate(deps: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    let mut total_supply = Uint128::zero();
    for who in ACTORS {
        let who = Addr::unchecked(address(who));
        BALANCES.save(deps.storage, &who, &PURSE.into())?;
        total_supply += Uint128::new(PURSE);
    }
    let info = Info {
        name: "rogue".into(),
        symbol: "TOK".into(),
        decimals: 6,
        total_supply,
    };
    INFO.save(deps.storage, &info)?;
    MOOD.save(deps.storage, &Mood::default())?;
    Ok(Response::new())
}

fn query(deps: Deps, _: Env, asked: Asked) -> StdResult<Binary> {
    let mood = MOOD.load(deps.storage)?;
    if mood.mute {
        return Err(StdError::generic_err("the token says nothing"));
    }
    match asked {
        Asked::Balance { address } => {
            let held = balance(deps, &Addr::unchecked(address))?;
            to_json_binary(&json!({ "balance": mood.says.unwrap_or(held) }))
        }
        Asked::TokenInfo {} => to_json_binary(&INFO.load(deps.storage)?),
    }
}

fn contract() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(execute, instantiate, query).with_reply(reply))
}

/// `cw20-base` with a purse for everybody; `deployer` may mint.
pub(crate) fn honest(chain: &mut Chain, deployer: &Addr) -> Addr {
    let code = chain.store_code(&wasm("cw20_base")).expect("cw20-base");
    let purse = |who: &str| json!({ "address": address(who), "amount": PURSE.to_string() });
    let msg = json!({
        "name": "token",
        "symbol": "TOK",
        "decimals": 6,
        "initial_balances": ACTORS.map(purse),
        "mint": { "minter": deployer, "cap": null },
        "marketing": null,
    });
    let born = chain.instantiate(deployer, code, &msg, &[], "token", None);
    born.expect("a sound token").0
}

/// The rogue.
pub(crate) fn rogue(chain: &mut Chain, deployer: &Addr) -> Addr {
    let code = chain.store_native(contract());
    let born = chain.instantiate(deployer, code, &Empty {}, &[], "rogue", None);
    born.expect("a rogue").0
}

impl Suite {
    /// The vault's token, if the asset is one.
    pub fn token(&self) -> Addr {
        self.token
            .clone()
            .expect("the builder was told to take a token")
    }

    /// A rogue that is not the vault's asset.
    pub fn another_token(&mut self) -> Addr {
        let deployer = self.at("deployer");
        rogue(&mut self.chain, &deployer)
    }

    /// What the token's own record says that somebody holds.
    pub(super) fn tokens(&self, token: &Addr, who: &Addr) -> u128 {
        let record = self.chain.query_raw(token, &BALANCES.key(who));
        let held: Option<Uint128> = record.map(|bytes| from_json(bytes).expect("an amount"));
        held.unwrap_or_default().u128()
    }

    /// What exists of the vault's asset.
    pub fn supply(&self) -> u128 {
        let Some(token) = &self.token else {
            return self.chain.supply(super::DENOM);
        };
        let record = self.chain.query_raw(token, INFO.as_slice());
        let info: Info = from_json(record.expect("a token")).expect("its record");
        info.total_supply.u128()
    }

    /// Seals through the token, with anything.
    pub fn seal_by_token(
        &mut self,
        who: &str,
        digest: cosmwasm_std::HexBinary,
        amount: u128,
    ) -> Answer {
        let msg = to_json_binary(&ReceiveMsg::Seal { digest }).expect("JSON");
        let send = json!({ "send": {
            "contract": self.vault, "amount": amount.to_string(), "msg": msg } });
        self.send(who, "token", &send, &[])
    }

    /// A stranger sends a contract what it did not ask for.
    pub fn gift(&mut self, to: &str, asset: u128, bonds: u128) {
        let (from, to) = (self.at("stranger"), self.at(to));
        let mut coins = vec![coin(bonds, BOND_DENOM)];
        if self.token.is_none() {
            coins.push(coin(asset, DENOM));
        } else if asset > 0 {
            let gift = json!({ "transfer": { "recipient": to, "amount": asset.to_string() } });
            self.tell_token("stranger", &gift).expect("anyone may send");
        }
        coins.retain(|coin| !coin.amount.is_zero());
        self.chain
            .send(&from, &to, &coins)
            .expect("anyone may send");
    }

    /// Tells the token anything.
    pub fn tell_token(&mut self, who: &str, msg: &serde_json::Value) -> Answer {
        self.send(who, "token", msg, &[])
    }

    /// Changes the rogue's mood.
    pub fn mood(&mut self, mood: Mood) {
        let feel = json!({ "feel": mood });
        self.tell_token("stranger", &feel).expect("a rogue obeys");
    }
}
