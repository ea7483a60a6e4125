use milegate_api::adapter::InstantiateMsg;
use milegate_tests::sampled::Sampled;
use milegate_tests::suite::address;

fn refused(change: fn(&mut InstantiateMsg)) -> String {
    Sampled::born(change).err().expect("no adapter").reason
}

#[test]
fn when_there_are_fewer_than_3_or_more_than_64_slots_it_refuses() {
    let slots = "slots in a period of 86400 s, not 3 to 64, or shorter than a second";
    assert_eq!(refused(|msg| msg.slots = 2), format!("2 {slots}"));
    assert_eq!(refused(|msg| msg.slots = 65), format!("65 {slots}"));
}

#[test]
fn when_the_source_does_not_know_the_pair_it_refuses() {
    let said = refused(|msg| msg.base = "DOGE".into());
    assert!(said.contains("no such pair"), "{said}");
}

#[test]
fn when_a_symbol_is_empty_it_refuses() {
    let said = refused(|msg| msg.quote.clear());
    assert_eq!(said, "the quote symbol has 0 bytes, not 1 to 32");
}

#[test]
fn when_nothing_is_measured_it_refuses() {
    assert_eq!(
        refused(|msg| msg.feed.windows.clear()),
        "0 windows, not 1 to 8"
    );
}

#[test]
fn when_what_is_sampled_is_no_contract_it_refuses() {
    refused(|msg| msg.feed.group = address("ana"));
}
