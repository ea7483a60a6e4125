//! Spans of a plan in fewer blocks than pass in their time.

/// Blocks of whatever no vote needs.
const FEW: u64 = 100;
/// The least that a governance takes.
const VOTED: u64 = 1_000;
/// Days of voting, tail, delay and window, by class, as where a plan does not say.
const CLASSES: [(&str, [u64; 4]); 6] = [
    ("signal", [7, 1, 1, 14]),
    ("dispute", [7, 2, 2, 14]),
    ("attest", [7, 2, 3, 14]),
    ("spend", [7, 2, 3, 14]),
    ("rules", [14, 2, 7, 14]),
    ("code", [14, 2, 14, 14]),
];

/// A line of a plan with votes, with its spans in blocks.
pub fn voted(line: &str) -> String {
    match line.split_whitespace().next().unwrap_or_default() {
        "[disputes]" => {
            let (window, last) = (span("7d", FEW), span("21d", FEW));
            let court = span("30d", 3 * VOTED);
            format!("{line}\nwindow = {window}\nlast_call = {last}\ncourt_limit = {court}")
        }
        "[governance]" => {
            let classes = CLASSES.map(|(class, days)| {
                let [voting, tail, delay, window] =
                    days.map(|days| span(&format!("{days}d"), VOTED));
                format!(
                    "{class} = {{ voting = {voting}, tail = {tail}, delay = {delay}, window = {window} }}"
                )
            });
            format!("{line}\n{}", classes.join("\n"))
        }
        _ => waits(line),
    }
}

/// The waits before changes of a grant.
fn waits(line: &str) -> String {
    for key in [", notice = ", "payee_delay    = ", "recovery_delay = "] {
        let quoted = line.split_once(&format!("{key}\""));
        let parts = quoted.and_then(|(before, rest)| Some((before, rest.split_once('"')?)));
        if let Some((before, (time, after))) = parts {
            return format!("{before}{key}{}{after}", span(time, FEW));
        }
    }
    line.to_owned()
}

fn span(time: &str, blocks: u64) -> String {
    format!("{{ time = \"{time}\", blocks = {blocks} }}")
}

#[cfg(test)]
mod tests {
    use super::voted;

    #[test]
    fn a_wait_is_written_with_blocks_and_a_notice_of_the_vault_has_none() {
        let wait = "{ time = \"7d\", blocks = 100 }";
        assert_eq!(
            voted("payee_delay    = \"7d\" # x"),
            format!("payee_delay    = {wait} # x")
        );
        let leavers = |notice: &str| format!("leavers = {{ by = \"@hr\", notice = {notice} }}");
        assert_eq!(voted(&leavers("\"7d\"")), leavers(wait));
        assert_eq!(voted("notice = \"7d\""), "notice = \"7d\"");
    }
}
