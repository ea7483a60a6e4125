//! The vault, from draft to dues.

use cosmwasm_std::to_json_binary;
use cw20::Cw20ReceiveMsg;
use milegate_api::vesting::{ExecuteMsg, ReceiveMsg};
use milegate_tests::suite::{GENESIS, Suite, address, grant};

use super::{Send, every_cell};

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Draft,
    DraftTooLate,
    Sealed,
    Noticed,
    Opened,
    Paid,
    Missed,
    MissedWritten,
}

use State::*;

const STATES: [State; 8] = [
    Draft,
    DraftTooLate,
    Sealed,
    Noticed,
    Opened,
    Paid,
    Missed,
    MissedWritten,
];

const ROLES: [&str; 7] = [
    "issuer",
    "funder",
    "ben",
    "custodian",
    "cid",
    "court",
    "stranger",
];

pub const MESSAGES: [(&str, Send); 8] = [
    ("add_grants", |suite, who| {
        suite.add_grants(who, vec![grant("fay", "core", 1)])
    }),
    ("seal", |suite, who| {
        let (digest, funds) = (
            suite.digest.clone(),
            milegate_tests::suite::tok(suite.funding),
        );
        suite.seal_with(who, digest, &funds)
    }),
    ("receive", |suite, who| {
        let digest = suite.digest.clone();
        let hook = Cw20ReceiveMsg {
            sender: address("funder"),
            amount: suite.funding.into(),
            msg: to_json_binary(&ReceiveMsg::Seal { digest }).expect("JSON"),
        };
        suite.tell_vault(who, &ExecuteMsg::Receive(hook))
    }),
    ("sync", |suite, who| suite.sync(who, "core")),
    ("claim own", |suite, who| suite.claim(who, &["ben"])),
    ("claim open", |suite, who| suite.claim(who, &["cid"])),
    ("pay_dues", |suite, who| suite.pay_dues(who)),
    ("refuse_grants", |suite, who| suite.refuse_grants(who, true)),
];

/// Every milestone takes the same turn: reached, with and without notice, or missed.
fn reach(state: State) -> Suite {
    let mut suite = Suite::draft();
    match state {
        Draft => return suite,
        DraftTooLate => {
            suite.start();
            return suite;
        }
        _ => drop(suite.seal().unwrap()),
    }
    match state {
        Noticed | Opened | Paid => {
            for milestone in ["listing", "volume", "lending"] {
                suite.satisfy(milestone);
            }
            suite.window_passes();
            for milestone in ["listing", "volume", "lending"] {
                suite.conclude(milestone).unwrap();
            }
        }
        Missed | MissedWritten => {
            for milestone in ["listing", "volume", "lending"] {
                suite.miss(milestone);
            }
        }
        _ => {}
    }
    match state {
        Opened | Paid => {
            suite.notice_passes();
            suite.days_pass(10);
        }
        MissedWritten => {
            suite.sync("stranger", "core").unwrap();
            suite.sync("stranger", "advice").unwrap();
        }
        _ => {}
    }
    if state == Paid {
        suite.claim("custodian", &["ben"]).unwrap();
        suite.claim("cid", &["cid"]).unwrap();
        suite.sync("stranger", "core").unwrap();
    }
    suite
}

fn expected(_: &Suite, state: State, message: &str, role: &str) -> Result<(), String> {
    let sender = address(role);
    let no = |text: &str| Err(text.to_string());
    let draft = matches!(state, Draft | DraftTooLate);
    match message {
        "add_grants" | "seal" | "receive" if !draft => {
            Err(format!("the vault was sealed at {GENESIS}"))
        }
        "add_grants" if role != "issuer" => {
            Err(format!("{sender} is not the issuer {}", address("issuer")))
        }
        "add_grants" => Ok(()),
        "seal" if role != "funder" => {
            Err(format!("{sender} is not the funder {}", address("funder")))
        }
        "seal" if state == DraftTooLate => {
            let start = milegate_tests::suite::START;
            let began = format!("milestone volume began at {start}, it is {start}");
            Err(format!("{began}: a vault is sealed before"))
        }
        "seal" => Ok(()),
        "receive" => Err(format!("the asset is utok, {sender} offers another one")),
        "refuse_grants" => Ok(()),
        _ if draft => no("the vault is not sealed"),
        "sync" => match state {
            Noticed | Opened | Missed => Ok(()),
            _ => no("no gate of schedule core has anything to write down"),
        },
        "claim own" if !["ben", "custodian"].contains(&role) => {
            Err(format!("{sender} is neither owner nor payee of grant ben"))
        }
        "claim own" => match state {
            Opened => Ok(()),
            Sealed => no("nothing to claim: ben: 20 TOK waits for milestone volume"),
            Noticed => no("nothing to claim: ben: 20 TOK starts on 2026-01-08 00:00:00 UTC"),
            Paid => no("nothing to claim: ben: 18 TOK is released until 2026-04-18 00:00:00 UTC"),
            // the fallback waits for the notice; two more milestones took their last calls meanwhile
            _ => Ok(()),
        },
        "claim open" => match state {
            Opened => Ok(()),
            Sealed => no("nothing to claim: cid: 30 TOK waits for milestone volume"),
            Noticed => no("nothing to claim: cid: 30 TOK starts on 2026-01-08 00:00:00 UTC"),
            Paid => no("nothing to claim: cid: 27 TOK is released until 2026-04-18 00:00:00 UTC"),
            _ => no("nothing to claim: cid: 30 TOK is forfeited: its milestone was missed"),
        },
        "pay_dues" if state == MissedWritten => Ok(()),
        "pay_dues" => no("no dues"),
        _ => panic!("no row for {message}"),
    }
}

#[test]
fn every_role_sends_every_message_in_every_state() {
    let cells = every_cell(&STATES, &ROLES, &MESSAGES, reach, expected);
    assert_eq!(cells, 8 * 7 * 8);
}
