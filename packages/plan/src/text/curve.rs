use milegate_core::ledger::Curve;

use super::{duration, duration_text, duration_words, number};

/// A twelfth of 365.25 days.
const MONTH: u64 = 2_629_800;

/// Reads `once`, `linear 4y`, `linear 4y cliff 1y`, `steps monthly x36`, `steps 30d x12`.
pub fn curve(text: &str) -> Result<Curve, String> {
    let bad = || {
        format!(
            "`{text}` is no curve; write once, linear 4y, linear 4y cliff 1y or steps monthly x36"
        )
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["once"] => Ok(Curve::Once {}),
        ["linear", rest @ ..] => {
            let cliff_at = rest.iter().position(|word| *word == "cliff");
            let (length, cliff) = match cliff_at {
                None => (rest, &[][..]),
                Some(at) => (
                    rest.get(..at).ok_or_else(bad)?,
                    rest.get(at.saturating_add(1)..)
                        .filter(|c| !c.is_empty())
                        .ok_or_else(bad)?,
                ),
            };
            let cliff = if cliff.is_empty() {
                0
            } else {
                duration(&cliff.join(" "))?
            };
            if length.is_empty() {
                return Err(bad());
            }
            Ok(Curve::Linear {
                duration: duration(&length.join(" "))?,
                cliff,
            })
        }
        ["steps", every @ .., count] if !every.is_empty() => {
            let count = count.strip_prefix('x').and_then(number).ok_or_else(bad)?;
            let every = match every {
                ["monthly"] => MONTH,
                other => duration(&other.join(" "))?,
            };
            Ok(Curve::Steps {
                every,
                count: u64::try_from(count).map_err(|_| bad())?,
            })
        }
        _ => Err(bad()),
    }
}

/// A curve as a plan writes it.
pub fn curve_text(curve: &Curve) -> String {
    match curve {
        Curve::Once {} => "once".to_owned(),
        Curve::Linear { duration, cliff: 0 } => format!("linear {}", duration_text(*duration)),
        Curve::Linear { duration, cliff } => format!(
            "linear {} cliff {}",
            duration_text(*duration),
            duration_text(*cliff)
        ),
        Curve::Steps {
            every: MONTH,
            count,
        } => format!("steps monthly x{count}"),
        Curve::Steps { every, count } => format!("steps {} x{count}", duration_text(*every)),
    }
}

/// A curve in words that follow an amount: "released ...".
pub fn curve_words(curve: &Curve) -> String {
    match curve {
        Curve::Once {} => "at once".to_owned(),
        Curve::Linear { duration, cliff: 0 } => {
            format!("evenly by the second over {}", duration_words(*duration))
        }
        Curve::Linear { duration, cliff } => format!(
            "evenly by the second over {}, nothing before {}",
            duration_words(*duration),
            duration_words(*cliff)
        ),
        Curve::Steps {
            every: MONTH,
            count,
        } => format!("in {count} equal monthly steps"),
        Curve::Steps { every, count } => {
            format!(
                "in {count} equal steps, one every {}",
                duration_words(*every)
            )
        }
    }
}

/// What a plan says of a missed milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missed {
    /// To the sink.
    Forfeit,
    /// Opens with this curve.
    Fallback(Curve),
    /// Waits for that milestone.
    Roll(String),
}

/// Reads `forfeit`, `fallback CURVE`, `roll MILESTONE`.
pub fn missed(text: &str) -> Result<Missed, String> {
    let bad = || {
        format!("`{text}` is no rule; write forfeit, fallback linear 6y, or roll and a milestone")
    };
    match text.trim().split_once(char::is_whitespace) {
        None if text.trim() == "forfeit" => Ok(Missed::Forfeit),
        Some(("fallback", rest)) => Ok(Missed::Fallback(curve(rest)?)),
        Some(("roll", name)) if !name.trim().contains(char::is_whitespace) => {
            Ok(Missed::Roll(name.trim().to_owned()))
        }
        _ => Err(bad()),
    }
}
