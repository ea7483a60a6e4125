//! Messages read through a tree.
//!
//! The JSON parser of contracts is compiled once for every type it reads. Here it is compiled once,
//! for the tree, and each type is read off the tree: a large contract is a sixth smaller. What is
//! accepted, and what is refused, is decided by the types and stays the same.

use std::fmt;
use std::vec::IntoIter;

use serde::de::{
    self, Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _,
    Expected, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

/// A message of an entry point. It reads as `T` does.
pub struct Lean<T>(pub T);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Lean<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tree = Tree::deserialize(deserializer)?;
        T::deserialize(tree).map(Lean).map_err(D::Error::custom)
    }
}

/// What the chain calls of a contract whose messages read through a tree: each entry point hands on
/// to the function of that name in `crate::contract`. `$api` is the module with its messages.
#[macro_export]
#[allow(clippy::crate_in_macro_def)] // the contract's own crate
macro_rules! lean_entry_points {
    ($api:ident: $($name:ident),*) => {
        $( $crate::lean_entry_points! { @ $api $name } )*
    };
    (@ $api:ident instantiate) => {
        /// Births the contract.
        #[cosmwasm_std::entry_point]
        pub fn instantiate(
            deps: cosmwasm_std::DepsMut,
            env: cosmwasm_std::Env,
            info: cosmwasm_std::MessageInfo,
            msg: $crate::lean::Lean<$crate::$api::InstantiateMsg>,
        ) -> Result<cosmwasm_std::Response, crate::ContractError> {
            crate::contract::instantiate(deps, env, info, msg.0)
        }
    };
    (@ $api:ident execute) => {
        /// Carries out a message.
        #[cosmwasm_std::entry_point]
        pub fn execute(
            deps: cosmwasm_std::DepsMut,
            env: cosmwasm_std::Env,
            info: cosmwasm_std::MessageInfo,
            msg: $crate::lean::Lean<$crate::$api::ExecuteMsg>,
        ) -> Result<cosmwasm_std::Response, crate::ContractError> {
            crate::contract::execute(deps, env, info, msg.0)
        }
    };
    (@ $api:ident query) => {
        /// Answers a question.
        #[cosmwasm_std::entry_point]
        pub fn query(
            deps: cosmwasm_std::Deps,
            env: cosmwasm_std::Env,
            msg: $crate::lean::Lean<$crate::$api::QueryMsg>,
        ) -> Result<cosmwasm_std::Binary, crate::ContractError> {
            Ok(crate::contract::query(deps, env, msg.0)?)
        }
    };
    (@ $api:ident migrate) => {
        /// Changes the code.
        #[cosmwasm_std::entry_point]
        pub fn migrate(
            deps: cosmwasm_std::DepsMut,
            env: cosmwasm_std::Env,
            msg: $crate::lean::Lean<$crate::$api::MigrateMsg>,
        ) -> Result<cosmwasm_std::Response, crate::ContractError> {
            crate::contract::migrate(deps, env, msg.0)
        }
    };
}

/// Any JSON without fractions.
pub(crate) enum Tree {
    Null,
    Bool(bool),
    Number(u64),
    /// No message has one; an answer of a stranger may.
    Negative(i64),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Grow)
    }
}

struct Grow;

impl<'de> Visitor<'de> for Grow {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON without fractions")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Negative(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Tree::Map(map))
    }
}

/// Why a tree does not read as a type.
#[derive(Debug)]
pub(crate) struct Error(Box<str>);

impl de::Error for Error {
    #[cold]
    fn custom<T: fmt::Display>(words: T) -> Error {
        Error(words.to_string().into())
    }

    /// Does not show the value: printing floats alone costs 20 KB.
    #[cold]
    fn invalid_type(_found: Unexpected, wanted: &dyn Expected) -> Error {
        Error::custom(format_args!("{wanted} is expected"))
    }

    #[cold]
    fn invalid_value(_found: Unexpected, wanted: &dyn Expected) -> Error {
        Error::custom(format_args!("{wanted} is expected"))
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cold]
fn expected(what: &str) -> Error {
    Error::custom(format_args!("{what} is expected"))
}

impl Tree {
    #[inline(never)]
    fn number(self) -> Result<u64, Error> {
        match self {
            Tree::Number(number) => Ok(number),
            _ => Err(expected("a number")),
        }
    }

    #[inline(never)]
    fn text(self) -> Result<String, Error> {
        match self {
            Tree::Text(text) => Ok(text),
            _ => Err(expected("a string")),
        }
    }

    #[inline(never)]
    fn list(self) -> Result<Items, Error> {
        match self {
            Tree::List(list) => Ok(Items(list.into_iter())),
            _ => Err(expected("a list")),
        }
    }

    #[inline(never)]
    fn map(self) -> Result<Entries, Error> {
        match self {
            Tree::Map(map) => Ok(Entries {
                left: map.into_iter(),
                value: Tree::Null,
            }),
            _ => Err(expected("an object")),
        }
    }

    /// A variant's name and what it carries.
    #[inline(never)]
    fn variant(self) -> Result<Variant, Error> {
        match self {
            Tree::Text(name) => Ok(Variant { name, value: None }),
            Tree::Map(map) => {
                let mut entries = map.into_iter();
                match (entries.next(), entries.next()) {
                    (Some((name, value)), None) => Ok(Variant {
                        name,
                        value: Some(value),
                    }),
                    _ => Err(expected("an object with one key")),
                }
            }
            _ => Err(expected("a variant")),
        }
    }
}

impl<'de> Deserializer<'de> for Tree {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Error> {
        Err(expected("a value of a known type"))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Tree::Bool(value) => visitor.visit_bool(value),
            _ => Err(expected("true or false")),
        }
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u64(self.number()?)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u64(self.number()?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u64(self.number()?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u64(self.number()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Tree::Null => visitor.visit_none(),
            some => visitor.visit_some(some),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(self.list()?)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(self.map()?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(self.map()?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.variant()?)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
        identifier
    }
}

/// The name of a field or a variant.
struct Name(String);

impl<'de> Deserializer<'de> for Name {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(&self.0)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

struct Items(IntoIter<Tree>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        self.0.next().map(|item| seed.deserialize(item)).transpose()
    }
}

struct Entries {
    left: IntoIter<(String, Tree)>,
    value: Tree,
}

impl Entries {
    #[inline(never)]
    fn next_name(&mut self) -> Option<Name> {
        let (name, value) = self.left.next()?;
        self.value = value;
        Some(Name(name))
    }

    #[inline(never)]
    fn take(&mut self) -> Tree {
        std::mem::replace(&mut self.value, Tree::Null)
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        match self.next_name() {
            Some(name) => seed.deserialize(name).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.take())
    }
}

struct Variant {
    name: String,
    value: Option<Tree>,
}

/// What a variant carries: nothing if it was a mere string.
struct Content(Option<Tree>);

impl Content {
    fn tree(self) -> Tree {
        self.0.unwrap_or(Tree::Null)
    }
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Error;
    type Variant = Content;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Content), Error> {
        let variant = seed.deserialize(Name(self.name))?;
        Ok((variant, Content(self.value)))
    }
}

impl<'de> VariantAccess<'de> for Content {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        match self.0 {
            None => Ok(()),
            Some(_) => Err(expected("a variant without content")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self.tree())
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(self.tree().list()?)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(self.tree().map()?)
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::{StdResult, from_json};

    use super::Lean;
    use crate::vesting::{ExecuteMsg, QueryMsg};

    #[test]
    fn reads_and_refuses_as_the_type_does() {
        let read = |json: &str| {
            let plain: StdResult<ExecuteMsg> = from_json(json);
            let lean: StdResult<Lean<ExecuteMsg>> = from_json(json);
            assert_eq!(plain.is_ok(), lean.is_ok(), "{json}");
            assert_eq!(plain.ok(), lean.ok().map(|lean| lean.0), "{json}");
        };
        let grant = r#""grant":"g","schedule":"s","owner":"o","lots":"5""#;
        for fields in [
            grant.to_owned(),
            format!(r#"{grant},"payee":null"#),
            format!(r#"{grant},"payee":"p","anyone_claims":true"#),
            format!(r#"{grant},"payee":5"#),
            format!(r#"{grant},"grant":"twice""#),
            format!(r#"{grant},"unknown":1"#),
            grant.replace(r#""5""#, "5"),
            grant.replace(r#""5""#, r#""-5""#),
            grant.replace(r#","lots":"5""#, ""),
        ] {
            read(&format!(r#"{{"add_grants":{{"grants":[{{{fields}}}]}}}}"#));
        }
        for json in [
            r#"{"pay_dues":{}}"#,
            r#"{"pay_dues":{},"sync":{"schedule":"s"}}"#,
            r#"{"pay_dues":null}"#,
            r#""pay_dues""#,
            r#"{"seal":{"digest":"00ff"}}"#,
            r#"{"seal":{"digest":"0"}}"#,
            r#"{"claim":{"grants":"g"}}"#,
            r#"{"claim":{"grants":["g"]}} "#,
            "{}",
            "[]",
            "5",
        ] {
            read(json);
        }
        let query: Lean<QueryMsg> = from_json(r#"{"grants":{"limit":7}}"#).unwrap();
        let page = QueryMsg::Grants {
            start_after: None,
            limit: Some(7),
        };
        assert_eq!(query.0, page);
    }
}
