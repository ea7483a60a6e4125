//! `cargo run -p milegate-plan --example check -- PLAN`: what `milegate plan check` prints.

fn main() {
    for path in std::env::args().skip(1) {
        match milegate_plan::Plan::load(&path) {
            Ok(plan) => print!("{}", milegate_plan::check(&plan, Default::default())),
            Err(problems) => print!("{problems}"),
        }
    }
}
