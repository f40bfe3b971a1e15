//! The search through bytes and the map must name the same records, however an id is spelt.

use proptest::prelude::*;

use super::{File, Records};
use crate::records::{Id, opportunity, request};
use crate::source::Snapshot;

const REST: &str =
    "history:\n  - {at: 2026-11-18T09:00:00Z, by: sam, to: open}\n# of opportunities\n";

fn request_with(lines: &str) -> String {
    format!("template: sa-activity\nrequester: dana\ncustomer: Northwind\n{lines}\n{REST}")
}

/// Returns records whose requests have these lines, one each, with ids counted from 0.
fn desk(requests: &[String]) -> Records {
    let mut files = vec![(
        "opportunities/OPP-7H3J5K9M.yaml".to_owned(),
        "name: Platform\naccount: northwind\nowner: dana\nstage: 2-Scoping\n".to_owned(),
    )];
    for (at, lines) in requests.iter().enumerate() {
        let path = format!("requests/2026-11/{}.yaml", Id::from_bits("REQ", at as u64));
        files.push((path, request_with(lines)));
    }
    Records::of(Snapshot::of_texts(files))
}

fn paths<'a>(files: &[&'a File]) -> Vec<&'a str> {
    files.iter().map(|file| file.path()).collect()
}

fn are_read(records: &Records) -> Vec<bool> {
    let kinds = super::kinds::in_order_of_paths();
    let files = kinds.flat_map(|kind| records.listed(kind));
    files.map(File::is_read).collect()
}

#[test]
fn only_files_that_may_name_the_id_are_read() {
    let records = desk(&[
        "opportunity: OPP-7H3J5K9M".into(),
        "opportunity: OPP-7H3J5K9N".into(),
        "opportunity: opp-7h3j5k9m".into(),
        "opportunity: \"OPP\\x2D7H3J5K9M\"".into(),
        "remarks: as OPP-7H3J5K9M was".into(),
        "remarks: C:\\temp".into(),
        "opportunity: OPP-7H3J5K9M\nopportunities: []".into(),
    ]);
    let named = records.naming(&request::KIND, "opp-7H3J5K9M");
    let expected = [0, 2, 3].map(|at| format!("requests/2026-11/REQ-0000000{at}.yaml"));
    assert_eq!(paths(&named), expected);
    assert_eq!(
        are_read(&records),
        [false, true, false, true, true, true, true, true]
    );
    assert!(records.naming(&request::KIND, "").is_empty());
    assert!(
        records
            .naming(&opportunity::KIND, "OPP-7H3J5K9M")
            .is_empty()
    );
    records.read_all();
    let by_map = records.naming(&request::KIND, "OPP-7H3J5K9M");
    assert_eq!(paths(&by_map), expected);
    assert!(std::ptr::eq(by_map[0], named[0]));
}

#[test]
fn a_mention_counts_in_prose_and_in_unreadable_files_too() {
    let records = desk(&[
        "remarks: as opp-7h3j5k9m was".into(),
        "opportunity: OPP-7H3J5K9N".into(),
        "opportunity: OPP-7H3J5K9M\nnonsense: x".into(),
        "remarks: C:\\temp".into(),
    ]);
    let mentioning = records.mentioning(&["OPP-7H3J5K9M", "nobody"]);
    assert_eq!(
        paths(&mentioning),
        [0, 2].map(|at| format!("requests/2026-11/REQ-0000000{at}.yaml"))
    );
    assert_eq!(are_read(&records), [false; 5]);
}

#[test]
fn a_short_name_is_not_found_in_a_longer_one() {
    let records = desk(&[
        "owner: sam-5".into(),
        "secondary_sas: [dana, 'sam-50', sam-5]".into(),
        "owner: sam-50".into(),
        "remarks: ask sam-5.".into(),
        "owner: x-sam-5".into(),
    ]);
    let path = |at| format!("requests/2026-11/REQ-0000000{at}.yaml");
    assert_eq!(
        paths(&records.naming(&request::KIND, "sam-5")),
        [0, 1].map(path)
    );
    assert_eq!(paths(&records.mentioning(&["sam-5"])), [0, 1, 3].map(path));
    assert_eq!(are_read(&records), [false, true, true, false, true, false]);
    records.read_all();
    assert_eq!(
        paths(&records.naming(&request::KIND, "sam-5")),
        [0, 1].map(path)
    );
}

#[test]
fn many_files_are_searched_and_read_as_few_are() {
    let requests: Vec<String> = (0..700)
        .map(|at| format!("opportunity: {}", Id::from_bits("OPP", at % 7)))
        .collect();
    let (searched, read) = (desk(&requests), desk(&requests));
    read.read_all();
    assert!(are_read(&read).iter().all(|is_read| *is_read));
    let id = Id::from_bits("OPP", 3).to_string();
    let found = searched.naming(&request::KIND, &id);
    assert_eq!(found.len(), 100);
    assert_eq!(paths(&found), paths(&read.naming(&request::KIND, &id)));
    assert_eq!(
        are_read(&searched)
            .iter()
            .filter(|is_read| **is_read)
            .count(),
        100
    );
}

/// Returns a spelling of an id by bits that choose one, in a key of a request.
fn spelt(id: &Id, choice: u32) -> String {
    let mut spelling: String = id
        .as_str()
        .char_indices()
        .map(|(at, letter)| match (at, letter, choice >> at & 1) {
            (4.., '0', 1) => 'o',
            (4.., '1', 1) => ['I', 'l', 'i', 'L'][choice as usize & 3],
            (_, letter, 1) => letter.to_ascii_lowercase(),
            (_, letter, _) => letter,
        })
        .collect();
    match choice >> 16 & 7 {
        0 => spelling = format!("'{spelling}'"),
        1 => spelling = format!("\"{spelling}\""),
        2 => spelling = format!("\"{}\\x2d{}\"", &spelling[..3], &spelling[4..]),
        3 => spelling = format!("\"{}\\\n  {}\"", &spelling[..6], &spelling[6..]),
        4 => spelling = format!("&of {spelling}"),
        _ => {}
    }
    let key = ["opportunity", "opportunity", "remarks", "follows"][choice as usize >> 20 & 3];
    format!("{key}: {spelling}")
}

proptest! {
    #[test]
    fn the_search_and_the_map_agree_on_every_spelling(
        drawn in proptest::collection::vec((0u64..3, any::<u32>(), any::<bool>()), 1..12),
        bits in 0u64..1 << 40,
    ) {
        let id = |which: u64, swap: bool| {
            let prefix = if swap { "REQ" } else { "OPP" };
            Id::from_bits(prefix, bits.wrapping_add(which * 31) & ((1 << 40) - 1))
        };
        let requests: Vec<String> = drawn
            .iter()
            .map(|(which, choice, swap)| spelt(&id(*which, *swap), *choice))
            .collect();
        let (searched, read) = (desk(&requests), desk(&requests));
        read.read_all();
        for (which, swap) in [(0, false), (1, false), (2, false), (0, true), (1, true)] {
            let id = id(which, swap).to_string();
            let by_map = read.naming(&request::KIND, &id);
            let by_search = searched.naming(&request::KIND, &id.to_lowercase());
            prop_assert_eq!(paths(&by_search), paths(&by_map));
            let by_hand = read.files_of(&request::KIND).filter(|file| {
                let references = file.record().map(|record| record.references());
                references.into_iter().flatten().any(|reference| reference.id == id)
            });
            prop_assert_eq!(paths(&by_map), paths(&by_hand.collect::<Vec<_>>()));
        }
    }
}
