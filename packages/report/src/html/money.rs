use super::table::{Table, details, section};
use crate::dates;
use crate::escape::html;
use crate::model::Report;
use crate::units::thousands;

/// Payments listed on the page; all of them are in the CSV.
const PAYMENTS: usize = 200;

/// The categories, and the bank balance they come to.
pub fn categories(report: &Report) -> String {
    let t = &report.totals;
    let figure = |a: cosmwasm_std::Uint128| report.asset.figure(a.u128());
    let heads = [
        "Category",
        "#Cap",
        "#Granted",
        "#Reserve",
        "#Vested",
        "#Claimed",
        "#Forfeited",
        "#Locked",
        "#Held",
    ];
    let mut table = Table::new("Categories", &heads);
    for c in &report.categories {
        table.row(&[
            c.category.clone(),
            figure(c.cap),
            figure(c.granted),
            figure(c.reserve),
            figure(c.vested),
            figure(c.claimed),
            figure(c.forfeited),
            figure(c.locked),
            figure(c.held()),
        ]);
    }
    let held = t.locked.saturating_add(t.claimable);
    table.sum(&[
        "Sum".to_string(),
        String::new(),
        figure(t.granted),
        figure(t.reserve),
        figure(t.vested),
        figure(t.claimed),
        figure(t.forfeited),
        figure(t.locked),
        figure(held),
    ]);
    let (word, class) = match t.balanced {
        true => ("balances to the last unit", "good"),
        false => ("does not balance", "bad"),
    };
    let body = format!(
        "{}<p>Held {} + forfeited but not yet sent {} + gifts {} = bank balance {} <span class=\"tag {class}\">{word}</span></p>\n",
        table.finish(),
        html(&report.exact(held)),
        html(&report.exact(t.dues)),
        html(&report.exact(t.surplus)),
        html(&report.exact(t.balance)),
    );
    let lead = format!(
        "All amounts in {}. Reserve is what is held back for later grants. Held is what \
         the vault still keeps of a category: locked, the reserve included, or vested and not claimed.",
        report.asset.symbol
    );
    section("Categories", &lead, &body)
}

/// What waits to be claimed, and every payment.
pub fn payments(report: &Report) -> String {
    let mut body = String::new();
    if !report.unclaimed.is_empty() {
        let mut table = Table::new(
            "Largest unclaimed",
            &["Grant", "Category", "#Vested, not claimed"],
        );
        for u in &report.unclaimed {
            table.row(&[u.grant.clone(), u.category.clone(), report.exact(u.amount)]);
        }
        body.push_str("<h3>Largest unclaimed</h3>\n");
        body.push_str(&table.finish());
    }
    let count = report.payments.len();
    let mut table = Table::new(
        "Payments",
        &["When (UTC)", "#Height", "Grant", "Payee", "#Amount"],
    );
    for p in report.payments.iter().rev().take(PAYMENTS) {
        table.row(&[
            dates::time(p.time),
            p.height.to_string(),
            p.grant.clone(),
            p.payee.clone(),
            report.exact(p.amount),
        ]);
    }
    let title = match count > PAYMENTS {
        true => format!("The last {PAYMENTS} of {count} payments (all are in payments.csv)"),
        false => format!("All {count} payments, latest first"),
    };
    if count > 0 {
        body.push_str(&details(&title, &table.finish()));
    }
    if body.is_empty() {
        body.push_str("<p>Nothing has vested yet.</p>\n");
    }
    let lead = "By the reference of each grant.";
    section("Unclaimed and paid", lead, &body)
}

/// Where forfeited tokens went, and why.
pub fn fate(report: &Report) -> String {
    let f = &report.fate;
    let went = if f.sink == "burnt" {
        "burnt".to_string()
    } else {
        format!("sent to {}", f.sink)
    };
    let mut body = format!(
        "<p>{} were forfeited: {} {}, {} still in the vault (anyone may send it on).</p>\n",
        html(&report.exact(f.forfeited)),
        html(&report.exact(f.sent)),
        html(&went),
        html(&report.exact(f.waiting)),
    );
    if !f.causes.is_empty() {
        let mut causes = Table::new("Forfeited by cause", &["Because", "#Forfeited"]);
        for lost in &f.causes {
            causes.row(&[lost.cause.words().to_string(), report.exact(lost.amount)]);
        }
        causes.sum(&["Sum".to_string(), report.exact(f.forfeited)]);
        body.push_str(&causes.finish());
    }
    let mut dues = Table::new(
        "Sent to the sink",
        &["When (UTC)", "#Height", "#Amount", "Where"],
    );
    for d in &report.dues {
        dues.row(&[
            dates::time(d.time),
            d.height.to_string(),
            report.exact(d.amount),
            d.sink.clone(),
        ]);
    }
    if !report.dues.is_empty() {
        body.push_str(&dues.finish());
    }
    let heading = "Where forfeited tokens went";
    section(heading, "Why they were lost, and where they are.", &body)
}

/// Gas per action.
pub fn gas(report: &Report) -> String {
    let mut table = Table::new(
        "Gas per action",
        &["Action", "#Count", "#Least", "#Median", "#Most"],
    );
    for g in &report.gas {
        let cells = [g.count, g.least, g.median, g.most].map(|n| thousands(n.into()));
        let [count, least, median, most] = cells;
        table.row(&[g.action.clone(), count, least, median, most]);
    }
    section(
        "Gas per action",
        "Of a whole transaction, as the chain counted it.",
        &table.finish(),
    )
}
