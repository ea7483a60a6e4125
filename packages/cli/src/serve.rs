//! `milegate serve` and `milegate export`: supply as a service.

use std::process::ExitCode;
use std::time::Duration;

use milegate_serve::{Published, export, serve};

use crate::output::{Failure, Output};
use crate::serve_args::{Export, Serve};
use crate::source::Opened;

/// Serves until it is ended.
pub fn run(args: Serve, output: Output) -> Result<ExitCode, Failure> {
    let Serve {
        vault,
        source,
        listen,
        refresh,
    } = args;
    // What is wrong from the start is said at the start.
    let reads = move |opened: &Opened| {
        opened.read(&vault, |view, vault| {
            Published::read(view, vault).map_err(Failure::failed)
        })
    };
    let first = reads(&source.open()?)?;
    let make = move || {
        let mut opened: Option<Opened> = None;
        move || {
            let mut again = || {
                if opened.is_none() {
                    opened = Some(source.open()?);
                }
                opened
                    .as_ref()
                    .map_or_else(|| Err(Failure::failed("not open")), &reads)
            };
            again().map_err(|why| why.to_string())
        }
    };
    let told = |why: &str| eprintln!("milegate: {why}");
    let serving = serve(
        listen,
        Duration::from_secs(refresh),
        Some(first),
        make,
        told,
    )
    .map_err(Failure::asked)?;
    let address = format!("http://{}", serving.address());
    let pages = Published::PATHS.into_iter().chain(["/health"]);
    let pages: Vec<String> = pages.map(|path| format!("{address}{path}")).collect();
    output.result(&pages.join("\n"), &serde_json::json!({ "pages": pages }))?;
    serving.wait();
    Ok(ExitCode::SUCCESS)
}

/// Writes the files; a ledger that events and queries tell differently is a failure.
pub fn files(args: &Export, output: Output) -> Result<ExitCode, Failure> {
    let exported = args.source.read(&args.vault, |view, vault| {
        export(view, vault).map_err(Failure::failed)
    })?;
    let failed = |e: std::io::Error| Failure::asked(format!("{}: {e}", args.out.display()));
    std::fs::create_dir_all(&args.out).map_err(failed)?;
    for (name, text) in &exported.files {
        std::fs::write(args.out.join(name), text).map_err(failed)?;
    }
    let names: Vec<&str> = exported
        .files
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let differences = &exported.ledger.differences;
    let compared = match differences.len() {
        0 => format!(
            "{} events rebuild the ledger that the queries tell",
            exported.ledger.events
        ),
        count => format!(
            "events and queries differ in {count}:\n{}",
            differences.join("\n")
        ),
    };
    let words = format!(
        "height {}: {} in {}\n{compared}",
        exported.height,
        names.join(", "),
        args.out.display()
    );
    let value = serde_json::json!({
        "height": exported.height,
        "time": exported.time,
        "files": names,
        "events": exported.ledger.events,
        "differences": differences,
    });
    output.result(&words, &value)?;
    Ok(match differences.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}
