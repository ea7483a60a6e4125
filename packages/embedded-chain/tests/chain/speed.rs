use std::time::Instant;

use milegate_floor::ExecuteMsg;

use crate::setup::{Floor, Multisig};

#[test]
fn a_call_takes_well_under_a_millisecond() {
    let multisig = Multisig::on(embedded_chain::Chain::default());
    let start = Instant::now();
    let mut t = Floor::on(multisig.chain);
    println!("a chain with a contract: {:?}", start.elapsed());
    let ask = ExecuteMsg::TouchAndQuery {
        group: multisig.group.to_string(),
        member: multisig.voters[0].to_string(),
    };
    t.touch();
    t.chain.execute(&t.user, &t.floor, &ask, &[]).unwrap();

    let calls = 500;
    let mean = |run: &mut dyn FnMut()| {
        let start = Instant::now();
        (0..calls).for_each(|_| run());
        start.elapsed() / calls
    };
    let touch = mean(&mut || drop(t.touch()));
    let query = mean(&mut || drop(t.chain.execute(&t.user, &t.floor, &ask, &[]).unwrap()));

    println!("touch {touch:?}, touch and smart query {query:?}");
    // Ten times what it takes on an idle machine: the tests may share it.
    assert!(touch.as_millis() < 10, "{touch:?}");
}

#[test]
fn chains_of_many_threads_share_the_compiled_modules() {
    let threads: Vec<_> = (0..8)
        .map(|_| std::thread::spawn(|| Floor::new().touch().gas_used))
        .collect();
    let used: Vec<u64> = threads.into_iter().map(|t| t.join().unwrap()).collect();
    assert!(used.windows(2).all(|pair| pair[0] == pair[1]));
}
