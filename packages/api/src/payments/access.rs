/// Who may send what: each message of `ExecuteMsg`, and the role that may send it. A golden pins it.
pub const ACCESS: &[(&str, &str)] = &[("pay", "anyone"), ("withdraw", "anyone, to the payee")];
