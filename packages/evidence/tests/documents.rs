//! The samples fit; every figure that is changed in them is found.

use std::path::Path;

use milegate_evidence::{Attested, Problem, SCHEMAS, check, digest, validate};
use serde_json::{Value, json};

fn sample(name: &str) -> Vec<u8> {
    let file = name.trim_end_matches("/1");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/evidence");
    std::fs::read(folder.join(format!("{file}.json"))).expect("a sample")
}

/// What is wrong with a sample in which `pointer` says `value`, or nothing at all.
fn changed(name: &str, pointer: &str, value: Option<Value>) -> Vec<Problem> {
    let mut document: Value = serde_json::from_slice(&sample(name)).expect("JSON");
    let (folder, key) = pointer.rsplit_once('/').expect("a pointer");
    match (document.pointer_mut(folder).expect("a place"), value) {
        (Value::Object(fields), None) => drop(fields.remove(key)),
        (Value::Object(fields), Some(value)) => drop(fields.insert(key.into(), value)),
        (Value::Array(items), None) => drop(items.remove(key.parse().expect("a place"))),
        (Value::Array(items), Some(value)) => items[key.parse::<usize>().expect("a place")] = value,
        _ => panic!("nothing at {pointer}"),
    }
    let document = serde_json::to_vec(&document).expect("JSON");
    let known = validate(name, &document).expect("a known schema");
    known.err().unwrap_or_default()
}

#[track_caller]
fn finds(name: &str, pointer: &str, value: Value, wanted: &str) {
    let problems = changed(name, pointer, Some(value));
    let said: Vec<_> = problems.iter().map(Problem::to_string).collect();
    assert!(said.iter().any(|said| said.contains(wanted)), "{said:?}");
}

#[test]
fn every_sample_fits_its_schema() {
    for (name, _) in SCHEMAS {
        let known = validate(name, &sample(name)).expect("a known schema");
        let known = known.unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        assert!(known.as_of > 0 && !known.value.is_empty(), "{known:?}");
    }
}

#[test]
fn every_field_but_the_optional_ones_is_asked_for() {
    let optional = [
        "contract",
        "query",
        "params_contract",
        "params_query",
        "what",
        "note",
    ];
    for (name, _) in SCHEMAS {
        let document: Value = serde_json::from_slice(&sample(name)).expect("JSON");
        let mut places = vec![String::new(), "/totals".into(), "/days/0".into()];
        places.extend(["venue", "pair", "ledger", "market"].map(|at| format!("/{at}")));
        for place in places {
            let fields = document.pointer(&place).and_then(Value::as_object);
            for key in fields.into_iter().flat_map(|fields| fields.keys()) {
                let problems = changed(name, &format!("{place}/{key}"), None);
                let free = ["", "/ledger", "/market"].contains(&place.as_str());
                if !(free && optional.contains(&key.as_str()) && problems.is_empty()) {
                    assert!(
                        !problems.is_empty(),
                        "{name}: {place}/{key} can be left out"
                    );
                }
            }
        }
    }
}

#[test]
fn what_is_not_asked_for_is_refused() {
    for (name, _) in SCHEMAS {
        finds(name, "/opinion", json!("good"), "opinion");
    }
}

#[test]
fn totals_follow_from_days() {
    let listing = "exchange-listing/1";
    finds(
        listing,
        "/totals/volume",
        json!("1"),
        "/totals/volume: 1, the days come to ",
    );
    finds(
        listing,
        "/totals/least_depth",
        json!("999999"),
        "/totals/least_depth: 999999, the days",
    );
    finds(
        listing,
        "/days/3/ask_depth",
        json!("17"),
        "the days come to 17",
    );
    finds(
        listing,
        "/totals/days_live",
        json!(89),
        "/totals/days_live: 89, the days come to 90",
    );
    finds(
        listing,
        "/first_trade",
        json!("2027-03-03"),
        "is after the first day",
    );
    let volume = "payment-volume/1";
    finds(
        volume,
        "/totals/sum",
        json!("40500001"),
        "the days come to 40500000",
    );
    finds(
        volume,
        "/totals/payments",
        json!(1),
        "/totals/payments: 1, the days come to ",
    );
    finds(
        volume,
        "/totals/excluded_payments",
        json!(1),
        "/totals/excluded_payments: 1",
    );
    finds(
        volume,
        "/totals/excluded_sum",
        json!("0"),
        "/totals/excluded_sum: 0",
    );
    finds(
        volume,
        "/days/3/payments",
        json!(0),
        "/totals/active_days: 90, the days come to 89",
    );
    finds(
        volume,
        "/totals/payers",
        json!(1),
        "/totals/payers: 1, the days allow ",
    );
    finds(
        volume,
        "/totals/payees",
        json!(999_999),
        "/totals/payees: 999999, the days allow ",
    );
    let lending = "lending-integration/1";
    finds(
        lending,
        "/totals/days",
        json!(61),
        "/totals/days: 61, the days come to 60",
    );
    finds(
        lending,
        "/totals/least_supplied",
        json!("9"),
        "/totals/least_supplied: 9",
    );
    finds(
        lending,
        "/totals/least_factor",
        json!("0.43"),
        "the days come to 0.45",
    );
    finds(
        lending,
        "/days/3/supplied",
        json!("17"),
        "the days come to 17",
    );
    finds(
        lending,
        "/days/3/collateral_factor",
        json!("0.41"),
        "the days come to 0.41",
    );
    finds(
        lending,
        "/days/3/height",
        json!(1),
        "blocks do not follow each other",
    );
    let network = "self-sustaining/1";
    finds(
        network,
        "/totals/fees",
        json!("1"),
        "/totals/fees: 1, the days come to ",
    );
    finds(
        network,
        "/totals/excluded_fees",
        json!("1"),
        "/totals/excluded_fees: 1",
    );
    finds(
        network,
        "/totals/issuance",
        json!("1"),
        "/totals/issuance: 1",
    );
    finds(
        network,
        "/days/3/issuance",
        json!("999999999"),
        "that were issued",
    );
}

#[test]
fn days_follow_each_other_up_to_the_last() {
    let volume = "payment-volume/1";
    finds(
        volume,
        "/days/3/day",
        json!("2027-03-06"),
        "/days/3/day: \"2027-03-06\", should be 2027-03-05",
    );
    finds(volume, "/from", json!("2027-03-03"), "/days/0/day");
    finds(
        volume,
        "/until",
        json!("2027-05-31"),
        "the last day is 2027-05-30",
    );
    finds(
        volume,
        "/as_of",
        json!("2027-05-30T23:59:59Z"),
        "/as_of: not after the last day",
    );
    let short = changed("self-sustaining/1", "/days/181", None);
    assert!(
        short.iter().any(|problem| problem.at == "/until"),
        "{short:?}"
    );
}

#[test]
fn a_form_is_kept() {
    let volume = "payment-volume/1";
    for (pointer, value) in [
        ("/schema", json!("payment-volume/2")),
        ("/totals/sum", json!(40_500_000)),
        ("/totals/sum", json!("40,500,000")),
        ("/totals/sum", json!("-1")),
        ("/days/0/payments", json!("3")),
        ("/days/0/day", json!("1 February")),
        ("/days/0/day", json!("2027-02-30")),
        ("/as_of", json!("yesterday")),
        ("/sources", json!([])),
        ("/sources/0/sha256", json!("abc")),
    ] {
        let problems = changed(volume, pointer, Some(value.clone()));
        assert!(!problems.is_empty(), "{pointer} takes {value}");
    }
    let known = validate(volume, b"{").expect("a known schema");
    let problems = known.unwrap_err();
    assert!(
        problems[0].words.starts_with("the document is no JSON: "),
        "{problems:?}"
    );
    let unknown = validate("depth/9", b"{}").unwrap_err().to_string();
    let text = "no schema `depth/9` is known; known are exchange-listing/1, payment-volume/1";
    assert!(unknown.starts_with(text), "{unknown}");
}

#[test]
fn a_document_is_the_one_that_was_attested() {
    let name = "payment-volume/1";
    let document = sample(name);
    let digest = digest(&document);
    let attested = Attested {
        milestone: "payments",
        schema: name,
        digest: &digest,
        as_of: 1_811_721_600,
        metric: "mean of payments that count a day over 90 days",
        value: "450000",
    };
    let said = |attested| {
        let problems = check(attested, &document).expect("a known schema");
        problems.iter().map(Problem::to_string).collect::<Vec<_>>()
    };
    assert_eq!(said(attested), [""; 0]);
    let other = Attested {
        digest: "00",
        ..attested
    };
    assert_eq!(
        said(other),
        [format!("its SHA-256 is {digest}, attested was 00")]
    );
    let other = Attested {
        milestone: "listing",
        metric: "payers",
        value: "7",
        as_of: 1_811_721_601,
        ..attested
    };
    let wanted = [
        "/milestone: `payments`, attested was `listing`",
        "/metric: `mean of payments that count a day over 90 days`, attested was `payers`",
        "/value: `450000`, attested was `7`",
        "/as_of: 2027-05-31T00:00:00Z, attested was 2027-05-31T00:00:01Z",
    ];
    assert_eq!(said(other), wanted);
}

#[test]
fn a_digest_is_sha_256_in_hex() {
    let wanted = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(digest(b"abc"), wanted);
}
