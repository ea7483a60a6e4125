//! `milegate report feed`: sources in, one report a period out.

#[cfg(feature = "chain")]
mod node;
#[cfg(feature = "vm")]
mod rehearsal;
#[cfg(any(feature = "vm", feature = "chain"))]
mod told;

use std::process::ExitCode;

use milegate_reporter::{Problem, Sources};

use crate::output::{Failure, Output};
use crate::report_args::Feed;

/// Checks the file, tries it out, or reports.
pub fn run(args: &Feed, output: Output) -> Result<ExitCode, Failure> {
    let sources = read(args, output)?;
    if args.check {
        return checked(args, &sources, output);
    }
    #[cfg(feature = "vm")]
    if let (Some(state), Some(reporter)) = (&args.state, &args.reporter) {
        if !args.once && !args.dry_run {
            let what = "time stands still in saved state: say --once, or --dry-run";
            return Err(Failure::asked(what));
        }
        let chain = rehearsal::Rehearsal::on(state, reporter)?;
        return told::run(args, &sources, chain, output);
    }
    #[cfg(feature = "chain")]
    if let (Some(node), Some(key)) = (&args.on.node, &args.on.key) {
        let chain = node::Signed::open(&args.on, node, key)?;
        return told::run(args, &sources, chain, output);
    }

    Err(Failure::asked(
        "name the chain: --node URL --key KEY, or --state FILE --as ADDRESS for a rehearsal",
    ))
}

/// Reads the file; warnings go to standard error.
fn read(args: &Feed, output: Output) -> Result<Sources, Failure> {
    let lines = |problems: &[Problem]| {
        let lines: Vec<_> = problems.iter().map(Problem::to_string).collect();
        lines.join("\n")
    };
    let env = |name: &str| std::env::var(name).ok();
    match Sources::read(&args.sources, &env) {
        Ok((sources, warnings)) => {
            if !warnings.is_empty() && !output.quiet {
                eprintln!("{}", lines(&warnings));
            }
            Ok(sources)
        }
        Err(problems) => {
            let lines = lines(&problems);
            Err(Failure::asked(format!("nobody was asked\n{lines}")))
        }
    }
}

fn checked(args: &Feed, sources: &Sources, output: Output) -> Result<ExitCode, Failure> {
    let names: Vec<_> = sources.sources.iter().map(|source| &source.name).collect();
    let value = serde_json::json!({
        "oracle": sources.oracle,
        "feed": sources.feed,
        "need": sources.need,
        "sources": names,
    });
    let words = format!(
        "{}: feed {}, {} of {} sources must agree within {}",
        args.sources.display(),
        sources.feed,
        sources.need,
        names.len(),
        sources.deviation
    );
    output.result(&words, &value)?;
    Ok(ExitCode::SUCCESS)
}
