//! A plan that is governed by vote: stakes, proposals, ballots, proofs, results, disputes.

mod support;

use milegate_simulate::{Builtin, PlayError, Player};
use support::{builtin, event, events_on, governed, small, tells, told};

fn plays(end: &str, text: &str) -> Player {
    events_on(&governed(), end, text).unwrap_or_else(|why| panic!("{why}"))
}

/// Ada, who holds a grant, has 60 of 160 thousand; outsiders the rest.
fn staked() -> String {
    let stake = |who: &str, amount: u32| {
        event(
            "2027-02-01",
            "stake",
            &format!("by = \"{who}\"\namount = {amount}"),
        )
    };
    stake("ada", 60_000) + &stake("vera", 70_000) + &stake("vito", 30_000)
}

const ATTEST: &str = "title = \"it is listed\"\nmessages = [{ do = \"attest\", milestone = \"listing\", \
                      metric = \"venues\", value = \"2\", document = \"scenario.toml\", \
                      uri = \"https://evidence.example/1\" }]";

fn proposed(by: &str) -> String {
    event("2027-03-01", "propose", &format!("by = \"{by}\"\n{ATTEST}"))
}

fn vote(date: &str, by: &str, vote: &str, more: &str) -> String {
    let keys = format!("proposal = 1\nby = \"{by}\"\nvote = \"{vote}\"\n{more}");
    event(date, "vote", &keys)
}

#[test]
fn a_milestone_is_attested_by_vote_without_insiders() {
    let mut text = staked() + &proposed("vera");
    text += &vote(
        "2027-03-02",
        "ada",
        "yes",
        "refused = \"an interested voter\"",
    );
    text += &vote("2027-03-02", "vera", "yes", "");
    text += &vote("2027-03-02", "vito", "no", "");
    text += &event("2027-03-03", "prove", "proposal = 1\nvoter = \"ada\"");
    text += &event("2027-03-12", "execute", "proposal = 1");
    text += &event("2027-03-12", "close", "proposal = 1");
    let player = plays("2027-04-01", &text);
    tells(
        &player,
        &[
            "2027-02-01  vera stakes 70000 MER and weighs 70,000 of 130,000",
            "2027-03-01  proposal 1 OPENED by vera, class attest, deposit 20 MER: attests listing, round 1: venues = 2, \
             as of 2027-02-28 - starts 40,000 MER at once to 2 grants",
            "proposal 1: paid by listing: team (2 grants, 40,000 MER)",
            "2027-03-02  vote by ada: refused, as it must be: an interested voter",
            "2027-03-02  proposal 1: vera votes yes with 70,000",
            "2027-03-03  proposal 1: anyone proves that ada is interested: RECUSED with 60,000",
            "2027-03-10  proposal 1 PASSED: 100,000 of 160,000 voted: yes 70,000, no 30,000 (0 with veto), abstain 0; \
             recused 60,000; turnout 100 %; insiders could have been at most 0 % of the ballots",
            "2027-03-12  proposal 1 EXECUTED by anyone",
            "2027-03-12  listing: @governance attests as vote (venues: 2)",
            "2027-03-12  proposal 1 closed (executed): the deposit of 20 MER returns to vera",
        ],
    );
}

#[test]
fn a_dispute_is_opened_with_its_challenge_and_settled_by_the_vote() {
    let attest = "milestone = \"audit\"\nwitness = \"auditors\"\nmetric = \"m\"\nvalue = \"v\"\n\
                  document = \"scenario.toml\"\nuri = \"https://evidence.example/2\"";
    let dispute = "milestone = \"audit\"\nby = \"vito\"\nchallenge = true";
    let mut text = staked() + &event("2027-03-01", "attest", attest);
    text += &event("2027-03-02", "dispute", dispute);
    text += &vote("2027-03-03", "vera", "yes", "");
    let early = "milestone = \"audit\"\nverdict = \"false\"";
    text += &event("2027-03-12", "execute", "proposal = 1");
    text += &event("2027-03-13", "withdraw", "by = \"vito\"");
    tells(
        &plays("2027-04-01", &text),
        &[
            "audit: CHALLENGED by vito",
            "proposal 1 OPENED by vito, class dispute, no deposit: settles the dispute about audit, round 1",
            "proposal 1 PASSED: false: what was attested is struck",
            "2027-03-12  proposal 1 EXECUTED by anyone: the vote says false",
            "audit: THROWN OUT; round 2 begins",
            "vito takes out 20 MER",
        ],
    );
    let settled = staked()
        + &event("2027-03-01", "attest", attest)
        + &event("2027-03-02", "dispute", dispute)
        + &event("2027-03-03", "settle", early);
    let Err(PlayError::Unknown(why)) = events_on(&governed(), "2027-04-01", &settled) else {
        panic!("a vote was settled by a message");
    };
    assert!(why.contains("@governance sends settle by a vote"), "{why}");
}

#[test]
fn a_question_is_answered_and_a_payment_cites_it() {
    let ask = "by = \"vera\"\ntitle = \"What first?\"\noptions = [\"docs\", \"tools\"]";
    let pay = "by = \"vera\"\ntitle = \"Docs\"\nmessages = [{ do = \"pay\", to = \"writer\", amount = 50 }]";
    let mut text = staked() + &event("2027-03-01", "ask", ask);
    text += &vote("2027-03-02", "vera", "tools", "");
    text += &vote("2027-03-02", "vito", "docs", "");
    let give = "by = \"vera\"\nto = \"@governance\"\namount = 100";
    text += &event("2027-03-03", "give", give);
    text += &event("2027-03-10", "accept-payments", "by = \"writer\"");
    let uncited = format!("{pay}\nrefused = \"cite one that has been answered\"");
    text += &event("2027-03-10", "propose", &uncited);
    text += &event("2027-03-11", "propose", &format!("{pay}\ncites = 1"));
    tells(
        &plays("2027-04-01", &text),
        &[
            "asks What first?: docs or tools?",
            "proposal 1: vera votes tools with 70,000",
            "vera gives 100 MER to @governance",
            "2027-03-09  proposal 1 ANSWERED: answered: tools",
            "writer takes payments",
            "proposal 2 OPENED by vera, class spend, deposit 20 MER: pays 50 MER to writer",
        ],
    );
}

#[test]
fn rules_guardian_and_deposits() {
    let rules = "by = \"vera\"\ntitle = \"Wait longer\"\nmessages = [{ do = \"set-rules\", \
                 rules = { attest = { quorum = \"25%\", delay = \"4d\" }, deposit = 30 } }]";
    let gone = "by = \"vito\"\ntitle = \"No guardian\"\nmessages = [{ do = \"set-guardian\" }]";
    let named = gone.replace(
        "do = \"set-guardian\"",
        "do = \"set-guardian\", address = \"vera\", expires = 2028-01-01",
    );
    let mut text = staked() + &event("2027-03-01", "propose", rules);
    text += &event("2027-03-02", "propose", gone);
    text += &event("2027-03-02", "propose", &named);
    let two = "proposal = 2\nrefused = \"cannot cancel a change of the guardian\"";
    text += &event("2027-03-03", "cancel-proposal", two);
    text += &event("2027-03-04", "cancel-proposal", "proposal = 1");
    text += &event("2027-03-05", "unbond", "by = \"vito\"\namount = 30_000");
    text += &event("2027-03-27", "withdraw-stake", "by = \"vito\"");
    tells(
        &plays("2027-04-01", &text),
        &[
            "class rules, deposit 20 MER: replaces the rules by revision 2: ",
            "attest delay seconds 259200 -> 345600, attest quorum 20 % -> 25 %, deposit 20000000 -> 30000000",
            "leaves it without guardian",
            "makes vera the guardian until 2028-01-01",
            "2027-03-04  proposal 1 CANCELLED by the guardian",
            "vito unbonds 30000 MER, due 2027-03-26, and weighs 0 of 130,000",
            "vito takes 30000 MER out",
        ],
    );
}

#[test]
fn a_proof_after_the_voting_makes_no_quorum() {
    let mut text = staked() + &proposed("vera");
    text += &vote("2027-03-02", "vito", "yes", "");
    text += &event("2027-03-09", "prove", "proposal = 1\nvoter = \"ada\"");
    text += &event(
        "2027-03-12",
        "execute",
        "proposal = 1\nrefused = \"30000 voted, 32000 are needed\"",
    );
    tells(
        &plays("2027-04-01", &text),
        &[
            "proves that ada is interested: nothing comes of it, 60,000 stay in the quorum's base",
            "2027-03-10  proposal 1 REJECTED: fails: 30000 voted, 32000 are needed",
        ],
    );
}

#[test]
fn raw_messages_and_what_is_wrong_with_them() {
    let raw = "by = \"vera\"\ntitle = \"x\"\nmessages = [{ do = \"raw\", json = '{\"bank\":{\"burn\":{\"amount\":[]}}}' }, \
               { do = \"call\", contract = \"@vault\", message = { sync = { schedule = \"team\" } } }]";
    let player = plays(
        "2027-03-02",
        &(staked() + &event("2027-03-01", "propose", raw)),
    );
    let told = told(&player);
    assert!(
        told.contains("class code") && told.contains("tells the vault {\"sync\""),
        "{told}"
    );

    for (keys, expected) in [
        (raw.replace("bank", "bonk"), "message {"),
        (
            "by = \"vera\"\ntitle = \"x\"\nmessages = [{ do = \"set-rules\", rules = { attest = { quota = \"9%\" } } }]".into(),
            "set-rules: attest: there is no `quota`",
        ),
        (
            "by = \"vera\"\ntitle = \"x\"\nmessages = [{ do = \"set-guardian\", address = \"x\" }]".into(),
            "a guardian has an end",
        ),
    ] {
        match events_on(&governed(), "2027-03-02", &event("2027-03-01", "propose", &keys)).err() {
            Some(PlayError::Unknown(why)) => assert!(why.contains(expected), "{why}"),
            other => panic!("{other:?}"),
        }
    }
    for (plan, action, keys, expected) in [
        (
            governed(),
            "vote",
            "proposal = 9\nby = \"vera\"\nvote = \"yes\"",
            "no proposal 9",
        ),
        (
            small(),
            "stake",
            "by = \"vera\"\namount = 1",
            "the plan has no [stake]",
        ),
        (
            small(),
            "ask",
            "by = \"x\"\ntitle = \"x\"\noptions = []",
            "the plan has no [governance]",
        ),
    ] {
        let why = events_on(&plan, "2027-03-02", &event("2027-03-01", action, keys))
            .err()
            .unwrap();
        assert!(why.to_string().contains(expected), "{why}");
    }
}

#[test]
fn a_vote_attests_where_every_milestone_is_to_be_reached() {
    let player = builtin(&governed(), Builtin::AllReached);
    tells(
        &player,
        &["proposal 1 OPENED by voters", "listing: REACHED"],
    );
    let total = player.supply().unwrap().total;
    assert_eq!((total.locked + total.claimable).u128(), 0);
    builtin(&governed(), Builtin::HandsOff);
}
