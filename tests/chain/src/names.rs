//! Who is who on two chains.

use cosmwasm_std::Binary;
use serde_json::Value;

/// Addresses of one chain and the addresses of the same people and contracts on the other.
#[derive(Default)]
pub struct Names(Vec<(String, String)>);

impl Names {
    /// Adds a pair.
    pub fn add(&mut self, here: impl Into<String>, there: impl Into<String>) {
        self.0.push((here.into(), there.into()));
    }

    /// A text with the other chain's addresses.
    pub fn text(&self, text: &str) -> String {
        let known = self.0.iter().filter(|(here, _)| text.contains(here));
        known.fold(text.to_owned(), |text, (here, there)| {
            text.replace(here, there)
        })
    }

    /// A message with the other chain's addresses, also in the messages that it carries in base64.
    pub fn json(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => {
                Value::String(self.carried(text).unwrap_or_else(|| self.text(text)))
            }
            Value::Array(values) => values.iter().map(|value| self.json(value)).collect(),
            Value::Object(fields) => {
                let fields = fields
                    .iter()
                    .map(|(key, value)| (key.clone(), self.json(value)));
                Value::Object(fields.collect())
            }
            other => other.clone(),
        }
    }

    fn carried(&self, text: &str) -> Option<String> {
        let bytes = Binary::from_base64(text).ok()?;
        let value: Value = serde_json::from_slice(&bytes).ok()?;
        value.is_object().then(|| {
            let bytes = serde_json::to_vec(&self.json(&value)).unwrap();
            Binary::from(bytes).to_base64()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn addresses_change_wherever_they_stand() {
        let mut names = Names::default();
        names.add("wasm1ana", "wasm1bob");
        let inner =
            |who: &str| Binary::from(json!({ "claim": { "by": who } }).to_string().into_bytes());
        let msg = |who: &str| json!({ "propose": { "msgs": [{ "msg": inner(who) }], "title": format!("for {who}"), "n": 3 } });
        assert_eq!(names.json(&msg("wasm1ana")), msg("wasm1bob"));
    }
}
