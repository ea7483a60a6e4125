//! A step as scenarios have it.

use toml::Value;
use toml::value::Datetime;

use crate::motion::Motion;

/// The text of a step.
pub fn written(motion: &Motion, at: u64) -> Result<String, String> {
    let mut step = Value::try_from(motion).map_err(|e| e.to_string())?;
    dates(&mut step)?;
    let Value::Table(step) = step else {
        return Err(format!("{step} is no step"));
    };
    let text = |table: &toml::Table| toml::to_string(table).map_err(|e| e.to_string());
    let table = |key: &str, value| toml::Table::from_iter([(key.to_owned(), value)]);

    let (mut lists, mut plain) = (toml::Table::new(), toml::Table::new());
    let mut name = Value::String(String::new());
    for (key, value) in step {
        match value {
            value if key == "do" => name = value,
            Value::Table(_) => _ = lists.insert(key, value),
            value if key == "messages" => _ = lists.insert(key, value),
            value => _ = plain.insert(key, value),
        }
    }
    let mut out = format!("[[event]]\nat = {}\n", date(at)?);
    out += &(text(&table("do", name))? + &text(&plain)?);
    if !lists.is_empty() {
        out = format!("{out}\n{}", text(&table("event", Value::Table(lists)))?);
    }
    Ok(out)
}

/// Puts dates where a scenario has dates.
fn dates(value: &mut Value) -> Result<(), String> {
    match value {
        Value::Table(table) => {
            for (key, value) in table.iter_mut() {
                if let ("as_of" | "expires", Value::Integer(seconds)) = (key.as_str(), &*value) {
                    let seconds = u64::try_from(*seconds).map_err(|e| e.to_string())?;
                    *value = Value::Datetime(date(seconds)?);
                }
                if key != "message" {
                    dates(value)?;
                }
            }
            Ok(())
        }
        Value::Array(items) => items.iter_mut().try_for_each(dates),
        _ => Ok(()),
    }
}

fn date(at: u64) -> Result<Datetime, String> {
    let text = milegate_report::dates::time(at).replace(' ', "T") + "Z";
    text.parse().map_err(|e| format!("{text}: {e}"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::action::Action;
    use crate::scenario::parse;

    #[test]
    fn a_step_is_written_as_a_scenario_has_it() {
        let text = "by = \"vera\"\ntitle = \"x\"\ndo = \"propose\"\nmessages = [{ do = \"set-guardian\", \
                    address = \"x\", expires = 1893456000 }, { do = \"call\", contract = \"@vault\", \
                    message = { expires = 5 } }]";
        let motion: Motion = toml::from_str(text).unwrap();
        let written = written(&motion, 1_800_000_000).unwrap();
        let read = parse(Path::new("play.toml"), &format!("title = \"x\"\n{written}")).unwrap();
        assert_eq!(read.events[0].at, 1_800_000_000);
        assert!(
            written.contains("expires = 2030-01-01T00:00:00Z"),
            "{written}"
        );
        assert!(written.contains("expires = 5"), "{written}");
        let Action::Motion(again) = &read.events[0].action else {
            panic!("{read:?}");
        };
        assert_eq!(format!("{again:?}"), format!("{motion:?}"));
    }
}
