//! Shares, amounts and remarks of the alignment of account executives and SAs.

use super::*;

fn desk(owned: &[(&str, &str)]) -> Records {
    let files = owned.iter().enumerate().map(|(at, (ae, sa))| {
        let sa = match *sa {
            "" => String::new(),
            sa => format!("primary_sa: [{{at: 2026-10-01T09:00:00Z, by: dana, who: {sa}}}]\n"),
        };
        let text = format!(
            "name: A\naccount: a\nowner: {ae}\namount: {}.50 EUR\n{sa}history: [{{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}}]\n",
            at + 1
        );
        (format!("opportunities/OPP-{at}A1A1A1A.yaml"), text)
    });
    Records::of_texts(files)
}

#[test]
fn aligned_is_who_has_more_than_half() {
    let aligned = |owned: &[(&str, &str)]| {
        let records = desk(owned);
        let found = alignments(&records);
        found["dana"].aligned().map(str::to_owned)
    };
    let (sam, kim, nobody) = (("dana", "sam"), ("dana", "kim"), ("dana", ""));
    assert_eq!(aligned(&[sam, sam, kim]).as_deref(), Some("sam"));
    assert_eq!(aligned(&[sam, kim]), None);
    assert_eq!(aligned(&[sam, nobody]), None);
    assert_eq!(aligned(&[sam, ("noah", "kim")]).as_deref(), Some("sam"));
}

#[test]
fn counts_shares_and_amounts_are_of_what_is_open() {
    let records = desk(&[("dana", "sam"), ("dana", "sam"), ("dana", "")]);
    let report = alignment(&records, &Policy::default(), None);
    let dana = &report.data["account_executives"][0];
    assert_eq!(dana["aligned"], "sam");
    assert_eq!(dana["shares"][0]["net_arr"], json!(["4 EUR"]));
    assert_eq!(dana["without_sa"]["net_arr"], json!(["3.50 EUR"]));
    let Part::Table(table) = &report.parts[1] else {
        panic!("a table of account executives");
    };
    let cells: Vec<&str> = table.rows.iter().map(|row| row[3].text.as_str()).collect();
    assert_eq!(cells, ["67 %", "33 %"]);
    assert_eq!(report.data["sas"][0]["account_executives"], json!(["dana"]));
}

#[test]
fn nobody_to_work_with_and_too_many_are_remarks() {
    let mut files: Vec<(String, String)> = ["sam", "kim"]
        .map(|who| {
            let text = format!("name: N\nemails: [{who}@example.com]\nroles: [sa]\n");
            (format!("people/{who}.yaml"), text)
        })
        .into();
    for (at, ae) in ["dana", "noah", "ivo"].iter().enumerate() {
        let text = format!(
            "name: A\naccount: a\nowner: {ae}\nprimary_sa: [{{at: 2026-10-01T09:00:00Z, by: dana, who: sam}}]\nhistory: [{{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}}]\n"
        );
        files.push((format!("opportunities/OPP-{at}A1A1A1A.yaml"), text));
    }
    let records = Records::of_texts(files);
    let report = alignment(&records, &Policy::default(), None);
    let sas = &report.data["sas"];
    assert_eq!(
        (&sas[0]["sa"], &sas[0]["account_executives"]),
        (&json!("kim"), &json!([]))
    );
    assert_eq!(sas[1]["supports_too_many"], true);
    let Part::Table(table) = &report.parts[3] else {
        panic!("a table of SAs");
    };
    let remarks: Vec<&str> = table.rows.iter().map(|row| row[3].text.as_str()).collect();
    assert_eq!(
        remarks,
        [
            "works with no account executive",
            "3 sales teams, and this desk allows 2"
        ]
    );
}
