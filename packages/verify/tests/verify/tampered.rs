//! One thing tampered with: that fact fails, and no other.

use cosmwasm_std::Addr;
use milegate_plan::{Role, Step};
use milegate_simulate::Embedded;
use milegate_verify::{FACTS, Verification};
use serde_json::json;

use crate::lie::{Liar, Lie};
use crate::world::{Deployed, admin, birth, failed, grants, sim, world};

/// The fact, what is wrong, what is said of it, how it came about.
type Case = (
    &'static str,
    &'static str,
    &'static str,
    fn() -> Verification,
);

/// A checksum that no release has.
const OTHER: &str = "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b";

const TABLE: &[Case] = &[
    ("code", "a group of another build", "cw4_group is", || {
        world().other_build("cw4_group").deploy().verified()
    }),
    (
        "code",
        "a governance that was something else first",
        "no release at hand has",
        || {
            lied(world().deploy().without_plan(), |at| {
                Lie::History(at(Role::Governance), |runs| vec![OTHER.into(), runs])
            })
        },
    ),
    (
        "immutable",
        "a vault that was something else first",
        "vault was created with 0b0b",
        || {
            lied(world().deploy().without_plan(), |at| {
                Lie::History(at(Role::Vault), |runs| vec![OTHER.into(), runs])
            })
        },
    ),
    (
        "immutable",
        "milestones that were something else for a while",
        "then ran 0b0b",
        || {
            lied(world().deploy(), |at| {
                Lie::History(at(Role::Milestones), |runs| {
                    vec![runs.clone(), OTHER.into(), runs]
                })
            })
        },
    ),
    (
        "immutable",
        "a vault with an admin",
        "vault has an admin",
        || {
            let world = world().staged();
            let deployed = world.deploy_altered(|s| *admin(s, Role::Vault) = Some(sim("mallory")));
            deployed.verified()
        },
    ),
    (
        "upgrades",
        "a governance that somebody else administers",
        "governance: mallory can replace its code",
        || {
            lied(world().deploy(), |at| {
                Lie::Info(at(Role::Governance), |info| {
                    info.admin = Some("mallory".into())
                })
            })
        },
    ),
    (
        "groups",
        "a group whose members somebody can change",
        "can change them",
        || {
            let board = || Role::MultisigGroup("board".into());
            let deployed =
                world().deploy_altered(|s| birth(s, board())["admin"] = json!(sim("mallory")));
            deployed.verified()
        },
    ),
    (
        "groups",
        "a multisig whose code somebody can replace",
        "can replace it",
        || {
            let court = || Role::Multisig("court".into());
            world()
                .deploy_altered(|s| *admin(s, court()) = Some(sim("mallory")))
                .verified()
        },
    ),
    ("token", "a token with a minter", "minter: ", || {
        world().token(Some("mallory")).deploy().verified()
    }),
    (
        "wiring",
        "milestones that list another vault",
        "do not list this vault",
        || {
            let world = world().staged();
            let deployed = world
                .deploy_altered(|s| birth(s, Role::Milestones)["vaults"] = json!([sim("other")]));
            deployed.without_plan().verified()
        },
    ),
    (
        "wiring",
        "a governance that recuses holders of another vault",
        "recuses holders of",
        || {
            let other = json!([sim("other")]);
            let deployed = world()
                .deploy_altered(|s| birth(s, Role::Governance)["suites"][0]["vaults"] = other);
            deployed.without_plan().verified()
        },
    ),
    ("court", "a court that is a key", "is a plain key", || {
        let deployed =
            world().deploy_altered(|s| *milestone(s, "listing", "court") = json!(sim("judge")));
        deployed.without_plan().verified()
    }),
    (
        "feeds",
        "a milestone that asks for another window",
        "the milestone asks for",
        || fed(|leaf| leaf["registered"]["max_gap"] = json!(9)),
    ),
    (
        "upgrades",
        "an adapter that somebody else administers",
        "oracle: mile1",
        || sampled("mallory", "outsider", 2),
    ),
    (
        "feeds",
        "a milestone that asks an adapter for another window",
        "the milestone asks for",
        || sampled("governance", "outsider", 9),
    ),
    (
        "independence",
        "a holder who can replace what an adapter samples",
        "who can replace the code of the source of volume, is the owner of grant ada",
        || sampled("governance", "ada", 2),
    ),
    (
        "immutable",
        "a counter of payments with an admin",
        "state volume of audit has an admin",
        || counted(Some("mallory"), |_| ()),
    ),
    (
        "solvency",
        "a counter of payments that owes more than it has",
        "state volume of audit: 0 held is less than the 1 owed",
        || counted(None, |a| a["owed"] = json!("1")),
    ),
    (
        "windows",
        "a window of a day",
        "lasts 1 day and 14400 blocks, less than 3 days",
        || {
            let window = json!({ "seconds": 86_400, "blocks": 14_400 });
            let deployed = world().deploy_altered(|s| *milestone(s, "listing", "window") = window);
            deployed.without_plan().verified()
        },
    ),
    (
        "windows",
        "a change that is due in the same block",
        "waits 7 days and 0 blocks, less than 3 days and 1 block",
        || {
            lied(world().deploy().without_plan(), |at| {
                Lie::Answer(at(Role::Vault), "vault", |a| {
                    a["payee_delay"]["blocks"] = json!(0);
                })
            })
        },
    ),
    (
        "windows",
        "a vote that the court's limit cuts off",
        "longer than the court has",
        || {
            let limit = json!({ "seconds": 4 * 86_400, "blocks": 4 * 14_400 });
            let deployed =
                world().deploy_altered(|s| *milestone(s, "audit", "court_limit") = limit);
            deployed.without_plan().verified()
        },
    ),
    (
        "independence",
        "a holder in the committee",
        "is the owner of grant ada",
        || {
            let seat = json!({ "addr": sim("ada"), "weight": 1 });
            let auditors = || Role::Committee("auditors".into());
            world()
                .deploy_altered(|s| birth(s, auditors())["members"][0] = seat)
                .without_plan()
                .verified()
        },
    ),
    (
        "independence",
        "a payee behind the authority",
        "is the payee of grant bob",
        || {
            let seat = json!({ "addr": sim("bank"), "weight": 1 });
            let board = || Role::MultisigGroup("board".into());
            world()
                .deploy_altered(|s| birth(s, board())["members"][0] = seat)
                .without_plan()
                .verified()
        },
    ),
    (
        "solvency",
        "funds that are missing",
        "is less than the 110,000 MER owed",
        || {
            lied(world().deploy(), |at| {
                Lie::Balance(at(Role::Vault), 109_999_999_999)
            })
        },
    ),
    (
        "solvency",
        "a funder without funds",
        "110,000 MER are missing",
        || world().staged().without_funds().deploy().verified(),
    ),
    (
        "phase",
        "a draft that is taken for a vault",
        "is a draft and holds nothing",
        || world().staged().deploy().looked_at_as_sealed().verified(),
    ),
    (
        "phase",
        "a draft that missed its start",
        "milestone listing began 2027-01-01",
        || world().staged().deploy().later(90_000).verified(),
    ),
    (
        "plan-digest",
        "milestones of another plan",
        "milestones: abab",
        || {
            let other = json!("ab".repeat(32));
            world()
                .deploy_altered(|s| birth(s, Role::Milestones)["plan"]["digest"] = other)
                .verified()
        },
    ),
    (
        "seal-digest",
        "grants in another order",
        "the plan gives",
        || {
            world()
                .staged()
                .deploy_altered(|s| grants(s).swap(0, 1))
                .verified()
        },
    ),
    (
        "addresses",
        "a multisig that is not there",
        "multisig/hr: no contract is at",
        || {
            let hr = |step: &Step| matches!(step, Step::Instantiate { role, .. } if *role == Role::Multisig("hr".into()));
            world()
                .deploy_altered(|s| s.retain(|step| !hr(step)))
                .verified()
        },
    ),
    (
        "terms",
        "a milestone with another statement",
        "milestones.milestones.audit.statement: the plan says",
        || {
            let other = json!("The books were opened");
            world()
                .deploy_altered(|s| *milestone(s, "audit", "statement") = other)
                .verified()
        },
    ),
    (
        "members",
        "an outsider on the board",
        "sim:board-1 (",
        || {
            let seat = json!({ "addr": sim("board-9"), "weight": 1 });
            let board = || Role::MultisigGroup("board".into());
            world()
                .deploy_altered(|s| birth(s, board())["members"][0] = seat)
                .verified()
        },
    ),
    (
        "grants",
        "a grant of another size",
        "ada: the amount is 40,001 MER, the plan says 40,000 MER",
        || {
            lied(world().deploy(), |at| {
                Lie::Answer(at(Role::Vault), "grants", |a| {
                    a["grants"][0]["lots"] = json!("40001")
                })
            })
        },
    ),
    (
        "grants",
        "a grant of somebody else",
        "ada: the owner is",
        || {
            lied(world().deploy(), |at| {
                Lie::Answer(at(Role::Vault), "grants", |a| {
                    a["grants"][0]["owner"] = json!(sim("eve"))
                })
            })
        },
    ),
    (
        "grants",
        "a grant that is not there",
        "ada: the vault has no such grant",
        || {
            lied(world().deploy(), |at| {
                Lie::Answer(at(Role::Vault), "grants", |a| {
                    drop(a["grants"].as_array_mut().unwrap().remove(0))
                })
            })
        },
    ),
];

/// A deployment with an oracle, whose milestone rests on a feed.
fn fed(gap: fn(&mut serde_json::Value)) -> Verification {
    lied(world().oracle().deploy().without_plan(), |at| {
        Lie::Fed(at(Role::Milestones), gap)
    })
}

/// A deployment whose milestone rests on an adapter, whose code the first can replace, as the second the
/// code of what it samples.
fn sampled(admin: &str, keeper: &str, gap: u64) -> Verification {
    let deployed = world().deploy().without_plan().adapter(admin, keeper);
    let leaf = json!({ "feed": {
        "oracle": sim("adapter"), "feed": "volume", "window": 0,
        "registered": { "periods": 90, "least": null, "max_gap": gap },
        "measure": "mean", "target": "400000", "observations": 80,
    } });
    lied(deployed, |at| Lie::Leaf(at(Role::Milestones), leaf))
}

/// A deployment whose milestone asks a contract that counts payments.
fn counted(admin: Option<&str>, owed: fn(&mut serde_json::Value)) -> Verification {
    let deployed = world().deploy().without_plan().payments(admin);
    let counter = Addr::unchecked(sim("payments"));
    let runs = deployed.chain.contract_info(&counter).unwrap().code_id;
    let leaf = json!({ "state": {
        "contract": counter, "code_id": runs, "checksum": deployed.released.get("milegate_payments"),
        "query": "{}", "checks": [], "held": 1, "observations": 1, "spacing": 1,
    } });
    let lies = vec![
        Lie::Leaf(deployed.at(&Role::Milestones), leaf),
        Lie::Answer(counter, "solvency", owed),
    ];
    deployed.seen_through(&Liar(Embedded(&deployed.chain), lies))
}

#[test]
fn an_adapter_and_a_counter_of_payments_that_are_as_they_should_be_hold() {
    let verified = sampled("governance", "outsider", 2);
    assert_eq!(failed(&verified), []);
    let says = |verified: &Verification, fact: &str, words: &str| {
        let values = &verified.fact(fact).unwrap().values;
        assert!(values.iter().any(|v| v.contains(words)), "{values:?}");
    };
    says(&verified, "code", "oracle runs milegate_oracle_adapter");
    says(&verified, "feeds", "window 0 of volume is");
    says(&verified, "wiring", "is BTC/USD as");
    let may = "replaces the code of the source of volume";
    assert!(verified.powers.iter().any(|power| power.may == may));

    let verified = counted(None, |_| ());
    assert_eq!(failed(&verified), []);
    says(&verified, "immutable", "state volume of audit has no admin");
    says(
        &verified,
        "solvency",
        "state volume of audit: 0 held, 0 owed",
    );
}

#[test]
fn a_feed_that_measures_what_is_asked_holds() {
    let verified = fed(|_| ());
    assert_eq!(failed(&verified), []);
    let feeds = &verified.fact("feeds").unwrap().values;
    assert!(feeds[0].contains("window 0 of volume is"), "{feeds:?}");
    let code = &verified.fact("code").unwrap().values;
    assert!(
        code.iter()
            .any(|v| v.starts_with("oracle runs milegate_oracle")),
        "{code:?}"
    );
}

/// A deployment seen through a lie.
fn lied(
    deployed: Deployed,
    lie: impl FnOnce(&dyn Fn(Role) -> cosmwasm_std::Addr) -> Lie,
) -> Verification {
    let lie = lie(&|role| deployed.at(&role));
    deployed.seen_through(&Liar(Embedded(&deployed.chain), vec![lie]))
}

/// A field of a milestone's terms in the message that makes it.
fn milestone<'a>(steps: &'a mut [Step], name: &str, field: &str) -> &'a mut serde_json::Value {
    let list = birth(steps, Role::Milestones)["milestones"]
        .as_array_mut()
        .unwrap();
    let found = list.iter_mut().find(|m| m["name"] == json!(name));
    &mut found.unwrap()[field]
}

#[test]
fn one_thing_tampered_with_fails_one_fact() {
    let mut wrong = Vec::new();
    for (fact, what, said, verified) in TABLE {
        let failed = failed(&verified());
        let names: Vec<&str> = failed.iter().map(|(name, _)| *name).collect();
        let told = failed
            .iter()
            .flat_map(|(_, values)| values)
            .any(|value| value.contains(said));
        if names != [*fact] || !told {
            wrong.push(format!(
                "{fact}: {what}: expected {said:?}, failed: {failed:#?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_fact_has_a_fixture_that_fails_it() {
    for fact in FACTS {
        assert!(TABLE.iter().any(|(name, ..)| name == fact), "{fact}");
    }
}

#[test]
fn a_grant_that_was_changed_shows_in_the_row_and_in_the_digest() {
    let deployed = world()
        .staged()
        .deploy_altered(|s| grants(s)[0]["lots"] = json!("39999"));
    let failed = failed(&deployed.verified());
    let names: Vec<&str> = failed.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["seal-digest", "grants"]);
    assert_eq!(
        failed[1].1,
        ["ada: the amount is 39,999 MER, the plan says 40,000 MER"]
    );
}
