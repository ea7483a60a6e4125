//! Threats to what witnesses say, by the rows of the catalogue: C1 to C14. A test is named after the
//! row that it answers.
//!
//! | row | threat | tests |
//! |---|---|---|
//! | C1 | one key | `keys::c1_one_member_one_reporter_and_one_keeper_alone_move_nothing`, `keys::c1_what_one_authority_says_waits_for_the_window_and_the_notice` |
//! | C2 | one who counts twice | `keys::c2_nobody_counts_twice` |
//! | C3 | a set that changes in a round | `keys::c3_a_sitting_keeps_the_weights_it_began_with` |
//! | C4 | words replayed elsewhere | `words::c4_a_word_counts_for_one_round_and_one_milestone` |
//! | C5 | what is approved is not what is asked | `words::c5_other_code_or_another_window_is_not_what_was_agreed`, `words::c5_a_record_that_is_no_reading_proves_nothing_and_leaves_no_trace` |
//! | C6 | a condition that is empty or ignored | `words::c6_a_condition_that_asks_nothing_is_refused_at_birth`, `words::c6_a_starved_observation_leaves_no_trace` |
//! | C7 | truth bought for a moment | `words::c7_a_spike_shorter_than_the_window_or_the_hold_shows_nothing`, `words::c7_what_anyone_says_is_not_made_true_by_silence` |
//! | C8 | the interested testify | `keys::c8_who_gains_says_nothing_and_planting_silences_no_machine` |
//! | C9 | silence | `time::c9_when_every_witness_is_silent_the_milestone_is_missed` |
//! | C10 | consent that cannot be withdrawn | `time::c10_who_takes_his_word_back_counts_no_more` |
//! | C11 | an expired round blocks the next | `time::c11_a_sitting_that_lapsed_holds_nobody_up` |
//! | C12 | stale evidence | `time::c12_old_and_future_facts_are_refused_from_every_witness` |
//! | C13 | finality reversed | `time::c13_nothing_changes_what_has_ended` |
//! | C14 | threshold arithmetic | `keys::c14_every_threshold_of_nine_counts_exactly` |

mod keys;
mod time;
mod words;

use milegate_api::milestones::Stage;
use milegate_tests::suite::{Builder, Suite};

fn started(plan: Builder) -> Suite {
    let mut suite = plan.build();
    suite.start();
    suite
}

fn is_open(suite: &Suite, milestone: &str) -> bool {
    matches!(suite.milestone(milestone).stage, Stage::Open { .. })
}

fn is_pending(suite: &Suite, milestone: &str) -> bool {
    matches!(suite.milestone(milestone).stage, Stage::Pending { .. })
}
