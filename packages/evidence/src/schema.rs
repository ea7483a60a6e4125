use thiserror::Error;

/// Every schema: its name, as a milestone's terms have it, and its JSON Schema (draft 2020-12).
pub const SCHEMAS: [(&str, &str); 4] = [
    (
        "exchange-listing/1",
        include_str!("../../../schema/evidence/exchange-listing-1.json"),
    ),
    (
        "payment-volume/1",
        include_str!("../../../schema/evidence/payment-volume-1.json"),
    ),
    (
        "lending-integration/1",
        include_str!("../../../schema/evidence/lending-integration-1.json"),
    ),
    (
        "self-sustaining/1",
        include_str!("../../../schema/evidence/self-sustaining-1.json"),
    ),
];

/// A milestone may name any schema; few are known here.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
#[error("no schema `{name}` is known; known are {}", known())]
pub struct UnknownSchema {
    /// The name.
    pub name: String,
}

/// The JSON Schema of a name.
pub fn schema(name: &str) -> Result<&'static str, UnknownSchema> {
    let found = SCHEMAS.iter().find(|(known, _)| *known == name);
    let found = found.map(|(_, text)| *text);

    found.ok_or_else(|| UnknownSchema {
        name: name.to_string(),
    })
}

fn known() -> String {
    SCHEMAS.map(|(name, _)| name).join(", ")
}
