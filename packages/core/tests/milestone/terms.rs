//! What terms and evidence must be.

use cosmwasm_std::{Addr, HexBinary, Uint128};
use milegate_core::milestone::{Evidence, MAX_BOND, Policy, Terms, TermsError, limits};
use milegate_core::{Span, utc};

use crate::kit::*;

fn refused(change: impl FnOnce(&mut Terms<Addr>)) -> TermsError {
    let mut terms = terms();
    assert_eq!(terms.check(), Ok(()));
    change(&mut terms);
    terms.check().unwrap_err()
}

#[test]
fn names_and_texts_have_their_lengths() {
    for name in ["", "Listing", "a b", "é", &"x".repeat(33)] {
        assert_eq!(
            refused(|terms| terms.name = name.into()),
            TermsError::Name { name: name.into() }
        );
    }
    assert_eq!(
        refused(|terms| terms.statement = "x".repeat(2_001)),
        TermsError::Text {
            field: "the statement",
            bytes: 2_001,
            most: 2_000
        }
    );
    assert_eq!(
        refused(|terms| terms.schema = String::new()),
        TermsError::Text {
            field: "the schema",
            bytes: 0,
            most: 128
        }
    );
}

#[test]
fn dates_spans_and_bonds_have_their_ranges() {
    for (start, deadline) in [(20, 20), (21, 20), (20, limits::YEAR_2200)] {
        assert_eq!(
            refused(|terms| (terms.start, terms.deadline) = (start, deadline)),
            TermsError::Dates { start, deadline }
        );
    }
    for (seconds, blocks) in [(0, 1), (1, 0), (limits::SECONDS + 1, 1)] {
        assert_eq!(
            refused(|terms| terms.window = Span { seconds, blocks }),
            TermsError::Span {
                field: "the window",
                seconds,
                blocks
            }
        );
    }
    for bond in [0, MAX_BOND + 1].map(Uint128::new) {
        assert_eq!(
            refused(|terms| terms.bond = bond),
            TermsError::Bond { bond }
        );
    }
}

#[test]
fn witnesses_are_few_distinct_and_can_suffice() {
    assert_eq!(
        refused(|terms| terms.witnesses.clear()),
        TermsError::Witnesses { count: 0 }
    );
    assert_eq!(
        refused(|terms| terms.witnesses.push(authority("board"))),
        TermsError::Duplicate {
            name: "board".into()
        }
    );
    assert_eq!(
        refused(|terms| {
            let mut twin = authority("board");
            twin.name = "twin".into();
            terms.witnesses.push(twin);
        }),
        TermsError::SameAuthority {
            first: "board".into(),
            second: "twin".into()
        }
    );
    assert_eq!(
        refused(|terms| terms.witnesses[0] = committee("panel", 0)),
        TermsError::Threshold {
            witness: "panel".into()
        }
    );
}

#[test]
fn the_policy_is_over_exactly_the_witnesses() {
    let all = |names: &[&str]| Policy::All {
        of: names.iter().map(|name| leaf(name)).collect(),
    };
    assert_eq!(
        refused(|terms| terms.policy = all(&["panel", "board", "x"])),
        TermsError::UnknownLeaf { name: "x".into() }
    );
    assert_eq!(
        refused(|terms| terms.policy = all(&["panel"])),
        TermsError::UnusedWitness {
            name: "board".into()
        }
    );
    assert_eq!(
        refused(|terms| terms.policy = all(&["panel", "board", "panel"])),
        TermsError::Duplicate {
            name: "panel".into()
        }
    );
    for (count, of) in [(0, vec![leaf("panel")]), (2, vec![leaf("panel")])] {
        let branches = of.len();
        assert_eq!(
            refused(|terms| terms.policy = Policy::AtLeast { count, of }),
            TermsError::Count {
                count: count.into(),
                branches
            }
        );
    }
    let deep = (0..4).fold(leaf("panel"), |policy, _| Policy::All { of: vec![policy] });
    assert_eq!(
        refused(|terms| terms.policy = deep),
        TermsError::Depth { depth: 5 }
    );
}

#[test]
fn the_court_alone_cannot_satisfy_the_policy() {
    assert_eq!(
        refused(|terms| terms.court = Addr::unchecked("board")),
        TermsError::CourtSuffices {
            court: "board".into()
        }
    );
    let mut with_others = terms();
    with_others.court = Addr::unchecked("board");
    with_others.policy = Policy::All {
        of: vec![leaf("panel"), leaf("board")],
    };
    assert_eq!(with_others.check(), Ok(()));
}

#[test]
fn evidence_follows_the_schema_and_carries_a_sha256() {
    let evidence = |schema: &str, digest: usize, value: &str| Evidence {
        schema: schema.into(),
        uri: "ipfs://x".into(),
        digest: HexBinary::from(vec![7; digest]),
        metric: "pairs".into(),
        value: value.into(),
    };
    let check = |evidence| terms().check_evidence(&evidence);
    assert_eq!(check(evidence("listing/1", 32, "3")), Ok(()));
    assert_eq!(
        check(evidence("other/1", 32, "3")),
        Err(TermsError::Schema {
            given: "other/1".into(),
            schema: "listing/1".into()
        })
    );
    assert_eq!(
        check(evidence("listing/1", 31, "3")),
        Err(TermsError::Digest {
            field: "the evidence's digest",
            bytes: 31
        })
    );
    assert_eq!(
        check(evidence("listing/1", 32, "")),
        Err(TermsError::Text {
            field: "the value",
            bytes: 0,
            most: 128
        })
    );
}

#[test]
fn instants_read_as_a_calendar_shows_them() {
    for (time, shown) in [
        (0, "1970-01-01 00:00:00 UTC"),
        (951_782_399, "2000-02-28 23:59:59 UTC"),
        (951_782_400, "2000-02-29 00:00:00 UTC"),
        (1_709_251_199, "2024-02-29 23:59:59 UTC"),
        (1_798_761_600, "2027-01-01 00:00:00 UTC"),
        (4_107_542_400, "2100-03-01 00:00:00 UTC"),
        (7_258_118_399, "2199-12-31 23:59:59 UTC"),
    ] {
        assert_eq!(utc(time), shown);
    }
}
