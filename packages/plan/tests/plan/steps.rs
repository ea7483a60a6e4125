use std::path::PathBuf;

use milegate_plan::{Codes, Deployment, Genesis, Plan, Step, sim_address, steps};

fn examples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn codes() -> Codes {
    let names = [
        "cw4_group",
        "cw3_flex_multisig",
        "milegate_milestones",
        "milegate_vesting",
    ];
    let lines = names
        .iter()
        .enumerate()
        .map(|(i, name)| format!("{:064x}  {name}.wasm\n", i + 1));
    Codes::parse(&lines.collect::<String>()).unwrap()
}

#[test]
fn minimal_plan_becomes_steps() {
    let plan = Plan::load(examples().join("minimal")).unwrap_or_else(|p| panic!("{p}"));
    let creator = sim_address("mile", "deployer");
    let steps = steps(&plan, &codes(), &creator).unwrap();
    for step in &steps {
        println!("{}", serde_json::to_string(step).unwrap());
    }
    let deployment = Deployment::predict(&plan, &codes(), &creator).unwrap();
    let genesis = Genesis::of(&plan, &deployment).unwrap();
    println!("{genesis:?}");
    assert!(matches!(steps.last(), Some(Step::Execute { .. })));
}
