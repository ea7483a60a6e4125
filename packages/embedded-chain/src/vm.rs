//! The virtual machine: compiled modules, shared by every chain of the process and, on disk, by
//! every process of the user.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use cosmwasm_std::Checksum;
use cosmwasm_vm::{Backend, Cache, CacheOptions, Instance, InstanceOptions, Size};

use crate::address::Codec;
use crate::backend::{ContractQuerier, ContractStorage};

/// wasmd: the largest Wasm a chain takes.
pub(crate) const MAX_WASM: usize = 800 * 1024;

/// What chains on wasmvm 2.0 and later offer; a contract that asks for more is refused.
const CAPABILITIES: [&str; 8] = [
    "iterator",
    "staking",
    "stargate",
    "cosmwasm_1_1",
    "cosmwasm_1_2",
    "cosmwasm_1_3",
    "cosmwasm_1_4",
    "cosmwasm_2_0",
];

pub(crate) type Running = Instance<Codec, ContractStorage, ContractQuerier>;

struct Vm {
    cache: Cache<Codec, ContractStorage, ContractQuerier>,
    folder: PathBuf,
    known: Mutex<HashSet<Checksum>>,
}

/// `EMBEDDED_CHAIN_CACHE`, or the user's cache folder, or as a last resort one of this process.
fn folder() -> PathBuf {
    let own = concat!("embedded-chain-", env!("CARGO_PKG_VERSION"), "-vm-2.3.5");
    if let Some(folder) = std::env::var_os("EMBEDDED_CHAIN_CACHE") {
        return PathBuf::from(folder).join(own);
    }
    if let Some(cache) = std::env::var_os("XDG_CACHE_HOME") {
        return PathBuf::from(cache).join(own);
    }
    match std::env::var_os("HOME") {
        Some(home) => PathBuf::from(home).join(".cache").join(own),
        None => std::env::temp_dir().join(format!("{own}-{}", std::process::id())),
    }
}

/// Modules on disk are native code, so nobody else may write there.
fn private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder.join("stored"))
}

fn vm() -> Result<&'static Vm, String> {
    static VM: OnceLock<Result<Vm, String>> = OnceLock::new();
    VM.get_or_init(|| open(folder()))
        .as_ref()
        .map_err(Clone::clone)
}

#[allow(unsafe_code)]
fn open(folder: PathBuf) -> Result<Vm, String> {
    private(&folder).map_err(|e| e.to_string())?;
    let options = CacheOptions::new(
        folder.clone(),
        CAPABILITIES.map(String::from),
        Size::mebi(1024),
        Size::mebi(32),
    );
    // SAFETY: `Cache::new` asks that the modules in its folder are what a VM of this version put
    // there. The folder is named after the version, readable by the user alone, and every entry
    // is written under a lock (see `store`). Who can change it can already run code as the user.
    let cache = unsafe { Cache::new(options) }.map_err(|e| e.to_string())?;
    Ok(Vm {
        cache,
        folder,
        known: Mutex::default(),
    })
}

/// Checks and compiles a Wasm, once per user; later only looks it up.
pub(crate) fn store(wasm: &[u8]) -> Result<Checksum, String> {
    if wasm.len() > MAX_WASM {
        return Err(format!(
            "the Wasm has {} bytes, a chain takes {MAX_WASM}",
            wasm.len()
        ));
    }
    let vm = vm()?;
    let checksum = Checksum::generate(wasm);
    let mut known = vm.known.lock().unwrap_or_else(PoisonError::into_inner);
    if known.contains(&checksum) {
        return Ok(checksum);
    }

    let done = vm.folder.join("stored").join(checksum.to_hex());
    if !done.exists() {
        // Another process may be storing the same code.
        let lock = File::create(vm.folder.join("lock")).map_err(|e| e.to_string())?;
        lock.lock().map_err(|e| e.to_string())?;
        if !done.exists() {
            vm.cache
                .store_code(wasm, true, true)
                .map_err(|e| e.to_string())?;
            File::create(done).map_err(|e| e.to_string())?;
        }
    }
    known.insert(checksum);
    Ok(checksum)
}

/// An instance with its backend and as much VM gas as given.
pub(crate) fn instance(
    checksum: &Checksum,
    backend: Backend<Codec, ContractStorage, ContractQuerier>,
    gas_limit: u64,
) -> Result<Running, String> {
    let options = InstanceOptions { gas_limit };
    vm()?
        .cache
        .get_instance(checksum, backend, options)
        .map_err(|e| e.to_string())
}
