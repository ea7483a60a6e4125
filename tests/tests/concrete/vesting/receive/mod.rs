use cosmwasm_std::{Binary, HexBinary, to_json_binary};
use cw20::Cw20ReceiveMsg;
use milegate_api::vesting::{ExecuteMsg, Phase, QueryMsg, ReceiveMsg, VaultResponse};
use milegate_tests::suite::{DENOM, GENESIS, PURSE, Suite, address, says, tok};
use serde_json::json;

const FUNDING: u128 = 150_000_000;

fn draft() -> Suite {
    Suite::builder().cw20().draft()
}

/// What a token reports.
fn report(suite: &Suite, sender: &str, amount: u128) -> Cw20ReceiveMsg {
    let digest = suite.digest.clone();
    Cw20ReceiveMsg {
        sender: address(sender),
        amount: amount.into(),
        msg: to_json_binary(&ReceiveMsg::Seal { digest }).unwrap(),
    }
}

#[track_caller]
fn refuses(text: &str, who: &str, amount: u128) {
    let mut suite = draft();
    let digest = suite.digest.clone();
    suite.refuses(text, |suite| suite.seal_by_token(who, digest, amount));
    assert_eq!((suite.balance(who), suite.balance("vault")), (PURSE, 0));
}

#[test]
fn given_a_draft_of_a_token_when_the_funder_sends_digest_and_exact_tokens_it_seals_and_holds_the_tokens()
 {
    let mut suite = draft();
    let receipt = suite.seal().unwrap();
    let denom = format!("cw20:{}", suite.token());
    let wanted = [
        ("seal_digest", suite.digest.to_hex()),
        ("funding", "150000000".into()),
        ("denom", denom),
        ("grants", "5".into()),
    ];
    let wanted = wanted.each_ref().map(|(key, value)| (*key, value.as_str()));
    says(&receipt, "vesting_sealed", &wanted);
    assert_eq!(suite.balance("vault"), FUNDING);
    assert_eq!(suite.balance("funder"), PURSE - FUNDING);
    let vault: VaultResponse = suite.ask_vault(&QueryMsg::Vault {});
    assert_eq!(vault.phase, Phase::Sealed { at: GENESIS });
}

#[test]
fn given_a_draft_of_a_token_when_one_unit_is_missing_it_refuses_and_the_tokens_go_back() {
    let text = "the grants sum to 150000000, 149999999 tokens were sent";
    refuses(text, "funder", FUNDING - 1);
}

#[test]
fn given_a_draft_of_a_token_when_one_unit_is_too_many_it_refuses() {
    let text = "the grants sum to 150000000, 150000001 tokens were sent";
    refuses(text, "funder", FUNDING + 1);
}

#[test]
fn given_a_draft_of_a_token_when_the_digest_is_another_it_refuses() {
    let (mut suite, other) = (draft(), HexBinary::from(&[1; 32]));
    let digest = &suite.digest;
    let text = format!("the seal digest is {digest}, the message says {other}");
    suite.refuses(&text, |suite| suite.seal_by_token("funder", other, FUNDING));
}

#[test]
fn given_a_draft_of_a_token_when_somebody_else_sends_it_refuses() {
    let (issuer, funder) = (address("issuer"), address("funder"));
    let text = format!("{issuer} is not the funder {funder}");
    refuses(&text, "issuer", FUNDING);
}

#[test]
fn given_a_draft_of_a_token_when_another_token_reports_it_refuses() {
    let mut suite = draft();
    let other = suite.another_token();
    let pretend = json!({ "pretend": {
        "contract": suite.vault, "hook": report(&suite, "funder", FUNDING) } });
    let text = format!(
        "the asset is cw20:{}, {other} offers another one",
        suite.token()
    );
    let stranger = suite.at("stranger");
    suite.refuses(&text, |suite| {
        suite.chain.execute(&stranger, &other, &pretend, &[])
    });
}

#[test]
fn given_a_draft_of_a_token_when_a_person_reports_it_refuses() {
    let mut suite = draft();
    for who in ["funder", "stranger"] {
        let msg = ExecuteMsg::Receive(report(&suite, "funder", FUNDING));
        let asset = format!("cw20:{}", suite.token());
        let text = format!("the asset is {asset}, {} offers another one", address(who));
        suite.refuses(&text, |suite| suite.tell_vault(who, &msg));
    }
}

#[test]
fn given_a_draft_of_a_token_when_the_tokens_did_not_arrive_it_refuses() {
    let mut suite = Suite::builder().rogue().draft();
    let pretend = json!({ "pretend": {
        "contract": suite.vault, "hook": report(&suite, "funder", FUNDING) } });
    let text = format!(
        "{FUNDING} tokens were sent, the vault holds 0: {} keeps some back",
        suite.token()
    );
    suite.refuses(&text, |suite| suite.tell_token("stranger", &pretend));
}

#[test]
fn given_a_draft_of_a_token_when_the_funders_message_is_none_it_refuses() {
    for msg in [Binary::default(), Binary::from(br#"{"claim":{}}"#)] {
        let mut suite = draft();
        let send = json!({ "send": {
            "contract": suite.vault, "amount": FUNDING.to_string(), "msg": msg } });
        let before = suite.chain.state_hash();
        let refused = suite.tell_token("funder", &send).unwrap_err();
        assert!(refused.by_contract(), "{refused:?}");
        assert_eq!(suite.chain.state_hash(), before);
        assert_eq!(suite.balance("funder"), PURSE);
    }
}

#[test]
fn given_a_draft_of_a_token_when_funds_are_attached_it_refuses() {
    let mut suite = draft();
    let msg = ExecuteMsg::Receive(report(&suite, "funder", FUNDING));
    let text = "no funds are taken here, got 1utok";
    suite.refuses(text, |suite| suite.send("funder", "vault", &msg, &tok(1)));
    let before = suite.chain.balance(&suite.vault, DENOM);
    assert_eq!(before, 0);
}

#[test]
fn given_a_draft_of_a_token_when_strangers_sent_tokens_before_it_takes_the_exact_sum_all_the_same()
{
    let mut suite = draft();
    let gift = json!({ "transfer": { "recipient": suite.vault, "amount": "777" } });
    suite.tell_token("stranger", &gift).unwrap();
    let digest = suite.digest.clone();
    let short = FUNDING - 777;
    let text = format!("the grants sum to {FUNDING}, {short} tokens were sent");
    let send = |suite: &mut Suite| suite.seal_by_token("funder", digest, short);
    suite.refuses(&text, send);
    says(&suite.seal().unwrap(), "vesting_sealed", &[("grants", "5")]);
    assert_eq!(suite.balance("vault"), FUNDING + 777);
}

#[test]
fn given_a_draft_of_a_token_when_the_seal_is_sent_without_tokens_it_refuses() {
    let mut suite = draft();
    let digest = suite.digest.clone();
    let asset = format!("cw20:{}", suite.token());
    let text = format!(
        "the asset is {asset}, {} offers another one",
        address("funder")
    );
    suite.refuses(&text, |suite| suite.seal_with("funder", digest, &[]));
}

#[test]
fn given_a_draft_of_a_native_denom_it_refuses_any_token() {
    let mut suite = Suite::draft();
    let token = suite.another_token();
    let pretend = json!({ "pretend": {
        "contract": suite.vault, "hook": report(&suite, "funder", FUNDING) } });
    let text = format!("the asset is utok, {token} offers another one");
    let stranger = suite.at("stranger");
    suite.refuses(&text, |suite| {
        suite.chain.execute(&stranger, &token, &pretend, &[])
    });
}

#[test]
fn given_a_sealed_vault_it_refuses() {
    let mut suite = draft();
    suite.seal().unwrap();
    let text = format!("the vault was sealed at {GENESIS}");
    suite.refuses(&text, |suite| suite.seal());
    assert_eq!(suite.balance("vault"), FUNDING);
}
