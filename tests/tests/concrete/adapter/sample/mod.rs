use milegate_api::adapter::{ExecuteMsg, QueryMsg, SamplesResponse};
use milegate_tests::feeds::BEGINS;
use milegate_tests::sampled::{E18, Sampled};
use milegate_tests::suite::{DAY, says};
use serde_json::json;

fn slots(world: &Sampled) -> Vec<u32> {
    let answer: SamplesResponse = world
        .chain
        .query(&world.adapter, &QueryMsg::Samples {})
        .unwrap();
    answer.samples.iter().map(|sample| sample.slot).collect()
}

#[test]
fn given_a_feed_that_has_not_started_it_refuses() {
    let mut late = Sampled::born(|msg| msg.feed.calendar.start = BEGINS + DAY).unwrap();
    late.refuses(&format!(
        "the feed starts at {}; it is {BEGINS}",
        BEGINS + DAY
    ));
}

#[test]
fn given_a_slot_without_a_sample_when_the_source_has_a_fresh_price_it_keeps_it_for_the_slot() {
    let mut world = Sampled::new();
    world.price(500 * E18);
    let receipt = world.sample().unwrap();
    let updated = world.now().to_string();
    let wanted = [
        ("period", "0"),
        ("slot", "0"),
        ("value", "50000"),
        ("updated", &updated),
    ];
    says(&receipt, "adapter_sampled", &wanted);
    assert_eq!(slots(&world), [0]);
}

#[test]
fn given_a_slot_without_a_sample_when_one_side_of_it_is_too_old_it_refuses() {
    let mut world = Sampled::new();
    let now = world.now();
    let text = format!(
        "the source was brought up to date at {}, more than 600 s before {now}",
        now - 601
    );
    for (base, quote) in [(now - 601, now), (now, now - 601)] {
        world.says(500 * E18, base, quote);
        world.refuses(&text);
    }
    world.says(500 * E18, now - 600, now - 600);
    world.sample().unwrap();
}

#[test]
fn given_a_slot_without_a_sample_when_the_rate_is_off_the_scale_it_refuses() {
    let mut world = Sampled::new();
    let now = world.now();
    world.says("340282366920938463463374607431768211456", now, now);
    world.refuses("a value of 34028236692093846346337 is not 10 to 1000000");
    world.says(E18 / 10 - 1, now, now);
    world.refuses("a value of 9 is not 10 to 1000000");
}

#[test]
fn given_a_slot_without_a_sample_when_the_rate_has_more_than_128_bits_it_refuses() {
    let mut world = Sampled::new();
    let (now, most) = (world.now(), "9".repeat(77));
    world.says(&most, now, now);
    world.refuses(&format!(
        "the source answers a rate of {most}, which is no number of 128 bits"
    ));
}

#[test]
fn given_a_slot_without_a_sample_when_the_rate_has_more_digits_than_the_feed_it_rounds_down() {
    let mut world = Sampled::new();
    let now = world.now();
    world.says(E18 / 10 + E18 / 100 - 1, now, now);
    says(
        &world.sample().unwrap(),
        "adapter_sampled",
        &[("value", "10")],
    );
}

#[test]
fn given_a_slot_without_a_sample_when_the_source_answers_otherwise_it_refuses_and_closes_nothing() {
    let mut world = Sampled::new();
    world.day([500; 6]);
    for said in [
        json!({}),
        json!(7),
        json!({ "rate": "-1" }),
        json!({ "rate": 5 }),
    ] {
        world.answers(&said);
        let before = world.chain.state_hash();
        assert!(world.sample().is_err(), "{said}");
        assert_eq!(world.chain.state_hash(), before);
    }
    world.advance().unwrap();
}

#[test]
fn given_a_slot_without_a_sample_when_funds_are_attached_it_refuses() {
    let refused = Sampled::new().paid("ana", &ExecuteMsg::Sample {});
    assert_eq!(refused.unwrap_err().reason, "the message takes no funds");
}

#[test]
fn given_a_slot_with_a_sample_when_somebody_samples_again_it_refuses() {
    let mut world = Sampled::new();
    world.sample().unwrap();
    world.until(BEGINS + DAY / 6 - 1);
    world.refuses("slot 0 of period 0 has a sample");
}

#[test]
fn given_a_slot_with_a_sample_when_the_next_slot_runs_it_takes_another() {
    let mut world = Sampled::new();
    world.price(500 * E18);
    world.sample().unwrap();
    world.until(BEGINS + DAY / 6);
    world.price(501 * E18);
    world.sample().unwrap();
    assert_eq!(slots(&world), [0, 1]);
    world.until(BEGINS + DAY);
    assert_eq!(slots(&world), [0; 0]);
}

#[test]
fn given_a_period_that_is_over_when_a_quorum_of_slots_has_a_sample_it_closes_it_with_the_median() {
    let mut world = Sampled::new();
    world.day([500, 510, 520, 530, 0, 0]);
    world.price(900 * E18);
    let receipt = world.sample().unwrap();
    let closed = [
        ("valued", "true"),
        ("value", "51000"),
        ("reporters", "4"),
        ("total", "6"),
    ];
    says(&receipt, "oracle_closed", &closed);
    says(
        &receipt,
        "adapter_sampled",
        &[("period", "1"), ("slot", "0")],
    );
}

#[test]
fn given_a_period_that_is_over_when_too_few_slots_have_one_it_closes_it_as_a_gap() {
    let mut world = Sampled::new();
    world.day([500, 500, 500, 0, 0, 0]);
    world.price(500 * E18);
    let closed = [("valued", "false"), ("reporters", "3"), ("total", "6")];
    says(&world.sample().unwrap(), "oracle_closed", &closed);
}
