use embedded_chain::{Chain, SaveError};
use milegate_floor::{CountResponse, QueryMsg};

use crate::puppet::puppet;
use crate::setup::Floor;

fn count(chain: &Chain, t: &Floor) -> u64 {
    chain
        .query::<CountResponse>(&t.floor, &QueryMsg::Count {})
        .unwrap()
        .count
}

#[test]
fn a_saved_chain_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("chain.json");
    let mut t = Floor::on(
        Chain::builder()
            .chain_id("saved-1")
            .block_seconds(5)
            .build(),
    );
    t.touch();
    t.chain.advance(100);
    t.chain.save(&file).unwrap();

    let mut loaded = Chain::load(&file).unwrap();

    assert_eq!(loaded.state_hash(), t.chain.state_hash());
    assert_eq!(loaded.block(), t.chain.block());
    assert_eq!(loaded.log(), t.chain.log());
    assert_eq!(count(&loaded, &t), 1);
    let go = |chain: &mut Chain| {
        chain
            .execute(
                &t.user,
                &t.floor,
                &milegate_floor::ExecuteMsg::Touch {},
                &[],
            )
            .unwrap()
    };
    assert_eq!(go(&mut loaded), go(&mut t.chain));
}

#[test]
fn the_same_steps_save_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let save = |name: &str| {
        let mut t = Floor::new();
        t.touch();
        t.chain.save(folder.path().join(name)).unwrap();
        std::fs::read(folder.path().join(name)).unwrap()
    };
    assert_eq!(save("one"), save("two"));
}

#[test]
fn a_native_code_cannot_be_saved() {
    let mut t = Floor::new();
    puppet(&mut t.chain, &t.user);
    let saved = t.chain.save(std::env::temp_dir().join("never"));
    assert!(matches!(saved, Err(SaveError::Native(2))));
}

#[test]
fn a_clone_goes_its_own_way() {
    let mut t = Floor::new();
    let before = t.chain.clone();

    t.touch();

    assert_eq!(count(&before, &t), 0);
    assert_eq!(count(&t.chain, &t), 1);
    assert_ne!(before.state_hash(), t.chain.state_hash());
}

#[test]
fn storage_can_be_read_raw() {
    let mut t = Floor::new();
    t.touch();
    assert_eq!(t.chain.query_raw(&t.floor, b"count").unwrap(), b"1");
    assert_eq!(
        t.chain.dump(&t.floor),
        vec![(b"count".to_vec(), b"1".to_vec())]
    );
}

#[test]
fn a_query_changes_nothing() {
    let mut t = Floor::new();
    t.touch();
    let before = t.chain.state_hash();
    count(&t.chain, &t);
    t.chain.query_json(&t.floor, b"{}").unwrap_err();
    assert_eq!(t.chain.state_hash(), before);
}
