//! Reads the text of a file, and says everything that is wrong with it.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::SignedDuration;
use milegate_core::milestone::limits::URI;
use milegate_fetch::Address;
use toml::Spanned;

use super::written::{File, Written};
use super::{Problem, Source, Sources};
use crate::combine::Deviation;
use crate::json::steps;
use crate::number::Number;

/// Most sources of a feed.
const MOST: usize = 16;
/// Longest time a source may take.
const SLOWEST: Duration = Duration::from_secs(120);
/// What follows the prefix in a URI: the digest of the document, in hex, and its ending.
const DOCUMENT: usize = 64 + ".json".len();

/// The sources of a text, with what is only worth a warning.
pub(super) fn parse(
    file: &str,
    text: &str,
    env: &dyn Fn(&str) -> Option<String>,
) -> Result<(Sources, Vec<Problem>), Vec<Problem>> {
    let mut reader = Reader {
        file,
        text,
        env,
        problems: vec![],
    };
    let written: File = match toml::from_str(text) {
        Ok(written) => written,
        Err(e) => {
            let at = e.span().map_or(0, |span| span.start);
            let help = "Correct this line; docs/reporter.md lists every key.";
            reader.error(at, e.message(), help);
            return Err(reader.problems);
        }
    };
    let sources = reader.sources(written);
    let broken = reader.problems.iter().any(|problem| !problem.warning);
    match sources {
        Some(sources) if !broken => Ok((sources, reader.problems)),
        _ => Err(reader.problems),
    }
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    env: &'a dyn Fn(&str) -> Option<String>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn note(&mut self, warning: bool, at: usize, message: &str, remedy: &str) {
        let before = self.text.get(..at).unwrap_or_default();
        self.problems.push(Problem {
            file: self.file.into(),
            line: before.matches('\n').count().saturating_add(1),
            warning,
            message: message.into(),
            remedy: remedy.into(),
        });
    }

    fn error(&mut self, at: usize, message: &str, remedy: &str) {
        self.note(false, at, message, remedy);
    }

    /// Every problem is noted before nothing is returned.
    fn sources(&mut self, file: File) -> Option<Sources> {
        let File {
            feed,
            report,
            source,
        } = file;
        for (what, text) in [("oracle", &feed.oracle), ("name", &feed.name)] {
            if text.get_ref().trim().is_empty() {
                let help = "Write the oracle's address, and the feed's name in it.";
                self.error(text.span().start, &format!("`{what}` is empty"), help);
            }
        }
        let count = source.len();
        self.check_need(&report.need, count);
        let deviation = Deviation::read(report.deviation.get_ref());
        if deviation.is_none() {
            let message = format!("`{}` is no deviation", report.deviation.get_ref());
            let help = "Write how far a source may be from the median: \"2 %\", \"0.5 %\".";
            self.error(report.deviation.span().start, &message, help);
        }
        let after = match &report.after {
            Some(after) => self.duration(after),
            None => Some(Duration::ZERO),
        };
        self.check_uri(&report.uri);
        if count == 0 || count > MOST {
            let message = format!("{count} sources, not 1 to {MOST}");
            self.error(
                self.text.len(),
                &message,
                "Write a [[source]] for each of them.",
            );
        }
        let mut names = BTreeSet::new();
        let mut sources = vec![];
        for written in source {
            let written = written.into_inner();
            let name = &written.name;
            if name.get_ref().trim().is_empty() || !names.insert(name.get_ref().clone()) {
                let message = format!("a source is called `{}` already", name.get_ref());
                self.error(
                    name.span().start,
                    &message,
                    "Give each source a name of its own.",
                );
            }
            sources.extend(self.source(written));
        }

        Some(Sources {
            oracle: feed.oracle.into_inner(),
            feed: feed.name.into_inner(),
            need: report.need.into_inner(),
            deviation: deviation?,
            after: after?,
            folder: report.folder.unwrap_or_else(|| "reports".into()),
            uri: report.uri.into_inner(),
            sources,
        })
    }

    fn check_need(&mut self, need: &Spanned<usize>, count: usize) {
        let (at, need) = (need.span().start, *need.get_ref());
        if need == 0 || need > count {
            let message = format!("{need} of {count} sources can never agree");
            let help = format!("Write how many must agree: 1 to {count}.");
            self.error(at, &message, &help);
        } else if count > 1 && need.saturating_mul(2) <= count {
            let message = format!("{need} of {count} sources are not most of them");
            let help = "If the others fail, so few set the value alone: raise `need` above half.";
            self.note(true, at, &message, help);
        }
    }

    fn check_uri(&mut self, uri: &Spanned<String>) {
        let text = uri.get_ref();
        let most = URI.saturating_sub(DOCUMENT);
        let form = text.contains("://") && text.bytes().all(|byte| byte.is_ascii_graphic());
        if !form || text.len() > most {
            let message = format!("`{text}` cannot begin the address of a document");
            let help = format!(
                "Write where the public finds the folder, up to {most} characters: \
                 \"https://reports.example/payments/\"."
            );
            self.error(uri.span().start, &message, &help);
        }
    }

    fn duration(&mut self, text: &Spanned<String>) -> Option<Duration> {
        let read: Option<SignedDuration> = text.get_ref().parse().ok();
        let read = read.and_then(|read| Duration::try_from(read).ok());
        if read.is_none() {
            let message = format!("`{}` is no duration", text.get_ref());
            self.error(
                text.span().start,
                &message,
                "Write it as \"10s\", \"5m\", \"1h 30m\".",
            );
        }
        read
    }

    /// A text with every `${NAME}` replaced by what the environment says.
    fn expand(&mut self, text: &Spanned<String>) -> Option<String> {
        let mut out = String::new();
        let mut rest = text.get_ref().as_str();
        while let Some((before, after)) = rest.split_once("${") {
            let Some((name, after)) = after.split_once('}') else {
                break;
            };
            let Some(value) = (self.env)(name) else {
                let message = format!("the environment has no {name}");
                let help =
                    format!("Set it before the command: {name}=... milegate report feed ...");
                self.error(text.span().start, &message, &help);
                return None;
            };
            out.push_str(before);
            out.push_str(&value);
            rest = after;
        }
        out.push_str(rest);
        Some(out)
    }

    fn source(&mut self, written: Written) -> Option<Source> {
        let Written {
            name,
            url,
            pointer,
            scale,
            timeout,
            headers,
        } = written;
        let address = self.address(&url);
        if let Err(e) = steps(pointer.get_ref()) {
            let help = "A JSON pointer says where the number is: \"/data/0/usd\"; \"\" is the whole answer.";
            self.error(pointer.span().start, &e.to_string(), help);
        }
        if let Some(scale) = scale.as_ref()
            && Number::scale(scale.get_ref()).is_err()
        {
            let message = format!("`{}` is no factor", scale.get_ref());
            let help = "Write what the number is multiplied by, as text: \"0.01\", \"1000\".";
            self.error(scale.span().start, &message, help);
        }
        let time = match &timeout {
            Some(timeout) => self.duration(timeout),
            None => Some(Duration::from_secs(10)),
        };
        if let (Some(timeout), Some(time)) = (&timeout, time)
            && (time.is_zero() || time > SLOWEST)
        {
            let message = format!("a timeout of {}", timeout.get_ref());
            self.error(
                timeout.span().start,
                &message,
                "Write at least a moment, at most \"2m\".",
            );
        }
        let mut sent = vec![];
        for (header, value) in headers {
            let at = value.span().start;
            let token =
                |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
            let value = self.expand(&value)?;
            let plain = value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
            if header.is_empty() || !header.bytes().all(token) || !plain {
                let help = "Write names as in `Authorization`, values in plain ASCII.";
                self.error(at, &format!("`{header}` is no header"), help);
            }
            sent.push((header, value));
        }

        Some(Source {
            name: name.into_inner(),
            url: url.into_inner(),
            address: address?,
            pointer: pointer.into_inner(),
            scale: scale.map_or_else(|| "1".into(), Spanned::into_inner),
            timeout: time?,
            headers: sent,
        })
    }

    fn address(&mut self, url: &Spanned<String>) -> Option<Address> {
        let (at, written) = (url.span().start, url.get_ref());
        let address = Address::read(&self.expand(url)?);
        match &address {
            // Without the error's own words: they quote what the environment says.
            Err(_) => {
                let help = "Write https://HOST/PATH, with secrets as headers or ${NAME}.";
                self.error(at, &format!("`{written}` is no address to ask"), help);
            }
            Ok(address) if !address.is_private() => {
                let message = format!("{written} is plain http: whoever is on the way can lie");
                self.note(true, at, &message, "Ask it over https.");
            }
            Ok(_) => {}
        }
        address.ok()
    }
}
