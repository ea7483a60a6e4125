//! The contract's own words, out of what the modules of a chain wrap around them.

/// What modules put before a reason.
const BEFORE: &[&str] = &[
    "rpc error: ",
    "code = ",
    "failed to execute message; message index: ",
    "failed to execute message: ",
    "dispatch: ",
    "submessages: ",
];

/// What they put after it.
const AFTER: &[&str] = &[
    ": execute wasm contract failed",
    ": instantiate wasm contract failed",
    ": migrate wasm contract failed",
    ": query wasm contract failed",
    ": reply to contract failed",
];

/// The reason inside a chain's error.
///
/// ```
/// # use milegate_chain::reason;
/// let log = "failed to execute message; message index: 0: nothing to claim: execute wasm contract failed";
/// assert_eq!(reason(log), "nothing to claim");
/// ```
pub fn reason(log: &str) -> String {
    let mut text = log.trim();
    // The SDK appends its source line and the gas to errors of a simulation.
    if let Some(at) = text.find(" [").filter(|at| text[*at..].contains(".go:")) {
        text = text[..at].trim_end();
    } else if let Some(at) = text.find(" with gas used: ") {
        text = text[..at].trim_end();
    }
    loop {
        let before = text;
        for head in BEFORE {
            let Some(rest) = text.strip_prefix(head) else {
                continue;
            };
            text = match *head {
                "code = " => rest.split_once(" desc = ").map_or(rest, |(_, rest)| rest),
                "failed to execute message; message index: " => {
                    rest.split_once(": ").map_or(rest, |(_, rest)| rest)
                }
                _ => rest,
            };
        }
        for tail in AFTER {
            text = text.strip_suffix(tail).unwrap_or(text);
        }
        if text == before {
            return text.to_owned();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn what_a_contract_says_is_left() {
        let own = "grant ada: nothing to claim: it waits for milestone listing";
        for log in [
            own.to_owned(),
            format!(
                "failed to execute message; message index: 3: {own}: execute wasm contract failed"
            ),
            format!(
                "rpc error: code = Unknown desc = failed to execute message; message index: 0: dispatch: submessages: {own}: \
                 execute wasm contract failed: execute wasm contract failed [CosmWasm/wasmd@v0.61.14/x/wasm/keeper/keeper.go:421] with gas used: '1234'"
            ),
            format!("{own}: query wasm contract failed"),
            format!("{own}: instantiate wasm contract failed with gas used: '9'"),
        ] {
            assert_eq!(reason(&log), own, "{log}");
        }
    }

    #[test]
    fn what_is_no_contract_s_stays_as_it_is() {
        let log = "insufficient fees; got: 1ustake required: 50ustake: insufficient fee";
        assert_eq!(reason(log), log);
        assert_eq!(reason("list [a, b] is empty"), "list [a, b] is empty");
    }
}
