/// Who may send what: each message of `ExecuteMsg`, and the role that may send it. A golden pins it.
pub const ACCESS: &[(&str, &str)] = &[
    ("report", "member of the feed's group, once a period"),
    ("advance", "anyone"),
    ("add_feed", "governance"),
];
