use milegate_api::adapter::ExecuteMsg;
use milegate_tests::feeds::BEGINS;
use milegate_tests::sampled::Sampled;
use milegate_tests::suite::{DAY, refuses, says};

/// A day of samples is over.
fn over() -> Sampled {
    let mut world = Sampled::new();
    world.day([500, 510, 520, 530, 540, 550]);
    world
}

#[track_caller]
fn refuses_before(world: &mut Sampled, period: u64) {
    let until = BEGINS + (period + 1) * DAY;
    let text = format!("nothing is to be closed before {until}, when period {period} is over");
    refuses(world, |world| &world.chain, &text, Sampled::advance);
}

#[test]
fn given_nothing_that_is_over_it_refuses() {
    let mut world = Sampled::new();
    world.sample().unwrap();
    refuses_before(&mut world, 0);
}

#[test]
fn given_a_period_that_is_over_when_anybody_sends_it_it_closes_it_with_the_median_of_its_samples() {
    let closed = [
        ("first", "0"),
        ("last", "0"),
        ("value", "52000"),
        ("reporters", "6"),
    ];
    says(&over().advance().unwrap(), "oracle_closed", &closed);
}

#[test]
fn given_a_period_that_is_over_when_it_is_sent_again_it_refuses() {
    let mut world = over();
    world.advance().unwrap();
    refuses_before(&mut world, 1);
}

#[test]
fn given_a_period_that_is_over_when_funds_are_attached_it_refuses() {
    let refused = over().paid("ana", &ExecuteMsg::Advance {});
    assert_eq!(refused.unwrap_err().reason, "the message takes no funds");
}

#[test]
fn given_several_periods_that_are_over_it_closes_all_of_them_the_later_as_gaps() {
    let mut world = over();
    world.chain.advance(3 * DAY);
    let closed = [
        ("first", "0"),
        ("last", "3"),
        ("valued", "true"),
        ("value", "52000"),
    ];
    says(&world.advance().unwrap(), "oracle_closed", &closed);
    assert_eq!(world.raw()[0].silent, 3);
}
