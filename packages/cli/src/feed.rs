//! `milegate report feed`: sources in, one report a period out.

use std::process::ExitCode;

use milegate_reporter::{Document, OracleChain, Problem, Sources, dry_run};

use crate::output::{Failure, Output};
use crate::report_args::Feed;

/// Checks the file, tries it out, or reports.
pub fn run(args: &Feed, output: Output) -> Result<ExitCode, Failure> {
    let sources = read(args, output)?;
    if args.check {
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
        return Ok(ExitCode::SUCCESS);
    }
    listen(output);
    #[cfg(feature = "vm")]
    if let (Some(state), Some(reporter)) = (&args.state, &args.reporter) {
        return dry(&sources, &saved(state, reporter)?, output);
    }

    Err(Failure::asked(
        "name the chain: --state FILE --as ADDRESS for a dry run on saved state",
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
        Err(problems) => Err(Failure::asked(format!(
            "nothing was asked\n{}",
            lines(&problems)
        ))),
    }
}

/// Asks the sources and prints what would be reported.
fn dry(sources: &Sources, chain: &dyn OracleChain, output: Output) -> Result<ExitCode, Failure> {
    let document = dry_run(sources, chain).map_err(Failure::failed)?;
    let mut lines: Vec<_> = document.sources.iter().map(|heard| heard.words()).collect();
    lines.push(format!(
        "would report {} in period {}: {} {}",
        document.value,
        document.period,
        decimal(&document),
        document.unit
    ));
    output.result(&lines.join("\n"), &document)?;
    Ok(ExitCode::SUCCESS)
}

/// A value with its point.
fn decimal(document: &Document) -> String {
    let places = usize::from(document.decimals);
    let digits = format!(
        "{:0>width$}",
        document.value.u128(),
        width = places.saturating_add(1)
    );
    match digits.split_at(digits.len().saturating_sub(places)) {
        (whole, "") => whole.into(),
        (whole, part) => format!("{whole}.{part}"),
    }
}

/// Progress goes to standard error, dated; none if results only are wanted.
fn listen(output: Output) {
    let level = match output.quiet {
        true => tracing_subscriber::filter::LevelFilter::WARN,
        false => tracing_subscriber::filter::LevelFilter::INFO,
    };
    // Refused only if somebody listens already.
    let _ = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_target(false)
        .with_ansi(false)
        .with_writer(std::io::stderr)
        .try_init();
}

#[cfg(feature = "vm")]
type Ask = Box<dyn Fn(&cosmwasm_std::Addr, &[u8]) -> Result<Vec<u8>, String>>;

/// A chain out of a file.
#[cfg(feature = "vm")]
fn saved(
    state: &std::path::Path,
    reporter: &str,
) -> Result<milegate_reporter::ReadOnly<Ask>, Failure> {
    let shown = state.display();
    let chain = embedded_chain::Chain::load(state);
    let chain = chain.map_err(|e| Failure::asked(format!("{shown}: {e}")))?;
    let block = chain.block();
    let query: Ask = Box::new(move |contract, question| {
        let answer = chain.query_json(contract, question);
        answer
            .map(|answer| answer.to_vec())
            .map_err(|e| e.to_string())
    });
    Ok(milegate_reporter::ReadOnly {
        reporter: cosmwasm_std::Addr::unchecked(reporter),
        moment: milegate_reporter::Moment {
            chain: block.chain_id,
            time: block.time.seconds(),
        },
        query,
    })
}
