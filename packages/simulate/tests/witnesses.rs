//! Plans whose milestones are shown by feeds, states and assertions: every scenario of
//! `examples/witnesses` ends as it must, and the rules hold.

use std::path::{Path, PathBuf};

use milegate_api::milestones::Stage as Standing;
use milegate_plan::Plan;
use milegate_report::Snapshot;
use milegate_report::model::Leaf;
use milegate_simulate::{Builtin, Embedded, Player, Script, play, read, stage};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn artifacts() -> PathBuf {
    let own = || root().join("artifacts");
    std::env::var_os("MILEGATE_ARTIFACTS").map_or_else(own, PathBuf::from)
}

/// Plays a scenario of the example; every rule must hold at its end.
fn played(scenario: &str) -> Player {
    let folder = root().join("examples/witnesses");
    let script = read(&folder.join(format!("{scenario}.toml")));
    let script = Script::Written(script.unwrap_or_else(|why| panic!("{why}")));
    run(&folder, scenario, script)
}

fn run(folder: &Path, scenario: &str, script: Script) -> Player {
    let plan = Plan::load(folder).unwrap_or_else(|problems| panic!("{problems}"));
    let staged = stage(&plan, &artifacts(), |_| ()).unwrap_or_else(|why| panic!("{why}"));
    let player = play(staged, &script, |_| ());
    let player = player.unwrap_or_else(|why| panic!("{scenario}: {why}"));

    let view = Embedded(&player.chain);
    let audit = milegate_report::audit(&view, &player.cast.vault, Some(player.refusals));
    let rules = audit
        .unwrap_or_else(|why| panic!("{scenario}: {why}"))
        .rules;
    let failed: Vec<_> = rules.into_iter().filter(|rule| !rule.pass).collect();
    assert!(failed.is_empty(), "{scenario}: {failed:?}");
    player
}

/// How a milestone ended, if it has.
fn ended(player: &Player, milestone: &str) -> Option<String> {
    let all = player.milestones().unwrap();
    let one = all.into_iter().find(|one| one.terms.name == milestone);
    match one.expect("a milestone").stage {
        Standing::Ended { conclusion, .. } => Some(format!("{conclusion:?}")),
        _ => None,
    }
}

#[track_caller]
fn tells(player: &Player, words: &str) {
    let told = player.lines.iter().any(|line| line.words.contains(words));
    let all: Vec<_> = player.lines.iter().map(ToString::to_string).collect();
    assert!(told, "{words:?} is not told:\n{}", all.join("\n"));
}

#[track_caller]
fn reached(player: &Player, milestone: &str) {
    let how = ended(player, milestone);
    assert!(
        how.as_ref().is_some_and(|how| how.contains("Reached")),
        "{how:?}"
    );
}

#[test]
fn volume_that_is_real_reaches() {
    reached(&played("real"), "payments");
}

#[test]
fn volume_that_was_washed_is_thrown_out_and_cannot_be_shown_again() {
    let player = played("washed");
    assert_eq!(ended(&player, "payments"), None);
    tells(&player, "payments: THROWN OUT; round 2 begins");
    tells(&player, "watcher takes out");
}

#[test]
fn volume_that_is_old_is_shown_when_it_is_there_again() {
    reached(&played("stale"), "payments");
}

#[test]
fn volume_with_a_gap_is_shown_when_the_gap_has_left_the_window() {
    reached(&played("gapped"), "payments");
}

#[test]
fn a_lying_minority_moves_nothing() {
    let player = played("liars");
    assert_eq!(ended(&player, "payments"), None);
    tells(&player, "observe by anyone: refused, as it must be");
}

#[test]
fn a_market_that_was_emptied_is_seen_anew_when_it_is_refilled() {
    let player = played("market");
    reached(&player, "lending");
    tells(
        &player,
        "lending: market_state does not hold; it begins again",
    );
}

#[test]
fn a_market_that_migrates_leaves_the_others() {
    let player = played("migrated");
    reached(&player, "lending");
    tells(&player, "lending: market_state is suspended for good");
}

#[test]
fn a_spike_shorter_than_the_window_shows_nothing() {
    assert_eq!(ended(&played("spike"), "listing"), None);
}

#[test]
fn an_assertion_that_nobody_disputes_comes_back() {
    let player = played("bonded");
    reached(&player, "listing");
    tells(&player, "anyone takes out 50000 MER");
}

#[test]
fn silence_misses_every_milestone() {
    let player = played("silent");
    for milestone in ["listing", "payments", "lending"] {
        let how = ended(&player, milestone).expect("it has ended");
        assert!(how.contains("Missed"), "{milestone}: {how}");
    }
}

#[test]
fn a_halted_chain_eats_no_window() {
    reached(&played("halted"), "payments");
}

#[test]
fn every_milestone_is_reached_with_just_enough_of_its_witnesses() {
    let folder = root().join("examples/witnesses");
    let script = Script::Builtin(Builtin::AllReached);
    let player = run(&folder, "all-reached", script);
    for milestone in ["listing", "payments", "lending"] {
        reached(&player, milestone);
    }
}

#[test]
fn bonds_are_in_symbols_and_values_in_their_feeds_units() {
    let player = played("liars");
    let view = Embedded(&player.chain);
    let snapshot = Snapshot::read(&view, &player.cast.vault).unwrap();
    let told = milegate_report::milestones(&snapshot);
    let about = |name: &str| told.iter().find(|one| one.name == name).unwrap();

    let (listing, payments) = (about("listing"), about("payments"));
    let leaf = |leaves: &[Leaf], name: &str| {
        let leaf = leaves.iter().find(|leaf| leaf.witness == name).unwrap();
        format!("{}; {}", leaf.who, leaf.missing)
    };
    assert!(listing.words.contains("(by anyone, with 50,000 MER)"));
    let asserted = leaf(&listing.leaves, "anyone");
    assert!(asserted.contains("with a bond of 50,000 MER; nobody asserts it"));
    let mean = "mean of `payments_usd` over 90 periods >= 400,000";
    assert!(payments.words.contains(mean), "{}", payments.words);
    let late = "a further period is over since 2027-06-01 12:00:00 UTC";
    assert!(payments.next[0].words.contains(late), "{:?}", payments.next);
    let volume = leaf(&payments.leaves, "volume");
    assert!(volume.contains("a mean of at least 400,000; its window has 90 values"));
}
