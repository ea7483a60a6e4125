use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, to_json_vec};
use milegate_core::governance::Content;
use milegate_core::milestone::limits;

use crate::ContractError;
use crate::opening::{Draft, Setting, digest, open};
use crate::state::Asks;

pub fn ask(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    title: String,
    description: String,
    options: Vec<String>,
) -> Result<Response, ContractError> {
    let setting = Setting::load(deps.storage)?;
    // More than fit into a byte are more than may be asked.
    let content = Content::Signal {
        options: u8::try_from(options.len()).unwrap_or(u8::MAX),
    };
    content.class(&setting.basis.rules)?;
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
        asks: Asks::Signal { options },
        named: Vec::new(),
        hash: Some(hash),
    };
    open(deps, &env, &info, &setting, &content, draft)
}
