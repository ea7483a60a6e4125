//! One call of one entry point, compiled or native, with its gas.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use cosmwasm_std::{
    Addr, Binary, ContractInfo as EnvContract, ContractResult, Deps, DepsMut, Empty, Env,
    MessageInfo, QuerierWrapper, Reply, Response, TransactionInfo, from_json,
};
use cosmwasm_vm::{Backend, VmError, VmResult};
use cw_multi_test::Contract;
use serde::de::DeserializeOwned;

use crate::backend::{ContractQuerier, ContractStorage};
use crate::fault::{Call, Fault, Refusal};
use crate::gas;
use crate::vm;
use crate::world::{CodeEntry, Source, World, storage_prefix};

/// wasmd: how deep smart queries may nest.
const QUERY_DEPTH: u32 = 10;

/// An entry point and its arguments.
pub(crate) enum Entry<'a> {
    Instantiate(MessageInfo, &'a [u8]),
    Execute(MessageInfo, &'a [u8]),
    Migrate(&'a [u8]),
    Sudo(&'a [u8]),
    Reply(Reply),
    Query(&'a [u8]),
}

impl Entry<'_> {
    /// What x/wasm calls a failure of it.
    const fn call(&self) -> Call {
        match self {
            Entry::Instantiate(..) => Call::Instantiate,
            Entry::Execute(..) | Entry::Sudo(_) | Entry::Reply(_) => Call::Execute,
            Entry::Migrate(_) => Call::Migrate,
            Entry::Query(_) => Call::Query,
        }
    }
}

fn env(world: &World, address: &[u8]) -> Env {
    Env {
        block: world.block.borrow().clone(),
        transaction: Some(TransactionInfo {
            index: world.tx_index.get(),
        }),
        contract: EnvContract {
            address: Addr::unchecked(world.codec.encode(address)),
        },
    }
}

/// Calls an entry point that answers with a response.
pub(crate) fn call(
    world: &Rc<World>,
    code: &CodeEntry,
    address: &[u8],
    entry: Entry,
) -> Result<Response, Fault> {
    match &code.source {
        Source::Wasm(_) => compiled(world, code, address, entry),
        Source::Native(contract) => native(
            world,
            |storage, querier| {
                let deps = DepsMut {
                    storage,
                    api: &world.codec,
                    querier,
                };
                let env = env(world, address);
                let call = entry.call();
                match entry {
                    Entry::Instantiate(info, msg) => {
                        contract.instantiate(deps, env, info, msg.to_vec())
                    }
                    Entry::Execute(info, msg) => contract.execute(deps, env, info, msg.to_vec()),
                    Entry::Migrate(msg) => contract.migrate(deps, env, msg.to_vec()),
                    Entry::Sudo(msg) => contract.sudo(deps, env, msg.to_vec()),
                    Entry::Reply(reply) => contract.reply(deps, env, reply),
                    Entry::Query(_) => unreachable!("queries have a function of their own"),
                }
                .map_err(|e| Fault::contract(call, e.to_string()))
            },
            address,
        ),
    }
}

/// Asks a contract, paying for its loading; nothing it does stays.
pub(crate) fn smart(world: &Rc<World>, address: &[u8], msg: &[u8]) -> Result<Binary, Fault> {
    let depth = world.query_depth.get() + 1;
    if depth > QUERY_DEPTH {
        return Err(Fault::invalid("max query stack size exceeded"));
    }
    let info = world.contract(address)?;
    let code = world.code(info.code_id)?;
    world.load(&code)?;

    world.query_depth.set(depth);
    let answer = match &code.source {
        Source::Wasm(_) => compiled(world, &code, address, Entry::Query(msg)),
        Source::Native(contract) => native_query(world, contract.as_ref(), address, msg),
    };
    world.query_depth.set(depth - 1);
    answer
}

fn compiled<T: DeserializeOwned>(
    world: &Rc<World>,
    code: &CodeEntry,
    address: &[u8],
    entry: Entry,
) -> Result<T, Fault> {
    let storage = ContractStorage::new(world.clone(), storage_prefix(address));
    let querier = ContractQuerier {
        world: world.clone(),
    };
    let backend = Backend {
        api: world.codec,
        storage,
        querier,
    };
    let limit = gas::to_vm(world.meter.get().left());

    let failed = |error: VmError| failure(world, &error);
    let mut instance = vm::instance(&code.checksum, backend, limit).map_err(abort)?;
    let env = json(&env(world, address))?;
    let call = entry.call();
    let raw = enter(&mut instance, &env, entry)?;
    let used = instance.create_gas_report().used_internally;
    drop(instance);

    world.take(used / gas::VM_GAS)?;
    let raw = raw.map_err(failed)?;
    world.take(gas::ANSWER_BYTE * raw.len() as u64)?;
    let answer: ContractResult<T> = from_json(&raw)
        .map_err(|e| Fault::new(Refusal::Abort, format!("the answer cannot be read: {e}")))?;
    answer
        .into_result()
        .map_err(|text| Fault::contract(call, text))
}

fn enter(running: &mut vm::Running, env: &[u8], entry: Entry) -> Result<VmResult<Vec<u8>>, Fault> {
    Ok(match entry {
        Entry::Instantiate(info, msg) => {
            cosmwasm_vm::call_instantiate_raw(running, env, &json(&info)?, msg)
        }
        Entry::Execute(info, msg) => {
            cosmwasm_vm::call_execute_raw(running, env, &json(&info)?, msg)
        }
        Entry::Migrate(msg) => cosmwasm_vm::call_migrate_raw(running, env, msg),
        Entry::Sudo(msg) => cosmwasm_vm::call_sudo_raw(running, env, msg),
        Entry::Reply(reply) => cosmwasm_vm::call_reply_raw(running, env, &json(&reply)?),
        Entry::Query(msg) => cosmwasm_vm::call_query_raw(running, env, msg),
    })
}

fn json(value: &impl serde::Serialize) -> Result<Vec<u8>, Fault> {
    cosmwasm_std::to_json_vec(value).map_err(|e| Fault::invalid(e.to_string()))
}

/// What a failure of the VM means. It reports spent gas in two ways: as such, or, when the code was
/// inside a call to the host, in the text of a runtime error.
fn failure(world: &World, error: &VmError) -> Fault {
    let spent = matches!(error, VmError::GasDepletion { .. });
    if !spent && !error.to_string().contains("Ran out of gas") {
        return abort(error);
    }
    let mut meter = world.meter.get();
    meter.used = meter.used.max(meter.limit);
    world.meter.set(meter);
    Fault::out_of_gas()
}

fn abort(error: impl std::fmt::Display) -> Fault {
    Fault::new(Refusal::Abort, error.to_string())
}

/// Runs native code with its storage and querier; a panic becomes an aborted message.
fn native<T>(
    world: &Rc<World>,
    run: impl FnOnce(&mut dyn cosmwasm_std::Storage, QuerierWrapper<Empty>) -> Result<T, Fault>,
    address: &[u8],
) -> Result<T, Fault> {
    let mut storage = ContractStorage::new(world.clone(), storage_prefix(address));
    let querier = ContractQuerier {
        world: world.clone(),
    };
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        run(&mut storage, QuerierWrapper::new(&querier))
    }));
    outcome.unwrap_or_else(|panic| {
        Err(match panic.downcast::<Fault>() {
            Ok(fault) => *fault,
            Err(panic) => Fault::new(Refusal::Abort, format!("Aborted: {}", panic_text(&*panic))),
        })
    })
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("panic")
}

fn native_query(
    world: &Rc<World>,
    contract: &dyn Contract<Empty>,
    address: &[u8],
    msg: &[u8],
) -> Result<Binary, Fault> {
    native(
        world,
        |storage, querier| {
            let deps = Deps {
                storage,
                api: &world.codec,
                querier,
            };
            contract
                .query(deps, env(world, address), msg.to_vec())
                .map_err(|e| Fault::contract(Call::Query, e.to_string()))
        },
        address,
    )
}
