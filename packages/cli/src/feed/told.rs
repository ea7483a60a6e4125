//! Reports to a chain, and says so.

use std::process::ExitCode;

use milegate_reporter::{
    Document, Done, OracleChain, Pace, Reporter, Sources, Stop, dry_run, serve,
};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use tracing_subscriber::filter::LevelFilter;

use crate::output::{Failure, Output};
use crate::report_args::Feed;

/// Tries it out, reports once, or goes on until somebody stops it.
pub fn run(
    args: &Feed,
    sources: &Sources,
    chain: impl OracleChain,
    output: Output,
) -> Result<ExitCode, Failure> {
    listen(output);
    if args.dry_run {
        let document = dry_run(sources, &chain).map_err(Failure::failed)?;
        output.result(&would(&document), &document)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut reporter = Reporter::open(sources, chain).map_err(Failure::failed)?;
    stop_on_signals(&reporter.stop)?;
    if args.once {
        let done = reporter.once().map_err(Failure::failed)?;
        output.result(&words(&done), &done)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut shown = Ok(());
    serve(&mut reporter, Pace::default(), |outcome| {
        // What went wrong has been told already.
        if let (Ok(done), Ok(())) = (outcome, &shown) {
            shown = output.result(&words(done), done);
        }
    });
    shown.map(|()| ExitCode::SUCCESS)
}

/// The first signal lets a step end; the second ends the process, which may be started again.
fn stop_on_signals(stop: &Stop) -> Result<(), Failure> {
    let mut signals = Signals::new([SIGINT, SIGTERM]).map_err(Failure::failed)?;
    let stop = stop.clone();
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if stop.is_wished() {
                std::process::exit(128_i32.saturating_add(signal));
            }
            stop.now();
        }
    });
    Ok(())
}

/// Progress goes to standard error, dated; warnings only if results are all that is wanted.
fn listen(output: Output) {
    let level = if output.quiet {
        LevelFilter::WARN
    } else {
        LevelFilter::INFO
    };
    // Refused only if somebody listens already.
    let _ = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_target(false)
        .with_ansi(false)
        .with_writer(std::io::stderr)
        .try_init();
}

/// What each source said, and what would be reported.
fn would(document: &Document) -> String {
    let mut lines: Vec<_> = document.sources.iter().map(|heard| heard.words()).collect();
    lines.push(format!(
        "would report {} in period {}: {} {}",
        document.value,
        document.period,
        decimal(document),
        document.unit
    ));
    lines.join("\n")
}

/// One line: what came of a period.
fn words(done: &Done) -> String {
    let Done { period, value, .. } = done;
    match (done.fresh, &done.tx) {
        (true, Some(tx)) => format!("reported {value} in period {period}, transaction {tx}"),
        (true, None) => format!("reported {value} in period {period}"),
        (false, _) => format!("{value} was reported in period {period} before"),
    }
}

/// A value with its point.
fn decimal(document: &Document) -> String {
    let places = usize::from(document.decimals);
    let width = places.saturating_add(1);
    let digits = format!("{:0>width$}", document.value.to_string());
    match digits.split_at(digits.len().saturating_sub(places)) {
        (whole, "") => whole.into(),
        (whole, part) => format!("{whole}.{part}"),
    }
}
