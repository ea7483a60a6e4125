//! A deployment of more than three hundred grants whose process dies, again and again: run until it is
//! done, it has done nothing twice.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;
use std::os::unix::process::ExitStatusExt;
use std::time::{Duration, Instant};

use milegate_api::vesting::{QueryMsg, VaultResponse};
use milegate_chain::stages;
use milegate_plan::{Deployment, Role, sim_address, steps};
use milegate_tests_chain::{Desk, Home, Localnet};
use serde_json::Value;

use crate::world::{codes, empty_for};

const GRANTS: u32 = 312;
/// SIGKILL.
const KILLED: i32 = 9;

#[test]
fn a_deployment_that_is_killed_goes_on_where_it_was_and_does_nothing_twice() {
    let home = Home::of("tests/chain/plans/many", "plan.toml");
    std::fs::write(home.path("grants.csv"), grants()).unwrap();
    let (net, home) = empty_for(home, "killed", &["--block", "400ms"]);
    let (plan, deployer) = (home.plan(), net.address("deployer").to_owned());
    let all = steps(&plan, &codes(), &deployer).unwrap();
    let unpaid = u64::try_from(stages(&all).0.len()).unwrap();
    let desk = Desk::new(&net, &home);
    let mut dice = Dice::new();

    // Four codes, six contracts, thirteen batches of grants: one transaction each.
    assert_eq!(unpaid, 23);
    let sent = || net.node().account(&deployer).unwrap().sequence;
    for (at, sending) in [
        (0..4, true),
        (5..10, false),
        (11..15, true),
        (16..22, false),
    ] {
        let at = dice.roll(at);
        let death = match sending {
            true => Death::Sending,
            false => Death::After(dice.roll(0..400)),
        };
        dies(&net, &desk, death, || sent() >= at);
    }

    let last = desk.does("deployer", "deploy plan");
    assert!(
        last["sent"].as_array().is_some_and(|sent| !sent.is_empty()),
        "{last}"
    );
    assert_eq!(
        sent(),
        unpaid,
        "transactions of the deployer, seed {}",
        dice.seed
    );
    let again = desk.does("deployer", "deploy plan");
    assert_eq!(
        (&again["sent"], again["there"].as_u64()),
        (&Value::Array(vec![]), Some(unpaid))
    );
    assert_eq!(sent(), unpaid);

    let stored = net.node().codes(|_| {}).unwrap();
    let different: BTreeSet<_> = stored.iter().map(|code| &code.checksum).collect();
    assert_eq!((stored.len(), different.len()), (4, 4));
    let place = Deployment::predict(&plan, &codes(), &deployer).unwrap();
    let vault = &place.contracts[&Role::Vault];
    let draft: VaultResponse = net.node().query(vault, &QueryMsg::Vault {}).unwrap();
    assert_eq!(draft.grants, GRANTS);
    holds(&desk, &format!("verify {vault} --plan plan --staged"));
    desk.does("foundation", "fund plan");
    holds(&desk, &format!("verify {vault} --plan plan"));
}

/// Every row of the plan is a grant, and nothing else fails.
fn holds(desk: &Desk<'_>, verify: &str) {
    let verified = desk.does("stranger", verify);
    assert_eq!(verified["failed"], 0, "{verified}");
    let facts = verified["facts"].as_array().unwrap();
    let grants = facts.iter().find(|fact| fact["fact"] == "grants").unwrap();
    assert_eq!(grants["outcome"], "pass", "{grants}");
}

/// When a process is killed.
enum Death {
    /// As soon as a transaction of its own is on its way, in no block.
    Sending,
    /// So many milliseconds later.
    After(u64),
}

/// Runs the deployment and kills it when it is `due`.
fn dies(net: &Localnet, desk: &Desk<'_>, death: Death, due: impl Fn() -> bool) {
    let mut process = desk.begins("deployer", "deploy plan");
    let patience = Instant::now() + Duration::from_secs(60);
    let on_its_way = || !matches!(death, Death::Sending) || net.waiting(0) > 0;
    while !due() || !on_its_way() {
        assert!(
            Instant::now() < patience,
            "the deployment does not get there"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    if let Death::After(milliseconds) = death {
        std::thread::sleep(Duration::from_millis(milliseconds));
    }
    process.kill().unwrap();
    assert_eq!(
        process.wait().unwrap().signal(),
        Some(KILLED),
        "it had ended before"
    );
}

/// The rows of the plan's grants, of holders who never sign here.
fn grants() -> String {
    let mut text = "ref,owner,payee,amount\n".to_owned();
    for index in 0..GRANTS {
        let owner = sim_address("wasm", &format!("holder-{index}"));
        writeln!(text, "holder-{index},{owner},,{} WLD", 600 + index % 300).unwrap();
    }
    text
}

/// Instants, at random; `MILEGATE_SEED` repeats them.
struct Dice {
    seed: u64,
    state: u64,
}

impl Dice {
    fn new() -> Self {
        let seed = std::env::var("MILEGATE_SEED")
            .ok()
            .and_then(|seed| seed.parse().ok());
        let seed = seed.unwrap_or(17);
        Dice { seed, state: seed }
    }

    /// A number of the range, by splitmix64.
    fn roll(&mut self, range: Range<u64>) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        range.start + (mixed ^ (mixed >> 31)) % (range.end - range.start)
    }
}
