//! Writes the report of the test chain, to look at: `cargo run -p milegate-report --example sample -- DIR`.

#[path = "../tests/support/mod.rs"]
mod support;

use cosmwasm_std::Addr;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = std::path::PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".into()));
    let vault = Addr::unchecked(support::VAULT);
    for (name, chain) in [("rich", support::rich()), ("young", support::young())] {
        let report = milegate_report::collect(&chain, &vault, "milegate report --state DIR")?;
        let audit = milegate_report::audit(&chain, &vault, Some(1))?;
        std::fs::write(
            dir.join(format!("{name}.html")),
            milegate_report::html(&report, &audit),
        )?;
        let chart = milegate_report::chart_svg(&report).unwrap_or_default();
        std::fs::write(dir.join(format!("{name}.svg")), chart)?;
        println!("{}", milegate_report::terminal(&report, &audit));
    }
    Ok(())
}
