use cosmwasm_std::{Addr, DepsMut, Env, Response, Uint128};
use milegate_api::oracle::{Event, Evidence};
use milegate_core::milestone::{check_digest, check_text, limits};
use milegate_core::oracle::{Refusal, Report, check_weight};

use crate::closing::Closing;
use crate::state::{REPORTS, Sitting, TIPS, Tip, load};
use crate::{ContractError, peers};

pub fn report(
    deps: DepsMut,
    env: &Env,
    reporter: Addr,
    name: &str,
    period: u32,
    value: Uint128,
    evidence: Evidence,
) -> Result<Response, ContractError> {
    let (feed, tip) = load(deps.storage, name)?;
    let now = env.block.time.seconds();
    feed.check_report(now, period, value)?;
    check_text("the URI", &evidence.uri, limits::URI)?;
    check_digest("the digest", &evidence.digest)?;

    let closing = Closing::due(deps.storage, &feed, tip, now)?;
    let known = tip.sitting.filter(|_| closing.is_none());
    let sitting = match known {
        Some(sitting) => sitting,
        None => Sitting {
            height: env.block.height,
            total: peers::total(&deps.querier, &feed.group, Some(env.block.height))?,
        },
    };
    let key = (name, period, &reporter);
    if REPORTS.has(deps.storage, key) {
        return Err(Refusal::Duplicate { period }.into());
    }
    let (querier, member) = (&deps.querier, reporter.as_str());
    let weight = peers::weight(querier, &feed.group, member, sitting.height)?;
    check_weight(weight, sitting.total, sitting.height)?;

    let mut response = Response::new();
    if let Some(closing) = closing {
        closing.save(deps.storage, &feed)?;
        response = response.add_event(closing.event(&feed));
    }
    if known.is_none() {
        let tip = Tip {
            closed: period,
            sitting: Some(sitting),
        };
        TIPS.save(deps.storage, name, &tip);
    }
    REPORTS.save(deps.storage, key, &Report { value, weight });
    Ok(response.add_event(Event::Reported {
        feed: feed.name,
        period,
        reporter: reporter.into_string(),
        weight: weight.u64(),
        total: sitting.total.u64(),
        value,
        uri: evidence.uri,
        digest: evidence.digest.to_hex(),
    }))
}
