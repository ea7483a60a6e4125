//! What every proposal goes through when it opens.

use cosmwasm_std::{
    Addr, Api, DepsMut, Env, HexBinary, MessageInfo, QuerierWrapper, Response, StdError, StdResult,
    Storage, Uint128,
};
use milegate_api::common::now;
use milegate_api::funds;
use milegate_api::governance::Event;
use milegate_api::stake::raw::total_before;
use milegate_core::governance::{
    Content, Electorate, Recusal, Refusal, Terms, admit, check_deposit, check_repeat, limits,
};
use milegate_core::milestone::{check_text, limits as texts};
use sha2::{Digest, Sha256};

use crate::acts::Reader;
use crate::state::{
    Asks, BASIS, Basis, CONTENTS, Fixed, HELD, Named, SUSPENSE, TERMS, TEXTS, Text, WIRING, Wiring,
    last, load,
};
use crate::{ContractError, peers};

/// What every opening needs.
pub struct Setting {
    pub basis: Basis,
    pub wiring: Wiring,
}

impl Setting {
    pub fn load(storage: &dyn Storage) -> StdResult<Setting> {
        Ok(Setting {
            basis: BASIS.load(storage)?,
            wiring: WIRING.load(storage)?,
        })
    }

    /// What messages do is read against these addresses.
    pub fn reader<'a>(&'a self, api: &'a dyn Api, env: &'a Env) -> Reader<'a> {
        Reader {
            api,
            env,
            token: self.basis.token.as_ref(),
            wiring: &self.wiring,
        }
    }
}

/// A proposal before it has a number.
pub struct Draft {
    pub title: String,
    pub description: String,
    pub asks: Asks,
    pub named: Vec<Named>,
    /// By which the same content is recognised; none if it cannot come twice.
    pub hash: Option<HexBinary>,
}

/// Fixes the terms and opens the proposal.
pub fn open(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    setting: &Setting,
    content: &Content,
    draft: Draft,
) -> Result<Response, ContractError> {
    check_texts(&draft.title, &draft.description)?;
    let Setting { basis, wiring } = setting;
    let (now, rules) = (now(env), &basis.rules);
    let height = env.block.height;
    let total = total_before(&deps.querier, &wiring.source, height)?;
    let supply = match &basis.token {
        Some(token) => Some(peers::supply(&deps.querier, token)?),
        None => None,
    };
    let electorate = Electorate {
        total: total.into(),
        supply,
    };
    let terms = Terms::new(rules, content, now, electorate)?;
    terms.check_start(basis.start)?;
    check_vaults(&deps.querier, wiring, &draft.named)?;

    let deposit = funds::amount(info, &basis.deposit_denom)?;
    check_deposit(rules, terms.class, deposit)?;
    let proposer = deps.api.addr_canonicalize(info.sender.as_str())?;
    let count = SUSPENSE
        .may_load(deps.storage, &proposer)?
        .unwrap_or_default();
    let suspense = admit(rules, terms.class, count)?;
    let id = next(deps.storage)?;
    if let Some(hash) = &draft.hash {
        if let Some(last) = CONTENTS.may_load(deps.storage, hash.as_slice())? {
            let (fixed, tally) = load(deps.storage, last)?;
            check_repeat(&tally.proposal, &fixed.terms, now, rules.cool_down)?;
        }
        CONTENTS.save(deps.storage, hash.as_slice(), &id);
    }

    let event = opened(id, &info.sender, wiring, &draft, &terms, deposit);
    if suspense != count {
        SUSPENSE.save(deps.storage, &proposer, &suspense);
    }
    if !deposit.is_zero() {
        let held = HELD.load(deps.storage)?.checked_add(deposit);
        HELD.save(deps.storage, &held.map_err(StdError::from)?);
    }
    TEXTS.save(
        deps.storage,
        id,
        &Text {
            title: draft.title,
            description: draft.description,
            proposer,
            deposit,
            asks: draft.asks,
        },
    );
    TERMS.save(
        deps.storage,
        id,
        &Fixed {
            terms,
            named: draft.named,
        },
    );

    Ok(Response::new().add_event(event))
}

/// The number that the next proposal gets.
pub fn next(storage: &dyn Storage) -> Result<u64, ContractError> {
    let next = last(storage)?.checked_add(1);
    Ok(next.ok_or(Refusal::OutOfRange {
        figure: "the number of the proposal",
    })?)
}

/// SHA-256 of some bytes.
pub fn digest(bytes: &[u8]) -> HexBinary {
    HexBinary::from(Sha256::digest(bytes).to_vec())
}

/// The holders that are barred from attesting are barred from voting on it: whoever follows the
/// milestones is listed.
fn check_vaults(
    querier: &QuerierWrapper,
    wiring: &Wiring,
    named: &[Named],
) -> Result<(), ContractError> {
    for (place, suite) in (0..).zip(&wiring.suites) {
        if named.iter().any(|named| named.suite == place) {
            peers::check_vaults(querier, suite)?;
        }
    }

    Ok(())
}

fn check_texts(title: &str, description: &str) -> Result<(), ContractError> {
    check_text("the title", title, texts::TEXT)?;
    let (bytes, most) = (description.len(), limits::DESCRIPTION);
    match bytes > most {
        true => Err(ContractError::TooLong {
            what: "the description",
            bytes,
            most,
        }),
        false => Ok(()),
    }
}

fn opened(
    id: u64,
    proposer: &Addr,
    wiring: &Wiring,
    draft: &Draft,
    terms: &Terms,
    deposit: Uint128,
) -> Event {
    let named = draft.named.iter();
    let named: Vec<_> = named
        .filter_map(|named| {
            let suite = wiring.suite(named)?;
            Some(format!("{}/{}", suite.milestones, named.milestone))
        })
        .collect();
    let recusal = match terms.recusal {
        Recusal::Nobody => "nobody",
        Recusal::Milestones => "milestones",
        Recusal::Grants => "grants",
    };

    Event::Opened {
        proposal: id,
        class: terms.class.word().to_string(),
        proposer: proposer.to_string(),
        title: draft.title.clone(),
        hash: draft
            .hash
            .as_ref()
            .map(HexBinary::to_hex)
            .unwrap_or_default(),
        milestones: named.join(","),
        round: match draft.asks {
            Asks::Dispute { round } => round,
            _ => 0,
        },
        recusal: recusal.to_string(),
        total: terms.total.u64(),
        least_total: terms.least_total.u64(),
        voting_ends: terms.voting_ends().time,
        executable: terms.executable().time,
        expires: terms.expires().time,
        deposit,
    }
}
