//! `milegate watch`: what is new of a vault, each thing once.

use std::process::ExitCode;
use std::time::Duration;

use milegate_report::dates;
use milegate_serve::watch::{Memory, Near, News, Sinks, Webhook, news, say};

use crate::output::{Failure, Output};
use crate::serve_args::Watch;

/// How long a webhook is left alone before the second try.
const PAUSE: Duration = Duration::from_secs(1);

/// Looks once, or until it is ended.
pub fn run(args: &Watch, output: Output) -> Result<ExitCode, Failure> {
    let mut memory = Memory::open(&args.memory).map_err(Failure::asked)?;
    let sinks = Sinks {
        webhook: args.webhook.as_deref().map(|url| Webhook::new(url, PAUSE)),
        feed: args.feed.clone(),
    };
    if args.once {
        look(args, &mut memory, &sinks, output)?;
        return Ok(ExitCode::SUCCESS);
    }
    loop {
        // A node that is away, or a webhook, comes back.
        if let Err(why) = look(args, &mut memory, &sinks, output) {
            eprintln!("milegate: {why}");
        }
        std::thread::sleep(Duration::from_secs(args.every));
    }
}

fn look(args: &Watch, memory: &mut Memory, sinks: &Sinks, output: Output) -> Result<(), Failure> {
    let seen = args.source.read(&args.vault, |view, vault| {
        news(view, vault, &Near::default()).map_err(Failure::failed)
    })?;
    let told = |one: &News| {
        let words = format!("{}  {}\n    {}", dates::time(one.time), one.title, one.text);
        // A line that cannot be written was said all the same.
        let _ = output.result(&words, one);
    };
    say(&seen, memory, sinks, told).map_err(Failure::failed)?;
    Ok(())
}
