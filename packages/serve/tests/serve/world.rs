//! A small vault somewhere in its life.

use std::path::{Path, PathBuf};

use cosmwasm_std::Addr;
use milegate_plan::Plan;
use milegate_simulate::{Embedded, Player, Script, play, read, stage};
use tempfile::TempDir;

/// Half of the team's tokens wait for a listing, half for a date; the seed waits for an audit.
const PLAN: &str = r#"
plan  = { name = "Served", start = 2027-01-01 }
asset = { denom = "umer", symbol = "MER", decimals = 6, total_supply = "1_000_000 MER" }
vault = { sink = "burn", notice = "14d", guard = { limit = "100_000 MER", per = "30d" } }

addresses.treasury = { address = "sim:treasury", keys = "3 of 5" }
supply.excluded    = ["@treasury"]

[category.team]
cap     = "100_000 MER"
grants  = [
  { ref = "ada", owner = "sim:ada", amount = "40_000 MER" },
  { ref = "bob", owner = "sim:bob", payee = "sim:bank", amount = "40_000 MER" },
]
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
tranches = [{ gate = "audit", curve = "linear 1y", missed = "fallback linear 2y" }]

[milestone.listing]
statement = "MER trades on 2 venues; not only one, \\ for 90 days"
policy    = "auditors"
deadline  = 2028-01-01

[milestone.audit]
statement = "The books were audited"
policy    = "auditors"
deadline  = 2028-06-01

[witness]
auditors = { members = ["sim:auditor-1", "sim:auditor-2", "sim:auditor-3"], threshold = "2 of 3" }

[multisig]
court = { members = ["sim:judge-1", "sim:judge-2", "sim:judge-3"], threshold = "2 of 3" }
hr    = { members = ["sim:hr-1", "sim:hr-2", "sim:hr-3"], threshold = "2 of 3" }
"#;

/// The listing rests on a feed too: three report the depth once a day.
const FED: &str = r#"
[witness.depth]
kind = "feed"
feed = "depth"
rule = "mean 3d >= 1_000"

[feed.depth]
unit      = "USD"
reporters = ["sim:rita", "sim:rolf", "sim:rosa"]
quorum    = "2 of 3"
max       = 1_000_000
"#;

/// The listing is attested by two auditors.
pub const ATTESTED: &str = r#"
[[event]]
at = 2027-03-01
do = "attest"
milestone = "listing"
witness = "auditors"
as_of = 2027-02-20
metric = "venues"
value = "2"
document = "evidence.json"
uri = "https://evidence.example/1"
"#;

/// A vault in its life, with the folder it was played in.
pub struct World {
    pub player: Player,
    pub vault: Addr,
    pub folder: TempDir,
}

/// Plays events until a date.
pub fn played(end: &str, events: &str) -> World {
    played_of(PLAN, end, events)
}

/// The same where the listing rests on a feed.
pub fn fed(end: &str, events: &str) -> World {
    let policy = "policy    = \"auditors\"";
    let plan = PLAN.replacen(policy, "policy    = \"auditors and depth\"", 1);
    played_of(&(plan + FED), end, events)
}

fn played_of(plan: &str, end: &str, events: &str) -> World {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("plan.toml", plan);
    write("evidence.json", "{}");
    write(
        "scenario.toml",
        &format!("title = \"test\"\nend = {end}\n{events}"),
    );
    let plan = Plan::load(folder.path()).unwrap_or_else(|problems| panic!("{problems}"));
    let staged = stage(&plan, &artifacts(), |_| ()).unwrap_or_else(|why| panic!("{why}"));
    let scenario = read(&folder.path().join("scenario.toml")).unwrap_or_else(|why| panic!("{why}"));
    let player = play(staged, &Script::Written(scenario), |_| ());
    let player = player.unwrap_or_else(|why| panic!("{why}"));
    World {
        vault: player.cast.vault.clone(),
        player,
        folder,
    }
}

impl World {
    /// The chain as a node would show it.
    pub fn view(&self) -> Embedded<'_> {
        Embedded(&self.player.chain)
    }
}

fn artifacts() -> PathBuf {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../artifacts");
    std::env::var_os("MILEGATE_ARTIFACTS").map_or_else(own, PathBuf::from)
}
