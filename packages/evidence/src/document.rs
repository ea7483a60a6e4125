use jiff::Timestamp;
use serde_json::Value;

use crate::{Problem, UnknownSchema, digest, schema, totals};

/// What every document says about itself, whatever its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The milestone it is about.
    pub milestone: String,
    /// The instant its figures are of, Unix seconds.
    pub as_of: i64,
    /// The figure that the milestone asks for.
    pub metric: String,
    /// What it came to.
    pub value: String,
}

/// What an attestation says, on the chain.
#[derive(Clone, Copy, Debug)]
pub struct Attested<'a> {
    /// The milestone.
    pub milestone: &'a str,
    /// The schema of its evidence.
    pub schema: &'a str,
    /// SHA-256 of the document, hex.
    pub digest: &'a str,
    /// The instant it is of, Unix seconds.
    pub as_of: u64,
    /// The figure.
    pub metric: &'a str,
    /// What it came to.
    pub value: &'a str,
}

/// What is wrong with a document by itself: nothing, if it fits the schema of that name, and its
/// totals follow from its days.
pub fn validate(
    name: &str,
    document: &[u8],
) -> Result<Result<Document, Vec<Problem>>, UnknownSchema> {
    let schema = schema(name)?;

    Ok(read(schema, name, document))
}

/// What is wrong with the document that was found where an attestation says; nothing, if it is the
/// one that was attested, and sound.
pub fn check(attested: Attested<'_>, document: &[u8]) -> Result<Vec<Problem>, UnknownSchema> {
    let known = validate(attested.schema, document)?;
    let found = digest(document);
    let mut problems = vec![];
    if !found.eq_ignore_ascii_case(attested.digest) {
        let words = format!("its SHA-256 is {found}, attested was {}", attested.digest);
        problems.push(Problem::new("", words));
    }

    match known {
        Ok(known) => problems.extend(differences(attested, &known)),
        Err(more) => problems.extend(more),
    }
    Ok(problems)
}

fn differences(attested: Attested<'_>, known: &Document) -> Vec<Problem> {
    let mut problems = vec![];
    for (at, says, wanted) in [
        ("/milestone", &known.milestone, attested.milestone),
        ("/metric", &known.metric, attested.metric),
        ("/value", &known.value, attested.value),
    ] {
        if says != wanted {
            let words = format!("`{says}`, attested was `{wanted}`");
            problems.push(Problem::new(at, words));
        }
    }
    if i64::try_from(attested.as_of) != Ok(known.as_of) {
        let instant = |seconds| Timestamp::from_second(seconds).map(|at| at.to_string());
        let attested = i64::try_from(attested.as_of).unwrap_or(i64::MAX);
        let (says, wanted) = (instant(known.as_of), instant(attested));
        let words = format!(
            "{}, attested was {}",
            says.unwrap_or_default(),
            wanted.unwrap_or_default()
        );
        problems.push(Problem::new("/as_of", words));
    }
    problems
}

fn read(schema: &str, name: &str, document: &[u8]) -> Result<Document, Vec<Problem>> {
    let one = |problem| vec![problem];
    let parse = |what: &str, bytes: &[u8]| {
        let value: Result<Value, _> = serde_json::from_slice(bytes);
        value.map_err(|error| one(Problem::new("", format!("{what} is no JSON: {error}"))))
    };
    let document = parse("the document", document)?;
    let schema = parse("the schema", schema.as_bytes())?;
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .map_err(|error| one(Problem::new("", format!("the schema is unsound: {error}"))))?;

    let faults: Vec<_> = validator
        .iter_errors(&document)
        .map(|fault| Problem::new(fault.instance_path().to_string(), fault.to_string()))
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let problems = totals::check(name, &document);
    if !problems.is_empty() {
        return Err(problems);
    }

    let text = |key: &str| document[key].as_str().unwrap_or_default().to_string();
    let as_of: Timestamp = text("as_of")
        .parse()
        .map_err(|error| one(Problem::new("/as_of", format!("no instant: {error}"))))?;
    Ok(Document {
        milestone: text("milestone"),
        as_of: as_of.as_second(),
        metric: text("metric"),
        value: text("value"),
    })
}
