//! Differences between what a plan says and what a chain has, by name.

use std::collections::BTreeSet;

use serde_json::Value;

/// Every difference below `path`, as `path: the plan says X, the chain Y`.
pub fn differences(path: &str, plan: &Value, chain: &Value) -> Vec<String> {
    let mut out = Vec::new();
    walk(path, plan, chain, &mut out);
    out
}

fn walk(path: &str, plan: &Value, chain: &Value, out: &mut Vec<String>) {
    match (plan, chain) {
        (Value::Object(left), Value::Object(right)) => {
            let keys: BTreeSet<&String> = left.keys().chain(right.keys()).collect();
            for key in keys {
                let (left, right) = (left.get(key), right.get(key));
                let (left, right) = (left.unwrap_or(&Value::Null), right.unwrap_or(&Value::Null));
                walk(&format!("{path}.{key}"), left, right, out);
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (index, (left, right)) in left.iter().zip(right).enumerate() {
                // Entries that have a name go by it.
                let name = left.get("name").and_then(Value::as_str);
                let place = name.map_or_else(|| index.to_string(), str::to_owned);
                walk(&format!("{path}.{place}"), left, right, out);
            }
        }
        _ if plan == chain => {}
        _ => out.push(format!(
            "{path}: the plan says {}, the chain {}",
            short(plan),
            short(chain)
        )),
    }
}

/// A value on one line.
fn short(value: &Value) -> String {
    const MOST: usize = 120;
    let text = match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn differences_are_named_by_their_path() {
        let plan =
            json!({ "notice": 7, "list": [{ "name": "a", "x": 1 }, { "name": "b", "x": 2 }] });
        assert!(differences("vault", &plan, &plan).is_empty());
        let chain = json!({ "notice": 8, "list": [{ "name": "a", "x": 1 }, { "name": "b" }] });
        assert_eq!(
            differences("vault", &plan, &chain),
            [
                "vault.list.b.x: the plan says 2, the chain nothing",
                "vault.notice: the plan says 7, the chain 8",
            ]
        );
    }

    #[test]
    fn lists_of_other_lengths_differ_as_a_whole() {
        let (plan, chain) = (json!([1, 2]), json!([1]));
        assert_eq!(
            differences("x", &plan, &chain),
            ["x: the plan says [1,2], the chain [1]"]
        );
    }
}
