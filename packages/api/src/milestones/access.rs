/// Who may send what: each message of `ExecuteMsg`, and the role that may send it. A golden pins it.
pub const ACCESS: &[(&str, &str)] = &[
    ("attest", "witness"),
    ("observe", "anyone"),
    ("retract", "attestor"),
    ("recuse", "anyone"),
    ("challenge", "anyone"),
    ("settle", "court"),
    ("conclude", "anyone"),
    ("add_bounty", "anyone"),
    ("withdraw", "creditor"),
    ("pay_dues", "anyone"),
];
