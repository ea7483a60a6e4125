//! A cw20 token that was there before the plan: what the genesis of a simulated chain holds.

use std::path::Path;

use cosmwasm_std::Addr;
use embedded_chain::Chain;
use milegate_plan::{Codes, Genesis};
use serde_json::json;

use crate::drive::{self, DriveError};

/// The code that plays a plan's token.
const CODE: &str = "cw20_base";

/// Puts a token at the address that the plan has for it, with the whole supply in the hands that
/// genesis names; it has neither minter nor admin.
pub fn place(
    chain: &mut Chain,
    artifacts: &Path,
    codes: &Codes,
    genesis: &Genesis,
    address: &str,
) -> Result<(), DriveError> {
    let unknown = || DriveError::Message(format!("checksums.txt does not name {CODE}.wasm"));
    let checksum = codes.get(CODE).ok_or_else(unknown)?;
    let code = drive::store(chain, artifacts, CODE, checksum)?;
    let told = &genesis.metadata;
    let held = genesis.balances.iter().filter(|(_, amount)| **amount > 0);
    let balances =
        held.map(|(address, amount)| json!({ "address": address, "amount": amount.to_string() }));
    let msg = json!({
        "name": told.symbol,
        "symbol": told.symbol,
        "decimals": told.decimals,
        "initial_balances": balances.collect::<Vec<_>>(),
    });
    let (at, creator) = (Addr::unchecked(address), Addr::unchecked(&genesis.market));
    Ok(chain.place(&at, &creator, code, &msg, &told.symbol, None)?)
}
