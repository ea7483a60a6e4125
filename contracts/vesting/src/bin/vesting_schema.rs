//! Writes the JSON schema of the vault's messages to `schema/vesting`.

use cosmwasm_schema::write_api;
use milegate_api::vesting::{ExecuteMsg, InstantiateMsg, QueryMsg};

fn main() {
    std::fs::create_dir_all("schema/vesting").expect("schema/vesting cannot be made");
    std::env::set_current_dir("schema/vesting").expect("schema/vesting cannot be entered");
    write_api! {
        name: "milegate-vesting",
        instantiate: InstantiateMsg,
        execute: ExecuteMsg,
        query: QueryMsg,
    }
}
