//! A replay for people.

use std::fmt::Write;

use milegate_core::milestone::{Stage, State};
use milegate_core::{Conclusion, utc};

use super::Replayed;
use crate::life::Made;
use crate::papers::Paper;

impl Replayed {
    /// A line for each document that does not fit, however often it was put forward.
    fn fault_lines(&self) -> Vec<String> {
        let of = |paper: &Paper| {
            let mine = self
                .faults
                .iter()
                .filter(|fault| fault.sequence == paper.sequence);
            mine.collect::<Vec<_>>()
        };
        let mut told: Vec<&str> = vec![];
        let mut lines = vec![];
        for paper in &self.papers {
            let faults = of(paper);
            let Some(first) = faults
                .first()
                .filter(|_| !told.contains(&paper.digest.as_str()))
            else {
                continue;
            };
            told.push(&paper.digest);
            lines.push(format!(
                "{}: {}{}{}",
                paper.uri,
                match faults.len() {
                    1 => String::new(),
                    many => format!("{many} faults, the first of them "),
                },
                match first.at.as_str() {
                    "" => String::new(),
                    at => format!("at {at}: "),
                },
                first.what
            ));
        }
        lines
    }

    /// For people.
    pub fn words(&self) -> String {
        let mut out = String::new();
        // Writing to a text does not fail.
        let _ = writeln!(
            out,
            "milestone {} of {} on {} at height {}, {}\n  stated      {}\n  recomputed  {}",
            self.milestone,
            self.contract,
            self.block.chain_id,
            self.block.height,
            utc(self.block.time),
            self.stated,
            self.recomputed
        );
        let faults = self.fault_lines();
        for (title, lines) in [
            ("checked", &self.checked),
            ("documents that do not fit their schema", &faults),
            ("not checked", &self.unchecked),
            ("contradictions", &self.contradictions),
        ] {
            if lines.is_empty() {
                continue;
            }
            let _ = writeln!(out, "{title}");
            for line in lines {
                let _ = writeln!(out, "  - {line}");
            }
        }
        out
    }
}

pub(super) fn name_of(made: &Made) -> String {
    let (number, witness) = (made.attestation.sequence, &made.witness);
    format!("attestation {number} ({witness}, {})", made.attestor)
}

pub(super) fn stage_words(state: &State) -> String {
    match &state.stage {
        Stage::Open {} => format!("open, round {}", state.round),
        Stage::Pending { since } => {
            format!("pending since {}, round {}", utc(since.time), state.round)
        }
        Stage::Disputed { challenge, .. } => format!(
            "disputed since {} by {}, round {}",
            utc(challenge.at.time),
            challenge.challenger,
            state.round
        ),
        Stage::Ended {
            conclusion: Conclusion::Reached { at },
        } => format!("reached at {}", utc(*at)),
        Stage::Ended {
            conclusion: Conclusion::Missed { at },
        } => format!("missed at {}", utc(*at)),
    }
}
