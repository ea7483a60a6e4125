//! Reporters, and what is observed of their feed.

use milegate_fetch::local::{Answer, Local};
use serde_json::json;

use super::Life;

/// Two of three reporters ask their sources, on this machine, and report once each.
pub fn reports(life: &Life, period: u64) {
    let desk = &life.desk;
    let server = Local::new().unwrap();
    for who in ["reporter-1", "reporter-2"] {
        let todo = desk.shows(who, &format!("todo plan --as {}", life.net.address(who)));
        assert!(todo.contains("report feed payments_usd"), "{todo}");
        let file = sources(life, &server, who);
        let done = desk.does(who, &format!("report feed {file} --once"));
        assert_eq!(
            (&done["period"], &done["value"]),
            (&json!(period), &json!("51234"))
        );
        let said = desk.says(who, &format!("report feed {file} --once"));
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(said.out.contains("was reported in period"), "{}", said.out);
    }
}

fn sources(life: &Life, server: &Local, who: &str) -> String {
    let mut file = format!(
        "[feed]\noracle = \"{}\"\nname = \"payments_usd\"\n[report]\nneed = 2\ndeviation = \"2 %\"\nfolder = \"{who}\"\n\
         uri = \"https://reports.example/\"\n",
        life.at("oracle")
    );
    for name in ["one", "two", "three"] {
        let path = format!("/{name}");
        server.answer(&path, Answer::Body("{\"usd\": 512.349}".into()));
        file += &format!(
            "[[source]]\nname = \"{name}\"\nurl = \"{}\"\npointer = \"/usd\"\n",
            server.url(&path)
        );
    }
    let name = format!("{who}.toml");
    life.desk.write(&name, &file);
    name
}

/// Anybody closes the last period and observes; the replay comes to what the chain has.
pub fn observed(life: &Life) {
    let (desk, vault) = (&life.desk, life.vault());
    desk.does("stranger", &format!("advance {vault} payments_usd"));
    desk.does("stranger", &format!("observe {vault} volume"));
    life.stage_is("volume", "pending");
    let replay = format!(
        "replay volume --milestones {} --offline",
        life.at("milestones")
    );
    let replayed = desk.does("stranger", &replay);
    assert_eq!(replayed["contradictions"], json!([]), "{replayed}");
}
