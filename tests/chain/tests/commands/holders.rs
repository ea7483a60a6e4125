//! Whoever holds a grant, or ends one.

use super::Life;
use crate::world::WLD;

fn says(life: &Life, who: &str, line: &str) {
    let (command, rest) = line.split_once(" ").unwrap_or((line, ""));
    life.desk
        .does(who, &format!("{command} {} {rest}", life.vault()));
}

/// Another payee, another owner, and what is cancelled.
pub fn announce(life: &Life) {
    let address = |who: &str| life.net.address(who).to_owned();
    says(
        life,
        "finn",
        &format!("payee finn --to {} --reason custody", address("elder-1")),
    );
    says(
        life,
        "ada",
        &format!("owner ada --to {} --reason sale", address("heir")),
    );
    says(
        life,
        "ben",
        &format!("payee ben --to {} --reason key", address("stranger")),
    );
    let todo = life.desk.shows(
        "ben",
        &format!("todo {} --as {}", life.vault(), address("ben")),
    );
    assert!(todo.contains("cancel grant ben"), "{todo}");
    says(life, "ben", "payee ben --cancel");
    let said = life.desk.fails(
        2,
        "ben",
        &format!(
            "payee {} ben --to {} --reason boredom",
            life.vault(),
            address("stranger")
        ),
    );
    assert!(said.contains("key, custody, estate or sale"), "{said}");

    let name = format!(
        "{{\"name_recovery\":{{\"grant\":\"eve\",\"address\":\"{}\"}}}}",
        address("heir")
    );
    says(life, "eve", &format!("tell @vault '{name}'"));
    says(
        life,
        "heir",
        &format!("recover eve --to {} --reason key", address("heir")),
    );
    says(life, "eve", "recover eve --cancel");
}

/// What was announced is due.
pub fn carry_out(life: &Life) {
    says(life, "finn", "payee finn --carry-out");
    says(life, "heir", "owner ada --carry-out");
    // Whoever is paid by a milestone testifies to it no more, and whoever looks from outside sees that.
    let elder = life.net.address("elder-1");
    says(
        life,
        "stranger",
        &format!("recuse users --witness elders --attestor {elder}"),
    );
    let said = life.desk.fails(
        1,
        "stranger",
        &format!("verify {} --plan plan", life.vault()),
    );
    assert!(
        said.contains("FAIL  independence") && said.contains("1 do not"),
        "{said}"
    );
    says(
        life,
        "finn",
        &format!(
            "payee finn --to {} --reason custody",
            life.net.address("finn")
        ),
    );
}

/// Notice is given, taken back, and given again.
pub fn leaves(life: &Life) {
    says(life, "hr", "terminate finn --reason resigned");
    says(life, "hr", "terminate finn --cancel");
    says(life, "hr", "terminate finn --reason resigned");
}

/// Claims conclude what they wait for, and say when the notice is over.
pub fn claim(life: &Life) {
    says(life, "finn", "payee finn --carry-out");
    for who in ["dan", "cleo", "eve", "finn"] {
        let said = life.desk.shows(who, &format!("claim {}", life.vault()));
        assert!(
            said.starts_with("conclude a milestone; nothing to claim"),
            "{said}"
        );
        assert!(said.contains("starts on 2027-01-28"), "{said}");
    }
    says(life, "ben", "claim ben");
    says(life, "heir", "claim");
    for (who, paid) in [("ben", 50_000), ("heir", 50_000), ("ada", 0)] {
        assert_eq!(life.balance(who), paid * WLD, "{who}");
    }
    let said = life
        .desk
        .fails(1, "ada", &format!("claim {}", life.vault()));
    assert!(
        said.contains("is neither owner nor payee of a grant"),
        "{said}"
    );
}

/// A leaver keeps what was served; everybody else is paid in full.
pub fn gone(life: &Life) {
    says(life, "hr", "terminate finn --carry-out");
    for who in ["dan", "eve", "finn"] {
        says(life, who, "claim");
    }
    assert_eq!(
        (life.balance("dan"), life.balance("eve")),
        (50_000 * WLD, 50_000 * WLD)
    );
    let kept = life.balance("finn");
    assert!(kept > 0 && kept < 5_000 * WLD, "{kept}");
    says(life, "cleo", "claim cleo");
    says(life, "stranger", "tell @vault '{\"pay_dues\":{}}'");
    let supply = life
        .desk
        .does("stranger", &format!("supply {}", life.vault()));
    assert_eq!(supply["circulating"]["locked"], "0");
}
