use milegate_api::common::Denom;
use milegate_plan::Power;
use milegate_report::ViewError;
use serde::Deserialize;
use serde_json::json;

use crate::finding::Finding;
use crate::members::ask;
use crate::site::Site;

/// Who can make more of the asset, or replace the code of a token.
pub fn token(site: &Site<'_>, found: &mut Finding) {
    match &site.s.vault.asset.denom {
        Denom::Native(denom) => native(site, denom, found),
        Denom::Cw20(token) => cw20(site, token, found),
    }
}

fn native(site: &Site<'_>, denom: &str, found: &mut Finding) {
    if !denom.starts_with("factory/") {
        return found.unseen(format!(
            "{denom} is a denom of the chain itself: its modules decide who mints"
        ));
    }
    match site.view.denom_admin(denom) {
        Ok(admin) => power(site, "admin of the denom", admin, None, found),
        Err(ViewError::Refused { reason, .. }) => found.unseen(format!("{denom}: {reason}")),
        Err(other) => found.unseen(other),
    }
}

fn cw20(site: &Site<'_>, token: &cosmwasm_std::Addr, found: &mut Finding) {
    #[derive(Deserialize)]
    struct Minter {
        minter: String,
    }
    let planned = site.planned().ok();
    let powers = planned.and_then(|p| p.plan.asset.powers.as_ref());
    match ask::<Option<Minter>>(site.view, token, &json!({ "minter": {} })) {
        Ok(Some(minter)) => {
            let minter = minter.map(|minter| minter.minter);
            let says = powers.map(|powers| &powers.minter.value);
            power(site, "minter", minter, says, found);
        }
        Ok(None) => found.unseen("the token does not say who mints"),
        Err(away) => found.unseen(away),
    }
    let admin = site
        .s
        .token_info
        .as_ref()
        .and_then(|info| info.admin.clone());
    let says = powers.map(|powers| &powers.admin.value);
    power(site, "admin of the token's code", admin, says, found);
}

/// Nobody, governance, or whom the plan names; and nobody else than the plan names.
fn power(
    site: &Site<'_>,
    what: &str,
    holder: Option<String>,
    plan: Option<&Power>,
    found: &mut Finding,
) {
    let named = match (plan, site.planned()) {
        (Some(Power::Of(party)), Ok(planned)) => planned.deployment.resolve(party).ok(),
        _ => None,
    };
    match holder {
        None => found.note(format!("{what}: nobody")),
        Some(holder) if named.as_ref() == Some(&holder) => {
            found.note(format!("{what}: {holder}, as the plan says"));
        }
        Some(holder) => found.check(
            named.is_none() && plan != Some(&Power::Nobody) && site.is_governance(&holder),
            format!("{what}: governance, {holder}"),
            match named {
                Some(named) => format!("{what}: {holder}, the plan names {named}"),
                None => format!("{what}: {holder}"),
            },
        ),
    }
}
