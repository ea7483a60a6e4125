use cosmwasm_std::{Deps, Env};
use milegate_api::core::ledger::{Figures, amount, sum};
use milegate_api::vesting::{CategorySupply, SupplyResponse};

use crate::error::Result;
use crate::state::DUES;
use crate::view::View;

/// Figures per category and in total, at this block.
pub fn supply(deps: Deps, env: Env) -> Result<SupplyResponse> {
    let mut view = View::new(deps, &env)?;
    let schedules = view.schedules()?;

    let lot = view.vault.asset.lot;
    let mut categories = Vec::new();
    let mut total = Figures::default();
    let mut dues = DUES.load(deps.storage)?;
    for category in &view.vault.categories {
        let reserve = view.reserve(category)?;
        let mut figures = reserve.figures(lot)?;
        dues = sum([dues, reserve.unlapsed(lot)])?;
        for schedule in schedules.iter().filter(|s| s.category == category.name) {
            figures = figures.plus(&schedule.figures(view.now)?)?;
        }
        total = total.plus(&figures)?;
        categories.push(CategorySupply {
            category: category.name.clone(),
            cap: amount(category.cap, lot),
            reserve: amount(reserve.lots, lot),
            figures,
        });
    }
    for schedule in &schedules {
        dues = sum([dues, schedule.unlatched])?;
    }

    Ok(SupplyResponse {
        denom: view.vault.asset.denom.to_string(),
        height: env.block.height,
        time: env.block.time.seconds(),
        categories,
        total,
        dues,
    })
}
