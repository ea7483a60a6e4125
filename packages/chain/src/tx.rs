//! Transactions: unsigned, signed, and both as the files that a chain's own tools read.

use cosmrs::crypto::PublicKey;
use cosmrs::proto::cosmos::tx::signing::v1beta1::SignMode;
use cosmrs::proto::cosmos::tx::v1beta1 as proto;
use cosmrs::proto::traits::Message as _;
use cosmwasm_std::{Binary, Coin, Uint128};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::delivery::Signed;
use crate::error::ChainError;
use crate::fee::Fee;
use crate::key::Key;
use crate::message::{Message, proto_coins};
use crate::query::AccountState;

/// An unsigned transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it does, in order.
    pub messages: Vec<Message>,
    /// A word to whoever reads the chain.
    pub memo: String,
    /// Gas and what it costs.
    pub fee: Fee,
    /// The last block that may hold it; 0 for any.
    pub until: u64,
}

/// A transaction with one signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedTx {
    draft: Draft,
    public: PublicKey,
    sequence: u64,
    signature: Vec<u8>,
}

impl Draft {
    /// Signs in `SIGN_MODE_DIRECT`; refused if a message is another account's to send.
    pub fn sign(
        self,
        key: &Key,
        chain_id: &str,
        account: AccountState,
    ) -> Result<SignedTx, ChainError> {
        for message in &self.messages {
            let sender = message.sender();
            let prefix = sender.rsplit_once('1').map_or("", |(prefix, _)| prefix);
            let own = key.address(prefix)?;
            if sender != own {
                let sender = sender.to_owned();
                return Err(ChainError::OtherSender { sender, own });
            }
        }
        let public = key.public();
        let doc = proto::SignDoc {
            body_bytes: self.body(),
            auth_info_bytes: self.auth_info(Some(public), account.sequence)?,
            chain_id: chain_id.to_owned(),
            account_number: account.number,
        };
        Ok(SignedTx {
            signature: key.sign(&doc.encode_to_vec())?,
            draft: self,
            public,
            sequence: account.sequence,
        })
    }

    /// What a simulation takes: no key and no signature, and none is checked.
    pub(crate) fn unsigned(&self, sequence: u64) -> Result<Vec<u8>, ChainError> {
        let raw = proto::TxRaw {
            body_bytes: self.body(),
            auth_info_bytes: self.auth_info(None, sequence)?,
            signatures: vec![vec![]],
        };
        Ok(raw.encode_to_vec())
    }

    /// As `tx sign` of the chain's own command line reads it.
    pub fn to_json(&self) -> Value {
        self.json(json!([]), json!([]))
    }

    /// Reads an unsigned transaction.
    pub fn from_json(value: &Value) -> Result<Self, ChainError> {
        let bad = |what: &str| ChainError::input("transaction", format!("{what} cannot be read"));
        let body = &value["body"];
        let messages = body["messages"]
            .as_array()
            .ok_or_else(|| bad("body.messages"))?;
        for field in ["extension_options", "non_critical_extension_options"] {
            if body[field].as_array().is_some_and(|some| !some.is_empty()) {
                return Err(ChainError::input(
                    "transaction",
                    format!("{field} is not supported"),
                ));
            }
        }
        let fee = &value["auth_info"]["fee"];
        for field in ["payer", "granter"] {
            if fee[field].as_str().is_some_and(|some| !some.is_empty()) {
                return Err(ChainError::input(
                    "transaction",
                    format!("fee.{field} is not supported"),
                ));
            }
        }
        let mut amount: Vec<Coin> =
            serde_json::from_value(fee["amount"].clone()).map_err(|_| bad("fee.amount"))?;
        if amount.len() > 1 {
            return Err(ChainError::input(
                "transaction",
                "fee.amount has several coins",
            ));
        }
        let number = |value: &Value| -> Option<u64> { value.as_str()?.parse().ok() };
        Ok(Draft {
            messages: messages
                .iter()
                .map(Message::from_json)
                .collect::<Result<_, _>>()?,
            memo: body["memo"].as_str().unwrap_or_default().to_owned(),
            fee: Fee {
                gas: number(&fee["gas_limit"]).ok_or_else(|| bad("fee.gas_limit"))?,
                amount: amount.pop(),
            },
            until: number(&body["timeout_height"]).ok_or_else(|| bad("body.timeout_height"))?,
        })
    }

    fn body(&self) -> Vec<u8> {
        let body = proto::TxBody {
            messages: self.messages.iter().map(Message::to_any).collect(),
            memo: self.memo.clone(),
            timeout_height: self.until,
            ..proto::TxBody::default()
        };
        body.encode_to_vec()
    }

    fn auth_info(&self, public: Option<PublicKey>, sequence: u64) -> Result<Vec<u8>, ChainError> {
        let mode = proto::mode_info::Single {
            mode: SignMode::Direct.into(),
        };
        let public = public.map(|public| public.to_any()).transpose();
        let public = public.map_err(|error| ChainError::malformed("public key", error))?;
        let info = proto::AuthInfo {
            signer_infos: vec![proto::SignerInfo {
                public_key: public,
                mode_info: Some(proto::ModeInfo {
                    sum: Some(proto::mode_info::Sum::Single(mode)),
                }),
                sequence,
            }],
            fee: Some(proto::Fee {
                amount: proto_coins(self.fee.amount.as_slice()),
                gas_limit: self.fee.gas,
                payer: String::new(),
                granter: String::new(),
            }),
            ..proto::AuthInfo::default()
        };
        Ok(info.encode_to_vec())
    }

    fn json(&self, signers: Value, signatures: Value) -> Value {
        json!({
            "body": {
                "messages": self.messages.iter().map(Message::to_json).collect::<Vec<_>>(),
                "memo": self.memo,
                "timeout_height": self.until.to_string(),
                "extension_options": [],
                "non_critical_extension_options": [],
            },
            "auth_info": {
                "signer_infos": signers,
                "fee": {
                    "amount": self.fee.amount.as_slice(),
                    "gas_limit": self.fee.gas.to_string(),
                    "payer": "",
                    "granter": "",
                },
                "tip": null,
            },
            "signatures": signatures,
        })
    }
}

impl SignedTx {
    /// As `tx broadcast` of the chain's own command line reads it.
    pub fn to_json(&self) -> Value {
        let signers = json!([{
            "public_key": { "@type": PUBLIC_KEY, "key": Binary::from(self.public.to_bytes()) },
            "mode_info": { "single": { "mode": "SIGN_MODE_DIRECT" } },
            "sequence": self.sequence.to_string(),
        }]);
        let signature = Binary::from(self.signature.as_slice());
        self.draft.json(signers, json!([signature]))
    }

    /// Reads a transaction that one key signed in `SIGN_MODE_DIRECT`.
    pub fn from_json(value: &Value) -> Result<Self, ChainError> {
        let bad = |what: &str| ChainError::input("signed transaction", what);
        let draft = Draft::from_json(value)?;
        let signers = value["auth_info"]["signer_infos"].as_array();
        let [signer] = signers.map(Vec::as_slice).unwrap_or_default() else {
            return Err(bad("it has not exactly one signature"));
        };
        if signer["mode_info"]["single"]["mode"] != "SIGN_MODE_DIRECT" {
            return Err(bad(
                "it is not signed in SIGN_MODE_DIRECT: broadcast it with the tool that signed it",
            ));
        }
        let key = &signer["public_key"];
        let public = PublicKey::from_json(&key.to_string())
            .map_err(|_| bad("its public key cannot be read"))?;
        let sequence = signer["sequence"]
            .as_str()
            .and_then(|text| text.parse().ok());
        let signature: Binary = serde_json::from_value(value["signatures"][0].clone())
            .map_err(|_| bad("its signature cannot be read"))?;
        Ok(SignedTx {
            draft,
            public,
            sequence: sequence.ok_or_else(|| bad("its sequence cannot be read"))?,
            signature: signature.into(),
        })
    }

    pub(crate) fn signed(&self) -> Result<Signed, ChainError> {
        let raw = proto::TxRaw {
            body_bytes: self.draft.body(),
            auth_info_bytes: self.draft.auth_info(Some(self.public), self.sequence)?,
            signatures: vec![self.signature.clone()],
        };
        let bytes = raw.encode_to_vec();
        Ok(Signed {
            hash: hash(&bytes),
            bytes,
            until: self.draft.until,
        })
    }

    /// Its hash, upper-case hex.
    pub fn hash(&self) -> Result<String, ChainError> {
        Ok(self.signed()?.hash)
    }
}

const PUBLIC_KEY: &str = "/cosmos.crypto.secp256k1.PubKey";

/// What a transaction in a block paid, used or not.
pub(crate) fn paid(bytes: &[u8]) -> Option<Coin> {
    let raw = proto::TxRaw::decode(bytes).ok()?;
    let info = proto::AuthInfo::decode(raw.auth_info_bytes.as_slice()).ok()?;
    let coin = info.fee?.amount.into_iter().next()?;
    let amount: Uint128 = coin.amount.parse().ok()?;
    Some(Coin::new(amount, coin.denom))
}

/// The hash by which a chain knows a transaction.
pub(crate) fn hash(bytes: &[u8]) -> String {
    let sum: [u8; 32] = Sha256::digest(bytes).into();
    cosmwasm_std::HexBinary::from(&sum).to_hex().to_uppercase()
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;
    use crate::key::HD_PATH;

    fn draft() -> Draft {
        let price: crate::GasPrice = "0.025ustake".parse().unwrap();
        Draft {
            messages: vec![Message::Execute {
                sender: "cosmos1pkptre7fdkl6gfrzlesjjvhxhlc3r4gmmk8rs6".into(),
                contract: "cosmos1c".into(),
                msg: json!({ "claim": { "grants": ["ada"] } }),
                funds: vec![],
            }],
            memo: "board resolution 7".into(),
            fee: price.fee(200_000),
            until: 1_234,
        }
    }

    fn key() -> Key {
        let words = "economy stock theory fatal elder harbor betray wasp final emotion task crumble siren bottom lizard educate guess current outdoor pair theory focus wife stone";
        Key::from_mnemonic(&SecretString::from(words), HD_PATH).unwrap()
    }

    const ACCOUNT: AccountState = AccountState {
        number: 3,
        sequence: 5,
    };

    #[test]
    fn both_files_come_back_as_they_were() {
        let draft = draft();
        assert_eq!(Draft::from_json(&draft.to_json()).unwrap(), draft);
        let signed = draft.sign(&key(), "chain-1", ACCOUNT).unwrap();
        let again = SignedTx::from_json(&signed.to_json()).unwrap();
        assert_eq!(again.hash().unwrap(), signed.hash().unwrap());
    }

    #[test]
    fn the_signature_is_over_chain_account_and_every_byte() {
        let sign = |chain: &str, account: AccountState, draft: Draft| {
            draft.sign(&key(), chain, account).unwrap().signature
        };
        let one = sign("chain-1", ACCOUNT, draft());
        assert_eq!(one, sign("chain-1", ACCOUNT, draft()));
        assert_ne!(one, sign("chain-2", ACCOUNT, draft()));
        let other = AccountState {
            number: 4,
            ..ACCOUNT
        };
        assert_ne!(one, sign("chain-1", other, draft()));
        let mut later = draft();
        later.until = 1_235;
        assert_ne!(one, sign("chain-1", ACCOUNT, later));
    }

    #[test]
    fn what_was_paid_is_read_back_from_the_bytes() {
        let signed = draft().sign(&key(), "chain-1", ACCOUNT).unwrap();
        let bytes = signed.signed().unwrap().bytes;
        assert_eq!(paid(&bytes), Some(Coin::new(5_000_u128, "ustake")));
        assert_eq!(paid(b"no transaction"), None);
    }

    #[test]
    fn another_accounts_message_is_not_signed() {
        let mut draft = draft();
        let Message::Execute { sender, .. } = &mut draft.messages[0] else {
            panic!("no call");
        };
        *sender = "cosmos1other".into();
        let said = draft.sign(&key(), "chain-1", ACCOUNT).unwrap_err();
        assert!(
            said.to_string().starts_with("cosmos1other sends this"),
            "{said}"
        );
    }

    #[test]
    fn what_would_be_dropped_from_a_file_is_refused() {
        for (pointer, value) in [
            ("/body/extension_options", json!([{}])),
            ("/auth_info/fee/granter", json!("cosmos1g")),
            ("/auth_info/fee/gas_limit", json!(7)),
            (
                "/body/messages/0/@type",
                json!("/cosmos.bank.v1beta1.MsgBurn"),
            ),
        ] {
            let mut json = draft().to_json();
            *json.pointer_mut(pointer).unwrap() = value;
            assert!(Draft::from_json(&json).is_err(), "{pointer}");
        }
        assert!(SignedTx::from_json(&draft().to_json()).is_err());
    }
}
