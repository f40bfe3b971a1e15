//! A small desk in memory, with one malformed file among its records.

use std::sync::Arc;

use desk::checks::{Review, Scope, judge, names};
use desk::finding::Finding;
use desk::policy::Policy;
use desk::records::Records;
use desk::source::snapshot::{Content, Item, Leaf};
use desk::source::{BlobId, Blobs, EntryType, Folder, Snapshot, Source, TreeId};

use super::expected::Said;

/// Readable records beside the malformed one; the last has an owner who is nobody, which must be found.
pub(super) const BESIDE: [(&str, &str); 6] = [
    (
        "people/dana.yaml",
        "name: Dana Ruiz\nemails: [dana@example.com]\nroles: [sae]\n",
    ),
    (
        "people/maria.yaml",
        "name: Maria Keller\nemails: [maria@example.com]\nroles: [manager]\n",
    ),
    (
        "people/sam.yaml",
        "name: Sam Otieno\nemails: [sam@example.com]\nroles: [sa]\n",
    ),
    (
        "accounts/northwind-freight.yaml",
        "name: Northwind Freight\nowner: dana\n",
    ),
    (
        "opportunities/OPP-7H3J5K9M.yaml",
        "name: Northwind platform\naccount: northwind-freight\nowner: dana\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]\n",
    ),
    (NEIGHBOUR, "name: Zelkova\nowner: nobody\n"),
];

const NEIGHBOUR: &str = "accounts/zelkova.yaml";

struct OneFile(Vec<u8>);

impl Blobs for OneFile {
    fn read(&self, _: &str, _: &BlobId) -> Result<Vec<u8>, String> {
        Ok(self.0.clone())
    }

    fn list(&self, _: TreeId) -> Arc<[Item]> {
        unreachable!("no folder of this desk is stored")
    }
}

/// Returns the records of the desk with these bytes at a path.
pub(super) fn records_with(path: &str, bytes: &[u8]) -> Records {
    records_of(path, EntryType::File, bytes)
}

/// Returns the records of the desk with an entry of some sort at a path.
pub(super) fn records_of(path: &str, entry_type: EntryType, bytes: &[u8]) -> Records {
    let leaf = |content, entry_type| {
        Some(Leaf {
            content,
            entry_type,
        })
    };
    let beside = BESIDE
        .iter()
        .map(|(path, text)| (*path, leaf(Content::Text((*text).into()), EntryType::File)));
    let own = (path, leaf(Content::Blob(BlobId([1; 20])), entry_type));
    let nothing = Snapshot::new(Folder::empty(), Arc::new(OneFile(bytes.to_vec())));
    Records::of(nothing.laid_over(beside.chain([own])))
}

/// Returns all that is found in a desk.
pub(super) fn findings(records: &Records) -> Vec<Finding> {
    let source = Source::shared("desk.toml", "schema = 1\n");
    let policy = Policy::read(&source, &names()).expect("the policy is valid");
    let now = "2026-11-23T12:00:00Z".parse().expect("a time");
    judge(&Review::new(&[], records, &policy, now, Scope::Whole), None)
}

/// Returns what is found in a file, which must block.
pub(super) fn found_in(path: &str, bytes: &[u8]) -> Vec<Said> {
    said_of(&records_with(path, bytes), path)
}

/// Returns what is found at a path; what another check finds there begins with its name.
pub(super) fn said_of(records: &Records, path: &str) -> Vec<Said> {
    let own = findings(records)
        .into_iter()
        .filter(|finding| finding.at.source.path == path);
    own.map(|finding| {
        let mut said = said(&finding);
        match finding.check {
            "unreadable-record" => assert!(finding.blocks(), "{path}: {}", said.message),
            other => said.message = format!("{other}: {}", said.message),
        }
        said
    })
    .collect()
}

/// Returns what is found on the readable record beside it.
pub(super) fn found_beside(records: &Records) -> Vec<Said> {
    findings(records)
        .iter()
        .filter(|finding| finding.at.source.path == NEIGHBOUR)
        .map(said)
        .collect()
}

fn said(finding: &Finding) -> Said {
    let position = finding.at.position();
    Said {
        line: position.line,
        column: position.column,
        message: finding.message.clone(),
        help: finding.help.clone(),
    }
}
