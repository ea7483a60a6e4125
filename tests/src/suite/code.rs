use std::path::Path;

use embedded_chain::{Chain, Code};

use crate::governance as voting;

/// Whether the contracts run as Rust functions.
pub fn is_native() -> bool {
    std::env::var("MILEGATE_NATIVE").is_ok_and(|value| value == "1")
}

/// The bytes of a contract that `scripts/build-wasm` made, here or in `MILEGATE_ARTIFACTS`.
pub fn wasm(name: &str) -> Vec<u8> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../artifacts");
    let folder = std::env::var_os("MILEGATE_ARTIFACTS").map_or(here, Into::into);
    let path = folder.join(format!("{name}.wasm"));
    std::fs::read(&path)
        .unwrap_or_else(|e| panic!("{}: {e}. Run scripts/build-wasm first.", path.display()))
}

/// The codes of the suite on one chain.
#[derive(Clone, Copy)]
pub(super) struct Codes {
    pub vesting: Code,
    pub milestones: Code,
    pub group: Code,
    pub voting: voting::Codes,
}

/// A fresh chain with the codes stored; made once a thread, then copied.
pub(super) fn chain() -> (Chain, Codes) {
    thread_local! {
        static FRESH: (Chain, Codes) = {
            let mut chain = Chain::builder().genesis(cosmwasm_std::Timestamp::from_seconds(super::GENESIS)).build();
            let codes = store(&mut chain);
            (chain, codes)
        };
    }
    FRESH.with(|(chain, codes)| (chain.clone(), *codes))
}

fn store(chain: &mut Chain) -> Codes {
    if is_native() {
        return native(chain);
    }
    let mut code = |name: &str| chain.store_code(&wasm(name)).expect("a sound artifact");
    Codes {
        vesting: code("milegate_vesting"),
        milestones: code("milegate_milestones"),
        group: code("cw4_group"),
        voting: voting::store(chain),
    }
}

fn native(chain: &mut Chain) -> Codes {
    use cw_multi_test::ContractWrapper;
    let vesting = ContractWrapper::new(
        milegate_vesting::execute,
        milegate_vesting::instantiate,
        milegate_vesting::query,
    );
    let milestones = ContractWrapper::new(
        milegate_milestones::contract::execute,
        milegate_milestones::contract::instantiate,
        milegate_milestones::contract::query,
    );
    let group = ContractWrapper::new(
        cw4_group::contract::execute,
        cw4_group::contract::instantiate,
        cw4_group::contract::query,
    );
    Codes {
        vesting: chain.store_native(Box::new(vesting)),
        milestones: chain.store_native(Box::new(milestones)),
        group: chain.store_native(Box::new(group)),
        voting: voting::store(chain),
    }
}
