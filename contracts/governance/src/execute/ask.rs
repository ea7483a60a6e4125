use cosmwasm_std::{Binary, DepsMut, Env, MessageInfo, Response, to_json_vec};
use milegate_api::governance::Asked;
use milegate_core::governance::Content;
use milegate_core::milestone::limits;

use crate::ContractError;
use crate::opening::{Draft, digest, open};
use crate::state::RULES;

pub fn ask(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    title: String,
    description: String,
    options: Vec<String>,
) -> Result<Response, ContractError> {
    let rules = RULES.load(deps.storage)?;
    // More than fit into a byte are more than may be asked.
    let content = Content::Signal {
        options: u8::try_from(options.len()).unwrap_or(u8::MAX),
    };
    content.class(&rules)?;
    for (option, text) in options.iter().enumerate() {
        let twice = options.iter().take(option).any(|earlier| earlier == text);
        if text.is_empty() || text.len() > limits::TEXT || twice {
            return Err(ContractError::Option { option });
        }
    }

    let hash = digest(&to_json_vec(&(&title, &options))?);
    let draft = Draft {
        title,
        description,
        asked: Asked::Signal { options },
        msgs: Binary::default(),
        targets: Vec::new(),
        named: Vec::new(),
        hash: Some(hash),
    };
    open(deps, &env, &info, &rules, &content, draft)
}
