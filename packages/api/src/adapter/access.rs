/// Who may send what: each message of `ExecuteMsg`, and the role that may send it.
pub const ACCESS: &[(&str, &str)] = &[("sample", "anyone, once a slot"), ("advance", "anyone")];
