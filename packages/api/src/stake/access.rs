/// Who may send what: each message of `ExecuteMsg`, and the role that may send it. A golden pins it.
pub const ACCESS: &[(&str, &str)] = &[
    ("bond", "anyone, with the native denom"),
    ("receive", "the token, for anyone who sends it"),
    ("unbond", "staker"),
    ("claim", "who has unbonded"),
];
