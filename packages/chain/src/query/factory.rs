//! What a token factory is asked.

use crate::error::ChainError;
use crate::node::Node;

impl Node {
    /// Who may mint a denom of a token factory; none if nobody may. Chains ask by the denom or by
    /// its two parts.
    pub fn denom_admin(
        &self,
        denom: &str,
        height: Option<u64>,
    ) -> Result<Option<String>, ChainError> {
        let what = || format!("who may mint {denom}");
        let parts = denom
            .strip_prefix("factory/")
            .and_then(|rest| rest.split_once('/'));
        let (creator, name) = parts.ok_or_else(|| {
            ChainError::refused(what(), "it is no denom of a token factory (factory/...)")
        })?;
        let whole = FactoryDenom {
            first: denom.to_owned(),
            second: String::new(),
        };
        let split = FactoryDenom {
            first: creator.to_owned(),
            second: name.to_owned(),
        };
        let mut last = ChainError::refused(what(), "the chain does not say");
        for module in ["osmosis", "injective"] {
            for asked in [&whole, &split] {
                let method = format!("/{module}.tokenfactory.v1beta1.Query/DenomAuthorityMetadata");
                let answer: Result<FactoryAnswer, _> = self.ask(&method, asked, height);
                match answer {
                    Ok(answer) => {
                        let admin = answer.metadata.unwrap_or_default().admin;
                        return Ok(Some(admin).filter(|admin| !admin.is_empty()));
                    }
                    Err(error @ ChainError::Refused { .. }) => last = error,
                    Err(error) => return Err(error),
                }
            }
        }
        Err(last)
    }
}

/// The question of a token factory's authority: the denom, or its creator and its name.
#[derive(Clone, PartialEq, prost::Message)]
struct FactoryDenom {
    #[prost(string, tag = "1")]
    first: String,
    #[prost(string, tag = "2")]
    second: String,
}

#[derive(Clone, PartialEq, prost::Message)]
struct FactoryAnswer {
    #[prost(message, optional, tag = "1")]
    metadata: Option<FactoryMetadata>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct FactoryMetadata {
    #[prost(string, tag = "1")]
    admin: String,
}
