//! Making a desk: what the first commit holds, and what every new record begins with.
//! What a desk refuses to be made of is in `bad_input`.

use desk::records::KINDS;

use crate::sandbox::Sandbox;

#[test]
fn an_empty_folder_becomes_a_desk_with_schemas_as_the_types_have_them() {
    let desk = Sandbox::empty();
    desk.run(&["sa", "init"]).ok();
    assert_eq!(
        desk.git(&["rev-list", "--count", "HEAD"]).stdout.trim(),
        "1"
    );
    desk.git(&["status", "--porcelain"]).ok().prints("");
    for kind in KINDS {
        let written: serde_json::Value =
            serde_json::from_str(&desk.read(&kind.schema_path())).expect("JSON");
        assert_eq!(written, (kind.schema)().to_value(), "{}", kind.name);
    }
    desk.run(&["hygiene", "check"]).ok();
    desk.run(&["sa", "init"]).ok();
    assert_eq!(
        desk.git(&["rev-list", "--count", "HEAD"]).stdout.trim(),
        "1"
    );
}

#[test]
fn schemas_that_are_out_of_date_are_brought_up_to_date_and_the_policy_stays() {
    let desk = Sandbox::empty();
    desk.run(&["sa", "init", "--profile", "fy27"]).ok();
    let policy = desk.read("desk.toml");
    assert!(
        policy.contains("earliest_stage = \"2-Scoping\""),
        "{policy}"
    );
    desk.put("schemas/person.json", "{}\n");
    desk.git(&["commit", "-qam", "an older schema"]).ok();
    desk.run(&["sa", "init"]).ok();
    let person = KINDS
        .iter()
        .find(|kind| kind.name == "person")
        .expect("a kind");
    assert_ne!(desk.read(&person.schema_path()), "{}\n");
    assert_eq!(desk.read("desk.toml"), policy);
}

#[test]
fn every_new_record_begins_with_the_line_that_names_its_schema() {
    let desk = Sandbox::empty();
    desk.run(&["sa", "init"]).ok();
    for words in [
        "sa account new --name Northwind",
        "sa opportunity new --account northwind --name Platform --owner sam --stage 2-Scoping",
        "sa request new --incomplete --template sa-activity --customer Northwind --asks talk",
    ] {
        desk.run(&words.split(' ').collect::<Vec<_>>()).ok();
    }
    let listed = desk.git(&[
        "ls-files",
        "people",
        "accounts",
        "opportunities",
        "requests",
    ]);
    let paths: Vec<&str> = listed.stdout.lines().collect();
    assert_eq!(paths.len(), 4, "{paths:?}");
    for path in paths {
        let text = desk.read(path);
        let named = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("# yaml-language-server: $schema="));
        let named = named.unwrap_or_else(|| panic!("{path} begins with {text}"));
        let folder = std::path::Path::new(path).parent().expect("a folder");
        assert!(
            desk.root().join(folder).join(named).exists(),
            "{path} names {named}"
        );
    }
}
