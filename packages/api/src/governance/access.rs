/// Who may send what: each message of `ExecuteMsg`, and the role that may send it. A golden pins it.
pub const ACCESS: &[(&str, &str)] = &[
    ("propose", "anyone, with the deposit"),
    ("ask", "anyone, with the deposit"),
    ("dispute", "anyone, once a round"),
    ("vote", "voter who is not interested"),
    ("answer", "voter"),
    ("prove", "anyone"),
    ("readmit", "anyone"),
    ("execute", "anyone"),
    ("close", "anyone"),
    ("cancel", "guardian"),
    ("accept_payments", "anyone, for itself"),
    ("set_rules", "governance itself"),
    ("set_guardian", "governance itself"),
    ("add_suite", "governance itself"),
];
