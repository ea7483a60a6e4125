use cosmwasm_std::Addr;
use milegate_report::{ChainView, Rebuilt, Snapshot, ViewError, csv_payments, rebuilt, report};

use crate::published::Published;

/// Files about a vault at one block.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// Height.
    pub height: u64,
    /// Block time, Unix seconds.
    pub time: u64,
    /// Name and text of each file.
    pub files: Vec<(String, String)>,
    /// The ledger from events, beside the queries.
    pub ledger: Rebuilt,
}

/// Reads a vault with its log, and makes files of it: the pages of the server, every payment, and
/// the ledger rebuilt from events.
pub fn export(view: &dyn ChainView, vault: &Addr) -> Result<Exported, ViewError> {
    let s = Snapshot::read(view, vault)?;
    let published = Published::of(&s);
    let mut files: Vec<(String, String)> = published
        .pages
        .iter()
        .map(|(path, page)| (file(path), page.body.clone()))
        .collect();
    let payments = csv_payments(&report(view, &s, "")?);
    files.push(("payments.csv".to_owned(), payments));
    let ledger = rebuilt(&s);
    let text = serde_json::to_string_pretty(&ledger);
    let text = text.map_err(|e| ViewError::malformed("ledger", e))?;
    files.push(("ledger.json".to_owned(), text + "\n"));
    Ok(Exported {
        height: s.block.height,
        time: s.block.time,
        files,
        ledger,
    })
}

/// `/circulating` is `circulating.txt`; what has an ending keeps it.
fn file(path: &str) -> String {
    let name = path.trim_start_matches('/');
    match name.contains('.') {
        true => name.to_owned(),
        false => format!("{name}.txt"),
    }
}
