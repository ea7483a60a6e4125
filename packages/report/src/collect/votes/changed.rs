//! What new rules change, in words.

use milegate_api::core::governance::Rules;
use serde_json::Value;

use super::percent;

/// Every figure that differs: `attest quorum 20 % -> 10 %`.
pub fn changed(old: &Rules, new: &Rules) -> Vec<String> {
    let mut out = Vec::new();
    if let (Ok(old), Ok(new)) = (serde_json::to_value(old), serde_json::to_value(new)) {
        compare("", &old, &new, &mut out);
    }
    out
}

fn compare(path: &str, old: &Value, new: &Value, out: &mut Vec<String>) {
    if old == new || path == "revision" {
        return;
    }
    if let (Value::Object(old), Value::Object(new)) = (old, new) {
        for (key, value) in new {
            let path = match path {
                "" => key.clone(),
                path => format!("{path} {key}"),
            };
            compare(&path, old.get(key).unwrap_or(&Value::Null), value, out);
        }
        return;
    }
    let share = ["quorum", "threshold", "floor", "electorate"]
        .iter()
        .any(|name| path.ends_with(name));
    let words = |value: &Value| match value.as_u64().and_then(|n| u16::try_from(n).ok()) {
        Some(points) if share => percent(points),
        _ => value.to_string().trim_matches('"').to_owned(),
    };
    out.push(format!("{path} {} -> {}", words(old), words(new)));
}
