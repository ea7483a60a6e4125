//! Rules with some of them changed, as people write the changes.

use milegate_api::core::governance::Rules;
use serde_json::Value;

use crate::cast::PlayError;
use crate::money::Money;

/// The next revision of `rules` with `changes` in it. Shares are written `"25%"`, spans `"7d"` (the
/// blocks follow the time), the deposit in whole symbols.
pub fn rules(rules: &Rules, changes: &toml::Table, bonds: &Money) -> Result<Rules, PlayError> {
    let wrong = |why: String| PlayError::Unknown(format!("set-rules: {why}"));
    let mut value = serde_json::to_value(rules).map_err(|e| wrong(e.to_string()))?;
    for (key, change) in changes {
        let known = value.get_mut(key);
        let known = known.ok_or_else(|| wrong(format!("there is no rule `{key}`")))?;
        if key == "deposit" {
            let whole = change.as_integer().and_then(|n| u64::try_from(n).ok());
            let whole = whole.ok_or_else(|| wrong("the deposit is a whole number".into()))?;
            *known = Value::String(bonds.units(whole)?.to_string());
            continue;
        }
        lay(known, change).map_err(|why| wrong(format!("{key}: {why}")))?;
    }
    let mut rules: Rules = serde_json::from_value(value).map_err(|e| wrong(e.to_string()))?;
    rules.revision = rules.revision.saturating_add(1);
    Ok(rules)
}

fn lay(known: &mut Value, change: &toml::Value) -> Result<(), String> {
    match (known, change) {
        (Value::Object(fields), toml::Value::Table(changes)) => {
            for (key, change) in changes {
                let field = fields.get_mut(key);
                lay(field.ok_or_else(|| format!("there is no `{key}`"))?, change)?;
            }
            Ok(())
        }
        (known, toml::Value::String(text)) if text.ends_with('%') => {
            *known = share(text)?.into();
            Ok(())
        }
        (known, toml::Value::String(text)) => {
            let seconds = days(text)?;
            let old = known.get("seconds").and_then(Value::as_u64);
            match (old, known.get("blocks").and_then(Value::as_u64)) {
                (Some(old), Some(blocks)) => {
                    let scaled = u128::from(blocks).saturating_mul(seconds.into());
                    let blocks = scaled.div_ceil(u128::from(old.max(1)));
                    let blocks = u64::try_from(blocks).unwrap_or(u64::MAX);
                    *known = serde_json::json!({ "seconds": seconds, "blocks": blocks });
                }
                _ => *known = seconds.into(),
            }
            Ok(())
        }
        (known, other) => {
            *known = serde_json::to_value(other).map_err(|e| e.to_string())?;
            Ok(())
        }
    }
}

/// Basis points of `"33.4%"`.
fn share(text: &str) -> Result<u16, String> {
    let wrong = || format!("`{text}` is no share like \"25%\" or \"33.4%\"");
    let (whole, part) = match text.trim_end_matches('%').trim().split_once('.') {
        Some((whole, part)) if part.len() <= 2 => (whole.to_owned(), format!("{part:0<2}")),
        Some(_) => return Err(wrong()),
        None => (text.trim_end_matches('%').trim().to_owned(), "00".into()),
    };
    let points = format!("{whole}{part}").parse::<u16>();
    points.map_err(|_| wrong())
}

fn days(text: &str) -> Result<u64, String> {
    let days = text.strip_suffix('d').and_then(|d| d.parse::<u64>().ok());
    let seconds = days.and_then(|days| days.checked_mul(86_400));
    seconds.ok_or_else(|| format!("`{text}` is neither a share like \"25%\" nor days like \"7d\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_basis_points() {
        for (text, points) in [("25%", 2_500), ("33.4%", 3_340), ("66.67 %", 6_667)] {
            assert_eq!(share(text).unwrap(), points);
        }
        for text in ["1.234%", "x%", "700%"] {
            assert!(share(text).is_err(), "{text}");
        }
        assert_eq!(days("7d").unwrap(), 604_800);
        assert!(days("7").unwrap_err().contains("7d"));
    }
}
