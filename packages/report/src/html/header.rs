use super::table::section;
use crate::audit::Audit;
use crate::dates;
use crate::escape::html;
use crate::model::Report;

/// What the report is of, and whether the rules hold.
pub fn header(report: &Report, audit: &Audit) -> String {
    let h = &report.header;
    let failed = audit.rules.iter().filter(|r| !r.pass).count();
    let verdict = match failed {
        0 => format!(
            "<span class=\"tag good\">PASS: all {} rules hold</span>",
            audit.rules.len()
        ),
        n => format!(
            "<span class=\"tag bad\">FAIL: {n} of {} rules broken</span>",
            audit.rules.len()
        ),
    };
    let chain = match h.simulated {
        true => format!(
            "<b>simulated</b> on an embedded chain ({})",
            html(&h.chain_id)
        ),
        false => html(&h.chain_id),
    };
    let sealed = match h.sealed_at {
        Some(at) => format!("{} UTC, {} grants", dates::time(at), h.grants),
        None => "no: a draft, which holds no money".into(),
    };
    let mut facts = vec![
        ("Chain", chain),
        (
            "Figures of",
            format!("height {}, {} UTC", h.height, dates::time(h.time)),
        ),
        ("Sealed", sealed),
        (
            "Plan digest",
            format!("<code>{}</code>", html(&h.plan_digest)),
        ),
        (
            "Seal digest",
            format!("<code>{}</code>", html(&h.seal_digest)),
        ),
        (
            "Asset",
            format!(
                "{} (<code>{}</code>, {} decimals)",
                html(&report.asset.symbol),
                html(&report.asset.denom),
                report.asset.decimals
            ),
        ),
        (
            "Notice",
            format!(
                "{} from a milestone's end to the first token behind it",
                dates::term(h.notice)
            ),
        ),
    ];
    for c in &h.contracts {
        let admin = match &c.admin {
            None => "no admin".to_string(),
            Some(admin) => format!("admin <code>{}</code>", html(admin)),
        };
        let role = match c.role.as_str() {
            "vault" => "Vault",
            "milestones" => "Milestones",
            "committee" => "Committee",
            "token" => "Token",
            "governance" => "Governance",
            "stake" => "Stake",
            "court" => "Court",
            _ => "Authority",
        };
        facts.push((
            role,
            format!(
                "<code>{}</code>, {admin}<br><span class=\"note\">code <code>{}</code></span>",
                html(c.address.as_str()),
                html(&c.checksum)
            ),
        ));
    }
    let facts: String = facts
        .iter()
        .map(|(k, v)| format!("<dt>{k}</dt><dd>{v}</dd>\n"))
        .collect();
    format!(
        "<header>\n<h1>{}</h1>\n<p>{verdict}</p>\n<p class=\"lead\">Token grants held in a vault and released by \
         dates and milestones. Every figure below was read from the chain: from its contracts, its bank and its \
         log of transactions.</p>\n<dl class=\"facts\">\n{facts}</dl>\n</header>\n",
        html(&h.plan)
    )
}

/// The four numbers.
pub fn numbers(report: &Report) -> String {
    let (c, t) = (&report.circulating, &report.totals);
    let share = |part: u128| {
        let paid_in = t.granted.saturating_add(t.reserve).u128().max(1) as f64;
        format!("{:.1} % of what was paid in", part as f64 / paid_in * 100.0)
    };
    let boxes = [
        (
            "Circulating",
            c.circulating,
            format!("of a supply of {}", report.short(c.supply)),
        ),
        ("Locked", t.locked, share(t.locked.u128())),
        (
            "Vested, not claimed",
            t.claimable,
            share(t.claimable.u128()),
        ),
        ("Forfeited", t.forfeited, share(t.forfeited.u128())),
    ];
    let boxes: String = boxes
        .iter()
        .map(|(name, amount, note)| {
            format!(
                "<div class=\"number\"><span>{name}</span><b>{}</b><small>{}</small><small>{}</small></div>\n",
                html(&report.short(*amount)),
                html(&report.exact(*amount)),
                html(note)
            )
        })
        .collect();
    let excluded: Vec<String> = c
        .excluded
        .iter()
        .map(|e| {
            format!(
                "{} ({})",
                html(&report.exact(e.balance)),
                html(e.address.as_str())
            )
        })
        .collect();
    let excluded = if excluded.is_empty() {
        "nothing".into()
    } else {
        excluded.join(" + ")
    };
    let body = format!(
        "<div class=\"numbers\">\n{boxes}</div>\n<p class=\"note\">Circulating = {}: supply {} − locked {} − forfeited \
         but not yet sent {} − excluded {excluded} = {}, at height {}. What is vested but not claimed ({}) counts as \
         circulating.</p>\n",
        html(&c.formula),
        html(&report.exact(c.supply)),
        html(&report.exact(c.locked)),
        html(&report.exact(c.dues)),
        html(&report.exact(c.circulating)),
        report.header.height,
        html(&report.exact(c.unclaimed)),
    );
    section("In four numbers", "Where the tokens are now.", &body)
}

/// Every rule with what was looked at.
pub fn rules(audit: &Audit) -> String {
    let mut body = String::from("<ul class=\"rules\">\n");
    for r in &audit.rules {
        let (word, class) = if r.pass {
            ("PASS", "good")
        } else {
            ("FAIL", "bad")
        };
        let open = if r.pass { "" } else { " open" };
        let items: String = r
            .failures
            .iter()
            .map(|f| format!("<li class=\"bad\">{}</li>\n", html(f)))
            .chain(r.facts.iter().map(|f| format!("<li>{}</li>\n", html(f))))
            .collect();
        body.push_str(&format!(
            "<li><details{open}><summary><span class=\"tag {class}\">{word}</span> {}. {}</summary>\n<ul>{items}</ul></details></li>\n",
            r.rule,
            html(&r.name)
        ));
    }
    body.push_str("</ul>\n");
    let lead = "Eleven rules that must hold whatever happens, checked from outside with a second \
                implementation of the ledger. Open a rule to see what was looked at.";
    section("The rules", lead, &body)
}

/// How to make the page again.
pub fn again(report: &Report) -> String {
    let body = format!(
        "<pre><code>{}</code></pre>\n<p class=\"note\">Beside this page: <code>report.json</code>, everything above \
         as data; <code>payments.csv</code>, every payment; <code>changes.csv</code>, what happened to grants; <code>votes.csv</code>, every proposal.</p>\n",
        html(&report.command)
    );
    section(
        "Make this page again",
        "From the chain alone; no plan file is needed.",
        &body,
    )
}
