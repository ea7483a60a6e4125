//! A small plan with everything a holder can meet, and runs of it.
#![allow(dead_code)] // each test file uses a part

use std::path::{Path, PathBuf};

use milegate_plan::{CheckOptions, Plan, check};
use milegate_simulate::{Builtin, PlayError, Player, Script, play, read, stage};
use tempfile::TempDir;

/// Ada and Bob serve for two years; half of what they have waits for a listing, half for a date.
const PLAN: &str = r#"
plan  = { name = "Small", start = 2027-01-01 }
asset = { ASSET, symbol = "MER", decimals = 6, total_supply = "1_000_000 MER" }
vault = { sink = "burn", guard = { limit = "100_000 MER", per = "30d" } }

addresses.governance = { address = "sim:governance", keys = "3 of 5" }

[category.team]
cap     = "100_000 MER"
grants  = [
  { ref = "ada", owner = "sim:ada", amount = "40_000 MER" },
  { ref = "bob", owner = "sim:bob", payee = "sim:bank", amount = "40_000 MER" },
]
reserve = { amount = "20_000 MER", assign_by = "@hr", expires = 2028-06-01 }
leavers = { by = "@hr", notice = "30d" }

[category.seed]
grants = [{ ref = "fund", owner = "sim:fund", amount = "10_000 MER" }]

[schedule.team]
service  = { start = 2027-01-01, length = "2y", cliff = "90d" }
tranches = [
  { share = "50%", gate = "listing", curve = "once", missed = "forfeit" },
  { share = "50%", gate = 2027-07-01, curve = "linear 1y" },
]

[schedule.seed]
tranches = [{ gate = 2027-07-01, curve = "linear 1y" }]

[milestone.listing]
statement = "MER trades on a public exchange"
policy    = "auditors"
deadline  = 2028-01-01

[witness]
auditors = { members = ["sim:auditor-1", "sim:auditor-2", "sim:auditor-3"], threshold = "2 of 3" }

[multisig]
court = { members = ["sim:judge-1", "sim:judge-2", "sim:judge-3"], threshold = "2 of 3" }
hr    = { members = ["sim:hr-1", "sim:hr-2", "sim:hr-3"], threshold = "2 of 3" }
"#;

fn artifacts() -> PathBuf {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../artifacts");
    std::env::var_os("MILEGATE_ARTIFACTS").map_or_else(own, PathBuf::from)
}

fn run(plan: &str, script: impl FnOnce(&Path) -> Script) -> Result<Player, PlayError> {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("plan.toml"), plan).unwrap();
    let plan = Plan::load(folder.path()).unwrap_or_else(|problems| panic!("{problems}"));
    let checked = check(&plan, CheckOptions { deploying: None });
    assert_eq!(checked.problems.errors(), 0, "{checked}");
    let staged = stage(&plan, &artifacts(), |_| ()).unwrap_or_else(|why| panic!("{why}"));
    play(staged, &script(folder.path()), |_| ())
}

fn native() -> String {
    PLAN.replace("ASSET", r#"denom = "umer""#)
}

/// The small plan with a cw20 token; bonds are coins of the chain.
pub fn token() -> String {
    let asset = r#"cw20 = { address = "sim:token", minter = "none", admin = "none" }"#;
    let disputes = r#"
[disputes]
bond_denom = { denom = "ucoin", symbol = "COIN", decimals = 6 }
bond       = "20 COIN"
"#;
    PLAN.replace("ASSET", asset) + disputes
}

/// The small plan with a vote: a witness of `listing`, and the court of `audit`.
pub fn governed() -> String {
    let listing = "[milestone.listing]";
    let audit = r#"
[milestone.audit]
statement = "The books were audited"
policy    = "auditors"
court     = "@governance"
deadline  = 2028-01-01

[stake]
[governance]
guardian = { address = "sim:guardian", expires = 2028-01-01 }

"#;
    native()
        .replace(
            "addresses.governance = { address = \"sim:governance\", keys = \"3 of 5\" }\n",
            "",
        )
        .replace("policy    = \"auditors\"", "policy    = \"vote\"")
        .replace(
            "gate = 2027-07-01, curve = \"linear 1y\" }]",
            "gate = \"audit\", curve = \"linear 1y\", missed = \"forfeit\" }]",
        )
        .replace(
            "[witness]\n",
            "[witness]\nvote = { address = \"@governance\" }\n",
        )
        .replace(listing, &format!("{audit}{listing}"))
}

/// Plays events on a plan until a date.
pub fn events_on(plan: &str, end: &str, events: &str) -> Result<Player, PlayError> {
    run(plan, |folder| {
        let file = folder.join("scenario.toml");
        let text = format!("title = \"test\"\nend = {end}\n{events}");
        std::fs::write(&file, text).unwrap();
        Script::Written(read(&file).unwrap_or_else(|why| panic!("{why}")))
    })
}

/// Plays events on the small plan until a date.
pub fn events(end: &str, events: &str) -> Result<Player, PlayError> {
    events_on(&native(), end, events)
}

/// The same, for events that must go as written.
pub fn played(end: &str, text: &str) -> Player {
    events(end, text).unwrap_or_else(|why| panic!("{why}"))
}

/// A built-in scenario on a plan.
pub fn builtin(plan: &str, builtin: Builtin) -> Player {
    run(plan, |_| Script::Builtin(builtin)).unwrap_or_else(|why| panic!("{why}"))
}

/// The small plan with a native denom.
pub fn small() -> String {
    native()
}

/// One event in short: `do`, date, and its other keys.
pub fn event(date: &str, action: &str, keys: &str) -> String {
    format!("[[event]]\nat = {date}\ndo = \"{action}\"\n{keys}\n")
}

/// What was told, one line each.
pub fn told(player: &Player) -> String {
    let lines = player.lines.iter().map(ToString::to_string);
    lines.collect::<Vec<_>>().join("\n")
}

/// Asserts that every line was told, in this order.
pub fn tells(player: &Player, lines: &[&str]) {
    let told = told(player);
    let mut rest = told.as_str();
    for line in lines {
        match rest.split_once(line) {
            Some((_, after)) => rest = after,
            None => panic!("{line:?} is not told, or not in this order:\n{told}"),
        }
    }
}

/// What somebody has, in whole symbols.
pub fn holds(player: &mut Player, name: &str) -> u128 {
    let who = player.cast.address(&player.chain, name);
    let held = player.cast.asset.balance(&player.chain, &who).unwrap();
    held.u128() / 1_000_000
}
